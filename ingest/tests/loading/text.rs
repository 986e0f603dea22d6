//! Delimited text as systems write it.

use ingest::ErrorKind;
use proptest::prelude::{Just, prop_oneof};
use proptest::strategy::Strategy;

use crate::harness::{Bench, KEY_AND_NAME, contract, fault, load_bytes};

const EXPECTED: [&str; 2] = ["1 | Zoë Öztürk", "2 | Seán Ó Néill"];

fn check_text(server: &str, bytes: &[u8], note: &str) {
    let loaded = load_bytes(&contract(server, KEY_AND_NAME), bytes);
    assert_eq!(loaded.table("accepted", &["REF", "NAME"]), EXPECTED, "{note}");
    assert!(loaded.outcome.notes[0].contains(note), "{:?}", loaded.outcome.notes);
}

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

#[test]
fn encodings_are_found() {
    let text = "REF,NAME\n1,Zoë Öztürk\n2,Seán Ó Néill\n";
    let windows = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let marked = |mark: &[u8], text: &[u8]| [mark, text].concat();
    check_text("", text.as_bytes(), "encoding UTF-8 (as all of it fits)");
    check_text("", &marked(b"\xef\xbb\xbf", text.as_bytes()), "encoding UTF-8 (by its byte order mark)");
    check_text("", &windows, "encoding windows-1252 (by its look");
    check_text("", &marked(b"\xff\xfe", &utf16(text, u16::to_le_bytes)), "UTF-16LE (by its byte order mark)");
    check_text("", &utf16(text, u16::to_le_bytes), "UTF-16LE (by its zero bytes)");
    check_text("", &utf16(text, u16::to_be_bytes), "UTF-16BE (by its zero bytes)");
    check_text("{property: guildhall.encoding, value: windows-1252}", &windows, "(as the contract states)");
    check_text(
        "{property: guildhall.encoding, value: utf-16le}",
        &utf16(text, u16::to_le_bytes),
        "UTF-16LE (as the contract states)",
    );
}

#[test]
fn character_far_into_a_file_decides_its_encoding() {
    let mut text = "REF,NAME\n".to_owned();
    for row in 0..60_000 {
        text.push_str(&format!("{row},Someone\n"));
    }
    let mut bytes = text.into_bytes();
    bytes.extend_from_slice(b"x,Ren\xe9e\n");
    let loaded = load_bytes(&contract("", KEY_AND_NAME), &bytes);
    assert_eq!(loaded.outcome.rejected, 0);
    assert_eq!(loaded.table("accepted", &["NAME"])[60_000], "Renée");
}

#[test]
fn bytes_that_are_no_characters_cost_their_rows() {
    let utf8 = "{property: guildhall.encoding, value: utf-8}";
    let loaded = load_bytes(&contract(utf8, KEY_AND_NAME), b"REF,NAME\n1,Ren\xe9e\n2,Ren\xc3\xa9e\n");
    assert_eq!(loaded.rejects(), ["2 | - | bad_bytes | -"]);
    assert_eq!(loaded.table("accepted", &["NAME"]), ["Renée"]);
    let mut bytes = utf16("REF,NAME\n1,", u16::to_le_bytes);
    bytes.extend([0x00, 0xd8]);
    bytes.extend(utf16("x\n2,b\n", u16::to_le_bytes));
    let loaded = load_bytes(&contract("", KEY_AND_NAME), &bytes);
    assert_eq!(loaded.rejects(), ["2 | - | bad_bytes | -"]);
    assert_eq!(loaded.outcome.accepted, 1);
}

#[test]
fn dialects_are_found_or_taken_as_stated() {
    for (server, text) in [
        ("", "REF\tNAME\n1\tZoë Öztürk\n2\tSeán Ó Néill\n"),
        ("", "REF|NAME\r\n1|Zoë Öztürk\r\n2|Seán Ó Néill\r\n"),
        ("", "REF;NAME\r1;Zoë Öztürk\r2;Seán Ó Néill\r"),
        ("", "\"REF\" , \"NAME\"\n1,\"Zoë Öztürk\"\n2,\"Seán Ó Néill\"".replace("\" , \"", "\",\"").as_str()),
        ("{property: guildhall.delimiter, value: '#'}", "REF#NAME\n1#Zoë Öztürk\n2#Seán Ó Néill\n"),
        ("{property: guildhall.quote, value: \"'\"}", "REF,NAME\n1,'Zoë Öztürk'\n2,'Seán Ó Néill'\n"),
        ("", "NAME,REF\nZoë Öztürk,1\nSeán Ó Néill,2\n"),
        ("", " REF ,NAME  \n1,Zoë Öztürk\n2,Seán Ó Néill\n"),
    ] {
        check_text(server, text.as_bytes(), "delimiter");
    }
}

