//! One record asked after finds what linking would compare it with, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use link::explain::Explainer;
use link::lookup::{Guest, Index};
use link::model::Model;
use link::progress::silent;
use link::score::{ScoreOptions, level_of};
use link::table::{Table, TableBuilder};
use link::train::{TrainOptions, Trained, train};
use standardise::record::{Entity, columns};

use crate::town::Town;
use crate::twin::{Twin, premises, trained};

/// Some of a table's rows.
fn rows(table: &Table, wanted: impl Iterator<Item = usize>) -> Table {
    table.select(&wanted.collect::<Vec<_>>())
}

/// Every so many rows one is a guest.
const GUEST_EVERY: usize = 12;

/// The rows of a table that are no guests.
fn known_rows(all: &Table) -> Table {
    rows(all, (0..all.row_count()).filter(|row| row % GUEST_EVERY != 0))
}

/// Asks for each guest among a table's rows, and again slowly: it is put at the end of the known rows, and its pairs are made
/// and weighed from the texts. Returns how many candidates there were.
fn check(all: &Table, trained: &Trained) -> usize {
    let model = trained.model();
    let table = known_rows(all);
    let known = table.row_count();
    let index = Index::new(&table, trained, &silent).unwrap();
    let mut seeker = index.seeker();
    let mut candidate_count = 0;
    for row in (0..all.row_count()).step_by(GUEST_EVERY) {
        let with_guest = rows(all, (0..all.row_count()).filter(|row| row % GUEST_EVERY != 0).chain([row]));
        let twin = Twin::with_guests(&with_guest, model, 1);
        let mut expected: BTreeMap<usize, usize> = BTreeMap::new();
        for (rule, blocking) in model.rules().iter().enumerate() {
            for (left, _) in twin.pairs(blocking).into_iter().filter(|(_, right)| *right == known) {
                expected.entry(left).or_insert(rule);
            }
        }
        let answer = seeker.find(&Guest::of_row(all, row), usize::MAX);
        if answer.left_out.iter().all(|left_out| left_out.looked_at == 0) {
            assert_eq!(answer.looked_at, expected.len());
        }
        let found: BTreeMap<u32, _> = answer.candidates.iter().map(|found| (found.row, found)).collect();
        for (left, rule) in expected {
            let codes: Vec<usize> =
                (0..model.comparisons().len()).map(|at| twin.level(at, left, known)).collect();
            let weight = twin.weight(&codes, left);
            let Some(candidate) = found.get(&(left as u32)) else {
                assert!(weight < ScoreOptions::default().keep_weight + 1e-4, "{row} {left} {weight}");
                continue;
            };
            let levels: Vec<usize> =
                (0..codes.len()).map(|comparison| level_of(candidate.pattern, comparison)).collect();
            assert_eq!(levels, codes, "{row} {left}");
            assert_eq!(usize::from(candidate.rule), rule);
            assert!((f64::from(candidate.weight) - weight).abs() < 1e-3, "{row} {left}");
            assert_eq!(seeker.why(candidate).total as f32, candidate.weight);
            candidate_count += 1;
        }
        let order = |pair: &[link::lookup::Candidate]| {
            (pair[1].weight, pair[0].row) <= (pair[0].weight, pair[1].row) && pair[1].weight <= pair[0].weight
        };
        assert!(answer.candidates.windows(2).all(order));
    }
    candidate_count
}

#[test]
fn a_person_finds_what_the_slow_twin_finds() {
    let all = Town::new(70, 31).table();
    let trained = trained(&known_rows(&all), Entity::Person);
    let found = check(&all, &trained);
    assert!(found > 20, "{found}");
}

#[test]
fn premises_find_what_the_slow_twin_finds() {
    let all = premises(200, 9);
    let trained = trained(&known_rows(&all), Entity::Premises);
    let found = check(&all, &trained);
    assert!(found > 10, "{found}");
}

#[test]
fn a_small_cap_leaves_out_what_linking_leaves_out() {
    let rule = "keys = [\"postcode\", \"family_name_key[:4]\"]\nrefine = [\"given_name_key[:1]\"]\n";
    let model = Model::built_in(Entity::Person).to_toml();
    let model = model.replace(rule, &format!("{rule}cap = 4\n")).replace("cap = 50", "cap = 2");
    let all = Town::new(70, 3).table();
    let model = Model::parse(&model).unwrap();
    let trained = train(&known_rows(&all), &model, &TrainOptions::default(), &silent).unwrap();
    let found = check(&all, &trained);
    assert!(found > 10, "{found}");
}

