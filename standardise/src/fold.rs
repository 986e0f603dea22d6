//! The comparing form of text: capitals, digits and single spaces.
//!
//! Two spellings that differ only in case, accents, apostrophes or punctuation fold to the same text, and letters of other
//! scripts to Latin ones. It does not expand abbreviations or know names; those need a table each and live with their kind.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::romanise::{romanise, spelling};

/// The comparing form of a text.
///
/// Compatibility forms are decomposed and marks dropped; letters become capitals, those without a decomposition are
/// spelt out (`ß` is `SS`, `ø` is `O`); apostrophes and full stops vanish; everything else parts words by one space.
/// Letters of other scripts become Latin ones as far as anything is known of them, and stay where nothing is.
///
/// # Example
/// ```
/// assert_eq!(standardise::fold::fold(" O’Neill–Jørgensen "), "ONEILL JORGENSEN");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Writes the comparing form of a text over a buffer.
pub fn fold_into(text: &str, folded: &mut String) {
    folded.clear();
    push_folded(text, folded);
}

/// Adds the comparing form of a text to a buffer, parted by a space from what is there.
pub fn push_folded(text: &str, folded: &mut String) {
    let mut parted = !folded.is_empty();
    if is_folded(text) {
        if parted && !text.is_empty() {
            folded.push(' ');
        }
        folded.push_str(text);
    } else if text.is_ascii() {
        push_ascii_text(text, folded, parted);
    } else {
        let latin = romanise(text);
        for letter in latin.as_deref().unwrap_or(text).chars() {
            push_letter(letter, folded, &mut parted);
        }
    }
}

/// Adds an ASCII text, a run of letters and digits at a time; `parted` as in [`push_ascii`].
fn push_ascii_text(text: &str, folded: &mut String, mut parted: bool) {
    folded.reserve(text.len() + 1);
    let mut rest = text;
    while let Some(next) = rest.as_bytes().first() {
        if next.is_ascii_alphanumeric() {
            let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let (run, further) = rest.split_at(length);
            if std::mem::take(&mut parted) {
                folded.push(' ');
            }
            push_capitals(run, folded);
            rest = further;
        } else {
            parted |= !matches!(next, b'\'' | b'.' | b'`') && !folded.is_empty();
            rest = &rest[1..];
        }
    }
}

/// Adds an ASCII text in capitals.
fn push_capitals(text: &str, folded: &mut String) {
    let start = folded.len();
    folded.push_str(text);
    folded[start..].make_ascii_uppercase();
}

/// Whether a text is its own comparing form, as most of what old systems write is: capitals, digits and single spaces.
fn is_folded(text: &str) -> bool {
    let mut after_space = true;
    for byte in text.bytes() {
        let space = byte == b' ';
        if space && after_space || !(space || byte.is_ascii_uppercase() || byte.is_ascii_digit()) {
            return false;
        }
        after_space = space;
    }
    text.is_empty() || !after_space
}

/// Adds one ASCII character; `parted` says that a space is owed before the next letter.
fn push_ascii(byte: u8, folded: &mut String, parted: &mut bool) {
    if byte.is_ascii_alphanumeric() {
        if *parted {
            *parted = false;
            folded.push(' ');
        }
        folded.push(char::from(byte.to_ascii_uppercase()));
    } else if !matches!(byte, b'\'' | b'.' | b'`') {
        *parted = !folded.is_empty();
    }
}

/// Adds one character of any kind.
fn push_letter(letter: char, folded: &mut String, parted: &mut bool) {
    if let Ok(byte) = u8::try_from(letter)
        && byte.is_ascii()
    {
        push_ascii(byte, folded, parted);
    } else if is_apostrophe(letter) {
        // Dropped; the accents that look like one would otherwise decompose into a space and a mark.
    } else {
        decompose_compatible(letter, |part| push_decomposed(part, folded, parted));
    }
}

/// Adds one character that has been decomposed.
fn push_decomposed(part: char, folded: &mut String, parted: &mut bool) {
    if part.is_ascii() || is_apostrophe(part) {
        if let Ok(byte) = u8::try_from(part)
            && byte.is_ascii()
        {
            push_ascii(byte, folded, parted);
        }
    } else if let Some(spelling) = spelt_out(part) {
        for byte in spelling.bytes() {
            push_ascii(byte, folded, parted);
        }
    } else if is_combining_mark(part) {
        // A mark belongs to the letter before it and does not part words.
    } else if !spelling(part).is_empty() {
        spelling(part).bytes().for_each(|byte| push_ascii(byte, folded, parted));
    } else if part.is_alphanumeric() {
        if *parted {
            *parted = false;
            folded.push(' ');
        }
        push_capital(part, folded);
    } else {
        *parted = !folded.is_empty();
    }
}

