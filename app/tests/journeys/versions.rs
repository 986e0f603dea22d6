//! Versions: made when something changed, kept with what they were made from, rebuilt where they are derived.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::folder::{LIBRARY_ROWS, TestPlace};

fn library(answer: &Value) -> [u64; 5] {
    ["version", "new", "changed", "gone", "accepted"].map(|key| answer["sources"][0][key].as_u64().unwrap())
}

/// The id of each record key, as `show` tells it.
fn ids(place: &TestPlace, count: u64) -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    for number in 1..=count {
        let id = base::EntityId::new('P', number).to_string();
        let output = place.run(&["show", "person", &id, "--json"]);
        if let Ok(view) = serde_json::from_slice::<Value>(&output.stdout) {
            for record in view["records"].as_array().unwrap() {
                ids.insert(
                    record["key"].as_str().unwrap().to_owned(),
                    view["id"].as_str().unwrap().to_owned(),
                );
            }
        }
    }
    ids
}

#[test]
fn same_file_twice_makes_no_new_version() {
    let place = TestPlace::library();
    assert_eq!(library(&place.json(&["run"])), [1, 3, 0, 0, 3]);
    assert_eq!(library(&place.json(&["run"])), [1, 0, 0, 0, 3]);
    let history = place.json(&["history"]);
    assert_eq!(history["versions"].as_array().unwrap().len(), 2, "one load, one linkage: {history}");
}

#[test]
fn changed_extract_makes_a_version_with_its_difference() {
    let place = TestPlace::library();
    place.succeeds(&["run"]);
    let before = ids(&place, 5);
    let changed = LIBRARY_ROWS
        .replace("L3,Okafor,Daniel", "L3,Okafor,Dan")
        .replace("L2,Ashworth,Imogen,03/04/1981,LS1 4AP", "L9,Nowak,Piotr,17/09/1970,LS6 1AB");
    place.write("extracts/library.csv", changed);
    assert_eq!(library(&place.json(&["run"])), [2, 1, 1, 1, 3]);
    let after = ids(&place, 5);
    assert_eq!(after.get("L1"), before.get("L1"), "an entity keeps its id while most of its records stay");
    assert_eq!(after.get("L3"), before.get("L3"));
    assert!(!before.values().any(|id| Some(id) == after.get("L9")), "an id is never used again");
}

/// The records of an entity, each with the load and the line that it comes from.
fn origins(place: &TestPlace, count: u64) -> BTreeMap<String, (u64, u64)> {
    let mut origins = BTreeMap::new();
    for number in 1..=count {
        let id = base::EntityId::new('P', number).to_string();
        let output = place.run(&["show", "person", &id, "--json"]);
        let Ok(view) = serde_json::from_slice::<Value>(&output.stdout) else { continue };
        for record in view["records"].as_array().unwrap() {
            let key = record["key"].as_str().unwrap().to_owned();
            let origin = ["version", "line"].map(|key| record[key].as_u64().unwrap());
            origins.insert(key, (origin[0], origin[1]));
        }
    }
    origins
}

#[test]
fn delta_counts_the_records_that_stand_and_tells_where_each_comes_from() {
    let place = TestPlace::library();
    place.replace(
        "sources/library.odcs.yaml",
        "    format: csv\n",
        "    format: csv\n    customProperties:\n      - {property: guildhall.mode, value: delta}\n      \
         - {property: guildhall.changeColumn, value: DOES}\n",
    );
    place.replace("sources/library.odcs.yaml", "    properties:\n", "    properties:\n      - name: DOES\n");
    let rows = LIBRARY_ROWS.lines().enumerate();
    let rows = rows.map(|(at, row)| format!("{},{row}\n", if at == 0 { "DOES" } else { "I" }));
    place.write("extracts/library.csv", rows.collect::<String>());
    place.succeeds(&["run"]);
    let delta = "DOES,CARD,SURNAME,FORENAME,DOB,POSTCODE\n\
                 D,L2,Ashworth,,,\nU,L3,Okafor,Dan,21/11/1959,LS2 7EW\nI,L4,Nowak,Piotr,17/09/1970,LS6 1AB\n\
                 I,L5,Nowak,Ewa,17/09/1972,LS6 1AB\n";
    place.write("extracts/library.csv", delta);
    let answer = place.json(&["run"]);
    assert_eq!(library(&answer), [2, 2, 1, 1, 4]);
    let standing = ["unchanged", "records"].map(|key| answer["sources"][0][key].as_u64().unwrap());
    assert_eq!(standing, [1, 4]);
    assert_eq!(answer["linkages"][0]["records"], 4);
    assert_eq!(place.json(&["status"])["sources"][0]["load"]["records"], 4);
    let origins = origins(&place, 8);
    let expected = [("L1", (1, 2)), ("L3", (2, 3)), ("L4", (2, 4)), ("L5", (2, 5))];
    assert_eq!(origins, expected.map(|(key, origin)| (key.to_owned(), origin)).into());
    let again = place.json(&["run"]);
    assert_eq!(library(&again), [2, 0, 0, 0, 4]);
    assert_eq!(again["sources"][0]["records"], 4);
}

#[test]
fn every_version_tells_what_it_was_made_from() {
    let place = TestPlace::library();
    place.succeeds(&["run"]);
    let history = place.json(&["history"]);
    for version in history["versions"].as_array().unwrap() {
        let from = [&version["inputs"], &version["raw_files"]].map(|list| list.as_array().unwrap().len());
        assert!(from[0] + from[1] > 0, "{version}");
        assert_eq!(version["recipe"].as_str().unwrap().len(), 64, "{version}");
        assert!(!version["counts"].as_array().unwrap().is_empty(), "{version}");
    }
    let load = &history["versions"][1];
    let hash = load["raw_files"][0][1].as_str().unwrap();
    assert_eq!(fs::read_to_string(place.state().join("raw").join(hash)).unwrap(), LIBRARY_ROWS);
}

#[test]
fn removed_linkage_is_made_again_with_the_same_ids() {
    let place = TestPlace::library();
    place.succeeds(&["run"]);
    let before = ids(&place, 5);
    assert_eq!(before.len(), 3);
    fs::remove_dir_all(place.state().join("versions/link-person")).unwrap();
    fs::remove_dir_all(place.state().join("report")).unwrap();
    place.succeeds(&["run"]);
    assert_eq!(ids(&place, 5), before);
    assert!(place.state().join("report/index.html").exists());
}

#[test]
fn changed_contract_loads_the_same_file_anew() {
    let place = TestPlace::library();
    place.succeeds(&["run"]);
    place.replace("sources/library.odcs.yaml", "        required: true\n        customProperties:\n          - {property: guildhall.field, value: family_name}", "        customProperties:\n          - {property: guildhall.field, value: family_name}");
    assert_eq!(library(&place.json(&["run"])), [2, 0, 0, 0, 3]);
}

#[test]
fn record_changed_outside_the_program_is_told() {
    let place = TestPlace::library();
    place.succeeds(&["run"]);
    place.succeeds(&["history"]);
    let connection = rusqlite::Connection::open(place.state().join("guildhall.db")).unwrap();
    connection
        .execute_batch("DROP TRIGGER operation_record_keeps_values; UPDATE operation_record SET actor = 'nobody' WHERE number = 2")
        .unwrap();
    drop(connection);
    let told = place.fails(&["history"], 5);
    assert!(told.contains("the operation record breaks at entry 2"), "{told}");
}
