//! Records as interned columns: a number for each distinct text, the numbers row by row.
//!
//! It knows nothing of names, dates or models, and it changes no text.

mod dictionary;

use std::fmt;

use rayon::prelude::*;

pub use dictionary::{Dictionary, NULL};

use crate::error::{ErrorKind, LinkError};

/// One column of text: an id a row, and the dictionary that the ids are of.
///
/// Holds personal data, so its `Debug` shows counts only.
#[derive(Clone)]
pub struct Column {
    name: String,
    ids: Vec<u32>,
    dictionary: Dictionary,
    /// How many records had each value when a model was trained on them; nothing where none was yet. Values that came later
    /// are beyond its end.
    reference: Option<Vec<u32>>,
}

impl Column {
    /// An empty column.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ids: Vec::new(), dictionary: Dictionary::new(), reference: None }
    }

    /// A column put together again from what [`Self::ids`], [`Self::dictionary`] and [`Self::reference`] gave.
    ///
    /// # Errors
    /// [`TableError::Damaged`] where a row's number or the reference is of no value in the dictionary.
    pub fn from_parts(
        name: &str,
        ids: Vec<u32>,
        dictionary: Dictionary,
        reference: Option<Vec<u32>>,
    ) -> Result<Self, TableError> {
        let id_count = dictionary.id_count();
        let fits = ids.iter().all(|id| (*id as usize) < id_count)
            && reference.as_ref().is_none_or(|counts| counts.len() <= id_count);
        if !fits {
            return Err(TableError::Damaged { column: name.to_owned() });
        }
        Ok(Self { name: name.to_owned(), ids, dictionary, reference })
    }

    /// Adds a row's value; an empty text is as good as none.
    pub fn push(&mut self, value: Option<&str>) {
        let id = value.map_or(NULL, |value| self.dictionary.intern(value.as_bytes()));
        self.ids.push(id);
    }

    /// Adds the rows of another column, each distinct value changed once; nothing where `change` leaves its buffer empty.
    pub fn extend_changed(&mut self, other: &Self, mut change: impl FnMut(&str, &mut String)) {
        let mut buffer = String::new();
        let id_of: Vec<u32> = (0..other.dictionary.id_count() as u32)
            .map(|id| {
                buffer.clear();
                if id != NULL
                    && let Ok(text) = std::str::from_utf8(other.dictionary.bytes(id))
                {
                    change(text, &mut buffer);
                }
                self.dictionary.intern(buffer.as_bytes())
            })
            .collect();
        self.ids.extend(other.ids.iter().map(|id| id_of[*id as usize]));
    }

    /// The number of a text, for rows that [`Self::push_id`] adds.
    pub(crate) fn intern(&mut self, text: &str) -> u32 {
        self.dictionary.intern(text.as_bytes())
    }

    /// As [`Self::intern`], for the bytes of a value of another column.
    pub(crate) fn intern_bytes(&mut self, value: &[u8]) -> u32 {
        self.dictionary.intern(value)
    }

    /// Adds a row's value by its number.
    pub(crate) fn push_id(&mut self, id: u32) {
        self.ids.push(id);
    }

    /// Adds the rows of another column as they are.
    pub fn extend(&mut self, other: &Self) {
        self.extend_changed(other, |text, value| value.push_str(text));
    }

    /// Adds rows without a value until there are so many.
    pub fn fill_to(&mut self, row_count: usize) {
        self.ids.resize(row_count.max(self.ids.len()), NULL);
    }

    /// Whether any row has a value.
    pub fn has_values(&self) -> bool {
        self.dictionary.id_count() > 1
    }

    /// Keeps how frequent each value is now, for all that is weighed by frequency from here on: records that come later change
    /// no weight between others.
    pub fn freeze(&mut self) {
        let mut counts = vec![0; self.dictionary.id_count()];
        self.ids.iter().for_each(|id| counts[*id as usize] += 1);
        counts[NULL as usize] = 0;
        self.reference = Some(counts);
    }

    /// How many records had each value when it was frozen, by id, null as none; nothing where it was not.
    pub fn reference(&self) -> Option<&[u32]> {
        self.reference.as_deref()
    }

    /// The column without its rows.
    #[must_use]
    pub fn emptied(&self) -> Self {
        Self { ids: Vec::new(), ..self.clone() }
    }

    /// Puts rows in another order; rows may be left out or come twice.
    pub(crate) fn arrange(&mut self, rows: &[u32]) {
        self.ids = rows.iter().map(|row| self.ids[*row as usize]).collect();
    }

    /// Leaves the rows from this one on out.
    pub(crate) fn truncate(&mut self, row_count: usize) {
        self.ids.truncate(row_count);
    }

    /// The text of a row, where it has one.
    pub fn text(&self, row: usize) -> Option<&str> {
        let id = self.ids[row];
        if id == NULL { None } else { std::str::from_utf8(self.dictionary.bytes(id)).ok() }
    }

    /// The column's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The id of each row's value.
    pub fn ids(&self) -> &[u32] {
        &self.ids
    }

    /// The distinct values.
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }
}

