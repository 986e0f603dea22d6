//! The quick way for names that hold nothing but names, which nearly all do.
//!
//! A word is plain where no list of this module knows it and it holds only Latin letters, and hyphens and apostrophes between
//! them. Cells of plain words need no cutting and no questions; everything else goes the long way, which gives the same
//! for plain words too (the tests hold both against each other).

use std::ops::Range;
use std::slice::SliceIndex;

use super::cell::{among_small, push_words, without_given};
use super::order::split;
use super::token::{is_initial, is_initials};
use super::{NameParts, PersonName, annotation, known, placeholder, suffix, title};
use crate::display::push_name_word;
use crate::fold::fold;
use crate::organisation;
use crate::word::{Filter, Word, WordList};

/// The most words that a plain cell has.
const WORDS_MAX: usize = 8;

/// What is no letter, or more than one, from `À` to `ſ`, as bytes; the rest are letters that composing leaves alone.
const NO_LETTERS: [&[u8]; 8] = [
    "×".as_bytes(),
    "÷".as_bytes(),
    "Ĳ".as_bytes(),
    "ĳ".as_bytes(),
    "Ŀ".as_bytes(),
    "ŀ".as_bytes(),
    "ŉ".as_bytes(),
    "ſ".as_bytes(),
];

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

    /// Adds the words of a text that holds only Latin letters, hyphens and apostrophes between them, and full stops at the end
    /// of words; whether it does.
    fn cut(&mut self, text: &'a str) -> bool {
        let bytes = text.as_bytes();
        let is_letter =
            |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
        let mut start = 0;
        // A space at the end closes the last word.
        for at in 0..=bytes.len() {
            match bytes.get(at).copied().unwrap_or(b' ') {
                b'A'..=b'Z' | b'a'..=b'z' | 0x80..=0xBF => {}
                0xC3..=0xC5 if bytes.get(at..at + 2).is_some_and(|letter| !NO_LETTERS.contains(&letter)) => {}
                b'-' | b'\'' if at > start && is_letter(at - 1) && is_letter(at + 1) => {}
                // A full stop at the end of a word is none of it.
                b'.' if at > start && is_letter(at - 1) && matches!(bytes.get(at + 1), None | Some(b' ')) => {
                }
                b',' if at > start && is_letter(at - 1) && bytes.get(at + 1) == Some(&b' ') => {}
                b' ' if at > start && self.push(&text[start..at]) => start = at + 1,
                _ => return false,
            }
        }
        true
    }

    /// Adds a word, with a comma after it or not; whether it could.
    fn push(&mut self, word: &'a str) -> bool {
        let bare = word.strip_suffix([',', '.']).unwrap_or(word);
        let Some(place) = self.words.get_mut(self.count) else { return false };
        *place = bare;
        self.count += 1;
        !word.ends_with(',') || self.before_comma.replace(self.count).is_none()
    }
}

/// A name of which no part needs a question.
pub(crate) struct Plain<'a> {
    title: Option<&'static str>,
    words: Words<'a>,
    given: Range<usize>,
    family: Range<usize>,
    /// Whether the family name has small letters, so that `AJ` among the given names is initials.
    among_small: bool,
}

impl<'a> Plain<'a> {
    /// The name in use where all cells that make it are plain.
    pub(super) fn of(parts: &NameParts<'a>) -> Option<Self> {
        let title = match parts.title {
            None | Some("") => None,
            Some(text) => Some(title::in_column(text)?),
        };
        let mut words = Words::default();
        match (parts.given, parts.family, parts.full) {
            (None, None, Some(full)) => words.cut(full).then(|| Self::of_full(words, title))?,
            (None, None, None) => None,
            (given, family, _) => {
                for text in [given, parts.middle].into_iter().flatten() {
                    words.cut_plain(text).then_some(())?;
                }
                let cut = words.count;
                family.is_none_or(|text| words.cut_plain(text)).then_some(())?;
                let (given, family) = words.all().split_at(cut);
                let repeated = family.len() - without_given(family, given).len();
                let among_small = among_small(given, family.iter().copied());
                let (given, family) = (0..cut, cut + repeated..words.count);
                Some(Self { title, words, given, family, among_small })
            }
        }
    }

