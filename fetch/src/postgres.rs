//! PostgreSQL: the rows of a table or query, through a cursor in one read-only snapshot.
//!
//! The messages and the authentication are `postgres-protocol`'s; what is here sends them one after the other. Values come
//! as the server writes them in text, with dates in ISO form and moments in UTC.

mod session;

use std::path::Path;

use ingest::contract::{Contract, Database};

use crate::limit::{CURSOR_ROWS, Limits};
use crate::row_file::{RowFile, Written};
use crate::statement::{self, Column, Plan};
use crate::{FetchError, Mark};
use session::{Answer, Session};

/// The types whose values are bytes: bytea and its arrays.
const BYTE_TYPES: [u32; 2] = [17, 1001];

/// Reads the rows into a file at `path`.
pub(crate) fn read(
    (contract, database): (&Contract, &Database),
    folder: &Path,
    mark: Option<&Mark>,
    path: &Path,
    limits: Limits,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<(Written, Vec<String>), FetchError> {
    let mut session = Session::open(database, folder, &limits)?;
    let milliseconds = u64::from(limits.statement_seconds_max) * 1000;
    session.command(&format!(
        "SET DateStyle TO ISO; SET IntervalStyle TO iso_8601; SET TimeZone TO 'UTC'; SET extra_float_digits TO 3; \
         SET statement_timeout TO {milliseconds}"
    ))?;
    session.command("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
    let found = session.describe(&statement::describing(database))?;
    let columns = found.into_iter().map(|(name, type_id)| Column {
        name,
        is_binary: BYTE_TYPES.contains(&type_id),
        // The server itself takes a mark as what its column is.
        is_number: false,
    });
    let server = session.server().to_owned();
    let plan = Plan::of(contract, database, &server, columns.collect())?;
    let text = statement::reading(contract, database, &plan, mark.map(|_| "$1"));
    session.open_cursor(&text, mark.map(|mark| mark.value.as_str()))?;
    let mut file = RowFile::create((path, &server), &plan.names(), plan.mark_at, limits, progress)?;
    loop {
        session.ask_for_rows(CURSOR_ROWS)?;
        loop {
            match session.answer(file.rows())? {
                Answer::Row(row) => {
                    row.each(|cell| file.cell(cell)).map_err(|()| session.odd("a row that is none"))?;
                    file.end_row()?;
                }
                Answer::MoreToCome => break,
                Answer::Done => {
                    session.end();
                    return Ok((file.finish()?, plan.notes));
                }
            }
        }
    }
}
