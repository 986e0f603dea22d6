//! Why a file could not be loaded, in words that a council's data engineer can act on.
//!
//! Bad rows are no errors: they are rejects, see [`crate::LoadOutcome`]. No error here holds a cell's value.

use std::path::{Path, PathBuf};

use crate::delivery::UnpackFault;
use crate::limit::EXPANSION_MAX;
use crate::supply::SupplyFault;

/// What sort of failure an error is, as far as its receiver has to act differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// The file or the contract is wrong; mending it helps.
    Invalid,
    /// It isn't there.
    NotFound,
    /// The system does not let us.
    Forbidden,
    /// Something is in the way.
    Conflict,
    /// A limit was reached.
    Limit,
    /// A resource outside the program failed: a disk.
    Unavailable,
}

/// Why a load stopped. Nothing of it counts: the caller throws the output folder away.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// No file matches what the contract names.
    #[error("no file matches {}", pattern.display())]
    NoFile {
        /// The path of the contract's server, under the place folder.
        pattern: PathBuf,
    },
    /// A file cannot be read.
    #[error("{} cannot be read", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file holds nothing.
    #[error("{} is empty", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// A file that should be text is not.
    #[error("{} is not delimited text: it looks like {looks_like}", path.display())]
    NotText {
        /// The file.
        path: PathBuf,
        /// What its first bytes are those of.
        looks_like: &'static str,
        /// What to do with such a file.
        remedy: &'static str,
    },
    /// A file lacks columns that the contract names.
    #[error("{}{} lacks {}; it has {}", path.display(), HeaderLine(*line), Names(missing), Found(found))]
    MissingColumns {
        /// The file.
        path: PathBuf,
        /// The line taken as the header, counted from 1; 0 where the file has none, as Parquet.
        line: u64,
        /// The contract's columns that are not there, in its order.
        missing: Vec<String>,
        /// The columns that are there; empty where none is the contract's, as they may be a record's values.
        found: Vec<String>,
        /// Missing columns and what is there in a like spelling.
        near: Vec<(String, String)>,
    },
    /// A file differs from the contract, and the contract lets no difference pass.
    #[error("{} differs from the contract: {}", path.display(), differences.join(", "))]
    Drift {
        /// The file.
        path: PathBuf,
        /// The differences, a line each.
        differences: Vec<String>,
    },
    /// A rule of the contract about all rows together is broken, and the contract says that this stops a load.
    #[error("`{contract}` breaks rules of its contract: {}", rules.join("; "))]
    Quality {
        /// The contract's name.
        contract: String,
        /// The rules, a line each.
        rules: Vec<String>,
    },
    /// A file has more columns than are read.
    #[error("{}{} has {count} columns, more than the limit of {limit}", path.display(), HeaderLine(*line))]
    TooManyColumns {
        /// The file.
        path: PathBuf,
        /// The line taken as the header, counted from 1; 0 where the file has none, as Parquet.
        line: u64,
        /// How many there are.
        count: usize,
        /// How many there may be.
        limit: usize,
    },
    /// More files than are held open at once.
    #[error("{count} files are more than the limit of {limit}")]
    TooManyFiles {
        /// How many there are.
        count: usize,
        /// How many there may be.
        limit: usize,
    },
    /// The footer that the contract describes is not at the end.
    #[error("{} does not end with the footer that the contract describes", path.display())]
    NoFooter {
        /// The file.
        path: PathBuf,
    },
    /// An archive holds several files or none, and it is not plain which is meant.
    #[error("{}: {}; it holds {}", path.display(), WantedMember(wanted.as_deref()), Names(members))]
    ArchiveMember {
        /// The file.
        path: PathBuf,
        /// The member that the contract names.
        wanted: Option<String>,
        /// The files that are in it.
        members: Vec<String>,
    },
    /// An archive unpacks to far more than its size.
    #[error("{} unpacks to more than {limit} times its size, the limit EXPANSION_MAX", path.display())]
    Expansion {
        /// The file.
        path: PathBuf,
        /// How many times its size it may unpack to.
        limit: u64,
    },
    /// A file that can only be read whole is larger than is held in memory.
    #[error("{} has more than {limit} bytes, the limit WHOLE_BYTES_MAX of a file that is read whole", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// How many bytes it may have.
        limit: u64,
    },
    /// A workbook's sheet reaches further than is held in memory.
    #[error("the cells of {} reach over more than {limit} places, the limit SHEET_CELLS_MAX of a sheet", path.display())]
    SheetTooLarge {
        /// The file.
        path: PathBuf,
        /// How many places there may be between its first and its last cell.
        limit: u64,
    },
    /// A workbook has no such sheet.
    #[error("{} has no sheet `{sheet}`; it has {}", path.display(), Names(sheets))]
    NoSheet {
        /// The file.
        path: PathBuf,
        /// The sheet that the contract names.
        sheet: String,
        /// The sheets that there are.
        sheets: Vec<String>,
    },
    /// A workbook or a Parquet file is damaged or of a kind that is not read.
    #[error("{} cannot be read as {format}: {reason}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What it should be.
        format: &'static str,
        /// What is wrong with it, without any value of it.
        reason: String,
    },
    /// A JSON or XML document is not well formed.
    #[error("{}: line {line}: not read as {format}: {reason}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What it should be.
        format: &'static str,
        /// The line on which it was found, counted from 1.
        line: u64,
        /// What is wrong with it, without any value of it.
        reason: String,
    },
    /// A tag or a text of a document is longer than is held in memory.
    #[error("{}: line {line}: a tag or text has more than {limit} bytes, the limit ITEM_BYTES_MAX", path.display())]
    ItemOverLimit {
        /// The file.
        path: PathBuf,
        /// The line on which it was found, counted from 1.
        line: u64,
        /// How many bytes it may have.
        limit: usize,
    },
    /// Nothing stands where the contract says that the records are.
    #[error("{} has nothing at `{record_path}`; it has {}", path.display(), Names(found))]
    NoRecordPath {
        /// The file.
        path: PathBuf,
        /// The path that the contract states.
        record_path: String,
        /// What is there instead: names of members or elements.
        found: Vec<String>,
    },
    /// The place's gazetteer cannot be asked.
    #[error(transparent)]
    Gazetteer(#[from] gazetteer::GazetteerError),
    /// The files of a gazetteer's supply do not add up.
    #[error("{}{}{}: {fault}", path.display(), AtLine(*line), OfType(*kind))]
    Supply {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1; 0 where it is of the file as a whole.
        line: u64,
        /// The type of the record.
        kind: Option<u8>,
        /// What does not add up.
        fault: SupplyFault,
    },
    /// A table has no addresses, or none with a UPRN.
    #[error("{} is no table of addresses: {reason}", path.display())]
    NotAddresses {
        /// The file.
        path: PathBuf,
        /// What it lacks, without any value of it.
        reason: String,
    },
    /// The standard table of the version before cannot be used.
    #[error("the version before cannot be read: {}: {reason}", path.display())]
    Previous {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The output folder is not there or holds something.
    #[error("{} is not an empty folder", path.display())]
    OutputFolder {
        /// The folder.
        path: PathBuf,
    },
    /// A result cannot be written.
    #[error("{} cannot be written", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A source has used up its record ids.
    #[error("a source can have {limit} records over its life, and this one has had them")]
    TooManyRecords {
        /// How many there may be.
        limit: u64,
    },
}

impl LoadError {
    /// What sort of failure it is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::NoFile { .. } => ErrorKind::NotFound,
            Self::Gazetteer(error) => match error.kind() {
                gazetteer::ErrorKind::Invalid => ErrorKind::Invalid,
                gazetteer::ErrorKind::Conflict => ErrorKind::Conflict,
                gazetteer::ErrorKind::Unavailable => ErrorKind::Unavailable,
            },
            Self::Read { source, .. } | Self::Write { source, .. } => kind_of_io(source),
            Self::Empty { .. }
            | Self::NotText { .. }
            | Self::MissingColumns { .. }
            | Self::NoSheet { .. }
            | Self::ArchiveMember { .. }
            | Self::Quality { .. }
            | Self::Drift { .. }
            | Self::NoFooter { .. }
            | Self::Malformed { .. }
            | Self::NoRecordPath { .. }
            | Self::NotAddresses { .. }
            | Self::Supply { .. }
            | Self::Unreadable { .. }
            | Self::Previous { .. } => ErrorKind::Invalid,
            Self::OutputFolder { .. } => ErrorKind::Conflict,
            Self::TooManyColumns { .. }
            | Self::TooManyFiles { .. }
            | Self::Expansion { .. }
            | Self::TooLarge { .. }
            | Self::SheetTooLarge { .. }
            | Self::ItemOverLimit { .. }
            | Self::TooManyRecords { .. } => ErrorKind::Limit,
        }
    }

    /// What the user can do about it, where there is something.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::NoFile { .. } => "put the extract there, or mend `path` under `servers` in the contract",
            Self::Read { source, .. } => return read_hint(source).map(str::to_owned),
            Self::Empty { .. } => {
                "ask for the extract again: a system that has no records still writes a header line"
            }
            Self::NotText { remedy, .. } => remedy,
            Self::MissingColumns { near, .. } => return Some(missing_columns_hint(near)),
            Self::TooManyColumns { .. } => "state the right `guildhall.delimiter` in the contract",
            Self::TooManyFiles { .. } => "join them, or name fewer by `path` in the contract",
            Self::Drift { .. } => "mend the contract, or ask for the extract as it was",
            Self::Quality { .. } => {
                "ask for the extract again, or mend the rule or its `severity` in the contract"
            }
            Self::NoFooter { .. } => {
                "it may be cut short: ask for the extract again, or mend `guildhall.footerLines` in the contract"
            }
            Self::ArchiveMember { .. } => {
                "name one by `guildhall.member` in the contract, `*` for any part of its name"
            }
            Self::Expansion { .. } => "unpack it yourself where it is to be trusted, and name what is in it",
            Self::TooLarge { .. } => "ask for CSV, which is read piece by piece",
            Self::SheetTooLarge { .. } => {
                "look for a stray cell far below or right of the table, or ask for CSV"
            }
            Self::Malformed { .. } => {
                "ask for the extract again, or mend the contract's `format` and `guildhall.recordPath`"
            }
            Self::ItemOverLimit { .. } => {
                "ask for the extract again without what is not text, such as attached files"
            }
            Self::NoRecordPath { .. } => "mend `guildhall.recordPath` in the contract",
            Self::Gazetteer(error) => return error.hint().map(str::to_owned),
            Self::Supply { .. } => "name all files of one supply, as they came, or ask for it again",
            Self::NotAddresses { .. } => {
                "say by a contract (`guildhall.entity: address`) which column is which field of an address"
            }
            Self::NoSheet { .. } => "mend `guildhall.sheet` in the contract",
            Self::Unreadable { .. } => {
                "open it in the program that made it and save it again, or ask for the extract again, as CSV"
            }
            Self::Previous { .. } => {
                "restore the state folder from its backup, or load the source as a new one"
            }
            Self::Write { .. } => "make room on the disk or see to its permissions, then run again",
            Self::OutputFolder { .. } | Self::TooManyRecords { .. } => return None,
        };
        Some(hint.to_owned())
    }

    /// A failure while reading; what an archive's unpacking found wrong is told as such.
    pub(crate) fn read(path: &Path, source: std::io::Error) -> Self {
        let path = path.to_path_buf();
        match source.get_ref().and_then(|inner| inner.downcast_ref::<UnpackFault>()) {
            Some(UnpackFault::Expansion) => Self::Expansion { path, limit: EXPANSION_MAX },
            Some(fault) => Self::Unreadable { path, format: "an archive", reason: fault.to_string() },
            None => Self::Read { path, source },
        }
    }

    pub(crate) fn write(path: &Path, source: std::io::Error) -> Self {
        Self::Write { path: path.to_owned(), source }
    }
}

