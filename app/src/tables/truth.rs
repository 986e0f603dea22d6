//! How right a linkage of tables is, where a column tells the truth.

use link::evaluate::{self, PairQuality};
use link::model::Model;
use link::reliability::Reliability;
use link::score::{NO_RULE, ScoredPair};
use link::table::NULL;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::input::InputTable;
use crate::summary::{ClusterQuality, PrecisionRecall};

/// Quality of pairs and clusters. Records without a known truth are left out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LinkQuality {
    /// Pairs by their weight alone.
    pub pairwise: PairwiseQuality,
    /// Clusters.
    pub clusters: ClusterQuality,
}

/// Quality of pairs, recall over all true pairs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PairwiseQuality {
    /// The best F1 that any threshold gives.
    pub best_f1: f64,
    /// That threshold, as a probability.
    pub best_threshold: f64,
    /// At a probability of 0.95.
    pub at_0_95: PrecisionRecall,
}

/// Measures pairs and clusters against the truth; nothing where no table has one.
///
/// Of a model for records of different tables only, pairs of one table are not asked for and not counted, neither by weight nor in
/// clusters.
///
/// Shape: rows are those of the tables, one after the other.
pub fn measure(
    tables: &[InputTable],
    model: &Model,
    pairs: &[ScoredPair],
    cluster_of: &[u32],
) -> Option<LinkQuality> {
    let truth = truth(tables)?;
    let sources: Vec<usize> = tables
        .iter()
        .enumerate()
        .flat_map(|(number, table)| std::iter::repeat_n(number, table.row_count()))
        .collect();
    let true_pairs = true_pairs(&truth, &sources, model.between_sources());
    let mut told: Vec<(f32, bool)> = pairs
        .iter()
        .filter_map(|pair| {
            let (left, right) = (truth[pair.left as usize]?, truth[pair.right as usize]?);
            Some((pair.weight, left == right))
        })
        .collect();
    told.sort_unstable_by(|left, right| right.0.total_cmp(&left.0));
    let records = truth.iter().zip(cluster_of).zip(&sources);
    let known = records.filter_map(|((truth, cluster), source)| {
        truth.map(|truth| ((u64::from(*cluster), u64::from(truth)), *source as u16))
    });
    let ((found, truth), sources): ((Vec<u64>, Vec<u64>), Vec<u16>) = known.unzip();
    let mut clusters = evaluate::clusters(&found, &truth);
    if model.between_sources() {
        clusters.pair = evaluate::pairwise_between(&found, &truth, &sources);
    }
    Some(LinkQuality { pairwise: pairwise(&told, true_pairs, model), clusters: clusters.into() })
}

/// Whether the probabilities of pairs that some rule made mean what they say, by the truth; nothing where no table has one.
///
/// Shape: rows are those of the tables, one after the other; `probability` is of a weight in bits.
pub fn reliability(
    tables: &[InputTable],
    pairs: &[ScoredPair],
    probability: impl Fn(f64) -> f64,
) -> Option<Reliability> {
    let truth = truth(tables)?;
    let mut reliability = Reliability::default();
    for pair in pairs.iter().filter(|pair| pair.rule != NO_RULE) {
        if let (Some(left), Some(right)) = (truth[pair.left as usize], truth[pair.right as usize]) {
            reliability.add(probability(f64::from(pair.weight)), left == right, 1.0);
        }
    }
    Some(reliability)
}

/// The number of each record's entity; the same text is the same entity, in whichever table it stands.
pub fn truth(tables: &[InputTable]) -> Option<Vec<Option<u32>>> {
    tables.iter().find(|table| table.truth.is_some())?;
    let mut numbers = link::table::Dictionary::new();
    let mut truth = Vec::new();
    for table in tables {
        match &table.truth {
            None => truth.extend(std::iter::repeat_n(None, table.row_count())),
            Some(column) => {
                let values = column.dictionary();
                let number_of: Vec<u32> =
                    (0..values.id_count() as u32).map(|id| numbers.intern(values.bytes(id))).collect();
                truth.extend(column.ids().iter().map(|id| (*id != NULL).then(|| number_of[*id as usize])));
            }
        }
    }
    Some(truth)
}

/// How many pairs of records are of one entity.
fn true_pairs(truth: &[Option<u32>], sources: &[usize], between: bool) -> u64 {
    let mut sizes: FxHashMap<u32, u64> = FxHashMap::default();
    let mut sizes_inside: FxHashMap<(u32, usize), u64> = FxHashMap::default();
    for (truth, source) in truth.iter().zip(sources) {
        if let Some(truth) = truth {
            *sizes.entry(*truth).or_default() += 1;
            *sizes_inside.entry((*truth, *source)).or_default() += 1;
        }
    }
    let pairs = |size: &u64| size * (size - 1) / 2;
    let all: u64 = sizes.values().map(pairs).sum();
    if between { all - sizes_inside.values().map(pairs).sum::<u64>() } else { all }
}

/// Shape: `told` by weight, the largest first.
fn pairwise(told: &[(f32, bool)], true_pairs: u64, model: &Model) -> PairwiseQuality {
    let quality = |right: u64, count: usize| PairQuality::of(right, count as u64, true_pairs);
    let mut right = 0;
    let mut best = (0.0, f32::INFINITY);
    let mut at_0_95 = quality(0, 0);
    let limit_bits = model.weight_of(0.95);
    for (position, (weight, is_right)) in told.iter().enumerate() {
        right += u64::from(*is_right);
        // Pairs of one weight are told together or not at all.
        if told.get(position + 1).is_some_and(|next| next.0 == *weight) {
            continue;
        }
        let quality = quality(right, position + 1);
        if quality.f1 > best.0 {
            best = (quality.f1, *weight);
        }
        if f64::from(*weight) >= limit_bits {
            at_0_95 = quality;
        }
    }
    let best_threshold = model.probability(f64::from(best.1));
    PairwiseQuality { best_f1: best.0, best_threshold, at_0_95: at_0_95.into() }
}
