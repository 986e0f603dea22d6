//! People read pairs: what they say binds, tells what weights mean, and survives a spreadsheet. Of tables that belong to no
//! place first, then of a place.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::tables::{folder, guildhall, json, refused};

/// A table as rows of cells by column.
pub(super) fn table(path: &Path) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(path).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headers: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| headers.iter().cloned().zip(row.iter().map(str::to_owned)).collect()).collect()
}

/// Fills in a table of pairs, in the order of its columns.
pub(super) fn fill(path: &Path, verdict: impl Fn(&BTreeMap<String, String>) -> &'static str) {
    let text = fs::read_to_string(path).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headers = reader.headers().unwrap().clone();
    let rows = table(path);
    let mut writer = csv::Writer::from_path(path).unwrap();
    writer.write_record(&headers).unwrap();
    for row in rows {
        let word = verdict(&row);
        let cell = |header: &str| if header == "verdict" { word.to_owned() } else { row[header].clone() };
        writer.write_record(headers.iter().map(cell)).unwrap();
    }
    writer.flush().unwrap();
}

/// Whether two records of the people of these tests are the same: their ids end alike.
fn are_same(row: &BTreeMap<String, String>) -> bool {
    row["id_l"][1..] == row["id_r"][1..]
}

fn exported(folder: &Path, file: &str) -> Vec<BTreeMap<String, String>> {
    json(folder, &["review", "export", "out", "--out", file, "--json"]);
    table(&folder.join(file))
}

#[test]
fn verdicts_bind_in_the_next_linkage_and_are_not_asked_for_again() {
    let folder = folder();
    let folder = folder.path();
    let link = |arguments: &[&str]| {
        json(
            folder,
            &[&["link", "people.csv", "--truth", "Person", "--id", "Ref", "--json"], arguments].concat(),
        )
    };
    link(&["--out", "out"]);
    let rows = exported(folder, "pairs.csv");
    assert!(rows.len() >= 30, "{}", rows.len());
    let headers: Vec<&str> = rows[0].keys().map(String::as_str).collect();
    for header in
        ["pair", "why", "stands_for", "note", "birth date (left)", "birth date (right)", "match_probability"]
    {
        assert!(headers.contains(&header), "{header} in {headers:?}");
    }
    // The reader says the wrong thing on purpose: what binds is what was said.
    let twins: Vec<(String, String)> = rows
        .iter()
        .filter(|row| are_same(row))
        .take(2)
        .map(|row| (row["id_l"].clone(), row["id_r"].clone()))
        .collect();
    fill(&folder.join("pairs.csv"), |row| match twins.iter().any(|twin| twin.0 == row["id_l"]) {
        true => "different",
        false if row["why"] == "sample" => "",
        false => {
            if are_same(row) {
                "SAME"
            } else {
                " different "
            }
        }
    });
    let answer = json(folder, &["review", "import", "out", "pairs.csv", "--json"]);
    let taken: u64 =
        ["same", "different", "unsure", "unread"].iter().map(|key| answer[key].as_u64().unwrap()).sum();
    assert_eq!(taken, rows.len() as u64, "{answer}");
    assert!(answer["reliability"]["bands"].as_array().is_some_and(|bands| !bands.is_empty()), "{answer}");
    let kept = table(&folder.join("out/verdicts.csv"));
    assert!(kept.iter().all(|row| row["at"].len() == 20), "{kept:?}");

    let again = link(&["--out", "again", "--verdicts", "out/verdicts.csv"]);
    let counts = &again["review"]["verdicts"];
    assert_eq!((&counts["same"], &counts["different"]), (&answer["same"], &answer["different"]));
    let cluster_of: BTreeMap<String, String> = super::tables::rows(&folder.join("again/clusters.parquet"))
        .iter()
        .map(|row| (row[1].1.to_string().replace('"', ""), row[2].1.to_string()))
        .collect();
    for (left, right) in &twins {
        assert_ne!(cluster_of[left], cluster_of[right]);
    }
    // What was read is left out of the next table, and kept with the linkage.
    json(folder, &["review", "export", "again", "--out", "more.csv", "--json"]);
    let read: Vec<(&String, &String)> = kept.iter().map(|row| (&row["id_l"], &row["id_r"])).collect();
    for row in table(&folder.join("more.csv")) {
        assert!(!read.contains(&(&row["id_l"], &row["id_r"])), "{row:?}");
    }
    assert_eq!(table(&folder.join("again/verdicts.csv")).len(), kept.len());
}

