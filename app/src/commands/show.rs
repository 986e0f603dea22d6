//! One person or premises on the terminal: the records, and a waterfall of weights for each.

use std::io::Write;

use govern::Cleared;

use super::CommandError;
use super::answer::print_json;
use crate::operations::show_entity::{EntityView, RecordView, VerdictView, WhyView};
use crate::residents::{ResidenceView, ResidentView};

/// Prints an entity's records.
///
/// # Errors
/// Where `out` can't be written.
pub(super) fn print_entity(
    view: &Cleared<EntityView>,
    json: bool,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    let view = view.get();
    if json {
        return print_json(view, out);
    }
    match &view.merged_from {
        Some(old) => writeln!(out, "{} (asked for as {old}, which was merged into it)", view.id)?,
        None => writeln!(out, "{}", view.id)?,
    }
    view.residences.iter().try_for_each(|residence| print_residence(residence, out))?;
    for resident in &view.residents {
        let ResidentView { id, state, from, to } = resident;
        writeln!(out, "  {state:<10} {id}{}", span(from.as_deref(), to.as_deref()))?;
    }
    view.records.iter().try_for_each(|record| print_record(record, out))
}

fn print_residence(residence: &ResidenceView, out: &mut dyn Write) -> Result<(), CommandError> {
    let ResidenceView { state, uprn, address, from, to, last_told, listed_by, told_by, .. } = residence;
    let home = [address.clone(), uprn.as_ref().map(|uprn| format!("UPRN {uprn}"))];
    let home: Vec<String> = home.into_iter().flatten().collect();
    writeln!(out, "  {state:<10} {}{}", home.join(", "), span(from.as_deref(), to.as_deref()))?;
    let names = |records: &[(String, String)]| {
        records.iter().map(|(source, key)| format!("{source} {key}")).collect::<Vec<_>>().join(", ")
    };
    if !listed_by.is_empty() {
        writeln!(out, "             listed now by {}", names(listed_by))?;
    }
    if !told_by.is_empty() {
        let last = last_told.as_ref().map(|day| format!(", last on {day}")).unwrap_or_default();
        writeln!(out, "             told by {}{last}", names(told_by))?;
    }
    Ok(())
}

/// From when to when, as far as it is known.
fn span(from: Option<&str>, to: Option<&str>) -> String {
    let from = from.map(|from| format!(" from {from}")).unwrap_or_default();
    format!("{from}{}", to.map(|to| format!(" to {to}")).unwrap_or_default())
}

fn print_record(record: &RecordView, out: &mut dyn Write) -> Result<(), CommandError> {
    let RecordView { source, organisation, key, version, line, .. } = record;
    writeln!(out, "\n{source} {key}, {organisation} (version {version}, line {line})")?;
    for (column, value) in &record.values {
        writeln!(out, "    {column:<20} {value}")?;
    }
    match &record.why {
        Some(why) => print_waterfall(why, out)?,
        None if record.verdicts.is_empty() => writeln!(out, "  the only record")?,
        None => {}
    }
    for VerdictView { said, of, by, at } in &record.verdicts {
        let of = of
            .as_ref()
            .map_or_else(|| "a record that is gone".to_owned(), |(source, key)| format!("{source} {key}"));
        writeln!(out, "  {by} said on {at}: {said}, of this and {of}")?;
    }
    Ok(())
}

/// Width of the drawing, in characters, and the bits it spans: more is cut at the edge.
const WIDTH: usize = 40;
const SPAN_BITS: f64 = 60.0;

fn print_waterfall(why: &WhyView, out: &mut dyn Write) -> Result<(), CommandError> {
    let (source, key) = &why.agrees_with;
    writeln!(out, "  here because it agrees with {source} {key}:")?;
    print_bars(why.prior_bits, &why.comparisons, why.weight_bits, out)
}

/// Prints a weight taken apart: what was compared, how far it agreed and the bits that it adds, with a bar for each.
///
/// # Errors
/// Where `out` can't be written.
pub(super) fn print_bars(
    prior_bits: f64,
    comparisons: &[(String, String, f64)],
    weight_bits: f64,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    let lowest = comparisons.iter().scan(prior_bits, |sum, bar| {
        *sum += bar.2;
        Some(*sum)
    });
    let start = lowest.fold(prior_bits.min(0.0), f64::min);
    let mut sum = 0.0;
    let prior = ("before comparing".to_owned(), String::new(), prior_bits);
    for (comparison, level, bits) in std::iter::once(&prior).chain(comparisons) {
        let bar = bar_between(sum - start, sum + bits - start);
        writeln!(out, "    {comparison:<18} {level:<34} {bits:>+7.1}  {bar}")?;
        sum += bits;
    }
    Ok(writeln!(out, "    {:<53} {:>+7.1}  bits", "match weight", weight_bits)?)
}

/// A bar from one sum to the next.
fn bar_between(from: f64, to: f64) -> String {
    let column = |bits: f64| ((bits / SPAN_BITS * WIDTH as f64).round() as usize).min(WIDTH);
    let (left, right) = (column(from.min(to)), column(from.max(to)));
    let mark = if to >= from { "█" } else { "░" };
    format!("{}{}", " ".repeat(left), mark.repeat((right - left).max(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bar_spans_from_sum_to_sum() {
        assert_eq!(bar_between(0.0, 6.0), "████");
        assert_eq!(bar_between(6.0, 3.0), "  ░░");
        assert_eq!(bar_between(3.0, 3.0), "  █");
    }
}
