//! Finds which records of one entity are the same: reads the loads' standard tables, links, and keeps the result as a
//! version of its own, with the evidence for every record.

use std::path::{Path, PathBuf};

use base::{Draft, Transaction, VersionId};
use catalogue::{
    DatasetKind, IdentityChange, IdentityEvent, NewVersion, Verdict, Version, identity, verdict, version,
};
use govern::Action;
use link::identity::Carried;
use link::residence::When;
use link::table::Table;
use link::train::TrainOptions;
use link::{LinkOptions, Linked};
use sha2::{Digest, Sha256};
use standardise::record::Entity;

use super::load_source::{self, LoadedSource};
use super::view_status::read_summary;
use super::{OperationError, Session};
use crate::hexadecimal;
use crate::linkage::again::{ChangedHomes, LinkedAgain, link_again};
use crate::linkage::changes::{Changes, LoadPair};
use crate::linkage::residences::CensusBefore;
use crate::linkage::review::summarise_entities;
use crate::linkage::said::{self, PlaceVerdicts};
use crate::linkage::seen::SourceTable;
use crate::linkage::standing::{self, Account, LoadAccount, NewStanding};
use crate::linkage::verdicts::{Calibrated, RowVerdicts, calibrated};
use crate::linkage::{self, Inputs, MembershipChanges, Since};
use crate::place::ModelConfig;
use crate::residents;
use crate::stopwatch::Stopwatch;
use crate::summary::{LinkageSummary, LinkedAgainCounts};

/// Changes when linking the same input gives another result: a new program then links anew.
const FORM: &str = "link 5";

/// Where more than this share of the records a model was trained with has changed since, it is trained anew.
const CHANGED_SHARE_MAX: f64 = 0.1;

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
    /// The linkage that this one goes on from.
    since: Option<Version>,
    /// What the next one can go on from.
    account: Account,
}

/// All that tells a linkage from another.
struct Task<'t> {
    session: &'t Session<'t>,
    entity: Entity,
    config: &'t ModelConfig,
    loads: &'t [&'t LoadedSource],
    /// The loads, told from others.
    accounts: Vec<LoadAccount>,
    /// What people have said of pairs.
    said: Vec<Verdict>,
    fingerprint: String,
}

/// What came of linking, and what of it is as it was.
struct Outcome {
    inputs: Inputs,
    linked: Linked,
    carried: Carried,
    changes: MembershipChanges,
    account: Account,
    again: Option<Again>,
    verdicts: RowVerdicts,
    calibrated: Calibrated,
}

/// What linking went on from.
struct Again {
    since: Version,
    touched: Vec<u32>,
    counts: LinkedAgainCounts,
    homes: ChangedHomes,
    /// The day that residences before were told by.
    today: Option<String>,
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
    let said = session.state.database.read(|transaction| verdict::standing(transaction, entity.name()))?;
    let fingerprint = fingerprint(session.place.seed, config, loads, &said);
    let latest = session.state.database.read(|transaction| version::latest(transaction, &dataset))?;
    if let Some(version) = latest.as_ref().filter(|version| session.stands(version, &fingerprint)) {
        return Ok(Prepared::Unchanged(version.clone()));
    }
    let accounts = accounts_of(session, loads)?;
    let task = Task { session, entity, config, loads, accounts, said, fingerprint };
    let outcome = match latest.map(|latest| task.link_again(latest)).transpose()?.flatten() {
        Some(outcome) => outcome,
        None => task.link_all(progress)?,
    };
    task.write(outcome).map(Box::new).map(Prepared::Linked)
}

