//! How old a delivery may be: the contract's `latency` or `freshness` among its service levels.
//!
//! Source: Open Data Contract Standard 3.1.0, service-level agreement.

use jiff::civil::Date;

use super::Column;
use super::column::LogicalType;
use super::document::{Document, ServiceLevel};
use super::fault::Faults;
use super::header_name;

/// How old a delivery may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Freshness {
    /// The column of dates that tells; the file's own date where there is none.
    pub(crate) column: Option<usize>,
    /// Units: days.
    days_max: i64,
    /// Whether an older delivery stops the load; else it is told.
    pub(crate) stops: bool,
}

impl Freshness {
    /// Says how a delivery is too old; none where it is not. `newest` is its date; none where it has none up to `today`.
    pub(crate) fn broken(&self, newest: Option<Date>, today: Date, of: &str) -> Option<String> {
        let Some(newest) = newest else { return Some(format!("freshness: there is no date in {of}")) };
        let days = i64::from((today - newest).get_days());
        (days > self.days_max)
            .then(|| format!("freshness: {of} is {days} days old, and {} are allowed", self.days_max))
    }
}

/// The service level about a delivery's age, and lines for those that a load does not check.
pub(super) fn read(
    document: &Document,
    columns: &[Column],
    stops: bool,
    unchecked: &mut Vec<String>,
    faults: &mut Faults,
) -> Option<Freshness> {
    let mut found = None;
    for level in &document.service_levels {
        let Some(property) = &level.property else { continue };
        if matches!(property.text.as_str(), "latency" | "freshness" | "ly") {
            found = found.or_else(|| of_level(level, columns, stops, faults));
        } else {
            let line = property.place.line;
            unchecked
                .push(format!("line {line}: the service level {} is not checked by a load", property.text));
        }
    }
    found
}

fn of_level(level: &ServiceLevel, columns: &[Column], stops: bool, faults: &mut Faults) -> Option<Freshness> {
    let unit = level.unit.as_ref().map_or("d", |unit| unit.text.as_str());
    let days_of_unit = match unit {
        "h" | "hr" | "hour" | "hours" => 1.0 / 24.0,
        "d" | "day" | "days" => 1.0,
        "w" | "week" | "weeks" => 7.0,
        "m" | "month" | "months" => 31.0,
        "y" | "yr" | "year" | "years" => 366.0,
        _ => {
            let place = level.unit.as_ref().map_or(level.place, |unit| unit.place);
            faults.add_unknown(place, format!("`{unit}` is no unit of time"), &["h", "d", "w", "m", "y"]);
            return None;
        }
    };
    let number = level.value.as_ref().and_then(|value| value.text.parse::<f64>().ok());
    let Some(number) = number.filter(|number| (0.0..1e6).contains(number)) else {
        faults.add(level.place, "a freshness has no `value` that is a number");
        return None;
    };
    let column = match &level.element {
        None => None,
        Some(element) => {
            let name = element.text.rsplit('.').next().unwrap_or_default();
            let is_meant = |column: &Column| column.name == header_name(name) || column.name == element.text;
            let at = columns.iter().position(is_meant);
            let Some(at) = at else {
                let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
                faults.add_unknown(element.place, format!("`{name}` is no property"), &names);
                return None;
            };
            if !matches!(columns[at].logical_type, LogicalType::Date | LogicalType::Timestamp) {
                let hint = "name one whose logicalType is date or timestamp, or none for the file's own date";
                faults.add_with_hint(element.place, format!("`{name}` holds no dates"), hint);
            }
            Some(at)
        }
    };
    // A part of a day is one, as dates are compared.
    Some(Freshness { column, days_max: (number * days_of_unit).ceil() as i64, stops })
}
