//! Takes rules one by one, the one first that finds the most new matches for the new pairs that it makes.

use rayon::prelude::*;

use super::AdviceOptions;
use super::candidate::RULE_COUNT_MAX as TRIED_MAX;
use crate::block::{NO_BLOCK, RuleBlocks, block_of};
use crate::model::RULE_COUNT_MAX;

/// Putting a record into a block costs about as much as scoring so many pairs.
const PAIRS_A_BLOCKED_ROW: f64 = 1.0;
/// What finding a match is worth that one rule before finds: a match that one rule alone finds stands for others like it that
/// none does. A rule that makes hardly a pair of its own finds none of those either.
const WORTH_AGAIN: f64 = 0.2;
/// A rule that adds less than this share of the matches is not worth its place.
const GAIN_MIN: f64 = 0.0003;

/// Which of the tried rules make a pair, a bit each.
type Makers = [u64; TRIED_MAX.div_ceil(64)];

/// A rule as far as choosing goes.
pub(super) struct Tried {
    /// The pairs that it makes by itself.
    pub(super) pair_count: u64,
    /// Some of its pairs, drawn at random.
    pub(super) drawn: Vec<Makers>,
}

/// A rule that was taken.
pub(super) struct Chosen {
    pub(super) rule: usize,
    pub(super) recall: f64,
    pub(super) marginal_recall: f64,
}

/// Tells which rules make a pair.
pub(super) struct MakersOf {
    rule_count: usize,
    /// The number of each row's block by rule, all of one row beside each other.
    block_of: Vec<u32>,
}

impl MakersOf {
    /// Shape: the blocks of each rule.
    pub(super) fn new(rules: &[&RuleBlocks], row_count: usize) -> Self {
        let rules = &rules[..rules.len().min(TRIED_MAX)];
        Self { rule_count: rules.len(), block_of: block_of(rules.iter().copied(), row_count) }
    }

    /// Which rules make each of some pairs.
    pub(super) fn of(&self, pairs: &[(u32, u32)]) -> Vec<Makers> {
        let blocks = |row: u32| {
            let start = row as usize * self.rule_count;
            &self.block_of[start..start + self.rule_count]
        };
        let of_pair = |(left, right): &(u32, u32)| {
            let mut makers = Makers::default();
            for (rule, (left, right)) in blocks(*left).iter().zip(blocks(*right)).enumerate() {
                makers[rule / 64] |= u64::from(left == right && *left != NO_BLOCK) << (rule % 64);
            }
            makers
        };
        pairs.par_iter().map(of_pair).collect()
    }
}

fn has(makers: &Makers, rule: usize) -> bool {
    makers[rule / 64] >> (rule % 64) & 1 == 1
}

/// The rules to take.
pub(super) fn choose(
    matches: &[Makers],
    tried: &[Tried],
    options: &AdviceOptions,
    (row_count, gain_least): (usize, f64),
) -> Vec<Chosen> {
    let mut times_found = vec![0_usize; matches.len()];
    let mut taken = Makers::default();
    let mut left = options.pair_budget as f64;
    let mut chosen: Vec<Chosen> = Vec::new();
    let mut recall = 0.0;
    let share = |count: usize| count as f64 / matches.len().max(1) as f64;
    while chosen.len() < RULE_COUNT_MAX && recall < options.recall_target {
        let weighed =
            (0..tried.len()).into_par_iter().filter(|rule| !has(&taken, *rule)).filter_map(|rule| {
                let is_new =
                    |makers: &&Makers| makers.iter().zip(&taken).all(|(makers, taken)| makers & taken == 0);
                let drawn = &tried[rule].drawn;
                let new_share = drawn.iter().filter(is_new).count() as f64 / drawn.len().max(1) as f64;
                let cost = tried[rule].pair_count as f64 * new_share;
                let found = matches.iter().zip(&times_found).filter(|(makers, _)| has(makers, rule));
                let gain: f64 = found
                    .map(|(_, times)| match times {
                        0 => 1.0,
                        1 => new_share * WORTH_AGAIN,
                        _ => 0.0,
                    })
                    .sum();
                // Without a match to go by the cheapest rule is as good as any.
                let worth = gain.max(1e-9) / (cost + PAIRS_A_BLOCKED_ROW * row_count as f64);
                (cost <= left).then_some((worth, rule, gain, cost))
            });
        let weighed: Vec<(f64, usize, f64, f64)> = weighed.collect();
        let best = weighed.into_iter().max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let Some((_, rule, gain, cost)) = best else { break };
        if gain < gain_least.max(GAIN_MIN * matches.len() as f64) {
            break;
        }
        let (mut first, mut alone) = (0, 0);
        for (makers, times) in matches.iter().zip(&mut times_found) {
            if has(makers, rule) {
                alone += 1;
                first += usize::from(*times == 0);
                *times += 1;
            }
        }
        left -= cost;
        taken[rule / 64] |= 1 << (rule % 64);
        recall += share(first);
        chosen.push(Chosen { rule, recall: share(alone), marginal_recall: share(first) });
    }
    chosen
}
