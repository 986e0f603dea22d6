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
    for other in &names.others {
        let family = other.family.as_deref().unwrap_or_default();
        let words = [&other.prefix.join(" "), &other.given.join(" "), family].map(str::to_owned);
        text += &format!(" | and {}", words.join(" ").split_whitespace().collect::<Vec<_>>().join(" "));
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
fn order_is_told_by_what_the_words_are() {
    check_full(&[
        ("SINGH HARPREET KAUR", " | Harpreet Kaur | Singh | "),
        ("Harpreet Kaur Singh", " | Harpreet Kaur | Singh | "),
        ("SMITH JOHN", " | John | Smith | "),
        ("JONES MARY ANN", " | Mary Ann | Jones | "),
        ("O'NEILL MARY", " | Mary | O'Neill | "),
        ("DE SOUZA MARIA", " | Maria | de Souza | "),
        ("HARRISON JAMES", " | Harrison | James | "),
        ("SMITH J P", " | J P | Smith | "),
        ("SMITH J.P.", " | J P | Smith | "),
        ("O'Brien K.", " | K | O'Brien | "),
        ("Smith John A", " | John A | Smith | "),
        ("Smith Mr John", "Mr | John | Smith | "),
        ("SMITH JOHN MR", "Mr | John | Smith | "),
        ("McDONALD Ronald", " | Ronald | McDonald | "),
        ("AJ Smith", " | AJ | Smith | "),
        ("JRR Tolkien", " | JRR | Tolkien | "),
        ("NG Wei", " | Wei | Ng | "),
        ("Wei NG", " | Wei | Ng | "),
        ("Mr J.Smith", "Mr | J | Smith | "),
    ]);
}

#[test]
fn families_without_a_given_name_keep_their_particles() {
    check_full(&[
        ("ap Rhys", " |  | ap Rhys | "),
        ("van der Merwe", " |  | van der Merwe | "),
        ("VAN DER MERWE", " |  | van der Merwe | "),
        ("Mrs DE SOUZA", "Mrs |  | de Souza | "),
        ("Mc Elligott", " |  | Mc Elligott | "),
        ("Al Amri", " | Al | Amri | "),
        ("Mary O' Brien", " | Mary | O'Brien | "),
        ("Mary O\'\'brien", " | Mary | O'Brien | "),
        ("Seán Ó Briain", " | Seán | Ó Briain | "),
        ("Máire Ní Bhriain", " | Máire | Ní Bhriain | "),
    ]);
}

#[test]
fn titles_of_several_words_are_one_title() {
    check_full(&[
        ("The Revd Canon Dr J Smith", "Rev Canon Dr | J | Smith | "),
        ("Rt Hon Sir John Smith KCB MP", "Rt Hon Sir | John | Smith | KCB MP"),
        ("Wing Commander John Smith", "Wg Cdr | John | Smith | "),
        ("Lt Col J Smith", "Lt Col | J | Smith | "),
        ("Major John Smith", "Maj | John | Smith | "),
        ("Major Singh Gill", " | Major Singh | Gill | "),
        ("Smith, John, Mr", "Mr | John | Smith | "),
        ("Smith, J. (Dr)", "Dr | J | Smith | "),
        ("Jane Smith M.A.", " | Jane | Smith | MA"),
        ("Jane Smith BSc (Hons)", " | Jane | Smith | BSc Hons"),
        ("Mr", "Mr |  |  |  | ! name_title_only"),
    ]);
}

#[test]
fn other_names_roles_and_care_are_sorted_out() {
    check_full(&[
        ("Robert (Bob) Smith", " | Robert | Smith |  | known as Bob"),
        ("John Smith a.k.a. Johnny Jones", " | John | Smith |  | known as Johnny Jones"),
        ("Robert Smith known as Bob", " | Robert | Smith |  | known as Bob"),
        ("Jane Smith (formerly known as Jones)", " | Jane | Smith |  | formerly Jones"),
        ("Webb (;Previously Mrs Barrett)", " |  | Webb |  | formerly Barrett"),
        ("William Bradley - Secondary", " | William | Bradley |  | ! name_annotation"),
        ("John Smith, Manager", " | John | Smith |  | ! name_annotation"),
        ("John Smith c/o Mary Jones", " | John | Smith |  | ! name_annotation"),
        ("John Smith T/A Smith's Plumbing", " | John | Smith |  | ! name_annotation"),
        ("c/o Mary Jones", " |  |  |  | ! name_care_of"),
        ("J Smith (Deceased)", " | J | Smith |  | ! name_of_deceased"),
        ("The late John Smith", " | John | Smith |  | ! name_of_deceased"),
        ("Mr J Smith 2", "Mr | J | Smith |  | ! name_annotation"),
    ]);
}

#[test]
fn all_people_of_a_cell_are_told_and_the_first_is_taken() {
    check_full(&[
        ("Mr & Mrs J & P Smith", "Mr | J | Smith |  | and Mrs P Smith | ! name_of_several"),
        ("Mr and Mrs Smith", "Mr |  | Smith |  | and Mrs Smith | ! name_of_several"),
        ("Mr & Mrs J Smith", "Mr | J | Smith |  | and Mrs Smith | ! name_of_several"),
        ("Mr J & Mrs P Smith", "Mr | J | Smith |  | and Mrs P Smith | ! name_of_several"),
        ("Mr Smith & Ms Jones", "Mr |  | Smith |  | and Ms Jones | ! name_of_several"),
        ("John & Mary Smith", " | John | Smith |  | and Mary Smith | ! name_of_several"),
        ("John Smith & Mary Jones", " | John | Smith |  | and Mary Jones | ! name_of_several"),
        ("SMITH, John & Mary", " | John | Smith |  | and Mary Smith | ! name_of_several"),
        ("SMITH, John & JONES, Mary", " | John | Smith |  | and Mary Jones | ! name_of_several"),
        ("Smith, John; Smith, Mary", " | John | Smith |  | and Mary Smith | ! name_of_several"),
        ("SMITH J & M", " | J | Smith |  | and M Smith | ! name_of_several"),
        ("J, P & A Smith", " | J | Smith |  | and P Smith | and A Smith | ! name_of_several"),
        ("Mr A Hill, Mrs B Hill", "Mr | A | Hill |  | and Mrs B Hill | ! name_of_several"),
        ("Scanlon and Bartle", " |  | Scanlon |  | and Bartle | ! name_of_several"),
        ("Mr Khan and family", "Mr |  | Khan |  | ! name_of_several"),
    ]);
    check_columns(&[
        (
            ["Mr & Mrs", "John/Mary", "Smith"],
            "Mr | John | Smith |  | and Mrs Mary Smith | ! name_of_several | ! name_of_several",
        ),
        (["", "Zoe", "Parr and Mrs Spencer"], " | Zoe | Parr |  | and Mrs Spencer | ! name_of_several"),
        (["", "Zoe", "Zoe Crace"], " | Zoe | Crace | "),
    ]);
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
    check_full(&[
        ("THE ACCOUNT HOLDER", " |  |  |  | ! name_of_nobody"),
        ("Mr Occupier", " |  |  |  | ! name_of_nobody"),
        ("VOID - awaiting repair", " |  |  |  | ! name_of_nobody"),
        ("The Bursar", " |  |  |  | ! name_of_nobody"),
        ("The Executors of the late Mrs A Jones", " |  |  |  | ! name_of_estate"),
        ("A N Other", " |  |  |  | ! name_unknown"),
        ("Mr Unknown", " |  |  |  | ! name_unknown"),
        ("XXTESTPATIENT-ABCD", " |  |  |  | ! name_of_test"),
        ("Do Not Use", " |  |  |  | ! name_of_test"),
        ("J Smith & Sons", " |  |  |  | ! name_of_organisation"),
        ("Smith & Co", " |  |  |  | ! name_of_organisation"),
        ("St Mary's Church of England Primary School", " |  |  |  | ! name_of_organisation"),
        ("Trustees of the Hill Fund", " |  |  |  | ! name_of_organisation"),
        ("Baby Girl", " |  |  |  | ! name_of_baby"),
        ("Jones Baby Boy", " |  | Jones |  | ! name_of_baby"),
        ("B/O Smith", " |  | Smith |  | ! name_of_baby"),
        ("Charlotte Church", " | Charlotte | Church | "),
        ("Mr P Council", "Mr | P | Council | "),
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
fn bearer_is_told_with_a_reason() {
    let table = [
        ("Jane Smith", Bearer::Person, None),
        ("Baby Girl", Bearer::Person, Some("name_of_baby")),
        ("Northmere Lettings Ltd", Bearer::Organisation, Some("name_of_organisation")),
        ("THE OCCUPIER", Bearer::Nobody, Some("name_of_nobody")),
        ("Test Test", Bearer::Nobody, Some("name_of_test")),
    ];
    for (full, bearer, reason) in table {
        let names = read(&NameParts { full: Some(full), ..NameParts::default() });
        assert_eq!(names.bearer(), (bearer, reason), "of {full:?}");
    }
}

#[test]
fn names_are_told_by_use_as_pds_has_them() {
    let parts = NameParts { full: Some("Mrs Elizabeth (Betty) Young née Callon"), ..NameParts::default() };
    let by_use: Vec<_> = read(&parts)
        .by_use()
        .into_iter()
        .map(|(name_use, name)| {
            format!("{} {} {}", name_use.name(), name.given.join(" "), name.family.unwrap())
        })
        .collect();
    assert_eq!(by_use, ["usual Elizabeth Young", "nickname Betty Young", "old Elizabeth Callon"]);
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
            prop_assert_eq!(&again.usual.given, &once.usual.given);
            prop_assert_eq!(&again.usual.family, &once.usual.family);
            prop_assert_eq!(&again.usual.suffix, &once.usual.suffix);
        }
    }

    #[test]
    fn quick_way_equals_the_long_way(
        title in proptest::option::of("Mrs|MR|Dr\\.|Dean|"),
        words in proptest::collection::vec(
            "(SMITH|John|MARY|Khan|Singh|KAUR|O'Neill|McDONALD|van|DE|der|Al|J|P|NG|jo|Lt|Mr|Rev|OBE|Ma|Baby|Test|XX|and|Late|\
            Void|Known|As|Church|Smith-Jones|Trust|Of|The|Nee|mary-ann|Wing|ANN|Siân|NÉE|Zoë-Ann|Café|Ó|[A-Za-zÀ-ž'-]{1,5})\\.?,?",
            1..5,
        ),
        family in proptest::option::of("(SMITH|Khan|de|VAN|O'Neill|Unknown|Baby|JP|jones|St)( (John|SMITH|Ltd|Jnr|Dyke))?"),
    ) {
        let words = words.join(" ");
        let parts = match &family {
            Some(family) => NameParts { given: Some(&words), family: Some(family), ..NameParts::default() },
            None => NameParts { full: Some(&words), ..NameParts::default() },
        };
        let parts = NameParts { title: title.as_deref(), ..parts };
        let (quick, long) = (read(&parts), read_at_length(&parts));
        prop_assert_eq!(shown(&quick), shown(&long));
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

#[test]
fn generations_are_told_by_what_follows_a_name() {
    let suffixes = |parts: NameParts<'_>| {
        let usual = read(&parts).usual;
        (usual.family.unwrap_or_default(), usual.suffix.join(" "))
    };
    let full = |text| suffixes(NameParts { full: Some(text), ..NameParts::default() });
    let parts = |given, family| {
        suffixes(NameParts { given: Some(given), family: Some(family), ..NameParts::default() })
    };
    let told = |name: &str, suffix: &str| (name.to_owned(), suffix.to_owned());
    assert_eq!(full("Amos Quill Jnr"), told("Quill", "Jnr"));
    assert_eq!(full("Amos Quill the Younger"), told("Quill", "Junior"));
    assert_eq!(full("Amos Quill (Senior)"), told("Quill", "Senior"));
    assert_eq!(parts("Amos", "Quill Senior"), told("Quill", "Senior"));
    assert_eq!(parts("Amos III", "Quill"), told("Quill", "III"));
    // Names, all of them.
    assert_eq!(full("Junior Quill"), told("Quill", ""));
    assert_eq!(parts("Junior", "Quill"), told("Quill", ""));
    assert_eq!(full("Mary Senior"), told("Senior", ""));
    assert_eq!(parts("Mary", "Senior"), told("Senior", ""));
    assert_eq!(full("Amos V Quill"), told("Quill", ""));
    for (suffix, expected) in
        [("OBE Snr", Some(1)), ("II", Some(2)), ("III", Some(3)), ("OBE", None), ("", None)]
    {
        assert_eq!(generation(suffix), expected, "of {suffix:?}");
    }
}

#[test]
fn syllabic_names_have_the_family_name_first() {
    let parted = |text| {
        let usual = read(&NameParts { full: Some(text), ..NameParts::default() }).usual;
        (usual.family.unwrap_or_default(), usual.given.join(" "))
    };
    let told = |family: &str, given: &str| (family.to_owned(), given.to_owned());
    assert_eq!(parted("王小明"), told("王", "小明"));
    assert_eq!(parted("欧阳小明"), told("欧阳", "小明"));
    assert_eq!(parted("김 민준"), told("김", "민준"));
    // May be Japanese.
    assert_eq!(parted("田中太郎"), told("田中太郎", ""));
}
