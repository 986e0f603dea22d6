//! What is worked out once for each value, so that most unlike pairs are told apart without a look at their letters.
//!
//! A filter may only say no where the comparator would say no; it never says yes.

use rustc_hash::FxHasher;
use std::hash::Hasher;

use standardise::name::given;

use super::date::DateDigits;
use super::jaro_winkler::{BOOST_LENGTH_MAX, boosted};

/// What is kept of a text beside it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Signature {
    /// Two bits for each of 32 classes of bytes: there is one, there are two or more.
    bag: u64,
    /// The first four bytes, zeroes after the end.
    head: u32,
    length: u16,
    /// How many bytes are beyond the second of their class.
    surplus: u16,
    /// A bit for each word, many words to a bit: texts without a common bit have no common word.
    words: u64,
    /// As `words`, for the names that the first word is a form of.
    forms: u64,
    date: DateDigits,
}

impl Signature {
    pub(crate) fn of(text: &[u8]) -> Self {
        let mut counts = [0_u32; 32];
        let (mut bag, mut surplus) = (0_u64, 0_u16);
        for byte in text {
            let class = class(*byte);
            match counts[class] {
                seen @ (0 | 1) => bag |= 1 << (2 * class + seen as usize),
                _ => surplus = surplus.saturating_add(1),
            }
            counts[class] += 1;
        }
        let mut head = [0_u8; 4];
        let head_length = text.len().min(4);
        head[..head_length].copy_from_slice(&text[..head_length]);
        Self {
            bag,
            head: u32::from_le_bytes(head),
            length: text.len().min(u16::MAX as usize) as u16,
            surplus,
            words: words(text).fold(0, |marks, word| marks | 1 << (hash(word) >> 58)),
            forms: name_forms(text).iter().fold(0, |marks, form| marks | 1 << (form % 64)),
            date: DateDigits::of(text),
        }
    }

    /// The text as a date, where it is one.
    pub(crate) fn date(&self) -> Option<DateDigits> {
        self.date.is_known().then_some(self.date)
    }

    /// Whether one text begins with a letter that stands alone, and the other with the same letter.
    pub(crate) fn has_initial_of(&self, other: &Self) -> bool {
        (self.is_initial() || other.is_initial()) && self.head as u8 == other.head as u8
    }

    fn is_initial(&self) -> bool {
        self.length == 1 || (self.length > 1 && (self.head >> 8) as u8 == b' ')
    }

    /// Whether the texts can have a word in common.
    pub(crate) fn may_share_word(&self, other: &Self) -> bool {
        self.words & other.words != 0
    }

    /// Whether the first words can be forms of one name.
    pub(crate) fn may_share_form(&self, other: &Self) -> bool {
        self.forms & other.forms != 0
    }

    /// Whether two texts can have the first so many bytes in common; looks at four of them at most.
    pub(crate) fn may_share_beginning(&self, other: &Self, length: u8) -> bool {
        let looked_at = usize::from(length).min(BOOST_LENGTH_MAX);
        self.length.min(other.length) >= u16::from(length) && self.common_beginning(other) >= looked_at
    }

    /// Whether two texts are certainly more than so many edits apart; a swap of neighbours is an edit.
    pub(crate) fn beyond_edits(&self, other: &Self, limit: u8) -> bool {
        // An edit changes the count of at most two classes by one: two bits.
        let limit = u32::from(limit);
        u32::from(self.length.abs_diff(other.length)) > limit
            || (self.bag ^ other.bag).count_ones() > 2 * limit
    }

    /// At most so many letters of two texts can match.
    fn common_most(&self, other: &Self) -> usize {
        (self.bag & other.bag).count_ones() as usize + usize::from(self.surplus.min(other.surplus))
    }

    fn common_beginning(&self, other: &Self) -> usize {
        let equal = (self.head ^ other.head).trailing_zeros() as usize / 8;
        equal.min(usize::from(self.length)).min(usize::from(other.length)).min(BOOST_LENGTH_MAX)
    }
}

/// The words of a text, between spaces.
pub(crate) fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b' ').filter(|word| !word.is_empty())
}

