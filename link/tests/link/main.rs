//! The crate as its users see it: from records to entities, against slow twins and known truths.

#![expect(clippy::unwrap_used, reason = "what a test expects is there, or the test fails")]

mod clusters;
mod explanation;
mod households;
mod identities;
mod lookup;
mod recovery;
mod relinks;
mod residences;
mod residences_again;
mod review;
mod tables;
mod town;
mod twin;
mod verdicts;
