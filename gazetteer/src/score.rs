//! How well an address of the gazetteer fits the one looked for: weights in bits, part by part.
//!
//! Each term of the text is evidence once: what stands for the street can't also stand for the town. Numbers keep their order
//! and are weighed hardest, because neighbours differ in nothing else.

mod ids;

use standardise::address::term::TermKind;

use crate::block::{Block, BlockEntry, EntryTerm};
use crate::entry::Part;
use crate::query::{Query, TermSet, places};
use crate::word::SCHOOLING_WEIGHT;

/// What a part of an address has to say about a candidate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    /// Which part, in words.
    pub part: &'static str,
    /// What is found of it.
    pub finding: &'static str,
    /// What it counts. Units: bits.
    pub bits: f32,
}

/// How well a candidate fits.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Fit {
    pub(crate) bits: f32,
    /// The text names a part of a building that the candidate is not.
    pub(crate) is_beyond: bool,
    /// Something is missing, left over or only alike.
    pub(crate) is_partial: bool,
}

/// A term is the same, in per cent.
const SAME: u8 = 100;
/// … or mistyped.
const ALIKE: u8 = 85;
/// … or cut short.
const BEGUN: u8 = 45;

/// A name of which less is found is not found: COURT alone does not make it another court.
const FOUND_SHARE_MIN: f32 = 0.3;

/// Weights, in bits. Judgements: a house's number tells it from about 2^8 others, a flat's from about 2^6.
mod bits {
    pub(super) const NUMBER: f32 = 8.0;
    pub(super) const NUMBER_SUFFIX: f32 = 3.0;
    pub(super) const NUMBER_IN_RANGE: f32 = 5.0;
    pub(super) const SUB_NUMBER: f32 = 7.0;
    pub(super) const SUB_LETTER: f32 = 6.0;
    pub(super) const FLOOR: f32 = 4.0;
    pub(super) const UNIT: f32 = 0.4;
    pub(super) const NAME: f32 = 9.0;
    pub(super) const NAME_BESIDE_NUMBER: f32 = 4.0;
    pub(super) const STREET: f32 = 4.0;
    /// For each further telling word.
    pub(super) const STREET_RARE: f32 = 1.5;
    pub(super) const LOCALITY: f32 = 0.5;
    pub(super) const TOWN: f32 = 0.5;

    pub(super) const NUMBER_MISSING: f32 = -7.0;
    pub(super) const NUMBER_MISSING_BESIDE_NAME: f32 = -1.5;
    pub(super) const SUFFIX_MISSING: f32 = -4.0;
    pub(super) const RANGE_END_MISSING: f32 = -1.0;
    pub(super) const SUB_MISSING: f32 = -6.0;
    pub(super) const FLOOR_MISSING: f32 = -3.0;
    /// Where the floor agrees, the flat's letter or number on it may go without saying.
    pub(super) const SUB_MISSING_BESIDE_FLOOR: f32 = -2.0;
    pub(super) const FLOOR_MISSING_BESIDE_FLOOR: f32 = -1.0;
    /// The address has a part of a building of which the text says nothing: `ANNEXE`.
    pub(super) const UNIT_MISSING: f32 = -2.5;
    /// `TOP` is the third floor sooner than the first.
    pub(super) const TOP_FLOOR: [f32; 3] = [1.0, 2.5, 4.0];
    /// `FLAT B` where the address has a flat 2.
    pub(super) const LETTER_FOR_NUMBER: f32 = 3.0;
    /// `74 HIGH STREET` where the address has `FLAT 74` and no other number.
    pub(super) const SUB_AS_HOUSE: f32 = 7.5;
    pub(super) const NAME_MISSING: f32 = -6.0;
    pub(super) const NAME_MISSING_BESIDE_NUMBER: f32 = -1.5;
    /// A text often leaves out who is in a building, though a home beside it would be meant sooner.
    pub(super) const ORGANISATION_MISSING: f32 = -2.0;
    pub(super) const STREET_MISSING: f32 = -2.5;
    pub(super) const HINT_IGNORED: f32 = -3.0;
    /// A number without a word such as FLAT before it is the house's sooner than a flat's.
    pub(super) const NO_HINT: f32 = -1.5;
    pub(super) const SAME_UNIT: f32 = 1.5;

