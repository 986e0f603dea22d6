//! Who lives where: from the dates of two sources to a person's homes, and the people of a home.

use serde_json::{Value, json};

use crate::folder::{LIBRARY_CONTRACT, PLACE_FILE, TestPlace};

/// Columns besides those of the library's contract.
const MORE: &str = "
      - {name: NHS, logicalType: string, customProperties: [{property: guildhall.field, value: nhs_number}]}
      - {name: ADDRESS, logicalType: string, customProperties: [{property: guildhall.field, value: address}]}
      - {name: UPRN, logicalType: string, customProperties: [{property: guildhall.field, value: uprn}]}
";

/// One of the library's dates.
fn date(name: &str, field: &str) -> String {
    let format = "logicalType: date, logicalTypeOptions: {format: dd/MM/yyyy}";
    format!(
        "      - {{name: {name}, {format}, customProperties: [{{property: guildhall.field, value: {field}}}]}}\n"
    )
}

/// A library that knows when people joined, and a tax office that keeps where they live.
fn place() -> TestPlace {
    let place = TestPlace::empty();
    place.write("place.toml", PLACE_FILE);
    let columns = LIBRARY_CONTRACT.trim_end().to_owned() + MORE;
    place.write("sources/library.odcs.yaml", columns.clone() + &date("JOINED", "valid_from"));
    let person = "{property: guildhall.entity, value: person}";
    let keeps = format!("{person}\n      - {{property: guildhall.mainHome, value: true}}");
    let tax = columns.replace("library", "tax").replace(person, &keeps);
    place.write("sources/tax.odcs.yaml", tax + &date("IN", "address_from") + &date("OUT", "address_to"));
    place.write(
        "extracts/library.csv",
        "CARD,SURNAME,FORENAME,DOB,POSTCODE,NHS,ADDRESS,UPRN,JOINED\n\
         L1,Ashworth,Imogen,03/04/1981,LS1 4AP,9434765919,1 High Street,,09/01/2012\n\
         L2,Okafor,Daniel,21/11/1959,LS2 7EW,,2 Mill Lane,,01/02/2020\n",
    );
    place.write(
        "extracts/tax.csv",
        "CARD,SURNAME,FORENAME,DOB,POSTCODE,NHS,ADDRESS,UPRN,IN,OUT\n\
         T1,Ashworth,Imogen,03/04/1981,LS1 4AP,9434765919,1 High Street,100021,01/03/2015,31/05/2020\n\
         T2,Ashworth,Imogen,03/04/1981,LS2 7EW,9434765919,2 Mill Lane,100022,01/06/2020,\n\
         T3,Ashworth,Peter,05/06/1979,LS2 7EW,,2 Mill Lane,100022,15/09/2021,\n\
         T4,,,,LS3 1AB,,3 Park Row,100023,01/01/2022,\n",
    );
    place
}

/// The person whom a record of the tax office is of.
fn view_of(place: &TestPlace, words: &[&str]) -> Value {
    let found = place.json(&[&["find", "person"], words].concat());
    place.json(&["show", "person", found["entities"][0]["id"].as_str().unwrap()])
}

#[test]
fn a_move_is_told_from_the_dates_of_all_sources() {
    let place = place();
    place.succeeds(&["run"]);
    let view = view_of(&place, &["nhs_number=9434765919"]);
    let homes = view["residences"].as_array().unwrap();
    let part = |home: &Value, keys: &[&str]| keys.iter().map(|key| home[*key].clone()).collect::<Vec<_>>();
    let dates = ["state", "uprn", "from", "to", "first_told"];
    assert_eq!(
        part(&homes[0], &dates),
        [json!("current"), json!("100022"), json!("2020-06-01"), Value::Null, json!("2020-06-01")]
    );
    // The library's address has no UPRN, and is the tax office's all the same.
    assert_eq!(
        part(&homes[1], &dates),
        [json!("past"), json!("100021"), json!("2015-03-01"), json!("2020-05-31"), json!("2012-01-09")]
    );
    assert_eq!(homes[0]["listed_by"], json!([["tax", "T2"]]));
    assert_eq!(homes[1]["told_by"], json!([["library", "L1"], ["tax", "T1"]]));
    assert_eq!(homes.len(), 2);
    let told = place.succeeds(&["show", "person", view["id"].as_str().unwrap()]);
    assert!(
        told.contains("listed now by tax T2") && told.contains("from 2015-03-01 to 2020-05-31"),
        "{told}"
    );
}

