//! Dates as far as they are known: a year, a month or a day.
//!
//! Reads the forms that systems write. It has no clock: whether an age is plausible, and which century a two-digit year
//! belongs to, the caller says.

mod column;
mod scan;

use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::problem::{ProblemKind, Reading};
use scan::{Part, Parts};

pub use column::DateColumn;

/// Days that stand for no date: the zero days of spreadsheets and databases and the fillers of old systems.
const PLACEHOLDERS: [(u16, u8, u8); 12] = [
    (1, 1, 1),
    (1753, 1, 1),
    (1800, 1, 1),
    (1899, 12, 30),
    (1899, 12, 31),
    (1900, 1, 1),
    (1901, 1, 1),
    (2999, 12, 31),
    (3000, 1, 1),
    (4712, 12, 31),
    (9999, 1, 1),
    (9999, 12, 31),
];

/// The years that a date in a public service's records can have.
const YEARS: std::ops::RangeInclusive<u16> = 1800..=2199;

/// The largest day that an Excel serial may mean: 31 December 2199.
const SERIAL_MAX: i32 = 109_574;

/// The order of day and month where both are written as numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateOrder {
    /// Day, month, year, as in Britain; or year, month, day.
    #[default]
    DayFirst,
    /// Month, day, year.
    MonthFirst,
    /// Both occur: of a date that can be read both ways only the year is taken.
    Unsettled,
}

/// The day that day serials count from.
///
/// # Source
/// ECMA-376 part 1, 18.17.4.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SerialEpoch {
    /// Day 1 is 1 January 1900, and 1900 is taken for a leap year: Excel.
    From1900,
    /// Day 0 is 1 January 1904: Excel for the Macintosh of old.
    From1904,
}

/// How to read dates, as a contract says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateForm {
    /// The order of day and month.
    pub order: DateOrder,
    /// The latest year that a two-digit year may mean (with 2026, `26` is 2026 and `27` is 1927). Without it a
    /// two-digit year is told as ambiguous.
    pub two_digit_year_max: Option<u16>,
    /// What a bare number counts days from, where it is a day serial.
    pub serials: Option<SerialEpoch>,
    /// The latest year that there can be: a later date is told as impossible.
    pub year_max: Option<u16>,
    /// The earliest year that is likely: an earlier date is kept and told.
    pub year_min: Option<u16>,
    /// Whether 1 January stands for a year of which the day is not known.
    pub new_year_is_year: bool,
    /// Whether the first of a month stands for a month of which the day is not known.
    pub first_is_month: bool,
}

/// A date as far as it is known. Masks its `Debug`.
///
/// Shape: a year from 1800 to 2199; no day without a month; a day that the calendar has.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// The year only.
    Year,
    /// Year and month.
    Month,
    /// The whole date.
    Day,
}

impl PartialDate {
    /// Reads a date in any of the forms that systems write.
    ///
    /// `1987-03-12`, `12/03/1987`, `12.3.87`, `12-MAR-1987`, `Mar 12 1987 12:00AM`, `12031987`, `19870312`, timestamps,
    /// `03/1987`, `1987`; zeros or `XX` for what is not known.
    pub fn read(text: &str, form: &DateForm) -> Reading<Self> {
        let text = text.trim();
        if text.is_empty() {
            return Reading::blank();
        }
        if let Some(epoch) = form.serials
            && let Some(reading) = serial(text, epoch)
        {
            return weighed(reading, form);
        }
        match scan::parts(text) {
            Some(parts) => weighed(assemble(&parts, form), form),
            None if text.bytes().any(|byte| byte.is_ascii_digit()) => malformed(),
            None => Reading::refused(ProblemKind::Placeholder, "date_no_digits"),
        }
    }

    /// How much of the date is known.
    pub fn precision(&self) -> Precision {
        match (self.month, self.day) {
            (Some(_), Some(_)) => Precision::Day,
            (Some(_), None) => Precision::Month,
            _ => Precision::Year,
        }
    }

