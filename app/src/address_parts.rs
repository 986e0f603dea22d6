//! The parts of an address as columns of a table: as it was taken apart, and by BS 7666.

use standardise::address::bs7666::{AddressableObject, LandPropertyIdentifier};
use standardise::address::parse::Parser;

/// The columns' names, in the order in which an address is written.
pub const COLUMNS: [&str; 23] = [
    "organisation",
    "department",
    "sub_building",
    "building_name",
    "building_number",
    "po_box",
    "dependent_street",
    "street",
    "double_dependent_locality",
    "locality",
    "town",
    "county",
    "postcode",
    "sao_start_number",
    "sao_start_suffix",
    "sao_end_number",
    "sao_end_suffix",
    "sao_text",
    "pao_start_number",
    "pao_start_suffix",
    "pao_end_number",
    "pao_end_suffix",
    "pao_text",
];

/// The parts of an address, by column. They are personal data, so there is no `Debug`.
#[derive(Clone, Default)]
pub struct AddressParts {
    /// One a column of [`COLUMNS`]; empty where the address lacks it.
    pub values: [String; COLUMNS.len()],
}

/// Takes addresses apart, one after the other. One for each thread.
#[derive(Default)]
pub struct Reader(Parser);

impl Reader {
    /// The parts of an address in lines; the postcode may stand apart.
    pub fn read(&mut self, lines: &[&str], postcode: Option<&str>) -> AddressParts {
        let parts = self.0.parse(lines.iter().copied().chain(postcode));
        let LandPropertyIdentifier { sao, pao, .. } = LandPropertyIdentifier::from(&parts);
        let text = |part: Option<String>| part.unwrap_or_default();
        let [sao_1, sao_2, sao_3, sao_4, sao_5] = fields(sao);
        let [pao_1, pao_2, pao_3, pao_4, pao_5] = fields(pao);
        let values = [
            text(parts.organisation),
            text(parts.department),
            text(parts.sub_building),
            text(parts.building_name),
            text(parts.building_number),
            text(parts.po_box),
            text(parts.dependent_street),
            text(parts.street),
            text(parts.double_dependent_locality),
            text(parts.locality),
            text(parts.town),
            text(parts.county),
            parts.postcode.map_or(String::new(), |postcode| postcode.as_str().to_owned()),
            sao_1,
            sao_2,
            sao_3,
            sao_4,
            sao_5,
            pao_1,
            pao_2,
            pao_3,
            pao_4,
            pao_5,
        ];
        AddressParts { values }
    }
}

/// The fields of an object, in the order of their columns.
fn fields(object: AddressableObject) -> [String; 5] {
    let number = |number: Option<u16>| number.map_or(String::new(), |number| number.to_string());
    let suffix = |suffix: Option<char>| suffix.map_or(String::new(), String::from);
    [
        number(object.start_number),
        suffix(object.start_suffix),
        number(object.end_number),
        suffix(object.end_suffix),
        object.text,
    ]
}
