//! Days as small numbers, and the forms in which systems write them.
//!
//! No clock: the place's history has a fixed first day, and the caller says up to which day it runs.

use jiff::{ToSpan, civil::Date};

/// The first day of every place's history: five years before the default day of the extracts.
pub const FIRST_DAY: Date = Date::constant(2021, 11, 1);

/// The last day up to which a place's history can be asked for.
pub const LAST_DAY: Date = Date::constant(2036, 12, 31);

/// The day extracts are taken unless the caller says otherwise.
#[must_use]
pub fn default_as_of() -> Date {
    Date::constant(2026, 11, 1)
}

const EPOCH: Date = Date::constant(1970, 1, 1);

/// A day. Units: days since 1 January 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub(crate) i32);

impl Day {
    /// Later than any day there is: "has not happened".
    pub(crate) const NEVER: Self = Self(i32::MAX);

    pub(crate) fn of(date: Date) -> Self {
        Self((date - EPOCH).get_days())
    }

    pub(crate) fn ymd(year: i16, month: i8, day: i8) -> Self {
        Self::of(Date::new(year, month, day).unwrap_or(EPOCH))
    }

    pub(crate) fn date(self) -> Date {
        EPOCH.saturating_add(self.0.days())
    }

    pub(crate) fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    pub(crate) fn plus_years(self, years: f64) -> Self {
        self.plus((years * 365.25) as i32)
    }

    /// Whole years from here to `later`, near enough for rates of life.
    pub(crate) fn years_to(self, later: Self) -> i32 {
        ((i64::from(later.0) - i64::from(self.0)) * 4).div_euclid(1461) as i32
    }

    pub(crate) fn year(self) -> i16 {
        self.date().year()
    }
}

/// A way of writing a day.
///
/// Shape: the pattern letters are those of the data contract (`dd/MM/yyyy` and so on).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateForm {
    /// `31/01/1987`
    Slashes,
    /// `1987-01-31`
    Iso,
    /// `19870131`
    Compact,
    /// `31-JAN-1987`
    Oracle,
    /// `1987-01-31 00:00:00`
    Timestamp,
    /// `31 Jan 1987`
    Words,
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl DateForm {
    /// The contract's pattern for it.
    pub(crate) fn pattern(self) -> &'static str {
        match self {
            Self::Slashes => "dd/MM/yyyy",
            Self::Iso => "yyyy-MM-dd",
            Self::Compact => "yyyyMMdd",
            Self::Oracle => "dd-MMM-yyyy",
            Self::Timestamp => "yyyy-MM-dd HH:mm:ss",
            Self::Words => "dd MMM yyyy",
        }
    }

    pub(crate) fn write(self, day: Day, out: &mut String) {
        let date = day.date();
        self.write_parts(date.year(), date.month(), date.day(), out);
    }

    /// The 31st of February of the day's year: a date that is none.
    pub(crate) fn write_impossible(self, day: Day, out: &mut String) {
        self.write_parts(day.year(), 2, 31, out);
    }

    fn write_parts(self, year: i16, month: i8, day: i8, out: &mut String) {
        let word = MONTHS[(month - 1) as usize];
        let (year, month, day) = (Part(year, 4), Part(i16::from(month), 2), Part(i16::from(day), 2));
        match self {
            Self::Slashes => push(out, [day, month, year], "/"),
            Self::Iso => push(out, [year, month, day], "-"),
            Self::Compact => push(out, [year, month, day], ""),
            Self::Timestamp => {
                push(out, [year, month, day], "-");
                out.push_str(" 00:00:00");
            }
            Self::Oracle | Self::Words => {
                day.push(out);
                let between = if self == Self::Oracle { '-' } else { ' ' };
                out.push(between);
                out.extend(
                    word.chars().map(|c| if self == Self::Oracle { c.to_ascii_uppercase() } else { c }),
                );
                out.push(between);
                year.push(out);
            }
        }
    }
}

/// A number and how many digits it is written with. Ten million dates are written in a large place.
#[derive(Clone, Copy)]
struct Part(i16, u32);

impl Part {
    fn push(self, out: &mut String) {
        for place in (0..self.1).rev() {
            out.push(char::from(b'0' + (self.0.unsigned_abs() / 10_u16.pow(place) % 10) as u8));
        }
    }
}

fn push(out: &mut String, parts: [Part; 3], between: &str) {
    for (number, part) in parts.into_iter().enumerate() {
        if number > 0 {
            out.push_str(between);
        }
        part.push(out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_agree() {
        for (year, month, day) in [(1899, 12, 31), (1924, 2, 29), (1970, 1, 1), (2026, 11, 1)] {
            let number = Day::ymd(year, month, day);
            assert_eq!(number.date(), Date::constant(year, month, day));
        }
        assert_eq!(Day::ymd(1970, 1, 2), Day(1));
    }

    #[test]
    fn every_form_writes_the_same_day() {
        let day = Day::ymd(1987, 1, 31);
        let text = |form: DateForm| {
            let mut out = String::new();
            form.write(day, &mut out);
            out
        };
        assert_eq!(text(DateForm::Slashes), "31/01/1987");
        assert_eq!(text(DateForm::Iso), "1987-01-31");
        assert_eq!(text(DateForm::Compact), "19870131");
        assert_eq!(text(DateForm::Oracle), "31-JAN-1987");
        assert_eq!(text(DateForm::Timestamp), "1987-01-31 00:00:00");
        assert_eq!(text(DateForm::Words), "31 Jan 1987");
    }

    #[test]
    fn age_counts_whole_years() {
        assert_eq!(Day::ymd(2000, 6, 15).years_to(Day::ymd(2026, 11, 1)), 26);
        assert_eq!(Day::ymd(2026, 10, 1).years_to(Day::ymd(2026, 11, 1)), 0);
    }
}
