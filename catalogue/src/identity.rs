//! Ids of people and premises: given once, never again, and followed when they merge, split or end.

use base::{DatabaseError, Transaction, VersionId};

/// What became of an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentityChange {
    /// It was found to be the same as another, whose id stays.
    MergedInto(u64),
    /// Some of its records left it for another id.
    SplitInto(u64),
    /// Its last record is gone.
    Ended,
}

/// A change of one id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdentityEvent {
    /// The id's number.
    pub number: u64,
    /// What became of it.
    pub change: IdentityChange,
}

/// Where an id leads now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// It stands.
    Stands,
    /// It was merged, in one step or several; this number stands now.
    MergedInto(u64),
    /// Its last record is gone.
    Ended,
}

/// Record and entity number of every record of the entity, by record.
///
/// # Errors
/// Where the database refuses.
pub fn members(transaction: &Transaction<'_>, entity: &str) -> Result<Vec<(u64, u64)>, DatabaseError> {
    transaction.query(
        "SELECT record, number FROM membership WHERE entity = $1 ORDER BY record",
        &[entity.into()],
        |row| Ok((row.integer(0)? as u64, row.integer(1)? as u64)),
    )
}

/// The records of one entity, in order.
///
/// # Errors
/// Where the database refuses.
pub fn records_of(
    transaction: &Transaction<'_>,
    entity: &str,
    number: u64,
) -> Result<Vec<u64>, DatabaseError> {
    transaction.query(
        "SELECT record FROM membership WHERE number = $1 AND entity = $2 ORDER BY record",
        &[(number as i64).into(), entity.into()],
        |row| Ok(row.integer(0)? as u64),
    )
}

/// Records which entity records belong to from now on, and which are gone.
///
/// Shape: only what changed; the cost follows it.
///
/// # Errors
/// Where the database refuses.
pub fn assign(
    transaction: &Transaction<'_>,
    entity: &str,
    assigned: impl Iterator<Item = (u64, u64)>,
    gone: impl Iterator<Item = u64>,
) -> Result<(), DatabaseError> {
    transaction.execute_many(
        "INSERT INTO membership (record, entity, number) VALUES ($1, $2, $3)
         ON CONFLICT (record) DO UPDATE SET entity = excluded.entity, number = excluded.number",
        assigned.map(|(record, number)| [(record as i64).into(), entity.into(), (number as i64).into()]),
    )?;
    transaction.execute_many(
        "DELETE FROM membership WHERE record = $1",
        gone.map(|record| [(record as i64).into()]),
    )?;
    Ok(())
}

/// The number that the entity's next new id gets.
///
/// # Errors
/// Where the database refuses.
pub fn next_number(transaction: &Transaction<'_>, entity: &str) -> Result<u64, DatabaseError> {
    let found = transaction.query(
        "SELECT next_number FROM entity_counter WHERE entity = $1",
        &[entity.into()],
        |row| row.integer(0),
    )?;
    Ok(found.first().map_or(1, |number| *number as u64))
}

/// Sets the number that the entity's next new id gets; it never goes back.
///
/// # Errors
/// Where the database refuses.
pub fn advance(transaction: &Transaction<'_>, entity: &str, next_number: u64) -> Result<(), DatabaseError> {
    transaction.execute(
        "INSERT INTO entity_counter (entity, next_number) VALUES ($1, $2)
         ON CONFLICT (entity) DO UPDATE SET next_number = excluded.next_number
         WHERE excluded.next_number > entity_counter.next_number",
        &[entity.into(), (next_number as i64).into()],
    )?;
    Ok(())
}

/// Records what a linkage changed about ids.
///
/// # Errors
/// Where the database refuses.
pub fn record(
    transaction: &Transaction<'_>,
    version: VersionId,
    entity: &str,
    events: &[IdentityEvent],
) -> Result<(), DatabaseError> {
    for event in events {
        let (change, other) = match event.change {
            IdentityChange::MergedInto(other) => ("merged", Some(other as i64)),
            IdentityChange::SplitInto(other) => ("split", Some(other as i64)),
            IdentityChange::Ended => ("ended", None),
        };
        transaction.execute(
            "INSERT INTO identity_event (version, entity, number, change, other) VALUES ($1, $2, $3, $4, $5)",
            &[version.0.into(), entity.into(), (event.number as i64).into(), change.into(), other.into()],
        )?;
    }
    Ok(())
}

/// Follows an id to what stands now. An id that was never given stands as far as this table knows.
///
/// # Errors
/// Where the database refuses.
pub fn resolve(
    transaction: &Transaction<'_>,
    entity: &str,
    number: u64,
) -> Result<Resolution, DatabaseError> {
    let mut at = number;
    loop {
        let last = transaction.query(
            "SELECT change, other FROM identity_event WHERE entity = $1 AND number = $2 AND change <> 'split'
             ORDER BY version DESC LIMIT 1",
            &[entity.into(), (at as i64).into()],
            |row| Ok((row.text(0)?, row.integer(1).ok())),
        )?;
        match last.first() {
            // Merges point from ids that ended to ids that stood at that time, so the walk ends.
            Some((change, Some(other))) if change == "merged" => at = *other as u64,
            Some(_) => return Ok(Resolution::Ended),
            None if at == number => return Ok(Resolution::Stands),
            None => return Ok(Resolution::MergedInto(at)),
        }
    }
}
