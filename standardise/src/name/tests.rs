//! What names in records become: columns or a whole name in, parts and rules out.

use proptest::prelude::*;

use super::*;

/// `prefix | given | family | suffix`, then what else was found.
fn shown(names: &Names) -> String {
    let usual = &names.usual;
    let mut text = format!(
        "{} | {} | {} | {}",
        usual.prefix.join(" "),
        usual.given.join(" "),
        usual.family.as_deref().unwrap_or_default(),
        usual.suffix.join(" ")
    );
    for (mark, part) in [("known as", &names.known_as), ("formerly", &names.former_family)] {
        if let Some(part) = part {
            text += &format!(" | {mark} {part}");
        }
    }
    for (_, finding) in &names.findings {
        text += &format!(" | ! {}", finding.rule);
    }
    text
}

/// Whole names in, parts out.
fn check_full(table: &[(&str, &str)]) {
    for (full, expected) in table {
        let names = read(&NameParts { full: Some(full), ..NameParts::default() });
        assert_eq!(shown(&names), *expected, "of {full:?}");
    }
}

/// Title, given and family columns in, parts out.
fn check_columns(table: &[([&str; 3], &str)]) {
    for (columns, expected) in table {
        let [title, given, family] = columns.map(|column| (!column.is_empty()).then_some(column));
        let names = read(&NameParts { title, given, family, ..NameParts::default() });
        assert_eq!(shown(&names), *expected, "of {columns:?}");
    }
}

#[test]
fn whole_names_are_cut_in_either_order() {
    check_full(&[
        ("John Smith", " | John | Smith | "),
        ("Mr John Paul Smith", "Mr | John Paul | Smith | "),
        ("SMITH, John", " | John | Smith | "),
        ("SMITH, MRS JANE ANNE", "Mrs | Jane Anne | Smith | "),
        ("Smith, Mr", "Mr |  | Smith | "),
        ("SMITH John Paul", " | John Paul | Smith | "),
        ("John Paul SMITH", " | John Paul | Smith | "),
        ("SINGH Harpreet Kaur", " | Harpreet Kaur | Singh | "),
        ("Prof Sir John Smith", "Prof Sir | John | Smith | "),
        ("Mr Smith", "Mr |  | Smith | "),
        ("Suharto", " |  | Suharto | "),
        ("J.P. Smith", " | J P | Smith | "),
        ("  jane   smith ", " | Jane | Smith | "),
    ]);
}

#[test]
fn particles_stay_with_the_family_name() {
    check_full(&[
        ("Jan van der Merwe", " | Jan | van der Merwe | "),
        ("JAN VAN DER MERWE", " | Jan | van der Merwe | "),
        ("VAN DER MERWE Jan", " | Jan | van der Merwe | "),
        ("Maria de la Cruz", " | Maria | de la Cruz | "),
        ("Dafydd ap Rhys", " | Dafydd | ap Rhys | "),
        ("Mary O'Neill", " | Mary | O'Neill | "),
        ("Mary O Neill", " | Mary | O Neill | "),
        ("Mary O Smith", " | Mary O | Smith | "),
        ("IAN MC DONALD", " | Ian | Mc Donald | "),
        ("Omar bin Said", " | Omar | bin Said | "),
        ("Van Morris", " | Van | Morris | "),
        ("Oliver St John", " | Oliver | St John | "),
    ]);
}

#[test]
fn titles_and_suffixes_are_peeled() {
    check_full(&[
        ("Dr A. B. O’Neill-Jones OBE", "Dr | A B | O'Neill-Jones | OBE"),
        ("John Smith, OBE", " | John | Smith | OBE"),
        ("John Smith Jr.", " | John | Smith | Jr"),
        ("John Smith III", " | John | Smith | III"),
        ("Jack Ma", " | Jack | Ma | "),
        ("JACK MA", " | Jack | Ma | "),
        ("Jane Smith MA", " | Jane | Smith | MA"),
        ("Mary Senior", " | Mary | Senior | "),
        ("John Smith Senior", " | John | Smith | Senior"),
        ("Dean Smith", " | Dean | Smith | "),
        ("Rev. Jane Smith", "Rev | Jane | Smith | "),
    ]);
}

#[test]
fn what_is_written_beside_a_name_is_sorted_out() {
    check_full(&[
        ("Ann Young (Nee Callon)", " | Ann | Young |  | formerly Callon"),
        ("Ann Young née Callon", " | Ann | Young |  | formerly Callon"),
        ("Ann Owen (Acting Headteacher)", " | Ann | Owen |  | ! name_annotation"),
        ("Robert \"Bob\" Smith", " | Robert | Smith |  | known as Bob"),
        ("Robert 'Bob' Smith", " | Robert | Smith |  | known as Bob"),
    ]);
    check_columns(&[
        (["", "Elizabeth (Betty)", "Smith"], " | Elizabeth | Smith |  | known as Betty"),
        (["", "Ann", "Young (Callon)"], " | Ann | Young |  | ! name_annotation"),
        (["", "Ann", "Young formerly Callon"], " | Ann | Young |  | formerly Callon"),
    ]);
}

#[test]
fn of_two_people_the_first_is_taken_and_told() {
    check_full(&[
        ("Mr & Mrs J & P Smith", "Mr | J | Smith |  | ! name_of_several"),
        ("Mr and Mrs Smith", "Mr |  | Smith |  | ! name_of_several"),
        ("John & Mary Smith", " | John | Smith |  | ! name_of_several"),
        ("John Smith & Mary Jones", " | John | Smith |  | ! name_of_several"),
        ("Scanlon and Bartle", " |  | Scanlon |  | ! name_of_several"),
    ]);
    check_columns(&[(["Mr & Mrs", "John/Mary", "Smith"], "Mr | John | Smith |  | ! name_of_several")]);
}