#[test]
fn a_same_brings_together_what_no_rule_made_a_pair_of() {
    let folder = folder();
    let folder = folder.path();
    fs::write(folder.join("said.csv"), "source_l,id_l,source_r,id_r,verdict\npeople,a0,people,a39,same\n")
        .unwrap();
    let answer = json(
        folder,
        &["link", "people.csv", "--id", "Ref", "--out", "out", "--verdicts", "said.csv", "--json"],
    );
    assert_eq!(answer["review"]["verdicts"]["same"], 1);
    assert_eq!(answer["review"]["calibrated"], false);
    assert_eq!(answer["review"]["verdicts_missing"], 60);
    let clusters = super::tables::rows(&folder.join("out/clusters.parquet"));
    let cluster = |id: &str| {
        let row = clusters.iter().find(|row| row[1].1.to_string() == format!("\"{id}\"")).unwrap();
        row[2].1.to_string()
    };
    assert_eq!(cluster("a0"), cluster("a39"));
}

#[test]
fn probabilities_are_those_that_enough_verdicts_give() {
    let folder = folder();
    let folder = folder.path();
    // Everybody twice more under other ids, so that there are pairs enough; every third is said to be different.
    let people = fs::read_to_string(folder.join("people.csv")).unwrap();
    let (header, rows) = people.split_once('\n').unwrap();
    let more: String = rows
        .lines()
        .map(|row| format!("c{}\n", &row[1..]).replace(",p", ",q"))
        .filter(|row| row.contains("@"))
        .collect();
    fs::write(folder.join("people.csv"), format!("{header}\n{rows}{more}")).unwrap();
    json(folder, &["link", "people.csv", "--id", "Ref", "--truth", "Person", "--out", "out", "--json"]);
    exported(folder, "pairs.csv");
    fill(&folder.join("pairs.csv"), |row| {
        let number: usize = row["id_l"][1..].parse().unwrap();
        if are_same(row) && !number.is_multiple_of(3) { "same" } else { "different" }
    });
    let imported = json(folder, &["review", "import", "out", "pairs.csv", "--json"]);
    assert!(imported["different"].as_u64().unwrap() >= 10, "{imported}");
    let arguments =
        ["link", "people.csv", "--id", "Ref", "--truth", "Person", "--verdicts", "out/verdicts.csv"];
    let answer = json(folder, &[&arguments[..], &["--out", "again", "--json"]].concat());
    assert_eq!(answer["review"]["calibrated"], true, "{}", answer["review"]);
    let kinds: Vec<(&str, bool)> = answer["review"]["reliability"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| (found["against"].as_str().unwrap(), found["calibrated"].as_bool().unwrap()))
        .collect();
    assert_eq!(kinds, [("verdicts", false), ("truth", false), ("truth", true)]);
    let model = fs::read_to_string(folder.join("again/model.toml")).unwrap();
    assert!(model.contains("[calibration]\nweights = ["), "{model}");
    // The strongest pair is no longer as good as certain: a third of its kind were said to be different.
    let most = |out: &str| {
        super::tables::rows(&folder.join(out))
            .iter()
            .map(|row| row[5].1.to_string().parse::<f64>().unwrap())
            .fold(0.0, f64::max)
    };
    assert!(most("out/pairs.parquet") > 0.9999 && most("again/pairs.parquet") < 0.999);
    // The model carries it on; a threshold is a probability of that kind.
    let model = ["--model", "again/model.toml", "--threshold", "0.3"];
    let carried = json(folder, &[&arguments[..6], &model, &["--out", "third", "--json"]].concat());
    assert_eq!(carried["review"]["calibrated"], true);
}

