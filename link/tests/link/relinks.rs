//! Linking again what a change touches gives what linking everything does, over random loads, corrections and deletes.

use std::collections::BTreeMap;

use link::cluster::{ClusterOptions, Clusters, cluster};
use link::identity::carry_over;
use link::model::Model;
use link::progress::silent;
use link::relink::{Said, Standing, Update, relink};
use link::score::{ScoreOptions, ScoredPair, score};
use link::table::{Column, Dictionary, Table};
use link::train::{TrainOptions, Trained, train};
use link::verdict::Verdict;
use proptest::prelude::*;
use standardise::record::Entity;

use crate::town::{Dice, Town};

/// Records by id: source and values.
type Records = BTreeMap<u64, (u16, Vec<Option<String>>)>;

/// What stands after a change, and what it took to get there.
struct Place {
    table: Table,
    records: Vec<u64>,
    pairs: Vec<ScoredPair>,
    entity_of: Vec<u64>,
    next_id: u64,
    /// The records on which a verdict binds.
    read: Vec<u64>,
}

/// What people say: two records, and whether they are the same.
type Words = BTreeMap<(u64, u64), bool>;

/// The built-in model with caps so small that blocks come to them and fall below them.
fn model() -> Model {
    let text = Model::built_in(Entity::Person).to_toml();
    let lines = text.lines().filter(|line| !line.starts_with("cap = "));
    let capped = lines.map(|line| if line == "[[blocking]]" { "[[blocking]]\ncap = 6" } else { line });
    let model = Model::parse(&capped.collect::<Vec<_>>().join("\n")).unwrap();
    model.with_duplicate_free([SOURCE_NAMES[1].to_owned()])
}

/// The second is free of duplicates.
const SOURCE_NAMES: [&str; 4] = ["library", "register", "rolls", "wards"];

fn texts(table: &Table, row: usize) -> Vec<Option<String>> {
    table.columns().iter().map(|column| column.text(row).map(str::to_owned)).collect()
}

/// A table of records, its values as frequent as those of `reference`.
fn table_of<'r>(
    reference: &Table,
    records: impl Iterator<Item = &'r (u16, Vec<Option<String>>)> + Clone,
) -> Table {
    let columns = reference.columns().iter().enumerate().map(|(position, column)| {
        let mut column: Column = column.emptied();
        records.clone().for_each(|(_, values)| column.push(values[position].as_deref()));
        column
    });
    let columns = columns.collect();
    let table = Table::from_columns(records.map(|(source, _)| *source).collect(), columns).unwrap();
    table.with_source_names(SOURCE_NAMES.map(str::to_owned).to_vec())
}

/// The verdicts on records that are there.
fn bound(words: &Words, records: &[u64]) -> Vec<Verdict> {
    let row = |record: &u64| records.binary_search(record).ok().map(|row| row as u32);
    let verdict = |((left, right), same): (&(u64, u64), &bool)| {
        Some(Verdict { left: row(left)?, right: row(right)?, same: *same })
    };
    words.iter().filter_map(verdict).collect()
}

fn link_all(table: &Table, trained: &Trained, verdicts: &[Verdict]) -> (Vec<ScoredPair>, Clusters) {
    let scored = score(table, trained, &ScoreOptions::default(), &silent).unwrap();
    let options = ClusterOptions::new(trained.model(), table).with_verdicts(verdicts);
    let clusters = cluster(table.row_count(), &scored.pairs, &options);
    (scored.pairs, clusters)
}

/// Changes some records as sources do: a value of another record, a value lost, a letter mistyped.
fn correct(values: &mut [Option<String>], from: &[Option<String>], dice: &mut Dice) {
    for _ in 0..=dice.below(2) {
        let column = dice.below(values.len());
        values[column] = match dice.below(3) {
            0 => None,
            1 => from[column].clone(),
            _ => values[column].as_ref().map(|value| value.replacen('A', "E", 1)),
        };
    }
}

