//! Brings what lies elsewhere onto this disk: a database's rows, a file behind a URL. Either is then loaded like any
//! other file.
//!
//! It keeps the heavy parts of that (TLS, the protocols of databases) away from the crates that only work on files. It
//! never says what rows mean, and never keeps, shows or logs a password or a row.

mod connection;
mod error;
pub mod limit;
mod mysql;
mod position;
mod postgres;
mod row_file;
mod secret;
mod sqlite;
mod statement;
mod web;

use std::path::{Path, PathBuf};

use ingest::contract::{Contract, Database, Engine};

pub use error::FetchError;
pub use position::{Mark, Position};
pub use web::{Validators, WebRequest, fetch_file};

use limit::Limits;

/// What to fetch, for which place, and where to.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// Whose rows.
    pub contract: &'a Contract,
    /// The place's folder, which paths in the contract begin at.
    pub folder: &'a Path,
    /// How far the version before had come; none where everything is wanted.
    pub since: Option<&'a Position>,
    /// The file to write; one that is there is replaced.
    pub out: &'a Path,
    /// What ends a fetch.
    pub limits: Limits,
    /// Told how many bytes have come so far.
    pub progress: &'a (dyn Fn(u64) + Sync),
}

/// What a fetch brought.
#[derive(Debug)]
pub enum Fetched {
    /// Nothing is there that was not there before.
    Unchanged,
    /// A file.
    File(FetchedFile),
}

/// A file that a fetch brought.
#[derive(Debug)]
#[non_exhaustive]
pub struct FetchedFile {
    /// Where it is.
    pub path: PathBuf,
    /// Whether it holds only what is new since the position that was given.
    pub is_part: bool,
    /// From where the next fetch goes on; none where it has to begin anew.
    pub position: Option<Position>,
    /// What was found out, a line each.
    pub notes: Vec<String>,
}

/// Reads the rows that a contract means of a database: all of them, or those since the position given.
///
/// # Errors
/// Why not; the file is then of no use.
pub fn read_database(request: &Request<'_>, database: &Database) -> Result<Fetched, FetchError> {
    let Request { contract, folder, since, out, limits, progress } = *request;
    let since = match since {
        Some(Position::Mark(mark)) if database.high_water_mark.is_some() => Some(mark),
        _ => None,
    };
    let what = (contract, database);
    let (written, notes, is_number) = match database.engine {
        Engine::Sqlite => sqlite::read(what, folder, since, out, limits, progress)?,
        Engine::Postgres => {
            let (written, notes) = postgres::read(what, folder, since, out, limits, progress)?;
            (written, notes, false)
        }
        Engine::Mysql => mysql::read(what, folder, since, out, limits, progress)?,
    };
    if since.is_some_and(|since| written.all.as_ref() == Some(&since.tail)) {
        return Ok(Fetched::Unchanged);
    }
    let position = written.mark.map(|(mark, tail)| {
        let value = String::from_utf8_lossy(&mark).into_owned();
        Position::Mark(Mark { value, is_number, tail })
    });
    // Where no row has a mark, those that stood at the last one are gone; it still says from where on to read.
    let position = position.or_else(|| since.cloned().map(Position::Mark));
    Ok(Fetched::File(FetchedFile { path: out.to_owned(), is_part: since.is_some(), position, notes }))
}
