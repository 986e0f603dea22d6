//! A column as meant: its type, its limits, its mapping.

use std::ops::Bound;

use regex::Regex;
use rustc_hash::FxHashSet;
use standardise::record::{Entity, Field};

use super::document::{Property, Quality, Text, scalar};
use super::fault::Faults;
use super::keys;
use super::meaning::{texts, unchecked_rule};
use super::node::{Entry, Node};
use super::quality::{About, QualityRule, rejects};
use crate::cell::{self, MomentPattern};
use crate::text::Span;

/// A column of a source.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Column {
    /// The header as in the file, trimmed and with single spaces.
    pub name: String,
    /// What its cells are.
    pub logical_type: LogicalType,
    /// The standard field that it maps to.
    pub field: Option<Field>,
    /// Whether a row without it is rejected.
    pub required: bool,
    /// Whether a second row with the same value is rejected.
    pub unique: bool,
    /// Its place in the record key, counted from 1.
    pub key_position: Option<u32>,
    /// How its dates are written; ISO 8601 where nothing is stated.
    pub(crate) moment: Option<MomentPattern>,
    pub(crate) length_min: Option<usize>,
    pub(crate) length_max: Option<usize>,
    pub(crate) pattern: Option<Regex>,
    pub(crate) number_range: Option<(Bound<f64>, Bound<f64>)>,
    pub(crate) moment_range: Option<MomentRange>,
    /// The canonical values that there may be.
    pub(crate) valid_values: Option<FxHashSet<String>>,
    /// The texts that a row may not have in it.
    pub(crate) missing_values: FxHashSet<String>,
    /// Where it stands in a line of fixed width.
    pub(crate) span: Option<Span>,
}

impl Column {
    /// Whether any text that is filled in keeps the contract.
    pub(crate) fn holds_any_text(&self) -> bool {
        self.logical_type == LogicalType::String
            && self.length_min.is_none()
            && self.length_max.is_none()
            && self.pattern.is_none()
            && self.valid_values.is_none()
            && self.missing_values.is_empty()
    }
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogicalType {
    /// Text, kept as it stands.
    String,
    /// A day, or as much of one as is known.
    Date,
    /// A day and a time.
    Timestamp,
    /// A time of day.
    Time,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
}

impl LogicalType {
    /// The standard's name for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Date => "date",
            Self::Timestamp => "timestamp",
            Self::Time => "time",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
        }
    }
}

/// From when to when a date may be, as ISO text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MomentRange {
    lower: Bound<String>,
    upper: Bound<String>,
}

impl MomentRange {
    /// Whether a moment in ISO form is inside; ISO text sorts as time does.
    pub(crate) fn contains(&self, moment: &str) -> bool {
        let above = match &self.lower {
            Bound::Included(lower) => moment >= lower.as_str(),
            Bound::Excluded(lower) => moment > lower.as_str(),
            Bound::Unbounded => true,
        };
        let below = match &self.upper {
            Bound::Included(upper) => moment <= upper.as_str(),
            Bound::Excluded(upper) => moment < upper.as_str(),
            Bound::Unbounded => true,
        };
        above && below
    }
}

/// Makes a column, or adds to the faults why not.
pub(super) fn column(
    property: &Property,
    at: usize,
    rules: &mut Vec<QualityRule>,
    entity: Option<Entity>,
    unchecked: &mut Vec<String>,
    faults: &mut Faults,
) -> Option<Column> {
    let name = header_name(&property.physical_name.as_ref().or(property.name.as_ref())?.text);
    let logical_type = logical_type(property.logical_type.as_ref(), faults);
    let mut column = Column {
        name,
        logical_type: logical_type.unwrap_or(LogicalType::String),
        field: field(property, entity, faults),
        required: property.required || property.primary_key,
        unique: property.unique,
        key_position: property.primary_key.then(|| property.primary_key_position.unwrap_or(u32::MAX)),
        moment: None,
        length_min: None,
        length_max: None,
        pattern: None,
        number_range: None,
        moment_range: None,
        valid_values: None,
        missing_values: FxHashSet::default(),
        span: None,
    };
    if logical_type.is_some() {
        options(&mut column, property, unchecked, faults);
    }
    for rule in &property.quality {
        // A rule that tells and does not reject looks at all rows together, and so does one with a threshold.
        if !quality(&mut column, rule, faults) {
            match QualityRule::read(rule, About::Column(at, &column.name), faults) {
                Some(rule) => rules.push(rule),
                None => unchecked.push(unchecked_rule(rule, Some(&column.name))),
            }
        }
    }
    Some(column)
}

