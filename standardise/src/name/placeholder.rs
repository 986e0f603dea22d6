//! Names that are nobody's: fillers, roles, estates, organisations.
//!
//! Takes folded text. Where in doubt it says nothing: Null, Baby and Test are people's names too.

use crate::organisation::has_legal_form;
use crate::problem::{Finding, ProblemKind};
use crate::word::WordList;

/// Roles written where a name was not known, without a leading `THE`.
const ROLES: WordList<37> = WordList::new(&[
    "ACCOUNT HOLDER",
    "ACCOUNT HOLDERS",
    "BILL PAYER",
    "COUNCIL TAX PAYER",
    "CURRENT OCCUPIER",
    "DIRECTOR",
    "DIRECTORS",
    "EMPTY",
    "EMPTY PROPERTY",
    "HOMEOWNER",
    "HOUSEHOLDER",
    "HOUSEHOLDERS",
    "LANDLORD",
    "LEASEHOLDER",
    "LIABLE PARTY",
    "LIABLE PERSON",
    "LICENSEE",
    "MANAGER",
    "NEW OCCUPIER",
    "OCCUPANT",
    "OCCUPANTS",
    "OCCUPIER",
    "OCCUPIERS",
    "OWNER",
    "OWNER OCCUPIER",
    "OWNERS",
    "PARENT",
    "PROPRIETOR",
    "RATE PAYER",
    "RATEPAYER",
    "RESIDENT",
    "RESIDENTS",
    "TENANT",
    "TENANTS",
    "VACANT",
    "VOID",
    "VOID PROPERTY",
]);

/// Words that say a name is not known.
const UNKNOWN: WordList<25> = WordList::new(&[
    "ANON",
    "ANONYMOUS",
    "FNU",
    "LNU",
    "MISSING",
    "N A",
    "N K",
    "NAME",
    "NAME UNKNOWN",
    "NFN",
    "NK",
    "NO NAME",
    "NO SURNAME",
    "NONE",
    "NOT APPLICABLE",
    "NOT GIVEN",
    "NOT KNOWN",
    "NOT PROVIDED",
    "NOT RECORDED",
    "TBC",
    "TO BE CONFIRMED",
    "UNKNOWN",
    "UNKNOWN NAME",
    "UNNAMED",
    "WITHHELD",
]);

/// What a given name says when a child has none yet.
const BABIES: WordList<20> = WordList::new(&[
    "BABY",
    "BABY BOY",
    "BABY GIRL",
    "BOY",
    "FEMALE INFANT",
    "GIRL",
    "INFANT",
    "MALE INFANT",
    "NEW BABY",
    "NEWBORN",
    "TRIPLET",
    "TRIPLET 1",
    "TRIPLET 2",
    "TRIPLET 3",
    "TWIN",
    "TWIN 1",
    "TWIN 2",
    "TWIN ONE",
    "TWIN TWO",
    "UNBORN",
]);

/// Beginnings that name the estate of somebody who has died.
const ESTATES: [&str; 12] = [
    "ADMINISTRATOR OF ",
    "ADMINISTRATORS OF ",
    "ESTATE OF ",
    "EXEC OF ",
    "EXECS OF ",
    "EXECUTOR OF ",
    "EXECUTORS OF ",
    "EXOR OF ",
    "EXORS OF ",
    "PERSONAL REPRESENTATIVE OF ",
    "PERSONAL REPRESENTATIVES OF ",
    "REPS OF ",
];

/// Words that make a record a trial of the system when they stand beside `TEST` or `DUMMY`.
const TEST_WORDS: WordList<11> = WordList::new(&[
    "ACCOUNT", "CHILD", "CLIENT", "CUSTOMER", "DUMMY", "PATIENT", "PERSON", "RECORD", "TEST", "TESTING",
    "USER",
]);

/// Last words of names that only organisations bear.
const ORGANISATION_ENDINGS: WordList<12> = WordList::new(&[
    "ASSOCIATION",
    "CHARITY",
    "COMPANY",
    "COUNCIL",
    "DEVELOPMENTS",
    "ESTATES",
    "HOMES",
    "HOUSING",
    "LETTINGS",
    "PROPERTIES",
    "TRUST",
    "UNIVERSITY",
]);