impl Place {
    fn first(table: &Table, trained: &Trained, records: &Records) -> Self {
        let table = table_of(table, records.values());
        let ids: Vec<u64> = records.keys().copied().collect();
        let (pairs, clusters) = link_all(&table, trained, &[]);
        let carried = carry_over(&[], &ids, &clusters, 1);
        let (entity_of, next_id) = (carried.entity_of, carried.next_id);
        Self { table, records: ids, pairs, entity_of, next_id, read: Vec::new() }
    }

    fn members(&self) -> Vec<(u64, u64)> {
        self.records.iter().copied().zip(self.entity_of.iter().copied()).collect()
    }

    /// Takes a change in by linking what it touches, and compares with linking everything.
    fn change(
        self,
        trained: &Trained,
        reference: &Table,
        records: &Records,
        (fresh, gone): (&Records, &[u64]),
        words: &Words,
    ) -> Self {
        let fresh_ids: Vec<u64> = fresh.keys().copied().collect();
        let previous = self.members();
        let fresh_table = table_of(reference, fresh.values());
        let update = Update::new(self.table, &self.records, &fresh_table, &fresh_ids, gone).unwrap();
        let standing = Standing { trained, pairs: &self.pairs, entity_of: &self.entity_of };
        let verdicts = bound(words, update.records());
        let row = |record: &u64| update.records().binary_search(record).ok().map(|row| row as u32);
        let reread: Vec<u32> = self.read.iter().filter_map(row).collect();
        let said = Said { verdicts: &verdicts, reread: &reread };
        let relinked = relink(&update, &standing, &said, &ScoreOptions::default()).unwrap();

        let whole = table_of(reference, records.values());
        let (pairs, clusters) = link_all(&whole, trained, &verdicts);
        assert_eq!(update.records(), records.keys().copied().collect::<Vec<_>>());
        assert_eq!(relinked.scored.pairs, pairs);
        assert_eq!(relinked.clusters.cluster_of, clusters.cluster_of);
        assert_eq!(relinked.clusters.sizes, clusters.sizes);
        assert_eq!(relinked.clusters.verdicts.overridden, clusters.verdicts.overridden);
        assert_eq!(relinked.clusters.verdicts.contradicted, clusters.verdicts.contradicted);
        let carried = carry_over(&previous, update.records(), &clusters, self.next_id);

        // Ids are carried over among the touched alone.
        let touched: Vec<u64> = relinked.touched.iter().map(|row| update.records()[*row as usize]).collect();
        let is_concerned = |record: &u64| touched.binary_search(record).is_ok() || gone.contains(record);
        let concerned: Vec<(u64, u64)> =
            previous.iter().copied().filter(|(record, _)| is_concerned(record)).collect();
        let inner = relinked.clusters.of_rows(&relinked.touched);
        let inner = carry_over(&concerned, &touched, &inner, self.next_id);
        let mut entity_of: BTreeMap<u64, u64> = previous.into_iter().collect();
        entity_of.retain(|record, _| !gone.contains(record));
        entity_of.extend(touched.iter().copied().zip(inner.entity_of.iter().copied()));
        assert_eq!(entity_of.into_values().collect::<Vec<_>>(), carried.entity_of);
        assert_eq!(inner.events, carried.events);
        assert_eq!(inner.next_id, carried.next_id);

        let (table, records) = update.into_parts();
        let read = verdicts.iter().flat_map(|verdict| [verdict.left, verdict.right]);
        let read = read.map(|row| records[row as usize]).collect();
        Self { table, records, pairs, entity_of: carried.entity_of, next_id: carried.next_id, read }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn random_sequences_of_changes_end_where_linking_everything_does(seed in 0_u64..1 << 32) {
        let mut dice = Dice(seed);
        let town = Town::new(90, seed).table();
        let trained = train(&town, &model(), &TrainOptions::default(), &silent).unwrap();
        let mut reference = town.clone();
        reference.freeze();
        let mut all: Vec<(u16, Vec<Option<String>>)> =
            (0..town.row_count()).map(|row| (town.sources()[row], texts(&town, row))).collect();
        let waiting = all.split_off(all.len() * 3 / 4);
        let mut records: Records = (0..).map(|id| id * 3).zip(all).collect();
        let mut waiting = waiting.into_iter();
        let mut place = Place::first(&reference, &trained, &records);
        let mut words = Words::new();
        for _ in 0..4 {
            let known: Vec<u64> = records.keys().copied().collect();
            let mut fresh = Records::new();
            for record in waiting.by_ref().take(dice.below(8)) {
                // Between the others, as sources with lower numbers give them.
                fresh.insert(known[dice.below(known.len())] + 1, record);
            }
            for _ in 0..dice.below(6) {
                let (one, other) = (known[dice.below(known.len())], known[dice.below(known.len())]);
                let mut record = records[&one].clone();
                correct(&mut record.1, &records[&other].1, &mut dice);
                fresh.insert(one, record);
            }
            let mut gone: Vec<u64> = (0..dice.below(5)).map(|_| known[dice.below(known.len())]).collect();
            gone.retain(|record| !fresh.contains_key(record));
            gone.sort_unstable();
            gone.dedup();
            records.extend(fresh.clone());
            records.retain(|record, _| gone.binary_search(record).is_err());
            for _ in 0..dice.below(8) {
                // A pair that was scored, mostly, and a word that may take back the one before.
                let pair = place.pairs[dice.below(place.pairs.len())];
                let (left, right) = match dice.below(4) {
                    0 => (known[dice.below(known.len())], known[dice.below(known.len())]),
                    _ => (place.records[pair.left as usize], place.records[pair.right as usize]),
                };
                words.insert((left, right), dice.below(2) == 0);
            }
            words.retain(|_, _| dice.below(8) > 0);
            place = place.change(&trained, &reference, &records, (&fresh, &gone), &words);
        }
    }
}

#[test]
fn records_whose_frequencies_were_not_kept_are_not_linked_again() {
    let table = Town::new(10, 1).table();
    let trained = Trained::as_given(&model());
    let records: Vec<u64> = (0..table.row_count() as u64).collect();
    let entity_of = records.clone();
    let update = Update::new(table.clone(), &records, &table_of(&table, [].iter()), &[], &[0]).unwrap();
    let standing = Standing { trained: &trained, pairs: &[], entity_of: &entity_of };
    let error = relink(&update, &standing, &Said::default(), &ScoreOptions::default()).unwrap_err();
    assert!(matches!(error, link::error::LinkError::NotFrozen { .. }), "{error}");
}

#[test]
fn a_table_put_together_again_from_its_parts_is_the_same() {
    let table = Town::new(10, 1).table();
    for column in table.columns() {
        let mut frozen = column.clone();
        frozen.freeze();
        let (bytes, ends) = frozen.dictionary().as_parts();
        let dictionary = Dictionary::from_parts(bytes.to_vec(), ends.to_vec()).unwrap();
        let (ids, reference) = (frozen.ids().to_vec(), frozen.reference().map(<[u32]>::to_vec));
        let mut again =
            Column::from_parts(column.name(), ids.clone(), dictionary.clone(), reference).unwrap();
        for row in 0..table.row_count() {
            assert_eq!(again.text(row), column.text(row));
            again.push(column.text(row));
        }
        assert_eq!(again.ids()[ids.len()..], ids);
        assert_eq!(again.reference(), frozen.reference());
        let beyond = vec![dictionary.id_count() as u32];
        assert!(Column::from_parts(column.name(), beyond, dictionary, None).is_err());
    }
    assert!(Dictionary::from_parts(b"AB".to_vec(), vec![0, 1]).is_none());
    assert!(Dictionary::from_parts(b"AB".to_vec(), vec![0, 2, 1]).is_none());
}
