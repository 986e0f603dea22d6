//! The second stage: a contract as meant, which can only hold what a load can do.

use standardise::record::{Entity, Field};

use super::document::{Custom, Document, Property, Quality, Schema, Server, Text, scalar};
use super::fault::Faults;
use super::location::{self, Database, Location};
use super::node::{Node, Value};
use super::quality::{About, QualityRule, rejects, together};
use super::{Change, Column, Contract, Format, Mode, Source};
use super::{column, freshness, server};
use crate::limit::ROW_BYTES_MAX;

/// Makes the contract, or adds to the faults why not.
pub(super) fn contract(document: Document, faults: &mut Faults) -> Option<Contract> {
    let (mut unchecked, mut quality) = (Vec::new(), Vec::new());
    let id = document.id.as_ref().and_then(|id| identifier(id, faults));
    if document.tenant.is_none() {
        faults.add_with_hint(
            document.place,
            "a contract has no `tenant`",
            "name the organisation's id from place.toml",
        );
    }
    let table = only_schema(&document, faults);
    let source = known_server(&document, faults).and_then(|server| server::source(server, table, faults));
    let entity = table.and_then(|schema| entity(schema, faults));
    let least_age = table.and_then(|schema| least_age(schema, entity, faults));
    let category = table.and_then(|schema| category(schema, entity, faults));
    let main_home = table.is_some_and(|schema| main_home(schema, entity, faults));
    let duplicate_free = table.is_some_and(|schema| flag(schema, "guildhall.duplicateFree", faults));
    let test_numbers = table.is_some_and(|schema| flag(schema, "guildhall.testNumbers", faults));
    let columns = table.map(|schema| columns(schema, entity, &mut quality, &mut unchecked, faults));
    let names: Vec<String> = columns.iter().flatten().map(|column| column.name.clone()).collect();
    let mut distinct = Vec::new();
    for rule in table.map_or(&[][..], |schema| &schema.quality) {
        if rejects(rule) && rule.metric.as_ref().is_some_and(|metric| metric.text == "duplicateValues") {
            distinct.extend(together(rule, &names, faults));
            continue;
        }
        match QualityRule::read(rule, About::Table(&names), faults) {
            Some(rule) => quality.push(rule),
            None => unchecked.push(unchecked_rule(rule, None)),
        }
    }
    let stale = known_server_of(&document).and_then(|server| stale(server, faults));
    let known = columns.as_deref().unwrap_or_default();
    let freshness = freshness::read(&document, known, stale == Some(true), &mut unchecked, faults);
    let id = id?;
    let mut columns = columns?;
    if source.as_ref().is_some_and(|source| source.format == Format::Fixed)
        && let Some(schema) = table
    {
        spans(schema, &mut columns, faults);
    }
    if let (Some(Mode::Delta(change)), Some(schema)) = (source.as_ref().map(|source| &source.mode), table) {
        take_change(change, schema, &mut columns, faults);
    }
    if let (Some(source), Some(schema)) = (&source, table) {
        check_key(source, schema, &columns, faults);
    }
    Some(Contract {
        name: document.name.map_or_else(|| id.clone(), |name| name.text),
        id,
        version: document.version?.text,
        status: document.status?.text,
        tenant: document.tenant?.text,
        purpose: document.purpose.map(|purpose| purpose.text),
        source: source?,
        entity: entity?,
        least_age,
        main_home,
        duplicate_free,
        test_numbers,
        category,
        columns,
        distinct,
        quality,
        freshness,
        unchecked,
    })
}

/// The id, which names folders and so must be plain.
fn identifier(id: &Text, faults: &mut Faults) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    if !id.text.is_empty() && !id.text.starts_with('.') && id.text.len() <= 64 && id.text.chars().all(plain) {
        return Some(id.text.clone());
    }
    faults.add_with_hint(
        id.place,
        format!("`{}` is no id", id.text),
        "use up to 64 letters, digits, `_`, `-` and `.`",
    );
    None
}

fn known_server_of(document: &Document) -> Option<&Server> {
    let is_known = |server: &&Server| server.kind.as_ref().is_some_and(|kind| location::is_known(&kind.text));
    document.servers.iter().find(is_known)
}

/// Whether a delivery that is too old stops the load.
fn stale(server: &Server, faults: &mut Faults) -> Option<bool> {
    let text = text_of(find(&server.custom, "guildhall.stale")?, "guildhall.stale", faults)?;
    Choice { what: "way to treat an old delivery", of: &[("stop", true), ("warn", false)] }
        .read(&text, faults)
}

/// The first server of a type that is read from.
pub(super) fn known_server<'d>(document: &'d Document, faults: &mut Faults) -> Option<&'d Server> {
    let found = known_server_of(document);
    if found.is_none() {
        let place = document.servers.first().map_or(document.place, |server| server.place);
        faults.add_with_hint(
            place,
            "no server of a type that is read says where the rows are",
            "add one under `servers` with `type: local`, `path` and `format`; postgres, mysql, sqlite and api are read too",
        );
    }
    found
}

