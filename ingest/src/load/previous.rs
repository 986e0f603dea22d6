//! The records of the version before, read one after the other from its standard table.

use std::fs::File;
use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::types::UInt64Type;
use arrow_array::{Array, RecordBatch};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use twox_hash::XxHash3_128;

use super::distinct::BLANK;
use crate::LoadError;

/// What tells a record.
const RECORD_COLUMNS: [&str; 3] = ["record_id", "record_key", "row_hash"];
const OTHER_TYPES: &str = "its columns are of other types";

/// A record of the version before.
#[derive(Debug, Clone, Copy)]
pub(super) struct PreviousRecord {
    /// The digest of its key.
    pub(super) key: u128,
    pub(super) record_id: u64,
    /// The hash of its content.
    pub(super) content: u64,
}

/// How many records there are.
pub(super) fn count(path: &Path) -> Result<u64, LoadError> {
    let rows = open(path)?.metadata().file_metadata().num_rows();
    Ok(u64::try_from(rows).unwrap_or(0))
}

/// Gives the records in the table's order.
pub(super) fn for_each(
    path: &Path,
    mut each: impl FnMut(PreviousRecord) -> Result<(), LoadError>,
) -> Result<(), LoadError> {
    read(path, &RECORD_COLUMNS, |batch| records(path, batch)?.try_for_each(&mut each))
}

/// Gives the records that have a value in a column of digests, in the table's order. Says of how many none is kept.
pub(super) fn for_each_value(
    path: &Path,
    name: &str,
    mut each: impl FnMut(PreviousRecord, u128) -> Result<(), LoadError>,
) -> Result<u64, LoadError> {
    if open(path)?.schema().index_of(name).is_err() {
        return count(path);
    }
    let mut unknown = 0;
    read(path, &[RECORD_COLUMNS.as_slice(), &[name]].concat(), |batch| {
        let other_type = || fault(path, OTHER_TYPES.to_owned());
        let values = batch.column_by_name(name).and_then(|column| column.as_fixed_size_binary_opt());
        let values = values.ok_or_else(other_type)?;
        for (row, record) in records(path, batch)?.enumerate() {
            match (values.is_valid(row), <[u8; 16]>::try_from(values.value(row))) {
                (true, Ok(BLANK)) => {}
                (true, Ok(value)) => each(record, u128::from_le_bytes(value))?,
                (true, Err(_)) => return Err(other_type()),
                (false, _) => unknown += 1,
            }
        }
        Ok(())
    })?;
    Ok(unknown)
}

/// Reads columns, a batch after the other.
fn read(
    path: &Path,
    columns: &[&str],
    mut each: impl FnMut(&RecordBatch) -> Result<(), LoadError>,
) -> Result<(), LoadError> {
    let builder = open(path)?;
    let mask = ProjectionMask::columns(builder.parquet_schema(), columns.iter().copied());
    let reader = builder.with_projection(mask).build().map_err(|error| fault(path, error.to_string()))?;
    for batch in reader {
        each(&batch.map_err(|error| fault(path, error.to_string()))?)?;
    }
    Ok(())
}

/// The records of a batch.
fn records<'a>(
    path: &Path,
    batch: &'a RecordBatch,
) -> Result<impl Iterator<Item = PreviousRecord> + 'a, LoadError> {
    let column = |name: &str| {
        batch.column_by_name(name).ok_or_else(|| fault(path, format!("it has no column `{name}`")))
    };
    let other_type = || fault(path, OTHER_TYPES.to_owned());
    let [id, key, hash] = RECORD_COLUMNS;
    let ids = column(id)?.as_primitive_opt::<UInt64Type>().ok_or_else(other_type)?;
    let keys = column(key)?.as_string_opt::<i32>().ok_or_else(other_type)?;
    let hashes = column(hash)?.as_primitive_opt::<UInt64Type>().ok_or_else(other_type)?;
    Ok(keys.iter().enumerate().map(|(row, key)| PreviousRecord {
        key: XxHash3_128::oneshot(key.unwrap_or("").as_bytes()),
        record_id: ids.value(row),
        content: hashes.value(row),
    }))
}

fn open(path: &Path) -> Result<ParquetRecordBatchReaderBuilder<File>, LoadError> {
    let file = File::open(path).map_err(|error| fault(path, error.to_string()))?;
    ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| fault(path, error.to_string()))
}

fn fault(path: &Path, reason: String) -> LoadError {
    LoadError::Previous { path: path.to_owned(), reason }
}
