//! How right a linkage is where the truth is known.

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// How many of the told pairs are true, and how many of the true ones were told.
///
/// Units: shares in 0 to 1; 0 where there is nothing to take a share of.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PairQuality {
    /// True pairs among the told.
    pub precision: f64,
    /// Told pairs among the true.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

impl PairQuality {
    /// From counts of pairs: those told that are right, all told, all true.
    pub fn of(right: u64, told: u64, true_pairs: u64) -> Self {
        quality(share(right as f64, told as f64), share(right as f64, true_pairs as f64))
    }
}

/// How well clusters agree with the true entities.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ClusterQuality {
    /// Over all pairs of records inside clusters.
    pub pair: PairQuality,
    /// B-cubed: over records, the share of its cluster that is of its entity, and of its entity that is in its cluster.
    pub b3: PairQuality,
    /// True entities whose records are one cluster, exactly.
    pub exact_share: f64,
    /// The records of the largest cluster.
    pub largest: u64,
}

/// Quality of clusters over all pairs that they imply.
///
/// Shape: `found` and `truth` have an id a record, in the same order.
pub fn pairwise(found: &[u64], truth: &[u64]) -> PairQuality {
    clusters(found, truth).pair
}

/// Quality of clusters over the pairs of records of different sources that they imply.
///
/// Shape: `found`, `truth` and `sources` have an entry a record, in the same order.
pub fn pairwise_between(found: &[u64], truth: &[u64], sources: &[u16]) -> PairQuality {
    let records =
        || found.iter().zip(truth).zip(sources).map(|((found, truth), source)| (found, truth, source));
    let across = |total: u64, inside: u64| total - inside;
    PairQuality::of(
        across(pairs_inside(records().map(|(found, truth, _)| (found, truth))), pairs_inside(records())),
        across(
            pairs_inside(records().map(|(found, ..)| found)),
            pairs_inside(records().map(|(found, _, source)| (found, source))),
        ),
        across(
            pairs_inside(records().map(|(_, truth, _)| truth)),
            pairs_inside(records().map(|(_, truth, source)| (truth, source))),
        ),
    )
}

/// How many pairs of records are of one set, by each record's set.
fn pairs_inside<S: Hash + Eq>(sets: impl Iterator<Item = S>) -> u64 {
    let mut sizes: FxHashMap<S, u64> = FxHashMap::default();
    sets.for_each(|set| *sizes.entry(set).or_default() += 1);
    sizes.values().map(|size| size * (size - 1) / 2).sum()
}

/// Quality of clusters.
///
/// Shape: `found` and `truth` have an id a record, in the same order.
pub fn clusters(found: &[u64], truth: &[u64]) -> ClusterQuality {
    let mut found_sizes: FxHashMap<u64, u64> = FxHashMap::default();
    let mut truth_sizes: FxHashMap<u64, u64> = FxHashMap::default();
    let mut shared_sizes: FxHashMap<(u64, u64), u64> = FxHashMap::default();
    for (&found, &truth) in found.iter().zip(truth) {
        *found_sizes.entry(found).or_default() += 1;
        *truth_sizes.entry(truth).or_default() += 1;
        *shared_sizes.entry((found, truth)).or_default() += 1;
    }
    let pairs = |count: u64| count * count.saturating_sub(1) / 2;
    let total = |sizes: &mut dyn Iterator<Item = u64>| sizes.map(pairs).sum::<u64>();
    let pair = PairQuality::of(
        total(&mut shared_sizes.values().copied()),
        total(&mut found_sizes.values().copied()),
        total(&mut truth_sizes.values().copied()),
    );
    let exact = shared_sizes
        .iter()
        .filter(|((found, truth), count)| found_sizes[found] == **count && truth_sizes[truth] == **count)
        .count();
    let mut precision = 0.0;
    let mut recall = 0.0;
    for (found, truth) in found.iter().zip(truth) {
        let shared = shared_sizes[&(*found, *truth)] as f64;
        precision += shared / found_sizes[found] as f64;
        recall += shared / truth_sizes[truth] as f64;
    }
    let record_count = found.len().min(truth.len()) as f64;
    ClusterQuality {
        pair,
        b3: quality(share(precision, record_count), share(recall, record_count)),
        exact_share: share(exact as f64, truth_sizes.len() as f64),
        largest: found_sizes.values().copied().max().unwrap_or(0),
    }
}

fn quality(precision: f64, recall: f64) -> PairQuality {
    PairQuality { precision, recall, f1: share(2.0 * precision * recall, precision + recall) }
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_are_counted_as_by_hand() {
        // Truth: {0,1,2} {3,4} {5}. Found: {0,1} {2,3,4} {5}.
        let quality = clusters(&[7, 7, 8, 8, 8, 9], &[1, 1, 1, 2, 2, 3]);
        // Found pairs 1 + 3, true pairs 3 + 1, both: (0,1) and (3,4).
        assert_eq!(quality.pair, PairQuality { precision: 0.5, recall: 0.5, f1: 0.5 });
        let precision = (1.0 + 1.0 + 1.0 / 3.0 + 2.0 / 3.0 + 2.0 / 3.0 + 1.0) / 6.0;
        let recall = (2.0 / 3.0 + 2.0 / 3.0 + 1.0 / 3.0 + 1.0 + 1.0 + 1.0) / 6.0;
        assert!((quality.b3.precision - precision).abs() < 1e-12);
        assert!((quality.b3.recall - recall).abs() < 1e-12);
        assert_eq!(quality.exact_share, 1.0 / 3.0);
        assert_eq!(quality.largest, 3);
    }

    #[test]
    fn pairs_between_sources_are_those_of_different_ones() {
        // Sources: {0,1,3} and {2,4}. Truth: {0,1,2} {3,4}. Found: {0,1} {2,3,4}.
        let (truth, found) = ([1, 1, 1, 2, 2], [7, 7, 8, 8, 8]);
        // True pairs across: (0,2), (1,2), (3,4); found across: (2,3), (3,4); both: (3,4).
        let quality = pairwise_between(&found, &truth, &[0, 0, 1, 0, 1]);
        assert_eq!((quality.precision, quality.recall), (1.0 / 2.0, 1.0 / 3.0));
        assert_eq!(pairwise_between(&found, &truth, &[0, 1, 2, 3, 4]), pairwise(&found, &truth));
        assert_eq!(pairwise_between(&found, &truth, &[0; 5]), PairQuality::default());
    }

    #[test]
    fn no_records_give_no_quality() {
        assert_eq!(clusters(&[], &[]), ClusterQuality::default());
    }
}
