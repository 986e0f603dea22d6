//! The display form of text: composed letters, single spaces, straight apostrophes, capitals tempered.
//!
//! Keeps what was written in all that carries meaning. The form for comparing is [`crate::fold`]'s.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::fold::is_apostrophe;

/// Words that stay small inside a name of a street or place.
const SMALL_WORDS: [&str; 13] =
    ["and", "at", "by", "in", "le", "next", "of", "on", "the", "to", "under", "upon", "with"];

/// A text in NFC, with single spaces and straight apostrophes and without control characters.
pub(crate) fn tidy(text: &str) -> Cow<'_, str> {
    if is_tidy(text) {
        return Cow::Borrowed(text);
    }
    let mut tidy = String::with_capacity(text.len());
    tidy_into(text, &mut tidy);
    Cow::Owned(tidy)
}

/// Whether a text needs no tidying, found without touching the heap; most values are.
fn is_tidy(text: &str) -> bool {
    let mut after_space = true;
    for byte in text.bytes() {
        match byte {
            b' ' if after_space => return false,
            b' ' => after_space = true,
            b'`' => return false,
            b'!'..=b'~' => after_space = false,
            _ => return false,
        }
    }
    text.is_empty() || !after_space
}

/// Writes a text over a buffer in NFC, with single spaces and straight apostrophes and without control characters.
pub(crate) fn tidy_into(text: &str, tidy: &mut String) {
    tidy.clear();
    if text.is_ascii() {
        for byte in text.bytes() {
            push_tidy(char::from(byte), tidy);
        }
    } else {
        // Dropped before composing: what they stood between may compose or change order.
        for letter in text.chars().filter(|letter| !is_left_behind(*letter)).nfc() {
            push_tidy(letter, tidy);
        }
    }
    if tidy.ends_with(' ') {
        tidy.pop();
    }
}

fn push_tidy(letter: char, tidy: &mut String) {
    if is_apostrophe(letter) {
        tidy.push('\'');
    } else if letter.is_whitespace() || letter.is_control() {
        if !tidy.is_empty() && !tidy.ends_with(' ') {
            tidy.push(' ');
        }
    } else {
        tidy.push(letter);
    }
}

/// Soft hyphens, zero-width marks and replacement characters, which copying and decoding leave behind.
fn is_left_behind(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{fffd}')
}

/// Whether a text begins and ends in a letter or digit, so that there is nothing to trim; most do.
pub(crate) fn is_bare(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.first().is_some_and(u8::is_ascii_alphanumeric)
        && bytes.last().is_some_and(u8::is_ascii_alphanumeric)
}

/// Whether a text holds no small letter, as old systems write everything.
pub(crate) fn is_shouted(text: &str) -> bool {
    if text.is_ascii() {
        !text.bytes().any(|byte| byte.is_ascii_lowercase())
    } else {
        !text.chars().any(char::is_lowercase)
    }
}

/// Adds a word of a person's name: shouted or whispered words get their capitals, others stay as written.
///
/// `MCDONALD` is `McDonald`, `O'NEILL` is `O'Neill`, `smith-jones` is `Smith-Jones`.
pub(crate) fn push_name_word(word: &str, display: &mut String) {
    let mixed = if word.is_ascii() {
        word.bytes().any(|byte| byte.is_ascii_uppercase())
            && word.bytes().any(|byte| byte.is_ascii_lowercase())
    } else {
        word.chars().any(char::is_uppercase) && !is_shouted(word)
    };
    let push_part = if mixed { push_written } else { push_tempered };
    if !word.as_bytes().contains(&b'-') {
        return push_part(word, display);
    }
    for (position, part) in word.split('-').enumerate() {
        if position > 0 {
            display.push('-');
        }
        push_part(part, display);
    }
}

/// Adds a part of a word as it is written, but for the small letter that careless capitals leave after `O'` and `D'`.
fn push_written(part: &str, display: &mut String) {
    match part.as_bytes() {
        [b'O' | b'D', b'\'', small, _, ..] if small.is_ascii_lowercase() => push_tempered(part, display),
        // `McDONALD`, as registers write that put the family name in capitals.
        [b'M', b'c', rest @ ..] if rest.len() > 1 && rest.iter().all(u8::is_ascii_uppercase) => {
            push_tempered(part, display);
        }
        _ => display.push_str(part),
    }
}

