//! What every capability stands on: ids, the clock, the database with its transactions and migrations, the lock that
//! one process holds on a place, and version files.
//!
//! This crate knows no capability: it holds no table of its own but the one that remembers migrations.

pub mod clock;
pub mod database;
pub mod id;
pub mod kind;
pub mod lock;
pub mod version_files;

pub use clock::{Clock, FixedClock, SystemClock};
pub use database::{Database, DatabaseError, Migration, Migrations, Row, Transaction, Value};
pub use id::{EntityId, EntityIdError, RecordId, SourceNumber, VersionId};
pub use kind::ErrorKind;
pub use lock::{LockError, PlaceLock};
pub use version_files::{Draft, VersionFiles, VersionFilesError};
