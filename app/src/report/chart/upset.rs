//! An UpSet plot: one row a set, one column a combination of sets, the column's dots saying which sets, its bar how often.
//!
//! Drawn in fixed pixels, because its dots must line up with its rows; a narrow screen scrolls it sideways.
//!
//! # Source
//! Lex, Gehlenborg, Strobelt, Vuillemot and Pfister (2014), UpSet: visualization of intersecting sets.

use askama::Template;
use askama::filters::HtmlSafe;

use super::{FAINT, STRONG, length};
use crate::report::number::{as_real, count, ratio, short_count};
use crate::report::word::shortened;

const CHARACTER_WIDTH: f64 = 6.9;
const SET_BAR_WIDTH: f64 = 48.0;
const GAP: f64 = 12.0;
const COLUMN_WIDTH: f64 = 30.0;
const ROW_HEIGHT: f64 = 26.0;
const BARS_TOP: f64 = 22.0;
const BARS_HEIGHT: f64 = 140.0;
const ROWS_TOP: f64 = BARS_TOP + BARS_HEIGHT + 14.0;
const NAME_CHARACTERS: usize = 30;

/// What a section gives for a set.
pub(crate) struct UpSetSet {
    /// Its name.
    pub name: String,
    /// How many things are in it.
    pub count: u64,
}

/// The drawing.
#[derive(Template)]
#[template(path = "report/chart/upset.svg")]
pub(crate) struct UpSet {
    id: String,
    title: String,
    description: String,
    width: String,
    height: String,
    bars: Vec<UpSetBar>,
    rows: Vec<UpSetRow>,
    dots: Vec<Dot>,
    links: Vec<Link>,
    set_bar_x: String,
}

impl HtmlSafe for UpSet {}

struct UpSetBar {
    class: &'static str,
    x: String,
    y: String,
    width: String,
    height: String,
    middle: String,
    label: String,
    label_y: String,
    hint: String,
}

struct UpSetRow {
    name: String,
    short_name: String,
    count: String,
    striped: bool,
    top: String,
    text_y: String,
    bar_y: String,
    bar_width: String,
}

struct Dot {
    class: &'static str,
    x: String,
    y: String,
}

struct Link {
    class: &'static str,
    x: String,
    from: String,
    to: String,
}

impl UpSet {
    /// Draws the sets in the order given and the combinations from left to right.
    ///
    /// Shape: each combination is ascending positions in `sets`, and how often it is; a position that is not there is left out.
    pub(crate) fn new(
        id: &str,
        title: &str,
        description: &str,
        sets: &[UpSetSet],
        combinations: &[(Vec<usize>, u64)],
    ) -> Self {
        let set_bar_left = GAP + widest_name(sets) * CHARACTER_WIDTH;
        let matrix_left = set_bar_left + SET_BAR_WIDTH + GAP;
        let largest = combinations.iter().map(|(_, count)| *count).max().unwrap_or(0);
        let mut drawing = Self {
            id: id.to_owned(),
            title: title.to_owned(),
            description: description.to_owned(),
            width: length(matrix_left + as_real(combinations.len() as u64) * COLUMN_WIDTH),
            height: length(ROWS_TOP + as_real(sets.len() as u64) * ROW_HEIGHT + 4.0),
            bars: Vec::with_capacity(combinations.len()),
            rows: rows(sets),
            dots: Vec::with_capacity(combinations.len() * sets.len()),
            links: Vec::new(),
            set_bar_x: length(set_bar_left),
        };
        for (column, (members, times)) in combinations.iter().enumerate() {
            let middle = matrix_left + (as_real(column as u64) + 0.5) * COLUMN_WIDTH;
            let class = if members.len() > 1 { STRONG } else { FAINT };
            let names: Vec<&str> =
                members.iter().filter_map(|&set| sets.get(set)).map(|set| set.name.as_str()).collect();
            let hint = format!("{}: {}", names.join(" + "), count(*times));
            drawing.bars.push(bar(middle, ratio(*times, largest), short_count(*times), class, hint));
            drawing.add_dots(middle, sets.len(), members, class);
        }
        drawing
    }

