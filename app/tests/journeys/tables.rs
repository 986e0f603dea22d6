//! Tables that belong to no place: linked by one command, measured where the truth is known, refused with a word where they
//! cannot be.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use serde_json::Value;

const HEADER: &str = "Ref,Surname,Forename,DOB,Post Code,E-mail,Person\n";

/// Forty people, most of them twice; no two alike but by chance.
fn people() -> String {
    const NAMES: [(&str, &str); 10] = [
        ("Smith", "Mary"),
        ("Khan", "Omar"),
        ("Nowak", "Ewa"),
        ("O'Neill", "Sean"),
        ("Taylor", "Grace"),
        ("Patel", "Ravi"),
        ("Jones", "Dilys"),
        ("Okafor", "Chidi"),
        ("Murphy", "Niamh"),
        ("Clarke", "Leo"),
    ];
    let mut text = HEADER.to_owned();
    for number in 0..40_usize {
        let (family, _) = NAMES[number % 10];
        let (_, given) = NAMES[(number / 10 + number) % 10];
        let (year, month, day) = (1950 + number, 1 + number % 12, 13 + number % 15);
        let postcode = format!("LS{} {}AA", 1 + number % 9, 1 + number % 8);
        let email = format!("p{number}@example.org");
        text +=
            &format!("a{number},{family},{given},{day:02}/{month:02}/{year},{postcode},{email},p{number}\n");
        if number % 4 != 0 {
            let given = if number % 3 == 0 { &given[..1] } else { given };
            text += &format!(
                "b{number},{},{given},{year}-{month:02}-{day:02},{postcode},,p{number}\n",
                family.to_uppercase()
            );
        }
    }
    text
}

pub(super) fn guildhall(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_guildhall")).current_dir(folder).args(arguments).output().unwrap()
}

pub(super) fn json(folder: &Path, arguments: &[&str]) -> Value {
    let output = guildhall(folder, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

pub(super) fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = guildhall(folder, arguments);
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub(super) fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("people.csv"), people()).unwrap();
    folder
}

/// The rows of a Parquet file as (name, value).
pub(super) fn rows(path: &Path) -> Vec<Vec<(String, Field)>> {
    let reader = SerializedFileReader::new(fs::File::open(path).unwrap()).unwrap();
    let rows = reader.get_row_iter(None).unwrap();
    rows.map(|row| row.unwrap().into_columns()).collect()
}

#[test]
fn one_table_is_linked_and_measured_without_a_place() {
    let folder = folder();
    let folder = folder.path();
    let answer =
        json(folder, &["link", "people.csv", "--out", "out", "--truth", "Person", "--id", "Ref", "--json"]);
    assert_eq!((&answer["records"], &answer["unreadable"]), (&70.into(), &0.into()));
    let clusters = &answer["quality"]["clusters"];
    assert_eq!((&clusters["pair_precision"], &clusters["pair_recall"]), (&1.0.into(), &1.0.into()));
    for key in ["best_f1", "best_threshold", "at_0_95"] {
        assert!(!answer["quality"]["pairwise"][key].is_null(), "{key}");
    }
    for key in ["read", "block", "train", "score", "cluster", "write", "total"] {
        assert!(answer["seconds"][key].is_number(), "{key}");
    }
    let clusters = rows(&folder.join("out/clusters.parquet"));
    assert_eq!(clusters.len(), 70);
    let names: Vec<&str> = clusters[0].iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["source", "id", "cluster_id"]);
    assert_eq!(
        clusters[0][..2].iter().map(|(_, value)| value.to_string()).collect::<Vec<_>>(),
        ["\"people\"", "\"a0\""]
    );
    let pairs = rows(&folder.join("out/pairs.parquet"));
    assert!(pairs.len() >= 30, "{}", pairs.len());
    let names: Vec<&str> = pairs[0].iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names[..7],
        ["source_l", "id_l", "source_r", "id_r", "match_weight", "match_probability", "rule"]
    );
    assert!(names[7..].contains(&"family name") && names[7..].contains(&"birth date"), "{names:?}");
    // The model that came out links the same again, and the page needs nothing beside it.
    let again = json(
        folder,
        &[
            "link",
            "people.csv",
            "--model",
            "out/model.toml",
            "--out",
            "again",
            "--truth",
            "Person",
            "--id",
            "Ref",
            "--json",
        ],
    );
    assert_eq!(again["quality"]["clusters"], answer["quality"]["clusters"]);
    let page = fs::read_to_string(folder.join("out/report.html")).unwrap();
    assert!(page.contains("How records were linked") && !page.contains("<script"));
}

