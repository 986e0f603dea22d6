//! Changes taken into a gazetteer: afterwards it is what building it anew would make.

use std::collections::BTreeMap;
use std::path::Path;

use gazetteer::{Builder, Entry, EntryStatus, Gazetteer, MatchLevel, Matcher, Updater};
use proptest::prelude::*;

fn entry(uprn: u64, number: &str, street: &str, postcode: &str) -> Entry {
    Entry {
        uprn,
        building_number: number.to_owned(),
        street: street.to_owned(),
        town: "Northmere".to_owned(),
        postcode: postcode.to_owned(),
        ..Entry::default()
    }
}

fn build(path: &Path, entries: impl IntoIterator<Item = Entry>) {
    let mut builder = Builder::create(path).unwrap();
    entries.into_iter().for_each(|entry| builder.add(&entry).unwrap());
    builder.finish().unwrap();
}

fn found(path: &Path, text: &str) -> (MatchLevel, Option<(u64, EntryStatus)>) {
    let found = Matcher::new(Gazetteer::open(path).unwrap()).find([text], None).unwrap();
    (found.level, found.best().map(|best| (best.uprn, best.status)))
}

/// Every row of every table that says what a gazetteer finds, as text.
pub fn everything(path: &Path) -> Vec<String> {
    let connection = rusqlite::Connection::open(path).unwrap();
    let mut rows = Vec::new();
    for table in
        ["block", "card", "home", "place", "name", "word", "figure WHERE name IN ('names', 'digest')"]
    {
        let mut select = connection.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2")).unwrap();
        let shown =
            select.query_map([], |row| Ok(format!("{table} {:?} {:?}", row.get_ref(0)?, row.get_ref(1)?)));
        rows.extend(shown.unwrap().map(Result::unwrap));
    }
    rows
}

#[test]
fn changed_postcode_moves_an_address_to_another_block() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g");
    build(&path, [entry(1, "1", "High Street", "NX1 1AA"), entry(2, "2", "High Street", "NX1 1AA")]);
    let mut updater = Updater::open(&path).unwrap();
    updater.replace(2, &[entry(2, "2", "High Street", "NX1 1AB")]).unwrap();
    let count = updater.finish().unwrap();
    assert_eq!((count.inserted, count.updated, count.blocks), (0, 1, 2));
    assert_eq!(found(&path, "2 High Street, NX1 1AB"), (MatchLevel::Exact, Some((2, EntryStatus::Current))));
    assert_eq!(
        Gazetteer::open(&path).unwrap().entries(2).unwrap(),
        [entry(2, "2", "High Street", "NX1 1AB")]
    );
}

#[test]
fn address_taken_out_is_still_found_and_says_that_it_has_ended() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g");
    build(&path, [entry(1, "1", "High Street", "NX1 1AA"), entry(2, "2", "High Street", "NX1 1AA")]);
    let mut updater = Updater::open(&path).unwrap();
    updater.end(2).unwrap();
    updater.end(77).unwrap();
    let count = updater.finish().unwrap();
    assert_eq!((count.ended, count.unknown), (1, 1));
    assert_eq!(
        found(&path, "2 High Street, Northmere, NX1 1AA"),
        (MatchLevel::Exact, Some((2, EntryStatus::Ended)))
    );
}

#[test]
fn one_update_may_take_a_uprn_out_and_put_it_in_whichever_is_told_first() {
    for puts_first in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("g");
        build(&path, [entry(1, "1", "High Street", "NX1 1AA")]);
        let mut updater = Updater::open(&path).unwrap();
        if puts_first {
            updater.replace(1, &[entry(1, "1", "Low Street", "NX1 1AA")]).unwrap();
            updater.end(1).unwrap();
        } else {
            updater.end(1).unwrap();
            updater.replace(1, &[entry(1, "1", "Low Street", "NX1 1AA")]).unwrap();
        }
        updater.finish().unwrap();
        let entries = Gazetteer::open(&path).unwrap().entries(1).unwrap();
        assert_eq!(entries, [entry(1, "1", "Low Street", "NX1 1AA")], "puts first: {puts_first}");
    }
}

