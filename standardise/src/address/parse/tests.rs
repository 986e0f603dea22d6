//! Addresses taken apart: by hand, and against a twin that tries every reading.

use proptest::prelude::*;

use super::*;
use crate::address::bs7666::LandPropertyIdentifier;

/// What an address is read as: its parts in order.
fn shown(text: &str) -> String {
    let parts = Parser::default().parse([text]);
    let named = [
        ("org", &parts.organisation),
        ("dept", &parts.department),
        ("box", &parts.po_box),
        ("sub", &parts.sub_building),
        ("name", &parts.building_name),
        ("no", &parts.building_number),
        ("off", &parts.dependent_street),
        ("street", &parts.street),
        ("ddl", &parts.double_dependent_locality),
        ("loc", &parts.locality),
        ("town", &parts.town),
        ("county", &parts.county),
    ];
    let mut shown: Vec<String> =
        named.iter().filter_map(|(name, part)| part.as_ref().map(|part| format!("{name} {part}"))).collect();
    shown.extend(parts.postcode.map(|postcode| postcode.as_str().to_owned()));
    shown.join(" | ")
}

fn check(table: &[(&str, &str)]) {
    for (text, expected) in table {
        assert_eq!(shown(text), *expected, "of {text:?}");
    }
}

#[test]
fn streets_are_told_from_localities_and_towns() {
    check(&[
        ("14 High Street, Northmere, NM1 4AB", "no 14 | street High Street | town Northmere | NM1 4AB"),
        ("14A HIGH STREET LEEDS LS1 4DJ", "no 14A | street HIGH STREET | town LEEDS | LS1 4DJ"),
        ("3 The Dell, Peterborough", "no 3 | street The Dell | town Peterborough"),
        ("3 THE DELL PETERBOROUGH", "no 3 | street THE DELL | town PETERBOROUGH"),
        ("7 GROVE LANE SHELTON END COVENTRY", "no 7 | street GROVE LANE | loc SHELTON END | town COVENTRY"),
        ("8 MILL LANE GREAT PRESTON", "no 8 | street MILL LANE | town GREAT PRESTON"),
        ("9 TULIP STREET WEST HULL", "no 9 | street TULIP STREET WEST | town HULL"),
        (
            "8 Mill Lane, Upper Shelton, Shelton, Bristol",
            "no 8 | street Mill Lane | ddl Upper Shelton | loc Shelton | town Bristol",
        ),
        ("5 SILVERWOOD BRACKNELL", "no 5 | street SILVERWOOD | town BRACKNELL"),
        (
            "2 Mill Lane, Abingdon, Oxfordshire",
            "no 2 | street Mill Lane | town Abingdon | county Oxfordshire",
        ),
        ("6 MILL LANE CHEADLE HULME CHEADLE", "no 6 | street MILL LANE | loc CHEADLE HULME | town CHEADLE"),
    ]);
}

#[test]
fn buildings_are_told_from_their_parts_and_streets() {
    check(&[
        ("FLAT 19 HEATHER LAMB WAY LEEDS", "sub FLAT 19 | name HEATHER | street LAMB WAY | town LEEDS"),
        ("FLAT 2 9 PEPPER ROAD LEEDS", "sub FLAT 2 | no 9 | street PEPPER ROAD | town LEEDS"),
        (
            "FIRST FLOOR FLAT 21 PEPPER ROAD LEEDS",
            "sub FIRST FLOOR FLAT | no 21 | street PEPPER ROAD | town LEEDS",
        ),
        (
            "2 HOLLY HOUSE 3 PEPPER CRESCENT LEEDS",
            "sub 2 | name HOLLY HOUSE | no 3 | street PEPPER CRESCENT | town LEEDS",
        ),
        ("14 ALDER COURT PEPPER ROAD LEEDS", "name 14 ALDER COURT | street PEPPER ROAD | town LEEDS"),
        (
            "ROSE FARM PEPPER HILL SHELTON LEEDS",
            "name ROSE FARM | street PEPPER HILL | loc SHELTON | town LEEDS",
        ),
        ("1/3 24 Dumbarton Road, Glasgow", "sub 1/3 | no 24 | street Dumbarton Road | town Glasgow"),
        (
            "2F2 12 COMELY BANK TERRACE EDINBURGH",
            "sub 2F2 | no 12 | street COMELY BANK TERRACE | town EDINBURGH",
        ),
        (
            "Caretakers Flat, 12 Mill Lane, Leeds",
            "sub Caretakers Flat | no 12 | street Mill Lane | town Leeds",
        ),
        ("144 AND A HALF MILL LANE LEEDS", "no 144 AND A HALF | street MILL LANE | town LEEDS"),
        ("No 14, Mill Lane, Leeds", "no 14 | street Mill Lane | town Leeds"),
    ]);
}

