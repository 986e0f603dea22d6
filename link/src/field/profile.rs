//! What the values of a column look like, counted over some of its distinct values. It keeps none of them.

use standardise::date::{DateColumn, DateForm, PartialDate, Precision};
use standardise::email;
use standardise::postcode::Postcode;
use standardise::sex::Sex;

use crate::table::{Column, NULL};

/// So many distinct values are looked at, spread over the column.
const LOOKED_AT_MAX: usize = 2_000;

/// Counts of what a column's values look like.
///
/// Units: counts of distinct values looked at, but for `filled` and `distinct`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Profile {
    /// Rows with a value.
    pub(crate) filled: usize,
    /// Distinct values in all.
    pub(crate) distinct: usize,
    looked_at: usize,
    emails: usize,
    postcodes: usize,
    whole_dates: usize,
    sexes: usize,
    /// Digits alone.
    digits: usize,
    numbers: usize,
    /// Letters and digits mixed, or digits of four and more.
    codes: usize,
    /// No digit at all.
    wordy: usize,
    tokens: usize,
    bytes: usize,
    years: usize,
    months: usize,
    days: usize,
    /// The least and the largest number of digits alone.
    range: Option<(u64, u64)>,
    /// How the column writes dates.
    pub(crate) dates: DateColumn,
}

impl Profile {
    pub(crate) fn of(column: &Column) -> Self {
        let dictionary = column.dictionary();
        let distinct = dictionary.id_count() - 1;
        let filled = column.ids().iter().filter(|id| **id != NULL).count();
        let mut profile = Self { filled, distinct, ..Self::default() };
        let step = distinct.div_ceil(LOOKED_AT_MAX).max(1);
        for id in (1..=distinct).step_by(step) {
            if let Ok(text) = std::str::from_utf8(dictionary.bytes(id as u32)) {
                profile.take(text.trim());
            }
        }
        profile
    }

    fn take(&mut self, text: &str) {
        let count = |slot: &mut usize, holds: bool| *slot += usize::from(holds);
        self.looked_at += 1;
        self.bytes += text.len();
        self.tokens += text.split_whitespace().count();
        self.dates.add(text);
        let form = DateForm { two_digit_year_max: Some(2099), ..DateForm::default() };
        let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
        let has_letter = text.chars().any(char::is_alphabetic);
        let date = PartialDate::read(text, &form).value;
        let looks_dated = text.len() >= 6 && (text.len() == 8 || !is_digits);
        count(
            &mut self.whole_dates,
            looks_dated && date.is_some_and(|date| date.precision() == Precision::Day),
        );
        count(&mut self.emails, text.contains('@') && email::read(text).value.is_some());
        count(&mut self.postcodes, has_letter && has_digit && Postcode::read(text).value.is_some());
        count(&mut self.sexes, Sex::read(text).value.is_some());
        count(&mut self.digits, is_digits);
        count(&mut self.numbers, text.parse::<f64>().is_ok_and(f64::is_finite));
        count(&mut self.codes, has_digit && !text.contains(' ') && (has_letter || text.len() >= 4));
        count(&mut self.wordy, has_letter && !has_digit);
        if let Ok(number) = text.parse::<u64>()
            && is_digits
        {
            count(&mut self.years, (1700..=2100).contains(&number));
            count(&mut self.months, (1..=12).contains(&number));
            count(&mut self.days, (1..=31).contains(&number));
            let (least, most) = self.range.unwrap_or((number, number));
            self.range = Some((least.min(number), most.max(number)));
        }
    }

    fn share(&self, count: usize) -> f64 {
        if self.looked_at == 0 { 0.0 } else { count as f64 / self.looked_at as f64 }
    }

    pub(crate) fn emails(&self) -> f64 {
        self.share(self.emails)
    }

    pub(crate) fn postcodes(&self) -> f64 {
        self.share(self.postcodes)
    }

    pub(crate) fn whole_dates(&self) -> f64 {
        self.share(self.whole_dates)
    }

    pub(crate) fn sexes(&self) -> f64 {
        self.share(self.sexes)
    }

    pub(crate) fn digits(&self) -> f64 {
        self.share(self.digits)
    }

    pub(crate) fn numbers(&self) -> f64 {
        self.share(self.numbers)
    }

    pub(crate) fn codes(&self) -> f64 {
        self.share(self.codes)
    }

    pub(crate) fn wordy(&self) -> f64 {
        self.share(self.wordy)
    }

    pub(crate) fn years(&self) -> f64 {
        self.share(self.years)
    }

    pub(crate) fn months(&self) -> f64 {
        self.share(self.months)
    }

    pub(crate) fn days(&self) -> f64 {
        self.share(self.days)
    }

    /// Words a value, on the average.
    pub(crate) fn tokens(&self) -> f64 {
        self.share(self.tokens)
    }

    /// Bytes a value, on the average.
    pub(crate) fn bytes(&self) -> f64 {
        self.share(self.bytes)
    }

    /// Whether the values number the rows: digits alone, each once, with hardly a gap.
    pub(crate) fn numbers_rows(&self) -> bool {
        let is_dense = |(least, most): (u64, u64)| most - least < 2 * self.filled as u64 + 10;
        self.digits == self.looked_at && self.distinct == self.filled && self.range.is_some_and(is_dense)
    }
}
