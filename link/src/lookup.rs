//! Who is this? One record against all of a table's, by the keys and the weights that the table was linked with.
//!
//! An [`Index`] is made once of a table and its trained model, and then needs neither; a [`Seeker`], one a thread, finds the
//! candidates for a record that is in no row. Nothing is learnt from what is asked, nothing of it is kept, and no cluster
//! changes.

mod guest;
mod keys;

use crate::bind::{Bound, Scratch};
use crate::block::{KeyHashes, KeyPlan};
use crate::error::LinkError;
use crate::explain::{Waterfall, take_apart};
use crate::model::{BlockingRule, Model};
use crate::progress::{Progress, Step};
use crate::score::{ScoreOptions, score_pair};
use crate::table::Table;
use crate::train::Trained;
use crate::weigh::Weights;
pub use guest::Guest;
use keys::{Block, RuleTable};

/// Where no rule has a block that is small enough, so many records of the smallest are looked at all the same.
const LOOKED_AT_AT_LEAST: usize = 2_000;

/// A table's records, ready to be asked after.
///
/// Holds personal data and has no `Debug`.
pub struct Index {
    model: Model,
    bound: Bound<'static>,
    weights: Weights,
    plan: KeyPlan,
    rules: Vec<RuleTable>,
}

/// A record of the table that may be who was asked after.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The row.
    pub row: u32,
    /// The match weight, as of a pair in linking. Units: bits, prior included.
    pub weight: f32,
    /// The first blocking rule by which it came to be looked at.
    pub rule: u8,
    /// Which level each comparison reached: see [`crate::score::level_of`].
    pub pattern: u64,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    /// The best candidates, by weight, then by row; those of a probability below 0.01 are left out.
    pub candidates: Vec<Candidate>,
    /// How many records were compared.
    pub looked_at: usize,
    /// How many blocking rules there was enough for in what was asked.
    pub rule_count: usize,
    /// Blocks that were too large to be looked at.
    pub left_out: Vec<LeftOut>,
}

/// A block over its rule's cap, refined too where the rule can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// The blocking rule.
    pub rule: u8,
    /// How many records agree with what was asked on the rule's keys.
    pub record_count: usize,
    /// How many of them were looked at by this rule all the same, since no other rule had any: the first rows.
    pub looked_at: usize,
}

impl Index {
    /// Makes a table's index, which costs about as much as getting it ready to be linked.
    ///
    /// # Errors
    /// [`LinkError::UnknownColumn`] where the model names a column that the table lacks.
    pub fn new(table: &Table, trained: &Trained, progress: Progress<'_>) -> Result<Self, LinkError> {
        let model = trained.model().clone();
        let bound = Bound::new(table, &model)?;
        let weights = Weights::new(&model, &bound);
        let hashes = KeyHashes::new(table, &model)?;
        let rule_count = model.rules().len();
        let mut rules = Vec::with_capacity(rule_count);
        for (position, rule) in model.rules().iter().enumerate() {
            progress(Step::Block, position as u64, rule_count as u64);
            rules.push(RuleTable::new(&hashes, position, rule.cap() as usize, table.row_count()));
        }
        progress(Step::Block, rule_count as u64, rule_count as u64);
        Ok(Self { plan: KeyPlan::new(&model), bound: bound.into_owned(), weights, rules, model })
    }

    /// How many records it is of.
    pub fn row_count(&self) -> usize {
        self.bound.row_count()
    }

    /// The blocking rules that candidates and what was left out name by position.
    pub fn rules(&self) -> &[BlockingRule] {
        self.model.rules()
    }

    /// The probability that it is who was asked after: what people's verdicts say, where they said enough.
    pub fn probability(&self, candidate: &Candidate) -> f64 {
        self.model.probability(f64::from(candidate.weight))
    }

