//! How far the fetch that led to a version had come: kept with the version, so that it moves only when the version stands.

use base::{DatabaseError, Transaction, VersionId};

/// Keeps the position of a version's fetch, in the fetcher's own words.
///
/// # Errors
/// Where the database refuses.
pub fn record(
    transaction: &Transaction<'_>,
    version: VersionId,
    position: &str,
) -> Result<(), DatabaseError> {
    transaction.execute(
        "INSERT INTO fetch_position (version, position) VALUES ($1, $2)",
        &[version.0.into(), position.into()],
    )?;
    Ok(())
}

/// The position of a version's fetch, where it was kept.
///
/// # Errors
/// Where the database refuses.
pub fn find(transaction: &Transaction<'_>, version: VersionId) -> Result<Option<String>, DatabaseError> {
    let found = transaction.query(
        "SELECT position FROM fetch_position WHERE version = $1",
        &[version.0.into()],
        |row| row.text(0),
    )?;
    Ok(found.into_iter().next())
}
