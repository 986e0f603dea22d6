//! Names of organisations: what to show and what to compare.
//!
//! The display form keeps what was written; the comparing form drops what registers write differently for one
//! organisation. It does not know which organisations exist.

use crate::display::tidy;
use crate::fold::fold_into;
use crate::problem::{Finding, ProblemKind};
use crate::word::WordList;

/// Legal forms by their words, longest first, as they end a folded name.
///
/// # Source
/// Companies Act 2006 sections 58 to 60, Limited Liability Partnerships Act 2000, Companies (Audit, Investigations and
/// Community Enterprise) Act 2004 (CIC), Charities Act 2011 (CIO); the Welsh forms with them.
const LEGAL_FORMS: [&str; 28] = [
    "CHARITABLE INCORPORATED ORGANISATION",
    "CWMNI BUDDIANT CYMUNEDOL",
    "PUBLIC LIMITED COMPANY",
    "LIMITED LIABILITY PARTNERSHIP",
    "COMMUNITY INTEREST COMPANY",
    "CWMNI CYFYNGEDIG CYHOEDDUS",
    "PARTNERIAETH ATEBOLRWYDD CYFYNGEDIG",
    "LIMITED PARTNERSHIP",
    "COMPANY LIMITED",
    "PRIVATE LIMITED",
    "CO LIMITED",
    "COMPANY LTD",
    "PRIVATE LTD",
    "PVT LTD",
    "CO LTD",
    "INCORPORATED",
    "CYFYNGEDIG",
    "LIMITED",
    "GMBH",
    "SARL",
    "LTD",
    "PLC",
    "LLP",
    "CIC",
    "CIO",
    "INC",
    "CYF",
    "LP",
];

/// The last words of [`LEGAL_FORMS`].
pub(crate) const LAST_WORDS: WordList<18> = WordList::new(&[
    "CIC",
    "CIO",
    "COMPANY",
    "CYF",
    "CYFYNGEDIG",
    "CYHOEDDUS",
    "CYMUNEDOL",
    "GMBH",
    "INC",
    "INCORPORATED",
    "LIMITED",
    "LLP",
    "LP",
    "LTD",
    "ORGANISATION",
    "PARTNERSHIP",
    "PLC",
    "SARL",
]);

/// What parts the legal name from the name it trades under, in capitals and between spaces.
const TRADING_MARKS: [&str; 7] = [" T/A ", " T/AS ", " TRADING AS ", " T-A ", " T.A. ", " T A ", " T\\A "];

/// Names written where there is nobody to name, folded and without a leading `THE`.
const NOBODY: WordList<24> = WordList::new(&[
    "ACCOUNT HOLDER",
    "EMPTY",
    "EMPTY PROPERTY",
    "LANDLORD",
    "LIABLE PARTY",
    "N A",
    "NA",
    "NONE",
    "NOT AVAILABLE",
    "NOT KNOWN",
    "NOT PROVIDED",
    "OCCUPIER",
    "OCCUPIERS",
    "OWNER",
    "OWNERS",
    "PRIVATE INDIVIDUAL",
    "PROPRIETOR",
    "RATE PAYER",
    "RATEPAYER",
    "REDACTED",
    "UNKNOWN",
    "VACANT",
    "VOID",
    "WITHHELD",
]);

/// What was read in a cell that names an organisation.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Organisation {
    /// The name as written, tidied.
    pub name: Option<String>,
    /// The name it trades under, where the cell had both.
    pub trading_name: Option<String>,
    /// What was found wrong.
    pub finding: Option<Finding>,
}

impl std::fmt::Debug for Organisation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Organisation(..)")
    }
}

