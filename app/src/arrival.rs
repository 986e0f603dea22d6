//! A source's files on their way in: as they lie in the place, or fetched into the state's folder from where they are.
//!
//! Loads nothing, and decides nothing about what is in a file.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use fetch::limit::Limits;
use fetch::{FetchError, Fetched, Position};
use ingest::contract::{Contract, Database, Location, Mode, Web};

use crate::operations::OperationError;

/// What there is of a source.
pub enum Arrival<'c> {
    /// Nothing that the newest version does not rest on already.
    Unchanged,
    /// Files to load.
    Files(Box<Files<'c>>),
}

/// Files to load, and how.
pub struct Files<'c> {
    /// The files, in the order in which their rows count.
    pub paths: Vec<PathBuf>,
    /// The contract, with the mode that these files call for.
    pub contract: Cow<'c, Contract>,
    /// From where the next fetch goes on.
    pub position: Option<Position>,
    /// What was found out on the way, a line each.
    pub notes: Vec<String>,
    /// Removes what was fetched when it is no longer needed: it is kept as a raw file.
    _fetched: Option<Fleeting>,
}

/// Where a source's files come from and may lie for a while.
#[derive(Clone, Copy)]
pub struct Way<'a> {
    /// The place's folder.
    pub place: &'a Path,
    /// Where fetched files lie while they are loaded.
    pub fetched: &'a Path,
    /// The delivery that is next, of a source that has them one after the other.
    pub delivered: Option<&'a Path>,
    /// How far the newest version had come.
    pub since: Option<&'a Position>,
}

/// Finds or fetches a source's files.
///
/// # Errors
/// Where there is none, or none can be fetched.
pub fn arrive<'c>(contract: &'c Contract, way: Way<'_>) -> Result<Arrival<'c>, OperationError> {
    let failed = |error: FetchError| OperationError::Fetch {
        source_name: contract.name.clone(),
        error: Box::new(error),
    };
    match &contract.source.location {
        Location::Files => {
            let paths = ingest::files_of(contract, way.place).map_err(|error| OperationError::Load {
                source_name: contract.name.clone(),
                error: Box::new(error),
            })?;
            Ok(Arrival::of_place(paths, contract))
        }
        Location::Deliveries(_) => {
            let Some(delivered) = way.delivered else { return Ok(Arrival::Unchanged) };
            Ok(Arrival::of_place(vec![delivered.to_owned()], contract))
        }
        Location::Database(database) => {
            let out = way.out(contract, "csv")?;
            let fetched = read_database(contract, database, way, &out).map_err(failed)?;
            Ok(arrival(contract, fetched, out))
        }
        Location::Web(web) => {
            let out = way.out(contract, contract.source.format.name())?;
            let fetched = fetch_file(contract, web, way, &out).map_err(failed)?;
            Ok(arrival(contract, fetched, out))
        }
    }
}

impl<'c> Arrival<'c> {
    /// Files that lie in the place already.
    fn of_place(paths: Vec<PathBuf>, contract: &'c Contract) -> Self {
        let contract = Cow::Borrowed(contract);
        Self::Files(Box::new(Files { paths, contract, position: None, notes: Vec::new(), _fetched: None }))
    }
}

impl Way<'_> {
    /// The file that a fetch writes: its name is the source's.
    fn out(&self, contract: &Contract, ending: &str) -> Result<PathBuf, OperationError> {
        fs::create_dir_all(self.fetched).map_err(OperationError::file("make folder", self.fetched))?;
        Ok(self.fetched.join(format!("{}.{ending}", contract.name)))
    }
}

fn read_database(
    contract: &Contract,
    database: &Database,
    way: Way<'_>,
    out: &Path,
) -> Result<Fetched, FetchError> {
    let request = fetch::Request {
        contract,
        folder: way.place,
        since: way.since,
        out,
        limits: Limits::default(),
        progress: &|_| {},
    };
    let fetched = fetch::read_database(&request, database);
    if fetched.is_err() {
        // Half of the rows is of no use to anybody.
        drop(Fleeting(out.to_owned()));
    }
    fetched
}

fn fetch_file(contract: &Contract, web: &Web, way: Way<'_>, out: &Path) -> Result<Fetched, FetchError> {
    let request = fetch::WebRequest {
        contract,
        folder: way.place,
        since: way.since,
        out,
        limits: Limits::default(),
        wait: &std::thread::park_timeout,
    };
    fetch::fetch_file(&request, web)
}

fn arrival<'c>(contract: &'c Contract, fetched: Fetched, out: PathBuf) -> Arrival<'c> {
    let fleeting = Fleeting(out);
    let Fetched::File(file) = fetched else { return Arrival::Unchanged };
    let mut contract = Cow::Borrowed(contract);
    let mut notes = file.notes;
    let is_marked = matches!(&contract.source.location, Location::Database(database) if database.high_water_mark.is_some());
    if file.is_part {
        notes.push("only what is new since the last load was read".to_owned());
    } else if is_marked {
        // All that there is: a record that is not among it is gone.
        contract.to_mut().source.mode = Mode::Snapshot;
    }
    let (paths, position) = (vec![file.path], file.position);
    Arrival::Files(Box::new(Files { paths, contract, position, notes, _fetched: Some(fleeting) }))
}

/// A file that goes when it is no longer needed.
struct Fleeting(PathBuf);

impl Drop for Fleeting {
    fn drop(&mut self) {
        // One that is left is replaced by the next fetch.
        let _ = fs::remove_file(&self.0);
    }
}
