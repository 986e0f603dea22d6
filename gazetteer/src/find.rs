//! Finds the address of the gazetteer that a text means: candidates by postcode, by street or building where that does not
//! do, and of those the best, if it is good and better than the next.

use standardise::address::term::TermKind;

use crate::block::Block;
use crate::entry::EntryStatus;
use crate::error::GazetteerError;
use crate::query::{Query, is_of_name};
use crate::schema::WITHOUT_POSTCODE;
use crate::score::{Fit, Likeness, Reason, Scorer};
use crate::store::Gazetteer;

/// From this weight on an address may be meant. Units: bits.
const LEAST_BITS: f32 = 4.0;
/// By so much the best has to be ahead of the next. Units: bits.
const LEAST_MARGIN: f32 = 1.0;
/// With less than this at its postcode, an address is looked for elsewhere too. Units: bits.
const GOOD_BITS: f32 = 8.0;
/// With less than this, and something amiss, it is so too. Units: bits.
const SURE_BITS: f32 = 13.0;
/// The most blocks of one street's or building's name that are looked at.
const PLACE_BLOCKS_MAX: usize = 60;
/// The most words of a street's or building's name.
const NAME_WORDS_MAX: usize = 5;
/// A name that says less than this is not looked for: SCHOOL, THE AVENUE.
const NAME_WEIGHT_MIN: f32 = 0.6;
/// How many candidates are told.
const CANDIDATE_COUNT: usize = 5;

/// What another postcode than the text's costs, by how much of it is the same. Units: bits.
mod elsewhere {
    pub(super) const SAME_SECTOR: f32 = -3.0;
    pub(super) const SAME_DISTRICT: f32 = -4.0;
    pub(super) const OTHER: f32 = -6.0;
    /// The text has none, or the address in the gazetteer.
    pub(super) const UNKNOWN: f32 = -1.0;
}

/// How far a text and the address found for it agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchLevel {
    /// Nothing that is good enough, or nothing that is better than the next.
    None,
    /// The building is found, the part of it that the text names is not in the gazetteer.
    Parent,
    /// The address is found, though something is missing, left over or written otherwise.
    Partial,
    /// All parts agree.
    Exact,
}

impl MatchLevel {
    /// The level in one word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Parent => "parent",
            Self::Partial => "partial",
            Self::Exact => "exact",
        }
    }
}

/// An address that may be meant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Its UPRN.
    pub uprn: u64,
    /// That of the building it is a part of.
    pub parent_uprn: Option<u64>,
    /// What standing the address has that fits: a UPRN may be found by one that it had once.
    pub status: EntryStatus,
    /// How well it fits. Units: bits.
    pub weight: f32,
    is_beyond: bool,
    is_partial: bool,
}

/// What was found for a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// How far the best candidate agrees; what is below [`MatchLevel::None`] is no match.
    pub level: MatchLevel,
    /// By how much the best is ahead of the next. Units: bits.
    pub margin: f32,
    /// The best candidates, best first; empty where nothing is near.
    pub candidates: Vec<Candidate>,
}

impl Found {
    /// The address that is meant, if one is.
    pub fn best(&self) -> Option<&Candidate> {
        self.candidates.first().filter(|_| self.level != MatchLevel::None)
    }
}

/// Finds addresses, one after the other. One for each thread.
pub struct Matcher {
    gazetteer: Gazetteer,
    query: Query,
    block: Block,
    /// The name of the block that is loaded.
    loaded: String,
    likeness: Likeness,
    candidates: Vec<Candidate>,
}

impl Matcher {
    /// A matcher on a gazetteer.
    pub fn new(gazetteer: Gazetteer) -> Self {
        Self {
            gazetteer,
            query: Query::default(),
            block: Block::default(),
            loaded: String::new(),
            likeness: Likeness::default(),
            candidates: Vec::new(),
        }
    }

