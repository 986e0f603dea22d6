//! Why a gazetteer cannot be built, opened or asked. Bad addresses are no errors: they find nothing.

use std::path::PathBuf;

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
    /// A block's bytes are not as this program writes them.
    #[error("the gazetteer is damaged at {block}")]
    Damaged {
        /// Where.
        block: String,
    },
}

impl GazetteerError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Exists { .. } => Some("name another file, or remove that one"),
            Self::NotAGazetteer { .. } => Some("make one with `guildhall gazetteer build`"),
            Self::Damaged { .. } => Some("build it again from its sources"),
            Self::File { .. } | Self::Database(_) => None,
        }
    }
}
