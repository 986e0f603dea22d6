//! People of whose homes sources disagree, laid before a reader: one row a person, the homes in question side by side.
//!
//! Which people is for the operation to say. What the reader writes is for the sources: it is not taken back in.

use super::write::{Cell, Grid};
use super::{SheetKind, column};
use crate::operations::OperationError;

/// People to be looked at. They are personal data, so there is no `Debug`.
pub struct HomesSheet {
    /// What is shown of a person besides the id, in order.
    pub columns: Vec<String>,
    /// The people, in order.
    pub people: Vec<PersonInQuestion>,
}

/// Somebody of whose home sources disagree.
pub struct PersonInQuestion {
    /// The id.
    pub id: String,
    /// What their records say, for each column; different values one after the other.
    pub values: Vec<String>,
    /// The homes in question.
    pub homes: Vec<HomeInQuestion>,
}

/// A home where somebody may live now.
pub struct HomeInQuestion {
    /// Its address, as a record says it.
    pub address: String,
    /// Its UPRN, where one is known.
    pub uprn: String,
    /// The records that list it now, by source and key.
    pub listed_by: String,
    /// The other records that name it.
    pub told_by: String,
    /// Since when, where a record says.
    pub from: String,
    /// The last day of which it is known that they lived there.
    pub last_told: String,
}

/// What is told of each home, in order.
const OF_HOME: [&str; 6] = ["address", "uprn", "listed by", "named by", "since", "last told"];
/// The column of a person's id.
const PERSON: &str = "person";

impl HomeInQuestion {
    fn cells(&self) -> [&str; OF_HOME.len()] {
        [&self.address, &self.uprn, &self.listed_by, &self.told_by, &self.from, &self.last_told]
    }
}

/// The bytes of a file of people.
///
/// # Errors
/// Where they can't be put together, which no content causes.
pub fn write_homes(sheet: &HomesSheet, kind: SheetKind) -> Result<Vec<u8>, OperationError> {
    let most = sheet.people.iter().map(|person| person.homes.len()).max().unwrap_or(0);
    let homes = (1..=most).flat_map(|home| OF_HOME.map(|what| format!("home {home}: {what}")));
    let own = std::iter::once(PERSON.to_owned()).chain(sheet.columns.iter().cloned());
    let headers = own.chain(homes).chain([column::VERDICT, column::NOTE].map(str::to_owned)).collect();
    // The homes are told by their numbers.
    let words = (1..=most).map(|home| home.to_string()).chain(["none", "unsure"].map(str::to_owned));
    let rows = sheet.people.iter().map(|person| cells(person, most)).collect();
    Grid { headers, rows, words: words.collect() }.write(kind)
}

fn cells(person: &PersonInQuestion, most: usize) -> Vec<Cell<'_>> {
    let own = std::iter::once(&person.id).chain(&person.values).map(|text| Cell::Text(text));
    let homes = person.homes.iter().flat_map(HomeInQuestion::cells).map(Cell::Text);
    let missing = (most - person.homes.len()) * OF_HOME.len() + 2;
    own.chain(homes).chain((0..missing).map(|_| Cell::Empty)).collect()
}
