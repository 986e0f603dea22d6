//! Which candidate pairs a change makes, unmakes or alters: the blocks that its rows are in now or were in before.
//!
//! It looks at keys alone and scores nothing.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::update::Update;
use crate::block::KeyHashes;
use crate::model::{BlockingRule, Model};

/// Stands for the key of a row that has none.
const NO_KEY: u64 = 0;

/// What a change affects.
pub(super) struct Affected {
    /// By row: whether any pair of it may be another than before.
    pub(super) is_dirty: Vec<bool>,
    /// By rule: the rows of each block with a dirty row in it.
    pub(super) blocks: Vec<Vec<Vec<u32>>>,
}

impl Affected {
    pub(super) fn find(keys: &KeyHashes<'_>, model: &Model, update: &Update) -> Self {
        let mut is_dirty = update.is_fresh.clone();
        let rows = || 0..update.table.row_count() as u32;
        let keys_of = |rule: usize| -> Vec<u64> {
            rows().map(|row| keys.key(rule, row).map_or(NO_KEY, |key| key.max(1))).collect()
        };
        let row_keys: Vec<Vec<u64>> = (0..model.rules().len()).into_par_iter().map(keys_of).collect();
        loop {
            let groups: Vec<Groups> =
                row_keys.par_iter().map(|keys| Groups::find(keys, update, &is_dirty)).collect();
            // A block that came to its cap, or fell below it, made or unmade pairs between rows that did not change. Their own keys
            // are as they were, so that nothing further follows from them.
            let mut crossed = false;
            for (rule, groups) in groups.iter().enumerate() {
                for row in groups.rows_of_crossed_blocks(keys, (rule, &model.rules()[rule]), update) {
                    crossed |= !is_dirty[row as usize];
                    is_dirty[row as usize] = true;
                }
            }
            if crossed {
                continue;
            }
            let rules = groups.into_par_iter().enumerate();
            let blocks =
                rules.map(|(rule, groups)| groups.blocks(keys, (rule, &model.rules()[rule]), &is_dirty));
            let blocks = blocks.collect();
            return Self { is_dirty, blocks };
        }
    }
}

/// The rows that have one of the keys in question, by key.
struct Groups {
    rows: Vec<u32>,
    ends: Vec<u32>,
}

impl Groups {
    /// Rows that share a key of a rule with a dirty row or with a row as it was before.
    ///
    /// Shape: `keys` has the key of each row by one rule.
    fn find(keys: &[u64], update: &Update, is_dirty: &[bool]) -> Self {
        let mut number_of: FxHashMap<u64, u32> = FxHashMap::default();
        let dirty = keys.iter().zip(is_dirty).filter(|(_, is_dirty)| **is_dirty).map(|(key, _)| key);
        for key in dirty.chain(&keys[update.row_count..]).filter(|key| **key != NO_KEY) {
            let next = number_of.len() as u32;
            number_of.entry(*key).or_insert(next);
        }
        let filter = Filter::new(number_of.keys());
        let wanted = (0..).zip(keys).filter(|(_, key)| filter.may_have(**key));
        let found: Vec<(u32, u32)> =
            wanted.filter_map(|(row, key)| Some((*number_of.get(key)?, row))).collect();
        Self::by_number(&found, number_of.len())
    }

    /// Puts numbered rows, ascending, into groups by number.
    fn by_number(found: &[(u32, u32)], count: usize) -> Self {
        let mut ends = vec![0_u32; count];
        found.iter().for_each(|(number, _)| ends[*number as usize] += 1);
        let mut total = 0;
        for end in &mut ends {
            total += *end;
            *end = total - *end;
        }
        let mut rows = vec![0; found.len()];
        for (number, row) in found {
            let end = &mut ends[*number as usize];
            rows[*end as usize] = *row;
            *end += 1;
        }
        Self { rows, ends }
    }

    fn iter(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.rows[start as usize..*end as usize])
    }

    /// The unchanged rows of blocks that are over the cap now and were not before, or the other way round.
    fn rows_of_crossed_blocks(
        &self,
        keys: &KeyHashes<'_>,
        (number, rule): (usize, &BlockingRule),
        update: &Update,
    ) -> Vec<u32> {
        let is_fresh = |row: u32| update.is_fresh.get(row as usize).copied().unwrap_or(false);
        let stands = |row: u32| (row as usize) < update.row_count;
        let sizes = |rows: &[u32]| {
            let now = rows.iter().filter(|row| stands(**row)).count();
            let before = rows.iter().filter(|row| !is_fresh(**row)).count();
            (now > rule.cap as usize, before > rule.cap as usize)
        };
        let unchanged = |rows: &[u32]| -> Vec<u32> {
            rows.iter().copied().filter(|row| stands(*row) && !is_fresh(*row)).collect()
        };
        let mut crossed = Vec::new();
        for rows in self.iter() {
            match sizes(rows) {
                (false, false) => {}
                (true, true) => {
                    for part in refined(keys, number, rows) {
                        if let (true, false) | (false, true) = sizes(&part) {
                            crossed.extend(unchanged(&part));
                        }
                    }
                }
                (true, false) | (false, true) => crossed.extend(unchanged(rows)),
            }
        }
        crossed
    }

    /// The blocks that have a dirty row, of the rows that stand.
    fn blocks(
        &self,
        keys: &KeyHashes<'_>,
        (number, rule): (usize, &BlockingRule),
        is_dirty: &[bool],
    ) -> Vec<Vec<u32>> {
        let cap = rule.cap as usize;
        let is_wanted =
            |rows: &[u32]| (2..=cap).contains(&rows.len()) && rows.iter().any(|row| is_dirty[*row as usize]);
        let mut blocks = Vec::new();
        for rows in self.iter() {
            let standing: Vec<u32> =
                rows.iter().copied().filter(|row| (*row as usize) < is_dirty.len()).collect();
            if standing.len() <= cap {
                blocks.extend(Some(standing).filter(|rows| is_wanted(rows)));
            } else {
                blocks.extend(refined(keys, number, &standing).into_iter().filter(|rows| is_wanted(rows)));
            }
        }
        blocks
    }
}

/// The rows of a block that is too large, by the rule's further keys; those without them are left out.
fn refined(keys: &KeyHashes<'_>, rule: usize, rows: &[u32]) -> Vec<Vec<u32>> {
    let mut keyed: Vec<(u64, u32)> =
        rows.iter().filter_map(|row| Some((keys.refined_key(rule, *row)?, *row))).collect();
    keyed.sort_unstable();
    let parts = keyed.chunk_by(|left, right| left.0 == right.0);
    parts.map(|part| part.iter().map(|(_, row)| *row).collect()).collect()
}

/// Tells most keys that are not wanted without a look into the map of those that are.
struct Filter {
    bits: Vec<u64>,
}

impl Filter {
    fn new<'k>(keys: impl ExactSizeIterator<Item = &'k u64>) -> Self {
        // Sixteen bits a key: one key in sixteen gets past without being wanted.
        let mut filter = Self { bits: vec![0; (keys.len() / 4 + 1).next_power_of_two()] };
        for key in keys {
            let (word, bit) = filter.place(*key);
            filter.bits[word] |= bit;
        }
        filter
    }

    fn may_have(&self, key: u64) -> bool {
        let (word, bit) = self.place(key);
        self.bits[word] & bit != 0
    }

    fn place(&self, key: u64) -> (usize, u64) {
        // Keys are spread well in all their bits.
        ((key >> 6) as usize & (self.bits.len() - 1), 1 << (key & 63))
    }
}