    /// The gazetteer.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Finds the address that lines of text mean; the postcode may be apart, in the last line, or missing.
    ///
    /// # Errors
    /// Where the gazetteer can't be read. An address that is not found is no error.
    pub fn find<'t>(
        &mut self,
        lines: impl IntoIterator<Item = &'t str>,
        postcode: Option<&str>,
    ) -> Result<Found, GazetteerError> {
        self.query.read(lines, postcode);
        self.query.weigh(|word| self.gazetteer.weight(word));
        self.candidates.clear();
        if self.query.terms.is_empty() {
            return Ok(Found { level: MatchLevel::None, margin: 0.0, candidates: Vec::new() });
        }
        if !self.query.postcode.is_empty() {
            let postcode = self.query.postcode.clone();
            self.take(&postcode, 0.0)?;
        }
        let is_good = |candidate: &Candidate| {
            candidate.weight >= GOOD_BITS && (!candidate.is_partial || candidate.weight >= SURE_BITS)
        };
        if !self.candidates.iter().any(is_good) {
            self.look_elsewhere()?;
        }
        Ok(self.decide())
    }

    /// Why the best candidate fits as it does: the reasons of [`Found`]'s first.
    ///
    /// # Errors
    /// Where the gazetteer can't be read.
    pub fn explain(&mut self, uprn: u64) -> Result<Vec<Reason>, GazetteerError> {
        let mut reasons = Vec::new();
        let mut most = f32::NEG_INFINITY;
        for block in self.gazetteer.blocks_with(uprn)? {
            self.load(&block)?;
            self.likeness.of(&self.query, &self.block);
            let scorer = Scorer { query: &self.query, block: &self.block, likeness: &self.likeness };
            for entry in self.block.entries().iter().filter(|entry| entry.uprn == uprn) {
                let mut own = Vec::new();
                let bits = scorer.fit(entry, &mut |reason| own.push(reason)).bits + entry.status.cost();
                if bits > most {
                    if entry.status.cost() < 0.0 {
                        own.push(Reason {
                            part: "address",
                            finding: entry.status.name(),
                            bits: entry.status.cost(),
                        });
                    }
                    (most, reasons) = (bits, own);
                }
            }
        }
        Ok(reasons)
    }

    fn load(&mut self, name: &str) -> Result<(), GazetteerError> {
        if self.loaded != name {
            self.loaded.clear();
            self.gazetteer.block(name, &mut self.block)?;
            self.loaded.push_str(name);
        }
        Ok(())
    }

    /// Scores the addresses of a block and keeps them as candidates.
    fn take(&mut self, block: &str, elsewhere: f32) -> Result<(), GazetteerError> {
        self.load(block)?;
        self.likeness.of(&self.query, &self.block);
        let scorer = Scorer { query: &self.query, block: &self.block, likeness: &self.likeness };
        for entry in self.block.entries() {
            let Fit { bits, is_beyond, is_partial } = scorer.fit(entry, &mut |_| {});
            self.candidates.push(Candidate {
                uprn: entry.uprn,
                parent_uprn: entry.parent_uprn,
                status: entry.status,
                weight: bits + elsewhere + entry.status.cost(),
                is_beyond,
                is_partial: is_partial || elsewhere < 0.0,
            });
        }
        Ok(())
    }

    /// Looks where streets and buildings of the names are that the text may hold.
    fn look_elsewhere(&mut self) -> Result<(), GazetteerError> {
        let own = self.query.postcode.clone();
        let district = own.split(' ').next().unwrap_or_default().to_owned();
        let area: String = own.chars().take_while(char::is_ascii_alphabetic).collect();
        let names = self.names();
        let mut blocks: Vec<String> = Vec::new();
        // In the district first; further away only where it has no such street or building.
        for within in [format!("{district} "), area] {
            let within = if own.is_empty() { "" } else { within.as_str() };
            self.blocks_of(&names, within, &mut blocks)?;
            if !blocks.is_empty() {
                break;
            }
        }
        self.blocks_of(&names, &WITHOUT_POSTCODE.to_string(), &mut blocks)?;
        let sector = own.get(..own.len().saturating_sub(2)).unwrap_or_default();
        for block in blocks.into_iter().filter(|block| *block != own) {
            let cost = if own.is_empty() || block.starts_with(WITHOUT_POSTCODE) {
                elsewhere::UNKNOWN
            } else if block.starts_with(sector) {
                elsewhere::SAME_SECTOR
            } else if block.split(' ').next() == Some(district.as_str()) {
                elsewhere::SAME_DISTRICT
            } else {
                elsewhere::OTHER
            };
            self.take(&block, cost)?;
        }
        Ok(())
    }

    /// Adds the blocks in which a street or building of any of the names is.
    fn blocks_of(
        &self,
        names: &[String],
        within: &str,
        blocks: &mut Vec<String>,
    ) -> Result<(), GazetteerError> {
        for name in names {
            if blocks.len() >= PLACE_BLOCKS_MAX {
                break;
            }
            self.gazetteer.blocks_of(name, within, PLACE_BLOCKS_MAX, &mut |block| {
                if !blocks.iter().any(|known| known == block) {
                    blocks.push(block.to_owned());
                }
            })?;
        }
        Ok(())
    }

    /// Runs of the text's words that may be the name of a street or building, the most telling first.
    fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for length in (1..=NAME_WORDS_MAX).rev() {
            for start in 0..self.query.len().saturating_sub(length - 1) {
                let run = (start..start + length).map(|at| self.query.terms.get(at));
                let is_name = run.clone().all(|(term, _)| is_of_name(term.kind))
                    && run.clone().any(|(term, text)| term.kind == TermKind::Word && text.len() > 2);
                if is_name {
                    let weight: f32 = self.query.weights[start..start + length].iter().sum();
                    if weight >= NAME_WEIGHT_MIN {
                        names.push((weight, run.map(|(_, text)| text).collect::<String>()));
                    }
                }
            }
        }
        names.sort_by(|a, b| b.0.total_cmp(&a.0));
        names.into_iter().map(|(_, name)| name).collect()
    }

    fn decide(&mut self) -> Found {
        self.candidates.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.uprn.cmp(&b.uprn)));
        let mut best: Vec<Candidate> = Vec::with_capacity(CANDIDATE_COUNT);
        for candidate in &self.candidates {
            // Of a UPRN's addresses the one that fits best stands for it.
            if best.len() < CANDIDATE_COUNT && !best.iter().any(|other| other.uprn == candidate.uprn) {
                best.push(*candidate);
            }
        }
        self.candidates = best;
        let Some(best) = self.candidates.first() else {
            return Found { level: MatchLevel::None, margin: 0.0, candidates: Vec::new() };
        };
        let margin = self.candidates.get(1).map_or(best.weight, |next| best.weight - next.weight);
        let level = if best.weight < LEAST_BITS || margin < LEAST_MARGIN {
            MatchLevel::None
        } else if best.is_beyond {
            MatchLevel::Parent
        } else if best.is_partial {
            MatchLevel::Partial
        } else {
            MatchLevel::Exact
        };
        Found { level, margin, candidates: self.candidates.clone() }
    }
}
