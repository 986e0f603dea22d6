//! Quality against known truth, where a place has it: each measure with what it means.

use askama::Template;
use askama::filters::HtmlSafe;

use super::number::{count, per_thousand, score};
use super::word::Noun;
use crate::summary::{Evaluation, LinkageSummary};

/// The part of the section about one entity.
#[derive(Template)]
#[template(path = "report/truth.html")]
pub(super) struct Truth {
    noun: Noun,
    id: String,
    pairwise: Vec<Measure>,
    clusters: Vec<Measure>,
    largest: String,
}

impl HtmlSafe for Truth {}

struct Measure {
    name: &'static str,
    value: String,
    meaning: String,
}

impl Truth {
    /// Nothing where the truth is not known.
    pub(super) fn of(linkage: &LinkageSummary) -> Option<Self> {
        let evaluation = linkage.truth.as_ref()?;
        let noun = Noun::of(&linkage.entity);
        Some(Self {
            id: format!("truth-{}", linkage.entity),
            pairwise: pairwise(evaluation, &noun),
            clusters: clusters(evaluation, &noun),
            largest: count(evaluation.clusters.largest),
            noun,
        })
    }
}

fn pairwise(evaluation: &Evaluation, noun: &Noun) -> Vec<Measure> {
    let found = &evaluation.pairwise;
    vec![
        Measure {
            name: "Precision",
            value: score(found.precision),
            meaning: format!(
                "Of the pairs linked, {} are the same {}.",
                per_thousand(found.precision),
                noun.one
            ),
        },
        Measure {
            name: "Recall",
            value: score(found.recall),
            meaning: format!(
                "Of the pairs that are the same {}, {} were linked.",
                noun.one,
                per_thousand(found.recall)
            ),
        },
        Measure {
            name: "F1",
            value: score(found.f1),
            meaning: "Both in one number, their harmonic mean; 1 is perfect.".to_owned(),
        },
    ]
}

fn clusters(evaluation: &Evaluation, noun: &Noun) -> Vec<Measure> {
    let found = &evaluation.clusters;
    let (one, many) = (&noun.one, &noun.many);
    let measure = |name, value, meaning| Measure { name, value: score(value), meaning };
    vec![
        measure(
            "Pair precision",
            found.pair_precision,
            format!(
                "Of all pairs of records put together as one {one}, {} belong together.",
                per_thousand(found.pair_precision)
            ),
        ),
        measure(
            "Pair recall",
            found.pair_recall,
            format!(
                "Of all pairs of records that belong together, {} were put together.",
                per_thousand(found.pair_recall)
            ),
        ),
        measure("Pair F1", found.pair_f1, "Both in one number, their harmonic mean.".to_owned()),
        measure(
            "B-cubed F1",
            found.b3_f1,
            format!(
                "The same, but asked of each record in turn, so that {many} with many records do not outweigh the others."
            ),
        ),
        measure(
            "Found exactly",
            found.exact_share,
            format!(
                "{} {many}: every record of theirs found, and no other.",
                capitalised_share(found.exact_share)
            ),
        ),
    ]
}

fn capitalised_share(value: f64) -> String {
    let words = per_thousand(value);
    match words.split_at_checked(1) {
        Some((first, rest)) => format!("{}{rest}", first.to_uppercase()),
        None => words,
    }
}
