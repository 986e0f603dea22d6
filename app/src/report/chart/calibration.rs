//! Probabilities told, from left to right, against shares found, from the foot up: what is right lies on the diagonal.

use askama::Template;
use askama::filters::HtmlSafe;

use super::{FAINT, STRONG, length};

const PLOT_TOP: f64 = 12.0;
const PLOT_HEIGHT: f64 = 240.0;

/// Points of one kind.
pub(crate) struct Series {
    /// Whether it stands behind another.
    pub is_faint: bool,
    /// What was told, what was found, and where that may lie; each 0 to 1.
    pub points: Vec<(f64, f64, (f64, f64))>,
}

/// The drawing.
#[derive(Template)]
#[template(path = "report/chart/calibration.svg")]
pub(crate) struct Calibration {
    id: String,
    title: String,
    description: String,
    marks: Vec<Mark>,
    ticks: Vec<Tick>,
}

impl HtmlSafe for Calibration {}

struct Mark {
    class: &'static str,
    x: String,
    y: String,
    low: String,
    high: String,
}

struct Tick {
    x: String,
    y: String,
    anchor: &'static str,
    label: String,
}

impl Calibration {
    /// Draws the points of all series, faint ones first.
    ///
    /// `id` must be unique in the page.
    pub(crate) fn new(id: &str, title: &str, description: &str, series: &[Series]) -> Self {
        let mark = |class: &'static str| {
            move |(told, found, (low, high)): &(f64, f64, (f64, f64))| Mark {
                class,
                x: length(told.clamp(0.0, 1.0) * 100.0),
                y: height(*found),
                low: height(*low),
                high: height(*high),
            }
        };
        let of = |is_faint: bool, class| {
            let wanted = series.iter().filter(move |series| series.is_faint == is_faint);
            wanted.flat_map(|series| &series.points).map(mark(class))
        };
        let tick = |quarter: u32| {
            let at = f64::from(quarter) / 4.0;
            let anchor = if quarter == 0 {
                "start"
            } else if quarter == 4 {
                "end"
            } else {
                "middle"
            };
            Tick { x: length(at * 100.0), y: height(at), anchor, label: at.to_string() }
        };
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            description: description.to_owned(),
            marks: of(true, FAINT).chain(of(false, STRONG)).collect(),
            ticks: (0..=4).map(tick).collect(),
        }
    }
}

/// How far down a share is drawn.
fn height(share: f64) -> String {
    length(PLOT_TOP + (1.0 - share.clamp(0.0, 1.0)) * PLOT_HEIGHT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_right_lies_on_the_diagonal_and_the_faint_lies_behind() {
        let series = |is_faint, found| Series { is_faint, points: vec![(0.25, found, (0.0, 1.0))] };
        let chart = Calibration::new("c", "", "", &[series(false, 0.25), series(true, 1.5)]);
        let marks: Vec<_> =
            chart.marks.iter().map(|mark| (mark.class, mark.x.as_str(), mark.y.as_str())).collect();
        assert_eq!(marks, [("faint", "25.00", "12.00"), ("strong", "25.00", "192.00")]);
        assert_eq!((chart.marks[0].low.as_str(), chart.marks[0].high.as_str()), ("252.00", "12.00"));
    }
}