impl Task<'_> {
    /// Trains and links all records.
    fn link_all(&self, progress: link::progress::Progress<'_>) -> Result<Outcome, OperationError> {
        let Self { session, entity, config, loads, .. } = self;
        let mut inputs = linkage::read_inputs(*entity, &config.model, &standard_tables(session, loads))?;
        inputs.table = inputs.table.with_source_names(names_of(loads));
        let verdicts = self.verdicts()?.on_rows(&inputs.records);
        let options = LinkOptions {
            train: TrainOptions { seed: session.place.seed, ..TrainOptions::default() },
            verdicts: &verdicts.bound,
            ..LinkOptions::default()
        };
        let linked = link_table(*entity, &config.model, &inputs.table, &options, progress)?;
        let (linked, calibrated) = calibrate(linked, &verdicts);
        let previous =
            session.state.database.read(|transaction| identity::members(transaction, entity.name()))?;
        let carried =
            link::identity::carry_over(&previous, &inputs.records, &linked.clusters, self.next_number()?);
        inputs.table.freeze();
        let changes = linkage::membership_changes(&previous, &inputs.records, &carried.entity_of);
        let account = Account::new(&self.fingerprint, &self.recipe(), self.accounts.clone(), &inputs.table);
        Ok(Outcome { inputs, linked, carried, changes, account, again: None, verdicts, calibrated })
    }

    /// Links what has changed since the newest linkage with the model that was trained for it; nothing where it left nothing
    /// to go on from, or where too much has changed for its model.
    fn link_again(&self, latest: Version) -> Result<Option<Outcome>, OperationError> {
        let Self { session, entity, .. } = self;
        let folder = session.state.standing_folder(entity.name());
        let Some(account) = standing::read_account(&folder, &latest.fingerprint) else { return Ok(None) };
        let now = &self.accounts;
        let pairs: Vec<LoadPair> =
            account.loads.iter().zip(now).map(|(old, new)| self.load_pair(old, new)).collect();
        let names =
            |loads: &[LoadAccount]| -> Vec<String> { loads.iter().map(|load| load.name.clone()).collect() };
        let goes_on = session.has_files(&latest)
            && account.recipe == self.recipe()
            && names(&account.loads) == names(now)
            && pairs.iter().all(|pair| pair.before.is_file());
        if !goes_on {
            return Ok(None);
        }
        let mut stopwatch = Stopwatch::begin();
        let changes = stopwatch.time("find changes", || Changes::find(&pairs))?;
        let changed_since = account.changed_since + changes.count() as u64;
        if changed_since > (account.trained_records as f64 * CHANGED_SHARE_MAX) as u64 {
            return Ok(None);
        }
        let standing = match stopwatch.time("read what stands", || standing::read(&folder, account)) {
            Ok(standing) => standing,
            Err(error) => {
                tracing::warn!(%error, "linking everything, since what the last linkage left can't be read");
                return Ok(None);
            }
        };
        let account = Account {
            fingerprint: self.fingerprint.clone(),
            loads: now.clone(),
            changed_since,
            ..standing.account.clone()
        };
        let today = standing.account.today.clone();
        let (next, verdicts) = (self.next_number()?, self.verdicts()?);
        let changed = (&changes, pairs.as_slice());
        let done = stopwatch.time("link", || link_again(*entity, standing, changed, &verdicts, next))?;
        stopwatch.tell("linked again");
        let counts = LinkedAgainCounts {
            trained_in: account.trained_in,
            changed: changes.count() as u64,
            pairs_compared: done.linked.scored.pair_count,
            touched: done.touched.len() as u64,
        };
        let LinkedAgain { inputs, linked, carried, changes, touched, verdicts, homes } = done;
        let (linked, calibrated) = calibrate(linked, &verdicts);
        let again = Some(Again { since: latest, touched, counts, homes, today });
        Ok(Some(Outcome { inputs, linked, carried, changes, account, again, verdicts, calibrated }))
    }

    /// Writes a linkage's files and what the next one can go on from.
    fn write(self, outcome: Outcome) -> Result<NewLinkage, OperationError> {
        let Self { session, entity, config, loads, fingerprint, .. } = self;
        let Outcome { inputs, linked, carried, changes, mut account, again, verdicts, calibrated } = outcome;
        let dataset = linkage_dataset_of(entity);
        let draft = session.state.files.draft(&dataset)?;
        let before = again.as_ref().map(|again| session.state.files.folder(&dataset, again.since.number));
        let since = before.as_deref().zip(again.as_ref());
        let gone = &changes.gone;
        let since = since.map(|(folder, again)| Since { folder, touched: &again.touched, gone });
        let standing = NewStanding {
            trained: &linked.trained,
            records: &inputs.records,
            entity_of: &carried.entity_of,
            table: &inputs.table,
            pairs: &linked.scored.pairs,
        };
        let names = names_of(loads);
        let summarise = || LinkageSummary {
            review: Some(summarise_entities(&inputs, &linked, &carried, &names, (&verdicts, calibrated))),
            ..linkage::summarise(entity, &inputs, &linked, &carried, &names)
        };
        let part = part_of(&session.state.standing_folder(entity.name()));
        let mut stopwatch = Stopwatch::begin();
        let today = residents::newest_day(session, loads)?;
        account.today = Some(today.to_string());
        let census = before.as_deref().zip(again.as_ref()).map(|(folder, again)| again.census(folder));
        let census = census.transpose()?.flatten();
        let people = (&inputs, carried.entity_of.as_slice(), today);
        let homes = || residents::write(session, loads, draft.folder(), people, census.as_ref());
        let (version, ((standing, residences), summary)) = stopwatch.time("write", || {
            rayon::join(
                || linkage::write_version(draft.folder(), &inputs, &linked, &carried, since.as_ref()),
                || rayon::join(|| rayon::join(|| standing.write(&part), homes), summarise),
            )
        });
        stopwatch.tell("written");
        version?;
        standing?;
        let mut summary = LinkageSummary { residences: residences?, ..summary };
        if let Some(again) = &again {
            go_on(&mut summary, again)?;
        }
        Ok(NewLinkage {
            fingerprint,
            recipe: config.recipe.clone(),
            draft,
            summary,
            changes,
            events: carried.events.iter().copied().filter_map(identity_event).collect(),
            next_id: carried.next_id,
            since: again.map(|again| again.since),
            account,
        })
    }

    /// What people have said, and how the records stand that they have said it of.
    fn verdicts(&self) -> Result<PlaceVerdicts, OperationError> {
        let names = self.loads.iter().map(|load| load.summary.name.clone());
        let tables = names.zip(standard_tables(self.session, self.loads));
        let tables: Vec<SourceTable> = tables.map(|(source, path)| SourceTable { source, path }).collect();
        Ok(PlaceVerdicts::find(self.entity, self.said.clone(), &tables)?)
    }

    fn next_number(&self) -> Result<u64, OperationError> {
        let name = self.entity.name();
        Ok(self.session.state.database.read(|transaction| identity::next_number(transaction, name))?)
    }

    /// Identifies how records are linked, whatever they are.
    fn recipe(&self) -> String {
        fingerprint(self.session.place.seed, self.config, &[], &[])
    }

    fn load_pair(&self, before: &LoadAccount, now: &LoadAccount) -> LoadPair {
        LoadPair {
            before: self.session.standard_table(&now.name, before.number),
            now: self.session.standard_table(&now.name, now.number),
            is_comparable: before.ground == now.ground,
        }
    }
}

