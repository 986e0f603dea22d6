//! A sample of pairs by weight: as many of each stratum, each standing for as many of its stratum.

use super::{Reason, ReviewPair, order};
use crate::score::ScoredPair;

/// Where one stratum of weights ends and the next begins, in bits: narrow where it is open whether two are the same.
const STRATA_BITS: [f64; 11] = [-4.0, -2.0, 0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 13.0, 17.0, 24.0];

/// How many strata there are.
const STRATUM_COUNT: usize = STRATA_BITS.len() + 1;

/// The stratum of a weight.
pub(crate) fn stratum(weight_bits: f64) -> usize {
    STRATA_BITS.partition_point(|edge| *edge <= weight_bits)
}

fn stratum_of(pair: &ScoredPair) -> usize {
    stratum(f64::from(pair.weight))
}

/// Draws pairs out of those at `from`: from each stratum as many, as far as it has them.
pub(super) fn draw(pairs: &[ScoredPair], from: &[usize], seed: u64, count: usize) -> Vec<usize> {
    let mut strata: [Vec<usize>; STRATUM_COUNT] = Default::default();
    from.iter().for_each(|at| strata[stratum_of(&pairs[*at])].push(*at));
    let quotas = quotas(&strata.each_ref().map(Vec::len), count);
    let mut drawn = Vec::with_capacity(count);
    for (stratum, quota) in strata.iter_mut().zip(quotas) {
        stratum.sort_by_cached_key(|at| (order(seed, &pairs[*at]), *at));
        drawn.extend(&stratum[..quota]);
    }
    drawn
}

/// How many to draw of each stratum: as many of each, where a small one has fewer, more of the others.
fn quotas(sizes: &[usize; STRATUM_COUNT], count: usize) -> [usize; STRATUM_COUNT] {
    let mut quotas = [0; STRATUM_COUNT];
    let mut left = count.min(sizes.iter().sum());
    while left > 0 {
        let open: Vec<usize> = (0..STRATUM_COUNT).filter(|at| quotas[*at] < sizes[*at]).collect();
        let each = (left / open.len()).max(1);
        for at in open {
            let more = each.min(sizes[at] - quotas[at]).min(left);
            quotas[at] += more;
            left -= more;
        }
    }
    quotas
}

/// Says for how many pairs each chosen one stands.
///
/// Whatever was chosen by its weight alone, near the threshold or in the sample, stands for the pairs of its stratum in equal
/// parts; the rest are of a kind of their own.
pub(super) fn with_weights(
    pairs: &[ScoredPair],
    open: &[usize],
    chosen: Vec<(usize, Reason)>,
) -> Vec<ReviewPair> {
    let mut there = [0_u64; STRATUM_COUNT];
    open.iter().for_each(|at| there[stratum_of(&pairs[*at])] += 1);
    let mut drawn = [0_u64; STRATUM_COUNT];
    for (at, reason) in &chosen {
        let stratum = stratum_of(&pairs[*at]);
        if reason.is_by_weight() {
            drawn[stratum] += 1;
        } else {
            there[stratum] -= 1;
        }
    }
    let read = |(at, reason): (usize, Reason)| {
        let pair = pairs[at];
        let stratum = stratum_of(&pair);
        let share = there[stratum] as f64 / drawn[stratum].max(1) as f64;
        let sampling_weight = if reason.is_by_weight() { share } else { 1.0 };
        ReviewPair { pair, reason, sampling_weight }
    };
    chosen.into_iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strata_are_told_by_weight() {
        assert_eq!([-9.0, -4.0, 3.9, 4.0, 30.0].map(stratum), [0, 1, 4, 5, 11]);
    }

    #[test]
    fn small_strata_leave_their_room_to_the_others() {
        let mut sizes = [0; STRATUM_COUNT];
        (sizes[0], sizes[3], sizes[5]) = (2, 100, 100);
        let quotas = quotas(&sizes, 20);
        assert_eq!((quotas[0], quotas[3], quotas[5]), (2, 9, 9));
        assert_eq!(super::quotas(&sizes, 1_000).iter().sum::<usize>(), 202);
    }
}