/// Reads the name of an organisation, and the name after `t/a` or `trading as`.
///
/// Names that stand for nobody (`THE ACCOUNT HOLDER`) are told as placeholders and left empty; what follows `c/o` is
/// somebody else's name and is dropped.
pub fn read(text: &str) -> Organisation {
    let tidy = tidy(text);
    let mut text = trim(&tidy);
    let mut finding = None;
    if let Some(at) = starts_of(text, b'c').find(|at| starts_caseless(&text[*at..], " C/O ")) {
        text = trim(&text[..at]);
        finding = Some(Finding::new(ProblemKind::Partial, "organisation_care_of"));
    }
    let (legal, trading) = match trading_mark(text) {
        Some((at, length)) => (trim(&text[..at]), trim(&text[at + length..])),
        None => (text, ""),
    };
    let mut folded = String::new();
    let mut name_of = |part: &str| {
        fold_into(part, &mut folded);
        if folded.is_empty() {
            None
        } else if is_nobody(&folded) {
            finding = Some(Finding::new(ProblemKind::Placeholder, "organisation_of_nobody"));
            None
        } else {
            Some(part.to_owned())
        }
    };
    let name = name_of(legal);
    let trading_name = name_of(trading);
    match (name, trading_name) {
        // Where only the trading name says who it is, it is the name.
        (None, Some(trading_name)) => Organisation { name: Some(trading_name), trading_name: None, finding },
        (name, trading_name) => Organisation { name, trading_name, finding },
    }
}

/// The comparing form of an organisation's name, never empty where the folded name is not.
///
/// Folded; `&` is `AND`, `SAINT` is `ST`; initials written apart are joined; a leading `THE` and legal forms at the end
/// are dropped.
///
/// # Example
/// ```
/// assert_eq!(standardise::organisation::key("The J. D. Smith & Sons Co. Ltd."), "JD SMITH AND SONS");
/// ```
pub fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len() + 4);
    key_into(name, &mut key);
    key
}

/// Writes the comparing form of an organisation's name over a buffer.
pub fn key_into(name: &str, key: &mut String) {
    if name.contains('&') {
        fold_into(&name.replace('&', " and "), key);
    } else {
        fold_into(name, key);
    }
    drop_legal_forms(key);
    while key.len() > 4 && key.starts_with("THE ") {
        key.drain(..4);
    }
    if join_initials(key) {
        // Letters written apart may have made a legal form (`P L C`).
        drop_legal_forms(key);
    }
    shorten_saint(key);
}

/// Whether a folded name ends in a legal form that only an organisation has.
pub(crate) fn has_legal_form(folded: &str) -> bool {
    without_legal_form(folded).is_some()
}

/// Drops legal forms from the end of a folded name.
fn drop_legal_forms(key: &mut String) {
    while let Some(length) = without_legal_form(key).map(str::len) {
        key.truncate(length);
    }
}

/// A folded name without the longest legal form at its end, where it has one and more than `THE` before it.
fn without_legal_form(folded: &str) -> Option<&str> {
    // Most names are turned away by their last word.
    let (_, last) = folded.rsplit_once(' ')?;
    let may_have = LAST_WORDS.contains(last);
    LEGAL_FORMS
        .iter()
        .filter(|_| may_have)
        .find_map(|form| strip_word(folded, form).filter(|rest| *rest != "THE"))
}

/// A text without words at its end, where something is left before them.
fn strip_word<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    text.strip_suffix(words)?.strip_suffix(' ').filter(|rest| !rest.is_empty())
}

/// Joins single letters that stand beside each other (`J D` is `JD`) and says whether there were any.
fn join_initials(key: &mut String) -> bool {
    let is_initial = |word: &str| word.len() == 1 && word.as_bytes()[0].is_ascii_alphabetic();
    let mut joined = String::new();
    let mut after_initial = false;
    let mut any = false;
    for word in key.split(' ') {
        let initial = is_initial(word);
        if initial && after_initial {
            any = true;
        } else if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
        after_initial = initial;
    }
    if any {
        *key = joined;
    }
    any
}

/// Makes every `SAINT` an `ST`.
fn shorten_saint(key: &mut String) {
    let mut at = 0;
    while let Some(found) = key[at..].find("SAINT").map(|found| at + found) {
        let end = found + "SAINT".len();
        let alone = (found == 0 || key.as_bytes()[found - 1] == b' ')
            && key.as_bytes().get(end).is_none_or(|byte| *byte == b' ');
        if alone {
            key.replace_range(found..end, "ST");
            at = found + 2;
        } else {
            at = end;
        }
    }
}

fn is_nobody(folded: &str) -> bool {
    let bare = folded.strip_prefix("THE ").unwrap_or(folded);
    NOBODY.contains(bare)
}

/// A name without stray punctuation around it.
fn trim(text: &str) -> &str {
    text.trim_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, ',' | ';' | ':' | '-' | '*' | '/' | '"' | '.' | '?')
    })
}

