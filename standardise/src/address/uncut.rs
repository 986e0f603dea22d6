//! Mends what the first look at an address without commas gets wrong.
//!
//! Works on pieces already found; it adds no knowledge of places.

use super::piece::{Piece, Place};
use super::thoroughfare::{Rank, is_direction};
use super::token::Tokens;

/// Gives a house back the number that looked like a second part's: `FLAT 1 MAISONETTE 38 WINDSOR COURT`, `THE CARAVAN 34
/// MILL LANE`.
pub(super) fn free_house_numbers(tokens: &Tokens, pieces: &mut [Piece]) {
    for at in 1..pieces.len().saturating_sub(1) {
        let follows_part = match &pieces[at - 1] {
            Piece::Part { id, .. } => !id.is_empty(),
            Piece::Place(place) => {
                matches!(tokens.word(place.to - 1), "THE" | "UPPER" | "LOWER" | "FRONT" | "REAR")
            }
            Piece::Number(_) => false,
        };
        let before_place = matches!(pieces[at + 1], Piece::Place(_));
        if let Piece::Part { id, .. } = &mut pieces[at]
            && follows_part
            && before_place
            && id.starts_with(|first: char| first.is_ascii_digit())
        {
            pieces[at] = Piece::Number(std::mem::take(id));
        }
    }
}

/// Cuts what only commas would have told, in an address that has none: a house's name from its street
/// (`MEADOWCROFT MIDDLETON ROAD`) and a street of no known kind from the town (`14 MOUNT PLEASANT NORTHMERE`).
pub(super) fn cut(tokens: &Tokens, pieces: &mut Vec<Piece>) {
    if let Some(Piece::Place(street)) = pieces.first_mut()
        && street.rank == Some(Rank::Street)
    {
        let start = street_start(tokens, street);
        if start > street.from {
            let name = Place { to: start, rank: None, ..*street };
            street.from = start;
            pieces.insert(0, Piece::Place(name));
        }
    }
    if let [.., Piece::Number(_), Piece::Place(street)] = &mut pieces[..]
        && street.rank.is_none()
    {
        street.to = street.to.min((street.from + 1).max(town_start(tokens, street)));
    }
}

/// Where the town begins at the end of a street of no known kind: one word from the end, or more where they belong
/// together (`BARWICK IN ELMET`, `BOSTON SPA`).
fn town_start(tokens: &Tokens, street: &Place) -> usize {
    let last = street.to - 1;
    let joined = last > street.from + 1
        && matches!(tokens.word(last - 1), "IN" | "ON" | "UPON" | "UNDER" | "BY" | "LE");
    let start = match tokens.word(last) {
        "SPA" => last.saturating_sub(1),
        _ if joined => last - 2,
        _ => last,
    };
    // `MOUNT PLEASANT` and `THE CANTER` are streets, not a street and a town.
    let begins_name = tokens.kind(street.from).is_some() || tokens.word(street.from) == "THE";
    if begins_name { start.max(street.from + 2) } else { start }
}

/// Where the name of a street begins that may have a house's name before it: one word before those that end it, with
/// what belongs to that word.
fn street_start(tokens: &Tokens, street: &Place) -> usize {
    let mut start = street.to - 1;
    while start > street.from && (tokens.kind(start).is_some() || is_direction(tokens.word(start))) {
        start -= 1;
    }
    while start > street.from
        && matches!(
            tokens.word(start - 1),
            "ST" | "THE" | "OLD" | "NEW" | "UPPER" | "LOWER" | "GREAT" | "LITTLE"
        )
    {
        start -= 1;
    }
    start
}
