//! A finding about one field of one record.
//!
//! A problem is counted and shown by field, kind and rule; it never drops a record and never carries personal data.

use super::Field;
use crate::problem::{Finding, ProblemKind};

/// Something about one field of one record that did not go as it should.
///
/// Holds no value of the record, so it may be logged and counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Problem {
    /// The field it was found in.
    pub field: Field,
    /// What became of the value.
    pub kind: ProblemKind,
    /// The rule that was broken, in snake case: `nhs_number_check_digit`.
    pub rule: &'static str,
}

impl Problem {
    pub(super) const fn new(field: Field, finding: Finding) -> Self {
        Self { field, kind: finding.kind, rule: finding.rule }
    }
}