#[test]
fn quality_is_told_by_group_where_asked() {
    let folder = folder();
    let folder = folder.path();
    let text = people();
    let grouped: String = text
        .lines()
        .enumerate()
        .map(|(line, row)| {
            let side = if line == 0 { "Side" } else { ["east", "west"][row.len() % 2] };
            format!("{row},{side}\n")
        })
        .collect();
    fs::write(folder.join("sides.csv"), grouped).unwrap();
    let arguments = ["link", "sides.csv", "--truth", "Person", "--group", "side", "--out", "out"];
    let answer = json(folder, &[&arguments[..], &["--json"]].concat());
    let groups = answer["quality"]["groups"]["groups"].as_array().unwrap();
    let names: Vec<&str> = groups.iter().map(|group| group["value"].as_str().unwrap()).collect();
    assert!(names.contains(&"east") && names.contains(&"west"), "{names:?}");
    let records: u64 = groups.iter().map(|group| group["records"].as_u64().unwrap()).sum();
    assert_eq!(records, 70);
    // Thirty pairs: those of one side count once, those of two for both.
    let pairs: u64 = groups.iter().map(|group| group["true_pairs"].as_u64().unwrap()).sum();
    assert!((30..=60).contains(&pairs), "{pairs}");
    assert!(answer["quality"]["groups"]["gap"].is_null(), "so few pairs show no gap");
    fs::remove_dir_all(folder.join("out")).unwrap();
    let text = String::from_utf8(guildhall(folder, &arguments).stdout).unwrap();
    assert!(text.contains("by Side: the pairs inside of clusters"), "{text}");
    let message = refused(folder, &["link", "sides.csv", "--group", "Side", "--out", "other"]);
    assert!(message.contains("--truth"), "{message}");
}

#[test]
fn tables_are_linked_between_each_other_only_where_asked() {
    let folder = folder();
    let folder = folder.path();
    let text = people();
    let (header, rows_of) = text.split_once('\n').unwrap();
    for (name, first) in [("council.csv", 'a'), ("charity.csv", 'b')] {
        let own: Vec<&str> = rows_of.lines().filter(|row| row.starts_with(first)).collect();
        // The same people once more under other headers.
        let header = if first == 'b' {
            "ref,last_name,first_name,birth_date,postal_code,email,person"
        } else {
            header
        };
        fs::write(folder.join(name), format!("{header}\n{}\n", own.join("\n"))).unwrap();
    }
    let arguments =
        ["link", "council.csv", "charity.csv", "--between", "--truth", "Person", "--out", "out", "--json"];
    let answer = json(folder, &arguments);
    assert_eq!(answer["quality"]["clusters"]["pair_f1"], 1.0);
    let crossing = rows(&folder.join("out/pairs.parquet"));
    assert!(crossing.iter().all(|row| row[0].1 != row[2].1), "a pair inside a table");
}

