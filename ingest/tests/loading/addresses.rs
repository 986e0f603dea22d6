//! Tables of addresses, whoever wrote them, as entries of a gazetteer.

use std::path::Path;

use gazetteer::Entry;
use ingest::{AddressChange, AddressContract, AddressRows, LoadError, read_addresses};

/// What is read of a text, told a line a row.
fn read(text: &str, contract: Option<&AddressContract>) -> Result<(Vec<String>, AddressRows), LoadError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("addresses.csv");
    std::fs::write(&path, text).unwrap();
    let mut told = Vec::new();
    let rows = read_addresses(
        &path,
        contract,
        |_, change| {
            told.push(match change {
                AddressChange::Insert(entries) => format!("I {}", show(&entries)),
                AddressChange::Update(entries) => format!("U {}", show(&entries)),
                AddressChange::Delete(uprn) => format!("D {uprn}"),
            });
            Ok::<(), LoadError>(())
        },
        &mut |_| {},
    )?;
    Ok((told, rows))
}

fn show(entries: &[Entry]) -> String {
    let shown = entries
        .iter()
        .map(|entry| format!("{} {} {} {}", entry.uprn, entry.status.name(), entry.line(), entry.postcode));
    shown.collect::<Vec<_>>().join(" | ")
}

#[test]
fn columns_are_told_by_their_names_and_rows_without_an_address_by_their_lines() {
    let (told, rows) = read(
        "uprn,parent_uprn,flat,house number,street name,town,post code,status\n\
         7,,,14,High Street,Northmere,NX1 1AA,1\n\
         000008,7,Flat 2,14,High Street,Northmere,NX1 1AA,8\n\
         x,,,15,High Street,Northmere,NX1 1AA,1\n\
         9,,,,,,,1\n\
         10,,,15,High Street,Northmere,NX1 1AA,7\n",
        None,
    )
    .unwrap();
    assert_eq!(
        told,
        [
            "I 7 current 14 High Street, Northmere NX1 1AA",
            "I 8 historical Flat 2, 14 High Street, Northmere NX1 1AA"
        ]
    );
    let refused: Vec<(&str, u64, &[u64])> =
        rows.refused.iter().map(|(rule, refused)| (*rule, refused.count, refused.lines.as_slice())).collect();
    assert_eq!(rows.rows, 5);
    assert_eq!(
        refused,
        [("address_blank", 1, &[5][..]), ("status_without_address", 1, &[6]), ("uprn_form", 1, &[4])]
    );
}

#[test]
fn core_is_known_with_its_header_and_without() {
    const HEADER: &str = "UPRN,PARENT_UPRN,UDPRN,USRN,TOID,CLASSIFICATION_CODE,EASTING,NORTHING,LATITUDE,LONGITUDE,RPC,\
        LAST_UPDATE_DATE,SINGLE_LINE_ADDRESS,PO_BOX,ORGANISATION,SUB_BUILDING,BUILDING_NAME,BUILDING_NUMBER,STREET_NAME,\
        LOCALITY,TOWN_NAME,POST_TOWN,ISLAND,POSTCODE,DELIVERY_POINT_SUFFIX,GSS_CODE,CHANGE_CODE\n";
    let rows = "1,,5,3,osgb1,RD04,400000.00,300000.50,52.5,-2.0,1,2026-01-01,\"14, HIGH STREET\",,,,,14,HIGH STREET,,\
                NORTHMERE,NORTHMERE,,NX1 1AA,1A,E08990001,I\n2,,,,,,,,,,,,,,,,,,,,,,,,,,D\n\
                3,,5,3,osgb1,RD04,,,,,1,2026-01-01,,,ROSE LTD,,,15,HIGH STREET,,NORTHMERE,,,NX1 1AA,1A,E08990001,U\n";
    for text in [format!("{HEADER}{rows}"), rows.to_owned()] {
        let (told, found) = read(&text, None).unwrap();
        assert_eq!(
            told,
            [
                "I 1 current 14 HIGH STREET, NORTHMERE NX1 1AA",
                "D 2",
                "U 3 current ROSE LTD, 15 HIGH STREET, NORTHMERE NX1 1AA"
            ]
        );
        assert!(found.notes.contains(&"AddressBase Core".to_owned()), "{:?}", found.notes);
    }
}

