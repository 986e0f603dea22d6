//! What a column of a table of addresses may hold, and the names by which such columns go.

use std::fmt;
use std::str::FromStr;

/// A field of an address, as a contract names it in `guildhall.field`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum AddressField {
    /// The Unique Property Reference Number.
    Uprn,
    /// That of the building it is a part of.
    ParentUprn,
    /// The organisation there.
    Organisation,
    /// Its department.
    Department,
    /// A post-office box.
    PoBox,
    /// The part of the building.
    SubBuilding,
    /// The building's name.
    BuildingName,
    /// Its number, with suffix or range.
    BuildingNumber,
    /// The street within a street.
    DependentStreet,
    /// The street.
    Street,
    /// The locality within a locality.
    DependentLocality,
    /// The locality.
    Locality,
    /// The town.
    Town,
    /// The town that the post goes by; it counts where there is no other.
    PostTown,
    /// The postcode.
    Postcode,
    /// The whole address in one cell; it counts where there are no parts.
    Address,
    /// A line of the address; several columns may be, in the file's order.
    AddressLine,
    /// First number of the secondary object (BS 7666).
    SaoStartNumber,
    /// Its suffix.
    SaoStartSuffix,
    /// Last number of its range.
    SaoEndNumber,
    /// Its suffix.
    SaoEndSuffix,
    /// Its name.
    SaoText,
    /// First number of the primary object.
    PaoStartNumber,
    /// Its suffix.
    PaoStartSuffix,
    /// Last number of its range.
    PaoEndNumber,
    /// Its suffix.
    PaoEndSuffix,
    /// Its name.
    PaoText,
    /// The Unique Street Reference Number.
    Usrn,
    /// What it is used as, in a scheme's code.
    Classification,
    /// Its logical status: 1 or approved, 3 alternative, 6 provisional, 8 historical.
    Status,
    /// Units: metres.
    Easting,
    /// Units: metres.
    Northing,
    /// Units: degrees.
    Latitude,
    /// Units: degrees.
    Longitude,
    /// What the row does: I insert, U update, D delete.
    Change,
}

/// Each field with its name and the headers that it goes by: letters and digits alone, the best first.
const FIELDS: [(AddressField, &str, &[&str]); 35] = {
    use AddressField as F;
    [
        (F::Uprn, "uprn", &["uprn", "blpuuprn", "propertyuprn"]),
        (F::ParentUprn, "parent_uprn", &["parentuprn", "parentaddress", "puprn"]),
        (
            F::Organisation,
            "organisation",
            &["organisation", "organisationname", "rmorganisationname", "organization", "orgname"],
        ),
        (F::Department, "department", &["department", "departmentname"]),
        (F::PoBox, "po_box", &["pobox", "poboxnumber"]),
        (F::SubBuilding, "sub_building", &["subbuilding", "subbuildingname", "subname", "flat", "unit"]),
        (F::BuildingName, "building_name", &["buildingname", "housename", "propertyname", "name"]),
        (
            F::BuildingNumber,
            "building_number",
            &["buildingnumber", "housenumber", "houseno", "propertynumber", "number"],
        ),
        (
            F::DependentStreet,
            "dependent_street",
            &["dependentthoroughfare", "dependentstreet", "depthoroughfare"],
        ),
        (
            F::Street,
            "street",
            &[
                "streetname",
                "streetdescription",
                "streetdescriptor",
                "thoroughfare",
                "throughfare",
                "street",
                "road",
            ],
        ),
        (F::DependentLocality, "dependent_locality", &["doubledependentlocality", "dbldependentlocality"]),
        (F::Locality, "locality", &["locality", "localityname", "dependentlocality", "village"]),
        (F::Town, "town", &["town", "townname", "city"]),
        (F::PostTown, "post_town", &["posttown"]),
        (F::Postcode, "postcode", &["postcode", "postcodelocator", "postalcode"]),
        (F::Address, "address", &["address", "singlelineaddress", "fulladdress", "addressstring"]),
        (F::AddressLine, "address_line", &["addressline", "addr", "addressline1"]),
        (F::SaoStartNumber, "sao_start_number", &["saostartnumber", "saostartno"]),
        (F::SaoStartSuffix, "sao_start_suffix", &["saostartsuffix"]),
        (F::SaoEndNumber, "sao_end_number", &["saoendnumber", "saoendno"]),
        (F::SaoEndSuffix, "sao_end_suffix", &["saoendsuffix"]),
        (F::SaoText, "sao_text", &["saotext"]),
        (F::PaoStartNumber, "pao_start_number", &["paostartnumber", "paostartno"]),
        (F::PaoStartSuffix, "pao_start_suffix", &["paostartsuffix"]),
        (F::PaoEndNumber, "pao_end_number", &["paoendnumber", "paoendno"]),
        (F::PaoEndSuffix, "pao_end_suffix", &["paoendsuffix"]),
        (F::PaoText, "pao_text", &["paotext"]),
        (F::Usrn, "usrn", &["usrn"]),
        (
            F::Classification,
            "classification",
            &["classificationcode", "class", "blpuclass", "classification"],
        ),
        (F::Status, "status", &["lpilogicalstatus", "logicalstatus", "blpulogicalstatus", "status"]),
        (F::Easting, "easting", &["easting", "xcoordinate", "x"]),
        (F::Northing, "northing", &["northing", "ycoordinate", "y"]),
        (F::Latitude, "latitude", &["latitude", "lat"]),
        (F::Longitude, "longitude", &["longitude", "long", "lon", "lng"]),
        (F::Change, "change", &["changecode", "changetype"]),
    ]
};

