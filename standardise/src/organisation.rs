//! Names of organisations: what to show and what to compare.
//!
//! The display form keeps what was written; the comparing form drops what registers write differently for one
//! organisation. It does not know which organisations exist.

use std::borrow::Cow;

use crate::display::tidy;
use crate::fold::fold_into;
use crate::problem::{Finding, ProblemKind};
use crate::word::{Word, WordList, firsts};

/// Legal forms by their words, longest first, as they end a folded name; and what is written after one when a company is
/// wound up.
///
/// # Source
/// Companies Act 2006 sections 58 to 62, Limited Liability Partnerships Act 2000, Limited Partnerships Act 1907, Companies
/// (Audit, Investigations and Community Enterprise) Act 2004 (CIC), Charities Act 2011 (CIO), Charities and Trustee
/// Investment (Scotland) Act 2005 (SCIO); the Welsh forms with them.
const LEGAL_FORMS: [&str; 42] = [
    "SCOTTISH CHARITABLE INCORPORATED ORGANISATION",
    "COMPANY LIMITED BY GUARANTEE",
    "CHARITABLE INCORPORATED ORGANISATION",
    "CWMNI BUDDIANT CYMUNEDOL",
    "SEFYDLIAD ELUSENNOL CORFFOREDIG",
    "PUBLIC LIMITED COMPANY",
    "LIMITED LIABILITY PARTNERSHIP",
    "LIMITED LIABILITY COMPANY",
    "COMMUNITY INTEREST COMPANY",
    "CWMNI CYFYNGEDIG CYHOEDDUS",
    "PARTNERIAETH ATEBOLRWYDD CYFYNGEDIG",
    "LIMITED BY GUARANTEE",
    "LTD BY GUARANTEE",
    "LIMITED PARTNERSHIP",
    "PARTNERIAETH CYFYNGEDIG",
    "COMPANY LIMITED",
    "PRIVATE LIMITED",
    "CO LIMITED",
    "COMPANY LTD",
    "PRIVATE LTD",
    "PVT LTD",
    "CO LTD",
    "IN ADMINISTRATION",
    "IN LIQUIDATION",
    "IN RECEIVERSHIP",
    "INCORPORATED",
    "CYFYNGEDIG",
    "UNLIMITED",
    "LIMITED",
    "GMBH",
    "SARL",
    "SCIO",
    "CCC",
    "LTD",
    "PLC",
    "LLP",
    "LLC",
    "CIC",
    "CIO",
    "INC",
    "CYF",
    "LP",
];

/// The last words of [`LEGAL_FORMS`].
pub(crate) const LAST_WORDS: WordList<27> = WordList::new(&[
    "ADMINISTRATION",
    "CCC",
    "CIC",
    "CIO",
    "COMPANY",
    "CORFFOREDIG",
    "CYF",
    "CYFYNGEDIG",
    "CYHOEDDUS",
    "CYMUNEDOL",
    "GMBH",
    "GUARANTEE",
    "INC",
    "INCORPORATED",
    "LIMITED",
    "LIQUIDATION",
    "LLC",
    "LLP",
    "LP",
    "LTD",
    "ORGANISATION",
    "PARTNERSHIP",
    "PLC",
    "RECEIVERSHIP",
    "SARL",
    "SCIO",
    "UNLIMITED",
]);

/// Words that registers write in more than one way, and the way in which they are compared; in order.
const SAME_WORDS: [(&str, &str); 34] = [
    ("ASSOC", "ASSOCIATION"),
    ("BROS", "BROTHERS"),
    ("CENTER", "CENTRE"),
    ("CTR", "CENTRE"),
    ("DEPT", "DEPARTMENT"),
    ("EIGHT", "8"),
    ("EIGHTH", "8TH"),
    ("ELEVEN", "11"),
    ("FIFTH", "5TH"),
    ("FIRST", "1ST"),
    ("FIVE", "5"),
    ("FOUR", "4"),
    ("FOURTH", "4TH"),
    ("INTL", "INTERNATIONAL"),
    ("MGMT", "MANAGEMENT"),
    ("MT", "MOUNT"),
    ("NINE", "9"),
    ("NINTH", "9TH"),
    ("ONE", "1"),
    ("SAINT", "ST"),
    ("SAINTS", "STS"),
    ("SCH", "SCHOOL"),
    ("SECOND", "2ND"),
    ("SEVEN", "7"),
    ("SEVENTH", "7TH"),
    ("SIX", "6"),
    ("SIXTH", "6TH"),
    ("SVCS", "SERVICES"),
    ("TEN", "10"),
    ("TENTH", "10TH"),
    ("THIRD", "3RD"),
    ("THREE", "3"),
    ("TWELVE", "12"),
    ("TWO", "2"),
];

const SAME_WORDS_WRITTEN: WordList<34> = firsts(&SAME_WORDS);

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
    /// At whose address it is (`c/o`).
    pub care_of: Option<String>,
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
/// somebody else's name.
pub fn read(text: &str) -> Organisation {
    let tidy = tidy(text);
    let mut text = trim(&tidy);
    let mut finding = None;
    let mut care_of = None;
    let inside = starts_of(text, b'c').find(|at| starts_caseless(&text[*at..], " C/O "));
    if let Some(at) = inside.or_else(|| starts_caseless(text, "C/O ").then_some(0)) {
        let after = trim(text[at..].trim_start().get("C/O ".len()..).unwrap_or_default());
        care_of = (!after.is_empty()).then(|| after.to_owned());
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
        (None, Some(trading_name)) => {
            Organisation { name: Some(trading_name), trading_name: None, care_of, finding }
        }
        (name, trading_name) => Organisation { name, trading_name, care_of, finding },
    }
}

