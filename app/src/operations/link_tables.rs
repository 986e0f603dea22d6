//! Links the records of tables that belong to no place, and writes what came of it into a folder.
//!
//! Nothing is kept but the files written: no ids over time, no record of who did it.

use std::fs;
use std::path::{Path, PathBuf};

use link::cluster::{ClusterOptions, cluster};
use link::model::Model;
use link::progress::Progress;
use link::score::{ScoreOptions, ScoredPair, weight_of};
use link::table::Table;
use link::train::TrainOptions;
use link::{Linked, Prepared};

use super::OperationError;
use super::open_tables::{self, Opened};
use crate::linkage::LinkedTables;
use crate::progress::Watcher;
use crate::report;
use crate::stopwatch::Stopwatch;
use crate::summary::LinkageSummary;
use crate::tables::{self, GroupQuality, InputTable, LinkQuality, ReadOptions};

/// The probability from which on a pair is written.
const KEPT_PROBABILITY: f64 = 0.01;

/// What to link, and where to.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The tables.
    pub files: &'a [PathBuf],
    /// The folder to write: new or empty.
    pub out: &'a Path,
    /// The model, where there is one.
    pub model: Option<&'a Path>,
    /// The column of the known truth.
    pub truth: Option<&'a str>,
    /// The column of the groups that quality is measured by.
    pub group: Option<&'a str>,
    /// The column of the records' ids.
    pub id: Option<&'a str>,
    /// The probability from which on two records count as the same.
    pub threshold: Option<f64>,
    /// Whether only records of different tables are compared.
    pub between: bool,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Records linked.
    pub records: u64,
    /// Rows that could not be read, by table.
    pub unreadable: Vec<(String, u64)>,
    /// Pairs scored.
    pub pairs_scored: u64,
    /// Clusters, those of one record among them.
    pub clusters: u64,
    /// Threads that worked.
    pub threads: usize,
    /// Wall-clock seconds by stage.
    pub seconds: Seconds,
    /// Quality, where the truth is known.
    pub quality: Option<LinkQuality>,
    /// Quality by group, where groups were asked for.
    pub groups: Option<GroupQuality>,
    /// Everything the report shows.
    pub summary: LinkageSummary,
}

/// Wall-clock seconds by stage.
#[derive(Debug, Clone, Copy, Default, PartialEq, serde::Serialize)]
pub struct Seconds {
    /// Reading the tables and bringing them into standard columns.
    pub read: f64,
    /// Choosing blocking rules and putting records into blocks.
    pub block: f64,
    /// Training.
    pub train: f64,
    /// Scoring.
    pub score: f64,
    /// Clustering.
    pub cluster: f64,
    /// Writing.
    pub write: f64,
    /// All of it.
    pub total: f64,
}

/// Links tables.
///
/// # Errors
/// Where a table can't be read, something is in the way, the model doesn't fit or a file can't be written.
pub fn link_tables(request: &Request<'_>, watcher: &dyn Watcher) -> Result<Outcome, OperationError> {
    let mut stopwatch = Stopwatch::begin();
    check(request)?;
    let options =
        ReadOptions { id: request.id, truth: request.truth, group: request.group, ..ReadOptions::default() };
    let Opened { tables, standard, model: given } =
        stopwatch.time("read", || open_tables::open(request.files, request.model, &options, watcher))?;
    let progress: Progress<'_> = &|step, done, total| open_tables::tell(watcher, step, done, total);
    let model = match given {
        Some(model) => model,
        None => stopwatch.time("block", || open_tables::composed(&standard, progress))?,
    };
    let model = if request.between { model.between_sources_only() } else { model };
    let model = match request.threshold {
        Some(threshold) => model.with_link_bits(weight_of(threshold)),
        None => model,
    };
    let table = standard.table;
    let (linked, weighed) = link(&table, &model, &mut stopwatch, progress)?;
    watcher.end();
    let quality =
        tables::measure(&tables, model.between_sources(), &linked.scored.pairs, &linked.clusters.cluster_of);
    let groups = tables::measure_groups(&tables, &linked.clusters.cluster_of);
    let sources: Vec<String> = tables.iter().map(|table| table.source.clone()).collect();
    let summary = LinkedTables { table: &table, linked: &linked, sources: &sources }.summarise();
    stopwatch.time("write", || write(request.out, &tables, &linked, &weighed, &summary))?;
    let unreadable = tables.iter().filter(|table| table.unreadable > 0);
    Ok(Outcome {
        records: table.row_count() as u64,
        unreadable: unreadable.map(|table| (table.source.clone(), table.unreadable)).collect(),
        pairs_scored: linked.scored.pair_count,
        clusters: u64::from(linked.clusters.cluster_count),
        threads: rayon::current_num_threads(),
        seconds: Seconds::of(&stopwatch),
        quality,
        groups,
        summary,
    })
}

