//! Where it all came from: versions, what the reader found in each file, how long each stage took, and how much memory.

use askama::Template;
use askama::filters::HtmlSafe;

use super::chart::{Bar, STRONG};
use super::number::{bytes, count, duration};
use super::word::{Noun, title};
use crate::summary::{PlaceSummary, SourceSummary, StageSeconds};

/// The section.
#[derive(Template)]
#[template(path = "report/origin.html")]
pub(super) struct Origin {
    sources: Vec<SourceRow>,
    linkages: Vec<LinkageRow>,
    stages: Vec<StageRow>,
    total: String,
    memory: String,
    program: &'static str,
}

impl HtmlSafe for Origin {}

struct SourceRow {
    name: String,
    version: u32,
    size: String,
    notes: Vec<String>,
}

struct LinkageRow {
    title: String,
    version: u32,
    records: String,
}

struct StageRow {
    stage: String,
    time: String,
    bar: Bar,
}

impl Origin {
    pub(super) fn of(summary: &PlaceSummary) -> Self {
        let total: f64 = summary.stages.iter().map(|stage| stage.seconds).sum();
        let longest = summary.stages.iter().map(|stage| stage.seconds).fold(0.0, f64::max);
        let source = |source: &SourceSummary| SourceRow {
            name: source.name.clone(),
            version: source.version,
            size: bytes(source.bytes),
            notes: source.notes.clone(),
        };
        let stage = |stage: &StageSeconds| StageRow {
            stage: title(&stage.stage),
            time: duration(stage.seconds),
            bar: Bar::new(if longest > 0.0 { stage.seconds / longest } else { 0.0 }, STRONG),
        };
        let linkage = |linkage: &crate::summary::LinkageSummary| LinkageRow {
            title: Noun::of(&linkage.entity).title,
            version: linkage.version,
            records: count(linkage.records),
        };
        Self {
            sources: summary.sources.iter().map(source).collect(),
            linkages: summary.linkages.iter().map(linkage).collect(),
            stages: summary.stages.iter().map(stage).collect(),
            total: duration(total),
            memory: bytes(summary.peak_rss_bytes),
            program: env!("CARGO_PKG_VERSION"),
        }
    }
}
