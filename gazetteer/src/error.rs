//! Why a gazetteer cannot be built, opened or asked. Bad addresses are no errors: they find nothing.

use std::path::PathBuf;

/// What sort of failure an error is, as far as its receiver has to act differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// It is not what it should be.
    Invalid,
    /// Something is in the way.
    Conflict,
    /// A resource outside the program failed: a disk.
    Unavailable,
}

/// Why a gazetteer's file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum GazetteerError {
    /// The file is there already.
    #[error("{} is there already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The file is not there, or is no gazetteer of this program.
    #[error("{} is no gazetteer", path.display())]
    NotAGazetteer {
        /// The file.
        path: PathBuf,
    },
    /// A file operation failed.
    #[error("cannot write {}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// SQLite failed.
    #[error("the gazetteer cannot be read or written")]
    Database(#[from] rusqlite::Error),
    /// Tables and records do not go into one gazetteer.
    #[error("the gazetteer is made of {has}, and this is a supply of {given}")]
    OtherKind {
        /// What it is made of.
        has: &'static str,
        /// What is to go in.
        given: &'static str,
    },
    /// A supply is no newer than what is there.
    #[error("the supply of {given} is no newer than the one of {has} that the gazetteer has")]
    NotNewer {
        /// When the supply was made.
        given: String,
        /// When the last one was made that was taken in.
        has: String,
    },
    /// A block's bytes are not as this program writes them.
    #[error("the gazetteer is damaged at {block}")]
    Damaged {
        /// Where.
        block: String,
    },
}

impl GazetteerError {
    /// What sort of failure it is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Exists { .. } | Self::NotNewer { .. } => ErrorKind::Conflict,
            Self::NotAGazetteer { .. } | Self::Damaged { .. } | Self::OtherKind { .. } => ErrorKind::Invalid,
            Self::File { .. } | Self::Database(_) => ErrorKind::Unavailable,
        }
    }

    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Exists { .. } => Some("name another file, or remove that one"),
            Self::NotAGazetteer { .. } => Some("make one with `guildhall gazetteer build`"),
            Self::OtherKind { .. } => Some("build another gazetteer of it"),
            Self::NotNewer { .. } => Some("take supplies in in the order in which they were made, each once"),
            Self::Damaged { .. } => Some("build it again from its sources"),
            Self::File { .. } | Self::Database(_) => None,
        }
    }
}
