//! A first reading of a large load, which finds out what its rows' identities need of memory: next to nothing.
//!
//! The identities of all rows go to disk in buckets, and so do the records of the version before. Bucket by bucket,
//! those that several rows have are found (they are *contested*), and for each row its record in the version before.
//! The second reading then needs to remember contested ones alone. It decides nothing: which of several rows counts is
//! seen when they are identified.

use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};
use twox_hash::XxHash3_128;

use super::check::{Checker, GoodRow};
use super::crew::{BlockWork, Job, Pace, Reading, go_through};
use super::identity::{Known, content_key};
use super::layout::FileLayout;
use super::previous;
use super::spill::{BUCKETS, Spill};
use super::turn::InTurn;
use crate::LoadError;

/// A record id that there is none of.
const NO_RECORD: u64 = u64::MAX;

/// What a first reading tells.
pub(super) struct Census {
    /// Identities that several rows have.
    contested: FxHashSet<u128>,
    /// For each unique column, values that several rows have, or a row and another record of the version before.
    contested_values: Vec<FxHashSet<u128>>,
    /// For each of them, what is known of the version before.
    pub(super) carried_values: Vec<CarriedValues>,
    /// The records of the version before whose identity is contested, by their key.
    pub(super) known: FxHashMap<u128, Known>,
    pub(super) previous_count: u64,
    /// For each row, its record in the version before; none where there is no such version.
    answers: Option<Spill<16>>,
}

/// Values that records of the version before have.
#[derive(Default)]
pub(super) struct CarriedValues {
    /// The contested ones, each with the digest of the key of the record that has it.
    pub(super) held: Vec<(u128, u128)>,
    /// Records whose values were not kept.
    pub(super) unknown: u64,
}

/// What is read, and by what.
pub(super) struct Survey<'a> {
    pub(super) checker: &'a Checker<'a>,
    pub(super) files: &'a [FileLayout],
    pub(super) previous: Option<&'a Path>,
    /// Where entries may be set aside.
    pub(super) folder: &'a Path,
}

/// Entries set aside while the files are read.
struct Entries {
    rows: Spill<16>,
    /// Values, each with its row's identity.
    values: Vec<Spill<32>>,
}

/// The work of a first reading on its blocks.
struct Counting<'a> {
    survey: &'a Survey<'a>,
    entries: InTurn<Entries>,
}

impl Survey<'_> {
    /// Reads the files and finds out.
    pub(super) fn take(
        &self,
        reading: Reading,
        pace: Pace,
        progress: &(dyn Fn(u64) + Sync),
    ) -> Result<Census, LoadError> {
        let values = 0..self.checker.unique.len();
        let values = values.map(|at| Spill::create(self.folder.join(format!("values-{at}.part"))));
        let rows = Spill::create(self.folder.join("rows.part"))?;
        let entries = Entries { rows, values: values.collect::<Result<_, _>>()? };
        let counting = Counting { survey: self, entries: InTurn::new(entries) };
        go_through(reading, pace, &counting, progress)?;
        let Entries { mut rows, values } = counting.entries.into_inner();
        rows.close()?;
        let values = values.into_iter().enumerate().map(|(at, values)| self.contested_values(at, values));
        let (contested_values, carried_values) =
            values.collect::<Result<Vec<_>, LoadError>>()?.into_iter().unzip();
        let mut census = Census {
            contested: FxHashSet::default(),
            contested_values,
            carried_values,
            known: FxHashMap::default(),
            previous_count: 0,
            answers: None,
        };
        self.answer(rows, &mut census)?;
        Ok(census)
    }

    /// Finds the contested values of a unique column, and who has them in the version before.
    fn contested_values(
        &self,
        at: usize,
        mut rows: Spill<32>,
    ) -> Result<(FxHashSet<u128>, CarriedValues), LoadError> {
        rows.close()?;
        let mut carried = CarriedValues::default();
        let mut records: Spill<48> = Spill::create(self.folder.join(format!("carried-{at}.part")))?;
        if let Some(previous) = self.previous.filter(|_| self.checker.keeps_values()) {
            let kept_as = self.checker.unique[at].kept_as(self.checker.contract);
            carried.unknown = previous::for_each_value(previous, &kept_as, |record, value| {
                let mut entry = [0; 48];
                entry[..16].copy_from_slice(&value.to_le_bytes());
                entry[16..32].copy_from_slice(&self.identity_of(record.key, record.content).to_le_bytes());
                entry[32..].copy_from_slice(&record.key.to_le_bytes());
                records.push(bucket_of(value), entry)
            })?;
        }
        records.close()?;
        let mut contested = FxHashSet::default();
        for bucket in 0..BUCKETS {
            // Of each value, who alone has it among the rows.
            let mut only = FxHashMap::default();
            while let Some(entry) = rows.next(bucket)? {
                let (value, identity) = (u128_of(&entry[..16]), u128_of(&entry[16..]));
                if only.insert(value, identity).is_some() {
                    contested.insert(value);
                }
            }
            let mut known = Vec::new();
            while let Some(entry) = records.next(bucket)? {
                let (value, identity) = (u128_of(&entry[..16]), u128_of(&entry[16..32]));
                let Some(row) = only.get(&value) else { continue };
                if *row != identity {
                    contested.insert(value);
                }
                known.push((value, u128_of(&entry[32..])));
            }
            carried.held.extend(known.into_iter().filter(|(value, _)| contested.contains(value)));
        }
        Ok((contested, carried))
    }

    /// Finds the contested identities, and the rows' records in the version before.
    fn answer(&self, mut rows: Spill<16>, census: &mut Census) -> Result<(), LoadError> {
        let Some(previous) = self.previous else {
            census.contested = repeated(rows)?;
            return Ok(());
        };
        let mut records = self.set_aside(previous, census)?;
        let mut answers = Spill::create(self.folder.join("answers.part"))?;
        for bucket in 0..BUCKETS {
            let mut there = FxHashMap::default();
            while let Some(entry) = records.next(bucket)? {
                let (key, record) = entry.split_at(16);
                there.insert(u128_of(key), known_of(record));
            }
            let (mut seen, mut contested) = (FxHashSet::default(), FxHashSet::default());
            while let Some(entry) = rows.next(bucket)? {
                let identity = u128::from_le_bytes(entry);
                if !seen.insert(identity) {
                    contested.insert(identity);
                }
                let found = there.get(&self.key_of(identity));
                answers
                    .push(bucket, bytes_of(found.unwrap_or(&Known { record_id: NO_RECORD, content: 0 })))?;
            }
            let is_contested =
                |key: &u128, known: &Known| contested.contains(&self.identity_of(*key, known.content));
            census.known.extend(there.into_iter().filter(|(key, known)| is_contested(key, known)));
            census.contested.extend(contested);
        }
        answers.close()?;
        census.answers = Some(answers);
        Ok(())
    }

    /// The records of the version before, in the buckets of their rows.
    fn set_aside(&self, previous: &Path, census: &mut Census) -> Result<Spill<32>, LoadError> {
        let mut records: Spill<32> = Spill::create(self.folder.join("records.part"))?;
        previous::for_each(previous, |record| {
            census.previous_count += 1;
            let known = Known { record_id: record.record_id, content: record.content };
            let mut entry = [0; 32];
            entry[..16].copy_from_slice(&record.key.to_le_bytes());
            entry[16..].copy_from_slice(&bytes_of(&known));
            records.push(bucket_of(self.identity_of(record.key, record.content)), entry)
        })?;
        records.close()?;
        Ok(records)
    }

    /// The identity that a row with this key and content has: without a primary key it is the content.
    fn identity_of(&self, key: u128, content: u64) -> u128 {
        if self.checker.has_key() { key } else { u128::from(content) }
    }

    /// The key of the first row with this identity.
    fn key_of(&self, identity: u128) -> u128 {
        if self.checker.has_key() {
            return identity;
        }
        XxHash3_128::oneshot(content_key(identity as u64, 1).as_bytes())
    }
}

