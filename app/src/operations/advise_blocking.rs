//! Tells which blocking rules find the most matches of tables for their pairs, from the data alone.

use std::path::{Path, PathBuf};

use link::advise::{Advice, AdviceOptions, advise, advise_for_recall};
use link::compose::compose;
use link::progress::Progress;

use super::OperationError;
use super::open_tables::{self, Opened};
use crate::progress::Watcher;
use crate::tables::ReadOptions;

/// What to advise on.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The tables.
    pub files: &'a [PathBuf],
    /// The model whose comparisons say what a match is, where there is one.
    pub model: Option<&'a Path>,
    /// The column of the records' ids.
    pub id: Option<&'a str>,
    /// A column of the known truth, which is left out.
    pub truth: Option<&'a str>,
    /// The most pairs that the rules may make together.
    pub pairs: Option<u64>,
    /// The share of the matches seen that is enough.
    pub recall: Option<f64>,
    /// Whether only records of different tables are compared.
    pub between: bool,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Records in the tables.
    pub records: u64,
    /// The most pairs that were allowed, or that it took to reach the recall asked for.
    pub pair_budget: u64,
    /// The recall asked for, where it was not reached.
    pub missed: Option<f64>,
    /// The rules, and what they find.
    pub advice: Advice,
}

/// Advises on blocking rules.
///
/// # Errors
/// Where a table or the model can't be read, or the model doesn't fit.
pub fn advise_blocking(request: &Request<'_>, watcher: &dyn Watcher) -> Result<Outcome, OperationError> {
    if let Some(recall) = request.recall
        && !(recall > 0.0 && recall <= 1.0)
    {
        return Err(OperationError::Recall { recall });
    }
    let options = ReadOptions { id: request.id, truth: request.truth, ..ReadOptions::default() };
    let Opened { standard, model, .. } = open_tables::open(request.files, request.model, &options, watcher)?;
    let model = model.unwrap_or_else(|| compose(&standard));
    let model = if request.between { model.between_sources_only() } else { model };
    let records = standard.table.row_count();
    let mut options = AdviceOptions::for_rows(records);
    options.pair_budget = request.pairs.unwrap_or(options.pair_budget);
    options.recall_target = request.recall.unwrap_or(options.recall_target);
    let progress: Progress<'_> = &|step, done, total| open_tables::tell(watcher, step, done, total);
    let advised = match request.recall {
        // Without a budget of the user's own, the recall is what counts.
        Some(_) if request.pairs.is_none() => advise_for_recall(&standard.table, &model, &options, progress),
        _ => advise(&standard.table, &model, &options, progress).map(|advice| (advice, options.pair_budget)),
    };
    let (advice, pair_budget) = advised.map_err(OperationError::LinkTables)?;
    watcher.end();
    let missed = request.recall.filter(|recall| advice.recall() < *recall);
    Ok(Outcome { records: records as u64, pair_budget, missed, advice })
}
