//! Which column of a table of addresses is which field: by a contract, by a layout that is known, or by the columns' names.

use std::path::Path;

use super::field::{self, AddressField};
use super::{not_addresses, plus};
use crate::LoadError;

/// Columns by their place in a row, with their fields.
pub(super) type Fields = Vec<(usize, AddressField)>;

/// Where the fields of a row's addresses are.
pub(super) struct Layout {
    /// One for each address that a row may hold.
    pub(super) variants: Vec<Fields>,
    /// How the fields were found.
    source: &'static str,
}

/// A supplier's table, by its columns; it may come without naming them.
struct Known {
    name: &'static str,
    columns: &'static str,
    /// Where the code of the change stands, which tells two layouts of the same width apart.
    change: usize,
}

/// Source: Ordnance Survey, technical specifications of AddressBase Core, AddressBase and AddressBase Plus: the columns of
/// the CSV supply in their order.
const KNOWN: [Known; 3] = [
    Known {
        name: "AddressBase Core",
        columns: "UPRN,PARENT_UPRN,UDPRN,USRN,TOID,CLASSIFICATION_CODE,EASTING,NORTHING,LATITUDE,LONGITUDE,RPC,\
            LAST_UPDATE_DATE,SINGLE_LINE_ADDRESS,PO_BOX,ORGANISATION,SUB_BUILDING,BUILDING_NAME,BUILDING_NUMBER,\
            STREET_NAME,LOCALITY,TOWN_NAME,POST_TOWN,ISLAND,POSTCODE,DELIVERY_POINT_SUFFIX,GSS_CODE,CHANGE_CODE",
        change: 26,
    },
    Known {
        name: "AddressBase",
        columns: "UPRN,OS_ADDRESS_TOID,UDPRN,ORGANISATION_NAME,DEPARTMENT_NAME,PO_BOX_NUMBER,SUB_BUILDING_NAME,\
            BUILDING_NAME,BUILDING_NUMBER,DEPENDENT_THOROUGHFARE,THOROUGHFARE,POST_TOWN,DOUBLE_DEPENDENT_LOCALITY,\
            DEPENDENT_LOCALITY,POSTCODE,POSTCODE_TYPE,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE,RPC,COUNTRY,\
            CHANGE_TYPE,LA_START_DATE,RM_START_DATE,LAST_UPDATE_DATE,CLASS",
        change: 22,
    },
    Known { name: "AddressBase Plus", columns: plus::COLUMNS, change: 2 },
];

impl Layout {
    /// The layout of a table, by the names of its columns, or by its first row where it names none.
    pub(super) fn of(names: &[String], is_named: bool, first_row: &[&str]) -> Self {
        let known = KNOWN
            .iter()
            .find(|known| if is_named { known.is_named(names) } else { known.is_first(first_row) });
        let variants = match known {
            Some(known) if known.columns == plus::COLUMNS => plus::variants(),
            Some(known) => vec![numbered(field::by_name(&known.names()))],
            None => vec![numbered(field::by_name(names))],
        };
        Self { variants, source: known.map_or("columns told by their names", |known| known.name) }
    }

    /// The layout that a contract states.
    pub(super) fn stated(fields: Vec<Option<AddressField>>) -> Self {
        Self { variants: vec![numbered(fields)], source: "columns as the contract maps them" }
    }

    /// Refuses a table that has no UPRN or no address.
    pub(super) fn check(&self, path: &Path, names: &[String]) -> Result<(), LoadError> {
        use AddressField as F;
        let has = |fields: &[F]| self.variants.iter().flatten().any(|(_, field)| fields.contains(field));
        let lacks = if !has(&[F::Uprn]) {
            "UPRN"
        } else if !has(&[
            F::Street,
            F::BuildingName,
            F::BuildingNumber,
            F::Organisation,
            F::Address,
            F::AddressLine,
            F::PaoText,
            F::PaoStartNumber,
        ]) {
            "address"
        } else {
            return Ok(());
        };
        let names = names.iter().take(40).map(String::as_str).collect::<Vec<_>>().join(", ");
        Err(not_addresses(path, format!("it has no column of the {lacks}; its columns are {names}")))
    }

    /// How the columns were told.
    pub(super) fn told(&self) -> String {
        self.source.to_owned()
    }
}

fn numbered(fields: Vec<Option<AddressField>>) -> Fields {
    fields.into_iter().enumerate().filter_map(|(at, field)| Some((at, field?))).collect()
}

impl Known {
    fn names(&self) -> Vec<String> {
        self.columns.split(',').map(|name| name.trim().to_owned()).collect()
    }

    fn is_named(&self, names: &[String]) -> bool {
        let own = self.names();
        own.len() == names.len() && own.iter().zip(names).all(|(one, other)| one.eq_ignore_ascii_case(other))
    }

    fn is_first(&self, row: &[&str]) -> bool {
        let is_number = |cell: &&str| !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
        row.len() == self.names().len()
            && row.first().is_some_and(is_number)
            && row.get(self.change).is_some_and(|change| matches!(*change, "I" | "U" | "D"))
    }
}
