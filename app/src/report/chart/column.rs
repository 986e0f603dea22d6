//! A column chart: one column a value of something counted in whole steps, with the count on top.

use askama::Template;
use askama::filters::HtmlSafe;

use super::length;
use crate::report::number::{as_real, ratio, short_count};

/// The widest slot of a column, in percent: two columns must not become two slabs.
const SLOT_MAX: f64 = 15.0;
const COLUMN_OF_SLOT: f64 = 0.74;
const PLOT_TOP: f64 = 24.0;
const PLOT_HEIGHT: f64 = 180.0;
const SHORTEST: f64 = 1.5;

/// What a section gives for a column.
pub(crate) struct Column {
    /// The text below it.
    pub label: String,
    /// Its height.
    pub count: u64,
    /// The class that colours it.
    pub class: &'static str,
}

/// The drawing.
#[derive(Template)]
#[template(path = "report/chart/column.svg")]
pub(crate) struct ColumnChart {
    id: String,
    title: String,
    description: String,
    axis: String,
    marks: Vec<Mark>,
}

impl HtmlSafe for ColumnChart {}

struct Mark {
    class: &'static str,
    x: String,
    y: String,
    width: String,
    height: String,
    middle: String,
    label: String,
    value: String,
    value_y: String,
}

impl ColumnChart {
    /// Draws the columns on a scale from zero to the largest count.
    ///
    /// `id` must be unique in the page; `axis` says what the labels below the columns are.
    pub(crate) fn new(id: &str, title: &str, description: &str, axis: &str, columns: &[Column]) -> Self {
        let largest = columns.iter().map(|column| column.count).max().unwrap_or(0);
        let slot = (100.0 / as_real(columns.len() as u64).max(1.0)).min(SLOT_MAX);
        let mut marks = Vec::with_capacity(columns.len());
        let mut left = 0.0;
        for column in columns {
            let height = match column.count {
                0 => 0.0,
                some => (ratio(some, largest) * PLOT_HEIGHT).max(SHORTEST),
            };
            let top = PLOT_TOP + PLOT_HEIGHT - height;
            marks.push(Mark {
                class: column.class,
                x: length(left + slot * (1.0 - COLUMN_OF_SLOT) / 2.0),
                y: length(top),
                width: length(slot * COLUMN_OF_SLOT),
                height: length(height),
                middle: length(left + slot / 2.0),
                label: column.label.clone(),
                value: short_count(column.count),
                value_y: length(top - 6.0),
            });
            left += slot;
        }
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            description: description.to_owned(),
            axis: axis.to_owned(),
            marks,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(counts: &[u64]) -> Vec<Column> {
        counts.iter().map(|&count| Column { label: count.to_string(), count, class: "strong" }).collect()
    }

    #[test]
    fn columns_stand_on_the_base_line_and_the_largest_fills_the_plot() {
        let chart = ColumnChart::new("c", "", "", "", &columns(&[10, 5, 0]));
        let heights: Vec<&str> = chart.marks.iter().map(|mark| mark.height.as_str()).collect();
        assert_eq!(heights, ["180.00", "90.00", "0.00"]);
        assert_eq!(chart.marks[1].y, "114.00");
    }

    #[test]
    fn many_columns_share_the_width() {
        let chart = ColumnChart::new("c", "", "", "", &columns(&[1; 20]));
        assert_eq!(chart.marks[0].width, "3.70");
        assert_eq!(chart.marks[19].middle, "97.50");
    }

    #[test]
    fn no_columns_draw_nothing() {
        assert!(ColumnChart::new("c", "", "", "", &[]).marks.is_empty());
    }
}
