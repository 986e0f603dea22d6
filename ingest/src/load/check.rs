//! A block of rows against the contract: canonical cells of the rows that keep it, reasons for the others.
//!
//! Looks at each row by itself; what needs other rows (duplicates, identity) comes after.

use std::ops::Range;

use arrow_array::StringArray;
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::ArrowError;
use jiff::civil::Date;
use standardise::record::{Field, Options};
use twox_hash::{XxHash3_64, XxHash3_128};

use super::distinct::Distinct;
use super::layout::{FileLayout, Layout};
use crate::cell::{self, MomentPattern};
use crate::contract::{Change, Column, Contract, Metric, Mode, Ragged};
use crate::row::{Row, TextBlock};
use crate::rule::Rule;

/// Separates cells where they are hashed together; no cell of a text file is likely to hold it.
const UNIT_SEPARATOR: char = '\u{1f}';
const SEPARATOR: &str = "\u{1f}";

/// What rows are checked against.
pub(super) struct Checker<'a> {
    pub(super) contract: &'a Contract,
    pub(super) layout: &'a Layout,
    /// The positions of the contract's columns, whose content is hashed.
    all: Vec<usize>,
    /// The column that says what a row of a delta does, and how.
    change: Option<(usize, &'a Change)>,
    /// The positions of the key's columns.
    key: Vec<usize>,
    /// Columns whose values together may not repeat, or are counted where they do; the key's own left out.
    pub(super) unique: Vec<Distinct>,
    /// For each column, the contract's quality rules about its cells.
    quality: Vec<Vec<usize>>,
    /// The column whose newest date says how old a delivery is, and the last date that counts.
    dated: Option<usize>,
    last: String,
    /// The year by which everybody in the source was born, as text, where the contract says how old they are at least.
    pub(super) born_by: Option<String>,
    /// The columns of dates that lie in the past, written with two digits for the year.
    past: Vec<usize>,
    /// For each column, whether its cells may hold any text, so that there is nothing to check in one that is filled.
    is_free: Vec<bool>,
    /// The year of the load.
    year: u16,
    /// How rows that keep the contract are standardised.
    pub(super) options: Options,
}

/// A reason for rejecting a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reject {
    pub(super) line: u64,
    /// The column's position; none where the whole row is at fault.
    pub(super) column: Option<usize>,
    pub(super) rule: Rule,
    pub(super) shape: Option<String>,
}

/// A row that keeps the contract as far as it can be seen by itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct GoodRow {
    pub(super) line: u64,
    /// The digest of the record key; none where the contract has no primary key.
    pub(super) key: Option<u128>,
    /// The hash of the contract's columns.
    pub(super) content: u64,
}

/// A block's rows after the check.
#[derive(Default)]
pub(super) struct Checked {
    /// The cells of the good rows, a column each.
    columns: Vec<Cells>,
    pub(super) rows: Vec<GoodRow>,
    pub(super) rejects: Vec<Reject>,
    pub(super) row_count: u64,
    pub(super) rejected_count: u64,
    /// How many cells each of the contract's quality rules counts.
    pub(super) quality: Vec<u64>,
    /// Rows that were filled up or cut to the header's width.
    pub(super) mended_count: u64,
    /// The newest date of the column that says how old a delivery is.
    pub(super) newest: String,
}

/// The canonical cells of a column: their text end to end, and where each begins, the end of the last behind them.
#[derive(Default)]
struct Cells {
    text: String,
    starts: Vec<i32>,
}

/// A row while it is checked: its canonical cells, with separators between them, and where each stands.
#[derive(Default)]
struct Draft {
    text: String,
    cells: Vec<Range<usize>>,
    key: Vec<u8>,
}

