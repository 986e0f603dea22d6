//! Which column, or which two together, tell the rows of a file apart.
//!
//! Judged on digests of the rows looked at; a key of more than two columns is left to the person who knows the system.

use rustc_hash::FxHashSet;

use super::profile::Profile;
use super::words::Header;
use standardise::record::Field;

/// Cells whose digests are kept for the search, eight bytes each.
pub(super) const CELLS_MAX: usize = 8_000_000;

/// Rows in a thousand that may repeat a key: they would be rejected.
const REPEATED_THOUSANDTHS: u64 = 1;

/// A key for a file's rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    /// Positions of its columns.
    pub(super) columns: Vec<usize>,
    /// Rows that repeat it.
    pub(super) repeated: u64,
}

/// The digests of the rows looked at, a row after the other.
#[derive(Default)]
pub(super) struct Digests {
    pub(super) width: usize,
    pub(super) cells: Vec<u64>,
}

impl Digests {
    fn rows(&self) -> impl Iterator<Item = &[u64]> {
        self.cells.chunks_exact(self.width.max(1))
    }

    /// Rows that repeat what an earlier one has in these columns.
    fn repeated(&self, columns: &[usize]) -> u64 {
        let mut seen = FxHashSet::default();
        let digest = |row: &[u64]| {
            columns.iter().fold(0u64, |digest, at| {
                digest.rotate_left(23).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ row[*at]
            })
        };
        self.rows().filter(|row| !seen.insert(digest(row))).count() as u64
    }
}

/// The key that fits best, if any does.
pub(super) fn find(headers: &[Header], profiles: &[Profile], digests: &Digests) -> Option<Key> {
    let mut ranked: Vec<(u32, usize)> = headers
        .iter()
        .zip(profiles)
        .enumerate()
        .filter(|(_, (_, profile))| profile.is_full() && profile.length_max <= 64)
        .map(|(at, (header, _))| (rank(header, at), at))
        .filter(|(rank, _)| *rank > 0)
        .collect();
    ranked.sort_by_key(|(rank, at)| (std::cmp::Reverse(*rank), *at));
    let few = |repeated: u64, rows: u64| repeated * 1000 <= rows * REPEATED_THOUSANDTHS;
    let alone =
        ranked.iter().map(|(_, at)| *at).find(|at| few(profiles[*at].repeated, profiles[*at].row_count()));
    if let Some(at) = alone {
        return Some(Key { columns: vec![at], repeated: profiles[at].repeated });
    }
    let rows = digests.rows().count() as u64;
    for (_, first) in ranked.iter().filter(|(rank, _)| *rank >= 50) {
        let with = |second: usize| Key {
            columns: vec![*first, second],
            repeated: digests.repeated(&[*first, second]),
        };
        let seconds = (0..headers.len()).filter(|at| at != first && profiles[*at].is_full());
        let best = seconds.map(with).filter(|key| few(key.repeated, rows)).min_by_key(|key| key.repeated);
        if best.is_some() {
            return best;
        }
    }
    None
}

/// How much a column looks like a key: by its header, a little by standing first.
fn rank(header: &Header, at: usize) -> u32 {
    let own = header.score(Field::RecordKey);
    if at == 0 { own.max(20) + 1 } else { own }
}
