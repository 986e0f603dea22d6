//! Clusters to be wary of: held together by one pair, very large, or put together by a verdict against a veto.
//!
//! It only points at them; nothing is taken apart here.

pub(crate) mod bridge;

use rustc_hash::FxHashMap;

use crate::cluster::{ClusterOptions, Clusters};
use crate::score::ScoredPair;
use crate::table::NULL;

/// A cluster to be wary of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Suspect {
    /// The cluster.
    pub cluster: u32,
    /// A row of it, the first.
    pub row: u32,
    /// Its records.
    pub record_count: u32,
    /// Whether it has more of them than is likely.
    pub is_large: bool,
    /// Pairs without any of which it falls into two groups of two records and more.
    pub bridge_count: u32,
    /// Pairs in it that a verdict put together against a veto.
    pub overridden_count: u32,
    /// Columns that should have one value in it, and have several.
    pub differing_count: u32,
    /// Sources that should have one record in it, and have several.
    pub repeated_count: u32,
}

/// The clusters to be wary of, those with most against them first: vetoes overridden, then the size, then bridges.
///
/// Shape: `clusters` was made of `pairs` with `options`.
pub fn suspects(pairs: &[ScoredPair], clusters: &Clusters, options: &ClusterOptions<'_>) -> Vec<Suspect> {
    let cluster_of = &clusters.cluster_of;
    let mut found: FxHashMap<u32, Suspect> = FxHashMap::default();
    for bridge in bridge::bridges(pairs, clusters, options) {
        found.entry(bridge.cluster).or_default().bridge_count += 1;
    }
    for (left, _) in &clusters.verdicts.overridden {
        found.entry(cluster_of[*left as usize]).or_default().overridden_count += 1;
    }
    let sizes = sizes(clusters);
    for (cluster, size) in (0..).zip(&sizes) {
        if *size as usize > options.alarm_size {
            found.entry(cluster).or_default().is_large = true;
        }
    }
    for (row, cluster) in cluster_of.iter().enumerate().rev() {
        if let Some(suspect) = found.get_mut(cluster) {
            suspect.cluster = *cluster;
            suspect.row = row as u32;
            suspect.record_count = sizes[*cluster as usize];
        }
    }
    for ids in &options.one_value {
        for cluster in differing(ids, clusters) {
            if let Some(suspect) = found.get_mut(&cluster) {
                suspect.differing_count += 1;
            }
        }
    }
    for cluster in repeated(clusters, options) {
        if let Some(suspect) = found.get_mut(&cluster) {
            suspect.repeated_count += 1;
        }
    }
    let mut suspects: Vec<Suspect> = found.into_values().collect();
    suspects.sort_by_key(|suspect| {
        let Suspect { cluster, record_count, is_large, bridge_count, overridden_count, .. } = *suspect;
        let most = (overridden_count, if is_large { record_count } else { 0 }, bridge_count, record_count);
        (std::cmp::Reverse(most), cluster)
    });
    suspects
}

/// How many records each cluster has.
pub(crate) fn sizes(clusters: &Clusters) -> Vec<u32> {
    let mut sizes = vec![0; clusters.cluster_count as usize];
    clusters.cluster_of.iter().for_each(|cluster| sizes[*cluster as usize] += 1);
    sizes
}

/// The clusters whose records have more than one value of a column, each once.
fn differing(ids: &[u32], clusters: &Clusters) -> Vec<u32> {
    let mut value_of = vec![NULL; clusters.cluster_count as usize];
    let mut differing = Vec::new();
    for (id, cluster) in ids.iter().zip(&clusters.cluster_of).filter(|(id, _)| **id != NULL) {
        match &mut value_of[*cluster as usize] {
            known if *known == NULL => *known = *id,
            known if *known != *id => differing.push(*cluster),
            _ => {}
        }
    }
    differing.sort_unstable();
    differing.dedup();
    differing
}

/// The clusters with several records of a source that has one of an entity, once for each such source.
fn repeated(clusters: &Clusters, options: &ClusterOptions<'_>) -> Vec<u32> {
    let rows = clusters.cluster_of.iter().zip(options.sources.iter());
    let mut held: Vec<(u32, u16)> = rows
        .filter(|(_, source)| options.is_duplicate_free(**source))
        .map(|(cluster, source)| (*cluster, *source))
        .collect();
    held.sort_unstable();
    held.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).map(|same| same[0].0).collect()
}
