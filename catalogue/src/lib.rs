//! What there is in a place: its organisations and sources, the versions of every dataset with where they came from,
//! what became of the ids of people and premises, and what people said of pairs of records.
//!
//! This crate decides nothing about who may see what. It alone writes its tables.

pub mod identity;
pub mod organisation;
pub mod position;
pub mod source;
pub mod verdict;
pub mod version;

use base::{Migration, Migrations};

pub use identity::{IdentityChange, IdentityEvent, Resolution};
pub use organisation::Organisation;
pub use source::Source;
pub use verdict::{NewVerdict, Verdict, Word};
pub use version::{DatasetKind, NewVersion, RawFile, Version};

/// The tables of this crate.
pub const MIGRATIONS: Migrations = Migrations {
    owner: "catalogue",
    steps: &[
        Migration { name: "organisations and sources", sql: include_str!("source.sql") },
        Migration { name: "datasets and versions", sql: include_str!("version.sql") },
        Migration { name: "identity", sql: include_str!("identity.sql") },
        Migration { name: "fetch positions", sql: include_str!("position.sql") },
        Migration { name: "verdicts", sql: include_str!("verdict.sql") },
    ],
};
