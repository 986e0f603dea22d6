//! One row being written: cells in column order, quoted and cut as the extract says, broken where that was planned.

use super::{Break, Extract, Kind, Quoting};
use crate::calendar::Day;

/// Stands in the text for a byte that the encoding does not have; never in a name or an address.
pub(crate) const BAD_BYTE: char = '\u{E000}';

/// A row of an extract, filled cell by cell.
pub(crate) struct Row<'a> {
    extract: &'a Extract,
    text: String,
    key: String,
    column: usize,
    planned: Option<Break>,
    done: bool,
    /// Kept from cell to cell so that their memory is.
    scratch: String,
    date: String,
}

impl<'a> Row<'a> {
    pub(crate) fn new(extract: &'a Extract) -> Self {
        Self {
            extract,
            text: String::new(),
            key: String::new(),
            column: 0,
            planned: None,
            done: false,
            scratch: String::new(),
            date: String::new(),
        }
    }

    /// Starts a new row; where a break is planned it is worked in as the cells come.
    pub(crate) fn begin(&mut self, planned: Option<Break>) {
        self.text.clear();
        self.key.clear();
        self.column = 0;
        self.planned = planned;
        self.done = false;
    }

    /// The next cell. Blank text is written the system's way of saying nothing.
    pub(crate) fn cell(&mut self, value: &str) {
        let Some(column) = self.extract.columns.get(self.column) else {
            debug_assert!(false, "{} has no column {}", self.extract.name, self.column);
            return;
        };
        if column.key {
            if !self.key.is_empty() {
                self.key.push('|');
            }
            self.key.push_str(value);
            if self.plans(Break::MissingKey) {
                self.key.clear();
                self.raw("");
                return;
            }
        }
        if matches!(column.kind, Kind::Codes(_)) && !value.is_empty() && self.plans(Break::UnknownCode) {
            self.raw("ZZ9");
            return;
        }
        if value.is_empty() {
            self.raw(self.extract.nulls.first().copied().unwrap_or_default());
            return;
        }
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        let width = usize::from(column.width);
        // Most values are far shorter than their column: no need to count letters.
        let long = value.len() > width;
        let end = if long { value.char_indices().nth(width).map(|(end, _)| end) } else { None };
        let kept = end.map_or(value, |end| &value[..end]);
        if self.extract.capitals && matches!(column.kind, Kind::Text) {
            scratch.extend(kept.chars().flat_map(char::to_uppercase));
        } else {
            scratch.push_str(kept);
        }
        if matches!(column.kind, Kind::Text) && !column.key && scratch.len() > 4 {
            if self.plans(Break::InvalidBytes) {
                scratch.insert(scratch.char_indices().nth(2).map_or(0, |(at, _)| at), BAD_BYTE);
            } else if self.plans(Break::UnclosedQuote) {
                self.separate();
                self.text.push('"');
                self.text.push_str(&scratch);
                self.scratch = scratch;
                return;
            }
        }
        self.raw(&scratch);
        self.scratch = scratch;
    }

    /// The next cell, left blank.
    pub(crate) fn blank(&mut self) {
        self.cell("");
    }

    /// The next cells, one for each text.
    pub(crate) fn cells<'t>(&mut self, values: impl IntoIterator<Item = &'t str>) {
        for value in values {
            self.cell(value);
        }
    }

    /// The next cell, a date in the column's form; blank for a day that never came.
    pub(crate) fn date(&mut self, day: Option<Day>) {
        let form = match self.extract.columns.get(self.column).map(|column| column.kind) {
            Some(Kind::Date(form)) => form,
            _ => crate::calendar::DateForm::Iso,
        };
        let Some(day) = day.filter(|day| *day != Day::NEVER) else {
            self.blank();
            return;
        };
        let mut text = std::mem::take(&mut self.date);
        text.clear();
        if self.plans(Break::BadDate) {
            form.write_impossible(day, &mut text);
        } else {
            form.write(day, &mut text);
        }
        self.cell(&text);
        self.date = text;
    }

    /// Ends the row: its text without the line end, its key (empty where left blank), and the break that was worked in.
    pub(crate) fn finish(&mut self) -> (&str, &str, Option<Break>) {
        debug_assert_eq!(self.column, self.extract.columns.len(), "{} has short rows", self.extract.name);
        if self.plans(Break::Ragged) {
            // A stray delimiter in a free text makes one cell too many; a field cut off in transfer makes some too few.
            if self.text.len().is_multiple_of(2) {
                self.text.push(self.extract.delimiter);
                self.text.push_str("see notes");
            } else if let Some(at) = self.text.rfind(self.extract.delimiter) {
                self.text.truncate(at);
            }
        }
        let worked = match self.planned {
            Some(Break::DuplicateKey | Break::RepeatedHeader) => self.planned,
            planned if self.done => planned,
            _ => None,
        };
        (&self.text, &self.key, worked)
    }

    fn plans(&mut self, kind: Break) -> bool {
        let now = self.planned == Some(kind) && !self.done;
        self.done |= now;
        now
    }

    fn separate(&mut self) {
        if self.column > 0 {
            self.text.push(self.extract.delimiter);
        }
        self.column += 1;
    }

    fn raw(&mut self, value: &str) {
        self.separate();
        push_cell(self.extract, value, &mut self.text);
    }
}

/// Writes one cell's text, quoted as the extract says.
pub(crate) fn push_cell(extract: &Extract, value: &str, out: &mut String) {
    // Delimiters are ASCII, so bytes are enough to look at.
    let special = |byte: u8| byte == extract.delimiter as u8 || matches!(byte, b'"' | b'\n' | b'\r');
    let quoted = match extract.quoting {
        Quoting::Always => true,
        Quoting::Needed => value.bytes().any(special),
        Quoting::Never if value.bytes().any(special) => {
            let kept = |c: char| c == '"' || !c.is_ascii() || !special(c as u8);
            out.extend(value.chars().map(|c| if kept(c) { c } else { ' ' }));
            return;
        }
        Quoting::Never => false,
    };
    if !quoted {
        out.push_str(value);
        return;
    }
    out.push('"');
    for c in value.chars() {
        if c == '"' {
            out.push('"');
        }
        out.push(c);
    }
    out.push('"');
}
