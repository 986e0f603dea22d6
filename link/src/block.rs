//! Puts records into blocks: those that agree on all keys of a rule are candidates for each other.
//!
//! It makes no pair and scores nothing; a block that is too large is refined or left out, and counted.

use rayon::prelude::*;

use crate::bind::find_column;
use crate::compare::part;
use crate::error::LinkError;
use crate::model::{BlockingRule, ColumnPart, Key, Model};
use crate::progress::{Progress, Step};
use crate::table::{Column, NULL, Table};

/// Stands for "in no block" among the block numbers of a row.
pub(crate) const NO_BLOCK: u32 = 0;

/// About so many rows are sorted together: they stay in the nearest memory.
const ROWS_SORTED_TOGETHER: usize = 1 << 10;

/// The blocks of all rules.
pub(crate) struct Blocks {
    rules: Vec<RuleBlocks>,
    /// The number of each row's block by rule, all of one row beside each other.
    block_of: Vec<u32>,
}

/// The blocks of one rule, of two rows and more.
#[derive(Default)]
pub(crate) struct RuleBlocks {
    /// The rows of all blocks one after the other, ascending in each.
    rows: Vec<u32>,
    /// Where the rows of each block end.
    ends: Vec<u32>,
    /// The upper half of the hash of what each block's rows agree on.
    hashes: Vec<u32>,
    pub(crate) oversize_block_count: u64,
    pub(crate) oversize_record_count: u64,
}

impl Blocks {
    /// Makes the blocks of a model's rules.
    pub(crate) fn new(table: &Table, model: &Model, progress: Progress<'_>) -> Result<Self, LinkError> {
        let keys = KeyHashes::new(table, model)?;
        let rule_count = model.rules().len();
        let mut rules = Vec::with_capacity(rule_count);
        for (position, rule) in model.rules().iter().enumerate() {
            progress(Step::Block, position as u64, rule_count as u64);
            rules.push(RuleBlocks::new(&keys, position, rule.cap as usize, table.row_count()));
        }
        progress(Step::Block, rule_count as u64, rule_count as u64);
        Ok(Self::of_rules(rules, table.row_count()))
    }

    /// The blocks of rules that are made already.
    pub(crate) fn of_rules(rules: Vec<RuleBlocks>, row_count: usize) -> Self {
        let block_of = block_of(rules.iter(), row_count);
        Self { rules, block_of }
    }

    /// Blocks as they are given, by rule.
    pub(crate) fn of_rows(rules: &[Vec<Vec<u32>>], row_count: usize) -> Self {
        let rules = rules.iter().map(|given| {
            let mut blocks = RuleBlocks::default();
            for rows in given {
                blocks.rows.extend_from_slice(rows);
                blocks.ends.push(blocks.rows.len() as u32);
                blocks.hashes.push(0);
            }
            blocks
        });
        Self::of_rules(rules.collect(), row_count)
    }

    pub(crate) fn rules(&self) -> &[RuleBlocks] {
        &self.rules
    }

    /// The numbers of the blocks that a row is in, by rule.
    pub(crate) fn blocks_of(&self, row: u32) -> &[u32] {
        let start = row as usize * self.rules.len();
        &self.block_of[start..start + self.rules.len()]
    }
}

/// The number of each row's block by rule, all of one row beside each other.
pub(crate) fn block_of<'b>(
    rules: impl ExactSizeIterator<Item = &'b RuleBlocks>,
    row_count: usize,
) -> Vec<u32> {
    let rule_count = rules.len();
    let mut block_of = vec![NO_BLOCK; row_count * rule_count];
    for (position, blocks) in rules.enumerate() {
        for (number, (rows, _)) in (1..).zip(blocks.iter()) {
            for row in rows {
                block_of[*row as usize * rule_count + position] = number;
            }
        }
    }
    block_of
}

impl RuleBlocks {
    pub(crate) fn new(keys: &KeyHashes<'_>, rule: usize, cap: usize, row_count: usize) -> Self {
        let mut blocks = Self::default();
        let keyed = sorted_by_key(0..row_count as u32, |row| keys.key(rule, row));
        for group in keyed.chunk_by(|a, b| a.0 == b.0) {
            if group.len() <= cap {
                blocks.push(group);
                continue;
            }
            let refined =
                sorted_by_key(group.par_iter().map(|(_, row)| *row), |row| keys.refined_key(rule, row));
            let mut left_out = group.len() - refined.len();
            for group in refined.chunk_by(|a, b| a.0 == b.0) {
                if group.len() <= cap {
                    blocks.push(group);
                } else {
                    left_out += group.len();
                }
            }
            blocks.oversize_block_count += u64::from(left_out > 0);
            blocks.oversize_record_count += left_out as u64;
        }
        blocks.in_order_of_rows(row_count)
    }

