//! One cell against its column: the canonical text of its value, or the first rule that it breaks.
//!
//! Pure. What a column must hold is decided in [`crate::contract`]; whether a blank cell matters is the row's affair.

pub(crate) mod moment;
mod number;
mod shape;

pub(crate) use moment::{Moment, MomentPattern};
pub(crate) use number::push_plain;
pub(crate) use shape::shape;

use crate::contract::{Column, LogicalType};
use crate::rule::Rule;

/// Checks a cell that is neither blank nor null and appends its canonical text to `out`; appends nothing on a fault.
///
/// Shape: `text` is trimmed. `typed` says that the file itself knows dates (a workbook, Parquet), so that they arrive in
/// ISO form whatever the contract says about their writing.
pub(crate) fn check(column: &Column, text: &str, typed: bool, out: &mut String) -> Result<(), Rule> {
    let start = out.len();
    let checked = push_value(column, text, typed, out)
        .and_then(|()| within(column, &out[start..]))
        .and_then(|()| in_list(column, &out[start..]));
    if checked.is_err() {
        out.truncate(start);
    }
    checked
}

fn push_value(column: &Column, text: &str, typed: bool, out: &mut String) -> Result<(), Rule> {
    match column.logical_type {
        LogicalType::String => {
            text_rules(column, text)?;
            out.push_str(text);
        }
        LogicalType::Date if column.moment.as_ref().is_some_and(|pattern| pattern.push_date(text, out)) => {}
        LogicalType::Date => {
            let moment = moment(column, text, typed).filter(|moment| moment.year.is_some());
            moment.ok_or(Rule::NotADate)?.push_date(out);
        }
        LogicalType::Timestamp => {
            let moment = moment(column, text, typed).filter(|moment| moment.year.is_some());
            let moment = moment.ok_or(Rule::NotATimestamp)?;
            moment.push_date(out);
            out.push('T');
            moment.push_time(out);
        }
        LogicalType::Time => moment(column, text, typed).ok_or(Rule::NotATime)?.push_time(out),
        LogicalType::Integer => {
            let start = out.len();
            if !push_plain(text, out) {
                return Err(Rule::NotAnInteger);
            }
            if out[start..].contains('.') || text.contains(['e', 'E']) {
                return Err(Rule::NotAnInteger);
            }
        }
        LogicalType::Number => {
            if !push_plain(text, out) {
                return Err(Rule::NotANumber);
            }
        }
        LogicalType::Boolean => out.push_str(boolean(text).ok_or(Rule::NotABoolean)?),
    }
    Ok(())
}

fn text_rules(column: &Column, text: &str) -> Result<(), Rule> {
    if column.length_min.is_some() || column.length_max.is_some() {
        let count = text.chars().count();
        if column.length_min.is_some_and(|min| count < min) {
            return Err(Rule::TooShort);
        }
        if column.length_max.is_some_and(|max| count > max) {
            return Err(Rule::TooLong);
        }
    }
    if column.pattern.as_ref().is_some_and(|pattern| !pattern.is_match(text)) {
        return Err(Rule::Pattern);
    }
    Ok(())
}

fn moment(column: &Column, text: &str, typed: bool) -> Option<Moment> {
    let stated = column.moment.as_ref().and_then(|pattern| pattern.read(text));
    stated.or_else(|| if typed || column.moment.is_none() { iso_moment(text) } else { None })
}

/// A moment in ISO 8601 form: `2019-04-01`, `2019-04-01T09:05:07.5Z`, with a space for the `T`, or a time alone.
pub(crate) fn iso_moment(text: &str) -> Option<Moment> {
    use std::sync::LazyLock;
    static FORMS: LazyLock<Vec<MomentPattern>> = LazyLock::new(|| {
        const TEXTS: [&str; 4] = [
            "yyyy-MM-dd",
            "yyyy-MM-dd'T'HH:mm[:ss][.S][X]",
            "yyyy-MM-dd HH:mm[:ss][.S][X]",
            "HH:mm[:ss][.S]",
        ];
        TEXTS.iter().filter_map(|form| MomentPattern::compile(form).ok()).collect()
    });
    FORMS.iter().find_map(|form| form.read(text))
}

fn boolean(text: &str) -> Option<&'static str> {
    const YES: [&str; 5] = ["true", "t", "yes", "y", "1"];
    const NO: [&str; 5] = ["false", "f", "no", "n", "0"];
    let is_one_of = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is_one_of(&YES) {
        Some("true")
    } else if is_one_of(&NO) {
        Some("false")
    } else {
        None
    }
}

/// Whether a canonical value is within the column's minimum and maximum.
fn within(column: &Column, value: &str) -> Result<(), Rule> {
    let inside = match column.logical_type {
        LogicalType::Integer | LogicalType::Number => column.number_range.is_none_or(|range| {
            use std::ops::RangeBounds;
            value.parse::<f64>().is_ok_and(|number| range.contains(&number))
        }),
        LogicalType::Date | LogicalType::Timestamp | LogicalType::Time => {
            column.moment_range.as_ref().is_none_or(|range| range.contains(value))
        }
        LogicalType::String | LogicalType::Boolean => true,
    };
    if inside { Ok(()) } else { Err(Rule::OutOfRange) }
}

fn in_list(column: &Column, value: &str) -> Result<(), Rule> {
    match &column.valid_values {
        Some(values) if !values.contains(value) => Err(Rule::NotInList),
        _ => Ok(()),
    }
}