    pub(super) const NUMBER_LEFT: f32 = -6.0;
    pub(super) const SUB_NUMBER_LEFT: f32 = -5.0;
    pub(super) const LETTER_LEFT: f32 = -4.0;
    pub(super) const FLOOR_LEFT: f32 = -1.5;
    pub(super) const WORD_LEFT: f32 = -1.5;
    pub(super) const RANGE_END_LEFT: f32 = -3.0;
    /// A word behind the street is the name of a locality sooner than anything else.
    pub(super) const LOCALITY_LEFT: f32 = -0.3;
    pub(super) const KIND_LEFT: f32 = -1.2;
    /// A street of the same name but another kind is another street.
    pub(super) const KIND_DIFFERS: f32 = -4.0;
    /// A word left over that is in the name of another address of the postcode.
    pub(super) const NEIGHBOUR_LEFT: f32 = -3.0;
}

/// How alike the terms looked for and the terms of a block are, worked out once for all its addresses.
#[derive(Default)]
pub(crate) struct Likeness {
    /// By block term and query term, in per cent.
    alike: Vec<u8>,
    /// By block term: the query terms that are the same or like it.
    met: Vec<TermSet>,
    width: usize,
    /// Query terms that no term of the block is the same as: they may be mistyped, or two words written as one, or the other
    /// way round.
    orphans: TermSet,
    /// Those that a term of the block is the same as.
    known: TermSet,
}

impl Likeness {
    pub(crate) fn of(&mut self, query: &Query, block: &Block) {
        self.width = query.len();
        self.alike.clear();
        self.alike.resize(self.width * block.term_count(), 0);
        self.met.clear();
        self.orphans = 0;
        self.known = 0;
        for number in 0..block.term_count() {
            let (_, text) = block.term(number);
            let mut same = 0;
            for (at, alike) in self.alike[number * self.width..][..self.width].iter_mut().enumerate() {
                let (_, own) = query.terms.get(at);
                if own == text {
                    *alike = SAME;
                    same |= 1 << at;
                }
            }
            self.known |= same;
            self.met.push(same);
        }
        for at in 0..self.width {
            let (term, own) = query.terms.get(at);
            if self.known & (1 << at) != 0 || term.kind != TermKind::Word {
                continue;
            }
            self.orphans |= 1 << at;
            for number in 0..block.term_count() {
                let (kind, text) = block.term(number);
                if kind == TermKind::Word {
                    let likeness = likeness(own, text);
                    self.alike[number * self.width + at] = likeness;
                    self.met[number] |= u64::from(likeness > 0) << at;
                }
            }
        }
    }

    /// Whether no term of the text is like a block's term.
    fn is_unmet(&self, term: u16) -> bool {
        self.met[usize::from(term)] == 0
    }

    fn of_terms(&self, term: u16, at: usize) -> u8 {
        self.alike[usize::from(term) * self.width + at]
    }
}

/// How alike two words are that are not the same, in per cent.
fn likeness(left: &str, right: &str) -> u8 {
    let (shorter, longer) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    if shorter.len() >= 3 && longer.len() > shorter.len() && longer.starts_with(shorter) {
        return BEGUN;
    }
    let most = match longer.len() {
        0..=3 => return 0,
        4..=7 => 1,
        _ => 2,
    };
    if longer.len() - shorter.len() > most {
        return 0;
    }
    if strsim::osa_distance(left, right) <= most { ALIKE } else { 0 }
}

/// Scores the addresses of a block, one after the other.
pub(crate) struct Scorer<'s> {
    pub(crate) query: &'s Query,
    pub(crate) block: &'s Block,
    pub(crate) likeness: &'s Likeness,
}

/// The terms of the text that stand for something already.
type Used = TermSet;

/// What was found of a name.
#[derive(Clone, Copy, Default)]
struct Share {
    matched: f32,
    whole: f32,
    /// Its last term, which is a kind such as ROAD, is not found.
    lacks_kind: bool,
    /// The last of the text's terms that is one of it.
    last: Option<usize>,
}

impl Share {
    fn of_whole(self) -> f32 {
        if self.whole > 0.0 { self.matched / self.whole } else { 0.0 }
    }

    /// What the name says at all: `THE AVENUE` says less than `ROMAN AVENUE`.
    fn weight(self) -> f32 {
        self.whole.min(1.0)
    }

    /// What it says beyond one telling word.
    fn surplus(self) -> f32 {
        (self.whole - 1.0).clamp(0.0, 1.5)
    }
}

