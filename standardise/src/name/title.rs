//! Titles before a name and their display forms.
//!
//! A list of what is written in records, not of who may bear it.

use super::known;
use crate::word::{Filter, Word, WordList};

/// Where a word is a title.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// Wherever it stands before a name.
    Before,
    /// Before two names or more, being somebody's name too: `Judge Jane Smith`, but `Amy Judge`.
    BeforeWhole,
    /// In a column of titles only: `Dean`.
    Column,
    /// Only as the first of two words: `Wing Commander`.
    First,
}

/// A title.
#[derive(Clone, Copy)]
struct Title {
    written: &'static str,
    display: &'static str,
    stands: Stands,
    /// Whether it is also the first word of one of [`PAIRS`].
    begins_pair: bool,
}

const fn title(written: &'static str, display: &'static str) -> Title {
    Title { written, display, stands: Stands::Before, begins_pair: false }
}

const fn title_of_whole(written: &'static str, display: &'static str) -> Title {
    Title { written, display, stands: Stands::BeforeWhole, begins_pair: false }
}

const fn title_in_column(written: &'static str, display: &'static str) -> Title {
    Title { written, display, stands: Stands::Column, begins_pair: false }
}

const fn title_begins(written: &'static str) -> Title {
    Title { written, display: written, stands: Stands::First, begins_pair: true }
}

const fn begins(title: Title) -> Title {
    Title { begins_pair: true, ..title }
}

/// Titles by how they are written in capitals, in order.
const TITLES: [Title; 133] = [
    title_of_whole("ABBOT", "Abbot"),
    title("ADM", "Adm"),
    title("ADMIRAL", "Admiral"),
    title_begins("AIR"),
    title("ALDERMAN", "Alderman"),
    title("ARCHBISHOP", "Archbishop"),
    title("ARCHDEACON", "Archdeacon"),
    title_of_whole("BARON", "Baron"),
    title("BARONESS", "Baroness"),
    title_of_whole("BISHOP", "Bishop"),
    title("BRIG", "Brig"),
    begins(title("BRIGADIER", "Brigadier")),
    title("BRO", "Brother"),
    title_of_whole("BROTHER", "Brother"),
    title_of_whole("CANON", "Canon"),
    title("CAPT", "Capt"),
    title("CAPTAIN", "Capt"),
    title_of_whole("CARDINAL", "Cardinal"),
    title("CDR", "Cdr"),
    title_begins("CHIEF"),
    title("CLLR", "Cllr"),
    title("CMDR", "Cdr"),
    title("COL", "Col"),
    title("COLONEL", "Col"),
    title("COMMANDER", "Cdr"),
    title_in_column("CONSTABLE", "PC"),
    title("CORPORAL", "Cpl"),
    title("COUNCILLOR", "Cllr"),
    title("COUNTESS", "Countess"),
    title("CPL", "Cpl"),
    title("CPT", "Capt"),
    title("DAME", "Dame"),
    title_of_whole("DEACON", "Deacon"),
    title_in_column("DEAN", "Dean"),
    title("DOCTOR", "Dr"),
    title("DR", "Dr"),
    title_in_column("DUCHESS", "Duchess"),
    title_in_column("DUKE", "Duke"),
    title_in_column("EARL", "Earl"),
    title("FATHER", "Fr"),
    title_begins("FLIGHT"),
    title_begins("FLT"),
    title("FLTLT", "Flt Lt"),
    title("FR", "Fr"),
    title("FRAU", "Frau"),
    title("GEN", "Gen"),
    title_of_whole("GENERAL", "Gen"),
    title_begins("GP"),
    title_begins("GROUP"),
    title_of_whole("HAJI", "Haji"),
    title_begins("HER"),
    title("HERR", "Herr"),
    title_begins("HIS"),
    title("HON", "Hon"),
    title("HONOURABLE", "Hon"),
    title("HRH", "HRH"),
    title_of_whole("IMAM", "Imam"),
    title("INSP", "Insp"),
    title("INSPECTOR", "Insp"),
    title_of_whole("JUDGE", "Judge"),
    title_in_column("JUSTICE", "Justice"),
    title("LADY", "Lady"),
    begins(title("LIEUTENANT", "Lt")),
    title("LORD", "Lord"),
    begins(title("LT", "Lt")),
    title("MADAM", "Madam"),
    begins(title("MAJ", "Maj")),
    begins(title_of_whole("MAJOR", "Maj")),
    title_in_column("MARQUESS", "Marquess"),
    title("MASTER", "Master"),
    title("MAULANA", "Maulana"),
    title("MDM", "Madam"),
    title("MESSRS", "Mr"),
    title("MGR", "Mgr"),
    title("MISS", "Miss"),
    title("MISTER", "Mr"),
    title("MME", "Mme"),
    title("MONSIGNOR", "Mgr"),
    title_begins("MOST"),
    title("MR", "Mr"),
    title("MRS", "Mrs"),
    title("MS", "Ms"),
    title("MSGR", "Mgr"),
    title("MSTR", "Master"),
    title("MUFTI", "Mufti"),
    title("MX", "Mx"),
    title_of_whole("NURSE", "Nurse"),
    title_of_whole("PASTOR", "Pastor"),
    title("PC", "PC"),
    title_begins("POLICE"),
    title_of_whole("PRINCE", "Prince"),
    title_of_whole("PRINCESS", "Princess"),
    title("PROF", "Prof"),
    title("PROFESSOR", "Prof"),
    title("PTE", "Pte"),
    title("PVT", "Pte"),
    title("RABBI", "Rabbi"),
    title_begins("REAR"),
    title("REV", "Rev"),
    title("REVD", "Rev"),
    title("REVDR", "Rev Dr"),
    title("REVEREND", "Rev"),
    title_begins("RIGHT"),
    title_begins("RT"),
    title("RTHON", "Rt Hon"),
    begins(title("SERGEANT", "Sgt")),
    title("SGT", "Sgt"),
    title_of_whole("SHEIKH", "Sheikh"),
    title("SIR", "Sir"),
    title("SISTER", "Sister"),
    title_begins("SQN"),
    title("SQNLDR", "Sqn Ldr"),
    title_begins("SQUADRON"),
    title_in_column("SQUIRE", "Squire"),
    title("SR", "Sister"),
    title("SRA", "Sra"),
    title_begins("STAFF"),
    title("STAFFSGT", "Staff Sgt"),
    title("SUPT", "Supt"),
    title("VEN", "Ven"),
    title("VENERABLE", "Ven"),
    title_begins("VERY"),
    title("VERYREV", "Very Rev"),
    title("VERYREVD", "Very Rev"),
    title_of_whole("VICAR", "Vicar"),
    title_begins("VICE"),
    title("VISCOUNT", "Viscount"),
    title("VISCOUNTESS", "Viscountess"),
    title_begins("WG"),
    title("WGCDR", "Wg Cdr"),
    title_begins("WING"),
    title("WO1", "WO1"),
    title("WO2", "WO2"),
];

