//! Who lives where and when, as a linkage version keeps it: `residences.parquet` and `households.parquet`.
//!
//! The rules are `link`'s. A residence is told by the numbers of its entity and its records, a home by its UPRN or, where no
//! record has one, by its address as it is compared. A linkage that goes on from another tells of those whose residences may be others:
//! the newest of its files that tells of somebody counts.

mod change;
pub mod quality;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use arrow_array::types::Int8Type;
use arrow_array::{ArrayRef, DictionaryArray, StringArray};
use link::home::Home;
use link::residence::{Household, Records, Residence, State, Statements, When, households, read, residences};
use link::table::{Column, NULL};
use standardise::record::Entity;
use twox_hash::XxHash3_64;

use super::evidence::label_at;
use super::layer::{Counting, Layered};
use super::{ADDRESS_KEY, Inputs, UPRN};
use crate::operations::OperationError;
use crate::summary::ResidenceCounts;
use crate::version_table::{self, Batch, ColumnReader, TableFileError};

pub use change::CensusBefore;

const RESIDENCES: Layered = Layered { name: "residences", key: "entity" };
const HOUSEHOLDS: Layered = Layered { name: "households", key: "home" };
/// The state of who has no residence any more, so that older files are not believed.
const GONE: &str = "gone";

/// A residence as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptResidence {
    /// Who, by number.
    pub entity: u64,
    /// Whether they live there, in a word.
    pub state: String,
    /// The home.
    pub home: KeptHome,
    /// See [`Residence::from`].
    pub from: Option<String>,
    /// See [`Residence::first_told`].
    pub first_told: Option<String>,
    /// See [`Residence::last_told`].
    pub last_told: Option<String>,
    /// See [`Residence::to`].
    pub to: Option<String>,
    /// The records that list it now.
    pub listed_by: Vec<u64>,
    /// All other records that name it.
    pub told_by: Vec<u64>,
}

/// A home as kept. It is personal data, so it has no `Display`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeptHome {
    /// The UPRN, where a record has it.
    pub uprn: Option<String>,
    /// The address as it is compared, where a record has one.
    pub address_key: Option<String>,
}

impl std::fmt::Debug for KeptHome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeptHome").finish_non_exhaustive()
    }
}

/// Records of people, by which it is told who lives where.
#[derive(Clone, Copy)]
pub struct Census<'c> {
    /// The records.
    pub inputs: &'c Inputs,
    /// The person of each row.
    pub entity_of: &'c [u64],
    /// By the number of a source, whether it keeps where people mainly live.
    pub lists_main: &'c [bool],
    /// The day that the newest loads were made: what has ended or begun is so by then.
    pub today: When,
}

/// Works out who lives where and writes it, since a census before of those alone whose residences may be others; nothing of records
/// that are not of people.
///
/// # Errors
/// Where a file can't be read or written.
pub fn write_residences(
    folder: &Path,
    census: &Census<'_>,
    before: Option<&CensusBefore<'_>>,
) -> Result<Option<ResidenceCounts>, OperationError> {
    if census.inputs.entity != Entity::Person {
        return Ok(None);
    }
    if let Some(before) = before
        && let Some(affected) = census.affected_since(before)
    {
        return census.write_changes(folder, before, &affected).map(Some);
    }
    let (residences, households) = census.tell(|_| true);
    let names = census.names();
    write_kept(&RESIDENCES.newest(folder), (&residences, &[]), &names)?;
    write_households(&HOUSEHOLDS.newest(folder), (&households, &[]), &names)?;
    Ok(Some(count(&residences, &households)))
}

impl Census<'_> {
    fn records(&self) -> Records<'_> {
        Records {
            table: &self.inputs.table,
            records: &self.inputs.records,
            entity_of: self.entity_of,
            lists_main: self.lists_main,
            homes: self.inputs.homes(),
        }
    }

    fn names(&self) -> HomeNames<'_> {
        HomeNames { inputs: self.inputs, homes: &self.inputs.homes().homes }
    }

    /// Who lives where by some of the rows.
    fn tell(&self, is_wanted: impl Fn(usize) -> bool) -> (Vec<Residence>, Vec<Household>) {
        let Statements { statements, deaths } = read(&self.records(), is_wanted);
        let residences = residences(statements, deaths, self.today);
        let households = households(&residences);
        (residences, households)
    }
}

