//! Pairs that alone hold a cluster together: without one, its records fall into two groups.

use rustc_hash::FxHashMap;

use super::sizes;
use crate::cluster::{ClusterOptions, Clusters};
use crate::score::ScoredPair;

/// A group of fewer records on one side is a record or two at the rim, and no second entity.
const SIDE_MIN: u32 = 2;

/// A pair that holds a cluster together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bridge {
    /// The position of the pair among those given.
    pub(crate) pair: usize,
    /// The cluster.
    pub(crate) cluster: u32,
    /// How many records the smaller of both sides has.
    pub(crate) side: u32,
}

/// The pairs that hold their clusters together, by cluster and pair.
///
/// Only pairs that could bring records together count as ties; those that a verdict says are the same hold on their own.
pub(crate) fn bridges(
    pairs: &[ScoredPair],
    clusters: &Clusters,
    options: &ClusterOptions<'_>,
) -> Vec<Bridge> {
    let sizes = sizes(clusters);
    let cluster_of = &clusters.cluster_of;
    let in_one = |left: u32, right: u32| {
        let cluster = cluster_of[left as usize];
        let is_large = sizes[cluster as usize] >= 2 * SIDE_MIN;
        (is_large && cluster == cluster_of[right as usize]).then_some(cluster)
    };
    let convinces = |pair: &ScoredPair| f64::from(pair.weight) >= options.clustering.link_bits;
    let scored = pairs.iter().enumerate().filter(|(_, pair)| convinces(pair)).filter_map(|(at, pair)| {
        Some(Tie { cluster: in_one(pair.left, pair.right)?, rows: (pair.left, pair.right), pair: Some(at) })
    });
    let is_there = |row: u32| (row as usize) < cluster_of.len();
    let said = options.verdicts.iter().filter(|verdict| verdict.same);
    let said =
        said.filter(|verdict| is_there(verdict.left) && is_there(verdict.right)).filter_map(|verdict| {
            let rows = (verdict.left, verdict.right);
            Some(Tie { cluster: in_one(rows.0, rows.1)?, rows, pair: None })
        });
    let mut ties: Vec<Tie> = scored.chain(said).collect();
    ties.sort_by_key(|tie| tie.cluster);
    let mut found = Vec::new();
    // Two groups of two are held together by three ties at the least.
    let may_fall = |own: &&[Tie]| {
        // A verdict may tie what a pair ties too, so that ties are more than records tied.
        own.len() >= 3
            && (own.iter().any(|tie| tie.pair.is_none())
                || may_part(sizes[own[0].cluster as usize] as usize, own.len()))
    };
    for own in ties.chunk_by(|a, b| a.cluster == b.cluster).filter(may_fall) {
        let mut numbers: FxHashMap<u32, u32> = FxHashMap::default();
        let mut number = |row: u32| {
            let next = numbers.len() as u32;
            *numbers.entry(row).or_insert(next)
        };
        let edges: Vec<(u32, u32)> = own.iter().map(|tie| (number(tie.rows.0), number(tie.rows.1))).collect();
        let mut bridges = parting(numbers.len(), &edges);
        bridges.sort_unstable();
        found.extend(bridges.into_iter().filter_map(|(edge, side)| {
            let tie = own[edge];
            Some(Bridge { pair: tie.pair?, cluster: tie.cluster, side }).filter(|_| side >= SIDE_MIN)
        }));
    }
    found
}

/// Whether a graph of so many edges may have one that parts its nodes into two groups of two and more.
///
/// Such a graph has most edges where one group is of two nodes and either group has all that it can have.
fn may_part(node_count: usize, edge_count: usize) -> bool {
    let rest = node_count.saturating_sub(SIDE_MIN as usize);
    edge_count <= rest * rest.saturating_sub(1) / 2 + 2
}

/// Two records of one cluster that hold together.
#[derive(Clone, Copy)]
struct Tie {
    cluster: u32,
    rows: (u32, u32),
    /// Nothing where a verdict says so.
    pair: Option<usize>,
}

/// A node on the way from the root: how it was reached, and which of its edges comes next.
struct Step {
    node: u32,
    by: Option<usize>,
    next: usize,
}

