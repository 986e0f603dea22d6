//! The record asked after: values in standard columns, of no table.

use std::fmt;

use crate::table::Table;

/// A record that is in no table, in the columns of the table it is compared with.
///
/// Holds personal data, so its `Debug` shows which columns are filled and never with what.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Guest {
    values: Vec<(String, String)>,
}

impl Guest {
    /// A record of these columns and values; of a column given twice the first value counts.
    pub fn new<'v>(values: impl IntoIterator<Item = (&'v str, &'v str)>) -> Self {
        let filled = values.into_iter().filter(|(_, value)| !value.is_empty());
        Self { values: filled.map(|(column, value)| (column.to_owned(), value.to_owned())).collect() }
    }

    /// The record in a row of a table.
    pub fn of_row(table: &Table, row: usize) -> Self {
        let columns = table.columns().iter();
        Self::new(columns.filter_map(|column| Some((column.name(), column.text(row)?))))
    }

    /// The value of a column, where it has one.
    pub fn value(&self, column: &str) -> Option<&str> {
        self.values.iter().find(|(name, _)| name == column).map(|(_, value)| value.as_str())
    }
}

impl fmt::Debug for Guest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.values.iter().map(|(column, _)| column)).finish()
    }
}
