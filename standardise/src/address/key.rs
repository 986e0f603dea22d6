//! Chooses the street among an address's pieces and writes the comparing keys.
//!
//! A number on the street wins over a building's name, because only some systems write the name beside the number.

use super::piece::{Piece, Place};
use super::thoroughfare::{Rank, is_direction, ordinal};
use super::token::Tokens;

/// The comparing keys of an address.
#[derive(Default)]
pub(super) struct Keys {
    pub building: Option<String>,
    pub street: Option<String>,
    /// The name that an address of several segments begins with.
    pub name: Option<String>,
}

/// The keys that the pieces of an address make.
pub(super) fn keys_of(tokens: &Tokens, pieces: &[Piece]) -> Keys {
    let Some(at) = street_of(tokens, pieces) else {
        let name = name_at_head(tokens, pieces, None);
        return Keys { building: building_alone(tokens, pieces), street: None, name };
    };
    let Some(street) = place_at(pieces, at) else { return Keys::default() };
    let name = name_at_head(tokens, pieces, Some(street.segment));
    Keys { building: building_on(tokens, pieces, at), street: Some(name_of(tokens, &street)), name }
}

fn place_at(pieces: &[Piece], at: usize) -> Option<Place> {
    match pieces.get(at) {
        Some(Piece::Place(place)) => Some(*place),
        _ => None,
    }
}

/// Which piece is the street.
fn street_of(tokens: &Tokens, pieces: &[Piece]) -> Option<usize> {
    let places = || (0..pieces.len()).filter_map(|at| place_at(pieces, at).map(|place| (at, place)));
    let is_street = |place: &Place| place.rank == Some(Rank::Street);
    let numbered = |at: usize| number_of(pieces, at).is_some();
    let first = |wanted: &dyn Fn(usize, &Place) -> bool| {
        places().find(|(at, place)| wanted(*at, place)).map(|(at, _)| at)
    };
    first(&|at, place| is_street(place) && numbered(at))
        .or_else(|| first(&|_, place| is_street(place)))
        .or_else(|| first(&|at, _| numbered(at)))
        .or_else(|| {
            let in_part =
                pieces.iter().any(|piece| matches!(piece, Piece::Part { id, .. } if !id.is_empty()));
            first(&|_, _| in_part)
        })
        .or_else(|| {
            let alone = tokens.segment_count == 1;
            first(&|at, place| {
                let inside = place.segment > 0 && place.segment + 1 < tokens.segment_count;
                place.rank == Some(Rank::Natural) && at > 0 && (inside || alone)
            })
        })
        .or_else(|| first(&|_, place| place.segment == 1 && tokens.segment_count >= 3))
}

/// The number on the place at `at`: right before it, or with a part of the building between (`14 FLAT 2 HIGH STREET`).
fn number_of(pieces: &[Piece], at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    match pieces.get(before)? {
        Piece::Number(_) => Some(before),
        Piece::Part { .. } => {
            let number = before.checked_sub(1)?;
            matches!(pieces.get(number)?, Piece::Number(_)).then_some(number)
        }
        Piece::Place(_) => None,
    }
}

/// The building on a street.
fn building_on(tokens: &Tokens, pieces: &[Piece], street: usize) -> Option<String> {
    let before = &pieces[..street];
    let number_at = number_of(pieces, street);
    let part = part_of(before);
    // A number that is not the street's is a flat's: `2 ROSE COURT, 14 HIGH STREET`.
    let other_number = before.iter().enumerate().find_map(|(at, piece)| match piece {
        Piece::Number(number) if Some(at) != number_at => Some(number.as_str()),
        _ => None,
    });
    if let Some(Piece::Number(number)) = number_at.and_then(|at| pieces.get(at)) {
        let qualifier = number_at.and_then(|at| qualifier_before(tokens, pieces, at)).unwrap_or_default();
        let flat = || other_number.map(|number| ("FLAT", number));
        let (word, id) = part.or_else(flat).unwrap_or_default();
        return Some(joined(&[word, id, qualifier, number]));
    }
    let name = before.iter().rev().find_map(|piece| match piece {
        Piece::Place(place) => Some(name_of(tokens, place)),
        _ => None,
    });
    match (name, part, other_number) {
        (Some(name), Some((_, id)), _) if !id.is_empty() => Some(joined(&[id, &name])),
        (Some(name), _, Some(number)) => Some(joined(&[number, &name])),
        (Some(name), _, None) => Some(name),
        // A flat in what is no street but a building: other systems write it as a house number.
        (None, Some((word, id)), _) => {
            let is_street = place_at(pieces, street).is_some_and(|place| place.rank == Some(Rank::Street));
            Some(if is_street || id.is_empty() { joined(&[word, id]) } else { id.to_owned() })
        }
        (None, None, number) => number.map(str::to_owned),
    }
}

