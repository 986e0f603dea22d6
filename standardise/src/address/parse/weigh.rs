//! How well a word fits as the beginning, the middle or the end of a part.
//!
//! The weights are our own, chosen on half of a set of labelled addresses and checked on the other half. Their unit has no
//! name: only differences between readings of one address count. Which part may follow which is [`super::follow`]'s.

mod place;
mod premises;

use super::part::{PART_COUNT, Part};
use super::word::{Word, Words, sign};

/// What cannot be.
pub(super) const NEVER: i32 = -100_000;

/// Whether a sum has nothing in it that cannot be.
pub(super) const fn is_possible(weight: i32) -> bool {
    weight > NEVER / 2
}

/// Words that end a name of some kind.
pub(super) const ENDS: u32 = sign::STREET | sign::NATURAL | sign::BUILDING;

/// The weights of one word for every part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    /// As a part's first word.
    pub start: [i32; PART_COUNT],
    /// As a further word of it.
    pub inside: [i32; PART_COUNT],
    /// As its last word, whatever else it is.
    pub end: [i32; PART_COUNT],
}

/// A word and those beside it.
struct Spot<'w> {
    words: &'w Words,
    at: usize,
    word: Word,
    before: Word,
    after: Word,
    /// Whether the word before is in the same segment.
    joined_before: bool,
    joined_after: bool,
}

/// How the word at a place in its address fits.
pub(super) fn fit(words: &Words, at: usize) -> Fit {
    let get = |at: usize| words.list.get(at).copied().unwrap_or_default();
    let (word, after) = (get(at), get(at + 1));
    let spot = Spot {
        words,
        at,
        word,
        before: if at > 0 { get(at - 1) } else { Word::default() },
        after,
        joined_before: at > 0 && !word.begins_segment,
        joined_after: at + 1 < words.list.len() && !after.begins_segment,
    };
    let mut fit = Fit { start: [NEVER; PART_COUNT], inside: [NEVER; PART_COUNT], end: [0; PART_COUNT] };
    // A part rarely goes on after a comma.
    let over = if spot.joined_before { 0 } else { -40 };
    for part in Part::ALL {
        let (start, inside, end) = spot.weigh(part);
        fit.start[part as usize] = start;
        fit.inside[part as usize] = inside + over;
        fit.end[part as usize] = end;
    }
    fit
}

/// The weight of the first case that holds.
fn first(cases: &[(bool, i32)], otherwise: i32) -> i32 {
    cases.iter().find(|(holds, _)| *holds).map_or(otherwise, |(_, weight)| *weight)
}

impl Spot<'_> {
    /// The weights as first, further and last word of a part.
    fn weigh(&self, part: Part) -> (i32, i32, i32) {
        match part {
            Part::Organisation => self.organisation(),
            Part::Department => self.department(),
            Part::PoBox => self.po_box(),
            Part::SubBuilding => self.sub_building(),
            Part::BuildingName => self.building_name(),
            Part::Number => self.number(),
            Part::DependentStreet | Part::Street => self.street(),
            Part::Locality => self.locality(),
            Part::OtherTown => self.other_town(),
            // These are whole names from a list.
            Part::Town | Part::County => (NEVER, NEVER, 0),
        }
    }

    fn folded(&self) -> &str {
        self.words.folded(self.at)
    }

    /// Whether the word is no number; a letter may be either.
    fn is_wordy(&self) -> bool {
        !self.word.is(sign::NUMBER | sign::BOX) || self.word.is(sign::LETTER)
    }

    /// Whether the next word in the segment has any of some signs.
    fn goes_on_with(&self, signs: u32) -> bool {
        self.joined_after && self.after.is(signs)
    }

    /// Whether the word before in the segment has any of some signs.
    fn comes_after(&self, signs: u32) -> bool {
        self.joined_before && self.before.is(signs)
    }

    /// Whether the word is a saint's or a street's `ST`, or no street's kind at all.
    fn is_no_street(&self) -> bool {
        !self.word.is(sign::STREET) || self.word.is(sign::SAINT)
    }

    /// Whether the next word ends a name too, so that this one rarely does.
    fn kind_follows(&self) -> bool {
        self.goes_on_with(ENDS) && !self.after.is(sign::SAINT)
    }

    /// Whether the word before belongs to the same name, as far as one word can tell.
    fn has_name_before(&self) -> bool {
        self.joined_before && !self.before.is(sign::NUMBER | sign::PART_ID)
    }
}
