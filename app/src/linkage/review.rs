//! The part of a linkage's account that is for people: pairs in doubt, clusters to be wary of, pairs as examples.

use base::EntityId;
use link::Linked;
use link::cluster::ClusterOptions;
use link::explain::explain_pattern;
use link::identity::Carried;
use link::review::band_count;
use link::score::{NO_RULE, ScoredPair};
use link::suspect::{Suspect, suspects};
use link::table::Table;

use super::verdicts::{Calibrated, RowVerdicts};
use super::{Inputs, threshold_bits};
use crate::operations::show_entity::letter_of;
use crate::summary::{DuplicateFree, ReviewSummary, SamplePair, SuspectCluster};

/// So many clusters to be wary of are named.
const SUSPECT_COUNT_MAX: usize = 20;
/// So many pairs are shown of each place.
const SAMPLE_COUNT: usize = 2;
/// Weights beyond this are written as this.
const BITS_MAX: f64 = 1000.0;

/// What a linkage calls its records and clusters.
pub struct Names<'n> {
    /// The name of a row's record.
    pub of_row: &'n dyn Fn(u32) -> String,
    /// The name of a cluster.
    pub of_cluster: &'n dyn Fn(&Suspect) -> String,
}

/// The account of what people read of a linkage and should read.
pub fn summarise_review(
    table: &Table,
    linked: &Linked,
    (verdicts, calibrated): (&RowVerdicts, Calibrated),
    names: &Names<'_>,
) -> ReviewSummary {
    let model = linked.trained.model();
    let review = model.review();
    let (from_bits, to_bits) = model.review_bits();
    let pairs = &linked.scored.pairs;
    let options = ClusterOptions::new(model, table).with_verdicts(&verdicts.bound);
    let suspects = suspects(pairs, &linked.clusters, &options);
    let outcome = &linked.clusters.verdicts;
    let mut counts = verdicts.counts;
    counts.overridden = outcome.overridden.len() as u64;
    counts.contradicted = outcome.contradicted.len() as u64;
    let named = |suspect: &Suspect| SuspectCluster {
        id: (names.of_cluster)(suspect),
        records: u64::from(suspect.record_count),
        large: suspect.is_large,
        bridges: u64::from(suspect.bridge_count),
        overridden: u64::from(suspect.overridden_count),
        differing: u64::from(suspect.differing_count),
        repeated: u64::from(suspect.repeated_count),
    };
    ReviewSummary {
        from_probability: review.from_probability,
        to_probability: review.to_probability,
        from_bits: from_bits.clamp(-BITS_MAX, BITS_MAX),
        to_bits: to_bits.clamp(-BITS_MAX, BITS_MAX),
        in_doubt: band_count(pairs, &verdicts.read, (from_bits, to_bits)),
        verdicts: counts,
        calibrated: model.calibration().is_some(),
        verdicts_missing: calibrated.missing,
        reliability: calibrated.reliability,
        duplicate_free: duplicate_free(table, linked, &options),
        suspect_count: suspects.len() as u64,
        suspects: suspects.iter().take(SUSPECT_COUNT_MAX).map(named).collect(),
        pairs: sample_pairs(linked, names),
    }
}

/// The sources that are held to be free of duplicates, with the pairs of their records that weigh as the same.
fn duplicate_free(table: &Table, linked: &Linked, options: &ClusterOptions<'_>) -> Vec<DuplicateFree> {
    let names = table.source_names();
    let mut pairs = vec![0; names.len()];
    if !(0..).zip(names).any(|(source, _)| options.is_duplicate_free(source)) {
        return Vec::new();
    }
    let (sources, link_bits) = (table.sources(), threshold_bits(&linked.trained));
    for pair in linked.scored.pairs.iter().filter(|pair| f64::from(pair.weight) >= link_bits) {
        let source = sources[pair.left as usize];
        if source == sources[pair.right as usize] {
            pairs[usize::from(source)] += 1;
        }
    }
    let known = (0..).zip(names.iter().zip(pairs)).filter(|(source, _)| options.is_duplicate_free(*source));
    known.map(|(_, (source, pairs))| DuplicateFree { source: source.clone(), pairs }).collect()
}

/// The account of what people read of a place's linkage: records and clusters are called by the ids of their entities.
pub fn summarise_entities(
    inputs: &Inputs,
    linked: &Linked,
    carried: &Carried,
    sources: &[String],
    said: (&RowVerdicts, Calibrated),
) -> ReviewSummary {
    let id = |row: u32| EntityId::new(letter_of(inputs.entity), carried.entity_of[row as usize]).to_string();
    let source = |row: u32| &sources[usize::from(inputs.table.sources()[row as usize])];
    let names = Names {
        of_row: &|row| format!("{} ({})", id(row), source(row)),
        of_cluster: &|suspect| id(suspect.row),
    };
    summarise_review(&inputs.table, linked, said, &names)
}

/// The strongest pairs, those on both sides of the threshold, and the weakest that were kept.
fn sample_pairs(linked: &Linked, names: &Names<'_>) -> Vec<SamplePair> {
    let threshold = threshold_bits(&linked.trained);
    let weight = |pair: &ScoredPair| f64::from(pair.weight);
    let of_rules = || linked.scored.pairs.iter().filter(|pair| pair.rule != NO_RULE);
    let above = || of_rules().filter(|pair| weight(pair) >= threshold);
    let below = || of_rules().filter(|pair| weight(pair) < threshold);
    let lists = [
        ("strongest", most(above(), |pair| weight(pair))),
        ("above", most(above(), |pair| -weight(pair))),
        ("below", most(below(), |pair| weight(pair))),
        ("weakest", most(below(), |pair| -weight(pair))),
    ];
    let mut shown: Vec<(u32, u32)> = Vec::new();
    let mut samples = Vec::new();
    for (place, pairs) in lists {
        for pair in pairs {
            if shown.contains(&(pair.left, pair.right)) {
                continue;
            }
            shown.push((pair.left, pair.right));
            samples.push(sample_pair(linked, &pair, place, names));
        }
    }
    samples
}

/// The pairs of which the most can be said, by what is asked.
fn most<'p>(pairs: impl Iterator<Item = &'p ScoredPair>, of: impl Fn(&ScoredPair) -> f64) -> Vec<ScoredPair> {
    let mut found: Vec<ScoredPair> = Vec::with_capacity(SAMPLE_COUNT + 1);
    for pair in pairs {
        let place = found.iter().position(|known| of(pair) > of(known)).unwrap_or(found.len());
        if place < SAMPLE_COUNT {
            found.insert(place, *pair);
            found.truncate(SAMPLE_COUNT);
        }
    }
    found
}

fn sample_pair(linked: &Linked, pair: &ScoredPair, place: &str, names: &Names<'_>) -> SamplePair {
    let waterfall = explain_pattern(&linked.trained, pair.pattern, pair.weight);
    let cluster_of = |row: u32| linked.clusters.cluster_of[row as usize];
    SamplePair {
        records: [(names.of_row)(pair.left), (names.of_row)(pair.right)],
        place: place.to_owned(),
        together: cluster_of(pair.left) == cluster_of(pair.right),
        prior_bits: waterfall.prior,
        comparisons: waterfall
            .bars
            .into_iter()
            .map(|bar| (bar.comparison, bar.level, bar.weight_bits))
            .collect(),
        weight_bits: waterfall.total,
        probability: linked.trained.model().probability(waterfall.total),
    }
}
