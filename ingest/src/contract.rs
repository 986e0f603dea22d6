//! A data contract: what a source's files hold, where they are, and which column is which standard field.
//!
//! Read in two stages: the document as typed (Open Data Contract Standard 3.1, YAML), where unknown keys and wrong types
//! are told with their line, then the contract as meant, which can only hold what a load can do. It opens no data file.
//!
//! Of the standard a load uses: the first server of type `local` (`path`, `format`), `postgres` or `mysql` (`host`, `port`,
//! `database`, `schema`), `sqlite` (`path`) or `api` (`location`, `format`), the one schema, and of each of its
//! properties `name` or `physicalName`, `logicalType` with its options, `required`, `unique`, `primaryKey` with its
//! position, and the quality rules of the library metrics; and of `slaProperties` the `latency` or `freshness`. What it does
//! not check is listed in [`Contract::unchecked`]. What the standard has no key for is said by custom properties:
//!
//! | on | property | value |
//! |---|---|---|
//! | server | `guildhall.encoding` | `utf-8`, `windows-1252`, `utf-16le` and the other names of the WHATWG list |
//! | server | `guildhall.delimiter` | one character, or `tab`, `comma`, `semicolon`, `pipe` |
//! | server | `guildhall.quote` | one character, or `none` |
//! | server | `guildhall.headerRow` | the line that names the columns, from 1; 0 where none does |
//! | server | `guildhall.ragged` | `reject` (the default) or `pad` |
//! | server | `guildhall.nullValues` | a list of words that stand for a missing value |
//! | server | `guildhall.sheet` | a workbook's sheet |
//! | server | `guildhall.headerRows` | how many rows name the columns together; 1 where nothing is stated |
//! | server | `guildhall.skipLines` | lines at the beginning that are skipped before anything else |
//! | server | `guildhall.footerLines` | how many lines at the end are no rows, or a pattern of the first of them |
//! | server | `guildhall.escape` | the character that takes the meaning from the one after it, or `none` |
//! | server | `guildhall.mode` | `snapshot` (the default), `delta`, `append` or `upsert` |
//! | server | `guildhall.changeColumn` | the column of a delta that says what a row does |
//! | server | `guildhall.insertCodes`, `guildhall.updateCodes`, `guildhall.deleteCodes` | its codes |
//! | server | `guildhall.drift` | `stop` or `warn`: what a column that is gone, new, renamed or retyped does |
//! | server | `guildhall.recordPath` | where a JSON or XML document has its records, such as `/register/entry` |
//! | server | `guildhall.stale` | `stop` or `warn` (the default): what a delivery does that is older than the contract allows |
//! | server | `guildhall.member` | the file of a zip archive that is meant; it may hold `*` |
//! | server | `guildhall.deliveries` | `each`: every file of the path is a delivery that is loaded once; `together` (the default) |
//! | server | `guildhall.deliveryOrder` | `name` (the default), `time`, or the form of the date in the names |
//! | server | `guildhall.deliveryMarker` | the file that says that a delivery is whole, `*` for the delivery's name |
//! | server | `guildhall.deliveryQuietMinutes` | for how many minutes it must not have changed |
//! | server | `guildhall.deliveryChanged` | what becomes of one that is there again changed: `stop` (the default), `load`, `skip` |
//! | server | `guildhall.user` | who asks a database |
//! | server | `guildhall.passwordEnv`, `guildhall.passwordFile` | where the password is: an environment variable, a file |
//! | server | `guildhall.tls` | `verify` (the default unless the server is this machine) or `off` |
//! | server | `guildhall.caFile` | the authorities that vouch for the server, in PEM; the system's where nothing is stated |
//! | server | `guildhall.query` | the query whose rows are meant; the schema's table where nothing is stated |
//! | server | `guildhall.highWaterMark` | the column that grows with each change, so that only newer rows are read |
//! | server | `guildhall.tokenEnv`, `guildhall.tokenFile` | where the token is that a web server wants |
//! | server | `guildhall.tokenHeader` | the header that holds it alone; `Authorization: Bearer` where nothing is stated |
//! | schema | `guildhall.entity` | `person` or `premises` |
//! | schema | `guildhall.category` | the category of all premises in the source, as their `category` |
//! | schema | `guildhall.leastAge` | years of age that everybody in the source has reached |
//! | schema | `guildhall.mainHome` | `true` where the source keeps where people mainly live |
//! | schema | `guildhall.duplicateFree` | `true` where no person, or premises, has two records in the source |
//! | schema | `guildhall.testNumbers` | whether numbers kept for testing count like any other |
//! | property | `guildhall.start` | where the cell begins in a line of fixed width, from 1; after the one before where nothing is stated |
//! | property | `guildhall.width` | how many characters it has |
//! | property | `guildhall.field` | a standard field, see [`standardise::record::Field`] |

