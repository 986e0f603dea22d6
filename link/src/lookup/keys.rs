//! The rows of every key of a rule, those that are alone with theirs among them, found by the key's hash.
//!
//! It knows nothing of what keys are made of, and weighs nothing.

use rayon::prelude::*;

use crate::block::{KeyHashes, sorted_by_key};

/// At most so many bits of a hash tell its place in a directory: 64 MB of it.
const DIRECTORY_BITS_MAX: u32 = 24;

/// What a rule finds for a key.
pub(super) enum Block<'i> {
    /// The rows that share it, ascending.
    Rows(&'i [u32]),
    /// The rows that share it: they are more than the rule's cap, and refining does not help.
    TooLarge(&'i [u32]),
}

/// The blocks of a rule.
pub(super) struct RuleTable {
    by_key: KeyTable,
    /// Only of rows in blocks that one row more makes too large.
    by_refined_key: KeyTable,
    cap: usize,
}

impl RuleTable {
    pub(super) fn new(keys: &KeyHashes<'_>, rule: usize, cap: usize, row_count: usize) -> Self {
        let keyed = sorted_by_key(0..row_count as u32, |row| keys.key(rule, row));
        let large = keyed.par_chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() >= cap);
        let large: Vec<u32> = large.flat_map_iter(|block| block.iter().map(|(_, row)| *row)).collect();
        let refined = sorted_by_key(large, |row| keys.refined_key(rule, row));
        Self { by_key: KeyTable::new(&keyed), by_refined_key: KeyTable::new(&refined), cap }
    }

    /// What linking would put into one block with a record of this key.
    pub(super) fn block(&self, key: u64, refined_key: Option<u64>) -> Block<'_> {
        // The record itself is one more.
        let is_small = |rows: &&[u32]| rows.len() < self.cap;
        let rows = self.by_key.rows(key);
        if is_small(&rows) {
            return Block::Rows(rows);
        }
        let refined = refined_key.map(|key| self.by_refined_key.rows(key));
        refined.filter(is_small).map_or(Block::TooLarge(rows), Block::Rows)
    }
}

/// Rows sorted by the hash of their key, with a directory of where those that begin alike are.
struct KeyTable {
    directory_bits: u32,
    /// Where the rows of each beginning start, and after all of them their end.
    starts: Vec<u32>,
    /// The 32 bits of each row's hash after those that the directory tells.
    tags: Vec<u32>,
    rows: Vec<u32>,
}

impl KeyTable {
    /// Shape: `keyed` is sorted by key, then row.
    fn new(keyed: &[(u64, u32)]) -> Self {
        // A row or two a beginning.
        let directory_bits = keyed.len().max(2).ilog2().min(DIRECTORY_BITS_MAX);
        let mut table = Self { directory_bits, starts: Vec::new(), tags: Vec::new(), rows: Vec::new() };
        let mut starts = vec![0; (1 << directory_bits) + 1];
        keyed.iter().for_each(|(key, _)| starts[table.place(*key) + 1] += 1);
        let mut start = 0;
        for count in &mut starts {
            start += *count;
            *count = start;
        }
        table.starts = starts;
        table.tags = keyed.iter().map(|(key, _)| table.tag(*key)).collect();
        table.rows = keyed.iter().map(|(_, row)| *row).collect();
        table
    }

    fn place(&self, key: u64) -> usize {
        (key >> (u64::BITS - self.directory_bits)) as usize
    }

    fn tag(&self, key: u64) -> u32 {
        (key << self.directory_bits >> u32::BITS) as u32
    }

    /// The rows of a key, ascending.
    fn rows(&self, key: u64) -> &[u32] {
        let place = self.place(key);
        let (start, end) = (self.starts[place] as usize, self.starts[place + 1] as usize);
        let (tag, tags) = (self.tag(key), &self.tags[start..end]);
        let before = tags.partition_point(|known| *known < tag);
        let length = tags[before..].partition_point(|known| *known == tag);
        &self.rows[start + before..start + before + length]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::spread;

    #[test]
    fn rows_are_found_by_their_key_and_no_others() {
        for count in [0, 1, 2, 900] {
            let key = |row: u32| spread(u64::from(row / 3));
            let mut keyed: Vec<(u64, u32)> = (0..count).map(|row| (key(row), row)).collect();
            keyed.sort_unstable();
            let table = KeyTable::new(&keyed);
            for row in 0..count {
                let alike: Vec<u32> = (0..count).filter(|other| key(*other) == key(row)).collect();
                assert_eq!(table.rows(key(row)), alike);
            }
            assert_eq!(table.rows(key(count + 3)), [0_u32; 0]);
        }
    }
}
