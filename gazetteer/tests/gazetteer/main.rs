//! Gazetteers built, changed and asked.

#![expect(clippy::unwrap_used, reason = "what a test expects is there, or the test fails")]

mod changing;
mod finding;
mod records;
