//! Clusters to be wary of, by their ids: what holds them together, and what speaks against them.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::report::number::count;
use crate::report::word::{Noun, plural};
use crate::summary::{LinkageSummary, SuspectCluster};

/// The table.
#[derive(Template)]
#[template(path = "report/suspects.html")]
pub(super) struct Suspects {
    noun: Noun,
    told: String,
    rows: Vec<SuspectRow>,
}

impl HtmlSafe for Suspects {}

struct SuspectRow {
    id: String,
    records: String,
    reasons: String,
}

impl Suspects {
    /// Nothing where there is none.
    pub(super) fn of(linkage: &LinkageSummary, noun: &Noun) -> Option<Self> {
        let review = linkage.review.as_ref()?;
        let all = review.suspect_count;
        if review.suspects.is_empty() {
            return None;
        }
        let shown = review.suspects.len() as u64;
        let told = if shown < all {
            format!("{} {} are worth a look; these are the first {}.", count(all), noun.many, count(shown))
        } else {
            format!("{} {} worth a look.", count(all), plural(all, "is", "are"))
        };
        let row = |suspect: &SuspectCluster| SuspectRow {
            id: suspect.id.clone(),
            records: count(suspect.records),
            reasons: reasons(suspect).join("; "),
        };
        Some(Self { noun: noun.clone(), told, rows: review.suspects.iter().map(row).collect() })
    }
}

fn reasons(suspect: &SuspectCluster) -> Vec<String> {
    let SuspectCluster { large, bridges, overridden, differing, repeated, .. } = suspect;
    let mut reasons = Vec::new();
    if *large {
        reasons.push("more records than is likely".to_owned());
    }
    if *bridges > 0 {
        let pairs = plural(*bridges, "pair alone holds", "pairs alone hold");
        reasons.push(format!("{} {pairs} it together", count(*bridges)));
    }
    if *overridden > 0 {
        let verdicts = plural(*overridden, "verdict stands", "verdicts stand");
        reasons.push(format!("{} {verdicts} against a veto", count(*overridden)));
    }
    if *differing > 0 {
        let columns = plural(*differing, "column", "columns");
        reasons.push(format!("{} {columns} with several values where one is right", count(*differing)));
    }
    if *repeated > 0 {
        let sources = plural(*repeated, "source", "sources");
        reasons.push(format!("{} {sources} with several records where one is right", count(*repeated)));
    }
    reasons
}
