//! MySQL and MariaDB: the rows of a table or query in one consistent, read-only snapshot.
//!
//! Values come as the server writes them in text, moments in UTC, and are passed on row by row.

mod login;
mod packet;
mod session;

use std::path::Path;

use ingest::contract::{Contract, Database};

use crate::limit::Limits;
use crate::row_file::{RowFile, Written};
use crate::statement::{self, Column, Plan};
use crate::{FetchError, Mark};
use packet::Reader;
use session::Session;

/// Reads the rows into a file at `path`; whether the mark is a number is the last of the answer.
pub(crate) fn read(
    (contract, database): (&Contract, &Database),
    folder: &Path,
    mark: Option<&Mark>,
    path: &Path,
    limits: Limits,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<(Written, Vec<String>, bool), FetchError> {
    let mut session = Session::open(database, folder, &limits)?;
    prepare(&mut session, &limits)?;
    let columns = session.query(&statement::describing(database))?.into_iter().map(column).collect();
    while session.row()?.is_some() {}
    let plan = Plan::of(contract, database, session.server(), columns)?;
    let text = statement::reading(contract, database, &plan, mark.map(literal).as_deref());
    session.query(&text)?;
    let server = session.server().to_owned();
    let mut file = RowFile::create((path, &server), &plan.names(), plan.mark_at, limits, progress)?;
    while let Some(row) = session.row()? {
        let mut cells = Reader::of(row);
        let mut whole = true;
        while whole && !cells.is_at_end() {
            match cells.cell() {
                Some(cell) => file.cell(cell),
                None => whole = false,
            }
        }
        if !whole {
            return Err(session.odd("a row that is none"));
        }
        file.end_row()?;
    }
    session.end();
    let is_number = plan.mark_at.is_some_and(|at| plan.columns[at].is_number);
    Ok((file.finish()?, plan.notes, is_number))
}

/// Sets the session up: one snapshot, no end of it but ours, texts in UTF-8 and moments in UTC.
fn prepare(session: &mut Session, limits: &Limits) -> Result<(), FetchError> {
    let seconds = limits.statement_seconds_max;
    session.command("SET NAMES utf8mb4")?;
    session.command("SET SESSION time_zone = '+00:00'")?;
    session.command(&format!("SET SESSION net_write_timeout = {seconds}"))?;
    if session.is_mariadb() {
        session.command(&format!("SET SESSION max_statement_time = {seconds}"))?;
    } else {
        session.command(&format!("SET SESSION max_execution_time = {}", u64::from(seconds) * 1000))?;
    }
    session.command("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ")?;
    session.command("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY")
}

/// A column as the server describes it.
fn column(described: session::Described) -> Column {
    /// The character set that says that there is none.
    const BINARY: u16 = 63;
    let session::Described { name, charset, kind } = described;
    Column {
        name,
        // BIT and GEOMETRY are bytes always; blobs and strings where they have no character set.
        is_binary: matches!(kind, 16 | 255) || (charset == BINARY && matches!(kind, 249..=254)),
        // TINY to DOUBLE, LONGLONG, INT24, YEAR and both DECIMALs.
        is_number: matches!(kind, 0..=5 | 8 | 9 | 13 | 246),
    }
}

/// The mark as SQL: a number as it is, anything else as bytes in UTF-8, so that nothing in it can be mistaken for SQL.
fn literal(mark: &Mark) -> String {
    let is_plain = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E');
    if mark.is_number && !mark.value.is_empty() && mark.value.bytes().all(is_plain) {
        return mark.value.clone();
    }
    let bytes: String = mark.value.bytes().map(|byte| format!("{byte:02x}")).collect();
    format!("CONVERT(X'{bytes}' USING utf8mb4)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mark_that_is_no_number_cannot_become_sql() {
        let mark = |value: &str, is_number| Mark { value: value.to_owned(), is_number, tail: String::new() };
        assert_eq!(literal(&mark("-12.5", true)), "-12.5");
        assert_eq!(literal(&mark("1 OR 1", true)), "CONVERT(X'31204f522031' USING utf8mb4)");
        assert_eq!(literal(&mark("a'b", false)), "CONVERT(X'612762' USING utf8mb4)");
    }
}
