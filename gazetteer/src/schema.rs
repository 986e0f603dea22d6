//! The tables of a gazetteer's file.

use rusqlite::Connection;

/// What a file of ours says of itself.
pub(crate) const APPLICATION_ID: i32 = 0x4755_4741;

/// The version of the tables; a file of another one is built anew.
pub(crate) const VERSION: i32 = 2;

/// What the block of addresses without a postcode begins with: no postcode does, and it comes after all of them.
pub(crate) const WITHOUT_POSTCODE: char = '~';

/// `block` has the addresses of each postcode packed for matching, `card` the same as they came, `home` the blocks of each
/// UPRN, `place` the blocks of each street and named building. `name` and `word` count how telling words are; `figure` has
/// numbers about the whole.
const TABLES: &str = "
CREATE TABLE block (name TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE card (block TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE home (uprn INTEGER NOT NULL, block TEXT NOT NULL, PRIMARY KEY (uprn, block)) WITHOUT ROWID;
CREATE TABLE place (name TEXT NOT NULL, block TEXT NOT NULL, PRIMARY KEY (name, block)) WITHOUT ROWID;
CREATE TABLE name (hash INTEGER PRIMARY KEY, blocks INTEGER NOT NULL);
CREATE TABLE word (text TEXT PRIMARY KEY, names INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE figure (name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
";

/// Makes the tables in an empty database.
pub(crate) fn create(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.execute_batch(&format!(
        "PRAGMA page_size = 8192; PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION}; {TABLES} {}",
        crate::register::TABLE
    ))
}

/// Whether a database is a gazetteer with these tables.
pub(crate) fn is_ours(connection: &Connection) -> Result<bool, rusqlite::Error> {
    let pragma = |name| connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i32>(0));
    Ok(pragma("application_id")? == APPLICATION_ID && pragma("user_version")? == VERSION)
}

/// The numbers that `figure` keeps.
pub(crate) mod figure {
    /// How many names there are.
    pub(crate) const NAMES: &str = "names";
    /// Of all addresses, whatever their order.
    pub(crate) const DIGEST: &str = "digest";
    /// The number of the last supply that was taken in; the first is 0.
    pub(crate) const SUPPLY: &str = "supply";
    /// When the last supply was made, as its supplier says: year, month, day, hour, minute, second in one number.
    pub(crate) const SUPPLIED: &str = "supplied";
}

/// Keeps a number about the whole.
pub(crate) fn set_figure(connection: &Connection, name: &str, number: i64) -> Result<(), rusqlite::Error> {
    let mut insert = connection.prepare_cached("INSERT OR REPLACE INTO figure VALUES (?1, ?2)")?;
    insert.execute((name, number)).map(|_| ())
}

/// A number about the whole; 0 where it is not kept.
pub(crate) fn figure_of(connection: &Connection, name: &str) -> Result<i64, rusqlite::Error> {
    let mut select =
        connection.prepare_cached("SELECT coalesce(max(number), 0) FROM figure WHERE name = ?1")?;
    select.query_row([name], |row| row.get(0))
}
