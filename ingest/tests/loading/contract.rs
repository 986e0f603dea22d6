//! Contracts: what is told of a wrong one, and what a right one does to cells.

use std::path::Path;

use ingest::contract::{Contract, LogicalType};

use crate::harness::{KEY_AND_NAME, contract, contract_text, load_bytes, parse};

/// Line, message and hint of each fault.
fn faults(text: &str) -> Vec<String> {
    let faults = Contract::parse(text, Path::new("sources/x.odcs.yaml")).unwrap_err();
    let line = |fault: &ingest::contract::ContractFault| {
        assert_eq!(fault.origin, "sources/x.odcs.yaml");
        let hint = fault.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
        format!("{}: {}{hint}", fault.line, fault.message)
    };
    faults.iter().map(line).collect()
}

#[test]
fn all_faults_of_a_contract_are_told_at_once() {
    let text = "\
apiVersion: v3.1.0
kind: DataContract
id: council tax
version: 1.0.0
statsu: active
servers:
  - server: extract
    type: local
    path: a.csv
    format: toml
    customProperties:
      - {property: guildhall.delimeter, value: '|'}
      - {property: guildhall.ragged, value: padd}
      - {property: guildhall.encoding, value: utf8000}
      - {property: someone.elses, value: 1}
schema:
  - name: t
    customProperties:
      - {property: guildhall.entity, value: people}
    properties:
      - name: A
        logicalType: strng
        requierd: true
      - name: B
        logicalType: date
        logicalTypeOptions: {format: DD/MM/YYYY, minimun: 1}
        unique: perhaps
      - name: C
        customProperties:
          - {property: guildhall.field, value: family_nam}
        quality:
          - {metric: invalidValues, arguments: {}, mustBe: 0}
          - {metric: invalidValue, mustBe: 0}
      - name: A
";
    assert_eq!(
        faults(text),
        [
            "1: a contract has no `status`",
            "1: a contract has no `tenant` (name the organisation's id from place.toml)",
            "3: `council tax` is no id (use up to 64 letters, digits, `_`, `-` and `.`)",
            "5: `statsu` is no key of a contract (did you mean `status`?)",
            "10: `toml` is no format that is read (known here: csv, xlsx, xls, ods, parquet, json, jsonl, xml, fixed)",
            "12: `guildhall.delimeter` is no property of a server (did you mean `guildhall.delimiter`?)",
            "13: `padd` is no way to treat ragged rows (did you mean `pad`?)",
            "14: `utf8000` is no encoding (known here: utf-8, windows-1252, utf-16le, utf-16be, iso-8859-15)",
            "19: `people` is no entity (known here: person, premises)",
            "22: `strng` is no logicalType (did you mean `string`?)",
            "23: `requierd` is no key of a property (did you mean `required`?)",
            "26: `DD/MM/YYYY` is no format: `DD` in it is not known (write it as Java does: dd/MM/yyyy, d MMM yy, \
             yyyy-MM-dd HH:mm:ss)",
            "26: `minimun` is no option of a date (did you mean `minimum`?)",
            "27: `unique` is true or false",
            "30: `family_nam` is no standard field (did you mean `family_name`?)",
            "32: invalidValues has neither `validValues` nor `pattern` among its arguments",
            "33: `invalidValue` is no metric (did you mean `invalidValues`?)",
            "34: `A` is named twice",
        ]
    );
}

#[test]
fn broken_yaml_is_told_with_its_line() {
    let found = faults("apiVersion: v3.1.0\nkind: [DataContract\nid: x\n");
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("not read as YAML"), "{found:?}");
    assert_eq!(faults("- a\n"), ["1: a contract is a mapping of keys to values, this is a list"]);
}

#[test]
fn field_of_another_entity_or_mapped_twice_is_a_fault() {
    let text = contract_text(
        "person",
        "",
        "\
- {name: A, customProperties: [{property: guildhall.field, value: latitude}]}
- {name: B, customProperties: [{property: guildhall.field, value: postcode}]}
- {name: C, customProperties: [{property: guildhall.field, value: postcode}]}
- {name: D, customProperties: [{property: guildhall.field, value: address_line}]}
- {name: E, customProperties: [{property: guildhall.field, value: address_line}]}",
    );
    let found = faults(&text);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("a person has no `latitude`"));
    assert!(found[1].contains("`B` and `C` are both mapped to `postcode`"));
}