impl Again {
    /// What is known of who lived where; nothing where that was not told.
    fn census<'a>(&'a self, folder: &'a Path) -> Result<Option<CensusBefore<'a>>, OperationError> {
        let before: LinkageSummary = read_summary(&self.since)?;
        let today = self.today.as_deref().and_then(When::read);
        Ok(before.residences.zip(today).map(|(counts, today)| CensusBefore {
            folder,
            touched: &self.touched,
            changed: &self.homes,
            today,
            counts,
        }))
    }
}

/// What a linkage that trained nothing and compared little takes over from the account of the one before.
fn go_on(summary: &mut LinkageSummary, again: &Again) -> Result<(), OperationError> {
    let before: LinkageSummary = read_summary(&again.since)?;
    summary.pairs_compared = before.pairs_compared;
    for (rule, before) in summary.blocking.iter_mut().zip(&before.blocking) {
        rule.pairs = rule.pairs.max(before.pairs);
    }
    summary.warnings = before.warnings;
    summary.again = Some(again.counts);
    Ok(())
}

/// Where something is written before it takes another's place.
fn part_of(folder: &Path) -> PathBuf {
    folder.with_extension("part")
}

fn link_table(
    entity: Entity,
    model: &link::model::Model,
    table: &Table,
    options: &LinkOptions<'_>,
    progress: link::progress::Progress<'_>,
) -> Result<Linked, OperationError> {
    link::link(table, model, options, progress)
        .map_err(|error| OperationError::Link { entity: entity.name(), error })
}

/// The linkage with what verdicts say of its weights.
fn calibrate(linked: Linked, verdicts: &RowVerdicts) -> (Linked, Calibrated) {
    let (trained, found) = calibrated(linked.trained, &verdicts.readings(&linked.scored.pairs));
    (Linked { trained, ..linked }, found)
}

fn standard_tables(session: &Session<'_>, loads: &[&LoadedSource]) -> Vec<PathBuf> {
    loads.iter().map(|load| session.standard_table(&load.summary.name, load.number)).collect()
}

fn accounts_of(session: &Session<'_>, loads: &[&LoadedSource]) -> Result<Vec<LoadAccount>, OperationError> {
    let account = |load: &&LoadedSource| {
        let ground = load_source::ground(session, &load.summary.name)?;
        Ok(LoadAccount { name: load.summary.name.clone(), number: load.number, ground })
    };
    loads.iter().map(account).collect()
}

fn names_of(loads: &[&LoadedSource]) -> Vec<String> {
    loads.iter().map(|load| load.summary.name.clone()).collect()
}

fn fingerprint(seed: u64, config: &ModelConfig, loads: &[&LoadedSource], said: &[Verdict]) -> String {
    let mut hasher = Sha256::new();
    hasher.update(FORM);
    hasher.update(seed.to_le_bytes());
    hasher.update(&config.recipe);
    for load in loads {
        hasher.update(load.version.0.to_le_bytes());
    }
    said::add_to_fingerprint(&mut hasher, said);
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
    let since = linkage.since.as_ref().map(|since| since.id);
    let inputs: Vec<VersionId> = loads.iter().map(|load| load.version).chain(since).collect();
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
    let mut account = linkage.account;
    if linkage.since.is_none() {
        account.trained_in = number;
    }
    let folder = session.state.standing_folder(entity.name());
    standing::stand(&account, &part_of(&folder), &folder)?;
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
