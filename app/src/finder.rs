//! The newest linkage of an entity, ready to be asked whom a record is of.
//!
//! It reads what was linked and asks `link`'s index; what may be shown of the answer is for the operations to say.

use std::path::PathBuf;

use catalogue::version;
use link::lookup::{Answer, Candidate, Guest, Index, Seeker};
use link::model::Model;
use link::progress::Progress;
use link::standard::{Source, standardise};
use link::table::Table;
use link::train::Trained;
use standardise::record::{Entity, StandardRecord, columns};

use crate::linkage;
use crate::operations::link_entity::linkage_dataset_of;
use crate::operations::{OperationError, Session};
use crate::tables::InputTable;
use crate::version_table::{ColumnReader, TableFileError};

/// An entity has seldom more records than this among the best candidates.
const RECORDS_AN_ENTITY: usize = 16;

/// An index of all records of an entity, and whose they are.
pub struct Finder {
    index: Index,
    /// By row.
    records: Vec<u64>,
    /// Record and entity, by record.
    members: Vec<(u64, u64)>,
    /// Where the rows are from, in their order.
    files: Vec<RowsOfFile>,
}

struct RowsOfFile {
    source: String,
    path: PathBuf,
    first_row: usize,
}

/// An entity that a record may be of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// Its number.
    pub entity: u64,
    /// Its record that agrees most.
    pub best: Candidate,
    /// How many of its records are among the candidates.
    pub record_count: usize,
}

impl Finder {
    /// Reads what was linked last and makes the index, which costs a look at every record.
    ///
    /// # Errors
    /// [`OperationError::NotLinked`] before the first linkage; where its files or those of its loads can't be read.
    pub fn open(
        session: &Session<'_>,
        entity: Entity,
        progress: Progress<'_>,
    ) -> Result<Self, OperationError> {
        let dataset = linkage_dataset_of(entity);
        let (latest, loads) = session.state.database.read(|transaction| {
            let latest = version::latest(transaction, &dataset)?;
            let loads = latest.as_ref().map(|latest| version::inputs(transaction, latest.id)).transpose()?;
            Ok::<_, OperationError>((latest, loads.unwrap_or_default()))
        })?;
        let latest = latest.ok_or(OperationError::NotLinked { entity: entity.name() })?;
        let folder = session.state.files.folder(&dataset, latest.number);
        let path = folder.join("model.toml");
        let model = Model::parse(&linkage::read_model(&folder)?)
            .map_err(|error| OperationError::Model { path, error })?;
        let file = |(load, number): &(String, u32)| {
            session.state.files.folder(load, *number).join("standard.parquet")
        };
        let paths: Vec<PathBuf> = loads.iter().map(file).collect();
        let inputs = linkage::read_inputs(entity, &model, &paths)?;
        let failed = |error| OperationError::Link { entity: entity.name(), error };
        let index = Index::new(&inputs.table, &Trained::as_given(&model), progress).map_err(failed)?;
        let first_row = |position: usize| {
            inputs.table.sources().partition_point(|source| usize::from(*source) < position)
        };
        let sources = loads.iter().map(|(load, _)| load.strip_prefix("load-").unwrap_or(load).to_owned());
        let files = sources.zip(paths).enumerate().map(|(position, (source, path))| RowsOfFile {
            source,
            path,
            first_row: first_row(position),
        });
        let files = files.collect();
        Ok(Self { index, records: inputs.records, members: linkage::read_members(&folder)?, files })
    }

    /// The index itself.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The entities that a record may be of, the likeliest first, and how they were found.
    pub fn find(&self, seeker: &mut Seeker<'_>, guest: &Guest, limit: usize) -> (Vec<Found>, Answer) {
        let answer = seeker.find(guest, limit.saturating_mul(RECORDS_AN_ENTITY));
        let mut found: Vec<Found> = Vec::new();
        for candidate in &answer.candidates {
            let record = self.records[candidate.row as usize];
            let Ok(at) = self.members.binary_search_by_key(&record, |(record, _)| *record) else { continue };
            let entity = self.members[at].1;
            match found.iter_mut().find(|known| known.entity == entity) {
                Some(known) => known.record_count += 1,
                None => found.push(Found { entity, best: *candidate, record_count: 1 }),
            }
        }
        found.truncate(limit);
        (found, answer)
    }

    /// The source and the key of the record in a row.
    ///
    /// # Errors
    /// Where its file can't be read.
    pub fn name_of(&self, row: u32) -> Result<(String, String), TableFileError> {
        let row = row as usize;
        let position = self.files.partition_point(|file| file.first_row <= row).saturating_sub(1);
        let Some(file) = self.files.get(position) else { return Ok((String::new(), String::new())) };
        let mut key = String::new();
        ColumnReader::open_rows(&file.path, Some(&["record_key"]), &[row - file.first_row])?.for_each(
            |batch| {
                key.push_str(batch.texts("record_key")?.iter().flatten().next().unwrap_or_default());
                Ok::<_, TableFileError>(())
            },
        )?;
        Ok((file.source.clone(), key))
    }
}

/// A standard record as somebody asked after.
pub fn guest_of(record: &StandardRecord) -> Guest {
    let names = columns(record.entity()).iter();
    Guest::new(names.zip(record.values()).filter_map(|(name, value)| Some((*name, value?))))
}

/// The records of a table, brought into standard columns as those of a table to link are.
///
/// # Errors
/// Where there are too many for one table.
pub fn standard_table(table: &mut InputTable) -> Result<Table, OperationError> {
    let columns = std::mem::take(&mut table.columns);
    let roles = link::field::infer(&columns, &[]);
    let standard = standardise(&[Source { columns, roles }]).map_err(OperationError::PutTogether)?;
    Ok(standard.table)
}
