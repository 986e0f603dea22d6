//! Links the records of tables that belong to no place, and writes what came of it into a folder.
//!
//! Nothing is kept but the files written: no ids over time, no record of who did it.

use std::fs;
use std::path::{Path, PathBuf};

use link::advise::{AdviceOptions, advise};
use link::cluster::{ClusterOptions, cluster};
use link::compose::compose;
use link::field::infer;
use link::model::Model;
use link::progress::{Progress, Step};
use link::score::{ScoreOptions, ScoredPair, weight_of};
use link::standard::{Source, Standard, standardise};
use link::table::{Column, Table};
use link::train::TrainOptions;
use link::{Linked, Prepared};

use super::OperationError;
use crate::linkage::LinkedTables;
use crate::progress::{Unit, Watcher};
use crate::report;
use crate::stopwatch::Stopwatch;
use crate::summary::LinkageSummary;
use crate::tables::{self, InputTable, LinkQuality, ReadOptions};

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
    let given = request.model.map(read_model).transpose()?;
    let (tables, standard) = stopwatch.time("read", || {
        let as_it_stands = given.as_ref().is_some_and(Model::raw_columns);
        let options = ReadOptions { id: request.id, truth: request.truth, as_it_stands };
        let mut tables = read(request, &options, watcher)?;
        let standard = into_standard(&mut tables, given.as_ref())?;
        Ok::<_, OperationError>((tables, standard))
    })?;
    let progress: Progress<'_> = &|step, done, total| tell(watcher, step, done, total);
    let model = match given {
        Some(model) => model,
        None => stopwatch.time("block", || composed(&standard, progress))?,
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

fn read_model(path: &Path) -> Result<Model, OperationError> {
    let text = fs::read_to_string(path).map_err(OperationError::file("read", path))?;
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) {
        return Model::from_splink(&text)
            .map_err(|error| OperationError::SplinkModel { path: path.to_owned(), error });
    }
    Model::parse(&text).map_err(|error| OperationError::Model { path: path.to_owned(), error })
}

fn read(
    request: &Request<'_>,
    options: &ReadOptions<'_>,
    watcher: &dyn Watcher,
) -> Result<Vec<InputTable>, OperationError> {
    watcher.begin("tables".into(), Unit::Items, request.files.len() as u64);
    let mut tables: Vec<InputTable> = Vec::with_capacity(request.files.len());
    for (number, file) in request.files.iter().enumerate() {
        let table = tables::read_table(file, options)?;
        if tables.iter().any(|known| known.source == table.source) {
            return Err(OperationError::SameSource { path: file.clone(), source_name: table.source });
        }
        tables.push(table);
        watcher.reach(number as u64 + 1);
    }
    watcher.end();
    Ok(tables)
}

/// The tables in standard columns, with the columns besides that a model names as they stand in the files.
fn into_standard(tables: &mut [InputTable], model: Option<&Model>) -> Result<Standard, OperationError> {
    let put_together = OperationError::PutTogether;
    if model.is_some_and(Model::raw_columns) {
        return as_they_stand(tables).map_err(put_together);
    }
    let sources: Vec<Source> = tables
        .iter_mut()
        .map(|table| {
            let columns = std::mem::take(&mut table.columns);
            let roles = infer(&columns, &[]);
            Source { columns, roles }
        })
        .collect();
    let mut standard = standardise(&sources).map_err(put_together)?;
    let Some(model) = model else { return Ok(standard) };
    let (numbers, mut columns) = standard.table.into_parts();
    for name in model.columns() {
        if columns.iter().any(|column| column.name() == name) {
            continue;
        }
        let mut column = Column::new(name);
        let mut row_count = 0;
        for source in &sources {
            row_count += source.columns.first().map_or(0, |column| column.ids().len());
            if let Some(own) = source.columns.iter().find(|own| own.name() == name) {
                column.extend_changed(own, |text, value| value.push_str(text));
            }
            column.fill_to(row_count);
        }
        if column.has_values() {
            columns.push(column);
        }
    }
    standard.table = Table::from_columns(numbers, columns).map_err(put_together)?;
    Ok(standard)
}

/// The tables' own columns; those that several call the same are one.
fn as_they_stand(tables: &mut [InputTable]) -> Result<Standard, link::table::TableError> {
    let mut numbers = Vec::new();
    let mut columns: Vec<Column> = Vec::new();
    for (number, table) in tables.iter_mut().enumerate() {
        let row_count = numbers.len();
        numbers.resize(row_count + table.row_count(), number as u16);
        for own in std::mem::take(&mut table.columns) {
            let at = columns.iter().position(|column| column.name() == own.name()).unwrap_or_else(|| {
                columns.push(Column::new(own.name()));
                columns.len() - 1
            });
            columns[at].fill_to(row_count);
            columns[at].extend_changed(&own, |text, value| value.push_str(text));
        }
    }
    for column in &mut columns {
        column.fill_to(numbers.len());
    }
    Ok(Standard { table: Table::from_columns(numbers, columns)?, others: Vec::new() })
}

/// A model for tables that came without one, with the blocking rules that their data advises.
fn composed(standard: &Standard, progress: Progress<'_>) -> Result<Model, OperationError> {
    let model = compose(standard);
    let options = AdviceOptions::for_rows(standard.table.row_count());
    let advice = advise(&standard.table, &model, &options, progress).map_err(OperationError::LinkTables)?;
    Ok(model.with_rules(advice.rules.into_iter().map(|advised| advised.rule).collect()))
}

fn tell(watcher: &dyn Watcher, step: Step, done: u64, total: u64) {
    if done == 0 {
        watcher.begin(step.name().into(), Unit::Items, total);
    }
    watcher.reach(done);
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