/// The comparing form of an organisation's name, never empty where the folded name is not.
///
/// Folded; `&` and an `N` between words are `AND`, words that registers write in more than one way are written in one
/// (`SAINT` is `ST`, `FIRST` is `1ST`); initials written apart are joined; `THE` at either end and legal forms at the end
/// are dropped, with the `UK` before them.
///
/// # Example
/// ```
/// assert_eq!(standardise::organisation::key("The J. D. Smith & Sons Co. Ltd."), "JD SMITH AND SONS");
/// assert_eq!(standardise::organisation::key("First Stop (UK) Limited"), "1ST STOP");
/// ```
pub fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len() + 4);
    key_into(name, &mut key);
    key
}

/// Writes the comparing form of an organisation's name over a buffer.
pub fn key_into(name: &str, key: &mut String) {
    fold_into(&spaced(name), key);
    drop_ends(key);
    if join_initials(key) {
        // Letters written apart may have made a legal form (`P L C`).
        drop_ends(key);
    }
    write_one_way(key);
}

/// A name with `&` and `+` spelt out, and a space after full stops that end a word: `ST.ANNE'S`, but not `P.L.C`.
fn spaced(name: &str) -> Cow<'_, str> {
    if !name.contains(['&', '+', '.']) {
        return Cow::Borrowed(name);
    }
    let mut spaced = String::with_capacity(name.len() + 8);
    // How many letters the word has so far.
    let mut letters = 0;
    for letter in name.chars() {
        match letter {
            '&' | '+' => spaced.push_str(" and "),
            '.' if letters > 1 => spaced.push(' '),
            letter => spaced.push(letter),
        }
        letters = if letter.is_alphanumeric() { letters + 1 } else { 0 };
    }
    Cow::Owned(spaced)
}

/// Drops what stands at either end of a folded name and is none of it, as long as something is left.
fn drop_ends(key: &mut String) {
    loop {
        let length = key.len();
        if let Some(bare) = without_legal_form(key).map(str::len) {
            key.truncate(bare);
            if let Some(bare) = strip_word(key, "UK").map(str::len) {
                key.truncate(bare);
            }
        }
        if key.len() > 4 && key.starts_with("THE ") {
            key.drain(..4);
        }
        if let Some(bare) = strip_word(key, "THE").map(str::len) {
            key.truncate(bare);
        }
        if key.len() == length {
            return;
        }
    }
}

/// Writes words one way that registers write in several.
fn write_one_way(key: &mut String) {
    let is_written = |word: &str| word == "N" || same_word(word).is_some();
    if !key.split(' ').any(is_written) {
        return;
    }
    let count = key.split(' ').count();
    let mut written = String::with_capacity(key.len() + 8);
    for (position, word) in key.split(' ').enumerate() {
        if position > 0 {
            written.push(' ');
        }
        let between = position > 0 && position + 1 < count;
        written.push_str(if between && word == "N" { "AND" } else { same_word(word).unwrap_or(word) });
    }
    *key = written;
}

/// How a word is written that registers write in several ways.
fn same_word(word: &str) -> Option<&'static str> {
    let at = SAME_WORDS_WRITTEN.position(Word::folded(word)?)?;
    SAME_WORDS.get(at).map(|(_, same)| *same)
}

/// Whether a folded name ends in a legal form that only an organisation has.
pub(crate) fn has_legal_form(folded: &str) -> bool {
    without_legal_form(folded).is_some()
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
        assert!(NOBODY.is_ordered() && LAST_WORDS.is_ordered() && SAME_WORDS_WRITTEN.is_ordered());
        assert!(LEGAL_FORMS.iter().all(|form| LAST_WORDS.contains(form.rsplit(' ').next().unwrap())));
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
            ("Bara Brith ccc", "BARA BRITH"),
            ("Hill Trust SCIO", "HILL TRUST"),
            ("Hill Trust Limited by Guarantee", "HILL TRUST"),
            ("Hill Foods (UK) Ltd (in administration)", "HILL FOODS"),
            ("Red Lion, The", "RED LION"),
            ("ST.ANNE'S MED.CTR.", "ST ANNES MED CENTRE"),
            ("First Stop", "1ST STOP"),
            ("1st Stop", "1ST STOP"),
            ("Two Brewers", "2 BREWERS"),
            ("Fish 'n' Chips", "FISH AND CHIPS"),
            ("Hill + Dale", "HILL AND DALE"),
            ("U.K.", "UK"),
            ("UK Ltd", "UK"),
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
            ("c/o Dale Agents", "", ""),
            ("The Account Holder t/a Hill's Fish Bar", "Hill's Fish Bar", ""),
            ("THE ACCOUNT HOLDER", "", ""),
            (" - ", "", ""),
        ];
        for (text, name, trading_name) in table {
            let read = read(text);
            assert_eq!(read.name.unwrap_or_default(), name, "of {text:?}");
            assert_eq!(read.trading_name.unwrap_or_default(), trading_name, "of {text:?}");
        }
        for text in ["Hill Foods Ltd, C/O Dale Agents", "c/o Dale Agents"] {
            assert_eq!(read(text).care_of.as_deref(), Some("Dale Agents"), "of {text:?}");
        }
        assert_eq!(
            read("THE ACCOUNT HOLDER").finding.map(|finding| finding.rule),
            Some("organisation_of_nobody")
        );
    }

    proptest! {
        #[test]
        fn key_of_a_key_is_itself(name in "\\PC{0,24}|(THE |J |D |PLC |LTD |CO |SAINT |N |UK |ONE |U.K.|ST.){0,5}[A-Z]{0,6}( LTD| PLC| P L C| THE| UK)?") {
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
