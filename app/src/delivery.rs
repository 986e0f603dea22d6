//! The deliveries of a source that come one after the other: which are to be loaded now, and what is to be said of the others.
//!
//! What has been loaded is known from the versions' raw files; nothing in the supplier's folder is moved or removed.

use std::fs;
use std::path::{Path, PathBuf};

use catalogue::RawFile;
use ingest::contract::{Contract, DropFolder, WhenChanged};
use jiff::Timestamp;

use crate::operations::OperationError;
use crate::raw_file;

/// What a look at the supplier's folder found.
#[derive(Debug)]
pub struct Found {
    /// Files to load, in the order in which they count.
    pub ready: Vec<PathBuf>,
    /// What is to be said of the others, a line each.
    pub lines: Vec<String>,
}

/// A raw file under its own name again, for as long as it is loaded.
#[derive(Debug)]
pub struct Copy(PathBuf);

impl Copy {
    /// Copies a raw file into a folder.
    ///
    /// # Errors
    /// Where the raw file is gone or the copy can't be written.
    pub fn of_raw(file: &RawFile, raw: &Path, folder: &Path) -> Result<Self, OperationError> {
        let from = raw.join(&file.hash);
        fs::create_dir_all(folder).map_err(OperationError::file("make folder", folder))?;
        let copy = Self(folder.join(&file.name));
        fs::copy(&from, &copy.0).map_err(OperationError::file("copy", &from))?;
        Ok(copy)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // One that is left is replaced by the next.
        let _ = fs::remove_file(&self.0);
    }
}

/// Looks for what is to be loaded now. `taken` are the raw files of the source's versions.
///
/// # Errors
/// [`OperationError::Redelivered`] where a file has changed since it was loaded, unless the contract says what is meant by
/// that; where the folder or a file can't be read.
pub fn look(
    contract: &Contract,
    folder: &DropFolder,
    place: &Path,
    taken: &[RawFile],
    now: Timestamp,
) -> Result<Found, OperationError> {
    let names: Vec<&str> = taken.iter().map(|file| file.name.as_str()).collect();
    let found = ingest::deliveries(contract, folder, place, &names, now.as_second()).map_err(|error| {
        OperationError::Load { source_name: contract.name.clone(), error: Box::new(error) }
    })?;
    let (mut ready, mut lines) = (found.ready, found.waiting);
    for path in found.known {
        let now = raw_file::describe(&path)?;
        if taken.iter().any(|file| file.name == now.name && file.hash == now.hash) {
            continue;
        }
        match folder.when_changed {
            WhenChanged::Stop => {
                return Err(OperationError::Redelivered { source_name: contract.name.clone(), path });
            }
            WhenChanged::Load => {
                lines
                    .push(format!("{} has changed since it was loaded: loaded again, as the last", now.name));
                ready.push(path);
            }
            WhenChanged::Skip => {
                lines.push(format!("{} has changed since it was loaded: left alone", now.name));
            }
        }
    }
    Ok(Found { ready, lines })
}
