//! Files inside gzip and zip archives give what they give unpacked; archives that cannot be trusted are refused.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use ingest::ErrorKind;
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::harness::{Bench, KEY_AND_NAME, contract, fault, load_bytes};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const TEXT: &[u8] = b"REF,NAME\n1,Ada Marsh\n,Nobody\n2,Tom Oake\n";

#[test]
fn packed_file_gives_what_it_gives_unpacked() {
    let contract = contract("", KEY_AND_NAME);
    let two_parts = [gzip(&TEXT[..15]), gzip(&TEXT[15..])].concat();
    let beside = zip(&[("__MACOSX/._a.csv", b"x"), ("in/", b""), ("in/a.csv", TEXT)]);
    for packed in [gzip(TEXT), two_parts, zip(&[("a.csv", TEXT)]), beside] {
        let loaded = load_bytes(&contract, &packed);
        assert_eq!(
            loaded.table("accepted", &["line", "REF", "NAME"]),
            ["2 | 1 | Ada Marsh", "4 | 2 | Tom Oake"]
        );
        assert_eq!(loaded.rejects(), ["3 | REF | required | -"]);
        assert!(loaded.outcome.notes[0].starts_with("extract.csv: unpacked "), "{:?}", loaded.outcome.notes);
    }
}

#[test]
fn member_of_several_is_the_one_that_the_contract_names() {
    let packed = zip(&[("readme.txt", b"hello"), ("people_2026.csv", TEXT)]);
    let told = fault(&contract("", KEY_AND_NAME), &packed);
    assert!(told.to_string().ends_with("it holds `readme.txt`, `people_2026.csv`"), "{told}");
    assert_eq!(told.kind(), ErrorKind::Invalid);
    let named = contract("{property: guildhall.member, value: people_*.csv}", KEY_AND_NAME);
    assert_eq!(load_bytes(&named, &packed).outcome.rows, 3);
    let other = contract("{property: guildhall.member, value: homes_*.csv}", KEY_AND_NAME);
    let told = fault(&other, &packed);
    assert!(told.to_string().contains("not one member is `homes_*.csv`"), "{told}");
}

#[test]
fn archive_that_is_cut_short_or_altered_is_refused() {
    let contract = contract("", KEY_AND_NAME);
    let rows: String = (0..5000u64).map(|n| format!("{n},{}\n", n * 7919)).collect();
    let text = format!("REF,NAME\n{rows}");
    let whole = gzip(text.as_bytes());
    let told = fault(&contract, &whole[..whole.len() - 9]);
    assert!(told.to_string().ends_with("it ends before its content does"), "{told}");
    let mut altered = zip(&[("a.csv", text.as_bytes())]);
    let middle = altered.len() / 2;
    altered[middle] ^= 0x55;
    assert_eq!(fault(&contract, &altered).kind(), ErrorKind::Invalid);
    let mut altered = zip(&[("a.csv", text.as_bytes())]);
    let directory = altered.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    altered[directory + 16] ^= 1;
    let told = fault(&contract, &altered);
    assert!(told.to_string().ends_with("its content is not what its checksum says"), "{told}");
}

#[test]
fn archive_made_to_fill_a_disk_is_refused_by_the_limits_name() {
    let contract = contract("", KEY_AND_NAME);
    let mut text = b"REF,NAME\n".to_vec();
    text.resize(70 << 20, b'a');
    let told = fault(&contract, &gzip(&text));
    assert_eq!(told.kind(), ErrorKind::Limit);
    assert!(told.to_string().contains("250 times its size, the limit EXPANSION_MAX"), "{told}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn packing_changes_nothing_of_a_load(lines in proptest::collection::vec("[0-9]{0,2},[a-z \"]{0,6}", 0..20)) {
        let contract = contract("{property: guildhall.encoding, value: utf-8}", KEY_AND_NAME);
        let text = format!("REF,NAME\n{}\n", lines.join("\n"));
        let mut bench = Bench::new();
        let mut results = Vec::new();
        for bytes in [text.as_bytes().to_vec(), gzip(text.as_bytes()), zip(&[("a", text.as_bytes())])] {
            (bench.previous, bench.next_sequence) = (None, 1);
            let loaded = bench.load(&contract, &bytes);
            let outcome = loaded.outcome.clone();
            results.push((outcome.rows, outcome.new, loaded.table("accepted", &["line", "REF", "NAME"]), loaded.rejects()));
        }
        prop_assert!(results.windows(2).all(|two| two[0] == two[1]));
    }
}