#[test]
fn least_age_says_by_when_everybody_was_born() {
    let with = |entity: &str, age: &str| {
        let field = format!("{{property: guildhall.entity, value: {entity}}}");
        let both = format!("{field}\n      - {{property: guildhall.leastAge, value: {age}}}");
        contract_text(entity, "", KEY_AND_NAME.trim_end()).replace(&field, &both)
    };
    let adults = parse(&with("person", "18"));
    assert_eq!(adults.least_age, Some(18));
    let loaded = load_bytes(&adults, b"REF,NAME\n1,Ann Lee\n");
    assert_eq!(loaded.table("standard", &["record_key", "born_by"]), ["1 | 2008"]);
    assert!(faults(&with("person", "young"))[0].contains("not a number of years from 1 to 100"));
    assert!(faults(&with("premises", "18"))[0].contains("only people have a `guildhall.leastAge`"));
}

#[test]
fn a_source_says_whether_it_keeps_main_homes() {
    let with = |entity: &str, value: &str| {
        let field = format!("{{property: guildhall.entity, value: {entity}}}");
        let both = format!("{field}\n      - {{property: guildhall.mainHome, value: {value}}}");
        contract_text(entity, "", KEY_AND_NAME.trim_end()).replace(&field, &both)
    };
    assert!(parse(&with("person", "true")).main_home);
    assert!(!parse(&with("person", "false")).main_home);
    assert!(faults(&with("person", "mostly"))[0].contains("neither true nor false"));
    assert!(faults(&with("premises", "true"))[0].contains("only people have a `guildhall.mainHome`"));
}

#[test]
fn a_source_says_whether_it_is_free_of_duplicates() {
    let with = |entity: &str, value: &str| {
        let field = format!("{{property: guildhall.entity, value: {entity}}}");
        let both = format!("{field}\n      - {{property: guildhall.duplicateFree, value: {value}}}");
        contract_text(entity, "", KEY_AND_NAME.trim_end()).replace(&field, &both)
    };
    assert!(parse(&with("person", "true")).duplicate_free);
    assert!(parse(&with("premises", "true").replace("full_name", "organisation_name")).duplicate_free);
    assert!(!parse(&with("person", "false")).duplicate_free);
    assert!(!parse(&contract_text("person", "", KEY_AND_NAME.trim_end())).duplicate_free);
    assert!(faults(&with("person", "mostly"))[0].contains("neither true nor false"));
}

#[test]
fn category_of_a_source_is_that_of_its_premises() {
    let field = "{property: guildhall.entity, value: premises}";
    let both = format!("{field}\n      - {{property: guildhall.category, value: Pharmacy}}");
    let name = "- {name: NAME, customProperties: [{property: guildhall.field, value: organisation_name}]}";
    let text = contract_text("premises", "", name).replace(field, &both);
    let loaded = load_bytes(&parse(&text), b"NAME\nHill Trading Ltd\n");
    assert_eq!(loaded.table("standard", &["category", "kind"]), ["Pharmacy | pharmacy"]);
    assert!(faults(&text.replace("premises", "person"))[0].contains("`guildhall.category`"));
}

#[test]
fn the_standards_other_keys_are_accepted() {
    let text = contract_text(
        "person",
        "{property: guildhall.nullValues, value: [NULL, '-', 0]}",
        "\
- name: A
  physicalName: Ref No
  businessName: Reference
  classification: confidential
  tags: [x]
  examples: [1, two]
  logicalType: string
  logicalTypeOptions: {maxLength: 5, format: uuid}
  quality: [{metric: nullValues, mustBeLessThan: 5, unit: percent}]",
    );
    let parsed =
        parse(&format!("{text}team: {{name: x}}\nslaProperties: [{{property: latency, value: 1}}]\n"));
    assert_eq!(parsed.columns[0].name, "Ref No");
    assert_eq!(parsed.columns[0].logical_type, LogicalType::String);
    assert_eq!(parsed.source.null_values, ["NULL", "-", "0"]);
    assert_eq!(parsed.unchecked, ["line 26: the option format of `Ref No` is not checked by a load",]);
}

