//! The report: one self-contained page about a run, with its style and charts inside, no script and no network.
//!
//! Shows aggregates only. It reads no record and decides no number: everything comes from [`PlaceSummary`], and each
//! section turns its part of it into texts and drawings, so that the templates hold no logic beyond loops.

mod chart;
#[cfg(test)]
mod fixture;
mod headline;
mod known;
mod linking;
mod number;
mod origin;
mod overlap;
mod quality;
mod table;
#[cfg(test)]
mod tests;
mod truth;
mod word;

use askama::Template;
use base::kind::ErrorKind;

use self::headline::Headline;
use self::known::Known;
use self::linking::Linking;
use self::origin::Origin;
use self::overlap::Overlap;
use self::quality::Quality;
use self::truth::Truth;
use crate::summary::{LinkageSummary, PlaceSummary};

/// Why a report could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The template engine could not write the page.
    #[error("the report page could not be laid out")]
    Layout(#[from] askama::Error),
}

impl ReportError {
    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Layout(_) => ErrorKind::Internal,
        }
    }
}

/// Lays out the report of a run as an HTML page that needs nothing beside it.
///
/// The same summary gives the same bytes.
///
/// # Errors
/// [`ReportError::Layout`] where the template engine fails, which no content of a summary can cause.
pub fn render(summary: &PlaceSummary) -> Result<String, ReportError> {
    Ok(Page::of(summary).render()?)
}

/// Lays out the report of linked tables that belong to no place, as [`render`] does that of a run.
///
/// # Errors
/// As [`render`].
pub fn render_linkage(linkage: &LinkageSummary) -> Result<String, ReportError> {
    let page = LinkagePage {
        sources: linkage.sources.join(", "),
        overlap: (linkage.sources.len() > 1).then(|| Overlap::of(linkage)),
        linking: Linking::of(linkage),
    };
    Ok(page.render()?)
}

#[derive(Template)]
#[template(path = "report/linkage_page.html")]
struct LinkagePage {
    sources: String,
    overlap: Option<Overlap>,
    linking: Linking,
}

#[derive(Template)]
#[template(path = "report/page.html")]
struct Page {
    place: String,
    made: String,
    known_heading: String,
    headline: Headline,
    known: Vec<Known>,
    overlaps: Vec<Overlap>,
    quality: Quality,
    linkings: Vec<Linking>,
    truths: Vec<Truth>,
    origin: Origin,
}

impl Page {
    fn of(summary: &PlaceSummary) -> Self {
        let linkages = &summary.linkages;
        Self {
            place: summary.place.clone(),
            made: moment(&summary.made_at),
            known_heading: known::heading(linkages),
            headline: Headline::of(summary),
            known: linkages.iter().filter_map(Known::of).collect(),
            overlaps: linkages.iter().map(Overlap::of).collect(),
            quality: Quality::of(summary),
            linkings: linkages.iter().map(Linking::of).collect(),
            truths: linkages.iter().filter_map(Truth::of).collect(),
            origin: Origin::of(summary),
        }
    }
}

/// An RFC 3339 moment as `21 November 2026 at 23:18 UTC`; a text that isn't one stays as it is.
fn moment(text: &str) -> String {
    let Ok(moment) = text.parse::<jiff::Timestamp>() else { return text.to_owned() };
    moment.to_zoned(jiff::tz::TimeZone::UTC).strftime("%-d %B %Y at %H:%M UTC").to_string()
}
