//! Parquet files of dataset versions, read a column at a time and written whole.
//!
//! Knows nothing of what the columns mean.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::types::{Int8Type, Int16Type};
use arrow_array::{
    Array, ArrayRef, DictionaryArray, Float32Array, RecordBatch, StringArray, UInt8Array, UInt64Array,
};
use arrow_schema::ArrowError;
use base::ErrorKind;
use parquet::arrow::ArrowWriter;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder, RowSelection};
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

/// A Parquet file that can't be read or written.
#[derive(Debug, thiserror::Error)]
pub enum TableFileError {
    /// The file can't be opened.
    #[error("cannot open {}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// It is damaged or not of the form expected.
    #[error("{} is damaged: {reason}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it; never a value of it.
        reason: String,
    },
    /// It can't be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the writer said.
        #[source]
        source: ParquetError,
    },
}

impl TableFileError {
    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Open { source, .. } => ErrorKind::of_io(source),
            Self::Damaged { .. } => ErrorKind::Invalid,
            Self::Write { .. } => ErrorKind::Unavailable,
        }
    }

    /// What the user can do.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Open { .. } | Self::Damaged { .. } => {
                Some("a version's files are never changed by Guildhall: put the state folder's backup back")
            }
            Self::Write { .. } => Some("free some space and run again: nothing half-written is kept"),
        }
    }
}

/// Columns of one file, batch by batch.
pub struct ColumnReader {
    path: PathBuf,
    batches: ParquetRecordBatchReader,
}

impl ColumnReader {
    /// Opens the file to read these columns; batches hold them in the file's order.
    ///
    /// # Errors
    /// Where it isn't there, is damaged or lacks a column.
    pub fn open(path: &Path, columns: &[&str]) -> Result<Self, TableFileError> {
        const BATCH_ROWS: usize = 1 << 14;
        let file =
            File::open(path).map_err(|source| TableFileError::Open { path: path.to_owned(), source })?;
        let damaged = |error: ParquetError| damaged(path, &error.to_string());
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(damaged)?;
        for column in columns {
            if builder.schema().column_with_name(column).is_none() {
                return Err(self::damaged(path, &format!("it has no column {column}")));
            }
        }
        let mask = ProjectionMask::columns(builder.parquet_schema(), columns.iter().copied());
        let batches = builder.with_projection(mask).with_batch_size(BATCH_ROWS).build().map_err(damaged)?;
        Ok(Self { path: path.to_owned(), batches })
    }

    /// Opens the file to read these rows, which are sorted: all columns, or those that are named.
    ///
    /// # Errors
    /// Where it isn't there or is damaged.
    pub fn open_rows(path: &Path, columns: Option<&[&str]>, rows: &[usize]) -> Result<Self, TableFileError> {
        let file =
            File::open(path).map_err(|source| TableFileError::Open { path: path.to_owned(), source })?;
        let damaged = |error: ParquetError| damaged(path, &error.to_string());
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(damaged)?;
        let total = usize::try_from(builder.metadata().file_metadata().num_rows()).unwrap_or_default();
        let mask = match columns {
            None => ProjectionMask::all(),
            Some(columns) => ProjectionMask::columns(builder.parquet_schema(), columns.iter().copied()),
        };
        let selection = RowSelection::from_consecutive_ranges(rows.iter().map(|row| *row..*row + 1), total);
        let batches = builder.with_projection(mask).with_row_selection(selection).build().map_err(damaged)?;
        Ok(Self { path: path.to_owned(), batches })
    }

    /// Runs `each` on every batch in order.
    ///
    /// # Errors
    /// Where the file is damaged, or what `each` returns.
    pub fn for_each<E: From<TableFileError>>(
        self,
        mut each: impl FnMut(&Batch<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        for batch in self.batches {
            let batch = batch.map_err(|error: ArrowError| damaged(&self.path, &error.to_string()))?;
            each(&Batch { path: &self.path, batch: &batch })?;
        }
        Ok(())
    }
}

/// A batch of rows.
pub struct Batch<'b> {
    path: &'b Path,
    batch: &'b RecordBatch,
}

impl<'b> Batch<'b> {
    /// Rows in it.
    pub fn row_count(&self) -> usize {
        self.batch.num_rows()
    }

