//! Names that are nobody's: fillers, roles, estates, organisations.
//!
//! Takes folded text. Where in doubt it says nothing: Null, Baby and Test are people's names too.

use crate::organisation::has_legal_form;
use crate::problem::{Finding, ProblemKind};
use crate::word::{Filter, WordList};

/// Roles written where a name was not known, without a leading `THE`.
const ROLES: WordList<61> = WordList::new(&[
    "ACCOUNT HOLDER",
    "ACCOUNT HOLDERS",
    "ACCOUNTS DEPARTMENT",
    "ACCOUNTS PAYABLE",
    "ADMINISTRATOR",
    "AGENT",
    "BILL PAYER",
    "BOARD OF TRUSTEES",
    "CARER",
    "CARETAKER",
    "CHAIR",
    "CLERK",
    "COUNCIL TAX PAYER",
    "CURRENT RESIDENT",
    "DEAR SIR",
    "DEAR SIR MADAM",
    "DIRECTOR",
    "DIRECTORS",
    "EMPTY",
    "EMPTY PROPERTY",
    "FORMER TENANT",
    "FREEHOLDER",
    "GUARDIAN",
    "GUEST",
    "HEADTEACHER",
    "HOMEOWNER",
    "LANDLADY",
    "LANDLORD",
    "LEGAL OWNER",
    "LIABLE PARTY",
    "LIABLE PERSON",
    "LICENSEE",
    "MANAGER",
    "NEW OWNER",
    "NEW TENANT",
    "NEXT OF KIN",
    "NO OCCUPIER",
    "NO ONE",
    "NO TENANT",
    "NOBODY",
    "OWNER",
    "OWNER OCCUPIER",
    "OWNERS",
    "PARENT",
    "PARENT CARER",
    "PARENT GUARDIAN",
    "PARENTS",
    "PRESENT RESIDENT",
    "PREVIOUS OCCUPIER",
    "PROPRIETOR",
    "RATE PAYER",
    "RESIDENT",
    "RESIDENTS",
    "SECRETARY",
    "SIR MADAM",
    "TENANT",
    "TENANTS",
    "TREASURER",
    "VACANT",
    "VISITOR",
    "VOID PROPERTY",
]);

/// Words that say a name is not known.
const UNKNOWN: WordList<55> = WordList::new(&[
    "A N OTHER",
    "AN OTHER",
    "ANON",
    "ANONYMOUS",
    "ANOTHER",
    "AS ABOVE",
    "BLANK",
    "DECLINED",
    "DITTO",
    "FNU",
    "LNU",
    "MISSING",
    "N A",
    "N K",
    "NAME",
    "NAME UNKNOWN",
    "NAME WITHHELD",
    "NFN",
    "NK",
    "NO FIRST NAME",
    "NO FORENAME",
    "NO NAME",
    "NO NAME GIVEN",
    "NO NAME SUPPLIED",
    "NO SURNAME",
    "NOFIRSTNAME",
    "NONAME",
    "NONE",
    "NOT APPLICABLE",
    "NOT AVAILABLE",
    "NOT DISCLOSED",
    "NOT GIVEN",
    "NOT KNOWN",
    "NOT PROVIDED",
    "NOT RECORDED",
    "NOT SPECIFIED",
    "NOT STATED",
    "NOT SUPPLIED",
    "NOTKNOWN",
    "REDACTED",
    "REFUSED",
    "SEE NOTES",
    "TBA",
    "TBC",
    "TO BE ADVISED",
    "TO BE CONFIRMED",
    "U K",
    "UNK",
    "UNKNOWN",
    "UNKNOWN FEMALE",
    "UNKNOWN MALE",
    "UNKNOWN NAME",
    "UNNAMED",
    "UNSPECIFIED",
    "WITHHELD",
]);

/// What a given name says when a child has none yet, numbers left out.
const BABIES: WordList<32> = WordList::new(&[
    "BABY",
    "BABY BOY",
    "BABY BOY TWIN",
    "BABY FEMALE",
    "BABY GIRL",
    "BABY GIRL TWIN",
    "BABY MALE",
    "BABY TWIN",
    "BABY UNKNOWN",
    "BOY",
    "CHILD",
    "FEMALE",
    "FEMALE BABY",
    "FEMALE INFANT",
    "GIRL",
    "INFANT",
    "INFANT BOY",
    "INFANT GIRL",
    "MALE",
    "MALE BABY",
    "MALE INFANT",
    "NEW BABY",
    "NEW BORN",
    "NEWBORN",
    "NEWBORN BABY",
    "TRIPLET",
    "TWIN",
    "TWIN BOY",
    "TWIN GIRL",
    "UNBORN",
    "UNBORN BABY",
    "UNBORN CHILD",
]);

