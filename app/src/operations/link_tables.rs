//! Links the records of tables that belong to no place, and writes what came of it into a folder.
//!
//! Nothing is kept but the files written: no ids over time, no record of who did it.

use std::fs;
use std::path::{Path, PathBuf};

use link::cluster::{ClusterOptions, cluster};
use link::model::Model;
use link::progress::Progress;
use link::score::{self, ScoreOptions, ScoredPair, weight_of};
use link::table::Table;
use link::train::TrainOptions;
use link::{Linked, Prepared};

use super::OperationError;
use super::open_tables::{self, Opened};
use crate::linkage::LinkedTables;
use crate::linkage::review::{Names, summarise_review};
use crate::linkage::verdicts::{Calibrated, RowVerdicts, TRUTH, calibrated, summarise};
use crate::progress::Watcher;
use crate::report;
use crate::review::{self, Filled, RecordName, ReviewError, verdicts_csv};
use crate::stopwatch::Stopwatch;
use crate::summary::{LinkageSummary, ReviewSummary};
use crate::tables::{self, GroupQuality, InputTable, LinkQuality, Origin, ReadOptions};

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
    /// Whether the model learns from the truth.
    pub learn: bool,
    /// The column of the groups that quality is measured by.
    pub group: Option<&'a str>,
    /// The column of the records' ids.
    pub id: Option<&'a str>,
    /// The probability from which on two records count as the same.
    pub threshold: Option<f64>,
    /// Whether only records of different tables are compared.
    pub between: bool,
    /// What people said of pairs, where there is a file of it.
    pub verdicts: Option<&'a Path>,
    /// Tables, by their sources, that have no two records of one person.
    pub duplicate_free: &'a [String],
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
    let options = ReadOptions {
        id: request.id,
        truth: request.truth,
        group: request.group,
        with_digests: request.verdicts.is_some(),
        ..ReadOptions::default()
    };
    let Opened { tables, standard, model: given } =
        stopwatch.time("read", || open_tables::open(request.files, request.model, &options, watcher))?;
    let progress: Progress<'_> = &|step, done, total| open_tables::tell(watcher, step, done, total);
    let model = match given {
        Some(model) => model,
        None => stopwatch.time("block", || open_tables::composed(&standard, progress))?,
    };
    let model = if request.between { model.between_sources_only() } else { model };
    let model = model.with_duplicate_free(request.duplicate_free.iter().cloned());
    let read = request.verdicts.map(read_verdicts).transpose()?.unwrap_or_default();
    let verdicts = tables::on_rows(&tables, &read);
    let table = standard.table;
    let labels = if request.learn { tables::truth(&tables).unwrap_or_default() } else { Vec::new() };
    let work = Work { table: &table, threshold: request.threshold, verdicts: &verdicts, labels: &labels };
    let (linked, weighed, calibrated) = work.link(model, &mut stopwatch, progress)?;
    watcher.end();
    let (pairs, cluster_of) = (&linked.scored.pairs, &linked.clusters.cluster_of);
    let quality = tables::measure(&tables, linked.trained.model(), pairs, cluster_of);
    let between = linked.trained.model().between_sources();
    let groups = tables::measure_groups(&tables, cluster_of, between);
    let sources: Vec<String> = tables.iter().map(|table| table.source.clone()).collect();
    let mut summary = LinkedTables { table: &table, linked: &linked, sources: &sources }.summarise();
    summary.review = Some(review(&tables, &table, &linked, (&verdicts, calibrated)));
    stopwatch.time("write", || write((request, &options), &tables, &linked, &weighed, &summary))?;
    if !read.pairs.is_empty() {
        let path = request.out.join(tables::VERDICTS);
        fs::write(&path, verdicts_csv(&read.pairs)?).map_err(OperationError::file("write", &path))?;
    }
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

/// Reads a file of verdicts; a row that can't be taken is told, and none is then.
fn read_verdicts(path: &Path) -> Result<Filled, OperationError> {
    let mut read = review::read(path)?;
    read.faults.extend(tables::faults_of_seen(&read));
    if read.faults.is_empty() {
        return Ok(read);
    }
    Err(ReviewError::Faults { path: path.to_owned(), faults: read.faults }.into())
}

/// Pairs to be written, each with its weight.
type Weighed = Vec<(ScoredPair, f64)>;

/// What is linked, and how.
struct Work<'w> {
    table: &'w Table,
    threshold: Option<f64>,
    verdicts: &'w RowVerdicts,
    /// What is known of rows to learn from, where anything is.
    labels: &'w [Option<u32>],
}

