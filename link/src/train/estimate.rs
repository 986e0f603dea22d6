//! Estimates m and the prior from counted patterns, by expectation and maximisation.
//!
//! Every pair is of one entity, of two entities of one household, or of two unrelated ones. How often each level is
//! reached among unrelated ones is measured, and what a household has in common is the model's to say: learnt freely, the
//! household would take up any matches that are unlike the others. The patterns tell the rest.

use rayon::prelude::*;

use super::passes::Pass;

/// Probabilities don't leave this range, so that their ratios stay finite.
const PROBABILITY_MIN: f64 = 1e-9;

/// What is estimated.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Estimates {
    /// The probability that two records drawn at random are of one entity.
    pub(super) same: f64,
    /// … of two entities of one household; 0 where the model knows no households.
    pub(super) household: f64,
    pub(super) comparisons: Vec<Chances>,
}

/// The probabilities of a comparison's levels.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chances {
    pub(super) levels: Vec<LevelChances>,
    /// Whether h keeps its ratio to m, level by level.
    pub(super) h_follows_m: bool,
    /// For so many pairs the model's own m counts.
    pub(super) strength: f64,
}

/// The probabilities of one level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct LevelChances {
    pub(super) m: f64,
    pub(super) u: f64,
    /// Nothing where it is as u.
    pub(super) h: Option<f64>,
    /// Whether whoever agrees is of one household at least, so that next to no unrelated pair does.
    pub(super) one_roof: bool,
    /// Whether next to no two entities share a value.
    pub(super) own: bool,
    /// The ratio of m to u, where the model fixes it.
    pub(super) fixed: Option<f64>,
}

impl LevelChances {
    /// How much more often matches reach the level than unrelated records.
    fn match_ratio(&self) -> f64 {
        self.fixed.unwrap_or(self.m / self.u)
    }

    fn household_ratio(&self) -> f64 {
        self.h.map_or(1.0, |h| h / self.u)
    }
}

/// How many of a pass's pairs are of each kind.
#[derive(Clone, Copy)]
struct Kinds {
    same: f64,
    household: f64,
    unrelated: f64,
}

/// The expected number of matches at each level of each comparison.
#[derive(Clone)]
struct Expected {
    kinds: Kinds,
    levels: Vec<Vec<f64>>,
}

/// Estimates m, leaning on the model's own; tells how many rounds it took, and whether it settled.
pub(super) fn estimate_levels(
    estimates: &mut Estimates,
    passes: &[Pass],
    model: &Estimates,
    (round_max, tolerance): (u32, f64),
) -> (u32, bool) {
    let projected: Vec<Vec<(u64, f64)>> = passes.iter().map(project).collect();
    let mut kinds: Vec<Kinds> = projected.iter().map(|patterns| first_kinds(estimates, patterns)).collect();
    for round in 1..=round_max {
        let ratios = Ratios::new(estimates);
        let expected: Vec<Expected> = projected
            .par_iter()
            .zip(&kinds)
            .map(|(patterns, kinds)| expect(patterns, *kinds, &ratios))
            .collect();
        kinds = expected.iter().map(|expected| expected.kinds).collect();
        let change = maximise(estimates, passes, &expected, model);
        if change < tolerance {
            return (round, true);
        }
    }
    (round_max, false)
}

/// Sets m to how often pairs that are known to be the same reach each level, leaning on the model's own.
pub(super) fn take_known(estimates: &mut Estimates, known: &[(u64, f64)], model: &Estimates) {
    let same = known.iter().map(|(_, count)| count).sum();
    let expected = expect(known, Kinds { same, household: 0.0, unrelated: 0.0 }, &Ratios::new(estimates));
    let pass = Pass {
        is_free: vec![true; estimates.comparisons.len()],
        patterns: known.to_vec(),
        first_patterns: Vec::new(),
        share: 1.0,
    };
    maximise(estimates, &[pass], &[expected], model);
}

/// Estimates the prior from all pairs that any rule makes; pairs that none makes count as unrelated.
pub(super) fn estimate_prior(estimates: &mut Estimates, passes: &[Pass], total_pairs: f64) {
    const ROUNDS: u32 = 30;
    let ratios = Ratios::new(estimates);
    let knows_households = estimates.household > 0.0;
    // The ratios don't change while the prior does.
    let weighed: Vec<(f64, f64, f64)> = passes
        .iter()
        .flat_map(|pass| pass.first_patterns.iter().map(|(pattern, count)| (*pattern, count / pass.share)))
        .map(|(pattern, count)| {
            let (matched, household) = ratios.of(pattern);
            (count, matched, household)
        })
        .collect();
    for _ in 0..ROUNDS {
        let unrelated = 1.0 - estimates.same - estimates.household;
        let (mut same, mut household) = (0.0, 0.0);
        for (count, match_ratio, household_ratio) in &weighed {
            let (a, b) = (estimates.same * match_ratio, estimates.household * household_ratio);
            let all = a + b + unrelated;
            same += count * a / all;
            household += count * b / all;
        }
        // One pair at least: a prior of nothing could never be argued away.
        estimates.same = (same.max(1.0) / total_pairs).min(0.5);
        estimates.household =
            if knows_households { (household.max(1.0) / total_pairs).min(0.4) } else { 0.0 };
    }
}

