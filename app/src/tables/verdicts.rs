//! Verdicts on records of tables: which rows they are about.

use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::digest::SeenRows;
use super::input::InputTable;
use super::output::Rows;
use crate::linkage::said::{Footing, why_again};
use crate::linkage::verdicts::RowVerdicts;
use crate::review::{Filled, FilledPair, NotSeen, RecordName, SheetFault, column};
use crate::version_table::{ColumnReader, TableFileError};

/// The verdicts of a linkage's folder.
pub const VERDICTS: &str = "verdicts.csv";

/// The verdicts on these tables' rows, the last on each pair; those on records that are not there rest, those on records that say
/// something else now are re-opened.
///
/// Verdicts are on records by their ids. Where none says what its reader saw, or the tables were read without digests, nobody asks
/// whether a record still says what it said.
pub fn on_rows(tables: &[InputTable], filled: &Filled) -> RowVerdicts {
    let mut verdicts = RowVerdicts::default();
    for Standing { pair, rows, footing } in standing(tables, filled) {
        match footing {
            Footing::AsRead => verdicts.add(rows, pair.word, pair.stands_for),
            Footing::Changed(..) => verdicts.add_reopened(rows, pair.word),
            Footing::Gone => verdicts.counts.resting += 1,
        }
    }
    verdicts
}

/// A verdict that is to be said again.
pub struct Reopened<'f> {
    /// What was said.
    pub pair: &'f FilledPair,
    /// The rows.
    pub rows: (u32, u32),
    /// What has changed since, and who said what.
    pub why: String,
}

/// The verdicts that are to be said again, with why.
pub fn reopened<'f>(tables: &[InputTable], filled: &'f Filled) -> Vec<Reopened<'f>> {
    let of_standing = |Standing { pair, rows, footing }: Standing<'f>| {
        let why = why_again(footing.change()?, &pair.who, pair.word, &pair.at);
        Some(Reopened { pair, rows, why })
    };
    standing(tables, filled).into_iter().filter_map(of_standing).collect()
}

/// The last verdict on a pair, and how its records stand.
struct Standing<'f> {
    pair: &'f FilledPair,
    /// Without a meaning where one is gone.
    rows: (u32, u32),
    footing: Footing,
}

fn standing<'f>(tables: &[InputTable], filled: &'f Filled) -> Vec<Standing<'f>> {
    let pairs = filled.standing();
    let rows_of = rows_of(tables, pairs.iter().flat_map(|pair| &pair.records));
    let rows = Rows::new(tables);
    let of_pair = |pair: &'f FilledPair| {
        let (Some(left), Some(right)) = (rows_of.get(&pair.records[0]), rows_of.get(&pair.records[1])) else {
            return Standing { pair, rows: (0, 0), footing: Footing::Gone };
        };
        let footing = match pair.seen.parse::<SeenRows>() {
            Err(NotSeen) => Footing::AsRead,
            Ok(SeenRows(seen)) => {
                let differs = |row: u32, seen: u64| rows.digest(row).is_some_and(|digest| digest != seen);
                Footing::of_changed(differs(*left, seen[0]), differs(*right, seen[1]))
            }
        };
        Standing { pair, rows: (*left, *right), footing }
    };
    pairs.into_iter().map(of_pair).collect()
}

/// Tells the pairs of which it can't be read what their reader saw. A file need not say it.
pub fn faults_of_seen(filled: &Filled) -> Vec<SheetFault> {
    let is_wrong = |pair: &&FilledPair| !pair.seen.is_empty() && pair.seen.parse::<SeenRows>().is_err();
    let message = "this is not what `review export` wrote there";
    let fault =
        |pair: &FilledPair| SheetFault { line: pair.line, column: column::SEEN, message: message.to_owned() };
    filled.pairs.iter().filter(is_wrong).map(fault).collect()
}

/// Tells the pairs of which a record is not among those that were linked.
///
/// Shape: `clusters` is the file that [`super::write_clusters`] wrote.
///
/// # Errors
/// Where it can't be read.
pub fn unknown_records(clusters: &Path, filled: &Filled) -> Result<Vec<SheetFault>, TableFileError> {
    let named = filled.pairs.iter().flat_map(|pair| &pair.records).map(parts);
    let mut number_of: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    for name in named {
        let next = number_of.len();
        number_of.entry(name).or_insert(next);
    }
    let mut is_there = vec![false; number_of.len()];
    ColumnReader::open(clusters, &["source", "id"])?.for_each(|batch| {
        let (sources, ids) = (batch.names("source")?, batch.texts("id")?);
        for name in sources.into_iter().zip(ids.iter()).filter_map(|(source, id)| Some((source?, id?))) {
            if let Some(number) = number_of.get(&name) {
                is_there[*number] = true;
            }
        }
        Ok::<_, TableFileError>(())
    })?;
    let mut faults = Vec::new();
    for pair in &filled.pairs {
        for (record, column) in pair.records.iter().zip(column::IDS) {
            if !is_there[number_of[&parts(record)]] {
                let message = "no such record was linked".to_owned();
                faults.push(SheetFault { line: pair.line, column, message });
            }
        }
    }
    Ok(faults)
}

fn parts(record: &RecordName) -> (&str, &str) {
    (&record.source, &record.id)
}

/// The rows of these records, as far as they are there.
fn rows_of<'n>(
    tables: &[InputTable],
    records: impl Iterator<Item = &'n RecordName>,
) -> FxHashMap<&'n RecordName, u32> {
    let mut wanted: FxHashMap<(&str, &str), &'n RecordName> = FxHashMap::default();
    let mut sources: FxHashSet<&str> = FxHashSet::default();
    for record in records {
        wanted.insert(parts(record), record);
        sources.insert(record.source.as_str());
    }
    let mut found = FxHashMap::default();
    let mut start = 0;
    for table in tables {
        if sources.contains(table.source.as_str()) {
            for row in 0..table.row_count() {
                if let Some(record) = wanted.get(&(table.source.as_str(), table.id_of(row).as_ref())) {
                    found.insert(*record, (start + row) as u32);
                }
            }
        }
        start += table.row_count();
    }
    found
}
