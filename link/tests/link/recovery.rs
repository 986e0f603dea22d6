//! Training finds the numbers that data was made with.

use link::model::{Model, Worth};
use link::progress::silent;
use link::table::{Table, TableBuilder};
use link::train::{Doubt, TrainOptions, train};

use crate::town::Dice;

/// How many values each column has; any is as likely, so that u is one over it.
const VALUE_COUNTS: [usize; 4] = [400, 250, 150, 60];
/// How often a second record of a thing says the same, in a hundred.
const AGREE_PERCENT: [usize; 4] = [92, 85, 75, 65];

/// Things with one record or two, the second with errors.
fn table(thing_count: usize, twice_percent: usize, seed: u64) -> (Table, usize) {
    let mut dice = Dice(seed);
    let mut builder = TableBuilder::new(&["a", "b", "c", "d"]);
    let mut pair_count = 0;
    for _ in 0..thing_count {
        let values: Vec<usize> = VALUE_COUNTS.iter().map(|count| dice.below(*count)).collect();
        push(&mut builder, &values);
        if dice.percent(twice_percent) {
            pair_count += 1;
            let again = values.iter().zip(VALUE_COUNTS).zip(AGREE_PERCENT).map(|((value, count), agree)| {
                // Another value than this one, or this one.
                if dice.percent(agree) { *value } else { (value + 1 + dice.below(count - 1)) % count }
            });
            let again: Vec<usize> = again.collect();
            push(&mut builder, &again);
        }
    }
    (builder.finish().unwrap(), pair_count)
}

fn push(builder: &mut TableBuilder, values: &[usize]) {
    let texts: Vec<String> = values.iter().map(|value| format!("VALUE {value}")).collect();
    builder.push_row(0, &texts.iter().map(|text| Some(text.as_str())).collect::<Vec<_>>());
}

/// A model that says nothing of m and u.
fn model(strength: f64) -> Model {
    let mut text = format!("entity = \"thing\"\n[training]\nstrength = {strength:?}\n");
    for keys in [["a", "b"], ["a", "c"], ["b", "c"], ["c", "d"], ["a", "d"], ["b", "d"]] {
        text += &format!("[[blocking]]\nkeys = [\"{}\", \"{}\"]\n", keys[0], keys[1]);
    }
    for column in ["a", "b", "c", "d"] {
        text += &format!("[[comparison]]\nname = \"{column}\"\ncolumn = \"{column}\"\n");
        text += "[[comparison.level]]\nlabel = \"same\"\nwhen = \"exact\"\n";
        text += "[[comparison.level]]\nlabel = \"different\"\nwhen = \"else\"\n";
    }
    Model::parse(&text).unwrap()
}

#[test]
fn m_u_and_prior_come_back() {
    let (table, pair_count) = table(12_000, 60, 77);
    let trained = train(&table, &model(1.0), &TrainOptions::default(), &silent).unwrap();
    assert!(trained.diagnostics().converged);
    let row_count = table.row_count() as f64;
    let same = pair_count as f64 / (row_count * (row_count - 1.0) / 2.0);
    // Not every pair shares two values and so a block: those that don't are not seen.
    let found = trained.model().prior().same.unwrap() / same;
    assert!((0.9..1.05).contains(&found), "prior {found}");
    for (position, comparison) in trained.model().comparisons().iter().enumerate() {
        let Worth::Learnt { m: Some(m), u: Some(u), h: None } = *comparison.levels()[0].worth() else {
            panic!()
        };
        let true_m = AGREE_PERCENT[position] as f64 / 100.0;
        let true_u = 1.0 / VALUE_COUNTS[position] as f64;
        assert!((m - true_m).abs() < 0.02, "{}: m {m} for {true_m}", comparison.name());
        assert!((u / true_u - 1.0).abs() < 0.05, "{}: u {u} for {true_u}", comparison.name());
    }
}

