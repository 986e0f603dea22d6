//! Addresses as land and property gazetteers have them: a secondary and a primary addressable object on a street.
//!
//! Turns the parts that an address was taken apart into to these fields and back to text; which UPRN has them is a
//! gazetteer's to say.

use std::fmt;

use super::parse::Parts;
use crate::postcode::Postcode;

/// What tells a building from others in a street, or a part of a building from others in it: numbers, text or both.
///
/// # Source
/// BS 7666-2:2006; GeoPlace, Data Entry Conventions and Best Practice for Addresses: numbers up to 9999 with one letter
/// after each, everything else in the text.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct AddressableObject {
    /// The number, or the first of a range.
    pub start_number: Option<u16>,
    /// The letter after it.
    pub start_suffix: Option<char>,
    /// The last number of a range.
    pub end_number: Option<u16>,
    /// The letter after it.
    pub end_suffix: Option<char>,
    /// What is no number: `FLAT`, `ROSE COTTAGE`.
    pub text: String,
}

/// An address by BS 7666. Masks its `Debug`.
///
/// # Source
/// BS 7666-2:2006, the land and property identifier and the street it refers to.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct LandPropertyIdentifier {
    /// The organisation there.
    pub organisation: String,
    /// The part of the building.
    pub sao: AddressableObject,
    /// The building.
    pub pao: AddressableObject,
    /// The street's name; of a street off another, both.
    pub street: String,
    /// The locality.
    pub locality: String,
    /// The town.
    pub town: String,
    /// The administrative area; of an address as written, the county.
    pub administrative_area: String,
    /// The postcode.
    pub postcode: Option<Postcode>,
}

impl fmt::Debug for AddressableObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AddressableObject").finish_non_exhaustive()
    }
}

impl fmt::Debug for LandPropertyIdentifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LandPropertyIdentifier").finish_non_exhaustive()
    }
}

impl AddressableObject {
    /// Reads the number that a text ends in, or is: `FLAT 2A`, `14-16`; a text with other numbers stays a text.
    ///
    /// # Example
    /// ```
    /// use standardise::address::bs7666::AddressableObject;
    ///
    /// let flat = AddressableObject::ending_in_number("FLAT 2A");
    /// assert_eq!((flat.text.as_str(), flat.start_number, flat.start_suffix), ("FLAT", Some(2), Some('A')));
    /// assert_eq!(flat.to_string(), "FLAT 2A");
    /// ```
    pub fn ending_in_number(text: &str) -> Self {
        let (rest, last) = text.rsplit_once(' ').unwrap_or(("", text));
        let rest_is_text = !rest.bytes().any(|byte| byte.is_ascii_digit() || byte == b',');
        Self::of_number(last).filter(|_| rest_is_text).map_or_else(
            || Self { text: text.to_owned(), ..Self::default() },
            |number| Self { text: rest.to_owned(), ..number },
        )
    }

    /// Reads the number that a text begins with, as of a building whose name has one: `14 ALDER COURT`.
    fn beginning_with_number(text: &str) -> Self {
        let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
        Self::of_number(first).map_or_else(
            || Self { text: text.to_owned(), ..Self::default() },
            |number| Self { text: rest.to_owned(), ..number },
        )
    }

    /// A number with what belongs to it, or nothing where it is none: `14`, `14A`, `14-16`, `14A-14C`.
    fn of_number(text: &str) -> Option<Self> {
        let (start, end) = text.split_once('-').map_or((text, None), |(start, end)| (start, Some(end)));
        let (start_number, start_suffix) = number_and_suffix(start)?;
        let (end_number, end_suffix) = match end {
            None => (None, None),
            Some(end) => {
                let (number, suffix) = number_and_suffix(end)?;
                (Some(number), suffix)
            }
        };
        Some(Self {
            start_number: Some(start_number),
            start_suffix,
            end_number,
            end_suffix,
            text: String::new(),
        })
    }

    /// The number with its letters: `14A-16`; empty where there is none.
    pub fn number(&self) -> String {
        let part = |number: Option<u16>, suffix: Option<char>| {
            let mut text = number.map_or_else(String::new, |number| number.to_string());
            text.extend(suffix);
            text
        };
        let start = part(self.start_number, self.start_suffix);
        let end = part(self.end_number, self.end_suffix);
        joined(&[&start, &end], "-")
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.start_number.is_none() && self.text.is_empty()
    }
}

impl fmt::Display for AddressableObject {
    /// The text and then the number, as single-line addresses have them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&joined(&[&self.text, &self.number()], " "))
    }
}

/// `14` and the `A` of `14A`; nothing for more than four digits or more than one letter.
fn number_and_suffix(text: &str) -> Option<(u16, Option<char>)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut letters = text[digits..].chars();
    let suffix = letters.next();
    let is_number = (1..=4).contains(&digits)
        && letters.next().is_none()
        && suffix.is_none_or(|letter| letter.is_ascii_alphabetic());
    is_number.then(|| text[..digits].parse().ok()).flatten().map(|number| (number, suffix))
}