    /// Whoever asks; several may at once.
    pub fn seeker(&self) -> Seeker<'_> {
        Seeker {
            index: self,
            bound: self.bound.clone(),
            scratch: Scratch::new(),
            ids: Vec::new(),
            hashes: Vec::new(),
            found: Vec::new(),
        }
    }
}

/// Asks an index, one record after the other.
pub struct Seeker<'i> {
    index: &'i Index,
    /// With the record asked after as its guest.
    bound: Bound<'static>,
    scratch: Scratch,
    /// The guest's numbers.
    ids: Vec<u32>,
    hashes: Vec<u64>,
    /// Rows to be looked at, and by which rule.
    found: Vec<(u32, u8)>,
}

impl Seeker<'_> {
    /// The best candidates for a record, at most so many.
    ///
    /// They are what linking would compare the record with, were it one more row of the table, and weigh the same as then, but
    /// that how frequent values are stays as it was when the index was made.
    pub fn find(&mut self, guest: &Guest, limit: usize) -> Answer {
        let value_of = |column: &str| guest.value(column);
        self.scratch.forget_guest();
        self.bound.receive(value_of, &mut self.ids);
        self.index.plan.hash_parts(value_of, &mut self.hashes);
        let mut answer = self.gather();
        answer.looked_at = self.found.len();
        self.weigh(limit, &mut answer.candidates);
        answer
    }

    /// Why a candidate weighs what it does, for the record asked after last.
    pub fn why(&self, candidate: &Candidate) -> Waterfall {
        let pair = (self.bound.row(candidate.row), self.ids.as_slice());
        take_apart((&self.bound, &self.index.weights), self.index.model.comparisons(), pair)
    }

    /// Finds the rows that share a key with the guest, each once, by row.
    fn gather(&mut self) -> Answer {
        let mut answer = Answer::default();
        let mut smallest: Option<(usize, &[u32])> = None;
        self.found.clear();
        for (position, rule) in self.index.rules.iter().enumerate() {
            let (key, refined) = self.index.plan.keys(position, &self.hashes);
            let Some(key) = key else { continue };
            answer.rule_count += 1;
            match rule.block(key, refined) {
                Block::Rows(rows) => self.found.extend(rows.iter().map(|row| (*row, position as u8))),
                Block::TooLarge(rows) => {
                    if smallest.is_none_or(|(_, known)| rows.len() < known.len()) {
                        smallest = Some((answer.left_out.len(), rows));
                    }
                    let left_out = LeftOut { rule: position as u8, record_count: rows.len(), looked_at: 0 };
                    answer.left_out.push(left_out);
                }
            }
        }
        if let Some((place, rows)) = smallest
            && self.found.is_empty()
        {
            let left_out = &mut answer.left_out[place];
            left_out.looked_at = rows.len().min(LOOKED_AT_AT_LEAST);
            self.found.extend(rows[..left_out.looked_at].iter().map(|row| (*row, left_out.rule)));
        }
        self.found.sort_unstable();
        self.found.dedup_by_key(|(row, _)| *row);
        answer
    }

    /// Weighs the rows found and keeps the best.
    fn weigh(&mut self, limit: usize, best: &mut Vec<Candidate>) {
        let parts = (&self.bound, &self.index.weights);
        let mut keep_weight = ScoreOptions::default().keep_weight;
        for &(row, rule) in &self.found {
            let pair = (self.bound.row(row), self.ids.as_slice());
            let Some((weight, pattern)) = score_pair(parts, keep_weight, pair, &mut self.scratch) else {
                continue;
            };
            // Rows come in order, so that of equal weights the first stays before.
            let place = best.partition_point(|better| better.weight >= weight);
            if place < limit {
                best.truncate(limit - 1);
                best.insert(place, Candidate { row, weight, rule, pattern });
            }
            if best.len() == limit {
                keep_weight =
                    best.last().map_or(keep_weight, |least| f64::from(least.weight).max(keep_weight));
            }
        }
    }
}
