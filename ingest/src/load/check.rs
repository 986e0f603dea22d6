//! A block of rows against the contract: canonical cells of the rows that keep it, reasons for the others.
//!
//! Looks at each row by itself; what needs other rows (duplicates, identity) comes after.

use standardise::record::{Field, Options};
use twox_hash::{XxHash3_64, XxHash3_128};

use super::layout::{FileLayout, Layout};
use crate::cell::{self, MomentPattern};
use crate::contract::{Change, Column, Contract, Mode, Ragged};
use crate::row::{Row, TextBlock};
use crate::rule::Rule;

/// Separates cells where they are hashed together; no cell of a text file is likely to hold it.
const UNIT_SEPARATOR: u8 = 0x1f;

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
    /// The positions of the columns whose values must differ, the key's own left out.
    pub(super) unique: Vec<usize>,
    /// The year by which everybody in the source was born, as text, where the contract says how old they are at least.
    pub(super) born_by: Option<String>,
    /// The columns of dates that lie in the past, written with two digits for the year.
    past: Vec<usize>,
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
pub(super) struct Checked {
    width: usize,
    text: String,
    ends: Vec<u32>,
    pub(super) rows: Vec<GoodRow>,
    pub(super) rejects: Vec<Reject>,
    pub(super) row_count: u64,
    pub(super) rejected_count: u64,
    /// How many cells each of the contract's quality rules counts.
    pub(super) quality: Vec<u64>,
    /// Rows that were filled up or cut to the header's width.
    pub(super) mended_count: u64,
}

impl<'a> Checker<'a> {
    pub(super) fn new(contract: &'a Contract, layout: &'a Layout, year: u16, options: Options) -> Self {
        let key = contract.key_columns();
        let is_key_alone = |at: usize| key.len() == 1 && key[0] == at;
        let unique = contract.columns.iter().enumerate();
        let unique =
            unique.filter(|(at, column)| column.unique && !is_key_alone(*at)).map(|(at, _)| at).collect();
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
        let past = contract.columns.iter().enumerate();
        let past = past.filter(|(_, column)| is_short_and_past(column)).map(|(at, _)| at).collect();
        Self { contract, layout, all, change, key, unique, born_by, past, year, options }
    }

    /// Checks a block of a file's rows.
    pub(super) fn check(&self, block: &TextBlock, file: &FileLayout) -> Checked {
        let mut checked = Checked {
            width: self.layout.names.len(),
            text: String::new(),
            ends: Vec::new(),
            rows: Vec::with_capacity(block.rows().len()),
            rejects: Vec::new(),
            row_count: block.rows().len() as u64,
            rejected_count: 0,
            quality: vec![0; self.contract.quality.len()],
            mended_count: 0,
        };
        let mut cells: Vec<&str> = Vec::new();
        let mut placed: Vec<&str> = Vec::new();
        let mut scratch = Vec::new();
        for row in block.rows() {
            cells.clear();
            cells.extend(block.cells(row));
            placed.clear();
            placed.resize(checked.width, "");
            let reasons = checked.rejects.len();
            match self.whole_row(row, &cells, file) {
                Err(rule) => checked.reject(row.line, None, rule, None),
                Ok(()) => {
                    checked.mended_count += u64::from(cells.len() != file.header.names.len());
                    for (cell, column) in cells.iter().zip(&file.column_of_cell) {
                        placed[*column] = cell;
                    }
                    self.cells(row.line, &placed, file.typed, &mut checked, &mut scratch);
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
    fn cells(&self, line: u64, placed: &[&str], typed: bool, checked: &mut Checked, scratch: &mut Vec<u8>) {
        let (text_start, ends_start, reasons) =
            (checked.text.len(), checked.ends.len(), checked.rejects.len());
        let columns = &self.contract.columns;
        for (at, cell) in placed.iter().enumerate() {
            let cell = cell.trim();
            let is_null = cell.is_empty() || self.contract.source.null_values.iter().any(|null| null == cell);
            for (rule, count) in self.contract.quality.iter().zip(&mut checked.quality) {
                *count += u64::from(rule.counts(at, cell, is_null));
            }
            let start = checked.text.len();
            let result = match columns.get(at) {
                Some(column) if is_null && column.required => Err(Rule::Required),
                _ if is_null => Ok(()),
                Some(column) => cell::check(column, cell, typed, &mut checked.text),
                None => {
                    checked.text.push_str(cell);
                    Ok(())
                }
            };
            if let Err(rule) = result {
                let shape = (!cell.is_empty()).then(|| cell::shape(cell));
                checked.reject(line, Some(at), rule, shape);
            }
            if self.past.contains(&at) {
                put_in_past(&mut checked.text, start, self.year);
            }
            // A block's text is canonical text of at most a few times BLOCK_BYTES_MAX, far below 4 GiB.
            checked.ends.push(checked.text.len() as u32);
        }
        if checked.rejects.len() > reasons {
            checked.text.truncate(text_start);
            checked.ends.truncate(ends_start);
            return;
        }
        let row = checked.rows.len();
        checked.join(row, &self.all, UNIT_SEPARATOR, scratch);
        let content = XxHash3_64::oneshot(scratch);
        let key = (!self.key.is_empty()).then(|| {
            checked.join(row, &self.key, b'|', scratch);
            XxHash3_128::oneshot(scratch)
        });
        checked.rows.push(GoodRow { line, key, content });
    }

    /// Whether rows change the records that they name, and no others.
    pub(super) fn is_delta(&self) -> bool {
        matches!(self.contract.source.mode, Mode::Delta(_) | Mode::Upsert)
    }

    /// Whether a good row says that its record is gone.
    pub(super) fn deletes(&self, checked: &Checked, row: usize) -> bool {
        self.change.is_some_and(|(column, change)| {
            let code = checked.cell(row, column).unwrap_or("");
            change.delete_codes.iter().any(|delete| delete == code)
        })
    }

    /// The record key of a good row, where the contract has a primary key.
    pub(super) fn key_text(&self, checked: &Checked, row: usize, scratch: &mut Vec<u8>) -> Option<String> {
        if self.key.is_empty() {
            return None;
        }
        checked.join(row, &self.key, b'|', scratch);
        String::from_utf8(std::mem::take(scratch)).ok()
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
        let at = row * self.width + column;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        let end = self.ends[at] as usize;
        (end > start).then(|| &self.text[start..end])
    }

    /// Joins cells of a good row for hashing or as a key.
    fn join(&self, row: usize, columns: &[usize], separator: u8, out: &mut Vec<u8>) {
        out.clear();
        for (position, column) in columns.iter().enumerate() {
            if position > 0 {
                out.push(separator);
            }
            out.extend_from_slice(self.cell(row, *column).unwrap_or("").as_bytes());
        }
    }

    /// The digest of a cell; none where it is blank.
    pub(super) fn digest(&self, row: usize, column: usize) -> Option<u128> {
        self.cell(row, column).map(|cell| XxHash3_128::oneshot(cell.as_bytes()))
    }

    pub(super) fn reject(&mut self, line: u64, column: Option<usize>, rule: Rule, shape: Option<String>) {
        self.rejects.push(Reject { line, column, rule, shape });
    }
}
