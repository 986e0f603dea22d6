//! Texts as sets of words between spaces, each word weighed by how rare it is.

use std::sync::Arc;

use super::signature::{name_forms, words};
use crate::table::{Dictionary, NULL};

/// What the tokens of a value are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Its words, of so many bytes and more.
    Words {
        /// The bytes.
        length_min: usize,
    },
    /// The names that its first word is a form of.
    NameForms,
    /// The values it lists, parted by `|`.
    Listed,
}

/// For each value of a dictionary the set of its tokens, with a place more for the value of a guest.
///
/// Cheap to clone: copies have all in common but the guest.
#[derive(Clone)]
pub(crate) struct TokenSets {
    kind: TokenKind,
    /// The tokens of all values one after the other, those of each value sorted and each once.
    tokens: Arc<[u32]>,
    /// Where the tokens of each value end.
    ends: Arc<[u32]>,
    /// What each token weighs, in bits: the log2 of how many values there are to one that has it.
    weights: Arc<[f32]>,
    /// What a token weighs that no value has: as much as one that one value has.
    rarest: f32,
    /// The tokens by number.
    names: Arc<Dictionary>,
    /// The tokens of the guest's value; those that no value has are numbered after all others.
    guest: Vec<u32>,
}

impl TokenSets {
    /// The sets of a dictionary's values that are used; how rare tokens are is told by so many of the values, the first.
    pub(crate) fn new(
        values: &Dictionary,
        kind: TokenKind,
        reference_count: usize,
        is_used: impl Fn(u32) -> bool,
    ) -> Self {
        let mut names = Dictionary::new();
        let mut tokens = Vec::new();
        let mut ends = Vec::with_capacity(values.id_count());
        let mut set = Vec::new();
        for id in 0..values.id_count() as u32 {
            set.clear();
            if id != NULL && is_used(id) {
                kind.tokens_of(values.bytes(id), |token| set.push(names.intern(token)));
            }
            set.sort_unstable();
            set.dedup();
            tokens.extend_from_slice(&set);
            ends.push(tokens.len() as u32);
        }
        let mut counts = vec![0_u32; names.id_count()];
        let known = reference_count.checked_sub(1).map_or(0, |last| ends[last] as usize);
        tokens[..known].iter().for_each(|token| counts[*token as usize] += 1);
        let weight = |count: u32| (reference_count as f64 / f64::from(count.max(1))).log2() as f32;
        Self {
            kind,
            weights: counts.iter().map(|count| weight(*count)).collect(),
            rarest: weight(1),
            tokens: tokens.into(),
            ends: ends.into(),
            names: Arc::new(names),
            guest: Vec::new(),
        }
    }

    /// Takes the value of a guest, which no value of the dictionary equals; its number is any beyond theirs.
    pub(crate) fn receive(&mut self, value: &[u8]) {
        let Self { kind, names, guest, .. } = self;
        let mut strange = Dictionary::new();
        guest.clear();
        kind.tokens_of(value, |token| {
            let beyond = names.id_count() as u32 - 1;
            guest.push(names.find(token).unwrap_or_else(|| beyond + strange.intern(token)));
        });
        guest.sort_unstable();
        guest.dedup();
    }

    /// The tokens of a value.
    fn of(&self, id: u32) -> &[u32] {
        let Some(end) = self.ends.get(id as usize) else { return &self.guest };
        let start = if id == 0 { 0 } else { self.ends[id as usize - 1] };
        &self.tokens[start as usize..*end as usize]
    }

    /// Whether two values have a token in common.
    pub(crate) fn share(&self, left: u32, right: u32) -> bool {
        let mut common = Common { left: self.of(left), right: self.of(right) };
        common.next().is_some()
    }

    /// The weight of the common tokens, as a share of the weight of all tokens of both.
    pub(crate) fn overlap(&self, left: u32, right: u32) -> f64 {
        let (common, left, right) = self.weigh(left, right);
        ratio(common, left + right - common)
    }

    /// The weight of the common tokens, as a share of the weight of the lesser value's tokens.
    pub(crate) fn containment(&self, left: u32, right: u32) -> f64 {
        let (common, left, right) = self.weigh(left, right);
        ratio(common, left.min(right))
    }

