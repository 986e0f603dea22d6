//! British postcodes: their form, with common slips mended.
//!
//! Form only. Whether a postcode is live, terminated or was never issued is told by a list, which somebody else reads.

mod list;

use std::fmt;

use crate::problem::{ProblemKind, Reading};

pub use list::{PostcodeStatus, Postcodes};

/// The shapes of an outward code: `A` a letter, `9` a digit.
const OUTWARD_SHAPES: [&[u8]; 6] = [b"A9", b"A99", b"AA9", b"AA99", b"A9A", b"AA9A"];

/// The shape of an inward code.
const INWARD_SHAPE: &[u8] = b"9AA";

/// The postcode areas there are, in order; a mended postcode must lie in one.
///
/// # Source
/// Royal Mail, Programmer's Guide to PAF; ONS Postcode Directory, February 2025.
const AREAS: [&str; 125] = [
    "AB", "AL", "B", "BA", "BB", "BD", "BH", "BL", "BN", "BR", "BS", "BT", "BX", "CA", "CB", "CF", "CH",
    "CM", "CO", "CR", "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT", "DY", "E", "EC",
    "EH", "EN", "EX", "FK", "FY", "G", "GL", "GU", "GY", "HA", "HD", "HG", "HP", "HR", "HS", "HU", "HX",
    "IG", "IM", "IP", "IV", "JE", "KA", "KT", "KW", "KY", "L", "LA", "LD", "LE", "LL", "LN", "LS", "LU", "M",
    "ME", "MK", "ML", "N", "NE", "NG", "NN", "NP", "NR", "NW", "OL", "OX", "PA", "PE", "PH", "PL", "PO",
    "PR", "RG", "RH", "RM", "S", "SA", "SE", "SG", "SK", "SL", "SM", "SN", "SO", "SP", "SR", "SS", "ST",
    "SW", "SY", "TA", "TD", "TF", "TN", "TQ", "TR", "TS", "TW", "UB", "W", "WA", "WC", "WD", "WF", "WN",
    "WR", "WS", "WV", "YO", "ZE",
];

/// A postcode of valid form, such as `LS1 4AP`.
///
/// Holds only capitals, digits and the one space before the inward code. Masks its `Debug`, since a postcode can be
/// one household's.
///
/// # Source
/// Royal Mail, Programmer's Guide to PAF: the six shapes and the letters not used in each place; `GIR 0AA` is the one
/// exception.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Postcode {
    text: [u8; 8],
    length: u8,
}

impl Postcode {
    /// Reads a postcode, mending O for 0, I or L for 1 and the reverse where the place forces it.
    ///
    /// Case, spaces and punctuation do not matter. The pseudo-postcodes of the NHS (`ZZ99`) are told as placeholders.
    pub fn read(text: &str) -> Reading<Self> {
        let Some((letters, length)) = compact(text) else {
            return Reading::refused(ProblemKind::Malformed, "postcode_form");
        };
        let letters = &letters[..length];
        if letters.is_empty() {
            return Reading::blank();
        }
        if letters == b"GIR0AA" {
            return Reading::clean(Self::join(b"GIR", b"0AA"));
        }
        if letters.starts_with(b"ZZ99") {
            return Reading::refused(ProblemKind::Placeholder, "postcode_pseudo");
        }
        match fit(letters) {
            Some((postcode, 0)) => Reading::clean(postcode),
            Some((postcode, _)) => {
                Reading::kept(postcode, ProblemKind::Repaired, "postcode_letter_for_digit")
            }
            None if is_outward(letters) => Reading::refused(ProblemKind::Malformed, "postcode_incomplete"),
            None => Reading::refused(ProblemKind::Malformed, "postcode_form"),
        }
    }

    /// Reads a postcode only where its form is right as it stands; for finding one inside other text.
    pub(crate) fn read_strict(text: &str) -> Option<Self> {
        let (letters, length) = compact(text)?;
        let letters = &letters[..length];
        if letters == b"GIR0AA" {
            return Some(Self::join(b"GIR", b"0AA"));
        }
        fit(letters).and_then(|(postcode, repairs)| (repairs == 0).then_some(postcode))
    }

    fn join(outward: &[u8], inward: &[u8]) -> Self {
        let mut text = [b' '; 8];
        text[..outward.len()].copy_from_slice(outward);
        text[outward.len() + 1..outward.len() + 1 + inward.len()].copy_from_slice(inward);
        Self { text, length: (outward.len() + 1 + inward.len()) as u8 }
    }

    /// The whole postcode: `LS1 4AP`.
    pub fn as_str(&self) -> &str {
        ascii(&self.text[..usize::from(self.length)])
    }

    /// The outward code: `LS1`.
    pub fn outward(&self) -> &str {
        ascii(&self.text[..usize::from(self.length) - 4])
    }

