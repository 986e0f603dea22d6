//! The drawings that several sections share. Sizes across are in percent of the room there is and sizes down in pixels, so
//! that a drawing narrows to a phone while its text keeps its size; colours are classes, which the page's style gives.
//!
//! A drawing knows no summary: a section gives it labels and counts.

mod bar;
mod calibration;
mod column;
mod upset;

pub(super) use bar::{Bar, DivergingBar};
pub(super) use calibration::{Calibration, Series};
pub(super) use column::{Column, ColumnChart};
pub(super) use upset::{UpSet, UpSetSet};

/// The class of a mark that stands for what the section is about.
pub(super) const STRONG: &str = "strong";
/// The class of a mark that stands for the rest.
pub(super) const FAINT: &str = "faint";
/// The class of a mark that stands for a loss or for evidence against.
pub(super) const WARM: &str = "warm";

/// A coordinate or length as text: two decimals are finer than any screen.
pub(super) fn length(value: f64) -> String {
    if value.is_finite() { format!("{value:.2}") } else { "0".to_owned() }
}
