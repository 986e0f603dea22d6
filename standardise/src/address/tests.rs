//! One place in many systems' layouts: lines in, keys out.

use proptest::prelude::*;

use super::*;

/// Lines parted by ` / `, then `building | street`.
fn keys(lines: &str) -> String {
    let address = read(lines.split(" / "), None);
    format!(
        "{} | {}",
        address.building_key.as_deref().unwrap_or_default(),
        address.street_key.as_deref().unwrap_or_default()
    )
}

fn check(table: &[(&str, &str)]) {
    for (lines, expected) in table {
        assert_eq!(keys(lines), *expected, "of {lines:?}");
    }
}

/// Every layout of one place has the same keys.
fn check_same(expected: &str, layouts: &[&str]) {
    for lines in layouts {
        assert_eq!(keys(lines), expected, "of {lines:?}");
    }
}

#[test]
fn house_has_one_key_in_every_layout() {
    check_same(
        "14 | HIGH STREET",
        &[
            "14 High Street, Northmere",
            "14 HIGH STREET NORTHMERE NM1 4AP",
            "14, High St, Northmere, NM1 4AP",
            "14 / High Street / Northmere",
            "14 HIGH ST / NORTHMERE",
            "No. 14 High Street, Northmere",
            "0014 High Street, Northmere",
            "Rose Cottage, 14 High Street, Northmere",
            "Lalas, 14, High Street, Northmere",
        ],
    );
}

#[test]
fn flat_has_one_key_in_every_layout() {
    check_same(
        "FLAT 2 14A | HIGH STREET",
        &[
            "Flat 2, 14A High Street, Northmere",
            "FLAT 2 14A HIGH ST / NORTHMERE",
            "FLAT 2 14A HIGH STREET NORTHMERE",
            "14A Flat 2 High Street, Northmere",
            "14A FLAT 2 / HIGH STREET / NORTHMERE",
            "2/14A High Street, Northmere",
            "Flat 2/14A High Street",
            "Apt 2, 14 A High St, Northmere",
            "Flat 2, Rose Court, 14A High Street, Northmere",
            "2 Rose Court, 14A High Street, Northmere",
        ],
    );
}

#[test]
fn name_at_the_head_is_told_beside_the_number() {
    let cases = [
        ("Grand Hotel, 12 High Street, Northmere", Some("GRAND HOTEL")),
        ("Peter Example Ltd, Unit 7 Mill Estate, Long Lane, Northmere", Some("PETER EXAMPLE LTD")),
        ("The Fox & Hounds, Main Street, Northmere", Some("THE FOX AND HOUNDS")),
        ("12 High Street, Northmere", None),
        ("High Street, Northmere", None),
        ("Unit 7, Mill Estate, Northmere", None),
        ("Land At, Long Lane, Northmere", None),
        ("Northmere", None),
    ];
    for (lines, name) in cases {
        assert_eq!(read([lines], None).name_key.as_deref(), name, "of {lines:?}");
    }
}

#[test]
fn named_building_has_one_key_in_every_layout() {
    check_same(
        "2 ROSE COURT | HIGH STREET",
        &[
            "Flat 2, Rose Court, High Street, Northmere",
            "2 Rose Court, High Street, Northmere",
            "FLAT 2 ROSE CT / HIGH ST / NORTHMERE",
            "2 ROSE COURT HIGH STREET NORTHMERE",
            "Rose Court, Flat 2, High Street, Northmere",
        ],
    );
    check_same(
        "2 | ROSE COURT",
        &["2 Rose Court, Northmere", "Flat 2, Rose Court, Northmere", "2 ROSE COURT NORTHMERE"],
    );
    check_same(
        "ROSE COTTAGE | MILL LANE",
        &["Rose Cottage, Mill Lane, Alne, Northmere", "ROSE COTTAGE / MILL LN"],
    );
    check_same("OLD VICARAGE | CHURCH ROAD", &["The Old Vicarage, Church Road", "OLD VICARAGE, CHURCH RD"]);
}

#[test]
fn numbers_are_told_from_words() {
    check(&[
        ("12-14 High Street", "12-14 | HIGH STREET"),
        ("12 - 14, High Street", "12-14 | HIGH STREET"),
        ("12/14 High Street", "12-14 | HIGH STREET"),
        ("12 to 14 High Street", "12-14 | HIGH STREET"),
        ("114-16 High Street", "114-116 | HIGH STREET"),
        ("14 1st Avenue", "14 | FIRST AVENUE"),
        ("14 First Ave", "14 | FIRST AVENUE"),
        ("Rear of 14 High Street", "REAR 14 | HIGH STREET"),
        ("PO Box 12, High Street", "PO BOX 12 | HIGH STREET"),
    ]);
}

#[test]
fn floors_and_units_are_parts() {
    check(&[
        ("Ground Floor Flat, 14 High Street", "GROUND FLOOR 14 | HIGH STREET"),
        ("FLAT GROUND FLOOR 14 HIGH STREET", "GROUND FLOOR 14 | HIGH STREET"),
        ("1st Floor, 2 William Street, Northmere", "FIRST FLOOR 2 | WILLIAM STREET"),
        ("Basement Flat 45 Baker Street", "BASEMENT 45 | BAKER STREET"),
        ("Unit 3, Albion Mills, Albion Street", "3 ALBION MILLS | ALBION STREET"),
        ("Unit 22, 5 Albion Street", "UNIT 22 5 | ALBION STREET"),
        ("Holme Mills, Unit 22, Britannia Road", "22 HOLME MILLS | BRITANNIA ROAD"),
        ("Unit 2 North Point Business Park York Road, Selby", "2 NORTH POINT BUSINESS PARK | YORK ROAD"),
        ("Flat B 153 Wexford Road", "FLAT B 153 | WEXFORD ROAD"),
        ("Flat 74 High Street", "FLAT 74 | HIGH STREET"),
        ("The Caravan 34 Mill Lane", "34 | MILL LANE"),
        ("Flat 1 Maisonette 38 Windsor Court", "FLAT 1 38 | WINDSOR COURT"),
    ]);
}

