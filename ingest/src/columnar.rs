//! Parquet files as rows, each cell as text: dates in ISO form, numbers plainly, nothing for null.
//!
//! Reads the flat types that tables have. Lists, structures and binary columns are told as not read.

use std::fmt::Write;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, TimeUnit};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::file::reader::ChunkReader;

use crate::LoadError;
use crate::delivery::Delivery;
use crate::header::Header;
use crate::limit::COLUMNS_MAX;
use crate::row::{Block, OpenFile, RowReader};

/// Rows that are decoded at once.
const BATCH_ROWS: usize = 4096;

/// Opens a Parquet file.
pub(crate) fn open(delivery: &Delivery) -> Result<OpenFile, LoadError> {
    let (path, bytes) = (delivery.path.as_path(), delivery.bytes);
    if bytes == 0 {
        return Err(LoadError::Empty { path: path.to_owned() });
    }
    if delivery.is_packed() {
        // Parquet is read from its end, which an archive gives only with all that is before it.
        return open_content(delivery, bytes::Bytes::from(delivery.whole()?));
    }
    open_content(delivery, File::open(path).map_err(|error| LoadError::read(path, error))?)
}

fn open_content<C: ChunkReader + 'static>(delivery: &Delivery, content: C) -> Result<OpenFile, LoadError> {
    let (path, bytes) = (delivery.path.as_path(), delivery.bytes);
    let open = || ParquetRecordBatchReaderBuilder::try_new(content).map_err(|error| error.to_string());
    let builder = contained(path, open)?;
    let schema = builder.schema().clone();
    if let Some(field) = schema.fields().iter().find(|field| !is_read(field.data_type())) {
        let reason = format!("its column `{}` is {}", field.name(), field.data_type());
        return Err(unreadable(path, reason));
    }
    let count = schema.fields().len();
    if count > COLUMNS_MAX {
        return Err(LoadError::TooManyColumns { path: path.to_owned(), line: 0, count, limit: COLUMNS_MAX });
    }
    let row_count = builder.metadata().file_metadata().num_rows();
    let build = || builder.with_batch_size(BATCH_ROWS).build().map_err(|error| error.to_string());
    let reader = contained(path, build)?;
    let header = Header {
        written: std::sync::Arc::default(),
        ..Header::of(schema.fields().iter().map(|field| field.name().as_str()))
    };
    let row_count = u64::try_from(row_count).unwrap_or(0);
    let rows = ParquetRows { path: path.to_owned(), reader, line: 0, row_count, bytes };
    Ok(OpenFile { header, header_line: 0, typed: true, notes: Vec::new(), rows: Box::new(rows) })
}

/// Runs the library that reads Parquet, which panics on some damaged files; that is told as damage.
fn contained<T>(path: &Path, read: impl FnOnce() -> Result<T, String>) -> Result<T, LoadError> {
    let read = catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err("it is damaged".to_owned()));
    read.map_err(|reason| unreadable(path, reason))
}

fn unreadable(path: &Path, reason: String) -> LoadError {
    LoadError::Unreadable { path: path.to_owned(), format: "Parquet", reason }
}

fn is_read(data_type: &DataType) -> bool {
    match data_type {
        DataType::Dictionary(_, values) => is_read(values),
        other => {
            other.is_integer()
                || matches!(
                    other,
                    DataType::Null
                        | DataType::Boolean
                        | DataType::Float32
                        | DataType::Float64
                        | DataType::Utf8
                        | DataType::LargeUtf8
                        | DataType::Utf8View
                        | DataType::Date32
                        | DataType::Timestamp(_, _)
                        | DataType::Decimal128(_, _)
                )
        }
    }
}

/// The rows of a Parquet file.
struct ParquetRows {
    path: PathBuf,
    reader: ParquetRecordBatchReader,
    line: u64,
    row_count: u64,
    bytes: u64,
}

impl ParquetRows {
    fn next_batch(&mut self) -> Result<Option<RecordBatch>, LoadError> {
        contained(&self.path, || self.reader.next().transpose().map_err(|error| error.to_string()))
    }
}

impl RowReader for ParquetRows {
    fn fill(&mut self, block: &mut Block) -> Result<(), LoadError> {
        while !block.is_full() {
            let Some(batch) = self.next_batch()? else { break };
            push_batch(&batch, &mut self.line, block);
        }
        Ok(())
    }

    fn next_columns(&mut self, count: usize) -> Result<Option<TypedColumns>, LoadError> {
        let mut columns = TypedColumns { batches: Vec::new(), first_line: self.line + 1, row_count: 0 };
        while columns.row_count < count {
            let Some(batch) = self.next_batch()? else { break };
            columns.row_count += batch.num_rows();
            columns.batches.push(batch);
        }
        self.line += columns.row_count as u64;
        Ok(Some(columns))
    }

    fn bytes_read(&self) -> u64 {
        // Rows are evenly spread enough for a progress bar.
        self.bytes
            .checked_mul(self.line)
            .and_then(|done| done.checked_div(self.row_count))
            .unwrap_or(self.bytes)
    }
}

