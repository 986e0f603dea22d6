//! The two kinds of table that several sections share.
//!
//! A table knows no summary: a section gives it texts and shares.

mod bars;
mod heat;

pub(super) use bars::{BarRow, BarTable};
pub(super) use heat::{HeatCell, HeatRow, HeatTable};
