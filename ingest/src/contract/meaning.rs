//! The second stage: a contract as meant, which can only hold what a load can do.

use standardise::record::{Entity, Field};

use super::column;
use super::document::{Custom, Document, Quality, Schema, Server, Text, scalar};
use super::fault::Faults;
use super::node::{Node, Value};
use super::{Column, Contract, Format, Header, Quote, Ragged, Source};

/// Makes the contract, or adds to the faults why not.
pub(super) fn contract(document: Document, faults: &mut Faults) -> Option<Contract> {
    let mut unchecked = Vec::new();
    let id = document.id.as_ref().and_then(|id| identifier(id, faults));
    if document.tenant.is_none() {
        faults.add_with_hint(
            document.place,
            "a contract has no `tenant`",
            "name the organisation's id from place.toml",
        );
    }
    let source = local_server(&document, faults).and_then(|server| source(server, faults));
    let table = only_schema(&document, faults);
    let entity = table.and_then(|schema| entity(schema, faults));
    let least_age = table.and_then(|schema| least_age(schema, entity, faults));
    let category = table.and_then(|schema| category(schema, entity, faults));
    let columns = table.map(|schema| {
        unchecked.extend(schema.quality.iter().map(|rule| unchecked_rule(rule, None)));
        columns(schema, entity, &mut unchecked, faults)
    });
    let id = id?;
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
        category,
        columns: columns?,
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

fn local_server<'d>(document: &'d Document, faults: &mut Faults) -> Option<&'d Server> {
    let is_local = |server: &&Server| server.kind.as_ref().is_some_and(|kind| kind.text == "local");
    let found = document.servers.iter().find(is_local);
    if found.is_none() {
        let place = document.servers.first().map_or(document.place, |server| server.place);
        faults.add_with_hint(
            place,
            "no server of type `local` says where the files are",
            "add one under `servers` with `type: local`, `path` and `format`",
        );
    }
    found
}

fn only_schema<'d>(document: &'d Document, faults: &mut Faults) -> Option<&'d Schema> {
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
    if entity.is_none() {
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
    unchecked: &mut Vec<String>,
    faults: &mut Faults,
) -> Vec<Column> {
    if schema.properties.is_empty() {
        faults.add(schema.place, "a schema has no `properties`, so nothing says which columns there are");
    }
    let mut columns: Vec<Column> = Vec::new();
    for property in &schema.properties {
        let Some(column) = column::column(property, entity, unchecked, faults) else { continue };
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

fn source(server: &Server, faults: &mut Faults) -> Option<Source> {
    for (key, value) in [("path", &server.path), ("format", &server.format)] {
        if value.is_none() {
            faults.add(server.place, format!("a local server has no `{key}`"));
        }
    }
    let custom = |name| find(&server.custom, name);
    let format = server.format.as_ref().and_then(|text| format(text, faults));
    let encoding = custom("guildhall.encoding").and_then(|node| encoding(node, faults));
    let delimiter = custom("guildhall.delimiter").and_then(|node| delimiter(node, faults));
    let quote = custom("guildhall.quote").and_then(|node| quote(node, faults));
    let ragged = custom("guildhall.ragged").and_then(|node| ragged(node, faults));
    let null_values = custom("guildhall.nullValues").map(|node| texts(node, "guildhall.nullValues", faults));
    let sheet = custom("guildhall.sheet").and_then(|node| text_of(node, "guildhall.sheet", faults));
    let header = custom("guildhall.headerRow").and_then(|node| header(node, faults));
    Some(Source {
        path: server.path.as_ref()?.text.clone(),
        format: format?,
        encoding,
        delimiter,
        quote,
        ragged: ragged.unwrap_or(Ragged::Reject),
        null_values: null_values.unwrap_or_default(),
        sheet: sheet.map(|sheet| sheet.text),
        header,
    })
}

fn find<'c>(custom: &'c [Custom], name: &str) -> Option<&'c Node> {
    custom.iter().find(|property| property.name.text == name).map(|property| &property.value)
}

fn format(text: &Text, faults: &mut Faults) -> Option<Format> {
    match text.text.as_str() {
        "csv" => Some(Format::Csv),
        "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" => Some(Format::Workbook),
        "parquet" => Some(Format::Parquet),
        other => {
            let known = ["csv", "xlsx", "xls", "ods", "parquet"];
            faults.add_unknown(text.place, format!("`{other}` is no format that is read"), &known);
            None
        }
    }
}

fn encoding(node: &Node, faults: &mut Faults) -> Option<&'static encoding_rs::Encoding> {
    let text = text_of(node, "guildhall.encoding", faults)?;
    let found = encoding_rs::Encoding::for_label(text.text.as_bytes());
    if found.is_none() {
        let known = ["utf-8", "windows-1252", "utf-16le", "utf-16be", "iso-8859-15"];
        faults.add_unknown(text.place, format!("`{}` is no encoding", text.text), &known);
    }
    found
}

fn delimiter(node: &Node, faults: &mut Faults) -> Option<u8> {
    let text = text_of(node, "guildhall.delimiter", faults)?;
    let found = match text.text.as_str() {
        "tab" | "\\t" => Some(b'\t'),
        "comma" => Some(b','),
        "semicolon" => Some(b';'),
        "pipe" => Some(b'|'),
        written => one_byte(written),
    };
    if found.is_none() {
        faults.add_with_hint(
            text.place,
            "`guildhall.delimiter` is not one character",
            "write it in quotes, such as \"|\", or as tab, comma, semicolon or pipe",
        );
    }
    found
}

fn quote(node: &Node, faults: &mut Faults) -> Option<Quote> {
    let text = text_of(node, "guildhall.quote", faults)?;
    if matches!(text.text.as_str(), "none" | "") {
        return Some(Quote::Never);
    }
    let found = one_byte(&text.text).map(Quote::Char);
    if found.is_none() {
        faults.add_with_hint(
            text.place,
            "`guildhall.quote` is not one character",
            "write it in quotes, such as \"'\", or as none",
        );
    }
    found
}

fn one_byte(text: &str) -> Option<u8> {
    match text.as_bytes() {
        [byte] if byte.is_ascii() && !matches!(byte, b'\r' | b'\n' | 0) => Some(*byte),
        _ => None,
    }
}

fn ragged(node: &Node, faults: &mut Faults) -> Option<Ragged> {
    let text = text_of(node, "guildhall.ragged", faults)?;
    match text.text.as_str() {
        "reject" => Some(Ragged::Reject),
        "pad" => Some(Ragged::Pad),
        other => {
            let message = format!("`{other}` is no way to treat ragged rows");
            faults.add_unknown(text.place, message, &["reject", "pad"]);
            None
        }
    }
}

fn header(node: &Node, faults: &mut Faults) -> Option<Header> {
    let text = text_of(node, "guildhall.headerRow", faults)?;
    match text.text.parse() {
        Ok(0) => Some(Header::Absent),
        Ok(row) => Some(Header::Row(row)),
        Err(_) => {
            faults.add_with_hint(
                text.place,
                "`guildhall.headerRow` is not a row's number",
                "count from 1; 0 says that no row names the columns",
            );
            None
        }
    }
}

/// A single value, or a fault.
fn text_of(node: &Node, what: &str, faults: &mut Faults) -> Option<Text> {
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
