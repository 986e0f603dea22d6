//! Cuts a name into words.
//!
//! Words only: what a word is (title, particle, suffix) is told by the modules beside this one.

use std::borrow::Cow;

use super::{suffix, title};
use crate::display::is_bare;
use crate::word::Word;

/// A comma between words.
pub(super) const COMMA: &str = ",";

/// A tidy text with what was torn apart closed up: `Norris - Hayes` is `Norris-Hayes`, `O' Brien` and `O''Brien` are
/// `O'Brien`.
pub(super) fn close_gaps(tidy: &str) -> Cow<'_, str> {
    let hyphen = tidy.contains('-') && (tidy.contains(" -") || tidy.contains("- "));
    let is_loose = |after: &str| after.starts_with(|letter: char| !letter.is_alphanumeric());
    let apostrophe = tidy.contains("''") || tidy.split('\'').skip(1).any(is_loose);
    if !hyphen && !apostrophe {
        return Cow::Borrowed(tidy);
    }
    let mut closed = String::with_capacity(tidy.len());
    if !hyphen {
        push_joined_apostrophes(tidy, &mut closed);
        return Cow::Owned(closed);
    }
    for part in tidy.split('-').map(str::trim) {
        if part.trim_matches('\'').is_empty() {
            continue;
        }
        if !closed.is_empty() {
            closed.push('-');
        }
        push_joined_apostrophes(part, &mut closed);
    }
    Cow::Owned(closed)
}

/// Adds a text with doubled apostrophes single and the space after `O'`, `D'` or `L'` gone.
fn push_joined_apostrophes(part: &str, closed: &mut String) {
    for letter in part.chars() {
        let joins = closed.strip_suffix('\'').is_some_and(|before| match letter {
            '\'' => before.ends_with(char::is_alphanumeric),
            // `O'. Brien`: what stands between belongs to neither.
            letter => !letter.is_alphanumeric() && letter != '-' && joins_next(closed),
        });
        if !joins {
            closed.push(letter);
        }
    }
}

/// Whether a text ends in `O'`, `D'` or `L'`, which the next word belongs to.
pub(super) fn joins_next(text: &str) -> bool {
    text.as_bytes().ends_with(b"'")
        && text.strip_suffix('\'').is_some_and(|before| {
            let word = before.rsplit(|letter: char| !letter.is_alphanumeric()).next();
            matches!(word, Some("O" | "o" | "D" | "d" | "L" | "l"))
        })
}

/// Cuts tidy text into words: initials written together (`J.P.`) apart, connectors and commas by themselves, stray
/// punctuation off.
pub(super) fn tokens_of<'a>(tidy: &'a str, tokens: &mut Vec<&'a str>) {
    for chunk in tidy.split(' ') {
        if is_plain(chunk) {
            if !chunk.is_empty() {
                tokens.push(chunk);
            }
        } else if is_slashed(chunk) {
            tokens.push(chunk);
        } else {
            for piece in chunk.split_inclusive([',', ';', '&', '+', '/']) {
                let at = piece.len() - piece.chars().next_back().map_or(0, char::len_utf8);
                let (word, mark) = match piece.split_at(at) {
                    (word, mark @ ("," | ";" | "&" | "+" | "/")) => (word, mark),
                    _ => (piece, ""),
                };
                push_word(word, tokens);
                if !mark.is_empty() {
                    tokens.push(mark);
                }
            }
        }
    }
}

/// Whether a chunk is one word with nothing to cut or trim; most are.
fn is_plain(chunk: &str) -> bool {
    chunk.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether a chunk is an abbreviation that is written with a stroke.
fn is_slashed(chunk: &str) -> bool {
    chunk.contains('/')
        && ["c/o", "t/a", "b/o", "a/k/a", "f/k/a", "n/k/a"]
            .iter()
            .any(|mark| chunk.eq_ignore_ascii_case(mark))
}

/// Adds a word, or what full stops part in it one by one.
fn push_word<'a>(chunk: &'a str, tokens: &mut Vec<&'a str>) {
    let word = trim(chunk);
    if word.is_empty() {
        return;
    }
    if !word.contains('.') || word.contains('\'') || is_whole_with_stops(word, words_in(tokens)) {
        tokens.push(word);
    } else {
        tokens.extend(word.split('.').map(trim).filter(|part| !part.is_empty()));
    }
}

/// How many of the words found are of a name.
fn words_in(tokens: &[&str]) -> usize {
    tokens.iter().filter(|token| **token != COMMA && !is_connector(token)).count()
}

