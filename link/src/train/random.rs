//! Numbers drawn from a seed: the same on every machine, whatever the number of threads.

use crate::block::spread;

/// A sequence of numbers from a seed.
///
/// # Source
/// SplitMix64: Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators.
pub(crate) struct Random {
    state: u64,
}

impl Random {
    /// The sequence of a seed for one of many uses, which don't share numbers.
    pub(crate) fn new(seed: u64, used_for: u64) -> Self {
        Self { state: spread(seed ^ spread(used_for)) }
    }

    /// A number below a limit; 0 where the limit is 0.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let number = spread(self.state);
        ((u128::from(number) * u128::from(limit)) >> 64) as u64
    }

    /// Two different positions below a count of two or more.
    pub(crate) fn two_below(&mut self, count: usize) -> (usize, usize) {
        let first = self.below(count as u64) as usize;
        let second = self.below(count as u64 - 1) as usize;
        (first, if second >= first { second + 1 } else { second })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_numbers_and_all_of_them() {
        let draw = |seed, used_for| -> Vec<u64> {
            let mut random = Random::new(seed, used_for);
            (0..200).map(|_| random.below(10)).collect()
        };
        assert_eq!(draw(1, 2), draw(1, 2));
        assert_ne!(draw(1, 2), draw(2, 2));
        assert_ne!(draw(1, 2), draw(1, 3));
        assert!((0..10).all(|number| draw(1, 2).contains(&number)));
    }

    #[test]
    fn two_positions_are_never_the_same() {
        let mut random = Random::new(7, 0);
        assert!((0..100).map(|_| random.two_below(3)).all(|(a, b)| a != b && a < 3 && b < 3));
    }
}