/// A header for comparing: trimmed, white space as single spaces.
pub(crate) fn header_name(text: &str) -> String {
    text.trim_matches(['\u{feff}', '\0']).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn logical_type(text: Option<&Text>, faults: &mut Faults) -> Option<LogicalType> {
    let Some(text) = text else { return Some(LogicalType::String) };
    let found = match text.text.as_str() {
        "string" => LogicalType::String,
        "date" => LogicalType::Date,
        "timestamp" => LogicalType::Timestamp,
        "time" => LogicalType::Time,
        "integer" => LogicalType::Integer,
        "number" => LogicalType::Number,
        "boolean" => LogicalType::Boolean,
        "object" | "array" => {
            faults.add_with_hint(
                text.place,
                format!("a column of a table cannot be `{}`", text.text),
                "make it a string, or leave the column out",
            );
            return None;
        }
        other => {
            faults.add_unknown(text.place, format!("`{other}` is no logicalType"), keys::LOGICAL_TYPES);
            return None;
        }
    };
    Some(found)
}

fn field(property: &Property, entity: Option<Entity>, faults: &mut Faults) -> Option<Field> {
    let custom = property.custom.iter().find(|custom| custom.name.text == "guildhall.field")?;
    let Some(text) = scalar(&custom.value) else {
        faults.add(custom.value.place, "`guildhall.field` is not a single value");
        return None;
    };
    let Ok(field) = text.text.parse::<Field>() else {
        let names: Vec<&str> = Field::all()
            .iter()
            .filter(|f| entity.is_none_or(|e| f.applies_to(e)))
            .map(|f| f.name())
            .collect();
        faults.add_unknown(text.place, format!("`{}` is no standard field", text.text), &names);
        return None;
    };
    if let Some(entity) = entity
        && !field.applies_to(entity)
    {
        faults.add(text.place, format!("a {entity} has no `{field}`"));
        return None;
    }
    Some(field)
}

fn options(column: &mut Column, property: &Property, unchecked: &mut Vec<String>, faults: &mut Faults) {
    let known = match column.logical_type {
        LogicalType::String => keys::STRING_OPTIONS,
        LogicalType::Date | LogicalType::Timestamp | LogicalType::Time => keys::MOMENT_OPTIONS,
        LogicalType::Integer | LogicalType::Number => keys::NUMBER_OPTIONS,
        LogicalType::Boolean => &[],
    };
    let kind = column.logical_type.name();
    for entry in &property.options {
        if !known.contains(&entry.key.as_str()) {
            faults.add_unknown(entry.place, format!("`{}` is no option of a {kind}", entry.key), known);
        } else if let Some(text) = scalar(&entry.value) {
            option(column, &entry.key, &text, unchecked, faults);
        } else {
            faults.add(entry.value.place, format!("`{}` is not a single value", entry.key));
        }
    }
    // The limits are read once the format is known, whatever their order in the document.
    match column.logical_type {
        LogicalType::Date | LogicalType::Timestamp | LogicalType::Time => {
            column.moment_range = moment_range(column, &property.options, faults);
        }
        LogicalType::Integer | LogicalType::Number => {
            column.number_range = number_range(&property.options, faults);
        }
        LogicalType::String | LogicalType::Boolean => {}
    }
}

fn option(column: &mut Column, key: &str, text: &Text, unchecked: &mut Vec<String>, faults: &mut Faults) {
    let is_moment =
        matches!(column.logical_type, LogicalType::Date | LogicalType::Timestamp | LogicalType::Time);
    match key {
        "format" if is_moment => column.moment = moment_format(column.logical_type, text, faults),
        "minLength" => column.length_min = length(key, text, faults),
        "maxLength" => column.length_max = length(key, text, faults),
        "pattern" => column.pattern = pattern(text, faults),
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => {}
        _ => unchecked.push(format!(
            "line {}: the option {key} of `{}` is not checked by a load",
            text.place.line, column.name
        )),
    }
}

fn moment_format(logical_type: LogicalType, text: &Text, faults: &mut Faults) -> Option<MomentPattern> {
    const HINT: &str = "write it as Java does: dd/MM/yyyy, d MMM yy, yyyy-MM-dd HH:mm:ss";
    let pattern = match MomentPattern::compile(&text.text) {
        Ok(pattern) => pattern,
        Err(fault) => {
            faults.add_with_hint(text.place, format!("`{}` is no format: {fault}", text.text), HINT);
            return None;
        }
    };
    let tells = match logical_type {
        LogicalType::Date => pattern.has_date(),
        LogicalType::Timestamp => pattern.has_date() && pattern.has_time(),
        _ => pattern.has_time(),
    };
    if !tells {
        let message = format!("the format `{}` does not tell a whole {}", text.text, logical_type.name());
        faults.add_with_hint(text.place, message, HINT);
        return None;
    }
    Some(pattern)
}

fn length(key: &str, text: &Text, faults: &mut Faults) -> Option<usize> {
    let length = text.text.parse().ok();
    if length.is_none() {
        faults.add(text.place, format!("`{key}` is a whole number"));
    }
    length
}

pub(super) fn pattern(text: &Text, faults: &mut Faults) -> Option<Regex> {
    let pattern = Regex::new(&text.text).ok();
    if pattern.is_none() {
        faults.add_with_hint(
            text.place,
            "the pattern is no regular expression that can be checked",
            "look-around and back-references are not; say it with minLength, maxLength or validValues",
        );
    }
    pattern
}

fn find<'e>(entries: &'e [Entry], key: &str) -> Option<&'e Node> {
    entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
}

