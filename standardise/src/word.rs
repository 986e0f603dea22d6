//! Short words as numbers, for looking them up in lists without touching the heap.
//!
//! Only words of up to 24 ASCII letters, digits and spaces; longer or other words are no keyword of ours.

/// The longest word that can be looked up.
const CAPACITY: usize = 24;

/// A word in ASCII capitals, packed so that comparing two is comparing three numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Word([u64; 3]);

impl Word {
    /// The word that a token is, full stops, apostrophes and commas dropped; nothing where it is too long or holds
    /// anything but those and ASCII letters and digits.
    pub(crate) fn of(token: &str) -> Option<Self> {
        if token.len() <= CAPACITY && token.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Some(Self::of_plain(token.as_bytes()));
        }
        Self::of_marked(token)
    }

    /// The word that up to 24 ASCII letters and digits are.
    fn of_plain(token: &[u8]) -> Self {
        let mut packed = [0; 3];
        for (place, eight) in packed.iter_mut().zip(token.chunks(8)) {
            let letters = match eight.first_chunk::<8>() {
                Some(whole) => u64::from_be_bytes(*whole),
                None => {
                    eight.iter().fold(0, |letters, byte| letters << 8 | u64::from(*byte))
                        << (64 - 8 * eight.len())
                }
            };
            // The bit that parts small letters from capitals; digits, which have it too, have the one above it not.
            let is_letter = letters & 0x4040_4040_4040_4040;
            *place = letters & !(is_letter >> 1);
        }
        Self(packed)
    }

    /// The word that a token is, byte by byte.
    fn of_marked(token: &str) -> Option<Self> {
        let mut letters = [0; CAPACITY];
        let mut length = 0;
        for byte in token.bytes() {
            match byte {
                b'A'..=b'Z' | b'0'..=b'9' => *letters.get_mut(length)? = byte,
                b'a'..=b'z' => *letters.get_mut(length)? = byte - 32,
                b'.' | b'\'' | b',' => continue,
                _ => return None,
            }
            length += 1;
        }
        Some(Self::pack(&letters))
    }

    /// The word that a folded text is, spaces and all; nothing where it is too long.
    pub(crate) fn folded(text: &str) -> Option<Self> {
        if text.len() > CAPACITY {
            return None;
        }
        let mut letters = [0; CAPACITY];
        letters.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        Some(Self::pack(&letters))
    }

    const fn pack(letters: &[u8; CAPACITY]) -> Self {
        let (eights, _) = letters.as_chunks::<8>();
        Self([u64::from_be_bytes(eights[0]), u64::from_be_bytes(eights[1]), u64::from_be_bytes(eights[2])])
    }

    /// A number in which words differ, the more so in its upper bits.
    const fn hash(self) -> u64 {
        let [first, second, third] = self.0;
        (first ^ second.rotate_left(21) ^ third.rotate_left(42)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    /// The longest of the words that a phrase is made of, the first of equals.
    const fn longest_part(self) -> Self {
        let mut longest = [0; CAPACITY];
        let mut longest_length = 0;
        let mut part = [0; CAPACITY];
        let mut length = 0;
        let mut at = 0;
        while at <= CAPACITY {
            let letter =
                if at < CAPACITY { (self.0[at / 8] >> (8 * (7 - at % 8)) & 0xff) as u8 } else { b' ' };
            if letter == b' ' || letter == 0 {
                if length > longest_length {
                    longest = part;
                    longest_length = length;
                }
                part = [0; CAPACITY];
                length = 0;
            } else {
                part[length] = letter;
                length += 1;
            }
            at += 1;
        }
        Self::pack(&longest)
    }

    /// A list's entry in capitals, as lists are made when the program is compiled.
    const fn of_entry(entry: &str) -> Self {
        let bytes = entry.as_bytes();
        let mut letters = [0; CAPACITY];
        let mut at = 0;
        while at < bytes.len() {
            letters[at] = bytes[at].to_ascii_uppercase();
            at += 1;
        }
        Self::pack(&letters)
    }
}

/// A list of words in the order of their capitals, to be looked up in one step.
pub(crate) struct WordList<const N: usize> {
    words: [Word; N],
    /// Four places for each word: one more than its position, at its hash or in the next free place after it.
    slots: [[u16; 4]; N],
}

impl<const N: usize> WordList<N> {
    /// Packs words; too long a word does not compile.
    pub(crate) const fn new(words: &[&str; N]) -> Self {
        let mut packed = [Word([0; 3]); N];
        let mut slots = [[0; 4]; N];
        let mut at = 0;
        while at < N {
            packed[at] = Word::of_entry(words[at]);
            let mut slot = Self::slot_of(packed[at]);
            while slots[slot / 4][slot % 4] != 0 {
                slot = (slot + 1) % (4 * N);
            }
            at += 1;
            slots[slot / 4][slot % 4] = at as u16;
        }
        Self { words: packed, slots }
    }

    const fn slot_of(word: Word) -> usize {
        (((word.hash() >> 32) * (4 * N as u64)) >> 32) as usize
    }

    /// The place of a word in the list.
    pub(crate) fn position(&self, word: Word) -> Option<usize> {
        let slots = self.slots.as_flattened();
        let first = Self::slot_of(word);
        // Three places of four are free, so that the search ends soon.
        for slot in slots[first..].iter().chain(&slots[..first]) {
            let position = usize::from(*slot).checked_sub(1)?;
            if self.words[position] == word {
                return Some(position);
            }
        }
        None
    }

    /// Whether a folded text is in the list.
    pub(crate) fn contains(&self, folded: &str) -> bool {
        Word::folded(folded).is_some_and(|word| self.position(word).is_some())
    }

    /// Whether the list is in the order in which it is kept.
    #[cfg(test)]
    pub(crate) fn is_ordered(&self) -> bool {
        self.words.is_sorted_by(|one, next| one < next)
    }
}

/// A set of words that answers `no` or `maybe`.
pub(crate) struct Filter {
    bits: [u64; FILTER_BITS / 64],
}

/// How many bits a filter has; a power of two, many times the words put into it.
const FILTER_BITS: usize = 16_384;

impl Filter {
    /// A filter that holds nothing.
    pub(crate) const EMPTY: Self = Self { bits: [0; FILTER_BITS / 64] };

    /// The filter with a list's words: of a phrase its longest word, without which the phrase is nowhere.
    pub(crate) const fn with<const N: usize>(mut self, list: &WordList<N>) -> Self {
        let mut at = 0;
        while at < N {
            let bit = list.words[at].longest_part().hash() >> (64 - FILTER_BITS.trailing_zeros());
            self.bits[(bit / 64) as usize] |= 1 << (bit % 64);
            at += 1;
        }
        self
    }

    /// The filter with a list's phrases, each whole.
    pub(crate) const fn with_whole<const N: usize>(mut self, list: &WordList<N>) -> Self {
        let mut at = 0;
        while at < N {
            let bit = list.words[at].hash() >> (64 - FILTER_BITS.trailing_zeros());
            self.bits[(bit / 64) as usize] |= 1 << (bit % 64);
            at += 1;
        }
        self
    }

    /// Whether a word may be in the filter; where this says no, it is not.
    pub(crate) fn may_hold(&self, word: Word) -> bool {
        let bit = word.hash() >> (64 - FILTER_BITS.trailing_zeros());
        usize::try_from(bit / 64)
            .ok()
            .and_then(|at| self.bits.get(at))
            .is_none_or(|bits| bits >> (bit % 64) & 1 == 1)
    }
}

/// Packs the first halves of pairs.
pub(crate) const fn firsts<const N: usize>(pairs: &[(&'static str, &'static str); N]) -> WordList<N> {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        words[at] = pairs[at].0;
        at += 1;
    }
    WordList::new(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: WordList<3> = WordList::new(&["B", "Ba", "BAC D"]);

    #[test]
    fn filter_holds_the_longest_word_of_each_phrase() {
        const FILTER: Filter = Filter::EMPTY.with(&LIST);
        let holds = |text: &str| FILTER.may_hold(Word::of(text).unwrap());
        assert!(holds("b") && holds("Ba") && holds("bac"));
        assert!(!holds("D") && !holds("Jane"));
    }

    #[test]
    fn quick_packing_equals_packing_byte_by_byte() {
        for token in ["", "Jane", "B.A.", "O'NEILL", "a\0b", "Zoë", "ABCDEFGHIJKLMNOPQRSTUVWX", "A-B", "a,b"]
        {
            assert!(Word::of(token) == Word::of_marked(token), "of {token:?}");
        }
        assert!(Word::of("ABCDEFGHIJKLMNOPQRSTUVWXY").is_none());
    }

    #[test]
    fn words_are_found_whatever_their_case() {
        assert!(LIST.is_ordered());
        assert_eq!(Word::of("b.a.").and_then(|word| LIST.position(word)), Some(1));
        assert!(LIST.contains("BAC D"));
        assert!(!LIST.contains("BAC"));
        for text in ["A", "B", "BA", "BAC D", "C", "", "BAA"] {
            let searched = Word::folded(text).is_some_and(|word| LIST.words.contains(&word));
            assert_eq!(LIST.contains(text), searched, "of {text:?}");
        }
        assert!(!LIST.contains("A TEXT THAT IS LONGER THAN ANY WORD"));
    }
}
