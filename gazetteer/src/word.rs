//! How telling words are: one in many names of the gazetteer tells few addresses apart.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use standardise::address::term::{TermKind, Terms};

use crate::entry::{Entry, Part};

/// A word in one of 2^10 names is as telling as any; in a gazetteer of fewer names, a word in one of them.
const TELLING_BITS_MAX: f32 = 10.0;
/// The least that a word counts for.
const WEIGHT_MIN: f32 = 0.04;
/// What a word counts for that is in no other name, in the file.
pub(crate) const WEIGHT_WHOLE: u8 = 100;

/// In how many names each word is.
#[derive(Default)]
pub(crate) struct WordCount {
    counts: FxHashMap<String, u32>,
    /// The names counted, by a hash: a street of a thousand addresses has one name.
    names: FxHashSet<u64>,
    terms: Terms,
}

impl WordCount {
    /// Counts the words of an address's names, each once a name and each name once.
    pub(crate) fn add(&mut self, entry: &Entry) {
        for part in [Part::Organisation, Part::BuildingName, Part::Street] {
            let mut terms = std::mem::take(&mut self.terms);
            terms.read(entry.part(part));
            let is_new = !terms.is_empty() && self.names.insert(hash_of(part, &terms));
            for (at, (term, text)) in terms.iter().enumerate() {
                let is_first = !terms.iter().take(at).any(|(_, other)| other == text);
                if is_new && term.kind == TermKind::Word && is_first {
                    match self.counts.get_mut(text) {
                        Some(count) => *count += 1,
                        None => {
                            self.counts.insert(text.to_owned(), 1);
                        }
                    }
                }
            }
            self.terms = terms;
        }
    }

    /// What a word counts for, in per cent of the most.
    pub(crate) fn weight(&self, word: &str) -> u8 {
        let count = self.counts.get(word).copied().unwrap_or(1).max(1);
        let names = self.names.len().max(2) as f32;
        let telling = (names / count as f32).log2() / names.log2().min(TELLING_BITS_MAX);
        (telling.clamp(WEIGHT_MIN, 1.0) * f32::from(WEIGHT_WHOLE)) as u8
    }

    /// The words that count for less than the most, and what they count for; by word.
    pub(crate) fn common(&self) -> Vec<(&str, u8)> {
        let mut common: Vec<(&str, u8)> = self
            .counts
            .keys()
            .map(|word| (word.as_str(), self.weight(word)))
            .filter(|(_, weight)| *weight < WEIGHT_WHOLE)
            .collect();
        common.sort_unstable();
        common
    }
}

/// A hash of a name and of what it is the name of.
fn hash_of(part: Part, terms: &Terms) -> u64 {
    let mut hasher = FxHasher::default();
    part.hash(&mut hasher);
    terms.iter().for_each(|(_, text)| text.hash(&mut hasher));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_in_every_name_tells_next_to_nothing() {
        let mut words = WordCount::default();
        for number in 0..2000 {
            let name = format!(
                "School {}",
                char::from(b'A' + (number % 26) as u8).to_string().repeat(3 + number / 26)
            );
            words.add(&Entry { building_name: name, ..Entry::default() });
        }
        assert_eq!(words.weight("SCHOOL"), 4);
        assert_eq!(words.weight("AAA"), WEIGHT_WHOLE);
        assert_eq!(words.common(), [("SCHOOL", 4)]);
    }
}
