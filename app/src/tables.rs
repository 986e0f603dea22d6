//! Tables that are linked without a place: how they are read, and what is written about them.

mod digest;
mod found;
mod groups;
mod input;
mod origin;
mod output;
mod truth;
mod verdicts;

pub use digest::SeenRows;
pub use found::{FoundRow, FoundRows, LookUpTimes, write_found};
pub use groups::{GroupQuality, measure_groups};
pub use input::{InputTable, ReadOptions, TableError, read_table, source_of};
pub use origin::{ORIGIN, Origin};
pub use output::{CLUSTERS, MODEL, PAIRS, REPORT, Rows, read_cluster_of, write_clusters, write_pairs};
pub use truth::{LinkQuality, measure, reliability, truth};
pub use verdicts::{Reopened, VERDICTS, faults_of_seen, on_rows, reopened, unknown_records};
