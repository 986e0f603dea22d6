//! Which record a row is: the one with its key in the version before, or a new one. Duplicates are found here too.
//!
//! Keys are compared by 128-bit digests (XXH3), so that memory follows the number of records and not the keys' length.

use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};
use twox_hash::XxHash3_128;

use super::census::Census;
use super::check::{Checked, Checker, GoodRow};
use super::distinct::{self, Holders};
use super::previous;
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
    mode: Kind,
    /// Records of the version before and of this load; after a first reading those alone that several rows are about.
    known: FxHashMap<u128, Known>,
    census: Option<Census>,
    previous_count: u64,
    base: u64,
    next_sequence: u64,
    occurrences: FxHashMap<u64, u32>,
    holders: Holders,
    /// What the rows of a delta did, by key; empty in the other modes.
    touched: FxHashMap<u128, Touched>,
    /// Rows of standard records that a later row of a delta replaced.
    replaced: FxHashSet<u64>,
    /// Records that rows of a part are about, by sequence number.
    named: Numbers,
    /// Rows of standard records so far.
    row_count: u64,
    counts: Counts,
}

/// What rows say of the records that they don't name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Snapshot,
    Append,
    Delta,
}

/// A record, in as little as there can be millions of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// The record id, whose topmost bit says that a row of this load was it.
    pub(super) record_id: u64,
    pub(super) content: u64,
}

/// A row before it is identified: the digest of its key, and what is known under it.
struct Met {
    key: u128,
    occurrence: u32,
    known: Option<Known>,
    /// Whether other rows may be about the record too, so that it must be remembered.
    is_remembered: bool,
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

impl Touched {
    /// Counts what all rows together did.
    fn count(&self, counts: &mut Counts) {
        match (self.before, self.after) {
            (None, Some(_)) => counts.new += 1,
            (Some(_), None) => counts.gone += 1,
            (Some(before), Some(after)) => counts.changed += u64::from(before != after),
            (None, None) => {}
        }
    }
}

impl Identity {
    pub(super) fn new(mode: &Mode, source_number: u16, next_sequence: u64, unique_count: usize) -> Self {
        let mode = match mode {
            Mode::Snapshot => Kind::Snapshot,
            Mode::Append => Kind::Append,
            Mode::Delta(_) | Mode::Upsert => Kind::Delta,
        };
        Self {
            mode,
            known: FxHashMap::default(),
            census: None,
            previous_count: 0,
            base: u64::from(source_number) * RECORDS_MAX,
            next_sequence,
            occurrences: FxHashMap::default(),
            holders: Holders::new(unique_count, mode == Kind::Delta),
            touched: FxHashMap::default(),
            replaced: FxHashSet::default(),
            named: Numbers::default(),
            row_count: 0,
            counts: Counts::default(),
        }
    }

    /// Takes over the records of the version before.
    pub(super) fn read_previous(&mut self, path: &Path, checker: &Checker<'_>) -> Result<(), LoadError> {
        previous::for_each(path, |record| {
            let known = Known { record_id: record.record_id, content: record.content };
            self.known.insert(record.key, known);
            Ok(())
        })?;
        self.previous_count = self.known.len() as u64;
        if checker.keeps_values() { self.holders.read_previous(path, checker) } else { Ok(()) }
    }

    /// Takes over what a first reading found, the records of the version before with it.
    pub(super) fn rely_on(&mut self, mut census: Census) {
        self.known = std::mem::take(&mut census.known);
        self.previous_count = census.previous_count;
        self.holders.rely_on(&mut census);
        self.census = Some(census);
    }

