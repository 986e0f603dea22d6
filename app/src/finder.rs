//! The newest linkage of an entity, ready to be asked whom a record is of.
//!
//! It reads what was linked and asks `link`'s index; what may be shown of the answer is for the operations to say.

use std::path::PathBuf;

use catalogue::Version;
use link::lookup::{Answer, Candidate, Guest, Index, Seeker};
use link::model::Model;
use link::progress::Progress;
use link::standard::{Source, standardise};
use link::table::Table;
use link::train::Trained;
use standardise::record::{Entity, StandardRecord, columns};

use crate::linkage::seen::SourceTable;
use crate::linkage::standing::{self, StandingLinkage};
use crate::linkage::{self, Inputs};
use crate::operations::{OperationError, Session};
use crate::tables::InputTable;
use crate::version_table::{self, ColumnReader, TableFileError};

/// An entity has seldom more records than this among the best candidates.
const RECORDS_AN_ENTITY: usize = 16;

/// An index of all records of an entity, and whose they are.
pub struct Finder {
    index: Index,
    /// By row.
    records: Vec<u64>,
    /// By row.
    entity_of: Vec<u64>,
    /// The source of each row, by its place in `files`.
    sources: Vec<u16>,
    /// The sources' standard tables.
    files: Vec<SourceTable>,
}

/// What was linked, and by what.
struct Linkage {
    trained: Trained,
    records: Vec<u64>,
    entity_of: Vec<u64>,
    table: Table,
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
        let (latest, loads) = session.latest_linkage(entity)?;
        let files = session.source_tables(&loads);
        let linkage = match standing(session, entity, &latest) {
            Some(linkage) => linkage,
            None => read(session, entity, &latest, &files)?,
        };
        let failed = |error| OperationError::Link { entity: entity.name(), error };
        let index = Index::new(&linkage.table, &linkage.trained, progress).map_err(failed)?;
        let sources = linkage.table.sources().to_vec();
        Ok(Self { index, records: linkage.records, entity_of: linkage.entity_of, sources, files })
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
            let entity = self.entity_of[candidate.row as usize];
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
        let (record, place) = (self.records[row as usize], self.sources[row as usize]);
        let Some(SourceTable { source, path }) = self.files.get(usize::from(place)) else {
            return Ok(Default::default());
        };
        let at = version_table::rows_where(path, "record_id", |known| known == record)?;
        let mut key = String::new();
        ColumnReader::open_rows(path, Some(&["record_key"]), &at)?.for_each(|batch| {
            key.push_str(batch.texts("record_key")?.iter().flatten().next().unwrap_or_default());
            Ok::<_, TableFileError>(())
        })?;
        Ok((source.clone(), key))
    }
}

/// What the newest linkage left for the next, with the frequencies that its model was trained with; nothing where that is of
/// another or can't be read.
fn standing(session: &Session<'_>, entity: Entity, latest: &Version) -> Option<Linkage> {
    let folder = session.state.standing_folder(entity.name());
    let account = standing::read_account(&folder, &latest.fingerprint)?;
    let standing = standing::read(&folder, account).ok()?;
    let StandingLinkage { trained, records, entity_of, table, .. } = standing;
    Some(Linkage { trained, records, entity_of, table })
}

/// The newest linkage from its own files and its loads'.
fn read(
    session: &Session<'_>,
    entity: Entity,
    latest: &Version,
    files: &[SourceTable],
) -> Result<Linkage, OperationError> {
    let folder = session.state.files.folder(&latest.dataset, latest.number);
    let path = folder.join("model.toml");
    let model = Model::parse(&linkage::read_model(&folder)?)
        .map_err(|error| OperationError::Model { path, error })?;
    let paths: Vec<PathBuf> = files.iter().map(|file| file.path.clone()).collect();
    let Inputs { records, table, .. } = linkage::read_inputs(entity, &model, &paths)?;
    let members = linkage::read_members(&folder)?;
    let entity_of = |record: &u64| {
        let at = members.binary_search_by_key(record, |(record, _)| *record);
        at.map_or(0, |at| members[at].1)
    };
    let entity_of = records.iter().map(entity_of).collect();
    Ok(Linkage { trained: Trained::as_given(&model), records, entity_of, table })
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
