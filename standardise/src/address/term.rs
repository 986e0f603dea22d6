//! An address as a bag of terms in one spelling: what two writings of one address have in common word by word.
//!
//! For comparing where a parse may be wrong: it says what kind of term each is by its form alone, not what it names.

use super::part::{floor_word, part_word};
use super::thoroughfare::{self, ordinal};
use crate::fold::push_folded;
use crate::word::Word;

/// What a term is, by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TermKind {
    /// Digits, without leading zeros: `14`.
    Number,
    /// One letter, or two, such as tell a flat or a house from others: `A`, the `A` of `14A`, the `B` of `B5`.
    Letter,
    /// A word for a part of a building: `FLAT`, also of `APT`.
    Unit,
    /// A level of a building: `FIRST`, also of `1ST`; `BASEMENT`.
    Floor,
    /// A word that names nothing: `THE`, `AT`, `FLOOR`.
    Filler,
    /// Any other word.
    Word,
}

/// A term of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// What it is.
    pub kind: TermKind,
    /// Whether it was written together with the term before: the `A` of `14A`, the `16` of `14-16`.
    pub is_joined: bool,
    start: u16,
    end: u16,
}

/// The terms of a text, in its order, over one buffer that can be used again.
#[derive(Default, Clone)]
pub struct Terms {
    text: String,
    terms: Vec<Term>,
    folded: String,
}

/// Words that name nothing in an address.
const FILLERS: [&str; 12] =
    ["AND", "AT", "FLOOR", "FLR", "IN", "NO", "NUMBER", "OF", "OFF", "ON", "THE", "TO"];

/// The most bytes of terms that are read; an address is shorter.
const BYTES_MAX: usize = u16::MAX as usize;

impl Terms {
    /// Reads another text; what was read before is forgotten.
    ///
    /// # Example
    /// ```
    /// use standardise::address::term::Terms;
    ///
    /// let mut terms = Terms::default();
    /// terms.read("Apt. 2, 14A Smith's Rd");
    /// let words: Vec<&str> = terms.iter().map(|(_, word)| word).collect();
    /// assert_eq!(words, ["FLAT", "2", "14", "A", "SMITHS", "ROAD"]);
    /// ```
    pub fn read(&mut self, text: &str) {
        self.text.clear();
        self.terms.clear();
        let mut rest = text;
        let mut is_joined = false;
        while !rest.is_empty() {
            let length = rest.find(is_mark).unwrap_or(rest.len());
            let (word, further) = rest.split_at(length);
            if !word.is_empty() {
                self.add(word, is_joined);
            }
            let mut marks = further.chars();
            is_joined = match marks.next() {
                Some('-' | '/' | '&') => !word.is_empty(),
                _ => false,
            };
            rest = marks.as_str();
        }
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// A term and its text. Past the end a filler of no letters.
    pub fn get(&self, at: usize) -> (Term, &str) {
        self.terms
            .get(at)
            .map_or((Term { kind: TermKind::Filler, is_joined: false, start: 0, end: 0 }, ""), |term| {
                (*term, &self.text[usize::from(term.start)..usize::from(term.end)])
            })
    }

    /// The terms and their texts.
    pub fn iter(&self) -> impl Iterator<Item = (Term, &str)> {
        (0..self.terms.len()).map(|at| self.get(at))
    }

    fn add(&mut self, word: &str, is_joined: bool) {
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        push_folded(word, &mut folded);
        let mut is_joined = is_joined;
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            self.add_folded(word, is_joined);
            is_joined = false;
        }
        self.folded = folded;
    }

