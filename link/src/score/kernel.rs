//! Scores the pairs of one block of rows: equal numbers first, comparators only where they can still matter.
//!
//! It takes a block and nothing else, so that blocks may come from anywhere and be scored anywhere.

use crate::bind::{Bound, Glance, Scratch};
use crate::block::{Blocks, NO_BLOCK};
use crate::model::COMPARISON_COUNT_MAX;
use crate::score::{ScoredPair, level_of};
use crate::weigh::Weights;

/// Sums in another order differ in their last bits: only a pair that is this far below the threshold is given up early.
const ROUNDING_BITS: f64 = 1e-6;

/// What is the same for all blocks.
pub(super) struct Kernel<'k> {
    pub(super) bound: &'k Bound<'k>,
    pub(super) blocks: &'k Blocks,
    pub(super) weights: &'k Weights,
    pub(super) keep_weight: f64,
}

/// What a thread scores with, block after block.
pub(super) struct Bench {
    scratch: Scratch,
    /// The slots' ids of the block's rows.
    ids: Vec<u32>,
    /// The numbers of the blocks of earlier rules that each row is in.
    earlier: Vec<u32>,
}

impl Bench {
    /// Takes up a block: the earlier rules' blocks of its rows.
    fn lay(&mut self, kernel: &Kernel<'_>, rule: usize, rows: &[u32]) {
        self.earlier.clear();
        for row in rows {
            self.earlier.extend_from_slice(&kernel.blocks.blocks_of(*row)[..rule]);
        }
        // Later rules make hardly a pair that earlier ones do not: their rows' values are not looked at before one is.
        self.ids.clear();
    }
}

/// What came of some blocks.
#[derive(Default)]
pub(super) struct Harvest {
    pub(super) pairs: Vec<ScoredPair>,
    pub(super) pair_count: u64,
}

impl Kernel<'_> {
    pub(super) fn bench(&self) -> Bench {
        Bench { scratch: Scratch::new(), ids: Vec::new(), earlier: Vec::new() }
    }

    /// Scores the pairs of a block that no earlier rule makes.
    pub(super) fn score_block(&self, rule: usize, rows: &[u32], bench: &mut Bench, harvest: &mut Harvest) {
        bench.lay(self, rule, rows);
        for left in 0..rows.len() {
            self.score_row(rule, rows, (left, left + 1..rows.len()), bench, harvest);
        }
    }

    /// As [`Self::score_block`], only the pairs with a dirty row.
    pub(super) fn score_dirty(
        &self,
        rule: usize,
        rows: &[u32],
        is_dirty: &[bool],
        bench: &mut Bench,
        harvest: &mut Harvest,
    ) {
        bench.lay(self, rule, rows);
        let is_dirty = |place: &usize| is_dirty[rows[*place] as usize];
        let dirty: Vec<usize> = (0..rows.len()).filter(is_dirty).collect();
        for left in 0..rows.len() {
            if is_dirty(&left) {
                self.score_row(rule, rows, (left, left + 1..rows.len()), bench, harvest);
            } else {
                let later = dirty.partition_point(|place| *place < left);
                self.score_row(rule, rows, (left, dirty[later..].iter().copied()), bench, harvest);
            }
        }
    }

    /// Scores the pairs of a row with some of the later ones, all told by their places in the block.
    fn score_row(
        &self,
        rule: usize,
        rows: &[u32],
        (left, rights): (usize, impl Iterator<Item = usize>),
        bench: &mut Bench,
        harvest: &mut Harvest,
    ) {
        let width = self.bound.width();
        let Bench { scratch, ids, earlier } = bench;
        let left_earlier = &earlier[left * rule..(left + 1) * rule];
        for right in rights {
            if share_a_block(left_earlier, &earlier[right * rule..(right + 1) * rule])
                || !self.bound.are_compared(rows[left], rows[right])
            {
                continue;
            }
            harvest.pair_count += 1;
            if ids.is_empty() {
                rows.iter().for_each(|row| ids.extend_from_slice(self.bound.row(*row)));
            }
            let left_ids = &ids[left * width..(left + 1) * width];
            let right_ids = &ids[right * width..(right + 1) * width];
            if let Some((weight, pattern)) = self.score_pair(left_ids, right_ids, scratch) {
                let (left, right) = (rows[left], rows[right]);
                harvest.pairs.push(ScoredPair { left, right, weight, rule: rule as u8, pattern });
            }
        }
    }

    /// The weight and pattern of a pair; nothing where it cannot be kept.
    pub(super) fn score_pair(
        &self,
        left: &[u32],
        right: &[u32],
        scratch: &mut Scratch,
    ) -> Option<(f32, u64)> {
        score_pair((self.bound, self.weights), self.keep_weight, (left, right), scratch)
    }
}

/// The weight and pattern of two rows, or of a row and a guest; nothing where it is below what is kept.
pub(crate) fn score_pair(
    (bound, weights): (&Bound<'_>, &Weights),
    keep_weight: f64,
    (left, right): (&[u32], &[u32]),
    scratch: &mut Scratch,
) -> Option<(f32, u64)> {
    let give_up_below = keep_weight - ROUNDING_BITS;
    // The most that the match bits can still come to; the household only takes away from it.
    let mut most = weights.most();
    let mut pattern = 0_u64;
    let mut open = [None; COMPARISON_COUNT_MAX];
    let mut open_count = 0;
    for &comparison in weights.order() {
        most -= weights.ceiling(comparison);
        match bound.glance(comparison, left, right) {
            Glance::Settled(code) => {
                pattern |= (code as u64) << (4 * comparison);
                most += weights.bits(comparison, code, left).matched;
            }
            Glance::Open(left_open) => {
                let ceiling = weights.ceiling_of(comparison, left_open, bound.levels(comparison).len());
                open[open_count] = Some((comparison, left_open, ceiling));
                open_count += 1;
                most += ceiling;
            }
        }
        if most < give_up_below {
            return None;
        }
    }
    for (comparison, left_open, ceiling) in open[..open_count].iter().copied().flatten() {
        let code = bound.settle(comparison, left_open, (left, right), scratch);
        pattern |= (code as u64) << (4 * comparison);
        most += weights.bits(comparison, code, left).matched;
        most -= ceiling;
        if most < give_up_below {
            return None;
        }
    }
    let mut bits = weights.start();
    for comparison in 0..bound.comparison_count() {
        bits.add(weights.bits(comparison, level_of(pattern, comparison), left));
    }
    let weight = bits.weight();
    (weight >= keep_weight).then_some((weight as f32, pattern))
}

/// Whether two rows are in one block of a rule, by their blocks' numbers.
fn share_a_block(left: &[u32], right: &[u32]) -> bool {
    // Without a way out in the middle: a few numbers are compared faster all at once.
    left.iter().zip(right).fold(false, |shared, (left, right)| shared | (left == right && *left != NO_BLOCK))
}
