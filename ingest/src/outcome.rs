//! What a load made: the counts that the report, the history and the summary show.
//!
//! Counts and names only, never a value of a record.

use standardise::record::{Field, ProblemKind};

/// What became of every row of a source's files.
///
/// Invariant: `rows == accepted + rejected`. Of a snapshot also `accepted == new + changed + unchanged`; of a delta or an
/// addition the records that no row names are unchanged, so that `new + changed + unchanged` is the full state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LoadOutcome {
    /// Data rows in the files: the header and blank lines are none, a repeated header is one.
    pub rows: u64,
    /// Rows that keep the contract.
    pub accepted: u64,
    /// Rows that do not.
    pub rejected: u64,
    /// Records that the version before did not have.
    pub new: u64,
    /// Records whose content is not that of the version before.
    pub changed: u64,
    /// Records that only the version before has.
    pub gone: u64,
    /// Records that are as they were.
    pub unchanged: u64,
    /// The first sequence number that no record of this source has ever had.
    pub next_sequence: u64,
    /// Reasons for rejecting, most frequent first. A row can have several.
    pub rejected_by: Vec<RejectCount>,
    /// How many records have each standard column filled, in the columns' order.
    pub filled: Vec<FilledCount>,
    /// What standardising met, most frequent first.
    pub problems: Vec<ProblemCount>,
    /// What was found out about the files (encoding, delimiter, columns that the contract does not name), a line each.
    pub notes: Vec<String>,
}

/// How often a rule rejected a row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RejectCount {
    /// The column; none where the whole row is at fault.
    pub column: Option<String>,
    /// The rule's name, such as `required` or `unclosed_quote`.
    pub rule: &'static str,
    /// How many rows.
    pub count: u64,
}

/// How many records have a standard column filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledCount {
    /// The standard column's name.
    pub column: &'static str,
    /// How many records.
    pub count: u64,
}

/// How often standardising met a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemCount {
    /// The standard field.
    pub field: Field,
    /// What became of the value.
    pub kind: ProblemKind,
    /// The rule that was broken.
    pub rule: &'static str,
    /// How many records.
    pub count: u64,
}
