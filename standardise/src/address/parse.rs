//! An address taken apart: organisation, flat, building, number, street, locality, town, county and postcode.
//!
//! Every word is given to the part that makes the whole fit best, by what words look like and where they stand. It knows
//! post towns and counties, but no localities and no streets: that an address exists, only a gazetteer can say.

mod follow;
mod gather;
mod list;
mod part;
mod path;
mod weigh;
mod word;

use std::fmt;

pub use part::Part;

use super::line;
use crate::postcode::Postcode;
use crate::problem::Finding;

/// The parts of an address, each as it was written. Masks its `Debug`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// The organisation there.
    pub organisation: Option<String>,
    /// A department of it.
    pub department: Option<String>,
    /// The number of a PO box, without the words.
    pub po_box: Option<String>,
    /// A part of a building: `FLAT 2`, `FIRST FLOOR`.
    pub sub_building: Option<String>,
    /// The name of the building, with a number that belongs to it and not to the street: `ROSE COTTAGE`, `14 ALDER COURT`.
    pub building_name: Option<String>,
    /// The number in the street: `14A`, `14-16`.
    pub building_number: Option<String>,
    /// A street off the street.
    pub dependent_street: Option<String>,
    /// The street.
    pub street: Option<String>,
    /// A part of the locality.
    pub double_dependent_locality: Option<String>,
    /// A village or a part of the town.
    pub locality: Option<String>,
    /// The town.
    pub town: Option<String>,
    /// The county.
    pub county: Option<String>,
    /// The postcode.
    pub postcode: Option<Postcode>,
    /// What was found wrong.
    pub finding: Option<Finding>,
}

impl fmt::Debug for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parts").field("finding", &self.finding).finish_non_exhaustive()
    }
}

/// Takes addresses apart, one after the other, using its memory again.
#[derive(Default)]
pub struct Parser {
    text: String,
    segments: Vec<(usize, usize)>,
    words: word::Words,
    reader: path::Reader,
}

impl Parser {
    /// The parts of an address in lines, or in one line with commas or without.
    ///
    /// # Example
    /// ```
    /// use standardise::address::parse::Parser;
    ///
    /// let parts = Parser::default().parse(["Flat 2, Rose House, 14A High Street, Shelton, Bristol BS1 4DJ"]);
    /// assert_eq!(parts.sub_building.as_deref(), Some("Flat 2"));
    /// assert_eq!(parts.building_name.as_deref(), Some("Rose House"));
    /// assert_eq!(parts.building_number.as_deref(), Some("14A"));
    /// assert_eq!(parts.street.as_deref(), Some("High Street"));
    /// assert_eq!(parts.locality.as_deref(), Some("Shelton"));
    /// assert_eq!(parts.town.as_deref(), Some("Bristol"));
    /// ```
    pub fn parse<'a>(&mut self, lines: impl IntoIterator<Item = &'a str>) -> Parts {
        let cut = line::cut(lines);
        if let Some(finding) = cut.finding.filter(|finding| finding.kind.empties()) {
            return Parts { postcode: cut.postcode, finding: Some(finding), ..Parts::default() };
        }
        self.take(&cut);
        let steps = self.reader.read(&self.words);
        let mut parts = gather::parts(&self.text, &self.words, steps);
        parts.postcode = cut.postcode;
        parts.finding = cut.finding;
        parts
    }

    /// The words of an address, without its postcode, each with the part it belongs to.
    ///
    /// Words that say nothing (a country, a filler) are left out.
    pub fn words<'a>(&mut self, lines: impl IntoIterator<Item = &'a str>) -> Vec<(Part, String)> {
        self.take(&line::cut(lines));
        let steps = self.reader.read(&self.words);
        let text = |at: usize| {
            let word = &self.words.list[at];
            self.text[word.start as usize..word.end as usize].to_owned()
        };
        steps.iter().enumerate().map(|(at, step)| (step.part, text(at))).collect()
    }

    /// Lays the segments one after the other and reads their words.
    fn take(&mut self, cut: &line::Cut) {
        self.text.clear();
        self.segments.clear();
        for segment in &cut.segments {
            if !self.text.is_empty() {
                self.text.push_str(", ");
            }
            let from = self.text.len();
            self.text.push_str(segment);
            self.segments.push((from, self.text.len()));
        }
        self.words.read(&self.text, &self.segments);
    }
}

#[cfg(test)]
mod tests;
