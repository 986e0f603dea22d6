//! Weights for what is in a street: organisations, boxes, buildings, their parts and numbers.

use super::{ENDS, NEVER, Spot, first};
use crate::address::parse::word::sign;

/// What tells one part of a building from another.
const ID: u32 = sign::NUMBER | sign::PART_ID;

impl Spot<'_> {
    pub(super) fn organisation(&self) -> (i32, i32, i32) {
        let word = &self.word;
        let never = self.at > 0 || word.is(sign::BOX | sign::ANNOUNCES_NUMBER | sign::BESIDE | sign::LEVEL);
        let business = self.business();
        let start = first(
            &[(never, NEVER), (word.is(sign::NUMBER | sign::UNIT), -60), (word.is(sign::CARE_OF), 60)],
            business - 25,
        );
        let inside = first(
            &[
                (word.is(sign::NUMBER) || !self.is_no_street(), -15),
                (word.is(sign::UNIT), -25),
                (self.before.is(sign::CARE_OF), 30),
            ],
            business - 4,
        );
        (start, inside, if word.is(sign::JOINS) { NEVER } else { 0 })
    }

    /// What a word says for the name of an organisation.
    fn business(&self) -> i32 {
        first(
            &[
                (self.word.is(sign::ORGANISATION), 30),
                (self.word.is(sign::POSSESSIVE), 20),
                (matches!(self.folded(), "" | "AND"), 8),
            ],
            0,
        )
    }

    pub(super) fn department(&self) -> (i32, i32, i32) {
        let says_so = if self.word.is(sign::DEPARTMENT) { 60 } else { -5 };
        let may_start = self.at > 0 && self.word.begins_segment && self.is_wordy();
        (if may_start { says_so } else { NEVER }, if self.is_wordy() { says_so - 2 } else { -20 }, 0)
    }

    pub(super) fn po_box(&self) -> (i32, i32, i32) {
        let is_box = self.word.is(sign::BOX);
        let inside = if self.before.is(sign::BOX) { 20 } else { NEVER };
        (if is_box { 80 } else { NEVER }, inside, if is_box { -80 } else { 0 })
    }

    pub(super) fn sub_building(&self) -> (i32, i32, i32) {
        let word = &self.word;
        let unit = word.is(sign::UNIT);
        let says_which_next = self.goes_on_with(ID) && !self.comes_after(sign::LEVEL | sign::FLOOR);
        let bare_level =
            word.is(sign::LEVEL) && !word.is(sign::FLOOR | sign::UNIT) && !self.comes_after(sign::UNIT);
        let end =
            first(&[(word.is(sign::JOINS), NEVER), (unit && says_which_next, -70), (bare_level, -30)], 0);
        (self.start_of_sub_building(), self.inside_sub_building(), end)
    }

    fn start_of_sub_building(&self) -> i32 {
        let word = &self.word;
        let unit = word.is(sign::UNIT);
        let ends_name = self.goes_on_with(ENDS) && !word.is(sign::LEVEL);
        let unit_ends_next = self.goes_on_with(sign::UNIT) && self.unit_ends(self.at + 1);
        first(
            &[
                // `FLAT LANE`, `SHOP STREET`.
                (unit && ends_name, -20),
                (unit && !self.tells_unit(), -30),
                (unit, 40),
                (word.is(sign::LEVEL) && self.goes_on_with(sign::FLOOR | sign::UNIT | sign::LEVEL), 40),
                // `FIRST AND SECOND FLOORS`.
                (word.is(sign::LEVEL) && self.goes_on_with(sign::JOINS), 20),
                (word.is(sign::FLOOR), if word.is(sign::LEVEL) { 40 } else { 20 }),
                // `CARETAKERS FLAT`.
                (self.is_wordy() && unit_ends_next, 10),
                (word.is(sign::PART_ID) && self.after.is(sign::NUMBER), 15),
                (word.is(sign::LETTER), -15),
                (word.is(sign::PART_ID), 0),
            ],
            NEVER,
        )
    }

    fn inside_sub_building(&self) -> i32 {
        let (word, before) = (&self.word, &self.before);
        let (unit, is_id, after_id) = (word.is(sign::UNIT), word.is(ID), before.is(ID));
        let follows_part = before.is(ID | sign::FLOOR | sign::UNIT | sign::LEVEL);
        first(
            &[
                (!self.joined_before, NEVER),
                (word.is(sign::FLOOR), if before.is(sign::LEVEL) { 30 } else { 0 }),
                (word.is(sign::LEVEL) && before.is(sign::LEVEL | sign::UNIT | sign::JOINS | sign::FLOOR), 15),
                // `FLAT A FIRST FLOOR`.
                (
                    word.is(sign::LEVEL)
                        && after_id
                        && self.goes_on_with(sign::FLOOR | sign::JOINS | sign::LEVEL),
                    15,
                ),
                (unit && before.is(sign::LEVEL | sign::FLOOR | sign::UNIT), 25),
                (unit && after_id && self.joined_after, 10),
                (unit && self.unit_ends(self.at) && !after_id, 25),
                // `FLAT A STREET` is no flat A.
                (word.is(sign::LETTER) && before.is(sign::UNIT) && self.goes_on_with(sign::STREET), -20),
                (is_id && before.is(sign::UNIT | sign::ANNOUNCES_NUMBER), 20),
                (is_id && before.is(sign::JOINS), 5),
                (word.is(sign::LETTER) && before.is(sign::NUMBER) && !self.after.is(ENDS), 8),
                (follows_part && self.is_side(), 15),
                (word.is(sign::JOINS) && before.is(ID | sign::LEVEL | sign::FLOOR | sign::BESIDE), 0),
                (word.is(sign::ANNOUNCES_NUMBER) && before.is(sign::UNIT), 5),
            ],
            NEVER,
        )
    }

    /// Whether a word for a part of a building is the last that is said of it.
    fn unit_ends(&self, at: usize) -> bool {
        let next = self.words.list.get(at + 1);
        next.is_none_or(|next| next.begins_segment || next.is(sign::NUMBER))
    }

    /// Whether a word for a part of a building says which by itself or by what follows.
    fn tells_unit(&self) -> bool {
        self.goes_on_with(ID | sign::LEVEL | sign::ANNOUNCES_NUMBER | sign::UNIT)
            || matches!(
                self.folded(),
                "ANNEX" | "ANNEXE" | "BASEMENT" | "PENTHOUSE" | "STUDIO" | "MAISONETTE"
            )
    }

    /// Whether a word says on which side of a building a part of it is.
    fn is_side(&self) -> bool {
        matches!(self.folded(), "FRONT" | "REAR" | "LEFT" | "RIGHT" | "SIDE" | "LHS" | "RHS")
            || (self.word.is(sign::DIRECTION) && self.before.is(sign::FLOOR))
    }

    pub(super) fn building_name(&self) -> (i32, i32, i32) {
        let word = &self.word;
        let start = first(
            &[
                (!self.is_wordy() || word.is(sign::JOINS), NEVER),
                (word.is(sign::UNIT), -20),
                // `HOUSE` is no house's name.
                (word.is(sign::BUILDING) && !self.goes_on_with(ENDS), -50),
                (word.is(sign::LEADS_KIND), -40),
                (word.is(sign::THE | sign::BESIDE), 15),
                (word.is(sign::STREET | sign::POSSESSIVE), -10),
                (word.is(sign::ORGANISATION), -30),
            ],
            0,
        );
        let inside = first(
            &[
                (!self.is_wordy() || word.is(sign::ORGANISATION), -30),
                (!self.is_no_street(), -15),
                (word.is(sign::UNIT), -20),
            ],
            -3,
        );
        let followed = self.kind_follows();
        let end = first(
            &[
                (word.is(sign::BUILDING) && !followed, 50),
                (
                    word.is(sign::BUILDING),
                    if self.has_name_before() && !self.before.is(ENDS) { 25 } else { 10 },
                ),
                (word.is(sign::NATURAL), if followed { 0 } else { 20 }),
                (word.is(sign::STREET), -40),
                // `LAND WEST OF`, `REAR OF`.
                (matches!(self.folded(), "OF" | "TO" | "AT"), -20),
                (word.is(sign::JOINS | sign::JOINS_PLACE | sign::THE | sign::SAINT), NEVER),
            ],
            -15,
        );
        (start, inside, end)
    }

    pub(super) fn number(&self) -> (i32, i32, i32) {
        let (word, before) = (&self.word, &self.before);
        let announces = word.is(sign::ANNOUNCES_NUMBER) && self.goes_on_with(sign::NUMBER);
        let start = first(&[(word.is(sign::NUMBER), 30), (announces, 20)], NEVER);
        let letter = word.is(sign::LETTER);
        let half_follows = letter && before.is(sign::JOINS) && self.words.folded(self.at + 1) == "HALF";
        let joins_numbers = word.is(sign::JOINS)
            && before.is(sign::NUMBER | sign::LETTER)
            && self.after.is(sign::NUMBER | sign::LETTER);
        let inside = first(
            &[
                // `14 A STREET` is in A Street.
                (letter && before.is(sign::NUMBER), if self.kind_follows() { -10 } else { 10 }),
                (joins_numbers, 5),
                (word.is(sign::NUMBER) && before.is(sign::JOINS | sign::ANNOUNCES_NUMBER), 20),
                // `144 AND A HALF`.
                (half_follows, 10),
                (before.is(sign::LETTER) && self.folded() == "HALF", 20),
            ],
            NEVER,
        );
        (start, inside, if word.is(sign::JOINS | sign::ANNOUNCES_NUMBER) { NEVER } else { 0 })
    }
}
