//! What people write beside a name: `(Nee Callon)`, `(Acting Headteacher)`, `"Bob"`, `- Landlord`, `c/o Jones`.
//!
//! Finds and classes it; whether it is kept is decided by the caller.

use std::borrow::Cow;

use super::token::{COMMA, is_connector};
use crate::fold::fold;
use crate::word::{Filter, Word, WordList};

/// Something written beside a name.
pub(super) enum Annotation<'a> {
    /// A name used before.
    Former(&'a str),
    /// A name to go by.
    KnownAs(&'a str),
    /// That the person has died.
    Deceased,
    /// Anything else.
    Other(&'a str),
}

/// A word that says what the words after it are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Former,
    KnownAs,
    /// `known`, which counts only before `as`.
    Known,
    Deceased,
    /// Whose letters are taken in, or what the person trades as.
    Other,
}

/// Words that may be marks; in order.
const MARKS: WordList<17> = WordList::new(&[
    "AKA",
    "ALIAS",
    "ALSO",
    "BORN",
    "DEC",
    "DECD",
    "DECEASED",
    "DECSD",
    "FKA",
    "FORMERLY",
    "KNOWN",
    "MAIDEN",
    "NEE",
    "NOW",
    "PREVIOUSLY",
    "RIP",
    "TRADING",
]);

/// What people are, as it is written after ` - ` or a comma; in order.
const ROLES: WordList<27> = WordList::new(&[
    "ACTING",
    "AGENT",
    "APPOINTEE",
    "CARER",
    "CHAIR",
    "DECEASED",
    "DIRECTOR",
    "EXECUTOR",
    "GUARDIAN",
    "HEAD",
    "HEADTEACHER",
    "INFANT",
    "JUNIORS",
    "LANDLADY",
    "LANDLORD",
    "LEASEHOLDER",
    "LICENSEE",
    "MANAGER",
    "OWNER",
    "PRIMARY",
    "PROPRIETOR",
    "SECONDARY",
    "SECRETARY",
    "TENANT",
    "TREASURER",
    "TRUSTEE",
    "WARDEN",
]);

/// A text up to its first bracket, or to what a person trades as or whose letters are taken in.
pub(super) fn before(text: &str) -> &str {
    let text = text.split(['(', '[', '{']).next().unwrap_or_default();
    let strokes =
        text.match_indices('/').filter_map(|(at, _)| Some((at.checked_sub(2)?, text.get(at - 2..at + 3)?)));
    let mark = |mark: &str| mark.eq_ignore_ascii_case(" t/a ") || mark.eq_ignore_ascii_case(" c/o ");
    match strokes.into_iter().find(|(_, around)| around.len() == 5 && mark(around)) {
        _ if !text.contains('/') => text,
        Some((at, _)) if at > 0 => &text[..at],
        _ => text,
    }
}

/// Takes everything in brackets or double quotes, and a role after ` - `, out of a text and hands it to `each`; the rest
/// is given back.
pub(super) fn take<'a>(text: &'a str, mut each: impl FnMut(Annotation<'_>)) -> Cow<'a, str> {
    // The curly quotes and long dashes are three bytes of which the first is 0xE2.
    if !text.bytes().any(|byte| matches!(byte, b'(' | b'[' | b'{' | b'"' | b')' | b']' | b'}' | b'-' | 0xE2))
    {
        return Cow::Borrowed(text);
    }
    let text = match text.split_once(" - ").or_else(|| text.split_once(" \u{2013} ")) {
        Some((name, role)) if role.split(' ').next().is_some_and(is_role) => {
            each(class(role));
            name
        }
        _ => text,
    };
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(['(', '[', '{', '"', '\u{201c}']) {
        push_unclosed(before, &mut bare);
        bare.push(' ');
        let quoted = rest[before.len()..].starts_with(['"', '\u{201c}']);
        // A bracket that is never closed reaches to the end.
        let (inside, further) = after.split_once([')', ']', '}', '"', '\u{201d}']).unwrap_or((after, ""));
        let inside = inside.trim();
        let between = !bare.trim().is_empty() && further.trim_start().starts_with(char::is_alphabetic);
        match class(inside) {
            Annotation::Other("") => {}
            Annotation::Other(name) if (quoted || between) && is_one_name(name) => {
                each(Annotation::KnownAs(name));
            }
            annotation => each(annotation),
        }
        rest = further;
    }
    if bare.is_empty() && !text.contains([')', ']', '}', '\u{201d}']) {
        return Cow::Borrowed(text);
    }
    push_unclosed(rest, &mut bare);
    Cow::Owned(bare)
}

/// Adds a text with a space for every closing bracket that nothing opened.
fn push_unclosed(text: &str, bare: &mut String) {
    bare.extend(
        text.chars().map(|letter| if matches!(letter, ')' | ']' | '}' | '\u{201d}') { ' ' } else { letter }),
    );
}

/// Takes marks and the words that belong to them (`née Jones`, `aka Bob`, `c/o Smith`) out of a name's words.
pub(super) fn take_marked(tokens: &mut Vec<&str>, mut each: impl FnMut(Annotation<'_>)) {
    let mut from = 1;
    while let Some((at, mark)) =
        (from..tokens.len()).find_map(|at| mark_of(tokens[at]).map(|mark| (at, mark)))
    {
        let is_end = |token: &&str| *token == COMMA || is_connector(token);
        let end = at + 1 + tokens[at + 1..].iter().take_while(|token| !is_end(token)).count();
        let inside = &tokens[at + 1..end];
        let lone = inside.is_empty();
        let counts = match mark {
            Mark::Deceased => lone,
            Mark::Known => inside.first().is_some_and(|word| word.eq_ignore_ascii_case("as")),
            _ => !lone,
        };
        if counts {
            each(class(&tokens[at..end].join(" ")));
            tokens.drain(at..end);
        } else {
            from = at + 1;
        }
    }
}

/// What a text in brackets, or one that begins with a mark, says.
fn class(inside: &str) -> Annotation<'_> {
    let inside = inside.trim_matches(|letter: char| !letter.is_alphanumeric());
    let (first, rest) = inside.split_once([' ', ':']).unwrap_or((inside, ""));
    let rest = rest.trim_start();
    match mark_of(first) {
        Some(Mark::Former) if !rest.is_empty() => Annotation::Former(without_known_as(rest)),
        Some(Mark::KnownAs) if !rest.is_empty() => Annotation::KnownAs(without_known_as(rest)),
        Some(Mark::Known) if without_known_as(inside) != inside => {
            Annotation::KnownAs(without_known_as(inside))
        }
        Some(Mark::Deceased) => Annotation::Deceased,
        _ => Annotation::Other(inside),
    }
}

/// A text without `known as` or `name` at its beginning.
fn without_known_as(text: &str) -> &str {
    let mut rest = text;
    for word in ["also", "known", "as", "name"] {
        rest = match rest.split_once(' ') {
            Some((first, further)) if first.eq_ignore_ascii_case(word) => further,
            _ => rest,
        };
    }
    rest
}

fn mark_of(word: &str) -> Option<Mark> {
    if !word.is_ascii() {
        return matches!(fold(word).as_str(), "NEE").then_some(Mark::Former);
    }
    if word.contains('/') {
        return match word.to_ascii_lowercase().as_str() {
            "f/k/a" => Some(Mark::Former),
            "a/k/a" | "n/k/a" => Some(Mark::KnownAs),
            "c/o" | "t/a" => Some(Mark::Other),
            _ => None,
        };
    }
    // Most names are turned away by their first letter.
    if !b"ABDFKMNPRT".contains(&word.as_bytes().first()?.to_ascii_uppercase()) {
        return None;
    }
    match MARKS.position(Word::of(word.trim_end_matches(':'))?)? {
        0 | 1 => Some(Mark::KnownAs),
        2 | 10 => Some(Mark::Known),
        3 | 8 | 9 | 11 | 12 | 14 => Some(Mark::Former),
        4..=7 | 15 => Some(Mark::Deceased),
        _ => Some(Mark::Other),
    }
}

/// Adds all marks to a filter.
pub(super) const fn mark(filter: Filter) -> Filter {
    filter.with(&MARKS)
}

/// Whether a word says what somebody is.
pub(super) fn is_role(word: &str) -> bool {
    Word::of(word).is_some_and(|word| ROLES.position(word).is_some())
}

/// Whether an annotation is one word that may be a name to go by.
pub(super) fn is_one_name(text: &str) -> bool {
    !text.contains(' ')
        && text.chars().count() > 1
        && text.chars().all(|letter| letter.is_alphabetic() || letter == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_order() {
        assert!(MARKS.is_ordered() && ROLES.is_ordered());
    }
}
