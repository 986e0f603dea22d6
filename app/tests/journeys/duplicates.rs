//! A source that holds each person once, by its contract or by a word on the command line: how linking, reading and explaining go
//! by it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::folder::{LIBRARY_CONTRACT, PLACE_FILE, TestPlace};
use crate::review::{fill, table};
use crate::tables::{json, refused};

/// Imogen Ashworth is in the library twice, and in the register once; so is Piotr Nowak.
const LIBRARY: &str = "\
CARD,SURNAME,FORENAME,DOB,POSTCODE
L1,Ashworth,Imogen,03/04/1981,LS1 4AP
L2,Ashworth,Imogen,03/04/1981,LS1 4AP
L3,Okafor,Daniel,21/11/1959,LS2 7EW
L4,Nowak,Piotr,17/09/1970,LS6 1AB
L5,Nowak,Piotr,17/09/1970,LS6 1AB
";
const REGISTER: &str = "\
CARD,SURNAME,FORENAME,DOB,POSTCODE
R1,Ashworth,Imogen,03/04/1981,LS1 4AP
R3,Okafor,Daniel,21/11/1959,LS2 7EW
R4,Nowak,Piotr,17/09/1970,LS6 1AB
";

const PERSON: &str = "{property: guildhall.entity, value: person}";

fn free_of_duplicates() -> String {
    format!("{PERSON}\n      - {{property: guildhall.duplicateFree, value: true}}")
}

fn place() -> TestPlace {
    let place = TestPlace::empty();
    place.write("place.toml", PLACE_FILE);
    place.write("sources/library.odcs.yaml", LIBRARY_CONTRACT);
    place.write("sources/register.odcs.yaml", LIBRARY_CONTRACT.replace("library", "register"));
    place.write("extracts/library.csv", LIBRARY);
    place.write("extracts/register.csv", REGISTER);
    place
}

/// The records of each person, by key.
fn people(place: &TestPlace) -> Vec<Vec<String>> {
    let mut people = BTreeMap::new();
    for number in 1..=20 {
        let id = base::EntityId::new('P', number).to_string();
        let output = place.run(&["show", "person", &id, "--json"]);
        let Ok(view) = serde_json::from_slice::<Value>(&output.stdout) else { continue };
        let records = view["records"].as_array().unwrap();
        let mut keys: Vec<String> =
            records.iter().map(|record| record["key"].as_str().unwrap().to_owned()).collect();
        keys.sort();
        people.insert(view["id"].as_str().unwrap().to_owned(), keys);
    }
    let mut people: Vec<Vec<String>> = people.into_values().collect();
    people.sort();
    people
}

