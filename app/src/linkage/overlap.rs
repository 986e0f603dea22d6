//! Which sources know the same entities: counts over clusters, never an id.

use rustc_hash::FxHashMap;

/// Counts of entities by the sources that know them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Overlap {
    /// `known_to[i]`: entities in exactly `i + 1` sources.
    pub(super) known_to: Vec<u64>,
    /// `both[i][j]`: entities in source `i` and in source `j`.
    pub(super) both: Vec<Vec<u64>>,
    /// Exact combinations of sources, most frequent first.
    pub(super) combinations: Vec<(Vec<usize>, u64)>,
}

/// Counts the overlap of sources.
///
/// Shape: `cluster_of` and `sources` have an entry a row; sources are below `source_count`.
pub(super) fn overlap(
    cluster_of: &[u32],
    cluster_count: usize,
    sources: &[u16],
    source_count: usize,
) -> Overlap {
    let combinations = combinations(cluster_of, cluster_count, sources);
    let mut known_to = vec![0; source_count];
    let mut both = vec![vec![0; source_count]; source_count];
    for (members, count) in &combinations {
        known_to[members.len() - 1] += count;
        for left in members {
            for right in members {
                both[*left][*right] += count;
            }
        }
    }
    Overlap { known_to, both, combinations }
}

fn combinations(cluster_of: &[u32], cluster_count: usize, sources: &[u16]) -> Vec<(Vec<usize>, u64)> {
    let mut sources_of: Vec<Vec<u16>> = vec![Vec::new(); cluster_count];
    for (cluster, source) in cluster_of.iter().zip(sources) {
        let known = &mut sources_of[*cluster as usize];
        if let Err(at) = known.binary_search(source) {
            known.insert(at, *source);
        }
    }
    let mut counts: FxHashMap<&[u16], u64> = FxHashMap::default();
    for known in sources_of.iter().filter(|known| !known.is_empty()) {
        *counts.entry(known).or_default() += 1;
    }
    let mut combinations: Vec<(Vec<usize>, u64)> = counts
        .into_iter()
        .map(|(known, count)| (known.iter().map(|source| usize::from(*source)).collect(), count))
        .collect();
    combinations.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    combinations
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_is_counted_as_by_hand() {
        // Entity 0 in sources 0 and 2 (twice), entity 1 in source 2, entity 2 in all three.
        let found = overlap(&[0, 0, 0, 1, 2, 2, 2], 3, &[2, 0, 2, 2, 0, 1, 2], 3);
        assert_eq!(found.known_to, [1, 1, 1]);
        assert_eq!(found.both, [[2, 1, 2], [1, 1, 1], [2, 1, 3]]);
        assert_eq!(found.combinations, [(vec![0, 1, 2], 1), (vec![0, 2], 1), (vec![2], 1)]);
    }
}
