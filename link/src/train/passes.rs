//! Counts the agreement patterns of candidate pairs, a blocking rule at a time, over a sample of its blocks.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::bind::Scratch;
use crate::block::{NO_BLOCK, spread};
use crate::model::{Key, Model};
use crate::prepare::Prepared;
use crate::progress::{Progress, Step};

/// The patterns of one rule's pairs.
pub(super) struct Pass {
    /// For each comparison whether the rule leaves it free to disagree.
    pub(super) is_free: Vec<bool>,
    /// Each pattern of the rule's pairs, by pattern, and how many pairs have it.
    pub(super) patterns: Vec<(u64, f64)>,
    /// The patterns of those pairs that no earlier rule makes.
    pub(super) first_patterns: Vec<(u64, f64)>,
    /// The share of the rule's pairs that was counted.
    pub(super) share: f64,
}

/// Counts the patterns of about so many pairs of each rule.
///
/// Whole blocks are drawn, by a hash of what their records agree on: which ones does not depend on the order of records.
pub(super) fn count(
    prepared: &Prepared<'_>,
    model: &Model,
    seed: u64,
    pair_count: usize,
    progress: Progress<'_>,
) -> Vec<Pass> {
    let rule_count = model.rules().len();
    let passes = (0..rule_count).map(|rule| {
        progress(Step::Train, rule as u64, rule_count as u64);
        let total = prepared.blocks.rules()[rule].pair_count();
        let share = (pair_count as f64 / (total.max(1)) as f64).min(1.0);
        let counts = count_rule(prepared, rule, spread(seed ^ rule as u64), share);
        let sorted = |which: fn(&Counts) -> u64| {
            let mut patterns: Vec<(u64, f64)> = counts
                .iter()
                .map(|(pattern, counts)| (*pattern, which(counts) as f64))
                .filter(|(_, count)| *count > 0.0)
                .collect();
            patterns.sort_unstable_by_key(|(pattern, _)| *pattern);
            patterns
        };
        Pass {
            is_free: free_comparisons(model, rule),
            patterns: sorted(|counts| counts.all),
            first_patterns: sorted(|counts| counts.first),
            share,
        }
    });
    let passes = passes.collect();
    progress(Step::Train, rule_count as u64, rule_count as u64);
    passes
}

/// How many pairs have a pattern.
#[derive(Default, Clone, Copy)]
struct Counts {
    all: u64,
    first: u64,
}

fn count_rule(prepared: &Prepared<'_>, rule: usize, seed: u64, share: f64) -> FxHashMap<u64, Counts> {
    let Prepared { bound, blocks } = prepared;
    let rule_blocks = &blocks.rules()[rule];
    let limit = (share * f64::from(u32::MAX)) as u32;
    let is_drawn = |hash: u32| spread(seed ^ u64::from(hash)) as u32 <= limit;
    let share_earlier = |left: u32, right: u32| {
        let (left, right) = (&blocks.blocks_of(left)[..rule], &blocks.blocks_of(right)[..rule]);
        left.iter().zip(right).any(|(left, right)| left == right && *left != NO_BLOCK)
    };
    (0..rule_blocks.block_count())
        .into_par_iter()
        .fold(
            || (FxHashMap::<u64, Counts>::default(), Scratch::new()),
            |(mut counts, mut scratch), number| {
                let (rows, hash) = rule_blocks.block(number);
                if is_drawn(hash) {
                    for (position, left) in rows.iter().enumerate() {
                        for right in
                            rows[position + 1..].iter().filter(|right| bound.are_compared(*left, **right))
                        {
                            let pattern = bound.pattern(bound.row(*left), bound.row(*right), &mut scratch);
                            let count = counts.entry(pattern).or_default();
                            count.all += 1;
                            count.first += u64::from(!share_earlier(*left, *right));
                        }
                    }
                }
                (counts, scratch)
            },
        )
        .map(|(counts, _)| counts)
        .reduce(FxHashMap::default, |mut counts, more| {
            for (pattern, more) in more {
                let count = counts.entry(pattern).or_default();
                count.all += more.all;
                count.first += more.first;
            }
            counts
        })
}

/// The comparisons that test none of the columns that a rule's pairs agree on.
fn free_comparisons(model: &Model, rule: usize) -> Vec<bool> {
    let fixed: Vec<&str> =
        model.rules()[rule].keys.iter().flat_map(Key::parts).map(|part| part.column.as_str()).collect();
    let is_free = |comparison: &crate::model::Comparison| {
        let mut deciding =
            comparison.tests().map(|test| &test.on.column).chain(&comparison.fixed_by).map(String::as_str);
        !deciding.any(|column| fixed.contains(&column))
    };
    model.comparisons().iter().map(is_free).collect()
}
