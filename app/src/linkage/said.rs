//! A place's verdicts on the records that stand: which bind, which are to be read again, which rest.
//!
//! A verdict is about what its reader saw. Where a source has corrected either record since, `same` no longer binds; `different`
//! keeps apart until the pair is read again, so that nothing is linked on the word of nobody.

use catalogue::{Verdict, Word};
use sha2::{Digest, Sha256};
use standardise::record::Entity;

use super::seen::{SourceTable, read_seen};
use super::verdicts::RowVerdicts;
use crate::version_table::TableFileError;

/// The last verdict on each pair, by how its records stand.
#[derive(Debug, Default)]
pub struct PlaceVerdicts {
    verdicts: Vec<(Verdict, Footing)>,
}

/// How the records of a verdict stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Footing {
    /// As they were read.
    AsRead,
    /// One or both hold something else: whether the left, whether the right.
    Changed(bool, bool),
    /// One or both are not there any more.
    Gone,
}

/// Adds to a fingerprint what people have said; nothing where they have said nothing.
pub fn add_to_fingerprint(hasher: &mut Sha256, standing: &[Verdict]) {
    for verdict in standing {
        hasher.update(verdict.number.to_le_bytes());
    }
}

impl PlaceVerdicts {
    /// Looks at the records of verdicts as they stand now.
    ///
    /// # Errors
    /// Where a table can't be read.
    pub fn find(
        entity: Entity,
        standing: Vec<Verdict>,
        tables: &[SourceTable],
    ) -> Result<Self, TableFileError> {
        let mut records: Vec<u64> =
            standing.iter().flat_map(|verdict| [verdict.said.left, verdict.said.right]).collect();
        records.sort_unstable();
        records.dedup();
        let now = read_seen(entity, tables, &records)?;
        let footing = |verdict: &Verdict| {
            let (Some(left), Some(right)) = (now.get(&verdict.said.left), now.get(&verdict.said.right))
            else {
                return Footing::Gone;
            };
            let (left_seen, right_seen) = &verdict.said.seen;
            Footing::of_changed(left.digest() != *left_seen, right.digest() != *right_seen)
        };
        let with_footing = |verdict: Verdict| {
            let footing = footing(&verdict);
            (verdict, footing)
        };
        Ok(Self { verdicts: standing.into_iter().map(with_footing).collect() })
    }

    /// The verdicts on rows.
    ///
    /// Shape: `records` has the record of each row, ascending.
    pub fn on_rows(&self, records: &[u64]) -> RowVerdicts {
        let mut found = RowVerdicts::default();
        for (Verdict { said, .. }, footing) in &self.verdicts {
            let row = |record: u64| records.binary_search(&record).ok().map(|row| row as u32);
            match (row(said.left), row(said.right), footing) {
                (Some(left), Some(right), Footing::AsRead) => {
                    found.add((left, right), said.word, said.stands_for);
                }
                (Some(left), Some(right), Footing::Changed(..)) => {
                    found.add_reopened((left, right), said.word);
                }
                _ => found.counts.resting += 1,
            }
        }
        found
    }

    /// The rows that any verdict names, and so may once have bound.
    pub fn named_rows(&self, records: &[u64]) -> Vec<u32> {
        let named = self.verdicts.iter().flat_map(|(verdict, _)| [verdict.said.left, verdict.said.right]);
        named.filter_map(|record| records.binary_search(&record).ok()).map(|row| row as u32).collect()
    }

    /// The verdicts to be said again, with why.
    pub fn reopened(&self) -> impl Iterator<Item = (&Verdict, &'static str)> {
        self.verdicts.iter().filter_map(|(verdict, footing)| Some((verdict, footing.change()?)))
    }
}

impl Footing {
    /// Of a changed left record, of a changed right record.
    pub fn of_changed(left: bool, right: bool) -> Self {
        if left || right { Self::Changed(left, right) } else { Self::AsRead }
    }

    /// What has changed, in words; nothing where both are as they were, or one is gone.
    pub fn change(self) -> Option<&'static str> {
        match self {
            Self::Changed(true, true) => Some("both records have changed"),
            Self::Changed(true, false) => Some("the left record has changed"),
            Self::Changed(..) => Some("the right record has changed"),
            Self::AsRead | Self::Gone => None,
        }
    }
}

/// Why a pair is to be read again.
pub fn why_again(change: &str, who: &str, said: Word, at: &str) -> String {
    format!("{change} since {who} said {} on {}", said.name(), at.get(..10).unwrap_or(at))
}
