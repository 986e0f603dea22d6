//! Other scripts in Latin letters, so that a name compares with how the same name is written in an English record.
//!
//! Letter by letter, with what the letters beside it change. It knows no names and no language: short vowels that Arabic and
//! Hebrew leave out stay out, Han characters sound as in Mandarin, and Latin letters are left as they are.

use any_ascii::any_ascii_char;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

/// A text with the letters of other scripts in Latin ones; nothing where it has none.
///
/// Shape: characters of Chinese and syllables of Korean are words of their own. Letters that nothing is known of stay.
///
/// # Source
/// The tables of any_ascii, which follow the romanisation in common use for each script; ELOT 743 (1982) for Greek letters
/// written in twos, but for those that begin a name.
pub(crate) fn romanise(text: &str) -> Option<String> {
    if !text.chars().any(is_of_other_script) {
        return None;
    }
    let mut latin = String::with_capacity(text.len());
    let letters: Vec<char> = text.nfkc().collect();
    let mut at = 0;
    while at < letters.len() {
        at += push_letter(&letters, at, &mut latin);
    }
    Some(latin)
}

/// The Latin letters for one letter of another script by itself; empty where nothing is known of it, and for all else.
pub(crate) fn spelling(letter: char) -> &'static str {
    if is_of_other_script(letter) { any_ascii_char(letter) } else { "" }
}

/// Whether a name is written in characters of which each is a syllable, the family name first.
pub(crate) fn is_syllabic(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{3134f}')
}

/// Whether a letter is of a script other than Latin.
fn is_of_other_script(letter: char) -> bool {
    let is_latin = matches!(letter, '\0'..='\u{36f}' | '\u{1d00}'..='\u{1dbf}' | '\u{1e00}'..='\u{1eff}'
        | '\u{2071}'..='\u{218f}' | '\u{24b6}'..='\u{24e9}' | '\u{2c60}'..='\u{2c7f}' | '\u{a720}'..='\u{a7ff}'
        | '\u{ab30}'..='\u{ab6f}' | '\u{fb00}'..='\u{fb06}' | '\u{ff21}'..='\u{ff5a}' | '\u{1d400}'..='\u{1d7ff}');
    !is_latin && letter.is_alphabetic()
}

/// Adds the letter at a place, and those after it that are read with it: how many.
fn push_letter(letters: &[char], at: usize, latin: &mut String) -> usize {
    let letter = letters[at];
    match letter {
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => push_greek(letters, at, latin),
        '\u{590}'..='\u{6ff}' => push_unvowelled(letters, at, latin),
        '\u{900}'..='\u{d7f}' => push_indic(letters, at, latin),
        _ if is_syllabic(letter) => {
            latin.push(' ');
            latin.push_str(any_ascii_char(letter));
            latin.push(' ');
            1
        }
        _ => push_one(letter, latin),
    }
}

/// Adds what is known of one letter by itself.
fn push_one(letter: char, latin: &mut String) -> usize {
    match spelling(letter) {
        "" => latin.push(letter),
        spelling => latin.push_str(spelling),
    }
    1
}

/// The letter at a place, without its accents, where the word goes on so far.
fn bare(letters: &[char], at: usize) -> Option<char> {
    let mut first = None;
    decompose_canonical(*letters.get(at)?, |part| _ = first.get_or_insert(part));
    first.and_then(|letter| letter.to_lowercase().next())
}

/// Whether a word begins at a place.
fn begins_word(letters: &[char], at: usize) -> bool {
    at == 0 || !letters[at - 1].is_alphabetic()
}

/// Whether a word ends with a place.
fn ends_word(letters: &[char], at: usize) -> bool {
    letters.get(at + 1).is_none_or(|next| !next.is_alphabetic())
}

/// Adds a Greek letter, or two that are read as one.
fn push_greek(letters: &[char], at: usize, latin: &mut String) -> usize {
    let first = bare(letters, at).unwrap_or(letters[at]);
    let is_diphthong = letters.get(at + 1).is_some_and(|next| !matches!(next, 'ϋ' | 'ΰ' | 'Ϋ'));
    let pair = match (first, bare(letters, at + 1)) {
        ('ο', Some('υ')) if is_diphthong => "ou",
        ('α', Some('υ')) if is_diphthong => "av",
        ('ε', Some('υ')) if is_diphthong => "ev",
        ('γ', Some('γ')) => "ng",
        ('μ', Some('π')) if begins_word(letters, at) => "b",
        ('ν', Some('τ')) if begins_word(letters, at) => "d",
        _ => return push_one(letters[at], latin),
    };
    latin.push_str(pair);
    2
}

