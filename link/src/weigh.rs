//! What the levels of a trained model are worth for the values of a table: weights in bits.
//!
//! The model tells three kinds of pairs apart: records of one entity (m), of two entities of one household or under one
//! roof (h), and of unrelated ones (u). A pair's weight is the log2 of the odds of the first kind against both others.
//! Without a household it is the sum of the usual weights.

use crate::bind::{Bound, NULL_LEVEL};
use crate::model::{Level, Model, Worth};

/// Probabilities are kept this far from 0 and 1, so that no single weight outweighs all others together.
const PROBABILITY_MIN: f64 = 1e-9;

/// The weights of a model's levels for a table's values.
pub(crate) struct Weights {
    prior_bits: f64,
    /// The odds of a household pair against an unrelated one, where the model knows households.
    household_prior_bits: Option<f64>,
    comparisons: Vec<ComparisonWeights>,
}

struct ComparisonWeights {
    levels: Vec<LevelWeight>,
    /// The most that a comparison can come to, if none of the levels before this one holds.
    ceilings: Vec<f64>,
}

struct LevelWeight {
    match_bits: f64,
    household_bits: f64,
    frequency: Option<Frequency>,
}

/// What a value's own frequency adds to its level's weight.
struct Frequency {
    slot: usize,
    /// The log2 of u over the value's frequency, by value.
    extra_bits: Vec<f32>,
    /// Whether it counts for the household's odds too: not where a household agrees as often as the unrelated do.
    in_household: bool,
}

/// The sums of a pair's bits.
#[derive(Clone, Copy)]
pub(crate) struct Bits {
    pub(crate) matched: f64,
    pub(crate) household: f64,
}

impl Weights {
    pub(crate) fn new(model: &Model, bound: &Bound<'_>) -> Self {
        let same = clamp(model.prior().same.unwrap_or(0.0));
        let household = model.prior().household.unwrap_or(0.0);
        let unrelated = clamp(1.0 - same - household);
        let knows_households = household > 0.0
            && model.comparisons().iter().any(|comparison| {
                comparison
                    .levels()
                    .iter()
                    .any(|level| matches!(level.worth(), Worth::Learnt { h: Some(_), .. }))
            });
        let comparisons =
            model.comparisons().iter().zip(bound.comparisons()).map(|(comparison, bound_comparison)| {
                let levels = comparison.levels().iter().enumerate().map(|(position, level)| {
                    let slot =
                        bound_comparison.levels().get(position).and_then(|level| level.frequency_slot());
                    LevelWeight::new(level, slot, bound)
                });
                ComparisonWeights::new(levels.collect())
            });
        Self {
            prior_bits: (same / unrelated).log2(),
            household_prior_bits: knows_households.then(|| (clamp(household) / unrelated).log2()),
            comparisons: comparisons.collect(),
        }
    }

    pub(crate) fn knows_households(&self) -> bool {
        self.household_prior_bits.is_some()
    }

    /// What a pair starts from.
    pub(crate) fn start(&self) -> Bits {
        Bits { matched: self.prior_bits, household: self.household_prior_bits.unwrap_or(f64::NEG_INFINITY) }
    }

    /// What a level adds, for a pair whose left row has these ids.
    pub(crate) fn bits(&self, comparison: usize, code: usize, row: &[u32]) -> Bits {
        if code == NULL_LEVEL {
            return Bits { matched: 0.0, household: 0.0 };
        }
        let level = &self.comparisons[comparison].levels[code - 1];
        match &level.frequency {
            None => Bits { matched: level.match_bits, household: level.household_bits },
            Some(frequency) => {
                let extra = f64::from(frequency.extra_bits[row[frequency.slot] as usize]);
                let household =
                    if frequency.in_household { level.household_bits + extra } else { level.household_bits };
                Bits { matched: level.match_bits + extra, household }
            }
        }
    }

