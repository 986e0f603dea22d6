//! Sex as systems code it.
//!
//! What a system recorded, in one of three words. It guesses nothing from names or titles.

use crate::fold::fold_into;
use crate::problem::{ProblemKind, Reading};

/// The sex or gender that a system recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Recorded as female.
    Female,
    /// Recorded as male.
    Male,
    /// Recorded as neither: other, indeterminate, non-binary.
    Other,
}

impl Sex {
    /// Reads a code or a word.
    ///
    /// `X` is told as ambiguous: in NHS data it means not known, in other systems neither male nor female.
    ///
    /// # Source
    /// NHS Data Model and Dictionary, PERSON STATED GENDER CODE (1, 2, 9, X); ISO/IEC 5218:2022 (0, 1, 2, 9).
    pub fn read(text: &str) -> Reading<Self> {
        let mut folded = String::new();
        Self::read_with(text, &mut folded)
    }

    /// As [`Sex::read`], folding into a buffer that the caller keeps.
    pub(crate) fn read_with(text: &str, folded: &mut String) -> Reading<Self> {
        fold_into(text, folded);
        match folded.as_str() {
            "" => Reading::blank(),
            "F" | "2" | "02" | "FEMALE" | "WOMAN" | "GIRL" | "FEM" => Reading::clean(Sex::Female),
            "M" | "1" | "01" | "MALE" | "MAN" | "BOY" => Reading::clean(Sex::Male),
            "9" | "09" | "O" | "I" | "OTHER" | "INDETERMINATE" | "INTERSEX" | "NON BINARY" | "NONBINARY"
            | "NB" => Reading::clean(Sex::Other),
            "X" => Reading::refused(ProblemKind::Ambiguous, "sex_x"),
            "0" | "00" | "U" | "UNKNOWN" | "NOT KNOWN" | "NK" | "N K" | "N A" | "NOT STATED"
            | "NOT SPECIFIED" | "UNSPECIFIED" | "PREFER NOT TO SAY" | "NOT RECORDED" | "REFUSED" => {
                Reading::refused(ProblemKind::Placeholder, "sex_not_known")
            }
            _ => Reading::refused(ProblemKind::Malformed, "sex_code"),
        }
    }

    /// The word in the standard table.
    pub const fn name(self) -> &'static str {
        match self {
            Sex::Female => "female",
            Sex::Male => "male",
            Sex::Other => "other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_many_systems_become_three_words() {
        let table = [
            ("F", "female"),
            (" female ", "female"),
            ("2", "female"),
            ("M", "male"),
            ("Male", "male"),
            ("1", "male"),
            ("9", "other"),
            ("Non-binary", "other"),
            ("X", "sex_x"),
            ("U", "sex_not_known"),
            ("0", "sex_not_known"),
            ("7", "sex_code"),
            ("", ""),
        ];
        for (text, expected) in table {
            let reading = Sex::read(text);
            let shown = reading.value.map(Sex::name).or(reading.finding.map(|finding| finding.rule));
            assert_eq!(shown.unwrap_or_default(), expected, "of {text:?}");
        }
    }

    #[test]
    fn words_read_as_themselves() {
        for sex in [Sex::Female, Sex::Male, Sex::Other] {
            assert_eq!(Sex::read(sex.name()), Reading::clean(sex));
        }
    }
}
