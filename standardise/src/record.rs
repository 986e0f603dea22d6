//! One source row's mapped values to one standard record, and the problems met on the way.
//!
//! Ties the other modules together. It does not read files, does not know a contract, and never refuses a row.

mod column;
mod field;
mod person;
mod place;
mod premises;
mod problem;

use std::fmt;

use crate::problem::{Finding, Reading};

pub use crate::problem::ProblemKind;
pub use column::columns;
pub use field::{Entity, Field, UnknownName};
pub use problem::Problem;

/// One row in standard form: a text or nothing for each standard column.
///
/// Holds personal data, so its `Debug` shows which columns are filled and never with what.
///
/// Shape: one value a column, in the order of [`columns`] for its entity.
#[derive(Clone, PartialEq, Eq)]
pub struct StandardRecord {
    entity: Entity,
    values: Vec<Option<String>>,
}

impl StandardRecord {
    /// A record with nothing in it.
    pub fn empty(entity: Entity) -> Self {
        Self { entity, values: vec![None; columns(entity).len()] }
    }

    /// What the record is about.
    pub fn entity(&self) -> Entity {
        self.entity
    }

    /// The values, in the order of [`columns`].
    pub fn values(&self) -> &[Option<String>] {
        &self.values
    }

    /// The values by themselves, in the order of [`columns`].
    pub fn into_values(self) -> Vec<Option<String>> {
        self.values
    }

    /// The value of a column by its name; nothing where it is empty or there is no such column.
    pub fn get(&self, column: &str) -> Option<&str> {
        let position = columns(self.entity).iter().position(|name| *name == column)?;
        self.values.get(position)?.as_deref()
    }
}

impl fmt::Debug for StandardRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let filled = columns(self.entity).iter().zip(&self.values).filter(|(_, value)| value.is_some());
        f.debug_struct("StandardRecord")
            .field("entity", &self.entity)
            .field("filled", &filled.map(|(name, _)| *name).collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

/// What a contract can say about a source that changes how raw text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// The latest year that a two-digit year may mean (2026: `26` is 2026 and `27` is 1927). Without it a two-digit
    /// year is told as ambiguous and left empty.
    pub two_digit_year_max: Option<u16>,
}

/// Makes the standard record of one row.
///
/// Shape: `fields` in the order of the source's columns; a field may occur several times: all of `Address` and
/// `AddressLine` make one address, of several `Phone` a mobile is taken, of any other the first that is not blank. Blank
/// values and fields of another entity are ignored. At most one problem a field and rule.
///
/// # Example
/// ```
/// use standardise::record::{Entity, Field, standardise};
///
/// let row = [(Field::FullName, "O’NEILL, Mary"), (Field::BirthDate, "12/03/1987"), (Field::Postcode, "LSI 4AP")];
/// let (record, problems) = standardise(Entity::Person, &row);
/// assert_eq!(record.get("family_name_key"), Some("ONEILL"));
/// assert_eq!(record.get("birth_date"), Some("1987-03-12"));
/// assert_eq!(record.get("postcode"), Some("LS1 4AP"));
/// assert_eq!(problems[0].rule, "postcode_letter_for_digit");
/// ```
pub fn standardise(entity: Entity, fields: &[(Field, &str)]) -> (StandardRecord, Vec<Problem>) {
    standardise_with(entity, fields, &Options::default())
}

/// Makes the standard record of one row, reading raw text as the contract says.
///
/// Shape: as [`standardise`].
pub fn standardise_with(
    entity: Entity,
    fields: &[(Field, &str)],
    options: &Options,
) -> (StandardRecord, Vec<Problem>) {
    let mut filling = Filling { record: StandardRecord::empty(entity), problems: Vec::new() };
    match entity {
        Entity::Person => person::fill(fields, options, &mut filling),
        Entity::Premises => premises::fill(fields, &mut filling),
    }
    (filling.record, filling.problems)
}

/// A record being filled, with the problems met so far.
struct Filling {
    record: StandardRecord,
    problems: Vec<Problem>,
}

impl Filling {
    /// Notes a problem, once a field and rule.
    fn tell(&mut self, field: Field, finding: Finding) {
        let problem = Problem::new(field, finding);
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    fn tell_any(&mut self, field: Field, finding: Option<Finding>) {
        if let Some(finding) = finding {
            self.tell(field, finding);
        }
    }

    fn is_filled(&self, column: impl Into<usize>) -> bool {
        self.record.values.get(column.into()).is_some_and(Option::is_some)
    }

    fn text(&self, column: impl Into<usize>) -> Option<&str> {
        self.record.values.get(column.into())?.as_deref()
    }

    /// Sets a column; an empty text is no value.
    fn set(&mut self, column: impl Into<usize>, value: Option<String>) {
        if let Some(place) = self.record.values.get_mut(column.into()) {
            *place = value.filter(|text| !text.is_empty());
        }
    }

    /// Sets a display form and the comparing form made of it; an empty comparing form is none.
    fn set_keyed<C: Into<usize>>(
        &mut self,
        column: C,
        key_column: C,
        value: Option<String>,
        key: fn(&str) -> String,
    ) {
        let key = value.as_deref().map(key);
        self.set(column, value);
        self.set(key_column, key);
    }

    /// Keeps what was read, unless an earlier column of the field gave a value, and notes what was found.
    fn read<T>(
        &mut self,
        field: Field,
        column: impl Into<usize>,
        reading: Reading<T>,
        text: impl FnOnce(T) -> String,
    ) {
        let column = column.into();
        self.tell_any(field, reading.finding);
        if !self.is_filled(column) {
            self.set(column, reading.value.map(text));
        }
    }
}

#[cfg(test)]
mod tests;