impl From<&Parts> for LandPropertyIdentifier {
    fn from(parts: &Parts) -> Self {
        let text = |part: &Option<String>| part.clone().unwrap_or_default();
        let sao = AddressableObject::ending_in_number(&text(&parts.sub_building));
        let name = text(&parts.building_name);
        let mut pao = match &parts.building_number {
            None => AddressableObject::beginning_with_number(&name),
            Some(number) => AddressableObject::of_number(&tight(number)).map_or_else(
                || AddressableObject { text: joined(&[&name, number], " "), ..AddressableObject::default() },
                |number| AddressableObject { text: name.clone(), ..number },
            ),
        };
        if let Some(po_box) = &parts.po_box {
            pao.text = joined(&[&format!("PO BOX {po_box}"), &pao.text], ", ");
        }
        Self {
            organisation: joined(&[&text(&parts.organisation), &text(&parts.department)], ", "),
            sao,
            pao,
            street: joined(&[&text(&parts.dependent_street), &text(&parts.street)], ", "),
            locality: joined(&[&text(&parts.double_dependent_locality), &text(&parts.locality)], ", "),
            town: text(&parts.town),
            administrative_area: text(&parts.county),
            postcode: parts.postcode,
        }
    }
}

impl fmt::Display for LandPropertyIdentifier {
    /// The address in one line; a number of the building stands before the street.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let street = joined(&[&self.pao.number(), &self.street], " ");
        let postcode = self.postcode.as_ref().map_or("", Postcode::as_str);
        let sao = self.sao.to_string();
        let parts = [
            self.organisation.as_str(),
            &sao,
            &self.pao.text,
            &street,
            &self.locality,
            &self.town,
            &self.administrative_area,
            postcode,
        ];
        f.write_str(&joined(&parts, ", "))
    }
}

/// A number as written without the spaces in it: `14 A`, `14 - 16`, `14 TO 16`.
fn tight(number: &str) -> String {
    let upper = number.to_ascii_uppercase();
    upper.split(' ').map(|word| if matches!(word, "TO" | "AND" | "&" | "/") { "-" } else { word }).collect()
}

/// Texts that are not empty, with something between them.
///
/// # Example
/// ```
/// assert_eq!(standardise::address::bs7666::joined(&["FLAT 2", "", "LEEDS"], ", "), "FLAT 2, LEEDS");
/// ```
pub fn joined(texts: &[&str], between: &str) -> String {
    let mut joined = String::new();
    for text in texts.iter().filter(|text| !text.is_empty()) {
        if !joined.is_empty() {
            joined.push_str(between);
        }
        joined.push_str(text);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::parse::Parser;

    fn shown(text: &str) -> String {
        let parts = Parser::default().parse([text]);
        let identifier = LandPropertyIdentifier::from(&parts);
        let object = |object: &AddressableObject| format!("{}/{}", object.text, object.number());
        format!("{} | {} | {}", object(&identifier.sao), object(&identifier.pao), identifier.street)
    }

    #[test]
    fn addresses_have_secondary_and_primary_objects() {
        let table = [
            ("Flat 2A, Rose House, 14-16 High Street, Leeds", "Flat/2A | Rose House/14-16 | High Street"),
            ("14 A High Street, Leeds", "/ | /14A | High Street"),
            ("14 Alder Court, Wilding Road, Leeds", "/ | Alder Court/14 | Wilding Road"),
            ("First Floor Flat, 3 Mill Lane, Leeds", "First Floor Flat/ | /3 | Mill Lane"),
            ("Flat 3/1, 24 Mill Road, Glasgow", "Flat 3/1/ | /24 | Mill Road"),
            ("PO Box 12, Leeds", "/ | PO BOX 12/ | "),
            ("Rose Cottage, Mill Lane, Shelton, Leeds", "/ | Rose Cottage/ | Mill Lane"),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), expected, "of {text:?}");
        }
    }

    #[test]
    fn one_line_puts_the_number_before_the_street() {
        let parts = Parser::default().parse(["FLAT 2, ROSE HOUSE, 14A HIGH ST, SHELTON, LEEDS, LS1 4DJ"]);
        let identifier = LandPropertyIdentifier::from(&parts);
        assert_eq!(identifier.to_string(), "FLAT 2, ROSE HOUSE, 14A HIGH ST, SHELTON, LEEDS, LS1 4DJ");
    }

    #[test]
    fn numbers_too_large_for_a_gazetteer_stay_text() {
        let object = AddressableObject::ending_in_number("UNIT 12345");
        assert_eq!((object.text.as_str(), object.start_number), ("UNIT 12345", None));
    }
}
