//! After a change, the residences of those affected and the households of their homes, put into the place of what was, are what
//! reading all records gives.

use std::collections::{BTreeMap, BTreeSet};

use link::home::{Homes, of_table};
use link::relink::Update;
use link::residence::{Affected, Change, Records, Residence, When, households, read, residences};
use link::table::{Table, TableBuilder};
use proptest::prelude::*;

const NAMES: [&str; 7] =
    ["uprn", "address_key", "address_from", "address_to", "valid_from", "valid_to", "death_date"];
const LISTS_MAIN: [bool; 2] = [true, false];

/// A record's source and values.
type Row = (u16, Vec<Option<String>>);

fn table(rows: &[&Row]) -> Table {
    let mut builder = TableBuilder::new(&NAMES);
    for (source, values) in rows {
        builder.push_row(*source, &values.iter().map(Option::as_deref).collect::<Vec<_>>());
    }
    builder.finish().unwrap()
}

/// How a home is called.
fn name(table: &Table, homes: &Homes, home: u32) -> (Option<String>, Option<String>) {
    let home = homes.homes[home as usize];
    let text = |column: &str, id: u32| {
        let column = table.column(column).unwrap();
        (id != 0).then(|| String::from_utf8(column.dictionary().bytes(id).to_vec()).unwrap())
    };
    (text("uprn", home.uprn), text("address_key", home.address))
}

/// A home's key: its UPRN, or its address where it has none.
fn key(name: &(Option<String>, Option<String>)) -> String {
    name.0.clone().unwrap_or_else(|| name.1.clone().unwrap_or_default())
}

/// Everything that is told of who lives where, without numbers of homes.
#[derive(Debug, Clone, PartialEq, Default)]
struct Told {
    /// By person and home.
    residences: BTreeMap<(u64, String), String>,
    /// By home.
    households: BTreeMap<String, String>,
}

impl Told {
    fn of(records: &Records<'_>, today: When, affected: Option<&Affected>) -> Self {
        let said = read(records, |row| affected.is_none_or(|affected| affected.has_row(row)));
        let found = residences(said.statements, said.deaths, today);
        let name = |home: u32| name(records.table, records.homes, home);
        let is_wanted = |it: &&Residence| affected.is_none_or(|affected| affected.has_person(it.entity));
        let told = |it: &Residence| {
            let text = format!("{:?} {:?}", name(it.home), Residence { home: 0, ..it.clone() });
            ((it.entity, key(&name(it.home))), text)
        };
        let together = households(&found).into_iter();
        let together = together.filter(|it| affected.is_none_or(|affected| affected.has_home(it.home)));
        Self {
            residences: found.iter().filter(is_wanted).map(told).collect(),
            households: together
                .map(|it| {
                    (key(&name(it.home)), format!("{:?} {:?} {:?}", name(it.home), it.people, it.since))
                })
                .collect(),
        }
    }
}

fn any_row() -> impl Strategy<Value = Row> {
    let text = |most: u32, prefix: &'static str| {
        proptest::option::weighted(0.7, (0..most).prop_map(move |number| format!("{prefix}{number}")))
    };
    let date = || proptest::option::weighted(0.4, (2023_u32..2029).prop_map(|year| format!("{year}-06-01")));
    let death = proptest::option::weighted(0.05, Just("2025-01-01".to_owned()));
    (0_u16..2, text(5, "1000"), text(5, "HOME "), date(), date(), date(), date(), death).prop_map(
        |(source, uprn, address, from, to, told, until, death)| {
            (source, vec![uprn, address, from, to, told, until, death])
        },
    )
}

/// A record before and after: its rows, where it is there, its people, and whether the person may be another.
type Record = (Option<Row>, Option<Row>, u64, u64, u8);

fn any_record() -> impl Strategy<Value = Record> {
    let row = || proptest::option::weighted(0.9, any_row());
    (row(), row(), 1_u64..7, 1_u64..7, 0_u8..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_a_change_affects_put_into_the_place_of_what_was_is_what_everything_gives(
        all in proptest::collection::vec(any_record(), 1..14),
        days in (2024_u32..2027, 0_u32..3),
    ) {
        // Most records are as they were, and of whom they were.
        let all: Vec<Record> = all
            .into_iter()
            .map(|(before, after, was, is, kind)| match kind {
                0 => (before, after, was, is, kind),
                1 => (before.clone(), before, was, is, kind),
                _ => (before.clone(), before, was, was, kind),
            })
            .collect();
        let ids = |of: fn(&Record) -> &Option<Row>| -> Vec<u64> {
            (0..).zip(&all).filter(|(_, it)| of(it).is_some()).map(|(id, _)| id).collect()
        };
        let (before, after) = (ids(|it| &it.0), ids(|it| &it.1));
        let fresh: Vec<u64> = after.iter().copied().filter(|id| all[*id as usize].0 != all[*id as usize].1).collect();
        let gone: Vec<u64> = before.iter().copied().filter(|id| !after.contains(id)).collect();
        let rows = |ids: &[u64], of: fn(&Record) -> &Option<Row>| {
            table(&ids.iter().map(|id| of(&all[*id as usize]).as_ref().unwrap()).collect::<Vec<_>>())
        };
        let day = |year: u32| When::read(&format!("{year}-11-22")).unwrap();
        let days = (day(days.0), day(days.0 + days.1));

        let then = rows(&before, |it| &it.0);
        let was: Vec<u64> = before.iter().map(|id| all[*id as usize].2).collect();
        let homes = of_table(&then);
        let records = Records { table: &then, records: &before, entity_of: &was, lists_main: &LISTS_MAIN, homes: &homes };
        let mut told = Told::of(&records, days.0, None);

        let update = Update::new(then.clone(), &before, &rows(&fresh, |it| &it.1), &fresh, &gone).unwrap();
        let (uprns, addresses) = (update.changed_values("uprn"), update.changed_values("address_key"));
        let (now, stand) = update.into_parts();
        prop_assert_eq!(&stand, &after);
        let is: Vec<u64> = after.iter().map(|id| all[*id as usize].3).collect();
        let is_touched = |id: &u64| fresh.contains(id) || all[*id as usize].2 != all[*id as usize].3;
        let touched: Vec<u32> = (0..).zip(&after).filter(|(_, id)| is_touched(id)).map(|(row, _)| row).collect();
        let people: Vec<u64> =
            before.iter().filter(|id| is_touched(id) || gone.contains(id)).map(|id| all[*id as usize].2).collect();
        let homes = of_table(&now);
        let records = Records { table: &now, records: &after, entity_of: &is, lists_main: &LISTS_MAIN, homes: &homes };
        let change = Change { uprns: &uprns, addresses: &addresses, touched: &touched, people: &people, days };
        let affected = Affected::find(&records, &change);

        let text = |column: &str, id: &u32| {
            String::from_utf8(now.column(column).unwrap().dictionary().bytes(*id).to_vec()).unwrap()
        };
        let mut changed: BTreeSet<String> = affected.homes().map(|home| key(&name(&now, &homes, home))).collect();
        changed.extend(uprns.iter().map(|id| text("uprn", id)));
        changed.extend(addresses.iter().map(|id| text("address_key", id)));
        told.residences.retain(|(person, _), _| !affected.has_person(*person));
        told.households.retain(|home, _| !changed.contains(home));
        let more = Told::of(&records, days.1, Some(&affected));
        told.residences.extend(more.residences);
        told.households.extend(more.households);
        prop_assert_eq!(told, Told::of(&records, days.1, None));
    }
}