impl fmt::Debug for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Column")
            .field("name", &self.name)
            .field("rows", &self.ids.len())
            .field("dictionary", &self.dictionary)
            .finish()
    }
}

/// Why columns don't make a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// A column is longer or shorter than the list of sources.
    #[error("the column `{column}` has {found} rows and the table has {expected}")]
    UnequalLength {
        /// The column.
        column: String,
        /// Its rows.
        found: usize,
        /// The number of sources given, one a row.
        expected: usize,
    },
    /// Two columns have one name, or a row was given for columns that are not there.
    #[error("the column `{column}` is given twice")]
    DuplicateColumn {
        /// The name.
        column: String,
    },
    /// The parts of a column don't fit each other.
    #[error("the column `{column}` has rows without a value in its dictionary")]
    Damaged {
        /// The column.
        column: String,
    },
    /// Row numbers are 32 bits wide.
    #[error("{row_count} rows are more than the 4294967294 that one table holds")]
    TooManyRows {
        /// The rows given.
        row_count: usize,
    },
}

impl TableError {
    /// What sort of failure this is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::UnequalLength { .. } | Self::DuplicateColumn { .. } | Self::Damaged { .. } => {
                ErrorKind::Invalid
            }
            Self::TooManyRows { .. } => ErrorKind::Limit,
        }
    }

    /// What the user can do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::TooManyRows { .. } => Some("link parts of the place apart".into()),
            Self::UnequalLength { .. } | Self::DuplicateColumn { .. } | Self::Damaged { .. } => None,
        }
    }
}

/// Records to be linked: the source of each row, and its columns.
#[derive(Debug, Clone)]
pub struct Table {
    sources: Vec<u16>,
    source_names: Vec<String>,
    columns: Vec<Column>,
}

impl Table {
    /// Puts columns together.
    ///
    /// # Errors
    /// [`TableError`] where lengths differ, names repeat or there are too many rows.
    pub fn from_columns(sources: Vec<u16>, columns: Vec<Column>) -> Result<Self, TableError> {
        // One below the largest number: it stands for "in no dictionary" where columns are compared with each other.
        if sources.len() > u32::MAX as usize - 1 {
            return Err(TableError::TooManyRows { row_count: sources.len() });
        }
        for (position, column) in columns.iter().enumerate() {
            if column.ids.len() != sources.len() {
                let (found, expected) = (column.ids.len(), sources.len());
                return Err(TableError::UnequalLength { column: column.name.clone(), found, expected });
            }
            if columns[..position].iter().any(|earlier| earlier.name == column.name) {
                return Err(TableError::DuplicateColumn { column: column.name.clone() });
            }
        }
        Ok(Self::of_equal_columns(sources, columns))
    }

    /// The table with the names of its sources, by number: without them, nothing that a model says of a source by its name holds.
    #[must_use]
    pub fn with_source_names(self, source_names: Vec<String>) -> Self {
        Self { source_names, ..self }
    }

    /// The names of the sources, by number; none where nobody gave them.
    pub fn source_names(&self) -> &[String] {
        &self.source_names
    }

    /// That it was kept of every column how frequent its values were.
    pub(crate) fn check_frozen(&self) -> Result<(), LinkError> {
        match self.columns.iter().find(|column| column.reference.is_none()) {
            Some(column) => Err(LinkError::NotFrozen { column: column.name.clone() }),
            None => Ok(()),
        }
    }

    /// Puts columns together that are known to fit.
    pub(crate) fn of_equal_columns(sources: Vec<u16>, columns: Vec<Column>) -> Self {
        Self { sources, source_names: Vec::new(), columns }
    }

    /// How many records there are.
    pub fn row_count(&self) -> usize {
        self.sources.len()
    }

    /// The number of the source that each row comes from.
    pub fn sources(&self) -> &[u16] {
        &self.sources
    }