/// What records are called that are no longer or never were somebody's; in order.
const TRIALS: WordList<6> =
    WordList::new(&["DELETE", "DELETED", "DELETED RECORD", "DO NOT USE", "DONOTUSE", "DUPLICATE"]);

/// Words that make a record a trial of the system when they stand beside `TEST` or `DUMMY`.
const TEST_WORDS: WordList<26> = WordList::new(&[
    "A", "ACCOUNT", "CASE", "CHILD", "CLIENT", "CUSTOMER", "DATA", "DELETE", "DO", "DR", "DUMMY", "MISS",
    "MR", "MRS", "MS", "NOT", "ONLY", "PATIENT", "PERSON", "RECORD", "TEST", "TESTER", "TESTING", "TRAINING",
    "USE", "USER",
]);

/// Words that only organisations are called by, wherever they stand in a name.
const ORGANISATION_WORDS: WordList<105> = WordList::new(&[
    "ACADEMY",
    "AGENCY",
    "ASSOCIATES",
    "ASSOCIATION",
    "ASSURANCE",
    "AUTHORITY",
    "BROS",
    "BROTHERHOOD",
    "CAFE",
    "CENTRE",
    "CHARITY",
    "CIVIL",
    "CLINIC",
    "CLUB",
    "COLLEGE",
    "COMMISSION",
    "COMMITTEE",
    "COMMUNITY",
    "COMPANY",
    "CONGREGATION",
    "CONSTRUCTION",
    "CONSULTANCY",
    "CONSULTANTS",
    "CONSULTING",
    "CONTRACTORS",
    "COUNCIL",
    "DENTAL",
    "DEPARTMENT",
    "DEVELOPMENTS",
    "DIOCESE",
    "DIRECTORATE",
    "ELECTRICAL",
    "ENGINEERING",
    "ENTERPRISES",
    "ESTATES",
    "FEDERATION",
    "FOUNDATION",
    "GOVERNORS",
    "GROUNDWORK",
    "GROUP",
    "HMRC",
    "HOLDINGS",
    "HOMES",
    "HOSPICE",
    "HOSPITAL",
    "HOSTEL",
    "HOTEL",
    "HOUSING",
    "INDUSTRIES",
    "INSTITUTE",
    "INSURANCE",
    "INTERNATIONAL",
    "INVESTMENTS",
    "LETTINGS",
    "LIBRARY",
    "LIMITED",
    "LLP",
    "LOGISTICS",
    "LTD",
    "MANAGEMENT",
    "MINISTRY",
    "MOSQUE",
    "MOTORS",
    "MUSEUM",
    "NHS",
    "NURSERY",
    "PARTNERS",
    "PARTNERSHIP",
    "PHARMACY",
    "PLC",
    "PLUMBING",
    "POLICE",
    "PRACTICE",
    "PRODUCTS",
    "PROJECT",
    "PROPERTIES",
    "RECRUITMENT",
    "RENTALS",
    "RESTAURANT",
    "RETAIL",
    "SALON",
    "SCHOOL",
    "SCHOOLS",
    "SECURITIES",
    "SERVICES",
    "SOCIETY",
    "SOLICITORS",
    "SOLUTIONS",
    "STORES",
    "SUPERMARKET",
    "SUPPLIES",
    "SURGERY",
    "SURVEYORS",
    "SYSTEMS",
    "TAKEAWAY",
    "TAXIS",
    "TRADERS",
    "TRADING",
    "TRANSPORT",
    "TRUST",
    "TRUSTEES",
    "UNION",
    "UNIVERSITY",
    "VENTURES",
    "WAREHOUSE",
]);

/// Those of [`ORGANISATION_WORDS`] that are family names too: they count where they come last.
const ALSO_FAMILIES: [&str; 4] = ["COLLEGE", "HOMES", "POLICE", "TRUST"];