/// Whether a word with full stops in it is one word: an honour, a title, `a.k.a.`; `M.A.` only after a whole name.
fn is_whole_with_stops(word: &str, words_before: usize) -> bool {
    let after_name = words_before >= 2 && suffix::certain(word).or_else(|| suffix::possible(word)).is_some();
    let anywhere = || {
        suffix::certain(word).is_some()
            || title::before_name(word).is_some()
            || Word::of(word) == Word::of("AKA")
    };
    after_name || word.len() >= 4 && anywhere()
}

/// A word without the punctuation around it; quotes stay where both are there.
fn trim(chunk: &str) -> &str {
    if is_bare(chunk) {
        return chunk;
    }
    let trimmed = chunk.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '\'');
    if quoted(trimmed).is_some() {
        return trimmed;
    }
    // `D'` and `O'` may stand by themselves before a space; a leading apostrophe (`'t Hooft`) belongs to the name.
    if trimmed.chars().any(char::is_alphanumeric) { trimmed } else { "" }
}

/// The inside of a word in single quotes: a name to go by.
pub(super) fn quoted(token: &str) -> Option<&str> {
    let inside = token.strip_prefix('\'')?.strip_suffix('\'')?;
    (inside.len() > 1 && inside.chars().all(char::is_alphabetic)).then_some(inside)
}

/// Whether a word joins two people.
pub(super) fn is_connector(token: &str) -> bool {
    matches!(token, "&" | "+" | "/" | ";") || token.eq_ignore_ascii_case("and")
}

/// Whether a word can be a name: it has a letter.
pub(super) fn is_name(token: &str) -> bool {
    token.chars().any(char::is_alphabetic) && !is_connector(token)
}

/// Whether a word is one initial.
pub(super) fn is_initial(token: &str) -> bool {
    let mut letters = token.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// Family names of two letters, which initials written together look like; in order.
const SHORT_FAMILIES: [&str; 37] = [
    "AU", "BI", "BO", "CO", "DO", "DU", "FU", "GU", "HA", "HE", "HO", "HU", "IP", "KO", "LE", "LI", "LO",
    "LU", "LY", "MA", "MO", "NG", "OH", "OK", "PU", "QI", "SO", "SU", "SY", "TO", "TU", "VU", "WU", "XU",
    "YE", "YU", "ZU",
];

/// Whether a given name may be initials, if the words beside it have small letters.
pub(super) fn may_be_initials(token: &str) -> bool {
    is_initials(token, true) && !is_initials(token, false)
}

/// Whether a given name is initials written together: `JP`, `AJ`, `JRR`.
///
/// Where the words beside it have small letters two capitals are; in a text that is all capitals (or stands alone) only
/// consonants are, since `AL`, `JO` and `LI` are names.
pub(super) fn is_initials(token: &str, among_small: bool) -> bool {
    let capitals = token.bytes().all(|byte| byte.is_ascii_uppercase());
    let consonants = || token.bytes().all(|byte| !b"AEIOUY".contains(&byte));
    let is_short_family = || SHORT_FAMILIES.binary_search(&token).is_ok();
    match token.len() {
        2 => capitals && (consonants() && token != "NG" || among_small && !is_short_family()),
        3 => capitals && consonants(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_torn_apart_is_closed_up() {
        let table = [
            ("Norris - Hayes", "Norris-Hayes"),
            ("Mary O' Brien", "Mary O'Brien"),
            ("Mary O'. Brien", "Mary O'Brien"),
            ("O''brien", "O'brien"),
            ("Robert 'Bob' Smith", "Robert 'Bob' Smith"),
            ("Jones' Smith", "Jones' Smith"),
        ];
        for (text, expected) in table {
            assert_eq!(close_gaps(text), expected, "of {text:?}");
        }
    }

    #[test]
    fn words_are_cut_at_stops_and_marks() {
        let table: [(&str, &[&str]); 7] = [
            ("Mr J.Smith", &["Mr", "J", "Smith"]),
            ("A.B.Smith", &["A", "B", "Smith"]),
            ("Smith,John", &["Smith", ",", "John"]),
            ("John/Mary Smith", &["John", "/", "Mary", "Smith"]),
            ("Smith c/o Jones", &["Smith", "c/o", "Jones"]),
            ("Jane Smith M.A.", &["Jane", "Smith", "M.A"]),
            ("Smith M.A.", &["Smith", "M", "A"]),
        ];
        for (text, expected) in table {
            let mut tokens = Vec::new();
            tokens_of(text, &mut tokens);
            assert_eq!(tokens, expected, "of {text:?}");
        }
    }

    #[test]
    fn initials_are_told_from_short_names() {
        assert!(SHORT_FAMILIES.is_sorted());
        assert!(is_initials("JP", false) && is_initials("AJ", true) && is_initials("JRR", true));
        assert!(!is_initials("AJ", false) && !is_initials("NG", true) && !is_initials("LI", true));
        assert!(!is_initials("Jo", true));
    }
}
