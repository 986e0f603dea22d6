//! Weighs the pairs inside groups of linked records that no rule made or that were not kept.
//!
//! Whether a group is one entity is judged by all its pairs: those that speak against it weigh little, and so would be
//! missing exactly where they are needed.

use rayon::prelude::*;

use super::kernel::Kernel;
use super::{NO_RULE, ScoredPair};
use crate::bind::Scratch;
use crate::cluster::component::Components;

/// Groups beyond this are left as they are: their pairs are too many, and they are suspicious anyway.
const GROUP_SIZE_MAX: usize = 100;

/// The missing pairs of all groups that pairs of at least a weight connect.
///
/// Shape: `kernel` keeps every pair.
pub(super) fn missing_pairs(kernel: &Kernel<'_>, pairs: &[ScoredPair], link_bits: f64) -> Vec<ScoredPair> {
    let components = Components::new(kernel.bound.row_count(), pairs, link_bits);
    (0..components.len())
        .into_par_iter()
        .filter(|group| (3..=GROUP_SIZE_MAX).contains(&components.rows(*group).len()))
        .map_init(Scratch::new, |scratch, group| missing_in(kernel, &components, group, scratch))
        .flatten_iter()
        .collect()
}

fn missing_in(
    kernel: &Kernel<'_>,
    components: &Components,
    group: usize,
    scratch: &mut Scratch,
) -> Vec<ScoredPair> {
    let rows = components.rows(group);
    let mut is_there = vec![false; rows.len() * rows.len()];
    for edge in components.edges(group) {
        is_there[edge.left as usize * rows.len() + edge.right as usize] = true;
    }
    let mut missing = Vec::new();
    for (position, &left) in rows.iter().enumerate() {
        for (offset, &right) in rows[position + 1..].iter().enumerate() {
            if is_there[position * rows.len() + position + 1 + offset]
                || !kernel.bound.are_compared(left, right)
            {
                continue;
            }
            let ids = (kernel.bound.row(left), kernel.bound.row(right));
            if let Some((weight, pattern)) = kernel.score_pair(ids.0, ids.1, scratch) {
                missing.push(ScoredPair { left, right, weight, rule: NO_RULE, pattern });
            }
        }
    }
    missing
}
