//! What follows a name: honours, degrees, generations.
//!
//! Peeled off so that `Smith OBE` and `Smith` compare as one name; which honours exist is not checked.

use crate::word::{Filter, Word, WordList};

/// Suffixes that are no family name, as displayed; in order of their capitals.
const SUFFIXES: [&str; 51] = [
    "BCh", "BDS", "BEd", "BEM", "BEng", "BMus", "BSc", "CBE", "CPsychol", "DBE", "DClinPsy", "DDS", "DPhil",
    "DSc", "DSO", "EdD", "Esq", "FRCA", "FRCGP", "FRCN", "FRCP", "FRCS", "FRS", "GCMG", "Hons", "II", "III",
    "IV", "Jnr", "JP", "Jr", "KBE", "KC", "KCB", "LLB", "LLM", "MBE", "MEd", "MEng", "MP", "MPhil", "MRCGP",
    "MRCP", "MSc", "OBE", "PGCE", "PhD", "QC", "QPM", "Snr", "Sr",
];

/// Suffixes that are also names (Jack Ma, Mary Senior): only after two names, and in capitals where the name is not.
const AMBIGUOUS: [&str; 13] =
    ["BA", "Bt", "CH", "DL", "Junior", "MA", "MD", "MS", "OM", "RGN", "RN", "Senior", "TD"];

const SUFFIX_WORDS: WordList<51> = WordList::new(&SUFFIXES);
const AMBIGUOUS_WORDS: WordList<13> = WordList::new(&AMBIGUOUS);

/// The generation that a suffix tells, in its display form.
///
/// A second of the name and a younger one are taken to be the same: which of the two is written is custom.
pub(super) fn generation(display: &str) -> Option<u8> {
    match display {
        "Sr" | "Snr" | "Senior" => Some(1),
        "Jr" | "Jnr" | "Junior" | "II" => Some(2),
        "III" => Some(3),
        "IV" => Some(4),
        _ => None,
    }
}

/// The display form of a word that tells a generation where it stands at the end of a name.
pub(super) fn generation_word(token: &str) -> Option<&'static str> {
    certain(token).or_else(|| possible(token)).filter(|display| generation(display).is_some())
}

/// The suffix that `the Elder` or `the Younger` at the end of a name stands for.
pub(super) fn of_age(words: &[&str]) -> Option<&'static str> {
    let [.., the, word] = words else { return None };
    let is = |age: &str| the.eq_ignore_ascii_case("the") && word.eq_ignore_ascii_case(age);
    if is("younger") { Some("Junior") } else { is("elder").then_some("Senior") }
}

/// The display form of a word that is always a suffix.
pub(super) fn certain(token: &str) -> Option<&'static str> {
    SUFFIXES.get(SUFFIX_WORDS.position(Word::of(token)?)?).copied()
}

/// The display form of a word that is a suffix only where the rest of the name says so.
pub(super) fn possible(token: &str) -> Option<&'static str> {
    AMBIGUOUS.get(AMBIGUOUS_WORDS.position(Word::of(token)?)?).copied()
}

/// Adds all suffixes to a filter.
pub(super) const fn mark(filter: Filter) -> Filter {
    filter.with(&SUFFIX_WORDS).with(&AMBIGUOUS_WORDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_order() {
        assert!(SUFFIX_WORDS.is_ordered());
        assert!(AMBIGUOUS_WORDS.is_ordered());
    }

    #[test]
    fn suffixes_have_one_display_form() {
        assert_eq!(certain("obe"), Some("OBE"));
        assert_eq!(certain("Ph.D."), Some("PhD"));
        assert_eq!(certain("Smith"), None);
        assert_eq!(possible("ma"), Some("MA"));
        assert_eq!(generation_word("JNR"), Some("Jnr"));
        assert_eq!(generation_word("V").or_else(|| generation_word("I")), None);
    }
}
