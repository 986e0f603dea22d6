//! Records of a table as statements about homes: which dates of a record say what.

use super::{Death, Statement, When};
use crate::home::Homes;
use crate::table::{Column, NULL, Table};

/// The columns that are read, as the standard form names them.
pub const COLUMNS: [&str; 7] =
    ["uprn", "address_key", "address_from", "address_to", "valid_from", "valid_to", "death_date"];

/// The columns of which a record has one where it names somebody.
const NAMES: [&str; 2] = ["given_name_key", "family_name_key"];

/// What a table's records say of homes and deaths.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statements {
    /// Of every record that names a home.
    pub statements: Vec<Statement>,
    /// Of every record that has a date of death.
    pub deaths: Vec<Death>,
}

/// Records of people, with what is known of them.
#[derive(Debug, Clone, Copy)]
pub struct Records<'r> {
    /// Their columns.
    pub table: &'r Table,
    /// The number of each row's record.
    pub records: &'r [u64],
    /// The person of each row.
    pub entity_of: &'r [u64],
    /// By the number of a source, whether it keeps where people mainly live.
    pub lists_main: &'r [bool],
    /// The home of each row: see [`crate::home`].
    pub homes: &'r Homes,
}

/// Reads the rows that are wanted; a column that is not there says nothing.
pub fn read(records: &Records<'_>, is_wanted: impl Fn(usize) -> bool) -> Statements {
    let Records { table, records, entity_of, lists_main, homes } = *records;
    let mut empty = Column::new("");
    empty.fill_to(table.row_count());
    let columns = COLUMNS.map(|name| table.column(name).unwrap_or(&empty));
    let [_, _, address_from, address_to, valid_from, valid_to, death] = columns;
    let [address_from, address_to, valid_from, valid_to, death] =
        [address_from, address_to, valid_from, valid_to, death].map(Dates::new);
    // A record that names nobody (an occupier, an empty home) says of nobody where they live.
    let names: Vec<&Column> = NAMES.iter().filter_map(|name| table.column(name)).collect();
    let is_named = |row: usize| names.is_empty() || names.iter().any(|name| name.ids()[row] != NULL);
    let mut read = Statements::default();
    for (row, home) in homes.of_row.iter().enumerate().filter(|(row, _)| is_wanted(*row)) {
        let entity = entity_of[row];
        read.deaths.extend(death.of(row).map(|day| Death { entity, day }));
        let Some(home) = home.filter(|_| is_named(row)) else { continue };
        let lists_main = lists_main.get(usize::from(table.sources()[row])).copied().unwrap_or_default();
        let from = address_from.of(row);
        read.statements.push(Statement {
            entity,
            home,
            record: records[row],
            from,
            // The end of a record is the end of living there only where that is what the record is kept for.
            to: address_to.of(row).or_else(|| valid_to.of(row).filter(|_| lists_main)),
            told: from.max(valid_from.of(row)),
            lists_main,
        });
    }
    read
}

/// A column of dates, each distinct one read once.
pub(super) struct Dates<'t> {
    column: &'t Column,
    by_id: Vec<Option<When>>,
}

impl<'t> Dates<'t> {
    pub(super) fn new(column: &'t Column) -> Self {
        let values = column.dictionary();
        let read = |id: u32| std::str::from_utf8(values.bytes(id)).ok().and_then(When::read);
        let by_id = (0..values.id_count() as u32).map(|id| if id == NULL { None } else { read(id) });
        Self { by_id: by_id.collect(), column }
    }

    /// The day of each distinct value, by the column's number of it.
    pub(super) fn into_days(self) -> Vec<Option<When>> {
        self.by_id
    }

    fn of(&self, row: usize) -> Option<When> {
        self.by_id[self.column.ids()[row] as usize]
    }
}
