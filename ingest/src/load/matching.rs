//! UPRNs for records whose source has none: looked up in the place's gazetteer, told apart from those that sources gave.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use gazetteer::{Gazetteer, MatchLevel, Matcher};
use standardise::record::Field;

use crate::LoadError;

/// The columns that a load with a gazetteer adds to `standard.parquet`.
pub(super) const COLUMNS: [&str; 3] = ["matched_uprn", "uprn_match_level", "uprn_match_weight"];

/// Finds UPRNs; shared by the threads.
pub(super) struct Matching {
    path: PathBuf,
    /// Matchers that wait for work: one is dear to make.
    pool: Mutex<Vec<Matcher>>,
    /// Records looked up, by level.
    levels: [AtomicU64; 4],
}

/// What was found for a record, by column; nothing where it has a UPRN or no address.
pub(super) type Matched = [Option<String>; 3];

impl Matching {
    /// Opens a gazetteer.
    pub(super) fn open(path: &Path) -> Result<Self, LoadError> {
        let matcher = Matcher::new(Gazetteer::open(path)?);
        Ok(Self { path: path.to_owned(), pool: Mutex::new(vec![matcher]), levels: Default::default() })
    }

    /// A matcher that nobody else has.
    pub(super) fn take(&self) -> Result<Matcher, LoadError> {
        if let Some(matcher) = self.pool.lock().unwrap_or_else(PoisonError::into_inner).pop() {
            return Ok(matcher);
        }
        Ok(Matcher::new(Gazetteer::open(&self.path)?))
    }

    /// Takes a matcher back.
    pub(super) fn give_back(&self, matcher: Matcher) {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner).push(matcher);
    }

    /// Looks a record's address up, by the cells of its row.
    pub(super) fn find(&self, matcher: &mut Matcher, fields: &[(Field, &str)]) -> Result<Matched, LoadError> {
        let of = |wanted: &'static [Field]| {
            fields.iter().filter(move |(field, _)| wanted.contains(field)).map(|(_, cell)| *cell)
        };
        let address: Vec<&str> = of(&[Field::Address, Field::AddressLine]).collect();
        if address.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(Matched::default());
        }
        let postcode = of(&[Field::Postcode]).next();
        let found = matcher.find(address.into_iter().chain(of(&[Field::Town])), postcode)?;
        self.levels[found.level as usize].fetch_add(1, Ordering::Relaxed);
        let uprn = found.best().map(|best| best.uprn.to_string());
        let weight = found.candidates.first().map(|first| format!("{:.2}", first.weight));
        Ok([uprn, Some(found.level.name().to_owned()), weight])
    }

    /// A line about what was found.
    pub(super) fn note(&self) -> Option<String> {
        let count = |level: MatchLevel| self.levels[level as usize].load(Ordering::Relaxed);
        let [none, parent, partial, exact] =
            [MatchLevel::None, MatchLevel::Parent, MatchLevel::Partial, MatchLevel::Exact].map(count);
        let all = none + parent + partial + exact;
        (all > 0).then(|| {
            format!(
                "{all} addresses without a UPRN looked up in the gazetteer: exact {exact}, partial {partial}, \
                 parent {parent}, none {none}"
            )
        })
    }
}
