//! An explanation adds up to the weight it explains.

use link::explain::{Explainer, explain, explain_pattern};
use link::model::Model;
use link::progress::silent;
use link::score::{ScoreOptions, score};
use link::train::{TrainOptions, train};
use standardise::record::Entity;

use crate::town::Town;

#[test]
fn bars_and_prior_add_up_to_the_scored_weight() {
    let table = Town::new(40, 2).table();
    let trained = train(&table, &Model::built_in(Entity::Person), &TrainOptions::default(), &silent).unwrap();
    let scored = score(&table, &trained, &ScoreOptions::default(), &silent).unwrap();
    let explainer = Explainer::new(&table, &trained).unwrap();
    assert!(scored.pairs.len() > 50);
    for pair in &scored.pairs {
        let waterfalls = [
            explainer.explain(pair.left, pair.right).unwrap(),
            explain_pattern(&trained, pair.pattern, pair.weight),
        ];
        for waterfall in waterfalls {
            let sum: f64 = waterfall.prior + waterfall.bars.iter().map(|bar| bar.weight_bits).sum::<f64>();
            assert!((sum - waterfall.total).abs() < 1e-6);
            assert!((waterfall.total - f64::from(pair.weight)).abs() < 1e-3);
        }
    }
}

#[test]
fn a_row_that_is_not_there_is_told() {
    let table = Town::new(2, 2).table();
    let trained = train(&table, &Model::built_in(Entity::Person), &TrainOptions::default(), &silent).unwrap();
    let error = explain(&table, &trained, 0, 9_999).unwrap_err();
    assert!(error.to_string().starts_with("there is no record 9999"), "{error}");
}
