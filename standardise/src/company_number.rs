//! Numbers of companies and other bodies on the register of Companies House.
//!
//! Form and prefix only; whether a company has the number is the register's to say.

use crate::compact::{Compact, canonical_text};
use crate::problem::{ProblemKind, Reading};

/// The number of a company, partnership or society: eight digits, or a prefix of two letters and six characters.
///
/// # Source
/// Companies House, Uniform Resource Identifiers (URI) customer guide: prefixes of company numbers; Companies Act 2006
/// section 1066.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CompanyNumber(Compact<8>);

impl CompanyNumber {
    /// Reads a company number; zeros that a number column dropped are put back and told.
    pub fn read(text: &str) -> Reading<Self> {
        let Some(written) = Compact::<8>::of(text) else {
            return Reading::refused(ProblemKind::Malformed, "company_number_form");
        };
        let letters = written.bytes();
        if letters.is_empty() {
            return Reading::blank();
        }
        let prefix = letters.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let Some(number) = written.padded(prefix, 8) else {
            return Reading::refused(ProblemKind::Malformed, "company_number_form");
        };
        if !has_form(number.bytes(), prefix) || letters.len() < 4 {
            return Reading::refused(ProblemKind::Malformed, "company_number_form");
        }
        if number.bytes()[prefix..].iter().all(|digit| *digit == b'0') {
            return Reading::refused(ProblemKind::Placeholder, "company_number_placeholder");
        }
        if letters.len() < 8 {
            Reading::kept(Self(number), ProblemKind::Repaired, "company_number_leading_zero")
        } else {
            Reading::clean(Self(number))
        }
    }
}

canonical_text!(CompanyNumber);

/// Prefixes of two letters, in order.
const PREFIXES: [&[u8; 2]; 37] = [
    b"AC", b"CE", b"CS", b"ES", b"FC", b"FE", b"GE", b"GN", b"GS", b"IC", b"IP", b"LP", b"NA", b"NC", b"NF",
    b"NI", b"NL", b"NO", b"NP", b"NR", b"NV", b"NZ", b"OC", b"OE", b"PC", b"RC", b"RS", b"SA", b"SC", b"SF",
    b"SI", b"SL", b"SO", b"SP", b"SR", b"SZ", b"ZC",
];

/// Whether eight characters are a company number with so many letters before its digits.
fn has_form(letters: &[u8], prefix: usize) -> bool {
    let (letters, rest) = letters.split_at(prefix);
    let digits = rest.iter().all(u8::is_ascii_digit);
    match letters {
        [] => digits,
        // Northern Ireland before 1922.
        [b'R'] => digits,
        [first, second] => {
            let society = matches!(letters, b"IP" | b"SP" | b"NP");
            let society_digits =
                || rest[..rest.len() - 1].iter().all(u8::is_ascii_digit) && rest.ends_with(b"R");
            PREFIXES.contains(&&[*first, *second]) && (digits || society && society_digits())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compact::identifier_tests;

    identifier_tests!(
        CompanyNumber,
        "(SC|NI|OC|IP|R|)[0-9]{4,8}R?|\\PC{0,10}",
        [
            ("01234567", "01234567"),
            ("1234567", "01234567 ! company_number_leading_zero"),
            ("sc 123456", "SC123456"),
            ("SC12345", "SC012345 ! company_number_leading_zero"),
            ("R0000005", "R0000005"),
            ("IP27696R", "IP27696R"),
            ("OC301234", "OC301234"),
            ("XX123456", " ! company_number_form"),
            ("00000000", " ! company_number_placeholder"),
            ("012345678", " ! company_number_form"),
            ("", ""),
        ]
    );
}