fn kind_of_io(error: &std::io::Error) -> ErrorKind {
    match error.kind() {
        std::io::ErrorKind::NotFound => ErrorKind::NotFound,
        std::io::ErrorKind::PermissionDenied => ErrorKind::Forbidden,
        _ => ErrorKind::Unavailable,
    }
}

fn read_hint(error: &std::io::Error) -> Option<&'static str> {
    match error.kind() {
        std::io::ErrorKind::NotFound => Some("put the extract there, or mend `path` in the contract"),
        std::io::ErrorKind::PermissionDenied => Some("let the user that runs guildhall read it"),
        std::io::ErrorKind::IsADirectory => Some("name the files in it, such as `folder/*.csv`"),
        _ => None,
    }
}

fn missing_columns_hint(near: &[(String, String)]) -> String {
    if near.is_empty() {
        return "mend the columns' names in the contract, or state `guildhall.headerRow`: the header's line, or 0 for none"
            .to_owned();
    }
    let renamed: Vec<String> = near.iter().map(|(was, is)| format!("`{was}` may be `{is}` now")).collect();
    format!("mend the contract where a column was renamed: {}", renamed.join(", "))
}

/// Missing columns and what is there in a like spelling.
pub(crate) fn near_names(missing: &[String], found: &[String]) -> Vec<(String, String)> {
    let near = |name: &String| {
        let near = crate::nearest::nearest(name, found.iter().map(String::as_str))?;
        Some((name.clone(), near.to_owned()))
    };
    missing.iter().filter_map(near).collect()
}

