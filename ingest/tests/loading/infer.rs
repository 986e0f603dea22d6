//! What a look at a file proposes, and that the proposal loads the file.

use std::fmt::Write;
use std::path::Path;

use ingest::contract::{Contract, LogicalType, Ragged};
use ingest::{InferredContract, infer};
use standardise::record::{Entity, Field};

use crate::harness::{Bench, Loaded};

/// Infers a contract from a file's bytes and loads the file by it.
fn look(name: &str, bytes: &[u8]) -> (InferredContract, Loaded) {
    let bench = Bench::new();
    let file = bench.file(name, bytes);
    let inferred = infer(&file).unwrap();
    let yaml = inferred.to_yaml();
    let contract =
        Contract::parse(&yaml, Path::new("inferred")).unwrap_or_else(|faults| panic!("{yaml}\n{faults:#?}"));
    let loaded = bench.load_kept(&contract, &[file]);
    (inferred, loaded)
}

fn mapping(inferred: &InferredContract) -> Vec<String> {
    let mapped = inferred.columns.iter().filter_map(|column| column.field.map(|field| (column, field)));
    mapped.map(|(column, field)| format!("{}: {field}", column.name)).collect()
}

fn column<'c>(inferred: &'c InferredContract, name: &str) -> &'c ingest::InferredColumn {
    inferred.columns.iter().find(|column| column.name == name).unwrap()
}

/// A made-up register of rate payers.
fn rates(rows: usize) -> String {
    let mut text = String::from(
        "Property reference number,Ratepayer ,Address,Postcode,Latitude,Longitude,Occupied,Liability start date,\
         Rateable value,VOA code,Relief types,Empty from\n",
    );
    for row in 0..rows {
        let postcode = format!("LS{} {}AB", row % 9 + 1, row % 9);
        let relief = ["Small Business", "", "#N/A", "Charity"][row % 4];
        let occupied = if row % 3 == 0 { "Y" } else { "N" };
        let _ = writeln!(
            text,
            "N{row:05},Trader {letter} Ltd,\"{row} Mill Lane, Leeds\",{postcode},53.8{row:04},-1.5{row:04},{occupied},\
             {day:02}/04/2015,{value},CS,{relief},",
            letter = char::from(b'A' + (row % 26) as u8),
            day = row % 28 + 1,
            value = 1000 + row * 50,
        );
    }
    text
}

#[test]
fn rates_register_is_mapped_typed_and_loads_whole() {
    let (inferred, loaded) = look("rates.csv", rates(120).as_bytes());
    assert_eq!(inferred.entity, Entity::Premises);
    assert_eq!(
        mapping(&inferred),
        [
            "Property reference number: record_key",
            "Ratepayer: organisation_name",
            "Address: address",
            "Postcode: postcode",
            "Latitude: latitude",
            "Longitude: longitude",
        ]
    );
    assert_eq!(column(&inferred, "Property reference number").key_position, Some(1));
    assert_eq!(column(&inferred, "Occupied").logical_type, LogicalType::Boolean);
    assert_eq!(column(&inferred, "Rateable value").logical_type, LogicalType::Integer);
    assert_eq!(column(&inferred, "Liability start date").date_format, Some("dd/MM/yyyy"));
    assert_eq!(column(&inferred, "Relief types").valid_values, ["Charity", "Small Business"]);
    assert_eq!(column(&inferred, "Empty from").comments, ["always blank"]);
    assert_eq!(inferred.null_values, ["#N/A"]);
    assert_eq!((loaded.outcome.rows, loaded.outcome.rejected), (120, 0));
}

