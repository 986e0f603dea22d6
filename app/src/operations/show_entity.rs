//! The records of one person or premises: where each is from, and why it is there.

use base::{EntityId, Transaction};
use catalogue::{Resolution, Verdict, identity, verdict, version};
use govern::{Action, Cleared};
use serde::Serialize;
use standardise::record::{Entity, columns};

use super::link_entity::linkage_dataset_of;
use super::load_source::source_of;
use super::{OperationError, Session};
use crate::linkage::seen::read_seen;
use crate::linkage::{self, Evidence};
use crate::residents::{self, ResidenceView, ResidentView};
use crate::version_table::{self, Batch, ColumnReader, TableFileError};

/// The letter that an entity's ids begin with.
pub fn letter_of(entity: Entity) -> char {
    match entity {
        Entity::Person => 'P',
        Entity::Premises => 'B',
    }
}

/// What is known of one person or premises.
#[derive(Serialize)]
pub struct EntityView {
    /// The id that stands.
    pub id: String,
    /// The id asked for, where it was merged into the one that stands.
    pub merged_from: Option<String>,
    /// Where a person lives and lived.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub residences: Vec<ResidenceView>,
    /// Who lives and lived where premises are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub residents: Vec<ResidentView>,
    /// Its records, by source and key.
    pub records: Vec<RecordView>,
}

/// One record.
#[derive(Serialize)]
pub struct RecordView {
    /// The source's name.
    pub source: String,
    /// The owning organisation's name.
    pub organisation: String,
    /// The record's key in its source.
    pub key: String,
    /// The load's version and the line in its raw file.
    pub version: u32,
    /// The line in the raw file.
    pub line: u64,
    /// Filled standard columns, without the comparing forms.
    pub values: Vec<(String, String)>,
    /// Why it is here; none where it is the only record.
    pub why: Option<WhyView>,
    /// What people have said of it and another record, the latest last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub verdicts: Vec<VerdictView>,
}

/// What somebody said of two records.
#[derive(Serialize)]
pub struct VerdictView {
    /// `same`, `different` or `unsure`.
    pub said: &'static str,
    /// Source and key of the other record; none where it is gone.
    pub of: Option<(String, String)>,
    /// Who said it.
    pub by: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
}

/// A record's strongest agreement with another record of the same entity.
#[derive(Serialize)]
pub struct WhyView {
    /// Source and key of the other record.
    pub agrees_with: (String, String),
    /// What two records drawn at random start from, in bits.
    pub prior_bits: f64,
    /// Comparison, level and what it adds, in bits.
    pub comparisons: Vec<(String, String, f64)>,
    /// The match weight, in bits.
    pub weight_bits: f64,
}

/// Shows one entity. The look is recorded before the answer leaves.
///
/// # Errors
/// [`OperationError::UnknownId`] where nothing has the id, [`OperationError::EndedId`] where its records are all gone,
/// [`OperationError::NotLinked`] before the first linkage.
pub fn show_entity(
    session: &Session<'_>,
    entity: Entity,
    id: EntityId,
) -> Result<Cleared<EntityView>, OperationError> {
    let subject = id.to_string();
    let view =
        session.door().look(session.actor, (Action::ShowEntity, &subject), |permit, transaction| {
            let unknown = || OperationError::UnknownId { entity: entity.name(), id: subject.clone() };
            if id.letter() != letter_of(entity) {
                return Err(unknown());
            }
            let (stands, merged_from) = match identity::resolve(transaction, entity.name(), id.number())? {
                Resolution::Stands => (id.number(), None),
                Resolution::MergedInto(number) => (number, Some(subject.clone())),
                Resolution::Ended => return Err(OperationError::EndedId { id: subject.clone() }),
            };
            let dataset = linkage_dataset_of(entity);
            let latest = version::latest(transaction, &dataset)?;
            let latest = latest.ok_or(OperationError::NotLinked { entity: entity.name() })?;
            let loads = version::inputs(transaction, latest.id)?;
            let folder = session.state.files.folder(&dataset, latest.number);
            let members = identity::records_of(transaction, entity.name(), stands)?;
            if members.is_empty() {
                return Err(unknown());
            }
            let mut records = read_records(session, entity, &loads, &members)?;
            tell_verdicts(session, entity, &loads, transaction, &mut records)?;
            let evidence = linkage::read_evidence(&folder, &members)?;
            let (residences, residents) = match entity {
                Entity::Person => (residents::homes_of(&folder, stands, &records)?, Vec::new()),
                Entity::Premises => (Vec::new(), residents::people_at(session, transaction, &records)?),
            };
            let id = EntityId::new(letter_of(entity), stands).to_string();
            let records = with_reasons(records, &evidence);
            Ok(permit.clear(EntityView { id, merged_from, residences, residents, records }))
        })?;
    Ok(view)
}