/// Titles of two words: how they are written in capitals, and their display form.
const PAIRS: [(&str, &str, &str); 38] = [
    ("AIR", "COMMODORE", "Air Cdre"),
    ("AIR", "MARSHAL", "Air Mshl"),
    ("BRIGADIER", "GENERAL", "Brig Gen"),
    ("CHIEF", "CONSTABLE", "Chief Constable"),
    ("FLIGHT", "LIEUTENANT", "Flt Lt"),
    ("FLT", "LT", "Flt Lt"),
    ("GP", "CAPT", "Gp Capt"),
    ("GROUP", "CAPTAIN", "Gp Capt"),
    ("HER", "HONOUR", "Her Honour"),
    ("HIS", "HONOUR", "His Honour"),
    ("LIEUTENANT", "COLONEL", "Lt Col"),
    ("LIEUTENANT", "COMMANDER", "Lt Cdr"),
    ("LT", "CDR", "Lt Cdr"),
    ("LT", "COL", "Lt Col"),
    ("LT", "GEN", "Lt Gen"),
    ("MAJ", "GEN", "Maj Gen"),
    ("MAJOR", "GENERAL", "Maj Gen"),
    ("MOST", "REV", "Most Rev"),
    ("MOST", "REVD", "Most Rev"),
    ("POLICE", "CONSTABLE", "PC"),
    ("REAR", "ADMIRAL", "Rear Adm"),
    ("RIGHT", "HON", "Rt Hon"),
    ("RIGHT", "HONOURABLE", "Rt Hon"),
    ("RIGHT", "REVEREND", "Rt Rev"),
    ("RT", "HON", "Rt Hon"),
    ("RT", "REV", "Rt Rev"),
    ("RT", "REVD", "Rt Rev"),
    ("SERGEANT", "MAJOR", "Sgt Maj"),
    ("SQN", "LDR", "Sqn Ldr"),
    ("SQUADRON", "LEADER", "Sqn Ldr"),
    ("STAFF", "SERGEANT", "Staff Sgt"),
    ("STAFF", "SGT", "Staff Sgt"),
    ("VERY", "REV", "Very Rev"),
    ("VERY", "REVD", "Very Rev"),
    ("VERY", "REVEREND", "Very Rev"),
    ("VICE", "ADMIRAL", "Vice Adm"),
    ("WG", "CDR", "Wg Cdr"),
    ("WING", "COMMANDER", "Wg Cdr"),
];

