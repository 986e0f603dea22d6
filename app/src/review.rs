//! Pairs laid before a reader as a table, and what the reader wrote into it.
//!
//! One row a pair, both records side by side, or a person with the homes in question; CSV or a workbook. Which pairs is for `link` to choose, and what becomes of the
//! verdicts for the operations.

mod guard;
mod homes;
mod read;
mod seen;
mod write;

use std::path::PathBuf;

use base::ErrorKind;
use ingest::LoadError;

pub use homes::{HomeInQuestion, HomesSheet, PersonInQuestion, write_homes};
pub use read::{Filled, FilledPair, read};
pub use seen::{NotSeen, Seen};
pub use write::{SheetKind, verdicts_csv, write};

/// The columns of a sheet that are not of the records' values.
pub mod column {
    /// The number of the pair.
    pub const PAIR: &str = "pair";
    /// The source of each record.
    pub const SOURCES: [&str; 2] = ["source_l", "source_r"];
    /// The id of each record.
    pub const IDS: [&str; 2] = ["id_l", "id_r"];
    /// The match weight, in bits.
    pub const WEIGHT: &str = "match_weight";
    /// The probability that both are the same.
    pub const PROBABILITY: &str = "match_probability";
    /// Why the pair is there.
    pub const WHY: &str = "why";
    /// What the reader says.
    pub const VERDICT: &str = "verdict";
    /// What the reader has to add.
    pub const NOTE: &str = "note";
    /// How many pairs this one was drawn for.
    pub const STANDS_FOR: &str = "stands_for";
    /// What tells whether a record is still as it was read.
    pub const SEEN: &str = "seen";
    /// Who said it.
    pub const WHO: &str = "who";
    /// When.
    pub const AT: &str = "at";
}

/// What a record is called: its source, and its id in there.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordName {
    /// The source.
    pub source: String,
    /// The id.
    pub id: String,
}

/// Pairs to be read. They hold personal data, so there is no `Debug`.
pub struct Sheet {
    /// What is compared, in order.
    pub columns: Vec<String>,
    /// The pairs, in order.
    pub pairs: Vec<SheetPair>,
}

/// A pair to be read.
pub struct SheetPair {
    /// Both records.
    pub records: [RecordName; 2],
    /// The match weight in bits, where the pair has one.
    pub weight_bits: Option<f64>,
    /// The probability that both are the same, where the pair has a weight.
    pub probability: Option<f64>,
    /// Why it is to be read.
    pub why: String,
    /// How many pairs it stands for.
    pub stands_for: f64,
    /// What tells whether its records are still as they were read; empty where nobody will ask.
    pub seen: String,
    /// For each column, both records' values; empty where there is none.
    pub values: Vec<[String; 2]>,
}

impl Sheet {
    /// A table of pairs, without the columns in which none of them has a value.
    ///
    /// Shape: each pair has a value for each of `columns`.
    pub fn of(columns: Vec<String>, mut pairs: Vec<SheetPair>) -> Self {
        let is_filled =
            |at: usize| pairs.iter().any(|pair| pair.values[at].iter().any(|value| !value.is_empty()));
        let filled: Vec<bool> = (0..columns.len()).map(is_filled).collect();
        for pair in &mut pairs {
            let mut kept = filled.iter();
            pair.values.retain(|_| kept.next().copied().unwrap_or_default());
        }
        let columns = columns.into_iter().zip(filled).filter(|(_, filled)| *filled);
        Self { columns: columns.map(|(column, _)| column).collect(), pairs }
    }
}

/// What is wrong with a row of a sheet. It tells where, never what stands there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SheetFault {
    /// The row, as the file counts.
    pub line: u64,
    /// The column.
    pub column: &'static str,
    /// What is wrong.
    pub message: String,
}

