//! Addresses as Royal Mail's Postcode Address File has them, and the lines they are written in on an envelope.
//!
//! Formats what it is given; taking an address apart is [`super::parse`]'s.

use std::fmt;

use super::parse::Parts;

/// An address in the fields of the Postcode Address File. Masks its `Debug`.
///
/// # Source
/// Royal Mail, Programmers' Guide to PAF (2023): fields, and rules 1 to 7 for premises.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct DeliveryPoint {
    /// Organisation.
    pub organisation: String,
    /// Department.
    pub department: String,
    /// The number of a PO box.
    pub po_box: String,
    /// Sub-building: `FLAT 2`.
    pub sub_building: String,
    /// Building name: a name, or a number that is not a whole one (`14A`, `14-16`).
    pub building_name: String,
    /// Building number: digits.
    pub building_number: String,
    /// Dependent thoroughfare with its descriptor.
    pub dependent_thoroughfare: String,
    /// Thoroughfare with its descriptor.
    pub thoroughfare: String,
    /// Double dependent locality.
    pub double_dependent_locality: String,
    /// Dependent locality.
    pub dependent_locality: String,
    /// Post town.
    pub post_town: String,
    /// Postcode.
    pub postcode: String,
}

impl fmt::Debug for DeliveryPoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeliveryPoint").finish_non_exhaustive()
    }
}

/// Beginnings of a building's name after which a number belongs to the name: `UNIT 3-4`.
const KEEPS_NUMBER: [&str; 22] = [
    "APARTMENT",
    "BACK OF",
    "BLOCK",
    "BLOCKS",
    "BUILDING",
    "FLAT",
    "FLATS",
    "KIOSK",
    "MAISONETTE",
    "MAISONETTES",
    "OFFICE",
    "PLOT",
    "REAR OF",
    "ROOM",
    "SHOP",
    "SHOPS",
    "STALL",
    "STALLS",
    "SUITE",
    "SUITES",
    "UNIT",
    "UNITS",
];

impl From<&Parts> for DeliveryPoint {
    /// The parts of an address in the file's fields.
    ///
    /// A number that is more than digits stands as the building's name or at its end, and a part of a building that has
    /// neither name nor number beside it stands as the name, as the file has it.
    fn from(parts: &Parts) -> Self {
        let text = |part: &Option<String>| part.clone().unwrap_or_default();
        let number = text(&parts.building_number);
        let is_whole = number.len() <= 4 && number.bytes().all(|byte| byte.is_ascii_digit());
        let mut building_name = text(&parts.building_name);
        if !is_whole {
            if !building_name.is_empty() {
                building_name.push(' ');
            }
            building_name.push_str(&number);
        }
        let mut point = Self {
            organisation: text(&parts.organisation),
            department: text(&parts.department),
            po_box: text(&parts.po_box),
            sub_building: text(&parts.sub_building),
            building_name,
            building_number: if is_whole { number } else { String::new() },
            dependent_thoroughfare: text(&parts.dependent_street),
            thoroughfare: text(&parts.street),
            double_dependent_locality: text(&parts.double_dependent_locality),
            dependent_locality: text(&parts.locality),
            post_town: text(&parts.town).to_uppercase(),
            postcode: parts.postcode.map_or_else(String::new, |postcode| postcode.as_str().to_owned()),
        };
        if point.building_name.is_empty() && point.building_number.is_empty() {
            point.building_name = std::mem::take(&mut point.sub_building);
        }
        point
    }
}

/// The lines of the premises: what stands on lines of its own, and what goes before the street.
#[derive(Default)]
struct Premises {
    lines: Vec<String>,
    /// Begins the line of the street, or of the locality where there is no street.
    before_street: String,
}

impl DeliveryPoint {
    /// The lines above the post town, none of them empty.
    ///
    /// # Example
    /// ```
    /// use standardise::address::paf::DeliveryPoint;
    ///
    /// let point = DeliveryPoint {
    ///     sub_building: "A".to_owned(),
    ///     building_number: "12".to_owned(),
    ///     thoroughfare: "High Street".to_owned(),
    ///     dependent_locality: "Shelton".to_owned(),
    ///     ..DeliveryPoint::default()
    /// };
    /// assert_eq!(point.lines(), ["12A High Street", "Shelton"]);
    /// ```
    pub fn lines(&self) -> Vec<String> {
        let premises = self.premises();
        let mut lines: Vec<String> = [&self.organisation, &self.department]
            .into_iter()
            .filter(|line| !is_blank(line))
            .cloned()
            .collect();
        if !is_blank(&self.po_box) {
            lines.push(format!("PO Box {}", self.po_box.trim()));
        }
        lines.extend(premises.lines);
        let mut before = premises.before_street;
        for place in self.places() {
            if before.is_empty() {
                lines.push(place.to_owned());
            } else {
                lines.push(format!("{before} {place}"));
                before.clear();
            }
        }
        if !before.is_empty() {
            lines.push(before);
        }
        lines
    }