/// Words that are roles, wherever they stand in a name.
const NOBODY_WORDS: WordList<15> = WordList::new(&[
    "HOUSEHOLDER",
    "HOUSEHOLDERS",
    "LEASEHOLDER",
    "LEASEHOLDERS",
    "OCCUPANT",
    "OCCUPANTS",
    "OCCUPIER",
    "OCCUPIERS",
    "RATEPAYER",
    "RATEPAYERS",
    "TAXPAYER",
    "TAXPAYERS",
    "UNOCCUPIED",
    "VACANT",
    "VOID",
]);

/// Words for who acts for somebody who has died.
const ESTATE_WORDS: WordList<11> = WordList::new(&[
    "ADMINISTRATORS",
    "EXEC",
    "EXECS",
    "EXECUTOR",
    "EXECUTORS",
    "EXECUTRIX",
    "EXOR",
    "EXORS",
    "REPRESENTATIVE",
    "REPRESENTATIVES",
    "REPS",
]);

/// Last words of organisations that are family names too: they count after `THE`, `ST` or `OF`.
const BUILDINGS: WordList<19> = WordList::new(&[
    "ARMS",
    "BANK",
    "BUILDERS",
    "CATHEDRAL",
    "CHAPEL",
    "CHURCH",
    "DAIRY",
    "FARM",
    "GARAGE",
    "HALL",
    "HOUSE",
    "INN",
    "LODGE",
    "MILL",
    "MISSION",
    "PARISH",
    "PARK",
    "SALVATION",
    "TEMPLE",
]);

/// Adds all words that tell a name of nobody to a filter.
pub(super) const fn mark(filter: Filter) -> Filter {
    let whole = filter.with(&ROLES).with(&UNKNOWN).with(&BABIES).with(&TRIALS);
    whole.with(&NOBODY_WORDS).with(&ESTATE_WORDS).with(&ORGANISATION_WORDS)
}

/// What a whole name is, where it is nobody's.
///
/// Shape: given and family names folded, in that order; `titled` where a title stands before them, so that what only
/// sounds like an organisation is somebody's name.
pub(super) fn whole(folded: &str, titled: bool) -> Option<Finding> {
    let bare = folded.strip_prefix("THE ").unwrap_or(folded);
    let rule = if ROLES.contains(bare) {
        "name_of_nobody"
    } else if is_unknown(bare) || bare.split(' ').all(is_unknown) {
        "name_unknown"
    } else if is_baby(bare) {
        "name_of_baby"
    } else {
        let words = if titled { rule_of_titled(folded) } else { rule_of_words(folded) };
        words.or_else(|| is_test(bare).then_some("name_of_test"))?
    };
    Some(Finding::new(ProblemKind::Placeholder, rule))
}

/// What the given names are, where they are none.
pub(super) fn given(folded: &str) -> Option<Finding> {
    let rule = if is_unknown(folded) {
        "name_unknown"
    } else if is_baby(folded) || folded.starts_with("BABY OF") || folded.starts_with("INFANT OF") {
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

/// What a name with a title before it is by its words, where it is nobody's.
fn rule_of_titled(folded: &str) -> Option<&'static str> {
    if folded.split(' ').any(|word| NOBODY_WORDS.contains(word)) {
        Some("name_of_nobody")
    } else if folded.contains(" OF ") && folded.split(' ').any(|word| ESTATE_WORDS.contains(word)) {
        Some("name_of_estate")
    } else if has_legal_form(folded) {
        Some("name_of_organisation")
    } else {
        None
    }
}

/// What a name is by its words, where it is nobody's.
fn rule_of_words(folded: &str) -> Option<&'static str> {
    let mut organisation = false;
    let mut words = folded.split(' ').enumerate();
    let told = words.find_map(|(position, word)| {
        if NOBODY_WORDS.contains(word) {
            // A name may hold them further on.
            let first_only = matches!(word, "VOID" | "VACANT" | "UNOCCUPIED");
            return (!first_only || position == 0).then_some("name_of_nobody");
        }
        if ESTATE_WORDS.contains(word) {
            return (folded.contains(" OF ")
                || folded.ends_with(" OF")
                || folded == word
                || folded.starts_with("THE "))
            .then_some("name_of_estate");
        }
        if !ORGANISATION_WORDS.contains(word) {
            return None;
        }
        // Alone, or before a name, it may be a family name; so may some in the middle.
        let middle = ALSO_FAMILIES.contains(&word) && !folded.ends_with(word);
        organisation |= position > 0 && !middle || folded.contains(" OF ") || folded.contains(" FOR ");
        None
    });
    told.or_else(|| {
        if matches!(folded, "DECEASED" | "DECD") || is_estate(folded) {
            Some("name_of_estate")
        } else if organisation || has_legal_form(folded) || is_business(folded) || is_building(folded) {
            Some("name_of_organisation")
        } else if folded.starts_with("THE ") && !folded.starts_with("THE LATE ") {
            // Whoever is `The Bursar` is not named by it.
            Some("name_of_nobody")
        } else {
            None
        }
    })
}