#[test]
fn a_record_that_has_changed_re_opens_what_was_said_of_it() {
    let folder = folder();
    let folder = folder.path();
    let link = |more: &[&str]| {
        let arguments = ["link", "people.csv", "--id", "Ref", "--truth", "Person", "--json"];
        let answer = json(folder, &[&arguments[..], more].concat());
        let counts = &answer["review"]["verdicts"];
        ["same", "different", "reopened", "resting"].map(|key| counts[key].as_u64().unwrap())
    };
    link(&["--out", "out"]);
    json(folder, &["review", "export", "out", "--out", "pairs.csv", "--json", "--count", "2000"]);
    let chosen = [["a1", "b1"], ["a2", "b2"], ["a3", "b3"]];
    let is_of =
        |row: &BTreeMap<String, String>, ids: [&str; 2]| row["id_l"] == ids[0] && row["id_r"] == ids[1];
    fill(&folder.join("pairs.csv"), |row| match chosen.iter().position(|ids| is_of(row, *ids)) {
        Some(0 | 1) => "same",
        Some(_) => "different",
        None => "",
    });
    json(folder, &["review", "import", "out", "pairs.csv", "--json"]);
    let verdicts = ["--verdicts", "out/verdicts.csv", "--out"];
    assert_eq!(link(&[&verdicts[..], &["still"]].concat()), [2, 1, 0, 0]);

    // Columns in another order say the same; a corrected cell does not.
    let people = fs::read_to_string(folder.join("people.csv")).unwrap();
    let turned: String =
        people.lines().map(|line| line.split(',').rev().collect::<Vec<_>>().join(",") + "\n").collect();
    fs::write(folder.join("people.csv"), turned).unwrap();
    assert_eq!(link(&[&verdicts[..], &["turned"]].concat()), [2, 1, 0, 0]);
    let corrected: String = people
        .lines()
        .map(|line| match &line[..3] {
            "b1," => "b1,HOLT,Vera,1931-12-24,BD3 9QQ,,p1\n".to_owned(),
            "a3," => line.replace("p3@", "p3.new@") + "\n",
            _ => line.to_owned() + "\n",
        })
        .collect();
    fs::write(folder.join("people.csv"), corrected).unwrap();
    assert_eq!(link(&[&verdicts[..], &["corrected"]].concat()), [1, 0, 2, 0]);
    let cluster_of = |id: &str| {
        let rows = super::tables::rows(&folder.join("corrected/clusters.parquet"));
        let row = rows.into_iter().find(|row| row[1].1.to_string() == format!("\"{id}\"")).unwrap();
        row[2].1.to_string()
    };
    assert_ne!(cluster_of("a1"), cluster_of("b1"), "a same of what is no longer there does not bind");
    assert_ne!(cluster_of("a3"), cluster_of("b3"), "a different keeps apart until it is read again");
    assert_eq!(cluster_of("a2"), cluster_of("b2"));
    let report = fs::read_to_string(folder.join("corrected/report.html")).unwrap();
    assert!(report.contains("2 to be read again, since a record has changed"));

    // They come first in the next table, with what was said of them, and are said again.
    json(folder, &["review", "export", "corrected", "--out", "again.csv", "--json"]);
    let rows = table(&folder.join("again.csv"));
    assert!(is_of(&rows[0], chosen[0]) && is_of(&rows[1], chosen[2]), "{rows:?}");
    assert!(rows[0]["why"].starts_with("the right record has changed since "), "{}", rows[0]["why"]);
    assert!(rows[1]["why"].contains(" said different on "), "{}", rows[1]["why"]);
    assert!(!rows[2..].iter().any(|row| chosen.iter().any(|ids| is_of(row, *ids))), "{rows:?}");
    fill(&folder.join("again.csv"), |row| if is_of(row, chosen[2]) { "same" } else { "" });
    json(folder, &["review", "import", "corrected", "again.csv", "--json"]);
    let said = ["--verdicts", "corrected/verdicts.csv", "--out", "last"];
    assert_eq!(link(&said), [2, 0, 1, 0]);

    // A file that does not say what was seen binds whatever has become of the records; one that says it wrongly is told.
    let bare = "source_l,id_l,source_r,id_r,verdict,seen\npeople,a1,people,b1,same,\n";
    fs::write(folder.join("bare.csv"), bare).unwrap();
    assert_eq!(link(&["--verdicts", "bare.csv", "--out", "bare"]), [1, 0, 0, 0]);
    fs::write(folder.join("wrong.csv"), bare.replace("same,", "same,yesterday")).unwrap();
    let told = "wrong.csv:2: column `seen`: this is not what `review export` wrote there";
    for command in [
        &["review", "import", "out", "wrong.csv"][..],
        &["link", "people.csv", "--out", "x", "--verdicts", "wrong.csv"],
    ] {
        let message = refused(folder, command);
        assert!(message.contains(told), "{message}");
    }
}

