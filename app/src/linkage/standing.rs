//! What a linkage keeps for the next one to go on from: its records as numbers, its pairs, its entities and its model.
//!
//! Derived, like the linkage itself, and only ever of the newest one: without it everything is linked anew. It decides nothing.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type};
use arrow_array::{
    Array, ArrayRef, ArrowPrimitiveType, Float32Array, LargeBinaryArray, PrimitiveArray, RecordBatch,
    UInt8Array, UInt16Array, UInt32Array, UInt64Array,
};
use arrow_buffer::{Buffer, OffsetBuffer, ScalarBuffer};
use arrow_ipc::reader::FileReader;
use arrow_ipc::writer::FileWriter;
use arrow_schema::ArrowError;
use link::model::Model;
use link::score::ScoredPair;
use link::table::{Column, Dictionary, Table};
use link::train::Trained;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::version_table::TableFileError;

/// Changes when the files do.
const FORM: u32 = 1;

/// What stands: everything of the newest linkage that the next one goes on from.
#[derive(Debug)]
pub struct StandingLinkage {
    /// What it is of.
    pub account: Account,
    /// The model as it was trained.
    pub trained: Trained,
    /// The record of each row, ascending.
    pub records: Vec<u64>,
    /// The entity of each row.
    pub entity_of: Vec<u64>,
    /// The records' columns, with the frequencies that the model was trained with.
    pub table: Table,
    /// The pairs, by left and right row.
    pub pairs: Vec<ScoredPair>,
}

/// What a standing linkage is of, and where its model comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Of these files.
    pub form: u32,
    /// The linkage's.
    pub fingerprint: String,
    /// Identifies the model as configured, the seed and the program's way to link.
    pub recipe: String,
    /// The loads, in the order of the table's sources.
    pub loads: Vec<LoadAccount>,
    /// The number of the linkage that the model was trained for.
    pub trained_in: u32,
    /// How many records it was trained with.
    pub trained_records: u64,
    /// How many records are new, changed or gone since.
    pub changed_since: u64,
    /// The columns, in order.
    pub columns: Vec<String>,
    /// The day that the newest load was made on, by which residences were told.
    #[serde(default)]
    pub today: Option<String>,
}

/// A load as it was linked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadAccount {
    /// The source.
    pub name: String,
    /// The load's number.
    pub number: u32,
    /// Identifies all that its records are made by, but the raw files.
    pub ground: String,
}

impl Account {
    /// An account of a linkage that has just trained its model.
    pub fn new(fingerprint: &str, recipe: &str, loads: Vec<LoadAccount>, table: &Table) -> Self {
        Self {
            form: FORM,
            fingerprint: fingerprint.to_owned(),
            recipe: recipe.to_owned(),
            loads,
            trained_in: 0,
            trained_records: table.row_count() as u64,
            changed_since: 0,
            columns: table.columns().iter().map(|column| column.name().to_owned()).collect(),
            today: None,
        }
    }
}

/// The account of what stands in a folder; nothing where nothing does, or what another linkage left.
///
/// Shape: `fingerprint` is of the linkage asked for.
pub fn read_account(folder: &Path, fingerprint: &str) -> Option<Account> {
    let text = fs::read_to_string(folder.join(ACCOUNT)).ok()?;
    let account = serde_json::from_str::<Account>(&text).ok()?;
    (account.form == FORM && account.fingerprint == fingerprint).then_some(account)
}

/// Reads what stands.
///
/// # Errors
/// Where a file is missing or not as it was written.
pub fn read(folder: &Path, account: Account) -> Result<StandingLinkage, TableFileError> {
    let model = folder.join(MODEL);
    let text =
        fs::read_to_string(&model).map_err(|source| TableFileError::Open { path: model.clone(), source })?;
    let model = Model::parse(&text).map_err(|_| damaged(&model))?;
    let (rows, pairs) = rayon::join(|| Batch::read(&folder.join(ROWS)), || read_pairs(&folder.join(PAIRS)));
    let rows = rows?;
    let columns = account
        .columns
        .par_iter()
        .enumerate()
        .map(|(position, name)| read_column(folder, position, name, &rows))
        .collect::<Result<Vec<_>, _>>()?;
    let source_names = account.loads.iter().map(|load| load.name.clone()).collect();
    let table = Table::from_columns(rows.numbers::<UInt16Type>("source")?.to_vec(), columns)
        .map_err(|_| damaged(&folder.join(ROWS)))?;
    Ok(StandingLinkage {
        account,
        trained: Trained::as_given(&model),
        records: rows.numbers::<UInt64Type>("record")?.to_vec(),
        entity_of: rows.numbers::<UInt64Type>("entity")?.to_vec(),
        table: table.with_source_names(source_names),
        pairs: pairs?,
    })
}

