//! The one door to the database: transactions, values and rows, in the subset of SQL that SQLite and PostgreSQL share.
//!
//! Other crates write SQL text with `$1`, `$2` … in order of first use, and never see the driver. Each crate brings the
//! migrations of the tables it alone writes.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use rusqlite::types::{ToSqlOutput, ValueRef};

use crate::ErrorKind;

/// The place's ground state. One connection behind a lock: writers take turns, and there are few.
#[derive(Debug)]
pub struct Database {
    connection: Mutex<rusqlite::Connection>,
}

/// The migrations of one crate, oldest first. A published migration is never edited: the next one mends it.
#[derive(Debug, Clone, Copy)]
pub struct Migrations {
    /// The crate that owns the tables.
    pub owner: &'static str,
    /// Steps in the order they apply.
    pub steps: &'static [Migration],
}

/// One step of a schema.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// What the step does, a few words.
    pub name: &'static str,
    /// SQL statements.
    pub sql: &'static str,
}

/// A value to store.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A text.
    Text(String),
}

/// What went wrong at the database.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The database file can't be opened.
    #[error("cannot open the database {path}")]
    Open {
        /// The file.
        path: PathBuf,
        /// What the driver said.
        #[source]
        source: rusqlite::Error,
    },
    /// The database was made by a newer program.
    #[error("the database has a migration of {owner} that this program does not know: {name}")]
    Newer {
        /// The crate that owns the tables.
        owner: String,
        /// The unknown step.
        name: String,
    },
    /// A statement failed.
    #[error("the database refused: {what}")]
    Statement {
        /// The statement's first words.
        what: String,
        /// What the driver said.
        #[source]
        source: rusqlite::Error,
    },
}

impl DatabaseError {
    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        let (Self::Open { source, .. } | Self::Statement { source, .. }) = self else {
            return ErrorKind::Conflict;
        };
        match source.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull | rusqlite::ErrorCode::SystemIoFailure) => {
                ErrorKind::Unavailable
            }
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
                ErrorKind::Conflict
            }
            Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::PermissionDenied) => {
                ErrorKind::Unavailable
            }
            Some(rusqlite::ErrorCode::NotADatabase | rusqlite::ErrorCode::DatabaseCorrupt) => {
                ErrorKind::Invalid
            }
            _ => ErrorKind::Internal,
        }
    }

    /// What the user can do.
    pub fn hint(&self) -> Option<&'static str> {
        match (self, self.kind()) {
            (Self::Newer { .. }, _) => Some("use the newer guildhall that last ran on this place"),
            (_, ErrorKind::Unavailable) => {
                Some("check the disk's free space and who may write to the state folder")
            }
            (_, ErrorKind::Conflict) => {
                Some("another process uses the database: try again when it has ended")
            }
            (_, ErrorKind::Invalid) => {
                Some("the database is damaged: put the last backup of guildhall.db back")
            }
            _ => None,
        }
    }
}

/// The statement's first words: enough to find it, and never a bound value.
fn statement_failed(sql: &str) -> impl FnOnce(rusqlite::Error) -> DatabaseError + '_ {
    move |source| {
        let what = sql.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
        DatabaseError::Statement { what, source }
    }
}

