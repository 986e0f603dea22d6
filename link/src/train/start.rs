//! Between the model and the estimates: what estimation starts from, and the model with what came out.

use super::agreement::Rate;
use super::estimate::{Chances, Estimates, LevelChances};
use crate::model::{Comparison, Model, Worth};
use crate::weigh::U_STRENGTH;

/// Without a word from the model, so many matches reach a comparison's first level …
const FIRST_LEVEL_DEFAULT: f64 = 0.8;
/// … and so many none of its levels.
const ELSE_DEFAULT: f64 = 0.05;
/// Probabilities don't leave this range, so that their ratios stay finite.
const PROBABILITY_MIN: f64 = 1e-9;

/// What estimation starts from: the model's m and h, u as measured, and a guess of the prior.
pub(super) fn estimates(model: &Model, rates: &[Option<Vec<Rate>>], row_count: usize) -> Estimates {
    // As if every record had one other of its entity: estimation moves it where that is wrong.
    let guess = 1.0 / (row_count.max(4) - 1) as f64;
    let comparisons = model.comparisons().iter().zip(rates);
    let strength = model.training.strength;
    let comparisons: Vec<Chances> =
        comparisons.map(|(comparison, rates)| chances(comparison, strength, rates.as_deref())).collect();
    let knows_households =
        comparisons.iter().flat_map(|chances| &chances.levels).any(|level| level.h.is_some());
    Estimates {
        same: model.prior().same.unwrap_or(guess),
        household: if knows_households { model.prior().household.unwrap_or(guess) } else { 0.0 },
        comparisons,
    }
}

/// Leans measured rates on the model's u, which counts for so many pairs: a handful of records says little by itself.
pub(super) fn lean(model: &Model, rates: &mut [Option<Vec<Rate>>], total_pairs: f64) {
    for (comparison, rates) in model.comparisons().iter().zip(rates) {
        for (level, rate) in comparison.levels().iter().zip(rates.iter_mut().flatten()) {
            let Worth::Learnt { u: Some(u), .. } = level.worth else { continue };
            if let Rate::Counted(rate) | Rate::Drawn(rate) = rate {
                *rate = (*rate * total_pairs + u * U_STRENGTH) / (total_pairs + U_STRENGTH);
            }
        }
    }
}

/// Takes out of each level's rate among random pairs what matches and households account for: the rest is u.
pub(super) fn set_aside_matches(estimates: &mut Estimates, rates: &[Option<Vec<Rate>>]) {
    let (same, household) = (estimates.same, estimates.household);
    for (chances, rates) in estimates.comparisons.iter_mut().zip(rates) {
        for (level, rate) in chances.levels.iter_mut().zip(rates.iter().flatten()) {
            // What is left is the less certain the smaller it is: it is not believed below a share of the whole.
            let (rate, least) = match rate {
                Rate::Counted(rate) => (*rate, rate / 64.0),
                Rate::Drawn(rate) => (*rate, rate / 4.0),
                Rate::Below(_) => continue,
            };
            let of_household = household * level.h.unwrap_or(rate);
            let left = (rate - same * level.m - of_household) / (1.0 - same - household);
            let left = if level.one_roof || level.own { least } else { left };
            level.u = left.max(least).max(PROBABILITY_MIN);
        }
        chances.keep_to_one();
    }
}

impl Chances {
    /// Rates measured in different ways, of a few records each, may come to more than all pairs together.
    fn keep_to_one(&mut self) {
        let learnt = || self.levels.iter().filter(|level| level.fixed.is_none());
        let sum: f64 = learnt().map(|level| level.u).sum();
        // A little over is what rounding makes of it.
        if sum > 1.01 {
            let learnt = self.levels.iter_mut().filter(|level| level.fixed.is_none());
            learnt.for_each(|level| level.u = (level.u / sum).max(PROBABILITY_MIN));
        }
    }
}

/// The model with every number filled in.
pub(super) fn fill_in(model: &Model, estimates: &Estimates) -> Model {
    let mut filled = model.clone();
    filled.prior.same = Some(estimates.same);
    filled.prior.household = (estimates.household > 0.0).then_some(estimates.household);
    for (comparison, chances) in filled.comparisons.iter_mut().zip(&estimates.comparisons) {
        let last = comparison.levels.len() - 1;
        for (position, (level, learnt)) in comparison.levels.iter_mut().zip(&chances.levels).enumerate() {
            if let Worth::Learnt { m, u, h } = &mut level.worth {
                // To differ never speaks for a pair: where a handful of values says so, it says nothing.
                let most = if position == last { learnt.u } else { 1.0 };
                *m = Some(learnt.m.min(most).min(1.0));
                *u = Some(learnt.u.min(1.0));
                *h = learnt.h.map(|h| h.min(1.0));
            }
        }
    }
    filled
}

fn chances(comparison: &Comparison, strength: f64, rates: Option<&[Rate]>) -> Chances {
    let levels = comparison.levels();
    let between = levels.len().saturating_sub(2).max(1) as f64;
    let default_m = |position: usize| match position {
        0 => FIRST_LEVEL_DEFAULT,
        last if last + 1 == levels.len() => ELSE_DEFAULT,
        _ => (1.0 - FIRST_LEVEL_DEFAULT - ELSE_DEFAULT) / between,
    };
    let each = levels.iter().enumerate().map(|(position, level)| match level.worth {
        Worth::Fixed { weight_bits } => LevelChances {
            m: 0.0,
            u: 1.0,
            h: None,
            one_roof: false,
            own: false,
            fixed: Some(weight_bits.exp2()),
        },
        Worth::Learnt { m, u, h } => {
            let u = first_u(u, rates.map(|rates| rates[position]));
            LevelChances {
                m: m.unwrap_or_else(|| default_m(position)),
                u,
                h,
                one_roof: level.one_roof,
                own: level.own,
                fixed: None,
            }
        }
    });
    let strength = comparison.strength.unwrap_or(strength);
    Chances { levels: each.collect(), h_follows_m: comparison.h_follows_m, strength }
}

/// The measured rate; the model's u where the level is too rare to measure, and no more than the measurement allows.
fn first_u(model: Option<f64>, rate: Option<Rate>) -> f64 {
    let u = match (rate, model) {
        (Some(Rate::Counted(rate) | Rate::Drawn(rate)), _) => rate,
        (Some(Rate::Below(most)), Some(model)) => model.min(most),
        (Some(Rate::Below(most)), None) => most,
        (None, Some(model)) => model,
        (None, None) => 0.5,
    };
    u.clamp(PROBABILITY_MIN, 1.0)
}
