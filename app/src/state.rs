//! A place's state: the folder beside its configuration that holds the database, the raw files, the versions and the report.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use base::{
    Clock, Database, DatabaseError, ErrorKind, LockError, PlaceLock, VersionFiles, VersionFilesError,
};
use catalogue::version;

/// An open state folder.
#[derive(Debug)]
pub struct State {
    folder: PathBuf,
    /// The ground state.
    pub database: Database,
    /// The versions' files.
    pub files: VersionFiles,
    // Held for its lock alone; none where the state was opened to look.
    _lock: Option<PlaceLock>,
}

/// Why a state folder can't be opened.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// The place has not been run.
    #[error("this place has no state yet: {} is not there", folder.display())]
    NeverRun {
        /// Where the state would be.
        folder: PathBuf,
    },
    /// The folder can't be made.
    #[error("cannot make the state folder {}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// Another process works on the place.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The database.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The versions' files.
    #[error(transparent)]
    Files(#[from] VersionFilesError),
}

impl StateError {
    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::NeverRun { .. } => ErrorKind::NotFound,
            Self::Folder { source, .. } => ErrorKind::of_io(source),
            Self::Lock(error) => error.kind(),
            Self::Database(error) => error.kind(),
            Self::Files(error) => error.kind(),
        }
    }

    /// What the user can do.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NeverRun { .. } => Some("run it first: `guildhall run FOLDER`"),
            Self::Folder { .. } => Some("check who may write there, or name another folder with --state"),
            Self::Lock(error) => error.hint(),
            Self::Database(error) => error.hint(),
            Self::Files(error) => error.hint(),
        }
    }
}

/// Where a place's state is unless the user says otherwise: beside its folder, so that it is never in the configuration.
pub fn default_folder(place: &Path) -> PathBuf {
    let place = place.canonicalize().unwrap_or_else(|_| place.to_owned());
    let mut name = place.file_name().unwrap_or_default().to_owned();
    name.push(".state");
    place.with_file_name(name)
}

impl State {
    /// Opens the state to work on it: makes what is missing, takes the place's lock, sweeps what a killed run left.
    ///
    /// # Errors
    /// Where another process works on the place, or the folder or its database can't be opened.
    pub fn open_to_work(folder: &Path, task: &str, clock: &dyn Clock) -> Result<Self, StateError> {
        fs::create_dir_all(folder)
            .map_err(|source| StateError::Folder { folder: folder.to_owned(), source })?;
        let lock = PlaceLock::take(&folder.join("lock"), task, clock.now())?;
        let state = Self::open(folder, Some(lock), clock)?;
        let known = state.database.read(version::known)?;
        let swept = state.files.sweep(&known)?;
        if swept > 0 {
            tracing::info!(folders = swept, "removed what an interrupted run left");
        }
        Ok(state)
    }

    /// Opens the state to look at it, beside a run if need be.
    ///
    /// # Errors
    /// [`StateError::NeverRun`] where there is none, or where its database can't be opened.
    pub fn open_to_look(folder: &Path, clock: &dyn Clock) -> Result<Self, StateError> {
        if !folder.join(DATABASE).exists() {
            return Err(StateError::NeverRun { folder: folder.to_owned() });
        }
        Self::open(folder, None, clock)
    }

    fn open(folder: &Path, lock: Option<PlaceLock>, clock: &dyn Clock) -> Result<Self, StateError> {
        let migrations = [catalogue::MIGRATIONS, govern::MIGRATIONS];
        let database = Database::open(&folder.join(DATABASE), &migrations, clock.now())?;
        let files = VersionFiles::open(&folder.join("versions"))?;
        Ok(Self { folder: folder.to_owned(), database, files, _lock: lock })
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where raw files are kept as they came, one folder a content hash.
    pub fn raw_folder(&self) -> PathBuf {
        self.folder.join("raw")
    }

    /// Where fetched files lie while they are loaded.
    pub fn fetched_folder(&self) -> PathBuf {
        self.folder.join("fetched")
    }

    /// Where the newest linkage of an entity keeps what the next one goes on from.
    pub fn standing_folder(&self, entity: &str) -> PathBuf {
        self.folder.join("standing").join(entity)
    }

    /// The report's page.
    pub fn report_path(&self) -> PathBuf {
        self.folder.join("report").join("index.html")
    }
}

const DATABASE: &str = "guildhall.db";
