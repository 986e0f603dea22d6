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

/// Which sources each cluster has records of.
pub(super) struct SourceSets {
    /// A bit a source, all words of one cluster beside each other.
    words: Vec<u64>,
    width: usize,
}

impl SourceSets {
    /// Shape: `cluster_of` and `sources` have an entry a row; sources are below `source_count`.
    pub(super) fn new(
        cluster_of: &[u32],
        cluster_count: usize,
        sources: &[u16],
        source_count: usize,
    ) -> Self {
        let width = source_count.div_ceil(64).max(1);
        let mut words = vec![0; cluster_count * width];
        for (cluster, source) in cluster_of.iter().zip(sources) {
            words[*cluster as usize * width + usize::from(source / 64)] |= 1 << (source % 64);
        }
        Self { words, width }
    }

    /// By cluster, how many sources know it.
    pub(super) fn sizes(&self) -> impl Iterator<Item = u32> {
        self.words.chunks_exact(self.width).map(|words| words.iter().map(|word| word.count_ones()).sum())
    }

    /// Counts the overlap of so many sources.
    pub(super) fn overlap(&self, source_count: usize) -> Overlap {
        let combinations = self.combinations(source_count);
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

    fn combinations(&self, source_count: usize) -> Vec<(Vec<usize>, u64)> {
        let mut counts: FxHashMap<&[u64], u64> = FxHashMap::default();
        for words in self.words.chunks_exact(self.width) {
            *counts.entry(words).or_default() += 1;
        }
        let sources = |words: &[u64]| -> Vec<usize> {
            (0..source_count).filter(|source| words[source / 64] >> (source % 64) & 1 == 1).collect()
        };
        let mut combinations: Vec<(Vec<usize>, u64)> =
            counts.into_iter().map(|(words, count)| (sources(words), count)).collect();
        combinations.retain(|(sources, _)| !sources.is_empty());
        combinations.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        combinations
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_is_counted_as_by_hand() {
        // Entity 0 in sources 0 and 2 (twice), entity 1 in source 2, entity 2 in all three.
        let sets = SourceSets::new(&[0, 0, 0, 1, 2, 2, 2], 3, &[2, 0, 2, 2, 0, 1, 2], 3);
        let found = sets.overlap(3);
        assert_eq!(sets.sizes().collect::<Vec<_>>(), [2, 1, 3]);
        assert_eq!(found.known_to, [1, 1, 1]);
        assert_eq!(found.both, [[2, 1, 2], [1, 1, 1], [2, 1, 3]]);
        assert_eq!(found.combinations, [(vec![0, 1, 2], 1), (vec![0, 2], 1), (vec![2], 1)]);
    }
}
