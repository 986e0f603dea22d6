//! Unique Taxpayer References: ten digits of which the first checks the others.
//!
//! Form and check digit only; whose reference it is, is not known here.

use crate::compact::{Compact, canonical_text};
use crate::problem::{ProblemKind, Reading};

/// A Unique Taxpayer Reference whose check digit agrees: ten digits. Masks its `Debug`.
///
/// # Source
/// HM Revenue and Customs, Making Tax Digital, specification of the UTR check (modulus 11 of the last nine digits, weighed
/// 6, 7, 8, 9, 10, 5, 4, 3, 2).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Utr(Compact<10>);

impl Utr {
    /// Reads a UTR, however it is spaced, with or without the `K` that some forms put before or after it,
    /// which is dropped and told.
    pub fn read(text: &str) -> Reading<Self> {
        let text = text.trim();
        let bare = text.strip_suffix(['K', 'k']).or_else(|| text.strip_prefix(['K', 'k'])).unwrap_or(text);
        let Some(utr) = Compact::<10>::of(bare) else {
            return Reading::refused(ProblemKind::Malformed, "utr_form");
        };
        let digits = utr.bytes();
        if text.is_empty() {
            Reading::blank()
        } else if digits.len() != 10 || !digits.iter().all(u8::is_ascii_digit) {
            Reading::refused(ProblemKind::Malformed, "utr_form")
        } else if digits.iter().all(|digit| *digit == digits[0]) {
            Reading::refused(ProblemKind::Placeholder, "utr_one_digit_throughout")
        } else if check_digit(&digits[1..]) != Some(digits[0]) {
            Reading::refused(ProblemKind::Impossible, "utr_check_digit")
        } else if bare.len() < text.len() {
            Reading::kept(Self(utr), ProblemKind::Repaired, "utr_letter")
        } else {
            Reading::clean(Self(utr))
        }
    }
}

canonical_text!(Utr);

/// The check digit of the nine digits after it.
fn check_digit(rest: &[u8]) -> Option<u8> {
    const WEIGHTS: [usize; 9] = [6, 7, 8, 9, 10, 5, 4, 3, 2];
    // The check digit by the remainder: 2, 1, then 9 down to 1 again.
    const CHECKS: &[u8; 11] = b"21987654321";
    let sum: usize = rest.iter().zip(WEIGHTS).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
    CHECKS.get(sum % CHECKS.len()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compact::identifier_tests;

    identifier_tests!(
        Utr,
        "[0-9]{10}K?|\\PC{0,14}",
        [
            ("1955839661", "1955839661"),
            ("19558 39661K", "1955839661 ! utr_letter"),
            ("2955839661", " ! utr_check_digit"),
            ("1111111111", " ! utr_one_digit_throughout"),
            ("12345", " ! utr_form"),
            ("", ""),
        ]
    );
}
