//! What people write beside a name: `(Nee Callon)`, `(Acting Headteacher)`, `"Bob"`.
//!
//! Finds and classes it; whether it is kept is decided by the caller.

use std::borrow::Cow;

/// Words that say that a former name follows, in small letters.
const FORMER: [&str; 8] = ["nee", "née", "neé", "formerly", "fka", "f/k/a", "previously", "born"];

/// Something written beside a name.
pub(super) enum Annotation<'a> {
    /// A name used before.
    Former(&'a str),
    /// Anything else.
    Other(&'a str),
}

/// A text up to its first bracket.
pub(super) fn before(text: &str) -> &str {
    text.split(['(', '[', '{']).next().unwrap_or_default()
}

/// Takes everything in brackets or double quotes out of a text and hands it to `each`; the rest is given back.
pub(super) fn take<'a>(text: &'a str, mut each: impl FnMut(Annotation<'_>)) -> Cow<'a, str> {
    // The curly quotes are three bytes of which the first is 0xE2.
    if !text.bytes().any(|byte| matches!(byte, b'(' | b'[' | b'{' | b'"' | b')' | b']' | b'}' | 0xE2)) {
        return Cow::Borrowed(text);
    }
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(['(', '[', '{', '"', '\u{201c}']) {
        push_unclosed(before, &mut bare);
        bare.push(' ');
        // A bracket that is never closed reaches to the end.
        let (inside, further) = after.split_once([')', ']', '}', '"', '\u{201d}']).unwrap_or((after, ""));
        let inside = inside.trim();
        if !inside.is_empty() {
            each(class(inside));
        }
        rest = further;
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

/// Parts the words of a family name at `née` or the like.
pub(super) fn split_former<'t, 'a>(tokens: &'t [&'a str]) -> (&'t [&'a str], Option<&'t [&'a str]>) {
    match tokens.iter().position(|token| is_former_mark(token)) {
        Some(at) if at > 0 && at + 1 < tokens.len() => (&tokens[..at], Some(&tokens[at + 1..])),
        _ => (tokens, None),
    }
}

fn class(inside: &str) -> Annotation<'_> {
    match inside.split_once([' ', ':']) {
        Some((mark, name)) if is_former_mark(mark) => Annotation::Former(name),
        _ => Annotation::Other(inside),
    }
}

/// Whether a word says that a former name follows.
pub(super) fn is_former_mark(word: &str) -> bool {
    // Most names are turned away by their first letter.
    if !matches!(word.as_bytes().first(), Some(b'n' | b'N' | b'f' | b'F' | b'p' | b'P' | b'b' | b'B')) {
        return false;
    }
    let word = word.trim_end_matches(['.', ':']);
    FORMER
        .iter()
        .any(|mark| word.eq_ignore_ascii_case(mark) || (!word.is_ascii() && word.to_lowercase() == *mark))
}