fn review(place: &TestPlace, words: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guildhall"));
    command.args(["review", words[0]]).arg(place.folder()).args(&words[1..]);
    let output = command.current_dir(place.folder().parent().unwrap()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn linkage(run: &Value) -> &Value {
    &run["linkages"][0]["review"]
}

#[test]
fn a_contract_keeps_the_records_of_its_source_apart_until_a_reader_says_otherwise() {
    let place = place();
    let run = place.json(&["run"]);
    assert_eq!(people(&place), [vec!["L1", "L2", "R1"], vec!["L3", "R3"], vec!["L4", "L5", "R4"]]);
    assert_eq!(linkage(&run)["duplicate_free"], Value::Array(Vec::new()));

    place.replace("sources/library.odcs.yaml", PERSON, &free_of_duplicates());
    let run = place.json(&["run"]);
    let apart = people(&place);
    assert_eq!(apart.len(), 5, "{apart:?}");
    for person in &apart {
        assert!(person.iter().filter(|key| key.starts_with('L')).count() <= 1, "{apart:?}");
    }
    let held = &linkage(&run)["duplicate_free"][0];
    assert_eq!((&held["source"], &held["pairs"]), (&"library".into(), &2.into()));
    let report = fs::read_to_string(place.state().join("report/index.html")).unwrap();
    let told = "Held to be free of duplicates: library (but for 2 pairs that weigh as the same, kept apart).";
    assert!(report.contains(told));
    let model = place.state().join("versions/link-person/000002/model.toml");
    assert!(fs::read_to_string(model).unwrap().contains("duplicate_free = [\"library\"]"));

    // Both candidates of a record of the register are read, and so is the pair that the contract keeps apart.
    review(&place, &["export", "person", "--out", "pairs.csv"]);
    let sheet = place.folder().parent().unwrap().join("pairs.csv");
    let why = |left: &str, right: &str| {
        let rows = table(&sheet);
        let row = rows.iter().find(|row| row["id_l"] == left && row["id_r"] == right).unwrap();
        row["why"].clone()
    };
    assert_eq!(why("L1", "L2"), "kept apart by a veto");
    assert_eq!([why("L4", "R4"), why("L5", "R4")], ["two good candidates", "two good candidates"]);
    fill(
        &sheet,
        |row| if (row["id_l"].as_str(), row["id_r"].as_str()) == ("L1", "L2") { "same" } else { "" },
    );
    review(&place, &["import", "pairs.csv"]);
    let run = place.json(&["run"]);
    assert_eq!(linkage(&run)["verdicts"]["overridden"], 1);
    let suspect = &linkage(&run)["suspects"][0];
    assert_eq!((&suspect["overridden"], &suspect["repeated"]), (&1.into(), &1.into()), "{suspect}");
    assert!(people(&place).contains(&["L1", "L2", "R1"].map(str::to_owned).to_vec()), "{:?}", people(&place));
    assert_eq!(people(&place).len(), 4);
}

#[test]
fn a_change_is_linked_again_as_the_contract_says() {
    let place = place();
    place.replace("sources/library.odcs.yaml", PERSON, &free_of_duplicates());
    // So many besides that one changed record is few.
    let many: String = (10..60)
        .map(|number| format!("L{number},Family{number},Given{number},01/02/19{number},LS9 {number}A\n"))
        .collect();
    place.write("extracts/library.csv", LIBRARY.replace("L2,Ashworth", "L2,Holt") + &many);
    place.succeeds(&["run"]);
    assert!(people(&place).contains(&["L1", "R1"].map(str::to_owned).to_vec()));
    place.write("extracts/library.csv", LIBRARY.to_owned() + &many);
    let run = place.json(&["run"]);
    assert_eq!(run["linkages"][0]["again"]["changed"], 1, "{}", run["linkages"][0]["again"]);
    assert_eq!(linkage(&run)["duplicate_free"][0]["pairs"], 2);
    assert!(people(&place).contains(&["L1", "R1"].map(str::to_owned).to_vec()), "{:?}", people(&place));
}

#[test]
fn a_contract_says_it_with_true_or_false() {
    let place = place();
    place.replace("sources/library.odcs.yaml", PERSON, &free_of_duplicates().replace("true", "mostly"));
    let output = place.run(&["check"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("`guildhall.duplicateFree` is neither true nor false"), "{told}");
    assert_eq!(output.status.code(), Some(2));
}

/// Two tables of forty people; every fourth is in the second twice.
fn tables(folder: &Path) {
    let header = "Ref,Surname,Forename,DOB,Post Code\n";
    let person = |prefix: &str, number: usize| {
        let (year, month, day) = (1940 + number, 1 + number % 12, 13 + number % 15);
        format!("{prefix}{number},Family{number},Given{number},{day:02}/{month:02}/{year},LS{number} 1AA\n")
    };
    let first: String = (0..40).map(|number| person("a", number)).collect();
    let second: String = (0..40).map(|number| person("b", number)).collect();
    let twice: String = (0..40).step_by(4).map(|number| person("c", number)).collect();
    fs::write(folder.join("rolls.csv"), header.to_owned() + &first).unwrap();
    fs::write(folder.join("cards.csv"), header.to_owned() + &second + &twice).unwrap();
}

#[test]
fn a_table_is_said_to_be_free_of_duplicates_on_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    tables(folder);
    let link = |more: &[&str]| {
        json(folder, &[&["link", "rolls.csv", "cards.csv", "--id", "Ref", "--json"], more].concat())
    };
    assert_eq!(link(&["--out", "all"])["clusters"], 40);
    assert_eq!(link(&["--out", "rolls", "--duplicate-free", "rolls"])["clusters"], 40);
    let answer = link(&["--out", "cards", "--duplicate-free", "rolls", "--duplicate-free", "cards"]);
    assert_eq!(answer["clusters"], 50);
    let held = &answer["review"]["duplicate_free"];
    assert_eq!(held[0]["pairs"], 0, "{held}");
    assert_eq!((&held[1]["source"], &held[1]["pairs"]), (&"cards".into(), &10.into()), "{held}");

    // The model carries it on: to the pairs to be read, to an explanation, to the next linkage.
    json(folder, &["review", "export", "cards", "--out", "pairs.csv", "--json"]);
    let rows = table(&folder.join("pairs.csv"));
    assert!(rows.iter().any(|row| row["why"] == "kept apart by a veto"), "{rows:?}");
    assert!(rows.iter().any(|row| row["why"] == "two good candidates"), "{rows:?}");
    let explain = ["explain", "rolls.csv", "cards.csv", "--model", "cards/model.toml", "--id-column", "Ref"];
    let explained = json(folder, &[&explain[..], &["--id", "b4", "--id", "c4", "--json"]].concat());
    assert_eq!(explained["kept_apart"], Value::Array(vec!["cards is free of duplicates".into()]));
    let explained = json(folder, &[&explain[..], &["--id", "a4", "--id", "c4", "--json"]].concat());
    assert_eq!(explained["kept_apart"], Value::Array(Vec::new()));
    assert_eq!(link(&["--out", "again", "--model", "cards/model.toml"])["clusters"], 50);

    let said = "source_l,id_l,source_r,id_r,verdict\ncards,b4,cards,c4,same\n";
    fs::write(folder.join("said.csv"), said).unwrap();
    let answer = link(&["--out", "read", "--duplicate-free", "cards", "--verdicts", "said.csv"]);
    assert_eq!((&answer["clusters"], &answer["review"]["verdicts"]["overridden"]), (&49.into(), &1.into()));

    let message =
        refused(folder, &["link", "rolls.csv", "cards.csv", "--out", "x", "--duplicate-free", "card"]);
    assert!(message.contains("there is no table called card; there are rolls, cards"), "{message}");
    assert!(!folder.join("x").exists());
}
