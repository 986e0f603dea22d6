//! Takes a source's newest extract in: a new dataset version where the file or its contract changed, nothing otherwise.

use std::path::{Path, PathBuf};

use base::{Draft, SourceNumber, Transaction, VersionId};
use catalogue::{DatasetKind, NewVersion, RawFile, Version, position, source, version};
use fetch::Position;
use gazetteer::Gazetteer;
use govern::Action;
use ingest::contract::{DropFolder, Location};
use ingest::{LoadOutcome, LoadRequest};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::view_status::read_summary;
use super::{OperationError, Session};
use crate::arrival::{Arrival, Way, arrive};
use crate::delivery;
use crate::hexadecimal;
use crate::place::SourceConfig;
use crate::postcode_list::PostcodeList;
use crate::raw_file::{self, Stamp};
use crate::summary::{FieldProblem, FilledColumn, RejectReason, SourceSummary};

/// Changes when the standard form of the same input does: a new program then loads every source anew.
const FORM: &str = "load 4";

/// A source's newest load.
#[derive(Debug)]
pub struct LoadedSource {
    /// The load's version.
    pub version: VersionId,
    /// Its number within the dataset.
    pub number: u32,
    /// The source's number.
    pub source: SourceNumber,
    /// Its account.
    pub summary: SourceSummary,
}

/// The dataset that a source's loads are versions of.
pub fn dataset_of(source_name: &str) -> String {
    format!("load-{source_name}")
}

/// The source whose loads a dataset's versions are; nothing where they are no loads.
///
/// What a linkage was made from are loads and, where it goes on from another, that one.
pub fn source_of(dataset: &str) -> Option<&str> {
    dataset.strip_prefix("load-")
}

