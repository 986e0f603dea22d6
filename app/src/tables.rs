//! Tables that are linked without a place: how they are read, and what is written about them.

mod found;
mod groups;
mod input;
mod output;
mod truth;

pub use found::{FoundRow, LookUpTimes, write_found};
pub use groups::{GroupQuality, measure_groups};
pub use input::{InputTable, ReadOptions, TableError, read_table};
pub use output::{CLUSTERS, MODEL, PAIRS, REPORT, write_clusters, write_pairs};
pub use truth::{LinkQuality, measure};
