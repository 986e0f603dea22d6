//! National Insurance numbers and the numbers that stand in for them.
//!
//! Form only: there is no check digit, and whether a number was issued is not known here.

use std::fmt;

use crate::problem::{ProblemKind, Reading};

/// Prefixes that were never issued although their letters would be allowed.
const UNUSED_PREFIXES: [&[u8; 2]; 7] = [b"BG", b"GB", b"KN", b"NK", b"NT", b"TN", b"ZZ"];

/// Prefixes given out by offices for their own use: tax credits, statutory payments, Northern Ireland and others.
const ADMINISTRATIVE_PREFIXES: [&[u8; 2]; 8] = [b"OO", b"CR", b"FY", b"MW", b"NC", b"PP", b"PY", b"PZ"];

/// Figures that people write as an example.
const EXAMPLE_FIGURES: [&[u8]; 4] = [b"123456", b"000000", b"111111", b"999999"];

/// A National Insurance number, such as `AB 31 20 45 C` without its spaces.
///
/// Two numbers are equal where prefix and figures are: the last letter only told the stamp card's quarter and many
/// systems leave it out. Masks its `Debug`.
///
/// Shape: two letters, six digits and, where it was written, a letter A to D; or HMRC's temporary reference
/// (two digits, a letter, five digits).
///
/// # Source
/// HMRC National Insurance Manual NIM39110, format and prefixes not used.
#[derive(Clone, Copy)]
pub struct Nino {
    letters: [u8; 9],
    length: u8,
}

impl Nino {
    /// Reads a National Insurance number, however it is spaced.
    ///
    /// Administrative prefixes and HMRC's temporary references are kept and told: they name the same person only
    /// inside one office. `TN` numbers, which only restate a birth date and a sex, are left empty and told.
    pub fn read(text: &str) -> Reading<Self> {
        let Some((letters, length)) = compact(text) else {
            return Reading::refused(ProblemKind::Malformed, "nino_form");
        };
        let written = &letters[..length];
        if written.is_empty() {
            return Reading::blank();
        }
        let nino = Self { letters, length: length as u8 };
        if is_temporary_reference(written) {
            return Reading::kept(nino, ProblemKind::Doubtful, "nino_temporary_reference");
        }
        if !has_form(written) {
            return Reading::refused(ProblemKind::Malformed, "nino_form");
        }
        let prefix = [written[0], written[1]];
        let figures = &written[2..8];
        if prefix == *b"TN" {
            Reading::refused(ProblemKind::Placeholder, "nino_temporary")
        } else if EXAMPLE_FIGURES.contains(&figures) {
            Reading::refused(ProblemKind::Placeholder, "nino_example")
        } else if written.get(8).is_some_and(|letter| !(b'A'..=b'D').contains(letter)) {
            Reading::refused(ProblemKind::Impossible, "nino_suffix")
        } else if ADMINISTRATIVE_PREFIXES.contains(&&prefix) {
            Reading::kept(nino, ProblemKind::Doubtful, "nino_administrative_prefix")
        } else if !prefix_is_issued(prefix) {
            Reading::refused(ProblemKind::Impossible, "nino_prefix")
        } else {
            Reading::clean(nino)
        }
    }

    /// The number as it was written, in capitals and without spaces: `AB312045C`.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.letters[..usize::from(self.length)]).unwrap_or_default()
    }

    /// The eight characters that tell people apart: `AB312045`.
    pub fn without_suffix(&self) -> &str {
        std::str::from_utf8(&self.letters[..8]).unwrap_or_default()
    }
}

impl PartialEq for Nino {
    fn eq(&self, other: &Self) -> bool {
        self.without_suffix() == other.without_suffix()
    }
}

impl Eq for Nino {}

impl fmt::Debug for Nino {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Nino(..)")
    }
}

/// The capitals and digits of a text; nothing where there are too many or anything but spaces and hyphens is among
/// them.
fn compact(text: &str) -> Option<([u8; 9], usize)> {
    let mut letters = [0; 9];
    let mut length = 0;
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            *letters.get_mut(length)? = letter.to_ascii_uppercase() as u8;
            length += 1;
        } else if !(letter.is_whitespace() || matches!(letter, '-' | '.' | '/')) {
            return None;
        }
    }
    Some((letters, length))
}

fn has_form(letters: &[u8]) -> bool {
    matches!(letters.len(), 8 | 9)
        && letters[..2].iter().all(u8::is_ascii_alphabetic)
        && letters[2..8].iter().all(u8::is_ascii_digit)
        && letters[8..].iter().all(u8::is_ascii_alphabetic)
}

/// HMRC's temporary reference number: `11A12345`.
fn is_temporary_reference(letters: &[u8]) -> bool {
    letters.len() == 8
        && letters[2].is_ascii_alphabetic()
        && letters[..2].iter().chain(&letters[3..]).all(u8::is_ascii_digit)
}

fn prefix_is_issued(prefix: [u8; 2]) -> bool {
    !prefix.iter().any(|letter| b"DFIQUV".contains(letter))
        && prefix[1] != b'O'
        && !UNUSED_PREFIXES.contains(&&prefix)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Text in; number or rule out.
    fn check(table: &[(&str, &str)]) {
        for (text, expected) in table {
            let reading = Nino::read(text);
            let shown = match (&reading.value, reading.finding) {
                (Some(nino), None) => nino.as_str().to_owned(),
                (Some(nino), Some(finding)) => format!("{} ({})", nino.as_str(), finding.rule),
                (None, Some(finding)) => finding.rule.to_owned(),
                (None, None) => String::new(),
            };
            assert_eq!(shown, *expected, "of {text:?}");
        }
    }

    #[test]
    fn spacing_and_case_do_not_matter() {
        check(&[
            ("AB 31 20 45 C", "AB312045C"),
            ("ab312045c", "AB312045C"),
            ("AB312045", "AB312045"),
            ("AB-31-20-45-C", "AB312045C"),
            ("", ""),
        ]);
    }

    #[test]
    fn numbers_of_offices_are_kept_and_told() {
        check(&[
            ("OO312045C", "OO312045C (nino_administrative_prefix)"),
            ("MW312045", "MW312045 (nino_administrative_prefix)"),
            ("31A20456", "31A20456 (nino_temporary_reference)"),
            ("TN120387F", "nino_temporary"),
        ]);
    }

    #[test]
    fn what_is_no_nino_says_why() {
        check(&[
            ("QQ312045C", "nino_prefix"),
            ("AO312045C", "nino_prefix"),
            ("GB312045C", "nino_prefix"),
            ("AB312045E", "nino_suffix"),
            ("AB123456C", "nino_example"),
            ("AB31204", "nino_form"),
            ("AB3120456C", "nino_form"),
            ("N/K", "nino_form"),
        ]);
    }

    #[test]
    fn last_letter_makes_no_other_number() {
        assert_eq!(Nino::read("AB312045C").value, Nino::read("AB312045").value);
        assert_eq!(Nino::read("AB312045C").value.unwrap().without_suffix(), "AB312045");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic_and_twice_alike(text in "\\PC{0,12}|[A-Za-z]{2}[0-9 ]{6,9}[A-D]?") {
            if let Some(nino) = Nino::read(&text).value {
                prop_assert_eq!(Nino::read(nino.as_str()).value, Some(nino));
            }
        }
    }
}