#[test]
fn cells_become_canonical_text() {
    let columns = "\
- {name: K, primaryKey: true}
- {name: D, logicalType: date, logicalTypeOptions: {format: d/M/yyyy}}
- {name: T, logicalType: timestamp}
- {name: I, logicalType: integer}
- {name: N, logicalType: number}
- {name: B, logicalType: boolean}
- {name: S}";
    let loaded = load_bytes(
        &contract("{property: guildhall.nullValues, value: ['#N/A']}", columns),
        b"K,D,T,I,N,B,S,X\n1 ,1/3/1987,2019-04-01 09:05,007,\"\xc2\xa31,234.50\",Y,  two  words ,#N/A\n2,#N/A,,,,,, x \n",
    );
    assert_eq!(
        loaded.table("accepted", &["K", "D", "T", "I", "N", "B", "S", "X"]),
        [
            "1 | 1987-03-01 | 2019-04-01T09:05:00 | 7 | 1234.5 | true | two  words | -",
            "2 | - | - | - | - | - | - | x"
        ]
    );
}

#[test]
fn each_rule_rejects_by_its_name_and_all_reasons_are_told() {
    let columns = "\
- {name: K, primaryKey: true}
- {name: D, logicalType: date, logicalTypeOptions: {format: dd/MM/yyyy, minimum: '1900-01-01'}}
- {name: T, logicalType: timestamp}
- {name: H, logicalType: time}
- {name: I, logicalType: integer, logicalTypeOptions: {minimum: 1, maximum: 9}}
- {name: N, logicalType: number}
- {name: B, logicalType: boolean}
- {name: S, logicalTypeOptions: {minLength: 2, maxLength: 4, pattern: '^[A-Z]+$'}}
- {name: L, required: true, quality: [{metric: invalidValues, arguments: {validValues: [LIVE, 'NO']}, mustBe: 0}]}
- {name: U, unique: true}";
    let loaded = load_bytes(
        &contract("", columns),
        b"K,D,T,H,I,N,B,S,L,U\n\
          1,31/02/1990,2019-13-01T00:00,25:00,1.5,abc,maybe,A,dead,u1\n\
          2,31/12/1899,,,10,,,ABCDE,LIVE,u1\n\
          3,,,,,,,ab,,u2\n\
          4,,,,,,,AB,NO,u2\n\
          5,,,,,,,AB,LIVE,u2\n\
          4,,,,,,,AB,LIVE,u3\n\
          ,,,,,,,AB,LIVE,u3\n",
    );
    assert_eq!(
        loaded.rejects(),
        [
            "2 | D | not_a_date | 99/99/9999",
            "2 | T | not_a_timestamp | 9999-99-99A99:99",
            "2 | H | not_a_time | 99:99",
            "2 | I | not_an_integer | 9.9",
            "2 | N | not_a_number | aaa",
            "2 | B | not_a_boolean | a{5}",
            "2 | S | too_short | A",
            "2 | L | not_in_list | aaaa",
            "3 | D | out_of_range | 99/99/9999",
            "3 | I | out_of_range | 99",
            "3 | S | too_long | A{5}",
            "4 | S | pattern | aa",
            "4 | L | required | -",
            "6 | U | duplicate_value | a9",
            "7 | K | duplicate_key | 9",
            "8 | K | required | -",
        ]
    );
    assert_eq!((loaded.outcome.rows, loaded.outcome.accepted, loaded.outcome.rejected), (7, 1, 6));
    let first = &loaded.outcome.rejected_by[0];
    assert_eq!((first.column.as_deref(), first.rule, first.count), (Some("B"), "not_a_boolean", 1));
}
