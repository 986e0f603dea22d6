//! Dates compared by their parts. Text that is not a date is not known, whatever it says.

/// A date's digits, four bits each: year, month, day, the first digit highest.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct DateDigits {
    digits: u32,
    /// How many of the eight digits are known: 0, 4, 6 or 8.
    known: u8,
}

impl DateDigits {
    /// Reads `1987-03-12`, `1987-03`, `1987` or `19870312`.
    pub(crate) fn of(text: &[u8]) -> Self {
        let shape_fits = match text.len() {
            4 | 8 => !text.contains(&b'-'),
            7 => text[4] == b'-',
            10 => text[4] == b'-' && text[7] == b'-',
            _ => false,
        };
        let digits = text.iter().filter(|byte| **byte != b'-');
        if !shape_fits || !digits.clone().all(u8::is_ascii_digit) {
            return Self::default();
        }
        let known = digits.clone().count() as u8;
        let packed = digits.fold(0_u32, |packed, byte| (packed << 4) | u32::from(byte - b'0'));
        match known {
            4 | 6 | 8 => Self { digits: packed << (4 * (8 - known)), known },
            _ => Self::default(),
        }
    }

    /// Whether anything is known of the date.
    pub(crate) fn is_known(self) -> bool {
        self.known > 0
    }

    fn is_full(self) -> bool {
        self.known == 8
    }

    fn year(self) -> u32 {
        (0..4).fold(0, |year, place| year * 10 + (self.digits >> (28 - 4 * place) & 15))
    }

    /// Whether the month and day are the first of January, where many a date whose day is not known is put.
    pub(crate) fn is_new_year(self) -> bool {
        self.is_full() && self.digits & 0xFFFF == 0x0101
    }

    /// Whether both are the same as far as the less precise goes.
    pub(crate) fn is_compatible(self, other: Self) -> bool {
        let known = self.known.min(other.known);
        known > 0 && (self.digits ^ other.digits) >> (4 * (8 - known)) == 0
    }

    /// Whether this date is the later one, as far as the less precise goes.
    pub(crate) fn is_after(self, other: Self) -> bool {
        let known = self.known.min(other.known);
        known > 0 && self.digits >> (4 * (8 - known)) > other.digits >> (4 * (8 - known))
    }

    /// Whether the years are at most so many apart.
    pub(crate) fn within_years(self, other: Self, years: u8) -> bool {
        self.is_known() && other.is_known() && self.year().abs_diff(other.year()) <= u32::from(years)
    }

    /// Whether two full dates are at most so many days apart; nothing where one is not full.
    pub(crate) fn within_days(self, other: Self, days: u32) -> Option<bool> {
        Some(self.day_number()?.abs_diff(other.day_number()?) <= days)
    }

    /// The days since the first of March of the year 0.
    ///
    /// # Source
    /// Hinnant (2013), chrono-compatible low-level date algorithms.
    fn day_number(self) -> Option<u32> {
        let two = |low: u32| (self.digits >> (low + 4) & 15) * 10 + (self.digits >> low & 15);
        let (year, month, day) = (self.year(), two(8), two(0));
        if !self.is_full() || month == 0 {
            return None;
        }
        // A year of this count begins in March, so that the leap day is its last.
        let (year, month) = if month > 2 { (year + 400, month - 3) } else { (year + 399, month + 9) };
        Some(365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day)
    }

    /// Whether one slip makes one of the other: a digit, two neighbouring digits of a part swapped, day and month swapped.
    pub(crate) fn is_slip(self, other: Self) -> bool {
        if !self.is_full() || !other.is_full() {
            return false;
        }
        let difference = self.digits ^ other.digits;
        // One bit for each digit that differs.
        let folded = difference | difference >> 1 | difference >> 2 | difference >> 3;
        let differing = folded & 0x1111_1111;
        match differing.count_ones() {
            1 => true,
            2 => self.neighbours_swapped(other, differing) || self.day_month_swapped(other),
            _ => self.day_month_swapped(other),
        }
    }