    /// Reads `Mrs Jane Anne Smith` or `SMITH, Jane Anne`.
    fn of_full(cut: Words<'a>, title_of_column: Option<&'static str>) -> Option<Self> {
        let words = cut.all();
        let title = words.first().and_then(|word| title::before_name(word)).filter(|_| words.len() > 1);
        let from = usize::from(title.is_some());
        if !words[from..].iter().all(|word| is_plain(word)) || title.is_some() && title::begins_pair(words[0])
        {
            return None;
        }
        let (given, family) = match cut.before_comma {
            None => {
                let (given, family) = split(&words[from..], title.is_some());
                // Splitting leaves no word out, but the family name may be the first of the two.
                let leads = std::ptr::eq(family.as_ptr(), words[from..].as_ptr());
                let (given, family) = (given.len(), family.len());
                if leads {
                    (from + family..words.len(), from..from + family)
                } else {
                    (from..from + given, from + given..words.len())
                }
            }
            Some(comma) => {
                let (family, given) = words.split_at(comma);
                // Commas that may part two people are told apart the long way.
                let one_person = from == 0
                    && !given.is_empty()
                    && (family.len() == 1 || given.len() == 1 || !known::is_given(family[0]))
                    && !family.iter().all(|word| is_initial(word));
                one_person.then_some((comma..words.len(), 0..comma))?
            }
        };
        let among_small = among_small(&words[given.clone()], words[family.clone()].iter().copied());
        Some(Self { title: title_of_column.or(title), words: cut, given, family, among_small })
    }

    /// The title in its display form.
    pub(crate) fn title(&self) -> Option<&'static str> {
        self.title
    }

    /// Adds some of the given names in their display form.
    pub(crate) fn push_given(
        &self,
        which: impl SliceIndex<[&'a str], Output = [&'a str]>,
        text: &mut String,
    ) {
        let given = &self.words.all()[self.given.clone()];
        for (position, word) in given.get(which).unwrap_or_default().iter().enumerate() {
            if position > 0 {
                text.push(' ');
            }
            self.push_given_word(word, text);
        }
    }

    fn push_given_word(&self, word: &str, text: &mut String) {
        if is_initials(word, self.among_small) {
            text.push_str(word);
        } else {
            push_name_word(word, text);
        }
    }

    /// Adds the family name in its display form.
    pub(crate) fn push_family(&self, text: &mut String) {
        push_words(self.words.all()[self.family.clone()].iter().copied(), true, text);
    }

    /// The name in parts.
    pub(super) fn into_name(self) -> PersonName {
        let given = self.words.all()[self.given.clone()].iter().map(|word| {
            let mut display = String::with_capacity(word.len());
            self.push_given_word(word, &mut display);
            display
        });
        let family = (!self.family.is_empty()).then(|| {
            let mut display = String::with_capacity(16);
            self.push_family(&mut display);
            display
        });
        let prefix = self.title.map(str::to_owned).into_iter().collect();
        PersonName { prefix, given: given.collect(), family, suffix: Vec::new() }
    }
}

/// Whether no list knows a word, and none of its beginnings.
fn is_plain(word: &str) -> bool {
    if !word.is_ascii() {
        // Lists are held against folded names.
        let folded = fold(word);
        return !folded.is_empty() && folded.split(' ').all(is_plain);
    }
    let doubled = matches!(word.as_bytes(), [b'X' | b'x', b'X' | b'x', ..] | [b'Z' | b'z', b'Z' | b'z', ..]);
    let known = |part: &str| Word::of(part).is_none_or(|word| KNOWN.may_hold(word));
    !doubled && if word.as_bytes().contains(&b'-') { !word.split('-').any(known) } else { !known(word) }
}
