//! Codes of the NHS's Organisation Data Service.
//!
//! Form only; which organisation has a code, and of what kind it is, is the service's to say.

use crate::compact::{Compact, canonical_text};
use crate::problem::{ProblemKind, Reading};

/// A code of an NHS organisation or site: 3 to 8 capitals and digits.
///
/// # Source
/// NHS England, Organisation Data Service, ODS code formats (`RAE`, `A81001`, `RAE01`, `FA002`, `EE100000`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OdsCode(Compact<8>);

impl OdsCode {
    /// Reads an ODS code.
    pub fn read(text: &str) -> Reading<Self> {
        let Some(code) = Compact::<8>::of(text) else {
            return Reading::refused(ProblemKind::Malformed, "ods_code_form");
        };
        let letters = code.bytes();
        if letters.is_empty() {
            Reading::blank()
        } else if letters.len() < 3 || letters.len() > 5 && letters.iter().all(u8::is_ascii_alphabetic) {
            Reading::refused(ProblemKind::Malformed, "ods_code_form")
        } else if is_dummy(letters) || letters.iter().all(|letter| *letter == letters[0]) {
            Reading::refused(ProblemKind::Placeholder, "ods_code_placeholder")
        } else {
            Reading::clean(Self(code))
        }
    }
}

canonical_text!(OdsCode);

/// Codes that stand for no organisation.
///
/// # Source
/// NHS Data Model and Dictionary, default codes: `V81997` (no registered practice), `V81998` (not applicable), `V81999`
/// (not known), `X99998`, `X99999`, `89997` to `89999`.
fn is_dummy(letters: &[u8]) -> bool {
    matches!(
        letters,
        b"V81997" | b"V81998" | b"V81999" | b"X99998" | b"X99999" | b"89997" | b"89998" | b"89999"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compact::identifier_tests;

    identifier_tests!(
        OdsCode,
        "[A-Z]{0,3}[0-9]{0,6}|\\PC{0,9}",
        [
            ("a81001", "A81001"),
            ("RAE", "RAE"),
            ("EE100000", "EE100000"),
            ("V81999", " ! ods_code_placeholder"),
            ("A8", " ! ods_code_form"),
            ("HOSPITAL", " ! ods_code_form"),
            ("", ""),
        ]
    );
}
