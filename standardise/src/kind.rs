//! Kinds of premises that are never one another, told by the words of a category or a name.
//!
//! Only kinds that exclude each other: a surgery and the pharmacy in the same building are two premises, while a shop may
//! be a café. It is no classification of businesses, and most premises have no kind here.

use crate::fold::fold_into;
use crate::word::WordList;

/// A kind of premises that no other kind is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Where medicines are dispensed.
    Pharmacy,
    /// A dental practice.
    Dentist,
    /// A general medical practice.
    GeneralPractice,
    /// A school of any kind, nurseries left out: they are often part of one.
    School,
    /// Where vehicles are mended, tested or sold.
    Garage,
}

const PHARMACY: WordList<8> = WordList::new(&[
    "CHEMIST",
    "CHEMISTS",
    "DISPENSARY",
    "LLOYDSPHARMACY",
    "PHARMACIES",
    "PHARMACISTS",
    "PHARMACY",
    "PHARMACYS",
]);

const DENTIST: WordList<6> =
    WordList::new(&["DENTAL", "DENTALCARE", "DENTIST", "DENTISTRY", "DENTISTS", "ORTHODONTIC"]);

const GENERAL_PRACTICE: WordList<5> = WordList::new(&["DOCTOR", "DOCTORS", "DR", "DRS", "GP"]);

const SCHOOL: WordList<3> = WordList::new(&["ACADEMY", "SCHOOL", "SCHOOLS"]);

/// What a school's name says of its kind, its ages and who keeps it, and what changes when it is reorganised.
const SCHOOLING: WordList<50> = WordList::new(&[
    "ACADEMY",
    "AIDED",
    "CATHOLIC",
    "CE",
    "CHURCH",
    "COFE",
    "COLLEGE",
    "COMMUNITY",
    "COMPREHENSIVE",
    "CONTROLLED",
    "COUNTY",
    "EARLY",
    "EDUCATION",
    "ENDOWED",
    "ENGLAND",
    "FIRST",
    "FORM",
    "FOUNDATION",
    "FREE",
    "GRAMMAR",
    "HIGH",
    "INDEPENDENT",
    "INFANT",
    "INFANTS",
    "JM",
    "JMI",
    "JUNIOR",
    "JUNIORS",
    "LOWER",
    "MIDDLE",
    "MIXED",
    "MODERN",
    "NURSERY",
    "PREP",
    "PREPARATORY",
    "PRIMARY",
    "RC",
    "ROMAN",
    "SCHOOL",
    "SCHOOLS",
    "SECONDARY",
    "SIXTH",
    "SPECIAL",
    "STUDIO",
    "UPPER",
    "VA",
    "VC",
    "VILLAGE",
    "VOLUNTARY",
    "YEARS",
]);

/// Whether a folded word of a school's name says only what kind of school it is: `JUNIOR`, `JMI`, `AIDED`.
pub fn is_of_schooling(word: &str) -> bool {
    SCHOOLING.contains(word)
}

const GARAGE: WordList<8> =
    WordList::new(&["AUTOS", "GARAGE", "GARAGES", "MOT", "MOTORCYCLES", "MOTORS", "TYRES", "VEHICLE"]);

impl Kind {
    /// The kind that the words of a category or name tell; nothing where they tell none, or several.
    pub fn of(text: &str) -> Option<Self> {
        let mut folded = String::with_capacity(text.len());
        fold_into(text, &mut folded);
        let mut kind = None;
        for told in folded.split(' ').filter_map(Self::of_word) {
            if kind.replace(told).is_some_and(|other| other != told) {
                return None;
            }
        }
        kind
    }

    fn of_word(word: &str) -> Option<Self> {
        if PHARMACY.contains(word) {
            Some(Self::Pharmacy)
        } else if DENTIST.contains(word) {
            Some(Self::Dentist)
        } else if GENERAL_PRACTICE.contains(word) {
            Some(Self::GeneralPractice)
        } else if SCHOOL.contains(word) {
            Some(Self::School)
        } else {
            GARAGE.contains(word).then_some(Self::Garage)
        }
    }

    /// The name in the standard form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pharmacy => "pharmacy",
            Self::Dentist => "dentist",
            Self::GeneralPractice => "general practice",
            Self::School => "school",
            Self::Garage => "garage",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schooling_is_told_from_names() {
        assert!(SCHOOLING.is_ordered());
        assert!(is_of_schooling("JMI") && is_of_schooling("AIDED"));
        assert!(!is_of_schooling("MARTINDALE"));
    }

    #[test]
    fn words_tell_a_kind_where_they_tell_one_alone() {
        let cases = [
            ("Rowlands Pharmacy", Some("pharmacy")),
            ("DENTAL SURGERY AND PREMISES", Some("dentist")),
            ("Dr A. Example & Partners", Some("general practice")),
            ("Doctors' Surgery", Some("general practice")),
            ("SCHOOL AND PREMISES", Some("school")),
            ("Vehicle Repair Workshop and Premises", Some("garage")),
            // Dentists and doctors both have one.
            ("SURGERY AND PREMISES", None),
            ("School Lane Garage", None),
            ("Corner Shop", None),
            ("", None),
        ];
        for (text, kind) in cases {
            assert_eq!(Kind::of(text).map(Kind::name), kind, "{text}");
        }
    }
}
