//! Who may use which data for what, and the record of it.
//!
//! Everything a user does goes through one door, [`Door::perform`]: decide, do, record, commit. What leaves it about a
//! person is [`Cleared`], which only this crate can make. This crate does not fetch the data itself and knows no HTTP.

mod action;
mod actor;
mod door;
mod permit;
mod policy;
pub mod record;

use base::{Migration, Migrations};

pub use action::Action;
pub use actor::{Actor, Role};
pub use door::{Door, PerformError};
pub use permit::{Cleared, Permit};
pub use policy::{Decision, decide};

/// The tables of this crate.
pub const MIGRATIONS: Migrations = Migrations {
    owner: "govern",
    steps: &[Migration { name: "operation record", sql: include_str!("record.sql") }],
};
