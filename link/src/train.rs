//! Learns what agreement is worth: u, m, and the chance that two records are the same.

mod agreement;
mod estimate;
mod known;
mod passes;
mod random;
mod start;

use std::fmt;

use crate::error::LinkError;
use crate::model::Model;
use crate::prepare::Prepared;
use crate::progress::Progress;
use crate::table::Table;
use estimate::{Estimates, estimate_levels, estimate_prior, matches_seen, take_known};
use passes::Pass;
pub(crate) use random::Random;

/// How often m and u are estimated in turn.
const TURN_COUNT: u32 = 4;
/// The most rounds of each turn.
const ROUND_COUNT: u32 = 100;
/// The change of m at which it has settled.
const TOLERANCE: f64 = 1e-5;
/// Fewer matches than this leave a comparison in doubt.
const MATCH_COUNT_MIN: f64 = 100.0;

/// How to train.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrainOptions {
    /// What the samples are drawn by.
    pub seed: u64,
    /// The random pairs drawn for each comparison to learn u from.
    pub random_pair_count: usize,
    /// The candidate pairs of all blocking rules to learn m from, about; of each rule as many.
    pub pair_count: usize,
}

impl Default for TrainOptions {
    fn default() -> Self {
        Self { seed: 0, random_pair_count: 300_000, pair_count: 1_500_000 }
    }
}

/// A model with every number filled in, and how it came to them.
#[derive(Debug, Clone, PartialEq)]
pub struct Trained {
    model: Model,
    diagnostics: Diagnostics,
}

impl Trained {
    /// A model whose numbers stand as they are.
    pub fn as_given(model: &Model) -> Self {
        let diagnostics = Diagnostics { converged: true, ..Diagnostics::default() };
        Self { model: model.clone(), diagnostics }
    }

    /// The model, every m, u and prior filled in; prints as TOML and reads back.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The same training with what is said of weights changed: what they mean, or from which on a pair links.
    pub fn adjusted(self, adjust: impl FnOnce(Model) -> Model) -> Self {
        Self { model: adjust(self.model), ..self }
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
    /// Candidate pairs that were learnt from.
    pub pair_count: u64,
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
    /// A comparison's m rests on few matches, and so mostly on the model's own numbers.
    FewMatches {
        /// The comparison.
        comparison: String,
        /// How many matches it was learnt from, about.
        match_count: u64,
    },
    /// A level is worth more than one above it.
    OutOfOrder {
        /// The comparison.
        comparison: String,
        /// The level that is worth more.
        level: String,
    },
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPairs => f.write_str("no two records share a block: the model's own numbers stand"),
            Self::NotConverged => f.write_str("training had not settled when its rounds ran out"),
            Self::FewMatches { comparison, match_count } => {
                write!(
                    f,
                    "{comparison}: about {match_count} matches to learn from, so mostly the model's own numbers stand"
                )
            }
            Self::OutOfOrder { comparison, level } => {
                write!(f, "{comparison}: `{level}` came out worth more than a level above it")
            }
        }
    }
}

/// Learns u from values and random pairs, m from candidate pairs, and the prior.
///
/// # Errors
/// [`LinkError::UnknownColumn`] where the model names a column that the table lacks. Data never fails: see [`Diagnostics`].
///
/// # Source
/// Fellegi and Sunter (1969); Winkler (1988) for the estimation by expectation and maximisation.
pub fn train(
    table: &Table,
    model: &Model,
    options: &TrainOptions,
    progress: Progress<'_>,
) -> Result<Trained, LinkError> {
    let prepared = Prepared::new(table, model, progress)?;
    Ok(train_prepared(&prepared, model, options, &[], progress))
}

/// As [`train`], for what is prepared already; where there are labels, m is how often rows of one label agree.
pub(crate) fn train_prepared(
    prepared: &Prepared<'_>,
    model: &Model,
    options: &TrainOptions,
    labels: &[Option<u32>],
    progress: Progress<'_>,
) -> Trained {
    if !model.is_learning() {
        return Trained::as_given(model);
    }
    let mut rates = agreement::measure(&prepared.bound, options.seed, options.random_pair_count);
    let rule_pair_count = options.pair_count.div_ceil(model.rules().len().max(1));
    let passes = passes::count(prepared, model, options.seed, rule_pair_count, progress);
    let total_pairs = prepared.bound.compared_pairs(0..prepared.bound.row_count() as u32).max(1) as f64;
    start::lean(model, &mut rates, total_pairs);
    let start = start::estimates(model, &rates, prepared.bound.row_count());
    let mut estimates = start.clone();
    let mut diagnostics = Diagnostics { converged: false, ..Diagnostics::default() };
    diagnostics.pair_count =
        passes.iter().flat_map(|pass| &pass.patterns).map(|(_, count)| *count as u64).sum();
    // What is known of unrelated pairs depends on how many random pairs are matches, and that on m: a few turns suffice.
    let known = known::count(&prepared.bound, labels);
    let is_known = known.iter().map(|(_, count)| count).sum::<f64>() >= MATCH_COUNT_MIN;
    for _ in 0..TURN_COUNT {
        if is_known {
            take_known(&mut estimates, &known, &start);
            diagnostics.converged = true;
        } else {
            let (rounds, settled) =
                estimate_levels(&mut estimates, &passes, &start, (ROUND_COUNT, TOLERANCE));
            diagnostics.iterations += rounds;
            diagnostics.converged = settled;
        }
        estimate_prior(&mut estimates, &passes, total_pairs);
        start::set_aside_matches(&mut estimates, &rates);
    }
    diagnostics.doubts = doubts(model, &estimates, &passes, &diagnostics);
    Trained { model: start::fill_in(model, &estimates), diagnostics }
}

fn doubts(model: &Model, estimates: &Estimates, passes: &[Pass], diagnostics: &Diagnostics) -> Vec<Doubt> {
    if diagnostics.pair_count == 0 {
        return vec![Doubt::NoPairs];
    }
    let mut doubts = Vec::new();
    if !diagnostics.converged {
        doubts.push(Doubt::NotConverged);
    }
    let seen = matches_seen(estimates, passes);
    for ((comparison, chances), seen) in model.comparisons().iter().zip(&estimates.comparisons).zip(seen) {
        if chances.levels.iter().all(|level| level.fixed.is_some()) {
            continue;
        }
        let name = comparison.name().to_owned();
        if seen < MATCH_COUNT_MIN {
            doubts.push(Doubt::FewMatches { comparison: name.clone(), match_count: seen as u64 });
        }
        let pairs = chances.levels.windows(2).zip(&comparison.levels()[1..]);
        for (levels, level) in pairs {
            // Half a bit is within the error of a rare level.
            if levels[1].m / levels[1].u > 1.5 * levels[0].m / levels[0].u {
                doubts.push(Doubt::OutOfOrder { comparison: name.clone(), level: level.label().to_owned() });
            }
        }
    }
    doubts
}
