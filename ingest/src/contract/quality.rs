//! Quality rules that look at all rows together: how many values are null, missing, not valid or repeated, and how many rows
//! there are.
//!
//! Source: Open Data Contract Standard 3.1.0, data quality, library metrics.

use regex::Regex;
use rustc_hash::FxHashSet;

use super::column::pattern;
use super::document::{Operator, Quality, scalar};
use super::fault::Faults;
use super::keys;
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
    /// Accepted rows with the values of an earlier one in these columns.
    Duplicates(Vec<usize>),
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
    /// Both ends included.
    BeBetween(f64, f64),
    NotBeBetween(f64, f64),
}

impl Must {
    fn read(operator: &Operator, faults: &mut Faults) -> Option<Self> {
        let numbers: Option<Vec<f64>> =
            operator.values.iter().map(|value| value.parse().ok().filter(|n: &f64| n.is_finite())).collect();
        let key = operator.key.as_str();
        Some(match (key, numbers.as_deref()) {
            ("mustBe", Some([number])) => Self::Be(*number),
            ("mustNotBe", Some([number])) => Self::NotBe(*number),
            ("mustBeGreaterThan", Some([number])) => Self::BeGreaterThan(*number),
            ("mustBeGreaterOrEqualTo", Some([number])) => Self::BeGreaterOrEqualTo(*number),
            ("mustBeLessThan", Some([number])) => Self::BeLessThan(*number),
            ("mustBeLessOrEqualTo", Some([number])) => Self::BeLessOrEqualTo(*number),
            ("mustBeBetween", Some([low, high])) if low <= high => Self::BeBetween(*low, *high),
            ("mustNotBeBetween", Some([low, high])) if low <= high => Self::NotBeBetween(*low, *high),
            ("mustBeBetween" | "mustNotBeBetween", _) => {
                faults.add(operator.place, format!("`{key}` is two numbers, the lower first"));
                return None;
            }
            _ if keys::OPERATORS.contains(&key) => {
                faults.add(operator.place, format!("`{key}` is a number"));
                return None;
            }
            // Told already, as an unknown key.
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
            Self::BeBetween(low, high) => (low..=high).contains(&value),
            Self::NotBeBetween(low, high) => !(low..=high).contains(&value),
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

/// What a rule is about.
#[derive(Clone, Copy)]
pub(super) enum About<'a> {
    /// A column: its position and name.
    Column(usize, &'a str),
    /// The table, whose columns have these names.
    Table(&'a [String]),
}

impl QualityRule {
    /// Takes a rule as far as it can be checked over all rows; none where it cannot.
    pub(super) fn read(rule: &Quality, about: About<'_>, faults: &mut Faults) -> Option<Self> {
        let metric = rule.metric.as_ref()?;
        let operator = rule.operator.as_ref()?;
        let must = Must::read(operator, faults)?;
        let counted = counted(rule, &metric.text, about, faults)?;
        let is_percent = match rule.unit.as_ref().map(|unit| (unit.text.as_str(), unit.place)) {
            None | Some(("rows", _)) => false,
            Some(("percent", _)) => true,
            Some((unit, place)) => {
                faults.add_unknown(place, format!("`{unit}` is no unit of a rule"), &["rows", "percent"]);
                return None;
            }
        };
        let severity = rule.severity.as_ref().map(|severity| (severity.text.to_lowercase(), severity.place));
        if let Some((_, place)) = severity.as_ref().filter(|(severity, _)| severity == "reject") {
            let hint = "use `mustBe: 0`, or a severity of warn or stop";
            faults.add_with_hint(*place, "only a rule that no row may break can reject rows", hint);
        }
        let severity = severity.as_ref().map(|(severity, _)| severity.as_str());
        let stops = matches!(severity, Some("stop" | "error" | "critical" | "blocker"));
        let unit = if is_percent { " percent" } else { "" };
        let of = match about {
            About::Column(_, name) => format!(" of `{name}`"),
            About::Table(names) => match &counted {
                Metric::Duplicates(columns) => {
                    let names: Vec<&str> = columns.iter().map(|at| names[*at].as_str()).collect();
                    format!(" of `{}`", names.join("`, `"))
                }
                _ => String::new(),
            },
        };
        let text = format!("{}{of} {} {}{unit}", metric.text, operator.key, operator.values.join(" and "));
        Some(Self { metric: counted, text, must, is_percent, stops })
    }

    /// Whether the rule looks at the cells of a column.
    pub(crate) fn is_about(&self, column: usize) -> bool {
        match &self.metric {
            Metric::Rows | Metric::Duplicates(_) => false,
            Metric::Nulls(at) | Metric::Missing(at, _) | Metric::Invalid(at, _, _) => *at == column,
        }
    }

    /// Whether a cell of its column counts. `is_null` says that it is blank or a null value.
    pub(crate) fn counts(&self, cell: &str, is_null: bool) -> bool {
        match &self.metric {
            Metric::Rows | Metric::Duplicates(_) => false,
            Metric::Nulls(_) => is_null,
            Metric::Missing(_, values) => values.contains(cell),
            Metric::Invalid(_, values, pattern) => {
                let is_listed = values.as_ref().is_none_or(|values| values.contains(cell));
                let fits = pattern.as_ref().is_none_or(|pattern| pattern.is_match(cell));
                !(is_null || is_listed && fits)
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

/// What a rule counts.
fn counted(rule: &Quality, metric: &str, about: About<'_>, faults: &mut Faults) -> Option<Metric> {
    let argument =
        |name: &str| rule.arguments.iter().find(|entry| entry.key == name).map(|entry| &entry.value);
    let list = |name: &str, faults: &mut Faults| -> Option<FxHashSet<String>> {
        argument(name).map(|node| texts(node, name, faults).into_iter().collect())
    };
    Some(match (metric, about) {
        ("rowCount", _) => Metric::Rows,
        ("nullValues", About::Column(at, _)) => Metric::Nulls(at),
        ("missingValues", About::Column(at, _)) => match list("missingValues", faults) {
            Some(values) => Metric::Missing(at, values),
            None => Metric::Nulls(at),
        },
        ("invalidValues", About::Column(at, _)) => {
            let text = argument("pattern").and_then(scalar);
            let pattern = text.as_ref().and_then(|text| pattern(text, faults));
            let values = list("validValues", faults);
            if values.is_none() && text.is_none() {
                faults.add(
                    rule.place,
                    "invalidValues has neither `validValues` nor `pattern` among its arguments",
                );
            }
            Metric::Invalid(at, values, pattern)
        }
        ("duplicateValues", About::Column(at, _)) => Metric::Duplicates(vec![at]),
        ("duplicateValues", About::Table(names)) => Metric::Duplicates(together(rule, names, faults)?),
        _ => return None,
    })
}

/// The columns whose values count together, by the rule's arguments.
pub(super) fn together(rule: &Quality, names: &[String], faults: &mut Faults) -> Option<Vec<usize>> {
    let Some(entry) = rule.arguments.iter().find(|entry| entry.key == "properties") else {
        faults.add_with_hint(
            rule.place,
            "duplicateValues of a table has no `properties` among its arguments",
            "name the columns whose values together may not be repeated",
        );
        return None;
    };
    let mut columns = Vec::new();
    for name in texts(&entry.value, "properties", faults) {
        match names.iter().position(|known| *known == super::header_name(&name)) {
            Some(at) => columns.push(at),
            None => {
                let known: Vec<&str> = names.iter().map(String::as_str).collect();
                faults.add_unknown(entry.value.place, format!("`{name}` is no property"), &known);
            }
        }
    }
    (!columns.is_empty()).then_some(columns)
}

/// Whether a rule says that no row may break it, so that a row that does is rejected.
pub(super) fn rejects(rule: &Quality) -> bool {
    let must_be_none = rule.operator.as_ref().is_some_and(|operator| {
        operator.key == "mustBe"
            && operator.values.iter().all(|value| value == "0")
            && !operator.values.is_empty()
    });
    let severity = rule.severity.as_ref().map(|severity| severity.text.to_lowercase());
    must_be_none && severity.is_none_or(|severity| matches!(severity.as_str(), "reject" | "error"))
}
