//! The top of the page: the numbers that matter most, and the same in sentences for a reader who meets them first.

use std::collections::BTreeSet;

use askama::Template;
use askama::filters::HtmlSafe;

use super::number::{count, per_thousand, share};
use super::word::{Noun, plural};
use crate::summary::{HomeCounts, LinkageSummary, PlaceSummary, ResidenceCounts};

/// The section.
#[derive(Template)]
#[template(path = "report/headline.html")]
pub(super) struct Headline {
    figures: Vec<Figure>,
    sentences: Vec<String>,
}

impl HtmlSafe for Headline {}

struct Figure {
    label: String,
    value: String,
    note: String,
}

impl Headline {
    pub(super) fn of(summary: &PlaceSummary) -> Self {
        let totals = Totals::of(summary);
        let mut figures = totals.figures();
        for linkage in &summary.linkages {
            figures.extend(found(linkage));
        }
        Self { figures, sentences: sentences(summary, &totals) }
    }
}

/// Entities that are known to two systems or more.
pub(super) fn known_to_several(linkage: &LinkageSummary) -> u64 {
    linkage.known_to.iter().skip(1).sum()
}

struct Totals {
    sources: u64,
    organisations: u64,
    rows: u64,
    accepted: u64,
    rejected: u64,
    records: u64,
}

impl Totals {
    fn of(summary: &PlaceSummary) -> Self {
        let organisations: BTreeSet<&str> =
            summary.sources.iter().map(|source| source.organisation.as_str()).collect();
        Self {
            sources: summary.sources.len() as u64,
            organisations: organisations.len() as u64,
            rows: summary.sources.iter().map(|source| source.rows).sum(),
            accepted: summary.sources.iter().map(|source| source.accepted).sum(),
            rejected: summary.sources.iter().map(|source| source.rejected).sum(),
            records: summary.linkages.iter().map(|linkage| linkage.records).sum(),
        }
    }

    fn figures(&self) -> Vec<Figure> {
        let of_rows =
            |part| if self.rows == 0 { String::new() } else { format!("{} of rows", share(part, self.rows)) };
        vec![
            Figure {
                label: "Rows in".to_owned(),
                value: count(self.rows),
                note: format!("from {}", self.systems()),
            },
            Figure {
                label: "Accepted".to_owned(),
                value: count(self.accepted),
                note: of_rows(self.accepted),
            },
            Figure {
                label: "Rejected".to_owned(),
                value: count(self.rejected),
                note: of_rows(self.rejected),
            },
            Figure { label: "Records linked".to_owned(), value: count(self.records), note: String::new() },
        ]
    }

    /// `11 systems of 6 organisations`.
    fn systems(&self) -> String {
        format!(
            "{} {} of {} {}",
            count(self.sources),
            plural(self.sources, "system", "systems"),
            count(self.organisations),
            plural(self.organisations, "organisation", "organisations"),
        )
    }
}

fn found(linkage: &LinkageSummary) -> [Figure; 2] {
    let noun = Noun::of(&linkage.entity);
    let several = known_to_several(linkage);
    [
        Figure {
            label: format!("{} found", noun.title),
            value: count(linkage.entities),
            note: format!("in {} {}", count(linkage.records), plural(linkage.records, "record", "records")),
        },
        Figure {
            label: format!("{} known to 2+ systems", noun.title),
            value: count(several),
            note: if linkage.entities == 0 {
                String::new()
            } else {
                format!("{} of {}", share(several, linkage.entities), noun.many)
            },
        },
    ]
}

fn sentences(summary: &PlaceSummary, totals: &Totals) -> Vec<String> {
    if totals.rows == 0 {
        return vec![format!(
            "No row has been read for {} yet, so there is nothing to join up.",
            summary.place
        )];
    }
    let mut sentences = vec![rows_sentence(&summary.place, totals)];
    for linkage in summary.linkages.iter().filter(|linkage| linkage.records > 0) {
        sentences.push(linkage_sentence(linkage));
        sentences.extend(linkage.homes.as_ref().map(homes_sentence));
        sentences.extend(linkage.residences.as_ref().map(residences_sentence));
    }
    if let Some(sentence) = summary.linkages.iter().find_map(truth_sentence) {
        sentences.push(sentence);
    }
    sentences
}

fn rows_sentence(place: &str, totals: &Totals) -> String {
    let lost = match totals.rejected {
        0 => "Every one of them became a record.".to_owned(),
        1 => "One could not be used and is kept aside with the reason; none was lost.".to_owned(),
        some => format!(
            "{} of them ({}) could not be used and are kept aside, each with the reason; none was lost.",
            count(some),
            share(some, totals.rows)
        ),
    };
    let verb = if totals.sources == 1 { "holds" } else { "hold" };
    format!("{} {verb} {} rows about {place}. {lost}", totals.systems(), count(totals.rows))
}

fn linkage_sentence(linkage: &LinkageSummary) -> String {
    let noun = Noun::of(&linkage.entity);
    let several = known_to_several(linkage);
    let different = format!(
        "The {} {} of {} are about {} different {}",
        count(linkage.records),
        plural(linkage.records, "record", "records"),
        noun.many,
        count(linkage.entities),
        noun.after(linkage.entities),
    );
    if several == 0 {
        return format!("{different}, none of them known to more than one system.");
    }
    let are = if several == 1 { "is" } else { "are" };
    format!(
        "{different}; {} of them ({}) {are} known to two systems or more.",
        count(several),
        share(several, linkage.entities)
    )
}

fn homes_sentence(counts: &HomeCounts) -> String {
    format!(
        "Their addresses are {} {}; {} of them {} given by two systems or more.",
        count(counts.homes),
        plural(counts.homes, "home", "homes"),
        count(counts.known_to_several),
        if counts.known_to_several == 1 { "is" } else { "are" },
    )
}

fn residences_sentence(counts: &ResidenceCounts) -> String {
    format!(
        "As far as all records say, {} of them {} at {} {}; where {} {} now, systems disagree.",
        count(counts.current),
        if counts.current == 1 { "lives" } else { "live" },
        count(counts.households),
        plural(counts.households, "home", "homes"),
        count(counts.contested),
        if counts.contested == 1 { "lives" } else { "live" },
    )
}

fn truth_sentence(linkage: &LinkageSummary) -> Option<String> {
    let found = linkage.truth.as_ref()?.pairwise;
    let noun = Noun::of(&linkage.entity);
    Some(format!(
        "This place comes with the right answers, so the links between {} could be marked: {} links made are right, and \
         {} links there should be were found.",
        noun.many,
        per_thousand(found.precision),
        per_thousand(found.recall),
    ))
}
