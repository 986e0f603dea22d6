//! Who is this? One record, or a file of them, against what was linked; and the record of having asked.

use std::fs;

use crate::folder::TestPlace;
use crate::tables::{folder, guildhall, json, refused};

/// What the operation record says: action and subject.
fn recorded(place: &TestPlace) -> Vec<(String, String)> {
    let database = rusqlite::Connection::open(place.state().join("guildhall.db")).unwrap();
    let mut statement =
        database.prepare("SELECT action, subject FROM operation_record ORDER BY number").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn a_record_finds_its_person_with_reasons_and_the_look_is_recorded() {
    let place = TestPlace::library();
    let id = place.json(&["run"])["linkages"][0]["example_id"].as_str().unwrap().to_owned();
    let asked = ["find", "person", "family-name=ASHWORTH", "given_name=Imogen", "birth_date=3 April 1981"];
    let answer = place.json(&asked);
    let found = &answer["entities"][0];
    assert_eq!((found["id"].as_str(), found["records"].as_u64()), (Some(id.as_str()), Some(2)), "{answer}");
    let why = &found["why"];
    assert_eq!(why["agrees_with"], serde_json::json!(["library", "L1"]));
    let parts: f64 = why["comparisons"].as_array().unwrap().iter().map(|bar| bar[2].as_f64().unwrap()).sum();
    let total = why["weight_bits"].as_f64().unwrap();
    assert!((why["prior_bits"].as_f64().unwrap() + parts - total).abs() < 1e-6, "{why}");
    // What the linkage left for the next is not needed for it.
    fs::remove_dir_all(place.state().join("standing")).unwrap();
    assert_eq!(place.json(&asked), answer);
    let told = place.succeeds(&asked);
    assert!(told.contains(&id) && told.contains("match weight"), "{told}");

    let kept = recorded(&place);
    let expected = [id.as_str(), "person by family_name, given_name, birth_date"];
    let expected: Vec<(String, String)> =
        expected.iter().map(|subject| ("find_entity".to_owned(), (*subject).to_owned())).collect();
    assert!(kept.ends_with(&expected), "{kept:?}");
    assert!(kept.iter().all(|(_, subject)| !subject.to_lowercase().contains("ashworth")), "{kept:?}");
}

#[test]
fn what_cannot_be_asked_is_told_without_a_value() {
    let place = TestPlace::library();
    let asked = ["find", "person", "family_name=Ashworth", "birth_date=03/04/1981"];
    assert!(place.fails(&asked, 3).contains("run it first"));
    place.succeeds(&["run"]);
    let cases = [
        (&["find", "person"][..], "there is nothing to look for"),
        (&["find", "person", "family_name=Qzxmark"], "not enough to look by"),
        (&["find", "person", "Qzxmark"], "word 1 of what to look for is not FIELD=VALUE"),
        (&["find", "person", "postkode=Qzxmark"], "person has no field `postkode`"),
        (&["find", "premises", "birth_date=Qzxmark"], "premises has no field `birth_date`"),
    ];
    for (words, expected) in cases {
        let told = place.fails(words, 2);
        assert!(told.contains(expected) && !told.contains("Qzxmark"), "{told}");
    }
}

#[test]
fn each_row_of_a_file_finds_its_person() {
    let place = TestPlace::library();
    let id = place.json(&["run"])["linkages"][0]["example_id"].as_str().unwrap().to_owned();
    let new = "Ref,Family name,First name,Date of birth,Postcode\n\
               N1,Okafor,Daniel,21/11/1959,LS2 7EW\n\
               N2,Ashworth,Imogen,03/04/1981,LS9 9ZZ\n\
               N3,Nowak,Ewa,17/05/1990,LS3 1AB\n";
    place.write("new.csv", new);
    let (file, out) = (place.folder().join("new.csv"), place.folder().join("answers.csv"));
    let words = ["find", "person", "--file", file.to_str().unwrap(), "--out", out.to_str().unwrap()];
    let answer = place.json(&words);
    assert_eq!((answer["rows"].as_u64(), answer["unreadable"].as_u64()), (Some(3), Some(0)), "{answer}");
    let rows = fs::read_to_string(&out).unwrap();
    let rows: Vec<Vec<&str>> = rows.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(rows[0][..4], ["id", "found", "match_weight", "match_probability"]);
    let found: Vec<(&str, bool)> = rows[1..].iter().map(|row| (row[0], !row[1].is_empty())).collect();
    assert_eq!(found, [("N1", true), ("N2", true), ("N3", false)]);
    assert!(rows[1][1] != id && rows[2][1] == id, "{rows:?}");
    assert!(rows.iter().flatten().all(|cell| !cell.contains("Okafor")));
    assert!(recorded(&place).contains(&("find_entity".to_owned(), "person by a file of 3 rows".to_owned())));
    assert!(place.fails(&words, 5).contains("answers.csv"), "what is there is not written over");
}

#[test]
fn records_are_looked_up_in_tables_of_no_place() {
    let folder = folder();
    let folder = folder.path();
    json(folder, &["link", "people.csv", "--truth", "Person", "--out", "out", "--json"]);
    let new = "Ref,Surname,Forename,DOB,Post Code,E-mail\n\
               n1,Khan,M,14/02/1951,LS2 2AA,p1@example.org\n\
               n2,Nobody,Else,01/01/1901,XX1 1XX,\n";
    fs::write(folder.join("new.csv"), new).unwrap();
    let lookup = ["lookup", "people.csv", "--model", "out/model.toml", "--records", "new.csv"];
    let answer = json(folder, &[&lookup[..], &["--out", "answers.csv", "--json"]].concat());
    assert_eq!((answer["records"].as_u64(), answer["rows"].as_u64()), (Some(70), Some(2)), "{answer}");
    assert!(answer["times"]["p99_ms"].as_f64() > Some(0.0), "{answer}");
    let rows = fs::read_to_string(folder.join("answers.csv")).unwrap();
    let rows: Vec<Vec<&str>> = rows.lines().map(|line| line.split(',').collect()).collect();
    assert!(["a1", "b1"].contains(&rows[1][1]), "{rows:?}");
    assert_eq!(rows[2][1], "", "{rows:?}");
    let message = refused(
        folder,
        &["lookup", "people.csv", "--model", "new.csv", "--records", "new.csv", "--out", "x"],
    );
    assert!(message.contains("new.csv"), "{message}");
    let told = guildhall(folder, &[&lookup[..], &["--out", "again.csv"]].concat());
    assert!(String::from_utf8(told.stdout).unwrap().contains("1 of 2 records found"));
}
