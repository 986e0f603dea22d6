//! Everything that is wrong in a place's folder, at once, before anything is run.

use std::path::Path;

use crate::place::{Fault, Place, PlaceError};

/// What a check found.
#[derive(Debug)]
pub struct Checked {
    /// Sources that are configured.
    pub source_count: usize,
    /// What is wrong, by file and line; empty where all is well.
    pub faults: Vec<Fault>,
}

/// Checks the folder's configuration, and that each source's extract is there.
///
/// # Errors
/// Where the folder is no place or a file can't be read.
pub fn check_place(folder: &Path) -> Result<Checked, PlaceError> {
    match Place::read(folder) {
        Ok(place) => {
            let faults = place.sources.iter().filter_map(|source| {
                let error = ingest::files_of(&source.contract, folder).err()?;
                Some(Fault {
                    file: source.path.clone(),
                    line: None,
                    message: error.to_string(),
                    hint: error.hint(),
                })
            });
            Ok(Checked { source_count: place.sources.len(), faults: faults.collect() })
        }
        Err(PlaceError::Faults { faults }) => Ok(Checked { source_count: 0, faults }),
        Err(other) => Err(other),
    }
}
