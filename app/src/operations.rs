//! Everything a user can do: one function each, called by the command line now and by pages and the API later.
//!
//! What touches a place's state goes through govern's door. What has no place (making one, proposing a contract, checking a
//! folder, a gazetteer's file) has nothing to decide about and nothing to record in.

pub mod advise_blocking;
pub mod ask;
pub mod build_gazetteer;
pub mod check_place;
pub mod error;
pub mod evaluate_linkage;
pub mod explain_pair;
pub mod export_homes;
pub mod export_pairs;
pub mod export_table_pairs;
pub mod find_address;
pub mod find_entities;
pub mod find_entity;
pub mod import_table_verdicts;
pub mod import_verdicts;
pub mod infer_contract;
pub mod link_entity;
pub mod link_tables;
pub mod load_source;
pub mod look_up_tables;
pub mod match_addresses;
mod open_tables;
pub mod run_place;
pub mod show_entity;
pub mod synthesise_place;
pub mod view_history;
pub mod view_status;

use std::path::{Path, PathBuf};

use base::Clock;
use catalogue::{Version, version};
use govern::{Actor, Door};
use standardise::record::Entity;

use crate::linkage::seen::SourceTable;
use crate::place::Place;
use crate::state::State;

pub use error::OperationError;

/// That nothing is where something is to be written.
fn must_be_free(path: &Path) -> Result<(), OperationError> {
    if path.exists() { Err(OperationError::Exists { path: path.to_owned() }) } else { Ok(()) }
}

/// What every operation on a place needs.
#[derive(Clone, Copy)]
pub struct Session<'a> {
    /// The place as configured.
    pub place: &'a Place,
    /// Its state, open.
    pub state: &'a State,
    /// Who acts.
    pub actor: &'a Actor,
    /// The time.
    pub clock: &'a dyn Clock,
}

impl<'a> Session<'a> {
    /// The door that everything on this place goes through.
    pub fn door(&self) -> Door<'a> {
        Door::new(&self.state.database, self.clock)
    }

    /// The standard records of a source's load.
    pub fn standard_table(&self, source_name: &str, number: u32) -> PathBuf {
        self.state.files.folder(&load_source::dataset_of(source_name), number).join("standard.parquet")
    }

    /// The standard records of the loads among what a version was made from, in their order.
    pub fn source_tables(&self, inputs: &[(String, u32)]) -> Vec<SourceTable> {
        let table = |(dataset, number): &(String, u32)| {
            let source = load_source::source_of(dataset)?.to_owned();
            Some(SourceTable { path: self.standard_table(&source, *number), source })
        };
        inputs.iter().filter_map(table).collect()
    }

    /// The newest linkage of people or premises, and what it was made from.
    ///
    /// # Errors
    /// [`OperationError::NotLinked`] where there is none yet.
    pub fn latest_linkage(&self, entity: Entity) -> Result<(Version, Vec<(String, u32)>), OperationError> {
        self.state.database.read(|transaction| {
            let latest = version::latest(transaction, &link_entity::linkage_dataset_of(entity))?
                .ok_or(OperationError::NotLinked { entity: entity.name() })?;
            let inputs = version::inputs(transaction, latest.id)?;
            Ok((latest, inputs))
        })
    }

    /// Whether a version is what `fingerprint` would make again, and its files are still there.
    ///
    /// Files that somebody removed are derived state: the operation makes them anew, as a new version.
    fn stands(&self, version: &Version, fingerprint: &str) -> bool {
        version.fingerprint == fingerprint && self.has_files(version)
    }

    /// Whether a version's files are still there.
    fn has_files(&self, version: &Version) -> bool {
        self.state.files.folder(&version.dataset, version.number).is_dir()
    }
}