    /// The lines above the post town, `most` of them: parts of a building join the building, then what comes last is
    /// joined.
    pub fn lines_within(&self, most: usize) -> Vec<String> {
        let mut lines = self.lines();
        let named = self.named_premises();
        if lines.len() > most
            && let [sub, name] = &named[..]
            && let Some(at) = lines.windows(2).position(|pair| pair[0] == *sub && pair[1] == *name)
        {
            let name = lines.remove(at + 1);
            lines[at] = format!("{}, {name}", lines[at]);
        }
        while lines.len() > most.max(1) {
            if let Some(last) = lines.pop()
                && let Some(before) = lines.last_mut()
            {
                before.push_str(", ");
                before.push_str(&last);
            }
        }
        lines
    }

    /// The premises in one line: part of the building, its name, its number.
    pub fn premise(&self) -> String {
        let Premises { mut lines, before_street } = self.premises();
        let before = before_street.trim_end_matches(',');
        if !before.is_empty() {
            lines.push(before.to_owned());
        }
        if lines.is_empty() && !is_blank(&self.po_box) {
            lines.push(format!("PO Box {}", self.po_box.trim()));
        }
        lines.join(", ")
    }

    /// Street and localities, in order.
    fn places(&self) -> impl Iterator<Item = &str> {
        [
            &self.dependent_thoroughfare,
            &self.thoroughfare,
            &self.double_dependent_locality,
            &self.dependent_locality,
        ]
        .into_iter()
        .map(|place| place.trim())
        .filter(|place| !place.is_empty())
    }

    fn number(&self) -> &str {
        let number = self.building_number.trim();
        if number == "0" { "" } else { number }
    }

    /// What of the premises stands on lines of its own.
    fn named_premises(&self) -> Vec<String> {
        self.premises().lines
    }

