//! A table and a model made ready for each other: tests bound to columns, records put into blocks.

use rayon::prelude::*;

use crate::bind::Bound;
use crate::block::Blocks;
use crate::error::LinkError;
use crate::model::Model;
use crate::progress::Progress;
use crate::score::{ScoreOptions, Scored, ScoredPair, level_of, score_prepared};
use crate::table::Table;
use crate::train::{TrainOptions, Trained, train_prepared};
use crate::weigh::Weights;

/// What training and scoring both start from.
pub struct Prepared<'t> {
    pub(crate) bound: Bound<'t>,
    pub(crate) blocks: Blocks,
}

impl<'t> Prepared<'t> {
    /// Binds a model to a table and puts the table's records into blocks.
    ///
    /// # Errors
    /// [`LinkError::UnknownColumn`] where the model names a column that the table lacks.
    pub fn new(table: &'t Table, model: &Model, progress: Progress<'_>) -> Result<Self, LinkError> {
        Ok(Self { bound: Bound::new(table, model)?, blocks: Blocks::new(table, model, progress)? })
    }

    /// Trains the model that this was made ready for.
    pub fn train(&self, model: &Model, options: &TrainOptions, progress: Progress<'_>) -> Trained {
        train_prepared(self, model, options, &[], progress)
    }

    /// As [`Self::train`], with m learnt from rows that are known to be the same, where they make 100 pairs and more.
    ///
    /// Shape: a label a row, none where it is not known; rows of one label are the same.
    pub fn train_from(
        &self,
        model: &Model,
        options: &TrainOptions,
        labels: &[Option<u32>],
        progress: Progress<'_>,
    ) -> Trained {
        train_prepared(self, model, options, labels, progress)
    }

    /// The weights of pairs to the last bit: those kept with pairs are rounded.
    ///
    /// Shape: as `pairs`, which [`Self::score`] gave for the same model.
    ///
    /// Units: bits.
    pub fn weigh(&self, trained: &Trained, pairs: &[ScoredPair]) -> Vec<f64> {
        let weights = Weights::new(trained.model(), &self.bound);
        let weigh = |pair: &ScoredPair| {
            let left = self.bound.row(pair.left);
            let mut bits = weights.start();
            for comparison in 0..self.bound.comparison_count() {
                bits.add(weights.bits(comparison, level_of(pair.pattern, comparison), left));
            }
            bits.weight()
        };
        pairs.par_iter().map(weigh).collect()
    }

    /// Scores the candidate pairs with the model that this was made ready for, trained.
    pub fn score(&self, trained: &Trained, options: &ScoreOptions, progress: Progress<'_>) -> Scored {
        score_prepared(self, trained.model(), options, progress)
    }
}
