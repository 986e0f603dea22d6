//! Tells parts of buildings, house numbers and named places apart in the words of an address.
//!
//! Looks at words and where segments end, in order, once; which place is the street is decided by [`super::key`].

use super::part;
use super::thoroughfare::{Rank, is_direction, ordinal};
use super::token::Tokens;

/// The most that two numbers with a stroke between them may differ by and still be a range (`14/16`) rather than a
/// flat in a building (`2/14`).
const STROKE_RANGE_MAX: u32 = 8;

/// One thing that an address says.
#[derive(Debug)]
pub(super) enum Piece {
    /// A part of a building: `FLAT` and `2`; either may be empty (`FLAT`, `GROUND FLOOR`).
    Part { word: &'static str, id: String },
    /// A house number: `14`, `14A`, `14-16`.
    Number(String),
    /// A named street, building, locality or town.
    Place(Place),
}

/// A named place: words from `from` to before `to`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub from: usize,
    pub to: usize,
    pub segment: usize,
    /// What its last word usually ends, if anything.
    pub rank: Option<Rank>,
}

/// The pieces of an address in order.
pub(super) fn pieces_of(tokens: &Tokens) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(8);
    let mut at = 0;
    while at < tokens.len() {
        let end = tokens.segment_end(at);
        let (piece, next) = part(tokens, at, end)
            .or_else(|| number(tokens, at, end).map(|(number, next)| (Piece::Number(number), next)))
            .unwrap_or_else(|| {
                let place = place(tokens, at, end);
                (Piece::Place(place), place.to)
            });
        pieces.push(piece);
        at = next;
    }
    pieces
}

