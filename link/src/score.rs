//! Scores the candidate pairs and keeps those that may be the same.

mod complete;
mod kernel;

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::bind::Bound;
use crate::block::{Blocks, RuleBlocks, pairs_of};
use crate::error::LinkError;
use crate::model::{BlockingRule, Model};
use crate::prepare::Prepared;
use crate::progress::{Progress, Step};
use crate::table::Table;
use crate::train::Trained;
use crate::weigh::Weights;
pub(crate) use kernel::score_pair;
use kernel::{Harvest, Kernel};

/// About so many pairs are scored before progress is told and a thread may take up other work.
const TASK_PAIR_COUNT: u64 = 50_000;

/// How to score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoreOptions {
    /// The least weight of a pair that is kept, in bits; a probability of 0.01 is -6.63.
    pub keep_weight: f64,
}

impl Default for ScoreOptions {
    fn default() -> Self {
        Self { keep_weight: -6.63 }
    }
}

/// Stands for the rule of a pair that is there only because its rows are linked over others.
pub const NO_RULE: u8 = u8::MAX;

/// A pair of rows that may be the same.
///
/// Units: `weight` in bits, prior included: 0 is an even chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoredPair {
    /// The lower row.
    pub left: u32,
    /// The higher row.
    pub right: u32,
    /// The match weight.
    pub weight: f32,
    /// The first blocking rule that made the pair; [`NO_RULE`] where none did, or the pair weighs less than asked for.
    pub rule: u8,
    /// Which level each comparison reached: see [`level_of`].
    pub pattern: u64,
}

/// The level that a pattern holds for a comparison: 0 for null, else one more than the level's position.
pub fn level_of(pattern: u64, comparison: usize) -> usize {
    (pattern >> (4 * comparison)) as usize & 15
}

/// The probability that a match weight stands for.
///
/// Units: `weight` in bits, prior included.
pub fn probability(weight: f64) -> f64 {
    1.0 / (1.0 + (-weight).exp2())
}

/// The match weight of a probability, in bits.
pub fn weight_of(probability: f64) -> f64 {
    (probability / (1.0 - probability)).log2()
}

/// What became of the candidate pairs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scored {
    /// The kept pairs, and whatever their weight all others between rows that are linked over some pairs; by left and
    /// right row.
    pub pairs: Vec<ScoredPair>,
    /// How many pairs were scored.
    pub pair_count: u64,
    /// The blocking rules, in the model's order.
    pub rules: Vec<RuleCount>,
    /// Kept pairs of some rule by weight: the weight rounded down to whole bits, and how many.
    pub histogram: Vec<(i32, u64)>,
}

impl Scored {
    /// Pairs that are scored already, with what can be counted of them.
    pub(crate) fn of_pairs(model: &Model, pairs: Vec<ScoredPair>, pair_count: u64) -> Self {
        let rule = |rule: &BlockingRule| RuleCount { label: rule.label(), ..RuleCount::default() };
        let mut rules: Vec<RuleCount> = model.rules().iter().map(rule).collect();
        for pair in pairs.iter().filter(|pair| pair.rule != NO_RULE) {
            rules[usize::from(pair.rule)].kept_count += 1;
        }
        let histogram = histogram(pairs.iter().filter(|pair| pair.rule != NO_RULE));
        Self { pairs, pair_count, rules, histogram }
    }
}

/// What a blocking rule gave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleCount {
    /// The rule in words.
    pub label: String,
    /// Its blocks of two records and more.
    pub block_count: u64,
    /// Blocks over the rule's cap that could not be refined, and were left out.
    pub oversize_block_count: u64,
    /// The records in those blocks.
    pub oversize_record_count: u64,
    /// The pairs it was the first to make.
    pub pair_count: u64,
    /// Of those, the kept.
    pub kept_count: u64,
}

/// Scores every pair that a blocking rule makes, each once, and keeps those of at least the wanted weight.
///
/// # Errors
/// [`LinkError::UnknownColumn`] where the model names a column that the table lacks.
pub fn score(
    table: &Table,
    trained: &Trained,
    options: &ScoreOptions,
    progress: Progress<'_>,
) -> Result<Scored, LinkError> {
    let prepared = Prepared::new(table, trained.model(), progress)?;
    Ok(score_prepared(&prepared, trained.model(), options, progress))
}

