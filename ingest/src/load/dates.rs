//! How the dates of a load are written, looked at before its first row is standardised.
//!
//! Where the contract states a column's format, that is how it is read, and only days that half the column is on for want of
//! a better one are looked for, in the first rows. A date in a column of text is read by what the whole column tells.

use std::path::PathBuf;

use standardise::date::{DateColumn, DateForm, DateOrder};
use standardise::record::{Field, Options};

use super::layout::FileLayout;
use crate::LoadError;
use crate::cell;
use crate::contract::{Contract, Format, LogicalType};
use crate::open::open_all;
use crate::row::Block;

/// Rows that are looked at where every date's format is stated.
const ROWS_MAX: u64 = 50_000;

/// A column that holds dates of a standard field.
struct Seen {
    /// Its place in the contract.
    at: usize,
    field: Field,
    dates: DateColumn,
}

/// How the rows of a load are to be standardised, with what is to be said about it.
pub(super) fn look(
    contract: &Contract,
    files: &[PathBuf],
    layouts: &[FileLayout],
    year: u16,
) -> Result<(Options, Vec<String>), LoadError> {
    let mut options = Options::in_year(year);
    options.test_numbers = contract.test_numbers;
    let mut columns: Vec<Seen> = contract
        .columns
        .iter()
        .enumerate()
        .filter_map(|(at, column)| Some((at, column.field?)))
        .filter(|(_, field)| Field::DATES.contains(field))
        .map(|(at, field)| Seen { at, field, dates: DateColumn::default() })
        .collect();
    let is_text = |seen: &Seen| contract.columns[seen.at].logical_type == LogicalType::String;
    let rows_max = if columns.iter().any(is_text) { u64::MAX } else { ROWS_MAX };
    // A workbook is taken apart as a whole: twice only where its dates can't be read without.
    let is_cheap = matches!(contract.source.format, Format::Csv | Format::Fixed);
    if columns.is_empty() || rows_max == ROWS_MAX && !is_cheap {
        return Ok((options, Vec::new()));
    }
    read(contract, files, layouts, rows_max, &mut columns)?;
    let mut notes = Vec::new();
    for seen in &columns {
        let Some(stated) = options.date_form(seen.field).copied() else { continue };
        let form = form_of(seen, stated, is_text(seen));
        notes.extend(said(&contract.columns[seen.at].name, seen, &form, is_text(seen)));
        options.set_date_form(seen.field, form);
    }
    Ok((options, notes))
}

/// Counts the columns' dates in the files' rows.
fn read(
    contract: &Contract,
    files: &[PathBuf],
    layouts: &[FileLayout],
    rows_max: u64,
    columns: &mut [Seen],
) -> Result<(), LoadError> {
    let mut rows = 0;
    let mut canonical = String::new();
    for (mut file, layout) in open_all(contract, files)?.into_iter().zip(layouts) {
        while rows < rows_max {
            let mut block = Block::default();
            file.rows.fill(&mut block)?;
            if block.is_empty() {
                break;
            }
            rows += block.len() as u64;
            let block = block.into_text();
            for row in block.rows().iter().filter(|row| row.fault.is_none()) {
                for (cell, column) in block.cells(row).zip(&layout.column_of_cell) {
                    let Some(seen) = columns.iter_mut().find(|seen| seen.at == *column) else { continue };
                    let cell = cell.trim();
                    if cell.is_empty() || contract.source.null_values.iter().any(|null| null == cell) {
                        continue;
                    }
                    canonical.clear();
                    // What is no date by the contract is rejected, and tells nothing.
                    if cell::check(&contract.columns[*column], cell, layout.typed, &mut canonical).is_ok() {
                        seen.dates.add(&canonical);
                    }
                }
            }
        }
    }
    Ok(())
}

/// How a field's dates are read by what its column tells.
fn form_of(seen: &Seen, stated: DateForm, is_text: bool) -> DateForm {
    let told = seen.dates.form(stated);
    // Tenancies begin on the first of a month and schools in September: only lives don't.
    let heaps = matches!(seen.field, Field::BirthDate | Field::DeathDate);
    let form = if is_text { told } else { stated };
    DateForm {
        new_year_is_year: heaps && told.new_year_is_year,
        first_is_month: heaps && told.first_is_month,
        ..form
    }
}

/// What is said of a column, in counts.
fn said(name: &str, seen: &Seen, form: &DateForm, is_text: bool) -> Vec<String> {
    let mut notes = Vec::new();
    let (either, day_first, month_first) = seen.dates.orders_seen();
    if is_text && either > 0 {
        let order = match seen.dates.order() {
            None => "no date tells whether day or month comes first: taken day first".to_owned(),
            Some(DateOrder::DayFirst) => settled(month_first, "day first", "month first"),
            Some(DateOrder::MonthFirst) => settled(day_first, "month first", "day first"),
            Some(DateOrder::Unsettled) => format!(
                "{day_first} dates are written day first and {month_first} month first: of {either} that can be read \
                 both ways only the year is taken"
            ),
        };
        notes.extend((!order.is_empty()).then(|| format!("{name}: {order}")));
    }
    if is_text && form.serials.is_some() {
        notes.push(format!("{name}: numbers alone are taken for Excel's days since 1900"));
    }
    if form.new_year_is_year {
        let (new_years, days) = seen.dates.new_years();
        notes.push(format!(
            "{name}: {new_years} of {days} dates looked at are on 1 January, far more than chance gives: of these only the \
             year is taken"
        ));
    }
    if form.first_is_month {
        notes.push(format!(
            "{name}: far more dates are on the first of a month than chance gives: of these only year and month are taken"
        ));
    }
    notes
}

/// What is said where a column's order is settled; nothing where no date goes against it.
fn settled(against: u64, order: &str, other: &str) -> String {
    match against {
        0 if order == "day first" => String::new(),
        0 => format!("dates are written {order}"),
        _ => format!("dates are written {order}, but for {against} that are {other}"),
    }
}
