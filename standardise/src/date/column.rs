//! What the dates of a whole column tell of how they are written: `03/04/1987` says nothing alone, `25/04/1987` beside it
//! does.
//!
//! Counts only and keeps no value. What is done with it is told by the [`DateForm`] that it gives.

use super::scan::{self, Part};
use super::{DateForm, DateOrder, PartialDate, Precision, SerialEpoch};

/// Of numbered dates that can be read one way only, one in so many may go the other way as a slip.
const SLIP_SHARE: u64 = 50;

/// Fewer dates on one day say nothing.
const HEAP_MIN: u64 = 20;

/// How many times what chance gives makes a heap.
const HEAP_FACTOR: u64 = 4;

/// Digits alone that are an Excel serial beside dates: from 1927 to 2119.
const SERIALS: std::ops::RangeInclusive<u32> = 10_000..=80_000;

/// The dates of a column, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateColumn {
    values: u64,
    /// Dates of which the first number can only be the day.
    day_first: u64,
    /// Dates of which the second number can only be the day.
    month_first: u64,
    /// Dates that can be read both ways, and differ.
    either: u64,
    serials: u64,
    /// Whole dates, and those of them on 1 January.
    days: u64,
    new_years: u64,
    /// Firsts of the other months, were days written first, and were months.
    firsts: [u64; 2],
}

impl DateColumn {
    /// Takes a cell of the column; a blank one says nothing.
    pub fn add(&mut self, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        self.values += 1;
        let whole = text.strip_suffix(".0").unwrap_or(text);
        let is_number = whole.len() == 5 && whole.bytes().all(|byte| byte.is_ascii_digit());
        if is_number && whole.parse().is_ok_and(|number| SERIALS.contains(&number)) {
            self.serials += 1;
            return;
        }
        let Some(parts) = scan::parts(text) else { return };
        if let [
            Part::Number { value: first, digits: 1 | 2 },
            Part::Number { value: second, digits: 1 | 2 },
            Part::Number { .. },
        ] = *parts.as_slice()
        {
            match ((1..=12).contains(&first), (1..=12).contains(&second)) {
                (false, true) => self.day_first += 1,
                (true, false) => self.month_first += 1,
                (true, true) => self.either += u64::from(first != second),
                (false, false) => {}
            }
            self.firsts[0] += u64::from(first == 1 && second > 1);
            self.firsts[1] += u64::from(second == 1 && first > 1);
            self.new_years += u64::from((first, second) == (1, 1));
            self.days += 1;
            return;
        }
        let form = DateForm { two_digit_year_max: Some(2099), ..DateForm::default() };
        let Some(date) = PartialDate::read(text, &form).value else { return };
        if date.precision() == Precision::Day {
            self.days += 1;
            self.new_years += u64::from((date.month(), date.day()) == (Some(1), Some(1)));
            let is_first = u64::from(date.day() == Some(1) && date.month() != Some(1));
            self.firsts.iter_mut().for_each(|firsts| *firsts += is_first);
        }
    }

    /// Takes over the counts of another part of the column.
    pub fn merge(&mut self, other: &Self) {
        self.values += other.values;
        self.day_first += other.day_first;
        self.month_first += other.month_first;
        self.either += other.either;
        self.serials += other.serials;
        self.days += other.days;
        self.new_years += other.new_years;
        for (firsts, more) in self.firsts.iter_mut().zip(other.firsts) {
            *firsts += more;
        }
    }

    /// The order of day and month that the column tells; nothing where no date tells one.
    ///
    /// Unsettled where both orders occur, more often than slips do.
    pub fn order(&self) -> Option<DateOrder> {
        let (more, fewer, order) = if self.day_first >= self.month_first {
            (self.day_first, self.month_first, DateOrder::DayFirst)
        } else {
            (self.month_first, self.day_first, DateOrder::MonthFirst)
        };
        match more {
            0 => None,
            _ if fewer * SLIP_SHARE > more => Some(DateOrder::Unsettled),
            _ => Some(order),
        }
    }

    /// How many values can be read day first and month first, and how many only day first, only month first.
    pub fn orders_seen(&self) -> (u64, u64, u64) {
        (self.either, self.day_first, self.month_first)
    }

