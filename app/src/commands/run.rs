//! What a run prints: a short table for a person, one object for a program.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use serde::Serialize;

use super::CommandError;
use super::answer::print_json;
use super::review::print_review;
use crate::summary::{
    Evaluation, LinkageSummary, LinkedAgainCounts, PlaceSummary, ReviewSummary, SourceSummary,
};
use crate::text_table::{Align, TextTable, whole};

/// `run --json`.
#[derive(Serialize)]
struct RunAnswer<'a> {
    place: &'a str,
    sources: Vec<SourceAnswer<'a>>,
    entities: BTreeMap<&'a str, u64>,
    linkages: Vec<LinkageAnswer<'a>>,
    seconds: BTreeMap<&'a str, f64>,
    peak_rss_bytes: u64,
    report: &'a Path,
}

#[derive(Serialize)]
struct SourceAnswer<'a> {
    name: &'a str,
    rows: u64,
    accepted: u64,
    rejected: u64,
    new: u64,
    changed: u64,
    gone: u64,
    unchanged: u64,
    records: u64,
    version: u32,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    arrived: &'a [String],
}

#[derive(Serialize)]
struct LinkageAnswer<'a> {
    entity: &'a str,
    version: u32,
    records: u64,
    entities: u64,
    pairs_compared: u64,
    pairs_matched: u64,
    known_to: &'a [u64],
    example_id: Option<&'a str>,
    warnings: &'a [String],
    /// What was linked again, where the linkage goes on from one before.
    #[serde(skip_serializing_if = "Option::is_none")]
    again: Option<LinkedAgainCounts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<&'a ReviewSummary>,
    #[serde(skip_serializing_if = "Option::is_none")]
    truth: Option<&'a Evaluation>,
}

/// Prints what a run did.
///
/// # Errors
/// Where `out` can't be written.
pub(super) fn print_run(
    summary: &PlaceSummary,
    (folder, report): (&Path, &Path),
    json: bool,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    if json {
        return print_json(&answer(summary, report), out);
    }
    print_sources(&summary.sources, out)?;
    for linkage in &summary.linkages {
        print_linkage(linkage, out)?;
    }
    let total = summary.stages.iter().map(|stage| stage.seconds).sum::<f64>();
    writeln!(out, "\n{total:.1} s, {} MB of memory at most", whole(summary.peak_rss_bytes / 1_000_000))?;
    writeln!(out, "Report: {}", report.display())?;
    for linkage in &summary.linkages {
        if let Some(id) = &linkage.example_id {
            writeln!(out, "Try:    guildhall show {} {} {id}", folder.display(), linkage.entity)?;
        }
    }
    Ok(())
}

fn answer<'a>(summary: &'a PlaceSummary, report: &'a Path) -> RunAnswer<'a> {
    let mut seconds: BTreeMap<&str, f64> =
        summary.stages.iter().map(|stage| (stage.stage.as_str(), stage.seconds)).collect();
    let total = summary.stages.iter().map(|stage| stage.seconds).sum();
    seconds.insert("total", total);
    let mut entities = BTreeMap::from([("home", 0), ("person", 0), ("premises", 0)]);
    entities.extend(summary.linkages.iter().map(|linkage| (linkage.entity.as_str(), linkage.entities)));
    let homes = summary.linkages.iter().filter_map(|linkage| linkage.homes.as_ref());
    entities.extend(homes.map(|homes| ("home", homes.homes)));
    RunAnswer {
        place: &summary.place,
        sources: summary.sources.iter().map(source_answer).collect(),
        entities,
        linkages: summary.linkages.iter().map(linkage_answer).collect(),
        seconds,
        peak_rss_bytes: summary.peak_rss_bytes,
        report,
    }
}

fn source_answer(source: &SourceSummary) -> SourceAnswer<'_> {
    SourceAnswer {
        name: &source.name,
        rows: source.rows,
        accepted: source.accepted,
        rejected: source.rejected,
        new: source.new,
        changed: source.changed,
        gone: source.gone,
        unchanged: source.unchanged,
        records: source.records,
        version: source.version,
        arrived: &source.arrived,
    }
}

fn linkage_answer(linkage: &LinkageSummary) -> LinkageAnswer<'_> {
    LinkageAnswer {
        entity: &linkage.entity,
        version: linkage.version,
        records: linkage.records,
        entities: linkage.entities,
        pairs_compared: linkage.pairs_compared,
        pairs_matched: linkage.pairs_matched,
        known_to: &linkage.known_to,
        example_id: linkage.example_id.as_deref(),
        warnings: &linkage.warnings,
        again: linkage.again,
        review: linkage.review.as_ref(),
        truth: linkage.truth.as_ref(),
    }
}

fn print_sources(sources: &[SourceSummary], out: &mut dyn Write) -> Result<(), CommandError> {
    use Align::{Left, Right};
    let mut table = TextTable::new(&[
        ("source", Left),
        ("rows", Right),
        ("accepted", Right),
        ("rejected", Right),
        ("new", Right),
        ("changed", Right),
        ("gone", Right),
        ("records", Right),
    ]);
    let mut total = [0; 7];
    for source in sources {
        let SourceSummary { rows, accepted, rejected, new, changed, gone, records, .. } = *source;
        let counts = [rows, accepted, rejected, new, changed, gone, records];
        table.row([source.name.clone()].into_iter().chain(counts.map(whole)).collect());
        total.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
    }
    table.row(["all".to_owned()].into_iter().chain(total.map(whole)).collect());
    table.print(out)?;
    for source in sources {
        for line in &source.arrived {
            writeln!(out, "{}: {line}", source.name)?;
        }
    }
    Ok(())
}

fn print_linkage(linkage: &LinkageSummary, out: &mut dyn Write) -> Result<(), CommandError> {
    let noun = if linkage.entity == "person" { "people" } else { "premises" };
    let homes = linkage.homes.as_ref().map(|homes| format!(" in {} homes", whole(homes.homes)));
    let (records, entities) = (whole(linkage.records), whole(linkage.entities));
    writeln!(out, "\n{records} records are {entities} {noun}{}", homes.unwrap_or_default())?;
    let mut table = TextTable::new(&[("known to", Align::Left), (noun, Align::Right)]);
    for (systems, count) in (1..).zip(&linkage.known_to).filter(|(_, count)| **count > 0) {
        let systems: u64 = systems;
        table.row(vec![format!("{systems} system{}", if systems == 1 { "" } else { "s" }), whole(*count)]);
    }
    table.print(out)?;
    if let Some(again) = &linkage.again {
        let LinkedAgainCounts { trained_in, changed, pairs_compared, .. } = *again;
        let (changed, pairs) = (whole(changed), whole(pairs_compared));
        writeln!(
            out,
            "linked again where something changed: {changed} records, {pairs} pairs; trained in version {trained_in}"
        )?;
    }
    if let Some(review) = &linkage.review {
        print_review(review, out)?;
    }
    if let Some(truth) = &linkage.truth {
        let pairs = &truth.pairwise;
        writeln!(
            out,
            "against the truth: precision {:.4}, recall {:.4} by pairs; {:.4} F1 by clusters",
            pairs.precision, pairs.recall, truth.clusters.pair_f1
        )?;
    }
    linkage.warnings.iter().try_for_each(|warning| Ok(writeln!(out, "note: {warning}")?))
}