impl AddressField {
    /// How many there are.
    pub(crate) const COUNT: usize = FIELDS.len();

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        FIELDS.iter().map(|(field, _, _)| *field)
    }

    /// The name in a contract.
    pub fn name(self) -> &'static str {
        FIELDS[self as usize].1
    }

    /// Whether several columns may be mapped to it.
    pub(crate) fn may_repeat(self) -> bool {
        self == Self::AddressLine
    }
}

impl fmt::Display for AddressField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for AddressField {
    type Err = standardise::record::UnknownName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::all().find(|field| field.name() == text).ok_or(standardise::record::UnknownName)
    }
}

/// The field of each column, by the columns' names; where two go for one field, the one with the better name has it.
pub(crate) fn by_name(names: &[String]) -> Vec<Option<AddressField>> {
    let bare: Vec<String> = names.iter().map(|name| bare(name)).collect();
    let mut fields = vec![None; names.len()];
    for (field, _, headers) in FIELDS {
        let found = headers.iter().find_map(|header| bare.iter().position(|name| name == header));
        if let Some(at) = found.filter(|at| fields[*at].is_none()) {
            fields[at] = Some(field);
        }
    }
    // Numbered lines: `Address1`, `addr_2`, `address line 3`.
    for (at, name) in bare.iter().enumerate() {
        let stem = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
        if stem.len() < name.len() && matches!(stem, "address" | "addressline" | "addr" | "line" | "addline")
        {
            fields[at] = Some(AddressField::AddressLine);
        }
    }
    fields
}

/// A header's letters and digits, in small letters.
fn bare(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stand_in_the_order_of_their_numbers() {
        for (at, (field, name, _)) in FIELDS.iter().enumerate() {
            assert_eq!((*field as usize, field.name()), (at, *name));
            assert_eq!(name.parse(), Ok(*field));
        }
    }

    #[test]
    fn columns_are_known_by_their_names() {
        let told = |names: &str| {
            let names: Vec<String> = names.split(',').map(str::to_owned).collect();
            let fields = by_name(&names).into_iter().map(|field| field.map_or("-", AddressField::name));
            fields.collect::<Vec<_>>().join(",")
        };
        assert_eq!(
            told("uprn,parent-address,street,name,street_name,place"),
            "uprn,parent_uprn,-,building_name,street,-"
        );
        assert_eq!(told("UPRN,Address 1,Address 2,Post Code"), "uprn,address_line,address_line,postcode");
        assert_eq!(told("UPRN,TOWN_NAME,POST_TOWN,X_COORDINATE"), "uprn,town,post_town,easting");
    }
}