/// What a source must have whose rows stand beside those that are there.
fn check_key(source: &Source, schema: &Schema, columns: &[Column], faults: &mut Faults) {
    let Location::Database(Database { high_water_mark, .. }) = &source.location else {
        if source.mode == Mode::Upsert {
            need_key(schema, columns, "an upsert", faults);
        }
        return;
    };
    match high_water_mark {
        None if source.mode == Mode::Upsert => need_key(schema, columns, "an upsert", faults),
        None => {}
        Some(mark) => {
            need_key(schema, columns, "a source with `guildhall.highWaterMark`", faults);
            if !columns.iter().any(|column| column.name == *mark) {
                let message = format!("`{mark}`, the `guildhall.highWaterMark`, is no property");
                faults.add_with_hint(schema.place, message, "add it to the properties");
            }
            if !matches!(source.mode, Mode::Upsert | Mode::Append) {
                faults.add_with_hint(
                    schema.place,
                    "a source with `guildhall.highWaterMark` is neither a snapshot nor a delta",
                    "leave `guildhall.mode` out, or state `upsert` or `append`",
                );
            }
        }
    }
}

fn need_key(schema: &Schema, columns: &[Column], what: &str, faults: &mut Faults) {
    if !columns.iter().any(|column| column.key_position.is_some()) {
        let hint = "say by `primaryKey` which record a row is about";
        faults.add_with_hint(schema.place, format!("{what} has no primary key"), hint);
    }
}

pub(super) fn only_schema<'d>(document: &'d Document, faults: &mut Faults) -> Option<&'d Schema> {
    if let Some(second) = document.schemas.get(1) {
        faults.add_with_hint(second.place, "a second schema", "give each table a contract of its own");
    }
    if document.schemas.is_empty() {
        faults.add(document.place, "a contract has no `schema`, so nothing says which columns there are");
    }
    document.schemas.first()
}

fn entity(schema: &Schema, faults: &mut Faults) -> Option<Entity> {
    let names: Vec<&str> = Entity::all().iter().map(|entity| entity.name()).collect();
    let Some(node) = find(&schema.custom, "guildhall.entity") else {
        faults.add_with_hint(
            schema.place,
            "a schema has no `guildhall.entity`",
            format!("say what a row is about: {}", names.join(" or ")),
        );
        return None;
    };
    let text = text_of(node, "guildhall.entity", faults)?;
    let entity = text.text.parse().ok();
    if text.text == super::address::ENTITY {
        let hint = "build a gazetteer with it: `guildhall gazetteer build OUT FILE --contract CONTRACT`";
        faults.add_with_hint(text.place, "a table of addresses is no source of records", hint);
    } else if entity.is_none() {
        faults.add_unknown(text.place, format!("`{}` is no entity", text.text), &names);
    }
    entity
}

/// What all premises in the source are.
fn category(schema: &Schema, entity: Option<Entity>, faults: &mut Faults) -> Option<String> {
    let text = text_of(find(&schema.custom, "guildhall.category")?, "guildhall.category", faults)?;
    if entity.is_some_and(|entity| entity != Entity::Premises) {
        faults.add(text.place, "only premises have a `guildhall.category`");
    }
    Some(text.text)
}

/// Whether the source keeps where people mainly live.
fn main_home(schema: &Schema, entity: Option<Entity>, faults: &mut Faults) -> bool {
    let what = "guildhall.mainHome";
    if let Some(node) = find(&schema.custom, what)
        && entity.is_some_and(|entity| entity != Entity::Person)
        && let Some(text) = text_of(node, what, faults)
    {
        faults.add(text.place, "only people have a `guildhall.mainHome`");
    }
    flag(schema, what, faults)
}

/// Whether a property of the schema is set; not unless stated.
fn flag(schema: &Schema, what: &str, faults: &mut Faults) -> bool {
    let Some(text) = find(&schema.custom, what).and_then(|node| text_of(node, what, faults)) else {
        return false;
    };
    if !matches!(text.text.as_str(), "true" | "false") {
        faults.add(text.place, format!("`{what}` is neither true nor false"));
    }
    text.text == "true"
}

/// How old everybody in the source is at least.
fn least_age(schema: &Schema, entity: Option<Entity>, faults: &mut Faults) -> Option<u16> {
    let node = find(&schema.custom, "guildhall.leastAge")?;
    let text = text_of(node, "guildhall.leastAge", faults)?;
    if entity.is_some_and(|entity| entity != Entity::Person) {
        faults.add(text.place, "only people have a `guildhall.leastAge`");
        return None;
    }
    let age = text.text.parse().ok().filter(|age| (1..=100).contains(age));
    if age.is_none() {
        let hint = "give the years that everybody in the source has reached, such as 18";
        faults.add_with_hint(text.place, "`guildhall.leastAge` is not a number of years from 1 to 100", hint);
    }
    age
}

