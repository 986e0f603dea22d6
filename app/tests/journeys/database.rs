//! Sources that are databases: loaded like files, by what is new where the contract says so, and whole or not at all.

use std::fs;

use rusqlite::Connection;
use serde_json::Value;

use crate::folder::{LIBRARY_CONTRACT, PLACE_FILE, TestPlace};
use crate::server::{PASSWORD, Server};

const FILE_SERVER: &str = "    type: local\n    path: extracts/library.csv\n    format: csv\n";

/// The library's people in a database file, read by `custom` properties.
struct Library {
    place: TestPlace,
    connection: Connection,
}

impl Library {
    fn with(custom: &str) -> Self {
        let place = TestPlace::empty();
        place.write("place.toml", PLACE_FILE);
        let server = format!("    type: sqlite\n    path: library.db\n{custom}");
        place.write("sources/library.odcs.yaml", LIBRARY_CONTRACT.replace(FILE_SERVER, &server));
        let connection = Connection::open(place.folder().join("library.db")).unwrap();
        let library = Self { place, connection };
        library.sql(
            "CREATE TABLE library (CARD TEXT, SURNAME TEXT, FORENAME TEXT, DOB TEXT, POSTCODE TEXT, CHANGED INTEGER);
             INSERT INTO library VALUES
             ('L1', 'Ashworth', 'Imogen', '03/04/1981', 'LS1 4AP', 10),
             ('L2', 'Ashworth', 'Imogen', '1981-04-03', 'LS1 4AP', 20),
             ('L3', 'Okafor', 'Daniel', '21/11/1959', 'LS2 7EW', 20);",
        );
        library
    }

    /// A library of which only what is new is read.
    fn marked() -> Self {
        let library = Self::with(
            "    customProperties:\n      - {property: guildhall.highWaterMark, value: CHANGED}\n      - {property: guildhall.drift, value: stop}\n",
        );
        let contract = fs::read_to_string(library.place.folder().join("sources/library.odcs.yaml")).unwrap();
        library.place.write(
            "sources/library.odcs.yaml",
            contract + "      - name: CHANGED\n        logicalType: integer\n",
        );
        library
    }

    fn sql(&self, text: &str) {
        self.connection.execute_batch(text).unwrap();
    }

    /// Version, rows, new, changed and gone of a run.
    fn run(&self) -> [u64; 5] {
        counts(&self.place.json(&["run"]))
    }
}

fn counts(answer: &Value) -> [u64; 5] {
    ["version", "rows", "new", "changed", "gone"].map(|key| answer["sources"][0][key].as_u64().unwrap())
}

#[test]
fn database_is_loaded_like_a_file_and_its_rows_are_kept() {
    let library = Library::with("");
    assert_eq!(library.run(), [1, 3, 3, 0, 0]);
    assert_eq!(library.run(), [1, 3, 0, 0, 0]);
    library
        .sql("UPDATE library SET FORENAME = 'Dan' WHERE CARD = 'L3'; DELETE FROM library WHERE CARD = 'L2'");
    assert_eq!(library.run(), [2, 2, 0, 1, 1]);
    let history = library.place.json(&["history"]);
    let load = history["versions"]
        .as_array()
        .unwrap()
        .iter()
        .find(|version| version["dataset"] == "load-library" && version["number"] == 1)
        .unwrap();
    let [name, hash] = [0, 1].map(|at| load["raw_files"][0][at].as_str().unwrap());
    assert_eq!(name, "library.csv");
    let raw = fs::read_to_string(library.place.state().join("raw").join(hash)).unwrap();
    assert!(raw.starts_with("CARD,SURNAME,FORENAME,DOB,POSTCODE,CHANGED\nL1,Ashworth,"), "{raw}");
    assert_eq!(fs::read_dir(library.place.state().join("fetched")).unwrap().count(), 0);
}

#[test]
fn only_what_is_new_is_read_and_the_rest_stands() {
    let library = Library::marked();
    assert_eq!(library.run(), [1, 3, 3, 0, 0]);
    assert_eq!(library.run(), [1, 3, 0, 0, 0]);
    library.sql("INSERT INTO library VALUES ('L4', 'Nowak', 'Piotr', '17/09/1970', 'LS6 1AB', 20)");
    library.sql("UPDATE library SET FORENAME = 'Imogen May', CHANGED = 30 WHERE CARD = 'L1'");
    // L2 and L3 stand at the mark and are read again; they are as they were.
    assert_eq!(library.run(), [2, 4, 1, 1, 0]);
    assert_eq!(library.run(), [2, 4, 0, 0, 0]);
    let answer = library.place.json(&["run"]);
    assert_eq!(answer["linkages"][0]["records"], 4);
}

#[test]
fn mark_moves_only_with_a_version() {
    let library = Library::marked();
    library.run();
    library.sql("ALTER TABLE library ADD COLUMN NOTE TEXT");
    library.sql("INSERT INTO library VALUES ('L4', 'Nowak', 'Piotr', '17/09/1970', 'LS6 1AB', 40, NULL)");
    let told = library.place.fails(&["run"], 2);
    assert!(told.contains("`NOTE` is new"), "{told}");
    library.sql("ALTER TABLE library DROP COLUMN NOTE");
    assert_eq!(library.run(), [2, 3, 1, 0, 0]);
}

#[test]
fn changed_contract_reads_everything_anew() {
    let library = Library::marked();
    library.run();
    library.sql("DELETE FROM library WHERE CARD = 'L1'");
    library.place.replace("sources/library.odcs.yaml", "version: 1.0.0", "version: 1.1.0");
    assert_eq!(library.run(), [2, 2, 0, 0, 1]);
}

#[test]
fn server_that_ends_the_connection_leaves_no_version() {
    let server = Server::postgres();
    let library = |query: &str| {
        let place = TestPlace::empty();
        place.write("place.toml", PLACE_FILE);
        place.write("secrets/library", PASSWORD);
        let text = format!(
            "    type: postgres\n    host: 127.0.0.1\n    port: {}\n    database: council\n    customProperties:\n      \
             - {{property: guildhall.user, value: reader}}\n      \
             - {{property: guildhall.passwordFile, value: secrets/library}}\n      \
             - {{property: guildhall.query, value: {query:?}}}\n",
            server.port
        );
        place.write("sources/library.odcs.yaml", LIBRARY_CONTRACT.replace(FILE_SERVER, &text));
        place
    };
    let rows = |end: &str| {
        format!(
            "SELECT 'L' || g AS \"CARD\", CASE WHEN g = 9000 THEN {end} ELSE 'Ashworth' END AS \"SURNAME\", 'Ann' AS \"FORENAME\", \
             date '1981-04-03' + g AS \"DOB\", NULL AS \"POSTCODE\" FROM generate_series(1, 9000) g"
        )
    };
    let dying = library(&rows("pg_terminate_backend(pg_backend_pid())::text"));
    let told = dying.fails(&["run"], 7);
    for words in ["source library was not loaded", "broke after", "to mend it: run again"] {
        assert!(told.contains(words), "{told}");
    }
    let status = dying.json(&["status"]);
    assert_eq!(status["sources"][0]["load"], Value::Null);
    assert_eq!(fs::read_dir(dying.state().join("fetched")).unwrap().count(), 0);
    let whole = library(&rows("'Ashworth'"));
    assert_eq!(counts(&whole.json(&["run"])), [1, 9000, 9000, 0, 0]);
    whole.write("secrets/library", "Wrong-Horse-8");
    let told = whole.fails(&["run", "-vv"], 4);
    assert!(told.contains("does not let the user `reader` in") && !told.contains("Wrong-Horse"), "{told}");
}
