//! Telephone numbers in E.164.
//!
//! British numbers are checked against the numbering plan's shapes and lengths; numbers of other countries only by their
//! length. It does not know which ranges are allocated, nor whether anybody answers.

use std::fmt;

use crate::problem::{Finding, ProblemKind, Reading};

/// Geographic areas where some numbers have nine digits after the zero instead of ten.
///
/// # Source
/// Ofcom, National Telephone Numbering Plan, annex of mixed areas.
const SHORT_AREAS: [&[u8]; 41] = [
    b"1204", b"1208", b"1254", b"1276", b"1297", b"1298", b"1363", b"1364", b"1384", b"1386", b"1404",
    b"1420", b"1460", b"1461", b"1480", b"1488", b"1524", b"1527", b"1562", b"1566", b"1606", b"1629",
    b"1635", b"1647", b"1659", b"1695", b"1697", b"1726", b"1744", b"1750", b"1768", b"1827", b"1837",
    b"1884", b"1900", b"1905", b"1935", b"1946", b"1949", b"1963", b"1995",
];

/// Ranges that Ofcom keeps for drama: nobody is ever given a number in them.
///
/// # Source
/// Ofcom, telephone numbers for use in TV and radio drama programmes.
const DRAMA_RANGES: [&[u8]; 20] = [
    b"7700900",
    b"1632960",
    b"113496",
    b"114496",
    b"115496",
    b"116496",
    b"117496",
    b"118496",
    b"121496",
    b"131496",
    b"141496",
    b"151496",
    b"161496",
    b"2079460",
    b"191498",
    b"28964960",
    b"2920180",
    b"808157",
    b"909879",
    b"3069990",
];

/// A telephone number in E.164: `+441134960123`. Masks its `Debug`.
///
/// Shape: a plus and 8 to 15 digits.
///
/// # Source
/// ITU-T E.164 (2010); Ofcom, National Telephone Numbering Plan.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phone {
    text: [u8; 16],
    length: u8,
}

impl Phone {
    /// Reads one telephone number out of a cell; of several, the first mobile, else the first.
    ///
    /// Labels (`(mum)`, `home:`) and extensions are passed over. Numbers without a country are British.
    pub fn read(text: &str) -> Reading<Self> {
        let mut first = None;
        let mut first_mobile = None;
        let (count, finding) = Self::read_all(text, |phone| {
            first = first.or(Some(phone));
            if phone.is_mobile() {
                first_mobile = first_mobile.or(Some(phone));
            }
        });
        let several = (count > 1).then_some(Finding::new(ProblemKind::Partial, "phone_several"));
        Reading { value: first_mobile.or(first), finding: several.or(finding) }
    }

    /// Gives every telephone number in a cell to `each`, in order, and says how many there were and what was wrong.
    pub fn read_all(text: &str, mut each: impl FnMut(Phone)) -> (usize, Option<Finding>) {
        if is_scientific(text) {
            return (0, Some(Finding::new(ProblemKind::Malformed, "phone_rounded")));
        }
        let mut scan = Scan::default();
        for letter in text.chars() {
            scan.step(letter, &mut each);
        }
        scan.end_number(&mut each);
        (scan.count, scan.finding(text))
    }

    /// The number in E.164.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.text[..usize::from(self.length)]).unwrap_or_default()
    }

    /// Whether it is a British mobile: likely one person's rather than a household's.
    pub fn is_mobile(&self) -> bool {
        self.national().is_some_and(|number| {
            number.starts_with(b"7624")
                || (number.starts_with(b"7") && matches!(number[1], b'1'..=b'5' | b'7'..=b'9'))
        })
    }

    /// Whether it lies in a range kept for drama and so belongs to nobody.
    pub fn is_fictitious(&self) -> bool {
        self.national().is_some_and(|number| DRAMA_RANGES.iter().any(|range| number.starts_with(range)))
    }

    /// The digits after `+44`, where it is British.
    fn national(&self) -> Option<&[u8]> {
        self.text[..usize::from(self.length)].strip_prefix(b"+44")
    }

    fn of(country: &[u8], number: &[u8]) -> Option<Self> {
        let mut text = [0; 16];
        text[0] = b'+';
        text.get_mut(1..=country.len())?.copy_from_slice(country);
        let length = 1 + country.len() + number.len();
        text.get_mut(1 + country.len()..length)?.copy_from_slice(number);
        Some(Self { text, length: length as u8 })
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(..)")
    }
}

