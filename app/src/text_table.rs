//! Small tables for a terminal: text to the left, numbers to the right, columns as wide as they need.

use std::io::{self, Write};

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// A table being put together.
#[derive(Debug)]
pub struct TextTable {
    columns: Vec<(String, Align)>,
    rows: Vec<Vec<String>>,
}

impl TextTable {
    /// An empty table with these column headings.
    pub fn new(columns: &[(&str, Align)]) -> Self {
        Self {
            columns: columns.iter().map(|(name, align)| ((*name).to_owned(), *align)).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row; missing cells are blank.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// Prints the table.
    ///
    /// # Errors
    /// Where `out` can't be written.
    pub fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let width_of = |at: usize, heading: &str| {
            let cells = self.rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count());
            cells.max().unwrap_or(0).max(heading.chars().count())
        };
        let widths: Vec<usize> =
            self.columns.iter().enumerate().map(|(at, (name, _))| width_of(at, name)).collect();
        let headings: Vec<String> = self.columns.iter().map(|(name, _)| name.clone()).collect();
        self.line(&headings, &widths, out)?;
        writeln!(out, "{}", widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>().join("  "))?;
        self.rows.iter().try_for_each(|row| self.line(row, &widths, out))
    }

    fn line(&self, cells: &[String], widths: &[usize], out: &mut dyn Write) -> io::Result<()> {
        let mut line = String::new();
        for (at, width) in widths.iter().enumerate() {
            let cell = cells.get(at).map_or("", String::as_str);
            let blanks = " ".repeat(width.saturating_sub(cell.chars().count()));
            match self.columns[at].1 {
                Align::Left => line.extend([cell, &blanks]),
                Align::Right => line.extend([blanks.as_str(), cell]),
            }
            line.push_str("  ");
        }
        writeln!(out, "{}", line.trim_end())
    }
}

/// A whole number with thousands set apart: `1,234,567`.
pub fn whole(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_sets_text_left_and_numbers_right() {
        let mut table = TextTable::new(&[("source", Align::Left), ("rows", Align::Right)]);
        table.row(vec!["library".into(), whole(7)]);
        table.row(vec!["tax".into(), whole(1_234_567)]);
        let mut out = Vec::new();
        table.print(&mut out).unwrap();
        let expected = "\
source        rows
───────  ─────────
library          7
tax      1,234,567
";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn thousands_are_set_apart() {
        let texts = [0, 12, 123, 1234, 123_456, 1_234_567].map(whole);
        assert_eq!(texts, ["0", "12", "123", "1,234", "123,456", "1,234,567"]);
    }
}
