//! Identifiers that look right and belong to nobody.
//!
//! Every range here is one that is never issued, is kept for tests, or is kept for drama. This file makes them; whether
//! a number is valid in real data is for the `standardise` crate to say.
//!
//! | identifier | range here | why it cannot be a real one |
//! |---|---|---|
//! | NHS number | 999 000 0000 to 999 999 9999, and where a place needs more than its 909,000 numbers, downwards from 998 | the NHS keeps numbers that begin with 9 for tests |
//! | National Insurance number | prefixes `WX`, `WY`, `WZ` | right in form (HMRC, NIM39110), absent from the prefixes that published validators list as issued |
//! | UPRN | 999 000 000 000 to 999 999 999 999 | the last thousandth of the twelve-digit field; no published UPRN begins with 999 |
//! | USRN | 99 000 001 upwards | the last hundredth of the eight-digit field |
//! | UDPRN | 99 000 001 upwards | the last hundredth of the eight-digit field |
//! | telephone | Ofcom's numbers for drama | kept out of service for good |
//! | e-mail | `example.com`, `.org`, `.net` and names under `.example` | reserved by RFC 2606 |
//! | postcode | area `NX` | right in form, not one of Royal Mail's areas |
//! | UPN | local authority 990 | not the code of a local authority in England or Wales |
//! | official codes | `E08990001` and the like | made up: the 990 series is not in the Office for National Statistics' register |

use crate::chance::{Chance, Shuffle, mix};

/// The first synthetic UPRN; all 12 digits of the block 999.
pub const UPRN_FIRST: u64 = 999_000_000_000;
/// The first synthetic USRN.
pub const USRN_FIRST: u32 = 99_000_001;
/// The first synthetic UDPRN.
pub const UDPRN_FIRST: u32 = 99_000_001;
/// The postcode area, valid in form and not in use.
pub const POSTCODE_AREA: &str = "NX";
/// Prefixes of made-up National Insurance numbers: right in form, never issued.
pub const NINO_PREFIXES: [&str; 3] = ["WX", "WY", "WZ"];

/// The check digit of an NHS number's first nine digits, or `None` where the nine cannot be used.
///
/// Source: NHS Data Dictionary, NHS NUMBER (modulus 11).
///
/// ```
/// assert_eq!(synth::identifiers::nhs_check_digit(943_476_591), Some(9));
/// ```
#[must_use]
pub fn nhs_check_digit(nine: u32) -> Option<u32> {
    let mut rest = nine;
    let mut sum = 0;
    for weight in 2..=10 {
        sum += (rest % 10) * weight;
        rest /= 10;
    }
    match 11 - sum % 11 {
        11 => Some(0),
        10 => None,
        digit => Some(digit),
    }
}

/// The NHS numbers of everybody in a place: the first nine digits by person.
///
/// Shape: distinct; each has a check digit. A longer list begins with the shorter one.
pub(crate) fn nhs_numbers(people: usize, seed: u64) -> Vec<u32> {
    let mut numbers = Vec::with_capacity(people);
    let mut block = 999;
    while numbers.len() < people {
        let shuffle = Shuffle::new(1_000_000, seed ^ u64::from(block));
        let wanted = people - numbers.len();
        let valid = (0..1_000_000)
            .map(|index| block * 1_000_000 + shuffle.of(index) as u32)
            .filter(|nine| nhs_check_digit(*nine).is_some() && *nine != 999_999_999);
        numbers.extend(valid.take(wanted));
        block -= 1;
    }
    numbers
}

/// The ten digits of an NHS number.
pub(crate) fn nhs_text(nine: u32) -> String {
    format!("{nine:09}{}", nhs_check_digit(nine).unwrap_or(0))
}

/// A person's National Insurance number: distinct for every person.
pub(crate) fn nino(person: u32, seed: u64) -> String {
    let round = person / 1_000_000;
    let number = Shuffle::new(1_000_000, seed ^ 0x4e49).of(u64::from(person));
    let prefix = NINO_PREFIXES[round as usize % NINO_PREFIXES.len()];
    // Where the prefixes come round again, the same number takes another suffix.
    let suffix =
        ["A", "B", "C", "D"][(mix(seed ^ number) as usize + round as usize / NINO_PREFIXES.len()) % 4];
    format!("{prefix}{number:06}{suffix}")
}

