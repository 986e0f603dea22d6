//! The distribution of match weights, with the threshold marked. Its scale is logarithmic, because pairs that don't match
//! outnumber those that do by orders of magnitude.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::report::chart::{FAINT, STRONG, length};
use crate::report::number::{as_real, axis_bits, count, power_of_ten, signed_bits};
use crate::report::word::Noun;
use crate::summary::{LinkageSummary, WeightBin};

const PLOT_TOP: f64 = 34.0;
const PLOT_HEIGHT: f64 = 220.0;
/// The scale's foot: below 1, so that a bin with one pair has a height.
const FOOT: f64 = 0.6;

/// The chart and its table.
#[derive(Template)]
#[template(path = "report/weights.html")]
pub(super) struct Weights {
    noun: Noun,
    id: String,
    description: String,
    bars: Vec<BinBar>,
    lines: Vec<Line>,
    ticks: Vec<Tick>,
    threshold: Threshold,
    rows: Vec<BinRow>,
}

impl HtmlSafe for Weights {}

struct BinBar {
    class: &'static str,
    x: String,
    y: String,
    width: String,
    height: String,
}

/// A line across at a power of ten.
struct Line {
    y: String,
    label_y: String,
    label: String,
}

/// A mark on the axis of weights.
struct Tick {
    x: String,
    anchor: &'static str,
    label: String,
}

struct Threshold {
    x: String,
    /// Which way the label runs from the line, and how far from it.
    anchor: &'static str,
    shift: &'static str,
    label: String,
}

struct BinRow {
    from: String,
    to: String,
    pairs: String,
    above: bool,
}

/// The bins' common width and the range that they cover.
struct Range {
    from: f64,
    to: f64,
    bin: f64,
}

impl Range {
    fn of(bins: &[WeightBin]) -> Option<Self> {
        let (first, last) = (bins.first()?.from_bits, bins.last()?.from_bits);
        let bin = bins.get(1).map_or(1.0, |second| second.from_bits - first);
        let range = Self { from: first, to: last + bin, bin };
        let is_sound = bin > 0.0 && range.from.is_finite() && range.to.is_finite() && range.to > range.from;
        is_sound.then_some(range)
    }

    /// Where a weight lies across the chart, in percent.
    fn place(&self, bits: f64) -> f64 {
        ((bits - self.from) / (self.to - self.from)).clamp(0.0, 1.0) * 100.0
    }
}

impl Weights {
    /// Nothing where no pair was compared.
    pub(super) fn of(linkage: &LinkageSummary, noun: &Noun) -> Option<Self> {
        let used = used(&linkage.weights)?;
        let range = Range::of(used)?;
        let largest = used.iter().map(|bin| bin.count).max().unwrap_or(0);
        let decades = as_real(largest).max(1.0).log10().ceil().max(1.0);
        let threshold = linkage.threshold_bits;
        let bar = |bin: &WeightBin| bar(bin, &range, decades, threshold);
        let row = |bin: &WeightBin| BinRow {
            from: signed_bits(bin.from_bits),
            to: signed_bits(bin.from_bits + range.bin),
            pairs: count(bin.count),
            above: is_above(bin, range.bin, threshold),
        };
        Some(Self {
            noun: noun.clone(),
            id: format!("weights-{}", linkage.entity),
            description: description(linkage, &range),
            bars: used.iter().filter(|bin| bin.count > 0).map(bar).collect(),
            lines: lines(decades),
            ticks: ticks(&range),
            threshold: Threshold::at(threshold, &range),
            rows: used.iter().map(row).collect(),
        })
    }
}

/// The bins without the empty ones at both ends.
fn used(bins: &[WeightBin]) -> Option<&[WeightBin]> {
    let first = bins.iter().position(|bin| bin.count > 0)?;
    let last = bins.iter().rposition(|bin| bin.count > 0)?;
    bins.get(first..=last)
}

/// A bin that the threshold cuts is on the side where most of it lies.
fn is_above(bin: &WeightBin, width: f64, threshold: f64) -> bool {
    bin.from_bits + width / 2.0 >= threshold
}

fn height_of(pairs: f64, decades: f64) -> f64 {
    let foot = FOOT.log10();
    ((pairs.log10() - foot) / (decades - foot)).clamp(0.0, 1.0) * PLOT_HEIGHT
}

