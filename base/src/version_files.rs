//! Files of dataset versions: written aside, made durable, moved into place whole, never touched again.
//!
//! A version's folder exists for readers only once the catalogue has a row for it; what a killed process leaves behind
//! is swept by the next one that holds the place's lock. This module knows nothing of what is inside the files.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::ErrorKind;

/// The folder that holds every dataset's versions: `<root>/<dataset>/<number>/<file>`.
#[derive(Debug, Clone)]
pub struct VersionFiles {
    root: PathBuf,
}

/// A version being written. Dropped without [`Draft::seal`], its files go.
#[derive(Debug)]
pub struct Draft {
    folder: PathBuf,
    sealed: bool,
}

/// A failed file operation, with the path it was about.
#[derive(Debug, thiserror::Error)]
#[error("cannot {action} {path}")]
pub struct VersionFilesError {
    action: &'static str,
    path: PathBuf,
    #[source]
    source: io::Error,
}

impl VersionFilesError {
    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        ErrorKind::of_io(&self.source)
    }

    /// What the user can do.
    pub fn hint(&self) -> Option<&'static str> {
        match self.source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Some("free some space and run again: nothing half-written is kept")
            }
            io::ErrorKind::PermissionDenied => Some("check who may write to the state folder"),
            _ => None,
        }
    }
}

fn failed<'a>(action: &'static str, path: &'a Path) -> impl FnOnce(io::Error) -> VersionFilesError + 'a {
    move |source| VersionFilesError { action, path: path.to_owned(), source }
}

/// Folder under the root where drafts are written: on the same disk, so that moving one is atomic.
const DRAFTS: &str = ".drafts";

impl VersionFiles {
    /// Opens the store, making its folder where it is missing.
    ///
    /// # Errors
    /// Where the folder can't be made.
    pub fn open(root: &Path) -> Result<Self, VersionFilesError> {
        let drafts = root.join(DRAFTS);
        fs::create_dir_all(&drafts).map_err(failed("make folder", &drafts))?;
        Ok(Self { root: root.to_owned() })
    }

    /// Starts a version of `dataset` in a folder of its own.
    ///
    /// # Errors
    /// Where the folder can't be made.
    pub fn draft(&self, dataset: &str) -> Result<Draft, VersionFilesError> {
        let folder = self.root.join(DRAFTS).join(dataset);
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(failed("clear", &folder))?;
        }
        fs::create_dir_all(&folder).map_err(failed("make folder", &folder))?;
        Ok(Draft { folder, sealed: false })
    }

    /// The folder of a version.
    pub fn folder(&self, dataset: &str, number: u32) -> PathBuf {
        self.root.join(dataset).join(format!("{number:06}"))
    }

    /// Removes every draft and every version folder that `known` does not name: what a killed process left.
    ///
    /// Only for the holder of the place's lock. Returns how many folders went.
    ///
    /// # Errors
    /// Where a folder can't be listed or removed.
    pub fn sweep(&self, known: &BTreeSet<(String, u32)>) -> Result<usize, VersionFilesError> {
        let mut removed = 0;
        for dataset in sub_folders(&self.root)? {
            let name =
                dataset.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            for version in sub_folders(&dataset)? {
                let number =
                    version.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse().ok());
                let keep =
                    name != DRAFTS && number.is_some_and(|number| known.contains(&(name.clone(), number)));
                if !keep {
                    fs::remove_dir_all(&version).map_err(failed("remove", &version))?;
                    removed += 1;
                }
            }
        }
        Ok(removed)
    }
}

fn sub_folders(folder: &Path) -> Result<Vec<PathBuf>, VersionFilesError> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed("list", folder))? {
        let path = entry.map_err(failed("list", folder))?.path();
        if path.is_dir() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

impl Draft {
    /// Where to write the version's files.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Makes the files durable and moves them to their final folder, replacing what a killed process left there.
    ///
    /// The version still does not exist for readers: that takes its row in the catalogue.
    ///
    /// # Errors
    /// Where a file can't be synced or the folder can't be moved; the draft then goes.
    pub fn seal(
        mut self,
        files: &VersionFiles,
        dataset: &str,
        number: u32,
    ) -> Result<PathBuf, VersionFilesError> {
        for entry in fs::read_dir(&self.folder).map_err(failed("list", &self.folder))? {
            let path = entry.map_err(failed("list", &self.folder))?.path();
            File::open(&path).and_then(|file| file.sync_all()).map_err(failed("write", &path))?;
        }
        let target = files.folder(dataset, number);
        if target.exists() {
            fs::remove_dir_all(&target).map_err(failed("clear", &target))?;
        }
        let parent = files.root.join(dataset);
        fs::create_dir_all(&parent).map_err(failed("make folder", &parent))?;
        fs::rename(&self.folder, &target).map_err(failed("move into place", &target))?;
        self.sealed = true;
        File::open(&parent).and_then(|folder| folder.sync_all()).map_err(failed("write", &parent))?;
        Ok(target)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.sealed {
            // Best effort: the next run sweeps what stays.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, VersionFiles) {
        let folder = tempfile::tempdir().unwrap();
        let files = VersionFiles::open(&folder.path().join("versions")).unwrap();
        (folder, files)
    }

    #[test]
    fn sealed_draft_is_found_in_its_version_folder() {
        let (_keep, files) = store();
        let draft = files.draft("load-library").unwrap();
        fs::write(draft.folder().join("standard.parquet"), b"rows").unwrap();
        let folder = draft.seal(&files, "load-library", 3).unwrap();
        assert_eq!(folder, files.folder("load-library", 3));
        assert_eq!(fs::read(folder.join("standard.parquet")).unwrap(), b"rows");
    }

    #[test]
    fn dropped_draft_leaves_nothing() {
        let (_keep, files) = store();
        let draft = files.draft("load-library").unwrap();
        let folder = draft.folder().to_owned();
        fs::write(folder.join("standard.parquet"), b"half").unwrap();
        drop(draft);
        assert!(!folder.exists());
    }

    #[test]
    fn sweep_removes_what_the_catalogue_does_not_know() {
        let (_keep, files) = store();
        for number in [1, 2] {
            files.draft("load-library").unwrap().seal(&files, "load-library", number).unwrap();
        }
        std::mem::forget(files.draft("link-person").unwrap());
        let known = BTreeSet::from([("load-library".to_owned(), 1)]);
        assert_eq!(files.sweep(&known).unwrap(), 2);
        assert!(files.folder("load-library", 1).exists());
        assert!(!files.folder("load-library", 2).exists());
        assert_eq!(files.sweep(&known).unwrap(), 0);
    }

    #[test]
    fn sealing_replaces_what_a_killed_process_left() {
        let (_keep, files) = store();
        let stale = files.folder("load-library", 1);
        fs::create_dir_all(&stale).unwrap();
        fs::write(stale.join("old"), b"old").unwrap();
        files.draft("load-library").unwrap().seal(&files, "load-library", 1).unwrap();
        assert!(!stale.join("old").exists());
    }
}