/// What is to stand, borrowed.
pub struct NewStanding<'s> {
    /// The trained model.
    pub trained: &'s Trained,
    /// The record of each row, ascending.
    pub records: &'s [u64],
    /// The entity of each row.
    pub entity_of: &'s [u64],
    /// The records' columns, frozen.
    pub table: &'s Table,
    /// The pairs, by left and right row.
    pub pairs: &'s [ScoredPair],
}

impl NewStanding<'_> {
    /// Writes all of it but the account into a new folder: see [`stand`].
    ///
    /// # Errors
    /// Where a file can't be written.
    pub fn write(&self, folder: &Path) -> Result<(), TableFileError> {
        let failed = |error: io::Error| unwritten(folder, error);
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(failed)?;
        }
        fs::create_dir_all(folder).map_err(failed)?;
        fs::write(folder.join(MODEL), self.trained.model().to_toml()).map_err(failed)?;
        let (rows, pairs) =
            rayon::join(|| self.write_rows(folder), || write_pairs(&folder.join(PAIRS), self.pairs));
        rows.and(pairs)?;
        let columns = self.table.columns().par_iter().enumerate();
        columns.try_for_each(|(position, column)| write_values(&folder.join(values_file(position)), column))
    }

    fn write_rows(&self, folder: &Path) -> Result<(), TableFileError> {
        let mut columns: Vec<(String, ArrayRef)> = vec![
            ("record".into(), Arc::new(UInt64Array::from(self.records.to_vec()))),
            ("entity".into(), Arc::new(UInt64Array::from(self.entity_of.to_vec()))),
            ("source".into(), Arc::new(UInt16Array::from(self.table.sources().to_vec()))),
        ];
        for (position, column) in self.table.columns().iter().enumerate() {
            columns.push((position.to_string(), Arc::new(UInt32Array::from(column.ids().to_vec()))));
        }
        write_batch(&folder.join(ROWS), columns)
    }
}

/// Writes the account, and puts what was written into the place of what stood before.
///
/// # Errors
/// Where a file can't be written or moved.
pub fn stand(account: &Account, from: &Path, to: &Path) -> Result<(), TableFileError> {
    let failed = |error: io::Error| unwritten(to, error);
    let text = serde_json::to_string(account).map_err(|error| failed(error.into()))?;
    fs::write(from.join(ACCOUNT), text).map_err(failed)?;
    if to.exists() {
        fs::remove_dir_all(to).map_err(failed)?;
    }
    fs::rename(from, to).map_err(failed)
}

const ACCOUNT: &str = "account.json";
const MODEL: &str = "model.toml";
const ROWS: &str = "rows.arrow";
const PAIRS: &str = "pairs.arrow";

fn values_file(position: usize) -> String {
    format!("values-{position}.arrow")
}

fn damaged(path: &Path) -> TableFileError {
    TableFileError::Damaged { path: path.to_owned(), reason: "it is not as it was written".to_owned() }
}

fn unwritten(path: &Path, error: io::Error) -> TableFileError {
    TableFileError::Write { path: path.to_owned(), source: error.into() }
}

/// The columns of a file.
struct Batch {
    path: PathBuf,
    batch: RecordBatch,
}

impl Batch {
    fn read(path: &Path) -> Result<Self, TableFileError> {
        let file =
            File::open(path).map_err(|source| TableFileError::Open { path: path.to_owned(), source })?;
        let mut batches = FileReader::try_new(file, None).map_err(|_| damaged(path))?;
        let batch = batches.next().and_then(Result::ok).ok_or_else(|| damaged(path))?;
        Ok(Self { path: path.to_owned(), batch })
    }

    fn column(&self, name: &str) -> Result<&ArrayRef, TableFileError> {
        self.batch.column_by_name(name).ok_or_else(|| damaged(&self.path))
    }

