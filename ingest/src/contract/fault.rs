//! What is wrong in a contract, all of it, each with its line and a remedy.

use std::fmt;

use super::node::Place;

/// Something wrong in a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractFault {
    /// The contract's file.
    pub origin: String,
    /// The line, counted from 1.
    pub line: u64,
    /// The character in the line, counted from 1.
    pub column: u64,
    /// What is wrong, one lower-case clause.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl fmt::Display for ContractFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.origin, self.line, self.column, self.message)
    }
}

impl std::error::Error for ContractFault {}

/// The faults met so far.
pub(super) struct Faults {
    origin: String,
    list: Vec<ContractFault>,
}

impl Faults {
    pub(super) fn of(origin: &std::path::Path) -> Self {
        Self { origin: origin.display().to_string(), list: Vec::new() }
    }

    pub(super) fn add(&mut self, place: Place, message: impl Into<String>) {
        self.push(place, message.into(), None);
    }

    pub(super) fn add_with_hint(
        &mut self,
        place: Place,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.push(place, message.into(), Some(hint.into()));
    }

    /// A word that is none of the known ones, with the nearest of them as the hint, else all of them.
    pub(super) fn add_unknown(&mut self, place: Place, message: impl Into<String>, known: &[&str]) {
        let message = message.into();
        let word = message.split('`').nth(1).unwrap_or_default().to_owned();
        let hint = match crate::nearest::nearest(&word, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: {}", known.join(", ")),
        };
        self.push(place, message, Some(hint));
    }

    fn push(&mut self, place: Place, message: String, hint: Option<String>) {
        let origin = self.origin.clone();
        self.list.push(ContractFault { origin, line: place.line, column: place.column, message, hint });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The faults in the order of the document.
    pub(super) fn into_list(mut self) -> Vec<ContractFault> {
        self.list.sort_by_key(|fault| (fault.line, fault.column));
        self.list
    }
}
