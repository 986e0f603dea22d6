//! NHS numbers: ten digits of which the last checks the others.
//!
//! Form, check digit and issuing range only. Whether a number was ever issued, and to whom, is not known here.

use std::fmt;

use crate::problem::{ProblemKind, Reading};

/// Who issues the numbers of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Issuer {
    /// England, Wales and the Isle of Man: 400 to 499 and 600 to 799 million and above.
    EnglandAndWales,
    /// Scotland, where the number is the CHI and begins with the birth date.
    Scotland,
    /// Northern Ireland, where it is the Health and Care number.
    NorthernIreland,
    /// Numbers made for testing, never given to a person.
    Synthetic,
    /// A range from which nobody issues.
    Unassigned,
}

/// An NHS number whose check digit agrees.
///
/// Shape: ten digits, not all the same. Masks its `Debug`.
///
/// # Source
/// NHS Data Model and Dictionary, NHS NUMBER (modulus 11); its ranges from the Personal Demographics Service.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NhsNumber {
    digits: [u8; 10],
}

impl NhsNumber {
    /// Reads an NHS number written with or without spaces, hyphens or the `.0` of a number column.
    ///
    /// Nine digits are taken for ten whose leading zero a number column dropped, but only if the check digit agrees and
    /// the number is then a Scottish one: no other range begins with zero.
    pub fn read(text: &str) -> Reading<Self> {
        let text = text.trim();
        if text.is_empty() {
            return Reading::blank();
        }
        let (whole, from_number) = match text.strip_suffix(".0") {
            Some(whole) => (whole, true),
            None => (text, false),
        };
        let Some((mut digits, length)) = digits_of(whole) else {
            return Reading::refused(ProblemKind::Malformed, "nhs_number_form");
        };
        if length == 9 {
            digits.rotate_right(1);
            digits[0] = b'0';
        } else if length != 10 {
            return Reading::refused(ProblemKind::Malformed, "nhs_number_length");
        }
        if digits.iter().all(|digit| *digit == digits[1]) {
            return Reading::refused(ProblemKind::Placeholder, "nhs_number_one_digit_throughout");
        }
        let number = Self { digits };
        if length == 9 && !(number.check_digit_agrees() && number.issuer() == Issuer::Scotland) {
            return Reading::refused(ProblemKind::Malformed, "nhs_number_length");
        }
        if !number.check_digit_agrees() {
            return Reading::refused(ProblemKind::Impossible, "nhs_number_check_digit");
        }
        if length == 9 {
            Reading::kept(number, ProblemKind::Repaired, "nhs_number_leading_zero")
        } else if from_number {
            Reading::kept(number, ProblemKind::Repaired, "nhs_number_decimal")
        } else if number.issuer() == Issuer::Unassigned {
            Reading::kept(number, ProblemKind::Doubtful, "nhs_number_unassigned_range")
        } else {
            Reading::clean(number)
        }
    }

    /// The ten digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.digits).unwrap_or_default()
    }

    /// Who issues the numbers of its range.
    ///
    /// # Source
    /// NHS England, NHS number ranges: 010101 to 311299, a day and a month (Scotland), 320 to 399 (Northern Ireland),
    /// 400 to 499 and 600 to 799 (England, Wales, Isle of Man), 9 (testing).
    pub fn issuer(&self) -> Issuer {
        let pair = |at: usize| (self.digits[at] - b'0') * 10 + (self.digits[at + 1] - b'0');
        let (day, month) = (pair(0), pair(2));
        match day {
            1..=31 if (1..=12).contains(&month) => Issuer::Scotland,
            32..=39 => Issuer::NorthernIreland,
            40..=49 | 60..=79 => Issuer::EnglandAndWales,
            90..=99 => Issuer::Synthetic,
            _ => Issuer::Unassigned,
        }
    }

    /// Whether the number was made for testing and belongs to nobody.
    pub fn is_synthetic(&self) -> bool {
        self.issuer() == Issuer::Synthetic
    }

    /// Modulus 11 over the first nine digits, weighed 10 down to 2.
    fn check_digit_agrees(&self) -> bool {
        let sum: u32 = self
            .digits
            .iter()
            .zip((2..=10).rev())
            .map(|(digit, weight)| u32::from(digit - b'0') * weight)
            .sum();
        let check = (11 - sum % 11) % 11;
        check == u32::from(self.digits[9] - b'0')
    }
}

