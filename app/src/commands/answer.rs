//! Answers for programs: the JSON that other programs rely on. A key here is never renamed.

use std::io::Write;

use serde::Serialize;

use super::CommandError;

/// Prints one JSON object and a line end.
///
/// # Errors
/// Where it can't be written.
pub(super) fn print_json(answer: &impl Serialize, out: &mut dyn Write) -> Result<(), CommandError> {
    serde_json::to_writer_pretty(&mut *out, answer)?;
    Ok(writeln!(out)?)
}
