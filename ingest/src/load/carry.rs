//! The full state after a delta or an addition: the records of the version before that no row was about, and this load's.
//!
//! Streams both tables, so that memory follows the change and not the state.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::UInt64Type;
use arrow_array::{ArrayRef, BooleanArray, RecordBatch, UInt64Array, new_null_array};
use arrow_schema::SchemaRef;
use arrow_select::filter::filter_record_batch;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};

use super::identity::Identity;
use super::table::{self, LOADS_AGO, STANDARD};
use crate::LoadError;

/// This load's records while the full state is put together.
const PART: &str = "standard.part";

/// Puts the records of the version before that still stand in front of this load's.
pub(super) fn carry_over(
    out: &Path,
    previous: Option<&Path>,
    schema: &SchemaRef,
    identity: &Identity,
) -> Result<(), LoadError> {
    let (whole, part) = (out.join(STANDARD), out.join(PART));
    std::fs::rename(&whole, &part).map_err(|error| LoadError::write(&part, error))?;
    let mut writer = table::arrow_writer(&whole, schema)?;
    let mut write = |batch: &RecordBatch| writer.write(batch).map_err(|error| table::fault(&whole, error));
    if let Some(previous) = previous {
        let damaged = |reason: String| LoadError::Previous { path: previous.to_owned(), reason };
        for batch in open(previous).map_err(damaged)? {
            let batch = batch.map_err(|error| damaged(error.to_string()))?;
            let stands =
                standing(&batch, identity).ok_or_else(|| damaged("it has no record ids".to_owned()))?;
            let batch = in_columns(&batch, schema).map_err(damaged)?;
            let batch = a_load_older(&batch).map_err(damaged)?;
            let kept = filter_record_batch(&batch, &stands).map_err(|error| damaged(error.to_string()))?;
            write(&kept)?;
        }
    }
    let mut ordinal = 0u64;
    let unread = |reason: String| LoadError::write(&part, std::io::Error::other(reason));
    for batch in open(&part).map_err(unread)? {
        let batch = batch.map_err(|error| unread(error.to_string()))?;
        let stands = (ordinal..).take(batch.num_rows()).map(|row| Some(identity.stands(row)));
        let kept: BooleanArray = stands.collect();
        ordinal += batch.num_rows() as u64;
        write(&filter_record_batch(&batch, &kept).map_err(|error| unread(error.to_string()))?)?;
    }
    writer.close().map_err(|error| table::fault(&whole, error))?;
    std::fs::remove_file(&part).map_err(|error| LoadError::write(&part, error))
}

fn open(path: &Path) -> Result<ParquetRecordBatchReader, String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| error.to_string())?;
    builder.build().map_err(|error| error.to_string())
}

/// Which rows are of records that this load says nothing of.
fn standing(batch: &RecordBatch, identity: &Identity) -> Option<BooleanArray> {
    let ids = batch.column_by_name("record_id")?.as_primitive_opt::<UInt64Type>()?;
    Some(ids.values().iter().map(|id| Some(!identity.names(*id))).collect())
}

/// A batch in today's columns: one that the version before had not is empty, one that there is no longer is left out.
fn in_columns(batch: &RecordBatch, schema: &SchemaRef) -> Result<RecordBatch, String> {
    let column = |name: &str, data_type| -> ArrayRef {
        let found = batch.column_by_name(name).cloned();
        found.unwrap_or_else(|| match name {
            LOADS_AGO => Arc::new(UInt64Array::from_value(0, batch.num_rows())),
            _ => new_null_array(data_type, batch.num_rows()),
        })
    };
    let columns = schema.fields().iter().map(|field| column(field.name(), field.data_type())).collect();
    RecordBatch::try_new(Arc::clone(schema), columns).map_err(|error| error.to_string())
}

/// The batch, in which each record's row was loaded one load earlier than it says.
fn a_load_older(batch: &RecordBatch) -> Result<RecordBatch, String> {
    let at = batch.schema().index_of(LOADS_AGO).map_err(|error| error.to_string())?;
    let ago = batch.column(at).as_primitive_opt::<UInt64Type>().ok_or("its columns are of other types")?;
    let mut columns = batch.columns().to_vec();
    columns[at] = Arc::new(ago.unary::<_, UInt64Type>(|ago| ago + 1));
    RecordBatch::try_new(batch.schema(), columns).map_err(|error| error.to_string())
}
