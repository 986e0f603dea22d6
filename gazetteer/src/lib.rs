//! Addresses to UPRNs: a gazetteer in a file of its own, the candidates it has for an address, and how well each fits.
//!
//! The file is an SQLite database, so that it opens at once however many addresses it holds. It reads no other file and
//! knows no supplier's format: entries come in as [`Entry`], text goes in as it was written. What it is not sure of it
//! does not guess.

mod block;
mod build;
mod bytes;
mod card;
mod derive;
mod entry;
mod error;
mod find;
mod object;
mod pack;
mod query;
pub mod record;
mod register;
mod schema;
mod score;
mod store;
mod update;
mod word;

pub use build::{BuildCount, Builder};
pub use entry::{Entry, EntryStatus};
pub use error::{ErrorKind, GazetteerError};
pub use find::{Candidate, Found, MatchLevel, Matcher};
pub use object::AddressableObject;
pub use score::Reason;
pub use store::Gazetteer;
pub use update::{UpdateCount, Updater};
