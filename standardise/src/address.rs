//! Addresses as systems write them: any number of lines or one, with or without the postcode inside.
//!
//! [`read`] gives a display form and two comparing keys that agree for one place written in different layouts most of the
//! time; [`parse`] takes an address apart into all its parts, [`bs7666`] and [`paf`] put those into the fields that land
//! and property gazetteers and Royal Mail have. No gazetteer is here: this says what an address looks like, not that it
//! exists.

pub mod bs7666;
mod key;
mod line;
mod number;
pub mod paf;
pub mod parse;
mod part;
mod piece;
pub mod term;
mod thoroughfare;
mod token;
mod town;
mod uncut;

use std::fmt;

use crate::postcode::Postcode;
use crate::problem::Finding;

/// What was read in the lines of an address. Masks its `Debug`.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// The lines joined by commas, without the postcode; a house number stands with its street, and capitals are
    /// tempered where everything was in capitals.
    pub display: Option<String>,
    /// What tells the home or premises from others in the street, folded: `FLAT 2 14A`, `14-16`, `ROSE COTTAGE`.
    pub building_key: Option<String>,
    /// The street, folded, with the kind of street spelt out: `HIGH STREET`.
    pub street_key: Option<String>,
    /// The name at the head of an address in several parts, folded: `GRAND HOTEL` of `Grand Hotel, 12 High Street`.
    pub name_key: Option<String>,
    /// A postcode found inside the lines.
    pub postcode: Option<Postcode>,
    /// What was found wrong.
    pub finding: Option<Finding>,
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Address").field("finding", &self.finding).finish_non_exhaustive()
    }
}

/// Reads an address from its lines, or from one line with commas or without, and the town where it has a column of its
/// own.
///
/// # Example
/// ```
/// let one = standardise::address::read(["Flat 2, 14A High St, Northmere"], None);
/// let lines = standardise::address::read(["14A FLAT 2", "HIGH STREET", "NORTHMERE"], None);
/// assert_eq!(one.building_key.as_deref(), Some("FLAT 2 14A"));
/// assert_eq!(one.street_key.as_deref(), Some("HIGH STREET"));
/// assert_eq!((lines.building_key, lines.street_key), (one.building_key, one.street_key));
/// ```
pub fn read<'a>(lines: impl IntoIterator<Item = &'a str>, town: Option<&str>) -> Address {
    let mut cut = line::cut(lines);
    if let Some(finding) = cut.finding.filter(|finding| finding.kind.empties()) {
        return Address { postcode: cut.postcode, finding: Some(finding), ..Address::default() };
    }
    if let Some(town) = town {
        cut.add_town(town);
    }
    let tokens = token::tokens_of(&cut.segments);
    let pieces = piece::pieces_of(&tokens);
    let keys = key::keys_of(&tokens, &pieces);
    Address {
        display: cut.display(),
        building_key: keys.building,
        street_key: keys.street,
        name_key: keys.name,
        postcode: cut.postcode,
        finding: cut.finding,
    }
}

#[cfg(test)]
mod tests;
