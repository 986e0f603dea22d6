//! Makes entities of pairs: which records are one.
//!
//! Not whoever can be reached over any chain of pairs: groups grow together where some pair between them convinces and
//! all pairs between them do not speak against it, so that one wrong pair does not make one entity of two families. What
//! people have said of two records stands above all of it.

mod average;
pub(crate) mod component;

use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::compare::part;
use crate::model::{Clustering, ColumnPart, Comparison, Level, Model, Worth};
use crate::score::{ScoredPair, weight_of};
use crate::table::{NULL, Table};
use crate::verdict::{Binding, Verdict, VerdictOutcome};
use average::Grouped;
use component::Components;

/// A model has at most so many telling parts.
pub(crate) const TELLING_MAX: usize = 6;
/// To differ weighs at most this where it speaks clearly: odds of one to sixteen.
const CLEAR_BITS: f64 = -4.0;

/// How to cluster: the model's numbers, and what the records themselves forbid.
#[derive(Debug, Clone)]
pub struct ClusterOptions<'t> {
    /// Thresholds and constraints.
    pub clustering: Clustering,
    /// The weight that two records drawn at random start from, in bits.
    pub prior_bits: f64,
    /// For each column of which an entity has one value, the value's id by row; 0 where there is none.
    pub one_value: Vec<Cow<'t, [u32]>>,
    /// Which of the model's telling parts each row has, a bit each.
    pub told: Cow<'t, [u8]>,
    /// The source of each row.
    pub sources: Cow<'t, [u16]>,
    /// By number, whether a source has at most one record of an entity; none of those beyond its end, unless all do.
    pub duplicate_free: Vec<bool>,
    /// A cluster with more records than this is counted as suspicious.
    pub alarm_size: usize,
    /// What people said: `same` puts two records together whatever they weigh and whatever else forbids it, `different`
    /// keeps every two groups that hold them apart.
    pub verdicts: &'t [Verdict],
}

impl<'t> ClusterOptions<'t> {
    /// Options from a trained model and the table it is for. Columns that the table lacks constrain nothing.
    pub fn new(model: &Model, table: &'t Table) -> Self {
        let clustering = model.clustering();
        let same = model.prior().same.unwrap_or(0.5).clamp(1e-12, 0.5);
        let one_value = clustering.one_value.iter().filter_map(|name| table.column(name));
        Self {
            clustering: clustering.clone(),
            prior_bits: weight_of(same),
            one_value: one_value.map(|column| Cow::Borrowed(column.ids())).collect(),
            told: Cow::Owned(told(model, table)),
            sources: Cow::Borrowed(table.sources()),
            duplicate_free: table
                .source_names()
                .iter()
                .map(|name| clustering.duplicate_free.contains(name))
                .collect(),
            alarm_size: 50,
            verdicts: &[],
        }
    }

    /// As [`Self::new`], for some of the rows: row 0 is then the first of them.
    pub(crate) fn of_rows(model: &Model, table: &'t Table, rows: &[u32]) -> Self {
        let mut options = Self::new(model, table);
        for ids in &mut options.one_value {
            *ids = rows.iter().map(|row| ids[*row as usize]).collect();
        }
        options.told = rows.iter().map(|row| options.told[*row as usize]).collect();
        options.sources = rows.iter().map(|row| table.sources()[*row as usize]).collect();
        options
    }

    /// The options, with what people said.
    pub fn with_verdicts(self, verdicts: &'t [Verdict]) -> Self {
        Self { verdicts, ..self }
    }

    /// Whether nothing known of two rows themselves forbids that they are one entity, verdicts aside.
    pub(crate) fn allows(&self, left: u32, right: u32) -> bool {
        let (left, right) = (left as usize, right as usize);
        let differs =
            |ids: &Cow<'_, [u32]>| ids[left] != NULL && ids[right] != NULL && ids[left] != ids[right];
        !self.one_value.iter().any(differs) && !self.share_source(left, right)
    }

    /// Whether a source has at most one record of an entity.
    pub fn is_duplicate_free(&self, source: u16) -> bool {
        self.clustering.one_per_source
            || self.duplicate_free.get(usize::from(source)).copied().unwrap_or_default()
    }

    /// Whether two rows are of one source, which has at most one record of an entity.
    fn share_source(&self, left: usize, right: usize) -> bool {
        self.sources[left] == self.sources[right] && self.is_duplicate_free(self.sources[left])
    }
}

/// Whether to differ in a part speaks clearly against a pair, as the model has learnt it: where records of one person often
/// differ in their birth dates, a birth date tells little.
fn speaks_clearly(model: &Model, part: &ColumnPart) -> bool {
    let compares = |comparison: &&Comparison| comparison.tests().any(|test| test.on == *part);
    let last = model.comparisons().iter().find(compares).and_then(|comparison| comparison.levels().last());
    let bits = match last.map(Level::worth) {
        Some(Worth::Fixed { weight_bits }) => *weight_bits,
        Some(Worth::Learnt { m: Some(m), u: Some(u), .. }) => (m / u).log2(),
        _ => 0.0,
    };
    bits <= CLEAR_BITS
}