#[test]
fn update_that_is_not_finished_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g");
    build(&path, [entry(1, "1", "High Street", "NX1 1AA")]);
    let before = everything(&path);
    let mut updater = Updater::open(&path).unwrap();
    updater.replace(1, &[]).unwrap();
    drop(updater);
    assert_eq!(everything(&path), before);
}

#[test]
fn old_address_finds_its_uprn_and_gives_way_to_who_has_it_now() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g");
    let old = |uprn, number| Entry {
        status: EntryStatus::Historical,
        ..entry(uprn, number, "High Street", "NX1 1AA")
    };
    // Number 1 was renumbered to 3, and number 5 to 1.
    build(
        &path,
        [
            entry(1, "3", "High Street", "NX1 1AA"),
            old(1, "1"),
            entry(2, "1", "High Street", "NX1 1AA"),
            old(2, "5"),
        ],
    );
    for (text, expected) in [
        ("3 High Street, NX1 1AA", (1, EntryStatus::Current)),
        ("1 High Street, NX1 1AA", (2, EntryStatus::Current)),
        ("5 High Street, NX1 1AA", (2, EntryStatus::Historical)),
    ] {
        assert_eq!(found(&path, text), (MatchLevel::Exact, Some(expected)), "{text}");
    }
}

/// A change of one UPRN: its new addresses, or that it is taken out.
fn change() -> impl Strategy<Value = (u64, Option<Vec<Entry>>)> {
    const STREETS: [&str; 5] = ["High Street", "Mill Lane", "Mill Road", "", "Station Approach"];
    const POSTCODES: [&str; 4] = ["NX1 1AA", "NX1 1AB", "", "NX2 3DA"];
    let address = (0..STREETS.len(), 0..POSTCODES.len(), 1..4_u8, 0..3_u8);
    let one = move |uprn| {
        prop::collection::vec(address.clone(), 0..3).prop_map(move |addresses| {
            let entries = addresses.into_iter().map(|(street, postcode, number, kind)| Entry {
                status: if kind == 0 { EntryStatus::Historical } else { EntryStatus::Current },
                building_name: if kind == 1 { format!("Mill House {number}") } else { String::new() },
                ..entry(uprn, &number.to_string(), STREETS[street], POSTCODES[postcode])
            });
            entries.collect::<Vec<Entry>>()
        })
    };
    (1..7_u64, any::<bool>()).prop_flat_map(move |(uprn, is_end)| {
        one(uprn).prop_map(move |entries| (uprn, (!is_end).then_some(entries)))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_updates_leave_what_building_anew_makes(
        updates in prop::collection::vec(prop::collection::vec(change(), 1..8), 1..5)
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (updated, built) = (folder.path().join("updated"), folder.path().join("built"));
        build(&updated, []);
        // The plain twin: what each UPRN has.
        let mut state: BTreeMap<u64, Vec<Entry>> = BTreeMap::new();
        for update in &updates {
            let mut updater = Updater::open(&updated).unwrap();
            for (uprn, change) in update {
                match change {
                    Some(entries) => updater.replace(*uprn, entries).unwrap(),
                    None => updater.end(*uprn).unwrap(),
                }
            }
            updater.finish().unwrap();
            for (uprn, _) in update.iter().filter(|(_, change)| change.is_none()) {
                for entry in state.entry(*uprn).or_default() {
                    entry.status = EntryStatus::Ended;
                }
            }
            for (uprn, change) in update {
                if let Some(entries) = change {
                    state.insert(*uprn, entries.clone());
                }
            }
        }
        build(&built, state.into_values().flatten());
        prop_assert_eq!(everything(&updated), everything(&built));
    }
}
