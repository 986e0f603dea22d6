//! The folded words of an address, with what stood between them.
//!
//! Words only; what they are together is told by [`super::piece`].

use super::part;
use super::thoroughfare::{self, Kind};
use crate::fold::push_folded;
use crate::word::Word;

/// A folded word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    start: usize,
    end: usize,
    /// The mark between the word before and this one: `-`, `/`, `&` or a space.
    pub joint: u8,
    /// The segment it stands in.
    pub segment: usize,
    /// What kind of street or building it names, if any; `ST` counts as `STREET` here.
    kind: Option<&'static Kind>,
    /// The part of a building that it announces, if any: `APT` is `FLAT`.
    part: Option<&'static str>,
}

/// The words of an address over one buffer.
pub(super) struct Tokens {
    text: String,
    tokens: Vec<Token>,
    /// The number of segments.
    pub segment_count: usize,
}

impl Tokens {
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The word at a place; empty past the end.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text[token.start..token.end])
    }

    /// The kind of street or building that the word at a place names.
    pub(super) fn kind(&self, at: usize) -> Option<&'static Kind> {
        self.tokens.get(at)?.kind
    }

    /// The part of a building that the word at a place announces.
    pub(super) fn part(&self, at: usize) -> Option<&'static str> {
        self.tokens.get(at)?.part
    }

    /// Where the segment of a word ends.
    pub(super) fn segment_end(&self, at: usize) -> usize {
        let Some(token) = self.tokens.get(at) else { return at };
        let further = self.tokens[at..].iter().take_while(|other| other.segment == token.segment).count();
        at + further
    }
}

/// The words of segments.
pub(super) fn tokens_of(segments: &[String]) -> Tokens {
    let length = segments.iter().map(|segment| segment.len() + 1).sum();
    let mut tokens = Tokens {
        text: String::with_capacity(length),
        tokens: Vec::with_capacity(16),
        segment_count: segments.len(),
    };
    for (number, segment) in segments.iter().enumerate() {
        tokens.add_segment(number, segment);
    }
    tokens.part_fused();
    tokens
}

impl Tokens {
    fn add_segment(&mut self, number: usize, segment: &str) {
        let mut joint = b' ';
        let mut rest = segment;
        while !rest.is_empty() {
            let length = word_length(rest);
            let (word, further) = rest.split_at(length);
            if self.add_word(number, word, joint) {
                joint = b' ';
            }
            let mut marks = further.chars();
            match marks.next() {
                Some(mark @ ('-' | '/' | '&' | '+')) => joint = if mark == '+' { b'&' } else { mark as u8 },
                Some('\u{2010}'..='\u{2015}') => joint = b'-',
                Some('.') => joint = b'/',
                _ => {}
            }
            rest = marks.as_str();
        }
    }

    /// Parts words that have lost the space before a street's kind, unless such a word follows of itself
    /// (`MACFARLANE ROAD`).
    fn part_fused(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            let token = self.tokens[at];
            let followed = self
                .tokens
                .get(at + 1)
                .is_some_and(|next| next.segment == token.segment && next.kind.is_some());
            let fused =
                if token.kind.is_none() && !followed { thoroughfare::fused_at(self.word(at)) } else { None };
            if let Some(start) = fused {
                let middle = token.start + start;
                let kind = Word::folded(&self.text[middle..token.end]).and_then(thoroughfare::kind_of);
                self.tokens[at].end = middle;
                self.tokens.insert(at + 1, Token { start: middle, joint: b' ', kind, ..token });
            }
            at += 1;
        }
    }

    /// Adds a word, or the words that it folds to; says whether there were any.
    fn add_word(&mut self, segment: usize, word: &str, joint: u8) -> bool {
        let before = self.text.len();
        push_folded(word, &mut self.text);
        let mut start = if before > 0 && self.text.len() > before { before + 1 } else { before };
        let mut joint = joint;
        let any = start < self.text.len();
        while start < self.text.len() {
            let end = self.text[start..].find(' ').map_or(self.text.len(), |space| start + space);
            let word = Word::folded(&self.text[start..end]);
            let (kind, part) = (word.and_then(thoroughfare::kind_of), word.and_then(part::word_for));
            self.tokens.push(Token { start, end, joint, segment, kind, part });
            joint = b' ';
            start = end + 1;
        }
        any
    }
}

/// How far the word at the start of a text reaches. A full stop parts a word from a word and a number from a number
/// (`St.James`, `Flat 1.2`), but not initials.
fn word_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    for (at, letter) in text.char_indices() {
        let parts = match letter {
            ' ' | '-' | '/' | '&' | '+' | '(' | ')' | ':' | '"' | '\u{2010}'..='\u{2015}' => true,
            '.' => {
                at >= 2 && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) && bytes[at - 2] != b'.'
                    || at >= 1
                        && bytes[at - 1].is_ascii_digit()
                        && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
            }
            _ => false,
        };
        if parts {
            return at;
        }
    }
    text.len()
}
