//! Why an operation failed, in one enum, so that every door to the operations answers alike.

mod kinds;

use std::path::{Path, PathBuf};

use base::{DatabaseError, ErrorKind, LockError, VersionFilesError};
use fetch::FetchError;
use govern::PerformError;
use ingest::LoadError;

use super::ask::AskError;
use crate::place::{Fault, PlaceError};
use crate::report::ReportError;
use crate::review::ReviewError;
use crate::state::StateError;
use crate::tables::TableError as InputTableError;
use crate::version_table::TableFileError;
use kinds::{of_gazetteer, of_ingest, of_link, of_synth};

/// Why an operation failed.
#[derive(Debug, thiserror::Error)]
pub enum OperationError {
    /// The place's configuration.
    #[error(transparent)]
    Place(#[from] PlaceError),
    /// The place's state folder.
    #[error(transparent)]
    State(#[from] StateError),
    /// The database.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// Files of versions.
    #[error(transparent)]
    Files(#[from] VersionFilesError),
    /// A Parquet file of a version.
    #[error(transparent)]
    TableFile(#[from] TableFileError),
    /// A source's extract could not be loaded.
    #[error("source {source_name} was not loaded")]
    Load {
        /// The source.
        source_name: String,
        /// Why.
        #[source]
        error: Box<LoadError>,
    },
    /// A source's rows or file could not be fetched.
    #[error("source {source_name} was not loaded")]
    Fetch {
        /// The source.
        source_name: String,
        /// Why.
        #[source]
        error: Box<FetchError>,
    },
    /// None of a source's deliveries can be loaded yet.
    #[error("source {source_name} was not loaded: no delivery is there to be loaded{}", Waiting(waiting))]
    NothingDelivered {
        /// The source.
        source_name: String,
        /// The files that wait, a line each with the reason.
        waiting: Vec<String>,
    },
    /// A delivery changed after it was loaded.
    #[error("source {source_name} was not loaded: {} has changed since it was loaded", path.display())]
    Redelivered {
        /// The source.
        source_name: String,
        /// The delivery.
        path: PathBuf,
    },
    /// A source is loaded before its place was registered: a fault of the caller.
    #[error("source {source_name} is not registered in this place")]
    NotRegistered {
        /// The source.
        source_name: String,
    },
    /// An extract changed while it was read.
    #[error("source {source_name} was not loaded: {} changed while it was read", path.display())]
    ChangedWhileRead {
        /// The source.
        source_name: String,
        /// The extract.
        path: PathBuf,
    },
    /// Several sources could not be loaded.
    #[error("{} of the place's sources were not loaded", failures.len())]
    Loads {
        /// One each.
        failures: Vec<OperationError>,
    },
    /// A file of the program's own could not be read or written.
    #[error("cannot {action} {}", path.display())]
    File {
        /// What was tried.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// Records could not be linked.
    #[error("the {entity} records could not be linked")]
    Link {
        /// `person` or `premises`.
        entity: &'static str,
        /// Why.
        #[source]
        error: link::error::LinkError,
    },
    /// Records could not be put into one table.
    #[error("the {entity} records could not be put together")]
    Records {
        /// `person` or `premises`.
        entity: &'static str,
        /// Why.
        #[source]
        error: link::table::TableError,
    },
    /// A table can't be linked.
    #[error(transparent)]
    InputTable(#[from] InputTableError),
    /// Tables could not be put into one.
    #[error("the tables could not be put together")]
    PutTogether(#[source] link::table::TableError),
    /// Tables could not be linked.
    #[error("the tables could not be linked")]
    LinkTables(#[source] link::error::LinkError),
    /// A model can't be read.
    #[error("{}: {error}", path.display())]
    Model {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: link::model::ModelError,
    },
    /// A model of Splink can't be taken over.
    #[error("{}: {error}", path.display())]
    SplinkModel {
        /// The file.
        path: PathBuf,
        /// What of it.
        error: link::model::SplinkError,
    },
    /// A model has no weights yet.
    #[error("{}: the model isn't trained", path.display())]
    NotTrained {
        /// The file.
        path: PathBuf,
    },
    /// A target of recall is no share.
    #[error("a recall of {recall} is not a share")]
    Recall {
        /// What was given.
        recall: f64,
    },
    /// No table has the record.
    #[error("no record has the id {id}")]
    NoRecord {
        /// The id asked for.
        id: String,
    },
    /// Several tables have the record.
    #[error("several tables have a record {id}: {}", sources.join(", "))]
    SeveralRecords {
        /// The id asked for.
        id: String,
        /// The tables.
        sources: Vec<String>,
    },
    /// A record was to be compared with itself.
    #[error("both ids are of one record")]
    SameRecord,
    /// A threshold is no probability.
    #[error("a threshold of {threshold} is not a probability")]
    Threshold {
        /// What was given.
        threshold: f64,
    },
    /// A source was named that no table is of.
    #[error("there is no table called {asked}; there are {}", sources.join(", "))]
    UnknownSource {
        /// What was given.
        asked: String,
        /// The tables' sources.
        sources: Vec<String>,
    },
    /// One table has no other to be compared with.
    #[error("there is one table, and only records of different tables were to be compared")]
    BetweenOne,
    /// Two tables have one name.
    #[error("{}: there is another table called {source_name}", path.display())]
    SameSource {
        /// The second.
        path: PathBuf,
        /// The name of both.
        source_name: String,
    },
    /// What is looked for can't be.
    #[error(transparent)]
    Ask(#[from] AskError),
    /// Nothing has that id.
    #[error("no {entity} has the id {id}")]
    UnknownId {
        /// `person` or `premises`.
        entity: &'static str,
        /// The id asked for.
        id: String,
    },
    /// The id's records are all gone.
    #[error("{id} has ended: its last record was taken out of its source")]
    EndedId {
        /// The id asked for.
        id: String,
    },
    /// The entity has not been linked yet.
    #[error("no {entity} records have been linked in this place")]
    NotLinked {
        /// `person` or `premises`.
        entity: &'static str,
    },
    /// What the last linkage left for the next is gone.
    #[error("what the last linkage of the {entity} records left is not there as it was")]
    Unsettled {
        /// `person` or `premises`.
        entity: &'static str,
    },
    /// The place has no known truth.
    #[error("this place has no known truth: {} is not there", path.display())]
    NoTruth {
        /// The file that would hold it.
        path: PathBuf,
    },
    /// The truth file is wrong.
    #[error("{}:{line}: {message}", path.display())]
    Truth {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        message: &'static str,
    },
    /// A summary kept with a version can't be read.
    #[error("the summary of {dataset} version {number} cannot be read")]
    Summary {
        /// The dataset.
        dataset: String,
        /// The version.
        number: u32,
        /// Why.
        #[source]
        error: serde_json::Error,
    },
    /// A new place could not be made.
    #[error(transparent)]
    Synthesise(#[from] synth::SynthError),
    /// A contract could not be proposed.
    #[error(transparent)]
    Infer(Box<LoadError>),
    /// A gazetteer cannot be made, changed or asked.
    #[error(transparent)]
    Gazetteer(#[from] gazetteer::GazetteerError),
    /// A list of postcodes holds none, or more that is none.
    #[error("{}:{line}: this is no postcode, and most of the list is none", path.display())]
    NoPostcodes {
        /// The file.
        path: PathBuf,
        /// The first line that has none.
        line: u64,
    },
    /// A table cannot be read.
    #[error(transparent)]
    Table(Box<LoadError>),
    /// A contract has faults.
    #[error("the contract has faults")]
    Contract {
        /// All of them, by line.
        faults: Vec<Fault>,
    },
    /// A supply of changes where a full one is needed.
    #[error("{}:{line}: a supply of changes alone makes no gazetteer", path.display())]
    ChangesOnly {
        /// The file.
        path: PathBuf,
        /// The line of the first update or delete.
        line: u64,
    },
    /// A full supply where changes are taken in.
    #[error("{} is of a full supply, and a gazetteer that is there takes in changes", path.display())]
    FullSupply {
        /// A file of it.
        path: PathBuf,
    },
    /// Files of records and tables together.
    #[error("{} is of another kind than the first file: one is a supply in records, one a table", path.display())]
    MixedFiles {
        /// The first that differs.
        path: PathBuf,
    },
    /// A file that was to be written is there.
    #[error("{} is there already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A file has no such column.
    #[error("{} has no column `{column}`; it has {}", path.display(), columns.join(", "))]
    NoColumn {
        /// The file.
        path: PathBuf,
        /// The column asked for.
        column: String,
        /// Those that it has.
        columns: Vec<String>,
    },
    /// A line of CSV cannot be put together.
    #[error("cannot write a line of CSV")]
    Csv(#[from] csv::Error),
    /// The report could not be made.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// Pairs can't be laid before a reader, or verdicts not be taken.
    #[error(transparent)]
    Review(Box<ReviewError>),
    /// Policy refused.
    #[error("{action} is not allowed: {reason}")]
    Refused {
        /// What was asked for.
        action: &'static str,
        /// Why not.
        reason: &'static str,
    },
    /// The operation record could not be kept, so nothing was done.
    #[error("cannot keep the record of the operation")]
    Record(#[source] DatabaseError),
    /// The record was changed by something other than this program.
    #[error("the operation record breaks at entry {number}: it was changed outside Guildhall")]
    RecordBroken {
        /// The first entry that does not follow.
        number: i64,
    },
}

impl OperationError {
    /// A failed file operation.
    pub fn file<'a>(action: &'static str, path: &'a Path) -> impl FnOnce(std::io::Error) -> Self + 'a {
        move |source| Self::File { action, path: path.to_owned(), source }
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Place(error) => error.kind(),
            Self::State(error) => error.kind(),
            Self::Database(error) | Self::Record(error) => error.kind(),
            Self::Files(error) => error.kind(),
            Self::TableFile(error) => error.kind(),
            Self::Load { error, .. } | Self::Infer(error) => of_ingest(error.kind()),
            Self::Fetch { error, .. } => of_ingest(error.kind()),
            Self::NothingDelivered { .. } | Self::NoRecord { .. } => ErrorKind::NotFound,
            Self::ChangedWhileRead { .. } | Self::Redelivered { .. } => ErrorKind::Conflict,
            Self::Loads { failures } => failures.first().map_or(ErrorKind::Internal, Self::kind),
            Self::File { source, .. } => ErrorKind::of_io(source),
            Self::Link { error, .. } => of_link(error.kind()),
            Self::Records { error, .. } | Self::PutTogether(error) => of_link(error.kind()),
            Self::LinkTables(error) => of_link(error.kind()),
            Self::InputTable(InputTableError::Read(error)) => of_ingest(error.kind()),
            Self::InputTable(_)
            | Self::Model { .. }
            | Self::SplinkModel { .. }
            | Self::NotTrained { .. }
            | Self::Ask(_)
            | Self::Recall { .. }
            | Self::SeveralRecords { .. }
            | Self::SameRecord
            | Self::Threshold { .. }
            | Self::UnknownSource { .. }
            | Self::BetweenOne
            | Self::SameSource { .. } => ErrorKind::Invalid,
            Self::UnknownId { .. }
            | Self::EndedId { .. }
            | Self::NotLinked { .. }
            | Self::Unsettled { .. }
            | Self::NoTruth { .. } => ErrorKind::NotFound,
            Self::Truth { .. } => ErrorKind::Invalid,
            Self::Synthesise(error) => of_synth(error.kind()),
            Self::Gazetteer(error) => of_gazetteer(error.kind()),
            Self::Table(error) => of_ingest(error.kind()),
            Self::Contract { .. }
            | Self::NoPostcodes { .. }
            | Self::ChangesOnly { .. }
            | Self::FullSupply { .. }
            | Self::MixedFiles { .. }
            | Self::NoColumn { .. } => ErrorKind::Invalid,
            Self::Exists { .. } => ErrorKind::Conflict,
            Self::Review(error) => error.kind(),
            Self::Refused { .. } => ErrorKind::Forbidden,
            Self::RecordBroken { .. } => ErrorKind::Conflict,
            Self::Summary { .. } | Self::Report(_) | Self::NotRegistered { .. } | Self::Csv(_) => {
                ErrorKind::Internal
            }
        }
    }

    /// What the user can do.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Place(error) => error.hint().map(str::to_owned),
            Self::State(error) => error.hint().map(str::to_owned),
            Self::Database(error) | Self::Record(error) => error.hint().map(str::to_owned),
            Self::Files(error) => error.hint().map(str::to_owned),
            Self::TableFile(error) => error.hint().map(str::to_owned),
            Self::Load { error, .. } | Self::Infer(error) => error.hint(),
            Self::Fetch { error, .. } => error.hint().map(str::to_owned),
            Self::NothingDelivered { .. } => Some(
                "wait for the supplier, or mend `path` and `guildhall.deliveryMarker` in the contract".to_owned(),
            ),
            Self::Redelivered { .. } => Some(
                "ask the supplier which is right; then state `guildhall.deliveryChanged` in the contract: load or skip"
                    .to_owned(),
            ),
            Self::ChangedWhileRead { .. } => Some("run again when the extract is complete".to_owned()),
            Self::Loads { .. } => {
                Some("mend them and run again: the other sources are loaded and stay so".to_owned())
            }
            Self::File { source, .. } if source.kind() == std::io::ErrorKind::StorageFull => {
                Some("free some space and run again: nothing half-written is kept".to_owned())
            }
            Self::Link { error, .. } => error.hint(),
            Self::Records { error, .. } | Self::PutTogether(error) => error.hint(),
            Self::LinkTables(error) => error.hint(),
            Self::InputTable(error) => error.hint(),
            Self::Model { error, .. } => error.hint().map(str::to_owned),
            Self::SplinkModel { error, .. } => error.hint().map(str::to_owned),
            Self::NotTrained { .. } => {
                Some("give the model.toml that `guildhall link` wrote for these tables".to_owned())
            }
            Self::Ask(error) => Some(error.hint()),
            Self::Recall { .. } => Some("give a number above 0 and up to 1, such as 0.95".to_owned()),
            Self::NoRecord { .. } => Some(
                "ids are those of clusters.parquet; name their column with --id-column if it isn't found".to_owned(),
            ),
            Self::SeveralRecords { .. } => Some("write it as SOURCE:ID".to_owned()),
            Self::SameRecord => Some("give the ids of two records".to_owned()),
            Self::Threshold { .. } => Some("give a number between 0 and 1, such as 0.9".to_owned()),
            Self::BetweenOne => Some("name a second table, or leave out --between".to_owned()),
            Self::SameSource { .. } => Some("a table is called as its file: rename one of them".to_owned()),
            Self::UnknownId { .. } => Some("see `guildhall status FOLDER` for what there is".to_owned()),
            Self::NotLinked { .. } | Self::Unsettled { .. } => Some("run it first: `guildhall run FOLDER`".to_owned()),
            Self::Synthesise(error) => Some(error.hint().to_owned()),
            Self::Gazetteer(error) => error.hint().map(str::to_owned),
            Self::Table(error) => error.hint(),
            Self::ChangesOnly { .. } => {
                Some("take it into a gazetteer that is there: `guildhall gazetteer update G FILE`".to_owned())
            }
            Self::FullSupply { .. } => {
                Some("build a gazetteer of it: `guildhall gazetteer build OUT FILE`".to_owned())
            }
            Self::MixedFiles { .. } => Some("name the files of one supply".to_owned()),
            Self::NoPostcodes { .. } => Some(
                "name the ONS Postcode Directory's or the NSPL's CSV file, or put a postcode first on every line".to_owned(),
            ),
            Self::Review(error) => error.hint().map(str::to_owned),
            Self::Exists { .. } => Some("name another file, or remove that one".to_owned()),
            _ => None,
        }
    }
}

/// Files that wait, for a message.
struct Waiting<'a>(&'a [String]);

impl std::fmt::Display for Waiting<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|line| write!(f, "; {line}"))
    }
}

impl From<PerformError<OperationError>> for OperationError {
    fn from(error: PerformError<OperationError>) -> Self {
        match error {
            PerformError::Refused { action, reason } => Self::Refused { action, reason },
            PerformError::Failed(error) => error,
            PerformError::Record(error) => Self::Record(error),
        }
    }
}

impl From<ReviewError> for OperationError {
    fn from(error: ReviewError) -> Self {
        Self::Review(Box::new(error))
    }
}

impl From<LoadError> for OperationError {
    fn from(error: LoadError) -> Self {
        Self::Table(Box::new(error))
    }
}

impl From<LockError> for OperationError {
    fn from(error: LockError) -> Self {
        Self::State(StateError::Lock(error))
    }
}
