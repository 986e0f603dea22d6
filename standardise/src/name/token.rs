//! Cuts a name into words.
//!
//! Words only: what a word is (title, particle, suffix) is told by the modules beside this one.

use std::borrow::Cow;

use super::suffix;
use crate::display::is_bare;

/// A tidy text with the hyphens of double-barrelled names closed up: `Norris - Hayes` is `Norris-Hayes`.
pub(super) fn close_hyphens(tidy: &str) -> Cow<'_, str> {
    if !tidy.contains('-') || !(tidy.contains(" -") || tidy.contains("- ")) {
        return Cow::Borrowed(tidy);
    }
    let mut closed = String::with_capacity(tidy.len());
    for part in tidy.split('-').map(str::trim).filter(|part| !part.is_empty()) {
        if !closed.is_empty() {
            closed.push('-');
        }
        closed.push_str(part);
    }
    Cow::Owned(closed)
}

/// Cuts tidy text into words: initials written together (`J.P.`) apart, connectors by themselves, stray punctuation off.
pub(super) fn tokens_of<'a>(tidy: &'a str, tokens: &mut Vec<&'a str>) {
    for chunk in tidy.split([' ', ',', ';']) {
        if chunk.bytes().any(|byte| matches!(byte, b'&' | b'+' | b'/')) {
            for piece in chunk.split_inclusive(['&', '+', '/']) {
                let (word, connector) =
                    match piece.len().checked_sub(1).and_then(|at| piece.split_at_checked(at)) {
                        Some((word, connector)) if is_connector(connector) => (word, connector),
                        _ => (piece, ""),
                    };
                push_word(word, tokens);
                if !connector.is_empty() {
                    tokens.push(connector);
                }
            }
        } else {
            push_word(chunk, tokens);
        }
    }
}

/// Adds a word, or its initials one by one.
fn push_word<'a>(chunk: &'a str, tokens: &mut Vec<&'a str>) {
    let word = trim(chunk);
    if word.is_empty() {
        return;
    }
    let is_honour = word.len() >= 5 && suffix::certain(word).is_some();
    if word.contains('.') && !is_honour && word.split('.').all(|part| part.chars().count() <= 1) {
        tokens.extend(word.split('.').filter(|part| !part.is_empty()));
    } else {
        tokens.push(word);
    }
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
    matches!(token, "&" | "+" | "/") || token.eq_ignore_ascii_case("and")
}

/// Whether a word can be a name: it has a letter.
pub(super) fn is_name(token: &str) -> bool {
    token.chars().any(char::is_alphabetic) && !is_connector(token)
}

/// Whether a given name is two initials written together: `JP`, `TJ`.
pub(super) fn is_initials(token: &str) -> bool {
    token.len() == 2 && token.bytes().all(|byte| byte.is_ascii_uppercase() && !b"AEIOUY".contains(&byte))
}