/// Adds the capital of a letter outside ASCII, in the form in which it folds to itself.
fn push_capital(letter: char, folded: &mut String) {
    let mut capitals = letter.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(capital), None) if decomposes_to_itself(capital) => folded.push(capital),
        // A capital of several letters, or one that would fold further, is left small: it must fold to itself.
        _ => folded.push(letter),
    }
}

/// Whether compatibility decomposition leaves a character as it is.
fn decomposes_to_itself(letter: char) -> bool {
    let mut same = true;
    decompose_compatible(letter, |part| same &= part == letter);
    same
}

/// Whether a character is written for an apostrophe.
pub(crate) fn is_apostrophe(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '`'
            // Windows-1252 quotes that were decoded as ISO 8859-1.
            | '\u{91}'
            | '\u{92}'
            | '\u{b4}'
            | '\u{2018}'
            | '\u{2019}'
            | '\u{201b}'
            | '\u{2032}'
            | '\u{2b9}'
            | '\u{2bb}'
            | '\u{2bc}'
            | '\u{2bd}'
            | '\u{2be}'
            | '\u{2bf}'
            | '\u{ff07}'
    )
}

/// The ASCII spelling of a Latin letter that has no decomposition.
fn spelt_out(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' | 'ẞ' => "SS",
        'æ' | 'Æ' => "AE",
        'œ' | 'Œ' => "OE",
        'ø' | 'Ø' => "O",
        'ł' | 'Ł' => "L",
        'đ' | 'Đ' | 'ð' | 'Ð' | 'ɖ' | 'Ɖ' => "D",
        'þ' | 'Þ' => "TH",
        'ħ' | 'Ħ' => "H",
        'ŧ' | 'Ŧ' => "T",
        'ŋ' | 'Ŋ' => "NG",
        'ı' => "I",
        'ĸ' => "K",
        'ə' | 'Ə' => "A",
        'ɓ' | 'Ɓ' => "B",
        'ɗ' | 'Ɗ' => "D",
        'ƙ' | 'Ƙ' => "K",
        'ƴ' | 'Ƴ' => "Y",
        'ɛ' | 'Ɛ' => "E",
        'ɔ' | 'Ɔ' => "O",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(table: &[(&str, &str)]) {
        for (text, expected) in table {
            assert_eq!(fold(text), *expected, "of {text:?}");
        }
    }

    #[test]
    fn spellings_of_one_name_fold_to_one_form() {
        check(&[
            ("O'Neill", "ONEILL"),
            ("O’Neill", "ONEILL"),
            ("O´Neill", "ONEILL"),
            ("O`NEILL", "ONEILL"),
            ("O\u{92}Neill", "ONEILL"),
            ("o.neill", "ONEILL"),
        ]);
    }

    #[test]
    fn punctuation_parts_words_by_one_space() {
        check(&[
            ("Smith-Jones", "SMITH JONES"),
            ("Smith – Jones", "SMITH JONES"),
            ("  a,b ;c/d  ", "A B C D"),
            ("St. John's", "ST JOHNS"),
            ("...", ""),
            ("", ""),
        ]);
    }

    #[test]
    fn letters_with_marks_and_letters_of_their_own_become_ascii() {
        check(&[
            ("Renée", "RENEE"),
            ("Rene\u{301}e", "RENEE"),
            ("Łukasz Wałęsa", "LUKASZ WALESA"),
            ("Straße", "STRASSE"),
            ("Ægir Þór", "AEGIR THOR"),
            ("Søren Đorđe", "SOREN DORDE"),
            ("Ștefan Țepeș", "STEFAN TEPES"),
            ("Siân Llŷr", "SIAN LLYR"),
            ("ﬁona", "FIONA"),
            ("Ｊｏｈｎ", "JOHN"),
        ]);
    }

    #[test]
    fn other_scripts_become_latin() {
        check(&[("Ольга O’Neill", "OLGA ONEILL"), ("محمد", "MHMD"), ("王 小明", "WANG XIAO MING")]);
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,24}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn ascii_path_equals_the_general_path(text in "[ -~]{0,24}") {
            let mut general = String::new();
            let mut parted = false;
            for letter in text.chars() {
                push_letter(letter, &mut general, &mut parted);
            }
            prop_assert_eq!(fold(&text), general);
        }
    }
}