fn columns(
    schema: &Schema,
    entity: Option<Entity>,
    quality: &mut Vec<QualityRule>,
    unchecked: &mut Vec<String>,
    faults: &mut Faults,
) -> Vec<Column> {
    if schema.properties.is_empty() {
        faults.add(schema.place, "a schema has no `properties`, so nothing says which columns there are");
    }
    let mut columns: Vec<Column> = Vec::new();
    for property in &schema.properties {
        let read = column::column(property, columns.len(), quality, entity, unchecked, faults);
        let Some(column) = read else { continue };
        if columns.iter().any(|earlier| earlier.name == column.name) {
            faults.add(property.place, format!("`{}` is named twice", column.name));
        }
        if let Some(field) = column.field
            && !may_repeat(field)
            && let Some(earlier) = columns.iter().find(|earlier| earlier.field == Some(field))
        {
            faults.add_with_hint(
                property.place,
                format!("`{}` and `{}` are both mapped to `{field}`", earlier.name, column.name),
                "map the one that is filled best",
            );
        }
        columns.push(column);
    }
    columns
}

/// Makes the column that says what a row of a delta does one that every row must have, with a code that is known.
fn take_change(change: &Change, schema: &Schema, columns: &mut [Column], faults: &mut Faults) {
    need_key(schema, columns, "a delta", faults);
    match columns.iter_mut().find(|column| column.name == change.column) {
        Some(column) => {
            column.required = true;
            let codes = change.put_codes.iter().chain(&change.delete_codes);
            column.valid_values = Some(codes.cloned().collect());
        }
        None if change.column.is_empty() => {}
        None => {
            let message = format!("`{}`, the `guildhall.changeColumn`, is no property", change.column);
            faults.add_with_hint(schema.place, message, "add it to the properties");
        }
    }
}

/// Where each column stands in a line of fixed width: where it says, else after the one before it.
fn spans(schema: &Schema, columns: &mut [Column], faults: &mut Faults) {
    let number = |property: &Property, name: &str, faults: &mut Faults| {
        let text = text_of(find(&property.custom, name)?, name, faults)?;
        let number = text.text.parse().ok().filter(|number| (1..=ROW_BYTES_MAX).contains(number));
        if number.is_none() {
            faults.add(text.place, format!("`{name}` is no number of characters"));
        }
        number
    };
    let mut next = 0;
    for (property, column) in schema.properties.iter().zip(columns) {
        let start = number(property, "guildhall.start", faults).map_or(next, |start| start - 1);
        let Some(width) = number(property, "guildhall.width", faults) else {
            faults.add_with_hint(
                property.place,
                format!("`{}` has no `guildhall.width`", column.name),
                "say how many characters it has, and by `guildhall.start` where it begins, from 1",
            );
            continue;
        };
        next = start + width;
        column.span = Some((start, width));
    }
}

/// Whether several columns may be mapped to a field.
fn may_repeat(field: Field) -> bool {
    matches!(field, Field::AddressLine | Field::MiddleNames | Field::Phone | Field::Email | Field::RecordKey)
}

/// A line for a rule that a load does not check.
pub(super) fn unchecked_rule(rule: &Quality, column: Option<&str>) -> String {
    let metric = rule.metric.as_ref().map_or("a rule without a metric", |metric| &metric.text);
    let of = column.map(|column| format!(" of `{column}`")).unwrap_or_default();
    format!("line {}: the quality rule {metric}{of} is not checked by a load", rule.place.line)
}

/// One of a few words, and what each means.
pub(super) struct Choice<T: 'static> {
    /// What the words say, for a fault.
    pub(super) what: &'static str,
    pub(super) of: &'static [(&'static str, T)],
}

impl<T: Copy> Choice<T> {
    /// What the text means, or a fault that names the words.
    pub(super) fn read(&self, text: &Text, faults: &mut Faults) -> Option<T> {
        let found = self.of.iter().find(|(word, _)| *word == text.text);
        if found.is_none() {
            let words: Vec<&str> = self.of.iter().map(|(word, _)| *word).collect();
            faults.add_unknown(text.place, format!("`{}` is no {}", text.text, self.what), &words);
        }
        found.map(|(_, meaning)| *meaning)
    }
}

pub(super) fn find<'c>(custom: &'c [Custom], name: &str) -> Option<&'c Node> {
    custom.iter().find(|property| property.name.text == name).map(|property| &property.value)
}

/// A single value, or a fault.
pub(super) fn text_of(node: &Node, what: &str, faults: &mut Faults) -> Option<Text> {
    let text = scalar(node);
    if text.is_none() {
        faults.add(node.place, format!("`{what}` is {}, not a single value", node.kind()));
    }
    text
}

/// A list of single values; one alone counts as a list of one.
pub(super) fn texts(node: &Node, what: &str, faults: &mut Faults) -> Vec<String> {
    match &node.value {
        Value::Scalar(text) => vec![text.clone()],
        Value::List(items) => items.iter().filter_map(|item| item_text(item, what, faults)).collect(),
        Value::Nothing(_) | Value::Map(_) => {
            faults.add(node.place, format!("`{what}` is {}, not a list", node.kind()));
            Vec::new()
        }
    }
}

/// An item of a list of words, in which `NULL` is a word like any other.
fn item_text(item: &Node, what: &str, faults: &mut Faults) -> Option<String> {
    match &item.value {
        Value::Nothing(written) => Some(written.clone()),
        _ => text_of(item, what, faults).map(|text| text.text),
    }
}
