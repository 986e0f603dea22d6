//! The numbers about a linkage, for the terminal and the report.

use base::EntityId;
use link::identity::{Carried, IdentityEvent};
use link::model::Worth;
use link::score::{NO_RULE, Scored, ScoredPair};
use link::table::Table;
use rayon::prelude::*;
use standardise::record::Entity;

use super::overlap::SourceSets;
use super::{Inputs, Linked, threshold_bits};
use crate::operations::show_entity::letter_of;
use crate::summary::{
    BlockingRule, ClusterSize, HomeCounts, IdentityCounts, LevelParameters, LinkageSummary,
    SourceCombination, WeightBin,
};

/// How many combinations of sources are worth showing.
const COMBINATION_COUNT_MAX: usize = 40;

/// Where the report tells of the pairs that no rule proposed.
const OF_NO_RULE: &str = "both linked to others, proposed by no rule";

/// Linked records, whether of a place or of tables that belong to none.
#[derive(Clone, Copy)]
pub struct LinkedTables<'l> {
    /// The records.
    pub table: &'l Table,
    /// What came of linking them.
    pub linked: &'l Linked,
    /// The sources' names, by number.
    pub sources: &'l [String],
}

/// The account of a linkage; its version number and truth are not known yet.
pub fn summarise(
    entity: Entity,
    inputs: &Inputs,
    linked: &Linked,
    carried: &Carried,
    source_names: &[String],
) -> LinkageSummary {
    let tables = LinkedTables { table: &inputs.table, linked, sources: source_names };
    LinkageSummary {
        entity: entity.name().to_owned(),
        homes: homes(inputs),
        identity: identity_counts(carried),
        example_id: example_id(entity, &tables, carried),
        ..tables.summarise()
    }
}

impl LinkedTables<'_> {
    fn source_sets(&self) -> SourceSets {
        let clusters = &self.linked.clusters;
        let count = clusters.cluster_count as usize;
        SourceSets::new(&clusters.cluster_of, count, self.table.sources(), self.sources.len())
    }

    /// The account of the linkage, as far as it needs no place.
    pub fn summarise(&self) -> LinkageSummary {
        let Self { table, linked, sources } = self;
        let clusters = &linked.clusters;
        let threshold = threshold_bits(&linked.trained);
        let overlap = self.source_sets().overlap(sources.len());
        let combinations = overlap.combinations.into_iter().take(COMBINATION_COUNT_MAX);
        let is_matched = |pair: &&ScoredPair| f64::from(pair.weight) >= threshold;
        LinkageSummary {
            entity: linked.trained.model().entity().to_owned(),
            version: 0,
            records: table.row_count() as u64,
            entities: u64::from(clusters.cluster_count),
            pairs_compared: linked.scored.pair_count,
            pairs_matched: linked.scored.pairs.iter().filter(is_matched).count() as u64,
            threshold_bits: threshold,
            known_to: overlap.known_to,
            homes: None,
            residences: None,
            sources: sources.to_vec(),
            overlap: overlap.both,
            combinations: combinations.map(|(sources, count)| SourceCombination { sources, count }).collect(),
            weights: weights(&linked.scored),
            cluster_sizes: clusters
                .sizes
                .iter()
                .map(|(size, count)| ClusterSize { size: u64::from(*size), count: u64::from(*count) })
                .collect(),
            blocking: blocking(&linked.scored, threshold),
            levels: levels(linked),
            identity: IdentityCounts::default(),
            example_id: None,
            warnings: warnings(linked),
            again: None,
            truth: None,
            review: None,
        }
    }
}

/// The homes that the records give, where they are of people.
fn homes(inputs: &Inputs) -> Option<HomeCounts> {
    if inputs.entity != Entity::Person {
        return None;
    }
    let homes = inputs.homes().of_row.iter().zip(inputs.table.sources());
    let mut known: Vec<(u32, u16)> =
        homes.filter_map(|(home, source)| home.map(|home| (home, *source))).collect();
    known.par_sort_unstable();
    known.dedup();
    let mut counts = HomeCounts::default();
    for home in known.chunk_by(|left, right| left.0 == right.0) {
        counts.homes += 1;
        counts.known_to_several += u64::from(home.len() > 1);
    }
    (counts.homes > 0).then_some(counts)
}