impl Database {
    /// Opens the database at `path`, making it where it is missing, and applies the migrations it has not seen.
    ///
    /// # Errors
    /// Where the file can't be opened, is no database, or was made by a newer program.
    pub fn open(path: &Path, migrations: &[Migrations], now: Timestamp) -> Result<Self, DatabaseError> {
        let open = |source| DatabaseError::Open { path: path.to_owned(), source };
        let connection = rusqlite::Connection::open(path).map_err(open)?;
        connection
            .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;")
            .map_err(open)?;
        let database = Self { connection: Mutex::new(connection) };
        database.write(|transaction| {
            transaction.batch(
                "CREATE TABLE IF NOT EXISTS migration (owner TEXT NOT NULL, step INTEGER NOT NULL, name TEXT NOT NULL,
                 applied_at TEXT NOT NULL, PRIMARY KEY (owner, step))",
            )?;
            migrations.iter().try_for_each(|crate_migrations| migrate(transaction, crate_migrations, now))
        })?;
        Ok(database)
    }

    /// Runs `work` in one transaction: all of it is kept, or none where it fails.
    ///
    /// # Errors
    /// What `work` returns, or the database's own failure to begin or commit.
    pub fn write<T, E: From<DatabaseError>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        // A panic while the lock was held rolled its transaction back: the connection is sound.
        let mut connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let begun = connection
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
            .map_err(statement_failed("BEGIN"))?;
        let transaction = Transaction { inner: begun };
        let done = work(&transaction)?;
        transaction.inner.commit().map_err(statement_failed("COMMIT"))?;
        Ok(done)
    }

    /// Runs `work` in a transaction that only reads: what it would write is not kept.
    ///
    /// # Errors
    /// What `work` returns, or the database's own failure.
    pub fn read<T, E: From<DatabaseError>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let begun = connection.transaction().map_err(statement_failed("BEGIN"))?;
        work(&Transaction { inner: begun })
    }
}

fn migrate(
    transaction: &Transaction<'_>,
    migrations: &Migrations,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let applied = transaction.query(
        "SELECT name FROM migration WHERE owner = $1 ORDER BY step",
        &[migrations.owner.into()],
        |row| row.text(0),
    )?;
    if let Some(name) = applied.get(migrations.steps.len()) {
        return Err(DatabaseError::Newer { owner: migrations.owner.to_owned(), name: name.clone() });
    }
    for (step, migration) in migrations.steps.iter().enumerate().skip(applied.len()) {
        transaction.batch(migration.sql)?;
        transaction.execute(
            "INSERT INTO migration (owner, step, name, applied_at) VALUES ($1, $2, $3, $4)",
            &[migrations.owner.into(), (step as i64).into(), migration.name.into(), now.to_string().into()],
        )?;
    }
    Ok(())
}

/// A transaction under way.
#[derive(Debug)]
pub struct Transaction<'c> {
    inner: rusqlite::Transaction<'c>,
}

impl Transaction<'_> {
    /// Runs one statement and returns the number of rows it touched.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn execute(&self, sql: &str, values: &[Value]) -> Result<usize, DatabaseError> {
        let mut statement = self.inner.prepare_cached(sql).map_err(statement_failed(sql))?;
        statement.execute(rusqlite::params_from_iter(values)).map_err(statement_failed(sql))
    }

    /// Runs one statement once for each row of values and returns the number of rows it touched.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn execute_many<const N: usize>(
        &self,
        sql: &str,
        rows: impl Iterator<Item = [Value; N]>,
    ) -> Result<usize, DatabaseError> {
        let mut statement = self.inner.prepare_cached(sql).map_err(statement_failed(sql))?;
        let mut touched = 0;
        for values in rows {
            touched +=
                statement.execute(rusqlite::params_from_iter(values)).map_err(statement_failed(sql))?;
        }
        Ok(touched)
    }

    /// Runs one insertion with a `RETURNING` clause and gives back the whole number it returns.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn insert(&self, sql: &str, values: &[Value]) -> Result<i64, DatabaseError> {
        let mut statement = self.inner.prepare_cached(sql).map_err(statement_failed(sql))?;
        statement
            .query_row(rusqlite::params_from_iter(values), |row| row.get(0))
            .map_err(statement_failed(sql))
    }

    /// Reads every row that the statement gives.
    ///
    /// # Errors
    /// Where the database refuses or a column isn't of the type asked for.
    pub fn query<T>(
        &self,
        sql: &str,
        values: &[Value],
        mut read: impl FnMut(&Row<'_>) -> Result<T, DatabaseError>,
    ) -> Result<Vec<T>, DatabaseError> {
        let mut statement = self.inner.prepare_cached(sql).map_err(statement_failed(sql))?;
        let mut rows = statement.query(rusqlite::params_from_iter(values)).map_err(statement_failed(sql))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(statement_failed(sql))? {
            found.push(read(&Row { inner: row, sql })?);
        }
        Ok(found)
    }

    fn batch(&self, sql: &str) -> Result<(), DatabaseError> {
        self.inner.execute_batch(sql).map_err(statement_failed(sql))
    }
}

