//! Finds which records of one entity are the same: reads the loads' standard tables, links, and keeps the result as a
//! version of its own, with the evidence for every record.

use std::path::PathBuf;

use base::{Draft, Transaction, VersionId};
use catalogue::{DatasetKind, IdentityChange, IdentityEvent, NewVersion, Version, identity, version};
use govern::Action;
use link::table::Table;
use link::train::TrainOptions;
use link::{LinkOptions, Linked};
use sha2::{Digest, Sha256};
use standardise::record::Entity;

use super::load_source::{LoadedSource, dataset_of};
use super::view_status::read_summary;
use super::{OperationError, Session};
use crate::hexadecimal;
use crate::linkage::{self, MembershipChanges};
use crate::place::ModelConfig;
use crate::summary::LinkageSummary;

/// Changes when linking the same input gives another result: a new program then links anew.
const FORM: &str = "link 2";

/// An entity's newest linkage.
#[derive(Debug)]
pub struct LinkedEntity {
    /// Its version.
    pub version: VersionId,
    /// Its number within the dataset.
    pub number: u32,
    /// Its account.
    pub summary: LinkageSummary,
    /// Whether this run made it.
    pub is_new: bool,
}

/// The dataset that an entity's linkages are versions of.
pub fn linkage_dataset_of(entity: Entity) -> String {
    format!("link-{entity}")
}

/// Links the records of `entity` in these loads, unless the same loads were linked by the same model before.
///
/// # Errors
/// Where a load's files can't be read, the model doesn't fit, or the result can't be written.
pub fn link_entity(
    session: &Session<'_>,
    entity: Entity,
    loads: &[&LoadedSource],
    progress: link::progress::Progress<'_>,
) -> Result<LinkedEntity, OperationError> {
    let linked = session.door().perform(
        session.actor,
        (Action::LinkRecords, entity.name()),
        |_| prepare(session, entity, loads, progress),
        |_, transaction, prepared| commit(session, entity, loads, transaction, prepared),
    )?;
    Ok(linked)
}

/// A linkage that nobody can see yet, or the one that stands.
enum Prepared {
    Unchanged(Version),
    Linked(Box<NewLinkage>),
}

struct NewLinkage {
    fingerprint: String,
    recipe: String,
    draft: Draft,
    summary: LinkageSummary,
    changes: MembershipChanges,
    events: Vec<IdentityEvent>,
    next_id: u64,
}

fn prepare(
    session: &Session<'_>,
    entity: Entity,
    loads: &[&LoadedSource],
    progress: link::progress::Progress<'_>,
) -> Result<Prepared, OperationError> {
    let dataset = linkage_dataset_of(entity);
    let config =
        session.place.models.get(&entity).ok_or(OperationError::NotLinked { entity: entity.name() })?;
    let fingerprint = fingerprint(session.place.seed, config, loads);
    let latest = session.state.database.read(|transaction| version::latest(transaction, &dataset))?;
    if let Some(version) = latest.filter(|version| session.stands(version, &fingerprint)) {
        return Ok(Prepared::Unchanged(version));
    }
    let inputs = linkage::read_inputs(entity, &config.model, &standard_tables(session, loads))?;
    let linked = link_table(entity, &config.model, &inputs.table, session.place.seed, progress)?;
    let (previous, next_id) = session.state.database.read(|transaction| {
        let members = identity::members(transaction, entity.name())?;
        Ok::<_, OperationError>((members, identity::next_number(transaction, entity.name())?))
    })?;
    let carried = link::identity::carry_over(&previous, &inputs.records, &linked.clusters, next_id);
    let draft = session.state.files.draft(&dataset)?;
    linkage::write_version(draft.folder(), &inputs, &linked, &carried)?;
    let summary = linkage::summarise(entity, &inputs, &linked, &carried, &names_of(loads));
    Ok(Prepared::Linked(Box::new(NewLinkage {
        fingerprint,
        recipe: config.recipe.clone(),
        draft,
        summary,
        changes: linkage::membership_changes(&previous, &inputs.records, &carried.entity_of),
        events: carried.events.iter().copied().filter_map(identity_event).collect(),
        next_id: carried.next_id,
    })))
}

