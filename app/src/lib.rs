//! Guildhall, the program: every operation, the command line, the report and the configuration of a place.
//!
//! This crate has no rule of its own: it calls the crates that have them, and shows what they said.

pub mod report;
pub mod summary;