/// Where the mark between a legal and a trading name stands, and its length.
fn trading_mark(text: &str) -> Option<(usize, usize)> {
    starts_of(text, b't').find_map(|at| {
        let is_here = |mark: &&&str| starts_caseless(&text[at..], mark);
        TRADING_MARKS.iter().find(is_here).map(|mark| (at, mark.len()))
    })
}

/// The places of spaces before a letter in either case.
fn starts_of(text: &str, letter: u8) -> impl Iterator<Item = usize> {
    let pairs = text.as_bytes().windows(2).enumerate();
    pairs.filter(move |(_, pair)| pair[0] == b' ' && pair[1].eq_ignore_ascii_case(&letter)).map(|(at, _)| at)
}

fn starts_caseless(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check_keys(table: &[(&str, &str)]) {
        for (name, expected) in table {
            assert_eq!(key(name), *expected, "of {name:?}");
        }
    }

    #[test]
    fn lists_are_in_order() {
        assert!(NOBODY.is_ordered() && LAST_WORDS.is_ordered());
        assert!(LEGAL_FORMS.is_sorted_by_key(|form| std::cmp::Reverse(form.split(' ').count())));
    }

    #[test]
    fn legal_forms_and_punctuation_make_no_other_organisation() {
        check_keys(&[
            ("Northmere Bakery Ltd", "NORTHMERE BAKERY"),
            ("NORTHMERE BAKERY LIMITED", "NORTHMERE BAKERY"),
            ("The Northmere Bakery Co. Ltd.", "NORTHMERE BAKERY"),
            ("Northmere Bakery Company Limited", "NORTHMERE BAKERY"),
            ("Northmere Water P.L.C.", "NORTHMERE WATER"),
            ("Northmere Water P L C", "NORTHMERE WATER"),
            ("Hill & Dale LLP", "HILL AND DALE"),
            ("Hill and Dale", "HILL AND DALE"),
            ("J.D. Hill (Northmere) Ltd", "JD HILL NORTHMERE"),
            ("J D Hill", "JD HILL"),
            ("Saint Anne's Hall", "ST ANNES HALL"),
            ("St. Annes Hall", "ST ANNES HALL"),
            ("B & M", "B AND M"),
            ("Bara Brith Cyf", "BARA BRITH"),
        ]);
    }

    #[test]
    fn key_is_never_trimmed_to_nothing() {
        check_keys(&[
            ("Limited", "LIMITED"),
            ("The Limited", "LIMITED"),
            ("The", "THE"),
            ("PLC Ltd", "PLC"),
            ("", ""),
        ]);
    }

    #[test]
    fn trading_names_are_split_off() {
        let table = [
            ("Hill Foods Ltd T/A Hill's Fish Bar", "Hill Foods Ltd", "Hill's Fish Bar"),
            ("J Hill trading as Hill's Fish Bar", "J Hill", "Hill's Fish Bar"),
            ("T/A Hill's Fish Bar", "T/A Hill's Fish Bar", ""),
            ("Hill Foods Ltd, C/O Dale Agents", "Hill Foods Ltd", ""),
            ("The Account Holder t/a Hill's Fish Bar", "Hill's Fish Bar", ""),
            ("THE ACCOUNT HOLDER", "", ""),
            (" - ", "", ""),
        ];
        for (text, name, trading_name) in table {
            let read = read(text);
            assert_eq!(read.name.unwrap_or_default(), name, "of {text:?}");
            assert_eq!(read.trading_name.unwrap_or_default(), trading_name, "of {text:?}");
        }
        assert_eq!(
            read("THE ACCOUNT HOLDER").finding.map(|finding| finding.rule),
            Some("organisation_of_nobody")
        );
    }

    proptest! {
        #[test]
        fn key_of_a_key_is_itself(name in "\\PC{0,24}|(THE |J |D |PLC |LTD |CO |SAINT ){0,5}[A-Z]{0,6}( LTD| PLC| P L C)?") {
            let once = key(&name);
            prop_assert_eq!(key(&once), once);
        }

        #[test]
        fn names_read_as_themselves(text in "\\PC{0,24}|[A-Za-z /,.-]{0,30}") {
            if let Some(name) = read(&text).name {
                let again = read(&name);
                if again.trading_name.is_none() {
                    prop_assert_eq!(again.name, Some(name));
                }
            }
        }
    }
}
