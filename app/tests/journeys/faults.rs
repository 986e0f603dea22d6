//! Bad input: each a message that names the file, the place in it and the remedy, with the documented exit code.

use std::fs;
use std::process::Command;

use crate::folder::{LIBRARY_CONTRACT, LIBRARY_ROWS, TestPlace};

fn says(told: &str, words: &[&str]) {
    for word in words {
        assert!(told.contains(word), "`{word}` is not in:\n{told}");
    }
}

#[test]
fn missing_column_is_named_with_those_that_are_there() {
    let place = TestPlace::library();
    place.write("extracts/library.csv", LIBRARY_ROWS.replace("SURNAME", "LASTNAME"));
    let told = place.fails(&["run"], 2);
    says(&told, &["library.csv", "`SURNAME`", "`LASTNAME`", "to mend it"]);
}

#[test]
fn wrong_type_rejects_the_row_and_keeps_the_rest() {
    let place = TestPlace::library();
    place.write("extracts/library.csv", LIBRARY_ROWS.replace("21/11/1959", "31/02/1959"));
    let answer = place.json(&["run"]);
    let counts = ["rows", "accepted", "rejected"].map(|key| answer["sources"][0][key].as_u64().unwrap());
    assert_eq!(counts, [3, 2, 1]);
}

#[test]
fn unknown_key_in_the_place_file_is_told_with_its_line() {
    let place = TestPlace::library();
    place.replace("place.toml", "name = \"Testford\"", "name = \"Testford\"\nnamme = \"x\"");
    let told = place.fails(&["run"], 2);
    says(&told, &["place.toml:3", "namme"]);
}

#[test]
fn unknown_key_in_a_contract_is_told_with_its_line() {
    let place = TestPlace::library();
    place.replace("sources/library.odcs.yaml", "tenant: council", "tennant: council");
    let told = place.fails(&["run"], 2);
    says(&told, &["sources/library.odcs.yaml:7", "tennant", "tenant"]);
}

#[test]
fn unknown_key_in_a_model_is_told_with_its_line() {
    let place = TestPlace::library();
    place.write("models/person.toml", "entity = \"person\"\nblokking = 3\n");
    let told = place.fails(&["run"], 2);
    says(&told, &["models/person.toml:2", "blokking"]);
}

#[test]
fn two_sources_of_one_name_are_told() {
    let place = TestPlace::library();
    place.write("sources/second.odcs.yaml", LIBRARY_CONTRACT);
    let told = place.fails(&["run"], 2);
    says(&told, &["sources/second.odcs.yaml", "sources/library.odcs.yaml", "name of its own"]);
}

#[test]
fn check_tells_every_fault_at_once() {
    let place = TestPlace::library();
    place.replace("place.toml", "id = \"council\"", "id = \"city\"");
    place.write(
        "sources/second.odcs.yaml",
        LIBRARY_CONTRACT.replace("kind: DataContract", "kind: DataContact"),
    );
    place.write("models/people.toml", "entity = \"person\"\n");
    let output = place.run(&["check"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stdout).unwrap();
    says(
        &told,
        &[
            "sources/library.odcs.yaml:7",
            "`council`",
            "sources/second.odcs.yaml:2",
            "models/people.toml",
            "faults",
        ],
    );
    let place = TestPlace::library();
    assert_eq!(place.succeeds(&["check"]), "all is well: 1 sources\n");
    fs::remove_file(place.folder().join("extracts/library.csv")).unwrap();
    assert_eq!(place.run(&["check"]).status.code(), Some(2));
}

#[test]
fn binary_file_named_csv_is_told() {
    let place = TestPlace::library();
    place.write("extracts/library.csv", [0x50, 0x4b, 0x03, 0x04, 0, 0, 0, 0, 0xff, 0xfe, 0, 1]);
    let told = place.fails(&["run"], 2);
    says(&told, &["library.csv", "not delimited text", "to mend it"]);
}

#[test]
fn empty_file_is_told() {
    let place = TestPlace::library();
    place.write("extracts/library.csv", "");
    let told = place.fails(&["run"], 2);
    says(&told, &["library.csv", "is empty", "to mend it"]);
}

#[test]
fn missing_file_is_told_and_other_sources_are_loaded() {
    let place = TestPlace::library();
    let second = LIBRARY_CONTRACT
        .replace("id: library", "id: blue_badge")
        .replace("name: library", "name: blue_badge");
    place
        .write("sources/blue_badge.odcs.yaml", second.replace("extracts/library.csv", "extracts/badges.csv"));
    let told = place.fails(&["run"], 3);
    says(&told, &["source blue_badge was not loaded", "badges.csv"]);
    let status = place.json(&["status"]);
    assert_eq!(status["sources"][0]["load"], serde_json::Value::Null);
    assert_eq!(status["sources"][1]["load"]["accepted"], 3);
}

#[test]
fn folder_that_is_no_place_is_told() {
    let place = TestPlace::empty();
    let told = place.fails(&["run"], 3);
    says(&told, &["is not a place", "guildhall synth"]);
}

#[test]
fn folder_that_holds_something_is_not_overwritten() {
    let place = TestPlace::library();
    let told = place.fails(&["synth"], 5);
    says(&told, &["is not empty"]);
    assert!(place.folder().join("place.toml").exists());
}

/// A limit on file sizes stands for a full disk: the same writes fail, with an error instead of a full disk's.
#[test]
fn full_disk_leaves_no_half_version() {
    let place = TestPlace::synthetic(300, 5);
    let script = "trap '' XFSZ; ulimit -f 40; exec \"$0\" run \"$1\"";
    let output = Command::new("bash")
        .args(["-c", script, env!("CARGO_BIN_EXE_guildhall")])
        .arg(place.folder())
        .output()
        .unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(7), "{told}");
    says(&told, &["error:", "to mend it"]);
    let answer = place.json(&["run"]);
    assert!(answer["entities"]["person"].as_u64().unwrap() > 100);
    let drafts = place.state().join("versions/.drafts");
    assert_eq!(fs::read_dir(drafts).unwrap().count(), 0);
}
