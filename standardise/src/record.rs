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
use std::sync::Arc;

use crate::date::DateForm;
use crate::postcode::{Postcode, PostcodeStatus, Postcodes};
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
#[derive(Clone)]
pub struct StandardRecord {
    entity: Entity,
    /// All values, one after the other in the order in which they were found: one text instead of one a column, since
    /// rows are made by the million.
    text: String,
    /// Where each column's value stands in the text; nothing stands between equal places.
    spans: Vec<(usize, usize)>,
}

impl StandardRecord {
    /// A record with nothing in it.
    pub fn empty(entity: Entity) -> Self {
        Self { entity, text: String::new(), spans: vec![(0, 0); columns(entity).len()] }
    }

    /// What the record is about.
    pub fn entity(&self) -> Entity {
        self.entity
    }

    /// The values, in the order of [`columns`].
    pub fn values(&self) -> impl ExactSizeIterator<Item = Option<&str>> {
        self.spans.iter().map(|span| self.at(*span))
    }

    /// The value of a column by its name; nothing where it is empty or there is no such column.
    pub fn get(&self, column: &str) -> Option<&str> {
        let position = columns(self.entity).iter().position(|name| *name == column)?;
        self.at(*self.spans.get(position)?)
    }

    fn at(&self, (start, end): (usize, usize)) -> Option<&str> {
        self.text.get(start..end).filter(|text| !text.is_empty())
    }

    fn clear(&mut self) {
        self.text.clear();
        self.spans.fill((0, 0));
    }
}

impl PartialEq for StandardRecord {
    fn eq(&self, other: &Self) -> bool {
        self.entity == other.entity && self.values().eq(other.values())
    }
}

impl Eq for StandardRecord {}

impl fmt::Debug for StandardRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let filled = columns(self.entity).iter().zip(self.values()).filter(|(_, value)| value.is_some());
        f.debug_struct("StandardRecord")
            .field("entity", &self.entity)
            .field("filled", &filled.map(|(name, _)| *name).collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

/// What is known of a source that changes how raw text is read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    dates: [DateForm; Field::DATES.len()],
    /// Whether numbers that are kept for testing and drama count like any other, as they do where people are made up.
    /// Else they are kept and told.
    pub test_numbers: bool,
    /// The postcodes that there are; one that is not among them, or no longer, is kept and told.
    pub postcodes: Option<Arc<Postcodes>>,
}

/// The oldest that anybody is taken to be without a question.
///
/// Units: years.
const AGE_MAX: u16 = 115;

impl Options {
    /// For rows of which the newest was written in a year: births and deaths lie in the past, and two-digit years are
    /// taken so. Without it (the default) a two-digit year is told as ambiguous.
    pub fn in_year(year: u16) -> Self {
        let past = DateForm { two_digit_year_max: Some(year), year_max: Some(year), ..DateForm::default() };
        let birth = DateForm { year_min: Some(year.saturating_sub(AGE_MAX)), ..past };
        // Records begin a little ahead of their time, and end long ahead of it.
        let ahead = |years| DateForm { two_digit_year_max: Some(year + years), ..DateForm::default() };
        Self {
            dates: Field::DATES.map(|field| match field {
                Field::BirthDate => birth,
                Field::BornBy | Field::DeathDate => past,
                Field::AddressFrom | Field::ValidFrom => ahead(5),
                _ => ahead(50),
            }),
            ..Self::default()
        }
    }

    /// How a field's dates are read; nothing where it holds none.
    pub fn date_form(&self, field: Field) -> Option<&DateForm> {
        self.dates.get(Field::DATES.iter().position(|date| *date == field)?)
    }

    /// Sets how a field's dates are read; does nothing where it holds none.
    pub fn set_date_form(&mut self, field: Field, form: DateForm) {
        let at = Field::DATES.iter().position(|date| *date == field);
        if let Some(place) = at.and_then(|at| self.dates.get_mut(at)) {
            *place = form;
        }
    }
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
    let mut standardiser = Standardiser::new(entity, options.clone());
    standardiser.standardise(fields);
    (standardiser.filling.record, standardiser.filling.problems)
}

