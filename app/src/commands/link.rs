//! What `link` prints: what was linked, how well where that is known, and where to look.

use std::io::Write;
use std::path::Path;

use serde::Serialize;

use super::CommandError;
use super::answer::print_json;
use super::review::print_review;
use crate::memory::peak_rss_bytes;
use crate::operations::link_tables::{Outcome, Seconds};
use crate::summary::ReviewSummary;
use crate::tables::{self, GroupQuality, LinkQuality};
use crate::text_table::{Align, TextTable, whole};

#[derive(Serialize)]
struct LinkAnswer<'a> {
    records: u64,
    unreadable: u64,
    pairs_scored: u64,
    clusters: u64,
    threads: usize,
    peak_rss_bytes: u64,
    seconds: &'a Seconds,
    #[serde(skip_serializing_if = "Option::is_none")]
    quality: Option<QualityAnswer<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<&'a ReviewSummary>,
    warnings: &'a [String],
}

#[derive(Serialize)]
struct QualityAnswer<'a> {
    #[serde(flatten)]
    all: &'a LinkQuality,
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<&'a GroupQuality>,
}

/// Prints what came of linking tables.
///
/// # Errors
/// Where `out` can't be written.
pub(super) fn print_linked(
    folder: &Path,
    outcome: &Outcome,
    json: bool,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    let unreadable = outcome.unreadable.iter().map(|(_, rows)| rows).sum();
    if json {
        let answer = LinkAnswer {
            records: outcome.records,
            unreadable,
            pairs_scored: outcome.pairs_scored,
            clusters: outcome.clusters,
            threads: outcome.threads,
            peak_rss_bytes: peak_rss_bytes(),
            seconds: &outcome.seconds,
            quality: outcome
                .quality
                .as_ref()
                .map(|all| QualityAnswer { all, groups: outcome.groups.as_ref() }),
            review: outcome.summary.review.as_ref(),
            warnings: &outcome.summary.warnings,
        };
        return print_json(&answer, out);
    }
    writeln!(
        out,
        "{} records are {} entities; {} pairs compared in {:.1} s",
        whole(outcome.records),
        whole(outcome.clusters),
        whole(outcome.pairs_scored),
        outcome.seconds.total
    )?;
    for (source, rows) in &outcome.unreadable {
        writeln!(out, "{source}: {} rows could not be read and are left out", whole(*rows))?;
    }
    for warning in &outcome.summary.warnings {
        writeln!(out, "to bear in mind: {warning}")?;
    }
    if let Some(review) = &outcome.summary.review {
        print_review(review, out)?;
    }
    if let Some(quality) = &outcome.quality {
        print_quality(quality, out)?;
    }
    if let Some(groups) = &outcome.groups {
        print_groups(groups, out)?;
    }
    writeln!(out)?;
    for (name, what) in [
        (tables::CLUSTERS, "the entity of every record"),
        (tables::PAIRS, "the pairs that may be the same, with every level"),
        (tables::MODEL, "what was compared and what it is worth"),
        (tables::REPORT, "how it went"),
    ] {
        writeln!(out, "{}  {what}", folder.join(name).display())?;
    }
    Ok(())
}

fn print_quality(quality: &LinkQuality, out: &mut dyn Write) -> Result<(), CommandError> {
    let (pairs, clusters) = (&quality.pairwise, &quality.clusters);
    writeln!(out, "\nagainst the truth")?;
    writeln!(
        out,
        "  pairs at 0.95   precision {:.4}, recall {:.4}, F1 {:.4}",
        pairs.at_0_95.precision, pairs.at_0_95.recall, pairs.at_0_95.f1
    )?;
    writeln!(out, "  pairs at best   F1 {:.4} from {:.4} on", pairs.best_f1, pairs.best_threshold)?;
    writeln!(
        out,
        "  clusters        precision {:.4}, recall {:.4}, F1 {:.4}, B-cubed F1 {:.4}, exact {:.4}, largest {}",
        clusters.pair_precision,
        clusters.pair_recall,
        clusters.pair_f1,
        clusters.b3_f1,
        clusters.exact_share,
        clusters.largest
    )?;
    Ok(())
}

fn print_groups(quality: &GroupQuality, out: &mut dyn Write) -> Result<(), CommandError> {
    writeln!(out, "\nby {}: the pairs inside of clusters that a record of the group is in", quality.column)?;
    let mut table = TextTable::new(&[
        (&quality.column, Align::Left),
        ("records", Align::Right),
        ("true pairs", Align::Right),
        ("precision", Align::Right),
        ("recall", Align::Right),
    ]);
    let share = |share: Option<f64>| share.map_or_else(String::new, |share| format!("{share:.4}"));
    for group in &quality.groups {
        table.row(vec![
            group.value.clone(),
            whole(group.records),
            whole(group.true_pairs),
            share(group.precision),
            share(group.recall),
        ]);
    }
    table.print(out)?;
    if let Some(gap) = &quality.gap {
        writeln!(
            out,
            "recall differs most between {} and {}: by {:.4}",
            gap.highest, gap.lowest, gap.recall
        )?;
    }
    Ok(())
}
