//! Who lives where and when, as a linkage version keeps it: `residences.parquet` and `households.parquet`.
//!
//! The rules are `link`'s. A residence is told by the numbers of its entity and its records, a home by its UPRN or, where no
//! record has one, by its address as it is compared.

pub mod quality;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use arrow_array::types::Int8Type;
use arrow_array::{ArrayRef, DictionaryArray, StringArray};
use link::residence::{Household, Residence, State, Statements, When, households, read, residences};
use link::table::{Column, NULL};
use standardise::record::Entity;

use super::evidence::label_at;
use super::{ADDRESS_KEY, Inputs, UPRN};
use crate::operations::OperationError;
use crate::summary::ResidenceCounts;
use crate::version_table::{self, Batch, ColumnReader, TableFileError};

const RESIDENCES: &str = "residences.parquet";
const HOUSEHOLDS: &str = "households.parquet";

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

/// Works out who lives where and writes it; nothing of records that are not of people.
///
/// Shape: `entity_of` by row; `lists_main` by the number of a source. Of `today`, the day that the newest loads were made, only
/// what has ended or begun by then depends.
///
/// # Errors
/// Where a file can't be written.
pub fn write_residences(
    folder: &Path,
    inputs: &Inputs,
    entity_of: &[u64],
    lists_main: &[bool],
    today: When,
) -> Result<Option<ResidenceCounts>, OperationError> {
    if inputs.entity != Entity::Person {
        return Ok(None);
    }
    let Statements { statements, deaths, homes } =
        read(&inputs.table, &inputs.records, entity_of, lists_main);
    let residences = residences(statements, deaths, today);
    let households = households(&residences);
    let names = HomeNames { inputs, homes: &homes };
    write_kept(&folder.join(RESIDENCES), &residences, &names)?;
    write_households(&folder.join(HOUSEHOLDS), &households, &names)?;
    Ok(Some(count(&residences, &households)))
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
    homes: &'t [link::home::Home],
}

impl HomeNames<'_> {
    /// The UPRNs and the addresses of homes, a column each.
    fn columns(&self, homes: &(impl Iterator<Item = u32> + Clone)) -> [(&'static str, ArrayRef); 2] {
        let column = |name: &str, id_of: fn(&link::home::Home) -> u32| -> ArrayRef {
            let column = self.inputs.table.column(name);
            let text =
                |home: u32| column.and_then(|column| text_of(column, id_of(&self.homes[home as usize])));
            Arc::new(homes.clone().map(text).collect::<StringArray>())
        };
        [(UPRN, column(UPRN, |home| home.uprn)), (ADDRESS_KEY, column(ADDRESS_KEY, |home| home.address))]
    }
}

fn text_of(column: &Column, id: u32) -> Option<&str> {
    if id == NULL { None } else { std::str::from_utf8(column.dictionary().bytes(id)).ok() }
}

fn write_kept(path: &Path, residences: &[Residence], names: &HomeNames<'_>) -> Result<(), TableFileError> {
    let dates = |of: fn(&Residence) -> Option<When>| -> ArrayRef {
        let texts = residences.iter().map(|residence| of(residence).map(|when| when.to_string()));
        Arc::new(texts.collect::<StringArray>())
    };
    let records = |of: fn(&Residence) -> &[u64]| joined(residences.iter().map(of));
    let states: DictionaryArray<Int8Type> =
        residences.iter().map(|residence| residence.state.name()).collect();
    let entities = residences.iter().map(|residence| residence.entity).collect();
    let homes = residences.iter().map(|residence| residence.home);
    let mut columns = vec![
        ("entity", version_table::number_column(entities)),
        ("home", version_table::number_column(homes.clone().map(u64::from).collect())),
        ("state", Arc::new(states) as ArrayRef),
    ];
    columns.extend(names.columns(&homes));
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

fn write_households(
    path: &Path,
    households: &[Household],
    names: &HomeNames<'_>,
) -> Result<(), TableFileError> {
    let homes = households.iter().map(|household| household.home);
    let sizes = households.iter().map(|household| household.people.len() as u64).collect();
    let since = households.iter().map(|household| household.since.map(|since| since.to_string()));
    let mut columns = vec![("home", version_table::number_column(homes.clone().map(u64::from).collect()))];
    columns.extend(names.columns(&homes));
    columns.extend([
        ("size", version_table::number_column(sizes)),
        ("since", Arc::new(since.collect::<StringArray>()) as ArrayRef),
        ("entities", joined(households.iter().map(|household| household.people.as_slice()))),
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
    let path = folder.join(RESIDENCES);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let rows = version_table::rows_where(&path, "entity", |known| known == entity)?;
    read_rows(&path, &rows)
}

/// Who lives and lived at homes that have one of some UPRNs or, where no record gives theirs, one of some addresses.
///
/// # Errors
/// Where the file can't be read.
pub fn residences_at(
    folder: &Path,
    is_there: impl Fn(&KeptHome) -> bool,
) -> Result<Vec<KeptResidence>, TableFileError> {
    let path = folder.join(RESIDENCES);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let (mut rows, mut first) = (Vec::new(), 0);
    ColumnReader::open(&path, &[UPRN, ADDRESS_KEY])?.for_each(|batch| {
        for row in 0..batch.row_count() {
            if is_there(&home_at(batch, row)?) {
                rows.push(first + row);
            }
        }
        first += batch.row_count();
        Ok::<_, TableFileError>(())
    })?;
    read_rows(&path, &rows)
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

fn read_rows(path: &Path, rows: &[usize]) -> Result<Vec<KeptResidence>, TableFileError> {
    let mut kept = Vec::with_capacity(rows.len());
    if rows.is_empty() {
        return Ok(kept);
    }
    ColumnReader::open_rows(path, None, rows)?.for_each(|batch| {
        for row in 0..batch.row_count() {
            let text = |name| Ok::<_, TableFileError>(batch.text_at(name, row)?.map(str::to_owned));
            let numbers = |name| -> Result<Vec<u64>, TableFileError> {
                let text = batch.text_at(name, row)?.unwrap_or_default();
                Ok(text.split(' ').filter_map(|number| number.parse().ok()).collect())
            };
            kept.push(KeptResidence {
                entity: batch.numbers("entity")?.value(row),
                state: label_at(batch, "state", row)?,
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
    })?;
    Ok(kept)
}

fn home_at(batch: &Batch<'_>, row: usize) -> Result<KeptHome, TableFileError> {
    let text = |name| Ok::<_, TableFileError>(batch.text_at(name, row)?.map(str::to_owned));
    Ok(KeptHome { uprn: text(UPRN)?, address_key: text(ADDRESS_KEY)? })
}