impl Scorer<'_> {
    /// How well an address fits; `tell` hears each reason.
    pub(crate) fn fit(&self, entry: &BlockEntry, tell: &mut impl FnMut(Reason)) -> Fit {
        let terms = self.block.terms_of(entry);
        let mut used: Used = 0;
        let mut fit = Fit::default();
        let mut say = |fit: &mut Fit, part, finding, bits: f32| {
            fit.bits += bits;
            if bits != 0.0 {
                tell(Reason { part, finding, bits });
            }
        };
        let street = self.match_name(part_of(terms, Part::Street), &mut used, false);
        let name = self.match_name(part_of(terms, Part::BuildingName), &mut used, false);
        let organisation = self.match_name(part_of(terms, Part::Organisation), &mut used, false);
        let locality = self.match_name(part_of(terms, Part::Locality), &mut used, true);
        let town = self.match_name(part_of(terms, Part::Town), &mut used, true);
        let has_number =
            part_of(terms, Part::BuildingNumber).iter().any(|term| self.kind(term) == TermKind::Number);
        let named = name.of_whole().max(organisation.of_whole());
        let ids = self.match_ids(terms, named > 0.8, &mut used);
        say(&mut fit, "number", "compared", ids.bits);
        fit.is_beyond = ids.is_beyond;
        fit.is_partial = ids.is_partial;
        self.say_name(&mut fit, &mut say, name, (has_number, ids.number_found));
        if organisation.matched > 0.0 {
            // Who is there tells the premises where no number does.
            let found = if ids.number_found { bits::NAME_BESIDE_NUMBER } else { bits::NAME };
            say(&mut fit, "organisation", "found", found * organisation.of_whole());
        } else if organisation.whole > 0.0 {
            say(&mut fit, "organisation", "missing", bits::ORGANISATION_MISSING);
        }
        if street.whole > 0.0 {
            let share = street.of_whole();
            let found = if share > 0.0 {
                share * (bits::STREET * street.weight() + bits::STREET_RARE * street.surplus())
            } else {
                bits::STREET_MISSING
            };
            say(&mut fit, "street", if share > 0.0 { "found" } else { "missing" }, found);
            if share > 0.0 && street.lacks_kind && self.query.marks.kinds & !used != 0 {
                say(&mut fit, "street", "of another kind", bits::KIND_DIFFERS);
            }
            fit.is_partial |= share < 0.99;
        }
        say(&mut fit, "locality", "found", bits::LOCALITY * locality.of_whole());
        say(&mut fit, "town", "found", bits::TOWN * town.of_whole());
        let left = self.left_over(used, street.last.or(name.last));
        say(&mut fit, "the rest", "left over", left);
        fit.is_partial |= left <= bits::WORD_LEFT;
        fit
    }

    fn say_name(
        &self,
        fit: &mut Fit,
        say: &mut impl FnMut(&mut Fit, &'static str, &'static str, f32),
        name: Share,
        (has_number, number_found): (bool, bool),
    ) {
        if name.whole <= 0.0 {
            return;
        }
        let share = name.of_whole();
        fit.is_partial |= share < 0.99;
        let (found, missing) = if has_number && number_found {
            (bits::NAME_BESIDE_NUMBER, bits::NAME_MISSING_BESIDE_NUMBER)
        } else {
            (bits::NAME, bits::NAME_MISSING)
        };
        say(
            fit,
            "building name",
            if share > 0.0 { "found" } else { "missing" },
            found * share * (1.0 + name.weight()) / 2.0 + missing * (1.0 - share),
        );
    }

    fn kind(&self, term: &EntryTerm) -> TermKind {
        self.block.term(usize::from(term.term)).0
    }

    /// Finds the terms of a name in the text. A name of which only the kind is found (`COURT`) is not found at all.
    fn match_name(&self, terms: &[EntryTerm], used: &mut Used, from_end: bool) -> Share {
        let mut share = Share::default();
        let mut taken = 0_u64;
        let mut skip = false;
        for (place, term) in terms.iter().enumerate() {
            let weight = self.block.weight(term.term);
            share.whole += weight;
            if std::mem::take(&mut skip) {
                share.matched += weight;
                continue;
            }
            let free = !(*used | taken);
            if let Some(bits) = self.find_initials(term.term, free) {
                taken |= bits;
                share.matched += weight;
                continue;
            }
            let fused =
                if self.likeness.orphans & free == 0 { None } else { self.find_fused(terms, place, free) };
            if let Some((bits, takes_next)) = fused {
                taken |= bits;
                skip = takes_next;
                share.matched += weight;
            } else if let Some((at, likeness)) = self.best(term.term, free, from_end) {
                taken |= 1 << at;
                share.matched += weight * f32::from(likeness) / f32::from(SAME);
            } else {
                share.lacks_kind = place + 1 == terms.len() && self.block.names_a_kind(term.term);
            }
        }
        if share.of_whole() < FOUND_SHARE_MIN {
            return Share { matched: 0.0, ..share };
        }
        share.last = taken.checked_ilog2().map(|last| last as usize);
        *used |= taken;
        share
    }

    /// The free term of the text that is most like a block's term.
    fn best(&self, term: u16, free: Used, from_end: bool) -> Option<(usize, u8)> {
        let mut best: Option<(usize, u8)> = None;
        for at in places(self.likeness.met[usize::from(term)] & free) {
            let likeness = self.likeness.of_terms(term, at);
            let is_better = best.is_none_or(|(_, known)| likeness > known || (from_end && likeness == known));
            if is_better {
                best = Some((at, likeness));
            }
        }
        best
    }

    /// The words of the text, one after the other, whose first letters a short word is: `JMI` of `Junior Mixed and Infant`.
    fn find_initials(&self, term: u16, free: Used) -> Option<Used> {
        let (kind, text) = self.block.term(usize::from(term));
        let is_short = kind == TermKind::Letter || (kind == TermKind::Word && (2..=4).contains(&text.len()));
        if !is_short || !self.likeness.is_unmet(term) {
            return None;
        }
        (0..self.likeness.width).find_map(|from| {
            let mut bits: Used = 0;
            let mut at = from;
            for letter in text.bytes() {
                while at > from
                    && at < self.likeness.width
                    && self.query.terms.get(at).0.kind == TermKind::Filler
                {
                    at += 1;
                }
                let (own, word) = self.query.terms.get(at);
                let begins = own.kind == TermKind::Word && word.len() > 3 && word.as_bytes()[0] == letter;
                if at >= self.likeness.width || !begins || free & (1 << at) == 0 {
                    return None;
                }
                bits |= 1 << at;
                at += 1;
            }
            Some(bits)
        })
    }

    /// A term of the text that is this term and the next written as one, or two that are this one cut in two: which bits they
    /// are, and whether the next term is in them.
    fn find_fused(&self, terms: &[EntryTerm], place: usize, free: Used) -> Option<(Used, bool)> {
        let (_, text) = self.block.term(usize::from(terms[place].term));
        let next = terms.get(place + 1).map(|term| self.block.term(usize::from(term.term)).1);
        for at in places(self.likeness.orphans & free) {
            let (_, own) = self.query.terms.get(at);
            if let (Some(rest), Some(next)) = (own.strip_prefix(text), next)
                && rest == next
            {
                return Some((1 << at, true));
            }
            if at + 1 < self.likeness.width && free & (1 << (at + 1)) != 0 {
                let (_, following) = self.query.terms.get(at + 1);
                if text.strip_prefix(own).is_some_and(|rest| rest == following) {
                    return Some((0b11 << at, false));
                }
            }
        }
        None
    }

    /// What the terms of the text that stand for nothing count.
    fn left_over(&self, used: Used, street_end: Option<usize>) -> f32 {
        let marks = &self.query.marks;
        let bits = places(marks.words & !used).map(|at| {
            let weight = self.query.weights[at];
            let is_in = |words: TermSet| words & (1 << at) != 0;
            if street_end.is_some_and(|end| at > end) {
                bits::LOCALITY_LEFT
            } else if is_in(marks.schooling) {
                bits::WORD_LEFT * weight.min(SCHOOLING_WEIGHT)
            } else if is_in(marks.kinds) {
                bits::KIND_LEFT
            } else if is_in(self.likeness.known) {
                bits::NEIGHBOUR_LEFT * weight
            } else {
                bits::WORD_LEFT * weight
            }
        });
        bits.sum()
    }
}

/// The terms of a part.
fn part_of(terms: &[EntryTerm], part: Part) -> &[EntryTerm] {
    let from = terms.partition_point(|term| term.part < part);
    let to = terms.partition_point(|term| term.part <= part);
    &terms[from..to]
}