/// Adds a letter of Hebrew or Arabic, where some letters stand for long vowels.
fn push_unvowelled(letters: &[char], at: usize, latin: &mut String) -> usize {
    let (begins, ends) = (begins_word(letters, at), ends_word(letters, at));
    let follows_consonant =
        latin.chars().next_back().is_some_and(|last| last.is_ascii_alphabetic() && !is_vowel(last));
    let is_vowel_next = matches!(letters.get(at + 1), Some('ا' | 'א' | 'ي' | 'ی' | 'و'));
    let reads_as_vowel = !begins && follows_consonant && !is_vowel_next;
    match letters[at] {
        'ا' | 'أ' | 'آ' => latin.push('a'),
        'إ' => latin.push('i'),
        'ع' | 'א' | 'ע' if begins => latin.push('a'),
        'ة' | 'ہ' | 'ה' if ends && reads_as_vowel => latin.push('a'),
        'ي' | 'ی' | 'ى' | 'י' if reads_as_vowel => latin.push('i'),
        'و' if reads_as_vowel => latin.push('u'),
        'ו' if reads_as_vowel => latin.push('o'),
        'ש' => latin.push_str("sh"),
        'כ' if begins => latin.push('k'),
        letter => return push_one(letter, latin),
    }
    1
}

fn is_vowel(letter: char) -> bool {
    matches!(letter.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Where a letter stands in its block: the scripts of India have them in one order.
fn indic_place(letter: Option<&char>) -> Option<u32> {
    let letter = u32::from(*letter?);
    (0x900..0xd80).contains(&letter).then_some(letter & 0x7f)
}

/// The virama, which takes its vowel from a consonant, and the nukta, which changes its sound.
const VIRAMA: u32 = 0x4d;
const NUKTA: u32 = 0x3c;

/// Adds a letter of India's scripts, with the vowel that a consonant without a sign has: not at a word's end, where names are
/// written without it, nor between two syllables that close over it.
///
/// # Source
/// Ohala (1983), Aspects of Hindi Phonology: the inherent vowel is deleted between a vowel with one consonant and one
/// consonant with a vowel.
fn push_indic(letters: &[char], at: usize, latin: &mut String) -> usize {
    let Some(place) = indic_place(letters.get(at)) else { return push_one(letters[at], latin) };
    let next = at + 1 + usize::from(indic_place(letters.get(at + 1)) == Some(NUKTA));
    let after = indic_place(letters.get(next));
    let follows_virama = at > 0 && indic_place(letters.get(at - 1)) == Some(VIRAMA);
    match place {
        0x01 | 0x02 | 0x70 => latin.push(if matches!(after, Some(0x2a..=0x2e)) { 'm' } else { 'n' }),
        VIRAMA | NUKTA | 0x71 => {}
        0x15..=0x39 | 0x58..=0x5f if !spelling(letters[at]).is_empty() => {
            let follows_vowel = latin.chars().next_back().is_some_and(is_vowel);
            match place {
                0x1a => latin.push_str("ch"),
                0x1b => latin.push_str("chh"),
                0x36 | 0x37 => latin.push_str("sh"),
                _ => _ = push_one(letters[at], latin),
            }
            let is_signed = matches!(after, Some(0x3e..=0x4d | 0x55..=0x57));
            let closes =
                follows_vowel && is_consonant(after) && is_vowel_sign(indic_place(letters.get(next + 1)));
            let is_last = after.is_none() && !follows_virama && !begins_word(letters, at);
            if !(is_signed || closes || is_last) {
                latin.push('a');
            }
            return next - at;
        }
        _ => return push_one(letters[at], latin),
    }
    1
}

fn is_consonant(place: Option<u32>) -> bool {
    matches!(place, Some(0x15..=0x39 | 0x58..=0x5f))
}

fn is_vowel_sign(place: Option<u32>) -> bool {
    matches!(place, Some(0x3e..=0x4c))
}

#[cfg(test)]
mod tests {
    use crate::fold::fold;

    #[test]
    fn names_in_other_scripts_have_a_latin_form() {
        let table = [
            ("Ольга Васильева", "OLGA VASILEVA"),
            ("Γιώργος Παπαδόπουλος", "GIORGOS PAPADOPOULOS"),
            ("Ευάγγελος Μπάμπης", "EVANGELOS BAMPIS"),
            ("Ντίνα Αϋφαντή", "DINA AYFANTI"),
            ("محمد علي", "MHMD ALI"),
            ("فيصل صديقي", "FISL SDIQI"),
            ("محمود فاطمة", "MHMUD FATMA"),
            ("דוד משה", "DOD MSHA"),
            ("राजेश शर्मा", "RAJESH SHARMA"),
            ("राजकुमार मिश्र", "RAJKUMAR MISHRA"),
            ("ਮਨਜੀਤ ਸਿੰਘ", "MANJIT SINGH"),
            ("মোহাম্মদ রহমান", "MOHAMMAD RAHMAN"),
            ("સંજય પટેલ", "SANJAY PATEL"),
            ("王小明", "WANG XIAO MING"),
            ("김민준", "GIM MIN JUN"),
            ("さくら", "SAKURA"),
        ];
        for (text, expected) in table {
            assert_eq!(fold(text), expected, "of {text:?}");
        }
    }

    #[test]
    fn latin_letters_are_left_alone() {
        for text in ["Łukasz", "Ægir", "ﬁona", "Ｊｏｈｎ", "", "1 – 2"] {
            assert_eq!(super::romanise(text), None, "of {text:?}");
        }
    }
}