#[test]
fn a_workbook_reads_back_as_it_was_filled_in() {
    let folder = folder();
    let folder = folder.path();
    // Ids that a spreadsheet would take for numbers, dates and formulas.
    let odd = fs::read_to_string(folder.join("people.csv")).unwrap();
    let odd: String = odd
        .lines()
        .map(|line| match &line[..1] {
            "a" => format!("00{}\n", &line[1..]),
            "b" => format!("=1+{}\n", &line[1..]),
            _ => format!("{line}\n"),
        })
        .collect();
    fs::write(folder.join("odd.csv"), odd).unwrap();
    json(folder, &["link", "odd.csv", "--id", "Ref", "--out", "out", "--json"]);
    json(folder, &["review", "export", "out", "--out", "pairs.xlsx", "--json"]);
    json(folder, &["review", "export", "out", "--out", "again.xlsx", "--json"]);
    let bytes = |name: &str| fs::read(folder.join(name)).unwrap();
    assert_eq!(bytes("pairs.xlsx"), bytes("again.xlsx"), "the same pairs are the same bytes");
    let workbook = guildhall(folder, &["review", "import", "out", "pairs.xlsx"]);
    let said = String::from_utf8(workbook.stdout).unwrap();
    assert!(
        said.starts_with("0 verdicts taken") && said.contains("rows without a verdict were skipped"),
        "{said}"
    );
    // The same as CSV: guarded when written, itself when read, also where a spreadsheet took the guard off.
    json(folder, &["review", "export", "out", "--out", "pairs.csv", "--json"]);
    let rows = table(&folder.join("pairs.csv"));
    assert!(rows.iter().any(|row| row["id_l"].starts_with("=\"00")), "{rows:?}");
    assert!(rows.iter().any(|row| row["id_r"].starts_with("'=1+")), "{rows:?}");
    let saved = fs::read_to_string(folder.join("pairs.csv")).unwrap();
    let saved = saved.trim_start_matches('\u{feff}').replace("\"=\"\"", "\"").replace("\"\"\"", "\"");
    fs::write(folder.join("pairs.csv"), saved).unwrap();
    fill(&folder.join("pairs.csv"), |_| "unsure");
    let answer = json(folder, &["review", "import", "out", "pairs.csv", "--json"]);
    assert_eq!(answer["unsure"], rows.len());
    let kept = table(&folder.join("out/verdicts.csv"));
    assert!(kept.iter().any(|row| row["id_l"].starts_with("=\"00")), "{kept:?}");
}

/// The table of pairs as a workbook, as a reader saves it: verdicts filled in, the numbers numbers.
fn workbook(rows: &[BTreeMap<String, String>], path: &Path, verdict: impl Fn(usize) -> &'static str) {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let page = workbook.add_worksheet();
    for (place, header) in (0..).zip(rows[0].keys()) {
        page.write_string(0, place, header).unwrap();
    }
    for (at, row) in rows.iter().enumerate() {
        for (place, (header, cell)) in (0..).zip(row) {
            let line = at as u32 + 1;
            match (header.as_str(), cell.parse::<f64>()) {
                ("verdict", _) => page.write_string(line, place, verdict(at)),
                ("pair" | "match_weight" | "match_probability" | "stands_for", Ok(number)) => {
                    page.write_number(line, place, number)
                }
                _ => page.write_string(line, place, cell),
            }
            .unwrap();
        }
    }
    workbook.save(path).unwrap();
}

