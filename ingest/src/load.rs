//! Loads a source's files: rows in, three Parquet files and the counts out.
//!
//! One thread reads; the others each take a block of rows, check it, wait for its turn to be identified, standardise and
//! encode it, and wait for its turn to be written. Blocks in flight are few, so memory does not follow the files' size.

mod carry;
mod check;
mod dates;
mod drift;
mod identity;
mod layout;
mod matching;
mod records;
mod table;
mod tally;
mod turn;
mod work;

use std::path::{Path, PathBuf};

use standardise::record::columns;

use crate::contract::{Contract, Mode};
use crate::limit::BLOCK_ROWS_MAX;
use crate::open::open_all;
use crate::row::OpenFile;
use crate::{LoadError, LoadOutcome};
use check::Checker;
use identity::Identity;
use layout::{FileLayout, Layout};
use matching::Matching;
use work::{Pace, Work, Worked};

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
    /// The year of the load, from which an age is counted back.
    pub year: u16,
    /// The gazetteer in which the addresses of records without a UPRN are looked up, where there is one.
    pub gazetteer: Option<&'a Path>,
    /// Told how many bytes of the files have been read so far, all files together.
    pub progress: &'a (dyn Fn(u64) + Sync),
}

/// Loads a source's files.
///
/// Shape: `accepted.parquet` has `line`, `file`, `record_id` and every column of the files as canonical text;
/// `standard.parquet` has `record_id`, `record_key`, `row_hash`, `line` and the entity's standard columns, and with a
/// gazetteer `matched_uprn`, `uprn_match_level` and `uprn_match_weight`, filled where the source gave no UPRN;
/// `rejected.parquet` has `line`, `file`, `column`, `rule` and `shape`, a row a reason.
///
/// # Errors
/// [`LoadError`] where a file cannot be read as the contract says or a result cannot be written; bad rows are no errors.
/// After an error the output folder holds nothing of use.
pub fn load(request: &LoadRequest<'_>) -> Result<LoadOutcome, LoadError> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    load_at(request, Pace { threads, block_rows: BLOCK_ROWS_MAX })
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
    let (options, said) = dates::look(contract, request.files, &file_layouts, request.year)?;
    notes.extend(said);
    let checker = Checker::new(contract, &layout, request.year, options);
    let mut identity = Identity::new(
        &contract.source.mode,
        request.source_number,
        request.next_sequence,
        checker.unique.len(),
    );
    if let Some(previous) = request.previous_standard {
        identity.read_previous(previous)?;
    }
    let matching = request.gazetteer.map(Matching::open).transpose()?;
    let work = Work::new(&checker, &file_layouts, identity, (request.out, matching.as_ref()))?;
    let Worked { identity, tally, notes: found } = work.run(files, pace, request.progress)?;
    notes.extend(found);
    notes.extend(matching.as_ref().and_then(Matching::note));
    let (stopping, told): (Vec<_>, Vec<_>) =
        tally.broken(&contract.quality).into_iter().partition(|(stops, _)| *stops);
    if !stopping.is_empty() {
        let rules = stopping.into_iter().map(|(_, text)| text).collect();
        return Err(LoadError::Quality { contract: contract.name.clone(), rules });
    }
    notes.extend(told.into_iter().map(|(_, text)| text));
    let outcome = tally.outcome(&layout, contract.entity);
    notes.extend(outcome.notes.iter().cloned());
    let newest = request.files.last().map_or(Path::new(""), PathBuf::as_path);
    notes.extend(drift::of_types(contract, newest, &outcome)?);
    let counts = if contract.source.mode == Mode::Snapshot {
        identity.counts()
    } else {
        let schema = table::standard_schema(columns(contract.entity), matching.is_some());
        carry::carry_over(request.out, request.previous_standard, &schema, &identity)?;
        identity.counts_of_part()
    };
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
mod tests {
    use super::*;
    use std::fmt::Write;

    const CONTRACT: &str = "\
apiVersion: v3.1.0
kind: DataContract
id: x
version: 1.0.0
status: active
tenant: council
servers: [{server: extract, type: local, path: x.csv, format: csv}]
schema:
  - name: x
    customProperties: [{property: guildhall.entity, value: person}]
    properties:
      - {name: REF, primaryKey: true}
      - {name: NAME, customProperties: [{property: guildhall.field, value: full_name}]}
      - {name: MAIL, unique: true}
";

    /// Rows with repeated keys, repeated values and broken lines all over.
    fn text() -> String {
        let mut text = String::from("REF,NAME,MAIL\n");
        for row in 0..2000u32 {
            let key = row.wrapping_mul(2_654_435_761) % 1700;
            let mail = row % 1900;
            let _ = match row % 41 {
                0 => writeln!(text, "{key},\"broken,{mail}"),
                1 => writeln!(text, "{key}"),
                _ => writeln!(text, "{key},Name {},m{mail}", row % 13),
            };
        }
        text
    }

    #[test]
    fn any_number_of_threads_gives_the_same_bytes_and_counts() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.csv");
        std::fs::write(&file, text()).unwrap();
        let contract = Contract::parse(CONTRACT, Path::new("x")).unwrap();
        let results: Vec<(LoadOutcome, Vec<Vec<u8>>)> = [1, 2, 7]
            .into_iter()
            .map(|threads| {
                let out = folder.path().join(format!("out-{threads}"));
                std::fs::create_dir(&out).unwrap();
                let request = LoadRequest {
                    contract: &contract,
                    files: std::slice::from_ref(&file),
                    source_number: 1,
                    previous_standard: None,
                    next_sequence: 1,
                    out: &out,
                    year: 2026,
                    gazetteer: None,
                    progress: &|_| {},
                };
                let outcome = load_at(&request, Pace { threads, block_rows: 37 }).unwrap();
                let names = ["accepted.parquet", "standard.parquet", "rejected.parquet"];
                (outcome, names.iter().map(|name| std::fs::read(out.join(name)).unwrap()).collect())
            })
            .collect();
        assert_eq!(results[0].0.rows, 2000);
        assert!(results[0].0.rejected > 300);
        assert!(results.windows(2).all(|two| two[0] == two[1]));
    }

    #[test]
    fn fault_in_the_middle_of_a_load_stops_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.csv");
        std::fs::write(&file, text()).unwrap();
        let contract = Contract::parse(CONTRACT, Path::new("x")).unwrap();
        let out = folder.path().join("out");
        std::fs::create_dir(&out).unwrap();
        let request = LoadRequest {
            contract: &contract,
            files: std::slice::from_ref(&file),
            source_number: 1,
            previous_standard: None,
            next_sequence: crate::limit::RECORDS_MAX - 500,
            out: &out,
            year: 2026,
            gazetteer: None,
            progress: &|_| {},
        };
        let fault = load_at(&request, Pace { threads: 3, block_rows: 37 }).unwrap_err();
        assert_eq!(fault.kind(), crate::ErrorKind::Limit);
    }
}
