//! Tables as they come to one table of standard columns: each distinct value is brought into its form once.
//!
//! The columns are those that the built-in model of people reads, as far as there is something to fill them, then what is
//! compared besides, under the headers' names. It drops no record; what cannot be read is left empty.

mod birth;
mod home;
mod name;
mod value;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::field::{Kind, Role};
use crate::table::{Column, Table, TableError};
use standardise::record::Field;

/// The words of a home's address, in one spelling, the place's among them.
pub(crate) const ADDRESS_WORDS: &str = "address_words";

/// Every telephone number, and every e-mail, of a record that has several columns of them; parted by `|`.
pub(crate) const PHONES: &str = "phones";
pub(crate) const EMAILS: &str = "emails";

/// A table of one source, and what its columns hold.
#[derive(Debug)]
pub struct Source {
    /// The columns, all of one length.
    pub columns: Vec<Column>,
    /// The role of each column.
    pub roles: Vec<Role>,
}

impl Source {
    /// The columns of some roles.
    fn of(&self, is_wanted: impl Fn(&Role) -> bool) -> impl Iterator<Item = &Column> {
        let both = self.columns.iter().zip(&self.roles);
        both.filter(move |(_, role)| is_wanted(role)).map(|(column, _)| column)
    }

    /// The first column of a role.
    fn first(&self, wanted: Role) -> Option<&Column> {
        self.of(|role| *role == wanted).next()
    }
}

/// Records in standard columns.
#[derive(Debug)]
pub struct Standard {
    /// The records of all sources, one source after the other.
    pub table: Table,
    /// The columns that no built-in comparison knows, and how their values are compared.
    pub others: Vec<(String, Kind)>,
}

/// Brings tables into one.
///
/// # Errors
/// [`TableError`] where there are too many records for one table, or columns of one source differ in length.
pub fn standardise(sources: &[Source]) -> Result<Standard, TableError> {
    let has = |source: &Source, role: Role| source.roles.contains(&role);
    let with_address: Vec<&Source> = sources
        .iter()
        .filter(|source| has(source, Role::AddressPart) || has(source, Role::Field(Field::AddressLine)))
        .collect();
    let in_parts =
        !with_address.is_empty() && with_address.iter().all(|source| has(source, Role::AddressPart));
    let mut built = Built { in_parts, ..Built::default() };
    let mut row_sources: Vec<u16> = Vec::new();
    for (number, source) in sources.iter().enumerate() {
        let row_count = source.columns.first().map_or(0, |column| column.ids().len());
        if let Some(column) = source.columns.iter().find(|column| column.ids().len() != row_count) {
            let (found, expected) = (column.ids().len(), row_count);
            return Err(TableError::UnequalLength { column: column.name().to_owned(), found, expected });
        }
        let number = u16::try_from(number).unwrap_or(u16::MAX);
        row_sources.extend(std::iter::repeat_n(number, row_count));
        built.row_count = row_sources.len();
        built.add(source, row_count);
    }
    built.finish(row_sources)
}

/// The columns as far as they are filled.
#[derive(Default)]
struct Built {
    /// The rows of the sources so far, that which is being added among them.
    row_count: usize,
    /// In the order of the standard table, as far as it has them.
    columns: Vec<Column>,
    others: BTreeMap<String, Kind>,
    /// Whether every source that has addresses has their parts in columns of their own.
    in_parts: bool,
}

impl Built {
    /// Adds a source's columns: those of one kind beside those of another, and then all of them in order.
    fn add(&mut self, source: &Source, row_count: usize) {
        let add: [fn(&mut Self, &Source); 3] = [Self::add_person, Self::add_home, Self::add_values];
        let parts: Vec<Self> = add
            .par_iter()
            .map(|add| {
                let (others, in_parts) = (self.others.clone(), self.in_parts);
                let mut part = Self { row_count, columns: Vec::new(), others, in_parts };
                add(&mut part, source);
                part
            })
            .collect();
        for part in parts {
            part.columns.into_iter().for_each(|column| self.append(column));
            for (name, kind) in part.others {
                self.others.entry(name).or_insert(kind);
            }
        }
        let row_count = self.row_count;
        self.columns.iter_mut().for_each(|column| column.fill_to(row_count));
    }

