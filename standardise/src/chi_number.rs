//! CHI numbers of Scotland and Health and Care numbers of Northern Ireland.
//!
//! Both have the NHS number's form and check digit and a range of their own; only what the range says is told here.

use crate::compact::canonical_text;
use crate::nhs_number::{Issuer, NhsNumber};
use crate::problem::{ProblemKind, Reading};
use crate::sex::Sex;

/// A Community Health Index number of Scotland: birth day, month and year, a serial number, a check digit. Masks its
/// `Debug`.
///
/// # Source
/// Public Health Scotland, Data Dictionary, CHI Number: DDMMYY, four digits of which the third is even for women and the
/// fourth the modulus 11 check digit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChiNumber(NhsNumber);

impl ChiNumber {
    /// Reads a CHI number, however it is spaced; a leading zero that a number column dropped is put back and told.
    pub fn read(text: &str) -> Reading<Self> {
        let reading = NhsNumber::read(text);
        match reading.value {
            Some(number) if number.issuer() != Issuer::Scotland || !has_birth_day(number) => {
                Reading::refused(ProblemKind::Impossible, "chi_number_birth_date")
            }
            value => Reading { value: value.map(Self), finding: reading.finding },
        }
    }

    /// The sex that the number was given for.
    pub fn sex(&self) -> Sex {
        let even = self.as_str().as_bytes()[8].is_multiple_of(2);
        if even { Sex::Female } else { Sex::Male }
    }
}

canonical_text!(ChiNumber);

/// Whether the first six digits are a day that some year of the century has.
fn has_birth_day(number: NhsNumber) -> bool {
    let pair = |at: usize| number.as_str().get(at..at + 2).and_then(|text| text.parse::<i8>().ok());
    let (Some(day), Some(month), Some(year)) = (pair(0), pair(2), pair(4)) else { return false };
    [1900, 2000].iter().any(|century| jiff::civil::Date::new(century + i16::from(year), month, day).is_ok())
}

/// A Health and Care number of Northern Ireland. Masks its `Debug`.
///
/// # Source
/// NHS England, NHS number ranges: 320 to 399 million and above are Northern Ireland's.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HealthAndCareNumber(NhsNumber);

impl HealthAndCareNumber {
    /// Reads a Health and Care number, however it is spaced.
    pub fn read(text: &str) -> Reading<Self> {
        let reading = NhsNumber::read(text);
        match reading.value {
            Some(number) if number.issuer() != Issuer::NorthernIreland => {
                Reading::refused(ProblemKind::Impossible, "health_and_care_number_range")
            }
            value => Reading { value: value.map(Self), finding: reading.finding },
        }
    }
}

canonical_text!(HealthAndCareNumber);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A number's first nine digits with its check digit, where it has one.
    fn with_check_digit(nine: &str) -> Option<String> {
        let sum: u32 =
            nine.bytes().zip((2..=10).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        let check = (11 - sum % 11) % 11;
        (check < 10).then(|| format!("{nine}{check}"))
    }

    fn rule_of(text: &str) -> Option<&'static str> {
        ChiNumber::read(text).finding.map(|finding| finding.rule)
    }

    #[test]
    fn chi_numbers_begin_with_a_day() {
        let number = with_check_digit("010190124").unwrap();
        let read = ChiNumber::read(&number);
        assert_eq!(
            read.value.map(|chi| (chi.as_str().to_owned(), chi.sex())),
            Some((number.clone(), Sex::Female))
        );
        assert!(read.finding.is_none());
        assert_eq!(rule_of(&number[1..]), Some("nhs_number_leading_zero"));
        let february = with_check_digit("310290122").unwrap();
        assert_eq!(rule_of(&february), Some("chi_number_birth_date"));
        assert_eq!(rule_of("9990000018"), Some("chi_number_birth_date"));
        assert_eq!(rule_of("0101901200"), Some("nhs_number_check_digit"));
    }

    #[test]
    fn health_and_care_numbers_have_their_range() {
        let number = with_check_digit("320123450").or_else(|| with_check_digit("320123451")).unwrap();
        assert!(HealthAndCareNumber::read(&number).value.is_some());
        let other = HealthAndCareNumber::read("9990000018");
        assert_eq!(other.finding.map(|finding| finding.rule), Some("health_and_care_number_range"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn health_and_care_number_reads_as_itself(rest in "3[2-9][0-9]{7}") {
            if let Some(once) = with_check_digit(&rest).and_then(|text| HealthAndCareNumber::read(&text).value) {
                prop_assert_eq!(HealthAndCareNumber::read(once.as_str()), Reading::clean(once));
            }
        }

        #[test]
        fn canonical_form_reads_as_itself(day in 1..=31, month in 1..=12, rest in "[0-9]{5}") {
            if let Some(text) = with_check_digit(&format!("{day:02}{month:02}{rest}"))
                && let Some(once) = ChiNumber::read(&text).value
            {
                prop_assert_eq!(ChiNumber::read(once.as_str()).value, Some(once));
            }
        }
    }
}
