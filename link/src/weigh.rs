//! What the levels of a trained model are worth for the values of a table: weights in bits.
//!
//! The model tells three kinds of pairs apart: records of one entity (m), of two entities of one household or under one
//! roof (h), and of unrelated ones (u). A pair's weight is the log2 of the odds of the first kind against both others.
//! Without a household it is the sum of the usual weights.

use crate::bind::{Bound, BoundLevel, Open};
use crate::model::{Comparison, Level, Model, PlainFrequency, Worth};

/// Probabilities are kept this far from 0 and 1, so that no single weight outweighs all others together.
const PROBABILITY_MIN: f64 = 1e-9;

/// What the model says of unrelated records counts for so many pairs, or records, beside the measured.
pub(crate) const U_STRENGTH: f64 = 200.0;

/// A comparison has at most this many codes: null, and its levels.
const CODE_COUNT: usize = crate::model::LEVEL_COUNT_MAX + 1;

/// The weights of a model's levels for a table's values.
pub(crate) struct Weights {
    start: Bits,
    /// By comparison and code.
    levels: Vec<LevelWeight>,
    /// The most that a level can come to; by comparison and level.
    tops: Vec<f64>,
    /// The most that each comparison can come to.
    ceilings: Vec<f64>,
    /// The comparisons, those first that can speak most against a pair.
    order: Vec<usize>,
    /// The most that any pair's match bits can come to.
    most: f64,
    frequencies: Vec<Frequency>,
}

/// The bits of a level, and whose frequency to look up for more.
#[derive(Clone, Copy)]
struct LevelWeight {
    bits: Bits,
    frequency: Option<u8>,
}

/// What a value's own frequency adds to its level's weights.
struct Frequency {
    slot: usize,
    /// By value, for the match.
    matched_bits: Vec<f64>,
    /// By value, for the household; nothing where it adds none.
    household_bits: Vec<f64>,
}

/// The log2 of the odds of a match, and of a household, each against an unrelated pair.
#[derive(Clone, Copy)]
pub(crate) struct Bits {
    pub(crate) matched: f64,
    pub(crate) household: f64,
}

impl Weights {
    pub(crate) fn new(model: &Model, bound: &Bound<'_>) -> Self {
        let nothing = LevelWeight { bits: Bits::ZERO, frequency: None };
        let comparison_count = model.comparisons().len();
        let mut weights = Self {
            start: start(model),
            levels: vec![nothing; comparison_count * CODE_COUNT],
            tops: vec![0.0; comparison_count * CODE_COUNT],
            ceilings: Vec::with_capacity(comparison_count),
            order: Vec::new(),
            most: 0.0,
            frequencies: Vec::new(),
        };
        for (position, comparison) in model.comparisons().iter().enumerate() {
            // A comparison may turn out to be null, which adds nothing.
            let mut most = 0.0_f64;
            for (place, level) in comparison.levels().iter().enumerate().rev() {
                let slot = bound.levels(position).get(place).and_then(BoundLevel::frequency_slot);
                let weight = weights.level(level, slot, bound);
                let top = weight.bits.matched + weights.extra_most(weight);
                most = most.max(top);
                weights.tops[position * CODE_COUNT + place] = top;
                weights.levels[position * CODE_COUNT + place + 1] = weight;
            }
            weights.ceilings.push(most);
        }
        weights.order = weights.by_power(model);
        let add = |most: f64, comparison: &usize| most + weights.ceiling(*comparison);
        weights.most = weights.order.iter().fold(weights.start.matched, add);
        weights
    }

    /// The comparisons by how far apart their levels are for what it takes to tell them, the farthest first.
    fn by_power(&self, model: &Model) -> Vec<usize> {
        let power = |comparison: &usize| {
            let levels = 1..=model.comparisons()[*comparison].levels().len();
            let bits = levels.map(|code| self.levels[comparison * CODE_COUNT + code].bits.matched);
            let tests = model.comparisons()[*comparison].tests().count().max(1);
            (self.ceiling(*comparison) - bits.fold(0.0, f64::min)) / tests as f64
        };
        let mut order: Vec<usize> = (0..model.comparisons().len()).collect();
        order.sort_by(|a, b| power(b).total_cmp(&power(a)).then(a.cmp(b)));
        order
    }

    /// The comparisons, those first that can speak most against a pair.
    pub(crate) fn order(&self) -> &[usize] {
        &self.order
    }

    /// The most that any pair's match bits can come to.
    pub(crate) fn most(&self) -> f64 {
        self.most
    }

    fn level(&mut self, level: &Level, frequency_slot: Option<usize>, bound: &Bound<'_>) -> LevelWeight {
        match *level.worth() {
            Worth::Fixed { weight_bits } => {
                let slot = frequency_slot.filter(|_| level.frequency().is_some());
                let frequency = slot.map(|slot| self.frequency(level, slot, 0.0, bound));
                LevelWeight { bits: Bits { matched: weight_bits, household: 0.0 }, frequency }
            }
            Worth::Learnt { m, u, h } => {
                let (m, u) = (clamp(m.unwrap_or(0.5)), clamp(u.unwrap_or(0.5)));
                let frequency = frequency_slot.map(|slot| self.frequency(level, slot, u, bound));
                let household = h.map_or(0.0, |h| (clamp(h) / u).log2());
                LevelWeight { bits: Bits { matched: (m / u).log2(), household }, frequency }
            }
        }
    }

