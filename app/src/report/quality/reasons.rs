//! Reasons with counts: why rows were rejected, and which values could not be standardised.

use std::collections::BTreeMap;

use askama::Template;
use askama::filters::HtmlSafe;

use crate::report::chart::WARM;
use crate::report::number::count;
use crate::report::table::{BarRow, BarTable};
use crate::report::word::{column_title, phrase, plural, title};
use crate::summary::SourceSummary;

/// A chart of reasons over all sources has at most so many rows; the table below it has them all.
const REASONS_MAX: usize = 15;

/// Reasons over all sources as a chart, and source by source as a table.
#[derive(Template)]
#[template(path = "report/reasons.html")]
pub(super) struct Reasons {
    chart: BarTable,
    left_out: u64,
    left_out_noun: &'static str,
    caption: &'static str,
    head: [&'static str; 4],
    rows: Vec<ReasonRow>,
}

impl HtmlSafe for Reasons {}

struct ReasonRow {
    source: String,
    column: String,
    reason: String,
    count: String,
}

/// A reason that one source gave.
struct Given<'a> {
    source: &'a str,
    /// What the chart counts it under.
    group: String,
    column: String,
    rule: &'a str,
    count: u64,
}

/// Why rows were rejected; nothing where none was.
pub(super) fn of_rejects(sources: &[SourceSummary]) -> Option<Reasons> {
    let given = sources.iter().flat_map(|source| {
        source.rejected_by.iter().map(|reason| Given {
            source: &source.name,
            group: title(&reason.rule),
            column: if reason.column.is_empty() { "(whole row)".to_owned() } else { reason.column.clone() },
            rule: &reason.rule,
            count: reason.count,
        })
    });
    let rejected = sources.iter().map(|source| source.rejected).sum();
    Reasons::of(
        &given.collect::<Vec<_>>(),
        rejected,
        ("Rejected rows by reason, over all systems", ["Reason", "Rows", "Of rejected rows"]),
        ("Rejected rows by system, column and reason", ["System", "Column", "Reason", "Rows"]),
    )
}

/// Which values could not be standardised; nothing where all could.
pub(super) fn of_problems(sources: &[SourceSummary]) -> Option<Reasons> {
    let given = sources.iter().flat_map(|source| {
        source.problems.iter().map(|problem| Given {
            source: &source.name,
            group: format!("{}: {}", column_title(&problem.field), phrase(&problem.rule)),
            column: column_title(&problem.field),
            rule: &problem.rule,
            count: problem.count,
        })
    });
    let values = sources.iter().flat_map(|source| &source.problems).map(|problem| problem.count).sum();
    Reasons::of(
        &given.collect::<Vec<_>>(),
        values,
        (
            "Values that could not be standardised, over all systems",
            ["Field and reason", "Values", "Of these values"],
        ),
        ("Values that could not be standardised, by system", ["System", "Field", "Reason", "Values"]),
    )
}

impl Reasons {
    fn of(
        given: &[Given<'_>],
        whole: u64,
        (chart_caption, chart_head): (&'static str, [&'static str; 3]),
        (caption, head): (&'static str, [&'static str; 4]),
    ) -> Option<Self> {
        if given.is_empty() {
            return None;
        }
        let mut groups = grouped(given);
        let left_out = groups.len().saturating_sub(REASONS_MAX) as u64;
        groups.truncate(REASONS_MAX);
        let row = |reason: &Given<'_>| ReasonRow {
            source: title(reason.source),
            column: reason.column.clone(),
            reason: title(reason.rule),
            count: count(reason.count),
        };
        Some(Self {
            chart: BarTable::new(chart_caption, chart_head, whole, WARM, groups),
            left_out,
            left_out_noun: plural(left_out, "reason", "reasons"),
            caption,
            head,
            rows: given.iter().map(row).collect(),
        })
    }
}

/// The reasons over all sources, most frequent first, then by name.
fn grouped(given: &[Given<'_>]) -> Vec<BarRow> {
    let mut groups: BTreeMap<&str, (u64, Vec<&str>)> = BTreeMap::new();
    for reason in given {
        let (total, sources) = groups.entry(&reason.group).or_default();
        *total += reason.count;
        if !sources.contains(&reason.source) {
            sources.push(reason.source);
        }
    }
    let row = |(group, (count, sources)): (&str, (u64, Vec<&str>))| BarRow {
        label: group.to_owned(),
        note: match sources.as_slice() {
            [only] => format!("in {}", title(only)),
            several => format!("in {} systems", several.len()),
        },
        count,
    };
    let mut rows: Vec<BarRow> = groups.into_iter().map(row).collect();
    // The sort is stable: equal counts keep the order of their names.
    rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_that_several_sources_gave_is_counted_once() {
        let given = |source, group: &str, count| Given {
            source,
            group: group.to_owned(),
            column: String::new(),
            rule: "r",
            count,
        };
        let rows =
            grouped(&[given("a", "Required", 2), given("b", "Ragged row", 4), given("b", "Required", 3)]);
        let told: Vec<(&str, &str, u64)> =
            rows.iter().map(|row| (row.label.as_str(), row.note.as_str(), row.count)).collect();
        assert_eq!(told, [("Required", "in 2 systems", 5), ("Ragged row", "in B", 4)]);
    }
}
