//! What `blocking advise` prints: the rules, what each makes and finds, and how they stand in a model.

use std::io::Write;

use link::advise::AdvisedRule;
use serde::Serialize;

use super::CommandError;
use super::answer::print_json;
use crate::operations::advise_blocking::Outcome;
use crate::text_table::{Align, TextTable, whole};

#[derive(Serialize)]
struct AdviceAnswer {
    records: u64,
    records_sampled: usize,
    rules_tried: usize,
    matches_seen: usize,
    pair_budget: u64,
    recall: f64,
    rules: Vec<RuleAnswer>,
    /// The rules as they stand in a model.
    toml: String,
}

#[derive(Serialize)]
struct RuleAnswer {
    rule: String,
    pairs: u64,
    recall: f64,
    marginal_recall: f64,
}

/// Prints what was advised.
///
/// # Errors
/// Where `out` can't be written.
pub(super) fn print_advice(outcome: &Outcome, json: bool, out: &mut dyn Write) -> Result<(), CommandError> {
    let Outcome { records, pair_budget, missed, advice } = outcome;
    let texts: Vec<String> = advice.rules.iter().map(|advised| advised.rule.to_toml()).collect();
    let toml = texts.join("\n");
    if json {
        let rule = |advised: &AdvisedRule| RuleAnswer {
            rule: advised.rule.label(),
            pairs: advised.pair_count,
            recall: advised.recall,
            marginal_recall: advised.marginal_recall,
        };
        let answer = AdviceAnswer {
            records: *records,
            records_sampled: advice.sample_row_count,
            rules_tried: advice.tried_count,
            matches_seen: advice.match_count,
            pair_budget: *pair_budget,
            recall: advice.recall(),
            rules: advice.rules.iter().map(rule).collect(),
            toml,
        };
        return print_json(&answer, out);
    }
    writeln!(
        out,
        "{} rules tried on {} of {} records: {} probable matches; at most {} pairs",
        advice.tried_count,
        whole(advice.sample_row_count as u64),
        whole(*records),
        whole(advice.match_count as u64),
        whole(*pair_budget)
    )?;
    writeln!(out, "the rules below find {:.2} % of those matches together\n", 100.0 * advice.recall())?;
    if let Some(recall) = missed {
        writeln!(out, "that is short of the {:.2} % asked for\n", 100.0 * recall)?;
    }
    let mut table = TextTable::new(&[
        ("rule", Align::Left),
        ("pairs", Align::Right),
        ("recall alone", Align::Right),
        ("adds", Align::Right),
    ]);
    for advised in &advice.rules {
        table.row(vec![
            advised.rule.label(),
            whole(advised.pair_count),
            format!("{:.2} %", 100.0 * advised.recall),
            format!("{:.2} %", 100.0 * advised.marginal_recall),
        ]);
    }
    table.print(out)?;
    Ok(writeln!(out, "\nin a model:\n\n{}", toml.trim_end())?)
}
