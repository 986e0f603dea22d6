//! Sources that come one delivery after the other: each loaded once, in order, when it is whole.

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::folder::{LIBRARY_CONTRACT, PLACE_FILE, TestPlace};

/// A place whose library drops a file a day, read by these properties.
fn library(custom: &str) -> TestPlace {
    let place = TestPlace::empty();
    place.write("place.toml", PLACE_FILE);
    let custom: String =
        custom.lines().map(|line| format!("      - {{property: guildhall.{line}}}\n")).collect();
    let server = format!(
        "path: drop/library_*.csv\n    format: csv\n    customProperties:\n      - {{property: guildhall.deliveries, value: each}}\n{custom}"
    );
    let contract = LIBRARY_CONTRACT.replace("path: extracts/library.csv\n    format: csv\n", &server);
    place.write("sources/library.odcs.yaml", contract);
    fs::create_dir_all(place.folder().join("drop")).unwrap();
    place
}

/// A delivery with these people: a letter each.
fn drop_file(place: &TestPlace, name: &str, people: &str) {
    let rows: String = people
        .chars()
        .map(|letter| format!("{letter},Ashworth{letter},Imogen,03/04/1981,LS1 4AP\n"))
        .collect();
    place.write(&format!("drop/{name}"), format!("CARD,SURNAME,FORENAME,DOB,POSTCODE\n{rows}"));
}

/// Version, rows, new and gone, and the lines about how the files arrived.
fn run(place: &TestPlace) -> ([u64; 4], Vec<String>) {
    let answer = place.json(&["run"]);
    let source = &answer["sources"][0];
    let lines = source["arrived"].as_array().cloned().unwrap_or_default();
    let lines = lines.iter().map(|line: &Value| line.as_str().unwrap().to_owned()).collect();
    (["version", "rows", "new", "gone"].map(|key| source[key].as_u64().unwrap()), lines)
}

#[test]
fn deliveries_are_loaded_once_in_the_order_of_their_dates() {
    let place = library("deliveryOrder, value: ddMMyyyy");
    drop_file(&place, "library_01122026.csv", "abcd");
    drop_file(&place, "library_30112026.csv", "ab");
    drop_file(&place, "library_latest.csv", "z");
    let (counts, lines) = run(&place);
    assert_eq!(counts, [2, 4, 4, 0]);
    assert_eq!(
        lines,
        [
            "library_30112026.csv is version 1: 2 new, 0 changed, 0 gone",
            "library_01122026.csv is version 2: 2 new, 0 changed, 0 gone",
            "library_latest.csv waits: it has no date of the form that `guildhall.deliveryOrder` states"
        ]
    );
    assert_eq!(run(&place).0, [2, 4, 0, 0]);
    drop_file(&place, "library_29112026.csv", "a");
    drop_file(&place, "library_02122026.csv", "abcd");
    let (counts, lines) = run(&place);
    assert_eq!(counts, [3, 4, 0, 0], "a delivery of the same content is one all the same");
    assert!(
        lines.contains(&"library_29112026.csv waits: it comes before one that is loaded already".to_owned()),
        "{lines:?}"
    );
    for name in ["library_30112026.csv", "library_01122026.csv", "library_02122026.csv"] {
        fs::remove_file(place.folder().join("drop").join(name)).unwrap();
    }
    assert_eq!(run(&place).0, [3, 4, 0, 0], "the supplier may take them away");
    place.replace("sources/library.odcs.yaml", "version: 1.0.0", "version: 1.1.0");
    assert_eq!(run(&place).0, [4, 4, 0, 0], "a changed contract loads the last one again");
    let history = place.json(&["history"]);
    let load = history["versions"].as_array().unwrap().iter().find(|version| version["number"] == 4).unwrap();
    assert_eq!(load["raw_files"][0][0], "library_02122026.csv");
}

#[test]
fn delivery_waits_for_its_marker_and_later_ones_for_it() {
    let place = library("deliveryMarker, value: \"*.done\"");
    drop_file(&place, "library_1.csv", "a");
    let told = place.fails(&["run"], 3);
    assert!(
        told.contains(
            "no delivery is there to be loaded; library_1.csv waits: it has no library_1.csv.done beside it"
        ),
        "{told}"
    );
    drop_file(&place, "library_2.csv", "ab");
    place.write("drop/library_2.done", "");
    let told = place.fails(&["run"], 3);
    assert!(told.contains("library_2.csv waits for library_1.csv, which comes before it"), "{told}");
    place.write("drop/library_1.csv.done", "");
    let told = place.succeeds(&["run"]);
    assert!(told.contains("library: library_2.csv is version 2: 1 new, 0 changed, 0 gone"), "{told}");
    let status = place.json(&["status"]);
    assert_eq!(status["sources"][0]["load"]["rows"], 2);
}

#[test]
fn one_marker_may_stand_for_all() {
    let place = library("deliveryMarker, value: batch.ok");
    drop_file(&place, "library_1.csv", "a");
    drop_file(&place, "library_2.csv", "ab");
    place.fails(&["run"], 3);
    place.write("drop/batch.ok", "");
    assert_eq!(run(&place).0, [2, 2, 2, 0]);
}

#[test]
fn delivery_that_still_changes_is_left_alone() {
    let place = library("deliveryOrder, value: time\ndeliveryQuietMinutes, value: 10");
    drop_file(&place, "library_1.csv", "a");
    let told = place.fails(&["run"], 3);
    assert!(told.contains("library_1.csv waits: it has changed within the last 10 minutes"), "{told}");
    let age = |name: &str, minutes: u64| {
        let file = File::options().write(true).open(place.folder().join("drop").join(name)).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(60 * minutes)).unwrap();
    };
    drop_file(&place, "library_0.csv", "ab");
    age("library_1.csv", 30);
    age("library_0.csv", 20);
    assert_eq!(run(&place).0, [2, 2, 2, 0]);
}

#[test]
fn delivery_that_changed_after_it_was_loaded_stops_unless_the_contract_says_what_is_meant() {
    let place = library("deliveryChanged, value: stop");
    drop_file(&place, "library_1.csv", "ab");
    assert_eq!(run(&place).0, [1, 2, 2, 0]);
    drop_file(&place, "library_1.csv", "abc");
    let told = place.fails(&["run"], 5);
    assert!(
        told.contains("library_1.csv has changed since it was loaded")
            && told.contains("guildhall.deliveryChanged"),
        "{told}"
    );
    place.replace("sources/library.odcs.yaml", "value: stop", "value: skip");
    let (counts, lines) = run(&place);
    assert_eq!(counts[1], 2);
    assert_eq!(lines.last().unwrap(), "library_1.csv has changed since it was loaded: left alone");
    place.replace("sources/library.odcs.yaml", "value: skip", "value: load");
    assert_eq!(run(&place).0[1..], [3, 1, 0]);
    assert_eq!(run(&place).0[1..], [3, 0, 0]);
}

#[test]
fn delivery_that_cannot_be_loaded_keeps_the_later_ones_waiting() {
    let place = library("deliveryOrder, value: name");
    drop_file(&place, "library_1.csv", "a");
    place.write("drop/library_2.csv", "NOTHING,OF,USE\n1,2,3\n");
    drop_file(&place, "library_3.csv", "abc");
    let told = place.fails(&["run"], 2);
    assert!(told.contains("library_2.csv"), "{told}");
    assert_eq!(place.json(&["status"])["sources"][0]["load"]["rows"], 1);
    drop_file(&place, "library_2.csv", "ab");
    assert_eq!(run(&place).0, [3, 3, 2, 0]);
}