#[test]
fn a_seed_gives_the_same_model() {
    let (table, _) = table(2_000, 50, 5);
    let run = |seed| {
        let options = TrainOptions { seed, pair_count: 3_000, ..TrainOptions::default() };
        train(&table, &model(50.0), &options, &silent).unwrap()
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}

#[test]
fn without_pairs_the_models_own_numbers_stand() {
    let mut builder = TableBuilder::new(&["a", "b", "c", "d"]);
    builder.push_row(0, &[Some("x"), None, None, None]);
    let exact = "when = \"a: exact\"\n";
    let text = model(50.0).to_toml().replace(exact, &format!("{exact}m = 0.7\nu = 0.01\n"));
    let trained =
        train(&builder.finish().unwrap(), &Model::parse(&text).unwrap(), &TrainOptions::default(), &silent);
    let trained = trained.unwrap();
    assert_eq!(trained.diagnostics().doubts, [Doubt::NoPairs]);
    let Worth::Learnt { m: Some(m), u: Some(u), .. } = *trained.model().comparisons()[0].levels()[0].worth()
    else {
        panic!()
    };
    // Else has a default, and the levels' m are made to add up to one.
    assert!((m - 0.7 / 0.75).abs() < 1e-9, "{m}");
    assert_eq!(u, 0.01);
}

#[test]
fn a_trained_model_reads_back_from_its_text() {
    let (table, _) = table(1_000, 50, 9);
    let trained = train(&table, &model(50.0), &TrainOptions::default(), &silent).unwrap();
    assert_eq!(Model::parse(&trained.model().to_toml()).unwrap(), *trained.model());
}

#[test]
fn a_column_that_is_not_there_is_told_with_the_nearest() {
    let text =
        model(1.0).to_toml().replace("\"c\"", "\"postcode\"").replace("\"c: exact\"", "\"postcode: exact\"");
    let table = TableBuilder::new(&["a", "b", "post_code", "d"]).finish().unwrap();
    let error = train(&table, &Model::parse(&text).unwrap(), &TrainOptions::default(), &silent).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the model's comparison `postcode` needs the column `postcode`, which the records do not have"
    );
    assert_eq!(error.hint().as_deref(), Some("did you mean `post_code`?"));
}

/// Codes that hardly any record holds and that are all alike: rates of their levels are measured on a handful of pairs, each
/// in its own way.
#[test]
fn a_model_trained_on_next_to_nothing_reads_back() {
    let mut text = String::from("entity = \"thing\"\n[[blocking]]\nkeys = [\"a\"]\n");
    text += "[[comparison]]\nname = \"code\"\ncolumn = \"code\"\n";
    for (label, when) in [("same", "exact"), ("a slip", "damerau <= 1"), ("nearly", "damerau <= 2")] {
        text += &format!("[[comparison.level]]\nlabel = \"{label}\"\nwhen = \"{when}\"\n");
    }
    text += "[[comparison.level]]\nlabel = \"different\"\nwhen = \"else\"\n";
    let model = Model::parse(&text).unwrap();
    for codes in [["2011", "2012", "2041", "2011"], ["2011", "2031", "2041", "2041"], ["1", "2", "3", "4"]] {
        let mut builder = TableBuilder::new(&["a", "code"]);
        for row in 0..40 {
            builder.push_row(0, &[Some("X"), codes.get(row).copied()]);
        }
        let table = builder.finish().unwrap();
        let trained = train(&table, &model, &TrainOptions::default(), &silent).unwrap();
        assert!(Model::parse(&trained.model().to_toml()).is_ok(), "{codes:?}");
    }
}

/// Records of a few things are known to be the same; the others are many and made by another hand.
#[test]
fn m_is_taken_from_known_pairs_where_there_are_any() {
    let (table, _) = table(12_000, 60, 78);
    // Neighbours that agree on two columns and more are one thing: those among the first rows are known.
    let ids: Vec<&[u32]> = table.columns().iter().map(link::table::Column::ids).collect();
    let agrees = |row: usize| ids.iter().filter(|ids| ids[row] == ids[row + 1]).count() >= 2;
    let mut labels = vec![None; table.row_count()];
    for row in (0..3_000).filter(|row| agrees(*row)) {
        (labels[row], labels[row + 1]) = (Some(row as u32), Some(row as u32));
    }
    let known = labels.iter().flatten().count() / 2;
    let prepared = link::Prepared::new(&table, &model(1.0), &silent).unwrap();
    let options = TrainOptions::default();
    let m = |labels: &[Option<u32>]| -> f64 {
        let trained = prepared.train_from(&model(1.0), &options, labels, &silent);
        let Worth::Learnt { m: Some(m), .. } = *trained.model().comparisons()[0].levels()[0].worth() else {
            unreachable!("no level of this model is fixed")
        };
        m
    };
    let counted =
        (0..3_000).filter(|row| labels[*row] == Some(*row as u32) && ids[0][*row] == ids[0][row + 1]);
    let share = counted.count() as f64 / known as f64;
    assert!(known > 500 && (m(&labels) - share).abs() < 0.01, "{} {share}", m(&labels));
    // Too few are as none.
    let few: Vec<Option<u32>> =
        labels.iter().enumerate().map(|(row, label)| label.filter(|_| row < 50)).collect();
    assert_eq!(m(&few), m(&[]));
}
