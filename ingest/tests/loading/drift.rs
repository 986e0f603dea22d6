//! A file that differs from its contract: what stops the load, what is told.

use crate::harness::{contract, fault, load_bytes};

const COLUMNS: &str = "\
- {name: REF, primaryKey: true}
- {name: NAME, customProperties: [{property: guildhall.field, value: full_name}]}
- {name: BORN_ON, logicalType: date}
- {name: TEAM}";

#[test]
fn needed_column_that_is_gone_stops_the_load_and_another_is_told() {
    let contract = contract("", COLUMNS);
    let told = fault(&contract, b"REF,FULL,BORN_ON,TEAM\n1,a,2001-01-01,x\n");
    assert!(told.to_string().contains("lacks `NAME`"), "{told}");
    let loaded = load_bytes(&contract, b"REF,NAME,BORN ON,TEEM,MAIL\n1,a,x,y,z\n");
    assert_eq!(
        loaded.outcome.notes[1..],
        [
            "extract.csv: `BORN_ON` is gone; it may be `BORN ON` now",
            "extract.csv: `TEAM` is gone; it may be `TEEM` now",
            "columns that the contract does not name, kept as text: BORN ON, TEEM, MAIL",
        ]
    );
    assert_eq!(loaded.table("accepted", &["REF", "BORN_ON", "BORN ON"]), ["1 | - | x"]);
}

#[test]
fn contract_can_let_no_difference_pass() {
    let strict = contract("{property: guildhall.drift, value: stop}", COLUMNS);
    let told = fault(&strict, b"REF,NAME,BORN_ON,TEEM,MAIL\n");
    assert!(
        told.to_string()
            .ends_with("differs from the contract: `TEAM` is gone; it may be `TEEM` now, `MAIL` is new"),
        "{told}"
    );
    let told = fault(&strict, b"REF,NAME,BORN_ON,TEAM\n1,a,North,x\n2,b,South,x\n3,c,2001-01-01,x\n");
    assert!(told.to_string().ends_with("`BORN_ON` is no date any more in 2 of 3 rows"), "{told}");
    assert_eq!(load_bytes(&strict, b"TEAM,REF,NAME,BORN_ON\n").outcome.rows, 0);
}

#[test]
fn contract_can_let_a_needed_column_go() {
    let lax = contract("{property: guildhall.drift, value: warn}", COLUMNS);
    let loaded = load_bytes(&lax, b"REF,BORN_ON,TEAM\n1,North,x\n2,2001-01-01,x\n3,South,y\n");
    assert_eq!(loaded.outcome.accepted, 1);
    assert_eq!(loaded.outcome.notes[1], "extract.csv: `NAME` is gone");
    assert_eq!(loaded.outcome.notes[2], "`BORN_ON` is no date any more in 2 of 3 rows");
    assert!(fault(&lax, b"a,b\n1,2\n").to_string().contains("none of the contract's columns"));
}
