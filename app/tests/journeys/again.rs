//! A small change links only what it touches; whatever that needs and is not there, everything is linked.

use std::fs;

use serde_json::Value;

use crate::folder::TestPlace;

fn people(answer: &Value) -> &Value {
    &answer["linkages"][0]
}

/// Replaces a text that is in an extract once.
fn correct(place: &TestPlace, extract: &str, from: &str, to: &str) {
    let text = fs::read_to_string(place.folder().join(extract)).unwrap();
    assert_eq!(text.matches(from).count(), 1, "{from}");
    place.write(extract, text.replace(from, to));
}

/// A line of the council tax extract, and the same as of somebody else.
fn lines(place: &TestPlace) -> (String, String) {
    let text = fs::read_to_string(place.folder().join("extracts/council_tax.csv")).unwrap();
    let line = text.lines().nth(2).unwrap();
    let mut cells: Vec<&str> = line.split('|').collect();
    (cells[3], cells[5], cells[19], cells[20]) = ("PEREGRINE", "QUILLFEATHER", "", "");
    (line.to_owned(), cells.join("|"))
}

/// Which entity each record belongs to, as the newest linkage has it.
fn has_members_of(place: &TestPlace, version: u32, other: u32) -> bool {
    let members = |version: u32| {
        fs::read(place.state().join(format!("versions/link-person/{version:06}/members.parquet"))).unwrap()
    };
    members(version) == members(other)
}

#[test]
fn one_corrected_line_links_only_what_it_touches() {
    let place = TestPlace::synthetic(300, 3);
    let first = place.json(&["run"]);
    assert!(people(&first)["again"].is_null());
    let (line, other) = lines(&place);
    correct(&place, "extracts/council_tax.csv", &line, &other);
    let second = place.json(&["run"]);
    let again = &people(&second)["again"];
    assert_eq!((again["changed"].as_u64(), again["trained_in"].as_u64()), (Some(1), Some(1)), "{second}");
    assert!(
        again["pairs_compared"].as_u64().unwrap() * 20 < people(&second)["pairs_compared"].as_u64().unwrap()
    );
    assert!(!has_members_of(&place, 2, 1));

    // Taken back, everything is as it was, but the ids given meanwhile are not given again.
    correct(&place, "extracts/council_tax.csv", &other, &line);
    let third = place.json(&["run"]);
    assert_eq!(people(&third)["again"]["changed"], 1);
    assert_eq!(people(&third)["entities"], people(&first)["entities"]);
    assert!(has_members_of(&place, 3, 1));
    let id = people(&third)["example_id"].as_str().unwrap();
    let view = place.json(&["show", "person", id]);
    assert!(view["records"].as_array().unwrap().iter().any(|record| !record["why"].is_null()), "{view}");
}

#[test]
fn what_a_linkage_left_for_the_next_may_be_missing_or_damaged() {
    for damage in ["removed", "cut"] {
        let place = TestPlace::synthetic(300, 3);
        place.json(&["run"]);
        let standing = place.state().join("standing/person");
        if damage == "removed" {
            fs::remove_dir_all(&standing).unwrap();
        } else {
            let rows = fs::read(standing.join("rows.arrow")).unwrap();
            fs::write(standing.join("rows.arrow"), &rows[..rows.len() / 2]).unwrap();
        }
        let (line, other) = lines(&place);
        correct(&place, "extracts/council_tax.csv", &line, &other);
        let answer = place.json(&["run"]);
        assert_eq!(people(&answer)["version"], 2);
        assert!(people(&answer)["again"].is_null(), "{damage}");
    }
}

#[test]
fn a_model_is_trained_anew_after_many_changes_and_when_it_is_another() {
    let place = TestPlace::synthetic(300, 3);
    place.json(&["run"]);
    let text = fs::read_to_string(place.folder().join("extracts/council_tax.csv")).unwrap();
    let rows: Vec<&str> = text.lines().collect();
    place.write("extracts/council_tax.csv", rows[..rows.len() / 2].join("\n") + "\n");
    let answer = place.json(&["run"]);
    assert!(people(&answer)["again"].is_null(), "half of a register is gone: {answer}");

    place.write("extracts/council_tax.csv", &text);
    place.json(&["run"]);
    let model = place.state().join("versions/link-person/000003/model.toml");
    fs::create_dir_all(place.folder().join("models")).unwrap();
    let text = fs::read_to_string(model).unwrap();
    place.write("models/person.toml", text.replace("link_bits = 3.2", "link_bits = 6.0"));
    let (line, other) = lines(&place);
    correct(&place, "extracts/council_tax.csv", &line, &other);
    let answer = place.json(&["run"]);
    assert_eq!(people(&answer)["version"], 4);
    assert!(people(&answer)["again"].is_null(), "the model is another: {answer}");
}
