//! What `address` prints: the parts of one address, what it may be and why, or what came of a file.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use serde::Serialize;

use super::CommandError;
use super::answer::print_json;
use crate::address_parts::COLUMNS;
use crate::operations::find_address::{Answer, Found, FoundAddress};
use crate::operations::match_addresses::{LEVELS, MatchCount};
use crate::text_table::whole;

#[derive(Serialize)]
struct AddressAnswer<'a> {
    parts: BTreeMap<&'static str, &'a str>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    found: Option<FoundAnswer<'a>>,
}

#[derive(Serialize)]
struct FoundAnswer<'a> {
    uprn: Option<u64>,
    match_level: &'static str,
    match_weight: Option<f32>,
    match_margin: Option<f32>,
    candidates: Vec<CandidateAnswer<'a>>,
}

#[derive(Serialize)]
struct CandidateAnswer<'a> {
    uprn: u64,
    parent_uprn: Option<u64>,
    status: &'static str,
    successors: &'a [u64],
    weight: f32,
    address: Option<String>,
    postcode: Option<&'a str>,
    usrn: Option<u32>,
    classification: Option<&'a str>,
    reasons: Vec<ReasonAnswer>,
}

#[derive(Serialize)]
struct ReasonAnswer {
    part: &'static str,
    finding: &'static str,
    bits: f32,
}

#[derive(Serialize)]
struct CountAnswer<'a> {
    out: &'a Path,
    rows: u64,
    unreadable: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    levels: Option<BTreeMap<&'static str, u64>>,
}

/// Prints an address taken apart and what it may be.
///
/// # Errors
/// Where `out` can't be written.
pub(super) fn print_answer(answer: &Answer, json: bool, out: &mut dyn Write) -> Result<(), CommandError> {
    let parts = COLUMNS.into_iter().zip(&answer.parts.values).filter(|(_, value)| !value.is_empty());
    if json {
        let parts = parts.map(|(name, value)| (name, value.as_str())).collect();
        return print_json(&AddressAnswer { parts, found: answer.found.as_ref().map(found) }, out);
    }
    for (name, value) in parts {
        writeln!(out, "{:26} {value}", name.replace('_', " "))?;
    }
    let Some(found) = &answer.found else { return Ok(()) };
    let best = found.candidates.first().filter(|_| found.level != ::gazetteer::MatchLevel::None);
    writeln!(out)?;
    match best {
        Some(best) => writeln!(
            out,
            "UPRN {}: {} match, {:.1} bits, {:.1} ahead of the next",
            best.candidate.uprn,
            found.level.name(),
            best.candidate.weight,
            found.margin
        )?,
        None => writeln!(out, "no match")?,
    }
    for (number, address) in found.candidates.iter().enumerate() {
        print_candidate(number + 1, address, out)?;
    }
    Ok(())
}

fn print_candidate(number: usize, address: &FoundAddress, out: &mut dyn Write) -> Result<(), CommandError> {
    let candidate = &address.candidate;
    let entry = address.entry.as_ref();
    let line = entry.map_or(String::new(), |entry| format!("{} {}", entry.line(), entry.postcode));
    writeln!(out, "\n{number}. {:6.1} bits  UPRN {}  {}", candidate.weight, candidate.uprn, line.trim_end())?;
    if candidate.status != ::gazetteer::EntryStatus::Current {
        writeln!(out, "      this address is {}", candidate.status.name())?;
    }
    if let Some(parent) = candidate.parent_uprn {
        writeln!(out, "      part of UPRN {parent}")?;
    }
    for successor in &address.successors {
        writeln!(out, "      UPRN {successor} took its place")?;
    }
    for reason in &address.reasons {
        writeln!(out, "      {:+6.1}  {} {}", reason.bits, reason.part, reason.finding)?;
    }
    Ok(())
}

fn found(found: &Found) -> FoundAnswer<'_> {
    let best = found.candidates.first();
    let matched = best.filter(|_| found.level != ::gazetteer::MatchLevel::None);
    FoundAnswer {
        uprn: matched.map(|best| best.candidate.uprn),
        match_level: found.level.name(),
        match_weight: best.map(|best| best.candidate.weight),
        match_margin: best.map(|_| found.margin),
        candidates: found.candidates.iter().map(candidate).collect(),
    }
}

fn candidate(address: &FoundAddress) -> CandidateAnswer<'_> {
    let entry = address.entry.as_ref();
    let filled = |text: &'_ str| !text.is_empty();
    CandidateAnswer {
        uprn: address.candidate.uprn,
        parent_uprn: address.candidate.parent_uprn,
        status: address.candidate.status.name(),
        successors: &address.successors,
        weight: address.candidate.weight,
        address: entry.map(::gazetteer::Entry::line),
        postcode: entry.map(|entry| entry.postcode.as_str()).filter(|text| filled(text)),
        usrn: entry.and_then(|entry| entry.usrn),
        classification: entry.map(|entry| entry.classification.as_str()).filter(|text| filled(text)),
        reasons: address
            .reasons
            .iter()
            .map(|reason| ReasonAnswer { part: reason.part, finding: reason.finding, bits: reason.bits })
            .collect(),
    }
}

/// Prints what came of a file.
///
/// # Errors
/// Where `out` can't be written.
pub(super) fn print_count(
    result: &Path,
    is_matched: bool,
    count: &MatchCount,
    json: bool,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    let levels: BTreeMap<&'static str, u64> =
        LEVELS.iter().map(|level| level.name()).zip(count.levels).collect();
    if json {
        let levels = is_matched.then_some(levels);
        let (rows, unreadable) = (count.rows, count.unreadable);
        return print_json(&CountAnswer { out: result, rows, unreadable, levels }, out);
    }
    for note in &count.notes {
        writeln!(out, "{note}")?;
    }
    writeln!(out, "{}: {} rows", result.display(), whole(count.rows))?;
    if count.unreadable > 0 {
        let lines = count.unreadable_lines.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
        let told = whole(count.unreadable);
        writeln!(out, "    {told} could not be read and stand empty: line {lines}")?;
    }
    if is_matched {
        for level in LEVELS.iter().rev() {
            let of_level = levels.get(level.name()).copied().unwrap_or(0);
            let share = of_level as f64 * 100.0 / count.rows.max(1) as f64;
            writeln!(out, "    {:8} {:>12}  {share:5.1} %", level.name(), whole(of_level))?;
        }
    }
    Ok(())
}
