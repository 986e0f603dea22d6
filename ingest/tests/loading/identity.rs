//! Which record a row is, from load to load.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use ingest::{ErrorKind, LoadRequest, load};
use proptest::strategy::Strategy;

use crate::harness::{Bench, KEY_AND_NAME, contract, load_bytes};

const STANDARD: [&str; 3] = ["record_id", "record_key", "line"];

/// The first record id of source number 3.
const BASE: u64 = 3 << 40;

#[test]
fn record_keeps_its_id_while_its_key_stays() {
    let contract = contract("", KEY_AND_NAME);
    let mut bench = Bench::new();
    let counts = |bench: &mut Bench, text: &[u8]| {
        let loaded = bench.load(&contract, text);
        let o = &loaded.outcome;
        ((o.new, o.changed, o.gone, o.unchanged, o.next_sequence), loaded.table("standard", &STANDARD))
    };
    let id = |sequence: u64| BASE + sequence;
    let first = counts(&mut bench, b"REF,NAME\nA,x\nB,y\n");
    assert_eq!(first, ((2, 0, 0, 0, 3), vec![format!("{} | A | 2", id(1)), format!("{} | B | 3", id(2))]));
    let second = counts(&mut bench, b"REF,NAME\nC,z\nB,changed\n");
    assert_eq!(second, ((1, 1, 1, 0, 4), vec![format!("{} | C | 2", id(3)), format!("{} | B | 3", id(2))]));
    // A comes back as a new record: an id that has gone is not given again.
    let third = counts(&mut bench, b"NAME,REF\nchanged,B\nx,A\n");
    assert_eq!(third, ((1, 0, 1, 1, 5), vec![format!("{} | B | 2", id(2)), format!("{} | A | 3", id(4))]));
}

#[test]
fn column_beside_the_contract_changes_no_record() {
    let contract = contract("", KEY_AND_NAME);
    let mut bench = Bench::new();
    bench.load(&contract, b"REF,NAME\nA,x\n");
    assert_eq!(bench.load(&contract, b"REF,NAME,NEW\nA,x,1\n").outcome.unchanged, 1);
}

#[test]
fn rows_without_a_primary_key_are_known_by_their_content() {
    let contract = contract("", "- {name: REF}\n- {name: NAME}");
    let mut bench = Bench::new();
    let first = bench.load(&contract, b"REF,NAME\nA,x\nA,x\nB,y\n");
    assert_eq!((first.outcome.accepted, first.outcome.new), (3, 3));
    let keys = first.table("standard", &["record_key"]);
    assert!(keys[0].ends_with("-1") && keys[1].ends_with("-2") && keys[0][..16] == keys[1][..16], "{keys:?}");
    let second = bench.load(&contract, b"REF,NAME\nB,y\nA,x\nA,z\n");
    assert_eq!((second.outcome.new, second.outcome.gone, second.outcome.unchanged), (1, 1, 2));
}

#[test]
fn key_of_several_columns_is_joined_in_its_order() {
    let contract = contract(
        "",
        "- {name: A, primaryKey: true, primaryKeyPosition: 2}\n- {name: B, primaryKey: true, primaryKeyPosition: 1}",
    );
    let loaded = load_bytes(&contract, b"A,B\n1,x\n1,y\n1,x\n");
    assert_eq!(loaded.table("standard", &["record_key"]), ["x|1", "y|1"]);
    assert_eq!(loaded.rejects(), ["4 | - | duplicate_key | -"]);
}

#[test]
fn same_file_gives_the_same_bytes() {
    let contract = contract("", KEY_AND_NAME);
    let text: String = (0..3000).map(|row| format!("{row},Name {}\n", row % 7)).collect();
    let bytes = format!("REF,NAME\n{text}");
    let read = |name: &str| {
        let loaded = load_bytes(&contract, bytes.as_bytes());
        std::fs::read(loaded.folder.join(name)).unwrap()
    };
    for name in ["accepted.parquet", "standard.parquet", "rejected.parquet"] {
        assert_eq!(read(name), read(name), "{name}");
    }
}

