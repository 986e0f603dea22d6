//! What stands: the newest load of each source and the newest linkage of each entity.

use catalogue::version;
use govern::Action;
use serde::Serialize;
use standardise::record::Entity;

use super::link_entity::linkage_dataset_of;
use super::load_source::dataset_of;
use super::{OperationError, Session};
use crate::summary::{LinkageSummary, SourceSummary};

/// What stands in a place.
#[derive(Debug, Serialize)]
pub struct Status {
    /// The place's name.
    pub place: String,
    /// One entry a configured source.
    pub sources: Vec<SourceStatus>,
    /// One entry an entity that has been linked.
    pub linkages: Vec<LinkageStatus>,
}

/// A source and its newest load.
#[derive(Debug, Serialize)]
pub struct SourceStatus {
    /// The source's name.
    pub name: String,
    /// The owning organisation's name.
    pub organisation: String,
    /// The newest load; none before the first.
    pub load: Option<LoadStatus>,
}

/// A load's version.
#[derive(Debug, Serialize)]
pub struct LoadStatus {
    /// Its number.
    pub version: u32,
    /// When it was made, RFC 3339 in UTC.
    pub made_at: String,
    /// Rows in the file.
    pub rows: u64,
    /// Rows that became records.
    pub accepted: u64,
    /// Rows kept aside.
    pub rejected: u64,
    /// Records that the load before did not have.
    pub new: u64,
    /// Records whose content is not that of the load before.
    pub changed: u64,
    /// Records of the load before that are no longer there.
    pub gone: u64,
    /// Records that stand with it.
    pub records: u64,
}

/// A linkage's version.
#[derive(Debug, Serialize)]
pub struct LinkageStatus {
    /// `person` or `premises`.
    pub entity: String,
    /// Its number.
    pub version: u32,
    /// When it was made, RFC 3339 in UTC.
    pub made_at: String,
    /// Records linked.
    pub records: u64,
    /// Entities found.
    pub entities: u64,
}

/// Shows what stands.
///
/// # Errors
/// Where the database fails or a kept summary can't be read.
pub fn view_status(session: &Session<'_>) -> Result<Status, OperationError> {
    let place = session.place;
    let status =
        session.door().look(session.actor, (Action::ViewStatus, &place.name), |_, transaction| {
            let mut status = Status { place: place.name.clone(), sources: Vec::new(), linkages: Vec::new() };
            for config in &place.sources {
                let latest = version::latest(transaction, &dataset_of(&config.contract.name))?;
                status.sources.push(SourceStatus {
                    name: config.contract.name.clone(),
                    organisation: config.organisation.clone(),
                    load: latest.as_ref().map(load_status).transpose()?,
                });
            }
            for entity in Entity::all() {
                if let Some(latest) = version::latest(transaction, &linkage_dataset_of(*entity))? {
                    status.linkages.push(linkage_status(&latest)?);
                }
            }
            Ok::<_, OperationError>(status)
        })?;
    Ok(status)
}

fn load_status(version: &version::Version) -> Result<LoadStatus, OperationError> {
    let summary: SourceSummary = read_summary(version)?;
    Ok(LoadStatus {
        version: version.number,
        made_at: version.made_at.clone(),
        rows: summary.rows,
        accepted: summary.accepted,
        rejected: summary.rejected,
        new: summary.new,
        changed: summary.changed,
        gone: summary.gone,
        records: summary.records,
    })
}

fn linkage_status(version: &version::Version) -> Result<LinkageStatus, OperationError> {
    let summary: LinkageSummary = read_summary(version)?;
    Ok(LinkageStatus {
        entity: summary.entity,
        version: version.number,
        made_at: version.made_at.clone(),
        records: summary.records,
        entities: summary.entities,
    })
}

/// The account kept with a version.
///
/// # Errors
/// [`OperationError::Summary`] where it isn't of the form expected.
pub fn read_summary<T: serde::de::DeserializeOwned>(version: &version::Version) -> Result<T, OperationError> {
    serde_json::from_str(&version.summary).map_err(|error| OperationError::Summary {
        dataset: version.dataset.clone(),
        number: version.number,
        error,
    })
}