fn count(residences: &[Residence], households: &[Household]) -> ResidenceCounts {
    let mut states: BTreeMap<State, u64> = BTreeMap::new();
    residences.iter().for_each(|residence| *states.entry(residence.state).or_default() += 1);
    let of = |state| states.get(&state).copied().unwrap_or_default();
    ResidenceCounts {
        current: of(State::Current),
        contested: of(State::Contested),
        past: of(State::Past),
        open: of(State::Open),
        to_come: of(State::ToCome),
        households: households.len() as u64,
    }
}

/// How homes are named in a table.
struct HomeNames<'t> {
    inputs: &'t Inputs,
    homes: &'t [Home],
}

impl HomeNames<'_> {
    /// The UPRNs and the addresses of homes, a column each; after them so many rows without.
    fn columns(
        &self,
        homes: &(impl Iterator<Item = u32> + Clone),
        more: usize,
    ) -> [(&'static str, ArrayRef); 2] {
        let column = |name: &str, id_of: fn(&Home) -> u32| -> ArrayRef {
            let texts = homes.clone().map(|home| self.text(name, id_of(&self.homes[home as usize])));
            Arc::new(texts.chain(std::iter::repeat_n(None, more)).collect::<StringArray>())
        };
        [(UPRN, column(UPRN, |home| home.uprn)), (ADDRESS_KEY, column(ADDRESS_KEY, |home| home.address))]
    }

    fn text(&self, column: &str, id: u32) -> Option<&str> {
        self.inputs.table.column(column).and_then(|column| text_of(column, id))
    }

    /// The number that a home has in every version.
    fn key(&self, home: u32) -> u64 {
        let Home { uprn, address } = self.homes[home as usize];
        match self.text(UPRN, uprn) {
            Some(uprn) => key_of_uprn(uprn),
            None => key_of_address(self.text(ADDRESS_KEY, address).unwrap_or_default()),
        }
    }
}

/// The number of a home that a UPRN names.
fn key_of_uprn(uprn: &str) -> u64 {
    XxHash3_64::oneshot_with_seed(0, uprn.as_bytes())
}

/// The number of a home that nothing but an address names.
fn key_of_address(address: &str) -> u64 {
    XxHash3_64::oneshot_with_seed(1, address.as_bytes())
}

fn text_of(column: &Column, id: u32) -> Option<&str> {
    if id == NULL { None } else { std::str::from_utf8(column.dictionary().bytes(id)).ok() }
}

/// Writes residences, and who has none any more.
fn write_kept(
    path: &Path,
    (residences, gone): (&[Residence], &[u64]),
    names: &HomeNames<'_>,
) -> Result<(), TableFileError> {
    let nothing = || std::iter::repeat_n((), gone.len());
    let dates = |of: fn(&Residence) -> Option<When>| -> ArrayRef {
        let texts = residences.iter().map(|residence| of(residence).map(|when| when.to_string()));
        Arc::new(texts.chain(nothing().map(|()| None)).collect::<StringArray>())
    };
    let records = |of: fn(&Residence) -> &[u64]| {
        joined(residences.iter().map(of).chain(nothing().map(|()| -> &[u64] { &[] })))
    };
    let states = residences.iter().map(|residence| residence.state.name());
    let states: DictionaryArray<Int8Type> = states.chain(nothing().map(|()| GONE)).collect();
    let entities = residences.iter().map(|residence| residence.entity).chain(gone.iter().copied());
    let homes = residences.iter().map(|residence| residence.home);
    let keys = homes.clone().map(|home| names.key(home)).chain(nothing().map(|()| 0));
    let mut columns = vec![
        ("entity", version_table::number_column(entities.collect())),
        ("home", version_table::number_column(keys.collect())),
        ("state", Arc::new(states) as ArrayRef),
    ];
    columns.extend(names.columns(&homes, gone.len()));
    columns.extend([
        ("from", dates(|residence| residence.from)),
        ("first_told", dates(|residence| residence.first_told)),
        ("last_told", dates(|residence| residence.last_told)),
        ("to", dates(|residence| residence.to)),
        ("listed_by", records(|residence| &residence.listed_by)),
        ("told_by", records(|residence| &residence.told_by)),
    ]);
    version_table::write(path, columns)
}

