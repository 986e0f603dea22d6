//! Who lives where, for those who may see it: a person's homes, and the people where premises are.
//!
//! The views are part of an entity's; they leave only inside what `govern` has cleared.

use std::collections::BTreeSet;
use std::path::Path;

use base::{EntityId, Transaction};
use catalogue::version;
use link::residence::{State, When};
use serde::Serialize;
use standardise::record::Entity;

use crate::linkage::Inputs;
use crate::linkage::residences::{
    Census, CensusBefore, KeptResidence, residences_at, residences_of, write_residences,
};
use crate::operations::link_entity::linkage_dataset_of;
use crate::operations::load_source::{LoadedSource, dataset_of};
use crate::operations::show_entity::{RecordView, letter_of};
use crate::operations::{OperationError, Session};
use crate::summary::ResidenceCounts;
use crate::version_table::TableFileError;

/// A home of a person.
#[derive(Serialize)]
pub struct ResidenceView {
    /// `current`, `contested`, `past`, `open` or `to come`.
    pub state: String,
    /// The home's UPRN.
    pub uprn: Option<String>,
    /// Its address, as it is compared.
    pub address: Option<String>,
    /// Since when, where a record says.
    pub from: Option<String>,
    /// Until when, where a record says.
    pub to: Option<String>,
    /// The first day of which it is known that they lived there.
    pub first_told: Option<String>,
    /// The last day of which it is known, but for what is listed now.
    pub last_told: Option<String>,
    /// Source and key of the records that list it now.
    pub listed_by: Vec<(String, String)>,
    /// Source and key of all other records that name it.
    pub told_by: Vec<(String, String)>,
}

/// A person who lives or lived somewhere.
#[derive(Serialize)]
pub struct ResidentView {
    /// The person's id.
    pub id: String,
    /// As of a [`ResidenceView`].
    pub state: String,
    /// Since when, where a record says.
    pub from: Option<String>,
    /// Until when, where a record says.
    pub to: Option<String>,
}

/// Works out who lives where in a linkage of people that is being written, and writes it beside.
///
/// Shape: the records, the person of each, and the day that the loads are of.
///
/// # Errors
/// Where the catalogue or a file fails.
pub fn write(
    session: &Session<'_>,
    loads: &[&LoadedSource],
    folder: &Path,
    (inputs, entity_of, today): (&Inputs, &[u64], When),
    before: Option<&CensusBefore<'_>>,
) -> Result<Option<ResidenceCounts>, OperationError> {
    let keeps = |name: &str| {
        session.place.sources.iter().any(|source| source.contract.name == name && source.contract.main_home)
    };
    let lists_main: Vec<bool> = loads.iter().map(|load| keeps(&load.summary.name)).collect();
    let census = Census { inputs, entity_of, lists_main: &lists_main, today };
    write_residences(folder, &census, before)
}

/// The day on which the newest of the loads was made: what they say of now, they say of then.
///
/// # Errors
/// Where the catalogue fails.
pub fn newest_day(session: &Session<'_>, loads: &[&LoadedSource]) -> Result<When, OperationError> {
    let made = session.state.database.read(|transaction| {
        let latest = |load: &&LoadedSource| version::latest(transaction, &dataset_of(&load.summary.name));
        loads.iter().map(latest).collect::<Result<Vec<_>, _>>()
    })?;
    let days = made.iter().flatten().filter_map(|version| When::read(version.made_at.get(..10)?));
    let today = || When::read(session.clock.now().to_string().get(..10)?);
    // A time that is written by the program itself reads as a date.
    Ok(days.max().or_else(today).unwrap_or(When::LAST))
}

/// Where a person lives and lived, what is so now first.
///
/// Shape: `records` are the person's.
///
/// # Errors
/// Where the linkage's files can't be read.
pub fn homes_of(
    folder: &Path,
    person: u64,
    records: &[(u64, RecordView)],
) -> Result<Vec<ResidenceView>, TableFileError> {
    let names = |numbers: &[u64]| {
        let mut names: Vec<(String, String)> = records
            .iter()
            .filter(|(record, _)| numbers.contains(record))
            .map(|(_, view)| (view.source.clone(), view.key.clone()))
            .collect();
        names.sort();
        names
    };
    let mut kept = residences_of(folder, person)?;
    // The later before the earlier.
    kept.sort_by(|a, b| (place_of(a), latest(b), &a.home).cmp(&(place_of(b), latest(a), &b.home)));
    let view = |kept: KeptResidence| ResidenceView {
        listed_by: names(&kept.listed_by),
        told_by: names(&kept.told_by),
        state: kept.state,
        uprn: kept.home.uprn,
        address: kept.home.address_key,
        from: kept.from,
        to: kept.to,
        first_told: kept.first_told,
        last_told: kept.last_told,
    };
    Ok(kept.into_iter().map(view).collect())
}

/// The place of its state among all.
fn place_of(kept: &KeptResidence) -> Option<usize> {
    State::ALL.iter().position(|state| state.name() == kept.state)
}

/// The last day that is known of it.
fn latest(kept: &KeptResidence) -> (Option<&str>, Option<&str>) {
    (kept.to.as_deref().or(kept.last_told.as_deref()), kept.from.as_deref())
}

/// Who lives and lived where premises are, by what the newest linkage of people says; by state, then id.
///
/// Shape: `records` are the premises'.
///
/// # Errors
/// Where the catalogue or a file fails.
pub fn people_at(
    session: &Session<'_>,
    transaction: &Transaction<'_>,
    records: &[(u64, RecordView)],
) -> Result<Vec<ResidentView>, OperationError> {
    let dataset = linkage_dataset_of(Entity::Person);
    let Some(latest) = version::latest(transaction, &dataset)? else { return Ok(Vec::new()) };
    let folder = session.state.files.folder(&dataset, latest.number);
    let uprns: BTreeSet<&str> = records.iter().filter_map(|(_, record)| value_of(record, "uprn")).collect();
    // Premises that no record gives a UPRN are known by no more than a business's address, which is not a home's.
    let mut kept =
        residences_at(&folder, |home| home.uprn.as_deref().is_some_and(|uprn| uprns.contains(uprn)))?;
    kept.sort_by_key(|kept| (place_of(kept), kept.entity));
    let view = |kept: KeptResidence| ResidentView {
        id: EntityId::new(letter_of(Entity::Person), kept.entity).to_string(),
        state: kept.state,
        from: kept.from,
        to: kept.to,
    };
    Ok(kept.into_iter().map(view).collect())
}

fn value_of<'r>(record: &'r RecordView, column: &str) -> Option<&'r str> {
    record.values.iter().find(|(name, _)| name == column).map(|(_, value)| value.as_str())
}
