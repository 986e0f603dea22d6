//! A pair's weight as a drawing: a bar for each comparison, each beginning where the one before ended.

use std::fmt::Write;

use link::explain::Waterfall;

const WIDTH: f64 = 860.0;
const ROW_HEIGHT: f64 = 26.0;
/// Where the drawing of bars begins, and how wide it is.
const BARS_LEFT: f64 = 430.0;
const BARS_WIDTH: f64 = 350.0;
const TOP: f64 = 58.0;

const FOR_COLOUR: &str = "#1d6b57";
const AGAINST_COLOUR: &str = "#b0413e";
const TOTAL_COLOUR: &str = "#2b2b2b";

/// A line of the drawing.
struct Row<'w> {
    name: &'w str,
    level: &'w str,
    bits: f64,
    /// Where the bar begins and ends, in bits.
    ends: (f64, f64),
    colour: &'static str,
}

/// Draws a waterfall as SVG.
///
/// Shape: `records` are what both records are called. Units: `probability` that they are the same, in 0 to 1.
pub fn draw(waterfall: &Waterfall, probability: f64, records: [String; 2]) -> String {
    let rows = rows(waterfall);
    let ends = || rows.iter().flat_map(|row| [row.ends.0, row.ends.1]);
    let least = ends().fold(0.0, f64::min);
    let most = ends().fold(1.0, f64::max);
    let place = |bits: f64| BARS_LEFT + (bits - least) / (most - least) * BARS_WIDTH;
    let height = TOP + ROW_HEIGHT * rows.len() as f64 + 16.0;
    let [left, right] = records.map(|record| escaped(&record));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         font-family=\"system-ui, sans-serif\" font-size=\"13\">\n\
         <title>Why {left} and {right} weigh {:.1} bits</title>\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\"/>\n\
         <text x=\"16\" y=\"28\" font-size=\"16\" font-weight=\"600\">{left} and {right}: {:.1} bits, probability {probability:.4}</text>\n",
        waterfall.total, waterfall.total
    );
    let zero = place(0.0);
    // Writing into a string cannot fail.
    let _ = writeln!(
        svg,
        "<line x1=\"{zero:.1}\" x2=\"{zero:.1}\" y1=\"{}\" y2=\"{}\" stroke=\"#bbbbbb\"/>",
        TOP - 8.0,
        height - 12.0
    );
    for (number, row) in rows.iter().enumerate() {
        let top = TOP + ROW_HEIGHT * number as f64;
        let (from, to) = (place(row.ends.0.min(row.ends.1)), place(row.ends.0.max(row.ends.1)));
        let text = top + 14.0;
        let _ = writeln!(
            svg,
            "<text x=\"16\" y=\"{text}\">{}</text><text x=\"160\" y=\"{text}\" fill=\"#555555\">{}</text>\
             <rect x=\"{from:.1}\" y=\"{top}\" width=\"{:.1}\" height=\"18\" fill=\"{}\"/>\
             <text x=\"{:.1}\" y=\"{text}\" text-anchor=\"end\">{:+.1}</text>",
            escaped(row.name),
            escaped(&shortened(row.level)),
            (to - from).max(1.0),
            row.colour,
            WIDTH - 16.0,
            row.bits
        );
    }
    svg.push_str("</svg>\n");
    svg
}

fn rows(waterfall: &Waterfall) -> Vec<Row<'_>> {
    let mut sum = 0.0;
    let bars =
        waterfall.bars.iter().map(|bar| (bar.comparison.as_str(), bar.level.as_str(), bar.weight_bits));
    let mut rows: Vec<Row<'_>> = std::iter::once(("before comparing", "", waterfall.prior))
        .chain(bars)
        .map(|(name, level, bits)| {
            let start = sum;
            sum += bits;
            let colour = if bits < 0.0 { AGAINST_COLOUR } else { FOR_COLOUR };
            Row { name, level, bits, ends: (start, sum), colour }
        })
        .collect();
    let total = waterfall.total;
    rows.push(Row { name: "together", level: "", bits: total, ends: (0.0, total), colour: TOTAL_COLOUR });
    rows
}

/// A level's label, as much of it as there is room for.
fn shortened(label: &str) -> String {
    const LETTERS_MAX: usize = 40;
    if label.chars().count() <= LETTERS_MAX {
        return label.to_owned();
    }
    label.chars().take(LETTERS_MAX - 1).chain(['…']).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use link::explain::Bar;

    use super::*;

    #[test]
    fn bars_begin_where_the_one_before_ended() {
        let bar =
            |name: &str, bits| Bar { comparison: name.into(), level: "a < b".into(), weight_bits: bits };
        let waterfall =
            Waterfall { prior: -10.0, bars: vec![bar("name", 8.0), bar("town", 6.0)], total: 4.0 };
        let ends: Vec<(f64, f64)> = rows(&waterfall).iter().map(|row| row.ends).collect();
        assert_eq!(ends, [(0.0, -10.0), (-10.0, -2.0), (-2.0, 4.0), (0.0, 4.0)]);
        let svg = draw(&waterfall, 0.941_2, ["a & b".into(), "c".into()]);
        assert!(svg.contains("a &amp; b and c: 4.0 bits, probability 0.9412"), "{svg}");
        assert_eq!(svg.matches("<rect").count(), 5);
        assert!(svg.contains("a &lt; b"));
    }
}
