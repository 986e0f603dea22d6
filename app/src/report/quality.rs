//! Quality by source: rows accounted for, why rows were rejected, which fields are filled, which values could not be read.

mod fields;
mod reasons;

use askama::Template;
use askama::filters::HtmlSafe;

use self::fields::FieldGrid;
use self::reasons::Reasons;
use super::chart::{Bar, WARM};
use super::number::{count, ratio, share};
use super::word::title;
use crate::summary::{PlaceSummary, SourceSummary};

/// The section.
#[derive(Template)]
#[template(path = "report/quality.html")]
pub(super) struct Quality {
    rows: Vec<SourceRow>,
    total: SourceRow,
    rejects: Option<Reasons>,
    grids: Vec<FieldGrid>,
    problems: Option<Reasons>,
}

impl HtmlSafe for Quality {}

struct SourceRow {
    name: String,
    organisation: String,
    rows: String,
    accepted: String,
    rejected: String,
    rejected_share: String,
    bar: Bar,
    new: String,
    changed: String,
    gone: String,
    records: String,
}

impl Quality {
    pub(super) fn of(summary: &PlaceSummary) -> Self {
        let worst =
            summary.sources.iter().map(|source| ratio(source.rejected, source.rows)).fold(0.0, f64::max);
        Self {
            rows: summary.sources.iter().map(|source| SourceRow::of(source, worst)).collect(),
            total: SourceRow::total(&summary.sources),
            rejects: reasons::of_rejects(&summary.sources),
            grids: FieldGrid::by_entity(&summary.sources),
            problems: reasons::of_problems(&summary.sources),
        }
    }
}

impl SourceRow {
    /// `worst` is the largest share of rejected rows in any source: the full length of a bar.
    fn of(source: &SourceSummary, worst: f64) -> Self {
        let rejected = ratio(source.rejected, source.rows);
        Self {
            name: title(&source.name),
            organisation: source.organisation.clone(),
            rows: count(source.rows),
            accepted: count(source.accepted),
            rejected: count(source.rejected),
            rejected_share: share(source.rejected, source.rows),
            bar: Bar::new(if worst > 0.0 { rejected / worst } else { 0.0 }, WARM),
            new: count(source.new),
            changed: count(source.changed),
            gone: count(source.gone),
            records: count(source.records),
        }
    }

    fn total(sources: &[SourceSummary]) -> Self {
        let sum = |number: fn(&SourceSummary) -> u64| sources.iter().map(number).sum::<u64>();
        let (rows, rejected) = (sum(|source| source.rows), sum(|source| source.rejected));
        Self {
            name: "All systems".to_owned(),
            organisation: String::new(),
            rows: count(rows),
            accepted: count(sum(|source| source.accepted)),
            rejected: count(rejected),
            rejected_share: share(rejected, rows),
            bar: Bar::new(0.0, WARM),
            new: count(sum(|source| source.new)),
            changed: count(sum(|source| source.changed)),
            gone: count(sum(|source| source.gone)),
            records: count(sum(|source| source.records)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn the_last_line_adds_every_source_up() {
        let mut summary = fixture::empty_place();
        summary.sources = ["library", "council_tax"]
            .map(|name| fixture::source(name, "person", &[("family_name", 1_000)]))
            .into();
        summary.sources[0].rows = 2_000;
        summary.sources[0].rejected = 1_000;
        let html = Quality::of(&summary).render().unwrap();
        let total = "<tr><th scope=\"row\">All systems</th><td class=\"number\">3,003</td><td class=\"number\">2,000</td>\
                     <td class=\"number\">1,003</td><td class=\"number\">33.4\u{202f}%</td>";
        assert!(html.contains(total));
        // The worst source has the whole bar, and the others their part of it.
        assert!(
            html.contains(
                "<td class=\"number\">50.0\u{202f}%</td><td class=\"small-bar\"><svg class=\"bar\""
            )
        );
        assert!(html.contains("<rect class=\"warm\" x=\"0.00%\" width=\"100.00%\""));
    }

    #[test]
    fn reasons_and_problems_are_told_over_all_sources_and_by_source() {
        let mut summary = fixture::empty_place();
        summary.sources = ["library", "council_tax"].map(|name| fixture::source(name, "person", &[])).into();
        let html = Quality::of(&summary).render().unwrap();
        assert!(html.contains(
            "Wrong format <span class=\"note\">in 2 systems</span></th><td class=\"number\">6</td>"
        ));
        assert!(html.contains("Birth date: placeholder date <span class=\"note\">in 2 systems</span>"));
        assert!(html.contains(
            "<th scope=\"row\">Council tax</th><td class=\"code\">DOB</td><td>Wrong format</td><td class=\"number\">3</td>"
        ));
    }
}