/// Why pairs can't be laid out or verdicts not be taken.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// The file to write is of no known kind.
    #[error("{} is neither .csv nor .xlsx", path.display())]
    Ending {
        /// The file.
        path: PathBuf,
    },
    /// The file can't be read.
    #[error("verdicts cannot be read")]
    Unreadable(#[source] Box<LoadError>),
    /// The file has no such column.
    #[error("{} has no column `{column}`", path.display())]
    NoColumn {
        /// The file.
        path: PathBuf,
        /// The column.
        column: &'static str,
    },
    /// Rows can't be taken, so that none is.
    #[error("{} has {} that can't be taken, and so none is", path.display(), Rows(faults.len()))]
    Faults {
        /// The file.
        path: PathBuf,
        /// All of them, by row.
        faults: Vec<SheetFault>,
    },
    /// The folder is none that `link` wrote.
    #[error("{} holds nothing that `guildhall link` wrote: there is no {file} in it", folder.display())]
    NotLinked {
        /// The folder.
        folder: PathBuf,
        /// The file that is missing.
        file: &'static str,
    },
    /// A file of the folder is not as `link` wrote it.
    #[error("{} is not as `guildhall link` wrote it", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// A table that was linked is not there any more.
    #[error("{} was linked and is not there any more", path.display())]
    TableGone {
        /// The table.
        path: PathBuf,
    },
    /// A table changed since it was linked.
    #[error("{} has changed since it was linked", path.display())]
    TableChanged {
        /// The table.
        path: PathBuf,
    },
    /// The workbook could not be put together.
    #[error("cannot put the workbook together")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

struct Rows(usize);

impl std::fmt::Display for Rows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0 == 1 { f.write_str("a row") } else { write!(f, "{} rows", self.0) }
    }
}

impl ReviewError {
    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Ending { .. } | Self::NoColumn { .. } | Self::Faults { .. } | Self::Damaged { .. } => {
                ErrorKind::Invalid
            }
            Self::Unreadable(error) => match error.kind() {
                ingest::ErrorKind::NotFound => ErrorKind::NotFound,
                ingest::ErrorKind::Forbidden => ErrorKind::Forbidden,
                ingest::ErrorKind::Unavailable => ErrorKind::Unavailable,
                ingest::ErrorKind::Invalid | ingest::ErrorKind::Conflict | ingest::ErrorKind::Limit => {
                    ErrorKind::Invalid
                }
            },
            Self::NotLinked { .. } | Self::TableGone { .. } => ErrorKind::NotFound,
            Self::TableChanged { .. } => ErrorKind::Conflict,
            Self::Workbook(_) => ErrorKind::Internal,
        }
    }

    /// What the user can do.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Ending { .. } => Some("name a file that ends in .csv or .xlsx"),
            Self::NoColumn { .. } | Self::Unreadable(_) => {
                Some("give a file that `guildhall review export` wrote, its first row as it was")
            }
            Self::Faults { .. } => Some("mend these rows and import the file again"),
            Self::NotLinked { .. } => {
                Some("name the folder of a place, or the one that `guildhall link` wrote")
            }
            Self::Damaged { .. } => Some("link the tables again into a new folder"),
            Self::TableGone { .. } | Self::TableChanged { .. } => {
                Some("link again; `--verdicts FOLDER/verdicts.csv` takes along what was read")
            }
            Self::Workbook(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_without_a_value_are_left_out() {
        let name = || RecordName { source: "library".into(), id: "L1".into() };
        let pair = |values: [[&str; 2]; 3]| SheetPair {
            records: [name(), name()],
            weight_bits: None,
            probability: None,
            why: String::new(),
            stands_for: 1.0,
            seen: String::new(),
            values: values.map(|both| both.map(str::to_owned)).to_vec(),
        };
        let columns = ["a", "b", "c"].map(str::to_owned).to_vec();
        let pairs = vec![pair([["", ""], ["x", ""], ["", ""]]), pair([["", ""], ["", ""], ["", "y"]])];
        let sheet = Sheet::of(columns, pairs);
        assert_eq!(sheet.columns, ["b", "c"]);
        assert_eq!(sheet.pairs[1].values, [["", ""], ["", "y"]]);
    }
}
