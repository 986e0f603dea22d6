//! Weights for streets, localities and towns of no list.

use super::{ENDS, NEVER, Spot, first};
use crate::address::parse::word::sign;

/// Words that no name of a place ends in.
const OPEN: u32 = sign::JOINS | sign::JOINS_PLACE | sign::THE | sign::SAINT;

impl Spot<'_> {
    pub(super) fn street(&self) -> (i32, i32, i32) {
        (self.start_of_street(), self.inside_street(), self.end_of_street())
    }

    fn start_of_street(&self) -> i32 {
        let word = &self.word;
        let is_of_building = word.is(sign::BESIDE | sign::LEVEL | sign::FLOOR)
            && !word.is(sign::LEADS_PLACE)
            && !self.after.is(ENDS);
        first(
            &[
                (!self.is_wordy() || word.is(sign::JOINS), NEVER),
                (word.is(sign::JOINS_PLACE), -10),
                (word.is(sign::LEADS_KIND), -60),
                (word.is(sign::DIRECTION) && self.comes_after(sign::STREET), -60),
                (word.is(sign::LEADS_STREET) && self.joined_after, 40),
                (word.is(sign::THE), if self.comes_after(sign::NUMBER) { 15 } else { 0 }),
                (is_of_building, -30),
                // `GROVE LANE` is a street, `GROVE` alone none.
                (word.is(ENDS) && !word.is(sign::SAINT) && self.goes_on_with(ENDS), -8),
                (!self.is_no_street(), -60),
                (word.is(sign::BUILDING), -30),
                (word.is(sign::NATURAL), -8),
            ],
            0,
        )
    }

    fn inside_street(&self) -> i32 {
        let ended_before = self.comes_after(sign::STREET) && !self.before.is(sign::SAINT) && self.at > 1;
        first(
            &[
                (!self.is_wordy(), -60),
                (ended_before, self.after_kind()),
                (self.word.is(sign::UNIT) && !self.word.is(ENDS), -15),
            ],
            -4,
        )
    }

    /// A further word of a street's name after a word for its kind.
    fn after_kind(&self) -> i32 {
        let two_before = self.at.checked_sub(2).and_then(|at| self.words.list.get(at));
        let began_name = two_before.is_none_or(|word| word.is(sign::NUMBER | sign::PART_ID));
        first(
            &[
                (self.word.is(sign::STREET), -4),
                // `GROVE LANE`, `CLOSE HOUSE ROAD`: the kind is the name's first word.
                (self.word.is(sign::DIRECTION) || began_name, -2),
                (self.word.is(sign::NATURAL | sign::BUILDING), -20),
            ],
            -40,
        )
    }

    fn end_of_street(&self) -> i32 {
        let word = &self.word;
        let street = word.is(sign::STREET);
        let numbered = self.before.is(sign::NUMBER | sign::PART_ID | sign::UNIT);
        first(
            &[
                (street && !self.joined_before, -40),
                (street && self.before.is(sign::NUMBER) && word.is(sign::SAINT), -60),
                (street && numbered, -20),
                (street, if self.kind_follows() { 30 } else { 60 }),
                (word.is(sign::LEADS_STREET) && !word.is(ENDS) && !self.is_led(), -60),
                (word.is(sign::DIRECTION) && self.comes_after(sign::STREET), 60),
                (word.is(sign::DIRECTION) && self.comes_after(ENDS), 25),
                (word.is(OPEN), NEVER),
                (word.is(sign::NATURAL | sign::BUILDING) && !self.has_name_before(), -30),
                (word.is(sign::NATURAL), 20),
                (word.is(sign::WHOLE_STREET | sign::BUILDING), 25),
                (self.is_led(), 5),
                (word.is(sign::LEADS_PLACE), -25),
            ],
            -15,
        )
    }

    /// Whether the street's kind came first, as in Welsh: `HEOL Y DDERWEN`.
    fn is_led(&self) -> bool {
        let words = &self.words.list;
        (self.at.saturating_sub(3)..self.at).any(|lead| {
            words[lead].is(sign::LEADS_STREET)
                && (lead + 1..=self.at).all(|at| !words[at].begins_segment && !words[at].is(ENDS))
        })
    }

    pub(super) fn locality(&self) -> (i32, i32, i32) {
        let (word, before) = (&self.word, &self.before);
        let is_kind = word.is(sign::NATURAL | sign::BUILDING);
        let start = first(
            &[
                (!self.is_wordy() || word.is(sign::JOINS | sign::JOINS_PLACE | sign::POSSESSIVE), NEVER),
                (!self.is_no_street() || word.is(sign::LEADS_KIND), -40),
                (word.is(sign::UNIT | sign::FLOOR | sign::ORGANISATION), -30),
                (word.is(sign::BUILDING) && !self.joined_after, -25),
                (is_kind, -10),
                (word.is(sign::LIKE_PLACE | sign::LEADS_PLACE), 4),
            ],
            0,
        );
        let is_held =
            word.is(sign::JOINS_PLACE) || before.is(sign::JOINS_PLACE | sign::LEADS_PLACE | sign::SAINT);
        let inside =
            first(&[(!self.is_wordy(), NEVER), (!self.is_no_street(), -30), (is_held, 3), (is_kind, -1)], -6);
        let end = first(
            &[
                (word.is(OPEN), NEVER),
                (word.is(sign::STREET), -40),
                (word.is(sign::BUILDING), -10),
                (word.is(sign::LIKE_PLACE), 5),
                (word.is(sign::LEADS_PLACE), -10),
            ],
            0,
        );
        (start, inside, end)
    }

    pub(super) fn other_town(&self) -> (i32, i32, i32) {
        let word = &self.word;
        let is_kind = word.is(ENDS | sign::UNIT | sign::LEADS_KIND) && !word.is(sign::SAINT);
        let is_open = !self.is_wordy() || word.is(sign::JOINS | sign::JOINS_PLACE | sign::THE);
        let start = first(&[(is_open, NEVER), (is_kind, -40)], -8);
        let is_held = word.is(sign::JOINS_PLACE) || self.before.is(sign::JOINS_PLACE);
        (start, first(&[(!self.is_wordy(), NEVER), (is_held, 0)], -8), 0)
    }
}