/// Goes through a cell a character at a time and gathers digits into numbers.
#[derive(Default)]
struct Scan {
    digits: [u8; 20],
    length: usize,
    /// The digits began with a plus.
    international: bool,
    /// A space, bracket or hyphen came after the last digit.
    parted: bool,
    /// A word came after the last digit.
    worded: bool,
    /// The digits that come belong to an extension.
    extension: bool,
    /// The letters of a word that may say `ext`.
    word: [u8; 4],
    word_length: usize,
    count: usize,
    repaired: Option<&'static str>,
    /// What was wrong with the last digits that made no number.
    fault: Option<(ProblemKind, &'static str)>,
    /// Digits that made no number were more than a label's (`2nd`).
    unread: bool,
}

impl Scan {
    fn step(&mut self, letter: char, each: &mut impl FnMut(Phone)) {
        match letter {
            '0'..='9' => self.digit(letter as u8, each),
            '+' => {
                self.end_number(each);
                self.international = true;
            }
            ' ' | '(' | ')' | '-' | '.' | '/' | '\\' | '\u{a0}' | '\u{2010}'..='\u{2015}' => {
                self.parted = true;
                self.word_length = 0;
            }
            '#' => self.extension = self.length > 0,
            _ if letter.is_alphabetic() => self.letter(letter),
            _ => {
                self.end_number(each);
                self.word_length = 0;
            }
        }
    }

    /// A zero after a gap begins a new number where the old one is whole; any digit does after a word.
    fn digit(&mut self, digit: u8, each: &mut impl FnMut(Phone)) {
        let begins = self.worded || (self.parted && digit == b'0' && self.is_whole());
        if begins && !self.extension {
            self.end_number(each);
        }
        self.parted = false;
        self.worded = false;
        self.word_length = 0;
        if !self.extension {
            if let Some(place) = self.digits.get_mut(self.length) {
                *place = digit;
            }
            self.length += 1;
        }
    }

    /// Words are labels, but `x`, `ext` and `extn` after digits begin an extension.
    fn letter(&mut self, letter: char) {
        if let Some(place) = self.word.get_mut(self.word_length) {
            *place = u8::try_from(letter.to_ascii_lowercase()).unwrap_or(b'?');
        }
        self.word_length += 1;
        self.worded = true;
        let word = &self.word[..self.word_length.min(self.word.len())];
        self.extension = self.length > 0 && (word == b"x" || word.starts_with(b"ext"));
    }

    /// Whether the digits so far are a British number; where a foreign one ends cannot be told.
    fn is_whole(&self) -> bool {
        let number = self.digits.get(..self.length).map(|digits| canonical(digits, self.international));
        matches!(number, Some(Ok((phone, _))) if phone.national().is_some())
    }

    /// Ends the number being gathered, if any.
    fn end_number(&mut self, each: &mut impl FnMut(Phone)) {
        if self.length > 0 {
            match self
                .digits
                .get(..self.length)
                .map_or(Err(LENGTH), |digits| canonical(digits, self.international))
            {
                Ok((phone, repaired)) => {
                    self.count += 1;
                    self.repaired = self.repaired.or(repaired);
                    each(phone);
                }
                Err(fault) => {
                    self.fault = Some(fault);
                    self.unread |= self.length > 4;
                }
            }
        }
        self.length = 0;
        self.international = false;
        self.parted = false;
        self.extension = false;
    }