    /// Some of the rows as a table of their own.
    pub fn select(&self, rows: &[usize]) -> Self {
        let pick = |column: &Column| {
            let mut picked = Column::new(&column.name);
            rows.iter().for_each(|row| picked.push(column.text(*row)));
            picked
        };
        Self {
            sources: rows.iter().map(|row| self.sources[*row]).collect(),
            source_names: self.source_names.clone(),
            columns: self.columns.iter().map(pick).collect(),
        }
    }

    /// Keeps how frequent each column's values are now: see [`Column::freeze`].
    pub fn freeze(&mut self) {
        self.columns.par_iter_mut().for_each(Column::freeze);
    }

    /// Puts rows in another order; rows may be left out or come twice.
    pub fn arrange(&mut self, rows: &[u32]) {
        self.sources = rows.iter().map(|row| self.sources[*row as usize]).collect();
        self.columns.par_iter_mut().for_each(|column| column.arrange(rows));
    }

    /// The sources and the columns.
    pub fn into_parts(self) -> (Vec<u16>, Vec<Column>) {
        (self.sources, self.columns)
    }

    /// The columns, in the order given.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// A column by its name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// Makes a [`Table`] row by row, or column by column, or in any mixture that ends with equal lengths.
///
/// To intern columns on several threads, fill a [`Column`] on each and use [`Table::from_columns`].
#[derive(Debug, Clone)]
pub struct TableBuilder {
    sources: Vec<u16>,
    columns: Vec<Column>,
}

impl TableBuilder {
    /// A table with these columns and no rows yet.
    pub fn new(names: &[&str]) -> Self {
        Self { sources: Vec::new(), columns: names.iter().map(|name| Column::new(name)).collect() }
    }

    /// Adds a record; values that the columns do not reach to are left out, missing ones are null.
    pub fn push_row(&mut self, source: u16, values: &[Option<&str>]) {
        self.sources.push(source);
        for (position, column) in self.columns.iter_mut().enumerate() {
            column.push(values.get(position).copied().flatten());
        }
    }

    /// Says that the next `row_count` rows come from a source; their values come by [`Self::push_column`].
    pub fn push_sources(&mut self, source: u16, row_count: usize) {
        self.sources.extend(std::iter::repeat_n(source, row_count));
    }

    /// Adds values to the end of a column, which is made where it is not there yet.
    pub fn push_column<'v>(&mut self, name: &str, values: impl Iterator<Item = Option<&'v str>>) {
        let position = match self.columns.iter().position(|column| column.name == name) {
            Some(position) => position,
            None => {
                self.columns.push(Column::new(name));
                self.columns.len() - 1
            }
        };
        let column = &mut self.columns[position];
        values.for_each(|value| column.push(value));
    }

    /// The finished table.
    ///
    /// # Errors
    /// [`TableError`] where a column has not as many rows as there are sources.
    pub fn finish(self) -> Result<Table, TableError> {
        Table::from_columns(self.sources, self.columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_columns_make_the_same_table() {
        let mut by_row = TableBuilder::new(&["a", "b"]);
        by_row.push_row(0, &[Some("x"), None]);
        by_row.push_row(1, &[Some("y"), Some("z")]);
        by_row.push_row(1, &[Some("x"), Some("")]);
        let mut by_column = TableBuilder::new(&["a"]);
        by_column.push_column("a", [Some("x"), Some("y"), Some("x")].into_iter());
        by_column.push_column("b", [None, Some("z"), None].into_iter());
        by_column.push_sources(0, 1);
        by_column.push_sources(1, 2);
        for table in [by_row.finish().unwrap(), by_column.finish().unwrap()] {
            assert_eq!(table.sources(), [0, 1, 1]);
            assert_eq!(table.column("a").unwrap().ids(), [1, 2, 1]);
            assert_eq!(table.column("b").unwrap().ids(), [NULL, 1, NULL]);
        }
    }

    #[test]
    fn columns_of_unequal_length_are_told() {
        let mut builder = TableBuilder::new(&["a", "b"]);
        builder.push_row(0, &[None, None]);
        builder.push_column("b", [Some("x")].into_iter());
        let expected = TableError::UnequalLength { column: "b".into(), found: 2, expected: 1 };
        assert_eq!(builder.finish().unwrap_err(), expected);
    }

    #[test]
    fn two_columns_of_one_name_are_told() {
        let columns = vec![Column::new("a"), Column::new("a")];
        let error = Table::from_columns(Vec::new(), columns).unwrap_err();
        assert_eq!(error, TableError::DuplicateColumn { column: "a".into() });
    }
}
