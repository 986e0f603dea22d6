//! Quality rules about all rows together: counted, told or stopping the load.

use crate::harness::{contract, contract_text, fault, load_bytes, parse};

const TEXT: &[u8] = b"REF,BAND\n1,A\n2,B\n3,Z\n4,\n";

fn columns(rule: &str) -> String {
    format!("- {{name: REF, primaryKey: true}}\n- {{name: BAND, quality: [{{{rule}}}]}}")
}

fn last_note(rule: &str) -> String {
    load_bytes(&contract("", &columns(rule)), TEXT).outcome.notes.last().unwrap().clone()
}

#[test]
fn broken_rule_is_told_with_its_count() {
    let told = last_note("metric: nullValues, mustBeLessThan: 25, unit: percent");
    assert_eq!(told, "quality: nullValues of `BAND` mustBeLessThan 25 percent, and 1 of 4 rows are");
    let told =
        last_note("metric: invalidValues, arguments: {validValues: [A, B]}, mustBe: 0, severity: warning");
    assert_eq!(told, "quality: invalidValues of `BAND` mustBe 0, and 1 of 4 rows are");
    let told =
        last_note("metric: missingValues, arguments: {missingValues: [Z, '']}, mustBeLessOrEqualTo: 1");
    assert_eq!(told, "quality: missingValues of `BAND` mustBeLessOrEqualTo 1, and 2 of 4 rows are");
    for kept in
        ["metric: nullValues, mustBeLessOrEqualTo: 25, unit: percent", "metric: nullValues, mustBe: 1"]
    {
        assert!(last_note(kept).contains("encoding"), "{kept}");
    }
}

#[test]
fn severity_says_whether_a_broken_rule_stops_the_load() {
    let stop = contract("", &columns("metric: nullValues, mustBe: 0, severity: stop"));
    let told = fault(&stop, TEXT);
    assert_eq!(
        told.to_string(),
        "`test` breaks rules of its contract: quality: nullValues of `BAND` mustBe 0, and 1 of 4 rows are"
    );
    let reject = contract("", &columns("metric: nullValues, mustBe: 0, severity: reject"));
    assert_eq!(load_bytes(&reject, TEXT).rejects(), ["5 | BAND | required | -"]);
}

#[test]
fn number_of_rows_is_checked() {
    let text = contract_text("person", "", "- {name: REF, primaryKey: true}");
    let rule = "  - name: test\n    quality: [{metric: rowCount, mustBeGreaterThan: 4, severity: stop}]\n";
    let told = fault(&parse(&text.replacen("  - name: test\n", rule, 1)), TEXT);
    assert!(told.to_string().contains("rowCount mustBeGreaterThan 4, and 4 of 4 rows are"), "{told}");
}