/// The columns that are there, or that nothing is known of them.
struct Found<'a>(&'a [String]);

impl std::fmt::Display for Found<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            [] => f.write_str("none of the contract's columns"),
            found => Names(found).fmt(f),
        }
    }
}

/// What is the matter with the members of an archive.
struct WantedMember<'a>(Option<&'a str>);

impl std::fmt::Display for WantedMember<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            Some(wanted) => write!(f, "not one member is `{wanted}`"),
            None => f.write_str("it does not hold one file"),
        }
    }
}

/// A line behind a path.
struct AtLine(u64);

impl std::fmt::Display for AtLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            0 => Ok(()),
            line => write!(f, ":{line}"),
        }
    }
}

/// The type of a record behind its line.
struct OfType(Option<u8>);

impl std::fmt::Display for OfType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            Some(kind) => write!(f, ": record type {kind}"),
            None => Ok(()),
        }
    }
}

/// The line that names the columns, for a message.
struct HeaderLine(u64);

impl std::fmt::Display for HeaderLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            0 => Ok(()),
            line => write!(f, ": line {line}, which should name the columns,"),
        }
    }
}

/// Column or sheet names for a message: the first ones, and how many more.
struct Names<'a>(&'a [String]);

impl std::fmt::Display for Names<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        const SHOWN: usize = 30;
        for (position, name) in self.0.iter().take(SHOWN).enumerate() {
            if position > 0 {
                f.write_str(", ")?;
            }
            write!(f, "`{name}`")?;
        }
        match self.0.len() {
            0 => f.write_str("nothing"),
            count if count > SHOWN => write!(f, " and {} more", count - SHOWN),
            _ => Ok(()),
        }
    }
}
