//! Records after a change beside those before it: what is new, what is gone, and where the others have come to stand.

use rayon::prelude::*;

use crate::table::{NULL, Table, TableError};

/// Stands for a row that is no more, or is another now.
pub(super) const GONE: u32 = u32::MAX;

/// Records after a change.
///
/// Rows are in the order of the records' ids, so that a record stands where linking everything would have it stand.
#[derive(Debug, Clone)]
pub struct Update {
    /// The rows that stand, then those that are gone or changed as they were.
    pub(super) table: Table,
    pub(super) row_count: usize,
    /// The record of each row that stands, ascending.
    records: Vec<u64>,
    /// The row of each row before, where its record is still as it was.
    pub(super) row_of: Vec<u32>,
    /// Whether each row is new, or not as it was.
    pub(super) is_fresh: Vec<bool>,
}

impl Update {
    /// Takes records that are new or have changed, and those that are gone, into the records before.
    ///
    /// Shape: `records` ascending, one a row of `before`; `fresh_records` one a row of `fresh`, each once, in any order; columns by
    /// name, in `fresh` all that `before` has.
    ///
    /// # Errors
    /// [`TableError`] where a column is missing or there are too many rows.
    pub fn new(
        before: Table,
        records: &[u64],
        fresh: &Table,
        fresh_records: &[u64],
        gone: &[u64],
    ) -> Result<Self, TableError> {
        let plan = Plan::new(records, fresh_records, gone);
        let source_names = before.source_names().to_vec();
        let (mut sources, mut columns) = before.into_parts();
        sources.extend_from_slice(fresh.sources());
        let sources = plan.rows.iter().map(|row| sources[*row as usize]).collect();
        columns.par_iter_mut().try_for_each(|column| {
            let missing = || TableError::UnequalLength {
                column: column.name().to_owned(),
                found: 0,
                expected: fresh.row_count(),
            };
            let more = fresh.column(column.name()).ok_or_else(missing)?;
            column.extend(more);
            column.arrange(&plan.rows);
            Ok::<_, TableError>(())
        })?;
        Ok(Self {
            table: Table::from_columns(sources, columns)?.with_source_names(source_names),
            row_count: plan.records.len(),
            records: plan.records,
            row_of: plan.row_of,
            is_fresh: plan.is_fresh,
        })
    }

    /// The record of each row that stands, ascending.
    pub fn records(&self) -> &[u64] {
        &self.records
    }

    /// What was known of each row before, for the rows that stand; `unknown` for those that are new or not as they were.
    pub fn carry<T: Copy>(&self, before: &[T], unknown: T) -> Vec<T> {
        let mut carried = vec![unknown; self.row_count];
        for (row, known) in self.row_of.iter().zip(before).filter(|(row, _)| **row != GONE) {
            carried[*row as usize] = *known;
        }
        carried
    }

    /// The values that a column has or had in records that are new, changed or gone, by its numbers: each once, ascending, without
    /// that of null. None where there is no such column.
    pub fn changed_values(&self, column: &str) -> Vec<u32> {
        let Some(column) = self.table.column(column) else { return Vec::new() };
        let (standing, gone) = column.ids().split_at(self.row_count);
        let fresh = standing.iter().zip(&self.is_fresh).filter(|(_, is_fresh)| **is_fresh).map(|(id, _)| id);
        let mut values: Vec<u32> = fresh.chain(gone).copied().filter(|id| *id != NULL).collect();
        values.sort_unstable();
        values.dedup();
        values
    }

    /// The records that stand, and their ids.
    pub fn into_parts(self) -> (Table, Vec<u64>) {
        let source_names = self.table.source_names().to_vec();
        let (mut sources, mut columns) = self.table.into_parts();
        sources.truncate(self.row_count);
        columns.iter_mut().for_each(|column| column.truncate(self.row_count));
        (Table::of_equal_columns(sources, columns).with_source_names(source_names), self.records)
    }
}

/// Which rows stand where: numbers below the count of rows before are rows before, the others fresh ones.
struct Plan {
    rows: Vec<u32>,
    records: Vec<u64>,
    row_of: Vec<u32>,
    is_fresh: Vec<bool>,
}

impl Plan {
    fn new(records: &[u64], fresh_records: &[u64], gone: &[u64]) -> Self {
        let mut gone = gone.to_vec();
        gone.sort_unstable();
        let mut fresh: Vec<(u64, u32)> = fresh_records.iter().copied().zip(records.len() as u32..).collect();
        fresh.sort_unstable();
        let mut fresh = fresh.into_iter().peekable();
        let row_count = records.len() + fresh_records.len();
        let mut plan = Self {
            rows: Vec::with_capacity(row_count),
            records: Vec::with_capacity(row_count),
            row_of: Vec::with_capacity(records.len()),
            is_fresh: Vec::with_capacity(row_count),
        };
        let mut ghosts = Vec::new();
        for (row, record) in (0..).zip(records) {
            while let Some((new, place)) = fresh.next_if(|(new, _)| new < record) {
                plan.stand(new, place, true);
            }
            if let Some((new, place)) = fresh.next_if(|(new, _)| new == record) {
                plan.stand(new, place, true);
            } else if gone.binary_search(record).is_err() {
                plan.row_of.push(plan.rows.len() as u32);
                plan.stand(*record, row, false);
                continue;
            }
            plan.row_of.push(GONE);
            ghosts.push(row);
        }
        for (new, place) in fresh {
            plan.stand(new, place, true);
        }
        plan.rows.extend(ghosts);
        plan
    }

    fn stand(&mut self, record: u64, row: u32, is_fresh: bool) {
        self.rows.push(row);
        self.records.push(record);
        self.is_fresh.push(is_fresh);
    }
}
