//! Unique Pupil Numbers: a check letter, an authority, a year and a serial number.
//!
//! Form and check letter; whether a number was ever given to a pupil is not known here.

use crate::compact::{Compact, canonical_text};
use crate::problem::{ProblemKind, Reading};

/// A Unique Pupil Number whose check letter agrees, permanent or temporary (its last character a letter). Masks its `Debug`.
///
/// # Source
/// Department for Education, Unique Pupil Numbers: guide for schools and local authorities (check letter: modulus 23 of the
/// other twelve, weighed 2 to 13); local authority codes in force since 1999.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Upn(Compact<13>);

impl Upn {
    /// Reads a UPN, however it is spaced.
    pub fn read(text: &str) -> Reading<Self> {
        let Some(upn) = Compact::<13>::of(text) else {
            return Reading::refused(ProblemKind::Malformed, "upn_form");
        };
        let letters = upn.bytes();
        if letters.is_empty() {
            return Reading::blank();
        }
        let [check, authority @ .., last] = letters else {
            return Reading::refused(ProblemKind::Malformed, "upn_form");
        };
        let has_form = letters.len() == 13
            && authority.iter().all(u8::is_ascii_digit)
            && value_of(*check).is_some()
            && value_of(*last).is_some();
        if !has_form {
            Reading::refused(ProblemKind::Malformed, "upn_form")
        } else if check_letter(&letters[1..]) != Some(*check) {
            Reading::refused(ProblemKind::Impossible, "upn_check_letter")
        } else if !is_authority(authority) {
            Reading::refused(ProblemKind::Impossible, "upn_authority")
        } else if last.is_ascii_alphabetic() {
            Reading::kept(Self(upn), ProblemKind::Doubtful, "upn_temporary")
        } else {
            Reading::clean(Self(upn))
        }
    }
}

canonical_text!(Upn);

/// The letters of the check, in order of their value; those that look like digits are left out.
const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";

/// Authorities' codes, first and last of each run.
const AUTHORITIES: [(u16, u16); 33] = [
    (201, 213),
    (301, 320),
    (330, 336),
    (340, 344),
    (350, 359),
    (370, 373),
    (380, 384),
    (390, 394),
    (420, 420),
    (660, 681),
    (800, 803),
    (805, 808),
    (810, 813),
    (815, 816),
    (821, 823),
    (825, 826),
    (830, 831),
    (835, 841),
    (845, 846),
    (850, 852),
    (855, 857),
    (860, 861),
    (865, 896),
    (908, 909),
    (916, 916),
    (919, 919),
    (921, 921),
    (925, 926),
    (928, 929),
    (931, 931),
    (933, 933),
    (935, 938),
    (940, 943),
];

fn value_of(byte: u8) -> Option<usize> {
    match byte {
        b'0'..=b'9' => Some(usize::from(byte - b'0')),
        _ => LETTERS.iter().position(|letter| *letter == byte),
    }
}

/// The check letter of the twelve characters after it.
fn check_letter(rest: &[u8]) -> Option<u8> {
    let mut sum = 0;
    for (position, byte) in rest.iter().enumerate() {
        sum += (position + 2) * value_of(*byte)?;
    }
    LETTERS.get(sum % LETTERS.len()).copied()
}

/// Whether the first three digits are a local authority's code.
fn is_authority(digits: &[u8]) -> bool {
    let code = digits.iter().take(3).fold(0, |code, digit| code * 10 + u16::from(digit - b'0'));
    AUTHORITIES.iter().any(|(first, last)| (*first..=*last).contains(&code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compact::identifier_tests;

    identifier_tests!(
        Upn,
        "[A-Z][0-9]{11}[0-9A-Z]|\\PC{0,16}",
        [
            ("B801123456001", "B801123456001"),
            ("b8011 23456001", "B801123456001"),
            ("C801123456001", " ! upn_check_letter"),
            ("M80112345600A", "M80112345600A ! upn_temporary"),
            ("T999123456001", " ! upn_authority"),
            ("A12345", " ! upn_form"),
            ("", ""),
        ]
    );
}
