//! Verdicts on the rows of a linkage: what binds, what tells of weights, what was read already.

use catalogue::Word;
use link::calibrate::{Reading, calibrate};
use link::reliability::Reliability;
use link::score::{self, ScoredPair};
use link::train::Trained;
use link::verdict::Verdict;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::summary::{ReliabilityBand, ReliabilitySummary, VerdictCounts};

/// What people said of pairs of rows.
#[derive(Debug, Default)]
pub struct RowVerdicts {
    /// What binds.
    pub bound: Vec<Verdict>,
    /// Pairs that were read, the lower row first: not to be read again.
    pub read: FxHashSet<(u32, u32)>,
    /// What became of the verdicts.
    pub counts: VerdictCounts,
    /// Whether they are the same, and how many pairs each stands for.
    answers: FxHashMap<(u32, u32), (bool, f64)>,
}

impl RowVerdicts {
    /// Takes a verdict on two rows, the last that was said of them.
    pub fn add(&mut self, rows: (u32, u32), word: Word, stands_for: f64) {
        let (left, right) = (rows.0.min(rows.1), rows.0.max(rows.1));
        self.read.insert((left, right));
        let same = match word {
            Word::Same => true,
            Word::Different => false,
            Word::Unsure => {
                self.counts.unsure += 1;
                return;
            }
        };
        if same {
            self.counts.same += 1;
        } else {
            self.counts.different += 1;
        }
        self.bound.push(Verdict { left, right, same });
        self.answers.insert((left, right), (same, stands_for));
    }

    /// Takes a verdict on two rows of which one has changed since it was read: it is to be read again, and until then only
    /// keeps apart.
    pub fn add_reopened(&mut self, rows: (u32, u32), word: Word) {
        self.counts.reopened += 1;
        if word == Word::Different {
            self.bound.push(Verdict { left: rows.0, right: rows.1, same: false });
        }
    }

    /// What was read of pairs that have a weight.
    pub fn readings(&self, pairs: &[ScoredPair]) -> Vec<Reading> {
        if self.answers.is_empty() {
            return Vec::new();
        }
        let reading = |pair: &ScoredPair| {
            let (same, sampling_weight) = *self.answers.get(&(pair.left, pair.right))?;
            Some(Reading { weight_bits: f64::from(pair.weight), same, sampling_weight })
        };
        pairs.iter().filter_map(reading).collect()
    }
}

/// What verdicts say of weights.
#[derive(Debug, Clone, Default)]
pub struct Calibrated {
    /// How many verdicts are missing for it.
    pub missing: u64,
    /// Whether the weights' own probabilities meant what they said. How calibrated ones do is for the next verdicts to say.
    pub reliability: Vec<ReliabilitySummary>,
}

/// Calibrates a model by what was read, where that is enough.
pub fn calibrated(trained: Trained, readings: &[Reading]) -> (Trained, Calibrated) {
    let mut told = Reliability::default();
    for reading in readings {
        told.add(score::probability(reading.weight_bits), reading.same, reading.sampling_weight);
    }
    let reliability = summarise(&told, VERDICTS, false).into_iter().collect();
    match calibrate(readings) {
        Err(too_few) => {
            let missing = too_few.missing.max(too_few.same_missing + too_few.different_missing);
            (trained, Calibrated { missing: missing as u64, reliability })
        }
        Ok(calibration) => {
            let trained = trained.adjusted(|model| model.with_calibration(calibration));
            (trained, Calibrated { missing: 0, reliability })
        }
    }
}

/// What a reliability is by: people's verdicts.
pub const VERDICTS: &str = "verdicts";
/// What a reliability is by: a known truth.
pub const TRUTH: &str = "truth";

/// A reliability as numbers; nothing where nothing is known.
pub fn summarise(reliability: &Reliability, against: &str, calibrated: bool) -> Option<ReliabilitySummary> {
    let bands = reliability.bands().into_iter().map(|band| ReliabilityBand {
        from: band.from,
        to: band.to,
        pairs: band.pair_count,
        same: band.same_count,
        told: band.told,
        found: band.found,
        low: band.interval.0,
        high: band.interval.1,
    });
    let (against, bands) = (against.to_owned(), bands.collect());
    reliability.gap().map(|gap| ReliabilitySummary { against, calibrated, gap, bands })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_re_opened_same_no_longer_binds_and_a_re_opened_different_does() {
        let mut verdicts = RowVerdicts::default();
        verdicts.add((3, 1), Word::Same, 2.0);
        verdicts.add((4, 5), Word::Unsure, 1.0);
        verdicts.add_reopened((1, 2), Word::Same);
        verdicts.add_reopened((2, 3), Word::Different);
        let bound = [Verdict { left: 1, right: 3, same: true }, Verdict { left: 2, right: 3, same: false }];
        assert_eq!(verdicts.bound, bound);
        let counts = VerdictCounts { same: 1, unsure: 1, reopened: 2, ..VerdictCounts::default() };
        assert_eq!(verdicts.counts, counts);
        assert!(verdicts.read.contains(&(1, 3)) && !verdicts.read.contains(&(1, 2)));
    }
}