#[test]
fn header_is_found_below_a_preamble_or_stated() {
    let text = "Extract of 21/11/2026\n\nCouncil tax, all bands\nREF,NAME\n1,Zoë Öztürk\n2,Seán Ó Néill\n";
    check_text("", text.as_bytes(), "encoding");
    check_text("{property: guildhall.headerRow, value: 4}", text.as_bytes(), "encoding");
    check_text(
        "{property: guildhall.headerRow, value: 0}",
        b"1,Zo\xc3\xab \xc3\x96zt\xc3\xbcrk\n2,Se\xc3\xa1n \xc3\x93 N\xc3\xa9ill\n",
        "encoding",
    );
}

#[test]
fn ragged_rows_are_rejected_or_padded_as_the_contract_says() {
    let text = b"REF,NAME,X\n1,a\n2,b,x,\n3,c,x,y\n4,d,x\n";
    let loaded = load_bytes(&contract("", KEY_AND_NAME), text);
    assert_eq!(
        loaded.rejects(),
        ["2 | - | too_few_cells | -", "3 | - | too_many_cells | -", "4 | - | too_many_cells | -"]
    );
    let loaded = load_bytes(&contract("{property: guildhall.ragged, value: pad}", KEY_AND_NAME), text);
    assert_eq!(loaded.rejects(), ["4 | - | too_many_cells | -"]);
    assert_eq!(loaded.outcome.notes[2], "2 rows were filled up or cut to the header's number of cells");
    assert_eq!(
        loaded.table("accepted", &["line", "REF", "NAME", "X"]),
        ["2 | 1 | a | -", "3 | 2 | b | x", "5 | 4 | d | x"]
    );
}

#[test]
fn columns_without_a_name_at_the_end_may_be_left_out() {
    let loaded = load_bytes(&contract("", KEY_AND_NAME), b"REF,NAME,,\n1,a\n2,b,,\n3\n");
    assert_eq!(loaded.table("accepted", &["REF", "NAME"]), ["1 | a", "2 | b"]);
    assert_eq!(loaded.rejects(), ["4 | - | too_few_cells | -"]);
}

#[test]
fn mark_outweighs_a_stated_encoding() {
    let stated = contract("{property: guildhall.encoding, value: windows-1252}", KEY_AND_NAME);
    let loaded = load_bytes(&stated, "\u{feff}REF,NAME\n1,Zoë\n".as_bytes());
    assert_eq!(loaded.table("accepted", &["NAME"]), ["Zoë"]);
}

#[test]
fn rows_that_hold_nothing_or_the_header_are_told() {
    let loaded = load_bytes(&contract("", KEY_AND_NAME), b"REF,NAME\n1,a\n\n,\nREF,NAME \n \n2,b\n");
    assert_eq!(loaded.rejects(), ["4 | - | empty_row | -", "5 | - | repeated_header | -"]);
    assert_eq!((loaded.outcome.rows, loaded.outcome.accepted), (4, 2));
}

#[test]
fn repeated_blank_and_own_headers_are_kept_apart() {
    let text = b"REF,NAME,Date,Date,,line\n1,a,d1,d2,x,7\n";
    let loaded = load_bytes(&contract("", KEY_AND_NAME), text);
    assert_eq!(
        loaded.column_names("accepted"),
        ["line", "file", "record_id", "REF", "NAME", "Date", "Date (2)", "column_5", "line (2)"]
    );
    assert_eq!(
        loaded.table("accepted", &["line", "file", "Date", "Date (2)", "column_5", "line (2)"]),
        ["2 | extract.csv | d1 | d2 | x | 7"]
    );
    assert!(loaded.outcome.notes.iter().any(|note| note.contains("Date, Date (2), column_5, line")));
}

#[test]
fn several_files_load_as_one_source() {
    let mut bench = Bench::new();
    let files =
        [bench.file("a.csv", b"REF,NAME\n1,a\n"), bench.file("b.csv", b"X|NAME|REF\nx|b|2\n\n|c|1\n")];
    let loaded = bench.try_load(&contract("", KEY_AND_NAME), &files).unwrap();
    assert_eq!(
        loaded.table("accepted", &["file", "line", "REF", "NAME", "X"]),
        ["a.csv | 2 | 1 | a | -", "b.csv | 2 | 2 | b | x"]
    );
    assert_eq!(loaded.table("rejected", &["file", "line", "rule"]), ["b.csv | 4 | duplicate_key"]);
}

#[test]
fn header_alone_is_no_rows() {
    let loaded = load_bytes(&contract("", KEY_AND_NAME), b"REF,NAME\n");
    assert_eq!(loaded.outcome.rows, 0);
    assert_eq!(loaded.table("standard", &["record_id"]), Vec::<String>::new());
}