#[test]
fn people_are_mapped_by_header_and_by_values() {
    let mut text =
        String::from("PERSON_ID\tSURNAME\tFORENAME\tSEX\tD.O.B.\tADDR1\tADDR2\tPOST_CODE\tCONTACT\tX\n");
    for row in 0..40 {
        let _ = writeln!(
            text,
            "{row:06}\t{family}\t{given}\t{sex}\t0{month}-FEB-196{year}\t{row} High Street\tOtley\tLS21 1AA\tp{row}@example.org\t94\
             {check}",
            family = ["Smith", "Patel", "Jones"][row % 3],
            given = ["Ann", "Raj", "Eve", "Tom"][row % 4],
            sex = ["M", "F"][row % 2],
            month = row % 9 + 1,
            year = row % 10,
            // Numbers of the range kept for tests, with their check digits.
            check = ["34765919", "34765870"][row % 2],
        );
    }
    let (inferred, loaded) = look("people.txt", text.as_bytes());
    assert_eq!(inferred.entity, Entity::Person);
    assert_eq!(inferred.delimiter, Some(b'\t'));
    assert_eq!(
        mapping(&inferred),
        [
            "PERSON_ID: record_key",
            "SURNAME: family_name",
            "FORENAME: given_name",
            "SEX: sex",
            "D.O.B.: birth_date",
            "ADDR1: address_line",
            "ADDR2: address_line",
            "POST_CODE: postcode",
            "CONTACT: email",
            "X: nhs_number",
        ]
    );
    assert_eq!(column(&inferred, "D.O.B.").date_format, Some("dd-MMM-yyyy"));
    assert_eq!(loaded.outcome.rejected, 0);
    assert!(inferred.to_yaml().contains("the field is guessed from the values"));
}

#[test]
fn rows_shifted_beyond_the_mapped_columns_are_padded() {
    // A third of the rows lack a cell after the mapped columns.
    let shifted: Vec<String> = rates(90)
        .lines()
        .enumerate()
        .map(|(at, line)| if at % 3 == 2 { line.replace(",CS,", ",") } else { line.to_owned() })
        .collect();
    let (inferred, loaded) = look("rates.csv", shifted.join("\n").as_bytes());
    assert_eq!(inferred.ragged, Ragged::Pad);
    assert_eq!((loaded.outcome.rows, loaded.outcome.rejected), (90, 0));
    // Here the latitude is missing, so that what follows would stand under the wrong header.
    let shifted: Vec<String> = rates(90)
        .lines()
        .enumerate()
        .map(|(at, line)| {
            let mut cells: Vec<&str> = line.split(',').collect();
            if at % 3 == 2 {
                cells.remove(5);
            }
            cells.join(",")
        })
        .collect();
    let (inferred, loaded) = look("rates.csv", shifted.join("\n").as_bytes());
    assert_eq!(inferred.ragged, Ragged::Reject);
    assert_eq!((loaded.outcome.rows, loaded.outcome.accepted, loaded.outcome.rejected), (90, 60, 30));
}

#[test]
fn nearly_a_date_and_nearly_a_key_are_said_and_not_enforced() {
    let mut text = String::from("Ref,Start date,Note\n");
    for row in 0..60 {
        let date =
            if row / 2 == 15 { "in spring".to_owned() } else { format!("2019-04-{:02}", row / 2 % 28 + 1) };
        let _ = writeln!(text, "{},{date},same", row / 2);
    }
    let (inferred, loaded) = look("notes.csv", text.as_bytes());
    assert_eq!(loaded.outcome.rejected, 0);
    let yaml = inferred.to_yaml();
    assert!(yaml.contains("# 58 of 60 values looked at are dates written yyyy-MM-dd, 2 are not"), "{yaml}");
    assert!(yaml.contains("# no key: Ref is likely, but 30 rows repeat it"), "{yaml}");
    assert!(!yaml.contains("in spring"));
}

#[test]
fn file_without_a_header_and_awkward_names_survive() {
    let (inferred, loaded) = look("A file, 2026!.csv", b"1,\"x \"\"y\"\"\",2019-01-01\n2,z,2019-01-02\n");
    assert_eq!((inferred.id.as_str(), inferred.header_row), ("a_file__2026", Some(0)));
    assert_eq!(loaded.table("accepted", &["column_1", "column_2"]), ["1 | x \"y\"", "2 | z"]);
    let (inferred, loaded) = look("x.csv", "a: b,#c,\"d\ne\",yes,\\f,\n1,2,3,4,5,6\n".as_bytes());
    let names: Vec<&str> = inferred.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["a: b", "#c", "d e", "yes", "\\f", "column_6"]);
    assert_eq!(loaded.outcome.accepted, 1);
    assert!(infer(Path::new("/nowhere/at/all.csv")).is_err());
}

#[test]
fn fields_fit_their_entity() {
    let (inferred, _) = look("rates.csv", rates(30).as_bytes());
    assert!(
        inferred.columns.iter().filter_map(|c| c.field).all(|field: Field| field.applies_to(inferred.entity))
    );
}
