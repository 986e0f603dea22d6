//! How often two records drawn at random reach each level: exactly where a level asks for equal values, by drawing pairs
//! where it does not.

use rayon::prelude::*;

use super::random::Random;
use crate::bind::{Bound, NULL_LEVEL, Scratch};
use crate::block::{pairs_of, spread};
use crate::table::NULL;

/// So many pairs of equal values are drawn to see which of them an earlier level takes.
const EQUAL_PAIR_COUNT: usize = 20_000;
/// A level that fewer of the drawn pairs reach was not seen.
const HIT_COUNT_MIN: u64 = 10;

/// How often a level is reached among pairs for which its comparison can be made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Rate {
    /// Counted over all records.
    Counted(f64),
    /// Estimated from drawn pairs.
    Drawn(f64),
    /// Too rare to tell; at most about this.
    Below(f64),
}

/// The rates of each comparison's levels, else among them; none where the comparison can never be made.
pub(super) fn measure(bound: &Bound<'_>, seed: u64, pair_count: usize) -> Vec<Option<Vec<Rate>>> {
    let comparisons = (0..bound.comparison_count()).into_par_iter();
    comparisons.map(|comparison| Sampler::new(bound, comparison, seed)?.rates(pair_count)).collect()
}

/// Draws pairs for one comparison.
struct Sampler<'b> {
    bound: &'b Bound<'b>,
    comparison: usize,
    /// The rows that can have a value to compare.
    rows: Vec<u32>,
    random: Random,
}

impl<'b> Sampler<'b> {
    fn new(bound: &'b Bound<'b>, comparison: usize, seed: u64) -> Option<Self> {
        let required = bound.required_slot(comparison);
        let is_filled = |row: &u32| required.is_none_or(|slot| bound.row(*row)[slot] != NULL);
        let rows: Vec<u32> = (0..bound.row_count() as u32).filter(is_filled).collect();
        let random = Random::new(seed, comparison as u64);
        (rows.len() >= 2).then_some(Self { bound, comparison, rows, random })
    }

    fn rates(mut self, pair_count: usize) -> Option<Vec<Rate>> {
        let levels = self.bound.levels(self.comparison);
        let mut hits = vec![0_u64; levels.len() + 2];
        let mut scratch = Scratch::new();
        for _ in 0..pair_count {
            let (left, right) = self.random.two_below(self.rows.len());
            let (left, right) = (self.rows[left], self.rows[right]);
            if !self.bound.are_compared(left, right) {
                hits[NULL_LEVEL] += 1;
                continue;
            }
            let (left, right) = (self.bound.row(left), self.bound.row(right));
            hits[self.bound.level(self.comparison, left, right, &mut scratch)] += 1;
        }
        let drawn = pair_count as u64 - hits[NULL_LEVEL];
        if drawn == 0 {
            return None;
        }
        let decided_pairs = pairs_of(self.rows.len()) as f64 * drawn as f64 / pair_count as f64;
        let mut rates: Vec<Rate> = Vec::with_capacity(levels.len() + 1);
        for (position, level) in levels.iter().enumerate() {
            let rate = match level.exact_slots() {
                Some(slots) => self.count_equal(slots, position, decided_pairs),
                None if hits[position + 1] >= HIT_COUNT_MIN => {
                    Rate::Drawn(hits[position + 1] as f64 / drawn as f64)
                }
                // Three hits are expected at most with 95 % where none was seen.
                None => Rate::Below((hits[position + 1] + 3) as f64 / drawn as f64),
            };
            rates.push(rate);
        }
        let rest = (hits[levels.len() + 1].max(1)) as f64 / drawn as f64;
        rates.push(Rate::Drawn(rest));
        Some(rates)
    }

    /// Counts the pairs with equal values, less those that an earlier level takes.
    fn count_equal(&mut self, slots: &[usize], position: usize, decided_pairs: f64) -> Rate {
        let groups = self.group(slots);
        // The pairs up to and including each group's.
        let mut total = 0_u64;
        let sums: Vec<u64> = groups
            .chunk_by(|a, b| a.0 == b.0)
            .map(|group| {
                total += self.bound.compared_pairs(group.iter().map(|(_, row)| *row));
                total
            })
            .collect();
        if total == 0 {
            return Rate::Below(1.0 / decided_pairs.max(1.0));
        }
        let share = if position == 0 { 1.0 } else { self.share_reaching(position, &groups, &sums) };
        if share == 0.0 {
            return Rate::Below(total as f64 / EQUAL_PAIR_COUNT as f64 / decided_pairs);
        }
        Rate::Counted((total as f64 * share / decided_pairs).min(1.0))
    }

    /// The rows that have values in all of some slots, those with the same values beside each other, with a number for
    /// those.
    fn group(&self, slots: &[usize]) -> Vec<(u64, u32)> {
        if let [slot] = slots {
            return self.group_by_value(*slot);
        }
        let key = |row: u32| {
            let ids = slots.iter().map(|slot| self.bound.row(row)[*slot]);
            let is_filled = ids.clone().all(|id| id != NULL);
            is_filled.then(|| (ids.fold(0, |key, id| spread(key ^ u64::from(id))), row))
        };
        let mut groups: Vec<(u64, u32)> = self.rows.par_iter().filter_map(|row| key(*row)).collect();
        groups.par_sort_unstable();
        groups
    }

    /// As [`Self::group`] by one slot's value: its rows are counted and then placed.
    fn group_by_value(&self, slot: usize) -> Vec<(u64, u32)> {
        let filled =
            || self.rows.iter().map(|row| (self.bound.row(*row)[slot], *row)).filter(|(id, _)| *id != NULL);
        let mut places = vec![0_u32; self.bound.id_count(slot)];
        filled().for_each(|(id, _)| places[id as usize] += 1);
        let mut total = 0;
        for place in &mut places {
            total += *place;
            *place = total - *place;
        }
        let mut groups = vec![(0, 0); total as usize];
        for (id, row) in filled() {
            let place = &mut places[id as usize];
            groups[*place as usize] = (u64::from(id), row);
            *place += 1;
        }
        groups
    }

    /// Of the pairs inside groups, the share that reaches a level, from a sample.
    fn share_reaching(&mut self, position: usize, groups: &[(u64, u32)], sums: &[u64]) -> f64 {
        let starts: Vec<usize> = groups
            .chunk_by(|a, b| a.0 == b.0)
            .scan(0, |end, group| {
                *end += group.len();
                Some(*end - group.len())
            })
            .collect();
        let total = sums.last().copied().unwrap_or(0);
        let mut scratch = Scratch::new();
        let (mut reached, mut drawn) = (0_usize, 0_usize);
        for _ in 0..EQUAL_PAIR_COUNT {
            let pair = self.random.below(total);
            let group = sums.partition_point(|sum| *sum <= pair);
            let end = starts.get(group + 1).copied().unwrap_or(groups.len());
            let (left, right) = self.random.two_below(end - starts[group]);
            let (left, right) = (groups[starts[group] + left].1, groups[starts[group] + right].1);
            if self.bound.are_compared(left, right) {
                let (left, right) = (self.bound.row(left), self.bound.row(right));
                let code = self.bound.level(self.comparison, left, right, &mut scratch);
                reached += usize::from(code == position + 1);
                drawn += 1;
            }
        }
        if drawn == 0 { 0.0 } else { reached as f64 / drawn as f64 }
    }
}
