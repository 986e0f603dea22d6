//! What is in a column: how full, how long, how varied, and what its values look like.
//!
//! Counts only; the few values kept are codes that recur, for the contract's lists.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use standardise::{
    date::DateColumn, email, nhs_number::NhsNumber, nino::Nino, phone::Phone, postcode::Postcode,
};
use twox_hash::XxHash3_64;

use super::moments::MomentFit;
use crate::cell::push_plain;

/// Words that stand for a missing value in extracts.
pub(super) const NULL_WORDS: [&str; 11] =
    ["#N/A", "#REF!", "#VALUE!", "#NAME?", "NULL", "null", "N/A", "n/a", "(null)", "-", "--"];

/// Distinct values up to which they are kept, as they may be codes.
const CODES_MAX: usize = 20;
const CODE_BYTES_MAX: usize = 40;

/// A column as its values show it.
pub(super) struct Profile {
    /// Rows with neither blank nor null word.
    pub(super) filled: u64,
    pub(super) blank: u64,
    /// Null words met, by their position in [`NULL_WORDS`].
    pub(super) null_words: u64,
    pub(super) length_max: usize,
    /// The values and how often, while they are few.
    pub(super) codes: Option<BTreeMap<String, u64>>,
    digests: FxHashSet<u64>,
    /// Rows whose value an earlier row has.
    pub(super) repeated: u64,
    /// How many values were looked at closely.
    pub(super) looked_at: u64,
    pub(super) looks: Looks,
    pub(super) moments: MomentFit,
    /// What the dates among the values looked at tell of their order.
    pub(super) dates: DateColumn,
}

/// How many of the values looked at look like something.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Looks {
    pub(super) number: u64,
    pub(super) integer: u64,
    /// Whole numbers written with a leading zero, which are codes.
    pub(super) zero_led: u64,
    pub(super) postcode: u64,
    pub(super) nhs_number: u64,
    pub(super) nino: u64,
    pub(super) email: u64,
    pub(super) phone: u64,
    /// Up to twelve digits.
    pub(super) uprn: u64,
    /// Several words, one of them a street's.
    pub(super) street: u64,
    /// Letters for the most part.
    pub(super) words: u64,
    pub(super) latitude: u64,
    pub(super) longitude: u64,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            filled: 0,
            blank: 0,
            null_words: 0,
            length_max: 0,
            codes: Some(BTreeMap::new()),
            digests: FxHashSet::default(),
            repeated: 0,
            looked_at: 0,
            looks: Looks::default(),
            moments: MomentFit::default(),
            dates: DateColumn::default(),
        }
    }
}

impl Profile {
    /// Takes a cell; looks closely only where told to.
    pub(super) fn take(&mut self, cell: &str, closely: bool) {
        let cell = cell.trim();
        if cell.is_empty() {
            self.blank += 1;
            return;
        }
        if let Some(word) = NULL_WORDS.iter().position(|word| *word == cell) {
            self.blank += 1;
            self.null_words |= 1 << word;
            return;
        }
        self.filled += 1;
        self.length_max = self.length_max.max(cell.len());
        if !self.digests.insert(XxHash3_64::oneshot(cell.as_bytes())) {
            self.repeated += 1;
        }
        self.take_code(cell);
        if closely {
            self.looked_at += 1;
            self.moments.take(cell);
            if cell.len() <= 32 {
                self.dates.add(cell);
            }
            self.looks.take(cell);
        }
    }

    fn take_code(&mut self, cell: &str) {
        let Some(codes) = &mut self.codes else { return };
        if let Some(count) = codes.get_mut(cell) {
            *count += 1;
        } else if codes.len() < CODES_MAX && cell.len() <= CODE_BYTES_MAX {
            codes.insert(cell.to_owned(), 1);
        } else {
            self.codes = None;
        }
    }

    pub(super) fn row_count(&self) -> u64 {
        self.filled + self.blank
    }

    pub(super) fn distinct(&self) -> u64 {
        self.filled - self.repeated
    }

    /// Whether every row has a value, but for one in a thousand.
    pub(super) fn is_full(&self) -> bool {
        self.filled > 0 && self.blank * 1000 <= self.row_count()
    }

    /// Whether this share of the values looked at, in hundredths, is of a kind.
    pub(super) fn share(&self, count: u64, hundredths: u64) -> bool {
        self.looked_at > 0 && count * 100 >= self.looked_at * hundredths
    }
}

impl Looks {
    fn take(&mut self, cell: &str) {
        let mut plain = String::new();
        let is_number = push_plain(cell, &mut plain);
        self.number += u64::from(is_number);
        let is_digits = cell.bytes().all(|byte| byte.is_ascii_digit());
        let is_integer = is_number && !plain.contains('.') && !cell.contains(['e', 'E']);
        self.integer += u64::from(is_integer);
        self.zero_led += u64::from(is_digits && cell.len() > 1 && cell.starts_with('0'));
        self.uprn += u64::from(is_digits && cell.len() <= 12);
        if is_number && let Ok(degrees) = plain.parse::<f64>() {
            // The United Kingdom with its islands, in degrees of WGS 84.
            self.latitude += u64::from((49.0..=61.5).contains(&degrees) && !is_integer);
            self.longitude += u64::from((-9.0..=2.5).contains(&degrees) && !is_integer);
        }
        let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
        self.words += u64::from(letters * 2 >= cell.chars().count());
        if cell.len() <= 60 {
            self.postcode += u64::from(Postcode::read(cell).value.is_some());
            self.email += u64::from(cell.contains('@') && email::read(cell).value.is_some());
            let digits = cell.bytes().filter(u8::is_ascii_digit).count();
            self.nhs_number += u64::from(digits == 10 && NhsNumber::read(cell).value.is_some());
            self.nino += u64::from(digits == 6 && Nino::read(cell).value.is_some());
            self.phone += u64::from((10..=14).contains(&digits) && Phone::read(cell).value.is_some());
        }
        self.street += u64::from(has_street_word(cell));
    }
}

/// Whether a text of several words has one that streets are called by.
fn has_street_word(cell: &str) -> bool {
    const WORDS: [&str; 24] = [
        "ROAD", "RD", "STREET", "ST", "LANE", "LN", "AVENUE", "AVE", "CLOSE", "CL", "DRIVE", "DR", "COURT",
        "CRESCENT", "PLACE", "TERRACE", "WAY", "SQUARE", "GROVE", "GARDENS", "HILL", "PARK", "ROW", "MEWS",
    ];
    let mut words = cell.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.next().is_some() && words.any(|word| WORDS.iter().any(|street| street.eq_ignore_ascii_case(word)))
}