#[test]
fn output_folder_in_use_and_damaged_version_before_are_told() {
    let contract = contract("", KEY_AND_NAME);
    let mut bench = Bench::new();
    let first = bench.load(&contract, b"REF,NAME\nA,x\n");
    let request = LoadRequest {
        contract: &contract,
        files: &[bench.file("again.csv", b"REF,NAME\nA,x\n")],
        source_number: 3,
        previous_standard: None,
        next_sequence: 1,
        out: &first.folder,
        gazetteer: None,
        postcodes: None,
        today: jiff::civil::date(2026, 11, 22),
        progress: &|_| {},
    };
    assert_eq!(load(&request).unwrap_err().kind(), ErrorKind::Conflict);
    bench.previous = Some(bench.file("standard.parquet", b"PAR1 and no more"));
    let file = bench.file("extract.csv", b"REF,NAME\nA,x\n");
    let fault = bench.try_load(&contract, &[file]).err().unwrap();
    assert_eq!(fault.kind(), ErrorKind::Invalid);
    assert!(fault.to_string().starts_with("the version before cannot be read"), "{fault}");
}

#[test]
fn progress_ends_with_the_bytes_of_all_files() {
    let contract = contract("", KEY_AND_NAME);
    let bench = Bench::new();
    let files =
        [bench.file("a.csv", b"REF,NAME\nA,x\n"), bench.file("b.csv", b"\xef\xbb\xbfREF,NAME\nB,y\n")];
    let out = tempfile::tempdir().unwrap();
    let (most, calls) = (AtomicU64::new(0), AtomicU64::new(0));
    let progress = |bytes: u64| {
        assert!(bytes >= most.swap(bytes, Ordering::Relaxed), "progress goes forward");
        calls.fetch_add(1, Ordering::Relaxed);
    };
    let request = LoadRequest {
        contract: &contract,
        files: &files,
        source_number: 3,
        previous_standard: None,
        next_sequence: 1,
        out: out.path(),
        gazetteer: None,
        postcodes: None,
        today: jiff::civil::date(2026, 11, 22),
        progress: &progress,
    };
    load(&request).unwrap();
    assert_eq!(most.into_inner(), 13 + 16);
    assert!(calls.into_inner() >= 2);
}

/// Extracts of a few loads: key to value, in some order.
fn extracts() -> impl Strategy<Value = Vec<Vec<(u8, u8)>>> {
    let extract = proptest::collection::vec((0u8..12, 0u8..3), 0..14);
    proptest::collection::vec(extract, 1..5)
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 12, failure_persistence: None, ..Default::default() })]
    #[test]
    fn counts_are_those_of_the_plain_twin(extracts in extracts()) {
        let contract = contract("", KEY_AND_NAME);
        let mut bench = Bench::new();
        let mut known: BTreeMap<u8, (u64, u8)> = BTreeMap::new();
        let mut next = 1u64;
        for extract in extracts {
            let text: String = extract.iter().map(|(key, value)| format!("k{key},v{value}\n")).collect();
            let loaded = bench.load(&contract, format!("REF,NAME\n{text}").as_bytes());
            let (mut now, mut changed, mut new) = (BTreeMap::new(), 0u64, 0u64);
            for (key, value) in &extract {
                if now.contains_key(key) {
                    continue;
                }
                let id = match known.get(key) {
                    Some((id, before)) => {
                        changed += u64::from(before != value);
                        *id
                    }
                    None => {
                        new += 1;
                        next += 1;
                        next - 1
                    }
                };
                now.insert(*key, (id, *value));
            }
            let gone = known.keys().filter(|key| !now.contains_key(key)).count() as u64;
            let outcome = &loaded.outcome;
            proptest::prop_assert_eq!((outcome.new, outcome.changed, outcome.gone), (new, changed, gone));
            proptest::prop_assert_eq!(outcome.accepted, now.len() as u64);
            let mut ids: Vec<String> = now.iter().map(|(key, (id, _))| format!("{} | k{key}", BASE + id)).collect();
            let mut seen = loaded.table("standard", &["record_id", "record_key"]);
            ids.sort();
            seen.sort();
            proptest::prop_assert_eq!(seen, ids);
            known = now;
        }
    }
}
