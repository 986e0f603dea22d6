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
use crate::contract::Mode;
use crate::limit::RECORDS_MAX;
use crate::rule::Rule;

/// A row's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Identified {
    /// The row's position in its block.
    pub(super) row: usize,
    pub(super) record_id: u64,
    /// Whether the row says that the record is gone.
    pub(super) is_deleted: bool,
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
    /// What the rows of a delta did, by key; empty in the other modes.
    touched: FxHashMap<u128, Touched>,
    is_append: bool,
    /// Rows of standard records so far.
    row_count: u64,
    new: u64,
    changed: u64,
    unchanged: u64,
}

/// A record, in as little as there can be millions of.
struct Known {
    /// The record id, whose topmost bit says that a row of this load was it.
    record_id: u64,
    content: u64,
}

/// What the rows of a delta did to a record.
#[derive(Clone, Copy)]
struct Touched {
    record_id: u64,
    /// The content in the version before, and after the last row; none where it is not there.
    before: Option<u64>,
    after: Option<u64>,
    /// The last row of it among this load's standard records.
    row: u64,
}

/// What becomes of a record of this load.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Counts {
    pub(super) new: u64,
    pub(super) changed: u64,
    pub(super) gone: u64,
    pub(super) unchanged: u64,
}

impl Known {
    /// Above the 16 bits of the source's number and the 40 of the sequence.
    const SEEN: u64 = 1 << 63;

    fn is_seen(&self) -> bool {
        self.record_id & Self::SEEN != 0
    }
}

impl Identity {
    pub(super) fn new(mode: &Mode, source_number: u16, next_sequence: u64, unique_count: usize) -> Self {
        Self {
            known: FxHashMap::default(),
            previous_count: 0,
            base: u64::from(source_number) * RECORDS_MAX,
            next_sequence,
            occurrences: FxHashMap::default(),
            unique: vec![FxHashSet::default(); unique_count],
            touched: FxHashMap::default(),
            is_append: *mode == Mode::Append,
            row_count: 0,
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
        if checker.is_delta() {
            return self.apply(checker, checked);
        }
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
                identified.push(Identified { row, record_id, is_deleted: false, occurrence });
                self.row_count += 1;
            }
        }
        Ok(identified)
    }

    /// Whether a row repeats what only one row may have; if so it is rejected, else its values are taken.
    fn duplicates(&mut self, checker: &Checker<'_>, checked: &mut Checked, row: usize, key: u128) -> bool {
        let line = checked.rows[row].line;
        let reasons = checked.rejects.len();
        let shape = |checked: &Checked, column: usize| checked.cell(row, column).map(crate::cell::shape);
        let content = checked.rows[row].content;
        let is_taken = |known: &Known| known.is_seen() || (self.is_append && known.content != content);
        if checked.rows[row].key.is_some() && self.known.get(&key).is_some_and(is_taken) {
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
        let record_id = self.new_id()?;
        self.new += 1;
        self.known.insert(key, Known { record_id: record_id | Known::SEEN, content });
        Ok(record_id)
    }

    fn new_id(&mut self) -> Result<u64, LoadError> {
        if self.next_sequence >= RECORDS_MAX {
            return Err(LoadError::TooManyRecords { limit: RECORDS_MAX });
        }
        let record_id = self.base + self.next_sequence;
        self.next_sequence += 1;
        Ok(record_id)
    }

    /// Applies a block's rows of a delta in their order; of several about one record the last counts.
    fn apply(&mut self, checker: &Checker<'_>, checked: &mut Checked) -> Result<Vec<Identified>, LoadError> {
        let mut identified = Vec::with_capacity(checked.rows.len());
        for row in 0..checked.rows.len() {
            let good = checked.rows[row];
            let Some(key) = good.key else { continue };
            let is_deleted = checker.deletes(checked, row);
            let before = self.known.get(&key).map(|known| (known.record_id, known.content));
            let earlier = self.touched.get(&key).copied();
            let is_there = earlier.map_or(before.is_some(), |touched| touched.after.is_some());
            if is_deleted && !is_there {
                checked.reject(good.line, checker.key_column(), Rule::UnknownRecord, None);
                checked.rejected_count += 1;
                continue;
            }
            let known_id =
                earlier.map(|touched| touched.record_id).or(before.map(|(record_id, _)| record_id));
            let record_id = match known_id {
                Some(record_id) => record_id,
                None => self.new_id()?,
            };
            let after = (!is_deleted).then_some(good.content);
            let before = before.map(|(_, content)| content);
            self.touched.insert(key, Touched { record_id, before, after, row: self.row_count });
            self.row_count += u64::from(!is_deleted);
            identified.push(Identified { row, record_id, is_deleted, occurrence: 0 });
        }
        Ok(identified)
    }

    pub(super) fn next_sequence(&self) -> u64 {
        self.next_sequence
    }

    /// What became of the records.
    pub(super) fn counts(&self) -> Counts {
        if self.touched.is_empty() {
            let gone = self.previous_count - self.changed - self.unchanged;
            let (new, changed) = (self.new, self.changed);
            return Counts { new, changed, gone, unchanged: self.unchanged };
        }
        let mut counts = Counts::default();
        for touched in self.touched.values() {
            match (touched.before, touched.after) {
                (None, Some(_)) => counts.new += 1,
                (Some(_), None) => counts.gone += 1,
                (Some(before), Some(after)) => counts.changed += u64::from(before != after),
                (None, None) => {}
            }
        }
        counts.unchanged = self.previous_count - counts.changed - counts.gone;
        counts
    }

    /// As [`Self::counts`], for rows that leave the records alone that they do not name.
    pub(super) fn counts_of_part(&self) -> Counts {
        let counts = self.counts();
        if self.touched.is_empty() {
            Counts { gone: 0, unchanged: self.previous_count, ..counts }
        } else {
            counts
        }
    }

    /// Records of the version before that this load's rows are about.
    pub(super) fn superseded(&self) -> FxHashSet<u64> {
        let seen =
            self.known.values().filter(|known| known.is_seen()).map(|known| known.record_id & !Known::SEEN);
        seen.chain(self.touched.values().map(|touched| touched.record_id)).collect()
    }

    /// The rows that stand of this load's standard records; none where all do.
    pub(super) fn last_rows(&self) -> Option<FxHashSet<u64>> {
        let standing = self.touched.values().filter(|touched| touched.after.is_some());
        (!self.touched.is_empty()).then(|| standing.map(|touched| touched.row).collect())
    }
}

/// The key of a row whose contract has no primary key.
pub(super) fn content_key(content: u64, occurrence: u32) -> String {
    format!("{content:016x}-{occurrence}")
}
