//! An address of a gazetteer, in the parts that BS 7666 and the Postcode Address File have in common.

/// An address that has a UPRN. Parts that it lacks are empty.
///
/// Shape: text as the gazetteer writes it, in any case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The Unique Property Reference Number.
    pub uprn: u64,
    /// That of the building it is a part of.
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