/// What a whole name is, where it is nobody's.
///
/// Shape: given and family names folded, in that order.
pub(super) fn whole(folded: &str) -> Option<Finding> {
    let bare = folded.strip_prefix("THE ").unwrap_or(folded);
    let rule = if ROLES.contains(bare) {
        "name_of_nobody"
    } else if matches!(bare, "DECEASED" | "DECD") || is_estate(bare) {
        "name_of_estate"
    } else if is_unknown(bare) || bare.split(' ').all(is_unknown) {
        "name_unknown"
    } else if is_test(bare) {
        "name_of_test"
    } else if has_legal_form(folded) || ends_like_organisation(folded) {
        "name_of_organisation"
    } else {
        return None;
    };
    Some(Finding::new(ProblemKind::Placeholder, rule))
}

/// What the given names are, where they are none.
pub(super) fn given(folded: &str) -> Option<Finding> {
    let rule = if is_unknown(folded) {
        "name_unknown"
    } else if BABIES.contains(folded) || folded.starts_with("BABY OF ") {
        "name_of_baby"
    } else {
        return None;
    };
    Some(Finding::new(ProblemKind::Placeholder, rule))
}

/// What a family name is, where it is none.
pub(super) fn family(folded: &str) -> Option<Finding> {
    is_unknown(folded).then_some(Finding::new(ProblemKind::Placeholder, "name_unknown"))
}

fn is_estate(folded: &str) -> bool {
    // Most names are turned away by their first letter.
    matches!(folded.as_bytes().first(), Some(b'A' | b'E' | b'P' | b'R'))
        && ESTATES.iter().any(|beginning| folded.starts_with(beginning))
}

fn is_unknown(folded: &str) -> bool {
    UNKNOWN.contains(folded)
        || (folded.len() > 1 && folded.bytes().all(|byte| byte == b'X'))
        || (folded.len() > 2 && folded.bytes().all(|byte| byte == b'Z'))
}

fn is_test(folded: &str) -> bool {
    let marked = |word: &str| matches!(word, "TEST" | "TESTING" | "DUMMY") || word.starts_with("ZZZ");
    folded.split(' ').any(marked)
        && folded.split(' ').all(|word| {
            marked(word) || TEST_WORDS.contains(word) || word.bytes().all(|byte| byte.is_ascii_digit())
        })
}

fn ends_like_organisation(folded: &str) -> bool {
    folded.rsplit_once(' ').is_some_and(|(_, last)| ORGANISATION_ENDINGS.contains(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_order() {
        assert!(ROLES.is_ordered() && UNKNOWN.is_ordered() && BABIES.is_ordered());
        assert!(TEST_WORDS.is_ordered() && ORGANISATION_ENDINGS.is_ordered());
    }

    #[test]
    fn names_of_nobody_are_told_apart() {
        let table = [
            ("THE OCCUPIER", "name_of_nobody"),
            ("VOID", "name_of_nobody"),
            ("ACCOUNT HOLDER", "name_of_nobody"),
            ("EXECUTORS OF JOHN SMITH", "name_of_estate"),
            ("DECEASED", "name_of_estate"),
            ("TEST TEST", "name_of_test"),
            ("TEST PATIENT 2", "name_of_test"),
            ("ZZZTEST", "name_of_test"),
            ("UNKNOWN UNKNOWN", "name_unknown"),
            ("XXXX", "name_unknown"),
            ("NORTHMERE HOMES LTD", "name_of_organisation"),
            ("NORTHMERE CITY COUNCIL", "name_of_organisation"),
        ];
        for (folded, rule) in table {
            assert_eq!(whole(folded).map(|finding| finding.rule), Some(rule), "of {folded:?}");
        }
    }

    #[test]
    fn people_are_let_through() {
        for folded in
            ["JOHN SMITH", "MARY NULL", "BABY PATEL", "JOHN TEST", "ANN OWNER SMITH", "PETER HOMES SMITH"]
        {
            assert_eq!(whole(folded), None, "of {folded:?}");
        }
        assert_eq!(given("BABY GIRL").map(|finding| finding.rule), Some("name_of_baby"));
        assert_eq!(given("MARY"), None);
    }
}