    fn neighbours_swapped(self, other: Self, differing: u32) -> bool {
        let low = differing.trailing_zeros();
        let are_neighbours = differing == 0x11 << low;
        // The pairs of digits that belong to two parts: month and day, year and month.
        let are_in_one_part = low != 4 && low != 12;
        let swapped = |digits: u32| (digits >> (low + 4) & 15) | (digits >> low & 15) << 4;
        are_neighbours && are_in_one_part && swapped(self.digits) == (other.digits >> low & 0xFF)
    }

    fn day_month_swapped(self, other: Self) -> bool {
        let swapped = (self.digits & 0xFFFF_0000) | (self.digits & 0xFF) << 8 | (self.digits >> 8 & 0xFF);
        swapped == other.digits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> DateDigits {
        DateDigits::of(text.as_bytes())
    }

    #[test]
    fn slips_are_told_from_other_dates() {
        let cases = [
            ("1987-03-12", "1987-03-13", true),
            ("1987-03-12", "1978-03-12", true),
            ("1987-03-12", "1987-12-03", true),
            ("1987-03-12", "1987-03-21", true),
            ("1987-10-12", "1987-01-12", true),
            ("1987-03-12", "1987-03-24", false),
            ("1987-03-12", "1986-03-13", false),
            ("1987-01-23", "1987-02-13", false),
            ("1987-03-12", "1987-03", false),
        ];
        for (left, right, expected) in cases {
            assert_eq!(date(left).is_slip(date(right)), expected, "{left} {right}");
            assert_eq!(date(right).is_slip(date(left)), expected, "{right} {left}");
        }
    }

    #[test]
    fn dates_agree_as_far_as_they_are_known() {
        assert!(date("1987-03-12").is_compatible(date("1987-03")));
        assert!(date("1987").is_compatible(date("1987-03")));
        assert!(date("19870312").is_compatible(date("1987-03-12")));
        assert!(!date("1987-03-12").is_compatible(date("1987-04")));
        assert!(!date("unknown").is_compatible(date("1987")));
    }

    #[test]
    fn later_dates_are_told_as_far_as_both_are_known() {
        assert!(date("1987-03-12").is_after(date("1987-03-11")));
        assert!(date("1987-03-12").is_after(date("1986")));
        assert!(date("1987").is_after(date("1986-12-31")));
        assert!(!date("1987-03-12").is_after(date("1987")));
        assert!(!date("1987-03-12").is_after(date("1987-03-12")));
        assert!(!date("1987-03-12").is_after(date("unknown")));
    }

    #[test]
    fn years_and_new_year_are_told() {
        assert!(date("1987-03-12").within_years(date("1989"), 2));
        assert!(!date("1987-03-12").within_years(date("1990"), 2));
        assert!(date("1987-01-01").is_new_year());
        assert!(!date("1987-01").is_new_year());
        assert!(!date("1987-11-01").is_new_year());
    }

    #[test]
    fn days_between_dates_are_counted() {
        for (left, right, days) in [
            ("2000-02-28", "2000-03-01", 2),
            ("1900-02-28", "1900-03-01", 1),
            ("1999-12-31", "2000-01-01", 1),
            ("1899-07-01", "2026-11-22", 46_530),
            ("2000-01-01", "2000-01-01", 0),
        ] {
            assert_eq!(date(left).within_days(date(right), days), Some(true), "{left} {right}");
            if days > 0 {
                assert_eq!(date(right).within_days(date(left), days - 1), Some(false), "{left} {right}");
            }
        }
        assert_eq!(date("1987-03").within_days(date("1987-03-01"), 40), None);
    }

    #[test]
    fn what_is_no_date_is_not_known() {
        for text in ["", "87", "1987-3-12", "1987/03/12", "12-03-1987", "198703", "1987-03-1x", "-1987-03"] {
            assert!(!date(text).is_known(), "{text}");
        }
    }
}