#[test]
fn sources_that_disagree_about_now_are_shown_on_both_sides() {
    let place = place();
    // As long as the library does not keep main homes, what it was told before somebody moved is past.
    place.replace(
        "sources/library.odcs.yaml",
        "value: person}",
        "value: person}\n      - {property: guildhall.mainHome, value: true}",
    );
    place.succeeds(&["run"]);
    let view = view_of(&place, &["nhs_number=9434765919"]);
    let states: Vec<&str> =
        view["residences"].as_array().unwrap().iter().map(|home| home["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["contested", "contested"], "{view}");
    let by = |home: usize| view["residences"][home]["listed_by"][0][0].clone();
    let mut by = [by(0), by(1)].map(|source| source.as_str().unwrap().to_owned());
    by.sort();
    assert_eq!(by, ["library", "tax"]);
}

#[test]
fn people_of_whose_home_sources_disagree_are_laid_before_a_reader() {
    let place = place();
    let export = |words: &[&str]| -> std::process::Output {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_guildhall"));
        command.args(["review", "export"]).arg(place.folder()).args(words);
        command.current_dir(place.folder().parent().unwrap()).output().unwrap()
    };
    place.succeeds(&["run"]);
    let none = export(&["homes", "--out", "none.csv"]);
    assert!(String::from_utf8(none.stdout).unwrap().starts_with("sources disagree about nobody's home"));

    place.replace(
        "sources/library.odcs.yaml",
        "value: person}",
        "value: person}\n      - {property: guildhall.mainHome, value: true}",
    );
    place.succeeds(&["run"]);
    let answer = export(&["homes", "--out", "homes.csv", "--json"]);
    let answer: Value = serde_json::from_slice(&answer.stdout).unwrap();
    assert_eq!((&answer["people"], &answer["of"]), (&json!(1), &json!(1)));
    let rows = crate::review::table(&place.folder().parent().unwrap().join("homes.csv"));
    let cell = |column: &str| rows[0][column].trim_start_matches("=\"").trim_end_matches('"').to_owned();
    assert_eq!(cell("person"), view_of(&place, &["nhs_number=9434765919"])["id"].as_str().unwrap());
    assert_eq!(
        [cell("given name"), cell("family name"), cell("birth date")],
        ["Imogen", "Ashworth", "1981-04-03"]
    );
    let homes = [1, 2].map(|home| {
        ["address", "uprn", "listed by", "named by", "since"]
            .map(|what| cell(&format!("home {home}: {what}")))
    });
    let home = |uprn: &str| homes.iter().find(|home| home[1] == uprn).unwrap().clone();
    assert_eq!(home("100022")[2..], ["tax T2", "", "2020-06-01"]);
    assert_eq!(home("100021")[2..], ["library L1", "tax T1", "2015-03-01"]);
    assert!(home("100021")[0].to_lowercase().contains("high street"), "{homes:?}");
    assert_eq!([cell("verdict"), cell("note")], ["", ""]);
    assert!(!rows[0].contains_key("home 3: uprn"));

    // Taking people out is on the record, and nothing there is written over.
    let database = rusqlite::Connection::open(place.state().join("guildhall.db")).unwrap();
    let exports: i64 = database
        .query_row("SELECT count(*) FROM operation_record WHERE action = 'export_homes'", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(exports, 2);
    assert_eq!(export(&["homes", "--out", "homes.csv"]).status.code(), Some(5));
    let workbook = export(&["homes", "--out", "homes.xlsx"]);
    assert!(workbook.status.success(), "{}", String::from_utf8_lossy(&workbook.stderr));
}
