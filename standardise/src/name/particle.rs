//! Words that belong to the family name after them: `van der`, `de la`, `ap`, `Mc`.
//!
//! Our own list, from the naming customs of the people who live in Britain; not complete for any of them.

use crate::fold::fold;
use crate::word::{Word, WordList};

/// Particles in capitals, in order.
const PARTICLES: WordList<51> = WordList::new(&[
    "AB", "ABU", "AF", "AL", "AP", "AV", "BIN", "BINT", "DA", "DAL", "DAS", "DE", "DEGLI", "DEI", "DEL",
    "DELA", "DELLA", "DEN", "DER", "DES", "DI", "DO", "DOS", "DU", "EL", "FERCH", "FITZ", "IBN", "LA", "LE",
    "LO", "MAC", "MC", "MHIC", "NI", "NIC", "SAN", "SANTA", "ST", "TE", "TEN", "TER", "UI", "VAN", "VANDEN",
    "VANDER", "VERCH", "VON", "ZU", "ZUM", "ZUR",
]);

/// Particles written small when the name around them has no case of its own.
const SMALL: WordList<33> = WordList::new(&[
    "AF", "AL", "AP", "AV", "BIN", "BINT", "DA", "DAL", "DAS", "DE", "DEGLI", "DEI", "DEL", "DELLA", "DEN",
    "DER", "DES", "DI", "DO", "DOS", "DU", "EL", "FERCH", "IBN", "LA", "TE", "TEN", "TER", "VAN", "VON",
    "ZU", "ZUM", "ZUR",
]);

/// The length of the longest of [`SMALL`].
const SMALL_LENGTH_MAX: usize = "DEGLI".len();

/// Particles that nobody bears as a given name.
const NEVER_GIVEN: WordList<27> = WordList::new(&[
    "AB", "AF", "AP", "AV", "BINT", "DAL", "DAS", "DE", "DEGLI", "DEI", "DELA", "DELLA", "DER", "DES", "DOS",
    "DU", "FERCH", "IBN", "MC", "MHIC", "ST", "TER", "VANDEN", "VANDER", "VERCH", "VON", "ZUR",
]);

/// Second halves of Irish names that have lost their apostrophe: `O NEILL`.
const AFTER_O: WordList<44> = WordList::new(&[
    "BRIEN",
    "BYRNE",
    "CALLAGHAN",
    "CONNELL",
    "CONNOR",
    "CONOR",
    "DEA",
    "DONNELL",
    "DONOGHUE",
    "DONOHUE",
    "DONOVAN",
    "DOWD",
    "DRISCOLL",
    "DWYER",
    "FARRELL",
    "FLAHERTY",
    "FLYNN",
    "GARA",
    "GORMAN",
    "GRADY",
    "HAGAN",
    "HALLORAN",
    "HANLON",
    "HARA",
    "HARE",
    "HEARN",
    "KANE",
    "KEEFE",
    "KEEFFE",
    "LEARY",
    "LOUGHLIN",
    "MAHONEY",
    "MAHONY",
    "MALLEY",
    "MEARA",
    "NEIL",
    "NEILL",
    "REGAN",
    "REILLY",
    "RIORDAN",
    "ROURKE",
    "SHEA",
    "SULLIVAN",
    "TOOLE",
]);

/// Whether a word belongs to the family name that follows it.
pub(super) fn leads_family(token: &str, next: &str) -> bool {
    let Some(word) = Word::of(token) else {
        // `Ó`, `Ní`, `Uí` with their accents are never initials.
        return !token.is_ascii() && matches!(fold(token).as_str(), "O" | "NI" | "UI" | "NIC");
    };
    if token.eq_ignore_ascii_case("O") {
        Word::of(next).is_some_and(|next| AFTER_O.position(next).is_some())
    } else {
        PARTICLES.position(word).is_some()
    }
}

/// Whether a word that leads a family name is no given name either.
pub(super) fn is_never_given(token: &str) -> bool {
    token.eq_ignore_ascii_case("O")
        || !token.is_ascii()
        || Word::of(token).is_some_and(|word| NEVER_GIVEN.position(word).is_some())
}

/// Whether a word in a family name is written small.
pub(super) fn is_small(token: &str) -> bool {
    token.len() <= SMALL_LENGTH_MAX
        && !token.contains('\'')
        && Word::of(token).is_some_and(|word| SMALL.position(word).is_some())
}

/// Joins the beginnings of a folded family name that systems write with or without a space: `O NEILL`, `MC DONALD`,
/// `D SOUZA`.
///
/// Shape: `folded` as [`crate::fold`] gives it, changed in place.
pub(super) fn join_beginnings(folded: &mut String) {
    if !folded.bytes().any(|byte| byte == b' ') {
        return;
    }
    let mut end = folded.len();
    // From the right, so that what has been joined can be joined to.
    while let Some(space) = folded[..end].rfind(' ') {
        let start = folded[..space].rfind(' ').map_or(0, |before| before + 1);
        let next_length = folded[space + 1..].find(' ').unwrap_or(folded.len() - space - 1);
        let joins = match &folded[start..space] {
            "MC" | "MAC" => next_length >= 2,
            "O" | "D" | "N" => next_length >= 3,
            _ => false,
        };
        if joins {
            folded.remove(space);
        }
        end = space;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_order() {
        assert!(
            PARTICLES.is_ordered() && SMALL.is_ordered() && NEVER_GIVEN.is_ordered() && AFTER_O.is_ordered()
        );
    }

    #[test]
    fn beginnings_written_apart_are_joined() {
        let table = [
            ("O NEILL", "ONEILL"),
            ("MC DONALD", "MCDONALD"),
            ("MAC GREGOR SMITH", "MACGREGOR SMITH"),
            ("SMITH O BRIEN", "SMITH OBRIEN"),
            ("D SOUZA", "DSOUZA"),
            ("VAN DER MERWE", "VAN DER MERWE"),
            ("MAC", "MAC"),
            ("O", "O"),
        ];
        for (folded, expected) in table {
            let mut text = folded.to_owned();
            join_beginnings(&mut text);
            assert_eq!(text, expected);
        }
    }
}
