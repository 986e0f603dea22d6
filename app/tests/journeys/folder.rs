//! A place's folder in a temporary folder, and the program run on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// A place for one test; its files go with it.
pub struct TestPlace {
    keep: tempfile::TempDir,
}

/// A contract for a small list of people, as one team would write it.
pub const LIBRARY_CONTRACT: &str = "\
apiVersion: v3.1.0
kind: DataContract
id: library
name: library
version: 1.0.0
status: active
tenant: council
servers:
  - server: extract
    type: local
    path: extracts/library.csv
    format: csv
schema:
  - name: library
    logicalType: object
    customProperties:
      - {property: guildhall.entity, value: person}
    properties:
      - name: CARD
        logicalType: string
        required: true
        unique: true
        primaryKey: true
        primaryKeyPosition: 1
        customProperties:
          - {property: guildhall.field, value: record_key}
      - name: SURNAME
        logicalType: string
        required: true
        customProperties:
          - {property: guildhall.field, value: family_name}
      - name: FORENAME
        logicalType: string
        customProperties:
          - {property: guildhall.field, value: given_name}
      - name: DOB
        logicalType: date
        logicalTypeOptions: {format: dd/MM/yyyy}
        customProperties:
          - {property: guildhall.field, value: birth_date}
      - name: POSTCODE
        logicalType: string
        customProperties:
          - {property: guildhall.field, value: postcode}
";

/// The smallest `place.toml` that the contract above fits.
pub const PLACE_FILE: &str = "\
[place]
name = \"Testford\"

[[organisation]]
id = \"council\"
name = \"Testford Council\"
kind = \"council\"
";

/// Two rows about one made-up person, one about another.
pub const LIBRARY_ROWS: &str = "\
CARD,SURNAME,FORENAME,DOB,POSTCODE
L1,Ashworth,Imogen,03/04/1981,LS1 4AP
L2,Ashworth,Imogen,03/04/1981,LS1 4AP
L3,Okafor,Daniel,21/11/1959,LS2 7EW
";

impl TestPlace {
    /// An empty folder.
    pub fn empty() -> Self {
        Self { keep: tempfile::tempdir().unwrap() }
    }

    /// One team with one CSV file.
    pub fn library() -> Self {
        let place = Self::empty();
        place.write("place.toml", PLACE_FILE);
        place.write("sources/library.odcs.yaml", LIBRARY_CONTRACT);
        place.write("extracts/library.csv", LIBRARY_ROWS);
        place
    }

    /// A synthetic place.
    pub fn synthetic(people: u32, seed: u64) -> Self {
        let place = Self::empty();
        let (people, seed) = (people.to_string(), seed.to_string());
        place.succeeds(&["synth", "--people", &people, "--seed", &seed]);
        place
    }

    /// The place's folder.
    pub fn folder(&self) -> PathBuf {
        self.keep.path().join("place")
    }

    /// The state's folder.
    pub fn state(&self) -> PathBuf {
        self.keep.path().join("place.state")
    }

    /// Writes a file of the place.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.folder().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Replaces text in a file of the place, which must hold it.
    pub fn replace(&self, name: &str, from: &str, to: &str) {
        let path = self.folder().join(name);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{name} does not hold {from}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    /// The program, about to run a command on the place: the first word, the folder, then the rest.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guildhall"));
        command.arg(words[0]).arg(self.folder()).args(&words[1..]);
        command
    }

    /// Runs a command.
    pub fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    /// Runs a command that must succeed; what it prints.
    pub fn succeeds(&self, words: &[&str]) -> String {
        let output = self.run(words);
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{words:?} failed:\n{error}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a command that must succeed and answers with JSON.
    pub fn json(&self, words: &[&str]) -> Value {
        let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
        serde_json::from_str(&self.succeeds(&words)).unwrap()
    }

    /// Runs a command that must fail with this exit code; what it says.
    pub fn fails(&self, words: &[&str], code: i32) -> String {
        let output = self.run(words);
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{words:?} said:\n{error}");
        error
    }
}

/// Every file below a folder with its bytes, by path.
pub fn files_below(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for path in fs::read_dir(&next).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                open.push(path);
            } else {
                found.push((path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}