    /// The most that a comparison can add to the match bits from a level on.
    pub(crate) fn ceiling(&self, comparison: usize, from: usize) -> f64 {
        self.comparisons[comparison].ceilings[from]
    }

    /// The comparisons, those first whose outcome moves the weight most.
    pub(crate) fn order(&self) -> Vec<usize> {
        let spread = |comparison: &usize| {
            let levels = &self.comparisons[*comparison].levels;
            let rest = levels.last().map_or(0.0, |level| level.match_bits);
            self.comparisons[*comparison].ceilings[0] - rest
        };
        let mut order: Vec<usize> = (0..self.comparisons.len()).collect();
        order.sort_by(|a, b| spread(b).total_cmp(&spread(a)));
        order
    }
}

impl Bits {
    pub(crate) fn add(&mut self, other: Self) {
        self.matched += other.matched;
        self.household += other.household;
    }

    /// The weight of a pair with these sums.
    pub(crate) fn weight(self) -> f64 {
        self.matched - self.household_penalty()
    }

    /// What it takes away that the pair may be of one household: log2(1 + 2^household).
    pub(crate) fn household_penalty(self) -> f64 {
        self.household.max(0.0) + (-self.household.abs()).exp2().ln_1p() / std::f64::consts::LN_2
    }
}

impl ComparisonWeights {
    fn new(levels: Vec<LevelWeight>) -> Self {
        // A comparison may turn out to be null, which adds nothing.
        let mut most = 0.0_f64;
        let mut ceilings: Vec<f64> = levels
            .iter()
            .rev()
            .map(|level| {
                most = most.max(level.match_bits + level.extra_most());
                most
            })
            .collect();
        ceilings.reverse();
        Self { levels, ceilings }
    }
}

impl LevelWeight {
    fn new(level: &Level, frequency_slot: Option<usize>, bound: &Bound<'_>) -> Self {
        match *level.worth() {
            Worth::Fixed { weight_bits } => {
                Self { match_bits: weight_bits, household_bits: 0.0, frequency: None }
            }
            Worth::Learnt { m, u, h } => {
                let (m, u) = (clamp(m.unwrap_or(0.5)), clamp(u.unwrap_or(0.5)));
                Self {
                    match_bits: (m / u).log2(),
                    household_bits: h.map_or(0.0, |h| (clamp(h) / u).log2()),
                    frequency: frequency_slot.map(|slot| Frequency::new(slot, u, h.is_some(), bound)),
                }
            }
        }
    }

    fn extra_most(&self) -> f64 {
        let extra = self.frequency.iter().flat_map(|frequency| &frequency.extra_bits);
        f64::from(extra.copied().fold(0.0_f32, f32::max))
    }
}

impl Frequency {
    fn new(slot: usize, u: f64, in_household: bool, bound: &Bound<'_>) -> Self {
        let counts = bound.value_counts(slot);
        let total: f64 = counts.iter().map(|count| f64::from(*count)).sum();
        let extra = |count: &u32| {
            let frequency = f64::from((*count).max(1)) / total.max(1.0);
            (u / clamp(frequency)).log2() as f32
        };
        Self { slot, extra_bits: counts.iter().map(extra).collect(), in_household }
    }
}

fn clamp(probability: f64) -> f64 {
    probability.clamp(PROBABILITY_MIN, 1.0 - PROBABILITY_MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_household_takes_nothing_away_where_it_is_out_of_the_question() {
        let bits = Bits { matched: 12.0, household: f64::NEG_INFINITY };
        assert_eq!(bits.weight(), 12.0);
        let bits = Bits { matched: 12.0, household: -60.0 };
        assert!((bits.weight() - 12.0).abs() < 1e-12);
    }

    #[test]
    fn a_likely_household_is_set_against_the_match() {
        let bits = Bits { matched: 20.0, household: 18.0 };
        assert!((bits.weight() - 2.0).abs() < 1e-4);
        let bits = Bits { matched: 20.0, household: 0.0 };
        assert!((bits.weight() - 19.0).abs() < 1e-12);
    }
}
