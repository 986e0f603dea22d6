//! Messy values to canonical ones, and what could not be made canonical.
//!
//! Pure: no files, no network, no clock, no randomness. Bad data is never an error here: every function gives what it
//! could make of a value and, where it could make nothing or had to change it, says so by a [`record::Problem`].

pub mod record;
