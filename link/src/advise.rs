//! Which pairs to look at: chooses blocking rules for a budget of pairs, or until enough matches are found, from the data
//! itself and without labels.
//!
//! Many rules are tried on a sample. The pairs that they make are scored with a model trained on them, and those that are
//! probably matches tell how many of them each rule finds; then rules are taken one by one, the one first that finds the
//! most matches for its pairs that no rule before it finds. What no tried rule makes is not seen: the recall told is among
//! the matches that any of them finds.

mod candidate;
mod cover;
mod target;

use crate::bind::Bound;
use crate::block::{Blocks, KeyHashes, RuleBlocks, pairs_of, spread};
use crate::error::LinkError;
use crate::model::{BlockingRule, Model, RULE_COUNT_MAX};
use crate::prepare::Prepared;
use crate::progress::{Progress, Step, silent};
use crate::score::{ScoreOptions, score_prepared};
use crate::table::Table;
use crate::train::{Random, TrainOptions, train_prepared};
use cover::{MakersOf, Tried};
use rayon::prelude::*;

pub use target::advise_for_recall;

/// At most so many records are looked at.
const SAMPLE_ROW_COUNT: usize = 50_000;
/// About so many pairs of the sample are scored.
const SAMPLE_PAIR_COUNT: u64 = 1_000_000;
/// So many of each rule's pairs are drawn to see which other rules make them.
const DRAWN_PAIR_COUNT: usize = 200;
/// At most so many matches are looked at.
const MATCH_COUNT_MAX: usize = 50_000;
/// A rule that adds fewer matches of a sample than this owes them to chance as much as anything.
const SAMPLED_GAIN_MIN: f64 = 2.0;
/// The weight from which on a pair counts as a probable match, in bits: odds of 4 to 1.
const MATCH_BITS: f64 = 2.0;

/// How to choose rules.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AdviceOptions {
    /// The most pairs that the rules may make together.
    pub pair_budget: u64,
    /// The share of the matches seen at which no more rules are taken.
    pub recall_target: f64,
    /// What the sample is drawn by.
    pub seed: u64,
}

impl AdviceOptions {
    /// What suits so many records: some thirty pairs a record, more where records are few.
    pub fn for_rows(row_count: usize) -> Self {
        const PAIRS_A_ROW: u64 = 30;
        const PAIRS_LEAST: u64 = 5_000_000;
        let pair_budget = (row_count as u64 * PAIRS_A_ROW).max(PAIRS_LEAST);
        Self { pair_budget, recall_target: 1.0, seed: 0 }
    }
}

/// Rules, and what they cost and find.
#[derive(Debug, Clone, PartialEq)]
pub struct Advice {
    /// The rules, in the order in which they were chosen.
    pub rules: Vec<AdvisedRule>,
    /// How many rules were tried.
    pub tried_count: usize,
    /// The probable matches in the sample that any tried rule finds.
    pub match_count: usize,
    /// The records looked at.
    pub sample_row_count: usize,
}

/// A rule, and what it is there for.
#[derive(Debug, Clone, PartialEq)]
pub struct AdvisedRule {
    /// The rule.
    pub rule: BlockingRule,
    /// The pairs that it makes, as the sample tells.
    pub pair_count: u64,
    /// The share of the matches seen that it finds by itself.
    pub recall: f64,
    /// The share that it adds to those of the rules before it.
    pub marginal_recall: f64,
}

impl Advice {
    /// The share of the matches seen that the rules find together.
    pub fn recall(&self) -> f64 {
        self.rules.iter().map(|rule| rule.marginal_recall).sum()
    }
}

/// Chooses blocking rules for a model and a table.
///
/// Where the sample shows no match, the first rules by their cost are given, as far as the budget goes.
///
/// # Errors
/// [`LinkError::UnknownColumn`] where the model names a column that the table lacks.
pub fn advise(
    table: &Table,
    model: &Model,
    options: &AdviceOptions,
    progress: Progress<'_>,
) -> Result<Advice, LinkError> {
    progress(Step::Advise, 0, 1);
    let share = (SAMPLE_ROW_COUNT as f64 / table.row_count().max(1) as f64).min(1.0);
    let sampled = (share < 1.0).then(|| sample(table, share, options.seed));
    let sample = sampled.as_ref().unwrap_or(table);
    // Pairs grow with the square of the records.
    let scale = 1.0 / (share * share);
    let mut tried = with_rules(model, candidate::rules(sample, model, options.pair_budget));
    let mut weighed = tried_on(sample, &tried, (share, scale), options.seed)?;
    let is_affordable = |rule: &Candidate| rule.pair_count > 0 && rule.pair_count <= options.pair_budget;
    let mut affordable = weighed.iter().map(is_affordable);
    tried.rules.retain(|_| affordable.next().unwrap_or(false));
    weighed.retain(is_affordable);
    let pair_counts: Vec<u64> = weighed.iter().map(|rule| rule.pair_count).collect();
    let makers = {
        let blocks: Vec<&RuleBlocks> = weighed.iter().map(|rule| &rule.blocks).collect();
        MakersOf::new(&blocks, sample.row_count())
    };
    let (drawn, blocks): (Vec<_>, Vec<_>) = weighed.into_iter().map(|rule| (rule.drawn, rule.blocks)).unzip();
    let matches = probable_matches(sample, &tried, blocks, &pair_counts, (scale, options.seed))?;
    let weighed: Vec<Tried> = pair_counts
        .iter()
        .zip(drawn)
        .map(|(pair_count, drawn)| Tried { pair_count: *pair_count, drawn: makers.of(&drawn) })
        .collect();
    let found = makers.of(&matches);
    let gain_least = if share < 1.0 { SAMPLED_GAIN_MIN } else { 0.0 };
    let chosen = cover::choose(&found, &weighed, options, (table.row_count(), gain_least));
    progress(Step::Advise, 1, 1);
    let rules = chosen.into_iter().map(|chosen| AdvisedRule {
        rule: tried.rules[chosen.rule].clone(),
        pair_count: pair_counts[chosen.rule],
        recall: chosen.recall,
        marginal_recall: chosen.marginal_recall,
    });
    Ok(Advice {
        rules: rules.collect(),
        tried_count: tried.rules.len(),
        match_count: matches.len(),
        sample_row_count: sample.row_count(),
    })
}