/// Makes standard records of a source's rows, one after the other, in the same memory.
pub struct Standardiser {
    options: Options,
    filling: Filling,
}

impl Standardiser {
    /// Nothing read yet.
    pub fn new(entity: Entity, options: Options) -> Self {
        let filling = Filling {
            record: StandardRecord::empty(entity),
            problems: Vec::new(),
            folded: String::new(),
            key: String::new(),
        };
        Self { options, filling }
    }

    /// Makes the standard record of the next row, and its problems.
    ///
    /// Shape: as [`standardise`].
    pub fn standardise(&mut self, fields: &[(Field, &str)]) -> (&StandardRecord, &[Problem]) {
        let filling = &mut self.filling;
        filling.record.clear();
        filling.problems.clear();
        match filling.record.entity {
            Entity::Person => person::fill(fields, &self.options, filling),
            Entity::Premises => premises::fill(fields, filling),
        }
        if let Some(postcodes) = &self.options.postcodes {
            filling.tell_postcode(postcodes);
        }
        (&filling.record, &filling.problems)
    }
}

impl fmt::Debug for Standardiser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Standardiser").field("options", &self.options).finish_non_exhaustive()
    }
}

/// A record being filled, with the problems met so far.
struct Filling {
    record: StandardRecord,
    problems: Vec<Problem>,
    /// Room for folding a value.
    folded: String,
    /// Room for a comparing form.
    key: String,
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

    /// Tells a postcode that is not in use by a list.
    fn tell_postcode(&mut self, postcodes: &Postcodes) {
        let column = match self.record.entity {
            Entity::Person => usize::from(column::PersonColumn::Postcode),
            Entity::Premises => usize::from(column::PremisesColumn::Postcode),
        };
        let rule = match self.text(column).and_then(|text| Postcode::read(text).value) {
            Some(postcode) => match postcodes.status(&postcode) {
                PostcodeStatus::Live => return,
                PostcodeStatus::Terminated => "postcode_terminated",
                PostcodeStatus::Unknown => "postcode_not_in_list",
            },
            None => return,
        };
        self.tell(Field::Postcode, Finding::new(ProblemKind::Doubtful, rule));
    }

    fn is_filled(&self, column: impl Into<usize>) -> bool {
        self.text(column).is_some()
    }

    fn text(&self, column: impl Into<usize>) -> Option<&str> {
        self.record.at(*self.record.spans.get(column.into())?)
    }

    /// Sets a column; an empty text is no value.
    fn set(&mut self, column: impl Into<usize>, value: Option<&str>) {
        self.write(column, |text| text.push_str(value.unwrap_or_default()));
    }

    /// Sets a column to what is added to the text; nothing added is no value.
    fn write(&mut self, column: impl Into<usize>, add: impl FnOnce(&mut String)) {
        let start = self.record.text.len();
        add(&mut self.record.text);
        if let Some(span) = self.record.spans.get_mut(column.into()) {
            *span = (start, self.record.text.len());
        }
    }

    /// Sets a column to the comparing form of another; an empty comparing form is none.
    fn set_key(
        &mut self,
        key_column: impl Into<usize>,
        column: impl Into<usize>,
        key: fn(&str, &mut String),
    ) {
        let Some(span) = self.record.spans.get(column.into()) else { return };
        let Some(value) = self.record.at(*span) else { return };
        key(value, &mut self.key);
        let start = self.record.text.len();
        self.record.text.push_str(&self.key);
        if let Some(span) = self.record.spans.get_mut(key_column.into()) {
            *span = (start, self.record.text.len());
        }
    }

    /// Keeps what was read, unless an earlier column of the field gave a value, and notes what was found.
    fn read<T>(
        &mut self,
        field: Field,
        column: impl Into<usize>,
        reading: Reading<T>,
        add: impl FnOnce(&T, &mut String),
    ) {
        let column = column.into();
        self.tell_any(field, reading.finding);
        if let Some(value) = reading.value
            && !self.is_filled(column)
        {
            self.write(column, |text| add(&value, text));
        }
    }
}

#[cfg(test)]
mod tests;
