//! Which records of some loads are new, changed or gone since they were linked.

use std::path::{Path, PathBuf};

use link::table::{Column, Table};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::operations::OperationError;
use crate::version_table::{ColumnReader, TableFileError};

/// A source's standard table now, and as it was linked.
#[derive(Debug, Clone)]
pub struct LoadPair {
    /// As it was linked.
    pub before: PathBuf,
    /// Now.
    pub now: PathBuf,
    /// Whether equal rows were standardised in the same way.
    pub is_comparable: bool,
}

/// Records that are not as they were linked.
#[derive(Debug, Default)]
pub struct Changes {
    /// By source: the rows of its table that are new or changed, ascending.
    rows: Vec<Vec<usize>>,
    /// The records of those rows.
    pub fresh: Vec<u64>,
    /// Records that are no more, ascending.
    pub gone: Vec<u64>,
}

impl Changes {
    /// Compares loads. A load that is the same file as before is not looked at.
    ///
    /// # Errors
    /// Where a table can't be read.
    pub fn find(loads: &[LoadPair]) -> Result<Self, TableFileError> {
        let mut changes = Self::default();
        for load in loads {
            let mut rows = Vec::new();
            if load.before != load.now {
                let mut before: FxHashMap<u64, u64> = read_rows(&load.before)?.into_iter().collect();
                for (row, (record, hash)) in read_rows(&load.now)?.into_iter().enumerate() {
                    let is_same = before.remove(&record) == Some(hash) && load.is_comparable;
                    if !is_same {
                        rows.push(row);
                        changes.fresh.push(record);
                    }
                }
                changes.gone.extend(before.into_keys());
            }
            changes.rows.push(rows);
        }
        changes.gone.sort_unstable();
        Ok(changes)
    }

    /// How many records are concerned.
    pub fn count(&self) -> usize {
        self.fresh.len() + self.gone.len()
    }

    /// Reads the new and changed records' columns.
    ///
    /// Shape: rows as [`Self::fresh`]; `Table::sources` the position in `loads`, which is what was compared.
    ///
    /// # Errors
    /// Where a table can't be read or there are too many rows.
    pub fn read(
        &self,
        entity: &'static str,
        loads: &[LoadPair],
        columns: &[&str],
    ) -> Result<Table, OperationError> {
        let of_load = |(rows, load): (&Vec<usize>, &LoadPair)| read_columns(&load.now, columns, rows);
        let parts = self.rows.par_iter().zip(loads).map(of_load).collect::<Result<Vec<_>, _>>()?;
        let mut all: Vec<Column> = columns.iter().map(|name| Column::new(name)).collect();
        let mut sources = Vec::new();
        for ((position, rows), part) in (0..).zip(&self.rows).zip(&parts) {
            sources.extend(std::iter::repeat_n(position, rows.len()));
            all.iter_mut().zip(part).for_each(|(column, more)| column.extend(more));
        }
        Table::from_columns(sources, all).map_err(|error| OperationError::Records { entity, error })
    }
}

/// The record of each row, and a hash of all that its source says.
fn read_rows(path: &Path) -> Result<Vec<(u64, u64)>, TableFileError> {
    let mut rows = Vec::new();
    ColumnReader::open(path, &["record_id", "row_hash"])?.for_each(|batch| {
        let (records, hashes) = (batch.numbers("record_id")?, batch.numbers("row_hash")?);
        rows.extend(records.values().iter().copied().zip(hashes.values().iter().copied()));
        Ok::<_, TableFileError>(())
    })?;
    Ok(rows)
}

fn read_columns(path: &Path, names: &[&str], rows: &[usize]) -> Result<Vec<Column>, TableFileError> {
    let mut columns: Vec<Column> = names.iter().map(|name| Column::new(name)).collect();
    if rows.is_empty() {
        return Ok(columns);
    }
    ColumnReader::open_rows(path, Some(names), rows)?.for_each(|batch| {
        for (column, name) in columns.iter_mut().zip(names) {
            batch.texts(name)?.iter().for_each(|value| column.push(value));
        }
        Ok::<_, TableFileError>(())
    })?;
    Ok(columns)
}
