//! What the looking commands print: a table for a person, one object for a program.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use serde::Serialize;
use standardise::record::Entity;

use super::CommandError;
use super::answer::print_json;
use crate::failure;
use crate::operations::check_place::Checked;
use crate::operations::evaluate_linkage::evaluate_linkage;
use crate::operations::view_history::History;
use crate::operations::view_status::Status;
use crate::operations::{OperationError, Session};
use crate::summary::Evaluation;
use crate::text_table::{Align, TextTable, whole};

/// Prints what stands.
///
/// # Errors
/// Where `out` can't be written.
pub(super) fn print_status(status: &Status, json: bool, out: &mut dyn Write) -> Result<(), CommandError> {
    use Align::{Left, Right};
    if json {
        return print_json(status, out);
    }
    writeln!(out, "{}\n", status.place)?;
    let mut table = TextTable::new(&[
        ("source", Left),
        ("organisation", Left),
        ("version", Right),
        ("loaded", Left),
        ("rows", Right),
        ("rejected", Right),
        ("new", Right),
        ("changed", Right),
        ("gone", Right),
        ("records", Right),
    ]);
    for source in &status.sources {
        let mut cells = vec![source.name.clone(), source.organisation.clone()];
        match &source.load {
            Some(load) => cells.extend([
                load.version.to_string(),
                load.made_at.clone(),
                whole(load.rows),
                whole(load.rejected),
                whole(load.new),
                whole(load.changed),
                whole(load.gone),
                whole(load.records),
            ]),
            None => cells.extend(["–".to_owned(), "not loaded yet".to_owned()]),
        }
        table.row(cells);
    }
    table.print(out)?;
    for linkage in &status.linkages {
        writeln!(
            out,
            "\n{} linkage version {}, {}: {} records are {} entities",
            linkage.entity,
            linkage.version,
            linkage.made_at,
            whole(linkage.records),
            whole(linkage.entities)
        )?;
    }
    Ok(())
}

/// Prints every version.
///
/// # Errors
/// Where `out` can't be written.
pub(super) fn print_history(history: &History, json: bool, out: &mut dyn Write) -> Result<(), CommandError> {
    if json {
        return print_json(history, out);
    }
    for version in &history.versions {
        writeln!(out, "{} version {}, {}", version.dataset, version.number, version.made_at)?;
        let counts: Vec<String> =
            version.counts.iter().map(|(name, count)| format!("{name} {}", whole(*count))).collect();
        writeln!(out, "    {}", counts.join(", "))?;
        for (name, hash, bytes) in &version.raw_files {
            writeln!(out, "    from {name}, {} bytes, SHA-256 {}", whole(*bytes), &hash[..12])?;
        }
        for (dataset, number) in &version.inputs {
            writeln!(out, "    from {dataset} version {number}")?;
        }
        writeln!(out, "    by recipe {}", &version.recipe[..12])?;
    }
    Ok(writeln!(out, "\n{} operations on the record, which is whole", whole(history.operations))?)
}

