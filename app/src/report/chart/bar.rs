//! Bars that stand in a table's cell beside the number that they show, and are therefore hidden from screen readers.

use askama::Template;
use askama::filters::HtmlSafe;

use super::length;

/// The shortest bar, in percent of the cell: something that is there must be seen.
const SHORTEST: f64 = 0.7;

/// A bar from the cell's left edge.
#[derive(Template)]
#[template(path = "report/chart/bar.svg")]
pub(crate) struct Bar {
    class: &'static str,
    x: String,
    width: String,
}

impl HtmlSafe for Bar {}

impl Bar {
    /// A bar over a share of the cell, 0 to 1.
    pub(crate) fn new(share: f64, class: &'static str) -> Self {
        Self { class, x: length(0.0), width: length(visible(share)) }
    }
}

fn visible(share: f64) -> f64 {
    if share > 0.0 { (share.min(1.0) * 100.0).max(SHORTEST) } else { 0.0 }
}

/// A bar from the cell's middle: to the right where positive, to the left where negative.
#[derive(Template)]
#[template(path = "report/chart/diverging.svg")]
pub(crate) struct DivergingBar {
    bar: Bar,
}

impl HtmlSafe for DivergingBar {}

impl DivergingBar {
    /// A bar over a share of half the cell, −1 to 1.
    pub(crate) fn new(share: f64, positive: &'static str, negative: &'static str) -> Self {
        let half = visible(share.abs()) / 2.0;
        let bar = if share < 0.0 {
            Bar { class: negative, x: length(50.0 - half), width: length(half) }
        } else {
            Bar { class: positive, x: length(50.0), width: length(half) }
        };
        Self { bar }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share_but_never_invisible() {
        assert_eq!(Bar::new(0.25, "strong").width, "25.00");
        assert_eq!(Bar::new(0.000_01, "strong").width, "0.70");
        assert_eq!(Bar::new(0.0, "strong").width, "0.00");
        assert_eq!(Bar::new(3.0, "strong").width, "100.00");
        assert_eq!(Bar::new(f64::NAN, "strong").width, "0.00");
    }

    #[test]
    fn a_negative_weight_goes_left_of_the_middle() {
        let against = DivergingBar::new(-0.5, "strong", "warm").bar;
        assert_eq!((against.x.as_str(), against.width.as_str(), against.class), ("25.00", "25.00", "warm"));
        let in_favour = DivergingBar::new(1.0, "strong", "warm").bar;
        assert_eq!(
            (in_favour.x.as_str(), in_favour.width.as_str(), in_favour.class),
            ("50.00", "50.00", "strong")
        );
    }
}