fn weights(scored: &Scored) -> Vec<WeightBin> {
    scored
        .histogram
        .iter()
        .map(|(bits, count)| WeightBin { from_bits: f64::from(*bits), count: *count })
        .collect()
}

fn blocking(scored: &Scored, threshold: f64) -> Vec<BlockingRule> {
    let mut rules: Vec<BlockingRule> = scored
        .rules
        .iter()
        .map(|rule| BlockingRule { rule: rule.label.clone(), pairs: rule.pair_count, matched: 0 })
        .collect();
    let mut of_no_rule = BlockingRule { rule: OF_NO_RULE.to_owned(), pairs: 0, matched: 0 };
    for pair in &scored.pairs {
        let is_matched = f64::from(pair.weight) >= threshold;
        if pair.rule == NO_RULE {
            of_no_rule.pairs += 1;
            of_no_rule.matched += u64::from(is_matched);
        } else {
            rules[usize::from(pair.rule)].matched += u64::from(is_matched);
        }
    }
    if of_no_rule.pairs > 0 {
        rules.push(of_no_rule);
    }
    rules
}

fn levels(linked: &Linked) -> Vec<LevelParameters> {
    let mut levels = Vec::new();
    for comparison in linked.trained.model().comparisons() {
        for level in comparison.levels() {
            let (m, u, weight_bits) = match *level.worth() {
                Worth::Learnt { m: Some(m), u: Some(u), .. } => (m, u, (m / u).log2()),
                Worth::Fixed { weight_bits } => (0.0, 0.0, weight_bits),
                Worth::Learnt { .. } => continue,
            };
            levels.push(LevelParameters {
                comparison: comparison.name().to_owned(),
                level: level.label().to_owned(),
                m,
                u,
                weight_bits,
            });
        }
    }
    levels
}

/// The lowest id of those known to most sources, and of these with most records.
fn example_id(entity: Entity, linked: &LinkedTables<'_>, carried: &Carried) -> Option<String> {
    let clusters = &linked.linked.clusters;
    let mut record_counts = vec![0_u32; clusters.cluster_count as usize];
    clusters.cluster_of.iter().for_each(|cluster| record_counts[*cluster as usize] += 1);
    let ranks: Vec<(u32, u32)> = linked.source_sets().sizes().zip(record_counts).collect();
    let best = ranks.iter().max()?;
    let is_best = |(cluster, _): &(&u32, &u64)| ranks[**cluster as usize] == *best;
    let ids = clusters.cluster_of.iter().zip(&carried.entity_of).filter(is_best).map(|(_, id)| *id);
    Some(EntityId::new(letter_of(entity), ids.min()?).to_string())
}

fn identity_counts(carried: &Carried) -> IdentityCounts {
    let mut counts = IdentityCounts::default();
    for event in &carried.events {
        match event {
            IdentityEvent::Created { .. } => counts.created += 1,
            IdentityEvent::Merged { .. } => counts.merged += 1,
            IdentityEvent::Split { .. } => counts.split += 1,
            IdentityEvent::Ended { .. } => counts.ended += 1,
            IdentityEvent::Moved { .. } => {}
        }
    }
    counts
}

fn warnings(linked: &Linked) -> Vec<String> {
    let mut warnings: Vec<String> =
        linked.trained.diagnostics().doubts.iter().map(ToString::to_string).collect();
    for rule in linked.scored.rules.iter().filter(|rule| rule.oversize_block_count > 0) {
        warnings.push(format!(
            "blocking rule {}: {} blocks with {} records were too large to compare",
            rule.label, rule.oversize_block_count, rule.oversize_record_count
        ));
    }
    if linked.clusters.alarm_count > 0 {
        warnings.push(format!("{} entities have suspiciously many records", linked.clusters.alarm_count));
    }
    warnings
}
