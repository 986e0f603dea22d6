//! Where a record's person or premises is: address, postcode and UPRN from whatever columns hold them.
//!
//! Chooses between what columns say; how an address is read is told in [`crate::address`].

use super::{Field, Filling};
use crate::address;
use crate::postcode::Postcode;
use crate::problem::{Finding, ProblemKind};
use crate::uprn::Uprn;

/// What an address says beside its columns.
#[derive(Default)]
pub(super) struct Filled {
    /// The name at the head of the address.
    pub name_key: Option<String>,
}

/// The columns of a row that say where.
#[derive(Default)]
pub(super) struct Place<'a> {
    lines: Vec<&'a str>,
    town: Option<&'a str>,
    postcode: Option<&'a str>,
    uprn: Option<&'a str>,
}

/// Where a place goes in a standard table.
pub(super) struct PlaceColumns<C> {
    pub address: C,
    pub building_key: C,
    pub street_key: C,
    pub address_key: C,
    pub postcode: C,
    pub uprn: C,
}

impl<'a> Place<'a> {
    /// Takes a value that says where; whether it was one.
    pub(super) fn take(&mut self, field: Field, text: &'a str) -> bool {
        match field {
            Field::Address | Field::AddressLine => self.lines.push(text),
            Field::Town => {
                self.town.get_or_insert(text);
            }
            Field::Postcode => {
                self.postcode.get_or_insert(text);
            }
            Field::Uprn => {
                self.uprn.get_or_insert(text);
            }
            _ => return false,
        }
        true
    }

    /// Fills the columns of a place.
    pub(super) fn fill<C: Into<usize>>(&self, columns: PlaceColumns<C>, record: &mut Filling) -> Filled {
        let mut filled = Filled::default();
        let mut building = None;
        let column_postcode = self.postcode.and_then(|text| {
            let reading = Postcode::read(text);
            record.tell_any(Field::Postcode, reading.finding);
            reading.value
        });
        let mut address_postcode = None;
        if !self.lines.is_empty() {
            let address = address::read(self.lines.iter().copied(), self.town);
            record.tell_any(Field::AddressLine, address.finding);
            record.set(columns.address, address.display.as_deref());
            record.set(columns.building_key, address.building_key.as_deref());
            record.set(columns.street_key, address.street_key.as_deref());
            building = address.building_key;
            address_postcode = address.postcode;
            filled.name_key = address.name_key;
        }
        if column_postcode.zip(address_postcode).is_some_and(|(column, address)| column != address) {
            record
                .tell(Field::Postcode, Finding::new(ProblemKind::Doubtful, "postcode_differs_from_address"));
        }
        let postcode = column_postcode.or(address_postcode);
        if let (Some(building), Some(postcode)) = (building, &postcode) {
            record.write(columns.address_key, |text| {
                text.extend([building.as_str(), ", ", postcode.as_str()]);
            });
        }
        record.set(columns.postcode, postcode.as_ref().map(Postcode::as_str));
        if let Some(text) = self.uprn {
            record.read(Field::Uprn, columns.uprn, Uprn::read(text), |uprn, text| uprn.write(text));
        }
        filled
    }
}