    /// Whether the column has Excel serials, and hardly anything that is neither a serial nor a date.
    pub fn has_serials(&self) -> bool {
        self.serials > 0 && (self.serials + self.days) * 10 >= self.values * 9
    }

    /// Whether far more dates are on 1 January than chance would put there: most stand for a year of which the day was
    /// not known.
    pub fn heaps_on_new_year(&self) -> bool {
        is_heap(self.new_years, self.days, 1)
    }

    /// Whether far more dates are on the first of a month (1 January aside) than chance would put there.
    pub fn heaps_on_firsts(&self) -> bool {
        let month_first = usize::from(self.order() == Some(DateOrder::MonthFirst));
        is_heap(self.firsts[month_first], self.days.saturating_sub(self.new_years), 11)
    }

    /// How many of the whole dates are on 1 January, and how many whole dates there are.
    pub fn new_years(&self) -> (u64, u64) {
        (self.new_years, self.days)
    }

    /// The form with what the column tells put in.
    pub fn form(&self, stated: DateForm) -> DateForm {
        DateForm {
            order: self.order().unwrap_or(stated.order),
            serials: stated.serials.or_else(|| self.has_serials().then_some(SerialEpoch::From1900)),
            new_year_is_year: self.heaps_on_new_year(),
            first_is_month: self.heaps_on_firsts(),
            ..stated
        }
    }
}

/// Whether so many of the dates on some days of the year are far more than chance gives.
fn is_heap(count: u64, dates: u64, days: u64) -> bool {
    count >= HEAP_MIN && count * 365 > dates * days * HEAP_FACTOR
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column<'a>(values: impl IntoIterator<Item = &'a str>) -> DateColumn {
        let mut column = DateColumn::default();
        values.into_iter().for_each(|value| column.add(value));
        column
    }

    #[test]
    fn order_is_told_by_the_dates_that_can_be_read_one_way() {
        assert_eq!(column(["03/04/1987", "25/04/1987"]).order(), Some(DateOrder::DayFirst));
        assert_eq!(column(["03/04/1987", "04/25/87"]).order(), Some(DateOrder::MonthFirst));
        assert_eq!(column(["25/04/1987", "04/25/1987"]).order(), Some(DateOrder::Unsettled));
        assert_eq!(column(["03/04/1987", "1987-04-25", "25 Apr 1987", ""]).order(), None);
        let mut slips = column(std::iter::repeat_n("25/04/1987", 60));
        slips.add("04/25/1987");
        assert_eq!(slips.order(), Some(DateOrder::DayFirst));
        assert_eq!(slips.orders_seen(), (0, 60, 1));
    }

    #[test]
    fn serials_count_where_hardly_anything_else_is_there() {
        assert!(column(["31848", "12/03/1987", "31849.0"]).has_serials());
        assert!(!column(["31848", "n/k", "see notes"]).has_serials());
        assert!(!column(["12/03/1987", "1987"]).has_serials());
        assert_eq!(column(["31848"]).form(DateForm::default()).serials, Some(SerialEpoch::From1900));
    }

    #[test]
    fn heaps_are_what_chance_does_not_give() {
        let spread: Vec<String> = (0..2000)
            .map(|at| format!("19{:02}-{:02}-{:02}", at % 90 + 10, at % 12 + 1, at % 27 + 2))
            .collect();
        let mut even = column(spread.iter().map(String::as_str));
        assert!(!even.heaps_on_new_year() && !even.heaps_on_firsts());
        let mut heaped = even;
        heaped.merge(&column(std::iter::repeat_n("01/01/1950", 40)));
        assert!(heaped.heaps_on_new_year() && !heaped.heaps_on_firsts());
        assert_eq!(heaped.new_years(), (40, 2040));
        even.merge(&column(std::iter::repeat_n("01/06/1950", 400)));
        assert!(even.heaps_on_firsts() && !even.heaps_on_new_year());
        assert!(even.form(DateForm::default()).first_is_month);
    }

    #[test]
    fn parts_of_a_column_make_the_whole() {
        let all = ["03/04/1987", "25/04/1987", "04/25/1987", "31848", "1987-01-01", "x"];
        for cut in 0..all.len() {
            let mut whole = column(all[..cut].iter().copied());
            whole.merge(&column(all[cut..].iter().copied()));
            assert_eq!(whole, column(all));
        }
    }
}