/// A part of a building that begins at a word, and where it ends.
fn part(tokens: &Tokens, at: usize, end: usize) -> Option<(Piece, usize)> {
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
fn floor(tokens: &Tokens, at: usize, end: usize) -> Option<(String, usize)> {
    if at >= end {
        return None;
    }
    let level = |at: usize| part::level_of(tokens.word(at));
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
fn part_id(tokens: &Tokens, at: usize, end: usize) -> Option<(String, usize)> {
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

/// A house number that begins at a word, and where it ends.
fn number(tokens: &Tokens, at: usize, end: usize) -> Option<(String, usize)> {
    let at = if matches!(tokens.word(at), "NO" | "NOS" | "NUMBER") && at + 1 < end { at + 1 } else { at };
    if at >= end {
        return None;
    }
    let mut number = house_number(tokens.word(at))?.to_owned();
    let mut next = at + 1;
    if let Some(letter) =
        suffix_letter(tokens, next, end).filter(|_| number.bytes().all(|byte| byte.is_ascii_digit()))
    {
        number.push_str(letter);
        next += 1;
    }
    if let Some((second, after)) = range_end(tokens, &number, next, end) {
        number.push('-');
        number.push_str(&second);
        next = after;
    }
    Some((number, next))
}

/// The end of a range that began with `first`, and the word after it.
fn range_end(tokens: &Tokens, first: &str, at: usize, end: usize) -> Option<(String, usize)> {
    let joint = tokens.get(at).filter(|_| at < end)?.joint;
    let at = if matches!(tokens.word(at), "TO" | "AND") { at + 1 } else { at };
    let joined =
        at < end && (matches!(joint, b'-' | b'/' | b'&') || matches!(tokens.word(at - 1), "TO" | "AND"));
    let second = house_number(tokens.word(at)).filter(|_| joined)?;
    let (from, to) = (leading_number(first), leading_number(second));
    if joint == b'/' && !(to > from && to - from <= STROKE_RANGE_MAX && (to - from).is_multiple_of(2)) {
        return None;
    }
    // `114-16` leaves out what the numbers have in common.
    let missing = first.len().checked_sub(second.len()).filter(|_| to < from && starts_with_digit(second));
    let second = match missing.and_then(|length| first.get(..length)) {
        Some(common) => format!("{common}{second}"),
        None => second.to_owned(),
    };
    Some((second, at + 1))
}

/// A word that can be a house number, without leading zeros: digits and at most two letters, but no ordinal.
fn house_number(word: &str) -> Option<&str> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let letters = word.len() - digits;
    let is_number = (1..=5).contains(&digits)
        && letters <= 2
        && word.bytes().skip(digits).all(|byte| byte.is_ascii_uppercase())
        && ordinal(word).is_none()
        && !(letters == 2 && ["ST", "ND", "RD", "TH"].iter().any(|ending| word.ends_with(ending)));
    let bare = word.trim_start_matches('0');
    is_number.then_some(if starts_with_digit(bare) { bare } else { word })
}

/// A letter by itself after a number (`14 A HIGH STREET`), unless it begins the street's name (`14 A STREET`).
fn suffix_letter(tokens: &Tokens, at: usize, end: usize) -> Option<&str> {
    let word = tokens.word(at);
    let is_letter = at < end && word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let begins_name = at + 1 < end && tokens.kind(at + 1).is_some();
    (is_letter && !begins_name).then_some(word)
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit())
}

fn leading_number(word: &str) -> u32 {
    word.bytes().take_while(u8::is_ascii_digit).fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
}

/// The named place that begins at a word.
fn place(tokens: &Tokens, at: usize, end: usize) -> Place {
    let stop = (at + 1..end).find(|next| begins_piece(tokens, *next, end)).unwrap_or(end);
    let segment = tokens.get(at).map_or(0, |token| token.segment);
    let closed = |last: usize, rank: Rank| {
        let mut to = last + 1;
        if to + 1 == stop && is_direction(tokens.word(to)) {
            to += 1;
        }
        Place { from: at, to, segment, rank: Some(rank) }
    };
    let rank = |next: usize| if next < stop { rank_at(tokens, at, next, stop) } else { None };
    for next in at + 1..stop {
        let closes = match rank(next) {
            None => false,
            Some(Rank::Street) => rank(next + 1) != Some(Rank::Street),
            // A chain of such words ends at its last: `HILL TOP ROAD`, `GREEN LANE`.
            Some(Rank::Natural) => rank(next + 1).is_none(),
            Some(Rank::Building) => building_closes(tokens, next, stop, rank),
        };
        if closes && let Some(rank) = rank(next) {
            return closed(next, rank);
        }
    }
    if tokens.segment_count == 1 && stop > at + 1 && is_street_in_one_word(tokens.word(at)) {
        return Place { from: at, to: at + 1, segment, rank: Some(Rank::Natural) };
    }
    let alone = stop == at + 1 && is_street_in_one_word(tokens.word(at));
    Place { from: at, to: stop, segment, rank: alone.then_some(Rank::Natural) }
}

/// Whether the name of a building ends at a word. It doesn't where the word belongs to a street's name (`TOTTENHAM COURT
/// ROAD`) or to a longer name (`CRABTREE HALL BUSINESS CENTRE`).
fn building_closes(tokens: &Tokens, at: usize, stop: usize, rank: impl Fn(usize) -> Option<Rank>) -> bool {
    match (rank(at + 1), rank(at + 2)) {
        (Some(Rank::Street), _) => return false,
        (Some(_), Some(Rank::Street)) => return true,
        (Some(_), _) => return false,
        (None, _) => {}
    }
    let street = (at + 1..stop).find(|next| rank(*next) == Some(Rank::Street));
    let further = match street {
        Some(street) => (at + 1..street.saturating_sub(1)).any(|next| rank(next) == Some(Rank::Building)),
        None => tokens.segment_count > 1 && (at + 1..stop).any(|next| rank(next) == Some(Rank::Building)),
    };
    !further
}

/// What the word at `next` ends, in a place that begins at `from`. `ST` is a saint's where a street's name goes on after
/// it (`UPPER ST MARTINS LANE`); `LE STREET` is a town.
fn rank_at(tokens: &Tokens, from: usize, next: usize, stop: usize) -> Option<Rank> {
    let rank = tokens.kind(next)?.rank;
    match tokens.word(next) {
        "ST" => {
            let goes_on = (next + 2..(next + 4).min(stop)).any(|at| {
                tokens.word(at) != "ST" && tokens.kind(at).is_some_and(|kind| kind.rank == Rank::Street)
            });
            (!goes_on).then_some(rank)
        }
        "STREET" if next > from && tokens.word(next - 1) == "LE" => None,
        _ => Some(rank),
    }
}

/// Whether a number or a part of a building begins at a word inside a segment.
fn begins_piece(tokens: &Tokens, at: usize, end: usize) -> bool {
    let word = tokens.word(at);
    house_number(word).is_some()
        || (tokens.part(at).is_some() && part_id(tokens, at + 1, end).is_some())
        || (word == "FLAT" && at + 1 == end)
        || (tokens.word(at + 1) == "FLOOR" && floor(tokens, at, end).is_some())
}

/// Whether a word is a street's whole name: `KINGSWAY`, `BRIGGATE`.
fn is_street_in_one_word(word: &str) -> bool {
    word.len() >= 6 && ["WAY", "GATE"].iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn house_numbers_are_digits_with_a_letter_or_two() {
        let table = [
            ("14", Some("14")),
            ("014A", Some("14A")),
            ("0", Some("0")),
            ("14AB", Some("14AB")),
            ("1ST", None),
            ("21ST", None),
            ("A1", None),
            ("123456", None),
        ];
        for (word, expected) in table {
            assert_eq!(house_number(word), expected, "of {word:?}");
        }
    }
}