/// The edges without which a graph falls apart, each with the number of nodes on its smaller side.
///
/// # Source
/// Tarjan (1974), A note on finding the bridges of a graph; without recursion, since clusters may be large.
fn parting(node_count: usize, edges: &[(u32, u32)]) -> Vec<(usize, u32)> {
    let mut edges_of: Vec<Vec<usize>> = vec![Vec::new(); node_count];
    for (edge, (left, right)) in edges.iter().enumerate() {
        edges_of[*left as usize].push(edge);
        edges_of[*right as usize].push(edge);
    }
    let mut walk = Walk { order: vec![0; node_count], low: vec![0; node_count], size: vec![1; node_count] };
    let mut reached = 0;
    let mut found = Vec::new();
    for root in 0..node_count as u32 {
        if walk.order[root as usize] == 0 {
            let own = walk.from(root, &mut reached, edges, &edges_of);
            let total = walk.size[root as usize];
            found.extend(own.into_iter().map(|(edge, beyond)| (edge, beyond.min(total - beyond))));
        }
    }
    found
}

struct Walk {
    /// When each node was reached, from 1; 0 before.
    order: Vec<u32>,
    /// The earliest node that it or a node beyond it is tied to.
    low: Vec<u32>,
    /// It and the nodes beyond it.
    size: Vec<u32>,
}

impl Walk {
    /// The bridges that are met from a root, each with the nodes beyond it.
    fn from(
        &mut self,
        root: u32,
        reached: &mut u32,
        edges: &[(u32, u32)],
        edges_of: &[Vec<usize>],
    ) -> Vec<(usize, u32)> {
        let mut found = Vec::new();
        let mut steps = vec![self.reach(root, None, reached)];
        while let Some(step) = steps.last_mut() {
            let node = step.node as usize;
            if let Some(&edge) = edges_of[node].get(step.next) {
                step.next += 1;
                let (left, right) = edges[edge];
                let other = if left == step.node { right } else { left };
                if step.by == Some(edge) {
                    continue;
                }
                if self.order[other as usize] == 0 {
                    steps.push(self.reach(other, Some(edge), reached));
                } else {
                    self.low[node] = self.low[node].min(self.order[other as usize]);
                }
                continue;
            }
            let by = step.by;
            steps.pop();
            if let (Some(edge), Some(before)) = (by, steps.last()) {
                let before = before.node as usize;
                self.low[before] = self.low[before].min(self.low[node]);
                self.size[before] += self.size[node];
                if self.low[node] > self.order[before] {
                    found.push((edge, self.size[node]));
                }
            }
        }
        found
    }

    fn reach(&mut self, node: u32, by: Option<usize>, reached: &mut u32) -> Step {
        *reached += 1;
        self.order[node as usize] = *reached;
        self.low[node as usize] = *reached;
        Step { node, by, next: 0 }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// How many nodes can be reached from one without an edge.
    fn reachable(node_count: usize, edges: &[(u32, u32)], without: usize, from: u32) -> Vec<bool> {
        let mut is_reached = vec![false; node_count];
        is_reached[from as usize] = true;
        for _ in 0..node_count {
            for (at, (left, right)) in edges.iter().enumerate().filter(|(at, _)| *at != without) {
                let either = is_reached[*left as usize] || is_reached[*right as usize];
                let _ = at;
                is_reached[*left as usize] = either;
                is_reached[*right as usize] = either;
            }
        }
        is_reached
    }

    /// Takes each edge out and looks: plainly right, and slow.
    fn parting_slowly(node_count: usize, edges: &[(u32, u32)]) -> Vec<(usize, u32)> {
        let mut found = Vec::new();
        for (at, (left, right)) in edges.iter().enumerate() {
            let sides = [*left, *right].map(|end| reachable(node_count, edges, at, end));
            if !sides[0][*right as usize] {
                let sizes = sides.map(|side| side.iter().filter(|is| **is).count() as u32);
                found.push((at, sizes[0].min(sizes[1])));
            }
        }
        found
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn bridges_are_those_whose_removal_parts_the_graph(
            ends in proptest::collection::vec((0_u32..9, 0_u32..9), 0..14),
        ) {
            let edges: Vec<(u32, u32)> = ends.into_iter().filter(|(left, right)| left != right).collect();
            let mut found = parting(9, &edges);
            found.sort_unstable();
            prop_assert_eq!(found, parting_slowly(9, &edges));
        }

        #[test]
        fn graphs_that_are_not_looked_at_have_no_bridge_between_two_and_two(
            node_count in 4_u32..8,
            left_out in proptest::collection::vec(any::<proptest::sample::Index>(), 0..12),
        ) {
            let mut edges: Vec<(u32, u32)> =
                (0..node_count).flat_map(|left| (left + 1..node_count).map(move |right| (left, right))).collect();
            for index in left_out {
                if !edges.is_empty() {
                    edges.remove(index.index(edges.len()));
                }
            }
            let parts = parting_slowly(node_count as usize, &edges).iter().any(|(_, side)| *side >= SIDE_MIN);
            prop_assert!(!parts || may_part(node_count as usize, edges.len()));
        }
    }
}
