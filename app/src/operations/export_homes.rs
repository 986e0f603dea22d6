//! Lays people of whose homes sources disagree before a reader, with the homes in question: those of whom there is the latest news
//! first.
//!
//! Who took which people out, and when, is on the record before the file is there. What is right is then for the sources to mend.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use base::EntityId;
use govern::{Action, Cleared};
use standardise::record::Entity;

use super::show_entity::letter_of;
use super::{OperationError, Session};
use crate::linkage::residences::{KeptResidence, contested};
use crate::linkage::seen::{SeenRecord, read_seen, seen_columns};
use crate::review::{HomeInQuestion, HomesSheet, PersonInQuestion, SheetKind, write_homes};

/// What is shown of a person.
const SHOWN: [&str; 3] = ["given_name", "family_name", "birth_date"];
/// What is shown of a home, where a record has it.
const ADDRESS: &str = "address";

/// How many people, and where to.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The file to write, by its ending CSV or a workbook.
    pub out: &'a Path,
    /// How many people.
    pub count: usize,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exported {
    /// People in the file.
    pub people: u64,
    /// People there are.
    pub of: u64,
}

/// Writes the people in question.
///
/// # Errors
/// [`OperationError::NotLinked`] before the first linkage of people; where the file is there already or can't be written.
pub fn export_homes(session: &Session<'_>, request: &Request<'_>) -> Result<Exported, OperationError> {
    let kind = SheetKind::of(request.out)?;
    super::must_be_free(request.out)?;
    let laid_out: Cleared<(HomesSheet, u64)> = session.door().perform(
        session.actor,
        (Action::ExportHomes, Entity::Person.name()),
        |_| lay_out(session, request.count),
        |permit, _, laid_out| Ok::<_, OperationError>(permit.clear(laid_out)),
    )?;
    let (sheet, of) = laid_out.get();
    fs::write(request.out, write_homes(sheet, kind)?).map_err(OperationError::file("write", request.out))?;
    Ok(Exported { people: sheet.people.len() as u64, of: *of })
}

/// The people in question, and how many there are.
fn lay_out(session: &Session<'_>, count: usize) -> Result<(HomesSheet, u64), OperationError> {
    let entity = Entity::Person;
    let (latest, loads) = session.latest_linkage(entity)?;
    let folder = session.state.files.folder(&latest.dataset, latest.number);
    let mut of_person: BTreeMap<u64, Vec<KeptResidence>> = BTreeMap::new();
    for residence in contested(&folder)? {
        of_person.entry(residence.entity).or_default().push(residence);
    }
    let of = of_person.len() as u64;
    let mut people: Vec<Vec<KeptResidence>> = of_person.into_values().collect();
    // Where all news are of one day, people come by their ids.
    people.sort_by_key(|homes| std::cmp::Reverse(homes.iter().filter_map(latest_day).max()));
    people.truncate(count);
    let homes = people.iter().flatten();
    let records: BTreeSet<u64> =
        homes.flat_map(|home| home.listed_by.iter().chain(&home.told_by)).copied().collect();
    let records: Vec<u64> = records.into_iter().collect();
    let seen = read_seen(entity, &session.source_tables(&loads), &records)?;
    let shown = Shown::new(&seen);
    let people = people.iter().map(|homes| shown.person(homes)).collect();
    let columns = SHOWN.iter().map(|column| column.replace('_', " ")).collect();
    Ok((HomesSheet { columns, people }, of))
}

/// The latest day that is known of a home.
fn latest_day(home: &KeptResidence) -> Option<String> {
    home.last_told.clone().max(home.from.clone())
}

/// What records say, ready to be shown.
struct Shown<'s> {
    seen: &'s BTreeMap<u64, SeenRecord>,
    /// Where the columns stand among those that people see.
    places: Vec<usize>,
    address: Option<usize>,
}

impl<'s> Shown<'s> {
    fn new(seen: &'s BTreeMap<u64, SeenRecord>) -> Self {
        let all = seen_columns(Entity::Person);
        let place = |column: &&str| all.iter().position(|known| known == column);
        Self { seen, places: SHOWN.iter().filter_map(place).collect(), address: place(&ADDRESS) }
    }

    fn person(&self, homes: &[KeptResidence]) -> PersonInQuestion {
        let records = || homes.iter().flat_map(|home| home.listed_by.iter().chain(&home.told_by));
        PersonInQuestion {
            id: EntityId::new(letter_of(Entity::Person), homes[0].entity).to_string(),
            values: self.places.iter().map(|place| self.values(records(), *place).join(" / ")).collect(),
            homes: homes.iter().map(|home| self.home(home)).collect(),
        }
    }

    fn home(&self, kept: &KeptResidence) -> HomeInQuestion {
        let records = kept.listed_by.iter().chain(&kept.told_by);
        let said = self.address.and_then(|place| self.values(records, place).into_iter().next());
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        HomeInQuestion {
            address: said.map_or_else(|| text(&kept.home.address_key), str::to_owned),
            uprn: text(&kept.home.uprn),
            listed_by: self.names(&kept.listed_by),
            told_by: self.names(&kept.told_by),
            from: text(&kept.from),
            last_told: text(&kept.last_told),
        }
    }

    /// The different values of a column, in the order of the records.
    fn values<'r>(&self, records: impl Iterator<Item = &'r u64>, place: usize) -> Vec<&'s str> {
        let mut values: Vec<&str> = Vec::new();
        for record in records.filter_map(|record| self.seen.get(record)) {
            let value = record.values[place].as_str();
            if !value.is_empty() && !values.contains(&value) {
                values.push(value);
            }
        }
        values
    }

    /// The sources and keys of records.
    fn names(&self, records: &[u64]) -> String {
        let known = records.iter().filter_map(|record| self.seen.get(record));
        let names: Vec<String> = known.map(|record| format!("{} {}", record.source, record.key)).collect();
        names.join("; ")
    }
}
