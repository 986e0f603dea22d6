//! Unique Street Reference Numbers.
//!
//! Form only; whether a street has the number is a gazetteer's to say.

use crate::compact::{Compact, canonical_text};
use crate::problem::{ProblemKind, Reading};

/// A Unique Street Reference Number: 1 to 8 digits, not all zero, without zeros before them.
///
/// # Source
/// OS, Unique identifiers: USRN, up to eight digits, allocated by GeoPlace; BS 7666-1.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Usrn(Compact<12>);

impl Usrn {
    /// Reads a USRN, with zero padding or the `.0` of a number column.
    pub fn read(text: &str) -> Reading<Self> {
        let text = text.trim();
        if text.is_empty() {
            return Reading::blank();
        }
        let (whole, from_number) = match text.strip_suffix(".0") {
            Some(whole) => (whole, true),
            None => (text, false),
        };
        let bare = whole.trim_start_matches('0');
        let Some(usrn) = Compact::<12>::of(bare).filter(|usrn| usrn.bytes().iter().all(u8::is_ascii_digit))
        else {
            return Reading::refused(ProblemKind::Malformed, "usrn_form");
        };
        match usrn.bytes().len() {
            0 if whole.contains('0') => Reading::refused(ProblemKind::Placeholder, "usrn_placeholder"),
            0 | 9.. => Reading::refused(ProblemKind::Malformed, "usrn_form"),
            _ if usrn.bytes() == b"99999999" => {
                Reading::refused(ProblemKind::Placeholder, "usrn_placeholder")
            }
            _ if from_number => Reading::kept(Self(usrn), ProblemKind::Repaired, "usrn_decimal"),
            _ => Reading::clean(Self(usrn)),
        }
    }
}

canonical_text!(Usrn);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compact::identifier_tests;

    identifier_tests!(
        Usrn,
        "0{0,2}[0-9]{1,9}(\\.0)?|\\PC{0,10}",
        [
            ("34602361", "34602361"),
            ("0034602361", "34602361"),
            ("34602361.0", "34602361 ! usrn_decimal"),
            ("346023611", " ! usrn_form"),
            ("00000000", " ! usrn_placeholder"),
            ("3460236A", " ! usrn_form"),
            ("-", " ! usrn_form"),
            ("", ""),
        ]
    );
}
