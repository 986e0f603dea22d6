//! What a match weight turned out to mean: the share of pairs of about that weight that people found to be the same.
//!
//! It changes no weight. Whether what comes out holds is for [`crate::reliability`] to say.

use crate::review::stratum;
use crate::score::{probability, weight_of};

/// Verdicts that it takes to say anything.
const READING_COUNT_MIN: usize = 60;
/// Verdicts of either sort among them.
const EITHER_COUNT_MIN: usize = 10;
/// Pools less far apart than this are one: a line so flat leads back to no weight.
const STEP_MIN: f64 = 1e-6;
/// Beyond these odds nothing is told apart, in bits.
const ODDS_BITS_MAX: f64 = 40.0;

/// A pair that was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// Its match weight, in bits.
    pub weight_bits: f64,
    /// Whether it was found to be the same.
    pub same: bool,
    /// How many pairs it stands for: see [`crate::review::ReviewPair`].
    pub sampling_weight: f64,
}

/// Why there is no calibration: so many verdicts more, and of these so many of either sort, would be enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooFew {
    /// Verdicts that are missing.
    pub missing: usize,
    /// Verdicts `same` that are missing.
    pub same_missing: usize,
    /// Verdicts `different` that are missing.
    pub different_missing: usize,
}

/// The probability of a match weight, as found.
///
/// Between its points the odds go on evenly with the weight; beyond them they grow as the weight does.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// Weights in bits, ascending, and their probabilities, ascending, above 0 and below 1.
    points: Vec<(f64, f64)>,
}

impl Calibration {
    /// A calibration of known points; nothing where they are none, or don't ascend.
    ///
    /// Units: weights in bits, probabilities above 0 and below 1.
    pub fn new(points: Vec<(f64, f64)>) -> Option<Self> {
        let is_sound = |(weight, probability): &(f64, f64)| {
            weight.is_finite() && *probability > 0.0 && *probability < 1.0
        };
        let ascends = |pair: &[(f64, f64)]| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1;
        (!points.is_empty() && points.iter().all(is_sound) && points.windows(2).all(ascends))
            .then_some(Self { points })
    }

    /// The points: weights in bits and probabilities.
    pub fn points(&self) -> &[(f64, f64)] {
        &self.points
    }

    /// The probability that a pair of this weight is the same.
    ///
    /// Units: `weight` in bits.
    pub fn probability(&self, weight: f64) -> f64 {
        let at = self.points.partition_point(|(known, _)| *known <= weight);
        let odds = |place: usize| (self.points[place].0, weight_of(self.points[place].1));
        let bits = if at == 0 {
            let (first, bits) = odds(0);
            bits + weight - first
        } else if at == self.points.len() {
            let (last, bits) = odds(at - 1);
            bits + weight - last
        } else {
            let (from, to) = (odds(at - 1), odds(at));
            from.1 + (weight - from.0) / (to.0 - from.0) * (to.1 - from.1)
        };
        probability(bits.clamp(-ODDS_BITS_MAX, ODDS_BITS_MAX))
    }

    /// The weight of a probability: the inverse of [`Self::probability`].
    ///
    /// Units: the weight in bits.
    pub fn weight_of(&self, probability: f64) -> f64 {
        let bits = weight_of(probability);
        let at = self.points.partition_point(|(_, known)| *known <= probability);
        let odds = |place: usize| (self.points[place].0, weight_of(self.points[place].1));
        if at == 0 {
            let (first, known) = odds(0);
            return first + bits - known;
        }
        if at == self.points.len() {
            let (last, known) = odds(at - 1);
            return last + bits - known;
        }
        let (from, to) = (odds(at - 1), odds(at));
        from.0 + (bits - from.1) / (to.1 - from.1) * (to.0 - from.0)
    }
}

