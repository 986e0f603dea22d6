//! The report: one self-contained page about a run, with its style and charts inside, no script and no network.
//!
//! Shows aggregates only. It computes no number that needs a record: everything comes from [`PlaceSummary`].

use askama::Template;
use base::kind::ErrorKind;

use crate::summary::PlaceSummary;

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
/// # Errors
/// [`ReportError::Layout`] where the template engine fails, which no content of the summary can cause.
pub fn render(summary: &PlaceSummary) -> Result<String, ReportError> {
    let page = Page { place: summary.place.clone() };
    Ok(page.render()?)
}

#[derive(Template)]
#[template(path = "report/page.html")]
struct Page {
    place: String,
}
