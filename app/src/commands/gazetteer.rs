//! What the commands about gazetteers print.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use ::gazetteer::{BuildCount, UpdateCount};
use ingest::{AddressRows, SupplyCount};
use serde::Serialize;

use super::CommandError;
use super::answer::print_json;
use crate::operations::build_gazetteer::Taken;
use crate::text_table::whole;

#[derive(Serialize)]
struct BuiltAnswer<'a> {
    gazetteer: &'a Path,
    addresses: u64,
    postcodes: u64,
    without_postcode: u64,
    files: Vec<FileAnswer<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    supply: Option<SupplyAnswer>,
}

#[derive(Serialize)]
struct UpdatedAnswer<'a> {
    gazetteer: &'a Path,
    inserted: u64,
    updated: u64,
    ended: u64,
    unknown: u64,
    files: Vec<FileAnswer<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    supply: Option<SupplyAnswer>,
}

#[derive(Serialize)]
struct SupplyAnswer {
    product: &'static str,
    records: BTreeMap<u8, u64>,
    unknown: BTreeMap<u8, u64>,
}

#[derive(Serialize)]
struct FileAnswer<'a> {
    file: &'a Path,
    rows: u64,
    refused: BTreeMap<&'static str, u64>,
}

fn files(files: &[(PathBuf, AddressRows)]) -> Vec<FileAnswer<'_>> {
    files
        .iter()
        .map(|(file, rows)| FileAnswer {
            file,
            rows: rows.rows,
            refused: rows.refused.iter().map(|(rule, refused)| (*rule, refused.count)).collect(),
        })
        .collect()
}

fn supply(supply: Option<&(&'static str, SupplyCount)>) -> Option<SupplyAnswer> {
    let (product, SupplyCount { records, unknown }) = supply?.clone();
    Some(SupplyAnswer { product, records, unknown })
}

/// Prints what was built.
///
/// # Errors
/// Where `out` can't be written.
pub(super) fn print_built(
    path: &Path,
    taken: &Taken<BuildCount>,
    json: bool,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    let BuildCount { entries, postcodes, without_postcode } = taken.count;
    if json {
        let files = files(&taken.files);
        let supply = supply(taken.supply.as_ref());
        let answer =
            BuiltAnswer { gazetteer: path, addresses: entries, postcodes, without_postcode, files, supply };
        return print_json(&answer, out);
    }
    print_supply(taken.supply.as_ref(), out)?;
    print_files(&taken.files, out)?;
    writeln!(out, "{}: {} addresses in {} postcodes", path.display(), whole(entries), whole(postcodes))?;
    if without_postcode > 0 {
        let count = whole(without_postcode);
        writeln!(out, "    {count} of them have no postcode: found by their street or name")?;
    }
    Ok(writeln!(out, "Try:    guildhall address --gazetteer {} \"1 High Street\"", path.display())?)
}

/// Prints what was changed.
///
/// # Errors
/// Where `out` can't be written.
pub(super) fn print_updated(
    path: &Path,
    taken: &Taken<UpdateCount>,
    json: bool,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    let UpdateCount { inserted, updated, ended, unknown, .. } = taken.count;
    if json {
        let files = files(&taken.files);
        let supply = supply(taken.supply.as_ref());
        let answer = UpdatedAnswer { gazetteer: path, inserted, updated, ended, unknown, files, supply };
        return print_json(&answer, out);
    }
    print_supply(taken.supply.as_ref(), out)?;
    print_files(&taken.files, out)?;
    let [new, changed, gone] = [inserted, updated, ended].map(whole);
    writeln!(out, "{}: {new} UPRNs new, {changed} changed, {gone} ended", path.display())?;
    if unknown > 0 {
        let count = whole(unknown);
        writeln!(out, "    {count} to be deleted were not there: a supply before this one may be missing")?;
    }
    Ok(())
}

fn print_files(files: &[(PathBuf, AddressRows)], out: &mut dyn Write) -> Result<(), CommandError> {
    for (path, rows) in files {
        let (count, refused) = (whole(rows.rows), whole(rows.refused_count()));
        writeln!(out, "{}: {count} rows, {refused} of them refused", path.display())?;
        for note in &rows.notes {
            writeln!(out, "    {note}")?;
        }
        for (rule, refused) in &rows.refused {
            let lines = refused.lines.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
            let more = if refused.count > refused.lines.len() as u64 { " …" } else { "" };
            writeln!(out, "    refused {} by {rule}: line {lines}{more}", whole(refused.count))?;
        }
    }
    Ok(())
}

fn print_supply(
    supply: Option<&(&'static str, SupplyCount)>,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    let Some((product, count)) = supply else { return Ok(()) };
    let told = |counts: &BTreeMap<u8, u64>| {
        counts
            .iter()
            .map(|(kind, count)| format!("{} of type {kind}", whole(*count)))
            .collect::<Vec<_>>()
            .join(", ")
    };
    writeln!(out, "{product}: records {}", told(&count.records))?;
    if !count.unknown.is_empty() {
        writeln!(out, "    of types that are not known, passed over: {}", told(&count.unknown))?;
    }
    Ok(())
}