    fn array<T: ArrowPrimitiveType>(&self, name: &str) -> Result<&PrimitiveArray<T>, TableFileError> {
        let array = self.column(name)?.as_primitive_opt::<T>();
        array.ok_or_else(|| damaged(&self.path))
    }

    fn numbers<T: ArrowPrimitiveType>(&self, name: &str) -> Result<&ScalarBuffer<T::Native>, TableFileError> {
        Ok(self.array::<T>(name)?.values())
    }
}

fn write_batch(path: &Path, columns: Vec<(String, ArrayRef)>) -> Result<(), TableFileError> {
    let failed = |error: ArrowError| TableFileError::Write { path: path.to_owned(), source: error.into() };
    let batch = RecordBatch::try_from_iter(columns).map_err(failed)?;
    let file = File::create(path).map_err(|error| unwritten(path, error))?;
    let mut writer = FileWriter::try_new(file, &batch.schema()).map_err(failed)?;
    writer.write(&batch).map_err(failed)?;
    let file = writer.into_inner().map_err(failed)?;
    file.sync_data().map_err(|error| unwritten(path, error))
}

/// A column's values, and how many records had each when the model was trained; none for those that came later.
fn write_values(path: &Path, column: &Column) -> Result<(), TableFileError> {
    let (bytes, ends) = column.dictionary().as_parts();
    let offsets = std::iter::once(0).chain(ends.iter().map(|end| *end as i64));
    let values =
        LargeBinaryArray::new(OffsetBuffer::new(offsets.collect()), Buffer::from_slice_ref(bytes), None);
    let reference = column.reference().unwrap_or_default();
    let counts: UInt32Array = (0..ends.len()).map(|id| reference.get(id).copied()).collect();
    write_batch(path, vec![("value".into(), Arc::new(values)), ("count".into(), Arc::new(counts))])
}

fn read_column(folder: &Path, position: usize, name: &str, rows: &Batch) -> Result<Column, TableFileError> {
    let path = folder.join(values_file(position));
    let damaged = || damaged(&path);
    let batch = Batch::read(&path)?;
    let values = batch.column("value")?.as_binary_opt::<i64>().ok_or_else(damaged)?;
    let ends = values.value_offsets().iter().skip(1).map(|end| *end as u64);
    let dictionary =
        Dictionary::from_parts(values.value_data().to_vec(), ends.collect()).ok_or_else(damaged)?;
    let counts = batch.array::<UInt32Type>("count")?;
    let reference = counts.values()[..counts.len() - counts.null_count()].to_vec();
    let ids = rows.numbers::<UInt32Type>(&position.to_string())?.to_vec();
    Column::from_parts(name, ids, dictionary, Some(reference)).map_err(|_| damaged())
}

fn write_pairs(path: &Path, pairs: &[ScoredPair]) -> Result<(), TableFileError> {
    let columns: Vec<(String, ArrayRef)> = vec![
        ("left".into(), Arc::new(pairs.iter().map(|pair| pair.left).collect::<UInt32Array>())),
        ("right".into(), Arc::new(pairs.iter().map(|pair| pair.right).collect::<UInt32Array>())),
        ("weight".into(), Arc::new(pairs.iter().map(|pair| pair.weight).collect::<Float32Array>())),
        ("rule".into(), Arc::new(pairs.iter().map(|pair| pair.rule).collect::<UInt8Array>())),
        ("pattern".into(), Arc::new(pairs.iter().map(|pair| pair.pattern).collect::<UInt64Array>())),
    ];
    write_batch(path, columns)
}

fn read_pairs(path: &Path) -> Result<Vec<ScoredPair>, TableFileError> {
    let batch = Batch::read(path)?;
    let (left, right) = (batch.numbers::<UInt32Type>("left")?, batch.numbers::<UInt32Type>("right")?);
    let (weight, rule) = (batch.numbers::<Float32Type>("weight")?, batch.numbers::<UInt8Type>("rule")?);
    let pattern = batch.numbers::<UInt64Type>("pattern")?;
    let pair = |at: usize| ScoredPair {
        left: left[at],
        right: right[at],
        weight: weight[at],
        rule: rule[at],
        pattern: pattern[at],
    };
    Ok((0..left.len()).map(pair).collect())
}