/// Adds a part of a name with its first letter a capital, and the one after `Mc`, `O'` or `D'`.
fn push_tempered(part: &str, display: &mut String) {
    let bytes = part.as_bytes();
    let second_capital = match bytes {
        [b'M' | b'm', b'C' | b'c', _, _, ..] => Some(2),
        [b'O' | b'o' | b'D' | b'd' | b'L' | b'l', b'\'', ..] => Some(2),
        _ => None,
    };
    if part.is_ascii() {
        let start = display.len();
        display.push_str(part);
        let added = &mut display[start..];
        added.make_ascii_lowercase();
        for at in [Some(0), second_capital].into_iter().flatten() {
            if let Some(capital) = added.get_mut(at..=at) {
                capital.make_ascii_uppercase();
            }
        }
        return;
    }
    for (position, letter) in part.char_indices() {
        if position == 0 || Some(position) == second_capital {
            push_capital(letter, display);
        } else {
            push_small(letter, display);
        }
    }
}

/// Adds a letter's capital where it has just one that has this letter for its small one.
fn push_capital(letter: char, display: &mut String) {
    let mut capitals = letter.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(capital), None) => display.push(capital),
        _ => display.push(letter),
    }
}

fn push_small(letter: char, display: &mut String) {
    let mut small = letter.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) => display.push(one),
        _ => display.push(letter),
    }
}

/// Adds a text that was shouted as a name of a street or place: `HIGH STREET` is `High Street`, `14A` and `1ST` keep
/// theirs as people write them.
pub(crate) fn push_place(shouted: &str, display: &mut String) {
    for (position, word) in shouted.split(' ').enumerate() {
        if position > 0 {
            display.push(' ');
        }
        let small = position > 0 && SMALL_WORDS.iter().any(|small| small.eq_ignore_ascii_case(word));
        if small {
            display.extend(word.chars().map(|letter| letter.to_ascii_lowercase()));
        } else if word.starts_with(|first: char| first.is_ascii_digit()) {
            push_numbered(word, display);
        } else {
            for (part_position, part) in word.split('-').enumerate() {
                if part_position > 0 {
                    display.push('-');
                }
                let joins =
                    part_position > 0 && SMALL_WORDS.iter().any(|small| small.eq_ignore_ascii_case(part));
                if joins {
                    display.extend(part.chars().map(|letter| letter.to_ascii_lowercase()));
                } else {
                    push_tempered(part, display);
                }
            }
        }
    }
}

/// Adds a word that begins with a digit: a house number keeps its capital, an ordinal has small letters.
fn push_numbered(word: &str, display: &mut String) {
    let ordinal = ["ST", "ND", "RD", "TH"].iter().any(|ending| {
        word.strip_suffix(ending).is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    });
    if ordinal {
        display.extend(word.chars().map(|letter| letter.to_ascii_lowercase()));
    } else {
        display.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_shown_is_shown_as_itself(text in "\\PC{0,16}|[A-Za-z' -]{0,16}|(MC|O'|d')?[A-Z]{1,6}(-[a-z]{1,4})?") {
            let once = tidy(&text).into_owned();
            let twice = tidy(&once).into_owned();
            prop_assert_eq!(&twice, &once);
            for word in once.split(' ') {
                let (mut shown, mut again) = (String::new(), String::new());
                push_name_word(word, &mut shown);
                push_name_word(&shown, &mut again);
                prop_assert_eq!(again, shown);
            }
        }
    }

    #[test]
    fn text_is_tidied_and_nothing_else() {
        let table = [
            ("  a \t b\u{a0}c ", "a b c"),
            ("O’Neill", "O'Neill"),
            ("Rene\u{301}e", "Renée"),
            ("a\u{200b}b\u{0}c", "ab c"),
            ("", ""),
        ];
        let mut tidy = String::new();
        for (text, expected) in table {
            tidy_into(text, &mut tidy);
            assert_eq!(tidy, expected, "of {text:?}");
        }
    }

    #[test]
    fn names_without_case_get_it() {
        let table = [
            ("SMITH", "Smith"),
            ("smith-jones", "Smith-Jones"),
            ("O'NEILL", "O'Neill"),
            ("MCDONALD", "McDonald"),
            ("MACDONALD", "Macdonald"),
            ("ÉLODIE", "Élodie"),
            ("DeSouza", "DeSouza"),
            ("O'brien-Jones", "O'Brien-Jones"),
            ("d'Abbro", "d'Abbro"),
            ("j", "J"),
        ];
        for (word, expected) in table {
            let mut display = String::new();
            push_name_word(word, &mut display);
            assert_eq!(display, expected, "of {word:?}");
        }
    }

    #[test]
    fn places_without_case_get_it() {
        let table = [
            ("14A HIGH STREET", "14A High Street"),
            ("1ST FLOOR FLAT", "1st Floor Flat"),
            ("THE AVENUE", "The Avenue"),
            ("STRATFORD-UPON-AVON", "Stratford-upon-Avon"),
            ("ST JOHN'S ROAD", "St John's Road"),
            ("BURTON IN LONSDALE", "Burton in Lonsdale"),
        ];
        for (text, expected) in table {
            let mut display = String::new();
            push_place(text, &mut display);
            assert_eq!(display, expected, "of {text:?}");
        }
    }
}
