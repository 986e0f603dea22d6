//! Why something could not be fetched, in words that a council's data engineer can act on.
//!
//! No error here holds a password or a row's value: of what a server says only the code is kept, and its text only where
//! it is about names of tables and columns.

use std::path::PathBuf;

use ingest::ErrorKind;

/// Why a fetch stopped. Nothing of it counts.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The variable that should hold a secret is not set.
    #[error("the environment variable {variable} is not set")]
    NoVariable {
        /// Its name.
        variable: String,
    },
    /// The file that should hold a secret cannot be read.
    #[error("{} cannot be read", path.display())]
    NoSecretFile {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file of authorities cannot be used.
    #[error("{} holds no certificates that can be read", path.display())]
    NoAuthorities {
        /// The file.
        path: PathBuf,
    },
    /// The server takes no connection.
    #[error("{server} cannot be reached")]
    Unreachable {
        /// The server, without who asks.
        server: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The connection could not be protected.
    #[error("the connection to {server} could not be protected: {reason}")]
    Unprotected {
        /// The server.
        server: String,
        /// Why not.
        reason: String,
    },
    /// The server does not let the user in.
    #[error("{server} does not let the user `{user}` in: {reason}")]
    Login {
        /// The server.
        server: String,
        /// The user.
        user: String,
        /// What is known of the reason.
        reason: String,
    },
    /// The connection ended before all was there.
    #[error("the connection to {server} broke after {rows} rows")]
    Lost {
        /// The server.
        server: String,
        /// Rows that had come.
        rows: u64,
        /// What the system said.
        source: std::io::Error,
    },
    /// The server refused the statement.
    #[error("{server} refused the query: {reason}")]
    Refused {
        /// The server.
        server: String,
        /// What to think of it.
        kind: ErrorKind,
        /// The server's code, and its words where they are about names.
        reason: String,
    },
    /// The server says what cannot be understood.
    #[error("{server} answered in a way that is not understood: {what}")]
    Protocol {
        /// The server.
        server: String,
        /// What is odd.
        what: &'static str,
    },
    /// A column that is wanted holds bytes and no text.
    #[error("the column `{column}` holds bytes and no text")]
    Binary {
        /// The column.
        column: String,
    },
    /// The column of the high-water mark is not there.
    #[error("{server} gives no column `{column}`, the `guildhall.highWaterMark`")]
    NoMark {
        /// The server.
        server: String,
        /// The column that the contract names.
        column: String,
    },
    /// A file database cannot be opened.
    #[error("{} cannot be read as SQLite", path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What SQLite said, which is about the file and names.
        source: rusqlite::Error,
    },
    /// A web server does not give the file.
    #[error("{server} does not give the file: {reason}")]
    NotGiven {
        /// The URL, without what may be secret in it.
        server: String,
        /// What to think of it.
        kind: ErrorKind,
        /// The status, or what is wrong with the answer.
        reason: String,
    },
    /// A download broke off.
    #[error("the connection to {server} broke after {bytes} bytes")]
    Broken {
        /// The URL, without what may be secret in it.
        server: String,
        /// Bytes that had come.
        bytes: u64,
        /// What the system said.
        source: std::io::Error,
    },
    /// A limit was reached.
    #[error("{server} gives more than {limit} {unit}, the limit {name}")]
    OverLimit {
        /// The server.
        server: String,
        /// How much there may be.
        limit: u64,
        /// Of what.
        unit: &'static str,
        /// The limit's name.
        name: &'static str,
    },
    /// The server took too long.
    #[error("{server} took more than {seconds} seconds, the limit STATEMENT_SECONDS_MAX")]
    TooSlow {
        /// The server.
        server: String,
        /// How long it may take.
        seconds: u32,
    },
    /// What was fetched cannot be written.
    #[error("{} cannot be written", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl FetchError {
    /// What sort of failure it is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::NoVariable { .. } | Self::NoMark { .. } => ErrorKind::NotFound,
            Self::NoSecretFile { source, .. } => of_io(source),
            Self::NoAuthorities { .. } | Self::Binary { .. } => ErrorKind::Invalid,
            Self::Unreachable { .. } | Self::Lost { .. } | Self::Broken { .. } | Self::Write { .. } => {
                ErrorKind::Unavailable
            }
            Self::Unprotected { .. } | Self::Login { .. } => ErrorKind::Forbidden,
            Self::Refused { kind, .. } | Self::NotGiven { kind, .. } => *kind,
            Self::Protocol { .. } => ErrorKind::Unavailable,
            Self::Sqlite { source, .. } => of_sqlite(source),
            Self::OverLimit { .. } | Self::TooSlow { .. } => ErrorKind::Limit,
        }
    }

    /// What the user can do about it, where there is something.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::NoVariable { .. } => {
                "set it for the user that runs guildhall, or name a file by `guildhall.passwordFile` or `guildhall.tokenFile`"
            }
            Self::NoSecretFile { .. } => {
                "put the secret there, readable by the user that runs guildhall alone"
            }
            Self::NoAuthorities { .. } => "mend `guildhall.caFile` in the contract: a file in PEM form",
            Self::Unreachable { .. } => "check the server's name and port in the contract, and that it runs",
            Self::Unprotected { .. } => {
                "name the authority that signed the server's certificate by `guildhall.caFile` in the contract"
            }
            Self::Login { .. } => "check `guildhall.user` and where the contract says that the password is",
            Self::Lost { .. } => "run again when the server is there: nothing of this was kept",
            Self::Refused { kind: ErrorKind::NotFound, .. } => {
                "check `database`, `schema`, the schema's name and `guildhall.query` in the contract"
            }
            Self::Refused { kind: ErrorKind::Forbidden, .. } => "let the user read it: GRANT SELECT",
            Self::Refused { kind: ErrorKind::Unavailable, .. } => {
                "run again when the server is there: nothing of this was kept"
            }
            Self::Refused { .. } => "check `guildhall.query` in the contract",
            Self::NotGiven { kind: ErrorKind::Forbidden, .. } => {
                "check where the contract says that the token is, and what it allows"
            }
            Self::NotGiven { kind: ErrorKind::Unavailable, .. } => "run again later",
            Self::NotGiven { .. } => "check `location` in the contract",
            Self::Broken { .. } => {
                "run again: it is taken up where it broke off, where the server allows that"
            }
            Self::Protocol { .. } => "check that the server in the contract is of the `type` that it states",
            Self::Binary { .. } => "leave it out of the contract, or turn it into text by `guildhall.query`",
            Self::NoMark { .. } => "mend `guildhall.highWaterMark` in the contract",
            Self::Sqlite { .. } => "check `path` in the contract, and that the file is whole",
            Self::OverLimit { .. } => "ask for less by `guildhall.query` in the contract",
            Self::TooSlow { .. } => "ask for less by `guildhall.query`, or add an index for its order",
            Self::Write { .. } => "make room on the disk or see to its permissions, then run again",
        })
    }
}

fn of_io(error: &std::io::Error) -> ErrorKind {
    match error.kind() {
        std::io::ErrorKind::NotFound => ErrorKind::NotFound,
        std::io::ErrorKind::PermissionDenied => ErrorKind::Forbidden,
        _ => ErrorKind::Unavailable,
    }
}

fn of_sqlite(error: &rusqlite::Error) -> ErrorKind {
    use rusqlite::ErrorCode;
    match error.sqlite_error_code() {
        Some(ErrorCode::CannotOpen) => ErrorKind::NotFound,
        Some(ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied) => {
            ErrorKind::Forbidden
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::SystemIoFailure) => {
            ErrorKind::Unavailable
        }
        Some(ErrorCode::OperationInterrupted) => ErrorKind::Limit,
        _ => ErrorKind::Invalid,
    }
}
