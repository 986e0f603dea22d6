//! The records of the version before, read one after the other from its standard table.

use std::fs::File;
use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::types::UInt64Type;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use twox_hash::XxHash3_128;

use crate::LoadError;

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
    let builder = open(path)?;
    let columns = ["record_id", "record_key", "row_hash"];
    let mask = ProjectionMask::columns(builder.parquet_schema(), columns);
    let reader = builder.with_projection(mask).build().map_err(|error| fault(path, error.to_string()))?;
    for batch in reader {
        let batch = batch.map_err(|error| fault(path, error.to_string()))?;
        let column = |name: &str| {
            batch.column_by_name(name).ok_or_else(|| fault(path, format!("it has no column `{name}`")))
        };
        let other_type = || fault(path, "its columns are of other types".to_owned());
        let ids = column("record_id")?.as_primitive_opt::<UInt64Type>().ok_or_else(other_type)?;
        let keys = column("record_key")?.as_string_opt::<i32>().ok_or_else(other_type)?;
        let hashes = column("row_hash")?.as_primitive_opt::<UInt64Type>().ok_or_else(other_type)?;
        for (row, key) in keys.iter().enumerate() {
            let key = XxHash3_128::oneshot(key.unwrap_or("").as_bytes());
            each(PreviousRecord { key, record_id: ids.value(row), content: hashes.value(row) })?;
        }
    }
    Ok(())
}

fn open(path: &Path) -> Result<ParquetRecordBatchReaderBuilder<File>, LoadError> {
    let file = File::open(path).map_err(|error| fault(path, error.to_string()))?;
    ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| fault(path, error.to_string()))
}

fn fault(path: &Path, reason: String) -> LoadError {
    LoadError::Previous { path: path.to_owned(), reason }
}