#[test]
fn verdicts_are_read_from_a_workbook_and_from_text_as_other_countries_save_it() {
    let folder = folder();
    let folder = folder.path();
    json(folder, &["link", "people.csv", "--id", "Ref", "--out", "out", "--json"]);
    let rows = exported(folder, "pairs.csv");
    workbook(&rows, &folder.join("filled.xlsx"), |at| ["same", "", "Different", "unsure"][at % 4]);
    let answer = json(folder, &["review", "import", "out", "filled.xlsx", "--json"]);
    let count = |rest: usize| rows.iter().skip(rest).step_by(4).count() as u64;
    let expected = [("same", 0), ("unread", 1), ("different", 2), ("unsure", 3)];
    for (key, rest) in expected {
        assert_eq!(answer[key], count(rest), "{key} in {answer}");
    }
    // Semicolons between cells and commas in numbers, without a mark of the encoding.
    let headers: Vec<&String> = rows[0].keys().collect();
    let mut text = headers.iter().map(|header| header.as_str()).collect::<Vec<_>>().join(";") + "\n";
    for row in &rows {
        let cell = |header: &&String| match header.as_str() {
            "verdict" => "different".to_owned(),
            "match_weight" | "match_probability" | "stands_for" => row[*header].replace('.', ","),
            _ => row[*header].clone(),
        };
        text += &(headers.iter().map(cell).collect::<Vec<_>>().join(";") + "\n");
    }
    fs::write(folder.join("saved.csv"), text).unwrap();
    let answer = json(folder, &["review", "import", "out", "saved.csv", "--json"]);
    assert_eq!(answer["different"], rows.len());
    assert_eq!(answer["replaced"], rows.len() as u64 - count(1));
    let bands = answer["reliability"]["bands"].as_array().unwrap();
    assert!(bands.iter().any(|band| band["told"].as_f64() > Some(0.9)), "numbers are read: {answer}");
    let kept = table(&folder.join("out/verdicts.csv"));
    let weights: Vec<&String> = rows.iter().map(|row| &row["match_weight"]).collect();
    assert!(kept.iter().all(|row| weights.contains(&&row["match_weight"])), "{kept:?}");
}

#[test]
fn what_cannot_be_taken_is_told_by_row_and_column_and_nothing_is_kept() {
    let folder = folder();
    let folder = folder.path();
    json(folder, &["link", "people.csv", "--id", "Ref", "--out", "out", "--json"]);
    let sheet = "source_l,id_l,source_r,id_r,verdict\n\
                 people,a0,people,a1,maybe\n\
                 people,a0,people,nobody,same\n\
                 people,a2,people,a3,same\n\
                 people,a3,people,a2,different\n\
                 people,,people,a4,same\n\
                 people,a5,people,a5,same\n\
                 people,a6,people,a7,\n";
    fs::write(folder.join("bad.csv"), sheet).unwrap();
    let message = refused(folder, &["review", "import", "out", "bad.csv"]);
    for expected in [
        "bad.csv:2: column `verdict`: a verdict is same, different or unsure",
        "bad.csv:3: column `id_r`: no such record was linked",
        "bad.csv:5: column `verdict`: row 4 has another verdict on the same pair",
        "bad.csv:6: column `id_l`: the record's id is missing",
        "bad.csv:7: column `id_r`: both ids are of one record",
        "error: bad.csv has 5 rows that can't be taken, and so none is",
        "to mend it: mend these rows",
    ] {
        assert!(message.contains(expected), "{expected} in\n{message}");
    }
    assert!(!message.contains("nobody") && !message.contains("maybe"), "{message}");
    assert!(!folder.join("out/verdicts.csv").exists());
    let message = refused(folder, &["link", "people.csv", "--out", "again", "--verdicts", "bad.csv"]);
    assert!(message.contains("bad.csv:2: column `verdict`"), "{message}");
    let output = guildhall(folder, &["review", "import", "out", "nowhere.csv"]);
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("error: verdicts cannot be read: nowhere.csv"), "{message}");
    assert_eq!(output.status.code(), Some(3));
    fs::write(folder.join("other.csv"), "a,b\n1,2\n").unwrap();
    let message = refused(folder, &["review", "import", "out", "other.csv"]);
    assert!(message.contains("other.csv has no column `verdict`"), "{message}");
}

