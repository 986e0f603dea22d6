//! How far a fetch has come: what the next one needs to know to bring only what is new.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Validators;

/// How far a fetch has come. Kept with the version that it led to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// Up to a high-water mark of a database.
    Mark(Mark),
    /// To a state of a file behind a URL.
    File(Validators),
}

/// The greatest value of the column that grows with each change.
///
/// Rows at the mark are read again, since others may have come to stand there; by the tail it is known whether any did.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The value, as the database writes it.
    pub value: String,
    /// Whether the database gave it as a number.
    pub is_number: bool,
    /// SHA-256 of the rows at the mark and of those that have none.
    pub tail: String,
}

impl fmt::Debug for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // It is a value of somebody's row.
        f.debug_struct("Mark").field("is_number", &self.is_number).finish_non_exhaustive()
    }
}
