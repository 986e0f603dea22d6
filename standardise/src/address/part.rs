//! Parts of buildings: `FLAT 2`, `UNIT 3A-3B`, `GROUND FLOOR`, `PO BOX 12`.
//!
//! Reads the part only; which building it is in is told by [`super::key`].

use super::number::{house_number, number, starts_with_digit, suffix_letter};
use super::piece::Piece;
use super::token::Tokens;
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
fn level_of(word: &str) -> Option<&'static str> {
    FLOORS.get(FLOORS_WRITTEN.position(Word::folded(word)?)?).map(|(_, compared)| *compared)
}

/// As [`word_for`], of a word that isn't packed.
pub(super) fn part_word(word: &str) -> Option<&'static str> {
    word_for(Word::folded(word)?)
}

/// The level of a building that a word tells by itself: `1ST` before `FLOOR` is `FIRST`.
pub(super) fn floor_word(word: &str) -> Option<&'static str> {
    level_of(word).filter(|level| !matches!(*level, "LOWER" | "MIDDLE" | "REAR" | "TOP" | "UPPER"))
}

/// Whether a word is a level of a building, before `FLOOR` or alone.
pub(super) fn is_level(word: &str) -> bool {
    level_of(word).is_some()
}

/// A part of a building that begins at a word, and where it ends.
pub(super) fn part(tokens: &Tokens, at: usize, end: usize) -> Option<(Piece, usize)> {
    if tokens.word(at) == "PO" && tokens.word(at + 1) == "BOX" && at + 2 < end {
        return Some((Piece::Part { word: "PO BOX", id: tokens.word(at + 2).to_owned() }, at + 3));
    }
    if let Some((floor, after)) = floor(tokens, at, end) {
        return Some(part_on_floor(tokens, floor, after, end));
    }
    let word = tokens.part(at)?;
    if let Some((floor, after)) = floor(tokens, at + 1, end) {
        return Some((Piece::Part { word: "", id: floor }, after));
    }
    if let Some((id, after)) = part_id(tokens, at + 1, end) {
        return Some((Piece::Part { word, id }, after));
    }
    // `FLAT` before a number or at a segment's end says enough; `OFFICE` or `SHOP` may begin a name.
    let starts_name = at + 1 < end && tokens.kind(at + 1).is_some();
    (word == "FLAT" && !starts_name).then(|| (Piece::Part { word, id: String::new() }, at + 1))
}

/// A floor and the word for the flat after it; the number after those is the house's, unless a second one follows.
fn part_on_floor(tokens: &Tokens, floor: String, after: usize, end: usize) -> (Piece, usize) {
    if after >= end || tokens.part(after).is_none() {
        return (Piece::Part { word: "", id: floor }, after);
    }
    match part_id(tokens, after + 1, end) {
        Some((id, next)) if number(tokens, next, end).is_some() || !starts_with_digit(&id) => {
            (Piece::Part { word: "FLAT", id }, next)
        }
        _ => (Piece::Part { word: "", id: floor }, after + 1),
    }
}

/// A floor that begins at a word: `GROUND FLOOR`, `BASEMENT`, `TOP` before `FLAT`.
pub(super) fn floor(tokens: &Tokens, at: usize, end: usize) -> Option<(String, usize)> {
    if at >= end {
        return None;
    }
    let level = |at: usize| level_of(tokens.word(at));
    let first = level(at)?;
    let is_floor = |at: usize| at < end && matches!(tokens.word(at), "FLOOR" | "FLR" | "FL" | "FLOORS");
    if is_floor(at + 1) {
        return Some((format!("{first} FLOOR"), at + 2));
    }
    if is_floor(at + 2)
        && let Some(second) = level(at + 1)
    {
        return Some((format!("{first} {second} FLOOR"), at + 3));
    }
    let before_flat = at + 1 < end && tokens.part(at + 1) == Some("FLAT");
    if first == "BASEMENT" {
        return Some((first.to_owned(), at + 1));
    }
    (before_flat && matches!(first, "TOP" | "REAR")).then(|| (format!("{first} FLOOR"), at + 1))
}

/// What tells one part of a building from another: `2`, `2A`, `B`, `G1`, `2/1`.
pub(super) fn part_id(tokens: &Tokens, at: usize, end: usize) -> Option<(String, usize)> {
    if at >= end {
        return None;
    }
    let word = tokens.word(at);
    let lettered = word.len() <= 4
        && word.starts_with(|first: char| first.is_ascii_uppercase())
        && word.bytes().skip(1).all(|byte| byte.is_ascii_digit());
    if lettered {
        return Some((word.to_owned(), at + 1));
    }
    let mut id = house_number(word)?.to_owned();
    let mut next = at + 1;
    if let Some(letter) = suffix_letter(tokens, next, end) {
        id.push_str(letter);
        next += 1;
    }
    // `2/1` and `2-3` are one id only where the house's number, or nothing, follows: `FLAT 2/14 HIGH STREET` is flat 2.
    let joint = tokens.get(next).filter(|_| next < end).map_or(b' ', |token| token.joint);
    let joined = if matches!(tokens.word(next), "TO" | "AND") && next < end { next + 1 } else { next };
    let is_joined = joined > next || matches!(joint, b'-' | b'/' | b'&');
    if is_joined
        && joined < end
        && let Some(second) = house_number(tokens.word(joined))
        && (joined + 1 == end || house_number(tokens.word(joined + 1)).is_some())
    {
        id.push(if joint == b'/' { '/' } else { '-' });
        id.push_str(second);
        next = joined + 1;
    }
    Some((id, next))
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
