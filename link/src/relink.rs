//! Links again only what a change touches, and gives what linking everything anew would.
//!
//! The model and the frequencies of values stay as they were when it was trained ([`crate::table::Table::freeze`]), so that pairs between
//! records that did not change weigh what they weighed. When to train anew is for the caller to say.

mod affected;
mod update;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::bind::Bound;
use crate::block::{Blocks, KeyHashes};
use crate::cluster::component::Roots;
use crate::cluster::{ClusterOptions, Clusters, cluster};
use crate::error::LinkError;
use crate::score::{NO_RULE, ScoreOptions, Scored, ScoredPair, missing_between, score_touching};
use crate::train::Trained;
use crate::verdict::{Verdict, VerdictOutcome};
use crate::weigh::Weights;
use affected::Affected;
use update::GONE;

pub use update::Update;

/// What stood before a change.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'s> {
    /// The model as it was trained.
    pub trained: &'s Trained,
    /// The pairs as scored, by left and right row.
    pub pairs: &'s [ScoredPair],
    /// The entity, or cluster, of each row.
    pub entity_of: &'s [u64],
}

/// What people say of pairs of records after a change. All rows are of the records after it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Said<'s> {
    /// The verdicts that bind.
    pub verdicts: &'s [Verdict],
    /// Rows whose verdicts may have been others before: of one that no longer binds, or whose other record is gone.
    pub reread: &'s [u32],
}

/// What came of linking again.
#[derive(Debug, Clone, PartialEq)]
pub struct Relinked {
    /// All pairs, those that did not change among them; pairs are counted by rule where they are kept, and otherwise those scored
    /// now.
    pub scored: Scored,
    /// All clusters.
    pub clusters: Clusters,
    /// The rows whose cluster may be another than before, ascending.
    pub touched: Vec<u32>,
}

/// Links the records after a change, where those before are linked already.
///
/// Shape: `standing` is of the rows before the change, as [`Update`] was given them.
///
/// # Errors
/// [`LinkError::UnknownColumn`] where the model names a column that the table lacks, [`LinkError::NotFrozen`] where the values'
/// frequencies were not kept.
pub fn relink(
    update: &Update,
    standing: &Standing<'_>,
    said: &Said<'_>,
    options: &ScoreOptions,
) -> Result<Relinked, LinkError> {
    let model = standing.trained.model();
    let table = &update.table;
    table.check_frozen()?;
    let affected = Affected::find(&KeyHashes::new(table, model)?, model, update);
    let near = near_rows(&affected, update.row_count);
    let bound = Bound::of_rows(table, model, &near.rows)?;
    let weights = Weights::new(model, &bound);
    let is_dirty: Vec<bool> = near.rows.iter().map(|row| affected.is_dirty[*row as usize]).collect();
    let blocks = Blocks::of_rows(&near.all_inside(&affected.blocks), near.rows.len());
    let (mut fresh, pair_count) = score_touching(&bound, &weights, &blocks, &is_dirty, options);
    near.outside(&mut fresh);

    let link_bits = model.clustering().link_bits;
    let old = Old { pairs: standing.pairs, row_of: &update.row_of, is_dirty: &affected.is_dirty };
    let touched = Inner::new(old.touched_rows(&fresh, said, link_bits), update.row_count);
    let clean = old.clean();
    let is_inner = |pair: &&ScoredPair| touched.has(pair.left) && touched.has(pair.right);
    let known = clean.iter().filter(|pair| pair.rule != NO_RULE);
    let mut inner: Vec<ScoredPair> = known.chain(&fresh).filter(is_inner).copied().collect();
    touched.inside(&mut inner);
    inner.par_sort_unstable_by_key(|pair| (pair.left, pair.right));
    let bound = Bound::of_rows(table, model, &touched.rows)?;
    let missing = missing_between(&bound, &weights, &inner, link_bits);
    inner.extend_from_slice(&missing);
    inner.par_sort_unstable_by_key(|pair| (pair.left, pair.right));
    let verdicts = touched.verdicts(said.verdicts);
    let cluster_options = ClusterOptions::of_rows(model, table, &touched.rows).with_verdicts(&verdicts);
    let clusters = cluster(touched.rows.len(), &inner, &cluster_options);

    let mut missing = missing;
    touched.outside(&mut missing);
    fresh.extend(missing);
    fresh.par_sort_unstable_by_key(|pair| (pair.left, pair.right));
    let kept = clean.into_iter().filter(|pair| pair.rule != NO_RULE || !touched.has(pair.left));
    Ok(Relinked {
        scored: Scored::of_pairs(model, merged(kept, fresh, standing.pairs.len()), pair_count),
        clusters: carried(standing.entity_of, update, &touched, &clusters, cluster_options.alarm_size),
        touched: touched.rows,
    })
}

