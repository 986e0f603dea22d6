//! Guildhall, the program: every operation, the command line, the report and the configuration of a place.
//!
//! This crate has no rule of its own: it calls the crates that have them, and shows what they said.

pub mod address_parts;
mod arrival;
pub mod cli;
pub mod commands;
mod delivery;
pub mod failure;
mod finder;
mod hexadecimal;
pub mod linkage;
mod memory;
pub mod operations;
pub mod place;
pub mod postcode_list;
pub mod progress;
mod raw_file;
pub mod report;
pub mod residents;
pub mod review;
pub mod state;
mod stopwatch;
pub mod summary;
pub mod tables;
mod text_table;
mod version_table;
mod waterfall;