/// Which of the model's telling parts each row has, a bit each.
fn told(model: &Model, table: &Table) -> Vec<u8> {
    let mut told = vec![0; table.row_count()];
    let mut buffer = Vec::new();
    let telling = model.clustering().telling.iter().take(TELLING_MAX).enumerate();
    for (bit, wanted) in telling.filter(|(_, part)| speaks_clearly(model, part)) {
        let Some(column) = table.column(&wanted.column) else { continue };
        let dictionary = column.dictionary();
        let ids = 0..dictionary.id_count() as u32;
        let has: Vec<bool> = ids
            .map(|id| id != NULL && part::cut(dictionary.bytes(id), wanted.part, &mut buffer).is_some())
            .collect();
        for (told, id) in told.iter_mut().zip(column.ids()) {
            *told |= u8::from(has[*id as usize]) << bit;
        }
    }
    told
}

/// Which rows are one entity.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clusters {
    /// The cluster of each row, numbered from 0 by first row.
    pub cluster_of: Vec<u32>,
    /// How many clusters there are.
    pub cluster_count: u32,
    /// The size of the largest.
    pub largest: u32,
    /// Clusters of each size: the size, and how many; by size.
    pub sizes: Vec<(u32, u32)>,
    /// Clusters over the alarm size.
    pub alarm_count: u32,
    /// Merges of groups that weight asked for and a constraint forbade.
    pub forbidden_count: u64,
    /// What became of the verdicts.
    pub verdicts: VerdictOutcome,
}

/// Groups rows by average linkage inside the connected components of the pairs.
///
/// Shape: `pairs` in any order, each pair of rows once, no row beyond `row_count`.
///
/// # Source
/// Sokal and Michener (1958) for average linkage, here of match weights, with a weight for pairs that have none.
pub fn cluster(row_count: usize, pairs: &[ScoredPair], options: &ClusterOptions<'_>) -> Clusters {
    let binding = Binding::of(row_count, options.verdicts, pairs);
    let components = Components::bound(row_count, pairs, options.clustering.link_bits, &binding);
    let grouped: Vec<Grouped> = (0..components.len())
        .into_par_iter()
        .map(|number| average::group(&components, number, options))
        .collect();
    // The first row of each row's cluster.
    let mut first_of: Vec<u32> = (0..row_count as u32).collect();
    let mut forbidden_count = 0;
    let mut verdicts = VerdictOutcome { contradicted: binding.contradicted, ..VerdictOutcome::default() };
    for (number, grouped) in grouped.iter().enumerate() {
        let rows = components.rows(number);
        for (row, first) in rows.iter().zip(&grouped.first_of) {
            first_of[*row as usize] = rows[*first as usize];
        }
        forbidden_count += grouped.forbidden_count;
        verdicts.forbidden_count += grouped.parted_count;
        let rows = |(left, right): &(u32, u32)| (rows[*left as usize], rows[*right as usize]);
        verdicts.overridden.extend(grouped.overridden.iter().map(rows));
    }
    verdicts.overridden.sort_unstable();
    Clusters { verdicts, ..Clusters::from_firsts(&first_of, forbidden_count, options.alarm_size) }
}

impl Clusters {
    /// The clusters of some rows alone, numbered by the first of them.
    ///
    /// Shape: `rows` ascending; no cluster has rows among them and others too.
    pub fn of_rows(&self, rows: &[u32]) -> Self {
        let mut first_of_cluster: FxHashMap<u32, u32> = FxHashMap::default();
        let firsts = (0..)
            .zip(rows)
            .map(|(place, row)| *first_of_cluster.entry(self.cluster_of[*row as usize]).or_insert(place));
        let firsts: Vec<u32> = firsts.collect();
        Self::from_firsts(&firsts, 0, usize::MAX)
    }

    /// Numbers the clusters by first row, which is given for each row, and counts them.
    pub(crate) fn from_firsts(first_of: &[u32], forbidden_count: u64, alarm_size: usize) -> Self {
        let mut cluster_of = vec![0_u32; first_of.len()];
        let mut members: Vec<u32> = Vec::new();
        for (row, &first) in first_of.iter().enumerate() {
            if first as usize == row {
                cluster_of[row] = members.len() as u32;
                members.push(1);
            } else {
                let cluster = cluster_of[first as usize];
                cluster_of[row] = cluster;
                members[cluster as usize] += 1;
            }
        }
        let mut sizes = std::collections::BTreeMap::new();
        members.iter().for_each(|size| *sizes.entry(*size).or_insert(0) += 1);
        Self {
            cluster_of,
            cluster_count: members.len() as u32,
            largest: members.iter().copied().max().unwrap_or(0),
            sizes: sizes.into_iter().collect(),
            alarm_count: members.iter().filter(|size| **size as usize > alarm_size).count() as u32,
            forbidden_count,
            verdicts: VerdictOutcome::default(),
        }
    }
}
