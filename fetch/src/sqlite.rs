//! SQLite: the rows of a table or query of a file, in one read transaction.

use std::path::Path;

use ingest::contract::{Contract, Database};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use crate::limit::Limits;
use crate::row_file::{RowFile, Written};
use crate::statement::{self, Column, Plan};
use crate::{FetchError, Mark};

/// Reads the rows into a file at `path`.
pub(crate) fn read(
    (contract, database): (&Contract, &Database),
    folder: &Path,
    mark: Option<&Mark>,
    path: &Path,
    limits: Limits,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<(Written, Vec<String>, bool), FetchError> {
    let file = folder.join(&database.name);
    let server = database.name.as_str();
    let failed = |source| failure(&file, server, source);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(&file, flags).map_err(failed)?;
    connection
        .busy_timeout(std::time::Duration::from_secs(limits.connect_seconds_max.into()))
        .map_err(failed)?;
    let transaction = connection.transaction().map_err(failed)?;
    let described = transaction.prepare(&statement::describing(database)).map_err(failed)?;
    let columns = described.columns().map(|column| Column {
        name: column.name().to_owned(),
        is_binary: column.decl_type().is_some_and(|declared| declared.eq_ignore_ascii_case("blob")),
        is_number: false,
    });
    let plan = Plan::of(contract, database, server, columns.collect())?;
    drop(described);
    let text = statement::reading(contract, database, &plan, mark.map(|_| "?1"));
    let mut reading = transaction.prepare(&text).map_err(failed)?;
    let mut rows = match mark {
        None => reading.query([]),
        // A column without a type holds numbers beside texts, and one is never equal to the other.
        Some(Mark { value, is_number: true, .. }) => match value.parse::<i64>() {
            Ok(number) => reading.query([number]),
            Err(_) => reading.query([value.parse::<f64>().unwrap_or_default()]),
        },
        Some(Mark { value, .. }) => reading.query([value]),
    }
    .map_err(failed)?;
    let mut out = RowFile::create((path, server), &plan.names(), plan.mark_at, limits, progress)?;
    let mut is_number = false;
    while let Some(row) = rows.next().map_err(failed)? {
        for (at, column) in plan.columns.iter().enumerate() {
            let value = row.get_ref(at).map_err(failed)?;
            if plan.mark_at == Some(at) {
                is_number = matches!(value, ValueRef::Integer(_) | ValueRef::Real(_));
            }
            match value {
                ValueRef::Null => out.cell(None),
                ValueRef::Integer(number) => out.cell(Some(number.to_string().as_bytes())),
                ValueRef::Real(number) => out.cell(Some(number.to_string().as_bytes())),
                ValueRef::Text(text) => out.cell(Some(text)),
                ValueRef::Blob(_) => return Err(FetchError::Binary { column: column.name.clone() }),
            }
        }
        out.end_row()?;
    }
    Ok((out.finish()?, plan.notes, is_number))
}

/// What SQLite says about a statement names tables and columns, and never a row's value.
fn failure(path: &Path, server: &str, source: rusqlite::Error) -> FetchError {
    match &source {
        rusqlite::Error::SqliteFailure(code, Some(words)) if code.code == rusqlite::ErrorCode::Unknown => {
            let is_missing = words.starts_with("no such table");
            let kind = if is_missing { ingest::ErrorKind::NotFound } else { ingest::ErrorKind::Invalid };
            FetchError::Refused { server: server.to_owned(), kind, reason: words.clone() }
        }
        rusqlite::Error::SqlInputError { msg, .. } => {
            let is_missing = msg.starts_with("no such table");
            let kind = if is_missing { ingest::ErrorKind::NotFound } else { ingest::ErrorKind::Invalid };
            FetchError::Refused { server: server.to_owned(), kind, reason: msg.clone() }
        }
        _ => FetchError::Sqlite { path: path.to_owned(), source },
    }
}
