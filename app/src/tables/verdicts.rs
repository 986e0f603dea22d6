//! Verdicts on records of tables: which rows they are about.

use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::input::InputTable;
use crate::linkage::verdicts::RowVerdicts;
use crate::review::{Filled, RecordName, SheetFault, column};
use crate::version_table::{ColumnReader, TableFileError};

/// The verdicts of a linkage's folder.
pub const VERDICTS: &str = "verdicts.csv";

/// The verdicts on these tables' rows, the last on each pair; those on records that are not there rest.
///
/// Verdicts are on records by their ids: nobody asks whether a record still says what it said.
pub fn on_rows(tables: &[InputTable], filled: &Filled) -> RowVerdicts {
    let standing = filled.standing();
    let rows = rows_of(tables, standing.iter().flat_map(|pair| &pair.records));
    let mut verdicts = RowVerdicts::default();
    for pair in standing {
        match [&pair.records[0], &pair.records[1]].map(|record| rows.get(record)) {
            [Some(left), Some(right)] => verdicts.add((*left, *right), pair.word, pair.stands_for),
            _ => verdicts.counts.resting += 1,
        }
    }
    verdicts
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