    /// The blocks by their first row, so that whoever goes through them goes through memory in order.
    fn in_order_of_rows(self, row_count: usize) -> Self {
        // No two blocks of a rule have a row in common. Numbers are told from 1: 0 is a row that no block begins with.
        let mut begun = vec![0_u32; row_count];
        (1..).zip(self.iter()).for_each(|(number, (rows, _))| begun[rows[0] as usize] = number);
        let mut blocks = Self { rows: Vec::with_capacity(self.rows.len()), ..Self::default() };
        for number in begun.into_iter().filter(|number| *number != 0) {
            let (rows, hash) = self.block(number as usize - 1);
            blocks.rows.extend_from_slice(rows);
            blocks.ends.push(blocks.rows.len() as u32);
            blocks.hashes.push(hash);
        }
        Self {
            oversize_block_count: self.oversize_block_count,
            oversize_record_count: self.oversize_record_count,
            ..blocks
        }
    }

    fn push(&mut self, group: &[(u64, u32)]) {
        if let [(hash, _), _, ..] = group {
            self.rows.extend(group.iter().map(|(_, row)| row));
            self.ends.push(self.rows.len() as u32);
            self.hashes.push((hash >> 32) as u32);
        }
    }

    pub(crate) fn block_count(&self) -> usize {
        self.ends.len()
    }

    /// The rows of a block, and half a hash of what they agree on.
    pub(crate) fn block(&self, number: usize) -> (&[u32], u32) {
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        (&self.rows[start as usize..self.ends[number] as usize], self.hashes[number])
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&[u32], u32)> {
        (0..self.block_count()).map(|number| self.block(number))
    }

    /// How many pairs the blocks make, those that other rules make too among them.
    pub(crate) fn pair_count(&self) -> u64 {
        self.iter().map(|(rows, _)| pairs_of(rows.len())).sum()
    }
}

/// How many pairs so many rows make.
pub(crate) fn pairs_of(row_count: usize) -> u64 {
    let count = row_count as u64;
    count * count.saturating_sub(1) / 2
}

/// Rows that have a key, by key and row.
///
/// Keys are hashes, spread evenly: rows are dealt out by the first bits of theirs, and what comes together is sorted.
pub(crate) fn sorted_by_key(
    rows: impl IntoParallelIterator<Item = u32>,
    key: impl Fn(u32) -> Option<u64> + Sync,
) -> Vec<(u64, u32)> {
    let mut keyed: Vec<(u64, u32)> =
        rows.into_par_iter().filter_map(|row| key(row).map(|key| (key, row))).collect();
    let bits = (keyed.len() / ROWS_SORTED_TOGETHER).max(1).ilog2();
    if bits == 0 {
        keyed.sort_unstable();
        return keyed;
    }
    let pile_of = |key: u64| (key >> (64 - bits)) as usize;
    let mut ends = vec![0_usize; 1 << bits];
    keyed.iter().for_each(|(key, _)| ends[pile_of(*key)] += 1);
    let mut total = 0;
    for end in &mut ends {
        total += *end;
        *end = total - *end;
    }
    let mut dealt = vec![(0, 0); keyed.len()];
    for keyed in keyed {
        // What was the beginning of a pile is its end when all is dealt.
        let place = &mut ends[pile_of(keyed.0)];
        dealt[*place] = keyed;
        *place += 1;
    }
    let mut rest = dealt.as_mut_slice();
    let mut start = 0;
    let piles: Vec<&mut [(u64, u32)]> = ends
        .into_iter()
        .map(|end| {
            let (pile, after) = std::mem::take(&mut rest).split_at_mut(end - start);
            (rest, start) = (after, end);
            pile
        })
        .collect();
    piles.into_par_iter().for_each(<[(u64, u32)]>::sort_unstable);
    dealt
}

/// What rows agree on, as hashes of the values' bytes: the same in any table that holds the same records.
pub(crate) struct KeyHashes<'t> {
    /// For each part of a column that a key reads, the hash of each distinct value's part; 0 where it has none.
    parts: Vec<(ColumnPart, &'t Column, Vec<u64>)>,
    rules: Vec<RuleKeys>,
}

#[derive(Default)]
struct RuleKeys {
    keys: Vec<KeyParts>,
    refine: Vec<KeyParts>,
}

/// The positions of a key's parts.
enum KeyParts {
    One(usize),
    Unordered(usize, usize),
}

impl<'t> KeyHashes<'t> {
    pub(crate) fn new(table: &'t Table, model: &Model) -> Result<Self, LinkError> {
        let KeyPlan { parts: wanted, rules } = KeyPlan::new(model);
        let mut columns = Vec::with_capacity(wanted.len());
        for part in wanted {
            let uses = |rule: &&BlockingRule| {
                rule.keys.iter().chain(&rule.refine).flat_map(Key::parts).any(|used| *used == part)
            };
            let label = model.rules().iter().find(uses).map(BlockingRule::label).unwrap_or_default();
            let column = find_column(table, &part.column, &format!("blocking rule `{label}`"))?;
            columns.push((part, column));
        }
        let parts = columns.into_par_iter().map(|(part, column)| {
            let hashes = hash_parts(column, &part);
            (part, column, hashes)
        });
        Ok(Self { parts: parts.collect(), rules })
    }