/// Writes households, and the numbers of homes where there is none any more.
fn write_households(
    path: &Path,
    (households, ended): (&[Household], &[u64]),
    names: &HomeNames<'_>,
) -> Result<(), TableFileError> {
    let nobody = || std::iter::repeat_n((), ended.len());
    let homes = households.iter().map(|household| household.home);
    let keys = homes.clone().map(|home| names.key(home)).chain(ended.iter().copied());
    let sizes = households.iter().map(|household| household.people.len() as u64);
    let since = households.iter().map(|household| household.since.map(|since| since.to_string()));
    let people = households.iter().map(|household| household.people.as_slice());
    let mut columns = vec![("home", version_table::number_column(keys.collect()))];
    columns.extend(names.columns(&homes, ended.len()));
    columns.extend([
        ("size", version_table::number_column(sizes.chain(nobody().map(|()| 0)).collect())),
        ("since", Arc::new(since.chain(nobody().map(|()| None)).collect::<StringArray>()) as ArrayRef),
        ("entities", joined(people.chain(nobody().map(|()| -> &[u64] { &[] })))),
    ]);
    version_table::write(path, columns)
}

/// Numbers with blanks between them, a text a list.
fn joined<'n>(lists: impl Iterator<Item = &'n [u64]>) -> ArrayRef {
    let texts = lists.map(|numbers| {
        let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
        Some(numbers.join(" "))
    });
    Arc::new(texts.collect::<StringArray>())
}

/// Where an entity lives and lived; nothing where the version keeps no residences.
///
/// # Errors
/// Where the file can't be read.
pub fn residences_of(folder: &Path, entity: u64) -> Result<Vec<KeptResidence>, TableFileError> {
    let mut kept = Vec::new();
    for Counting { path, rows } in RESIDENCES.counting(folder, |known| known == entity)? {
        read_rows(&path, &rows, &mut kept)?;
    }
    Ok(kept)
}

/// Who lives and lived at homes that have one of some UPRNs or, where no record gives theirs, one of some addresses.
///
/// # Errors
/// Where the file can't be read.
pub fn residences_at(
    folder: &Path,
    is_there: impl Fn(&KeptHome) -> bool,
) -> Result<Vec<KeptResidence>, TableFileError> {
    let mut kept = Vec::new();
    for Counting { path, rows } in RESIDENCES.counting(folder, |_| true)? {
        let mut counting = rows.into_iter().peekable();
        let (mut found, mut first) = (Vec::new(), 0);
        ColumnReader::open(&path, &[UPRN, ADDRESS_KEY])?.for_each(|batch| {
            for row in 0..batch.row_count() {
                if counting.next_if_eq(&(first + row)).is_some() && is_there(&home_at(batch, row)?) {
                    found.push(first + row);
                }
            }
            first += batch.row_count();
            Ok::<_, TableFileError>(())
        })?;
        read_rows(&path, &found, &mut kept)?;
    }
    Ok(kept)
}

/// Every residence that sources disagree about.
///
/// # Errors
/// Where the file can't be read.
pub fn contested(folder: &Path) -> Result<Vec<KeptResidence>, TableFileError> {
    let all = all_residences(folder)?;
    Ok(all.into_iter().filter(|residence| residence.state == State::Contested.name()).collect())
}

/// Every residence.
///
/// # Errors
/// Where the file can't be read.
pub fn all_residences(folder: &Path) -> Result<Vec<KeptResidence>, TableFileError> {
    residences_at(folder, |_| true)
}

/// Reads residences of some rows; those who have none any more are left out.
fn read_rows(path: &Path, rows: &[usize], kept: &mut Vec<KeptResidence>) -> Result<(), TableFileError> {
    if rows.is_empty() {
        return Ok(());
    }
    ColumnReader::open_rows(path, None, rows)?.for_each(|batch| {
        for row in 0..batch.row_count() {
            let state = label_at(batch, "state", row)?;
            if state == GONE {
                continue;
            }
            let text = |name| Ok::<_, TableFileError>(batch.text_at(name, row)?.map(str::to_owned));
            let numbers = |name| -> Result<Vec<u64>, TableFileError> {
                let text = batch.text_at(name, row)?.unwrap_or_default();
                Ok(text.split(' ').filter_map(|number| number.parse().ok()).collect())
            };
            kept.push(KeptResidence {
                entity: batch.numbers("entity")?.value(row),
                state,
                home: home_at(batch, row)?,
                from: text("from")?,
                first_told: text("first_told")?,
                last_told: text("last_told")?,
                to: text("to")?,
                listed_by: numbers("listed_by")?,
                told_by: numbers("told_by")?,
            });
        }
        Ok::<_, TableFileError>(())
    })
}

fn home_at(batch: &Batch<'_>, row: usize) -> Result<KeptHome, TableFileError> {
    let text = |name| Ok::<_, TableFileError>(batch.text_at(name, row)?.map(str::to_owned));
    Ok(KeptHome { uprn: text(UPRN)?, address_key: text(ADDRESS_KEY)? })
}
