//! Every version of every dataset: when it was made, from what, and what it counted; and whether the record is whole.

use catalogue::version;
use govern::{Action, record};
use serde::Serialize;

use super::{OperationError, Session};

/// A place's history.
#[derive(Debug, Serialize)]
pub struct History {
    /// Versions, newest first.
    pub versions: Vec<VersionEntry>,
    /// Operations on the record so far.
    pub operations: u64,
}

/// One version.
#[derive(Debug, Serialize)]
pub struct VersionEntry {
    /// The dataset, such as `load-library`.
    pub dataset: String,
    /// Its number.
    pub number: u32,
    /// When it was made, RFC 3339 in UTC.
    pub made_at: String,
    /// SHA-256 of its contract or model.
    pub recipe: String,
    /// The versions it was made from: dataset and number.
    pub inputs: Vec<(String, u32)>,
    /// The raw files it was made from: name, SHA-256 and bytes.
    pub raw_files: Vec<(String, String, u64)>,
    /// Its counts by name.
    pub counts: Vec<(String, u64)>,
}

/// Shows the history.
///
/// # Errors
/// [`OperationError::RecordBroken`] where the operation record was changed outside the program; where the database
/// fails.
pub fn view_history(session: &Session<'_>) -> Result<History, OperationError> {
    let place = &session.place.name;
    let history = session.door().look(session.actor, (Action::ViewHistory, place), |_, transaction| {
        let entries = record::all(transaction)?;
        if let Some(number) = record::first_break(&entries) {
            return Err(OperationError::RecordBroken { number });
        }
        let mut versions = Vec::new();
        for known in version::all(transaction)? {
            let raw_files = version::raw_files(transaction, known.id)?;
            versions.push(VersionEntry {
                inputs: version::inputs(transaction, known.id)?,
                raw_files: raw_files.into_iter().map(|file| (file.name, file.hash, file.bytes)).collect(),
                counts: counts(&known)?,
                dataset: known.dataset,
                number: known.number,
                made_at: known.made_at,
                recipe: known.recipe,
            });
        }
        Ok(History { versions, operations: entries.len() as u64 })
    })?;
    Ok(history)
}

/// The top-level whole numbers of a version's account.
fn counts(version: &version::Version) -> Result<Vec<(String, u64)>, OperationError> {
    let summary: serde_json::Map<String, serde_json::Value> = super::view_status::read_summary(version)?;
    let shown = |(name, value): (String, serde_json::Value)| Some((name, value.as_u64()?));
    Ok(summary.into_iter().filter_map(shown).filter(|(name, _)| name != "version").collect())
}