/// [`TITLES`] as written.
const WRITTEN: WordList<133> = {
    let mut written = [""; 133];
    let mut at = 0;
    while at < TITLES.len() {
        written[at] = TITLES[at].written;
        at += 1;
    }
    WordList::new(&written)
};

/// The title that words begin with, and how many words it takes.
pub(super) fn at_start(words: &[&str]) -> Option<(&'static str, usize)> {
    let title = find(words.first()?)?;
    if title.begins_pair
        && let Some(second) = words.get(1)
        && let Some(pair) =
            PAIRS.iter().find(|pair| pair.0 == title.written && Word::of(second) == Word::of(pair.1))
    {
        return Some((pair.2, 2));
    }
    let counts = match title.stands {
        Stands::Before => true,
        Stands::BeforeWhole => words.len() > 2 && !known::never_first(words[1]),
        Stands::Column | Stands::First => false,
    };
    counts.then_some((title.display, 1))
}

/// The display form of a word that is a title wherever it stands before a name.
pub(super) fn before_name(token: &str) -> Option<&'static str> {
    find(token).filter(|title| title.stands == Stands::Before).map(|title| title.display)
}

/// Whether a word may be the first of a title of two words.
pub(super) fn begins_pair(token: &str) -> bool {
    find(token).is_some_and(|title| title.begins_pair)
}

/// Adds all titles to a filter.
pub(super) const fn mark(filter: Filter) -> Filter {
    filter.with(&WRITTEN)
}

/// Whether a word is so common a title, and so rare a name, that it is one even after a name.
pub(super) fn is_common(token: &str) -> bool {
    let bare = token.trim_end_matches('.');
    bare.len() <= 4
        && ["MR", "MRS", "MS", "MISS", "MX", "DR", "PROF", "REV", "CLLR", "MSTR"]
            .iter()
            .any(|title| title.eq_ignore_ascii_case(bare))
}

/// The display form of what stands in a column of titles, where it is known.
pub(super) fn in_column(text: &str) -> Option<&'static str> {
    match text.split_once(' ') {
        None => find(text).filter(|title| title.stands != Stands::First).map(|title| title.display),
        Some((first, second)) => match at_start(&[first, second]) {
            Some((display, 2)) => Some(display),
            _ => find(&text.replace(' ', "")).map(|title| title.display),
        },
    }
}

fn find(token: &str) -> Option<&'static Title> {
    TITLES.get(WRITTEN.position(Word::of(token)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_in_order() {
        assert!(WRITTEN.is_ordered());
        for (first, second, _) in PAIRS {
            assert!(find(first).is_some_and(|title| title.begins_pair), "of {first:?} {second:?}");
        }
    }

    #[test]
    fn titles_that_are_names_count_only_in_their_column_or_before_a_whole_name() {
        assert_eq!(before_name("Dr."), Some("Dr"));
        assert_eq!(before_name("Dean"), None);
        assert_eq!(in_column("Dean"), Some("Dean"));
        assert_eq!(in_column("Rt. Hon."), Some("Rt Hon"));
        assert_eq!(at_start(&["Judge", "Jane", "Smith"]), Some(("Judge", 1)));
        assert_eq!(at_start(&["Judge", "Smith"]), None);
        assert_eq!(at_start(&["Major", "Singh", "Gill"]), None);
        assert_eq!(at_start(&["Wing", "Commander", "Smith"]), Some(("Wg Cdr", 2)));
    }
}