mod address;
mod column;
mod document;
mod drop_folder;
mod fault;
mod freshness;
mod keys;
mod location;
mod meaning;
mod node;
mod quality;
mod server;

use std::path::Path;

use regex::Regex;
use standardise::record::Entity;

pub(crate) use address::{AddressTable, parse_addresses};
pub(crate) use column::header_name;
pub use column::{Column, LogicalType};
pub use drop_folder::{DropFolder, DropOrder, WhenChanged};
pub use fault::ContractFault;
pub(crate) use freshness::Freshness;
pub use location::{Database, Engine, Location, Rows, SecretPlace, Tls, Token, Web};
pub(crate) use quality::{Metric, QualityRule};

/// A contract as meant.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Contract {
    /// The source's stable name, fit for a folder's name.
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
    /// The age that everybody in it has reached at least, where stated. Units: years.
    pub least_age: Option<u16>,
    /// Whether it keeps where people mainly live, so that a record without an end says where somebody lives now.
    pub main_home: bool,
    /// Whether it has at most one record of each person, or premises.
    pub duplicate_free: bool,
    /// Whether numbers kept for testing and drama count like any other: its people are made up.
    pub test_numbers: bool,
    /// The category that all premises in it are of, where stated.
    pub category: Option<String>,
    /// The columns, in the contract's order; at least one.
    pub columns: Vec<Column>,
    /// Columns whose values together no two rows may have.
    pub(crate) distinct: Vec<Vec<usize>>,
    /// Rules about all rows together.
    pub(crate) quality: Vec<QualityRule>,
    /// How old a delivery may be, where stated.
    pub(crate) freshness: Option<Freshness>,
    /// Rules of the contract that a load does not check, a line each.
    pub unchecked: Vec<String>,
}

/// Where a source's files are and how they are written; what is not stated is found out from the file.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Source {
    /// Where the rows are.
    pub location: Location,
    /// The path under the place folder; its last part may hold `*`. Empty where the rows are in no file.
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
    /// Cells that say that nothing is known, besides blank ones.
    pub null_values: Vec<String>,
    /// The sheet of a workbook; the first where none is stated.
    pub sheet: Option<String>,
    /// The file of an archive that is meant, where stated; it may hold `*`.
    pub member: Option<String>,
    /// The names down to a document's records; none where the document itself is the array.
    pub record_path: Vec<String>,
    /// Which row names the columns, where stated.
    pub header: Option<Header>,
    /// How many rows name them together; at least 1.
    pub header_rows: u32,
    /// What the rows say of the records that are there already.
    pub mode: Mode,
    /// Which differences between a file and the contract stop a load.
    pub drift: Drift,
    /// Lines at the beginning of a text that are skipped before anything else.
    pub skip_lines: u64,
    /// What stands at the end of a text and is no row.
    pub footer: Option<Footer>,
    /// What takes the meaning from the character after it.
    pub escape: Option<Escape>,
}

