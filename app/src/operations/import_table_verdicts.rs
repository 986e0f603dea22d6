//! Takes what a reader wrote about pairs of linked tables that belong to no place, and keeps it in their folder.

use std::fs;
use std::path::Path;

use base::Clock;
use catalogue::Word;
use link::reliability::Reliability;

use super::OperationError;
use super::export_table_pairs::read_before;
use crate::linkage::verdicts::{VERDICTS, summarise};
use crate::review::{self, Filled, FilledPair, ReviewError, verdicts_csv};
use crate::summary::ReliabilitySummary;
use crate::tables::{self, Origin};

/// What to take, and into where.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The folder that `link` wrote.
    pub linked: &'a Path,
    /// The table of pairs, filled in.
    pub file: &'a Path,
    /// Who takes it.
    pub who: &'a str,
    /// The time.
    pub clock: &'a dyn Clock,
}

/// What was taken.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub struct Imported {
    /// Pairs said to be the same.
    pub same: u64,
    /// Pairs said to be different.
    pub different: u64,
    /// Pairs that were read without an answer.
    pub unsure: u64,
    /// Rows without a verdict.
    pub unread: u64,
    /// Verdicts in the place of others on the same pairs.
    pub replaced: u64,
    /// Whether the probabilities that were told meant what they said; nothing where no verdict says.
    pub reliability: Option<ReliabilitySummary>,
}

impl Imported {
    /// Counts what was taken.
    pub(super) fn of(filled: &Filled, replaced: u64) -> Self {
        let count = |word: Word| filled.pairs.iter().filter(|pair| pair.word == word).count() as u64;
        let mut told = Reliability::default();
        for FilledPair { word, probability, stands_for, .. } in &filled.pairs {
            if let (Some(probability), Word::Same | Word::Different) = (probability, word) {
                told.add(*probability, *word == Word::Same, *stands_for);
            }
        }
        Self {
            same: count(Word::Same),
            different: count(Word::Different),
            unsure: count(Word::Unsure),
            unread: filled.unread,
            replaced,
            reliability: summarise(&told, VERDICTS, false),
        }
    }
}

/// Takes verdicts: all of them, or none.
///
/// # Errors
/// Where the folder is none of a linkage, the file can't be read, or a row of it can't be taken.
pub fn import_table_verdicts(request: &Request<'_>) -> Result<Imported, OperationError> {
    let Request { linked, file, who, clock } = *request;
    Origin::read(linked)?;
    let mut filled = review::read(file)?;
    let mut faults = std::mem::take(&mut filled.faults);
    faults.extend(filled.contradictions());
    faults.extend(tables::faults_of_seen(&filled));
    faults.extend(tables::unknown_records(&linked.join(tables::CLUSTERS), &filled)?);
    if !faults.is_empty() {
        faults.sort();
        return Err(ReviewError::Faults { path: file.to_owned(), faults }.into());
    }
    let mut kept = read_before(linked)?;
    let before: std::collections::BTreeSet<_> = kept.pairs.iter().map(FilledPair::key).collect();
    let replaced = filled.pairs.iter().filter(|pair| before.contains(&pair.key())).count() as u64;
    let imported = Imported::of(&filled, replaced);
    let at = clock.now().to_string();
    kept.pairs.extend(filled.pairs.into_iter().map(|pair| FilledPair {
        who: who.to_owned(),
        at: at.clone(),
        ..pair
    }));
    let path = linked.join(tables::VERDICTS);
    let partial = path.with_extension("csv.part");
    let bytes = verdicts_csv(&kept.pairs)?;
    let written = fs::write(&partial, bytes).and_then(|()| fs::rename(&partial, &path));
    written.map_err(OperationError::file("write", &path))?;
    Ok(imported)
}
