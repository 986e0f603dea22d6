//! What one address means: its parts, the addresses of a gazetteer that it may be, and why.
//!
//! It touches no place: whoever asks brings the address and the gazetteer.

use std::path::Path;

use gazetteer::{Candidate, Entry, Gazetteer, MatchLevel, Matcher, Reason};

use super::OperationError;
use crate::address_parts::{AddressParts, Reader};

/// An address taken apart, and looked for where there is a gazetteer. It is personal data, so there is no `Debug`.
pub struct Answer {
    /// Its parts.
    pub parts: AddressParts,
    /// What the gazetteer has.
    pub found: Option<Found>,
}

/// What a gazetteer has for an address.
pub struct Found {
    /// How far the best candidate agrees.
    pub level: MatchLevel,
    /// By how much it is ahead of the next. Units: bits.
    pub margin: f32,
    /// The best candidates, best first.
    pub candidates: Vec<FoundAddress>,
}

/// A candidate.
pub struct FoundAddress {
    /// How it fits.
    pub candidate: Candidate,
    /// Its address, the one that fits.
    pub entry: Option<Entry>,
    /// The UPRNs that took its place.
    pub successors: Vec<u64>,
    /// Why it fits as it does.
    pub reasons: Vec<Reason>,
}

/// Takes an address apart and looks for it.
///
/// # Errors
/// Where the gazetteer cannot be read. An address that is not found is no error.
pub fn find_address(text: &str, gazetteer: Option<&Path>) -> Result<Answer, OperationError> {
    let parts = Reader::default().read(&[text], None);
    let Some(path) = gazetteer else { return Ok(Answer { parts, found: None }) };
    let mut matcher = Matcher::new(Gazetteer::open(path)?);
    let found = matcher.find([text], None)?;
    let mut candidates = Vec::with_capacity(found.candidates.len());
    for candidate in found.candidates {
        let entries = matcher.gazetteer().entries(candidate.uprn)?;
        let entry = entries.into_iter().find(|entry| entry.status == candidate.status);
        let successors = matcher.gazetteer().successors(candidate.uprn)?;
        candidates.push(FoundAddress {
            candidate,
            entry,
            successors,
            reasons: matcher.explain(candidate.uprn)?,
        });
    }
    Ok(Answer { parts, found: Some(Found { level: found.level, margin: found.margin, candidates }) })
}
