//! Loads shared out in different ways, which must come to the same.

use std::fmt::Write;

use super::*;

const CONTRACT: &str = "\
apiVersion: v3.1.0
kind: DataContract
id: x
version: 1.0.0
status: active
tenant: council
servers:
  - server: extract
    type: local
    path: x.csv
    format: csv
    customProperties: [{property: guildhall.mode, value: MODE}, {property: guildhall.changeColumn, value: DOES}]
schema:
  - name: x
    customProperties: [{property: guildhall.entity, value: person}]
    properties:
      - {name: REF, KEY: true}
      - {name: NAME, customProperties: [{property: guildhall.field, value: full_name}]}
      - {name: MAIL, unique: true}
      - {name: DOES}
";

/// Rows with repeated keys, repeated values and broken lines all over; `of` makes them differ a little.
fn text(of: u32) -> String {
    let mut text = String::from("REF,NAME,MAIL,DOES\n");
    for row in 0..2000u32 {
        let key = row.wrapping_mul(2_654_435_761 + of % 3) % 1700 + of * 20;
        let mail = (row + of) % 1900;
        let does = ["I", "U", "D"][(row % 3) as usize];
        let _ = match row % 41 {
            0 => writeln!(text, "{key},\"broken,{mail},I"),
            1 => writeln!(text, "{key}"),
            _ => writeln!(text, "{key},Name {},m{mail},{does}", (row + of) % 13),
        };
    }
    text
}

/// A source's loads, one upon the other.
struct Loads {
    folder: tempfile::TempDir,
    contract: Contract,
}

impl Loads {
    fn of(mode: &str, has_key: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key = if has_key { "primaryKey" } else { "required" };
        let contract = CONTRACT.replace("MODE", mode).replace("KEY", key);
        let contract = Contract::parse(&contract, Path::new("x")).unwrap();
        for of in 0..2 {
            std::fs::write(folder.path().join(format!("{of}.csv")), text(of)).unwrap();
        }
        Self { folder, contract }
    }

    /// Loads the file of this number into a folder, upon the load in another.
    fn load(&self, of: u32, out: &str, upon: Option<&str>, pace: Pace) -> Result<LoadOutcome, LoadError> {
        let files = [self.folder.path().join(format!("{of}.csv"))];
        let out = self.folder.path().join(out);
        std::fs::create_dir(&out).unwrap();
        let previous = upon.map(|upon| self.folder.path().join(upon).join("standard.parquet"));
        let request = LoadRequest {
            contract: &self.contract,
            files: &files,
            source_number: 1,
            previous_standard: previous.as_deref(),
            next_sequence: if of == 0 { 1 } else { 5000 },
            out: &out,
            today: jiff::civil::date(2026, 11, 22),
            gazetteer: None,
            postcodes: None,
            progress: &|_| {},
        };
        load_at(&request, pace)
    }

    /// The files of a load, which are three.
    fn files(&self, out: &str) -> Vec<Vec<u8>> {
        let folder = self.folder.path().join(out);
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 3);
        let names = ["accepted.parquet", "standard.parquet", "rejected.parquet"];
        names.iter().map(|name| std::fs::read(folder.join(name)).unwrap()).collect()
    }
}

fn pace(threads: usize, remembered_max: u64) -> Pace {
    Pace { threads, block_rows: 37, remembered_max }
}

#[test]
fn any_number_of_threads_gives_the_same_bytes_and_counts() {
    let loads = Loads::of("snapshot", true);
    let results: Vec<(LoadOutcome, Vec<Vec<u8>>)> = [1, 2, 7]
        .into_iter()
        .map(|threads| {
            let out = format!("out-{threads}");
            let outcome = loads.load(0, &out, None, pace(threads, u64::MAX)).unwrap();
            (outcome, loads.files(&out))
        })
        .collect();
    assert_eq!(results[0].0.rows, 2000);
    assert!(results[0].0.rejected > 300);
    assert!(results.windows(2).all(|two| two[0] == two[1]));
}

#[test]
fn first_reading_to_spare_memory_changes_nothing() {
    for (mode, has_key) in [
        ("snapshot", true),
        ("snapshot", false),
        ("append", true),
        ("append", false),
        ("delta", true),
        ("upsert", true),
    ] {
        let loads = Loads::of(mode, has_key);
        let (of_memory, of_disk) = (pace(2, u64::MAX), pace(3, 0));
        for (of, upon) in [(0, None), (1, Some("0-memory"))] {
            let memory = loads.load(of, &format!("{of}-memory"), upon, of_memory).unwrap();
            let disk = loads.load(of, &format!("{of}-disk"), upon, of_disk).unwrap();
            assert_eq!(memory, disk, "{mode} {has_key} {of}");
            assert!(memory.accepted > 0 && memory.rejected > 0);
            let files = [format!("{of}-memory"), format!("{of}-disk")].map(|out| loads.files(&out));
            assert!(files[0] == files[1], "{mode} {has_key} {of}");
        }
    }
}

#[test]
fn fault_in_the_middle_of_a_load_stops_it() {
    let loads = Loads::of("snapshot", true);
    let folder = loads.folder.path().join("out");
    std::fs::create_dir(&folder).unwrap();
    let file = loads.folder.path().join("0.csv");
    let request = LoadRequest {
        contract: &loads.contract,
        files: std::slice::from_ref(&file),
        source_number: 1,
        previous_standard: None,
        next_sequence: crate::limit::RECORDS_MAX - 500,
        out: &folder,
        today: jiff::civil::date(2026, 11, 22),
        gazetteer: None,
        postcodes: None,
        progress: &|_| {},
    };
    let fault = load_at(&request, pace(3, u64::MAX)).unwrap_err();
    assert_eq!(fault.kind(), crate::ErrorKind::Limit);
}
