//! What could not be made of a value, said without the value.
//!
//! Every module of this crate reports in these words. They carry no value of a record, so they may be counted, logged
//! and shown. Which field a finding belongs to is known one level up, in [`crate::record::Problem`].

use std::fmt;

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

    /// Whether the value is left empty because of it.
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

/// One thing found wrong with one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Finding {
    /// What became of the value.
    pub kind: ProblemKind,
    /// The rule that was broken, in snake case: `nhs_number_check_digit`.
    pub rule: &'static str,
}

impl Finding {
    pub(crate) const fn new(kind: ProblemKind, rule: &'static str) -> Self {
        Self { kind, rule }
    }
}

/// What was made of one value, and what was wrong with it.
///
/// Neither a value nor a finding: the text was blank. Masks its `Debug`, since the value may be personal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Reading<T> {
    /// The canonical value, where there is one.
    pub value: Option<T>,
    /// What was found wrong, where something was.
    pub finding: Option<Finding>,
}

impl<T> fmt::Debug for Reading<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = if self.value.is_some() { "Some(..)" } else { "None" };
        f.debug_struct("Reading")
            .field("value", &format_args!("{value}"))
            .field("finding", &self.finding)
            .finish()
    }
}

impl<T> Reading<T> {
    /// Nothing was written.
    pub(crate) const fn blank() -> Self {
        Self { value: None, finding: None }
    }

    /// A value with nothing wrong.
    pub(crate) const fn clean(value: T) -> Self {
        Self { value: Some(value), finding: None }
    }

    /// A value that was kept although something was wrong.
    pub(crate) const fn kept(value: T, kind: ProblemKind, rule: &'static str) -> Self {
        Self { value: Some(value), finding: Some(Finding::new(kind, rule)) }
    }

    /// No value, and why.
    pub(crate) const fn refused(kind: ProblemKind, rule: &'static str) -> Self {
        Self { value: None, finding: Some(Finding::new(kind, rule)) }
    }
}

#[cfg(test)]
impl<T> Reading<T> {
    /// `value ! rule`, either part where there is one: how tables of cases in tests write a reading.
    pub(crate) fn shown(self, text: impl FnOnce(T) -> String) -> String {
        let value = self.value.map(text).unwrap_or_default();
        self.finding.map_or(value.clone(), |finding| format!("{value} ! {}", finding.rule))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_value() {
        let shown = format!("{:?}", Reading::kept("Smith", ProblemKind::Doubtful, "name_with_digits"));
        assert!(shown.contains("name_with_digits") && !shown.contains("Smith"), "{shown}");
    }
}