#[test]
fn what_was_linked_has_to_be_there_as_it_was() {
    let folder = folder();
    let folder = folder.path();
    json(folder, &["link", "people.csv", "--id", "Ref", "--out", "out", "--json"]);
    let export = |out: &str, folder_name: &str| {
        let output = guildhall(folder, &["review", "export", folder_name, "--out", out]);
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    assert!(export("pairs.txt", "out").1.contains("pairs.txt is neither .csv nor .xlsx"));
    assert!(export("people.csv", "out").1.contains("people.csv is there already"));
    fs::create_dir(folder.join("empty")).unwrap();
    let (code, message) = export("pairs.csv", "empty");
    assert!(message.contains("empty holds nothing that `guildhall link` wrote"), "{message}");
    assert_eq!(code, Some(3));
    let people = fs::read_to_string(folder.join("people.csv")).unwrap();
    fs::write(folder.join("people.csv"), people.replacen("Smith", "Smyth", 1)).unwrap();
    let (code, message) = export("pairs.csv", "out");
    assert!(message.contains("people.csv has changed since it was linked"), "{message}");
    assert!(message.contains("--verdicts"), "{message}");
    assert_eq!(code, Some(5));
    fs::remove_file(folder.join("people.csv")).unwrap();
    let (code, message) = export("pairs.csv", "out");
    assert!(message.contains("people.csv was linked and is not there any more"), "{message}");
    assert_eq!(code, Some(3));
    assert!(!folder.join("pairs.csv").exists());
}

mod place {
    //! People read pairs of a place's records: their verdicts are kept for good, and re-opened where a record is corrected.

    use std::collections::BTreeMap;
    use std::path::{Path, PathBuf};

    use serde_json::Value;

    use super::{fill, table};
    use crate::folder::TestPlace;

    /// Twins at one address, a couple of cards of one person, and strangers.
    const ROWS: &str = "\
CARD,SURNAME,FORENAME,DOB,POSTCODE
L1,Ashworth,Imogen,03/04/1981,LS1 4AP
L2,Ashworth,Imogen,03/04/1981,LS1 4AP
L3,Okafor,Daniel,21/11/1959,LS2 7EW
L4,Okafor,Danielle,21/11/1959,LS2 7EW
007,Nowak,Piotr,17/09/1970,LS6 1AB
L6,Nowak,Piotr,17/09/1970,LS6 1AB
";

    struct Read {
        place: TestPlace,
    }

    impl Read {
        fn new() -> Self {
            let place = TestPlace::library();
            place.write("extracts/library.csv", ROWS);
            place.succeeds(&["run"]);
            Self { place }
        }

        fn file(&self, name: &str) -> PathBuf {
            self.place.folder().parent().unwrap().join(name)
        }

        fn review(&self, words: &[&str]) -> std::process::Output {
            let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_guildhall"));
            command.args(["review", words[0]]).arg(self.place.folder()).args(&words[1..]);
            command.current_dir(self.place.folder().parent().unwrap()).output().unwrap()
        }

        fn succeeds(&self, words: &[&str]) -> Value {
            let output = self.review(&[words, &["--json"]].concat());
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            serde_json::from_slice(&output.stdout).unwrap()
        }

        fn exported(&self, name: &str) -> Vec<BTreeMap<String, String>> {
            self.succeeds(&["export", "person", "--out", name]);
            table(&self.file(name))
        }

        /// Says a word of a pair by its keys, in a table of all pairs.
        fn say(&self, name: &str, keys: [&str; 2], word: &'static str) -> Value {
            self.exported(name);
            self.fill(name, keys, word);
            self.succeeds(&["import", name])
        }

        fn fill(&self, name: &str, keys: [&str; 2], word: &'static str) {
            fill(&self.file(name), |row| if are(row, keys) { word } else { "" });
        }

        fn ids(&self) -> BTreeMap<String, String> {
            let mut ids = BTreeMap::new();
            for number in 1..=20 {
                let id = base::EntityId::new('P', number).to_string();
                let output = self.place.run(&["show", "person", &id, "--json"]);
                let Ok(view) = serde_json::from_slice::<Value>(&output.stdout) else { continue };
                for record in view["records"].as_array().unwrap() {
                    let key = record["key"].as_str().unwrap().to_owned();
                    ids.insert(key, view["id"].as_str().unwrap().to_owned());
                }
            }
            ids
        }

        fn together(&self, left: &str, right: &str) -> bool {
            let ids = self.ids();
            ids[left] == ids[right]
        }

        fn counts(&self) -> Value {
            self.place.json(&["run"])["linkages"][0]["review"]["verdicts"].clone()
        }
    }

    /// Whether a row is about these records, in either order.
    fn are(row: &BTreeMap<String, String>, keys: [&str; 2]) -> bool {
        let plain = |cell: &str| cell.trim_start_matches("=\"").trim_end_matches('"').to_owned();
        let found = [plain(&row["id_l"]), plain(&row["id_r"])];
        found == keys || [found[1].as_str(), found[0].as_str()] == keys
    }

    #[test]
    fn different_keeps_two_records_apart_over_later_loads_and_same_brings_them_together() {
        let read = Read::new();
        assert!(read.together("L1", "L2"));
        let imported = read.say("first.csv", ["L1", "L2"], "different");
        assert_eq!((&imported["different"], &imported["same"]), (&1.into(), &0.into()));
        let counts = read.counts();
        assert_eq!(counts["different"], 1, "{counts}");
        assert!(!read.together("L1", "L2"));
        // Another load changes other records; the verdict binds on.
        read.place.write("extracts/library.csv", ROWS.replace("L6,Nowak,Piotr", "L6,Nowak,Peter"));
        read.counts();
        assert!(!read.together("L1", "L2"));
        // Taken back: a later verdict stands in the place of the earlier one, and both are kept.
        read.exported("second.csv");
        let second = read.exported("third.csv");
        assert!(!second.iter().any(|row| are(row, ["L1", "L2"])), "what was read is not asked for again");
        std::fs::remove_file(read.file("first.csv")).unwrap();
        let history = read.place.json(&["history"]);
        assert_eq!(
            history["versions"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|version| version["dataset"] == "link-person")
                .count(),
            3
        );
        let shown = read.place.json(&["show", "person", &read.ids()["L1"]]);
        let said = &shown["records"][0]["verdicts"][0];
        assert_eq!((&said["said"], &said["of"][1]), (&"different".into(), &"L2".into()), "{shown}");
        let text = read.place.succeeds(&["show", "person", &read.ids()["L1"]]);
        assert!(text.contains("different, of this and library L2"), "{text}");
    }

    #[test]
    fn twins_said_to_be_different_stay_two_and_a_same_overrides_what_no_pair_says() {
        let read = Read::new();
        let rows = read.exported("pairs.csv");
        assert!(rows.iter().any(|row| are(row, ["L3", "L4"])), "{rows:?}");
        fill(&read.file("pairs.csv"), |row| {
            if are(row, ["L3", "L4"]) {
                "different"
            } else if are(row, ["007", "L6"]) {
                "same"
            } else {
                ""
            }
        });
        let imported = read.succeeds(&["import", "pairs.csv"]);
        assert_eq!((&imported["same"], &imported["different"]), (&1.into(), &1.into()));
        read.counts();
        assert!(!read.together("L3", "L4") && read.together("007", "L6"));
        // Taking pairs out and verdicts in are both on the record.
        let database = rusqlite::Connection::open(read.place.state().join("guildhall.db")).unwrap();
        let mut actions = database.prepare("SELECT action FROM operation_record ORDER BY number").unwrap();
        let actions: Vec<String> =
            actions.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let is_of_review = |action: &&String| ["export_pairs", "import_verdicts"].contains(&action.as_str());
        let of_review: Vec<&String> = actions.iter().filter(is_of_review).collect();
        assert_eq!(of_review, ["export_pairs", "import_verdicts"]);
        // The same file again says the same again.
        let again = read.succeeds(&["import", "pairs.csv"]);
        assert_eq!(again["replaced"], 2);
        assert_eq!(read.counts()["same"], 1);
    }

    #[test]
    fn a_correction_re_opens_what_was_said_of_the_record() {
        let read = Read::new();
        read.exported("pairs.csv");
        fill(&read.file("pairs.csv"), |row| {
            if are(row, ["L1", "L2"]) || are(row, ["007", "L6"]) {
                "same"
            } else if are(row, ["L3", "L4"]) {
                "different"
            } else {
                ""
            }
        });
        read.succeeds(&["import", "pairs.csv"]);
        assert_eq!(read.counts()["same"], 2);
        // The source corrects L2 to somebody else, and L4 to the very words of L3.
        let corrected = ROWS
            .replace("L2,Ashworth,Imogen,03/04/1981,LS1 4AP", "L2,Holt,Vera,12/12/1950,BD3 9QQ")
            .replace("L4,Okafor,Danielle", "L4,Okafor,Daniel");
        read.place.write("extracts/library.csv", corrected);
        let counts = read.counts();
        assert_eq!((&counts["same"], &counts["reopened"]), (&1.into(), &2.into()), "{counts}");
        assert!(!read.together("L1", "L2"), "a same of what is no longer there does not bind");
        assert!(!read.together("L3", "L4"), "a different keeps apart until it is read again");
        assert!(read.together("007", "L6"));
        // They come first, with who said what of them.
        let rows = read.exported("again.csv");
        let whys: Vec<&str> = rows[..2].iter().map(|row| row["why"].as_str()).collect();
        assert!(whys.iter().all(|why| why.contains("the right record has changed since ")), "{whys:?}");
        assert!(whys.iter().any(|why| why.contains(" said same on ")), "{whys:?}");
        read.fill("again.csv", ["L3", "L4"], "same");
        read.succeeds(&["import", "again.csv"]);
        let counts = read.counts();
        assert_eq!((&counts["same"], &counts["reopened"]), (&2.into(), &1.into()), "{counts}");
        assert!(read.together("L3", "L4"));
        // A record that goes takes its verdicts to rest.
        read.place.write("extracts/library.csv", ROWS.replace("L6,Nowak,Piotr,17/09/1970,LS6 1AB\n", ""));
        assert_eq!(read.counts()["resting"], 1);
    }

    #[test]
    fn what_a_place_cannot_take_is_told() {
        let read = Read::new();
        read.exported("pairs.csv");
        let said =
            |output: std::process::Output| (output.status.code(), String::from_utf8(output.stderr).unwrap());
        let (code, message) = said(read.review(&["export", "--out", "more.csv"]));
        assert!(message.contains("say what the pairs are of"), "{message}");
        assert_eq!(code, Some(2));
        let text = std::fs::read_to_string(read.file("pairs.csv")).unwrap();
        // Sorted in part: the names of one row beside what was seen of another.
        let swapped = text
            .replace("library,L1,", "library,LX,")
            .replace("library,L3,", "library,L1,")
            .replace("library,LX,", "library,L3,");
        std::fs::write(read.file("swapped.csv"), swapped).unwrap();
        fill(&read.file("swapped.csv"), |_| "same");
        let (code, message) = said(read.review(&["import", "swapped.csv"]));
        assert!(
            message.contains("column `id_l`: the row's records are not those that were read together"),
            "{message}"
        );
        assert_eq!(code, Some(2));
        std::fs::write(
            read.file("bare.csv"),
            "source_l,id_l,source_r,id_r,verdict\nlibrary,L1,library,L2,same\n",
        )
        .unwrap();
        let (_, message) = said(read.review(&["import", "bare.csv"]));
        assert!(
            message.contains("bare.csv:2: column `seen`: this is not what `review export` wrote there"),
            "{message}"
        );
        assert_eq!(read.counts()["same"], 0, "nothing of it was kept");
        let never = TestPlace::library();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_guildhall"));
        command.args(["review", "export"]).arg(never.folder()).args(["person", "--out", "x.csv"]);
        let (code, message) = said(command.output().unwrap());
        assert!(message.contains("this place has no state yet"), "{message}");
        assert_eq!(code, Some(3));
        assert!(!Path::new("x.csv").exists());
    }
}
