//! The sources of a place: which system of which organisation delivers records of which entity.

use base::{DatabaseError, SourceNumber, Transaction};

/// A source as the catalogue knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its number for good.
    pub number: SourceNumber,
    /// Its contract's name.
    pub name: String,
    /// The id of the organisation that owns it.
    pub organisation: String,
    /// `person` or `premises`.
    pub entity: String,
    /// The sequence that its next new record gets.
    pub next_sequence: u64,
}

/// Records the source under its name, giving it a number the first time, and returns it as it stands.
///
/// # Errors
/// Where the database refuses.
pub fn record(
    transaction: &Transaction<'_>,
    name: &str,
    organisation: &str,
    entity: &str,
) -> Result<Source, DatabaseError> {
    transaction.execute(
        "INSERT INTO source (number, name, organisation, entity, next_sequence)
         SELECT COALESCE(MAX(number), 0) + 1, $1, $2, $3, 1 FROM source WHERE true
         ON CONFLICT (name) DO UPDATE SET organisation = excluded.organisation, entity = excluded.entity",
        &[name.into(), organisation.into(), entity.into()],
    )?;
    let mut found = transaction.query(&format!("{SELECT} WHERE name = $1"), &[name.into()], read)?;
    Ok(found.swap_remove(0))
}

/// The source of that name, where it has been recorded.
///
/// # Errors
/// Where the database refuses.
pub fn find(transaction: &Transaction<'_>, name: &str) -> Result<Option<Source>, DatabaseError> {
    let found = transaction.query(&format!("{SELECT} WHERE name = $1"), &[name.into()], read)?;
    Ok(found.into_iter().next())
}

/// Every source that was ever recorded, by name.
///
/// # Errors
/// Where the database refuses.
pub fn all(transaction: &Transaction<'_>) -> Result<Vec<Source>, DatabaseError> {
    transaction.query(&format!("{SELECT} ORDER BY name"), &[], read)
}

/// Sets the sequence that the source's next new record gets; it never goes back.
///
/// # Errors
/// Where the database refuses.
pub fn advance(
    transaction: &Transaction<'_>,
    source: SourceNumber,
    next_sequence: u64,
) -> Result<(), DatabaseError> {
    transaction.execute(
        "UPDATE source SET next_sequence = $1 WHERE next_sequence < $1 AND number = $2",
        &[(next_sequence as i64).into(), i64::from(source.0).into()],
    )?;
    Ok(())
}

const SELECT: &str = "SELECT number, name, organisation, entity, next_sequence FROM source";

fn read(row: &base::Row<'_>) -> Result<Source, DatabaseError> {
    Ok(Source {
        number: SourceNumber(row.integer(0)? as u16),
        name: row.text(1)?,
        organisation: row.text(2)?,
        entity: row.text(3)?,
        next_sequence: row.integer(4)? as u64,
    })
}
