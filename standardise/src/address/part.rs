//! Words that announce a part of a building, and the words for its floors.
//!
//! Lists only; what follows such a word is read by [`super::piece`].

use crate::word::{Word, WordList, firsts};

/// Words for a part of a building, as written and as compared.
const PART_WORDS: [(&str, &str); 24] = [
    ("APARTMENT", "FLAT"),
    ("APPARTMENT", "FLAT"),
    ("APPT", "FLAT"),
    ("APT", "FLAT"),
    ("BEDSIT", "FLAT"),
    ("BLOCK", "BLOCK"),
    ("CARAVAN", "CARAVAN"),
    ("FLAT", "FLAT"),
    ("FLT", "FLAT"),
    ("KIOSK", "KIOSK"),
    ("MAISONETTE", "FLAT"),
    ("OFFICE", "OFFICE"),
    ("OFFICES", "OFFICE"),
    ("PENTHOUSE", "FLAT"),
    ("PLOT", "PLOT"),
    ("RM", "ROOM"),
    ("ROOM", "ROOM"),
    ("ROOMS", "ROOM"),
    ("SHOP", "SHOP"),
    ("STALL", "STALL"),
    ("STUDIO", "FLAT"),
    ("SUITE", "SUITE"),
    ("UNIT", "UNIT"),
    ("UNITS", "UNIT"),
];

const PARTS_WRITTEN: WordList<24> = firsts(&PART_WORDS);

/// Words before `FLOOR`, as written and as compared.
const FLOORS: [(&str, &str); 20] = [
    ("1ST", "FIRST"),
    ("2ND", "SECOND"),
    ("3RD", "THIRD"),
    ("4TH", "FOURTH"),
    ("5TH", "FIFTH"),
    ("ATTIC", "TOP"),
    ("BASEMENT", "BASEMENT"),
    ("FIFTH", "FIFTH"),
    ("FIRST", "FIRST"),
    ("FOURTH", "FOURTH"),
    ("GND", "GROUND"),
    ("GRD", "GROUND"),
    ("GROUND", "GROUND"),
    ("LOWER", "LOWER"),
    ("MIDDLE", "MIDDLE"),
    ("REAR", "REAR"),
    ("SECOND", "SECOND"),
    ("THIRD", "THIRD"),
    ("TOP", "TOP"),
    ("UPPER", "UPPER"),
];

const FLOORS_WRITTEN: WordList<20> = firsts(&FLOORS);

/// The part of a building that a folded word announces, as compared: `APT` is `FLAT`.
pub(super) fn word_for(word: Word) -> Option<&'static str> {
    PART_WORDS.get(PARTS_WRITTEN.position(word)?).map(|(_, compared)| *compared)
}

/// The level that a folded word before `FLOOR` tells, as compared: `1ST` is `FIRST`.
pub(super) fn level_of(word: &str) -> Option<&'static str> {
    FLOORS.get(FLOORS_WRITTEN.position(Word::folded(word)?)?).map(|(_, compared)| *compared)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_order() {
        assert!(PARTS_WRITTEN.is_ordered());
        assert!(FLOORS_WRITTEN.is_ordered());
    }
}
