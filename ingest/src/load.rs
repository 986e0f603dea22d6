//! Loads a source's files: rows in, three Parquet files and the counts out.
//!
//! One thread reads; the others each take a block of rows, check it, wait for its turn to be identified, standardise and
//! encode it, and wait for its turn to be written. Blocks in flight are few, so memory does not follow the files' size.

mod carry;
mod census;
mod check;
mod crew;
mod dates;
mod distinct;
mod drift;
mod identity;
mod layout;
mod matching;
mod previous;
mod records;
mod spill;
mod table;
mod tally;
mod turn;
mod work;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use standardise::postcode::Postcodes;

use crate::contract::{Contract, Mode};
use crate::limit::{BLOCK_ROWS_MAX, RECORDS_REMEMBERED_MAX};
use crate::open::open_all;
use crate::row::{Block, OpenFile};
use crate::{LoadError, LoadOutcome};
use census::Survey;
use check::Checker;
use crew::{Pace, Reading, go_through};
use identity::Identity;
use layout::{FileLayout, Layout};
use matching::Matching;
use tally::Tally;
use work::Work;

/// What to load, by which contract, and where to.
#[derive(Clone, Copy)]
pub struct LoadRequest<'a> {
    /// What the files should hold.
    pub contract: &'a Contract,
    /// The files, in the order in which their rows count.
    pub files: &'a [PathBuf],
    /// The source's number in its place; the upper bits of its record ids.
    pub source_number: u16,
    /// `standard.parquet` of the version before, where there is one.
    pub previous_standard: Option<&'a Path>,
    /// The first sequence number that no record of this source has ever had.
    pub next_sequence: u64,
    /// An existing, empty folder, which receives `accepted.parquet`, `standard.parquet` and `rejected.parquet`.
    pub out: &'a Path,
    /// The day of the load, from which ages are counted back: that of people, and that of the delivery.
    pub today: Date,
    /// The gazetteer in which the addresses of records without a UPRN are looked up, where there is one.
    pub gazetteer: Option<&'a Path>,
    /// The postcodes that there are, where a list of them is known: others are told.
    pub postcodes: Option<&'a Arc<Postcodes>>,
    /// Told how many bytes of the files have been read so far, all files together.
    pub progress: &'a (dyn Fn(u64) + Sync),
}

/// Loads a source's files.
///
/// Shape: `accepted.parquet` has `line`, `file`, `record_id` and every column of the files as canonical text;
/// `standard.parquet` has `record_id`, `record_key`, `row_hash`, `line`, `loads_ago` and the entity's standard columns, and
/// with a gazetteer `matched_uprn`, `uprn_match_level` and `uprn_match_weight`, filled where the source gave no UPRN;
/// `rejected.parquet` has `line`, `file`, `column`, `rule` and `shape`, a row a reason.
///
/// # Errors
/// [`LoadError`] where a file cannot be read as the contract says or a result cannot be written; bad rows are no errors.
/// After an error the output folder holds nothing of use.
pub fn load(request: &LoadRequest<'_>) -> Result<LoadOutcome, LoadError> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    load_at(request, Pace { threads, block_rows: BLOCK_ROWS_MAX, remembered_max: RECORDS_REMEMBERED_MAX })
}

fn load_at(request: &LoadRequest<'_>, pace: Pace) -> Result<LoadOutcome, LoadError> {
    let is_empty = std::fs::read_dir(request.out).is_ok_and(|mut entries| entries.next().is_none());
    if !is_empty {
        return Err(LoadError::OutputFolder { path: request.out.to_owned() });
    }
    let contract = request.contract;
    let files = open_all(contract, request.files)?;
    let opened: Vec<(&Path, &OpenFile)> = request.files.iter().map(PathBuf::as_path).zip(&files).collect();
    let (layout, file_layouts) = Layout::of(contract, &opened)?;
    let mut notes = notes(contract, &layout, &file_layouts, &files);
    let year = u16::try_from(request.today.year()).unwrap_or_default();
    let (mut options, said) = dates::look(contract, request.files, &file_layouts, year)?;
    options.postcodes = request.postcodes.cloned();
    notes.extend(said);
    let checker = Checker::new(contract, &layout, request.today, options);
    let mut reading = begin(files, pace)?;
    let (identity, passed) = identity(request, pace, &checker, &file_layouts, &mut reading)?;
    let matching = request.gazetteer.map(Matching::open).transpose()?;
    let work = Work::new(&checker, &file_layouts, identity, (request.out, matching.as_ref()))?;
    let progress = |bytes| (request.progress)(passed + bytes / (1 + u64::from(passed > 0)));
    let found = go_through(reading, pace, &work, &progress)?;
    let (identity, tally) = work.finish()?;
    for (layout, found) in file_layouts.iter().zip(found) {
        notes.extend(found.into_iter().map(|note| format!("{}: {note}", layout.name)));
    }
    notes.extend(identity.notes(&checker));
    notes.extend(matching.as_ref().and_then(Matching::note));
    let broken = tally.broken(&contract.quality).into_iter().chain(stale(request, &tally)?);
    let (stopping, told): (Vec<_>, Vec<_>) = broken.partition(|(stops, _)| *stops);
    if !stopping.is_empty() {
        let rules = stopping.into_iter().map(|(_, text)| text).collect();
        return Err(LoadError::Quality { contract: contract.name.clone(), rules });
    }
    notes.extend(told.into_iter().map(|(_, text)| text));
    let outcome = tally.outcome(&layout, contract.entity);
    notes.extend(outcome.notes.iter().cloned());
    let newest = request.files.last().map_or(Path::new(""), PathBuf::as_path);
    notes.extend(drift::of_types(contract, newest, &outcome)?);
    if contract.source.mode != Mode::Snapshot {
        let schema = table::standard_schema(&checker, matching.is_some());
        carry::carry_over(request.out, request.previous_standard, &schema, &identity)?;
    }
    let counts = identity.counts();
    Ok(LoadOutcome {
        new: counts.new,
        changed: counts.changed,
        gone: counts.gone,
        unchanged: counts.unchanged,
        next_sequence: identity.next_sequence(),
        notes,
        ..outcome
    })
}