    /// The area: `LS`.
    pub fn area(&self) -> &str {
        let letters = self.text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        ascii(&self.text[..letters])
    }

    /// The sector: `LS1 4`.
    pub fn sector(&self) -> &str {
        ascii(&self.text[..usize::from(self.length) - 2])
    }
}

impl fmt::Debug for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Postcode(..)")
    }
}

/// Bytes that are ASCII by construction, as text.
fn ascii(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// The capitals and digits of a text without what parts them; nothing where there are more than a postcode's or
/// anything else is among them.
fn compact(text: &str) -> Option<([u8; 7], usize)> {
    let mut letters = [0; 7];
    let mut length = 0;
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            *letters.get_mut(length)? = byte.to_ascii_uppercase();
            length += 1;
        } else if !(byte.is_ascii_whitespace() || matches!(byte, b'-' | b'.' | b',' | b'_' | 0xC2 | 0xA0)) {
            // 0xC2 0xA0 is a no-break space, which spreadsheets and web pages leave behind.
            return None;
        }
    }
    Some((letters, length))
}

/// The postcode that letters make with the fewest repairs; nothing where there is none or no single best.
fn fit(letters: &[u8]) -> Option<(Postcode, u32)> {
    let (outward, inward) = letters.split_at_checked(letters.len().checked_sub(3)?)?;
    let (inward, inward_repairs) = fit_shape(inward, INWARD_SHAPE)?;
    if inward[1..3].iter().any(|letter| b"CIKMOV".contains(letter)) {
        return None;
    }
    let (outward, outward_repairs) = fit_outward(outward)?;
    let postcode = Postcode::join(outward.bytes(), &inward[..3]);
    let repairs = inward_repairs + outward_repairs;
    (repairs == 0 || AREAS.binary_search(&postcode.area()).is_ok()).then_some((postcode, repairs))
}

/// Up to four letters on the stack.
struct Code {
    letters: [u8; 4],
    length: usize,
}

impl Code {
    fn bytes(&self) -> &[u8] {
        &self.letters[..self.length]
    }
}

/// The outward code that letters are as they stand.
fn exact_outward(letters: &[u8]) -> Option<Code> {
    // Letters and digits are alike in all shapes but where a digit stands.
    let shape = OUTWARD_SHAPES.iter().find(|shape| {
        shape.len() == letters.len()
            && shape.iter().zip(letters).all(|(class, letter)| letter.is_ascii_digit() == (*class == b'9'))
    })?;
    let mut code = Code { letters: [0; 4], length: letters.len() };
    code.letters[..letters.len()].copy_from_slice(letters);
    outward_letters_allowed(&code.letters, shape).then_some(code)
}

/// The outward code that letters make with the fewest repairs.
fn fit_outward(letters: &[u8]) -> Option<(Code, u32)> {
    if let Some(code) = exact_outward(letters) {
        return Some((code, 0));
    }
    let mut best: Option<(Code, u32)> = None;
    let mut tied = false;
    for shape in OUTWARD_SHAPES {
        let Some((fitted, repairs)) = fit_shape(letters, shape) else { continue };
        if !outward_letters_allowed(&fitted, shape) {
            continue;
        }
        match &best {
            Some((_, fewest)) if repairs > *fewest => {}
            Some((_, fewest)) if repairs == *fewest => tied = true,
            _ => {
                best = Some((Code { letters: fitted, length: shape.len() }, repairs));
                tied = false;
            }
        }
    }
    best.filter(|_| !tied)
}

/// Letters made to follow a shape, and how many had to be changed.
fn fit_shape(letters: &[u8], shape: &[u8]) -> Option<([u8; 4], u32)> {
    if letters.len() != shape.len() {
        return None;
    }
    let mut fitted = [0; 4];
    let mut repairs = 0;
    for ((&letter, &class), place) in letters.iter().zip(shape).zip(&mut fitted) {
        let wanted_digit = class == b'9';
        *place = match letter {
            b'O' if wanted_digit => b'0',
            b'I' | b'L' if wanted_digit => b'1',
            b'0' if !wanted_digit => b'O',
            b'1' if !wanted_digit => b'I',
            _ if letter.is_ascii_digit() == wanted_digit => letter,
            _ => return None,
        };
        repairs += u32::from(*place != letter);
    }
    Some((fitted, repairs))
}

/// Whether each letter of an outward code may stand where it does.
fn outward_letters_allowed(letters: &[u8; 4], shape: &[u8]) -> bool {
    let first_allowed = !b"QVX".contains(&letters[0]);
    let rest_allowed = match shape {
        b"A9" => true,
        b"A99" => letters[1] != b'0',
        b"A9A" => b"ABCDEFGHJKPSTUW".contains(&letters[2]),
        b"AA9" => second_allowed(letters[1]),
        b"AA99" => second_allowed(letters[1]) && letters[2] != b'0',
        _ => second_allowed(letters[1]) && b"ABEHMNPRVWXY".contains(&letters[3]),
    };
    first_allowed && rest_allowed
}

