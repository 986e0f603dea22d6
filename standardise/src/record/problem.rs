//! What could not be made of a value, said without the value.
//!
//! A problem is counted and shown by field, kind and rule; it never drops a record and never carries personal data.

use super::Field;

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

/// What became of a value with a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ProblemKind {
    /// The value only stands for a missing one (`UNKNOWN`, 01/01/1900); left empty.
    Placeholder,
    /// The value does not have the form; left empty.
    Malformed,
    /// The value has the form but cannot be (31 February, a wrong check digit); left empty.
    Impossible,
    /// The value can be read in more than one way; left empty.
    Ambiguous,
    /// Part of the value could be used; the rest was dropped.
    Partial,
    /// A slip was mended and the mended value kept.
    Repaired,
    /// The value is kept as it stands, but should not be taken at its word.
    Doubtful,
}

impl ProblemKind {
    /// The name used in counts and reports.
    pub const fn name(self) -> &'static str {
        match self {
            ProblemKind::Placeholder => "placeholder",
            ProblemKind::Malformed => "malformed",
            ProblemKind::Impossible => "impossible",
            ProblemKind::Ambiguous => "ambiguous",
            ProblemKind::Partial => "partial",
            ProblemKind::Repaired => "repaired",
            ProblemKind::Doubtful => "doubtful",
        }
    }

    /// Whether the standard field is empty because of it.
    pub const fn empties(self) -> bool {
        matches!(
            self,
            ProblemKind::Placeholder
                | ProblemKind::Malformed
                | ProblemKind::Impossible
                | ProblemKind::Ambiguous
        )
    }
}
