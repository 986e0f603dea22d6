//! Makes a place that nobody lives in: its folder, its systems' extracts and the truth about them.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;
use synth::{PlaceOptions, PlaceSummary};

use super::OperationError;
use crate::progress::{Unit, Watcher};

/// Which place to make.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The folder to write: new or empty.
    pub folder: &'a Path,
    /// About how many people live there.
    pub people: u32,
    /// The same seed gives the same place.
    pub seed: u64,
    /// The day the extracts are taken.
    pub as_of: Date,
}

/// Writes a synthetic place.
///
/// # Errors
/// Where the folder isn't empty or can't be written.
pub fn synthesise_place(
    request: &Request<'_>,
    watcher: &dyn Watcher,
) -> Result<PlaceSummary, OperationError> {
    let current = Mutex::new(None);
    let mut options = PlaceOptions::new(request.people, request.seed, request.folder);
    options.as_of = request.as_of;
    let written = synth::write_place(&options, &|stage, done, total| {
        let mut current = current.lock().unwrap_or_else(PoisonError::into_inner);
        if *current != Some(stage) {
            watcher.begin(stage.name().into(), Unit::Items, total);
            *current = Some(stage);
        }
        watcher.reach(done);
    });
    watcher.end();
    Ok(written?)
}