/// Blocks, trains, scores and clusters; beside what came of it the pairs to be written, each with its weight.
fn link(
    table: &Table,
    model: &Model,
    stopwatch: &mut Stopwatch,
    progress: Progress<'_>,
) -> Result<(Linked, Vec<(ScoredPair, f64)>), OperationError> {
    let prepared = stopwatch.time("block", || Prepared::new(table, model, progress));
    let prepared = prepared.map_err(OperationError::LinkTables)?;
    let trained = stopwatch.time("train", || prepared.train(model, &TrainOptions::default(), progress));
    let options = ScoreOptions { keep_weight: weight_of(KEPT_PROBABILITY) };
    let scored = stopwatch.time("score", || prepared.score(&trained, &options, progress));
    let kept: Vec<ScoredPair> =
        scored.pairs.iter().filter(|pair| f64::from(pair.weight) >= options.keep_weight).copied().collect();
    // Given weights come out as they went in; those learnt from samples are not that exact.
    let weights = if model.is_learning() {
        kept.iter().map(|pair| f64::from(pair.weight)).collect()
    } else {
        stopwatch.time("score", || prepared.weigh(&trained, &kept))
    };
    drop(prepared);
    let clusters = stopwatch.time("cluster", || {
        cluster(table.row_count(), &scored.pairs, &ClusterOptions::new(trained.model(), table))
    });
    Ok((Linked { trained, scored, clusters }, kept.into_iter().zip(weights).collect()))
}

impl Seconds {
    fn of(stopwatch: &Stopwatch) -> Self {
        let of = |stage| stopwatch.seconds(stage);
        Self {
            read: of("read"),
            block: of("block"),
            train: of("train"),
            score: of("score"),
            cluster: of("cluster"),
            write: of("write"),
            total: stopwatch.total(),
        }
    }
}

fn check(request: &Request<'_>) -> Result<(), OperationError> {
    let is_empty = |folder: &Path| fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
    if request.out.exists() && !is_empty(request.out) {
        return Err(OperationError::Exists { path: request.out.to_owned() });
    }
    if let Some(threshold) = request.threshold
        && !(threshold > 0.0 && threshold < 1.0)
    {
        return Err(OperationError::Threshold { threshold });
    }
    if request.between && request.files.len() < 2 {
        return Err(OperationError::BetweenOne);
    }
    Ok(())
}

fn write(
    out: &Path,
    tables: &[InputTable],
    linked: &Linked,
    pairs: &[(ScoredPair, f64)],
    summary: &LinkageSummary,
) -> Result<(), OperationError> {
    fs::create_dir_all(out).map_err(OperationError::file("make", out))?;
    let model = linked.trained.model();
    tables::write_pairs(&out.join(tables::PAIRS), tables, model, pairs)?;
    tables::write_clusters(&out.join(tables::CLUSTERS), tables, &linked.clusters.cluster_of)?;
    let path = out.join(tables::MODEL);
    fs::write(&path, model.to_toml()).map_err(OperationError::file("write", &path))?;
    let path = out.join(tables::REPORT);
    fs::write(&path, report::render_linkage(summary)?).map_err(OperationError::file("write", &path))
}