/// A Unique Pupil Number: check letter, authority 990, school, year of entry, serial.
///
/// Source: Department for Education, Unique Pupil Numbers guidance (check letter by weights 2 to 13, modulus 23).
pub(crate) fn upn(school: u32, year: u32, serial: u32) -> String {
    let digits = format!("990{:04}{:02}{:03}", school % 10_000, year % 100, serial % 1000);
    let sum: u32 = digits.bytes().zip(2..).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let letter = b"ABCDEFGHJKLMNPQRTUVWXYZ"[(sum % 23) as usize];
    format!("{}{digits}", letter as char)
}

/// Geographic ranges of a thousand numbers that Ofcom keeps for drama: what comes before the last three digits.
///
/// Source: Ofcom, Telephone numbers for use in TV and radio drama programmes.
const LANDLINES: [&str; 16] = [
    "01632 960",
    "0113 496 0",
    "0114 496 0",
    "0115 496 0",
    "0116 496 0",
    "0117 496 0",
    "0118 496 0",
    "0121 496 0",
    "0131 496 0",
    "0141 496 0",
    "0151 496 0",
    "0161 496 0",
    "0191 498 0",
    "020 7946 0",
    "029 2018 0",
    "028 9649 6",
];

/// A landline from the ranges for drama, as it is printed.
pub(crate) fn landline(chance: &mut Chance) -> String {
    let range = chance.pick(&LANDLINES);
    format!("{range}{:03}", chance.below(1000))
}

/// A mobile from the range for drama.
pub(crate) fn mobile(chance: &mut Chance) -> String {
    format!("07700 900{:03}", chance.below(1000))
}

/// Domains of made-up e-mail addresses, with how common each is.
pub(crate) const EMAIL_DOMAINS: [(&str, f64); 7] = [
    ("example.com", 46.0),
    ("example.org", 9.0),
    ("example.net", 9.0),
    ("mail.example", 16.0),
    ("inbox.example", 10.0),
    ("broadband.example", 7.0),
    ("post.example", 3.0),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Purpose;
    use std::collections::HashSet;

    #[test]
    fn check_digit_follows_the_published_example() {
        assert_eq!(nhs_check_digit(943_476_591), Some(9));
        assert_eq!(nhs_check_digit(401_023_213), Some(7));
    }

    #[test]
    fn nhs_numbers_are_distinct_and_a_longer_list_begins_with_the_shorter() {
        let few = nhs_numbers(1000, 5);
        let many = nhs_numbers(950_000, 5);
        assert_eq!(few[..], many[..1000]);
        assert_eq!(many.iter().collect::<HashSet<_>>().len(), many.len());
        assert!(few.iter().all(|nine| nine / 1_000_000 == 999));
        assert_eq!(many[940_000] / 1_000_000, 998);
    }

    #[test]
    fn ninos_are_distinct_and_right_in_form() {
        let numbers: HashSet<String> =
            (0..50_000).chain(1_000_000..1_050_000).map(|person| nino(person, 9)).collect();
        assert_eq!(numbers.len(), 100_000);
        assert!(numbers.iter().all(|nino| nino.len() == 9 && NINO_PREFIXES.contains(&&nino[..2])));
    }

    #[test]
    fn upn_has_thirteen_characters_and_a_check_letter() {
        let number = upn(4012, 19, 7);
        assert_eq!(number.len(), 13);
        assert!(number.as_bytes()[0].is_ascii_uppercase());
        assert_eq!(&number[1..], "990401219007");
    }

    #[test]
    fn telephones_stay_in_the_ranges_for_drama() {
        let mut chance = Chance::of(1, Purpose::Contact, 1, 1);
        for _ in 0..1000 {
            let digits: String = landline(&mut chance).chars().filter(char::is_ascii_digit).collect();
            assert_eq!(digits.len(), 11);
            assert!(LANDLINES.iter().any(|range| digits.starts_with(&range.replace(' ', ""))));
            assert!(mobile(&mut chance).starts_with("07700 900"));
        }
    }
}