fn bar(bin: &WeightBin, range: &Range, decades: f64, threshold: f64) -> BinBar {
    let height = height_of(as_real(bin.count), decades);
    let (left, right) = (range.place(bin.from_bits), range.place(bin.from_bits + range.bin));
    BinBar {
        class: if is_above(bin, range.bin, threshold) { STRONG } else { FAINT },
        x: length(left),
        y: length(PLOT_TOP + PLOT_HEIGHT - height),
        // A tenth of the bin stays free, so that single bins can be told apart.
        width: length((right - left) * 0.9),
        height: length(height),
    }
}

fn lines(decades: f64) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut pairs = 1_u64;
    while as_real(pairs).log10() <= decades + 1e-9 {
        let y = PLOT_TOP + PLOT_HEIGHT - height_of(as_real(pairs), decades);
        lines.push(Line { y: length(y), label_y: length(y + 4.5), label: power_of_ten(pairs) });
        let Some(next) = pairs.checked_mul(10) else { break };
        pairs = next;
    }
    lines
}

/// Marks at round weights, at most a dozen, none so near an edge that its label would be cut.
fn ticks(range: &Range) -> Vec<Tick> {
    let steps = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1_000.0];
    let Some(step) = steps.into_iter().find(|step| (range.to - range.from) / step <= 9.0) else {
        return Vec::new();
    };
    let mut ticks = Vec::new();
    let mut at = (range.from / step).ceil() * step;
    while at <= range.to {
        let x = range.place(at);
        let anchor = match x {
            near_left if near_left < 2.0 => "start",
            near_right if near_right > 98.0 => "end",
            _ => "middle",
        };
        ticks.push(Tick { x: length(x), anchor, label: axis_bits(at) });
        at += step;
    }
    ticks
}

impl Threshold {
    fn at(bits: f64, range: &Range) -> Self {
        let x = range.place(bits);
        let (anchor, shift) = if x > 60.0 { ("end", "-6") } else { ("start", "6") };
        Self { x: length(x), anchor, shift, label: format!("Same from {} bits", signed_bits(bits)) }
    }
}

fn description(linkage: &LinkageSummary, range: &Range) -> String {
    format!(
        "Weights run from {} to {} bits. {} of {} pairs are at or above the threshold of {} bits.",
        signed_bits(range.from),
        signed_bits(range.to),
        count(linkage.pairs_matched),
        count(linkage.pairs_compared),
        signed_bits(linkage.threshold_bits),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bins(from: f64, counts: &[u64]) -> Vec<WeightBin> {
        let bin = |(index, &count)| WeightBin { from_bits: from + as_real(index as u64), count };
        counts.iter().enumerate().map(bin).collect()
    }

    #[test]
    fn ten_times_the_pairs_is_one_step_up_wherever_it_starts() {
        let step = height_of(10.0, 6.0) - height_of(1.0, 6.0);
        assert!((height_of(100_000.0, 6.0) - height_of(10_000.0, 6.0) - step).abs() < 1e-9);
        assert!(height_of(1.0, 6.0) > 3.0);
        assert!((height_of(1e6, 6.0) - PLOT_HEIGHT).abs() < 1e-9);
    }

    #[test]
    fn empty_bins_at_the_ends_are_left_out() {
        let bins = bins(-5.0, &[0, 0, 3, 0, 4, 0]);
        let used = used(&bins).unwrap();
        assert_eq!(used.len(), 3);
        assert_eq!(used[0].from_bits, -3.0);
        assert!(super::used(&bins[..2]).is_none());
    }

    #[test]
    fn a_bin_belongs_to_the_side_of_the_threshold_where_most_of_it_lies() {
        let bins = bins(0.0, &[1, 1]);
        assert!(is_above(&bins[1], 1.0, 1.4));
        assert!(!is_above(&bins[1], 1.0, 1.6));
        assert!(is_above(&bins[0], 1.0, 0.0));
    }

    #[test]
    fn marks_on_the_axis_are_round_and_few() {
        let range = Range { from: -37.0, to: 41.0, bin: 1.0 };
        let labels: Vec<String> = ticks(&range).into_iter().map(|tick| tick.label).collect();
        assert_eq!(labels, ["−30", "−20", "−10", "0", "10", "20", "30", "40"]);
    }

    #[test]
    fn one_bin_or_odd_bins_draw_without_dividing_by_zero() {
        assert!(Range::of(&bins(2.0, &[1])).is_some());
        assert!(Range::of(&[]).is_none());
        let same = [WeightBin { from_bits: 1.0, count: 1 }, WeightBin { from_bits: 1.0, count: 1 }];
        assert!(Range::of(&same).is_none());
    }
}
