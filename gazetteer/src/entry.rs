//! An address of a gazetteer, in the parts that BS 7666 and the Postcode Address File have in common.

use standardise::address::bs7666::joined;
use standardise::address::parse::Parts;

/// An address that has a UPRN. Parts that it lacks are empty.
///
/// A UPRN may have several: its address in another language, the one that the post uses, the one that it had before. They are
/// entries of one UPRN, and each says what standing it has.
///
/// Shape: text as the gazetteer writes it, in any case.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The Unique Property Reference Number.
    pub uprn: u64,
    /// What standing the address has.
    pub status: EntryStatus,
    /// The UPRN of the building it is a part of.
    pub parent_uprn: Option<u64>,
    /// The organisation at the address.
    pub organisation: String,
    /// The part of the building (secondary addressable object): `FLAT 2`, `FIRST FLOOR`.
    pub sub_building: String,
    /// The building's name.
    pub building_name: String,
    /// The building's number, with its suffix or range: `14`, `14A`, `14-16`.
    pub building_number: String,
    /// The street, with the street it depends on where it has one.
    pub street: String,
    /// The locality.
    pub locality: String,
    /// The town.
    pub town: String,
    /// The postcode.
    pub postcode: String,
    /// The Unique Street Reference Number of its street.
    pub usrn: Option<u32>,
    /// What it is used as, in the classification scheme of the gazetteer: `RD04`.
    pub classification: String,
    /// Easting and northing on the British National Grid. Units: centimetres.
    pub grid: Option<(i32, i32)>,
    /// Latitude and longitude. Units: ten-millionths of a degree.
    pub degrees: Option<(i32, i32)>,
}

/// What standing an address has in its gazetteer.
///
/// Source: BS 7666-2:2006, logical status; `Ended` is ours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryStatus {
    /// The address by which the property is known (1, approved).
    #[default]
    Current,
    /// Another address of it that is in use (3).
    Alternative,
    /// Given, but not in use yet (6).
    Provisional,
    /// It was called so once (8).
    Historical,
    /// The gazetteer's supplier has taken it out.
    Ended,
}

impl EntryStatus {
    pub(crate) const ALL: [Self; 5] =
        [Self::Current, Self::Alternative, Self::Provisional, Self::Historical, Self::Ended];

    /// The status in one word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Alternative => "alternative",
            Self::Provisional => "provisional",
            Self::Historical => "historical",
            Self::Ended => "ended",
        }
    }

    /// A status by its name, or by the number that BS 7666 gives it; none for those that no address in use has or had
    /// (candidate, rejected).
    ///
    /// # Example
    /// ```
    /// use gazetteer::EntryStatus;
    /// assert_eq!(EntryStatus::read("8"), Some(EntryStatus::Historical));
    /// assert_eq!(EntryStatus::read("Approved"), Some(EntryStatus::Current));
    /// assert_eq!(EntryStatus::read("7"), None);
    /// ```
    pub fn read(text: &str) -> Option<Self> {
        match text.trim().to_ascii_lowercase().as_str() {
            "" | "1" | "approved" | "current" | "live" => Some(Self::Current),
            "3" | "alternative" => Some(Self::Alternative),
            "6" | "provisional" => Some(Self::Provisional),
            "8" | "historical" | "historic" => Some(Self::Historical),
            "ended" => Some(Self::Ended),
            _ => None,
        }
    }

    /// What a text that fits is worth less than one that fits an address in use. Units: bits.
    ///
    /// More than the margin that a match needs: where an old address of one property is the current one of another, the
    /// current one is meant.
    pub(crate) const fn cost(self) -> f32 {
        match self {
            Self::Current | Self::Alternative => 0.0,
            Self::Provisional => -0.5,
            Self::Historical | Self::Ended => -1.5,
        }
    }
}

/// The parts that are compared, in the order in which an address is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Part {
    Organisation,
    SubBuilding,
    BuildingName,
    BuildingNumber,
    Street,
    Locality,
    Town,
}

impl Part {
    pub(crate) const ALL: [Self; 7] = [
        Self::Organisation,
        Self::SubBuilding,
        Self::BuildingName,
        Self::BuildingNumber,
        Self::Street,
        Self::Locality,
        Self::Town,
    ];
}

impl Entry {
    pub(crate) fn part(&self, part: Part) -> &str {
        match part {
            Part::Organisation => &self.organisation,
            Part::SubBuilding => &self.sub_building,
            Part::BuildingName => &self.building_name,
            Part::BuildingNumber => &self.building_number,
            Part::Street => &self.street,
            Part::Locality => &self.locality,
            Part::Town => &self.town,
        }
    }

    /// The entry with the parts that its text was taken apart into, and their postcode where it has none.
    pub fn with_parts(self, parts: Parts) -> Self {
        let text = |part: Option<String>| part.unwrap_or_default();
        let both = |one: Option<String>, other: Option<String>| joined(&[&text(one), &text(other)], ", ");
        let postcode = parts.postcode.filter(|_| self.postcode.is_empty());
        Self {
            organisation: both(parts.organisation, parts.department),
            sub_building: text(parts.sub_building),
            building_name: both(parts.po_box.map(|number| format!("PO BOX {number}")), parts.building_name),
            building_number: text(parts.building_number),
            street: both(parts.dependent_street, parts.street),
            locality: both(parts.double_dependent_locality, parts.locality),
            town: text(parts.town),
            postcode: postcode.map_or(self.postcode, |postcode| postcode.as_str().to_owned()),
            ..self
        }
    }

    /// Whether anything of it says where it is.
    pub fn is_blank(&self) -> bool {
        Part::ALL.iter().all(|part| self.part(*part).trim().is_empty())
    }

    /// The address on one line, without the postcode.
    pub fn line(&self) -> String {
        let mut line = String::new();
        for part in Part::ALL {
            let text = self.part(part).trim();
            if text.is_empty() {
                continue;
            }
            if !line.is_empty() {
                // A house number stands with its street.
                line.push_str(if part == Part::Street && !self.building_number.is_empty() {
                    " "
                } else {
                    ", "
                });
            }
            line.push_str(text);
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use standardise::address::parse::Parser;

    use super::*;

    #[test]
    fn parts_of_a_text_become_those_of_an_entry() {
        let of = |text: &str, postcode: &str| {
            let entry = Entry { uprn: 7, postcode: postcode.to_owned(), ..Entry::default() };
            let entry = entry.with_parts(Parser::default().parse([text]));
            format!("{} {} / {}", entry.uprn, entry.line(), entry.postcode)
        };
        let text = "Flat 2, 14 High Street, Leeds LS1 4AP";
        assert_eq!(of(text, ""), "7 Flat 2, 14 High Street, Leeds / LS1 4AP");
        assert_eq!(of(text, "LS1 4AQ"), "7 Flat 2, 14 High Street, Leeds / LS1 4AQ");
        assert_eq!(of("PO Box 12, Leeds", ""), "7 PO BOX 12, Leeds / ");
    }
}
