//! Which column, or which two together, tell the rows of a file apart.
//!
//! Judged on digests of the rows looked at; a key of more than two columns is left to the person who knows the system.

use rustc_hash::FxHashSet;

use super::profile::Profile;
use standardise::header::Header;
use standardise::record::Field;

/// Cells whose digests are kept for the search, eight bytes each.
pub(super) const CELLS_MAX: usize = 8_000_000;

/// Rows in a thousand that may repeat a key though they differ: they would be rejected.
const REPEATED_THOUSANDTHS: u64 = 1;

/// Rows from which a first column is taken for a key though its header does not say so.
const ROWS_MIN: u64 = 50;

/// A key for a file's rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    /// Positions of its columns.
    pub(super) columns: Vec<usize>,
    /// Rows that repeat it.
    pub(super) repeated: u64,
}

/// What the search for a key came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Search {
    Found(Key),
    /// The likeliest columns, which too many rows repeat.
    Near(Key),
    Nothing,
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
        let mix = |digest: u64, cell: u64| digest.rotate_left(23).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ cell;
        let digest = |row: &[u64]| columns.iter().fold(0, |digest, at| mix(digest, row[*at]));
        self.rows().filter(|row| !seen.insert(digest(row))).count() as u64
    }
}

/// Searches for the key that fits best.
pub(super) fn find(headers: &[Header], profiles: &[Profile], digests: &Digests) -> Search {
    let mut ranked: Vec<(u32, usize)> = headers
        .iter()
        .zip(profiles)
        .enumerate()
        .filter(|(_, (_, profile))| profile.is_full() && profile.length_max <= 64)
        .map(|(at, (header, profile))| (rank(header, at, profile.row_count()), at))
        .filter(|(rank, _)| *rank > 0)
        .collect();
    ranked.sort_by_key(|(rank, at)| (std::cmp::Reverse(*rank), *at));
    // A row that is the same in every column is no other record, so a key may reject it.
    let all: Vec<usize> = (0..digests.width).collect();
    let same_rows = digests.repeated(&all);
    let is_few = |repeated: u64, rows: u64| {
        repeated.saturating_sub(same_rows) * 1000 <= rows * REPEATED_THOUSANDTHS && repeated * 20 <= rows
    };
    let alone = |at: usize| Key { columns: vec![at], repeated: profiles[at].repeated };
    for (_, at) in &ranked {
        if is_few(profiles[*at].repeated, profiles[*at].row_count()) {
            return Search::Found(alone(*at));
        }
    }
    let rows = digests.rows().count() as u64;
    for (_, first) in ranked.iter().filter(|(rank, _)| *rank >= 50) {
        let pair = |second: usize| Key {
            columns: vec![*first, second],
            repeated: digests.repeated(&[*first, second]),
        };
        let seconds = (0..headers.len()).filter(|at| at != first && profiles[*at].is_full());
        let best = seconds.map(pair).filter(|key| is_few(key.repeated, rows)).min_by_key(|key| key.repeated);
        if let Some(key) = best {
            return Search::Found(key);
        }
    }
    ranked.first().map_or(Search::Nothing, |(_, at)| Search::Near(alone(*at)))
}

/// How much a column looks like a key: by its header, a little by standing first.
fn rank(header: &Header, at: usize, rows: u64) -> u32 {
    let own = header.score(Field::RecordKey);
    match at {
        0 if rows >= ROWS_MIN => own.max(20) + 1,
        _ => own,
    }
}
