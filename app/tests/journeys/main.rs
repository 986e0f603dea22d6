//! Journeys: the program as its users run it, from files to a report, on places made for the test.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod addresses;
mod again;
mod database;
mod deliveries;
mod determinism;
mod duplicates;
mod explanation;
mod faults;
mod find;
mod first_place;
mod folder;
mod interruption;
mod residences;
mod review;
mod secrecy;
#[expect(
    dead_code,
    clippy::panic,
    reason = "the tests of fetch need more of it, and a server that does not start ends them"
)]
#[path = "../../../fetch/tests/fetching/server.rs"]
mod server;
mod splink;
mod tables;
mod versions;
mod web;