    /// The year.
    pub fn year(&self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, where it is known.
    pub fn month(&self) -> Option<u8> {
        self.month
    }

    /// The day of the month where it is known.
    pub fn day(&self) -> Option<u8> {
        self.day
    }

    /// The date in ISO 8601, as far as it is known: `1987-03-12`, `1987-03` or `1987`.
    pub fn iso(&self) -> String {
        let mut text = String::with_capacity(10);
        self.write_iso(&mut text);
        text
    }

    /// Adds the date in ISO 8601 to a text.
    pub fn write_iso(&self, text: &mut String) {
        push_digits(text, self.year, 4);
        for part in [self.month, self.day].into_iter().flatten() {
            text.push('-');
            push_digits(text, u16::from(part), 2);
        }
    }

    /// A date from its parts, zero for what is not known.
    fn of(year: u16, month: u8, day: u8) -> Reading<Self> {
        if PLACEHOLDERS.contains(&(year, month, day)) || year == 9999 || (year, month, day) == (0, 0, 0) {
            return Reading::refused(ProblemKind::Placeholder, "date_placeholder");
        }
        let known = |part: u8| (part > 0).then_some(part);
        let (month, day) = (known(month), known(day));
        let exists = match (month, day) {
            (None, None) => true,
            (None, Some(_)) => return Reading::refused(ProblemKind::Impossible, "date_day_without_month"),
            (Some(month), None) => month <= 12,
            (Some(month), Some(day)) => {
                year_as_i16(year).is_some_and(|year| civil(year, month, day).is_some())
            }
        };
        if !exists {
            Reading::refused(ProblemKind::Impossible, "date_not_in_calendar")
        } else if !YEARS.contains(&year) {
            Reading::refused(ProblemKind::Impossible, "date_year")
        } else {
            Reading::clean(Self { year, month, day })
        }
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PartialDate(..)")
    }
}

fn malformed() -> Reading<PartialDate> {
    Reading::refused(ProblemKind::Malformed, "date_form")
}

fn year_as_i16(year: u16) -> Option<i16> {
    i16::try_from(year).ok()
}

fn civil(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn push_digits(text: &mut String, number: u16, width: u32) {
    for place in (0..width).rev() {
        text.push(char::from(b'0' + (number / 10_u16.pow(place) % 10) as u8));
    }
}

/// A reading with what its form says of likely years and heaped days.
fn weighed(reading: Reading<PartialDate>, form: &DateForm) -> Reading<PartialDate> {
    let Some(date) = reading.value else { return reading };
    if form.year_max.is_some_and(|latest| date.year > latest) {
        return Reading::refused(ProblemKind::Impossible, "date_in_future");
    }
    if reading.finding.is_some() {
        return reading;
    }
    match (date.month, date.day) {
        (Some(1), Some(1)) if form.new_year_is_year => {
            let year = PartialDate { month: None, day: None, ..date };
            Reading::kept(year, ProblemKind::Partial, "date_first_of_january")
        }
        (Some(2..=12), Some(1)) if form.first_is_month => {
            let month = PartialDate { day: None, ..date };
            Reading::kept(month, ProblemKind::Partial, "date_first_of_month")
        }
        _ if form.year_min.is_some_and(|earliest| date.year < earliest) => {
            Reading::kept(date, ProblemKind::Doubtful, "date_long_ago")
        }
        _ => reading,
    }
}

/// The date of an Excel day serial, where the text is a bare number.
///
/// From 1900 on the count starts at 30 December 1899 from day 61, for the leap day that 1900 did not have.
fn serial(text: &str, epoch: SerialEpoch) -> Option<Reading<PartialDate>> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    let days: i32 = whole.parse().ok()?;
    if !(0..=SERIAL_MAX).contains(&days) {
        return None;
    }
    if days <= 1 {
        return Some(Reading::refused(ProblemKind::Placeholder, "date_placeholder"));
    }
    let zero = match epoch {
        SerialEpoch::From1900 => civil(1899, 12, if days < 61 { 31 } else { 30 })?,
        SerialEpoch::From1904 => civil(1904, 1, 1)?,
    };
    let date = zero.checked_add(days.days()).ok()?;
    let part = |number: i8| u8::try_from(number).unwrap_or_default();
    Some(PartialDate::of(u16::try_from(date.year()).ok()?, part(date.month()), part(date.day())))
}

/// Puts the parts of a date in their places.
fn assemble(parts: &Parts, form: &DateForm) -> Reading<PartialDate> {
    match *parts.as_slice() {
        [Part::Number { value, digits: 4 }] => PartialDate::of(value as u16, 0, 0),
        [Part::Number { value, digits }] => solid(value, digits, form),
        [Part::Number { value: year, digits: 4 }, month] => {
            month_of(month, |month| PartialDate::of(year as u16, month, 0))
        }
        [month, Part::Number { value: year, digits: 4 }] => {
            month_of(month, |month| PartialDate::of(year as u16, month, 0))
        }
        [Part::Number { value: year, digits: 4 }, month, day] => {
            month_of(month, |month| day_of(day, |day| PartialDate::of(year as u16, month, day)))
        }
        [Part::Month(month), day, year] | [day, Part::Month(month), year] => {
            day_of(day, |day| year_of(year, form, |year| PartialDate::of(year, month, day)))
        }
        [first, second, year] => year_of(year, form, |year| numbered(first, second, year, form.order)),
        _ => malformed(),
    }
}

/// A date of two numbers for day and month; where they only make sense the other way round, they are taken so and told.
fn numbered(first: Part, second: Part, year: u16, order: DateOrder) -> Reading<PartialDate> {
    let (day, month) = match order {
        DateOrder::DayFirst | DateOrder::Unsettled => (first, second),
        DateOrder::MonthFirst => (second, first),
    };
    let can_be_month = |part| matches!(part, Part::Number { value: 1..=12, .. });
    if order == DateOrder::Unsettled && first != second && can_be_month(first) && can_be_month(second) {
        let reading = PartialDate::of(year, 0, 0);
        return reading.value.map_or(reading, |year| Reading::kept(year, ProblemKind::Partial, "date_order"));
    }
    let turned =
        matches!((day, month), (Part::Number { value: 1..=12, .. }, Part::Number { value: 13..=31, .. }));
    let (day, month) = if turned { (month, day) } else { (day, month) };
    let reading = month_of(month, |month| day_of(day, |day| PartialDate::of(year, month, day)));
    match reading.value {
        Some(date) if turned && order != DateOrder::Unsettled => {
            Reading::kept(date, ProblemKind::Repaired, "date_day_and_month_swapped")
        }
        _ => reading,
    }
}

/// A date written without anything between its parts.
fn solid(value: u32, digits: usize, form: &DateForm) -> Reading<PartialDate> {
    let part = |number: u32| Part::Number { value: number, digits: 2 };
    let year_first =
        |value: u32| PartialDate::of((value / 10_000) as u16, (value / 100 % 100) as u8, (value % 100) as u8);
    let year_last = |value: u32| {
        numbered(part(value / 1_000_000), part(value / 10_000 % 100), (value % 10_000) as u16, form.order)
    };
    match digits {
        8 if YEARS.contains(&((value / 10_000) as u16)) || value / 10_000 == 9999 => {
            let reading = year_first(value);
            if reading.value.is_some() { reading } else { first_value(year_last(value), reading) }
        }
        8 => year_last(value),
        // A number column dropped the zero of the day.
        7 => match year_last(value).value {
            Some(date) => Reading::kept(date, ProblemKind::Repaired, "date_leading_zero"),
            None => malformed(),
        },
        6 => match (
            YEARS.contains(&((value / 100) as u16)),
            PartialDate::of((value / 100) as u16, (value % 100) as u8, 0).value,
        ) {
            (true, Some(month)) if value / 10_000 > 31 || value / 100 % 100 > 12 => Reading::clean(month),
            (true, Some(_)) => Reading::refused(ProblemKind::Ambiguous, "date_six_digits"),
            _ => year_of(part(value % 100), form, |year| {
                numbered(part(value / 10_000), part(value / 100 % 100), year, form.order)
            }),
        },
        _ => malformed(),
    }
}

fn first_value(reading: Reading<PartialDate>, otherwise: Reading<PartialDate>) -> Reading<PartialDate> {
    if reading.value.is_some() { reading } else { otherwise }
}

fn month_of(part: Part, then: impl FnOnce(u8) -> Reading<PartialDate>) -> Reading<PartialDate> {
    match part {
        Part::Month(month) => then(month),
        Part::Unknown => then(0),
        Part::Number { value, digits: 1 | 2 } => then(value as u8),
        Part::Number { .. } => malformed(),
    }
}

fn day_of(part: Part, then: impl FnOnce(u8) -> Reading<PartialDate>) -> Reading<PartialDate> {
    match part {
        Part::Unknown => then(0),
        Part::Number { value, digits: 1 | 2 } => then(value as u8),
        _ => malformed(),
    }
}

fn year_of(
    part: Part,
    form: &DateForm,
    then: impl FnOnce(u16) -> Reading<PartialDate>,
) -> Reading<PartialDate> {
    match part {
        Part::Number { value, digits: 4 } => then(value as u16),
        Part::Number { value, digits: 2 } => match form.two_digit_year_max {
            Some(latest) => {
                let year = latest - latest % 100 + value as u16;
                then(if year > latest { year.saturating_sub(100) } else { year })
            }
            None => Reading::refused(ProblemKind::Ambiguous, "date_two_digit_year"),
        },
        Part::Unknown => Reading::refused(ProblemKind::Placeholder, "date_year_not_known"),
        _ => malformed(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FORM: DateForm = DateForm {
        order: DateOrder::DayFirst,
        two_digit_year_max: Some(2026),
        serials: None,
        year_max: None,
        year_min: None,
        new_year_is_year: false,
        first_is_month: false,
    };

    fn shown(text: &str, form: &DateForm) -> String {
        let reading = PartialDate::read(text, form);
        match (reading.value, reading.finding) {
            (Some(date), None) => date.iso(),
            (Some(date), Some(finding)) => format!("{} ({})", date.iso(), finding.rule),
            (None, Some(finding)) => finding.rule.to_owned(),
            (None, None) => String::new(),
        }
    }

    /// Text in; date or rule out.
    fn check(table: &[(&str, &str)]) {
        for (text, expected) in table {
            assert_eq!(shown(text, &FORM), *expected, "of {text:?}");
        }
    }

    #[test]
    fn one_day_has_one_form_however_it_is_written() {
        for text in [
            "1987-03-12",
            "12/03/1987",
            "12/3/1987",
            "12.3.87",
            "12-MAR-1987",
            "12-Mar-87",
            "12 March 1987",
            "12th March 1987",
            "Thursday 12 March 1987",
            "Mar 12 1987 12:00AM",
            "March 12, 1987",
            "12031987",
            "19870312",
            "120387",
            "1987-03-12T00:00:00Z",
            "1987-03-12 00:00:00.000",
            "1987-03-12T10:30:00+01:00",
            "12/03/1987 00:00",
            " 12/03/1987 ",
            "1987/03/12",
        ] {
            assert_eq!(shown(text, &FORM), "1987-03-12", "of {text:?}");
        }
        check(&[("2031987", "1987-03-02 (date_leading_zero)"), ("", "")]);
    }

    #[test]
    fn what_is_known_of_a_date_is_kept() {
        check(&[
            ("1987", "1987"),
            ("1987-03", "1987-03"),
            ("03/1987", "1987-03"),
            ("Mar 1987", "1987-03"),
            ("198703", "1987-03"),
            ("00/03/1987", "1987-03"),
            ("00/00/1987", "1987"),
            ("XX/03/1987", "1987-03"),
            ("??/??/1987", "1987"),
            ("1987-00-00", "1987"),
            ("19870000", "1987"),
        ]);
    }

    #[test]
    fn two_digit_years_need_to_be_told_their_century() {
        check(&[("12/03/26", "2026-03-12"), ("12/03/27", "1927-03-12")]);
        assert_eq!(shown("12/03/87", &DateForm::default()), "date_two_digit_year");
    }

    #[test]
    fn order_is_the_contracts_but_an_impossible_one_is_turned() {
        check(&[("03/25/1987", "1987-03-25 (date_day_and_month_swapped)")]);
        let month_first = DateForm { order: DateOrder::MonthFirst, ..FORM };
        assert_eq!(shown("03/12/1987", &month_first), "1987-03-12");
        assert_eq!(shown("25/03/1987", &month_first), "1987-03-25 (date_day_and_month_swapped)");
    }

    #[test]
    fn serials_are_dates_only_where_told() {
        let serials = DateForm { serials: Some(SerialEpoch::From1900), ..FORM };
        assert_eq!(shown("31848", &serials), "1987-03-12");
        assert_eq!(shown("31848.0", &serials), "1987-03-12");
        assert_eq!(shown("59", &serials), "1900-02-28");
        assert_eq!(shown("61", &serials), "1900-03-01");
        assert_eq!(shown("12/03/1987", &serials), "1987-03-12");
        assert_eq!(shown("31848", &FORM), "date_form");
        let old = DateForm { serials: Some(SerialEpoch::From1904), ..FORM };
        assert_eq!(shown("30386", &old), "1987-03-12");
    }

    #[test]
    fn dates_that_cannot_be_or_hardly_can_are_told() {
        let birth = DateForm { year_max: Some(2026), year_min: Some(1906), ..FORM };
        assert_eq!(shown("12/03/2027", &birth), "date_in_future");
        assert_eq!(shown("12/03/1905", &birth), "1905-03-12 (date_long_ago)");
        assert_eq!(shown("12/03/1906", &birth), "1906-03-12");
    }

    #[test]
    fn heaped_days_say_no_more_than_their_year_or_month() {
        let heaped = DateForm { new_year_is_year: true, first_is_month: true, ..FORM };
        assert_eq!(shown("01/01/1950", &heaped), "1950 (date_first_of_january)");
        assert_eq!(shown("1950-06-01", &heaped), "1950-06 (date_first_of_month)");
        assert_eq!(shown("02/01/1950", &heaped), "1950-01-02");
        assert_eq!(shown("01/01/1950", &FORM), "1950-01-01");
    }

    #[test]
    fn where_both_orders_occur_a_date_that_fits_both_gives_its_year() {
        let both = DateForm { order: DateOrder::Unsettled, ..FORM };
        assert_eq!(shown("03/04/1987", &both), "1987 (date_order)");
        assert_eq!(shown("04/04/1987", &both), "1987-04-04");
        assert_eq!(shown("25/04/1987", &both), "1987-04-25");
        assert_eq!(shown("04/25/1987", &both), "1987-04-25");
    }

    #[test]
    fn fillers_and_impossible_days_are_told() {
        check(&[
            ("01/01/1900", "date_placeholder"),
            ("1901-01-01", "date_placeholder"),
            ("31/12/9999", "date_placeholder"),
            ("99991231", "date_placeholder"),
            ("00/00/0000", "date_placeholder"),
            ("0001-01-01", "date_placeholder"),
            ("30/12/1899 00:00", "date_placeholder"),
            ("31/02/1987", "date_not_in_calendar"),
            ("29/02/1987", "date_not_in_calendar"),
            ("29/02/1988", "1988-02-29"),
            ("12/13/1987", "1987-12-13 (date_day_and_month_swapped)"),
            ("32/12/1987", "date_not_in_calendar"),
            ("12/00/1987", "date_day_without_month"),
            ("12/03/1087", "date_year"),
            ("12/03/987", "date_form"),
            ("1/2/3/4", "date_form"),
            ("not known", "date_no_digits"),
            ("circa 1987", "date_form"),
            ("200112", "date_six_digits"),
        ]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic_and_twice_alike(text in "\\PC{0,20}|[0-9/. :TZA-C-]{0,20}") {
            if let Some(date) = PartialDate::read(&text, &FORM).value {
                prop_assert_eq!(PartialDate::read(&date.iso(), &FORM), Reading::clean(date));
            }
        }

        #[test]
        fn written_days_come_back(year in 1910_u16..2100, month in 1_u8..=12, day in 1_u8..=28) {
            let texts = [
                format!("{day:02}/{month:02}/{year}"),
                format!("{year}{month:02}{day:02}"),
                format!("{day:02}{month:02}{year}"),
                format!("{day}.{month}.{year} 23:59:59"),
            ];
            for text in texts {
                prop_assert_eq!(shown(&text, &FORM), format!("{year}-{month:02}-{day:02}"));
            }
        }
    }
}
