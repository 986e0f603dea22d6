//! Unique Property Reference Numbers.
//!
//! Form only. Whether a UPRN exists, and what stands there, is a gazetteer's to say.

use std::fmt;

use crate::problem::{ProblemKind, Reading};

/// A Unique Property Reference Number: 1 to 12 digits, not all zero. Masks its `Debug`, since beside a person it is their
/// home.
///
/// # Source
/// OS AddressBase Premium technical specification: UPRN, up to 12 digits; zero padding carries no meaning.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uprn(u64);

impl Uprn {
    /// Reads a UPRN, with zero padding or the `.0` of a number column.
    ///
    /// A spreadsheet's rounding (`1.00012E+11`, or twelve digits of which the last six are zero) cannot be undone: it is
    /// told and left empty.
    pub fn read(text: &str) -> Reading<Self> {
        let text = text.trim();
        if text.is_empty() {
            return Reading::blank();
        }
        if is_scientific(text) {
            return Reading::refused(ProblemKind::Malformed, "uprn_rounded");
        }
        let whole = text.strip_suffix(".0").or_else(|| text.strip_suffix(".00")).unwrap_or(text);
        let Some(number) = digits_of(whole) else {
            return Reading::refused(ProblemKind::Malformed, "uprn_form");
        };
        if number == 0 || number == 999_999_999_999 {
            return Reading::refused(ProblemKind::Placeholder, "uprn_placeholder");
        }
        if number > 99_999_999_999 && number.is_multiple_of(1_000_000) {
            return Reading::refused(ProblemKind::Malformed, "uprn_rounded");
        }
        if whole.len() == text.len() {
            Reading::clean(Self(number))
        } else {
            Reading::kept(Self(number), ProblemKind::Repaired, "uprn_decimal")
        }
    }

    /// The number.
    pub fn get(self) -> u64 {
        self.0
    }

    /// Adds the number's digits to a text.
    pub fn write(self, text: &mut String) {
        let mut digits = [b'0'; 12];
        let mut rest = self.0;
        let mut first = digits.len();
        while rest > 0 && first > 0 {
            first -= 1;
            digits[first] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        text.extend(digits[first..].iter().map(|digit| char::from(*digit)));
    }
}

impl fmt::Debug for Uprn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Uprn(..)")
    }
}

/// Whether a text is a number in scientific notation.
fn is_scientific(text: &str) -> bool {
    text.contains(['e', 'E'])
        && text.starts_with(|first: char| first.is_ascii_digit())
        && text.parse::<f64>().is_ok()
}

/// The number that up to twelve digits make, zero padding and spaces aside.
fn digits_of(text: &str) -> Option<u64> {
    let mut number: u64 = 0;
    let mut seen = false;
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {
                number = number * 10 + u64::from(byte - b'0');
                seen = true;
            }
            b' ' => {}
            _ => return None,
        }
        if number > 999_999_999_999 {
            return None;
        }
    }
    seen.then_some(number)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Text in; number or rule out.
    fn check(table: &[(&str, &str)]) {
        for (text, expected) in table {
            let reading = Uprn::read(text);
            let shown = match (reading.value, reading.finding) {
                (Some(uprn), None) => uprn.get().to_string(),
                (Some(uprn), Some(finding)) => format!("{} ({})", uprn.get(), finding.rule),
                (None, Some(finding)) => finding.rule.to_owned(),
                (None, None) => String::new(),
            };
            assert_eq!(shown, *expected, "of {text:?}");
        }
    }

    #[test]
    fn zero_padding_means_nothing() {
        check(&[
            ("900000000123", "900000000123"),
            ("000072771509", "72771509"),
            ("0000000000072771509", "72771509"),
            ("1", "1"),
            ("72771509.0", "72771509 (uprn_decimal)"),
            ("", ""),
        ]);
    }

    #[test]
    fn rounding_by_a_spreadsheet_is_told() {
        check(&[
            ("1.00012E+11", "uprn_rounded"),
            ("9E11", "uprn_rounded"),
            ("100023000000", "uprn_rounded"),
            ("23000000", "23000000"),
        ]);
    }

    #[test]
    fn what_is_no_uprn_says_why() {
        check(&[
            ("0", "uprn_placeholder"),
            ("000000000000", "uprn_placeholder"),
            ("999999999999", "uprn_placeholder"),
            ("1234567890123", "uprn_form"),
            ("N/A", "uprn_form"),
            ("-5", "uprn_form"),
        ]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic_and_twice_alike(text in "\\PC{0,16}|[0-9 .]{1,20}") {
            if let Some(uprn) = Uprn::read(&text).value {
                prop_assert_eq!(Uprn::read(&uprn.get().to_string()), Reading::clean(uprn));
            }
        }
    }
}