#[test]
fn pairs_inside_of_a_table_count_nowhere_where_others_were_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    // Forty people are in both tables, ten of them in the second twice; a group is a table.
    let header = "Ref,Surname,Forename,DOB,Post Code,Side,Person\n";
    let person = |prefix: &str, number: usize, side: &str| {
        let (year, month, day) = (1940 + number, 1 + number % 12, 13 + number % 15);
        let names = format!("Family{number},Given{number}");
        format!("{prefix}{number},{names},{day:02}/{month:02}/{year},LS{number} 1AA,{side},p{number}\n")
    };
    let first: String = (0..40).map(|number| person("a", number, "east")).collect();
    let second: String = (0..40).map(|number| person("b", number, "west")).collect();
    let twice: String = (0..40).step_by(4).map(|number| person("c", number, "west")).collect();
    fs::write(folder.join("rolls.csv"), header.to_owned() + &first).unwrap();
    fs::write(folder.join("cards.csv"), header.to_owned() + &second + &twice).unwrap();
    let quality = |more: &[&str]| {
        let arguments = ["link", "rolls.csv", "cards.csv", "--id", "Ref", "--truth", "Person"];
        let answer = json(folder, &[&arguments[..], &["--group", "Side", "--json"], more].concat());
        let groups = answer["quality"]["groups"]["groups"].clone();
        let of = |side: &str| {
            let group = groups.as_array().unwrap().iter().find(|group| group["value"] == side).unwrap();
            (group["records"].as_u64().unwrap(), group["true_pairs"].as_u64().unwrap())
        };
        assert!(groups.as_array().unwrap().iter().all(|group| group["recall"] == 1.0), "{groups}");
        (of("east"), of("west"), answer["quality"]["clusters"]["pair_recall"].clone())
    };
    assert_eq!(quality(&["--out", "all"]), ((40, 50), (50, 60), 1.0.into()));
    assert_eq!(quality(&["--out", "between", "--between"]), ((40, 50), (50, 50), 1.0.into()));
    // Where a table is free of duplicates, what is kept apart inside of it was not asked for.
    let between = ["--between", "--duplicate-free", "cards", "--out", "apart"];
    let arguments = ["link", "rolls.csv", "cards.csv", "--id", "Ref", "--truth", "Person", "--json"];
    let clusters = &json(folder, &[&arguments[..], &between].concat())["quality"]["clusters"];
    assert_eq!((&clusters["pair_precision"], &clusters["pair_recall"]), (&1.0.into(), &0.8.into()));
}

#[test]
fn what_cannot_be_linked_is_told_with_what_to_do() {
    let folder = folder();
    let folder = folder.path();
    let repeated = format!("{HEADER}a1,A,B,,,,\na1,C,D,,,,\n");
    fs::write(folder.join("repeated.csv"), repeated).unwrap();
    fs::write(folder.join("wrong.toml"), "entity = \"thing\"\n").unwrap();
    fs::create_dir(folder.join("other")).unwrap();
    fs::write(folder.join("other/people.csv"), people()).unwrap();
    let cases: [(&[&str], &str); 6] = [
        (&["people.csv", "--id", "Number"], "people.csv has no column `Number`; it has Ref, Surname,"),
        (&["repeated.csv", "--id", "Ref"], "repeated.csv:3: the column `Ref` has the id of line 2 again"),
        (&["people.csv", "--threshold", "1.5"], "a threshold of 1.5 is not a probability"),
        (&["people.csv", "--between"], "there is one table, and only records of different tables"),
        (&["people.csv", "other/people.csv"], "other/people.csv: there is another table called people"),
        (&["people.csv", "--model", "wrong.toml"], "wrong.toml: line 1: missing field"),
    ];
    for (arguments, expected) in cases {
        let message = refused(folder, &[&["link"], arguments, &["--out", "out"]].concat());
        assert!(message.contains(expected), "{message}");
        assert!(!folder.join("out").exists());
    }
    let full = guildhall(folder, &["link", "people.csv", "--out", "other"]);
    assert_eq!(full.status.code(), Some(5));
}

#[test]
fn tables_without_anything_to_go_by_are_linked_to_nothing() {
    let folder = folder();
    let folder = folder.path();
    fs::write(folder.join("blank.csv"), format!("{HEADER}{}", ",,,,,,\n".repeat(50))).unwrap();
    fs::write(
        folder.join("same.csv"),
        format!("{HEADER}{}", ",Smith,Mary,13/01/1950,LS1 1AA,,\n".repeat(50)),
    )
    .unwrap();
    fs::write(folder.join("empty.csv"), HEADER).unwrap();
    for name in ["blank.csv", "same.csv", "empty.csv"] {
        let out = format!("out-{name}");
        let answer = json(folder, &["link", name, "--out", &out, "--json"]);
        let clusters = rows(&folder.join(&out).join("clusters.parquet"));
        assert_eq!(Value::from(clusters.len()), answer["records"], "{name}");
    }
}