/// What kind of file a source delivers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Delimited text of any dialect.
    Csv,
    /// Text with each cell at a fixed place of its line.
    Fixed,
    /// A workbook: `.xlsx`, `.xlsm`, `.xlsb`, `.xls` or `.ods`.
    Workbook,
    /// Apache Parquet.
    Parquet,
    /// A JSON document with an array of objects.
    Json,
    /// A JSON object a line.
    JsonLines,
    /// An XML document with an element a record.
    Xml,
    /// The rows of a database: CSV in UTF-8 with a header, in which dates and numbers are plain.
    Rows,
}

/// How cells that hold the delimiter are quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quote {
    /// By this character, doubled within.
    Char(u8),
    /// Not at all.
    Never,
}

/// What takes the meaning from the character after it, as of a delimiter, a quote or a line's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Escape {
    /// This character; before another one it stands for itself.
    Char(u8),
    /// Nothing, however it looks.
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

/// What a source's rows say of the records that are there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mode {
    /// The rows are all the records that there are: one that is in none is gone.
    Snapshot,
    /// The rows are records beside those that are there; none changes or goes.
    Append,
    /// Each row inserts or updates the record of its key; the others stay as they are.
    Upsert,
    /// Each row inserts, updates or deletes a record; the others stay as they are.
    Delta(Change),
}

/// Which differences between a file and its contract stop a load; the others are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drift {
    /// A column that is gone and is required, unique or mapped to a standard field.
    StopWhereNeeded,
    /// Any difference.
    Stop,
    /// None, as long as one of the contract's columns is there.
    Warn,
}

/// How the rows of a delta say what they do.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// The column that says it, one of the contract's.
    pub column: String,
    /// Its codes for a record that is new or changed; which of the two is found out.
    pub put_codes: Vec<String>,
    /// Its codes for a record that is gone.
    pub delete_codes: Vec<String>,
}

/// What stands at the end of a text and is no row.
#[derive(Debug, Clone)]
pub enum Footer {
    /// So many lines, blank ones not counted.
    Lines(u32),
    /// From the first of the last lines that this fits; its first group is the number of rows.
    Pattern(Regex),
}

/// Which row names the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Header {
    /// This row, counted from 1; what is above it is skipped.
    Row(u32),
    /// None: the contract's columns are the file's, in order.
    Absent,
}

impl Format {
    /// The word that a contract states.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Fixed => "fixed",
            Self::Workbook => "xlsx",
            Self::Parquet => "parquet",
            Self::Json => "json",
            Self::JsonLines => "jsonl",
            Self::Xml => "xml",
            Self::Rows => "rows",
        }
    }
}

impl Contract {
    /// Reads a contract and tells everything that is wrong with it at once. `origin` is its file, for the faults.
    ///
    /// # Errors
    /// Every fault, in the order of the document.
    ///
    /// # Source
    /// Open Data Contract Standard 3.1.0 (Bitol, Linux Foundation, 2025).
    pub fn parse(text: &str, origin: &Path) -> Result<Contract, Vec<ContractFault>> {
        let mut faults = fault::Faults::of(origin);
        let contract = match node::Node::read(text) {
            Ok(root) => document::read(&root, &mut faults)
                .and_then(|document| meaning::contract(document, &mut faults)),
            Err(unreadable) => {
                faults.add(unreadable.place, format!("not read as YAML: {}", unreadable.reason));
                None
            }
        };
        match contract {
            Some(contract) if faults.is_empty() => Ok(contract),
            _ => Err(faults.into_list()),
        }
    }

    /// The positions of the key's columns, in the key's order; empty where the contract has no primary key.
    pub(crate) fn key_columns(&self) -> Vec<usize> {
        let mut keyed: Vec<(u32, usize)> = self
            .columns
            .iter()
            .enumerate()
            .filter_map(|(at, column)| column.key_position.map(|position| (position, at)))
            .collect();
        keyed.sort_unstable();
        keyed.into_iter().map(|(_, at)| at).collect()
    }
}
