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

/// So many people, each by a template with `{n}` for the number, `{d}` for a day, `{g}` and `{f}` for names.
fn people(count: usize, template: &str) -> String {
    const GIVEN: [&str; 5] = ["Ann", "Benjamin", "Callum", "Daisy", "Eve"];
    const FAMILY: [&str; 7] = ["Ash", "Barker", "Clough", "Dyson", "Earnshaw", "Firth", "Greenwood"];
    let of = |n: usize| {
        let day = format!("{:02}", n % 28 + 1);
        let numbered = template.replace("{n}", &n.to_string()).replace("{d}", &day);
        numbered.replace("{g}", GIVEN[n % 5]).replace("{f}", FAMILY[n % 7])
    };
    (0..count).map(of).collect()
}

#[test]
fn contract_for_json_finds_the_array_and_loads_it() {
    let one = r#"{"id": "K{n}", "name": {"given": "{g}", "family": "{f}"}, "date_of_birth": "1987-03-{d}", "tags": [{"a": 1}, {"a": 2}]},"#;
    let list = people(60, one);
    let list = list.trim_end_matches(',');
    for (text, path) in [
        (format!("[{list}]"), ""),
        (
            format!(r#"{{"made": "2026", "few": [{{}}, {{}}], "data": {{"n": 60, "people": [{list}]}}}}"#),
            "/data/people",
        ),
    ] {
        let (inferred, loaded) = look("people.json", text.as_bytes());
        assert_eq!(inferred.format.name(), "json");
        assert_eq!(inferred.record_path.iter().map(|name| format!("/{name}")).collect::<String>(), path);
        assert_eq!((loaded.outcome.rows, loaded.outcome.rejected), (60, 0));
        assert_eq!(column(&inferred, "id").key_position, Some(1));
        assert_eq!(
            mapping(&inferred),
            [
                "id: record_key",
                "name.given: given_name",
                "name.family: family_name",
                "date_of_birth: birth_date"
            ]
        );
    }
}

#[test]
fn contract_for_objects_on_lines_loads_them() {
    let text = people(40, "{\"id\": {n}, \"surname\": \"{f}\"}\n");
    let (inferred, loaded) = look("people.jsonl", text.as_bytes());
    assert_eq!((inferred.format.name(), loaded.outcome.accepted), ("jsonl", 40));
    let (inferred, loaded) = look("one.json", b"{\"id\": 1, \"surname\": \"Ash\"}");
    assert_eq!((inferred.format.name(), loaded.outcome.accepted), ("jsonl", 1));
    // Brackets around names are no JSON.
    let (inferred, _) = look("bracketed.csv", b"[id],[surname]\n1,Ash\n2,Oak\n");
    assert_eq!(inferred.format.name(), "csv");
}

#[test]
fn contract_for_xml_finds_the_records_and_loads_them() {
    let one = "<person id='K{n}'><name><given>{g}</given><family>{f}</family></name><phone>1</phone><phone>2</phone><phone>3</phone></person>";
    let text = format!(
        "<?xml version='1.0' encoding='ISO-8859-1'?><r><head><d>x</d></head><people>{}</people></r>",
        people(50, one)
    );
    let (inferred, loaded) = look("people.xml", text.as_bytes());
    assert_eq!(
        (inferred.format.name(), inferred.record_path.join("/")),
        ("xml", "r/people/person".to_owned())
    );
    assert_eq!((loaded.outcome.rows, loaded.outcome.rejected), (50, 0));
    assert_eq!(column(&inferred, "@id").key_position, Some(1));
}

#[test]
fn contract_for_fixed_width_finds_the_columns_and_loads_them() {
    let mut text = String::from("REF    SURNAME     BORN       AMOUNT\n");
    for row in 0..60 {
        let names = ["O'Neill", "Ash", "van der Merwe", "Zoë-Lee"];
        let _ = writeln!(
            text,
            "R{row:04}  {:<11} {:02}/04/1987 {:>6}",
            names[row % 4].get(..11.min(names[row % 4].len())).unwrap(),
            row % 28 + 1,
            row * row
        );
    }
    let (inferred, loaded) = look("extract.txt", text.as_bytes());
    assert_eq!(inferred.format.name(), "fixed");
    let places: Vec<_> =
        inferred.columns.iter().map(|column| (column.name.as_str(), column.place.unwrap())).collect();
    assert_eq!(places, [("REF", (1, 7)), ("SURNAME", (8, 12)), ("BORN", (20, 10)), ("AMOUNT", (30, 7))]);
    assert_eq!((loaded.outcome.rows, loaded.outcome.rejected), (60, 0));
    assert_eq!(column(&inferred, "BORN").logical_type, LogicalType::Date);
    // Without a header, and where a blank is an accident of few lines, columns are numbered and nothing is guessed.
    let headless: String = text.split_inclusive('\n').skip(1).collect();
    let (inferred, loaded) = look("extract.txt", headless.as_bytes());
    assert_eq!((inferred.columns[0].name.as_str(), loaded.outcome.accepted), ("column_1", 60));
    let (inferred, _) = look("notes.txt", b"one line\ntwo lines\n");
    assert_eq!(inferred.format.name(), "csv");
}

#[test]
fn what_is_called_a_document_and_is_none_is_told() {
    let told = |name: &str, bytes: &[u8]| {
        let bench = Bench::new();
        infer(&bench.file(name, bytes)).err().unwrap().to_string()
    };
    for (name, bytes, expected) in [
        (
            "x.json",
            "no JSON, but\nprose, after all\n",
            "x.json: line 1: not read as JSON: it is not well formed",
        ),
        ("x.json", "{\"a\": 1,\n\"b\": [1, 2]}", "it is no array of objects, and has none in it"),
        ("x.json", "[{\"a\": 1},\n{\"a\": ]", "x.json: line 2: not read as JSON: it is not well formed"),
        ("x.xml", "<r><p>a</q></r>", "its tags do not match"),
    ] {
        let told = told(name, bytes.as_bytes());
        assert!(told.ends_with(expected), "{told}");
    }
}