#[test]
fn columns_are_read_for_what_they_hold() {
    check_columns(&[
        (["MRS", "JANE ANNE", "SMITH-JONES"], "Mrs | Jane Anne | Smith-Jones | "),
        (["", "Mrs Jane", "Smith"], "Mrs | Jane | Smith | "),
        (["Ms", "JP", "MCDONALD"], "Ms | JP | McDonald | "),
        (["", "J.", "SMITH OBE"], " | J | Smith | OBE"),
        (["", "Ali", "AL-RASHID"], " | Ali | Al-Rashid | "),
        (["", "", "DE SOUZA"], " |  | de Souza | "),
        (["", "Madonna", ""], " | Madonna |  | "),
        (["Exors", "John", "Smith"], " | John | Smith |  | ! name_of_estate"),
        (["", "ŁUKASZ", "WAŁĘSA"], " | Łukasz | Wałęsa | "),
        (["", "Ann", "Norris - Hayes"], " | Ann | Norris-Hayes | "),
        (["", "", "Mr A S McCreedy"], "Mr | A S | McCreedy | "),
        (["", "Nina", "Mrs N Richardson"], "Mrs | Nina | Richardson | "),
        (["", "Jo", "Smith C.B.E."], " | Jo | Smith | CBE"),
        (["", "Sm1th", "Jones"], " | Sm1th | Jones |  | ! name_with_digits"),
    ]);
}

#[test]
fn names_of_nobody_are_left_empty_and_told() {
    check_full(&[
        ("THE OCCUPIER", " |  |  |  | ! name_of_nobody"),
        ("Void", " |  |  |  | ! name_of_nobody"),
        ("Account Holder", " |  |  |  | ! name_of_nobody"),
        ("Executors of John Smith", " |  |  |  | ! name_of_estate"),
        ("Deceased", " |  |  |  | ! name_of_estate"),
        ("Test Test", " |  |  |  | ! name_of_test"),
        ("Unknown", " |  |  |  | ! name_unknown"),
        ("Northmere Lettings Ltd", " |  |  |  | ! name_of_organisation"),
        ("Baby Girl Smith", " |  | Smith |  | ! name_of_baby"),
    ]);
    check_columns(&[
        (["", "THE", "OCCUPIER"], " |  |  |  | ! name_of_nobody"),
        (["", "BABY", "SMITH"], " |  | Smith |  | ! name_of_baby"),
        (["", "UNKNOWN", "SMITH"], " |  | Smith |  | ! name_unknown"),
        (["", "John", "XXX"], " | John |  |  | ! name_unknown"),
        (["", "Mary", "Null"], " | Mary | Null | "),
    ]);
}

#[test]
fn family_keys_ignore_how_a_name_is_joined() {
    let table = [
        ("O'Neill", "ONEILL"),
        ("O Neill", "ONEILL"),
        ("Mac Gregor", "MACGREGOR"),
        ("van der Merwe", "VAN DER MERWE"),
        ("Smith-Jones", "SMITH JONES"),
    ];
    for (family, key) in table {
        assert_eq!(family_key(family), key, "of {family:?}");
    }
}

#[test]
fn debug_shows_no_name() {
    let names = read(&NameParts { full: Some("Jane Smith"), ..NameParts::default() });
    assert!(!format!("{names:?} {:?}", names.usual).contains("Smith"));
}

proptest! {
    #[test]
    fn names_in_parts_read_as_themselves(
        title in "[A-Za-z&. ]{0,8}",
        given in "\\PC{0,16}|[A-Za-z'.& -]{0,16}",
        family in "\\PC{0,16}|[A-Za-z'. -]{0,16}|(VAN |DE |MC |O )?[A-Z]{2,9}( OBE| JR| MA)?",
    ) {
        let parts = NameParts { title: Some(&title), given: Some(&given), family: Some(&family), ..NameParts::default() };
        let once = read(&parts);
        let joined = [once.usual.prefix.join(" "), once.usual.given.join(" "), once.usual.suffix.join(" ")];
        let [title, given, suffix] = joined.each_ref().map(|text| (!text.is_empty()).then_some(text.as_str()));
        let again = read(&NameParts {
            title,
            given,
            suffix,
            family: once.usual.family.as_deref(),
            known_as: once.known_as.as_deref(),
            former_family: once.former_family.as_deref(),
            ..NameParts::default()
        });
        // A part that alone looks like a name of nobody may be left empty the second time; nothing is ever invented.
        if again.findings.iter().all(|(_, finding)| finding.kind != ProblemKind::Placeholder) {
            prop_assert_eq!(again.usual.given, once.usual.given);
            prop_assert_eq!(again.usual.family, once.usual.family);
            prop_assert_eq!(again.usual.suffix, once.usual.suffix);
        }
    }

    #[test]
    fn whole_names_of_any_text_are_read_without_panic(full in "\\PC{0,30}|[A-Za-z'.,&()\" -]{0,40}") {
        let _ = read(&NameParts { full: Some(&full), ..NameParts::default() });
    }

    #[test]
    fn family_key_of_a_key_is_itself(family in "\\PC{0,16}|(O |MC |MAC |D )?[A-Z]{2,9}") {
        let once = family_key(&family);
        prop_assert_eq!(family_key(&once), once);
    }
}