impl<'a> Checker<'a> {
    pub(super) fn new(contract: &'a Contract, layout: &'a Layout, today: Date, options: Options) -> Self {
        let key = contract.key_columns();
        let unique = unique(contract, &key);
        let year = u16::try_from(today.year()).unwrap_or_default();
        let born_by = contract.least_age.map(|age| format!("{:04}", year.saturating_sub(age)));
        let change = match &contract.source.mode {
            Mode::Delta(change) => {
                let at = contract.columns.iter().position(|column| column.name == change.column);
                at.map(|at| (at, change))
            }
            Mode::Snapshot | Mode::Append | Mode::Upsert => None,
        };
        // What a row does to a record is no part of the record.
        let is_content = |at: &usize| change.is_none_or(|(column, _)| column != *at);
        let all = (0..layout.contract_count).filter(is_content).collect();
        let of_column = |column| {
            let rules = contract.quality.iter().enumerate();
            rules.filter(|(_, rule)| rule.is_about(column)).map(|(at, _)| at).collect()
        };
        let quality: Vec<Vec<usize>> = (0..layout.names.len()).map(of_column).collect();
        let is_free = |at: usize| contract.columns.get(at).is_none_or(Column::holds_any_text);
        let is_free = quality.iter().enumerate().map(|(at, rules)| rules.is_empty() && is_free(at));
        let is_free = is_free.collect();
        let last = today.to_string();
        let dated = contract.freshness.as_ref().and_then(|freshness| freshness.column);
        let past = contract.columns.iter().enumerate();
        let past = past.filter(|(_, column)| is_short_and_past(column)).map(|(at, _)| at).collect();
        Self {
            contract,
            layout,
            all,
            change,
            key,
            unique,
            quality,
            born_by,
            dated,
            last,
            past,
            is_free,
            year,
            options,
        }
    }

    /// Checks a block of a file's rows.
    pub(super) fn check(&self, block: &TextBlock, file: &FileLayout) -> Checked {
        let mut checked = Checked {
            columns: self.layout.names.iter().map(|_| Cells::for_rows(block.rows().len())).collect(),
            rows: Vec::with_capacity(block.rows().len()),
            row_count: block.rows().len() as u64,
            quality: vec![0; self.contract.quality.len()],
            ..Checked::default()
        };
        let mut cells: Vec<&str> = Vec::new();
        let mut placed: Vec<&str> = Vec::new();
        let mut draft = Draft::default();
        for row in block.rows() {
            cells.clear();
            cells.extend(block.cells(row));
            let reasons = checked.rejects.len();
            match self.whole_row(row, &cells, file) {
                Err(rule) => checked.reject(row.line, None, rule, None),
                Ok(()) => {
                    checked.mended_count += u64::from(cells.len() != file.header.names.len());
                    let width = self.layout.names.len();
                    let placed = if file.is_in_order && cells.len() == width {
                        &cells
                    } else {
                        placed.clear();
                        placed.resize(width, "");
                        for (cell, column) in cells.iter().zip(&file.column_of_cell) {
                            placed[*column] = cell;
                        }
                        &placed
                    };
                    self.cells(row.line, placed, file.typed, &mut checked, &mut draft);
                }
            }
            checked.rejected_count += u64::from(checked.rejects.len() > reasons);
        }
        checked
    }

