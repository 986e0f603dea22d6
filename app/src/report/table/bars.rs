//! A table with a bar in each row: the shape for "what, how many, how large a share".

use askama::Template;
use askama::filters::HtmlSafe;

use crate::report::chart::Bar;
use crate::report::number;

/// The table.
#[derive(Template)]
#[template(path = "report/table/bars.html")]
pub(crate) struct BarTable {
    caption: String,
    head: [&'static str; 3],
    rows: Vec<BarTableRow>,
}

impl HtmlSafe for BarTable {}

struct BarTableRow {
    label: String,
    note: String,
    value: String,
    share: String,
    bar: Bar,
}

/// What a section gives for a row.
pub(crate) struct BarRow {
    /// What is counted.
    pub label: String,
    /// A remark below the label; may be empty.
    pub note: String,
    /// How many.
    pub count: u64,
}

impl BarTable {
    /// A table whose longest bar is the largest count. `head` names what, how many and the share; shares are of `whole`.
    pub(crate) fn new(
        caption: &str,
        head: [&'static str; 3],
        whole: u64,
        class: &'static str,
        rows: Vec<BarRow>,
    ) -> Self {
        let largest = rows.iter().map(|row| row.count).max().unwrap_or(0);
        let laid_out = |row: BarRow| BarTableRow {
            value: number::count(row.count),
            share: number::share(row.count, whole),
            bar: Bar::new(number::ratio(row.count, largest), class),
            label: row.label,
            note: row.note,
        };
        Self { caption: caption.to_owned(), head, rows: rows.into_iter().map(laid_out).collect() }
    }
}
