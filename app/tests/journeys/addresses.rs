//! From a table of addresses to a gazetteer, and from a file of addresses to their UPRNs.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const TABLE: &str = "\
UPRN,PARENT_UPRN,SUB_BUILDING,BUILDING_NUMBER,STREET_NAME,TOWN_NAME,POSTCODE,CHANGE_CODE
1,,,14,HIGH STREET,TESTFORD,LS1 4AA,I
2,1,FLAT 2,14,HIGH STREET,TESTFORD,LS1 4AA,I
3,,,16,HIGH STREET,TESTFORD,LS1 4AA,I
";

const PEOPLE: &str = "\
Ref;Home;Area;Postcode
a;Flat 2, 14 High St, Testford;N/A;LS1 4AA
b;\"16 High Street
Testford\";;LS1 4AA
c;99 Nowhere Lane
d;14 High Street;-;LS1 4AA;more
";

fn guildhall(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_guildhall")).current_dir(folder).args(arguments).output().unwrap()
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let output = guildhall(folder, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn refused(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = guildhall(folder, arguments);
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("table.csv"), TABLE).unwrap();
    fs::write(folder.path().join("people.csv"), PEOPLE).unwrap();
    let built = json(folder.path(), &["gazetteer", "build", "town", "table.csv", "--json"]);
    assert_eq!((&built["addresses"], &built["files"][0]["rows"]), (&3.into(), &3.into()));
    folder
}

#[test]
fn every_row_of_a_file_gets_its_uprn_and_none_is_lost() {
    let folder = folder();
    let folder = folder.path();
    let arguments = ["address", "--gazetteer", "town", "--file", "people.csv", "--out", "out.csv", "--json"];
    let count = json(
        folder,
        &[&arguments[..], &["--column", "Home", "--column", "Area", "--column", "postcode"]].concat(),
    );
    assert_eq!((&count["rows"], &count["levels"]["exact"]), (&4.into(), &3.into()));
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(folder.join("out.csv")).unwrap();
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let place = |name: &str| header.iter().position(|column| column == name).unwrap();
    assert_eq!(header[..6], ["Ref", "Home", "Area", "Postcode", "uprn", "match_level"]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let told: Vec<[&str; 3]> =
        rows.iter().map(|row| [&row[0], &row[place("uprn")], &row[place("match_level")]]).collect();
    assert_eq!(told, [["a", "2", "exact"], ["b", "3", "exact"], ["c", "", "none"], ["d", "1", "exact"]]);
    assert_eq!(&rows[0][place("parsed_postcode")], "LS1 4AA");
    assert_eq!((rows[3].len(), &rows[3][header.len()]), (header.len() + 1, "more"));
    // The file is there now.
    let (code, message) = refused(folder, &[&arguments[..], &["--column", "Home"]].concat());
    assert_eq!(code, Some(5), "{message}");
}

#[test]
fn one_address_is_told_with_its_reasons() {
    let folder = folder();
    let answer =
        json(folder.path(), &["address", "--gazetteer", "town", "Flat 2 14 High Street LS1 4AA", "--json"]);
    assert_eq!((&answer["uprn"], &answer["match_level"]), (&2.into(), &"exact".into()));
    assert_eq!(answer["candidates"][0]["address"], "FLAT 2, 14 HIGH STREET, TESTFORD");
    assert_eq!(answer["candidates"][0]["parent_uprn"], 1);
    assert!(answer["candidates"][0]["reasons"].as_array().unwrap().len() >= 2);
    let shown = guildhall(folder.path(), &["address", "--gazetteer", "town", "16 High Street LS1 4AA"]);
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("UPRN 3: exact match"), "{shown}");
    let parsed = json(folder.path(), &["address", "16 High Street LS1 4AA", "--json"]);
    assert_eq!((&parsed["parts"]["postcode"], parsed.get("uprn")), (&"LS1 4AA".into(), None));
}

#[test]
fn changes_are_taken_in_and_what_has_ended_says_so() {
    let folder = folder();
    let folder = folder.path();
    let changes = "\
UPRN,SUB_BUILDING,BUILDING_NUMBER,STREET_NAME,TOWN_NAME,POSTCODE,CHANGE_CODE
3,,,,,,D
4,,18,HIGH STREET,TESTFORD,LS1 4AB,I
1,,14,HIGH STREET,TESTFORD,LS1 4AD,U
";
    fs::write(folder.join("changes.csv"), changes).unwrap();
    let (code, message) = refused(folder, &["gazetteer", "build", "other", "changes.csv"]);
    assert_eq!(code, Some(2));
    assert!(message.contains("changes.csv:2: a supply of changes alone makes no gazetteer"), "{message}");
    let count = json(folder, &["gazetteer", "update", "town", "changes.csv", "--json"]);
    assert_eq!((&count["inserted"], &count["updated"], &count["ended"]), (&1.into(), &1.into(), &1.into()));
    for (text, uprn, status) in [
        ("16 High Street LS1 4AA", 3, "ended"),
        ("18 High Street LS1 4AB", 4, "current"),
        ("14 High Street LS1 4AD", 1, "current"),
    ] {
        let answer = json(folder, &["address", "--gazetteer", "town", text, "--json"]);
        let best = &answer["candidates"][0];
        assert_eq!((&answer["uprn"], &best["status"]), (&uprn.into(), &status.into()), "{text}: {answer}");
    }
}

#[test]
fn what_is_not_there_is_told_with_what_to_do() {
    let folder = folder();
    let folder = folder.path();
    for (arguments, code, told) in [
        (vec!["gazetteer", "build", "town", "table.csv"], 5, "town is there already"),
        (vec!["gazetteer", "build", "new", "people.csv"], 2, "it has no column of the UPRN"),
        (vec!["gazetteer", "build", "new", "nowhere.csv"], 3, "nowhere.csv cannot be read"),
        (vec!["gazetteer", "update", "table.csv", "table.csv"], 2, "table.csv is no gazetteer"),
        (vec!["address", "--gazetteer", "people.csv", "1 High Street"], 2, "people.csv is no gazetteer"),
        (
            vec!["address", "--file", "people.csv", "--column", "House", "--out", "o.csv"],
            2,
            "people.csv has no column `House`; it has Ref, Home, Area, Postcode",
        ),
    ] {
        let (own, message) = refused(folder, &arguments);
        assert!(own == Some(code) && message.contains(told), "{arguments:?}: {own:?} {message}");
    }
    assert!(!folder.join("new").exists() && !folder.join("o.csv").exists());
}

#[test]
fn documented_commands_do_what_they_say() {
    let page = include_str!("../../../docs/gazetteer.md");
    let start = page.find("```sh\n").unwrap() + 6;
    let commands = &page[start..start + page[start..].find("```").unwrap()];
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("addressbase_core.csv"), TABLE).unwrap();
    fs::write(folder.join("people.csv"), "Address,Postcode\n14 High Street,LS1 4AA\n").unwrap();
    fs::write(folder.join("changes.csv"), "UPRN,STREET_NAME,POSTCODE,CHANGE_CODE\n3,,,D\n").unwrap();
    for command in commands.lines() {
        let mut quoted = false;
        let words = command.split(|letter| {
            quoted ^= letter == '"';
            letter == ' ' && !quoted
        });
        let words: Vec<&str> = words.map(|word| word.trim_matches('"')).collect();
        let output = guildhall(folder, &words[1..]);
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(fs::read_to_string(folder.join("people_uprn.csv")).unwrap().contains(",1,exact,"));
}

/// AddressBase Premium of one property with a former address, and a change of it.
const PREMIUM: &str = "\
10,\"GeoPlace\",9999,2026-01-08,1,2026-01-08,16:00:30,\"2.0\",\"F\"
15,\"I\",1,70,\"MILL LANE\",\"\",\"TESTFORD\",\"TESTSHIRE\",\"ENG\",2005-09-09,,2006-11-12,2005-09-09
21,\"I\",2,100,1,2,2007-10-09,,316348.00,177163.50,50.7,-3.5,1,6815,\"E\",2001-05-10,,2007-08-29,2001-05-10,\"D\",\"LS1 4AA\",0
24,\"I\",3,100,\"L1\",\"ENG\",1,2001-05-10,,2001-05-15,2001-05-10,,\"\",,\"\",\"\",14,\"\",,\"\",\"\",70,\"1\",\"\",\"\",\"\"
24,\"I\",4,100,\"L2\",\"ENG\",8,2001-05-10,,2001-05-15,2001-05-10,,\"\",,\"\",\"\",,\"\",,\"\",\"ROSE COTTAGE\",70,\"1\",\"\",\"\",\"\"
99,0,4,2026-01-08,16:00:30
";

#[test]
fn premium_is_built_and_changed_and_an_old_supply_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("full.csv"), PREMIUM).unwrap();
    let change = "\
10,\"GeoPlace\",9999,2026-02-08,1,2026-02-08,16:00:30,\"2.0\",\"C\"
15,\"U\",1,70,\"STATION ROAD\",\"\",\"TESTFORD\",\"TESTSHIRE\",\"ENG\",2005-09-09,,2006-11-12,2005-09-09
99,0,1,2026-02-08,16:00:30
";
    fs::write(folder.join("change.csv"), change).unwrap();
    let (code, message) = refused(folder, &["gazetteer", "build", "g", "change.csv"]);
    assert!(code == Some(2) && message.contains("a supply of changes alone makes no gazetteer"), "{message}");
    let built = json(folder, &["gazetteer", "build", "g", "full.csv", "--json"]);
    assert_eq!(
        (&built["addresses"], &built["supply"]["product"]),
        (&2.into(), &"AddressBase Premium".into())
    );
    let old = json(folder, &["address", "--gazetteer", "g", "Rose Cottage, Mill Lane LS1 4AA", "--json"]);
    assert_eq!((&old["uprn"], &old["candidates"][0]["status"]), (&100.into(), &"historical".into()));
    let updated = json(folder, &["gazetteer", "update", "g", "change.csv", "--json"]);
    assert_eq!(updated["updated"], 1);
    let new = json(folder, &["address", "--gazetteer", "g", "14 Station Road LS1 4AA", "--json"]);
    assert_eq!((&new["uprn"], &new["match_level"]), (&100.into(), &"exact".into()));
    let (code, message) = refused(folder, &["gazetteer", "update", "g", "change.csv"]);
    assert!(code == Some(5) && message.contains("is no newer than"), "{message}");
    let (code, message) = refused(folder, &["gazetteer", "update", "g", "full.csv"]);
    assert!(code == Some(2) && message.contains("full.csv is of a full supply"), "{message}");
}
