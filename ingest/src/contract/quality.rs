//! Quality rules that look at all rows together: how many values are null, missing or not valid, and how many rows there are.
//!
//! Source: Open Data Contract Standard 3.1.0, data quality, library metrics.

use regex::Regex;
use rustc_hash::FxHashSet;

use super::document::{Quality, scalar};
use super::fault::Faults;
use super::meaning::texts;

/// What is counted.
#[derive(Debug, Clone)]
pub(crate) enum Metric {
    /// Rows, whatever is in them.
    Rows,
    /// Cells of a column that are blank or a null value.
    Nulls(usize),
    /// Cells of a column with one of these texts.
    Missing(usize, FxHashSet<String>),
    /// Cells of a column that are filled and neither among the texts nor of the pattern.
    Invalid(usize, Option<FxHashSet<String>>, Option<Regex>),
}

/// What the count must be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Must {
    Be(f64),
    NotBe(f64),
    BeGreaterThan(f64),
    BeGreaterOrEqualTo(f64),
    BeLessThan(f64),
    BeLessOrEqualTo(f64),
}

impl Must {
    fn read(key: &str, value: &str) -> Option<Self> {
        let number = value.parse().ok()?;
        Some(match key {
            "mustBe" => Self::Be(number),
            "mustNotBe" => Self::NotBe(number),
            "mustBeGreaterThan" => Self::BeGreaterThan(number),
            "mustBeGreaterOrEqualTo" => Self::BeGreaterOrEqualTo(number),
            "mustBeLessThan" => Self::BeLessThan(number),
            "mustBeLessOrEqualTo" => Self::BeLessOrEqualTo(number),
            _ => return None,
        })
    }

    fn holds(self, value: f64) -> bool {
        match self {
            Self::Be(number) => value == number,
            Self::NotBe(number) => value != number,
            Self::BeGreaterThan(number) => value > number,
            Self::BeGreaterOrEqualTo(number) => value >= number,
            Self::BeLessThan(number) => value < number,
            Self::BeLessOrEqualTo(number) => value <= number,
        }
    }
}

/// A rule about all rows together.
#[derive(Debug, Clone)]
pub(crate) struct QualityRule {
    pub(crate) metric: Metric,
    /// The rule in the contract's words, for a message.
    text: String,
    must: Must,
    is_percent: bool,
    /// Whether breaking it stops the load; else it is told.
    pub(crate) stops: bool,
}

impl QualityRule {
    /// Takes a rule as far as it can be checked over all rows; none where it cannot.
    ///
    /// `column` is the position and name of the column that it is about; none for the table.
    pub(super) fn read(rule: &Quality, column: Option<(usize, &str)>, faults: &mut Faults) -> Option<Self> {
        let metric = rule.metric.as_ref()?;
        let (operator, value) = rule.operator.as_ref()?;
        let must = Must::read(operator, value)?;
        let argument =
            |name: &str| rule.arguments.iter().find(|entry| entry.key == name).map(|entry| &entry.value);
        let list = |name: &str, faults: &mut Faults| -> Option<FxHashSet<String>> {
            argument(name).map(|node| texts(node, name, faults).into_iter().collect())
        };
        let counted = match (metric.text.as_str(), column) {
            ("rowCount", _) => Metric::Rows,
            ("nullValues", Some((at, _))) => Metric::Nulls(at),
            ("missingValues", Some((at, _))) => match list("missingValues", faults) {
                Some(values) => Metric::Missing(at, values),
                None => Metric::Nulls(at),
            },
            ("invalidValues", Some((at, _))) => {
                let pattern = argument("pattern").and_then(scalar);
                let pattern = pattern.and_then(|text| Regex::new(&text.text).ok());
                let values = list("validValues", faults);
                if values.is_none() && pattern.is_none() {
                    return None;
                }
                Metric::Invalid(at, values, pattern)
            }
            _ => return None,
        };
        let is_percent = rule.unit.as_ref().is_some_and(|unit| unit.text == "percent");
        let severity = rule.severity.as_ref().map(|severity| severity.text.to_lowercase());
        let stops = matches!(severity.as_deref(), Some("stop" | "error" | "critical" | "blocker"));
        let unit = if is_percent { " percent" } else { "" };
        let of = column.map(|(_, name)| format!(" of `{name}`")).unwrap_or_default();
        let text = format!("{}{of} {operator} {value}{unit}", metric.text);
        Some(Self { metric: counted, text, must, is_percent, stops })
    }

    /// Whether a cell counts. `is_null` says that it is blank or a null value.
    pub(crate) fn counts(&self, column: usize, cell: &str, is_null: bool) -> bool {
        match &self.metric {
            Metric::Rows => false,
            Metric::Nulls(at) => *at == column && is_null,
            Metric::Missing(at, values) => *at == column && values.contains(cell),
            Metric::Invalid(at, values, pattern) => {
                let is_listed = values.as_ref().is_none_or(|values| values.contains(cell));
                let fits = pattern.as_ref().is_none_or(|pattern| pattern.is_match(cell));
                *at == column && !is_null && !(is_listed && fits)
            }
        }
    }

    /// Says how the rule is broken; none where it is kept.
    pub(crate) fn broken(&self, count: u64, row_count: u64) -> Option<String> {
        let count = if matches!(self.metric, Metric::Rows) { row_count } else { count };
        let share = if row_count == 0 { 0.0 } else { count as f64 * 100.0 / row_count as f64 };
        let value = if self.is_percent { share } else { count as f64 };
        (!self.must.holds(value))
            .then(|| format!("quality: {}, and {count} of {row_count} rows are", self.text))
    }
}
