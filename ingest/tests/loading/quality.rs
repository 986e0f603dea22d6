//! Quality rules about all rows together: counted, told or stopping the load.

use std::path::Path;

use ingest::contract::Contract;

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

#[test]
fn every_operator_says_what_it_says() {
    for (rule, is_kept) in [
        ("mustBe: 1", true),
        ("mustNotBe: 1", false),
        ("mustBeGreaterThan: 1", false),
        ("mustBeGreaterOrEqualTo: 1", true),
        ("mustBeLessThan: 1", false),
        ("mustBeLessOrEqualTo: 1", true),
        ("mustBeBetween: [1, 2]", true),
        ("mustBeBetween: [2, 3]", false),
        ("mustNotBeBetween: [1, 2]", false),
        ("mustNotBeBetween: [2, 3]", true),
        ("mustBeBetween: [20, 30], unit: percent", true),
        ("mustBe: 25, unit: percent", true),
        ("mustBe: 1, unit: rows", true),
    ] {
        let note = last_note(&format!("metric: nullValues, severity: warn, {rule}"));
        assert_eq!(note.starts_with("quality: "), !is_kept, "{rule}: {note}");
    }
}

#[test]
fn repeated_values_are_counted_or_rejected() {
    let text = b"REF,BAND,TOWN\n1,A,x\n2,B,x\n3,A,x\n4,A,y\n5,,\n6,,\n";
    let of = |rules: &str, column: &str| {
        let columns = format!(
            "- {{name: REF, primaryKey: true}}\n- {{name: BAND, quality: [{column}]}}\n- {{name: TOWN}}"
        );
        let text = contract_text("person", "", &columns);
        parse(&text.replacen("  - name: test\n", &format!("  - name: test\n    quality: [{rules}]\n"), 1))
    };
    let note = |contract| load_bytes(&contract, text).outcome.notes.last().unwrap().clone();
    let told = note(of("", "{metric: duplicateValues, mustBeLessThan: 2}"));
    assert_eq!(told, "quality: duplicateValues of `BAND` mustBeLessThan 2, and 2 of 6 rows are");
    let together = "metric: duplicateValues, arguments: {properties: [BAND, TOWN]}";
    let told = note(of(&format!("{{{together}, mustBe: 0, severity: warn}}"), ""));
    assert_eq!(told, "quality: duplicateValues of `BAND`, `TOWN` mustBe 0, and 1 of 6 rows are");
    let rejecting = of(&format!("{{{together}, mustBe: 0}}"), "");
    assert_eq!(load_bytes(&rejecting, text).rejects(), ["4 | - | duplicate_value | -"]);
    let told = fault(&of(&format!("{{{together}, mustBeLessThan: 1, severity: stop}}"), ""), text);
    assert!(told.to_string().contains("mustBeLessThan 1, and 1 of 6 rows are"), "{told}");
}

#[test]
fn row_with_a_text_that_stands_for_nothing_is_rejected() {
    let rule = "metric: missingValues, arguments: {missingValues: [Z, '']}, mustBe: 0";
    let rejects = load_bytes(&contract("", &columns(rule)), TEXT).rejects();
    assert_eq!(rejects, ["4 | BAND | required | A", "5 | BAND | required | -"]);
}

#[test]
fn rule_that_cannot_be_checked_is_a_fault_of_the_contract() {
    for (rule, told) in [
        ("metric: invalidValues, arguments: {pattern: '('}, mustBe: 0", "no regular expression"),
        ("metric: invalidValues, arguments: {pattern: '('}, mustBeLessThan: 5", "no regular expression"),
        ("metric: invalidValues, mustBeLessThan: 5", "neither `validValues` nor `pattern`"),
        ("metric: nullValues, mustBe: few", "`mustBe` is a number"),
        ("metric: nullValues, mustBeBetween: [5, 1]", "two numbers, the lower first"),
        ("metric: nullValues, mustBe: 1, unit: kilos", "`kilos` is no unit"),
        ("metric: nullValues, mustBe: 1, severity: reject", "only a rule that no row may break"),
    ] {
        let text = contract_text("person", "", &columns(rule));
        let faults = Contract::parse(&text, Path::new("x")).unwrap_err();
        assert!(faults[0].to_string().contains(told), "{rule}: {faults:?}");
    }
}

#[test]
fn delivery_older_than_the_contract_allows_is_told_or_stops_the_load() {
    let of = |server: &str, level: &str| {
        let columns = "- {name: REF, primaryKey: true}\n\
                       - {name: SEEN, logicalType: date, logicalTypeOptions: {format: dd/MM/yyyy}}";
        format!("{}slaProperties: [{{{level}}}]\n", contract_text("person", server, columns))
    };
    // The day of the load is 22 November 2026; a date to come says nothing.
    let text = b"REF,SEEN\n1,01/11/2026\n2,12/11/2026\n3,01/01/2099\n4,\n";
    let level = |days: u32| format!("property: latency, value: {days}, unit: d, element: test.SEEN");
    let notes = load_bytes(&parse(&of("", &level(9))), text).outcome.notes;
    assert_eq!(notes.last().unwrap(), "freshness: the newest `SEEN` is 10 days old, and 9 are allowed");
    let notes = load_bytes(&parse(&of("", &level(10))), text).outcome.notes;
    assert!(!notes.last().unwrap().starts_with("freshness"), "{notes:?}");
    let stop = parse(&of("{property: guildhall.stale, value: stop}", &level(9)));
    assert!(fault(&stop, text).to_string().contains("freshness: the newest `SEEN` is 10 days old"));
    let none = load_bytes(&parse(&of("", &level(9))), b"REF,SEEN\n1,\n").outcome.notes;
    assert_eq!(none.last().unwrap(), "freshness: there is no date in the newest `SEEN`");
    let of_file = parse(&of("", "property: freshness, value: 1, unit: y"));
    assert!(!load_bytes(&of_file, text).outcome.notes.last().unwrap().starts_with("freshness"));
    for (level, told) in [
        ("property: latency, value: 1, element: NOT", "`NOT` is no property"),
        ("property: latency, value: 1, element: REF", "`REF` holds no dates"),
        ("property: latency, value: soon", "no `value` that is a number"),
        ("property: latency, value: 1, unit: parsec", "`parsec` is no unit of time"),
    ] {
        let faults = Contract::parse(&of("", level), Path::new("x")).unwrap_err();
        assert!(faults[0].to_string().contains(told), "{level}: {faults:?}");
    }
}
