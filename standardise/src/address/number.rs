//! House numbers: `14`, `14A`, `14 A`, `14-16`, `114-16`.
//!
//! Tells a number from other words by its form; whose number it is, is told by [`super::key`].

use super::thoroughfare::ordinal;
use super::token::Tokens;

/// The most that two numbers with a stroke between them may differ by and still be a range (`14/16`) rather than a
/// flat in a building (`2/14`).
const STROKE_RANGE_MAX: u32 = 8;

/// A house number that begins at a word, and where it ends.
pub(super) fn number(tokens: &Tokens, at: usize, end: usize) -> Option<(String, usize)> {
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
pub(super) fn house_number(word: &str) -> Option<&str> {
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
pub(super) fn suffix_letter(tokens: &Tokens, at: usize, end: usize) -> Option<&str> {
    let word = tokens.word(at);
    let is_letter = at < end && word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let begins_name = at + 1 < end && tokens.kind(at + 1).is_some();
    (is_letter && !begins_name).then_some(word)
}

pub(super) fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit())
}

fn leading_number(word: &str) -> u32 {
    word.bytes().take_while(u8::is_ascii_digit).fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
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