#[test]
fn a_known_record_weighs_to_the_bit_what_the_pair_weighs() {
    let table = Town::new(60, 5).table();
    let trained = trained(&table, Entity::Person);
    let index = Index::new(&table, &trained, &silent).unwrap();
    let explainer = Explainer::new(&table, &trained).unwrap();
    let mut seeker = index.seeker();
    for row in 0..table.row_count() as u32 {
        let answer = seeker.find(&Guest::of_row(&table, row as usize), 10);
        assert!(answer.candidates.iter().any(|candidate| candidate.row == row), "{row}");
        for candidate in answer.candidates.iter().filter(|candidate| candidate.row != row) {
            let pair = explainer.explain(candidate.row, row).unwrap();
            assert_eq!(seeker.why(candidate), pair);
            assert_eq!(candidate.weight, pair.total as f32);
        }
    }
}

#[test]
fn the_best_are_those_that_all_would_have_begun_with() {
    let table = Town::new(60, 8).table();
    let index = Index::new(&table, &trained(&table, Entity::Person), &silent).unwrap();
    let (mut one, mut other) = (index.seeker(), index.seeker());
    for row in 0..table.row_count() {
        let guest = Guest::of_row(&table, row);
        let all = one.find(&guest, usize::MAX).candidates;
        for limit in 0..4 {
            assert_eq!(other.find(&guest, limit).candidates, all[..limit.min(all.len())]);
        }
    }
}

/// A table of people of one name, each with a postcode of their own.
fn namesakes(count: usize) -> Table {
    let names = columns(Entity::Person);
    let mut builder = TableBuilder::new(names);
    for number in 0..count {
        let postcode = format!("LS{} {}AB", number / 9 + 1, number % 9 + 1);
        let value = |column: &&str| match *column {
            "given_name_key" => Some("MARY"),
            "family_name_key" => Some("SMITH"),
            "postcode" => Some(postcode.as_str()),
            _ => None,
        };
        builder.push_row(0, &names.iter().map(value).collect::<Vec<_>>());
    }
    builder.finish().unwrap()
}

#[test]
fn what_is_left_out_is_told_and_the_smallest_of_it_looked_at() {
    let table = namesakes(80);
    let trained = Trained::as_given(trained(&table, Entity::Person).model());
    let index = Index::new(&table, &trained, &silent).unwrap();
    let mut seeker = index.seeker();
    let answer = seeker.find(&Guest::new([("given_name_key", "MARY"), ("family_name_key", "SMITH")]), 3);
    assert_eq!((answer.rule_count, answer.looked_at), (1, 80));
    let left_out: Vec<(usize, usize)> =
        answer.left_out.iter().map(|left_out| (left_out.record_count, left_out.looked_at)).collect();
    assert_eq!(left_out, [(80, 80)]);
    let named: BTreeSet<String> =
        answer.left_out.iter().map(|left_out| index.rules()[usize::from(left_out.rule)].label()).collect();
    assert_eq!(named, BTreeSet::from(["family_name_key + given_name_key".to_owned()]));
    // With a postcode the block is refined to those of one postal district.
    let guest =
        Guest::new([("given_name_key", "MARY"), ("family_name_key", "SMITH"), ("postcode", "LS1 3AB")]);
    let answer = seeker.find(&guest, 3);
    assert_eq!(answer.looked_at, 9);
    assert!(answer.left_out.iter().all(|left_out| left_out.looked_at == 0));
}

#[test]
fn nothing_usable_finds_nothing_and_shows_no_value() {
    let table = namesakes(5);
    let index = Index::new(&table, &trained(&table, Entity::Person), &silent).unwrap();
    let answer = index.seeker().find(&Guest::new([("given_name_key", "MARY"), ("sex", "")]), 5);
    assert_eq!((answer.rule_count, answer.looked_at, answer.candidates.len()), (0, 0, 0));
    assert_eq!(format!("{:?}", Guest::new([("given_name_key", "MARKED")])), r#"{"given_name_key"}"#);
}