/// Finds what weights mean by pairs that were read, in any order.
///
/// # Errors
/// [`TooFew`] where they can't say.
///
/// # Source
/// Ayer, Brunk, Ewing, Reid and Silverman (1955) for pooling what does not ascend; Oron and Flournoy (2017), Centered
/// isotonic regression, for the line between the pools; half a pair of either sort is added to each pool (Jeffreys), so that
/// none is sure.
pub fn calibrate(readings: &[Reading]) -> Result<Calibration, TooFew> {
    let same_count = readings.iter().filter(|reading| reading.same).count();
    let too_few = TooFew {
        missing: READING_COUNT_MIN.saturating_sub(readings.len()),
        same_missing: EITHER_COUNT_MIN.saturating_sub(same_count),
        different_missing: EITHER_COUNT_MIN.saturating_sub(readings.len() - same_count),
    };
    if too_few != (TooFew { missing: 0, same_missing: 0, different_missing: 0 }) {
        return Err(too_few);
    }
    let mut blocks: Vec<Block> = effective(readings);
    blocks.sort_by(|a, b| a.weight_bits().total_cmp(&b.weight_bits()).then(a.same.total_cmp(&b.same)));
    let equals = pool(blocks, |left, right| left.weight_bits() == right.weight_bits());
    let pooled = pool(equals, |left, right| left.share() >= right.share());
    let smooth = pool(pooled, |left, right| left.smoothed() + STEP_MIN >= right.smoothed());
    let points = smooth.iter().map(|block| (block.weight_bits(), block.smoothed())).collect();
    Ok(Calibration { points })
}

/// Readings next to each other that say the same.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Block {
    /// Readings of it, and those of them that are the same; parts of one where it stands for less than others.
    count: f64,
    same: f64,
    /// The weights of its readings, added up as often as they count.
    bits_sum: f64,
}

impl Block {
    fn weight_bits(&self) -> f64 {
        self.bits_sum / self.count
    }

    fn share(&self) -> f64 {
        self.same / self.count
    }

    fn smoothed(&self) -> f64 {
        (self.same + 0.5) / (self.count + 1.0)
    }
}

/// The readings, each counted by what it stands for; those of a stratum count together for as many as tell as much.
///
/// # Source
/// Kish (1965) for how many equal readings unequal ones are worth.
fn effective(readings: &[Reading]) -> Vec<Block> {
    let strata = readings.iter().map(|reading| stratum(reading.weight_bits));
    let mut sums: std::collections::BTreeMap<usize, (f64, f64)> = std::collections::BTreeMap::new();
    for (stratum, reading) in strata.clone().zip(readings) {
        let (sum, squares) = sums.entry(stratum).or_default();
        *sum += reading.sampling_weight;
        *squares += reading.sampling_weight.powi(2);
    }
    let block = |(stratum, reading): (usize, &Reading)| {
        let (sum, squares) = sums[&stratum];
        let count = reading.sampling_weight * sum / squares;
        let same = if reading.same { count } else { 0.0 };
        let block = Block { count, same, bits_sum: count * reading.weight_bits };
        (count > 0.0 && count.is_finite()).then_some(block)
    };
    strata.zip(readings).filter_map(block).collect()
}

