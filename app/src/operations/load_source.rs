//! Takes a source's newest extract in: a new dataset version where the file or its contract changed, nothing otherwise.

use std::path::{Path, PathBuf};

use base::{Draft, SourceNumber, Transaction, VersionId};
use catalogue::{DatasetKind, NewVersion, RawFile, Version, source, version};
use gazetteer::Gazetteer;
use govern::Action;
use ingest::{LoadOutcome, LoadRequest};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};

use super::view_status::read_summary;
use super::{OperationError, Session};
use crate::hexadecimal;
use crate::place::SourceConfig;
use crate::raw_file::{self, Stamp};
use crate::summary::{FieldProblem, FilledColumn, RejectReason, SourceSummary};

/// Changes when the standard form of the same input does: a new program then loads every source anew.
const FORM: &str = "load 2";

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
    let name = config.contract.name.as_str();
    let loaded = session.door().perform(
        session.actor,
        (Action::LoadSource, name),
        |_| prepare(session, config, progress),
        |_, transaction, prepared| commit(session, config, transaction, prepared),
    )?;
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
}

struct NewLoad {
    source: source::Source,
    raw_files: Vec<RawFile>,
    fingerprint: String,
    draft: Draft,
    outcome: LoadOutcome,
}

fn prepare(
    session: &Session<'_>,
    config: &SourceConfig,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Prepared, OperationError> {
    let contract = &config.contract;
    let dataset = dataset_of(&contract.name);
    let failed = |error| OperationError::Load { source_name: contract.name.clone(), error: Box::new(error) };
    let paths = ingest::files_of(contract, &session.place.folder).map_err(failed)?;
    let stamps = paths.iter().map(|path| Stamp::of(path)).collect::<Result<Vec<_>, _>>()?;
    let raw_files = paths.iter().map(|path| raw_file::describe(path)).collect::<Result<Vec<_>, _>>()?;
    let fingerprint = fingerprint(&config.recipe, &raw_files, session.place.gazetteer.as_deref())?;
    let (source, latest) = session.state.database.read(|transaction| {
        Ok::<_, OperationError>((
            source::find(transaction, &contract.name)?,
            version::latest(transaction, &dataset)?,
        ))
    })?;
    let source =
        source.ok_or_else(|| OperationError::NotRegistered { source_name: contract.name.clone() })?;
    if let Some(version) = latest.as_ref().filter(|version| session.stands(version, &fingerprint)) {
        let bytes = raw_files.iter().map(|file| file.bytes).sum();
        let standing = StandingLoad { version: version.clone(), source, bytes };
        return Ok(Prepared::Unchanged(Box::new(standing)));
    }
    for (path, raw_file) in paths.iter().zip(&raw_files) {
        raw_file::keep(path, raw_file, &session.state.raw_folder())?;
    }
    let draft = session.state.files.draft(&dataset)?;
    let previous =
        latest.map(|version| session.state.files.folder(&dataset, version.number).join("standard.parquet"));
    let outcome = ingest::load(&LoadRequest {
        contract,
        files: &paths,
        source_number: source.number.0,
        previous_standard: previous.as_deref(),
        next_sequence: source.next_sequence,
        out: draft.folder(),
        year: year_of(session.clock.now()),
        gazetteer: session.place.gazetteer.as_deref(),
        progress,
    })
    .map_err(failed)?;
    unchanged_since(&contract.name, &paths, &stamps)?;
    Ok(Prepared::Loaded(Box::new(NewLoad { source, raw_files, fingerprint, draft, outcome })))
}

fn year_of(moment: Timestamp) -> u16 {
    u16::try_from(moment.to_zoned(TimeZone::UTC).year()).unwrap_or_default()
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

fn fingerprint(
    recipe: &str,
    raw_files: &[RawFile],
    gazetteer: Option<&Path>,
) -> Result<String, OperationError> {
    let mut hasher = Sha256::new();
    hasher.update(FORM);
    hasher.update(recipe);
    for file in raw_files {
        hasher.update(&file.hash);
    }
    if let Some(path) = gazetteer {
        hasher.update(Gazetteer::open(path)?.digest()?.to_le_bytes());
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
    let summary = summarise(config, number, bytes, &load.outcome);
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
    Ok(LoadedSource { version, number, source: load.source.number, summary })
}

/// The load that stands, with nothing new, changed or gone in this run.
fn stands(config: &SourceConfig, standing: &StandingLoad) -> Result<LoadedSource, OperationError> {
    let StandingLoad { version, source, bytes } = standing;
    let mut summary: SourceSummary = read_summary(version)?;
    summary.organisation.clone_from(&config.organisation);
    (summary.new, summary.changed, summary.gone, summary.bytes) = (0, 0, 0, *bytes);
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
    }
}
