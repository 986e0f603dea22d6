//! Tells parts of buildings, house numbers and named places apart in the words of an address.
//!
//! Looks at words and where segments end, in order, once; which place is the street is decided by [`super::key`].

use super::number::{house_number, number};
use super::part::{floor, part, part_id};
use super::thoroughfare::{Rank, is_direction};
use super::token::Tokens;
use super::uncut;

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
    uncut::free_house_numbers(tokens, &mut pieces);
    if tokens.segment_count == 1 {
        uncut::cut(tokens, &mut pieces);
    }
    pieces
}

/// The named place that begins at a word.
fn place(tokens: &Tokens, at: usize, end: usize) -> Place {
    let stop = (at + 1..end).find(|next| begins_piece(tokens, *next, end)).unwrap_or(end);
    let segment = tokens.get(at).map_or(0, |token| token.segment);
    let closed = |last: usize, rank: Rank| {
        let mut to = last + 1;
        // Only where nothing follows: in `FRONT STREET WEST BOLDON` the town may begin with it, and more often does.
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
