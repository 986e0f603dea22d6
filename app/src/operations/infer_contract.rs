//! Proposes a first contract by looking at a file, so that nobody starts from an empty page.

use std::path::Path;

use super::OperationError;
use crate::place::Place;

/// The contract's text, with remarks where it guessed.
///
/// # Errors
/// Where the file can't be read as a table.
pub fn infer_contract(file: &Path) -> Result<String, OperationError> {
    let mut inferred = ingest::infer(file).map_err(|error| OperationError::Infer(Box::new(error)))?;
    if let Some((path, tenant)) = Place::around(file) {
        inferred.path = path.to_string_lossy().into_owned();
        inferred.tenant = tenant;
    }
    Ok(inferred.to_yaml())
}
