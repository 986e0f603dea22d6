//! Which record a row is: the one with its key in the version before, or a new one. Duplicates are found here too.
//!
//! Keys are compared by 128-bit digests (XXH3), so that memory follows the number of records and not the keys' length.

use std::fs::File;
use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::types::UInt64Type;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use rustc_hash::{FxHashMap, FxHashSet};
use twox_hash::XxHash3_128;

use super::check::{Checked, Checker};
use crate::LoadError;
use crate::limit::RECORDS_MAX;
use crate::rule::Rule;

/// A row's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Identified {
    /// The row's position in its block.
    pub(super) row: usize,
    pub(super) record_id: u64,
    /// For rows without a primary key: which of the rows with this content it is, counted from 1.
    pub(super) occurrence: u32,
}

/// Records seen so far and in the version before.
pub(super) struct Identity {
    known: FxHashMap<u128, Known>,
    previous_count: u64,
    base: u64,
    next_sequence: u64,
    occurrences: FxHashMap<u64, u32>,
    unique: Vec<FxHashSet<u128>>,
    pub(super) new: u64,
    pub(super) changed: u64,
    pub(super) unchanged: u64,
}

/// A record, in as little as there can be millions of.
struct Known {
    /// The record id, whose topmost bit says that a row of this load was it.
    record_id: u64,
    content: u64,
}

impl Known {
    /// Above the 16 bits of the source's number and the 40 of the sequence.
    const SEEN: u64 = 1 << 63;

    fn is_seen(&self) -> bool {
        self.record_id & Self::SEEN != 0
    }
}

impl Identity {
    pub(super) fn new(source_number: u16, next_sequence: u64, unique_count: usize) -> Self {
        Self {
            known: FxHashMap::default(),
            previous_count: 0,
            base: u64::from(source_number) * RECORDS_MAX,
            next_sequence,
            occurrences: FxHashMap::default(),
            unique: vec![FxHashSet::default(); unique_count],
            new: 0,
            changed: 0,
            unchanged: 0,
        }
    }

    /// Takes over the records of the version before.
    pub(super) fn read_previous(&mut self, path: &Path) -> Result<(), LoadError> {
        let fault = |reason: String| LoadError::Previous { path: path.to_owned(), reason };
        let file = File::open(path).map_err(|error| fault(error.to_string()))?;
        let builder =
            ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| fault(error.to_string()))?;
        let columns = ["record_id", "record_key", "row_hash"];
        let mask = ProjectionMask::columns(builder.parquet_schema(), columns);
        let reader = builder.with_projection(mask).build().map_err(|error| fault(error.to_string()))?;
        for batch in reader {
            let batch = batch.map_err(|error| fault(error.to_string()))?;
            let column = |name: &str| {
                batch.column_by_name(name).ok_or_else(|| fault(format!("it has no column `{name}`")))
            };
            let not_text = || fault("its columns are of other types".to_owned());
            let ids = column("record_id")?.as_primitive_opt::<UInt64Type>().ok_or_else(not_text)?;
            let keys = column("record_key")?.as_string_opt::<i32>().ok_or_else(not_text)?;
            let hashes = column("row_hash")?.as_primitive_opt::<UInt64Type>().ok_or_else(not_text)?;
            for (row, key) in keys.iter().enumerate() {
                let digest = XxHash3_128::oneshot(key.unwrap_or("").as_bytes());
                let (record_id, content) = (ids.value(row), hashes.value(row));
                self.known.insert(digest, Known { record_id, content });
            }
        }
        self.previous_count = self.known.len() as u64;
        Ok(())
    }

    /// Identifies a block's good rows in their order; adds the duplicates to the rejects.
    pub(super) fn identify(
        &mut self,
        checker: &Checker<'_>,
        checked: &mut Checked,
    ) -> Result<Vec<Identified>, LoadError> {
        let mut identified = Vec::with_capacity(checked.rows.len());
        for row in 0..checked.rows.len() {
            let good = checked.rows[row];
            let (digest, occurrence) = match good.key {
                Some(key) => (key, 0),
                None => {
                    let occurrence = self.occurrences.get(&good.content).map_or(1, |count| count + 1);
                    let key = content_key(good.content, occurrence);
                    (XxHash3_128::oneshot(key.as_bytes()), occurrence)
                }
            };
            if !self.duplicates(checker, checked, row, digest) {
                if occurrence > 0 {
                    self.occurrences.insert(good.content, occurrence);
                }
                let record_id = self.record(digest, good.content)?;
                identified.push(Identified { row, record_id, occurrence });
            }
        }
        Ok(identified)
    }

    /// Whether a row repeats what only one row may have; if so it is rejected, else its values are taken.
    fn duplicates(&mut self, checker: &Checker<'_>, checked: &mut Checked, row: usize, key: u128) -> bool {
        let line = checked.rows[row].line;
        let reasons = checked.rejects.len();
        let shape = |checked: &Checked, column: usize| checked.cell(row, column).map(crate::cell::shape);
        if checked.rows[row].key.is_some() && self.known.get(&key).is_some_and(Known::is_seen) {
            let column = checker.key_column();
            let shape = column.and_then(|column| shape(checked, column));
            checked.reject(line, column, Rule::DuplicateKey, shape);
        }
        for (column, values) in checker.unique.iter().zip(&self.unique) {
            if checked.digest(row, *column).is_some_and(|digest| values.contains(&digest)) {
                let shape = shape(checked, *column);
                checked.reject(line, Some(*column), Rule::DuplicateValue, shape);
            }
        }
        if checked.rejects.len() > reasons {
            checked.rejected_count += 1;
            return true;
        }
        for (column, values) in checker.unique.iter().zip(&mut self.unique) {
            values.extend(checked.digest(row, *column));
        }
        false
    }

    /// The record with this key, marked as seen and counted.
    fn record(&mut self, key: u128, content: u64) -> Result<u64, LoadError> {
        if let Some(known) = self.known.get_mut(&key) {
            let record_id = known.record_id;
            known.record_id |= Known::SEEN;
            if known.content == content {
                self.unchanged += 1;
            } else {
                self.changed += 1;
            }
            return Ok(record_id);
        }
        if self.next_sequence >= RECORDS_MAX {
            return Err(LoadError::TooManyRecords { limit: RECORDS_MAX });
        }
        let record_id = self.base + self.next_sequence;
        self.next_sequence += 1;
        self.new += 1;
        self.known.insert(key, Known { record_id: record_id | Known::SEEN, content });
        Ok(record_id)
    }

    pub(super) fn next_sequence(&self) -> u64 {
        self.next_sequence
    }

    /// Records of the version before that no row was.
    pub(super) fn gone(&self) -> u64 {
        self.previous_count - self.changed - self.unchanged
    }
}

/// The key of a row whose contract has no primary key.
pub(super) fn content_key(content: u64, occurrence: u32) -> String {
    format!("{content:016x}-{occurrence}")
}
