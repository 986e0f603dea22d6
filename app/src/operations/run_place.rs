//! The main job: every source's newest extract loaded, every entity linked, the report written.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use catalogue::{organisation, source};
use govern::Action;
use link::progress::Step;
use rayon::prelude::*;
use standardise::record::Entity;

use super::evaluate_linkage::evaluate_linkage;
use super::link_entity::{LinkedEntity, link_entity};
use super::load_source::{LoadedSource, load_source};
use super::{OperationError, Session};
use crate::place::SourceConfig;
use crate::progress::{Unit, Watcher};
use crate::stopwatch::Stopwatch;
use crate::summary::PlaceSummary;
use crate::{memory, report};

/// Runs the place.
///
/// Sources are loaded side by side. Where some can't be, the others still are; nothing is linked then, so that no
/// result rests on half of what its configuration names.
///
/// # Errors
/// The first stage's failure; what earlier stages made is kept, and the next run goes on from there.
pub fn run_place(session: &Session<'_>, watcher: &dyn Watcher) -> Result<PlaceSummary, OperationError> {
    let mut stopwatch = Stopwatch::begin();
    register_place(session)?;
    let loads = stopwatch.time("load", || load_all(session, watcher))?;
    let mut linkages = Vec::new();
    for entity in Entity::all() {
        let of_entity: Vec<&LoadedSource> =
            loads.iter().filter(|load| load.summary.entity == entity.name()).collect();
        if of_entity.iter().all(|load| load.summary.records == 0) {
            continue;
        }
        let mut linked =
            stopwatch.time(&format!("link_{entity}"), || link(session, *entity, &of_entity, watcher))?;
        if !linked.is_new {
            linked.summary.identity = Default::default();
        }
        linked.summary.truth = stopwatch
            .time("evaluate", || evaluate_linkage(session, *entity))
            .map_or_else(none_known, |known| Ok(Some(known)))?;
        linkages.push(linked.summary);
    }
    let mut summary = PlaceSummary {
        place: session.place.name.clone(),
        made_at: session.clock.now().to_string(),
        sources: loads.into_iter().map(|load| load.summary).collect(),
        linkages,
        stages: stopwatch.stages().to_vec(),
        peak_rss_bytes: memory::peak_rss_bytes(),
    };
    stopwatch.time("report", || write_report(&session.state.report_path(), &summary))?;
    summary.stages = stopwatch.stages().to_vec();
    summary.peak_rss_bytes = memory::peak_rss_bytes();
    Ok(summary)
}

/// A place without known truth is the ordinary case.
fn none_known<T>(error: OperationError) -> Result<Option<T>, OperationError> {
    match error {
        OperationError::NoTruth { .. } => Ok(None),
        other => Err(other),
    }
}

fn register_place(session: &Session<'_>) -> Result<(), OperationError> {
    let place = session.place;
    session.door().perform(
        session.actor,
        (Action::RegisterPlace, &place.name),
        |_| Ok(()),
        |_, transaction, ()| {
            for known in &place.organisations {
                organisation::record(transaction, known)?;
            }
            for config in &place.sources {
                let contract = &config.contract;
                source::record(transaction, &contract.name, &contract.tenant, contract.entity.name())?;
            }
            Ok::<_, OperationError>(())
        },
    )?;
    Ok(())
}

fn load_all(session: &Session<'_>, watcher: &dyn Watcher) -> Result<Vec<LoadedSource>, OperationError> {
    let sources = &session.place.sources;
    let total = sources.iter().map(|config| bytes_of(&session.place.folder, config)).sum();
    watcher.begin(format!("loading {} sources", sources.len()).into(), Unit::Bytes, total);
    let done = AtomicU64::new(0);
    let loaded: Vec<Result<LoadedSource, OperationError>> = sources
        .par_iter()
        .map(|config| {
            let last = AtomicU64::new(0);
            load_source(session, config, &|bytes| {
                let step = bytes.saturating_sub(last.fetch_max(bytes, Ordering::Relaxed));
                watcher.reach(done.fetch_add(step, Ordering::Relaxed) + step);
            })
        })
        .collect();
    watcher.end();
    let (loads, mut failures): (Vec<_>, Vec<_>) = loaded.into_iter().partition(Result::is_ok);
    match failures.len() {
        0 => loads.into_iter().collect(),
        1 => Err(failures
            .swap_remove(0)
            .err()
            .into_iter()
            .next()
            .unwrap_or(OperationError::Loads { failures: vec![] })),
        _ => Err(OperationError::Loads { failures: failures.into_iter().filter_map(Result::err).collect() }),
    }
}

/// Bytes that a source has to load; a source that can't be found is told by its load.
fn bytes_of(folder: &Path, config: &SourceConfig) -> u64 {
    let files = ingest::files_of(&config.contract, folder).unwrap_or_default();
    files.iter().filter_map(|path| fs::metadata(path).ok()).map(|metadata| metadata.len()).sum()
}

fn link(
    session: &Session<'_>,
    entity: Entity,
    loads: &[&LoadedSource],
    watcher: &dyn Watcher,
) -> Result<LinkedEntity, OperationError> {
    let current: std::sync::Mutex<Option<Step>> = std::sync::Mutex::new(None);
    let linked = link_entity(session, entity, loads, &|step, done, total| {
        let mut current = current.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if *current != Some(step) {
            watcher.begin(format!("{entity}: {}", step.name()).into(), Unit::Items, total);
            *current = Some(step);
        }
        watcher.reach(done);
    });
    watcher.end();
    linked
}

/// Replaces the page in one move, so that a reader never sees half of one.
fn write_report(path: &Path, summary: &PlaceSummary) -> Result<(), OperationError> {
    let page = report::render(summary)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(OperationError::file("make folder", folder))?;
    let partial = path.with_extension("html.part");
    let written = fs::write(&partial, page).and_then(|()| fs::rename(&partial, path));
    written.map_err(|error: io::Error| OperationError::file("write", path)(error))
}
