//! Whether probabilities mean what they say: of the pairs told to be the same with 80 to 90 %, how many are?
//!
//! It judges probabilities by what is known of pairs, from verdicts or from a truth; it changes none.

/// Where one band of probabilities ends and the next begins.
const BAND_EDGES: [f64; 8] = [0.05, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.99];

/// How many bands there are.
const BAND_COUNT: usize = BAND_EDGES.len() + 1;

/// The 97.5th percentile of the normal distribution: intervals hold 95 times of a hundred.
const NORMAL_975: f64 = 1.959_963_984_540_054;

/// Pairs with a probability and a known answer, counted by band.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reliability {
    sums: [Sums; BAND_COUNT],
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Sums {
    pair_count: u64,
    same_count: u64,
    /// Of what the pairs stand for.
    weight: f64,
    weight_squares: f64,
    same_weight: f64,
    told: f64,
}

/// What became of the pairs of a band of probabilities.
///
/// Units: probabilities and shares in 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// The band: from here on, to below there.
    pub from: f64,
    /// The band's end.
    pub to: f64,
    /// Pairs in it whose answer is known.
    pub pair_count: u64,
    /// Those of them that are the same.
    pub same_count: u64,
    /// The share of all pairs that it stands for.
    pub part: f64,
    /// The mean probability that was told.
    pub told: f64,
    /// The share that is the same, each pair counted for what it stands for.
    pub found: f64,
    /// Where that share may lie, 95 times of a hundred.
    pub interval: (f64, f64),
}

impl Reliability {
    /// Counts a pair that was told with a probability.
    ///
    /// Shape: `stands_for` is 1 where every pair is known; else how many pairs this one was drawn for.
    pub fn add(&mut self, probability: f64, same: bool, stands_for: f64) {
        let sums = &mut self.sums[BAND_EDGES.partition_point(|edge| *edge <= probability)];
        sums.pair_count += 1;
        sums.same_count += u64::from(same);
        sums.weight += stands_for;
        sums.weight_squares += stands_for * stands_for;
        sums.same_weight += if same { stands_for } else { 0.0 };
        sums.told += stands_for * probability;
    }

    /// The bands that have pairs, by probability.
    pub fn bands(&self) -> Vec<Band> {
        let total: f64 = self.sums.iter().map(|sums| sums.weight).sum();
        let edge = |at: usize| BAND_EDGES.get(at).copied().unwrap_or(1.0);
        let filled = self.sums.iter().enumerate().filter(|(_, sums)| sums.weight > 0.0);
        filled
            .map(|(at, sums)| {
                let found = sums.same_weight / sums.weight;
                Band {
                    from: if at == 0 { 0.0 } else { edge(at - 1) },
                    to: edge(at),
                    pair_count: sums.pair_count,
                    same_count: sums.same_count,
                    part: sums.weight / total,
                    told: sums.told / sums.weight,
                    found,
                    interval: wilson(found, sums.weight.powi(2) / sums.weight_squares),
                }
            })
            .collect()
    }

    /// How far what was told and what was found are apart, on average over all pairs; nothing where there are none.
    ///
    /// # Source
    /// Naeini, Cooper and Hauskrecht (2015), the expected calibration error.
    pub fn gap(&self) -> Option<f64> {
        let bands = self.bands();
        let gap = bands.iter().map(|band| band.part * (band.told - band.found).abs()).sum();
        (!bands.is_empty()).then_some(gap)
    }
}

/// The interval of a share of so many.
///
/// # Source
/// Wilson (1927).
fn wilson(share: f64, count: f64) -> (f64, f64) {
    let z2 = NORMAL_975 * NORMAL_975;
    let middle = share + z2 / (2.0 * count);
    let width = NORMAL_975 * (share * (1.0 - share) / count + z2 / (4.0 * count * count)).sqrt();
    let over = 1.0 + z2 / count;
    (((middle - width) / over).max(0.0), ((middle + width) / over).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_counted_as_by_hand() {
        let mut reliability = Reliability::default();
        for (probability, same) in [(0.5, true), (0.55, false), (0.97, true), (0.96, true)] {
            reliability.add(probability, same, 1.0);
        }
        let bands = reliability.bands();
        assert_eq!(bands.len(), 2);
        assert_eq!((bands[0].from, bands[0].to), (0.4, 0.6));
        assert_eq!((bands[0].pair_count, bands[0].same_count, bands[0].found), (2, 1, 0.5));
        assert!((bands[0].told - 0.525).abs() < 1e-12);
        assert_eq!((bands[1].from, bands[1].to, bands[1].found), (0.95, 0.99, 1.0));
        let gap = (0.025 + 0.035) / 2.0;
        assert!((reliability.gap().unwrap() - gap).abs() < 1e-12);
        assert_eq!(Reliability::default().gap(), None);
    }

    #[test]
    fn wilson_s_interval_is_as_in_the_tables() {
        let (low, high) = wilson(0.9, 10.0);
        assert!((low - 0.5958).abs() < 1e-3 && (high - 0.9821).abs() < 1e-3, "{low} {high}");
        let (low, high) = wilson(1.0, 20.0);
        assert!((low - 0.8389).abs() < 1e-3 && (high - 1.0).abs() < 1e-12, "{low} {high}");
    }

    #[test]
    fn a_pair_counts_for_what_it_stands_for() {
        let mut reliability = Reliability::default();
        reliability.add(0.7, true, 9.0);
        reliability.add(0.7, false, 1.0);
        let bands = reliability.bands();
        assert!((bands[0].found - 0.9).abs() < 1e-12);
        let (low, high) = bands[0].interval;
        assert!(low < 0.3 && high > 0.99, "one pair tells little: {low} {high}");
    }
}