    /// Identifies a block's good rows in their order; adds the duplicates to the rejects.
    pub(super) fn identify(
        &mut self,
        checker: &Checker<'_>,
        checked: &mut Checked,
    ) -> Result<Vec<Identified>, LoadError> {
        let mut identified = Vec::with_capacity(checked.rows.len());
        for row in 0..checked.rows.len() {
            let met = self.meet(&checked.rows[row])?;
            let taken = if self.mode == Kind::Delta {
                self.apply(checker, checked, row, &met)?
            } else if self.repeats(checker, checked, row, &met) {
                None
            } else {
                Some(self.take(&checked.rows[row], row, &met)?)
            };
            if let Some(record) = taken {
                self.row_count += u64::from(!record.is_deleted);
                identified.push(record);
            }
        }
        Ok(identified)
    }

    /// Finds out what is known of the record that a row is about.
    fn meet(&mut self, good: &GoodRow) -> Result<Met, LoadError> {
        let (mut is_remembered, mut answer) = (true, None);
        if let Some(census) = &mut self.census {
            answer = census.next(good)?;
            is_remembered = census.is_contested(good);
        }
        let (key, occurrence) = match good.key {
            Some(key) => (key, 0),
            None => {
                let occurrence = self.occurrences.get(&good.content).map_or(1, |count| count + 1);
                let key = content_key(good.content, occurrence);
                (XxHash3_128::oneshot(key.as_bytes()), occurrence)
            }
        };
        let known = if is_remembered { self.known.get(&key).copied() } else { answer };
        Ok(Met { key, occurrence, known, is_remembered })
    }

    /// Whether a row repeats a key that only one row may have, or values that only one record may have; if so it is
    /// rejected, else it gets its values.
    fn repeats(&mut self, checker: &Checker<'_>, checked: &mut Checked, row: usize, met: &Met) -> bool {
        let GoodRow { line, content, key } = checked.rows[row];
        let reasons = checked.rejects.len();
        let shape = |checked: &Checked, column: usize| checked.cell(row, column).map(crate::cell::shape);
        let is_taken = |known: Known| match self.mode {
            Kind::Snapshot => known.is_seen(),
            Kind::Append => known.is_seen() || known.content != content,
            Kind::Delta => false,
        };
        if key.is_some() && met.known.is_some_and(is_taken) {
            let column = checker.key_column();
            let shape = column.and_then(|column| shape(checked, column));
            checked.reject(line, column, Rule::DuplicateKey, shape);
        }
        let values = distinct::values(checker, checked, row);
        let mut counted = Vec::new();
        for (at, (distinct, value)) in checker.unique.iter().zip(&values).enumerate() {
            let is_repeated = value.is_some_and(|value| match self.mode {
                // No row is about a record that another is about.
                Kind::Snapshot => self.holders.is_held(at, value),
                Kind::Append | Kind::Delta => self.holders.is_held_by_another(at, value, met.key),
            });
            if !is_repeated {
                continue;
            }
            match (distinct.counted_by, distinct.columns.as_slice()) {
                (Some(rule), _) => counted.push(rule),
                (None, [only]) => {
                    let shape = shape(checked, *only);
                    checked.reject(line, Some(*only), Rule::DuplicateValue, shape);
                }
                (None, _) => checked.reject(line, None, Rule::DuplicateValue, None),
            }
        }
        if checked.rejects.len() > reasons {
            checked.rejected_count += 1;
            return true;
        }
        counted.into_iter().for_each(|rule| checked.quality[rule] += 1);
        self.holders.give(met.key, &values, self.census.as_ref());
        false
    }

    /// Takes the row as its record, which is marked as seen and counted.
    fn take(&mut self, good: &GoodRow, row: usize, met: &Met) -> Result<Identified, LoadError> {
        let record_id = match met.known {
            Some(known) if known.content == good.content => {
                self.counts.unchanged += 1;
                known.record_id
            }
            Some(known) => {
                self.counts.changed += 1;
                known.record_id
            }
            None => {
                self.counts.new += 1;
                self.new_id()?
            }
        };
        if met.is_remembered {
            let content = met.known.map_or(good.content, |known| known.content);
            self.known.insert(met.key, Known { record_id: record_id | Known::SEEN, content });
            if met.occurrence > 0 {
                self.occurrences.insert(good.content, met.occurrence);
            }
        }
        self.name(record_id);
        Ok(Identified { row, record_id, is_deleted: false, occurrence: met.occurrence })
    }

