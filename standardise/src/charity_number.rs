//! Numbers of charities on the three registers of the United Kingdom.
//!
//! Form only; whether a charity has the number is the regulator's to say.

use crate::compact::{Compact, canonical_text};
use crate::problem::{ProblemKind, Reading};

/// The number of a charity: six or seven digits (England and Wales), `SC0` and five digits (Scotland), `NIC` and six digits
/// (Northern Ireland).
///
/// # Source
/// Charity Commission for England and Wales, Office of the Scottish Charity Regulator, Charity Commission for Northern
/// Ireland: their registers' numbers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CharityNumber(Compact<10>);

impl CharityNumber {
    /// Reads a charity number; the suffix of a linked charity (`-1`) is dropped, and so are zeros before the digits.
    pub fn read(text: &str) -> Reading<Self> {
        let text = text.trim();
        let (main, linked) = match text.rsplit_once('-') {
            Some((main, suffix))
                if !suffix.is_empty()
                    && suffix.len() <= 3
                    && suffix.bytes().all(|byte| byte.is_ascii_digit()) =>
            {
                (main, true)
            }
            _ => (text, false),
        };
        let Some(written) = Compact::<10>::of(main) else {
            return Reading::refused(ProblemKind::Malformed, "charity_number_form");
        };
        if text.is_empty() {
            return Reading::blank();
        }
        let Some(number) = canonical(&written) else {
            return Reading::refused(ProblemKind::Malformed, "charity_number_form");
        };
        if linked {
            Reading::kept(Self(number), ProblemKind::Partial, "charity_number_linked")
        } else {
            Reading::clean(Self(number))
        }
    }

    /// Whose register the number is on.
    pub fn register(&self) -> CharityRegister {
        match self.0.bytes() {
            [b'S', ..] => CharityRegister::Scotland,
            [b'N', ..] => CharityRegister::NorthernIreland,
            _ => CharityRegister::EnglandAndWales,
        }
    }
}

canonical_text!(CharityNumber);

/// A register of charities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CharityRegister {
    /// The Charity Commission for England and Wales.
    EnglandAndWales,
    /// The Office of the Scottish Charity Regulator.
    Scotland,
    /// The Charity Commission for Northern Ireland.
    NorthernIreland,
}

/// The canonical form of a number, where it has a register's form.
fn canonical(written: &Compact<10>) -> Option<Compact<10>> {
    let letters = written.bytes();
    let prefix = letters.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let digits = &letters[prefix..];
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    match &letters[..prefix] {
        [] => {
            let bare = written.as_str().trim_start_matches('0');
            matches!(bare.len(), 6 | 7).then(|| Compact::of(bare)).flatten()
        }
        b"SC" if digits.len() <= 6 && digits.len() >= 5 => {
            written.padded(2, 8).filter(|number| number.bytes()[2] == b'0')
        }
        b"NIC" | b"NI" if digits.len() == 6 => Compact::of(&format!("NIC{}", &written.as_str()[prefix..])),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compact::identifier_tests;

    identifier_tests!(
        CharityNumber,
        "(SC|NIC|NI|)0?[0-9]{5,7}(-1)?|\\PC{0,10}",
        [
            ("1234567", "1234567"),
            ("0200051", "200051"),
            ("210183-1", "210183 ! charity_number_linked"),
            ("SC012345", "SC012345"),
            ("sc 12345", "SC012345"),
            ("NIC100002", "NIC100002"),
            ("NI100002", "NIC100002"),
            ("12345", " ! charity_number_form"),
            ("SC912345", " ! charity_number_form"),
            ("", ""),
        ]
    );
}
