//! Dates in the order of their column; one that the calendar does not have keeps its digits, since a slip made it.

use std::fmt::Write as _;

use standardise::date::{DateColumn, DateForm, DateOrder, PartialDate};

use standardise::problem::ProblemKind;

use super::Built;
use crate::table::{Column, NULL};

/// Dates before this are kept by their digits too: the standard form has none of people long dead.
const YEARS: std::ops::RangeInclusive<u32> = 1000..=2199;

/// Adds the birth date of a column, or of columns of years, months and days.
pub(super) fn add(built: &mut Built, whole: Option<&Column>, parts: [Option<&Column>; 3]) {
    if let Some(column) = whole {
        extend(built, "birth_date", column);
    } else if let [Some(year), month, day] = parts {
        extend_parts(built, year, month, day);
    }
}

/// Adds a column of dates.
pub(super) fn extend(built: &mut Built, name: &str, column: &Column) {
    let mut dates = DateColumn::default();
    let dictionary = column.dictionary();
    for id in 1..dictionary.id_count() as u32 {
        if let Ok(text) = std::str::from_utf8(dictionary.bytes(id)) {
            dates.add(text);
        }
    }
    let mut form = dates.form(DateForm { two_digit_year_max: Some(2030), ..DateForm::default() });
    // Dates that can be read both ways are not lost: a slip of day and month is compared as one.
    if form.order == DateOrder::Unsettled {
        let (_, day_first, month_first) = dates.orders_seen();
        form.order = if day_first >= month_first { DateOrder::DayFirst } else { DateOrder::MonthFirst };
    }
    form.new_year_is_year = dates.heaps_on_new_year();
    built.extend(name, column, |text, value| push_date(text, &form, value));
}

fn push_date(text: &str, form: &DateForm, value: &mut String) {
    let other_order = match form.order {
        DateOrder::MonthFirst => DateOrder::DayFirst,
        _ => DateOrder::MonthFirst,
    };
    let reading = PartialDate::read(text, form);
    let turned = || PartialDate::read(text, &DateForm { order: other_order, ..*form }).value;
    if let Some(date) = reading.value.or_else(turned) {
        date.write_iso(value);
        return;
    }
    let stands_for_none = reading.finding.is_some_and(|finding| finding.kind == ProblemKind::Placeholder);
    if !stands_for_none {
        push_digits(text, form, value);
    }
}

/// The digits of what is written as a date, in the order of an ISO date.
fn push_digits(text: &str, form: &DateForm, value: &mut String) {
    let day_part = text.trim().split([' ', 'T']).next().unwrap_or_default();
    let numbers: Vec<&str> =
        day_part.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let parts = match numbers.as_slice() {
        [all] if all.len() == 8 && all.parse::<u32>().is_ok_and(|all| YEARS.contains(&(all / 10_000))) => {
            Some((&all[..4], &all[4..6], &all[6..]))
        }
        [year, month, day] if year.len() == 4 => Some((*year, *month, *day)),
        [first, second, year] if year.len() == 4 => match form.order {
            DateOrder::MonthFirst => Some((*year, *first, *second)),
            _ => Some((*year, *second, *first)),
        },
        _ => None,
    };
    let Some((year, month, day)) = parts else { return };
    let is_year = year.parse::<u32>().is_ok_and(|year| YEARS.contains(&year));
    if !is_year || month.len() > 2 || day.len() > 2 {
        return;
    }
    if form.new_year_is_year && month.trim_start_matches('0') == "1" && day.trim_start_matches('0') == "1" {
        value.push_str(year);
        return;
    }
    // Writing into a string cannot fail.
    let _ = write!(value, "{year}-{month:0>2}-{day:0>2}");
}

fn extend_parts(built: &mut Built, year: &Column, month: Option<&Column>, day: Option<&Column>) {
    let row_count = year.ids().len();
    let before = built.row_count - row_count;
    let column = built.column("birth_date", before);
    let mut text = String::new();
    for row in 0..row_count {
        text.clear();
        if year.ids()[row] != NULL
            && let Some(year) = year.text(row).map(str::trim).filter(|year| year.len() == 4)
        {
            text.push_str(year);
            if let Some(month) = short(month, row) {
                let _ = write!(text, "-{month:0>2}");
                if let Some(day) = short(day, row) {
                    let _ = write!(text, "-{day:0>2}");
                }
            }
        }
        column.push(Some(text.as_str()));
    }
}

/// A month or day of a row, where it has one of at most two digits.
fn short(column: Option<&Column>, row: usize) -> Option<&str> {
    column?.text(row).map(str::trim).filter(|text| text.len() <= 2)
}
