//! Snapshots, deltas and additions: what the counts say, and that the standard table is the full state.

use std::collections::BTreeMap;

use ingest::contract::Contract;
use proptest::prelude::*;

use crate::harness::{Bench, KEY_AND_NAME, contract, contract_text};

const CHANGES: &str = "\
- {name: REF, primaryKey: true}
- {name: NAME, customProperties: [{property: guildhall.field, value: full_name}]}
- {name: OP}";

const DELTA: &str = "{property: guildhall.mode, value: delta}\n{property: guildhall.changeColumn, value: OP}";

fn counts(loaded: &crate::harness::Loaded) -> [u64; 5] {
    let outcome = &loaded.outcome;
    [outcome.accepted, outcome.new, outcome.changed, outcome.gone, outcome.unchanged]
}

#[test]
fn delta_changes_what_it_names_and_carries_the_rest() {
    let mut bench = Bench::new();
    let whole = bench.load(&contract("", KEY_AND_NAME), b"REF,NAME\n1,Ann Ash\n2,Ben Bow\n3,Cat Coe\n");
    assert_eq!(counts(&whole), [3, 3, 0, 0, 0]);
    let delta = contract(DELTA, CHANGES);
    let text = b"REF,NAME,OP\n2,Ben Boe,U\n3,,D\n4,Dan Day,I\n9,,D\n5,Eve Elm,X\n1,Ann Ash,U\n";
    let loaded = bench.load(&delta, text);
    // The record that the delta names as it was is as it was.
    assert_eq!(counts(&loaded), [4, 1, 1, 1, 1]);
    assert_eq!(loaded.rejects(), ["5 | REF | unknown_record | -", "6 | OP | not_in_list | A"]);
    assert_eq!(
        loaded.table("standard", &["record_key", "line", "family_name"]),
        ["2 | 2 | Boe", "4 | 4 | Day", "1 | 7 | Ash"]
    );
    assert_eq!(loaded.table("accepted", &["REF", "OP"]), ["2 | U", "3 | D", "4 | I", "1 | U"]);
    let ids = loaded.table("standard", &["record_id"]);
    assert_eq!(ids[0], whole.table("standard", &["record_id"])[1]);
    let nothing = bench.load(&delta, b"REF,NAME,OP\n");
    assert_eq!(counts(&nothing), [0, 0, 0, 0, 3]);
    assert_eq!(nothing.table("standard", &["record_id"]), ids);
}

#[test]
fn last_row_about_a_record_counts() {
    let mut bench = Bench::new();
    let delta = contract(DELTA, CHANGES);
    let text = b"REF,NAME,OP\n1,Ann Ash,I\n1,Ann Oak,U\n2,Ben Bow,I\n2,,D\n3,Cat Coe,I\n3,,D\n3,Cat Cox,I\n";
    let loaded = bench.load(&delta, text);
    assert_eq!(counts(&loaded), [7, 2, 0, 0, 0]);
    assert_eq!(loaded.table("standard", &["record_key", "line"]), ["1 | 3", "3 | 8"]);
}

#[test]
fn codes_are_those_that_the_contract_states() {
    let server = format!(
        "{DELTA}\n{{property: guildhall.insertCodes, value: [new]}}\n{{property: guildhall.deleteCodes, value: [\"1\", X]}}"
    );
    let mut bench = Bench::new();
    let loaded = bench.load(&contract(&server, CHANGES), b"REF,NAME,OP\n1,a,new\n2,b,new\n1,,X\n3,c,I\n");
    assert_eq!(counts(&loaded), [3, 1, 0, 0, 0]);
    assert_eq!(loaded.rejects(), ["5 | OP | not_in_list | A"]);
}

#[test]
fn append_adds_and_never_changes() {
    let mut bench = Bench::new();
    let append = contract("{property: guildhall.mode, value: append}", KEY_AND_NAME);
    bench.load(&append, b"REF,NAME\n1,Ann Ash\n2,Ben Bow\n");
    let loaded = bench.load(&append, b"REF,NAME\n2,Ben Bow\n1,Ann Oak\n3,Cat Coe\n");
    assert_eq!(counts(&loaded), [2, 1, 0, 0, 2]);
    assert_eq!(loaded.rejects(), ["3 | REF | duplicate_key | 9"]);
    assert_eq!(loaded.table("standard", &["record_key", "family_name"]), ["1 | Ash", "2 | Bow", "3 | Coe"]);
}

