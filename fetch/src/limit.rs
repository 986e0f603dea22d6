//! The limits of a fetch, each with its name.
//!
//! What goes over one ends the fetch and is said so; nothing is cut silently.

/// Rows that a database may give at once.
pub const ROWS_MAX: u64 = 1 << 28;

/// Bytes that a fetched file may have.
pub const BYTES_MAX: u64 = 1 << 38;

/// Seconds that a database may work on a statement, or be silent, and that an attempt at a file may last.
pub const STATEMENT_SECONDS_MAX: u32 = 3600;

/// Seconds until a server has to take a connection.
pub const CONNECT_SECONDS_MAX: u32 = 15;

/// Seconds that a web server may be silent.
pub const SILENCE_SECONDS_MAX: u32 = 60;

/// Attempts at a file behind a URL in one fetch.
pub const ATTEMPTS_MAX: u32 = 4;

/// Seconds between two attempts, whatever the server wishes.
pub const WAIT_SECONDS_MAX: u64 = 30;

/// Redirects that are followed.
pub const REDIRECTS_MAX: u32 = 5;

/// Bytes of one message of a database, which is held in memory: a row, as it comes.
pub const MESSAGE_BYTES_MAX: usize = 1 << 26;

/// Rows that are asked for at a time where a database keeps a cursor.
pub const CURSOR_ROWS: i32 = 4096;

/// The limits that a caller may lower.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// See [`ROWS_MAX`].
    pub rows_max: u64,
    /// See [`BYTES_MAX`].
    pub bytes_max: u64,
    /// See [`STATEMENT_SECONDS_MAX`].
    pub statement_seconds_max: u32,
    /// See [`CONNECT_SECONDS_MAX`].
    pub connect_seconds_max: u32,
    /// See [`SILENCE_SECONDS_MAX`].
    pub silence_seconds_max: u32,
    /// See [`ATTEMPTS_MAX`].
    pub attempts_max: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            rows_max: ROWS_MAX,
            bytes_max: BYTES_MAX,
            statement_seconds_max: STATEMENT_SECONDS_MAX,
            connect_seconds_max: CONNECT_SECONDS_MAX,
            silence_seconds_max: SILENCE_SECONDS_MAX,
            attempts_max: ATTEMPTS_MAX,
        }
    }
}