fn read_records(
    session: &Session<'_>,
    entity: Entity,
    loads: &[(String, u32)],
    members: &[u64],
) -> Result<Vec<(u64, RecordView)>, OperationError> {
    let mut found = Vec::new();
    for (dataset, number) in loads {
        let Some(source) = source_of(dataset) else { continue };
        let config = session.place.sources.iter().find(|config| config.contract.name == source);
        let organisation = config.map(|config| config.organisation.clone()).unwrap_or_default();
        let path = session.standard_table(source, *number);
        let is_member = |record| members.binary_search(&record).is_ok();
        let rows = version_table::rows_where(&path, "record_id", is_member)?;
        if rows.is_empty() {
            continue;
        }
        ColumnReader::open_rows(&path, None, &rows)?.for_each(|batch| {
            for row in 0..batch.row_count() {
                // A record that was carried over has its line in the file of the load that it came with.
                let loads_ago = batch.numbers("loads_ago").map_or(0, |ago| ago.value(row));
                let version = number.saturating_sub(u32::try_from(loads_ago).unwrap_or(u32::MAX));
                let view = RecordView {
                    source: source.to_owned(),
                    organisation: organisation.clone(),
                    key: batch.texts("record_key")?.value(row).to_owned(),
                    version,
                    line: batch.numbers("line")?.value(row),
                    values: values_at(batch, entity, row)?,
                    why: None,
                    verdicts: Vec::new(),
                };
                found.push((batch.numbers("record_id")?.value(row), view));
            }
            Ok::<_, TableFileError>(())
        })?;
    }
    Ok(found)
}

/// Adds to each record what people have said of it.
fn tell_verdicts(
    session: &Session<'_>,
    entity: Entity,
    loads: &[(String, u32)],
    transaction: &Transaction<'_>,
    records: &mut [(u64, RecordView)],
) -> Result<(), OperationError> {
    let mut said: Vec<(usize, u64, Verdict)> = Vec::new();
    for (place, (record, _)) in records.iter().enumerate() {
        for known in verdict::of_record(transaction, *record)? {
            let other = if known.said.left == *record { known.said.right } else { known.said.left };
            said.push((place, other, known));
        }
    }
    let mut others: Vec<u64> = said.iter().map(|(_, other, _)| *other).collect();
    others.sort_unstable();
    others.dedup();
    let named = read_seen(entity, &session.source_tables(loads), &others)?;
    for (place, other, Verdict { said, actor, at, .. }) in said {
        let of = named.get(&other).map(|record| (record.source.clone(), record.key.clone()));
        records[place].1.verdicts.push(VerdictView { said: said.word.name(), of, by: actor, at });
    }
    Ok(())
}

/// The filled columns of a row that a person reads: display forms, not the forms for comparing.
fn values_at(batch: &Batch<'_>, entity: Entity, row: usize) -> Result<Vec<(String, String)>, TableFileError> {
    let mut values = Vec::new();
    for column in columns(entity).iter().filter(|column| !column.ends_with("_key")) {
        let value = batch.text_at(column, row)?;
        values.extend(value.map(|value| ((*column).to_owned(), value.to_owned())));
    }
    Ok(values)
}

fn with_reasons(mut records: Vec<(u64, RecordView)>, evidence: &[Evidence]) -> Vec<RecordView> {
    records.sort_by(|a, b| (&a.1.source, &a.1.key).cmp(&(&b.1.source, &b.1.key)));
    let names: Vec<(u64, (String, String))> =
        records.iter().map(|(id, view)| (*id, (view.source.clone(), view.key.clone()))).collect();
    let name_of = |record: u64| names.iter().find(|(id, _)| *id == record).map(|(_, name)| name.clone());
    for (id, view) in &mut records {
        let Some(found) = evidence.iter().find(|evidence| evidence.record == *id) else { continue };
        let Some(agrees_with) = name_of(found.other) else { continue };
        let bar = |bar: &linkage::EvidenceBar| (bar.comparison.clone(), bar.level.clone(), bar.weight_bits);
        view.why = Some(WhyView {
            agrees_with,
            prior_bits: found.prior_bits,
            comparisons: found.bars.iter().map(bar).collect(),
            weight_bits: found.weight_bits,
        });
    }
    records.into_iter().map(|(_, view)| view).collect()
}