    fn add_folded(&mut self, word: &str, is_joined: bool) {
        if let Some(level) = floor_word(word) {
            return self.push(TermKind::Floor, level, is_joined);
        }
        if let Some(level) = ordinal(word) {
            return self.push(TermKind::Word, level, is_joined);
        }
        if word.bytes().any(|byte| byte.is_ascii_digit()) {
            return self.add_mixed(word, is_joined);
        }
        if let Some(unit) = part_word(word) {
            return self.push(TermKind::Unit, unit, is_joined);
        }
        if FILLERS.contains(&word) {
            return self.push(TermKind::Filler, word, is_joined);
        }
        if word.len() == 1 {
            return self.push(TermKind::Letter, word, is_joined);
        }
        // A saint and a street are written alike; as long as both sides take them for one, nothing is lost.
        let spelt_out = match word {
            "STREET" | "SAINT" => "ST",
            _ => Word::folded(word).and_then(thoroughfare::kind_of).map_or(word, |kind| kind.spelt_out),
        };
        let spelt_out = if spelt_out == "STREET" { "ST" } else { spelt_out };
        self.push(TermKind::Word, spelt_out, is_joined);
    }

    /// Adds the digits and the letters of a word by themselves: `14A`, `B5`, `003`.
    fn add_mixed(&mut self, word: &str, is_joined: bool) {
        let mut rest = word;
        let mut is_joined = is_joined;
        while let Some(first) = rest.bytes().next() {
            let is_digit = first.is_ascii_digit();
            let length = rest.bytes().take_while(|byte| byte.is_ascii_digit() == is_digit).count();
            let (piece, further) = rest.split_at(length);
            let kind = match (is_digit, length) {
                (true, _) => TermKind::Number,
                (false, 1 | 2) => TermKind::Letter,
                (false, _) => TermKind::Word,
            };
            let bare = piece.trim_start_matches('0');
            self.push(
                kind,
                if is_digit && bare.is_empty() {
                    "0"
                } else if is_digit {
                    bare
                } else {
                    piece
                },
                is_joined,
            );
            is_joined = true;
            rest = further;
        }
    }

    fn push(&mut self, kind: TermKind, text: &str, is_joined: bool) {
        let start = self.text.len();
        if start + text.len() <= BYTES_MAX {
            self.text.push_str(text);
            self.terms.push(Term { kind, is_joined, start: start as u16, end: self.text.len() as u16 });
        }
    }
}

/// Whether a term is a word that ends the names of many streets or buildings and so tells few apart: `ROAD`, `HOUSE`.
pub fn names_a_kind(text: &str) -> bool {
    text == "ST" || Word::folded(text).and_then(thoroughfare::kind_of).is_some()
}

fn is_mark(letter: char) -> bool {
    !letter.is_alphanumeric() && !matches!(letter, '\'' | '\u{2019}' | '\u{2018}' | '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mut terms = Terms::default();
        terms.read(text);
        let letter = |kind| match kind {
            TermKind::Number => 'n',
            TermKind::Letter => 'l',
            TermKind::Unit => 'u',
            TermKind::Floor => 'f',
            TermKind::Filler => '-',
            TermKind::Word => 'w',
        };
        let shown = terms.iter().map(|(term, text)| {
            format!("{}{text}:{}", if term.is_joined { "+" } else { "" }, letter(term.kind))
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn terms_are_told_by_their_form() {
        for (text, expected) in [
            ("Apt 2, 14A High St", "FLAT:u 2:n 14:n +A:l HIGH:w ST:w"),
            (
                "Flat B5 The Hse, 14-16 St. Ann's Rd",
                "FLAT:u B:l +5:n THE:- HOUSE:w 14:n +16:n ST:w ANNS:w ROAD:w",
            ),
            ("1st Floor Flat 003", "FIRST:f FLOOR:- FLAT:u 3:n"),
            ("Ground Floor, 10th Avenue", "GROUND:f FLOOR:- TENTH:w AVENUE:w"),
            ("Flat 2/1", "FLAT:u 2:n +1:n"),
            ("", ""),
        ] {
            assert_eq!(shown(text), expected, "of {text:?}");
        }
    }

    #[test]
    fn reading_again_forgets_what_was_read() {
        let mut terms = Terms::default();
        terms.read("14 High Street");
        terms.read("Rose Cottage");
        assert_eq!(terms.iter().map(|(_, text)| text).collect::<Vec<_>>(), ["ROSE", "COTTAGE"]);
        assert_eq!(terms.get(7).1, "");
    }
}