/// Some of the rows, numbered among themselves.
struct Inner {
    rows: Vec<u32>,
    /// By row, its number among them.
    inner_of: Vec<u32>,
}

impl Inner {
    /// Shape: `rows` ascending.
    fn new(rows: Vec<u32>, row_count: usize) -> Self {
        let mut inner_of = vec![GONE; row_count];
        (0..).zip(&rows).for_each(|(inner, row)| inner_of[*row as usize] = inner);
        Self { rows, inner_of }
    }

    fn has(&self, row: u32) -> bool {
        self.inner_of[row as usize] != GONE
    }

    fn all_inside(&self, blocks: &[Vec<Vec<u32>>]) -> Vec<Vec<Vec<u32>>> {
        let inside = |rows: &Vec<u32>| rows.iter().map(|row| self.inner_of[*row as usize]).collect();
        blocks.iter().map(|blocks| blocks.iter().map(inside).collect()).collect()
    }

    fn inside(&self, pairs: &mut [ScoredPair]) {
        for pair in pairs {
            (pair.left, pair.right) = (self.inner_of[pair.left as usize], self.inner_of[pair.right as usize]);
        }
    }

    /// Verdicts on rows that are all among these.
    fn verdicts(&self, verdicts: &[Verdict]) -> Vec<Verdict> {
        let inside = |verdict: &Verdict| Verdict {
            left: self.inner_of[verdict.left as usize],
            right: self.inner_of[verdict.right as usize],
            ..*verdict
        };
        verdicts.iter().map(inside).collect()
    }

    fn outside(&self, pairs: &mut [ScoredPair]) {
        for pair in pairs {
            (pair.left, pair.right) = (self.rows[pair.left as usize], self.rows[pair.right as usize]);
        }
    }
}

/// The rows of all affected blocks.
fn near_rows(affected: &Affected, row_count: usize) -> Inner {
    let mut is_near = vec![false; row_count];
    affected.blocks.iter().flatten().flatten().for_each(|row| is_near[*row as usize] = true);
    let near = (0..).zip(is_near).filter(|(_, is_near)| *is_near).map(|(row, _)| row);
    Inner::new(near.collect(), row_count)
}

/// The pairs before the change.
#[derive(Clone, Copy)]
struct Old<'o> {
    pairs: &'o [ScoredPair],
    row_of: &'o [u32],
    is_dirty: &'o [bool],
}

