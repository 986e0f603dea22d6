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
        let mut letters = [0; CAPACITY];
        letters.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        Some(Self::pack(&letters))
    }

    const fn pack(letters: &[u8; CAPACITY]) -> Self {
        let mut packed = [0; 3];
        let mut at = 0;
        while at < CAPACITY {
            packed[at / 8] = packed[at / 8] << 8 | letters[at] as u64;
            at += 1;
        }
        Self(packed)
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

/// A list of words in the order of their capitals.
pub(crate) struct WordList<const N: usize>([Word; N]);

impl<const N: usize> WordList<N> {
    /// Packs words; too long a word does not compile.
    pub(crate) const fn new(words: &[&str; N]) -> Self {
        let mut packed = [Word([0; 3]); N];
        let mut at = 0;
        while at < N {
            packed[at] = Word::of_entry(words[at]);
            at += 1;
        }
        Self(packed)
    }

    /// The place of a word in the list.
    pub(crate) fn position(&self, word: Word) -> Option<usize> {
        self.0.binary_search(&word).ok()
    }

    /// Whether a folded text is in the list.
    pub(crate) fn contains(&self, folded: &str) -> bool {
        Word::folded(folded).is_some_and(|word| self.position(word).is_some())
    }

    /// Whether the list is in the order that looking up needs.
    #[cfg(test)]
    pub(crate) fn is_ordered(&self) -> bool {
        self.0.is_sorted_by(|one, next| one < next)
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
    fn words_are_found_whatever_their_case() {
        assert!(LIST.is_ordered());
        assert_eq!(Word::of("b.a.").and_then(|word| LIST.position(word)), Some(1));
        assert!(LIST.contains("BAC D"));
        assert!(!LIST.contains("BAC"));
        assert!(!LIST.contains("A TEXT THAT IS LONGER THAN ANY WORD"));
    }
}