/// How the delivery is older than the contract allows, and whether that stops the load.
fn stale(request: &LoadRequest<'_>, tally: &Tally) -> Result<Option<(bool, String)>, LoadError> {
    let contract = request.contract;
    let Some(freshness) = &contract.freshness else { return Ok(None) };
    let (newest, of) = match freshness.column {
        Some(at) => (tally.newest(), format!("the newest `{}`", contract.columns[at].name)),
        None => {
            let mut newest = None;
            for path in request.files {
                let modified = std::fs::metadata(path).and_then(|file| file.modified());
                let modified = modified.map_err(|error| LoadError::read(path, error))?;
                newest = newest.max(Timestamp::try_from(modified).ok());
            }
            let day = newest.map(|newest| newest.to_zoned(TimeZone::UTC).date());
            (day, "the newest file".to_owned())
        }
    };
    Ok(freshness.broken(newest, request.today, &of).map(|told| (freshness.stops, told)))
}

/// Reads the first block, which tells how many rows there may be.
fn begin(mut files: Vec<OpenFile>, pace: Pace) -> Result<Reading, LoadError> {
    let mut block = Block::of(pace.block_rows);
    if let Some(first) = files.first_mut() {
        first.rows.fill(&mut block)?;
    }
    Ok(Reading { files, begun: Some(block) })
}

/// Makes ready to identify rows, by a first reading where there are many; gives how much of the progress that was.
fn identity(
    request: &LoadRequest<'_>,
    pace: Pace,
    checker: &Checker<'_>,
    layouts: &[FileLayout],
    reading: &mut Reading,
) -> Result<(Identity, u64), LoadError> {
    let mode = &request.contract.source.mode;
    let (number, next) = (request.source_number, request.next_sequence);
    let mut identity = Identity::new(mode, number, next, checker.unique.len());
    let remembered_of_each = if checker.keeps_values() { 1 + checker.unique.len() as u64 } else { 1 };
    let bytes: u64 =
        request.files.iter().filter_map(|path| std::fs::metadata(path).ok()).map(|file| file.len()).sum();
    let previous_count = request.previous_standard.map_or(Ok(0), previous::count)?;
    let remembered = (reading.expected_rows(bytes) + previous_count).saturating_mul(remembered_of_each);
    if remembered > pace.remembered_max {
        let (contract, folder) = (request.contract, request.out);
        let again = begin(open_all(contract, request.files)?, pace)?;
        let survey = Survey { checker, files: layouts, previous: request.previous_standard, folder };
        let census = survey.take(again, pace, &|bytes| (request.progress)(bytes / 2))?;
        identity.rely_on(census);
        return Ok((identity, bytes / 2));
    }
    if let Some(previous) = request.previous_standard {
        identity.read_previous(previous, checker)?;
    }
    Ok((identity, 0))
}

fn notes(contract: &Contract, layout: &Layout, layouts: &[FileLayout], files: &[OpenFile]) -> Vec<String> {
    let mut notes = Vec::new();
    for (layout, file) in layouts.iter().zip(files) {
        let found = file.notes.iter().chain(&layout.differences);
        notes.extend(found.map(|note| format!("{}: {note}", layout.name)));
    }
    let surplus = layout.surplus();
    if !surplus.is_empty() {
        notes.push(format!("columns that the contract does not name, kept as text: {}", surplus.join(", ")));
    }
    notes.extend(contract.unchecked.iter().cloned());
    notes
}

#[cfg(test)]
mod tests;