impl fmt::Debug for NhsNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NhsNumber(..)")
    }
}

/// The digits of a text and how many; nothing where anything else but spaces and hyphens is among them.
fn digits_of(text: &str) -> Option<([u8; 10], usize)> {
    let mut digits = [b'0'; 10];
    let mut length = 0;
    for letter in text.chars() {
        match letter {
            '0'..='9' => {
                // Digits past the tenth are counted, so that the length can be told.
                if let Some(place) = digits.get_mut(length) {
                    *place = letter as u8;
                }
                length += 1;
            }
            ' ' | '-' | '\u{a0}' | '\u{2010}'..='\u{2013}' => {}
            _ => return None,
        }
    }
    Some((digits, length))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Text in; number or rule out.
    fn check(table: &[(&str, &str)]) {
        for (text, expected) in table {
            let reading = NhsNumber::read(text);
            let shown = match (&reading.value, reading.finding) {
                (Some(number), None) => number.as_str().to_owned(),
                (Some(number), Some(finding)) => format!("{} ({})", number.as_str(), finding.rule),
                (None, Some(finding)) => finding.rule.to_owned(),
                (None, None) => String::new(),
            };
            assert_eq!(shown, *expected, "of {text:?}");
        }
    }

    #[test]
    fn spaces_and_hyphens_do_not_matter() {
        check(&[
            ("999 000 0018", "9990000018"),
            ("999-000-0026", "9990000026"),
            (" 9990000034 ", "9990000034"),
            ("", ""),
        ]);
    }

    #[test]
    fn leading_zero_comes_back_only_where_the_check_digit_agrees() {
        check(&[
            ("101011237", "0101011237 (nhs_number_leading_zero)"),
            ("101011238", "nhs_number_length"),
            ("9990000018.0", "9990000018 (nhs_number_decimal)"),
        ]);
    }

    #[test]
    fn what_is_no_nhs_number_says_why() {
        check(&[
            ("9990000019", "nhs_number_check_digit"),
            ("0000000000", "nhs_number_one_digit_throughout"),
            ("9999999999", "nhs_number_one_digit_throughout"),
            ("99900000", "nhs_number_length"),
            ("99900000180", "nhs_number_length"),
            ("UNKNOWN", "nhs_number_form"),
            ("999000001X", "nhs_number_form"),
        ]);
    }

    #[test]
    fn testing_range_is_told_apart() {
        let issuer = |text: &str| NhsNumber::read(text).value.unwrap().issuer();
        assert_eq!(issuer("9990000018"), Issuer::Synthetic);
        assert_eq!(issuer("0101011237"), Issuer::Scotland);
        assert!(NhsNumber::read("9990000018").value.unwrap().is_synthetic());
    }

    #[test]
    fn debug_shows_no_number() {
        assert_eq!(format!("{:?}", NhsNumber::read("9990000018").value), "Some(NhsNumber(..))");
    }

    /// The check digit by the dictionary's words, step by step.
    fn plain_check_digit(first_nine: &str) -> Option<u32> {
        let sum: u32 =
            first_nine.chars().enumerate().map(|(i, c)| c.to_digit(10).unwrap() * (10 - i as u32)).sum();
        match 11 - sum % 11 {
            11 => Some(0),
            10 => None,
            digit => Some(digit),
        }
    }

    proptest! {
        #[test]
        fn one_check_digit_at_most_is_accepted(first_nine in "[0-9]{9}") {
            for last in 0..10 {
                let text = format!("{first_nine}{last}");
                let one_digit = text.bytes().all(|digit| digit == text.as_bytes()[0]);
                let expected = plain_check_digit(&first_nine) == Some(last) && !one_digit;
                prop_assert_eq!(NhsNumber::read(&text).value.is_some(), expected);
            }
        }

        #[test]
        fn any_text_is_read_without_panic_and_twice_alike(text in "\\PC{0,14}|[0-9]{9,10}") {
            if let Some(number) = NhsNumber::read(&text).value {
                prop_assert_eq!(NhsNumber::read(number.as_str()).value, Some(number));
            }
        }
    }
}
