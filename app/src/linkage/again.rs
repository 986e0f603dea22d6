//! Links what has changed since the newest linkage, and carries the rest over.

use link::Linked;
use link::identity::{Carried, carry_over};
use link::relink::{Relinked, Said, Standing, Update, relink};
use link::score::ScoreOptions;
use standardise::record::Entity;

use super::changes::{Changes, LoadPair};
use super::said::PlaceVerdicts;
use super::standing::StandingLinkage;
use super::verdicts::RowVerdicts;
use super::{ADDRESS_KEY, Inputs, MembershipChanges, UPRN, membership_changes};
use crate::operations::OperationError;

/// What came of linking the changes.
pub struct LinkedAgain {
    /// All records as they stand.
    pub inputs: Inputs,
    /// All pairs and entities.
    pub linked: Linked,
    /// All records' ids, and what happened to those of the touched.
    pub carried: Carried,
    /// What changes about which record belongs to which entity.
    pub changes: MembershipChanges,
    /// The rows whose entity or evidence may be another than before, ascending.
    pub touched: Vec<u32>,
    /// What people have said, of all rows.
    pub verdicts: RowVerdicts,
    /// What of homes has changed.
    pub homes: ChangedHomes,
}

/// What a change of records says of homes.
pub struct ChangedHomes {
    /// The UPRNs of records that are new, changed or gone, as they are and as they were, by the column's numbers.
    pub uprns: Vec<u32>,
    /// Their addresses.
    pub addresses: Vec<u32>,
    /// The entities, before, of the touched and of those that are gone.
    pub entities: Vec<u64>,
}

/// Links changes to what stands.
///
/// # Errors
/// Where a load can't be read or there are too many records.
pub fn link_again(
    entity: Entity,
    standing: StandingLinkage,
    (changes, loads): (&Changes, &[LoadPair]),
    said: &PlaceVerdicts,
    next_id: u64,
) -> Result<LinkedAgain, OperationError> {
    let StandingLinkage { account, trained, records, entity_of, table, pairs } = standing;
    let columns: Vec<&str> = account.columns.iter().map(String::as_str).collect();
    let fresh = changes.read(entity.name(), loads, &columns)?;
    let update = Update::new(table, &records, &fresh, &changes.fresh, &changes.gone)
        .map_err(|error| OperationError::Records { entity: entity.name(), error })?;
    let before = Standing { trained: &trained, pairs: &pairs, entity_of: &entity_of };
    let verdicts = said.on_rows(update.records());
    let reread = said.named_rows(update.records());
    let said = Said { verdicts: &verdicts.bound, reread: &reread };
    let Relinked { scored, clusters, touched } = relink(&update, &before, &said, &ScoreOptions::default())
        .map_err(|error| OperationError::Link { entity: entity.name(), error })?;

    // Which records an id had is known of the touched and the gone; no other id can change.
    let now: Vec<u64> = touched.iter().map(|row| update.records()[*row as usize]).collect();
    let entity_before = |record: u64| Some((record, entity_of[records.binary_search(&record).ok()?]));
    let mut concerned: Vec<(u64, u64)> =
        now.iter().chain(&changes.gone).filter_map(|record| entity_before(*record)).collect();
    concerned.sort_unstable();
    let inner = carry_over(&concerned, &now, &clusters.of_rows(&touched), next_id);
    let membership = membership_changes(&concerned, &now, &inner.entity_of);
    let mut carried = Carried { entity_of: update.carry(&entity_of, 0), ..inner.clone() };
    for (row, entity) in touched.iter().zip(&inner.entity_of) {
        carried.entity_of[*row as usize] = *entity;
    }
    let homes = ChangedHomes {
        uprns: update.changed_values(UPRN),
        addresses: update.changed_values(ADDRESS_KEY),
        entities: concerned.iter().map(|(_, entity)| *entity).collect(),
    };
    let (table, records) = update.into_parts();
    Ok(LinkedAgain {
        inputs: Inputs::new(entity, records, table),
        linked: Linked { trained, scored, clusters },
        carried,
        changes: membership,
        touched,
        verdicts,
        homes,
    })
}
