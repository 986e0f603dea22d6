//! The quick way for names that hold nothing but names, which nearly all do.
//!
//! A word is plain where no list of this module knows it and it holds only letters, and hyphens and apostrophes between
//! them. Cells of plain words need no cutting and no questions; everything else goes the long way, which gives the same
//! for plain words too (the tests hold both against each other).

use super::cell::{display_words, without_given};
use super::order::split;
use super::token::{is_initial, is_initials};
use super::{NameParts, Names, annotation, known, placeholder, suffix, title};
use crate::display::is_shouted;
use crate::organisation;
use crate::word::{Filter, Word, WordList};

/// The most words that a plain cell has.
const WORDS_MAX: usize = 8;

/// Words that mean something beside a name and are in no other list.
const JOINING: WordList<18> = WordList::new(&[
    "AND",
    "ASDF",
    "ASSOCIATES",
    "BABY",
    "BROS",
    "BROTHERS",
    "CO",
    "DAUGHTERS",
    "DUMMY",
    "INFANT",
    "LATE",
    "OF",
    "QWERTY",
    "SONS",
    "TEST",
    "TESTING",
    "THE",
    "TWIN",
]);

/// All words that some list knows.
const KNOWN: Filter = {
    let filter = title::mark(suffix::mark(annotation::mark(placeholder::mark(Filter::EMPTY))));
    filter.with(&JOINING).with(&organisation::LAST_WORDS)
};

/// The words of a plain cell.
#[derive(Default)]
struct Words<'a> {
    words: [&'a str; WORDS_MAX],
    count: usize,
    /// How many words stand before a comma.
    before_comma: Option<usize>,
}

impl<'a> Words<'a> {
    fn all(&self) -> &[&'a str] {
        &self.words[..self.count]
    }

    /// Adds the words of a column; whether all are plain.
    fn cut_plain(&mut self, text: &'a str) -> bool {
        let from = self.count;
        self.cut(text) && self.before_comma.is_none() && self.all()[from..].iter().all(|word| is_plain(word))
    }

    /// Adds the words of a text that holds only letters, and hyphens and apostrophes between them; whether it does.
    fn cut(&mut self, text: &'a str) -> bool {
        let bytes = text.as_bytes();
        let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
        let mut start = 0;
        // A space at the end closes the last word.
        for at in 0..=bytes.len() {
            match bytes.get(at).copied().unwrap_or(b' ') {
                b'A'..=b'Z' | b'a'..=b'z' => {}
                b'-' | b'\'' if at > start && is_letter(at - 1) && is_letter(at + 1) => {}
                b',' if at > start && is_letter(at - 1) && bytes.get(at + 1) == Some(&b' ') => {}
                b' ' if at > start && self.push(&text[start..at]) => start = at + 1,
                _ => return false,
            }
        }
        true
    }

    /// Adds a word, with a comma after it or not; whether it could.
    fn push(&mut self, word: &'a str) -> bool {
        let bare = word.strip_suffix(',').unwrap_or(word);
        let Some(place) = self.words.get_mut(self.count) else { return false };
        *place = bare;
        self.count += 1;
        bare.len() == word.len() || self.before_comma.replace(self.count).is_none()
    }
}

/// Adds the name in use where all cells are plain; whether they were.
pub(super) fn read(parts: &NameParts<'_>, names: &mut Names) -> bool {
    let mut words = Words::default();
    match (parts.given, parts.family, parts.full) {
        (None, None, Some(full)) => words.cut(full) && read_full(&words, names),
        (None, None, None) => false,
        (given, family, _) => {
            if ![given, parts.middle].into_iter().flatten().all(|text| words.cut_plain(text)) {
                return false;
            }
            let at = words.count;
            let plain = family.is_none_or(|text| words.cut_plain(text));
            if plain {
                write_columns(words.all().split_at(at), names);
            }
            plain
        }
    }
}

/// Writes the words of columns of given names and of a column of family names.
fn write_columns((given, family): (&[&str], &[&str]), names: &mut Names) {
    names.usual.given.extend(given.iter().map(|word| display_given(word, false)));
    let family = without_given(family, &names.usual.given);
    names.usual.family = (!family.is_empty()).then(|| display_words(family.iter().copied(), true));
}

/// Reads `Mrs Jane Anne Smith` or `SMITH, Jane Anne`; whether it could.
fn read_full(cut: &Words<'_>, names: &mut Names) -> bool {
    let words = cut.all();
    let title = words.first().and_then(|word| title::before_name(word)).filter(|_| words.len() > 1);
    let from = usize::from(title.is_some());
    if !words[from..].iter().all(|word| is_plain(word)) || title.is_some() && title::begins_pair(words[0]) {
        return false;
    }
    let (given, family) = match cut.before_comma {
        None => split(&words[from..], title.is_some()),
        Some(comma) => {
            let (family, given) = words.split_at(comma);
            // Commas that may part two people are told apart the long way.
            let one_person = from == 0
                && !given.is_empty()
                && (family.len() == 1 || given.len() == 1 || !known::is_given(family[0]))
                && !family.iter().all(|word| is_initial(word));
            if !one_person {
                return false;
            }
            (given, family)
        }
    };
    if names.usual.prefix.is_empty() {
        names.usual.prefix.extend(title.map(str::to_owned));
    }
    let among_small = family.iter().any(|word| !is_shouted(word));
    names.usual.given.extend(given.iter().map(|word| display_given(word, among_small)));
    names.usual.family = (!family.is_empty()).then(|| display_words(family.iter().copied(), true));
    true
}

fn display_given(word: &str, among_small: bool) -> String {
    if is_initials(word, among_small) { word.to_owned() } else { display_words([word], false) }
}

/// Whether no list knows a word, and none of its beginnings.
fn is_plain(word: &str) -> bool {
    let doubled = matches!(word.as_bytes(), [b'X' | b'x', b'X' | b'x', ..] | [b'Z' | b'z', b'Z' | b'z', ..]);
    let known = |part: &str| Word::of(part).is_none_or(|word| KNOWN.may_hold(word));
    !doubled && if word.contains('-') { !word.split('-').any(known) } else { !known(word) }
}