#[test]
fn streets_of_all_kinds_are_found() {
    check(&[
        ("14 Tottenham Court Rd, London", "14 | TOTTENHAM COURT ROAD"),
        ("14 ST JOHNS ST NORTHMERE", "14 | ST JOHNS STREET"),
        ("14 Saint John's Street", "14 | ST JOHNS STREET"),
        ("14 UPPER ST MARTINS LANE", "14 | UPPER ST MARTINS LANE"),
        ("14 Front Street West, Northmere", "14 | FRONT STREET WEST"),
        ("14 Hill Top Road", "14 | HILL TOP ROAD"),
        ("52, Cross Roads, Northmere", "52 | CROSS ROADS"),
        ("40, Daisy Hill, Northmere", "40 | DAISY HILL"),
        ("40 DAISY HILL NORTHMERE", "40 | DAISY HILL"),
        ("FLAT 2 92 KINGSWAY NORTHMERE", "FLAT 2 92 | KINGSWAY"),
        ("The Grove, 3 Mill Ln", "3 | MILL LANE"),
        ("16 Allhallows, Northmere", "16 | ALLHALLOWS"),
        ("Kings Tavern, Highgate, Northmere", "KINGS TAVERN | HIGHGATE"),
        ("Prospect House, Alne, York, North Yorkshire", "PROSPECT HOUSE | ALNE"),
        ("Rose Cottage, Northmere", "ROSE COTTAGE | "),
        ("14 FRONT STREET WEST BOLDON", "14 | FRONT STREET"),
        ("14 CHURCHLANE NORTHMERE", "14 | CHURCH LANE"),
        ("14 Macfarlane Road, Northmere", "14 | MACFARLANE ROAD"),
        ("2 THE BEECHES BARWICK IN ELMET", "2 | BEECHES"),
        ("ALMA COTTAGE WESLEY GARTH NORTHMERE", "ALMA COTTAGE | WESLEY GARTH"),
        ("14 ALLHALLOWS NORTHMERE", "14 | ALLHALLOWS"),
        ("14 MOUNT PLEASANT NORTHMERE", "14 | MOUNT PLEASANT"),
        ("14 Mount Pleasant, Northmere", "14 | MOUNT PLEASANT"),
        ("MEADOWCROFT MIDDLETON RD NORTHMERE", "MEADOWCROFT | MIDDLETON ROAD"),
        ("FIRE STATION MIDDLETON PARK ROAD NORTHMERE", "FIRE STATION | MIDDLETON PARK ROAD"),
        ("Northmere", " | "),
        ("", " | "),
    ]);
}

#[test]
fn display_is_tidy_and_without_postcode() {
    let table = [
        ("14, HIGH STREET, NORTHMERE, NM1 4AP", "14 High Street, Northmere", "NM1 4AP"),
        ("14 High Street / Northmere nm14ap", "14 High Street, Northmere", "NM1 4AP"),
        ("14 High Street\nNorthmere\nNM1 4AP\nUK", "14 High Street, Northmere", "NM1 4AP"),
        ("  14   High Street ,, Northmere / Northmere", "14 High Street, Northmere", ""),
        ("FLAT 2 / 14A / ST JOHN'S ROAD", "Flat 2, 14A St John's Road", ""),
    ];
    for (lines, display, postcode) in table {
        let address = read(lines.split(" / "), None);
        assert_eq!(address.display.unwrap_or_default(), display, "of {lines:?}");
        assert_eq!(
            address.postcode.map(|found| found.as_str().to_owned()).unwrap_or_default(),
            postcode,
            "of {lines:?}"
        );
    }
}

#[test]
fn town_of_its_own_column_is_added_once() {
    let display = |lines: &[&str]| read(lines.iter().copied(), Some("Northmere")).display.unwrap_or_default();
    assert_eq!(display(&["14 High Street"]), "14 High Street, Northmere");
    assert_eq!(display(&["14 High Street", "NORTHMERE"]), "14 High Street, NORTHMERE");
    assert_eq!(display(&["14 High Street Northmere"]), "14 High Street Northmere");
}

#[test]
fn no_address_is_told() {
    let rule = |text: &str| read([text], None).finding.map(|finding| finding.rule);
    assert_eq!(rule("No fixed abode"), Some("address_none"));
    assert_eq!(rule("C/O Mrs Smith, 14 High Street"), Some("address_care_of"));
    assert_eq!(rule("14 High Street"), None);
}

#[test]
fn debug_shows_no_address() {
    assert!(!format!("{:?}", read(["14 High Street"], None)).contains("High"));
}

proptest! {
    #[test]
    fn display_reads_as_itself(
        text in "\\PC{0,40}|((FLAT|UNIT|[0-9]{1,3}[A-C]?|HIGH|ST|ROAD|ROSE|COURT|AND|THE|NM1 4AP)[ ,/-]{1,2}){1,9}",
    ) {
        let once = read([text.as_str()], None);
        let display = once.display.clone().unwrap_or_default();
        let again = read([display.as_str()], None);
        prop_assert_eq!(again.display.unwrap_or_default(), display);
        prop_assert_eq!(again.building_key, once.building_key);
        prop_assert_eq!(again.street_key, once.street_key);
    }
}
