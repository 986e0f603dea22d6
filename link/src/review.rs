//! Which pairs people should read: those from which most is learnt.
//!
//! Pairs near the threshold, records with two candidates as good as each other, pairs on which a cluster hangs, and for
//! calibration a sample of all weights. It says which and why; what was read comes back as [`crate::verdict::Verdict`]s.

mod margin;
mod sample;

use rustc_hash::FxHashSet;

use crate::block::spread;
use crate::cluster::{ClusterOptions, Clusters};
use crate::score::{NO_RULE, ScoredPair};
use crate::suspect::bridge::{Bridge, bridges};
use crate::suspect::sizes;

pub(crate) use sample::stratum;

/// Shares of the pairs wanted, for each reason to look at a pair; the sample has the rest.
const THRESHOLD_SHARE: f64 = 0.3;
const MARGIN_SHARE: f64 = 0.15;
const CLUSTER_SHARE: f64 = 0.15;

/// How many pairs to choose, and from where.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReviewOptions {
    /// How many pairs.
    pub count: usize,
    /// What the sample is drawn by.
    pub seed: u64,
    /// The weights between which a pair is in doubt, in bits.
    pub band_bits: (f64, f64),
    /// Two candidates of a record that weigh at most this much apart are as good as each other, in bits.
    pub margin_bits: f64,
    /// Whether a record has at most one right candidate in each other source, and not only in those that are free of duplicates.
    pub one_each: bool,
}

/// Why a pair is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It is among those nearest to the threshold.
    Threshold,
    /// It is one of two candidates for a record that are as good as each other.
    Margin,
    /// Without it, a cluster falls into two.
    Bridge,
    /// Its weight says the same, and a veto keeps it apart.
    Veto,
    /// It is the weakest of a cluster of suspiciously many records.
    Crowd,
    /// It stands for other pairs of about its weight.
    Sample,
}

impl Reason {
    /// The reason in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Threshold => "near the threshold",
            Self::Margin => "two good candidates",
            Self::Bridge => "holds a cluster together",
            Self::Veto => "kept apart by a veto",
            Self::Crowd => "in a very large cluster",
            Self::Sample => "sample",
        }
    }

    /// Whether nothing but its weight decided that a pair is read.
    fn is_by_weight(self) -> bool {
        matches!(self, Self::Threshold | Self::Sample)
    }
}

/// A pair to be read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReviewPair {
    /// The pair.
    pub pair: ScoredPair,
    /// Why.
    pub reason: Reason,
    /// How many pairs of about its weight it stands for, itself among them. A pair chosen for more than its weight stands
    /// for itself.
    pub sampling_weight: f64,
}

/// The pairs in doubt: those of some rule that weigh as much as the band says, and were not read.
pub fn band_count(pairs: &[ScoredPair], read: &FxHashSet<(u32, u32)>, band_bits: (f64, f64)) -> u64 {
    let is_open = |pair: &&ScoredPair| pair.rule != NO_RULE && !read.contains(&(pair.left, pair.right));
    pairs.iter().filter(is_open).filter(|pair| is_within(pair, band_bits)).count() as u64
}

/// Chooses pairs to be read, in an order that tells nothing of them.
///
/// Shape: `clusters` was made of `pairs` with `records`; `read` has pairs of rows, the lower first, which are left out. As
/// many as asked for, unless there are fewer.
pub fn choose(
    pairs: &[ScoredPair],
    clusters: &Clusters,
    records: &ClusterOptions<'_>,
    read: &FxHashSet<(u32, u32)>,
    options: &ReviewOptions,
) -> Vec<ReviewPair> {
    let is_open = |at: &usize| {
        let pair = &pairs[*at];
        pair.rule != NO_RULE && !read.contains(&(pair.left, pair.right))
    };
    let choosing = Choosing { pairs, clusters, records, options };
    let open: Vec<usize> = (0..pairs.len()).filter(is_open).collect();
    let near = choosing.near_threshold(&open);
    let margins = margin::close_seconds(&choosing, read);
    let hung = choosing.of_clusters(&open, read);
    let quota = |share: f64| (options.count as f64 * share).ceil() as usize;
    let mut chosen = Chosen { most: options.count, ..Chosen::default() };
    chosen.take(margins.iter().copied(), quota(MARGIN_SHARE));
    chosen.take(hung.iter().copied(), quota(CLUSTER_SHARE));
    chosen.take(near.iter().copied(), quota(THRESHOLD_SHARE));
    let rest: Vec<usize> = open.iter().copied().filter(|at| !chosen.known.contains(at)).collect();
    let sampled = sample::draw(pairs, &rest, options.seed, options.count - chosen.list.len());
    chosen.take(sampled.into_iter().map(|at| (at, Reason::Sample)), options.count);
    // Where there are too few for a sample, the others have its room.
    chosen.take(near.into_iter().chain(margins).chain(hung), options.count);
    let mut read_pairs = sample::with_weights(pairs, &open, chosen.list);
    read_pairs.sort_by_key(|read| (order(options.seed, &read.pair), read.pair.left, read.pair.right));
    read_pairs
}

