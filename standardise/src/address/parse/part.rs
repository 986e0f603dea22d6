//! The parts of an address, by the names that Royal Mail's Postcode Address File gives them.

/// A part of an address.
///
/// # Source
/// Royal Mail, Programmers' Guide to PAF (2023), chapter on the structure of addresses; BS 7666-0:2006 for the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Part {
    /// The organisation: `GUILDHALL BAKERY LTD`.
    Organisation,
    /// A department of it.
    Department,
    /// `PO BOX 12`.
    PoBox,
    /// A part of a building: `FLAT 2`.
    SubBuilding,
    /// A building's name: `ROSE COTTAGE`.
    BuildingName,
    /// A number in the street: `14A`, `14-16`.
    Number,
    /// A street off the street: `SEASTONE COURT` of `SEASTONE COURT, STATION ROAD`.
    DependentStreet,
    /// The street.
    Street,
    /// A village or a part of a town.
    Locality,
    /// The town, of a list of post towns.
    Town,
    /// The town, of its place in the address only.
    OtherTown,
    /// A county.
    County,
}

/// How many parts there are.
pub(super) const PART_COUNT: usize = 12;

impl Part {
    pub(super) const ALL: [Self; PART_COUNT] = [
        Self::Organisation,
        Self::Department,
        Self::PoBox,
        Self::SubBuilding,
        Self::BuildingName,
        Self::Number,
        Self::DependentStreet,
        Self::Street,
        Self::Locality,
        Self::Town,
        Self::OtherTown,
        Self::County,
    ];
}
