//! Values that only one record may have, and which record has each.
//!
//! The records of the version before that no row names have theirs still: the standard table of a load that is a part
//! keeps a digest of each. Where memory must not follow the number of records, only those values are remembered that
//! more than one record may have. It rejects nothing: that is identifying's.

use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, FixedSizeBinaryArray};
use rustc_hash::{FxHashMap, FxHashSet};

use super::census::Census;
use super::check::{Checked, Checker};
use super::identity::Identified;
use super::previous;
use crate::LoadError;
use crate::contract::Contract;

/// Bytes of a digest.
pub(super) const DIGEST_BYTES: i32 = 16;
/// What stands for blank cells where a digest is kept; where nothing stands, nobody knows.
pub(super) const BLANK: [u8; DIGEST_BYTES as usize] = [0; DIGEST_BYTES as usize];

/// Columns whose values are compared between rows.
pub(super) struct Distinct {
    pub(super) columns: Vec<usize>,
    /// The quality rule that counts rows with values of an earlier one; where there is none they are rejected.
    pub(super) counted_by: Option<usize>,
}

impl Distinct {
    /// The columns' names.
    fn title(&self, contract: &Contract) -> String {
        let names = self.columns.iter().map(|at| format!("`{}`", contract.columns[*at].name));
        names.collect::<Vec<_>>().join(" and ")
    }

    /// The column of `standard.parquet` that keeps the values.
    pub(super) fn kept_as(&self, contract: &Contract) -> String {
        format!("distinct {}", self.title(contract))
    }
}

/// The columns of `standard.parquet` that keep values, with those whose values they are.
pub(super) fn kept<'a>(checker: &'a Checker<'_>) -> Vec<(String, &'a Distinct)> {
    let mut kept: Vec<(String, &Distinct)> = Vec::new();
    for distinct in checker.unique.iter().filter(|_| checker.keeps_values()) {
        if kept.iter().all(|(_, other)| other.columns != distinct.columns) {
            kept.push((distinct.kept_as(checker.contract), distinct));
        }
    }
    kept
}

/// A row's values, by the contract's columns whose values may not repeat; none where all cells are blank.
pub(super) type Values = Vec<Option<u128>>;

/// The digests of a row's values.
pub(super) fn values(checker: &Checker<'_>, checked: &Checked, row: usize) -> Values {
    checker.unique.iter().map(|distinct| checked.digest(row, &distinct.columns)).collect()
}

/// The values of records, as `standard.parquet` keeps them.
pub(super) fn column(distinct: &Distinct, checked: &Checked, records: &[Identified]) -> ArrayRef {
    let digest = |record: &Identified| checked.digest(record.row, &distinct.columns);
    let bytes: Vec<u8> =
        records.iter().flat_map(|record| digest(record).map_or(BLANK, u128::to_le_bytes)).collect();
    Arc::new(FixedSizeBinaryArray::new(DIGEST_BYTES, bytes.into(), None))
}

/// Who has what, for each of the contract's columns (or columns together) whose values may not repeat.
#[derive(Default)]
pub(super) struct Holders {
    of: Vec<Holding>,
    /// Whether rows may change records, so that a value can be let go.
    lets_go: bool,
}

/// Digests of values, and of the keys of the records that have them.
#[derive(Default)]
struct Holding {
    holder: FxHashMap<u128, u128>,
    /// Those who have a value that another has too, where that is counted and no reason to reject.
    others: FxHashMap<u128, FxHashSet<u128>>,
    /// The values by holder; empty where no value is let go.
    value: FxHashMap<u128, u128>,
    /// Records of the version before whose values nobody knows.
    unknown: u64,
}

impl Holders {
    pub(super) fn new(count: usize, lets_go: bool) -> Self {
        Self { of: (0..count).map(|_| Holding::default()).collect(), lets_go }
    }

    /// Takes over what the records of the version before have, as far as it is kept there.
    pub(super) fn read_previous(&mut self, path: &Path, checker: &Checker<'_>) -> Result<(), LoadError> {
        for (at, distinct) in checker.unique.iter().enumerate() {
            let kept_as = distinct.kept_as(checker.contract);
            let unknown = previous::for_each_value(path, &kept_as, |record, value| {
                self.hold(at, record.key, value);
                Ok(())
            })?;
            self.of[at].unknown = unknown;
        }
        Ok(())
    }

    /// Takes over what a first reading found.
    pub(super) fn rely_on(&mut self, census: &mut Census) {
        for (at, carried) in std::mem::take(&mut census.carried_values).into_iter().enumerate() {
            carried.held.into_iter().for_each(|(value, key)| self.hold(at, key, value));
            self.of[at].unknown = carried.unknown;
        }
    }

    /// Whether any record has a value.
    pub(super) fn is_held(&self, at: usize, value: u128) -> bool {
        self.of[at].holder.contains_key(&value)
    }

    /// Whether a record has a value that is not the one with this key.
    pub(super) fn is_held_by_another(&self, at: usize, value: u128, key: u128) -> bool {
        let Holding { holder, others, .. } = &self.of[at];
        holder.get(&value).is_some_and(|holder| *holder != key || others.contains_key(&value))
    }

    /// Gives a record its values, and takes from it those that it had.
    pub(super) fn give(&mut self, key: u128, values: &[Option<u128>], census: Option<&Census>) {
        for (at, value) in values.iter().enumerate() {
            self.release(at, key);
            let may_return = |value: &u128| census.is_none_or(|census| census.is_value_contested(at, *value));
            if let Some(value) = value.filter(may_return) {
                self.hold(at, key, value);
            }
        }
    }

    /// Takes all its values from a record.
    pub(super) fn take(&mut self, key: u128) {
        (0..self.of.len()).for_each(|at| self.release(at, key));
    }

    /// A line about each rule that rows were not held to in full.
    pub(super) fn notes(&self, checker: &Checker<'_>) -> Vec<String> {
        let rules = self.of.iter().zip(&checker.unique).filter(|(holding, _)| holding.unknown > 0);
        let note = |(holding, distinct): (&Holding, &Distinct)| {
            format!(
                "rows are not compared by {} with {} records whose values were not kept when they were loaded",
                distinct.title(checker.contract),
                holding.unknown
            )
        };
        rules.map(note).collect()
    }

    fn hold(&mut self, at: usize, key: u128, value: u128) {
        let Holding { holder, others, value: values, .. } = &mut self.of[at];
        if *holder.entry(value).or_insert(key) != key {
            others.entry(value).or_default().insert(key);
        }
        if self.lets_go {
            values.insert(key, value);
        }
    }

    fn release(&mut self, at: usize, key: u128) {
        let Holding { holder, others, value: values, .. } = &mut self.of[at];
        let Some(value) = values.remove(&key) else { return };
        let rest = others.get_mut(&value);
        if holder.get(&value) != Some(&key) {
            if let Some(rest) = rest {
                rest.remove(&key);
            }
        } else if let Some((rest, next)) =
            rest.and_then(|rest| rest.iter().next().copied().map(|next| (rest, next)))
        {
            rest.remove(&next);
            holder.insert(value, next);
        } else {
            holder.remove(&value);
        }
        if others.get(&value).is_some_and(FxHashSet::is_empty) {
            others.remove(&value);
        }
    }
}
