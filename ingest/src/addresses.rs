//! Tables of addresses, whoever wrote them, as entries of a gazetteer.
//!
//! A contract says which column is which field; without one a layout that is known is recognised, and otherwise the
//! columns' names speak. Rows = addresses taken + rows refused, each refusal with its line and its rule.

mod contract;
mod entry;
mod field;
mod layout;
mod plus;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gazetteer::Entry;
use rayon::prelude::*;
use standardise::address::parse::Parser;

pub use contract::AddressContract;
pub use field::AddressField;

use crate::LoadError;
use crate::row_file::{RowBatch, RowFile};
use entry::Values;
use layout::Layout;

/// Rows that are read at once and shared out over the threads.
const BATCH_ROWS: usize = 16_384;
/// Refused rows whose lines are kept.
const LINES_KEPT_MAX: usize = 5;

/// What a row says of a UPRN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddressChange {
    /// It has these addresses; at least one.
    Insert(Vec<Entry>),
    /// It has these addresses in the place of those that it had; at least one.
    Update(Vec<Entry>),
    /// It is taken out.
    Delete(u64),
}

/// What became of the rows of a table of addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AddressRows {
    /// Rows in the file.
    pub rows: u64,
    /// Rows that no address could be made of, by rule.
    pub refused: BTreeMap<&'static str, Refused>,
    /// What was found out about the file, a line each.
    pub notes: Vec<String>,
}

/// Rows refused by one rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refused {
    /// How many.
    pub count: u64,
    /// The lines of the first of them.
    pub lines: Vec<u64>,
}

impl AddressRows {
    /// Rows refused by any rule.
    pub fn refused_count(&self) -> u64 {
        self.refused.values().map(|refused| refused.count).sum()
    }
}

/// Reads a table of addresses; `take` gets the line of each row and what it says, in the
/// file's order.
///
/// # Errors
/// [`LoadError`] where the file cannot be read or has no UPRN or no address; and whatever `take` fails with.
pub fn read_addresses<E: From<LoadError>>(
    path: &Path,
    contract: Option<&AddressContract>,
    mut take: impl FnMut(u64, AddressChange) -> Result<(), E>,
    progress: &mut dyn FnMut(u64),
) -> Result<AddressRows, E> {
    let mut file = match contract {
        Some(contract) => contract.open(path)?,
        None => RowFile::open(path)?,
    };
    let mut found = AddressRows { notes: file.notes().to_vec(), ..AddressRows::default() };
    let mut batch = file.next_rows(BATCH_ROWS)?;
    let layout = match contract {
        Some(contract) => contract.layout(file.names()),
        None => {
            let first = batch.as_ref().and_then(|batch| batch.rows().next());
            let first: Vec<&str> = first.map(|row| row.cells().collect()).unwrap_or_default();
            Layout::of(file.names(), file.is_named(), &first)
        }
    };
    layout.check(path, file.names())?;
    found.notes.push(layout.told());
    while let Some(rows) = batch {
        for (line, change) in changes(&rows, &layout) {
            found.rows += 1;
            match change {
                Ok(change) => take(line, change)?,
                Err(rule) => {
                    let refused = found.refused.entry(rule).or_default();
                    refused.count += 1;
                    if refused.lines.len() < LINES_KEPT_MAX {
                        refused.lines.push(line);
                    }
                }
            }
        }
        progress(file.bytes_read());
        batch = file.next_rows(BATCH_ROWS)?;
    }
    Ok(found)
}

/// What each row of a batch says, or why it says nothing, with its line.
fn changes(batch: &RowBatch, layout: &Layout) -> Vec<(u64, Result<AddressChange, &'static str>)> {
    let rows: Vec<_> = batch.rows().collect();
    rows.into_par_iter()
        .map_init(Parser::default, |parser, row| {
            let cells: Vec<&str> = row.cells().collect();
            (row.line(), row.fault().map_or_else(|| change(&cells, layout, parser), Err))
        })
        .collect()
}

fn change(cells: &[&str], layout: &Layout, parser: &mut Parser) -> Result<AddressChange, &'static str> {
    let mut entries: Vec<Entry> = Vec::new();
    let (mut refused, mut code) = (None, "");
    for fields in &layout.variants {
        let values = Values::of(cells, fields);
        code = values.get(AddressField::Change);
        if code.eq_ignore_ascii_case("D") {
            return values.uprn().map(AddressChange::Delete);
        }
        match values.entry(parser) {
            Ok(entry) if entries.contains(&entry) => {}
            Ok(entry) => entries.push(entry),
            Err(rule) => {
                refused.get_or_insert(rule);
            }
        }
    }
    match refused {
        Some(rule) if entries.is_empty() => Err(rule),
        _ if code.eq_ignore_ascii_case("U") => Ok(AddressChange::Update(entries)),
        _ => Ok(AddressChange::Insert(entries)),
    }
}

/// A fault of a table that no address can be read in.
fn not_addresses(path: &Path, reason: String) -> LoadError {
    LoadError::NotAddresses { path: PathBuf::from(path), reason }
}
