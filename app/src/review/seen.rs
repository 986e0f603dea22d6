//! What a table of pairs says of the records of a place that it shows: which they are, and what they held.

use std::fmt;
use std::str::FromStr;

/// Both records of a pair as they were shown.
///
/// Written as `1.0123456789abcdef-2.0123456789abcdef`: record and digest, twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The records' numbers.
    pub records: [u64; 2],
    /// The digests of what they held.
    pub digests: [String; 2],
}

/// A text that says nothing of two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotSeen;

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ([left, right], [left_digest, right_digest]) = (&self.records, &self.digests);
        write!(f, "{left}.{left_digest}-{right}.{right_digest}")
    }
}

impl FromStr for Seen {
    type Err = NotSeen;

    fn from_str(text: &str) -> Result<Self, NotSeen> {
        let one = |text: &str| {
            let (record, digest) = text.split_once('.')?;
            let is_whole = digest.len() == 16 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
            record.parse().ok().filter(|_| is_whole).map(|record: u64| (record, digest.to_owned()))
        };
        let (left, right) = text.split_once('-').ok_or(NotSeen)?;
        let (left, right) = (one(left).ok_or(NotSeen)?, one(right).ok_or(NotSeen)?);
        Ok(Self { records: [left.0, right.0], digests: [left.1, right.1] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_reads_back_as_written() {
        let text = "1099511627777.0123456789abcdef-2199023255553.fedcba9876543210";
        let seen: Seen = text.parse().unwrap();
        assert_eq!(seen.records, [1_099_511_627_777, 2_199_023_255_553]);
        assert_eq!(seen.to_string(), text);
        for wrong in ["", "1.0123456789abcdef", "1.x-2.y", "1.09951E+12-2.0123456789abcdef"] {
            assert_eq!(wrong.parse::<Seen>(), Err(NotSeen), "{wrong}");
        }
    }
}