/// Some of a table's rows, drawn by their numbers.
fn sample(table: &Table, share: f64, seed: u64) -> Table {
    let limit = (share * f64::from(u32::MAX)) as u32;
    let is_drawn = |row: &usize| spread(seed ^ spread(*row as u64)) as u32 <= limit;
    let rows: Vec<usize> = (0..table.row_count()).filter(is_drawn).collect();
    table.select(&rows)
}

fn with_rules(model: &Model, rules: Vec<BlockingRule>) -> Model {
    let mut model = model.clone();
    model.rules = rules;
    model
}

/// A rule as it turned out on the sample.
struct Candidate {
    /// The pairs that it makes in the whole table, as the sample tells.
    pair_count: u64,
    /// Some of its pairs in the sample.
    drawn: Vec<(u32, u32)>,
    blocks: RuleBlocks,
}

/// Tries each rule on the sample: blocks may be as large as the sample's share of the rule's cap.
fn tried_on(
    sample: &Table,
    tried: &Model,
    (share, scale): (f64, f64),
    seed: u64,
) -> Result<Vec<Candidate>, LinkError> {
    let keys = KeyHashes::new(sample, tried)?;
    let candidate = |rule: usize| {
        let cap = (f64::from(tried.rules[rule].cap) * share).ceil().max(2.0) as usize;
        let blocks = RuleBlocks::new(&keys, rule, cap, sample.row_count());
        let pair_count = (blocks.pair_count() as f64 * scale) as u64;
        let drawn = draw_pairs(&blocks, Random::new(seed, rule as u64));
        Candidate { pair_count, drawn, blocks }
    };
    Ok((0..tried.rules.len()).into_par_iter().map(candidate).collect())
}

/// Some of the pairs that blocks make, each as likely.
fn draw_pairs(blocks: &RuleBlocks, mut random: Random) -> Vec<(u32, u32)> {
    let mut total = 0;
    let ends: Vec<u64> = blocks
        .iter()
        .map(|(rows, _)| {
            total += pairs_of(rows.len());
            total
        })
        .collect();
    let draw = |_| {
        let drawn = random.below(total);
        let (rows, _) = blocks.block(ends.partition_point(|end| *end <= drawn));
        let (left, right) = random.two_below(rows.len());
        (rows[left.min(right)], rows[left.max(right)])
    };
    if total == 0 { Vec::new() } else { (0..DRAWN_PAIR_COUNT).map(draw).collect() }
}

/// Pairs of the sample that are probably matches, by left and right row, at most so many.
///
/// Shape: `blocks` and `costs` by rule.
fn probable_matches(
    sample: &Table,
    tried: &Model,
    blocks: Vec<RuleBlocks>,
    costs: &[u64],
    (scale, seed): (f64, u64),
) -> Result<Vec<(u32, u32)>, LinkError> {
    // The cheaper rules first: they find the most matches for their pairs.
    let mut order: Vec<usize> = (0..costs.len()).collect();
    order.sort_by_key(|at| (costs[*at], *at));
    let mut left = SAMPLE_PAIR_COUNT as f64 * scale;
    let mut scored = tried.clone();
    scored.rules.clear();
    let mut blocks: Vec<Option<RuleBlocks>> = blocks.into_iter().map(Some).collect();
    let mut taken = Vec::new();
    for at in order {
        left -= costs[at] as f64;
        if left < 0.0 || scored.rules.len() == RULE_COUNT_MAX {
            break;
        }
        scored.rules.push(tried.rules[at].clone());
        taken.extend(blocks[at].take());
    }
    if taken.is_empty() {
        return Ok(Vec::new());
    }
    let prepared =
        Prepared { bound: Bound::new(sample, &scored)?, blocks: Blocks::of_rules(taken, sample.row_count()) };
    let options = TrainOptions { seed, random_pair_count: 20_000, pair_count: 500_000 };
    let trained = train_prepared(&prepared, &scored, &options, &[], &silent);
    let scored =
        score_prepared(&prepared, trained.model(), &ScoreOptions { keep_weight: MATCH_BITS }, &silent);
    let matches: Vec<(u32, u32)> = scored
        .pairs
        .iter()
        .filter(|pair| f64::from(pair.weight) >= MATCH_BITS)
        .map(|pair| (pair.left, pair.right))
        .collect();
    let step = matches.len().div_ceil(MATCH_COUNT_MAX).max(1);
    Ok(matches.into_iter().step_by(step).collect())
}
