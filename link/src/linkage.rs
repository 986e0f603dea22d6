//! The whole way from records to entities in one go, which prepares table and model once for training and scoring.

use crate::cluster::{ClusterOptions, Clusters, cluster};
use crate::error::LinkError;
use crate::model::Model;
use crate::prepare::Prepared;
use crate::progress::Progress;
use crate::score::{ScoreOptions, Scored};
use crate::table::Table;
use crate::train::{TrainOptions, Trained};
use crate::verdict::Verdict;

/// How to link.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LinkOptions<'v> {
    /// How to train.
    pub train: TrainOptions,
    /// How to score.
    pub score: ScoreOptions,
    /// What people said of pairs of rows: it binds.
    pub verdicts: &'v [Verdict],
}

/// What came of linking.
#[derive(Debug, Clone, PartialEq)]
pub struct Linked {
    /// The model with what it learnt.
    pub trained: Trained,
    /// The pairs.
    pub scored: Scored,
    /// The entities.
    pub clusters: Clusters,
}

/// Trains a model on a table, scores the table's pairs with it and makes clusters of them.
///
/// # Errors
/// [`LinkError::UnknownColumn`] where the model names a column that the table lacks. Data never fails.
pub fn link(
    table: &Table,
    model: &Model,
    options: &LinkOptions<'_>,
    progress: Progress<'_>,
) -> Result<Linked, LinkError> {
    let prepared = Prepared::new(table, model, progress)?;
    let trained = prepared.train(model, &options.train, progress);
    let scored = prepared.score(&trained, &options.score, progress);
    drop(prepared);
    let cluster_options = ClusterOptions::new(trained.model(), table).with_verdicts(options.verdicts);
    let clusters = cluster(table.row_count(), &scored.pairs, &cluster_options);
    Ok(Linked { trained, scored, clusters })
}