    /// Applies a row of a delta; of several about one record the last counts.
    fn apply(
        &mut self,
        checker: &Checker<'_>,
        checked: &mut Checked,
        row: usize,
        met: &Met,
    ) -> Result<Option<Identified>, LoadError> {
        let good = checked.rows[row];
        let is_deleted = checker.deletes(checked, row);
        let earlier = self.touched.get(&met.key).copied();
        let is_there = earlier.map_or(met.known.is_some(), |touched| touched.after.is_some());
        if is_deleted && !is_there {
            checked.reject(good.line, checker.key_column(), Rule::UnknownRecord, None);
            checked.rejected_count += 1;
            return Ok(None);
        }
        if is_deleted {
            self.holders.take(met.key);
        } else if self.repeats(checker, checked, row, met) {
            return Ok(None);
        }
        let known_id = earlier.map(|touched| touched.record_id).or(met.known.map(|known| known.record_id));
        let record_id = match known_id {
            Some(record_id) => record_id,
            None => self.new_id()?,
        };
        let after = (!is_deleted).then_some(good.content);
        let before = met.known.map(|known| known.content);
        let touched = Touched { record_id, before, after, row: self.row_count };
        if met.is_remembered {
            self.touched.insert(met.key, touched);
        } else {
            touched.count(&mut self.counts);
        }
        self.replaced.extend(earlier.filter(|touched| touched.after.is_some()).map(|touched| touched.row));
        self.name(record_id);
        Ok(Some(Identified { row, record_id, is_deleted, occurrence: 0 }))
    }

    fn new_id(&mut self) -> Result<u64, LoadError> {
        if self.next_sequence >= RECORDS_MAX {
            return Err(LoadError::TooManyRecords { limit: RECORDS_MAX });
        }
        let record_id = self.base + self.next_sequence;
        self.next_sequence += 1;
        Ok(record_id)
    }

    /// Remembers that a row of a part is about the record.
    fn name(&mut self, record_id: u64) {
        if self.mode != Kind::Snapshot {
            self.named.insert(record_id % RECORDS_MAX);
        }
    }

    /// What rows could not be held to.
    pub(super) fn notes(&self, checker: &Checker<'_>) -> Vec<String> {
        self.holders.notes(checker)
    }

    pub(super) fn next_sequence(&self) -> u64 {
        self.next_sequence
    }

    /// What became of the records. Those that the rows of a delta or an addition don't name are unchanged.
    pub(super) fn counts(&self) -> Counts {
        let mut counts = self.counts;
        match self.mode {
            Kind::Snapshot => counts.gone = self.previous_count - counts.changed - counts.unchanged,
            Kind::Append => counts.unchanged = self.previous_count,
            Kind::Delta => {
                self.touched.values().for_each(|touched| touched.count(&mut counts));
                counts.unchanged = self.previous_count - counts.changed - counts.gone;
            }
        }
        counts
    }

    /// Whether a row of a delta or an addition is about a record.
    pub(super) fn names(&self, record_id: u64) -> bool {
        self.named.contains(record_id % RECORDS_MAX)
    }

    /// Whether one of this load's standard records, counted from 0, stands, as no later row is about it.
    pub(super) fn stands(&self, row: u64) -> bool {
        !self.replaced.contains(&row)
    }
}

/// A set of numbers that are dense, a bit each.
#[derive(Default)]
struct Numbers {
    words: Vec<u64>,
}

impl Numbers {
    fn insert(&mut self, number: u64) {
        let word = (number / 64) as usize;
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= 1 << (number % 64);
    }

    fn contains(&self, number: u64) -> bool {
        self.words.get((number / 64) as usize).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }
}

/// The key of a row whose contract has no primary key.
pub(super) fn content_key(content: u64, occurrence: u32) -> String {
    format!("{content:016x}-{occurrence}")
}
