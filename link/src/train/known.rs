//! Counts the agreement patterns of pairs that are known to be the same.

use rustc_hash::FxHashMap;

use crate::bind::{Bound, Scratch};

/// So many records of one label are looked at: more would be most of all pairs.
const RECORD_COUNT_MAX: usize = 100;

/// The patterns of all pairs of rows with one label, by pattern, and how many pairs have each.
///
/// Shape: a label a row; rows without one say nothing.
pub(super) fn count(bound: &Bound<'_>, labels: &[Option<u32>]) -> Vec<(u64, f64)> {
    let mut labelled: Vec<(u32, u32)> =
        labels.iter().zip(0..).filter_map(|(label, row)| label.map(|label| (label, row))).collect();
    labelled.sort_unstable();
    let mut counts: FxHashMap<u64, f64> = FxHashMap::default();
    let mut scratch = Scratch::new();
    for group in labelled.chunk_by(|left, right| left.0 == right.0) {
        let group = &group[..group.len().min(RECORD_COUNT_MAX)];
        for (position, (_, left)) in group.iter().enumerate() {
            for (_, right) in
                group[position + 1..].iter().filter(|(_, right)| bound.are_compared(*left, *right))
            {
                let pattern = bound.pattern(bound.row(*left), bound.row(*right), &mut scratch);
                *counts.entry(pattern).or_default() += 1.0;
            }
        }
    }
    let mut patterns: Vec<(u64, f64)> = counts.into_iter().collect();
    patterns.sort_unstable_by_key(|(pattern, _)| *pattern);
    patterns
}