fn link_table(
    entity: Entity,
    model: &link::model::Model,
    table: &Table,
    seed: u64,
    progress: link::progress::Progress<'_>,
) -> Result<Linked, OperationError> {
    let options =
        LinkOptions { train: TrainOptions { seed, ..TrainOptions::default() }, ..LinkOptions::default() };
    link::link(table, model, &options, progress)
        .map_err(|error| OperationError::Link { entity: entity.name(), error })
}

fn standard_tables(session: &Session<'_>, loads: &[&LoadedSource]) -> Vec<PathBuf> {
    let folder =
        |load: &&LoadedSource| session.state.files.folder(&dataset_of(&load.summary.name), load.number);
    loads.iter().map(|load| folder(load).join("standard.parquet")).collect()
}

fn names_of(loads: &[&LoadedSource]) -> Vec<String> {
    loads.iter().map(|load| load.summary.name.clone()).collect()
}

fn fingerprint(seed: u64, config: &ModelConfig, loads: &[&LoadedSource]) -> String {
    let mut hasher = Sha256::new();
    hasher.update(FORM);
    hasher.update(seed.to_le_bytes());
    hasher.update(&config.recipe);
    for load in loads {
        hasher.update(load.version.0.to_le_bytes());
    }
    hexadecimal::encode(&hasher.finalize())
}

/// What the catalogue keeps of an event: ids that go on as they were need no entry.
fn identity_event(event: link::identity::IdentityEvent) -> Option<IdentityEvent> {
    use link::identity::IdentityEvent as Event;
    match event {
        Event::Created { .. } | Event::Moved { .. } => None,
        Event::Merged { from, into } => {
            Some(IdentityEvent { number: from, change: IdentityChange::MergedInto(into) })
        }
        Event::Split { from, into } => {
            Some(IdentityEvent { number: from, change: IdentityChange::SplitInto(into) })
        }
        Event::Ended { entity } => Some(IdentityEvent { number: entity, change: IdentityChange::Ended }),
    }
}

fn commit(
    session: &Session<'_>,
    entity: Entity,
    loads: &[&LoadedSource],
    transaction: &Transaction<'_>,
    prepared: Prepared,
) -> Result<LinkedEntity, OperationError> {
    let dataset = linkage_dataset_of(entity);
    let mut linkage = match prepared {
        Prepared::Unchanged(version) => return stands(&version),
        Prepared::Linked(linkage) => *linkage,
    };
    let number = version::next_number(transaction, &dataset)?;
    linkage.summary.version = number;
    let summary = serde_json::to_string(&linkage.summary).map_err(|error| OperationError::Summary {
        dataset: dataset.clone(),
        number,
        error,
    })?;
    linkage.draft.seal(&session.state.files, &dataset, number)?;
    let inputs: Vec<VersionId> = loads.iter().map(|load| load.version).collect();
    let new = NewVersion {
        dataset: &dataset,
        kind: DatasetKind::Linkage,
        number,
        fingerprint: &linkage.fingerprint,
        recipe: &linkage.recipe,
        summary: &summary,
        inputs: &inputs,
        raw_files: &[],
    };
    let version = version::record(transaction, &new, session.clock.now())?;
    let MembershipChanges { assigned, gone } = linkage.changes;
    identity::assign(transaction, entity.name(), assigned.into_iter(), gone.into_iter())?;
    identity::record(transaction, version, entity.name(), &linkage.events)?;
    identity::advance(transaction, entity.name(), linkage.next_id)?;
    Ok(LinkedEntity { version, number, summary: linkage.summary, is_new: true })
}

fn stands(version: &Version) -> Result<LinkedEntity, OperationError> {
    let summary = read_summary(version)?;
    Ok(LinkedEntity { version: version.id, number: version.number, summary, is_new: false })
}