    /// Rules 2 to 7.
    fn premises(&self) -> Premises {
        let (sub, name, number) = (self.sub_building.trim(), self.building_name.trim(), self.number());
        let (name, name_number) = split_number(name, number);
        let number = if number.is_empty() { name_number } else { number };
        let mut premises = Premises { lines: Vec::new(), before_street: number.to_owned() };
        let is_lone_letter = number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_alphabetic());
        if is_lone_letter && name.is_empty() {
            premises.before_street.push(',');
        }
        match (sub.is_empty(), name.is_empty()) {
            (true, true) => {}
            (true, false) => premises.lines.push(name.to_owned()),
            // `12A`, `20GF`: the part is the number's suffix, or all there is.
            (false, true) if is_letter(sub) && !number.is_empty() => premises.before_street.push_str(sub),
            (false, true) if number.is_empty() && is_number_like(sub) => premises.before_street.push_str(sub),
            (false, true) => premises.lines.push(sub.to_owned()),
            (false, false) if is_letter(sub) => premises.lines.push(format!("{sub}, {name}")),
            (false, false) if is_number_like(sub) => premises.lines.push(format!("{sub} {name}")),
            (false, false) => premises.lines.extend([sub.to_owned(), name.to_owned()]),
        }
        premises
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn is_letter(text: &str) -> bool {
    text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether a text reads as a number with what belongs to it: `12`, `12A`, `1-2`, `20GF`.
fn is_number_like(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit()) && !text.contains(' ')
}

/// A building's name without the number at its end that goes before the street, and that number: `FLOWER HOUSE 189A`.
///
/// Whole numbers stay (`CENTRE 30`), and so does a number after a word for a part of a building (`UNIT 3-4`).
fn split_number<'n>(name: &'n str, number: &str) -> (&'n str, &'n str) {
    if !number.is_empty() {
        return (name, "");
    }
    let (rest, last) = name.rsplit_once(' ').unwrap_or(("", name));
    let keeps = KEEPS_NUMBER.iter().any(|word| {
        name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
            && name[word.len()..].starts_with(' ')
    });
    let is_whole = last.bytes().all(|byte| byte.is_ascii_digit());
    let before_is_letter = rest.rsplit(' ').next().is_some_and(|word| word.len() == 1);
    let splits = match rest.is_empty() {
        true => is_number_like(last) || is_letter(last),
        false => !is_whole && (is_number_like(last) || (is_letter(last) && !before_is_letter)),
    };
    if splits && !keeps { (rest, last) } else { (name, "") }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A point from fields by one letter each: o, s, n(ame), b (number), d, t, x, l.
    fn point(fields: &[(char, &str)]) -> DeliveryPoint {
        let mut point = DeliveryPoint::default();
        for (field, text) in fields {
            let text = (*text).to_owned();
            match field {
                'o' => point.organisation = text,
                'p' => point.po_box = text,
                's' => point.sub_building = text,
                'n' => point.building_name = text,
                'b' => point.building_number = text,
                'd' => point.dependent_thoroughfare = text,
                't' => point.thoroughfare = text,
                _ => point.dependent_locality = text,
            }
        }
        point
    }

    #[test]
    fn each_rule_for_premises_has_its_lines() {
        let table: [(&[(char, &str)], &str); 15] = [
            (&[('o', "Leda Ltd"), ('l', "Shelton")], "Leda Ltd | Shelton"),
            (&[('b', "16"), ('t', "Mill Road")], "16 Mill Road"),
            (&[('b', "1"), ('l', "Shelton")], "1 Shelton"),
            (&[('n', "The Manor"), ('t', "Upper Hill")], "The Manor | Upper Hill"),
            (&[('n', "12A"), ('t', "Upper Hill")], "12A Upper Hill"),
            (&[('n', "K"), ('t', "Upper Hill")], "K, Upper Hill"),
            (&[('n', "Flower House 189A"), ('t', "Green Road")], "Flower House | 189A Green Road"),
            (&[('n', "Centre 30"), ('t', "Green Road")], "Centre 30 | Green Road"),
            (&[('n', "Unit 3-4"), ('t', "Green Road")], "Unit 3-4 | Green Road"),
            (&[('n', "Rose House"), ('b', "15"), ('t', "The Street")], "Rose House | 15 The Street"),
            (&[('s', "Flat 1"), ('b', "12"), ('t', "The Street")], "Flat 1 | 12 The Street"),
            (&[('s', "A"), ('b', "12"), ('t', "The Street")], "12A The Street"),
            (&[('s', "10B"), ('n', "Rose Tower"), ('t', "The Walk")], "10B Rose Tower | The Walk"),
            (
                &[('s', "A"), ('n', "Rose Court"), ('b', "34"), ('t', "The Walk")],
                "A, Rose Court | 34 The Walk",
            ),
            (&[('p', "61")], "PO Box 61"),
        ];
        for (fields, expected) in table {
            assert_eq!(point(fields).lines().join(" | "), expected);
        }
    }

    #[test]
    fn lines_are_joined_where_there_are_too_many() {
        let flat = point(&[('s', "Flat 1"), ('n', "Holly House"), ('t', "Oak Avenue"), ('l', "Shelton")]);
        assert_eq!(flat.lines_within(3), ["Flat 1, Holly House", "Oak Avenue", "Shelton"]);
        let shop = point(&[('o', "Candles"), ('n', "Unit 3-4"), ('d', "Mill Estate"), ('t', "Cotton Drive")]);
        assert_eq!(shop.lines_within(3), ["Candles", "Unit 3-4", "Mill Estate, Cotton Drive"]);
    }

    #[test]
    fn parts_become_fields() {
        let parts = |text| super::super::parse::Parser::default().parse([text]);
        let point = DeliveryPoint::from(&parts("Rose House, 14A High Street, Bristol"));
        assert_eq!((point.building_name.as_str(), point.building_number.as_str()), ("Rose House 14A", ""));
        assert_eq!(point.lines(), ["Rose House", "14A High Street"]);
        let unit = DeliveryPoint::from(&parts("Unit 2, Mill Road, Bristol"));
        assert_eq!((unit.sub_building.as_str(), unit.building_name.as_str()), ("", "Unit 2"));
    }
}
