//! The three Parquet files: their columns, and row groups encoded apart from the file so that threads share the work.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray, UInt64Array};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::{ArrowColumnChunk, ArrowRowGroupWriterFactory, compute_leaves};
use parquet::basic::{Compression, Encoding};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesBuilder};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::ColumnPath;
use rustc_hash::FxHashSet;
use standardise::record::columns;

use super::check::{Checker, Reject};
use super::distinct::{self, DIGEST_BYTES};
use super::layout::{Layout, OWN_COLUMNS};
use super::matching;
use crate::LoadError;
use crate::limit::BLOCK_ROWS_MAX;

/// Where accepted rows stand, as they came.
pub(super) const ACCEPTED: &str = "accepted.parquet";
/// Where standard records stand.
pub(super) const STANDARD: &str = "standard.parquet";
/// How many loads ago a record's row was loaded: its line is one of that load's file.
pub(super) const LOADS_AGO: &str = "loads_ago";
/// Where the reasons for rejecting stand.
const REJECTED: &str = "rejected.parquet";

/// Values of a column that are looked at to see whether they repeat.
const REPEAT_SAMPLE: usize = 2048;

/// The columns of `accepted.parquet`: our own, then the source's.
pub(super) fn accepted_schema(layout: &Layout) -> SchemaRef {
    let [line, file, record_id] = OWN_COLUMNS;
    let mut fields = vec![
        Field::new(line, DataType::UInt64, false),
        Field::new(file, DataType::Utf8, false),
        Field::new(record_id, DataType::UInt64, false),
    ];
    fields.extend(layout.distinct_names().into_iter().map(|name| Field::new(name, DataType::Utf8, true)));
    Arc::new(Schema::new(fields))
}

/// The columns of `standard.parquet`: the record's identity, then the entity's standard columns, then what a gazetteer
/// says, then digests of values that records of later loads may not repeat.
pub(super) fn standard_schema(checker: &Checker<'_>, has_gazetteer: bool) -> SchemaRef {
    let mut fields = vec![
        Field::new("record_id", DataType::UInt64, false),
        Field::new("record_key", DataType::Utf8, false),
        Field::new("row_hash", DataType::UInt64, false),
        Field::new("line", DataType::UInt64, false),
        Field::new(LOADS_AGO, DataType::UInt64, false),
    ];
    let matched = matching::COLUMNS.iter().filter(|_| has_gazetteer);
    let columns = columns(checker.contract.entity).iter().chain(matched);
    fields.extend(columns.map(|name| Field::new(*name, DataType::Utf8, true)));
    let kept = distinct::kept(checker).into_iter();
    fields.extend(kept.map(|(name, _)| Field::new(name, DataType::FixedSizeBinary(DIGEST_BYTES), true)));
    Arc::new(Schema::new(fields))
}

/// A Parquet file whose row groups are encoded elsewhere and appended in order.
pub(super) struct Table {
    path: PathBuf,
    writer: SerializedFileWriter<File>,
}

/// Encodes row groups of a table; shared by the threads.
pub(super) struct Encoder {
    path: PathBuf,
    schema: SchemaRef,
    /// Writes columns with a dictionary of their values.
    coded: ArrowRowGroupWriterFactory,
    /// Writes columns value by value.
    plain: ArrowRowGroupWriterFactory,
}

/// A row group, encoded and compressed.
pub(super) struct RowGroup {
    chunks: Vec<ArrowColumnChunk>,
}

impl Table {
    /// Creates a file and the encoder for it.
    pub(super) fn create(folder: &Path, name: &str, schema: SchemaRef) -> Result<(Self, Encoder), LoadError> {
        let path = folder.join(name);
        let writer = arrow_writer(&path, &schema)?;
        let (writer, coded) = writer.into_serialized_writer().map_err(|error| fault(&path, error))?;
        let plain = plain_factory(&schema).map_err(|error| fault(&path, error))?;
        let encoder = Encoder { path: path.clone(), schema, coded, plain };
        Ok((Self { path, writer }, encoder))
    }

    /// Appends a row group.
    pub(super) fn append(&mut self, group: RowGroup) -> Result<(), LoadError> {
        let append = |writer: &mut SerializedFileWriter<File>| {
            let mut to = writer.next_row_group()?;
            for chunk in group.chunks {
                chunk.append_to_row_group(&mut to)?;
            }
            to.close().map(|_| ())
        };
        append(&mut self.writer).map_err(|error| fault(&self.path, error))
    }

    /// Ends the file.
    pub(super) fn finish(mut self) -> Result<(), LoadError> {
        self.writer.finish().map(|_| ()).map_err(|error| fault(&self.path, error))
    }
}

impl Encoder {
    /// Encodes columns, which are in the schema's order and of its types, as a row group.
    pub(super) fn encode(&self, columns: &[ArrayRef]) -> Result<RowGroup, LoadError> {
        let encode = || {
            let coded = self.coded.create_column_writers(0)?;
            let plain = self.plain.create_column_writers(0)?;
            let mut chunks = Vec::with_capacity(coded.len());
            for (((coded, plain), column), field) in
                coded.into_iter().zip(plain).zip(columns).zip(self.schema.fields())
            {
                let mut writer = if repeats(column) { coded } else { plain };
                for leaf in compute_leaves(field, column)? {
                    writer.write(&leaf)?;
                }
                chunks.push(writer.close()?);
            }
            Ok(RowGroup { chunks })
        };
        encode().map_err(|error| fault(&self.path, error))
    }

    /// A fault in putting columns for the table together.
    pub(super) fn fault(&self, error: ArrowError) -> LoadError {
        fault(&self.path, ParquetError::from(error))
    }
}

