//! One process at a time works on a place: the lock says who, so that the second can tell its user.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::ErrorKind;

/// The lock on a place's state folder, held until dropped.
///
/// The operating system releases it when the process ends, however it ends, so no lock is ever left behind.
#[derive(Debug)]
pub struct PlaceLock {
    // Held for its lock alone.
    _file: File,
}

/// Why a place could not be locked.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another process holds it.
    #[error("another run works on this place: {holder}")]
    Held {
        /// What the holder wrote of itself: its process number, its task and since when.
        holder: String,
    },
    /// The lock file can't be opened or written.
    #[error("cannot lock {path}")]
    Io {
        /// The lock file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
}

impl LockError {
    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Held { .. } => ErrorKind::Conflict,
            Self::Io { source, .. } => ErrorKind::of_io(source),
        }
    }

    /// What the user can do.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Held { .. } => Some("wait until it ends, or end that process; its work so far is safe"),
            Self::Io { .. } => Some("check that the state folder can be written"),
        }
    }
}

impl PlaceLock {
    /// Takes the lock at `path` at once, or says who holds it.
    ///
    /// # Errors
    /// [`LockError::Held`] where another process has it, [`LockError::Io`] where the file can't be opened.
    pub fn take(path: &Path, task: &str, now: Timestamp) -> Result<Self, LockError> {
        let io = |source| LockError::Io { path: path.to_owned(), source };
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).map_err(io)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // The holder may be about to write; an empty text is still an answer.
                let _ = file.read_to_string(&mut holder);
                let holder =
                    if holder.is_empty() { "a process that just started".to_owned() } else { holder };
                return Err(LockError::Held { holder });
            }
            Err(TryLockError::Error(source)) => return Err(io(source)),
        }
        file.set_len(0).map_err(io)?;
        file.rewind().map_err(io)?;
        write!(file, "process {} ({task}), since {now}", std::process::id()).map_err(io)?;
        file.flush().map_err(io)?;
        Ok(Self { _file: file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn second_taker_is_told_who_holds_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let now: Timestamp = "2026-11-21T10:00:00Z".parse().unwrap();
        let held = PlaceLock::take(&path, "run", now).unwrap();
        let refused = PlaceLock::take(&path, "run", now).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Conflict);
        let told = format!(
            "another run works on this place: process {} (run), since 2026-11-21T10:00:00Z",
            std::process::id()
        );
        assert_eq!(refused.to_string(), told);
        drop(held);
        assert!(PlaceLock::take(&path, "run", now).is_ok());
    }
}