#[test]
fn delta_that_cannot_be_one_is_a_fault_of_the_contract() {
    let fault = |server: &str, columns: &str| {
        let text = contract_text("person", server, columns);
        Contract::parse(&text, std::path::Path::new("x")).unwrap_err()[0].message.clone()
    };
    assert_eq!(
        fault("{property: guildhall.mode, value: delta}", CHANGES),
        "a delta has no `guildhall.changeColumn`"
    );
    assert_eq!(fault(DELTA, "- {name: REF}\n- {name: OP}"), "a delta has no primary key");
    assert_eq!(fault(DELTA, KEY_AND_NAME), "`OP`, the `guildhall.changeColumn`, is no property");
    assert_eq!(fault("{property: guildhall.mode, value: delat}", KEY_AND_NAME), "`delat` is no mode");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Deltas one after the other leave the state, and count the changes, that a map kept beside them does.
    #[test]
    fn deltas_do_what_a_map_does(deltas in proptest::collection::vec(proptest::collection::vec((0u8..8, 0u8..3, proptest::bool::weighted(0.3)), 0..12), 1..4)) {
        let delta = contract(DELTA, CHANGES);
        let mut bench = Bench::new();
        let mut state: BTreeMap<u8, u8> = BTreeMap::new();
        for rows in deltas {
            let before = state.clone();
            let mut text = "REF,NAME,OP\n".to_owned();
            for (key, name, deletes) in rows {
                text.push_str(&format!("{key},n{name},{}\n", if deletes { "D" } else { "U" }));
                if deletes { state.remove(&key); } else { state.insert(key, name); }
            }
            let loaded = bench.load(&delta, text.as_bytes());
            let new = state.keys().filter(|key| !before.contains_key(key)).count() as u64;
            let changed = state.iter().filter(|(key, name)| before.get(key).is_some_and(|was| was != *name)).count() as u64;
            let gone = before.keys().filter(|key| !state.contains_key(key)).count() as u64;
            let [_, n, c, g, u] = counts(&loaded);
            prop_assert_eq!([n, c, g, u], [new, changed, gone, state.len() as u64 - new - changed]);
            let mut keys = loaded.table("standard", &["record_key"]);
            keys.sort();
            prop_assert_eq!(keys, state.keys().map(u8::to_string).collect::<Vec<_>>());
        }
    }
}

/// A key, and a column whose values only one record may have.
const UNIQUE: &str = "- {name: REF, primaryKey: true}\n- {name: MAIL, unique: true}";

#[test]
fn value_that_a_carried_record_has_is_told() {
    for (mode, is_changed) in [("upsert", true), ("append", false)] {
        let part = contract(&format!("{{property: guildhall.mode, value: {mode}}}"), UNIQUE);
        let mut bench = Bench::new();
        bench.load(&part, b"REF,MAIL\n1,a\n2,b\n3,c\n5,\n6,\n");
        // Two loads on, the value is still that record's.
        bench.load(&part, b"REF,MAIL\n4,d\n");
        let loaded = bench.load(&part, b"REF,MAIL\n7,a\n8,h\n1,a\n9,\n3,z\n10,c\n");
        let rejects = loaded.rejects();
        if is_changed {
            // What the third has let go, the tenth may have.
            assert_eq!(rejects, ["2 | MAIL | duplicate_value | a"]);
        } else {
            let told = [
                "2 | MAIL | duplicate_value | a",
                "6 | REF | duplicate_key | 9",
                "7 | MAIL | duplicate_value | a",
            ];
            assert_eq!(rejects, told);
        }
    }
}

#[test]
fn delta_may_give_on_what_a_deleted_record_had() {
    let delta = contract(DELTA, &format!("{UNIQUE}\n- {{name: OP}}"));
    let mut bench = Bench::new();
    bench.load(&delta, b"REF,MAIL,OP\n1,a,I\n2,b,I\n3,b,I\n");
    let loaded = bench.load(&delta, b"REF,MAIL,OP\n4,a,I\n1,,D\n5,a,I\n2,a,U\n2,c,U\n6,b,I\n");
    assert_eq!(loaded.rejects(), ["2 | MAIL | duplicate_value | a", "5 | MAIL | duplicate_value | a"]);
    assert_eq!(loaded.table("standard", &["record_key"]), ["5", "2", "6"]);
}

#[test]
fn duplicates_with_carried_records_are_counted_and_what_cannot_be_compared_is_told() {
    let rule = "quality: [{metric: duplicateValues, mustBeLessThan: 1}]";
    let columns = format!("- {{name: REF, primaryKey: true}}\n- {{name: MAIL, {rule}}}");
    let mut bench = Bench::new();
    bench.load(&contract("", &columns), b"REF,MAIL\n1,a\n2,b\n");
    let upsert = contract("{property: guildhall.mode, value: upsert}", &columns);
    let loaded = bench.load(&upsert, b"REF,MAIL\n3,a\n4,d\n");
    let unknown =
        "rows are not compared by `MAIL` with 2 records whose values were not kept when they were loaded";
    assert!(loaded.outcome.notes.iter().any(|note| note == unknown), "{:?}", loaded.outcome.notes);
    let loaded = bench.load(&upsert, b"REF,MAIL\n1,a\n2,d\n3,a\n");
    assert_eq!(loaded.outcome.accepted, 3);
    let told = "quality: duplicateValues of `MAIL` mustBeLessThan 1, and 3 of 3 rows are";
    assert!(loaded.outcome.notes.iter().any(|note| note == told), "{:?}", loaded.outcome.notes);
}
