//! Which records tell of one home: by the UPRN they hold, or by their address where they hold none.
//!
//! It says which address a record gives, not who lives there now.

use rustc_hash::FxHashMap;

use crate::table::{Column, NULL, Table};

/// What the UPRNs beside an address say of it.
#[derive(Clone, Copy)]
enum Told {
    One(u32),
    /// Flats whose numbers were left out: no saying which.
    Several,
}

/// The homes that records name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Homes {
    /// The home of each row, numbered from 0 by first row; none where the row gives no address, or one that several homes
    /// share.
    pub of_row: Vec<Option<u32>>,
    /// How each home is named.
    pub homes: Vec<Home>,
}

/// How a home is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Home {
    /// The UPRN, as the column's number of it; that of null where no record has one.
    pub uprn: u32,
    /// The address of the first record that gives one, as the column's number of it; that of null where none does.
    pub address: u32,
}

/// The home of each row, as [`Homes::of_row`].
///
/// Shape: as [`number`].
pub fn homes(uprn: &Column, address: &Column) -> Vec<Option<u32>> {
    number(uprn, address).of_row
}

/// The homes that the records of a table name, by its columns `uprn` and `address_key`; a column that is not there says nothing.
pub fn of_table(table: &Table) -> Homes {
    let mut empty = Column::new("");
    empty.fill_to(table.row_count());
    let column = |name: &str| table.column(name).unwrap_or(&empty);
    number(column("uprn"), column("address_key"))
}

/// The homes that records name, and how.
///
/// Shape: `uprn` and `address` have a value a row; equal addresses are equal texts, as in the standard form's `address_key`.
pub fn number(uprn: &Column, address: &Column) -> Homes {
    let rows = || uprn.ids().iter().copied().zip(address.ids().iter().copied());
    let mut told: FxHashMap<u32, Told> = FxHashMap::default();
    for (uprn, address) in rows().filter(|(uprn, address)| *uprn != NULL && *address != NULL) {
        told.entry(address)
            .and_modify(|known| match known {
                Told::One(other) if *other == uprn => {}
                _ => *known = Told::Several,
            })
            .or_insert(Told::One(uprn));
    }
    let mut numbers: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    let mut homes: Vec<Home> = Vec::new();
    let home = |(uprn, address): (u32, u32)| {
        let key = match (uprn, told.get(&address)) {
            (NULL, _) if address == NULL => return None,
            (NULL, Some(Told::Several)) => return None,
            (NULL, Some(Told::One(uprn))) => (*uprn, NULL),
            (NULL, None) => (NULL, address),
            (uprn, _) => (uprn, NULL),
        };
        let number = *numbers.entry(key).or_insert_with(|| {
            homes.push(Home { uprn: key.0, address: NULL });
            homes.len() as u32 - 1
        });
        let known = &mut homes[number as usize].address;
        if *known == NULL {
            *known = address;
        }
        Some(number)
    };
    let of_row = rows().map(home).collect();
    Homes { of_row, homes }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, values: &[&str]) -> Column {
        let mut column = Column::new(name);
        values.iter().for_each(|value| column.push(Some(*value).filter(|value| !value.is_empty())));
        column
    }

    #[test]
    fn homes_are_told_by_uprn_and_else_by_address() {
        let uprn = column("uprn", &["1", "", "1", "", "2", "3", "", "", ""]);
        let address = column("address_key", &["A", "A", "", "B", "C", "C", "C", "B", ""]);
        let expected = [Some(0), Some(0), Some(0), Some(1), Some(2), Some(3), None, Some(1), None];
        assert_eq!(homes(&uprn, &address), expected);
        let named: Vec<(u32, u32)> =
            number(&uprn, &address).homes.iter().map(|home| (home.uprn, home.address)).collect();
        assert_eq!(named, [(1, 1), (NULL, 2), (2, 3), (3, 3)]);
    }
}