/// Rows that come a column at a time, as the file has them.
pub(crate) struct TypedColumns {
    batches: Vec<RecordBatch>,
    /// The line of the first row, counted from 1.
    pub(crate) first_line: u64,
    pub(crate) row_count: usize,
}

impl TypedColumns {
    /// Gives each row's cell of a column as text, in the order of the rows; empty for null.
    pub(crate) fn for_each_cell(&self, at: usize, mut take: impl FnMut(&str)) {
        let mut text = String::new();
        for batch in &self.batches {
            let array = batch.column(at).as_ref();
            if let Some(texts) = array.as_string_opt::<i32>() {
                texts.iter().for_each(|cell| take(cell.unwrap_or_default()));
                continue;
            }
            let column = Column::of(array);
            for row in 0..batch.num_rows() {
                text.clear();
                column.push(row, &mut text);
                take(&text);
            }
        }
    }
}

fn push_batch(batch: &RecordBatch, line: &mut u64, block: &mut Block) {
    let columns: Vec<Column<'_>> = batch.columns().iter().map(|array| Column::of(array.as_ref())).collect();
    let mut text = String::new();
    let mut ends = Vec::with_capacity(columns.len());
    for row in 0..batch.num_rows() {
        text.clear();
        ends.clear();
        for column in &columns {
            column.push(row, &mut text);
            ends.push(text.len());
        }
        *line += 1;
        block.push(*line, text.as_bytes(), &ends);
    }
}

/// A column of a batch.
enum Column<'b> {
    Plain(&'b dyn Array),
    /// A dictionary: each row's place in its values.
    Coded {
        keys: &'b dyn Array,
        places: Vec<usize>,
        values: &'b dyn Array,
    },
}

impl<'b> Column<'b> {
    fn of(array: &'b dyn Array) -> Self {
        match array.as_any_dictionary_opt() {
            None => Self::Plain(array),
            Some(coded) => Self::Coded {
                keys: coded.keys(),
                places: coded.normalized_keys(),
                values: coded.values().as_ref(),
            },
        }
    }

    fn push(&self, row: usize, out: &mut String) {
        match self {
            Self::Plain(array) => push_value(*array, row, out),
            Self::Coded { keys, places, values } if keys.is_valid(row) => {
                push_value(*values, places[row], out);
            }
            Self::Coded { .. } => {}
        }
    }
}

fn push_value(array: &dyn Array, row: usize, out: &mut String) {
    if array.is_null(row) {
        return;
    }
    macro_rules! plain {
        ($type:ty) => {{
            // Writing to a String cannot fail.
            let _ = write!(out, "{}", array.as_primitive::<$type>().value(row));
        }};
    }
    match array.data_type() {
        DataType::Utf8 => out.push_str(array.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => out.push_str(array.as_string::<i64>().value(row)),
        DataType::Utf8View => out.push_str(array.as_string_view().value(row)),
        DataType::Boolean => out.push_str(if array.as_boolean().value(row) { "true" } else { "false" }),
        DataType::Int8 => plain!(Int8Type),
        DataType::Int16 => plain!(Int16Type),
        DataType::Int32 => plain!(Int32Type),
        DataType::Int64 => plain!(Int64Type),
        DataType::UInt8 => plain!(UInt8Type),
        DataType::UInt16 => plain!(UInt16Type),
        DataType::UInt32 => plain!(UInt32Type),
        DataType::UInt64 => plain!(UInt64Type),
        DataType::Float32 => plain!(Float32Type),
        DataType::Float64 => plain!(Float64Type),
        DataType::Decimal128(_, _) => {
            out.push_str(&array.as_primitive::<Decimal128Type>().value_as_string(row));
        }
        DataType::Date32 => push_date(array.as_primitive::<Date32Type>().value(row), out),
        DataType::Timestamp(unit, zone) => push_timestamp(array, row, *unit, zone.is_some(), out),
        _ => {}
    }
}

fn push_date(days: i32, out: &mut String) {
    let date = Date::constant(1970, 1, 1).checked_add(i64::from(days).days());
    if let Ok(date) = date {
        let _ = write!(out, "{date}");
    }
}

fn push_timestamp(array: &dyn Array, row: usize, unit: TimeUnit, zoned: bool, out: &mut String) {
    let moment = match unit {
        TimeUnit::Second => Timestamp::from_second(array.as_primitive::<TimestampSecondType>().value(row)),
        TimeUnit::Millisecond => {
            Timestamp::from_millisecond(array.as_primitive::<TimestampMillisecondType>().value(row))
        }
        TimeUnit::Microsecond => {
            Timestamp::from_microsecond(array.as_primitive::<TimestampMicrosecondType>().value(row))
        }
        TimeUnit::Nanosecond => {
            Timestamp::from_nanosecond(array.as_primitive::<TimestampNanosecondType>().value(row).into())
        }
    };
    let Ok(moment) = moment else { return };
    let civil = moment.to_zoned(TimeZone::UTC).datetime();
    let _ = write!(out, "{civil}");
    if zoned {
        out.push('Z');
    }
}