/// A number for each pair that tells nothing of it.
fn order(seed: u64, pair: &ScoredPair) -> u64 {
    spread(spread(seed) ^ (u64::from(pair.left) << 32 | u64::from(pair.right)))
}

fn is_within(pair: &ScoredPair, (from, to): (f64, f64)) -> bool {
    (from..=to).contains(&f64::from(pair.weight))
}

#[derive(Default)]
struct Chosen {
    most: usize,
    list: Vec<(usize, Reason)>,
    known: FxHashSet<usize>,
}

impl Chosen {
    /// Takes up to so many that were not taken before.
    fn take(&mut self, from: impl Iterator<Item = (usize, Reason)>, quota: usize) {
        let mut left = quota.min(self.most - self.list.len());
        for (at, reason) in from {
            if left == 0 {
                return;
            }
            if self.known.insert(at) {
                self.list.push((at, reason));
                left -= 1;
            }
        }
    }
}

/// What pairs are chosen from.
struct Choosing<'c> {
    pairs: &'c [ScoredPair],
    clusters: &'c Clusters,
    records: &'c ClusterOptions<'c>,
    options: &'c ReviewOptions,
}

impl Choosing<'_> {
    fn link_bits(&self) -> f64 {
        self.records.clustering.link_bits
    }

    /// Pairs in doubt, the nearest to the threshold first.
    fn near_threshold(&self, open: &[usize]) -> Vec<(usize, Reason)> {
        let in_doubt = open.iter().filter(|at| is_within(&self.pairs[**at], self.options.band_bits));
        let mut near: Vec<usize> = in_doubt.copied().collect();
        let distance = |at: &usize| (f64::from(self.pairs[*at].weight) - self.link_bits()).abs();
        near.sort_by(|a, b| distance(a).total_cmp(&distance(b)).then(a.cmp(b)));
        near.into_iter().map(|at| (at, Reason::Threshold)).collect()
    }

    /// Pairs that clusters hang on, that a veto keeps apart, and the weakest of very large clusters, in turn.
    fn of_clusters(&self, open: &[usize], read: &FxHashSet<(u32, u32)>) -> Vec<(usize, Reason)> {
        let cluster_of = &self.clusters.cluster_of;
        let sizes = sizes(self.clusters);
        let (mut vetoed, mut crowded) = (Vec::new(), Vec::new());
        for &at in open {
            let pair = &self.pairs[at];
            if f64::from(pair.weight) < self.link_bits() {
                continue;
            }
            let cluster = cluster_of[pair.left as usize];
            if cluster != cluster_of[pair.right as usize] {
                if !self.records.allows(pair.left, pair.right) {
                    vetoed.push(at);
                }
            } else if sizes[cluster as usize] as usize > self.records.alarm_size {
                crowded.push(at);
            }
        }
        let weight = |at: &usize| self.pairs[*at].weight;
        vetoed.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.cmp(b)));
        crowded.sort_by(|a, b| weight(a).total_cmp(&weight(b)).then(a.cmp(b)));
        let mut hanging = bridges(self.pairs, self.clusters, self.records);
        hanging.retain(|bridge| {
            let pair = &self.pairs[bridge.pair];
            pair.rule != NO_RULE && !read.contains(&(pair.left, pair.right))
        });
        let weaker = |a: &Bridge, b: &Bridge| weight(&a.pair).total_cmp(&weight(&b.pair));
        hanging.sort_by(|a, b| b.side.cmp(&a.side).then_with(|| weaker(a, b)).then(a.pair.cmp(&b.pair)));
        let lists = [
            (hanging.into_iter().map(|bridge| bridge.pair).collect::<Vec<usize>>(), Reason::Bridge),
            (vetoed, Reason::Veto),
            (crowded, Reason::Crowd),
        ];
        let longest = lists.iter().map(|(list, _)| list.len()).max().unwrap_or(0);
        let in_turn = |place: usize| {
            lists.iter().filter_map(move |(list, reason)| list.get(place).map(|at| (*at, *reason)))
        };
        (0..longest).flat_map(in_turn).collect()
    }
}
