//! Personal values stay where they belong: marked values are in the extracts and versions, and nowhere else.

use std::fs;

use crate::folder::{LIBRARY_ROWS, TestPlace};

/// Marks that no other text holds, one a kind of value.
const MARKS: [&str; 4] = ["Qzxmarkfamily", "Qzxmarkgiven", "31/02/1777", "QZ98 9QZ"];

/// Rows that load, and rows broken in every way we know, each with marked values.
fn marked_rows() -> Vec<u8> {
    let [family, given, date, postcode] = MARKS;
    let mut rows = LIBRARY_ROWS.as_bytes().to_vec();
    rows.extend(
        format!(
            "L4,{family},{given},01/02/1990,{postcode}\n\
             L5,{family},{given},{date},{postcode}\n\
             L5,{family},{given},01/02/1990,{postcode}\n\
             ,{family},{given},01/02/1990,{postcode}\n\
             L6,{family},{given},01/02/1990,{postcode},{family},{given}\n\
             L7,{family}\n\
             L8,\"{family},{given},01/02/1990,{postcode}\n"
        )
        .bytes(),
    );
    rows.extend_from_slice(b"L9,Qzxmarkfamily\xff\xfe,Qzxmarkgiven,01/02/1990,QZ98 9QZ\n");
    rows
}

fn assert_unmarked(what: &str, bytes: &[u8]) {
    for mark in MARKS {
        let found = bytes.windows(mark.len()).any(|window| window.eq_ignore_ascii_case(mark.as_bytes()));
        assert!(!found, "a personal value is in {what}");
    }
}

#[test]
fn marked_values_reach_no_message() {
    let place = TestPlace::library();
    place.write("extracts/library.csv", marked_rows());
    for words in [&["run", "-vv"][..], &["run", "--json", "-vv"], &["status"], &["history"], &["check"]] {
        let output = place.run(words);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_unmarked(&format!("{words:?}"), &output.stdout);
        assert_unmarked(&format!("{words:?}"), &output.stderr);
    }
    for name in ["guildhall.db", "guildhall.db-wal", "lock", "report/index.html"] {
        if let Ok(bytes) = fs::read(place.state().join(name)) {
            assert_unmarked(name, &bytes);
        }
    }
    for words in [&["run"][..], &["check"], &["show", "person", "P-1-A"], &["contract", "infer"]] {
        place.write(
            "sources/library.odcs.yaml",
            crate::folder::LIBRARY_CONTRACT.replace("POSTCODE", "POSTKODE"),
        );
        let output = place.run(words);
        assert_unmarked(&format!("{words:?}"), &output.stderr);
    }
}

#[test]
fn rejected_rows_are_kept_without_their_values() {
    let place = TestPlace::library();
    place.write("extracts/library.csv", marked_rows());
    place.succeeds(&["run"]);
    let rejected = fs::read(place.state().join("versions/load-library/000001/rejected.parquet")).unwrap();
    assert_unmarked("rejected.parquet", &rejected);
}