fn is_estate(folded: &str) -> bool {
    let bare = folded.strip_prefix("THE ").unwrap_or(folded);
    bare.starts_with("ESTATE OF ") || bare.starts_with("EST OF ") || bare.starts_with("ESTATE LATE ")
}

/// `SMITH AND SONS`, `J SMITH BROS`, `SMITH AND CO`.
fn is_business(folded: &str) -> bool {
    let Some((before, last)) = folded.rsplit_once(' ') else { return false };
    match last {
        "SONS" | "DAUGHTERS" | "BROS" | "BROTHERS" | "ASSOCIATES" => !before.is_empty(),
        "CO" | "PARTNERS" | "SON" => before.ends_with(" AND"),
        _ => false,
    }
}

/// `ST MARYS CHURCH`, `THE RED LION INN`.
fn is_building(folded: &str) -> bool {
    let Some((before, last)) = folded.rsplit_once(' ') else { return false };
    (before.starts_with("THE ") || before.starts_with("ST ") || before.contains(" OF "))
        && BUILDINGS.contains(last)
}

fn is_unknown(folded: &str) -> bool {
    UNKNOWN.contains(folded)
        || (folded.len() > 1 && folded.bytes().all(|byte| byte == b'X'))
        || (folded.len() > 2 && folded.bytes().all(|byte| byte == b'Z'))
}

/// `BABY GIRL`, `TWIN 1`.
fn is_baby(folded: &str) -> bool {
    let bare = folded.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim_end();
    let bare = bare.strip_suffix(" ONE").or_else(|| bare.strip_suffix(" TWO")).unwrap_or(bare);
    BABIES.contains(bare)
}

/// `TEST TEST`, `TEST PATIENT 2`, `ZZZTEST`, `XXTESTPATIENT ABCD`, `DO NOT USE`.
fn is_test(folded: &str) -> bool {
    if TRIALS.contains(folded) {
        return true;
    }
    let marked = |word: &str| {
        matches!(word, "TEST" | "TESTING" | "DUMMY" | "ASDF" | "QWERTY")
            || word.starts_with("ZZZ")
            || word.starts_with("XXTEST")
            || word.starts_with("ZZTEST")
    };
    let alone = |word: &str| word.starts_with("XXTEST") || word.starts_with("ZZTEST");
    let any_alone = folded.split(' ').any(alone);
    any_alone
        || folded.split(' ').any(marked)
            && folded.split(' ').all(|word| {
                marked(word) || TEST_WORDS.contains(word) || word.bytes().all(|byte| byte.is_ascii_digit())
            })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_order() {
        assert!(ROLES.is_ordered() && UNKNOWN.is_ordered() && BABIES.is_ordered());
        assert!(TRIALS.is_ordered());
        assert!(TEST_WORDS.is_ordered() && ORGANISATION_WORDS.is_ordered() && BUILDINGS.is_ordered());
        assert!(NOBODY_WORDS.is_ordered() && ESTATE_WORDS.is_ordered());
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
            assert_eq!(whole(folded, false).map(|finding| finding.rule), Some(rule), "of {folded:?}");
        }
    }

    #[test]
    fn people_are_let_through() {
        for folded in
            ["JOHN SMITH", "MARY NULL", "BABY PATEL", "JOHN TEST", "ANN OWNER SMITH", "PETER HOMES SMITH"]
        {
            assert_eq!(whole(folded, false), None, "of {folded:?}");
        }
        assert_eq!(given("BABY GIRL").map(|finding| finding.rule), Some("name_of_baby"));
        assert_eq!(given("MARY"), None);
    }
}