impl Work<'_> {
    /// Blocks, trains, scores, calibrates and clusters.
    fn link(
        &self,
        model: Model,
        stopwatch: &mut Stopwatch,
        progress: Progress<'_>,
    ) -> Result<(Linked, Weighed, Calibrated), OperationError> {
        let Self { table, verdicts, .. } = self;
        let model = &self.at_threshold(model);
        let prepared = stopwatch.time("block", || Prepared::new(table, model, progress));
        let prepared = prepared.map_err(OperationError::LinkTables)?;
        let train = || prepared.train_from(model, &TrainOptions::default(), self.labels, progress);
        let trained = stopwatch.time("train", train);
        let options = ScoreOptions { keep_weight: weight_of(KEPT_PROBABILITY) };
        let scored = stopwatch.time("score", || prepared.score(&trained, &options, progress));
        let is_kept = |pair: &&ScoredPair| f64::from(pair.weight) >= options.keep_weight;
        let kept: Vec<ScoredPair> = scored.pairs.iter().filter(is_kept).copied().collect();
        // Given weights come out as they went in; those learnt from samples are not that exact.
        let weights = if model.is_learning() {
            kept.iter().map(|pair| f64::from(pair.weight)).collect()
        } else {
            stopwatch.time("score", || prepared.weigh(&trained, &kept))
        };
        drop(prepared);
        let (trained, calibrated) = calibrated(trained, &verdicts.readings(&scored.pairs));
        let trained = trained.adjusted(|model| self.at_threshold(model));
        let options = ClusterOptions::new(trained.model(), table).with_verdicts(&verdicts.bound);
        let clusters = stopwatch.time("cluster", || cluster(table.row_count(), &scored.pairs, &options));
        let linked = Linked { trained, scored, clusters };
        Ok((linked, kept.into_iter().zip(weights).collect(), calibrated))
    }

    /// The model with the threshold that was asked for, as its weights mean probabilities.
    fn at_threshold(&self, model: Model) -> Model {
        match self.threshold {
            Some(threshold) => {
                let bits = model.weight_of(threshold);
                model.with_link_bits(bits)
            }
            None => model,
        }
    }
}

/// The part of the account that is for people.
fn review(
    tables: &[InputTable],
    table: &Table,
    linked: &Linked,
    (verdicts, calibrated): (&RowVerdicts, Calibrated),
) -> ReviewSummary {
    let rows = tables::Rows::new(tables);
    let names = Names {
        of_row: &|row| {
            let RecordName { source, id } = rows.name(row);
            format!("{source} {id}")
        },
        of_cluster: &|suspect| suspect.cluster.to_string(),
    };
    let mut review = summarise_review(table, linked, (verdicts, calibrated), &names);
    let (pairs, model) = (&linked.scored.pairs, linked.trained.model());
    let raw = tables::reliability(tables, pairs, score::probability);
    review.reliability.extend(raw.and_then(|raw| summarise(&raw, TRUTH, false)));
    if model.calibration().is_some() {
        let known = tables::reliability(tables, pairs, |weight| model.probability(weight));
        review.reliability.extend(known.and_then(|known| summarise(&known, TRUTH, true)));
    }
    review
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
    let sources: Vec<String> = request.files.iter().map(|file| tables::source_of(file)).collect();
    if let Some(unknown) = request.duplicate_free.iter().find(|name| !sources.contains(name)) {
        return Err(OperationError::UnknownSource { asked: unknown.clone(), sources });
    }
    if request.between && request.files.len() < 2 {
        return Err(OperationError::BetweenOne);
    }
    Ok(())
}

/// Writes what came of it, and what it was made from; the two large files side by side.
fn write(
    (request, options): (&Request<'_>, &ReadOptions<'_>),
    tables: &[InputTable],
    linked: &Linked,
    pairs: &[(ScoredPair, f64)],
    summary: &LinkageSummary,
) -> Result<(), OperationError> {
    let out = request.out;
    fs::create_dir_all(out).map_err(OperationError::file("make", out))?;
    let model = linked.trained.model();
    let write_text = |name: &str, text: String| {
        let path = out.join(name);
        fs::write(&path, text).map_err(OperationError::file("write", &path))
    };
    let write_pairs = || tables::write_pairs(&out.join(tables::PAIRS), tables, model, pairs);
    let write_rest = || {
        tables::write_clusters(&out.join(tables::CLUSTERS), tables, &linked.clusters.cluster_of)?;
        write_text(tables::MODEL, model.to_toml())?;
        write_text(tables::REPORT, report::render_linkage(summary)?)?;
        Origin::of(request.files, options)?.write(out)
    };
    let (pairs, rest): (_, Result<(), OperationError>) = rayon::join(write_pairs, write_rest);
    pairs?;
    rest
}