    /// The rules about a row as a whole.
    fn whole_row(&self, row: &Row, cells: &[&str], file: &FileLayout) -> Result<(), Rule> {
        if let Some(rule) = row.fault {
            return Err(rule);
        }
        let width = file.header.names.len();
        let pads = self.contract.source.ragged == Ragged::Pad;
        if cells.len() < file.header.width_min() && !pads {
            return Err(Rule::TooFewCells);
        }
        if cells.len() > width && !(pads && cells[width..].iter().all(|cell| cell.trim().is_empty())) {
            return Err(Rule::TooManyCells);
        }
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Err(Rule::EmptyRow);
        }
        if file.header.is_repeated_by(cells) {
            return Err(Rule::RepeatedHeader);
        }
        Ok(())
    }

    /// Checks a row's cells, placed by column.
    fn cells(&self, line: u64, placed: &[&str], typed: bool, checked: &mut Checked, draft: &mut Draft) {
        let reasons = checked.rejects.len();
        draft.begin();
        let has_nulls = !self.contract.source.null_values.is_empty();
        for (at, (cell, rules)) in placed.iter().zip(&self.quality).enumerate() {
            let cell = trimmed(cell);
            if self.is_free[at] && !has_nulls && !cell.is_empty() {
                draft.push_cell(cell);
                continue;
            }
            let is_null = cell.is_empty() || self.contract.source.null_values.iter().any(|null| null == cell);
            for rule in rules {
                let counts = self.contract.quality[*rule].counts(cell, is_null);
                checked.quality[*rule] += u64::from(counts);
            }
            let start = draft.text.len();
            let result = match self.contract.columns.get(at) {
                Some(column) if is_null && column.required => Err(Rule::Required),
                Some(column) if column.missing_values.contains(cell) => Err(Rule::Required),
                _ if is_null => Ok(()),
                Some(column) => cell::check(column, cell, typed, &mut draft.text),
                None => {
                    draft.text.push_str(cell);
                    Ok(())
                }
            };
            if let Err(rule) = result {
                let shape = (!cell.is_empty()).then(|| cell::shape(cell));
                checked.reject(line, Some(at), rule, shape);
            }
            if self.past.contains(&at) {
                put_in_past(&mut draft.text, start, self.year);
            }
            draft.end_cell(start);
        }
        if checked.rejects.len() == reasons {
            if let Some(at) = self.dated {
                self.take_date(&draft.text[draft.cells[at].clone()], &mut checked.newest);
            }
            let (key, content) = (self.key_digest(draft), self.content_hash(draft));
            checked.rows.push(GoodRow { line, key, content });
            for (column, cell) in checked.columns.iter_mut().zip(&draft.cells) {
                column.push(&draft.text[cell.clone()]);
            }
        }
    }

    /// Keeps the newest whole date that is not still to come; ISO text sorts as time does.
    fn take_date(&self, moment: &str, newest: &mut String) {
        let day = moment.get(..self.last.len()).filter(|day| *day <= self.last.as_str());
        if let Some(day) = day.filter(|day| *day > newest.as_str()) {
            day.clone_into(newest);
        }
    }

    /// The hash of the contract's columns, with separators between them.
    fn content_hash(&self, draft: &mut Draft) -> u64 {
        if self.change.is_none() {
            // They stand in the row as they are hashed.
            let end = draft.cells[..self.layout.contract_count].last().map_or(0, |cell| cell.end);
            return XxHash3_64::oneshot(&draft.text.as_bytes()[..end]);
        }
        draft.join(&self.all, UNIT_SEPARATOR);
        XxHash3_64::oneshot(&draft.key)
    }

    /// The digest of the record key, where the contract has a primary key.
    fn key_digest(&self, draft: &mut Draft) -> Option<u128> {
        match self.key.as_slice() {
            [] => None,
            [only] => Some(XxHash3_128::oneshot(&draft.text.as_bytes()[draft.cells[*only].clone()])),
            several => {
                draft.join(several, '|');
                Some(XxHash3_128::oneshot(&draft.key))
            }
        }
    }

    /// Whether the contract has a primary key.
    pub(super) fn has_key(&self) -> bool {
        !self.key.is_empty()
    }

    /// Whether records are carried over that rows are compared with, so that their values must be kept.
    pub(super) fn keeps_values(&self) -> bool {
        !self.unique.is_empty() && self.contract.source.mode != Mode::Snapshot
    }

    /// Whether a good row says that its record is gone.
    pub(super) fn deletes(&self, checked: &Checked, row: usize) -> bool {
        self.change.is_some_and(|(column, change)| {
            let code = checked.cell(row, column).unwrap_or("");
            change.delete_codes.iter().any(|delete| delete == code)
        })
    }

    /// The record key of a good row; blank where the contract has no primary key.
    pub(super) fn key_text(&self, checked: &Checked, row: usize, out: &mut String) {
        out.clear();
        for (position, column) in self.key.iter().enumerate() {
            if position > 0 {
                out.push('|');
            }
            out.push_str(checked.cell(row, *column).unwrap_or(""));
        }
    }

    /// The column that a duplicate key is told of: the key's only one.
    pub(super) fn key_column(&self) -> Option<usize> {
        match self.key.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }
}

/// Whether a column's dates lie in the past, and have two digits for the year.
fn is_short_and_past(column: &Column) -> bool {
    let is_past = matches!(column.field, Some(Field::BirthDate | Field::BornBy | Field::DeathDate));
    is_past && column.moment.as_ref().is_some_and(MomentPattern::has_short_year)
}

/// Puts an ISO date that is still to come a century back.
fn put_in_past(text: &mut String, start: usize, year_max: u16) {
    let year = text.get(start..start + 4).and_then(|year| year.parse::<u16>().ok());
    if let Some(year) = year.filter(|year| *year > year_max) {
        text.replace_range(start..start + 4, &format!("{:04}", year.saturating_sub(100)));
    }
}

