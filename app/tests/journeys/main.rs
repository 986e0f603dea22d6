//! Journeys: the program as its users run it, from files to a report, on places made for the test.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod addresses;
mod determinism;
mod faults;
mod first_place;
mod folder;
mod interruption;
mod secrecy;
mod versions;