/// As [`score`], for what is prepared already.
pub(crate) fn score_prepared(
    prepared: &Prepared<'_>,
    model: &Model,
    options: &ScoreOptions,
    progress: Progress<'_>,
) -> Scored {
    let Prepared { bound, blocks } = prepared;
    let weights = Weights::new(model, bound);
    let kernel = Kernel { bound, blocks, weights: &weights, keep_weight: options.keep_weight };
    let total: u64 = blocks.rules().iter().map(RuleBlocks::pair_count).sum();
    let done = AtomicU64::new(0);
    let tasks = tasks(blocks);
    let harvests: Vec<Harvest> = tasks
        .par_iter()
        .map_init(
            || kernel.bench(),
            |bench, task| {
                let mut harvest = Harvest::default();
                for number in task.blocks.clone() {
                    let (rows, _) = blocks.rules()[task.rule].block(number);
                    kernel.score_block(task.rule, rows, bench, &mut harvest);
                }
                let before = done.fetch_add(task.pair_count, Ordering::Relaxed);
                progress(Step::Score, before + task.pair_count, total);
                harvest
            },
        )
        .collect();
    let mut scored = gather(model, blocks, &tasks, harvests);
    let keeps_all = Kernel { keep_weight: f64::NEG_INFINITY, ..kernel };
    scored.pairs.extend(complete::missing_pairs(&keeps_all, &scored.pairs, model.clustering().link_bits));
    scored.pairs.par_sort_unstable_by_key(|pair| (pair.left, pair.right));
    scored
}

/// Scores the pairs of some blocks that have a dirty row, and says how many there were.
///
/// Shape: `is_dirty` by row of `bound`; the pairs in no order.
pub(crate) fn score_touching(
    bound: &Bound<'_>,
    weights: &Weights,
    blocks: &Blocks,
    is_dirty: &[bool],
    options: &ScoreOptions,
) -> (Vec<ScoredPair>, u64) {
    let kernel = Kernel { bound, blocks, weights, keep_weight: options.keep_weight };
    let harvests = tasks(blocks).into_par_iter().map_init(
        || kernel.bench(),
        |bench, task| {
            let mut harvest = Harvest::default();
            for number in task.blocks {
                let (rows, _) = blocks.rules()[task.rule].block(number);
                kernel.score_dirty(task.rule, rows, is_dirty, bench, &mut harvest);
            }
            harvest
        },
    );
    let harvests: Vec<Harvest> = harvests.collect();
    let pair_count = harvests.iter().map(|harvest| harvest.pair_count).sum();
    (harvests.into_iter().flat_map(|harvest| harvest.pairs).collect(), pair_count)
}

/// The pairs inside groups of linked records that no rule made or that were not kept: see [`Scored::pairs`].
pub(crate) fn missing_between(
    bound: &Bound<'_>,
    weights: &Weights,
    pairs: &[ScoredPair],
    link_bits: f64,
) -> Vec<ScoredPair> {
    let blocks = Blocks::of_rows(&[], 0);
    let keep_weight = f64::NEG_INFINITY;
    let kernel = Kernel { bound, blocks: &blocks, weights, keep_weight };
    complete::missing_pairs(&kernel, pairs, link_bits)
}

/// Some neighbouring blocks of a rule.
struct Task {
    rule: usize,
    blocks: Range<usize>,
    pair_count: u64,
}

fn tasks(blocks: &Blocks) -> Vec<Task> {
    let mut tasks = Vec::new();
    for (rule, rule_blocks) in blocks.rules().iter().enumerate() {
        let mut task = Task { rule, blocks: 0..0, pair_count: 0 };
        for (number, (rows, _)) in rule_blocks.iter().enumerate() {
            task.blocks.end = number + 1;
            task.pair_count += pairs_of(rows.len());
            if task.pair_count >= TASK_PAIR_COUNT {
                tasks.push(std::mem::replace(
                    &mut task,
                    Task { rule, blocks: number + 1..number + 1, pair_count: 0 },
                ));
            }
        }
        if !task.blocks.is_empty() {
            tasks.push(task);
        }
    }
    tasks
}

fn gather(model: &Model, blocks: &Blocks, tasks: &[Task], harvests: Vec<Harvest>) -> Scored {
    let rules = model.rules().iter().zip(blocks.rules()).map(|(rule, rule_blocks)| RuleCount {
        label: rule.label(),
        block_count: rule_blocks.block_count() as u64,
        oversize_block_count: rule_blocks.oversize_block_count,
        oversize_record_count: rule_blocks.oversize_record_count,
        ..RuleCount::default()
    });
    let mut scored = Scored { rules: rules.collect(), ..Scored::default() };
    scored.pairs.reserve_exact(harvests.iter().map(|harvest| harvest.pairs.len()).sum());
    for (task, harvest) in tasks.iter().zip(harvests) {
        let rule = &mut scored.rules[task.rule];
        rule.pair_count += harvest.pair_count;
        rule.kept_count += harvest.pairs.len() as u64;
        scored.pair_count += harvest.pair_count;
        scored.pairs.extend(harvest.pairs);
    }
    scored.histogram = histogram(scored.pairs.iter());
    scored
}

fn histogram<'p>(pairs: impl Iterator<Item = &'p ScoredPair>) -> Vec<(i32, u64)> {
    let mut counts: FxHashMap<i32, u64> = FxHashMap::default();
    pairs.for_each(|pair| *counts.entry(pair.weight.floor() as i32).or_default() += 1);
    let mut counts: Vec<(i32, u64)> = counts.into_iter().collect();
    counts.sort_unstable();
    counts
}
