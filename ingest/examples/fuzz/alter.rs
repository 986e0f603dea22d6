//! Sound files altered by chance: bytes changed, cut out, doubled, moved; words of the format put in; files crossed.

/// The longest file that is made. Units: bytes.
const FILE_BYTES_MAX: usize = 1 << 17;

/// Numbers by chance, the same for the same seed.
///
/// # Source
/// SplitMix64 (Steele, Lea and Flood, 2014).
pub struct Chance(u64);

impl Chance {
    /// Numbers of a seed.
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 where that is 0.
    fn below(&mut self, end: usize) -> usize {
        self.next().checked_rem(end as u64).unwrap_or(0) as usize
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let at = self.below(of.len());
        of.get(at)
    }

    /// A part of a text, mostly short.
    fn part(&mut self, of: usize) -> std::ops::Range<usize> {
        let start = self.below(of + 1);
        let longest = if self.below(8) == 0 { of - start } else { (of - start).min(24) };
        start..start + self.below(longest + 1)
    }
}

/// One of the sound files, altered a few times.
pub fn alter(sound: &[Vec<u8>], words: &[&[u8]], chance: &mut Chance) -> Vec<u8> {
    let mut file = chance.pick(sound).cloned().unwrap_or_default();
    for _ in 0..=chance.below(6) {
        match chance.below(9) {
            0 => {
                let at = chance.below(file.len());
                if let Some(byte) = file.get_mut(at) {
                    *byte = chance.next() as u8;
                }
            }
            1 => {
                let at = chance.below(file.len());
                if let Some(byte) = file.get_mut(at) {
                    *byte ^= 1 << chance.below(8);
                }
            }
            2 => drop(file.drain(chance.part(file.len()))),
            3 => {
                let part = file[chance.part(file.len())].to_vec();
                insert(&mut file, &part, chance);
            }
            4..=6 => {
                let word = chance.pick(words).copied().unwrap_or_default();
                insert(&mut file, word, chance);
            }
            7 => {
                let other = chance.pick(sound).cloned().unwrap_or_default();
                let part = other[chance.part(other.len())].to_vec();
                insert(&mut file, &part, chance);
            }
            _ => {
                // A part many times over: long cells, deep nesting, many rows.
                let part = file[chance.part(file.len())].to_vec();
                let many = part.repeat(chance.below(200));
                insert(&mut file, &many, chance);
            }
        }
        file.truncate(FILE_BYTES_MAX);
    }
    file
}

fn insert(file: &mut Vec<u8>, part: &[u8], chance: &mut Chance) {
    let at = chance.below(file.len() + 1);
    file.splice(at..at, part.iter().copied());
}
