//! A grid of shares whose cells are tinted by how large they are, with the share written in each.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::report::number;

/// Tints from none to the strongest; the page's style gives them.
const TINTS: [&str; 7] = ["tint-0", "tint-1", "tint-2", "tint-3", "tint-4", "tint-5", "tint-6"];

/// The table.
#[derive(Template)]
#[template(path = "report/table/heat.html")]
pub(crate) struct HeatTable {
    /// What the table shows, and how to read it.
    pub caption: String,
    /// The heading above the rows' names.
    pub corner: String,
    /// The heading of the column of totals.
    pub total_head: String,
    /// The headings of the shares.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<HeatRow>,
}

impl HtmlSafe for HeatTable {}

/// A row of the table.
pub(crate) struct HeatRow {
    /// Its name.
    pub name: String,
    /// What its shares are shares of.
    pub total: String,
    /// One a column.
    pub cells: Vec<HeatCell>,
}

/// A cell of the table.
pub(crate) struct HeatCell {
    class: &'static str,
    text: String,
}

impl HeatCell {
    /// A share, tinted; nothing at all is a dash.
    pub(crate) fn share(part: u64, whole: u64) -> Self {
        if part == 0 {
            return Self { class: TINTS[0], text: "–".to_owned() };
        }
        let text = number::whole_share(part, whole);
        // The column of shares is all percent: the sign would be said in every cell.
        let text = text.trim_end_matches(['%', '\u{202f}']).to_owned();
        Self { class: tint(number::ratio(part, whole)), text }
    }

    /// A count, without tint.
    pub(crate) fn count(value: u64) -> Self {
        Self { class: TINTS[0], text: number::count(value) }
    }

    /// The cell where a row meets itself.
    pub(crate) fn itself() -> Self {
        Self { class: "itself", text: "·".to_owned() }
    }
}

fn tint(ratio: f64) -> &'static str {
    let last = TINTS.len() - 1;
    // Six equal steps above nothing; the cast is safe because the value is between 0 and 6.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 6")]
    let step = (ratio.clamp(0.0, 1.0) * 6.0).floor() as usize;
    TINTS[(step + 1).min(last)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_larger_share_has_a_stronger_tint() {
        let cases = [
            (0, "tint-0", "–"),
            (1, "tint-1", "<1"),
            (300, "tint-2", "30"),
            (999, "tint-6", ">99"),
            (1000, "tint-6", "100"),
        ];
        for (part, class, text) in cases {
            let cell = HeatCell::share(part, 1_000);
            assert_eq!((cell.class, cell.text.as_str()), (class, text), "{part}");
        }
    }
}
