//! Brings files in: read as they come, checked against a data contract, standardised, with every row accounted for.
//!
//! Files and a [`contract::Contract`] go in; Parquet files and counts come out ([`load`]). It never writes to a
//! database, never decides who may see anything, and no error or note of it holds a cell's value.
//!
//! Of every file, rows = accepted + rejected: a row that cannot be used is kept in `rejected.parquet` with its line,
//! the column, the rule that it breaks and the value's shape.

mod addresses;
mod cell;
mod columnar;
pub mod contract;
mod delivery;
mod drop_folder;
mod error;
mod files;
mod header;
mod infer;
mod json;
pub mod limit;
mod load;
mod named;
mod nearest;
mod open;
mod outcome;
mod row;
mod row_file;
mod rule;
mod supply;
mod text;
mod workbook;
mod xml;

pub use addresses::{AddressChange, AddressContract, AddressField, AddressRows, Refused, read_addresses};
pub use drop_folder::{Deliveries, deliveries};
pub use error::{ErrorKind, LoadError};
pub use files::files_of;
pub use infer::{InferredColumn, InferredContract, infer, is_null_word};
pub use load::{LoadRequest, load};
pub use outcome::{FilledCount, LoadOutcome, ProblemCount, RejectCount};
pub use row_file::{ColumnBatch, RowBatch, RowFile, TextRow};
pub use supply::{RecordChange, Supply, SupplyCount, SupplyFault};
