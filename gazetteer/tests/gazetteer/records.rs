//! Gazetteers made of records: a property's addresses in use, of old, in both languages, and as the post writes them.

use std::collections::BTreeMap;
use std::path::Path;

use gazetteer::record::{
    Address, Body, Class, Delivery, Object, Organisation, Property, Record, RecordKind, Street, Successor,
};
use gazetteer::{Builder, Entry, EntryStatus, Gazetteer, GazetteerError, MatchLevel, Matcher, Updater};
use proptest::prelude::*;

use super::changing::everything;

fn record(owner: u64, key: &str, body: Body) -> Record {
    Record { owner, key: key.to_owned(), body }
}

fn street(usrn: u64, language: &str, name: &str) -> Record {
    let street = Street { name: name.to_owned(), town: "Northmere".to_owned(), ..Street::default() };
    record(usrn, language, Body::Street(street))
}

fn property(uprn: u64, status: &str, postcode: &str) -> Record {
    let property =
        Property { status: status.to_owned(), postcode: postcode.to_owned(), ..Property::default() };
    record(uprn, "", Body::Property(property))
}

fn address(uprn: u64, key: &str, (language, status): (&str, &str), number: &str, usrn: u32) -> Record {
    let primary = Object { number: number.to_owned(), text: String::new() };
    let (language, status) = (language.to_owned(), status.to_owned());
    record(uprn, key, Body::Address(Address { language, status, primary, usrn, ..Address::default() }))
}

fn organisation(uprn: u64, key: &str, name: &str, is_past: bool) -> Record {
    record(uprn, key, Body::Organisation(Organisation { organisation: name.to_owned(), is_past }))
}

/// A town of two properties on a street with two names; the first was renumbered and its shop changed hands.
fn town() -> Vec<Record> {
    let delivery = Delivery {
        building_name: "Mill House".to_owned(),
        building_number: "8".to_owned(),
        street: Street { name: "Mill Lane".to_owned(), town: "Northmere".to_owned(), ..Street::default() },
        postcode: "NX1 1AB".to_owned(),
        ..Delivery::default()
    };
    vec![
        street(70, "ENG", "Mill Lane"),
        street(70, "CYM", "Lon y Felin"),
        property(1, "1", "NX1 1AA"),
        address(1, "A1", ("ENG", "1"), "8", 70),
        address(1, "A2", ("ENG", "8"), "6", 70),
        address(1, "A3", ("ENG", "7"), "99", 70),
        record(1, "D1", Body::Delivery(delivery)),
        organisation(1, "O1", "Rose Bakery", false),
        organisation(1, "O2", "Thistle Books", true),
        record(1, "C1", Body::Class(Class { class_code: "CR08".to_owned(), scheme: "other".to_owned() })),
        property(2, "8", "NX1 1AA"),
        address(2, "A4", ("ENG", "8"), "10", 70),
        record(2, "S1", Body::Successor(Successor { successor: 1 })),
    ]
}

fn build(path: &Path, records: &[Record]) {
    let mut builder = Builder::create(path).unwrap();
    records.iter().for_each(|record| builder.put(record).unwrap());
    builder.supplied(20_260_101_000_000).unwrap();
    builder.finish().unwrap();
}

fn told(path: &Path, text: &str) -> String {
    let mut matcher = Matcher::new(Gazetteer::open(path).unwrap());
    let found = matcher.find([text], None).unwrap();
    match found.best() {
        Some(best) if found.level != MatchLevel::None => format!("{} {}", best.uprn, best.status.name()),
        _ => "none".to_owned(),
    }
}

fn check(path: &Path, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(told(path, text), *expected, "{text}");
    }
}

#[test]
fn property_is_found_by_every_address_that_it_has_or_had() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g");
    build(&path, &town());
    check(
        &path,
        &[
            ("8 Mill Lane, Northmere NX1 1AA", "1 current"),
            ("8 Lon y Felin, Northmere NX1 1AA", "1 current"),
            ("6 Mill Lane, Northmere NX1 1AA", "1 historical"),
            ("Mill House, 8 Mill Lane, NX1 1AB", "1 current"),
            ("Rose Bakery, 8 Mill Lane NX1 1AA", "1 current"),
            ("Thistle Books, 8 Mill Lane NX1 1AA", "1 historical"),
            ("10 Mill Lane, Northmere NX1 1AA", "2 historical"),
            // It was rejected: no address of anything.
            ("99 Mill Lane, Northmere NX1 1AA", "none"),
        ],
    );
    let gazetteer = Gazetteer::open(&path).unwrap();
    assert_eq!(gazetteer.successors(2).unwrap(), [1]);
    assert_eq!(gazetteer.entry(1).unwrap().unwrap().classification, "CR08");
}

#[test]
fn change_of_a_street_reaches_all_its_properties() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g");
    build(&path, &town());
    let mut updater = Updater::open(&path).unwrap();
    updater.put(&street(70, "ENG", "Station Approach")).unwrap();
    let count = updater.finish().unwrap();
    assert_eq!((count.updated, count.unknown), (2, 0));
    check(&path, &[("8 Station Approach, NX1 1AA", "1 current"), ("8 Lon y Felin, NX1 1AA", "1 current")]);
}