fn bounds<T>(options: &[Entry], mut read: impl FnMut(&Text) -> Option<T>) -> Option<(Bound<T>, Bound<T>)> {
    let mut bound = |inclusive, exclusive| {
        if let Some(text) = find(options, inclusive).and_then(scalar) {
            return read(&text).map_or(Bound::Unbounded, Bound::Included);
        }
        let text = find(options, exclusive).and_then(scalar);
        text.and_then(|text| read(&text)).map_or(Bound::Unbounded, Bound::Excluded)
    };
    match (bound("minimum", "exclusiveMinimum"), bound("maximum", "exclusiveMaximum")) {
        (Bound::Unbounded, Bound::Unbounded) => None,
        bounds => Some(bounds),
    }
}

fn number_range(options: &[Entry], faults: &mut Faults) -> Option<(Bound<f64>, Bound<f64>)> {
    bounds(options, |text| {
        let number = text.text.parse().ok();
        if number.is_none() {
            faults.add(text.place, "a number's limit is a number");
        }
        number
    })
}

fn moment_range(column: &Column, options: &[Entry], faults: &mut Faults) -> Option<MomentRange> {
    let bare = Column { moment_range: None, valid_values: None, ..column.clone() };
    let range = bounds(options, |text| {
        let mut moment = String::new();
        let read = cell::check(&bare, &text.text, true, &mut moment).is_ok();
        if !read {
            faults.add_with_hint(
                text.place,
                "the limit is no such date or time",
                "write it in the column's format or as yyyy-MM-dd",
            );
        }
        read.then_some(moment)
    });
    range.map(|(lower, upper)| MomentRange { lower, upper })
}

/// Takes a quality rule of the column as far as a load checks it row by row; whether it does.
fn quality(column: &mut Column, rule: &Quality, faults: &mut Faults) -> bool {
    let Some(metric) = &rule.metric else { return false };
    if !keys::METRICS.contains(&metric.text.as_str()) {
        faults.add_unknown(metric.place, format!("`{}` is no metric", metric.text), keys::METRICS);
        return true;
    }
    if !rejects(rule) {
        return false;
    }
    match metric.text.as_str() {
        "nullValues" => column.required = true,
        "missingValues" => match find(&rule.arguments, "missingValues") {
            None => column.required = true,
            Some(node) => {
                let values =
                    texts(node, "missingValues", faults).into_iter().map(|value| value.trim().to_owned());
                column.missing_values = values.collect();
            }
        },
        "duplicateValues" => column.unique = true,
        "invalidValues" => invalid_values(column, rule, faults),
        _ => return false,
    }
    true
}

fn invalid_values(column: &mut Column, rule: &Quality, faults: &mut Faults) {
    let text = find(&rule.arguments, "pattern").and_then(scalar);
    if let Some(text) = &text {
        column.pattern = pattern(text, faults);
    }
    let Some(node) = find(&rule.arguments, "validValues") else {
        if text.is_none() {
            faults
                .add(rule.place, "invalidValues has neither `validValues` nor `pattern` among its arguments");
        }
        return;
    };
    let bare = Column { valid_values: None, ..column.clone() };
    let mut values = FxHashSet::default();
    for value in texts(node, "validValues", faults) {
        let mut canonical = String::new();
        if cell::check(&bare, value.trim(), true, &mut canonical).is_ok() {
            values.insert(canonical);
        } else {
            faults
                .add(node.place, format!("`{value}` among validValues is no {}", column.logical_type.name()));
        }
    }
    column.valid_values = Some(values);
}