impl Old<'_> {
    /// Where a row has come to stand, unless its pairs may be others now.
    fn clean_row(&self, row: u32) -> Option<u32> {
        let row = self.row_of[row as usize];
        (row != GONE && !self.is_dirty[row as usize]).then_some(row)
    }

    /// The pairs that are as they were, in their order.
    fn clean(self) -> Vec<ScoredPair> {
        let pairs = self.pairs.par_iter().filter_map(|pair| {
            let (left, right) = (self.clean_row(pair.left)?, self.clean_row(pair.right)?);
            Some(ScoredPair { left, right, ..*pair })
        });
        pairs.collect()
    }

    /// The rows of all groups of linked records that are not as they were, ascending.
    ///
    /// Groups that verdicts are about are few, and clustered again whatever changed.
    fn touched_rows(self, fresh: &[ScoredPair], said: &Said<'_>, link_bits: f64) -> Vec<u32> {
        let mut is_touched = self.is_dirty.to_vec();
        let of_verdicts = said.verdicts.iter().flat_map(|verdict| [verdict.left, verdict.right]);
        for row in of_verdicts.chain(said.reread.iter().copied()) {
            is_touched[row as usize] = true;
        }
        let mut roots = Roots::new(is_touched.len());
        let links = |pair: &&ScoredPair| f64::from(pair.weight) >= link_bits;
        for pair in self.pairs.iter().filter(links) {
            match (self.clean_row(pair.left), self.clean_row(pair.right)) {
                (Some(left), Some(right)) => roots.join(left, right),
                // What was linked to a row that is another now may have come apart.
                (Some(row), None) | (None, Some(row)) => is_touched[row as usize] = true,
                (None, None) => {}
            }
        }
        fresh.iter().filter(links).for_each(|pair| roots.join(pair.left, pair.right));
        let mut is_touched_group = vec![false; is_touched.len()];
        for row in 0..is_touched.len() as u32 {
            let root = roots.root(row) as usize;
            is_touched_group[root] |= is_touched[row as usize];
        }
        (0..is_touched.len() as u32).filter(|row| is_touched_group[roots.root(*row) as usize]).collect()
    }
}

/// Two lists of pairs, each by left and right row, as one.
fn merged(kept: impl Iterator<Item = ScoredPair>, fresh: Vec<ScoredPair>, about: usize) -> Vec<ScoredPair> {
    let mut pairs = Vec::with_capacity(about + fresh.len());
    let mut fresh = fresh.into_iter().peekable();
    for pair in kept {
        while let Some(earlier) = fresh.next_if(|new| (new.left, new.right) < (pair.left, pair.right)) {
            pairs.push(earlier);
        }
        pairs.push(pair);
    }
    pairs.extend(fresh);
    pairs
}

/// The first row of each entity, as rows come.
struct Firsts {
    /// By entity: ids are given one after the other, so that most are little more than there are rows.
    low: Vec<u32>,
    high: FxHashMap<u64, u32>,
}

impl Firsts {
    fn new(row_count: usize) -> Self {
        Self { low: vec![GONE; 2 * row_count], high: FxHashMap::default() }
    }

    /// The first row of a row's entity: itself, where none came before.
    fn of(&mut self, entity: u64, row: u32) -> u32 {
        let low = usize::try_from(entity).ok().and_then(|entity| self.low.get_mut(entity));
        let first = match low {
            Some(first) => first,
            None => self.high.entry(entity).or_insert(GONE),
        };
        if *first == GONE {
            *first = row;
        }
        *first
    }
}

/// All clusters: those of touched rows as they came out, the others as they were.
fn carried(
    entity_of: &[u64],
    update: &Update,
    touched: &Inner,
    inner: &Clusters,
    alarm_size: usize,
) -> Clusters {
    let mut first_of: Vec<u32> = (0..update.row_count as u32).collect();
    let mut first_of_entity = Firsts::new(entity_of.len());
    for (entity, row) in entity_of.iter().zip(&update.row_of) {
        if *row != GONE && !touched.has(*row) {
            first_of[*row as usize] = first_of_entity.of(*entity, *row);
        }
    }
    let mut first_of_cluster = vec![GONE; inner.cluster_count as usize];
    for (row, cluster) in touched.rows.iter().zip(&inner.cluster_of) {
        let first = &mut first_of_cluster[*cluster as usize];
        *first = (*first).min(*row);
        first_of[*row as usize] = *first;
    }
    let outside = |pairs: &[(u32, u32)]| {
        let row = |inner: u32| touched.rows[inner as usize];
        pairs.iter().map(|(left, right)| (row(*left), row(*right))).collect()
    };
    let verdicts = VerdictOutcome {
        overridden: outside(&inner.verdicts.overridden),
        contradicted: outside(&inner.verdicts.contradicted),
        forbidden_count: inner.verdicts.forbidden_count,
    };
    Clusters { verdicts, ..Clusters::from_firsts(&first_of, inner.forbidden_count, alarm_size) }
}