fn second_allowed(letter: u8) -> bool {
    !b"IJZ".contains(&letter)
}

/// Whether letters are an outward code by themselves, or with the digit of a sector.
fn is_outward(letters: &[u8]) -> bool {
    let whole = |code: &[u8]| fit_outward(code).is_some_and(|(_, repairs)| repairs == 0);
    whole(letters) || letters.split_last().is_some_and(|(last, code)| last.is_ascii_digit() && whole(code))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Text in; postcode or rule out.
    fn check(table: &[(&str, &str)]) {
        for (text, expected) in table {
            let reading = Postcode::read(text);
            let shown = match (&reading.value, reading.finding) {
                (Some(postcode), None) => postcode.as_str().to_owned(),
                (Some(postcode), Some(finding)) => format!("{} ({})", postcode.as_str(), finding.rule),
                (None, Some(finding)) => finding.rule.to_owned(),
                (None, None) => String::new(),
            };
            assert_eq!(shown, *expected, "of {text:?}");
        }
    }

    #[test]
    fn every_shape_is_read_however_it_is_spaced() {
        check(&[
            ("LS1 4AP", "LS1 4AP"),
            ("ls14ap", "LS1 4AP"),
            (" L S 1  4 A P ", "LS1 4AP"),
            ("M1 1AE", "M1 1AE"),
            ("B33 8TH", "B33 8TH"),
            ("DN551PT", "DN55 1PT"),
            ("W1A 0AX", "W1A 0AX"),
            ("EC1A 1BB", "EC1A 1BB"),
            ("BD9-4BB", "BD9 4BB"),
            ("CR0\u{a0}2YR", "CR0 2YR"),
            ("gir0aa", "GIR 0AA"),
            ("", ""),
        ]);
    }

    #[test]
    fn letters_for_digits_are_mended_where_the_place_forces_it() {
        check(&[
            ("LSI 4AP", "LS1 4AP (postcode_letter_for_digit)"),
            ("LS1O 1AB", "LS10 1AB (postcode_letter_for_digit)"),
            ("S01 4GH", "SO1 4GH (postcode_letter_for_digit)"),
            ("0X1 2JD", "OX1 2JD (postcode_letter_for_digit)"),
            ("1G1 1AA", "IG1 1AA (postcode_letter_for_digit)"),
            ("LS1 OAB", "LS1 0AB (postcode_letter_for_digit)"),
            ("WCIA 2TH", "WC1A 2TH (postcode_letter_for_digit)"),
        ]);
    }

    #[test]
    fn what_is_no_postcode_says_why() {
        check(&[
            ("LS1", "postcode_incomplete"),
            ("LS1 4", "postcode_incomplete"),
            ("NOT KNOWN", "postcode_form"),
            ("12FSSD", "postcode_form"),
            ("EH1 JS", "postcode_form"),
            ("QA1 1AA", "postcode_form"),
            ("LS1 4CP", "postcode_form"),
            ("LS1 4AP LS1 4AP", "postcode_form"),
            ("ZZ99 3VZ", "postcode_pseudo"),
            ("LS1 4AP?", "postcode_form"),
            ("1A1 1AA", "postcode_form"),
        ]);
    }

    #[test]
    fn parts_of_a_postcode_are_cut_at_their_places() {
        let parts = |text: &str| {
            let postcode = Postcode::read(text).value.unwrap();
            [postcode.outward(), postcode.area(), postcode.sector()].map(str::to_owned)
        };
        assert_eq!(parts("LS14AP"), ["LS1", "LS", "LS1 4"]);
        assert_eq!(parts("EC1A1BB"), ["EC1A", "EC", "EC1A 1"]);
        assert_eq!(parts("M11AE"), ["M1", "M", "M1 1"]);
        assert_eq!(parts("GIR 0AA"), ["GIR", "GIR", "GIR 0"]);
    }

    #[test]
    fn areas_are_in_order() {
        assert!(AREAS.is_sorted());
    }

    #[test]
    fn debug_shows_no_postcode() {
        assert_eq!(format!("{:?}", Postcode::read("LS1 4AP").value), "Some(Postcode(..))");
    }

    proptest! {
        #[test]
        fn reading_twice_changes_nothing(text in "[A-Za-z0-9 ]{5,9}") {
            if let Some(postcode) = Postcode::read(&text).value {
                prop_assert_eq!(Postcode::read(postcode.as_str()), Reading::clean(postcode));
            }
        }

        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,12}") {
            let _ = Postcode::read(&text);
        }
    }
}