    /// A text column.
    ///
    /// # Errors
    /// Where it isn't one.
    pub fn texts(&self, name: &str) -> Result<&'b StringArray, TableFileError> {
        self.column(name)
    }

    /// A column of whole numbers.
    ///
    /// # Errors
    /// Where it isn't one.
    pub fn numbers(&self, name: &str) -> Result<&'b UInt64Array, TableFileError> {
        self.column(name)
    }

    /// A column of weights.
    ///
    /// # Errors
    /// Where it isn't one.
    pub fn weights(&self, name: &str) -> Result<&'b Float32Array, TableFileError> {
        self.column(name)
    }

    /// A text column with few distinct values.
    ///
    /// # Errors
    /// Where it isn't one.
    pub fn labels(&self, name: &str) -> Result<&'b DictionaryArray<Int8Type>, TableFileError> {
        self.column(name)
    }

    /// A text column with few distinct values, but more than [`Self::labels`] has room for.
    ///
    /// # Errors
    /// Where it isn't one.
    pub fn names(&self, name: &str) -> Result<Vec<Option<&'b str>>, TableFileError> {
        let names: &DictionaryArray<Int16Type> = self.column(name)?;
        let texts = names.downcast_dict::<StringArray>();
        let texts = texts.ok_or_else(|| damaged(self.path, &format!("its column {name} holds no texts")))?;
        Ok(texts.into_iter().collect())
    }

    /// The text of a row, where it has one.
    ///
    /// # Errors
    /// Where the column is not of texts.
    pub fn text_at(&self, name: &str, row: usize) -> Result<Option<&'b str>, TableFileError> {
        let texts = self.texts(name)?;
        Ok(texts.is_valid(row).then(|| texts.value(row)))
    }

    /// The columns' names, in order.
    pub fn column_names(&self) -> impl Iterator<Item = &'b str> {
        self.batch.schema_ref().fields().iter().map(|field| field.name().as_str())
    }

    fn column<T: 'static>(&self, name: &str) -> Result<&'b T, TableFileError> {
        self.batch
            .column_by_name(name)
            .and_then(|column| column.as_any().downcast_ref::<T>())
            .ok_or_else(|| damaged(self.path, &format!("its column {name} is not of the form expected")))
    }
}

fn damaged(path: &Path, reason: &str) -> TableFileError {
    TableFileError::Damaged { path: path.to_owned(), reason: reason.to_owned() }
}

/// One column of whole numbers, whole.
///
/// # Errors
/// Where the file isn't there or damaged.
pub fn read_numbers(path: &Path, column: &str) -> Result<Vec<u64>, TableFileError> {
    let mut numbers = Vec::new();
    ColumnReader::open(path, &[column])?.for_each(|batch| {
        numbers.extend_from_slice(batch.numbers(column)?.values());
        Ok::<_, TableFileError>(())
    })?;
    Ok(numbers)
}

/// The rows whose whole number in a column is wanted, ascending.
///
/// # Errors
/// Where the file isn't there or damaged.
pub fn rows_where(
    path: &Path,
    column: &str,
    is_wanted: impl Fn(u64) -> bool,
) -> Result<Vec<usize>, TableFileError> {
    let numbers = read_numbers(path, column)?;
    Ok((0..).zip(numbers).filter(|(_, number)| is_wanted(*number)).map(|(row, _)| row).collect())
}

/// Writes a file of these columns, which have equal lengths.
///
/// # Errors
/// Where it can't be written.
pub fn write(path: &Path, columns: Vec<(&str, ArrayRef)>) -> Result<(), TableFileError> {
    write_batches(path, std::iter::once(Ok::<_, TableFileError>(columns)))
}

/// Writes a file batch by batch, so that a long table is never whole in memory; each batch has the same columns.
///
/// # Errors
/// Where it can't be written, or what making a batch returned.
pub fn write_batches<'n, E: From<TableFileError>>(
    path: &Path,
    batches: impl Iterator<Item = Result<Vec<(&'n str, ArrayRef)>, E>>,
) -> Result<(), E> {
    const SLICE_ROWS: usize = 1 << 16;
    let failed = |source| TableFileError::Write { path: path.to_owned(), source };
    let mut open: Option<ArrowWriter<File>> = None;
    for columns in batches {
        let batch = RecordBatch::try_from_iter(columns?).map_err(|error| failed(error.into()))?;
        let mut writer = match open.take() {
            Some(writer) => writer,
            None => {
                let file = File::create(path).map_err(|error| failed(error.into()))?;
                let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
                ArrowWriter::try_new(file, batch.schema(), Some(properties)).map_err(failed)?
            }
        };
        for start in (0..batch.num_rows()).step_by(SLICE_ROWS) {
            let rows = SLICE_ROWS.min(batch.num_rows() - start);
            writer.write(&batch.slice(start, rows)).map_err(failed)?;
        }
        open = Some(writer);
    }
    if let Some(writer) = open {
        writer.close().map_err(failed)?;
    }
    Ok(())
}

/// A column to write.
pub fn number_column(numbers: Vec<u64>) -> ArrayRef {
    Arc::new(UInt64Array::from(numbers))
}

/// A column to write.
pub fn small_number_column(numbers: Vec<u8>) -> ArrayRef {
    Arc::new(UInt8Array::from(numbers))
}

/// A column to write.
pub fn weight_column(weights: Vec<f32>) -> ArrayRef {
    Arc::new(Float32Array::from(weights))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_reads_back_as_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("members.parquet");
        let numbers: Vec<u64> = (0..100_000).map(|n| n * 7).collect();
        let weights = numbers.iter().map(|n| *n as f32 / 2.0).collect();
        write(&path, vec![("record", number_column(numbers.clone())), ("weight", weight_column(weights))])
            .unwrap();
        assert_eq!(read_numbers(&path, "record").unwrap(), numbers);
        let missing = ColumnReader::open(&path, &["rule"]).err().unwrap();
        assert!(missing.to_string().ends_with("is damaged: it has no column rule"), "{missing}");
    }

    #[test]
    fn cut_file_is_told_as_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("members.parquet");
        write(&path, vec![("record", number_column(vec![1, 2, 3]))]).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
        let error = read_numbers(&path, "record").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
    }
}
