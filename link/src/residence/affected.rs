//! Whose residences a change of records may alter: those of everybody who has a record of a home that changed records name or
//! named, those whose records have come to somebody else, and those of whom a date has come.
//!
//! It may name some whose residences stay; it leaves out nobody whose do not.

use super::When;
use super::statement::{Dates, Records};
use crate::table::NULL;

/// What has changed.
#[derive(Debug, Clone, Copy)]
pub struct Change<'c> {
    /// The UPRNs of records that are new, changed or gone, as they are and as they were, by the column's numbers.
    pub uprns: &'c [u32],
    /// Their addresses.
    pub addresses: &'c [u32],
    /// The rows whose person may be another.
    pub touched: &'c [u32],
    /// The people whom these were, and those who are gone.
    pub people: &'c [u64],
    /// The day that the newest records were of, and the one that they are of.
    pub days: (When, When),
}

/// What may be other than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affected {
    /// Whether residences of a person may be, by number; of those beyond its end they are not.
    people: Vec<bool>,
    /// Whether the household of a home may be, by number.
    homes: Vec<bool>,
    /// By row, whether its person's residences tell who is in one of those households.
    rows: Vec<bool>,
}

impl Affected {
    /// Finds what may be other than before.
    pub fn find(records: &Records<'_>, change: &Change<'_>) -> Self {
        let (entity_of, home_of) = (records.entity_of, &records.homes.of_row);
        let most = entity_of.iter().chain(change.people).copied().max().unwrap_or(0);
        let mut people = Flags::new(most as usize + 1);
        let mut homes = Flags::new(records.homes.homes.len());
        change.people.iter().for_each(|person| people.set(*person as usize));
        change.touched.iter().for_each(|row| people.set(entity_of[*row as usize] as usize));
        // How a home is named and which records name it changes with records of its UPRN or of an address that is one of its.
        for row in rows_of_change(records, change) {
            people.set(entity_of[row] as usize);
            home_of[row].iter().for_each(|home| homes.set(*home as usize));
        }
        for (row, home) in home_of.iter().enumerate() {
            if home.is_some_and(|home| homes.has(home as usize)) {
                people.set(entity_of[row] as usize);
            }
        }
        for row in rows_whose_day_has_come(records, change.days) {
            people.set(entity_of[row] as usize);
        }
        // Whoever lives at any home of theirs may be together with others than before.
        let mut homes = Flags::new(records.homes.homes.len());
        for (row, entity) in entity_of.iter().enumerate() {
            if let (Some(home), true) = (home_of[row], people.has(*entity as usize)) {
                homes.set(home as usize);
            }
        }
        let mut near = people.clone();
        for (row, home) in home_of.iter().enumerate() {
            if home.is_some_and(|home| homes.has(home as usize)) {
                near.set(entity_of[row] as usize);
            }
        }
        let rows = entity_of.iter().map(|entity| near.has(*entity as usize)).collect();
        Self { people: people.0, homes: homes.0, rows }
    }

    /// Whether a person's residences may be others.
    pub fn has_person(&self, person: u64) -> bool {
        self.people.get(person as usize).copied().unwrap_or_default()
    }

    /// The people whose residences may be others, ascending.
    pub fn people(&self) -> impl Iterator<Item = u64> {
        (0..).zip(&self.people).filter(|(_, is)| **is).map(|(person, _)| person)
    }

    /// Whether a home's household may be another.
    pub fn has_home(&self, home: u32) -> bool {
        self.homes[home as usize]
    }

    /// The homes whose households may be others, ascending.
    pub fn homes(&self) -> impl Iterator<Item = u32> {
        (0..).zip(&self.homes).filter(|(_, is)| **is).map(|(home, _)| home)
    }

    /// Whether a row has to be read to tell them.
    pub fn has_row(&self, row: usize) -> bool {
        self.rows[row]
    }

    /// How many rows have to be read.
    pub fn row_count(&self) -> usize {
        self.rows.iter().filter(|is| **is).count()
    }
}

/// What is so of numbered things.
#[derive(Clone)]
struct Flags(Vec<bool>);

impl Flags {
    fn new(count: usize) -> Self {
        Self(vec![false; count])
    }

    fn set(&mut self, number: usize) {
        self.0[number] = true;
    }

    fn has(&self, number: usize) -> bool {
        self.0[number]
    }
}

/// The rows that have a UPRN or an address of changed records.
fn rows_of_change<'r>(records: &'r Records<'_>, change: &Change<'_>) -> impl Iterator<Item = usize> + 'r {
    let flags = |name: &str, changed: &[u32]| {
        let column = records.table.column(name)?;
        let mut flags = Flags::new(column.dictionary().id_count());
        changed.iter().filter(|id| **id != NULL).for_each(|id| flags.set(*id as usize));
        Some((column, flags))
    };
    let known = [flags("uprn", change.uprns), flags("address_key", change.addresses)];
    (0..records.entity_of.len()).filter(move |row| {
        known.iter().flatten().any(|(column, flags)| flags.has(column.ids()[*row] as usize))
    })
}

/// The rows of which a date has come between two days.
fn rows_whose_day_has_come<'r>(
    records: &'r Records<'_>,
    (then, now): (When, When),
) -> impl Iterator<Item = usize> + 'r {
    let has_come = move |when: &When| {
        when.is_by(then) != when.is_by(now) || then.is_before(*when) != now.is_before(*when)
    };
    let known: Vec<(&[u32], Vec<bool>)> = ["address_from", "address_to", "valid_to"]
        .iter()
        .filter_map(|name| records.table.column(name))
        .map(|column| {
            let days = Dates::new(column).into_days();
            (column.ids(), days.iter().map(|day| day.as_ref().is_some_and(has_come)).collect())
        })
        .filter(|(_, come): &(_, Vec<bool>)| come.iter().any(|come| *come))
        .collect();
    (0..records.entity_of.len()).filter(move |row| known.iter().any(|(ids, come)| come[ids[*row] as usize]))
}