/// Loads the source, where there is something to load.
///
/// `progress` is told how many bytes have been read.
///
/// # Errors
/// Where the extract can't be read by its contract; the version before then stays the newest.
pub fn load_source(
    session: &Session<'_>,
    config: &SourceConfig,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<LoadedSource, OperationError> {
    match &config.contract.source.location {
        Location::Deliveries(folder) => load_deliveries(session, config, folder, progress),
        _ => load_next(session, config, None, progress),
    }
}

/// Loads what is there now; of a source with deliveries, the one given.
fn load_next(
    session: &Session<'_>,
    config: &SourceConfig,
    delivered: Option<&Path>,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<LoadedSource, OperationError> {
    let name = config.contract.name.as_str();
    let loaded = session.door().perform(
        session.actor,
        (Action::LoadSource, name),
        |_| prepare(session, config, delivered, progress),
        |_, transaction, prepared| commit(session, config, transaction, prepared),
    )?;
    Ok(loaded)
}

/// Loads the deliveries that are next, one after the other: a version each. The counts are of all of them together.
fn load_deliveries(
    session: &Session<'_>,
    config: &SourceConfig,
    folder: &DropFolder,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<LoadedSource, OperationError> {
    let contract = &config.contract;
    let dataset = dataset_of(&contract.name);
    let (taken, latest) = session.state.database.read(|transaction| {
        Ok::<_, OperationError>((
            version::delivered(transaction, &dataset)?,
            version::latest(transaction, &dataset)?,
        ))
    })?;
    let found = delivery::look(contract, folder, &session.place.folder, &taken, session.clock.now())?;
    let mut lines = Vec::new();
    let mut loaded: Option<LoadedSource> = None;
    for path in &found.ready {
        let mut next = load_next(session, config, Some(path), progress)?;
        let SourceSummary { version, new, changed, gone, .. } = &mut next.summary;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        lines.push(format!("{name} is version {version}: {new} new, {changed} changed, {gone} gone"));
        if let Some(before) = loaded {
            *new += before.summary.new;
            *changed += before.summary.changed;
            *gone += before.summary.gone;
        }
        loaded = Some(next);
    }
    let mut loaded = match (loaded, latest.zip(taken.last())) {
        (Some(loaded), _) => loaded,
        (None, Some((version, last))) => {
            let as_it_is = fingerprint(session, config, std::slice::from_ref(last))?;
            // Where the contract has changed, or the version's files are gone, its delivery is loaded again.
            let copy = (!session.stands(&version, &as_it_is))
                .then(|| {
                    delivery::Copy::of_raw(last, &session.state.raw_folder(), &session.state.fetched_folder())
                })
                .transpose()?;
            load_next(session, config, copy.as_ref().map(delivery::Copy::path), progress)?
        }
        (None, None) => {
            let (source_name, waiting) = (contract.name.clone(), found.lines);
            return Err(OperationError::NothingDelivered { source_name, waiting });
        }
    };
    lines.extend(found.lines);
    loaded.summary.arrived = lines;
    Ok(loaded)
}

/// A load that nobody can see yet, or the one that stands.
enum Prepared {
    Unchanged(Box<StandingLoad>),
    Loaded(Box<NewLoad>),
}

struct StandingLoad {
    version: Version,
    source: source::Source,
    bytes: u64,
    /// What is to be said of its arrival.
    arrived: Vec<String>,
}

struct NewLoad {
    source: source::Source,
    raw_files: Vec<RawFile>,
    fingerprint: String,
    draft: Draft,
    outcome: LoadOutcome,
    position: Option<Position>,
    /// What was found out while the files arrived.
    arrived: Vec<String>,
}

/// A position as it is kept: of no use where rows would be standardised in another way, which must begin anew.
#[derive(Serialize, Deserialize)]
struct KeptPosition {
    /// The fingerprint of all but the raw files.
    ground: String,
    position: Position,
}

/// How far a version's fetch had come, where the next one can go on from there: all but the raw files is the same, and the
/// version's files are there to be carried over.
fn kept_position(
    session: &Session<'_>,
    config: &SourceConfig,
    version: &Version,
) -> Result<Option<Position>, OperationError> {
    if !session.has_files(version) {
        return Ok(None);
    }
    let text = session.state.database.read(|transaction| position::find(transaction, version.id))?;
    let Some(kept) = text.and_then(|text| serde_json::from_str::<KeptPosition>(&text).ok()) else {
        return Ok(None);
    };
    Ok((kept.ground == fingerprint(session, config, &[])?).then_some(kept.position))
}

fn prepare(
    session: &Session<'_>,
    config: &SourceConfig,
    delivered: Option<&Path>,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Prepared, OperationError> {
    let name = &config.contract.name;
    let dataset = dataset_of(name);
    let failed = |error| OperationError::Load { source_name: name.clone(), error: Box::new(error) };
    let (source, latest) = session.state.database.read(|transaction| {
        Ok::<_, OperationError>((source::find(transaction, name)?, version::latest(transaction, &dataset)?))
    })?;
    let source = source.ok_or_else(|| OperationError::NotRegistered { source_name: name.clone() })?;
    let since = latest.as_ref().map_or(Ok(None), |version| kept_position(session, config, version))?;
    let fetched = session.state.fetched_folder();
    let way = Way { place: &session.place.folder, fetched: &fetched, delivered, since: since.as_ref() };
    let arrival = arrive(&config.contract, way)?;
    let files = match (arrival, &latest) {
        (Arrival::Files(files), _) => *files,
        (Arrival::Unchanged, Some(version)) => {
            let raw =
                session.state.database.read(|transaction| version::raw_files(transaction, version.id))?;
            let bytes = raw.iter().map(|file| file.bytes).sum();
            let arrived = vec!["nothing new where it is fetched from".to_owned()];
            let standing = StandingLoad { version: version.clone(), source, bytes, arrived };
            return Ok(Prepared::Unchanged(Box::new(standing)));
        }
        // Without a version there is no position that a fetch could find unchanged.
        (Arrival::Unchanged, None) => {
            return Err(OperationError::NotRegistered { source_name: name.clone() });
        }
    };
    let stamps = files.paths.iter().map(|path| Stamp::of(path)).collect::<Result<Vec<_>, _>>()?;
    let raw_files = files.paths.iter().map(|path| raw_file::describe(path)).collect::<Result<Vec<_>, _>>()?;
    let fingerprint = fingerprint(session, config, &raw_files)?;
    if let Some(version) = latest.as_ref().filter(|version| session.stands(version, &fingerprint)) {
        let bytes = raw_files.iter().map(|file| file.bytes).sum();
        let standing = StandingLoad { version: version.clone(), source, bytes, arrived: Vec::new() };
        return Ok(Prepared::Unchanged(Box::new(standing)));
    }
    for (path, raw_file) in files.paths.iter().zip(&raw_files) {
        raw_file::keep(path, raw_file, &session.state.raw_folder())?;
    }
    let draft = session.state.files.draft(&dataset)?;
    let previous = latest.map(|version| session.standard_table(name, version.number));
    let postcodes = session.place.postcodes.as_ref().map(PostcodeList::postcodes).transpose()?;
    let outcome = ingest::load(&LoadRequest {
        contract: &files.contract,
        files: &files.paths,
        source_number: source.number.0,
        previous_standard: previous.as_deref(),
        next_sequence: source.next_sequence,
        out: draft.folder(),
        gazetteer: session.place.gazetteer.as_deref(),
        postcodes: postcodes.as_ref(),
        today: session.clock.now().to_zoned(TimeZone::UTC).date(),
        progress,
    })
    .map_err(failed)?;
    unchanged_since(name, &files.paths, &stamps)?;
    let (position, arrived) = (files.position, files.notes);
    let load = NewLoad { source, raw_files, fingerprint, draft, outcome, position, arrived };
    Ok(Prepared::Loaded(Box::new(load)))
}

fn unchanged_since(source_name: &str, paths: &[PathBuf], stamps: &[Stamp]) -> Result<(), OperationError> {
    for (path, stamp) in paths.iter().zip(stamps) {
        if Stamp::of(path)? != *stamp {
            return Err(OperationError::ChangedWhileRead {
                source_name: source_name.to_owned(),
                path: path.clone(),
            });
        }
    }
    Ok(())
}

/// Identifies all that a source's records are made by, but its raw files.
///
/// # Errors
/// Where the place's gazetteer or list of postcodes can't be read.
pub(super) fn ground(session: &Session<'_>, source_name: &str) -> Result<String, OperationError> {
    let config = session.place.sources.iter().find(|config| config.contract.name == source_name);
    let config =
        config.ok_or_else(|| OperationError::NotRegistered { source_name: source_name.to_owned() })?;
    fingerprint(session, config, &[])
}

/// Identifies what a version is made from: the program's form, the contract, the place's gazetteer and list of
/// postcodes, and the raw files.
fn fingerprint(
    session: &Session<'_>,
    config: &SourceConfig,
    raw_files: &[RawFile],
) -> Result<String, OperationError> {
    let is_delivery = matches!(config.contract.source.location, Location::Deliveries(_));
    let mut hasher = Sha256::new();
    hasher.update(FORM);
    hasher.update(&config.recipe);
    for file in raw_files {
        hasher.update(&file.hash);
        if is_delivery {
            // Two deliveries of the same content are two: each is loaded once.
            hasher.update(&file.name);
        }
    }
    if let Some(path) = &session.place.gazetteer {
        hasher.update(Gazetteer::open(path)?.digest()?.to_le_bytes());
    }
    if let Some(list) = &session.place.postcodes {
        hasher.update("postcodes");
        hasher.update(list.hash()?);
    }
    Ok(hexadecimal::encode(&hasher.finalize()))
}

fn commit(
    session: &Session<'_>,
    config: &SourceConfig,
    transaction: &Transaction<'_>,
    prepared: Prepared,
) -> Result<LoadedSource, OperationError> {
    let load = match prepared {
        Prepared::Unchanged(standing) => return stands(config, &standing),
        Prepared::Loaded(load) => *load,
    };
    let dataset = dataset_of(&config.contract.name);
    let number = version::next_number(transaction, &dataset)?;
    let bytes = load.raw_files.iter().map(|file| file.bytes).sum();
    let summary = SourceSummary { arrived: load.arrived, ..summarise(config, number, bytes, &load.outcome) };
    let as_text = serde_json::to_string(&summary).map_err(|error| OperationError::Summary {
        dataset: dataset.clone(),
        number,
        error,
    })?;
    load.draft.seal(&session.state.files, &dataset, number)?;
    source::advance(transaction, load.source.number, load.outcome.next_sequence)?;
    let new = NewVersion {
        dataset: &dataset,
        kind: DatasetKind::Load,
        number,
        fingerprint: &load.fingerprint,
        recipe: &config.recipe,
        summary: &as_text,
        inputs: &[],
        raw_files: &load.raw_files,
    };
    let version = version::record(transaction, &new, session.clock.now())?;
    if let Some(position) = load.position {
        let kept = KeptPosition { ground: fingerprint(session, config, &[])?, position };
        let text = serde_json::to_string(&kept).map_err(|error| OperationError::Summary {
            dataset: dataset.clone(),
            number,
            error,
        })?;
        position::record(transaction, version, &text)?;
    }
    Ok(LoadedSource { version, number, source: load.source.number, summary })
}

/// The load that stands, with nothing new, changed or gone in this run.
fn stands(config: &SourceConfig, standing: &StandingLoad) -> Result<LoadedSource, OperationError> {
    let StandingLoad { version, source, bytes, arrived } = standing;
    let mut summary: SourceSummary = read_summary(version)?;
    summary.organisation.clone_from(&config.organisation);
    (summary.new, summary.changed, summary.gone, summary.bytes) = (0, 0, 0, *bytes);
    summary.arrived.clone_from(arrived);
    summary.unchanged = summary.records;
    Ok(LoadedSource { version: version.id, number: version.number, source: source.number, summary })
}

fn summarise(config: &SourceConfig, number: u32, bytes: u64, outcome: &LoadOutcome) -> SourceSummary {
    SourceSummary {
        name: config.contract.name.clone(),
        organisation: config.organisation.clone(),
        entity: config.contract.entity.name().to_owned(),
        version: number,
        rows: outcome.rows,
        accepted: outcome.accepted,
        rejected: outcome.rejected,
        new: outcome.new,
        changed: outcome.changed,
        gone: outcome.gone,
        unchanged: outcome.unchanged,
        records: outcome.new + outcome.changed + outcome.unchanged,
        bytes,
        rejected_by: outcome
            .rejected_by
            .iter()
            .map(|reject| RejectReason {
                column: reject.column.clone().unwrap_or_default(),
                rule: reject.rule.to_owned(),
                count: reject.count,
            })
            .collect(),
        filled: outcome
            .filled
            .iter()
            .map(|filled| FilledColumn { column: filled.column.to_owned(), count: filled.count })
            .collect(),
        problems: outcome
            .problems
            .iter()
            .map(|problem| FieldProblem {
                field: problem.field.name().to_owned(),
                rule: problem.rule.to_owned(),
                count: problem.count,
            })
            .collect(),
        notes: outcome.notes.clone(),
        arrived: Vec::new(),
    }
}
