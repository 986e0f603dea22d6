//! Files that one linkage after another writes of what has changed tell what one file of everything tells.

use std::path::Path;

use link::relink::Update;
use link::table::{Table, TableBuilder};

use super::*;
use crate::linkage::again::ChangedHomes;

const NAMES: [&str; 5] = ["uprn", "address_key", "address_from", "address_to", "valid_from"];

/// A number from 0 to below another, drawn by a simple rule.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// A record of a person: who, its source and its values.
#[derive(Clone, PartialEq)]
struct Kept {
    record: u64,
    entity: u64,
    source: u16,
    values: Vec<Option<String>>,
}

fn any_kept(record: u64, dice: &mut Dice) -> Kept {
    let home = dice.below(60);
    let mut text = |often: u64, text: String| (dice.below(10) < often).then_some(text);
    let values = vec![
        text(6, format!("1000{home}")),
        // Some homes share an address.
        text(8, format!("{} HIGH STREET", home / 3 * 3)),
        text(5, format!("20{}-06-01", 18 + home % 12)),
        text(2, format!("20{}-06-01", 22 + home % 6)),
        text(3, format!("20{}-06-01", 20 + home % 8)),
    ];
    Kept { record, entity: 1 + record % 70, source: dice.below(2) as u16, values }
}

fn table(kept: &[Kept]) -> Table {
    let mut builder = TableBuilder::new(&NAMES);
    for row in kept {
        builder.push_row(row.source, &row.values.iter().map(Option::as_deref).collect::<Vec<_>>());
    }
    builder.finish().unwrap()
}

fn day(year: u32) -> When {
    When::read(&format!("{year}-11-22")).unwrap()
}

/// What a folder tells, in an order that files do not change.
fn told(folder: &Path) -> (Vec<String>, Vec<String>) {
    let residences = all_residences(folder).unwrap().into_iter().map(|kept| {
        let KeptHome { uprn, address_key } = kept.home.clone();
        format!("{uprn:?} {address_key:?} {kept:?}")
    });
    let mut households = Vec::new();
    for Counting { path, rows } in HOUSEHOLDS.counting(folder, |_| true).unwrap() {
        let mut first = 0;
        ColumnReader::open(&path, &["home", UPRN, ADDRESS_KEY, "size", "since", "entities"])
            .unwrap()
            .for_each(|batch| {
                for row in (0..batch.row_count()).filter(|row| rows.contains(&(first + row))) {
                    let text = |name| batch.text_at(name, row).unwrap();
                    let number = |name| batch.numbers(name).unwrap().value(row);
                    let names = [UPRN, ADDRESS_KEY, "since", "entities"].map(text);
                    if number("size") > 0 {
                        households.push(format!("{} {} {names:?}", number("home"), number("size")));
                    }
                }
                first += batch.row_count();
                Ok::<_, TableFileError>(())
            })
            .unwrap();
    }
    let (mut residences, mut households) = (residences.collect::<Vec<_>>(), households);
    residences.sort();
    households.sort();
    (residences, households)
}

/// The records after some have changed, gone, come, or turned out to be of somebody else.
fn changed(kept: &[Kept], next: u64, dice: &mut Dice) -> Vec<Kept> {
    let mut after: Vec<Kept> = kept.to_vec();
    for _ in 0..=dice.below(3) {
        let at = dice.below(after.len() as u64) as usize;
        match dice.below(4) {
            0 => {
                after.remove(at);
            }
            1 => after[at].entity = 1 + dice.below(75),
            2 => after.push(any_kept(next + after.len() as u64, dice)),
            _ => after[at] = Kept { entity: after[at].entity, ..any_kept(after[at].record, dice) },
        }
    }
    after.sort_by_key(|row| row.record);
    after
}

/// The change as linking again tells it: the records after it, the rows touched and what of homes has changed.
fn update(before: &[Kept], after: &[Kept]) -> (Inputs, Vec<u32>, ChangedHomes) {
    let old = |record: u64| before.iter().find(|row| row.record == record);
    let is_fresh = |row: &&Kept| {
        old(row.record).is_none_or(|old| (old.source, &old.values) != (row.source, &row.values))
    };
    let fresh: Vec<Kept> = after.iter().filter(is_fresh).cloned().collect();
    let is_there = |row: &&Kept| after.iter().any(|it| it.record == row.record);
    let gone: Vec<u64> = before.iter().filter(|row| !is_there(row)).map(|row| row.record).collect();
    let records = |rows: &[Kept]| rows.iter().map(|row| row.record).collect::<Vec<u64>>();
    let update =
        Update::new(table(before), &records(before), &table(&fresh), &records(&fresh), &gone).unwrap();
    let is_touched = |row: &Kept| old(row.record) != Some(row);
    let touched = (0..).zip(after).filter(|(_, row)| is_touched(row)).map(|(at, _)| at).collect();
    let was_of = |row: &&Kept| after.iter().find(|it| it.record == row.record).is_none_or(is_touched);
    let homes = ChangedHomes {
        uprns: update.changed_values(UPRN),
        addresses: update.changed_values(ADDRESS_KEY),
        entities: before.iter().filter(was_of).map(|row| row.entity).collect(),
    };
    let (table, records) = update.into_parts();
    (Inputs::new(Entity::Person, records, table), touched, homes)
}

#[test]
fn what_changes_wrote_one_after_the_other_tells_what_everything_tells() {
    let mut carried_over = 0;
    for seed in 0..12 {
        let mut dice = Dice(seed);
        let mut kept: Vec<Kept> = (0..150).map(|record| any_kept(record, &mut dice)).collect();
        let folders: Vec<_> = (0..10).map(|_| tempfile::tempdir().unwrap()).collect();
        let inputs = Inputs::new(Entity::Person, kept.iter().map(|row| row.record).collect(), table(&kept));
        let mut entity_of: Vec<u64> = kept.iter().map(|row| row.entity).collect();
        let mut today = day(2024);
        let first = Census { inputs: &inputs, entity_of: &entity_of, lists_main: &[true, false], today };
        let mut counts = write_residences(folders[0].path(), &first, None).unwrap().unwrap();
        for (step, folder) in (1..).zip(&folders[1..]) {
            let after = changed(&kept, 1_000 * step, &mut dice);
            let (inputs, touched, homes) = update(&kept, &after);
            entity_of = after.iter().map(|row| row.entity).collect();
            let before = CensusBefore {
                folder: folders[step as usize - 1].path(),
                touched: &touched,
                changed: &homes,
                today,
                counts,
            };
            today = day(2024 + step as u32 / 3);
            let census = Census { inputs: &inputs, entity_of: &entity_of, lists_main: &[true, false], today };
            counts = write_residences(folder.path(), &census, Some(&before)).unwrap().unwrap();
            carried_over += u32::from(folder.path().join("residences-1.parquet").is_file());

            let whole = tempfile::tempdir().unwrap();
            let all = write_residences(whole.path(), &census, None).unwrap().unwrap();
            assert_eq!(told(folder.path()), told(whole.path()), "seed {seed}, step {step}");
            assert_eq!(counts, all, "seed {seed}, step {step}");
            let contested_now = contested(folder.path()).unwrap().len() as u64;
            assert_eq!(contested_now, counts.contested);
            kept = after;
        }
    }
    assert!(carried_over > 40, "{carried_over} of 108 went on from the one before");
}