/// Evaluates every entity that has known truth and prints the result.
///
/// # Errors
/// Where none has, where a truth file is wrong, or where `out` can't be written.
pub(super) fn print_evaluation(
    session: &Session<'_>,
    json: bool,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    let mut found: BTreeMap<&str, Evaluation> = BTreeMap::new();
    let mut missing = None;
    for entity in Entity::all() {
        match evaluate_linkage(session, *entity) {
            Ok(evaluation) => {
                found.insert(entity.name(), evaluation);
            }
            Err(error @ (OperationError::NoTruth { .. } | OperationError::NotLinked { .. })) => {
                missing.get_or_insert(error);
            }
            Err(error) => return Err(error.into()),
        }
    }
    match missing {
        Some(error) if found.is_empty() => return Err(error.into()),
        _ if json => return print_json(&found, out),
        _ => {}
    }
    use Align::{Left, Right};
    let mut table = TextTable::new(&[
        ("entity", Left),
        ("measure", Left),
        ("precision", Right),
        ("recall", Right),
        ("F1", Right),
    ]);
    for (entity, evaluation) in &found {
        let (pairs, clusters) = (&evaluation.pairwise, &evaluation.clusters);
        let row = |measure: &str, numbers: [Option<f64>; 3]| {
            let numbers =
                numbers.map(|number| number.map(|number| format!("{number:.4}")).unwrap_or_default());
            [(*entity).to_owned(), measure.to_owned()].into_iter().chain(numbers).collect::<Vec<_>>()
        };
        table.row(row("pairs", [Some(pairs.precision), Some(pairs.recall), Some(pairs.f1)]));
        let closed = [clusters.pair_precision, clusters.pair_recall, clusters.pair_f1];
        table.row(row("clusters, by pairs", closed.map(Some)));
        table.row(row("clusters, B-cubed", [None, None, Some(clusters.b3_f1)]));
        table.row(row("found exactly", [None, Some(clusters.exact_share), None]));
        let measures = evaluation.residences.as_ref().map(|it| {
            [
                ("lives there now", it.now),
                ("… or it is contested", it.now_or_contested),
                ("ever lived there", it.ever),
            ]
        });
        for (measure, found) in measures.into_iter().flatten() {
            table.row(row(measure, [found.precision, found.recall, found.f1].map(Some)));
        }
    }
    Ok(table.print(out)?)
}

#[derive(Serialize)]
struct CheckAnswer<'a> {
    faults: Vec<FaultAnswer<'a>>,
}

#[derive(Serialize)]
struct FaultAnswer<'a> {
    file: &'a Path,
    line: Option<u64>,
    message: &'a str,
    hint: Option<&'a str>,
}

/// Prints what a check found.
///
/// # Errors
/// Where `out` can't be written.
pub(super) fn print_checked(checked: &Checked, json: bool, out: &mut dyn Write) -> Result<(), CommandError> {
    if json {
        let faults = checked.faults.iter().map(|fault| FaultAnswer {
            file: &fault.file,
            line: fault.line,
            message: &fault.message,
            hint: fault.hint.as_deref(),
        });
        return print_json(&CheckAnswer { faults: faults.collect() }, out);
    }
    if checked.faults.is_empty() {
        return Ok(writeln!(out, "all is well: {} sources", checked.source_count)?);
    }
    failure::print_faults(&checked.faults, out)?;
    let count = checked.faults.len();
    Ok(writeln!(out, "{count} fault{}", if count == 1 { "" } else { "s" })?)
}

#[derive(Serialize)]
struct SynthAnswer<'a> {
    folder: &'a Path,
    people: u64,
    residents: u64,
    homes: u64,
    premises: u64,
    sources: Vec<SynthSourceAnswer>,
}

#[derive(Serialize)]
struct SynthSourceAnswer {
    name: &'static str,
    rows: u64,
    broken: u64,
}

/// Prints what was written of a synthetic place.
///
/// # Errors
/// Where `out` can't be written.
pub(super) fn print_synthesised(
    folder: &Path,
    summary: &synth::PlaceSummary,
    json: bool,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    if json {
        let sources = summary.sources.iter().map(|source| SynthSourceAnswer {
            name: source.name,
            rows: source.rows,
            broken: source.broken,
        });
        let synth::PlaceSummary { people, residents, homes, premises, .. } = *summary;
        return print_json(
            &SynthAnswer { folder, people, residents, homes, premises, sources: sources.collect() },
            out,
        );
    }
    writeln!(
        out,
        "{}: {} residents in {} homes, {} premises, {} records in {} systems",
        folder.display(),
        whole(summary.residents),
        whole(summary.homes),
        whole(summary.premises),
        whole(summary.records()),
        summary.sources.len()
    )?;
    Ok(writeln!(out, "Next: guildhall run {}", folder.display())?)
}
