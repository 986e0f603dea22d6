//! How telling words are: one in many names of the gazetteer tells few addresses apart.
//!
//! A name counts once, however many addresses have it. The file keeps in how many blocks each name is and in how many
//! names each word, so that a change of some blocks changes the counts as building anew would.

use rustc_hash::FxHashMap;
use standardise::address::term::{TermKind, Terms, names_a_kind};
use standardise::kind::is_of_schooling;
use twox_hash::XxHash3_64;

use crate::entry::{Entry, Part};

/// A word in one of 2^10 names is as telling as any; in a gazetteer of fewer names, a word in one of them.
const TELLING_BITS_MAX: f32 = 10.0;
/// The least that a word counts for.
const WEIGHT_MIN: f32 = 0.04;
/// What a word counts for that is in no other name.
pub(crate) const WEIGHT_WHOLE: u8 = 100;
/// The most that a word counts for that says what kind of school is there: those change while the school stays.
pub(crate) const SCHOOLING_WEIGHT: f32 = 0.12;
/// The most that a word counts for that says what kind of street or building is there.
const KIND_WEIGHT: f32 = 0.35;

/// A name of a street, building or organisation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    /// Of its terms and of what it is the name of; fixed for good, as the file keeps it.
    pub(crate) hash: u64,
    /// Its words, each once.
    pub(crate) words: Vec<String>,
}

/// The names in some addresses, each once, by hash.
pub(crate) fn names_of(entries: &[Entry], terms: &mut Terms) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for part in [Part::Organisation, Part::BuildingName, Part::Street] {
        let mut texts: Vec<&str> =
            entries.iter().map(|entry| entry.part(part)).filter(|text| !text.is_empty()).collect();
        texts.sort_unstable();
        texts.dedup();
        for text in texts {
            terms.read(text);
            if terms.is_empty() {
                continue;
            }
            let mut hashed = vec![part as u8];
            let mut words: Vec<String> = Vec::new();
            for (term, text) in terms.iter() {
                hashed.push(0);
                hashed.extend(text.as_bytes());
                if term.kind == TermKind::Word && !words.iter().any(|word| word == text) {
                    words.push(text.to_owned());
                }
            }
            names.push(Name { hash: XxHash3_64::oneshot(&hashed), words });
        }
    }
    names.sort_unstable();
    names.dedup_by_key(|name| name.hash);
    names
}

/// In how many blocks names are, and in how many names words.
#[derive(Default)]
pub(crate) struct NameCount {
    pub(crate) blocks: FxHashMap<u64, u32>,
    pub(crate) words: FxHashMap<String, u32>,
}

impl NameCount {
    /// Counts the names of a block.
    pub(crate) fn add(&mut self, names: &[Name]) {
        for name in names {
            let blocks = self.blocks.entry(name.hash).or_insert(0);
            *blocks += 1;
            if *blocks > 1 {
                continue;
            }
            for word in &name.words {
                match self.words.get_mut(word) {
                    Some(count) => *count += 1,
                    None => {
                        self.words.insert(word.clone(), 1);
                    }
                }
            }
        }
    }
}

/// What a word counts for that is in so many of all names, in per cent of the most.
pub(crate) fn weight(count: u32, names: u64) -> u8 {
    let names = names.max(2) as f32;
    let telling = (names / count.max(1) as f32).log2() / names.log2().min(TELLING_BITS_MAX);
    (telling.clamp(WEIGHT_MIN, 1.0) * f32::from(WEIGHT_WHOLE)) as u8
}

/// Words in no more names than this count for the most.
pub(crate) fn rare_count(names: u64) -> u64 {
    (names >> TELLING_BITS_MAX as u32).max(1)
}

/// What a term counts for in a name, where a word counts as `telling`; and whether it says a kind, such as ROAD.
pub(crate) fn name_weight(kind: TermKind, text: &str, telling: f32) -> (f32, bool) {
    let is_kind = names_a_kind(text);
    let weight = match kind {
        TermKind::Filler => 0.0,
        TermKind::Unit => 0.2,
        TermKind::Letter => 0.35,
        TermKind::Number | TermKind::Floor => 0.7,
        TermKind::Word if is_of_schooling(text) => telling.min(SCHOOLING_WEIGHT),
        TermKind::Word if is_kind => telling.min(KIND_WEIGHT),
        TermKind::Word => telling,
    };
    (weight, is_kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_in_every_name_tells_next_to_nothing() {
        let mut count = NameCount::default();
        for number in 0..2000_u32 {
            let other = char::from(b'A' + (number % 26) as u8).to_string().repeat(3 + number as usize / 26);
            let entry = Entry { building_name: format!("School {other}"), ..Entry::default() };
            // A name in two blocks is one name.
            count.add(&names_of(&[entry.clone(), entry.clone()], &mut Terms::default()));
            count.add(&names_of(&[entry], &mut Terms::default()));
        }
        let names = count.blocks.len() as u64;
        assert_eq!((names, count.words["SCHOOL"], count.words["AAA"]), (2000, 2000, 1));
        assert_eq!(weight(2000, names), 4);
        assert_eq!(weight(1, names), WEIGHT_WHOLE);
    }

    #[test]
    fn rare_words_are_those_of_the_whole_weight() {
        for names in [2, 3, 70, 1023, 1024, 5000, 1_000_000] {
            let rare = rare_count(names);
            assert_eq!(weight(rare as u32, names), WEIGHT_WHOLE, "{names}");
            assert!(weight(rare as u32 + 1, names) < WEIGHT_WHOLE, "{names}");
        }
    }
}
