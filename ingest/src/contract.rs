//! A data contract: what a source's files hold, where they are, and which column is which standard field.
//!
//! Read in two stages: the document as typed (Open Data Contract Standard 3.1, YAML), where unknown keys and wrong types
//! are told with their line, then the contract as meant, which can only hold what a load can do. It opens no data file.

use std::path::Path;

use standardise::record::{Entity, Field};

/// A contract as meant.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Contract {
    /// The source's stable name.
    pub id: String,
    /// The name to show; the id where none is given.
    pub name: String,
    /// The contract's version, such as `1.0.0`.
    pub version: String,
    /// Its status, such as `active` or `draft`.
    pub status: String,
    /// The id of the organisation that the source belongs to, as in `place.toml`.
    pub tenant: String,
    /// What the source's organisation keeps it for.
    pub purpose: Option<String>,
    /// Where the files are and how they are written.
    pub source: Source,
    /// What a row is about.
    pub entity: Entity,
    /// The columns, in the contract's order.
    pub columns: Vec<Column>,
    /// Rules of the contract that a load does not check, a line each.
    pub unchecked: Vec<String>,
}

/// Where a source's files are and how they are written; what is not stated is found out from the file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Source {
    /// The path under the place folder; its last part may hold `*`.
    pub path: String,
    /// What kind of file.
    pub format: Format,
    /// The encoding, where stated.
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// The delimiter, where stated.
    pub delimiter: Option<u8>,
    /// The quote, where stated.
    pub quote: Option<Quote>,
    /// What to do with rows that have too few or too many cells.
    pub ragged: Ragged,
    /// Cells that mean nothing is known, besides blank ones.
    pub null_values: Vec<String>,
    /// The sheet of a workbook; the first where none is stated.
    pub sheet: Option<String>,
    /// Which row names the columns, where stated.
    pub header: Option<Header>,
}

/// What kind of file a source delivers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Delimited text of any dialect.
    Csv,
    /// A workbook: `.xlsx`, `.xlsm`, `.xlsb`, `.xls` or `.ods`.
    Workbook,
    /// Apache Parquet.
    Parquet,
}

/// How cells that hold the delimiter are quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quote {
    /// By this character, doubled within.
    Char(u8),
    /// Not at all.
    Never,
}

/// What to do with rows that have too few or too many cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ragged {
    /// Reject them.
    Reject,
    /// Fill short rows with blanks at the right; cut long rows where the surplus is blank, else reject them.
    Pad,
}

/// Which row names the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Header {
    /// This row, counted from 1; what is above it is skipped.
    Row(u32),
    /// None: the contract's columns are the file's, in order.
    Absent,
}

/// A column of a source.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Column {
    /// The header, trimmed.
    pub name: String,
    /// The standard field it maps to.
    pub field: Option<Field>,
    /// Whether a row without it is rejected.
    pub required: bool,
    /// Whether a second row with the same value is rejected.
    pub unique: bool,
    /// Its place in the record key.
    pub key_position: Option<u32>,
}

/// Something wrong in a contract.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{origin}:{line}:{column}: {message}")]
pub struct ContractFault {
    /// The contract's file.
    pub origin: String,
    /// The line, counted from 1.
    pub line: u64,
    /// The character in the line, counted from 1.
    pub column: u64,
    /// What is wrong, one lower-case clause.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Contract {
    /// Reads a contract and tells everything that is wrong with it at once.
    ///
    /// # Errors
    /// Every fault, in the order of the document.
    pub fn parse(text: &str, origin: &Path) -> Result<Contract, Vec<ContractFault>> {
        let _ = (text, origin);
        Err(Vec::new())
    }
}