    /// What the values' frequencies add to a level, kept: its place.
    fn frequency(&mut self, level: &Level, slot: usize, u: f64, bound: &Bound<'_>) -> u8 {
        let counts = bound.value_counts(slot);
        let has_household = matches!(level.worth(), Worth::Learnt { h: Some(_), .. });
        self.frequencies.push(match level.frequency() {
            Some(plain) => Frequency::as_it_stands(slot, &counts, plain),
            None if level.one_roof() => Frequency::of_roof(slot, &counts),
            None => Frequency::of_value(slot, &counts, u, has_household),
        });
        (self.frequencies.len() - 1) as u8
    }

    /// The most that any value's frequency adds to a level.
    fn extra_most(&self, level: LevelWeight) -> f64 {
        let frequency = level.frequency.map(|place| &self.frequencies[usize::from(place)]);
        let extra = frequency.iter().flat_map(|frequency| &frequency.matched_bits);
        extra.copied().fold(0.0, f64::max)
    }

    /// Whether a pair may be of one household.
    pub(crate) fn knows_households(&self) -> bool {
        self.start.household > f64::NEG_INFINITY
    }

    /// What a pair starts from.
    pub(crate) fn start(&self) -> Bits {
        self.start
    }

    /// What a level adds, for a pair whose left row has these ids.
    pub(crate) fn bits(&self, comparison: usize, code: usize, row: &[u32]) -> Bits {
        let LevelWeight { mut bits, frequency } = self.levels[comparison * CODE_COUNT + code];
        if let Some(frequency) = frequency {
            let frequency = &self.frequencies[usize::from(frequency)];
            let id = row[frequency.slot] as usize;
            bits.matched += frequency.matched_bits[id];
            bits.household += frequency.household_bits.get(id).copied().unwrap_or(0.0);
        }
        bits
    }

    /// The most that a comparison can add to the match bits where a glance left it open.
    ///
    /// Shape: `level_count` is that of the comparison's levels but else.
    pub(crate) fn ceiling_of(&self, comparison: usize, open: Open, level_count: usize) -> f64 {
        let tops = &self.tops[comparison * CODE_COUNT..(comparison + 1) * CODE_COUNT];
        // It may turn out to be null, which adds nothing, or else.
        let mut most = tops[level_count].max(0.0);
        let mut possible = open.possible;
        while possible != 0 {
            most = most.max(tops[possible.trailing_zeros() as usize]);
            possible &= possible - 1;
        }
        most
    }

    /// The most that a comparison can add to the match bits.
    pub(crate) fn ceiling(&self, comparison: usize) -> f64 {
        self.ceilings[comparison]
    }
}

impl Bits {
    const ZERO: Self = Self { matched: 0.0, household: 0.0 };

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

impl Frequency {
    /// A rare value's agreement counts for more: log2 of u over its frequency, which leans on u, since in a small table every
    /// value is frequent. A household shares the value as readily whatever it is, so that it gains the same.
    fn of_value(slot: usize, counts: &[u32], u: f64, has_household: bool) -> Self {
        let total: f64 = counts.iter().map(|count| f64::from(*count)).sum();
        let extra = |count: &u32| {
            let frequency = (f64::from((*count).max(1)) + U_STRENGTH * u) / (total.max(1.0) + U_STRENGTH);
            (u / clamp(frequency)).log2()
        };
        let matched_bits: Vec<f64> = counts.iter().map(extra).collect();
        let household_bits = if has_household { matched_bits.clone() } else { Vec::new() };
        Self { slot, matched_bits, household_bits }
    }

    /// The value's share of all values in place of u, as the model asks for it.
    fn as_it_stands(slot: usize, counts: &[u32], plain: PlainFrequency) -> Self {
        let total: f64 = counts.iter().map(|count| f64::from(*count)).sum();
        let extra = |count: &u32| {
            let share = f64::from((*count).max(1)) / total.max(1.0);
            plain.weight * (plain.u / share.max(plain.least)).log2()
        };
        Self { slot, matched_bits: counts.iter().map(extra).collect(), household_bits: Vec::new() }
    }

    /// The more records are under a roof, the likelier two of them are only neighbours: log2 of how many there are over how
    /// many a record finds on the average.
    fn of_roof(slot: usize, counts: &[u32]) -> Self {
        let sum = |power: i32| -> f64 { counts.iter().map(|count| f64::from(*count).powi(power)).sum() };
        let mean = sum(2) / sum(1).max(1.0);
        let crowd = |count: &u32| (f64::from((*count).max(1)) / mean.max(1.0)).log2();
        Self {
            slot,
            matched_bits: vec![0.0; counts.len()],
            household_bits: counts.iter().map(crowd).collect(),
        }
    }
}

/// The prior's odds; a household is out of the question where the model knows none.
fn start(model: &Model) -> Bits {
    let same = clamp(model.prior().same.unwrap_or(0.0));
    let household = model.prior().household.unwrap_or(0.0);
    let unrelated = clamp(1.0 - same - household);
    let names_household = |level: &Level| matches!(level.worth(), Worth::Learnt { h: Some(_), .. });
    let mut levels = model.comparisons().iter().flat_map(Comparison::levels);
    let knows_households = household > 0.0 && levels.any(names_household);
    Bits {
        matched: (same / unrelated).log2(),
        household: if knows_households { (clamp(household) / unrelated).log2() } else { f64::NEG_INFINITY },
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