#[test]
fn row_of_plus_has_the_authoritys_address_and_the_mails_each_in_two_languages() {
    let mut cells = vec![""; 77];
    for (at, cell) in [
        (0, "5"),
        (2, "I"),
        (5, "RD06"),
        (28, "FLAT 2"),
        (30, "114"),
        (36, "5801201"),
        (49, "LLANDAFF ROAD"),
        (50, "HEOL LLANDAF"),
        (60, "CARDIFF"),
        (65, "CF11 9PU"),
        (21, "FIRST FLOOR FLAT"),
        (23, "114"),
        (52, "LLANDAFF ROAD"),
        (62, "CARDIFF"),
        (63, "CAERDYDD"),
        (64, "CF11 9PX"),
    ] {
        cells[at] = cell;
    }
    let (told, _) = read(&format!("{}\n", cells.join(",")), None).unwrap();
    assert_eq!(
        told,
        [
            "I 5 current FLAT 2, 114 LLANDAFF ROAD, CARDIFF CF11 9PU | 5 current FLAT 2, 114 HEOL LLANDAF, CARDIFF CF11 9PU \
          | 5 current FIRST FLOOR FLAT, 114 LLANDAFF ROAD, CARDIFF CF11 9PX \
          | 5 current FIRST FLOOR FLAT, 114 LLANDAFF ROAD, CAERDYDD CF11 9PX"
        ]
    );
}

fn contract(field: &str) -> String {
    super::harness::contract_text(
        "address",
        "{property: guildhall.delimiter, value: pipe}",
        &format!(
            "- {{name: REF, customProperties: [{{property: guildhall.field, value: {field}}}]}}\n\
             - {{name: WHERE, customProperties: [{{property: guildhall.field, value: address}}]}}\n\
             - {{name: PC, customProperties: [{{property: guildhall.field, value: postcode}}]}}"
        ),
    )
}

#[test]
fn contract_says_which_column_is_what() {
    let contract = AddressContract::parse(&contract("uprn"), Path::new("a.odcs.yaml")).unwrap();
    let (told, _) = read("REF|PC|WHERE\n7|NX1 1AA|14 High Street\n", Some(&contract)).unwrap();
    assert_eq!(told.len(), 1);
    assert!(told[0].to_uppercase().contains("14 HIGH STREET"), "{told:?}");
}

#[test]
fn faults_of_a_contract_of_addresses_are_told() {
    let faults = AddressContract::parse(&contract("urpn"), Path::new("a.odcs.yaml")).unwrap_err();
    let told: Vec<String> =
        faults.into_iter().map(|fault| format!("{} {:?}", fault.message, fault.hint)).collect();
    assert!(
        told[1].starts_with("`urpn` is no field of an address Some(\"known here: uprn, parent_uprn"),
        "{told:?}"
    );
    assert!(told[0].starts_with("no column is mapped to `uprn`"), "{told:?}");
    let source = ingest::contract::Contract::parse(&contract("uprn"), Path::new("a.odcs.yaml")).unwrap_err();
    assert!(source.iter().any(|fault| fault.message == "a table of addresses is no source of records"));
}

#[test]
fn table_without_uprns_or_addresses_is_refused() {
    for (text, lacks) in [("name,street\nx,y\n", "UPRN"), ("uprn,colour\n1,red\n", "address")] {
        let error = read(text, None).unwrap_err().to_string();
        assert!(error.contains(&format!("it has no column of the {lacks}")), "{error}");
    }
}