#[test]
fn files_that_are_no_extracts_are_told_with_a_remedy() {
    let check = |bytes: &[u8], kind: ErrorKind, words: &str, hint: &str| {
        let fault = fault(&contract("", KEY_AND_NAME), bytes);
        let text = fault.to_string();
        assert!(text.contains("extract.csv") && text.contains(words), "{text}");
        assert_eq!(fault.kind(), kind);
        assert!(fault.hint().unwrap().contains(hint), "{:?}", fault.hint());
    };
    check(b"", ErrorKind::Invalid, "is empty", "ask for the extract again");
    check(b"\xef\xbb\xbf \r\n\n", ErrorKind::Invalid, "is empty", "header line");
    check(
        b"PK\x03\x04\x14\0\0\0",
        ErrorKind::Invalid,
        "a ZIP archive or an Excel workbook",
        "`format: xlsx`",
    );
    check(b"<!DOCTYPE html>\n<html>", ErrorKind::Invalid, "a web page", "ask for the extract again");
    check(b" [\n{\"REF\": 1}]", ErrorKind::Invalid, "JSON", "`format: json`");
    check(&[1, 2, 3, 0, 7, 0xff, 0xd8, 5, 6, 9].repeat(4), ErrorKind::Invalid, "binary data", "`format`");
    check(
        b"REF,FULL NAME\n1,a\n",
        ErrorKind::Invalid,
        "line 1, which should name the columns, lacks `NAME`; it has `REF`, `FULL NAME`",
        "header",
    );
    check(b"ref,NAME\n1,a\n", ErrorKind::Invalid, "lacks `REF`", "`REF` may be `ref` now");
    // Without a header the first line is somebody's record.
    check(
        b"77,Ann Example\n",
        ErrorKind::Invalid,
        "lacks `REF`, `NAME`; it has none of the contract's columns",
        "0 for none",
    );
    assert!(!fault(&contract("", KEY_AND_NAME), b"77,Ann Example\n").to_string().contains("Ann"));
}

#[test]
fn file_or_folder_that_is_not_there_is_told() {
    let mut bench = Bench::new();
    let contract = contract("", KEY_AND_NAME);
    let gone = bench.file("gone.csv", b"x");
    std::fs::remove_file(&gone).unwrap();
    assert_eq!(bench.try_load(&contract, &[gone]).err().unwrap().kind(), ErrorKind::NotFound);
    assert_eq!(bench.try_load(&contract, &[]).err().unwrap().kind(), ErrorKind::NotFound);
    assert_eq!(
        ingest::files_of(&contract, bench.file("a", b"").parent().unwrap()).unwrap_err().kind(),
        ErrorKind::NotFound
    );
}

/// Bits of rows, mangled.
fn mangled() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        5 => "[a-c1-3]{0,3}".prop_map(String::into_bytes),
        5 => Just(b",".to_vec()),
        4 => Just(b"\n".to_vec()),
        1 => Just(b"\r\n".to_vec()),
        1 => Just(b"\r".to_vec()),
        2 => Just(b"\"".to_vec()),
        1 => Just(b"REF,NAME".to_vec()),
        1 => Just(vec![0xff]),
        1 => Just(vec![0]),
        1 => Just("é".as_bytes().to_vec()),
    ];
    proptest::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 40, failure_persistence: None, ..Default::default() })]
    #[test]
    fn every_row_is_accepted_or_rejected_and_every_line_belongs_to_one(body in mangled()) {
        let mut bytes = b"REF,NAME\n".to_vec();
        bytes.extend_from_slice(&body);
        let utf8 = "{property: guildhall.encoding, value: utf-8}";
        let loaded = load_bytes(&contract(utf8, KEY_AND_NAME), &bytes);
        let number = |line: &String| line.parse::<u64>().unwrap();
        let accepted: Vec<u64> = loaded.table("accepted", &["line"]).iter().map(number).collect();
        let mut rejected: Vec<u64> = loaded.table("rejected", &["line"]).iter().map(number).collect();
        rejected.dedup();
        proptest::prop_assert_eq!(accepted.len() as u64, loaded.outcome.accepted);
        proptest::prop_assert_eq!(rejected.len() as u64, loaded.outcome.rejected);
        let mut lines: Vec<u64> = accepted.iter().chain(&rejected).copied().collect();
        lines.sort_unstable();
        proptest::prop_assert!(lines.windows(2).all(|two| two[0] < two[1]));
        // Without quotes a line is a row.
        if !body.contains(&b'"') {
            let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n").replace('\r', "\n");
            let filled = text.split('\n').enumerate().skip(1).filter(|(_, line)| !line.trim_ascii().is_empty());
            let expected: Vec<u64> = filled.map(|(at, _)| at as u64 + 1).collect();
            proptest::prop_assert_eq!(lines, expected);
        }
    }
}
