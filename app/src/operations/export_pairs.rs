//! Lays pairs of a place's records before a reader: those whose records have changed since they were read, then those from which
//! most is learnt.
//!
//! Who took which pairs out, and when, is on the record before the file is there.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use catalogue::{verdict, version};
use govern::{Action, Cleared};
use link::cluster::{ClusterOptions, Clusters};
use link::review::{ReviewPair, choose};
use standardise::record::Entity;

use super::export_table_pairs::review_options;
use super::link_entity::linkage_dataset_of;
use super::{OperationError, Session};
use crate::linkage::said::{PlaceVerdicts, why_again};
use crate::linkage::seen::{SeenRecord, SourceTable, read_seen, seen_columns, seen_of_compared};
use crate::linkage::standing::{self, StandingLinkage};
use crate::review::{self, RecordName, Seen, Sheet, SheetKind, SheetPair};

/// Which pairs, and where to.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// What the records are of.
    pub entity: Entity,
    /// The file to write, by its ending CSV or a workbook.
    pub out: &'a Path,
    /// How many pairs.
    pub count: usize,
}

/// Writes the pairs to be read; how many.
///
/// # Errors
/// [`OperationError::NotLinked`] before the first linkage, [`OperationError::Unsettled`] where what it left can't be read; where the
/// file is there already or can't be written.
pub fn export_pairs(session: &Session<'_>, request: &Request<'_>) -> Result<u64, OperationError> {
    let kind = SheetKind::of(request.out)?;
    super::must_be_free(request.out)?;
    let sheet: Cleared<Sheet> = session.door().perform(
        session.actor,
        (Action::ExportPairs, request.entity.name()),
        |_| lay_out(session, request),
        |permit, _, sheet| Ok(permit.clear(sheet)),
    )?;
    let bytes = review::write(sheet.get(), kind)?;
    fs::write(request.out, bytes).map_err(OperationError::file("write", request.out))?;
    Ok(sheet.get().pairs.len() as u64)
}

fn lay_out(session: &Session<'_>, request: &Request<'_>) -> Result<Sheet, OperationError> {
    let entity = request.entity;
    let (standing, tables) = newest(session, entity)?;
    let said = session.state.database.read(|transaction| verdict::standing(transaction, entity.name()))?;
    let verdicts = PlaceVerdicts::find(entity, said, &tables)?;
    let chosen = choose_pairs(&standing, &verdicts, request.count);
    let reopened = verdicts.reopened().flat_map(|(verdict, _)| [verdict.said.left, verdict.said.right]);
    let rows = chosen.iter().flat_map(|read| [read.pair.left, read.pair.right]);
    let mut records: Vec<u64> = rows.map(|row| standing.records[row as usize]).chain(reopened).collect();
    records.sort_unstable();
    records.dedup();
    let seen = read_seen(entity, &tables, &records)?;
    Ok(LaidOut::new(entity, &standing, &seen).sheet(&verdicts, &chosen, request.count))
}

/// The newest linkage as it stands, and the tables of its records.
pub(super) fn newest(
    session: &Session<'_>,
    entity: Entity,
) -> Result<(StandingLinkage, Vec<SourceTable>), OperationError> {
    let dataset = linkage_dataset_of(entity);
    let latest = session.state.database.read(|transaction| version::latest(transaction, &dataset))?;
    let latest = latest.ok_or(OperationError::NotLinked { entity: entity.name() })?;
    let folder = session.state.standing_folder(entity.name());
    let account = standing::read_account(&folder, &latest.fingerprint)
        .ok_or(OperationError::Unsettled { entity: entity.name() })?;
    let table = |load: &standing::LoadAccount| SourceTable {
        source: load.name.clone(),
        path: session.standard_table(&load.name, load.number),
    };
    let tables = account.loads.iter().map(table).collect();
    Ok((standing::read(&folder, account)?, tables))
}

