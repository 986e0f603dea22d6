//! What `explain` prints: a pair's weight, comparison by comparison.

use std::io::Write;

use serde::Serialize;

use super::CommandError;
use super::answer::print_json;
use super::show::print_bars;
use crate::operations::explain_pair::Outcome;

#[derive(Serialize)]
struct PairAnswer<'a> {
    records: Vec<RecordAnswer<'a>>,
    match_weight: f64,
    match_probability: f64,
    prior_bits: f64,
    comparisons: Vec<BarAnswer<'a>>,
    kept_apart: Vec<String>,
}

#[derive(Serialize)]
struct RecordAnswer<'a> {
    source: &'a str,
    id: &'a str,
}

#[derive(Serialize)]
struct BarAnswer<'a> {
    comparison: &'a str,
    level: &'a str,
    bits: f64,
}

/// Prints a pair taken apart.
///
/// # Errors
/// Where `out` can't be written.
pub(super) fn print_pair(outcome: &Outcome, json: bool, out: &mut dyn Write) -> Result<(), CommandError> {
    let Outcome { records, waterfall, probability, vetoes } = outcome;
    if json {
        let answer = PairAnswer {
            records: records.iter().map(|(source, id)| RecordAnswer { source, id }).collect(),
            match_weight: waterfall.total,
            match_probability: *probability,
            prior_bits: waterfall.prior,
            comparisons: waterfall
                .bars
                .iter()
                .map(|bar| BarAnswer {
                    comparison: &bar.comparison,
                    level: &bar.level,
                    bits: bar.weight_bits,
                })
                .collect(),
            kept_apart: vetoes.iter().map(ToString::to_string).collect(),
        };
        return print_json(&answer, out);
    }
    let [(left_source, left), (right_source, right)] = records;
    writeln!(
        out,
        "{left_source} {left} and {right_source} {right}: the same with probability {probability:.4}"
    )?;
    for veto in vetoes {
        writeln!(out, "kept apart whatever they weigh, unless somebody says that they are the same: {veto}")?;
    }
    let bars: Vec<(String, String, f64)> = waterfall
        .bars
        .iter()
        .map(|bar| (bar.comparison.clone(), bar.level.clone(), bar.weight_bits))
        .collect();
    print_bars(waterfall.prior, &bars, waterfall.total, out)
}