/// The names that a text's first word is a form of, by number.
pub(crate) fn name_forms(text: &[u8]) -> &'static [u32] {
    let first = words(text).next().and_then(|word| std::str::from_utf8(word).ok());
    first.map_or(&[], given::groups_of)
}

fn hash(word: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word);
    hasher.finish().wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Letters have classes of their own; digits, spaces and the rest share six.
fn class(byte: u8) -> usize {
    match byte {
        b'A'..=b'Z' => usize::from(byte - b'A'),
        b'a'..=b'z' => usize::from(byte - b'a'),
        other => 26 + usize::from(other % 6),
    }
}

/// Texts up to this length are filtered.
const FILTERED_LENGTH_MAX: usize = 32;

/// Tells pairs that cannot reach a Jaro-Winkler similarity.
///
/// # Source
/// The bound on the similarity from letters in common follows Dreßler and Ngonga Ngomo (2017), On the efficient execution
/// of bounded Jaro-Winkler distances.
pub(crate) struct JaroWinklerFilter {
    /// For two lengths and a common beginning, how many letters must match at least.
    common_least: Vec<u8>,
}

impl JaroWinklerFilter {
    pub(crate) fn new(least: f64) -> Self {
        let lengths = 1..=FILTERED_LENGTH_MAX;
        let mut common_least = vec![0; place(FILTERED_LENGTH_MAX, FILTERED_LENGTH_MAX, BOOST_LENGTH_MAX) + 1];
        for left in lengths.clone() {
            for right in lengths.clone() {
                for beginning in 0..=BOOST_LENGTH_MAX {
                    let shorter = left.min(right);
                    let reaches = |common: &usize| {
                        let share = *common as f64 / left as f64 + *common as f64 / right as f64;
                        // Rounding must not refuse a pair that the comparator lets through.
                        *common > 0 && boosted((share + 1.0) / 3.0, beginning) >= least - 1e-9
                    };
                    let needed = (0..=shorter).find(reaches).unwrap_or(shorter + 1);
                    let needed = if least <= 0.0 { 0 } else { needed };
                    common_least[place(left, right, beginning)] = needed as u8;
                }
            }
        }
        Self { common_least }
    }

    /// Whether two texts certainly are less similar.
    pub(crate) fn refuses(&self, left: &Signature, right: &Signature) -> bool {
        let (left_length, right_length) = (usize::from(left.length), usize::from(right.length));
        if left_length > FILTERED_LENGTH_MAX
            || right_length > FILTERED_LENGTH_MAX
            || left_length.min(right_length) == 0
        {
            return false;
        }
        let needed = self.common_least[place(left_length, right_length, left.common_beginning(right))];
        left.common_most(right) < usize::from(needed)
    }
}

fn place(left: usize, right: usize, beginning: usize) -> usize {
    ((left - 1) * FILTERED_LENGTH_MAX + right - 1) * (BOOST_LENGTH_MAX + 1) + beginning
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        #[test]
        fn no_pair_that_is_similar_enough_is_refused(left in "[A-C1-3 ]{1,16}", right in "[A-C1-3 ]{1,16}") {
            let (a, b) = (Signature::of(left.as_bytes()), Signature::of(right.as_bytes()));
            let similarity = strsim::jaro_winkler(&left, &right);
            for least in [0.0, 0.7, 0.84, 0.92, 1.0] {
                if similarity >= least {
                    prop_assert!(!JaroWinklerFilter::new(least).refuses(&a, &b));
                }
            }
            let edits = strsim::osa_distance(&left, &right);
            for limit in 0..4 {
                if edits <= usize::from(limit) {
                    prop_assert!(!a.beyond_edits(&b, limit));
                }
            }
        }
    }

    #[test]
    fn unlike_texts_are_refused() {
        let (a, b) = (Signature::of(b"WILLIAM"), Signature::of(b"GERTRUDE"));
        assert!(JaroWinklerFilter::new(0.85).refuses(&a, &b));
        assert!(a.beyond_edits(&b, 2));
    }

    #[test]
    fn initials_are_told() {
        for (text, expected) in [("J", true), ("J R", true), ("JO", false), ("", false)] {
            assert_eq!(Signature::of(text.as_bytes()).is_initial(), expected, "{text}");
        }
    }
}
