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
use crate::tables::{FoundRows, LookUpTimes};
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
struct FileAnswer {
    #[serde(skip_serializing_if = "Option::is_none")]
    records: Option<u64>,
    rows: u64,
    unreadable: u64,
    found: u64,
    times: LookUpTimes,
    peak_rss_bytes: u64,
}

/// Prints what became of a file asked by; outside of a place, also how many records it was looked for in.
///
/// # Errors
/// Where `out` can't be written.
pub(super) fn print_file(
    path: &Path,
    outcome: &FoundRows,
    records: Option<u64>,
    json: bool,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    let FoundRows { rows, unreadable, found, times } = *outcome;
    if json {
        let peak_rss_bytes = peak_rss_bytes();
        return print_json(&FileAnswer { records, rows, unreadable, found, times, peak_rss_bytes }, out);
    }
    writeln!(
        out,
        "{} of {} records found, 99 of 100 within {:.2} ms: {}",
        whole(found),
        whole(rows),
        times.p99_ms,
        path.display()
    )?;
    if unreadable > 0 {
        writeln!(out, "{} rows could not be read and are left out", whole(unreadable))?;
    }
    Ok(())
}