    /// The hash of all that a row is blocked on by a rule; nothing where any of it is missing.
    pub(crate) fn key(&self, rule: usize, row: u32) -> Option<u64> {
        self.rules[rule].key(|part| self.hash(part, row))
    }

    /// The key with the rule's refining keys; nothing where there are none.
    pub(crate) fn refined_key(&self, rule: usize, row: u32) -> Option<u64> {
        self.rules[rule].refined_key(|part| self.hash(part, row))
    }

    fn hash(&self, part: usize, row: u32) -> Option<u64> {
        let (_, column, hashes) = &self.parts[part];
        match hashes[column.ids()[row as usize] as usize] {
            0 => None,
            hash => Some(hash),
        }
    }
}

/// What a model's rules ask for, apart from any table.
pub(crate) struct KeyPlan {
    parts: Vec<ColumnPart>,
    rules: Vec<RuleKeys>,
}

impl KeyPlan {
    pub(crate) fn new(model: &Model) -> Self {
        let mut parts = Vec::new();
        let rules = model.rules().iter().map(|rule| RuleKeys::new(rule, &mut parts)).collect();
        Self { parts, rules }
    }

    /// The hashes of what a record in no table is blocked on, as [`KeyHashes`] has them of rows.
    ///
    /// Shape: `value_of` tells the record's value of a column; `hashes` is filled with one a part, 0 where there is none.
    pub(crate) fn hash_parts<'g>(&self, value_of: impl Fn(&str) -> Option<&'g str>, hashes: &mut Vec<u64>) {
        let mut buffer = Vec::new();
        hashes.clear();
        hashes.extend(self.parts.iter().map(|part| {
            let value = value_of(&part.column);
            hash_part(value.and_then(|value| part::cut(value.as_bytes(), part.part, &mut buffer)))
        }));
    }

    /// A record's key by a rule, and its key refined.
    pub(crate) fn keys(&self, rule: usize, hashes: &[u64]) -> (Option<u64>, Option<u64>) {
        let hash = |part: usize| hashes.get(part).copied().filter(|hash| *hash != 0);
        (self.rules[rule].key(hash), self.rules[rule].refined_key(hash))
    }
}

impl RuleKeys {
    fn new(rule: &BlockingRule, wanted: &mut Vec<ColumnPart>) -> Self {
        let mut place = |part: &ColumnPart| {
            wanted.iter().position(|known| known == part).unwrap_or_else(|| {
                wanted.push(part.clone());
                wanted.len() - 1
            })
        };
        let mut bind = |key: &Key| match key {
            Key::Part(part) => KeyParts::One(place(part)),
            Key::Unordered(a, b) => KeyParts::Unordered(place(a), place(b)),
        };
        Self {
            keys: rule.keys.iter().map(&mut bind).collect(),
            refine: rule.refine.iter().map(&mut bind).collect(),
        }
    }

    /// The hash of all keys, from those of the parts; nothing where any is missing.
    fn key(&self, hash: impl Fn(usize) -> Option<u64>) -> Option<u64> {
        mix(0, &self.keys, hash)
    }

    /// The hash of all keys and the refining ones; nothing where there are none of these.
    fn refined_key(&self, hash: impl Fn(usize) -> Option<u64>) -> Option<u64> {
        if self.refine.is_empty() {
            return None;
        }
        mix(self.key(&hash)?, &self.refine, hash)
    }
}

fn mix(start: u64, keys: &[KeyParts], hash: impl Fn(usize) -> Option<u64>) -> Option<u64> {
    let mut mixed = start;
    for key in keys {
        let hash = match key {
            KeyParts::One(part) => hash(*part)?,
            KeyParts::Unordered(a, b) => hash(*a)?.wrapping_add(hash(*b)?),
        };
        mixed = spread(mixed.rotate_left(25) ^ hash);
    }
    Some(mixed)
}

fn hash_parts(column: &Column, part: &ColumnPart) -> Vec<u64> {
    let values = column.dictionary();
    let mut buffer = Vec::new();
    let hash = |id: u32| {
        let part = if id == NULL { None } else { part::cut(values.bytes(id), part.part, &mut buffer) };
        hash_part(part)
    };
    (0..values.id_count() as u32).map(hash).collect()
}

/// The hash of a part; 0 stands for none.
fn hash_part(part: Option<&[u8]>) -> u64 {
    part.map_or(0, |part| hash_bytes(part).max(1))
}

/// A hash of bytes that is the same on every machine and in every version: blocks are told apart by it.
fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0_u8; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = spread(hash ^ u64::from_le_bytes(word));
    }
    spread(hash)
}

/// Makes every bit of a number depend on every other.
///
/// # Source
/// The finaliser of SplitMix64: Steele, Lea and Flood (2014).
pub(crate) fn spread(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
