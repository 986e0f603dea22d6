//! What is proposed for each column: its type, its place in the key, its codes, and what is said about it.

use standardise::date::DateOrder;
use standardise::header::Header;
use standardise::record::Field;

use super::InferredColumn;
use super::key::Search;
use super::mapping::{Mapped, Why};
use super::profile::Profile;
use super::survey::Survey;
use crate::contract::{LogicalType, Ragged};

/// Hundredths of the values that must be dates, or numbers, for the column to be.
const DATES_MIN: u64 = 98;
const NUMBERS_MIN: u64 = 99;

/// The columns of the contract, in the file's order.
pub(super) fn columns(
    survey: &Survey,
    headers: &[Header],
    mapped: &[Mapped],
    search: &Search,
) -> Vec<InferredColumn> {
    let key = match search {
        Search::Found(key) => Some(key),
        Search::Near(_) | Search::Nothing => None,
    };
    // Of padded rows only what is mapped is known to stand under the right header.
    let sound = match survey.ragged(mapped) {
        Ragged::Pad => mapped.iter().rposition(Option::is_some).map_or(0, |last| last + 1),
        Ragged::Reject => survey.names.len(),
    };
    let key_position = |at: usize| key.and_then(|key| key.columns.iter().position(|column| *column == at));
    (0..survey.names.len())
        .map(|at| {
            let mut column = InferredColumn {
                name: survey.names[at].clone(),
                place: None,
                logical_type: LogicalType::String,
                date_format: None,
                required: false,
                key_position: key_position(at).map(|position| position + 1),
                field: mapped[at].map(|(field, _)| field),
                valid_values: Vec::new(),
                comments: Vec::new(),
            };
            if column.key_position.is_some() && column.field.is_none() {
                column.field =
                    Some(Field::RecordKey).filter(|_| key.is_some_and(|key| key.columns.len() == 1));
            }
            column.required = column.key_position.is_some();
            if let Some((_, Why::Values)) = mapped[at] {
                column
                    .comments
                    .push("the field is guessed from the values: the header does not say it".to_owned());
            }
            if at < sound {
                column_type(&mut column, &headers[at], &survey.profiles[at]);
            } else {
                column.comments.push("rows that are padded may have other values here".to_owned());
            }
            column
        })
        .collect()
}

/// The type that all the values looked at have, and what is said where most have one.
fn column_type(column: &mut InferredColumn, header: &Header, profile: &Profile) {
    if profile.looked_at == 0 {
        column.comments.push("always blank".to_owned());
        return;
    }
    let looks = &profile.looks;
    if let Some(found) = profile.moments.best().filter(|found| found.count * 2 > profile.looked_at) {
        let others = profile.looked_at - found.count;
        if profile.dates.order() == Some(DateOrder::Unsettled) {
            let (either, day_first, month_first) = profile.dates.orders_seen();
            column.comments.push(format!(
                "{day_first} dates are written day first and {month_first} month first: kept as text, and of {either} that \
                 can be read both ways only the year is taken"
            ));
        } else if profile.share(found.count, DATES_MIN) {
            column.date_format = Some(found.pattern);
            column.logical_type = if found.has_time { LogicalType::Timestamp } else { LogicalType::Date };
            exceptions(column, others, profile.looked_at, "dates of this form");
            date_comments(column, profile);
        } else {
            column.comments.push(format!(
                "{} of {} values looked at are dates written {}, {others} are not: a date once those are mended",
                found.count, profile.looked_at, found.pattern
            ));
        }
        return;
    }
    let is_code = column.key_position.is_some()
        || looks.zero_led > 0
        || header.has_any(&["~ref", "reference", "~id", "code", "~no", "number", "urn", "uprn", "phone"])
        || matches!(column.field, Some(Field::NhsNumber | Field::Phone | Field::Uprn | Field::AddressLine));
    for (count, logical_type, what) in [
        (looks.integer, LogicalType::Integer, "whole numbers"),
        (looks.number, LogicalType::Number, "numbers"),
    ] {
        if !is_code && profile.share(count, NUMBERS_MIN) {
            column.logical_type = logical_type;
            exceptions(column, profile.looked_at - count, profile.looked_at, what);
            return;
        }
    }
    if column.field.is_none() {
        codes(column, profile);
    }
}

/// Says what a column of dates leaves open, and where dates stand in heaps.
fn date_comments(column: &mut InferredColumn, profile: &Profile) {
    let (either, ..) = profile.dates.orders_seen();
    if profile.dates.order().is_none() && either > 0 {
        column.comments.push("no date tells whether day or month comes first: taken day first".to_owned());
    }
    let (new_years, days) = profile.dates.new_years();
    if profile.dates.heaps_on_new_year() {
        column.comments.push(format!(
            "{new_years} of {days} dates are on 1 January, far more than chance gives: most stand for a year alone"
        ));
    }
}

/// Says how many values are not of the proposed type.
fn exceptions(column: &mut InferredColumn, others: u64, all: u64, what: &str) {
    if others > 0 {
        column
            .comments
            .push(format!("{others} of {all} values looked at are no {what}: their rows will be rejected"));
    }
}

/// Few values that all recur are codes: a list, or true and false.
fn codes(column: &mut InferredColumn, profile: &Profile) {
    const CODES: std::ops::RangeInclusive<usize> = 2..=10;
    const RECUR_MIN: u64 = 5;
    let Some(codes) = &profile.codes else { return };
    if !CODES.contains(&codes.len()) || codes.values().any(|count| *count < RECUR_MIN) {
        return;
    }
    let pair: Vec<String> = codes.keys().map(|code| code.to_lowercase()).collect();
    if [["n", "y"], ["no", "yes"], ["false", "true"]].iter().any(|known| pair == *known) {
        column.logical_type = LogicalType::Boolean;
    } else if codes.keys().all(|code| code.len() <= 20) {
        column.valid_values = codes.keys().cloned().collect();
    }
}