/// Puts neighbours together until no two are left that belong together.
fn pool(blocks: Vec<Block>, belong: impl Fn(&Block, &Block) -> bool) -> Vec<Block> {
    let mut pooled: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        while let Some(last) = pooled.pop_if(|last| belong(last, &block)) {
            block = Block {
                count: last.count + block.count,
                same: last.same + block.same,
                bits_sum: last.bits_sum + block.bits_sum,
            };
        }
        pooled.push(block);
    }
    pooled
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn reading(weight_bits: f64, same: bool) -> Reading {
        Reading { weight_bits, same, sampling_weight: 1.0 }
    }

    /// The ascending shares nearest to those given, by their known form: for each place, over all ends before it the greatest,
    /// over all ends after it the least mean. Plainly right, and slow.
    fn ascending_slowly(blocks: &[Block]) -> Vec<f64> {
        let mean = |from: usize, to: usize| {
            let of = &blocks[from..=to];
            of.iter().map(|block| block.same).sum::<f64>() / of.iter().map(|block| block.count).sum::<f64>()
        };
        let least = |from: usize, at: usize| {
            (at..blocks.len()).map(|to| mean(from, to)).fold(f64::INFINITY, f64::min)
        };
        (0..blocks.len())
            .map(|at| (0..=at).map(|from| least(from, at)).fold(f64::NEG_INFINITY, f64::max))
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn pools_are_the_nearest_ascending_shares(
            said in proptest::collection::vec((1_u32..5, any::<bool>()), 1..30),
        ) {
            let blocks: Vec<Block> = said.iter().enumerate().map(|(at, (count, same))| {
                let count = f64::from(*count);
                Block { count, same: if *same { count } else { 0.0 }, bits_sum: count * at as f64 }
            }).collect();
            let pooled = pool(blocks.clone(), |left, right| left.share() >= right.share());
            let mut told = Vec::new();
            for block in &pooled {
                let mut left = block.count;
                while left > 0.5 {
                    left -= blocks[told.len()].count;
                    told.push(block.share());
                }
            }
            for (fast, slow) in told.iter().zip(ascending_slowly(&blocks)) {
                prop_assert!((fast - slow).abs() < 1e-9, "{told:?}");
            }
            prop_assert_eq!(told.len(), blocks.len());
        }

        #[test]
        fn probabilities_ascend_are_never_sure_and_lead_back_to_their_weights(
            said in proptest::collection::vec((-60_i32..300, any::<bool>(), 1_u32..9), 90..200),
        ) {
            let readings: Vec<Reading> = said.iter().map(|(weight, same, stands_for)| Reading {
                weight_bits: f64::from(*weight) / 10.0,
                same: *same,
                sampling_weight: f64::from(*stands_for),
            }).collect();
            let Ok(calibration) = calibrate(&readings) else { return Ok(()) };
            prop_assert_eq!(Calibration::new(calibration.points.clone()), Some(calibration.clone()));
            let mut before = 0.0;
            for tenth in -300..500 {
                let weight = f64::from(tenth) / 10.0;
                let probability = calibration.probability(weight);
                prop_assert!(probability >= before && probability > 0.0 && probability < 1.0);
                before = probability;
                if (1e-6..1.0 - 1e-6).contains(&probability) {
                    prop_assert!((calibration.weight_of(probability) - weight).abs() < 1e-3);
                }
            }
        }
    }

    #[test]
    fn what_was_read_decides_and_not_the_weight() {
        // Weights are two bits too high: an even chance lies at 2.
        let readings: Vec<Reading> = (0..400)
            .map(|number| {
                let weight = f64::from(number % 20) / 2.0 - 3.0;
                let is_same = probability(weight - 2.0) * 20.0 > f64::from(number / 20) + 0.5;
                reading(weight, is_same)
            })
            .collect();
        let calibration = calibrate(&readings).unwrap();
        assert!((calibration.probability(2.0) - 0.5).abs() < 0.05, "{calibration:?}");
        assert!((calibration.probability(5.0) - probability(3.0)).abs() < 0.05, "{calibration:?}");
    }

    #[test]
    fn a_pair_that_stands_for_itself_hardly_counts_beside_one_that_stands_for_many() {
        let mut readings: Vec<Reading> =
            (0..100).map(|number| reading(f64::from(number % 2) * 10.0 - 5.0, number % 2 == 1)).collect();
        readings.iter_mut().for_each(|reading| reading.sampling_weight = 1_000.0);
        let before = calibrate(&readings).unwrap().probability(5.0);
        readings.extend([reading(5.0, false); 20]);
        assert!((calibrate(&readings).unwrap().probability(5.0) - before).abs() < 1e-3);
    }

    #[test]
    fn too_few_verdicts_are_told_with_what_is_missing() {
        let readings: Vec<Reading> = (0..55).map(|number| reading(f64::from(number), number >= 4)).collect();
        let expected = TooFew { missing: 5, same_missing: 0, different_missing: 6 };
        assert_eq!(calibrate(&readings), Err(expected));
    }
}