    fn add_person(&mut self, source: &Source) {
        let full: Vec<&Column> = source.of(|role| *role == Role::Field(Field::FullName)).collect();
        name::add(self, &|field| source.first(Role::Field(field)), &full);
        birth::add(
            self,
            source.first(Role::Field(Field::BirthDate)),
            [Role::BirthYear, Role::BirthMonth, Role::BirthDay].map(|role| source.first(role)),
        );
    }

    fn add_home(&mut self, source: &Source) {
        let is_line = |role: &Role| matches!(role, Role::AddressPart | Role::Field(Field::AddressLine));
        let lines: Vec<&Column> = source.of(is_line).collect();
        let places: Vec<&Column> = source.of(|role| *role == Role::Locality).collect();
        let postcode = source.first(Role::Field(Field::Postcode));
        home::add(self, &lines, if lines.is_empty() { &[] } else { &places }, postcode);
        if self.in_parts {
            lines.iter().chain(&places).for_each(|column| self.add_other(column, Kind::AddressPart));
        } else if lines.is_empty() {
            // Places alone tell no home.
            places.iter().for_each(|column| self.add_other(column, Kind::Word));
        }
    }

    fn add_values(&mut self, source: &Source) {
        value::add(self, &|field| source.first(Role::Field(field)));
        let all =
            |field: Field| -> Vec<&Column> { source.of(move |role| *role == Role::Field(field)).collect() };
        value::add_several(self, &all(Field::Phone), &all(Field::Email));
        for (column, role) in source.columns.iter().zip(&source.roles) {
            if let Role::Other(kind) = role {
                self.add_other(column, *kind);
            }
        }
    }

    /// Adds a column of no field; what the first source says of its kind holds for all.
    fn add_other(&mut self, column: &Column, kind: Kind) {
        let name = value::column_name(column.name());
        let kind = *self.others.entry(name.clone()).or_insert(kind);
        value::add_other(self, &name, kind, column);
    }

    /// The column of a name, which is made where it is not there yet, with nothing in the rows before.
    fn column(&mut self, name: &str, rows_before: usize) -> &mut Column {
        let position = self.columns.iter().position(|column| column.name() == name).unwrap_or_else(|| {
            let mut column = Column::new(name);
            column.fill_to(rows_before);
            self.columns.push(column);
            self.columns.len() - 1
        });
        &mut self.columns[position]
    }

    /// Adds a source's column that has its standard name and form already.
    fn append(&mut self, from: Column) {
        let before = self.row_count - from.ids().len();
        if before == 0 && !self.columns.iter().any(|column| column.name() == from.name()) {
            self.columns.push(from);
        } else {
            self.column(from.name(), before).extend(&from);
        }
    }

    /// Adds what several of a source's columns say under one name: the distinct values, each changed, in order and parted by `|`.
    fn extend_listed(&mut self, name: &str, from: &[&Column], change: fn(&str, &mut String)) {
        let changed: Vec<Column> = from
            .iter()
            .map(|column| {
                let mut changed = Column::new(name);
                changed.extend_changed(column, change);
                changed
            })
            .collect();
        let row_count = from.first().map_or(0, |column| column.ids().len());
        let before = self.row_count - row_count;
        let column = self.column(name, before);
        for row in 0..row_count {
            let mut values: Vec<&str> = changed.iter().filter_map(|column| column.text(row)).collect();
            values.sort_unstable();
            values.dedup();
            column.push(Some(&values.join("|")));
        }
    }

    /// Adds a source's column under a standard name, each distinct value changed.
    fn extend(&mut self, name: &str, from: &Column, change: impl FnMut(&str, &mut String)) {
        let before = self.row_count - from.ids().len();
        self.column(name, before).extend_changed(from, change);
    }

    fn finish(self, row_sources: Vec<u16>) -> Result<Standard, TableError> {
        let filled: Vec<Column> = self.columns.into_iter().filter(Column::has_values).collect();
        let is_there = |name: &String| filled.iter().any(|column| column.name() == name);
        let others = self.others.into_iter().filter(|(name, _)| is_there(name)).collect();
        Ok(Standard { table: Table::from_columns(row_sources, filled)?, others })
    }
}