impl BlockWork for Counting<'_> {
    fn process(&self, job: Job) -> Result<(), LoadError> {
        let Survey { checker, files, .. } = self.survey;
        let checked = checker.check(&job.block.into_text(), &files[job.file]);
        let put = self.entries.take(job.number, |entries| {
            for (row, good) in checked.rows.iter().enumerate() {
                let identity = identity(good);
                entries.rows.push(bucket_of(identity), identity.to_le_bytes())?;
                for (distinct, values) in checker.unique.iter().zip(&mut entries.values) {
                    if let Some(value) = checked.digest(row, &distinct.columns) {
                        let mut entry = [0; 32];
                        entry[..16].copy_from_slice(&value.to_le_bytes());
                        entry[16..].copy_from_slice(&identity.to_le_bytes());
                        values.push(bucket_of(value), entry)?;
                    }
                }
            }
            Ok(())
        });
        put.unwrap_or(Ok(()))
    }

    fn stop(&self) {
        self.entries.stop();
    }
}

impl Census {
    /// Whether several rows have the row's identity.
    pub(super) fn is_contested(&self, good: &GoodRow) -> bool {
        self.contested.contains(&identity(good))
    }

    /// Whether several rows have a value in a unique column.
    pub(super) fn is_value_contested(&self, unique: usize, value: u128) -> bool {
        self.contested_values[unique].contains(&value)
    }

    /// The next row's record in the version before, which counts where its identity is not contested. The rows are asked
    /// for in the order in which they were first read.
    pub(super) fn next(&mut self, good: &GoodRow) -> Result<Option<Known>, LoadError> {
        let Some(answers) = &mut self.answers else { return Ok(None) };
        let answer = answers.next(bucket_of(identity(good)))?;
        let answer = answer.ok_or_else(|| LoadError::Unreadable {
            path: answers.path().to_owned(),
            format: "identities",
            reason: "a file changed while it was read".to_owned(),
        })?;
        Ok(Some(known_of(&answer)).filter(|known| known.record_id != NO_RECORD))
    }
}

fn identity(good: &GoodRow) -> u128 {
    good.key.unwrap_or(u128::from(good.content))
}

/// The bucket of a digest.
fn bucket_of(digest: u128) -> usize {
    (digest as u64 >> 56) as usize
}

/// The entries that are there more than once.
fn repeated(mut entries: Spill<16>) -> Result<FxHashSet<u128>, LoadError> {
    entries.close()?;
    let mut repeated = FxHashSet::default();
    for bucket in 0..BUCKETS {
        let mut seen = FxHashSet::default();
        while let Some(entry) = entries.next(bucket)? {
            let digest = u128::from_le_bytes(entry);
            if !seen.insert(digest) {
                repeated.insert(digest);
            }
        }
    }
    Ok(repeated)
}

fn bytes_of(known: &Known) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&known.record_id.to_le_bytes());
    bytes[8..].copy_from_slice(&known.content.to_le_bytes());
    bytes
}

fn known_of(bytes: &[u8]) -> Known {
    let bits = u128_of(bytes);
    Known { record_id: bits as u64, content: (bits >> 64) as u64 }
}

fn u128_of(bytes: &[u8]) -> u128 {
    bytes.iter().rev().fold(0, |value, byte| value << 8 | u128::from(*byte))
}