/// The name that stands before the rest of an address: of a business, an organisation or a building.
fn name_at_head(tokens: &Tokens, pieces: &[Piece], street_segment: Option<usize>) -> Option<String> {
    let head = place_at(pieces, 0).filter(|place| place.segment == 0 && place.rank != Some(Rank::Street))?;
    let end = tokens.segment_end(head.from);
    if tokens.segment_count < 2 || street_segment == Some(0) {
        return None;
    }
    let words: Vec<&str> = (head.from..end).map(|at| tokens.word(at)).collect();
    // What lies somewhere is no name: `LAND AT`, `ADJACENT TO`.
    let (first, last) = (*words.first()?, *words.last()?);
    if matches!(first, "LAND" | "ADJACENT" | "ADJ" | "PART" | "PT" | "REAR" | "SITE")
        || matches!(last, "AT" | "TO" | "OF")
    {
        return None;
    }
    if !words.iter().any(|word| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic())) {
        return None;
    }
    let mut name = first.to_owned();
    for (at, word) in (head.from..end).zip(&words).skip(1) {
        // As names of organisations are folded.
        name.push_str(if tokens.get(at).is_some_and(|token| token.joint == b'&') { " AND " } else { " " });
        name.push_str(word);
    }
    Some(name)
}

/// The building where no street is told: its name, if the address holds more than a town.
fn building_alone(tokens: &Tokens, pieces: &[Piece]) -> Option<String> {
    let place = pieces.iter().find_map(|piece| match piece {
        Piece::Place(place) => Some(place),
        _ => None,
    });
    let part = part_of(pieces).map(|(word, id)| joined(&[word, id])).filter(|part| !part.is_empty());
    let number = pieces.iter().find_map(|piece| match piece {
        Piece::Number(number) => Some(number.clone()),
        _ => None,
    });
    let named = place
        .filter(|place| place.rank.is_some() || tokens.segment_count > 1)
        .map(|place| name_of(tokens, place));
    part.or(number).or(named)
}

/// The part of a building that an address names: a flat before any other.
fn part_of(pieces: &[Piece]) -> Option<(&'static str, &str)> {
    let parts = || {
        pieces.iter().filter_map(|piece| match piece {
            Piece::Part { word, id } => Some((*word, id.as_str())),
            _ => None,
        })
    };
    let with_id = || parts().filter(|(_, id)| !id.is_empty());
    with_id().find(|(word, _)| *word == "FLAT").or_else(|| with_id().next()).or_else(|| parts().next())
}

/// What stands between a number and the premises beside it: `REAR OF 14`.
fn qualifier_before(tokens: &Tokens, pieces: &[Piece], number: usize) -> Option<&'static str> {
    let place = place_at(pieces, number.checked_sub(1)?)?;
    let last = |back: usize| if place.to >= place.from + back { tokens.word(place.to - back) } else { "" };
    match (last(2), last(1)) {
        ("REAR", "OF") | ("R", "O") | ("TO", "REAR") | (_, "REAR") => Some("REAR"),
        ("ADJ" | "ADJACENT" | "NEXT" | "OPPOSITE", "TO") | (_, "ADJ" | "ADJOINING" | "OPPOSITE" | "OPP") => {
            Some("BY")
        }
        _ => None,
    }
}

/// Words that are not empty, joined by spaces.
fn joined(words: &[&str]) -> String {
    let mut joined = String::with_capacity(words.iter().map(|word| word.len() + 1).sum());
    for word in words.iter().filter(|word| !word.is_empty()) {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

/// The comparing form of a place's name: abbreviations at its end spelt out, ordinals in words, no leading `THE`.
fn name_of(tokens: &Tokens, place: &Place) -> String {
    let mut from = place.from;
    if tokens.word(from) == "THE" && from + 1 < place.to {
        from += 1;
    }
    let mut name = String::with_capacity(24);
    for at in from..place.to {
        if !name.is_empty() {
            name.push(' ');
        }
        let word = tokens.word(at);
        let at_end = at > from
            && (at + 1..place.to).all(|next| tokens.kind(next).is_some() || is_direction(tokens.word(next)));
        name.push_str(match tokens.kind(at) {
            Some(kind) if at_end => kind.spelt_out,
            _ => ordinal(word).unwrap_or_else(|| spelt_out(word, at == from)),
        });
    }
    name
}

/// A word that is not at the end of a name, spelt as the gazetteers do.
fn spelt_out(word: &str, first: bool) -> &str {
    match word {
        "SAINT" => "ST",
        "MT" => "MOUNT",
        "GT" | "GRT" if first => "GREAT",
        "UPR" if first => "UPPER",
        "LWR" | "LR" if first => "LOWER",
        "NTH" => "NORTH",
        "STH" => "SOUTH",
        _ => word,
    }
}