/// `rejected.parquet`, a row a reason.
pub(super) struct RejectTable {
    path: PathBuf,
    schema: SchemaRef,
    writer: ArrowWriter<File>,
}

impl RejectTable {
    pub(super) fn create(folder: &Path) -> Result<Self, LoadError> {
        let schema = Arc::new(Schema::new(vec![
            Field::new("line", DataType::UInt64, false),
            Field::new("file", DataType::Utf8, false),
            Field::new("column", DataType::Utf8, true),
            Field::new("rule", DataType::Utf8, false),
            Field::new("shape", DataType::Utf8, true),
        ]));
        let path = folder.join(REJECTED);
        let writer = arrow_writer(&path, &schema)?;
        Ok(Self { path, schema, writer })
    }

    /// Appends the reasons of a block, in the order of the lines.
    pub(super) fn append(
        &mut self,
        rejects: &[Reject],
        file: &str,
        layout: &Layout,
    ) -> Result<(), LoadError> {
        if rejects.is_empty() {
            return Ok(());
        }
        let mut rejects: Vec<&Reject> = rejects.iter().collect();
        rejects.sort_by_key(|reject| (reject.line, reject.column));
        let name = |reject: &&Reject| reject.column.map(|at| layout.names[at].as_str());
        let columns: Vec<ArrayRef> = vec![
            Arc::new(UInt64Array::from_iter_values(rejects.iter().map(|reject| reject.line))),
            Arc::new(StringArray::from_iter_values(rejects.iter().map(|_| file))),
            Arc::new(rejects.iter().map(name).collect::<StringArray>()),
            Arc::new(StringArray::from_iter_values(rejects.iter().map(|reject| reject.rule.name()))),
            Arc::new(rejects.iter().map(|reject| reject.shape.as_deref()).collect::<StringArray>()),
        ];
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns)
            .map_err(|error| fault(&self.path, ParquetError::from(error)))?;
        self.writer.write(&batch).map_err(|error| fault(&self.path, error))
    }

    /// Ends the file.
    pub(super) fn finish(self) -> Result<(), LoadError> {
        self.writer.close().map(|_| ()).map_err(|error| fault(&self.path, error))
    }
}

pub(super) fn arrow_writer(path: &Path, schema: &SchemaRef) -> Result<ArrowWriter<File>, LoadError> {
    let file = File::create_new(path).map_err(|error| LoadError::write(path, error))?;
    let properties = properties(schema).build();
    ArrowWriter::try_new(file, Arc::clone(schema), Some(properties)).map_err(|error| fault(path, error))
}

/// How all tables are written.
fn properties(schema: &SchemaRef) -> WriterPropertiesBuilder {
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(BLOCK_ROWS_MAX))
        .set_statistics_enabled(EnabledStatistics::Chunk);
    for field in schema.fields() {
        let column = ColumnPath::from(field.name().as_str());
        properties = match field.data_type() {
            // Numbers of lines and records hardly ever repeat: a dictionary of them would be built for nothing.
            DataType::UInt64 => properties
                .set_column_dictionary_enabled(column.clone(), false)
                .set_column_encoding(column.clone(), Encoding::DELTA_BINARY_PACKED)
                .set_column_compression(column, Compression::UNCOMPRESSED),
            // The rows are in no order of any text, so that its least and greatest value exclude no row group.
            _ => properties.set_column_statistics_enabled(column, EnabledStatistics::None),
        };
    }
    properties
}

/// Writers of columns as [`properties`] says, but without dictionaries.
fn plain_factory(schema: &SchemaRef) -> Result<ArrowRowGroupWriterFactory, ParquetError> {
    let mut properties = properties(schema);
    for field in schema.fields() {
        properties = properties.set_column_dictionary_enabled(ColumnPath::from(field.name().as_str()), false);
    }
    let nowhere = ArrowWriter::try_new(std::io::sink(), Arc::clone(schema), Some(properties.build()))?;
    Ok(nowhere.into_serialized_writer()?.1)
}

/// Whether a column's values repeat so much that a dictionary of them pays, by a look at values from all over it.
fn repeats(column: &ArrayRef) -> bool {
    let Some(texts) = column.as_string_opt::<i32>() else { return false };
    let step = (texts.len() / REPEAT_SAMPLE).max(1);
    let mut seen = FxHashSet::default();
    let (mut filled, mut repeated) = (0usize, 0usize);
    for row in (0..texts.len()).step_by(step).filter(|row| texts.is_valid(*row)) {
        filled += 1;
        repeated += usize::from(!seen.insert(texts.value(row)));
    }
    // Of a sample few of even a small dictionary's values are met twice.
    repeated * 4 >= filled
}

pub(super) fn fault(path: &Path, error: ParquetError) -> LoadError {
    let source = match error {
        ParquetError::External(cause) => match cause.downcast::<std::io::Error>() {
            Ok(error) => *error,
            Err(cause) => std::io::Error::other(cause.to_string()),
        },
        other => std::io::Error::other(other.to_string()),
    };
    LoadError::write(path, source)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn full_disk_is_told_as_such() {
        let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
        let told = fault(Path::new("out/standard.parquet"), ParquetError::External(Box::new(full)));
        assert_eq!(told.to_string(), "out/standard.parquet cannot be written");
        assert_eq!(told.kind(), ErrorKind::Unavailable);
        assert!(told.hint().is_some_and(|hint| hint.contains("make room on the disk")));
        let cause =
            std::error::Error::source(&told).and_then(|source| source.downcast_ref::<std::io::Error>());
        assert_eq!(cause.map(std::io::Error::kind), Some(std::io::ErrorKind::StorageFull));
    }
}