/// Chooses the pairs from which most is learnt.
fn choose_pairs(standing: &StandingLinkage, verdicts: &PlaceVerdicts, count: usize) -> Vec<ReviewPair> {
    let model = standing.trained.model();
    let of_rows = verdicts.on_rows(&standing.records);
    let mut read = of_rows.read;
    // Those to be read again come on their own.
    let row = |record: u64| standing.records.binary_search(&record).ok().map(|row| row as u32);
    let again = verdicts
        .reopened()
        .filter_map(|(verdict, _)| Some((row(verdict.said.left)?, row(verdict.said.right)?)));
    let again: Vec<(u32, u32)> = again.collect();
    let left = count.saturating_sub(again.len());
    read.extend(again);
    let clusters = clusters_of(&standing.entity_of);
    let records = ClusterOptions::new(model, &standing.table).with_verdicts(&of_rows.bound);
    choose(&standing.pairs, &clusters, &records, &read, &review_options(model, left))
}

/// Entities, numbered by first row.
fn clusters_of(entity_of: &[u64]) -> Clusters {
    let mut numbers: BTreeMap<u64, u32> = BTreeMap::new();
    let number = |entity: &u64| {
        let next = numbers.len() as u32;
        *numbers.entry(*entity).or_insert(next)
    };
    let cluster_of: Vec<u32> = entity_of.iter().map(number).collect();
    Clusters { cluster_count: numbers.len() as u32, cluster_of, ..Clusters::default() }
}

/// What the sheet is made of.
struct LaidOut<'l> {
    standing: &'l StandingLinkage,
    seen: &'l BTreeMap<u64, SeenRecord>,
    /// Where the columns that are shown stand among those that people see.
    places: Vec<usize>,
    columns: Vec<&'static str>,
}

impl<'l> LaidOut<'l> {
    fn new(entity: Entity, standing: &'l StandingLinkage, seen: &'l BTreeMap<u64, SeenRecord>) -> Self {
        let columns = seen_of_compared(entity, &standing.trained.model().compared_columns());
        let all = seen_columns(entity);
        let places =
            columns.iter().filter_map(|column| all.iter().position(|known| known == column)).collect();
        Self { standing, seen, places, columns }
    }

    fn sheet(&self, verdicts: &PlaceVerdicts, chosen: &[ReviewPair], count: usize) -> Sheet {
        let again = verdicts.reopened().filter_map(|(verdict, changed)| {
            let why = why_again(changed, &verdict.actor, verdict.said.word, &verdict.at);
            self.pair((verdict.said.left, verdict.said.right), (why, verdict.said.stands_for))
        });
        let model = self.standing.trained.model();
        let first = chosen.iter().filter_map(|read| {
            let record = |row: u32| self.standing.records[row as usize];
            let weight_bits = f64::from(read.pair.weight);
            let why = (read.reason.word().to_owned(), read.sampling_weight);
            let pair = self.pair((record(read.pair.left), record(read.pair.right)), why)?;
            let probability = Some(model.probability(weight_bits));
            Some(SheetPair { weight_bits: Some(weight_bits), probability, ..pair })
        });
        let columns = self.columns.iter().map(|column| column.replace('_', " ")).collect();
        Sheet::of(columns, again.take(count).chain(first).collect())
    }

    /// A pair of records, where both are there.
    fn pair(&self, records: (u64, u64), (why, stands_for): (String, f64)) -> Option<SheetPair> {
        let (left, right) = (self.seen.get(&records.0)?, self.seen.get(&records.1)?);
        let name = |record: &SeenRecord| RecordName { source: record.source.clone(), id: record.key.clone() };
        let seen = Seen { records: [records.0, records.1], digests: [left.digest(), right.digest()] };
        let values = |place: &usize| [left.values[*place].clone(), right.values[*place].clone()];
        Some(SheetPair {
            records: [name(left), name(right)],
            weight_bits: None,
            probability: None,
            why,
            stands_for,
            seen: seen.to_string(),
            values: self.places.iter().map(values).collect(),
        })
    }
}
