//! The parts of an address as columns of a table.

use standardise::address;

/// The columns' names, in the order in which an address is written.
pub const COLUMNS: [&str; 4] = ["building_name", "building_number", "street", "postcode"];

/// The parts of an address, by column. They are personal data, so there is no `Debug`.
#[derive(Clone, Default)]
pub struct AddressParts {
    /// One a column of [`COLUMNS`]; empty where the address lacks it.
    pub values: [String; COLUMNS.len()],
}

/// Takes addresses apart, one after the other. One for each thread.
pub struct Reader;

impl Reader {
    /// The parts of an address in lines; the postcode may stand apart.
    pub fn read(&mut self, lines: &[&str], postcode: Option<&str>) -> AddressParts {
        let read = address::read(lines.iter().copied().chain(postcode), None);
        let text = |part: Option<String>| part.unwrap_or_default();
        let postcode = read.postcode.map_or(String::new(), |postcode| postcode.as_str().to_owned());
        AddressParts {
            values: [text(read.name_key), text(read.building_key), text(read.street_key), postcode],
        }
    }
}
