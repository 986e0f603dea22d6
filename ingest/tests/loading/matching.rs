//! Loads with a gazetteer: records whose source gives no UPRN get one beside their own columns.

use gazetteer::{Builder, Entry};

use super::harness::{Bench, contract};

const COLUMNS: &str = "\
- {name: REF, primaryKey: true}
- {name: UPRN, customProperties: [{property: guildhall.field, value: uprn}]}
- {name: HOME, customProperties: [{property: guildhall.field, value: address}]}
- {name: PC, customProperties: [{property: guildhall.field, value: postcode}]}";

const ROWS: &[u8] = b"REF,UPRN,HOME,PC
A,,14 High St,LS1 4AP
B,99,16 High Street,LS1 4AP
C,,12 High Street,LS1 4AP
D,,,LS1 4AP
";

fn bench() -> Bench {
    let mut bench = Bench::new();
    let path = bench.file("nothing", b"").with_file_name("town.gazetteer");
    let mut builder = Builder::create(&path).unwrap();
    for (uprn, number) in [(1, "14"), (2, "16")] {
        let entry = Entry {
            uprn,
            building_number: number.to_owned(),
            street: "High Street".to_owned(),
            postcode: "LS1 4AP".to_owned(),
            ..Entry::default()
        };
        builder.add(&entry).unwrap();
    }
    builder.finish().unwrap();
    bench.gazetteer = Some(path);
    bench
}

#[test]
fn record_without_a_uprn_gets_the_one_of_its_address_apart_from_its_own() {
    let mut bench = bench();
    let loaded = bench.load(&contract("", COLUMNS), ROWS);
    let columns = ["record_key", "uprn", "matched_uprn", "uprn_match_level"];
    assert_eq!(
        loaded.table("standard", &columns),
        ["A | - | 1 | exact", "B | 99 | - | -", "C | - | - | none", "D | - | - | -"]
    );
    let told = "2 addresses without a UPRN looked up in the gazetteer: exact 1, partial 0, parent 0, none 1";
    assert!(loaded.outcome.notes.contains(&told.to_owned()), "{:?}", loaded.outcome.notes);
}

#[test]
fn load_without_a_gazetteer_has_no_such_columns() {
    let mut bench = Bench::new();
    let loaded = bench.load(&contract("", COLUMNS), ROWS);
    assert!(!loaded.column_names("standard").contains(&"matched_uprn".to_owned()));
}

#[test]
fn file_that_is_no_gazetteer_stops_a_load() {
    let mut bench = Bench::new();
    bench.gazetteer = Some(bench.file("x", b"no gazetteer"));
    let file = bench.file("extract.csv", ROWS);
    let fault = bench.try_load(&contract("", COLUMNS), &[file]).err().unwrap();
    assert!(fault.to_string().ends_with("x is no gazetteer"), "{fault}");
}
