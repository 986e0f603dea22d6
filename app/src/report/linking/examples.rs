//! A few pairs of all weights, taken apart by comparison: ids, levels and bits, never a value.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::report::chart::{DivergingBar, STRONG, WARM};
use crate::report::number::{probability, signed_bits};
use crate::report::word::Noun;
use crate::summary::{LinkageSummary, SamplePair};

/// The pairs, by where they lie.
#[derive(Template)]
#[template(path = "report/examples.html")]
pub(super) struct Examples {
    noun: Noun,
    pairs: Vec<Example>,
}

impl HtmlSafe for Examples {}

struct Example {
    number: usize,
    place: &'static str,
    title: String,
    bits: String,
    probability: String,
    outcome: String,
    rows: Vec<ExampleRow>,
}

struct ExampleRow {
    comparison: String,
    level: String,
    bits: String,
    bar: DivergingBar,
}

impl Examples {
    /// Nothing where there is no pair.
    pub(super) fn of(linkage: &LinkageSummary, noun: &Noun) -> Option<Self> {
        let pairs = &linkage.review.as_ref()?.pairs;
        let all =
            pairs.iter().flat_map(|pair| pair.comparisons.iter().map(|part| part.2).chain([pair.prior_bits]));
        let largest = all.map(f64::abs).filter(|bits| bits.is_finite()).fold(1.0, f64::max);
        let example = |(number, pair): (usize, &SamplePair)| Example::of(number, pair, noun, largest);
        (!pairs.is_empty())
            .then(|| Self { noun: noun.clone(), pairs: (1..).zip(pairs).map(example).collect() })
    }
}

impl Example {
    fn of(number: usize, pair: &SamplePair, noun: &Noun, largest: f64) -> Self {
        let [left, right] = &pair.records;
        let prior = ("before comparing".to_owned(), String::new(), pair.prior_bits);
        let row = |(comparison, level, bits): &(String, String, f64)| ExampleRow {
            comparison: comparison.clone(),
            level: level.clone(),
            bits: signed_bits(*bits),
            bar: DivergingBar::new(bits / largest, STRONG, WARM),
        };
        Self {
            number,
            place: match pair.place.as_str() {
                "strongest" => "Among the strongest",
                "above" => "Just above the threshold",
                "below" => "Just below the threshold",
                _ => "Among the weakest kept",
            },
            title: format!("{left} and {right}"),
            bits: signed_bits(pair.weight_bits),
            probability: probability(pair.probability, 4),
            outcome: if pair.together { format!("one {}", noun.one) } else { format!("two {}", noun.many) },
            rows: std::iter::once(&prior).chain(&pair.comparisons).map(row).collect(),
        }
    }
}