#[test]
fn record_taken_out_stays_as_ended_and_one_that_moves_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g");
    build(&path, &town());
    let mut updater = Updater::open(&path).unwrap();
    updater.end_record(1, RecordKind::Address, "A1").unwrap();
    updater.end_record(1, RecordKind::Address, "A9").unwrap();
    // Told before it is taken out, and still there: deletes come first.
    updater.put(&address(2, "A2", ("ENG", "1"), "6", 70)).unwrap();
    updater.end_record(2, RecordKind::Address, "A2").unwrap();
    updater.put(&property(2, "1", "NX1 1AA")).unwrap();
    assert_eq!(updater.finish().unwrap().unknown, 1);
    check(
        &path,
        &[("8 Mill Lane, Northmere NX1 1AA", "1 ended"), ("6 Mill Lane, Northmere NX1 1AA", "2 current")],
    );
}

#[test]
fn older_supply_and_one_of_another_kind_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g");
    build(&path, &town());
    let mut updater = Updater::open(&path).unwrap();
    let error = updater.supplied(20_260_101_000_000).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the supply of 2026-01-01 00:00:00 is no newer than the one of 2026-01-01 00:00:00 that the gazetteer has"
    );
    updater.supplied(20_260_201_120_000).unwrap();
    let other = updater.replace(1, &[Entry { uprn: 1, ..Entry::default() }]);
    assert!(matches!(other, Err(GazetteerError::OtherKind { .. })));
}

/// A change: a record put, or the one of its name taken out.
fn change() -> impl Strategy<Value = (Record, bool)> {
    let statuses = prop::sample::select(vec!["1", "3", "8", "6"]);
    let number = (1..4_u8).prop_map(|number| number.to_string());
    let record = prop_oneof![
        (70..72_u64, prop::sample::select(vec!["Mill Lane", "High Street", "Station Road"]), any::<bool>())
            .prop_map(|(usrn, name, is_welsh)| street(usrn, if is_welsh { "CYM" } else { "ENG" }, name)),
        (1..4_u64, statuses.clone(), prop::sample::select(vec!["NX1 1AA", "NX1 1AB", ""]))
            .prop_map(|(uprn, status, postcode)| property(uprn, status, postcode)),
        (1..4_u64, 1..5_u8, statuses, number, 70..72_u32).prop_map(|(uprn, key, status, number, usrn)| {
            address(uprn, &format!("A{key}"), (if key == 4 { "CYM" } else { "ENG" }, status), &number, usrn)
        }),
        (1..4_u64, any::<bool>()).prop_map(|(uprn, is_past)| organisation(
            uprn,
            &format!("O{uprn}"),
            "Rose",
            is_past
        )),
    ];
    (record, prop::bool::weighted(0.3))
}

type Named = BTreeMap<(RecordKind, String, u64), (Record, bool)>;

/// Takes one supply into the plain twin: deletes, then what is put; a key of a property's record names one record.
fn take(state: &mut Named, supply: &[(Record, bool)]) {
    let name = |record: &Record| (record.body.kind(), record.key.clone(), record.owner);
    for (record, _) in supply.iter().filter(|(_, is_delete)| *is_delete) {
        if let Some((_, is_ended)) = state.get_mut(&name(record)) {
            *is_ended = true;
        }
    }
    for (record, _) in supply.iter().filter(|(_, is_delete)| !*is_delete) {
        let kind = record.body.kind();
        if !matches!(kind, RecordKind::Street | RecordKind::Property) {
            state.retain(|(other, key, _), _| *other != kind || *key != record.key);
        }
        state.insert(name(record), (record.clone(), false));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_supplies_leave_what_their_end_makes(
        supplies in prop::collection::vec(prop::collection::vec(change(), 1..8), 1..5)
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (updated, built) = (folder.path().join("updated"), folder.path().join("built"));
        let base = [street(70, "ENG", "Mill Lane"), property(9, "1", "NX1 1AA")];
        build(&updated, &base);
        let mut state = Named::new();
        take(&mut state, &base.map(|record| (record, false)));
        for supply in &supplies {
            let mut updater = Updater::open(&updated).unwrap();
            for (record, is_delete) in supply {
                if *is_delete {
                    updater.end_record(record.owner, record.body.kind(), &record.key).unwrap();
                } else {
                    updater.put(record).unwrap();
                }
            }
            updater.finish().unwrap();
            take(&mut state, supply);
        }
        let records: Vec<Record> = state.values().map(|(record, _)| record.clone()).collect();
        build(&built, &records);
        let mut updater = Updater::open(&built).unwrap();
        for (record, _) in state.values().filter(|(_, is_ended)| *is_ended) {
            updater.end_record(record.owner, record.body.kind(), &record.key).unwrap();
        }
        updater.finish().unwrap();
        prop_assert_eq!(everything(&updated), everything(&built));
    }
}

#[test]
fn status_of_an_address_is_no_better_than_its_propertys() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g");
    build(
        &path,
        &[street(70, "ENG", "Mill Lane"), property(1, "8", ""), address(1, "A", ("ENG", "1"), "8", 70)],
    );
    let entries = Gazetteer::open(&path).unwrap().entries(1).unwrap();
    assert_eq!(entries.iter().map(|entry| entry.status).collect::<Vec<_>>(), [EntryStatus::Historical]);
}
