//! What `review` prints: how many pairs are to be read, and what came of reading them.

use std::io::Write;
use std::path::Path;

use serde::Serialize;

use super::CommandError;
use super::answer::print_json;
use crate::operations::export_homes::Exported;
use crate::operations::import_table_verdicts::Imported;
use crate::summary::{ReliabilitySummary, ReviewSummary};
use crate::text_table::{Align, TextTable, whole};

#[derive(Serialize)]
struct ExportAnswer<'a> {
    pairs: u64,
    file: &'a Path,
}

/// Prints how many pairs were laid out.
///
/// # Errors
/// Where `out` can't be written.
pub(super) fn print_exported(
    file: &Path,
    pairs: u64,
    json: bool,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    if json {
        return print_json(&ExportAnswer { pairs, file }, out);
    }
    if pairs == 0 {
        return Ok(writeln!(out, "no pair is left to be read; {} has none", file.display())?);
    }
    writeln!(out, "{} pairs to be read: {}", whole(pairs), file.display())?;
    writeln!(
        out,
        "write same, different or unsure into the column `verdict`, then `guildhall review import`"
    )?;
    Ok(())
}

#[derive(Serialize)]
struct HomesAnswer<'a> {
    people: u64,
    of: u64,
    file: &'a Path,
}

/// Prints how many people were laid out.
///
/// # Errors
/// Where `out` can't be written.
pub(super) fn print_homes(
    file: &Path,
    Exported { people, of }: Exported,
    json: bool,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    if json {
        return print_json(&HomesAnswer { people, of, file }, out);
    }
    if people == 0 {
        return Ok(writeln!(out, "sources disagree about nobody's home; {} has none", file.display())?);
    }
    let (people, of) = (whole(people), whole(of));
    writeln!(out, "{people} of {of} people of whose home sources disagree: {}", file.display())?;
    writeln!(out, "what is right is for the sources to mend: the next load settles it")?;
    Ok(())
}

/// Prints what was taken.
///
/// # Errors
/// Where `out` can't be written.
pub(super) fn print_imported(
    imported: &Imported,
    json: bool,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    if json {
        return print_json(imported, out);
    }
    let Imported { same, different, unsure, unread, replaced, reliability } = imported;
    writeln!(
        out,
        "{} verdicts taken: {} same, {} different, {} unsure",
        whole(same + different + unsure),
        whole(*same),
        whole(*different),
        whole(*unsure)
    )?;
    if *replaced > 0 {
        writeln!(out, "{} stand in the place of earlier ones", whole(*replaced))?;
    }
    if *unread > 0 {
        writeln!(out, "{} rows without a verdict were skipped", whole(*unread))?;
    }
    reliability.as_ref().map_or(Ok(()), |reliability| print_reliability(reliability, out))
}

/// Prints what a linkage says of people's reading.
///
/// # Errors
/// Where `out` can't be written.
pub(super) fn print_review(review: &ReviewSummary, out: &mut dyn Write) -> Result<(), CommandError> {
    let counts = &review.verdicts;
    if counts.same + counts.different + counts.unsure + counts.reopened + counts.resting > 0 {
        writeln!(
            out,
            "verdicts: {} same, {} different, {} unsure, {} re-opened, {} on records that are gone",
            whole(counts.same),
            whole(counts.different),
            whole(counts.unsure),
            whole(counts.reopened),
            whole(counts.resting)
        )?;
        if counts.overridden + counts.contradicted > 0 {
            writeln!(
                out,
                "  {} against a veto; {} contradicted by others and not obeyed",
                whole(counts.overridden),
                whole(counts.contradicted)
            )?;
        }
        match (review.calibrated, review.verdicts_missing) {
            (true, _) => writeln!(out, "probabilities are those that verdicts gave")?,
            (false, missing) => {
                writeln!(
                    out,
                    "probabilities are those of the weights: {} more verdicts would tell",
                    whole(missing)
                )?;
            }
        }
    }
    for known in review.duplicate_free.iter().filter(|known| known.pairs > 0) {
        let pairs = whole(known.pairs);
        writeln!(
            out,
            "{}: held to be free of duplicates, but {pairs} pairs weigh as the same",
            known.source
        )?;
    }
    writeln!(
        out,
        "{} pairs are in doubt, from {} to {}",
        whole(review.in_doubt),
        review.from_probability,
        review.to_probability
    )?;
    Ok(())
}

fn print_reliability(reliability: &ReliabilitySummary, out: &mut dyn Write) -> Result<(), CommandError> {
    writeln!(out, "\nwhat was told, and what was found")?;
    let mut table = TextTable::new(&[
        ("probability", Align::Left),
        ("pairs", Align::Right),
        ("same", Align::Right),
        ("told", Align::Right),
        ("found", Align::Right),
        ("likely between", Align::Right),
    ]);
    for band in &reliability.bands {
        table.row(vec![
            format!("{:.2} to {:.2}", band.from, band.to),
            whole(band.pairs),
            whole(band.same),
            format!("{:.3}", band.told),
            format!("{:.3}", band.found),
            format!("{:.3} and {:.3}", band.low, band.high),
        ]);
    }
    table.print(out)?;
    writeln!(out, "on average {:.3} apart, each pair counted for those it was drawn for", reliability.gap)?;
    Ok(())
}