    fn finding(&self, text: &str) -> Option<Finding> {
        match (self.count, self.fault) {
            (0, Some((kind, rule))) => Some(Finding::new(kind, rule)),
            (0, None) if text.trim().is_empty() => None,
            (0, None) => Some(Finding::new(ProblemKind::Placeholder, "phone_no_digits")),
            _ if self.unread => Some(Finding::new(ProblemKind::Partial, "phone_part_unread")),
            _ => self.repaired.map(|rule| Finding::new(ProblemKind::Repaired, rule)),
        }
    }
}

const LENGTH: (ProblemKind, &str) = (ProblemKind::Malformed, "phone_length");

/// The canonical number that digits make, with the repair it took.
fn canonical(
    digits: &[u8],
    international: bool,
) -> Result<(Phone, Option<&'static str>), (ProblemKind, &'static str)> {
    let abroad =
        if international { digits.strip_prefix(b"00").or(Some(digits)) } else { digits.strip_prefix(b"00") };
    if let Some(abroad) = abroad.filter(|number| !number.starts_with(b"0")) {
        return match abroad.strip_prefix(b"44") {
            // `+44 (0)113`: the zero in brackets is not dialled from abroad.
            Some(number) => british(number.strip_prefix(b"0").unwrap_or(number)).map(|phone| (phone, None)),
            None => foreign(abroad).map(|phone| (phone, None)),
        };
    }
    if let Some(number) = digits.strip_prefix(b"0") {
        return british(number).map(|phone| (phone, None)).or_else(|fault| {
            let number = number.strip_prefix(b"44").ok_or(fault)?;
            british(number).map(|phone| (phone, Some("phone_country_code"))).map_err(|_| fault)
        });
    }
    if let Some(number) = digits.strip_prefix(b"44").filter(|number| number.len() >= 10) {
        return british(number.strip_prefix(b"0").unwrap_or(number)).map(|phone| (phone, None));
    }
    match british(digits) {
        Ok(phone) => Ok((phone, Some("phone_leading_zero"))),
        Err((ProblemKind::Placeholder, rule)) => Err((ProblemKind::Placeholder, rule)),
        Err(_) if matches!(digits.len(), 5..=8) => Err((ProblemKind::Malformed, "phone_without_area_code")),
        Err(fault) => Err(fault),
    }
}

/// A British number from its digits without the leading zero.
fn british(number: &[u8]) -> Result<Phone, (ProblemKind, &'static str)> {
    if is_placeholder(number) {
        return Err((ProblemKind::Placeholder, "phone_placeholder"));
    }
    let length_allowed = match number.len() {
        10 => true,
        9 => number.starts_with(b"800") || SHORT_AREAS.iter().any(|area| number.starts_with(area)),
        7 => number == b"8001111" || number.starts_with(b"845464"),
        _ => false,
    };
    if !length_allowed {
        return Err(LENGTH);
    }
    let range_allowed = match (number[0], number[1]) {
        (b'1', second) => second != b'0',
        (b'2', second) => b"03489".contains(&second),
        (b'3', second) => b"0347".contains(&second),
        (b'5', second) => b"56".contains(&second),
        (b'7', _) => true,
        (b'8', second) => b"0478".contains(&second),
        (b'9', second) => b"018".contains(&second),
        _ => false,
    };
    if range_allowed {
        Phone::of(b"44", number).ok_or(LENGTH)
    } else {
        Err((ProblemKind::Impossible, "phone_range"))
    }
}

/// A number of another country, country code first.
fn foreign(digits: &[u8]) -> Result<Phone, (ProblemKind, &'static str)> {
    match digits.len() {
        8..=15 => Phone::of(b"", digits).ok_or(LENGTH),
        _ => Err(LENGTH),
    }
}

/// Whether digits were only written to fill a field: one digit throughout, counting up, or nothing but zeros at the end.
fn is_placeholder(number: &[u8]) -> bool {
    let Some((&first, rest)) = number.split_first() else { return false };
    rest.len() >= 6
        && (number.iter().all(|digit| *digit == first)
            || rest[2..].iter().all(|digit| *digit == b'0')
            || number.windows(2).all(|pair| pair[1] == pair[0] + 1 || (pair[0] == b'9' && pair[1] == b'0')))
}

/// Whether a text is a number that a spreadsheet rounded: `7.7009E+09`.
fn is_scientific(text: &str) -> bool {
    let text = text.trim();
    text.contains(['e', 'E'])
        && text.starts_with(|first: char| first.is_ascii_digit())
        && text.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Text in; number or rule out.
    fn check(table: &[(&str, &str)]) {
        for (text, expected) in table {
            let reading = Phone::read(text);
            let shown = match (&reading.value, reading.finding) {
                (Some(phone), None) => phone.as_str().to_owned(),
                (Some(phone), Some(finding)) => format!("{} ({})", phone.as_str(), finding.rule),
                (None, Some(finding)) => finding.rule.to_owned(),
                (None, None) => String::new(),
            };
            assert_eq!(shown, *expected, "of {text:?}");
        }
    }

    #[test]
    fn one_number_has_one_form_however_it_is_written() {
        check(&[
            ("0113 496 0123", "+441134960123"),
            ("(0113) 496-0123", "+441134960123"),
            ("+44 (0)113 496 0123", "+441134960123"),
            ("0044 113 496 0123", "+441134960123"),
            ("441134960123", "+441134960123"),
            ("+440113 496 0123", "+441134960123"),
            ("07700.900.123", "+447700900123"),
            ("7700900123", "+447700900123 (phone_leading_zero)"),
            ("7700900123.0", "+447700900123 (phone_leading_zero)"),
            ("044 113 4960123", "+441134960123 (phone_country_code)"),
            ("01204 96012", "+44120496012"),
            ("0800 1111", "+448001111"),
            ("+33 1 42 68 53 00", "+33142685300"),
            ("", ""),
        ]);
    }

    #[test]
    fn labels_and_extensions_are_passed_over() {
        check(&[
            ("07700 900123 (mum)", "+447700900123"),
            ("Mob: 07700 900123", "+447700900123"),
            ("0113 496 0123 ext 12", "+441134960123"),
            ("0113 496 0123 x4567", "+441134960123"),
            ("0113 496 0123 Ext. 04567", "+441134960123"),
            ("2nd no. 07700900123", "+447700900123"),
        ]);
    }

    #[test]
    fn of_several_numbers_the_mobile_is_taken() {
        check(&[
            ("0113 496 0123 / 07700 900123", "+447700900123 (phone_several)"),
            ("0113 496 0123 07700 900123", "+447700900123 (phone_several)"),
            ("07700 900456, 07700 900123", "+447700900456 (phone_several)"),
            ("0113 496 0123 or 0113 496 0124", "+441134960123 (phone_several)"),
            ("01134960123 home 07700900123 daughter", "+447700900123 (phone_several)"),
        ]);
        let mut all = Vec::new();
        let _ = Phone::read_all("0113 496 0123 (home); 07700 900123", |phone| {
            all.push(phone.as_str().to_owned());
        });
        assert_eq!(all, ["+441134960123", "+447700900123"]);
    }

    #[test]
    fn what_is_no_number_says_why() {
        check(&[
            ("496 0123", "phone_without_area_code"),
            ("0113 496 012", "phone_length"),
            ("0113 496 0123 4", "phone_length"),
            ("04134 960123", "phone_range"),
            ("00000000000", "phone_placeholder"),
            ("07000000000", "phone_placeholder"),
            ("01234567890", "phone_placeholder"),
            ("N/A", "phone_no_digits"),
            ("7.7009E+09", "phone_rounded"),
        ]);
    }

    #[test]
    fn numbers_kept_for_drama_are_told_apart() {
        let fictitious = |text: &str| Phone::read(text).value.unwrap().is_fictitious();
        assert!(fictitious("07700 900123"));
        assert!(fictitious("01632 960123"));
        assert!(!fictitious("0113 397 0123"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic_and_twice_alike(text in "\\PC{0,24}|[-0-9+() x/]{0,30}") {
            if let Some(phone) = Phone::read(&text).value {
                prop_assert_eq!(Phone::read(phone.as_str()), Reading::clean(phone));
            }
        }
    }
}