/// A row being read.
#[derive(Debug)]
pub struct Row<'r> {
    inner: &'r rusqlite::Row<'r>,
    sql: &'r str,
}

impl Row<'_> {
    /// The column's text.
    ///
    /// # Errors
    /// Where it holds something else.
    pub fn text(&self, column: usize) -> Result<String, DatabaseError> {
        self.inner.get(column).map_err(statement_failed(self.sql))
    }

    /// The column's text, or none where it is null.
    ///
    /// # Errors
    /// Where it holds something else.
    pub fn optional_text(&self, column: usize) -> Result<Option<String>, DatabaseError> {
        self.inner.get(column).map_err(statement_failed(self.sql))
    }

    /// The column's whole number.
    ///
    /// # Errors
    /// Where it holds something else.
    pub fn integer(&self, column: usize) -> Result<i64, DatabaseError> {
        self.inner.get(column).map_err(statement_failed(self.sql))
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Integer(i64::from(number))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Migration =
        Migration { name: "shelves", sql: "CREATE TABLE shelf (name TEXT PRIMARY KEY, books INTEGER)" };
    const SECOND: Migration = Migration { name: "rooms", sql: "ALTER TABLE shelf ADD COLUMN room TEXT" };

    fn now() -> Timestamp {
        "2026-11-21T10:00:00Z".parse().unwrap()
    }

    fn open(path: &Path, steps: &'static [Migration]) -> Result<Database, DatabaseError> {
        Database::open(path, &[Migrations { owner: "library", steps }], now())
    }

    fn shelves(database: &Database) -> Vec<(String, i64, Option<String>)> {
        database
            .read(|transaction| {
                transaction.query("SELECT name, books, room FROM shelf ORDER BY name", &[], |row| {
                    Ok((row.text(0)?, row.integer(1)?, row.optional_text(2)?))
                })
            })
            .unwrap()
    }

    #[test]
    fn migrations_apply_once_and_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("guildhall.db");
        let first = open(&path, &[FIRST]).unwrap();
        first
            .write(|transaction| {
                transaction.execute(
                    "INSERT INTO shelf (name, books) VALUES ($1, $2)",
                    &["poetry".into(), 12_i64.into()],
                )
            })
            .unwrap();
        drop(first);
        for _ in 0..2 {
            let second = open(&path, &[FIRST, SECOND]).unwrap();
            assert_eq!(shelves(&second), [("poetry".to_owned(), 12, None)]);
        }
    }

    #[test]
    fn newer_database_is_refused_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("guildhall.db");
        drop(open(&path, &[FIRST, SECOND]).unwrap());
        let refused = open(&path, &[FIRST]).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "the database has a migration of library that this program does not know: rooms"
        );
        assert_eq!(refused.kind(), ErrorKind::Conflict);
    }

    #[test]
    fn failed_work_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let database = open(&folder.path().join("guildhall.db"), &[FIRST, SECOND]).unwrap();
        let failed: Result<(), DatabaseError> = database.write(|transaction| {
            transaction
                .execute("INSERT INTO shelf (name, books) VALUES ($1, $2)", &["maps".into(), 1_i64.into()])?;
            transaction.execute("INSERT INTO nowhere (name) VALUES ($1)", &["secret".into()])?;
            Ok(())
        });
        let error = failed.unwrap_err();
        assert_eq!(error.to_string(), "the database refused: INSERT INTO nowhere (name)");
        assert_eq!(shelves(&database), []);
    }

    #[test]
    fn file_that_is_no_database_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("guildhall.db");
        std::fs::write(&path, vec![b'x'; 4096]).unwrap();
        let refused = open(&path, &[FIRST]).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Invalid);
        assert!(refused.hint().unwrap().contains("backup"));
    }
}
