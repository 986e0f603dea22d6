//! Chance that can be repeated: a small random stream for each thing, derived from the seed and the thing's number.
//!
//! Nothing depends on the order in which things are made, nor on the number of threads. Not for secrets.

use rand_core::Rng;
use rand_pcg::Pcg32;

/// Which decision a stream is for, so that two decisions about one thing never share their numbers.
#[derive(Debug, Clone, Copy)]
#[repr(u64)]
pub(crate) enum Purpose {
    Streets = 1,
    Homes,
    Premises,
    Occupiers,
    Households,
    Living,
    Person,
    Contact,
    Enrols,
    Hears,
    Spells,
    Breaks,
    Keys,
    Care,
    Couples,
}

/// A stream of random numbers.
pub(crate) struct Chance(Pcg32);

impl Chance {
    /// The stream of one purpose and one thing, named by up to two numbers.
    pub(crate) fn of(seed: u64, purpose: Purpose, thing: u64, part: u64) -> Self {
        let state = mix(mix(mix(seed ^ (purpose as u64) << 56) ^ thing) ^ part);
        Self(Pcg32::new(state, state >> 7 | 1))
    }

    /// A number below `bound`, evenly; 0 where `bound` is 0.
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        // Lemire (2019) without the rejection step: the bias is below 2^-32 times the bound, nothing here can see it.
        ((u64::from(self.0.next_u32()) * u64::from(bound)) >> 32) as u32
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i32, high: i32) -> i32 {
        debug_assert!(low <= high);
        low + self.below((high - low + 1) as u32) as i32
    }

    /// A number from 0 up to 1, evenly.
    pub(crate) fn unit(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / 4_294_967_296.0
    }

    /// True with this probability.
    pub(crate) fn happens(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// An exponential waiting time with this mean.
    pub(crate) fn wait(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.unit()).ln()
    }

    /// A roughly normal number: the sum of four even ones, scaled.
    pub(crate) fn around(&mut self, mean: f64, deviation: f64) -> f64 {
        let sum = self.unit() + self.unit() + self.unit() + self.unit();
        mean + (sum - 2.0) * deviation * 1.732_050_8
    }

    /// One of the items, evenly. The slice must not be empty.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len() as u32) as usize]
    }

    /// One of the words, evenly; empty where there are none.
    pub(crate) fn word(&mut self, words: &[&'static str]) -> &'static str {
        words.get(self.below(words.len() as u32) as usize).copied().unwrap_or_default()
    }

    /// An index chosen by weight; 0 where all weights are 0.
    pub(crate) fn weighed(&mut self, weights: &[f64]) -> usize {
        let total: f64 = weights.iter().sum();
        let mut point = self.unit() * total;
        for (index, weight) in weights.iter().enumerate() {
            if point < *weight {
                return index;
            }
            point -= weight;
        }
        weights.len().saturating_sub(1)
    }
}

/// Scrambles a number so that neighbours share nothing (the finaliser of SplitMix64).
///
/// Source: Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators (2014).
pub(crate) fn mix(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A choice among many by weight in constant time (Walker's alias method).
///
/// Source: Vose, A Linear Algorithm for Generating Random Numbers with a Given Distribution (1991).
#[derive(Debug, Clone)]
pub(crate) struct Weighted {
    keep: Vec<f32>,
    other: Vec<u32>,
}

impl Weighted {
    /// Shape: weights are not negative, and not all zero.
    pub(crate) fn new(weights: &[f64]) -> Self {
        let count = weights.len();
        let total: f64 = weights.iter().sum();
        let mut share: Vec<f64> = weights.iter().map(|weight| weight * count as f64 / total).collect();
        let mut keep = vec![1.0_f32; count];
        let mut other: Vec<u32> = (0..count as u32).collect();
        let (mut small, mut large): (Vec<usize>, Vec<usize>) =
            (0..count).partition(|&index| share[index] < 1.0);
        while let (Some(&low), Some(&high)) = (small.last(), large.last()) {
            small.pop();
            keep[low] = share[low] as f32;
            other[low] = high as u32;
            share[high] -= 1.0 - share[low];
            if share[high] < 1.0 {
                large.pop();
                small.push(high);
            }
        }
        Self { keep, other }
    }

    /// An index, chosen by weight.
    pub(crate) fn draw(&self, chance: &mut Chance) -> usize {
        let index = chance.below(self.keep.len() as u32) as usize;
        if (chance.unit() as f32) < self.keep[index] { index } else { self.other[index] as usize }
    }
}

/// A shuffle of `0..size` that needs no table: where each index lands.
///
/// Keys made so are unique and do not give away the order in which things were made. A Feistel network over the next
/// power of four, walked until it falls inside. Source: Black and Rogaway, Ciphers with Arbitrary Finite Domains (2002).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shuffle {
    size: u64,
    half_bits: u32,
    seed: u64,
}

impl Shuffle {
    /// Shape: `size` is at least 1.
    pub(crate) fn new(size: u64, seed: u64) -> Self {
        let bits = 64 - size.max(2).saturating_sub(1).leading_zeros();
        Self { size, half_bits: bits.div_ceil(2), seed }
    }

    /// Where `index` lands; every index below `size` lands somewhere else.
    pub(crate) fn of(self, index: u64) -> u64 {
        let mask = (1_u64 << self.half_bits) - 1;
        let mut value = index % self.size;
        loop {
            let (mut left, mut right) = (value >> self.half_bits, value & mask);
            for round in 0..4 {
                (left, right) = (right, left ^ (mix(self.seed ^ round << 60 ^ right) & mask));
            }
            value = left << self.half_bits | right;
            if value < self.size {
                return value;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_gives_one_stream() {
        let numbers = |thing| {
            let mut chance = Chance::of(7, Purpose::Person, thing, 0);
            [chance.below(1000), chance.below(1000), chance.below(1000)]
        };
        assert_eq!(numbers(5), numbers(5));
        assert_ne!(numbers(5), numbers(6));
    }

    #[test]
    fn weights_are_followed() {
        let table = Weighted::new(&[1.0, 0.0, 3.0]);
        let mut chance = Chance::of(1, Purpose::Homes, 0, 0);
        let mut counts = [0_u32; 3];
        for _ in 0..40_000 {
            counts[table.draw(&mut chance)] += 1;
        }
        assert_eq!(counts[1], 0);
        assert!((9_500..10_500).contains(&counts[0]), "{counts:?}");
    }

    #[test]
    fn shuffle_visits_every_number_once() {
        for size in [1_u64, 2, 10, 97, 1000] {
            let shuffle = Shuffle::new(size, 42);
            let mut seen: Vec<u64> = (0..size).map(|index| shuffle.of(index)).collect();
            seen.sort_unstable();
            assert!(seen.into_iter().eq(0..size));
        }
    }

    #[test]
    fn waiting_times_have_their_mean() {
        let mut chance = Chance::of(3, Purpose::Living, 0, 0);
        let mean = (0..20_000).map(|_| chance.wait(10.0)).sum::<f64>() / 20_000.0;
        assert!((9.7..10.3).contains(&mean), "{mean}");
    }
}