#[test]
fn organisations_boxes_and_addressees_stand_apart() {
    check(&[
        (
            "LEE'S CURRY HOUSE 6A MILL DRIVE LEEDS",
            "org LEE'S CURRY HOUSE | no 6A | street MILL DRIVE | town LEEDS",
        ),
        (
            "Ash Foods Ltd, Unit 4, Mill Road, Leeds",
            "org Ash Foods Ltd | sub Unit 4 | street Mill Road | town Leeds",
        ),
        ("PO Box 12, Leeds, LS1 4DJ", "box 12 | town Leeds | LS1 4DJ"),
        ("c/o Ash House, 4 Mill Road, Leeds", "org c/o Ash House | no 4 | street Mill Road | town Leeds"),
        (
            "Shelton Council, Housing Department, 1 Mill Road, Leeds",
            "org Shelton Council | dept Housing Department | no 1 | street Mill Road | town Leeds",
        ),
    ]);
}

#[test]
fn welsh_streets_have_their_kind_first() {
    check(&[
        ("12 Heol Las, Caerdydd", "no 12 | street Heol Las | town Caerdydd"),
        ("TY GWYN HEOL Y DDERWEN CAERNARFON", "name TY GWYN | street HEOL Y DDERWEN | town CAERNARFON"),
        ("3 MAES Y COED CARDIFF", "no 3 | street MAES Y COED | town CARDIFF"),
    ]);
}

#[test]
fn nothing_comes_of_nothing() {
    check(&[
        ("", ""),
        (" , ,", ""),
        ("N/A", ""),
        ("LS1 4DJ", "LS1 4DJ"),
        ("12 14 16 18", "org 12 14 16 | no 18"),
    ]);
    assert!(Parser::default().parse(["NO FIXED ABODE"]).finding.is_some());
}

#[test]
fn parser_forgets_what_it_read_before() {
    let mut parser = Parser::default();
    let first = parser.parse(["Flat 2, 14 High Street, Leeds"]);
    parser.parse(["Rose Cottage, Mill Lane, Shelton, Bristol BS1 4DJ"]);
    assert_eq!(parser.parse(["Flat 2, 14 High Street, Leeds"]), first);
}

/// Words that addresses are made of, and some that they are not.
fn address() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "FLAT",
        "2",
        "14A",
        "14-16",
        "HIGH",
        "STREET",
        "ST",
        "ROSE",
        "COTTAGE",
        "HOUSE",
        "LEEDS",
        "SHELTON",
        "THE",
        "GREEN",
        ",",
        "PO",
        "BOX",
        "UNIT",
        "GROUND",
        "FLOOR",
        "A",
        "B2",
        "HEOL",
        "Y",
        "AND",
        "&",
        "REAR",
        "OF",
        "LTD",
        "COUNTY",
        "DURHAM",
        "ST ALBANS",
        "1/3",
        "-",
        "O'NEIL'S",
        "LS1 4DJ",
        "WEST",
        "123456",
        "é",
        "ﬁ",
        "\u{300}",
        "(REAR)",
    ]);
    prop::collection::vec(word, 0..14).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_word_belongs_to_a_part(text in address()) {
        let mut parser = Parser::default();
        let words = parser.words([text.as_str()]);
        let read: String = words.iter().map(|(_, word)| word.as_str()).collect();
        // Nothing is lost but marks, postcodes and fillers.
        let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).count();
        prop_assert!(letters(&read) <= letters(&text));
        let parts = parser.parse([text.as_str()]);
        let one_line = LandPropertyIdentifier::from(&parts).to_string();
        prop_assert!(words.is_empty() || !one_line.is_empty());
    }

    #[test]
    fn best_reading_is_the_best_of_all_readings(text in address()) {
        path::check_against_all_readings(&text);
    }
}
