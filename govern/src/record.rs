//! The operation record: append-only, each entry's hash covering the one before.
//!
//! It says who did what to which subject and how it ended. It holds no value of anyone's data.

use std::fmt::Write;

use base::{DatabaseError, Transaction};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::{Action, Actor};

/// How an operation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was done and its effects kept.
    Done,
    /// Policy refused it.
    Refused,
    /// It was allowed and failed; nothing of it was kept.
    Failed,
}

impl Outcome {
    fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }
}

/// One entry, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the record, from 1.
    pub number: i64,
    /// When.
    pub at: String,
    /// Who.
    pub actor: String,
    /// What they are to the place.
    pub role: String,
    /// What they asked for.
    pub action: String,
    /// About what.
    pub subject: String,
    /// `done`, `refused` or `failed`.
    pub outcome: String,
    /// SHA-256 over this entry and the hash of the one before, in hexadecimal.
    pub hash: String,
}

/// Appends an entry.
pub(crate) fn append(
    transaction: &Transaction<'_>,
    now: Timestamp,
    (actor, action, subject): (&Actor, Action, &str),
    outcome: Outcome,
) -> Result<(), DatabaseError> {
    let last = transaction.query(
        "SELECT number, hash FROM operation_record ORDER BY number DESC LIMIT 1",
        &[],
        |row| Ok((row.integer(0)?, row.text(1)?)),
    )?;
    let (number, before) =
        last.into_iter().next().map_or((1, String::new()), |(number, hash)| (number + 1, hash));
    let mut entry = Entry {
        number,
        at: now.to_string(),
        actor: actor.name.clone(),
        role: actor.role.name().to_owned(),
        action: action.name().to_owned(),
        subject: subject.to_owned(),
        outcome: outcome.name().to_owned(),
        hash: String::new(),
    };
    entry.hash = hash(&entry, &before);
    transaction.execute(
        "INSERT INTO operation_record (number, at, actor, role, action, subject, outcome, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            entry.number.into(),
            entry.at.into(),
            entry.actor.into(),
            entry.role.into(),
            entry.action.into(),
            entry.subject.into(),
            entry.outcome.into(),
            entry.hash.into(),
        ],
    )?;
    Ok(())
}

/// Every entry, oldest first.
///
/// # Errors
/// Where the database refuses.
pub fn all(transaction: &Transaction<'_>) -> Result<Vec<Entry>, DatabaseError> {
    transaction.query(
        "SELECT number, at, actor, role, action, subject, outcome, hash FROM operation_record ORDER BY number",
        &[],
        |row| {
            Ok(Entry {
                number: row.integer(0)?,
                at: row.text(1)?,
                actor: row.text(2)?,
                role: row.text(3)?,
                action: row.text(4)?,
                subject: row.text(5)?,
                outcome: row.text(6)?,
                hash: row.text(7)?,
            })
        },
    )
}

/// The number of the first entry that does not follow from the one before, or none where the record is whole.
pub fn first_break(entries: &[Entry]) -> Option<i64> {
    let mut before = String::new();
    for (position, entry) in (1..).zip(entries) {
        if entry.number != position || entry.hash != hash(entry, &before) {
            return Some(position);
        }
        before.clone_from(&entry.hash);
    }
    None
}

/// Every part with its length before it, so that no two different entries read the same.
fn hash(entry: &Entry, before: &str) -> String {
    let number = entry.number.to_string();
    let mut hasher = Sha256::new();
    let parts = [
        before,
        &number,
        &entry.at,
        &entry.actor,
        &entry.role,
        &entry.action,
        &entry.subject,
        &entry.outcome,
    ];
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().iter().fold(String::new(), |mut text, byte| {
        // Writing to a String does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
