//! The main job on a synthetic place: everything accounted for, people found again, each answer explained.

use std::process::{Command, Stdio};

use serde_json::Value;

use crate::folder::{PLACE_FILE, TestPlace};

fn sources(answer: &Value) -> &Vec<Value> {
    answer["sources"].as_array().unwrap()
}

fn sum(answer: &Value, key: &str) -> u64 {
    sources(answer).iter().map(|source| source[key].as_u64().unwrap()).sum()
}

#[test]
fn synthetic_place_is_joined_up_end_to_end() {
    let place = TestPlace::synthetic(1500, 7);
    let answer = place.json(&["run"]);
    assert_eq!(sources(&answer).len(), 11);
    for source in sources(&answer) {
        let count = |key: &str| source[key].as_u64().unwrap();
        assert_eq!(count("rows"), count("accepted") + count("rejected"), "{source}");
        assert_eq!(count("accepted"), count("new"), "{source}");
    }
    assert!(sum(&answer, "rejected") > 0, "the planted broken rows are found");
    assert!(answer["entities"]["person"].as_u64().unwrap() > 1000);
    assert!(answer["entities"]["premises"].as_u64().unwrap() > 0);
    // Some records keep an old or a mistyped address, so a few more homes are told than there are.
    let homes = std::fs::read_to_string(place.folder().join("truth/homes.csv")).unwrap().lines().count() - 1;
    let told = answer["entities"]["home"].as_u64().unwrap() as usize;
    assert!(told > homes * 9 / 10 && told < homes * 6 / 5, "{told} of {homes}");
    assert!(answer["seconds"]["total"].is_f64() && answer["peak_rss_bytes"].as_u64().unwrap() > 0);

    let quality = place.json(&["evaluate"]);
    let pairwise = |key: &str| quality["person"]["pairwise"][key].as_f64().unwrap();
    assert!(pairwise("precision") > 0.97, "{quality}");
    assert!(pairwise("recall") > 0.9, "{quality}");
    assert!(quality["person"]["clusters"]["b3_f1"].as_f64().unwrap() > 0.9, "{quality}");
    assert!(place.state().join("report/index.html").exists());
}

#[test]
fn shown_person_has_records_with_reasons() {
    let place = TestPlace::library();
    let answer = place.json(&["run"]);
    assert_eq!(answer["entities"]["person"], 2);
    let id = answer["linkages"][0]["example_id"].as_str().unwrap().to_owned();
    let view = place.json(&["show", "person", &id]);
    let records = view["records"].as_array().unwrap();
    let keys: Vec<&str> = records.iter().map(|record| record["key"].as_str().unwrap()).collect();
    assert_eq!(keys, ["L1", "L2"]);
    let why = &records[0]["why"];
    assert_eq!(why["agrees_with"], serde_json::json!(["library", "L2"]));
    let parts: f64 = why["comparisons"].as_array().unwrap().iter().map(|bar| bar[2].as_f64().unwrap()).sum();
    let total = why["weight_bits"].as_f64().unwrap();
    assert!(
        (why["prior_bits"].as_f64().unwrap() + parts - total).abs() < 0.01,
        "the waterfall adds up: {why}"
    );
    assert!(place.succeeds(&["show", "person", &id]).contains("match weight"));
}

#[test]
fn unknown_and_mistyped_ids_are_told_apart() {
    let place = TestPlace::library();
    place.succeeds(&["run"]);
    let unknown = base::EntityId::new('P', 4711).to_string();
    let told = place.fails(&["show", "person", &unknown], 3);
    assert!(told.contains(&format!("no person has the id {unknown}")), "{told}");
    let told = place.fails(&["show", "person", "P-4711-A"], 2);
    assert!(told.contains("check letter"), "{told}");
}

#[test]
fn place_that_was_never_run_says_so() {
    let place = TestPlace::library();
    for words in [&["status"][..], &["history"], &["evaluate"]] {
        let told = place.fails(words, 3);
        assert!(told.contains("no state yet") && told.contains("guildhall run"), "{told}");
    }
}

#[test]
fn place_without_truth_is_run_and_not_evaluated() {
    let place = TestPlace::library();
    place.succeeds(&["run"]);
    let told = place.fails(&["evaluate"], 3);
    assert!(told.contains("no known truth"), "{told}");
}

#[test]
fn table_for_a_person_has_the_counts_of_the_object_for_a_program() {
    let place = TestPlace::library();
    let text = place.succeeds(&["run"]);
    assert!(text.contains("library     3         3         0    3        0     0"), "{text}");
    assert!(text.contains("3 records are 2 people"), "{text}");
    assert!(text.contains("report/index.html"), "{text}");
}

#[test]
fn first_file_of_one_s_own_is_served_by_the_contract_that_was_proposed() {
    let place = TestPlace::library();
    std::fs::remove_file(place.folder().join("sources/library.odcs.yaml")).unwrap();
    let file = place.folder().join("extracts/library.csv");
    let proposed =
        Command::new(env!("CARGO_BIN_EXE_guildhall")).args(["contract", "infer"]).arg(file).output();
    place.write("sources/library.odcs.yaml", proposed.unwrap().stdout);
    let answer = place.json(&["run"]);
    assert_eq!(answer["sources"][0]["accepted"], answer["sources"][0]["rows"]);
}

#[test]
fn postcodes_that_are_not_in_the_place_s_list_are_told() {
    let place = TestPlace::library();
    let settings = format!("{PLACE_FILE}\n[settings]\npostcodes = \"list.csv\"\n");
    place.write("place.toml", &settings);
    let told = place.fails(&["run"], 2);
    assert!(told.contains("place.toml:10: the list of postcodes"), "{told}");
    place.write("list.csv", "pcds,doterm\nLS1 4AP,\nLS2 7EW,201812\n");
    let is_told = || {
        place.succeeds(&["run"]);
        let report = std::fs::read_to_string(place.state().join("report/index.html")).unwrap();
        report.contains("Postcode: postcode terminated")
    };
    assert!(is_told());
    // A list that changed makes new loads.
    place.write("list.csv", "pcds,doterm\nLS1 4AP,\nLS2 7EW,\n");
    assert!(!is_told());
    place.write("list.csv", "name\nLeeds\n");
    let told = place.fails(&["run"], 2);
    assert!(told.contains("list.csv:1: this is no postcode"), "{told}");
}

#[test]
fn reader_who_stops_reading_is_no_failure() {
    let place = TestPlace::library();
    place.succeeds(&["run"]);
    let mut history = place.command(&["history"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(history.stdout.take());
    assert!(history.wait().unwrap().success());
}
