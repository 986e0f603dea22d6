//! Titles before a name and their display forms.
//!
//! A list of what is written in records, not of who may bear it.

use crate::word::{Word, WordList};

/// A title and whether it is also a given or family name, so that it is only a title in a column of its own.
struct Title {
    written: &'static str,
    display: &'static str,
    also_a_name: bool,
}

const fn title(written: &'static str, display: &'static str) -> Title {
    Title { written, display, also_a_name: false }
}

const fn title_or_name(written: &'static str, display: &'static str) -> Title {
    Title { written, display, also_a_name: true }
}

/// Titles by how they are written in capitals, in order.
const TITLES: [Title; 95] = [
    title_or_name("ABBOT", "Abbot"),
    title("ADM", "Adm"),
    title("ADMIRAL", "Admiral"),
    title("ALDERMAN", "Alderman"),
    title("ARCHBISHOP", "Archbishop"),
    title("ARCHDEACON", "Archdeacon"),
    title_or_name("BARON", "Baron"),
    title("BARONESS", "Baroness"),
    title_or_name("BISHOP", "Bishop"),
    title("BRIG", "Brig"),
    title("BRIGADIER", "Brigadier"),
    title("BRO", "Brother"),
    title_or_name("BROTHER", "Brother"),
    title_or_name("CANON", "Canon"),
    title("CAPT", "Capt"),
    title("CAPTAIN", "Capt"),
    title("CARDINAL", "Cardinal"),
    title("CDR", "Cdr"),
    title("CLLR", "Cllr"),
    title("CMDR", "Cdr"),
    title("COL", "Col"),
    title("COLONEL", "Col"),
    title("COMMANDER", "Cdr"),
    title("CORPORAL", "Cpl"),
    title("COUNCILLOR", "Cllr"),
    title("COUNTESS", "Countess"),
    title("CPL", "Cpl"),
    title("CPT", "Capt"),
    title("DAME", "Dame"),
    title_or_name("DEACON", "Deacon"),
    title_or_name("DEAN", "Dean"),
    title("DOCTOR", "Dr"),
    title("DR", "Dr"),
    title_or_name("DUCHESS", "Duchess"),
    title_or_name("DUKE", "Duke"),
    title_or_name("EARL", "Earl"),
    title("FATHER", "Fr"),
    title("FLTLT", "Flt Lt"),
    title("FR", "Fr"),
    title("GEN", "Gen"),
    title("GENERAL", "Gen"),
    title_or_name("HAJI", "Haji"),
    title("HON", "Hon"),
    title("HRH", "HRH"),
    title_or_name("IMAM", "Imam"),
    title_or_name("JUDGE", "Judge"),
    title_or_name("JUSTICE", "Justice"),
    title("LADY", "Lady"),
    title("LIEUTENANT", "Lt"),
    title_or_name("LORD", "Lord"),
    title("LT", "Lt"),
    title("MAJ", "Maj"),
    title_or_name("MAJOR", "Maj"),
    title("MASTER", "Master"),
    title("MDM", "Madam"),
    title("MISS", "Miss"),
    title("MISTER", "Mr"),
    title("MME", "Mme"),
    title("MR", "Mr"),
    title("MRS", "Mrs"),
    title("MS", "Ms"),
    title("MSTR", "Master"),
    title("MX", "Mx"),
    title_or_name("PASTOR", "Pastor"),
    title("PC", "PC"),
    title("PRINCE", "Prince"),
    title("PRINCESS", "Princess"),
    title("PROF", "Prof"),
    title("PROFESSOR", "Prof"),
    title("PTE", "Pte"),
    title("PVT", "Pte"),
    title("RABBI", "Rabbi"),
    title("REV", "Rev"),
    title("REVD", "Rev"),
    title("REVDR", "Rev Dr"),
    title("REVEREND", "Rev"),
    title("RTHON", "Rt Hon"),
    title("SERGEANT", "Sgt"),
    title("SGT", "Sgt"),
    title_or_name("SHEIKH", "Sheikh"),
    title("SIR", "Sir"),
    title("SISTER", "Sister"),
    title("SQNLDR", "Sqn Ldr"),
    title_or_name("SQUIRE", "Squire"),
    title("SRA", "Sra"),
    title("STAFFSGT", "Staff Sgt"),
    title("SUPT", "Supt"),
    title("VENERABLE", "Ven"),
    title("VERYREV", "Very Rev"),
    title("VERYREVD", "Very Rev"),
    title("VICAR", "Vicar"),
    title("VISCOUNT", "Viscount"),
    title("WGCDR", "Wg Cdr"),
    title("WO1", "WO1"),
    title("WO2", "WO2"),
];

/// [`TITLES`] as written.
const WRITTEN: WordList<95> = {
    let mut written = [""; 95];
    let mut at = 0;
    while at < TITLES.len() {
        written[at] = TITLES[at].written;
        at += 1;
    }
    WordList::new(&written)
};

/// The display form of a word that is a title wherever it stands before a name.
pub(super) fn before_name(token: &str) -> Option<&'static str> {
    find(token).filter(|title| !title.also_a_name).map(|title| title.display)
}

/// The display form of what stands in a column of titles, where it is known.
pub(super) fn in_column(text: &str) -> Option<&'static str> {
    if text.contains(' ') { find(&text.replace(' ', "")) } else { find(text) }.map(|title| title.display)
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
    }

    #[test]
    fn titles_that_are_names_count_only_in_their_column() {
        assert_eq!(before_name("Dr."), Some("Dr"));
        assert_eq!(before_name("Dean"), None);
        assert_eq!(in_column("Dean"), Some("Dean"));
        assert_eq!(in_column("Rt. Hon."), Some("Rt Hon"));
    }
}
