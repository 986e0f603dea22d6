//! What tells whether a record of a table still says what it said when somebody read it.
//!
//! A digest is of a record's cells by the names of their columns, without its id and the known truth: the order of columns, blanks
//! around values and columns that are empty for the record change nothing.

use std::fmt;
use std::str::FromStr;

use ingest::is_null_word;
use link::table::{Column, NULL};
use twox_hash::XxHash3_64;

use crate::review::NotSeen;

/// The digests of a pair's records as they were shown.
///
/// Written as `0123456789abcdef-0123456789abcdef`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenRows(pub [u64; 2]);

impl fmt::Display for SeenRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}-{:016x}", self.0[0], self.0[1])
    }
}

impl FromStr for SeenRows {
    type Err = NotSeen;

    fn from_str(text: &str) -> Result<Self, NotSeen> {
        let one = |text: &str| {
            let is_whole = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
            u64::from_str_radix(text, 16).ok().filter(|_| is_whole).ok_or(NotSeen)
        };
        let (left, right) = text.split_once('-').ok_or(NotSeen)?;
        Ok(Self([one(left)?, one(right)?]))
    }
}

/// The digest of each row.
///
/// Shape: columns have `row_count` rows.
pub(super) fn digests(columns: &[Column], row_count: usize) -> Vec<u64> {
    let mut digests = vec![0_u64; row_count];
    for column in columns {
        let seed = XxHash3_64::oneshot(column.name().trim().to_lowercase().as_bytes());
        let hash_of: Vec<u64> =
            (0..column.dictionary().id_count() as u32).map(|id| hash(column, id, seed)).collect();
        for (digest, id) in digests.iter_mut().zip(column.ids()) {
            // A sum does not ask in which order the columns stand.
            *digest = digest.wrapping_add(hash_of[*id as usize]);
        }
    }
    digests
}

/// The hash of a value; nothing where it says nothing.
fn hash(column: &Column, id: u32, seed: u64) -> u64 {
    let text = std::str::from_utf8(column.dictionary().bytes(id)).unwrap_or_default().trim();
    let is_none = id == NULL || text.is_empty() || is_null_word(text);
    if is_none { 0 } else { XxHash3_64::oneshot_with_seed(seed, text.as_bytes()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, values: &[&str]) -> Column {
        let mut column = Column::new(name);
        values.iter().for_each(|value| column.push(Some(*value)));
        column
    }

    #[test]
    fn a_digest_is_of_what_the_cells_say_and_not_of_where_they_stand() {
        let before = digests(&[column("a", &["x", "y", "x"]), column("b", &["", "z", "x"])], 3);
        let moved =
            [column("B", &["", " z ", "x"]), column("a", &["x", "y", "x"]), column("c", &["", "NULL", ""])];
        assert_eq!(digests(&moved, 3), before);
        let swapped = digests(&[column("a", &["x", "z", "y"]), column("b", &["", "y", "x"])], 3);
        assert_eq!(swapped[0], before[0]);
        assert_ne!(swapped[1], before[1], "the same values in other columns");
        assert_ne!(swapped[2], before[2]);
    }

    #[test]
    fn what_was_seen_reads_back_as_written() {
        let seen = SeenRows([1, u64::MAX]);
        assert_eq!(seen.to_string(), "0000000000000001-ffffffffffffffff");
        assert_eq!(seen.to_string().parse(), Ok(seen));
        for wrong in ["", "1-2", "000000000000000g-0000000000000001", "1.0123456789abcdef-2.0123456789abcdef"]
        {
            assert_eq!(wrong.parse::<SeenRows>(), Err(NotSeen), "{wrong}");
        }
    }
}
