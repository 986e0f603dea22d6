//! What `find` and `lookup` print: whom a record may be of and why, or what became of a file of them.

use std::io::Write;
use std::path::Path;

use govern::Cleared;
use serde::Serialize;

use super::CommandError;
use super::answer::print_json;
use super::show::print_bars;
use crate::memory::peak_rss_bytes;
use crate::operations::find_entity::{FoundEntityView, FoundView};
use crate::operations::{find_entities, look_up_tables};
use crate::tables::LookUpTimes;
use crate::text_table::whole;

/// Prints the entities that a record may be of.
///
/// # Errors
/// Where `out` can't be written.
pub(super) fn print_found(
    view: &Cleared<FoundView>,
    json: bool,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    let view = view.get();
    if json {
        return print_json(view, out);
    }
    for (field, rule) in &view.problems {
        writeln!(out, "to bear in mind: {field}: {rule}")?;
    }
    for left_out in &view.left_out {
        let told = match left_out.looked_at {
            0 => "none of them was looked at for that".to_owned(),
            some => format!("the first {} were looked at", whole(some as u64)),
        };
        let records = whole(left_out.records as u64);
        writeln!(out, "to bear in mind: {records} records agree on {}: {told}", left_out.rule)?;
    }
    if view.entities.is_empty() {
        return Ok(writeln!(out, "none found; {} records compared", whole(view.looked_at as u64))?);
    }
    view.entities.iter().try_for_each(|found| print_one(found, out))
}

fn print_one(found: &FoundEntityView, out: &mut dyn Write) -> Result<(), CommandError> {
    let FoundEntityView { id, match_probability, records, why } = found;
    let (source, key) = &why.agrees_with;
    let more = if *records > 1 { format!(", the best of {records}") } else { String::new() };
    writeln!(out, "{id}  probability {match_probability:.4}, by {source} {key}{more}")?;
    print_bars(why.prior_bits, &why.comparisons, why.weight_bits, out)
}

#[derive(Serialize)]
struct FileAnswer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    records: Option<u64>,
    rows: u64,
    unreadable: u64,
    found: u64,
    times: &'a LookUpTimes,
    peak_rss_bytes: u64,
}

/// Prints what became of a file asked by in a place.
///
/// # Errors
/// Where `out` can't be written.
pub(super) fn print_file(
    path: &Path,
    outcome: &find_entities::Outcome,
    json: bool,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    let find_entities::Outcome { rows, unreadable, found, times } = outcome;
    let answer = FileAnswer {
        records: None,
        rows: *rows,
        unreadable: *unreadable,
        found: *found,
        times,
        peak_rss_bytes: peak_rss_bytes(),
    };
    print_answer(path, &answer, json, out)
}

/// Prints what became of a table asked by, without a place.
///
/// # Errors
/// Where `out` can't be written.
pub(super) fn print_looked_up(
    path: &Path,
    outcome: &look_up_tables::Outcome,
    json: bool,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    let look_up_tables::Outcome { records, rows, unreadable, found, times } = outcome;
    let answer = FileAnswer {
        records: Some(*records),
        rows: *rows,
        unreadable: *unreadable,
        found: *found,
        times,
        peak_rss_bytes: peak_rss_bytes(),
    };
    print_answer(path, &answer, json, out)
}

fn print_answer(
    path: &Path,
    answer: &FileAnswer<'_>,
    json: bool,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    if json {
        return print_json(answer, out);
    }
    let FileAnswer { rows, unreadable, found, times, .. } = answer;
    writeln!(
        out,
        "{} of {} records found, 99 of 100 within {:.2} ms: {}",
        whole(*found),
        whole(*rows),
        times.p99_ms,
        path.display()
    )?;
    if *unreadable > 0 {
        writeln!(out, "{} rows could not be read and are left out", whole(*unreadable))?;
    }
    Ok(())
}
