//! The organisations of a place.

use base::{DatabaseError, Transaction};
use serde::{Deserialize, Serialize};

/// An organisation that takes part in a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// The short name that contracts and agreements use.
    pub id: String,
    /// The name people know.
    pub name: String,
    /// `council`, `health`, `police`, `housing`, `charity` …
    pub kind: String,
    /// The code in its official register (GSS, ODS …), where it has one.
    pub official_code: Option<String>,
}

/// Records the organisation, or what has changed about it.
///
/// # Errors
/// Where the database refuses.
pub fn record(transaction: &Transaction<'_>, organisation: &Organisation) -> Result<(), DatabaseError> {
    transaction.execute(
        "INSERT INTO organisation (id, name, kind, official_code) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, official_code = excluded.official_code",
        &[
            organisation.id.as_str().into(),
            organisation.name.as_str().into(),
            organisation.kind.as_str().into(),
            organisation.official_code.as_deref().into(),
        ],
    )?;
    Ok(())
}