    fn add_dots(&mut self, middle: f64, set_count: usize, members: &[usize], class: &'static str) {
        for set in 0..set_count {
            let class = if members.contains(&set) { class } else { "absent" };
            self.dots.push(Dot { class, x: length(middle), y: length(row_middle(set)) });
        }
        let (Some(&first), Some(&last)) = (members.first(), members.last()) else { return };
        if first < last && last < set_count {
            let (from, to) = (length(row_middle(first)), length(row_middle(last)));
            self.links.push(Link { class, x: length(middle), from, to });
        }
    }
}

fn bar(middle: f64, share: f64, label: String, class: &'static str, hint: String) -> UpSetBar {
    let height = (share * BARS_HEIGHT).max(1.5);
    let top = BARS_TOP + BARS_HEIGHT - height;
    UpSetBar {
        class,
        x: length(middle - COLUMN_WIDTH * 0.36),
        y: length(top),
        width: length(COLUMN_WIDTH * 0.72),
        height: length(height),
        middle: length(middle),
        label,
        label_y: length(top - 6.0),
        hint,
    }
}

fn rows(sets: &[UpSetSet]) -> Vec<UpSetRow> {
    let largest = sets.iter().map(|set| set.count).max().unwrap_or(0);
    let row = |(position, set): (usize, &UpSetSet)| UpSetRow {
        name: set.name.clone(),
        short_name: shortened(&set.name, NAME_CHARACTERS),
        count: count(set.count),
        striped: position.is_multiple_of(2),
        top: length(row_middle(position) - ROW_HEIGHT / 2.0),
        text_y: length(row_middle(position) + 4.5),
        bar_y: length(row_middle(position) - 5.0),
        bar_width: length(ratio(set.count, largest) * SET_BAR_WIDTH),
    };
    sets.iter().enumerate().map(row).collect()
}

/// In characters, as they are drawn.
fn widest_name(sets: &[UpSetSet]) -> f64 {
    let characters = |set: &UpSetSet| shortened(&set.name, NAME_CHARACTERS).chars().count();
    as_real(sets.iter().map(characters).max().unwrap_or(0) as u64)
}

fn row_middle(position: usize) -> f64 {
    ROWS_TOP + (as_real(position as u64) + 0.5) * ROW_HEIGHT
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets() -> Vec<UpSetSet> {
        [("library", 40), ("council tax", 100), ("blue badge", 10)]
            .map(|(name, count)| UpSetSet { name: name.to_owned(), count })
            .into()
    }

    #[test]
    fn every_combination_has_a_bar_and_a_dot_a_set() {
        let plot = UpSet::new("u", "", "", &sets(), &[(vec![1], 60), (vec![0, 2], 30)]);
        assert_eq!(plot.bars.len(), 2);
        assert_eq!(plot.dots.len(), 6);
        let classes: Vec<&str> = plot.dots.iter().map(|dot| dot.class).collect();
        assert_eq!(classes, ["absent", "faint", "absent", "strong", "absent", "strong"]);
        assert_eq!(plot.bars[1].hint, "library + blue badge: 30");
        assert_eq!(plot.bars[1].height, "70.00");
    }

    #[test]
    fn a_line_joins_the_first_and_the_last_set_of_a_combination() {
        let plot = UpSet::new("u", "", "", &sets(), &[(vec![0, 2], 30), (vec![1], 60)]);
        assert_eq!(plot.links.len(), 1);
        assert_eq!(plot.links[0].from, plot.dots[0].y);
        assert_eq!(plot.links[0].to, plot.dots[2].y);
    }

    #[test]
    fn a_set_that_is_not_there_is_left_out() {
        let plot = UpSet::new("u", "", "", &sets(), &[(vec![0, 9], 30)]);
        assert_eq!(plot.bars[0].hint, "library: 30");
        assert!(plot.links.is_empty());
    }
}