/// The expected number of matches among a comparison's pairs that its m was learnt from.
pub(super) fn matches_seen(estimates: &Estimates, passes: &[Pass]) -> Vec<f64> {
    let ratios = Ratios::new(estimates);
    let mut seen = vec![0.0; estimates.comparisons.len()];
    for pass in passes {
        let patterns = project(pass);
        let expected = expect(&patterns, first_kinds(estimates, &patterns), &ratios);
        for (comparison, levels) in expected.levels.iter().enumerate() {
            if pass.is_free[comparison] {
                seen[comparison] += levels.iter().sum::<f64>();
            }
        }
    }
    seen
}

/// The levels' ratios, by comparison and code; that of null is 1.
struct Ratios {
    comparisons: Vec<Vec<(f64, f64)>>,
}

impl Ratios {
    fn new(estimates: &Estimates) -> Self {
        let of = |chances: &Chances| {
            let levels = chances.levels.iter().map(|level| (level.match_ratio(), level.household_ratio()));
            std::iter::once((1.0, 1.0)).chain(levels).collect()
        };
        Self { comparisons: estimates.comparisons.iter().map(of).collect() }
    }

    fn of(&self, pattern: u64) -> (f64, f64) {
        let mut rest = pattern;
        let mut ratios = (1.0, 1.0);
        for comparison in &self.comparisons {
            let (matched, household) = comparison[(rest & 15) as usize];
            ratios = (ratios.0 * matched, ratios.1 * household);
            rest >>= 4;
        }
        ratios
    }
}

/// A pass's patterns with the comparisons blanked that its rule fixes.
fn project(pass: &Pass) -> Vec<(u64, f64)> {
    let mask: u64 =
        pass.is_free.iter().enumerate().map(|(place, free)| (u64::from(*free) * 15) << (4 * place)).sum();
    let mut patterns: Vec<(u64, f64)> =
        pass.patterns.iter().map(|(pattern, count)| (pattern & mask, *count)).collect();
    patterns.sort_by_key(|(pattern, _)| *pattern);
    patterns.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    patterns
}

/// Where a pass starts from: any of the three kinds may be.
fn first_kinds(estimates: &Estimates, patterns: &[(u64, f64)]) -> Kinds {
    let total: f64 = patterns.iter().map(|(_, count)| count).sum();
    if estimates.household > 0.0 {
        Kinds { same: total * 0.4, household: total * 0.2, unrelated: total * 0.4 }
    } else {
        Kinds { same: total * 0.5, household: 0.0, unrelated: total * 0.5 }
    }
}

fn expect(patterns: &[(u64, f64)], kinds: Kinds, ratios: &Ratios) -> Expected {
    let mut levels: Vec<Vec<f64>> = ratios.comparisons.iter().map(|levels| vec![0.0; levels.len()]).collect();
    let mut sums = Kinds { same: 0.0, household: 0.0, unrelated: 0.0 };
    for (pattern, count) in patterns {
        let (matched, household) = ratios.of(*pattern);
        let (same, household) = (kinds.same * matched, kinds.household * household);
        let all = same + household + kinds.unrelated;
        if all <= 0.0 {
            continue;
        }
        let (same, household) = (count * same / all, count * household / all);
        sums.same += same;
        sums.household += household;
        sums.unrelated += count - same - household;
        let mut rest = *pattern;
        for levels in &mut levels {
            levels[(rest & 15) as usize] += same;
            rest >>= 4;
        }
    }
    // The entry of null is of no level.
    for levels in &mut levels {
        levels.remove(0);
    }
    Expected { kinds: sums, levels }
}

/// Sets m to what is expected; gives the largest change of a probability.
fn maximise(estimates: &mut Estimates, passes: &[Pass], expected: &[Expected], model: &Estimates) -> f64 {
    let mut change = 0.0_f64;
    for (comparison, chances) in estimates.comparisons.iter_mut().enumerate() {
        let lean = &model.comparisons[comparison];
        let counted = passes.iter().zip(expected).filter(|(pass, _)| pass.is_free[comparison]);
        let counted: Vec<&Vec<f64>> = counted.map(|(_, expected)| &expected.levels[comparison]).collect();
        let learnt = |position: usize| chances.levels[position].fixed.is_none();
        let sum = |position: usize| {
            let seen: f64 = counted.iter().map(|levels| levels[position]).sum();
            seen + chances.strength * lean.levels[position].m
        };
        let sums: Vec<f64> = (0..chances.levels.len())
            .map(|position| if learnt(position) { sum(position) } else { 0.0 })
            .collect();
        let total: f64 = sums.iter().sum();
        for (level, sum) in chances.levels.iter_mut().zip(&sums).filter(|(level, _)| level.fixed.is_none()) {
            let m = (sum / total).max(PROBABILITY_MIN);
            change = change.max((m - level.m).abs());
            level.m = m;
        }
        if chances.h_follows_m {
            follow(&mut chances.levels, &lean.levels);
        }
    }
    change
}

/// Gives each level the h that keeps the model's ratio to m, as far as all of them can add up to 1.
fn follow(levels: &mut [LevelChances], model: &[LevelChances]) {
    let followed: Vec<f64> =
        levels.iter().zip(model).map(|(level, model)| model.h.unwrap_or(0.0) / model.m * level.m).collect();
    let total: f64 =
        levels.iter().zip(&followed).filter(|(level, _)| level.h.is_some()).map(|(_, h)| h).sum();
    for (level, h) in levels.iter_mut().zip(followed).filter(|(level, _)| level.h.is_some()) {
        level.h = Some((h / total).max(PROBABILITY_MIN));
    }
}