    fn weigh(&self, left: u32, right: u32) -> (f64, f64, f64) {
        let (left, right) = (self.of(left), self.of(right));
        let weight = |token: u32| f64::from(*self.weights.get(token as usize).unwrap_or(&self.rarest));
        let sum = |tokens: &[u32]| tokens.iter().map(|token| weight(*token)).sum();
        (Common { left, right }.map(weight).sum(), sum(left), sum(right))
    }
}

impl TokenKind {
    /// Tells each token of a value.
    fn tokens_of(self, value: &[u8], mut tell: impl FnMut(&[u8])) {
        match self {
            Self::Words { length_min } => {
                words(value).filter(|word| word.len() >= length_min).for_each(&mut tell);
            }
            Self::NameForms => name_forms(value).iter().for_each(|form| tell(&form.to_le_bytes())),
            Self::Listed => {
                let values = value.split(|byte| *byte == b'|').map(<[u8]>::trim_ascii);
                values.filter(|value| !value.is_empty()).for_each(tell);
            }
        }
    }
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// The numbers that two sorted lists have in common.
struct Common<'s> {
    left: &'s [u32],
    right: &'s [u32],
}

impl Iterator for Common<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        while let (Some(&left), Some(&right)) = (self.left.first(), self.right.first()) {
            if left <= right {
                self.left = &self.left[1..];
            }
            if right <= left {
                self.right = &self.right[1..];
            }
            if left == right {
                return Some(left);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets(texts: &[&str], length_min: usize) -> TokenSets {
        let mut dictionary = Dictionary::new();
        texts.iter().for_each(|text| assert_ne!(dictionary.intern(text.as_bytes()), NULL));
        TokenSets::new(&dictionary, TokenKind::Words { length_min }, dictionary.id_count(), |_| true)
    }

    #[test]
    fn values_that_came_later_make_no_word_more_or_less_rare() {
        let mut dictionary = Dictionary::new();
        for text in ["OAK CAFE", "OAK LTD", "ELM LTD"] {
            dictionary.intern(text.as_bytes());
        }
        let words = TokenKind::Words { length_min: 1 };
        let before = TokenSets::new(&dictionary, words, 4, |_| true);
        for text in ["OAK INN", "OAK HALL", "OAK BARN"] {
            dictionary.intern(text.as_bytes());
        }
        let frozen = TokenSets::new(&dictionary, words, 4, |_| true);
        assert_eq!(before.overlap(1, 2), frozen.overlap(1, 2));
        assert!(TokenSets::new(&dictionary, words, 7, |_| true).overlap(1, 2) < before.overlap(1, 2));
        assert!(frozen.share(1, 6));
    }

    #[test]
    fn rare_words_weigh_more_than_common_ones() {
        let sets = sets(&["OAK CAFE", "OAK LTD", "ELM LTD", "ASH LTD", "YEW LTD"], 1);
        assert!(sets.overlap(1, 2) > sets.overlap(2, 3));
        assert!(sets.overlap(3, 4) > 0.0);
        assert_eq!(sets.overlap(1, 3), 0.0);
        assert_eq!(sets.overlap(1, 1), 1.0);
    }

    #[test]
    fn a_shorter_text_is_contained_in_a_longer() {
        let sets = sets(&["OAK CAFE", "OAK CAFE TRADING LTD", "ELM"], 1);
        assert_eq!(sets.containment(1, 2), 1.0);
        assert_eq!(sets.containment(1, 3), 0.0);
    }

    #[test]
    fn short_tokens_are_left_out_where_asked() {
        let sets = sets(&["DE SOUZA", "DE SILVA", "SILVA"], 3);
        assert!(!sets.share(1, 2));
        assert!(sets.share(2, 3));
    }

    #[test]
    fn a_guest_is_compared_as_if_its_value_were_there() {
        let mut guest = sets(&["OAK CAFE", "OAK LTD", "ELM LTD"], 1);
        guest.receive(b"YEW CAFE YEW");
        assert!(guest.share(1, 90) && !guest.share(2, 90));
        // OAK weighs one bit, CAFE two, and YEW, which no value has, as much as what one has.
        assert_eq!(guest.overlap(1, 90), 2.0 / 5.0);
        assert_eq!(guest.overlap(90, 90), 1.0);
        guest.receive(b"ELM");
        assert!(guest.share(3, 90) && !guest.share(1, 90));
        assert_eq!(guest.containment(3, 90), 1.0);
    }
}
