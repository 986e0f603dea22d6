//! A day as far as it is known: whole, its month or its year.

use std::fmt;

/// A day, or a month or year in which a day lies.
///
/// Ordered by its beginning, then by its end. Prints as it was read: `2021-04-01`, `2021-04` or `2021`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    /// Year, month and day as the digits of one number; of a month or a year its first day.
    first: u32,
    /// Its last day, and the 31st of whatever month.
    last: u32,
}

impl When {
    /// The last day that can be told.
    pub const LAST: Self = Self { first: 99_991_231, last: 99_991_231 };

    /// Reads a date of the standard form; nothing where it is none.
    pub fn read(text: &str) -> Option<Self> {
        let number = |text: &str| -> Option<u32> {
            let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            if is_number { text.parse().ok() } else { None }
        };
        let mut parts = text.splitn(3, '-');
        let year = number(parts.next().filter(|year| year.len() == 4)?)?;
        let Some(month) = parts.next() else {
            return Some(Self { first: year * 10_000 + 101, last: year * 10_000 + 1231 });
        };
        let month = number(month).filter(|month| (1..=12).contains(month))?;
        let start = year * 10_000 + month * 100;
        let Some(day) = parts.next() else { return Some(Self { first: start + 1, last: start + 31 }) };
        let day = number(day).filter(|day| (1..=31).contains(day))?;
        Some(Self { first: start + day, last: start + day })
    }

    /// Whether it certainly is before another.
    pub fn is_before(self, other: Self) -> bool {
        self.last < other.first
    }

    /// Whether it certainly is on another's last day or before.
    pub fn is_by(self, other: Self) -> bool {
        self.last <= other.last
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.first / 10_000, self.first / 100 % 100, self.first % 100);
        if self.first == self.last {
            write!(f, "{year:04}-{month:02}-{day:02}")
        } else if self.first / 100 == self.last / 100 {
            write!(f, "{year:04}-{month:02}")
        } else {
            write!(f, "{year:04}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_far_as_they_are_known_and_print_back() {
        for text in ["2021-04-01", "2021-04", "2021", "0987-12-31"] {
            assert_eq!(When::read(text).unwrap().to_string(), text);
        }
        for text in ["", "21", "2021-13", "2021-04-32", "2021-4-1-1", "abcd", "2021-"] {
            assert_eq!(When::read(text), None, "{text}");
        }
    }

    #[test]
    fn only_what_is_certain_is_before() {
        let when = |text| When::read(text).unwrap();
        assert!(when("2021-03").is_before(when("2021-04-01")));
        assert!(!when("2021-04").is_before(when("2021-04-30")) && !when("2021").is_before(when("2021-04")));
        assert!(when("2021-04-30").is_by(when("2021-04")) && when("2021").is_by(when("2021")));
        assert!(!when("2021").is_by(when("2021-11-30")));
    }
}
