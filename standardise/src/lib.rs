//! Messy values to canonical ones, and what could not be made canonical.
//!
//! Pure: no files, no network, no clock, no randomness. Bad data is never an error here: every function gives what it
//! could make of a value and, where it could make nothing or had to change it, says so by a [`problem::Finding`] that
//! carries no value.

pub mod address;
pub mod charity_number;
pub mod chi_number;
mod compact;
pub mod company_number;
pub mod coordinate;
pub mod date;
mod display;
pub mod email;
pub mod fold;
pub mod header;
pub mod kind;
pub mod name;
pub mod nhs_number;
pub mod nino;
pub mod ods_code;
pub mod organisation;
pub mod phone;
pub mod postcode;
pub mod problem;
pub mod record;
mod romanise;
pub mod sex;
pub mod upn;
pub mod uprn;
pub mod usrn;
pub mod utr;
mod word;