impl Checked {
    /// A cell of a good row; nothing where it is blank.
    pub(super) fn cell(&self, row: usize, column: usize) -> Option<&str> {
        let cells = &self.columns[column];
        let (start, end) = (cells.starts[row] as usize, cells.starts[row + 1] as usize);
        (end > start).then(|| &cells.text[start..end])
    }

    /// A column of the good rows, which is theirs no more; a blank cell is null.
    pub(super) fn take_column(&mut self, column: usize) -> Result<StringArray, ArrowError> {
        std::mem::take(&mut self.columns[column]).into_array()
    }

    /// The digest of cells together; none where all are blank.
    pub(super) fn digest(&self, row: usize, columns: &[usize]) -> Option<u128> {
        if let [only] = columns {
            return self.cell(row, *only).map(|cell| XxHash3_128::oneshot(cell.as_bytes()));
        }
        let cells: Vec<&str> = columns.iter().map(|at| self.cell(row, *at).unwrap_or("")).collect();
        let is_filled = cells.iter().any(|cell| !cell.is_empty());
        is_filled.then(|| XxHash3_128::oneshot(cells.join(SEPARATOR).as_bytes()))
    }

    pub(super) fn reject(&mut self, line: u64, column: Option<usize>, rule: Rule, shape: Option<String>) {
        self.rejects.push(Reject { line, column, rule, shape });
    }
}

impl Cells {
    fn for_rows(count: usize) -> Self {
        let mut starts = Vec::with_capacity(count + 1);
        starts.push(0);
        Self { text: String::new(), starts }
    }

    fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        // A block's text is canonical text of at most a few times BLOCK_BYTES_MAX, far below 2 GiB.
        self.starts.push(self.text.len() as i32);
    }

    fn into_array(self) -> Result<StringArray, ArrowError> {
        let rows = self.starts.len().saturating_sub(1);
        let filled = BooleanBuffer::collect_bool(rows, |row| self.starts[row] < self.starts[row + 1]);
        let offsets = OffsetBuffer::new(ScalarBuffer::from(self.starts));
        StringArray::try_new(offsets, Buffer::from_vec(self.text.into_bytes()), Some(NullBuffer::new(filled)))
    }
}

impl Draft {
    fn begin(&mut self) {
        self.text.clear();
        self.cells.clear();
    }

    /// Adds a cell as it is.
    fn push_cell(&mut self, cell: &str) {
        let start = self.text.len();
        self.text.push_str(cell);
        self.end_cell(start);
    }

    /// Ends the cell that began here, and parts it from the next.
    fn end_cell(&mut self, start: usize) {
        self.cells.push(start..self.text.len());
        self.text.push(UNIT_SEPARATOR);
    }

    /// Joins cells for hashing.
    fn join(&mut self, columns: &[usize], separator: char) {
        self.key.clear();
        for (position, column) in columns.iter().enumerate() {
            if position > 0 {
                self.key.push(separator as u8);
            }
            self.key.extend_from_slice(&self.text.as_bytes()[self.cells[*column].clone()]);
        }
    }
}

/// The columns whose values are compared between rows.
fn unique(contract: &Contract, key: &[usize]) -> Vec<Distinct> {
    let columns = contract.columns.iter().enumerate();
    let alone = columns.filter(|(at, column)| column.unique && key != [*at]).map(|(at, _)| vec![at]);
    let together = contract.distinct.iter().filter(|columns| columns.as_slice() != key).cloned();
    let rejecting = alone.chain(together).map(|columns| Distinct { columns, counted_by: None });
    let counted = contract.quality.iter().enumerate().filter_map(|(at, rule)| match &rule.metric {
        Metric::Duplicates(columns) => Some(Distinct { columns: columns.clone(), counted_by: Some(at) }),
        _ => None,
    });
    rejecting.chain(counted).collect()
}

/// Without white space at either end, which few cells have.
fn trimmed(cell: &str) -> &str {
    let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = cell.as_bytes();
    if is_plain(bytes.first()) && is_plain(bytes.last()) { cell } else { cell.trim() }
}
