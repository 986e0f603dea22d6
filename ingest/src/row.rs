//! Rows on their way from a reader to the checks: cells as text, end to end, in blocks that are worked on together.
//!
//! Every reader gives its rows in this one form; what the cells must hold is not known here.

use std::ops::Range;

use crate::LoadError;
use crate::columnar::TypedColumns;
use crate::header::Header;
use crate::limit::{BLOCK_BYTES_MAX, BLOCK_ROWS_MAX};
use crate::rule::Rule;

/// Where rows come from, whatever the kind of file.
pub(crate) trait RowReader: Send {
    /// Adds rows until the block is full or there are no more.
    fn fill(&mut self, block: &mut Block) -> Result<(), LoadError>;

    /// The next rows a column at a time, about so many, where that is how the file has them: none at its end. Nothing where
    /// it has them otherwise.
    fn next_columns(&mut self, _count: usize) -> Result<Option<TypedColumns>, LoadError> {
        Ok(None)
    }

    /// How many bytes of the file have been read.
    fn bytes_read(&self) -> u64;

    /// What was found out by reading to the end.
    fn notes(&self) -> Vec<String> {
        Vec::new()
    }
}

/// A file opened: its header read, its rows to come.
pub(crate) struct OpenFile {
    pub(crate) header: Header,
    /// The line of the header, counted from 1.
    pub(crate) header_line: u64,
    /// Whether the file itself knows dates and numbers, so that they arrive in ISO and plain form.
    pub(crate) typed: bool,
    /// What was found out about it.
    pub(crate) notes: Vec<String>,
    pub(crate) rows: Box<dyn RowReader>,
}

/// A row: where it stands, which cells are its own, and what is wrong with it as a whole.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// The line on which it begins, counted from 1.
    pub(crate) line: u64,
    first_cell: u32,
    cell_count: u32,
    /// Bytes between two of its cells: the delimiter, where it was kept, or nothing.
    gap: u8,
    pub(crate) fault: Option<Rule>,
}

/// Rows as read: the bytes may not be text yet.
pub(crate) struct Block {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    rows: Vec<Row>,
    rows_max: usize,
}

impl Default for Block {
    fn default() -> Self {
        Self::of(BLOCK_ROWS_MAX)
    }
}

impl Block {
    /// An empty block for so many rows.
    pub(crate) fn of(rows_max: usize) -> Self {
        Self { bytes: Vec::new(), ends: Vec::new(), rows: Vec::new(), rows_max }
    }

    /// Adds a row. `ends` are the ends of its cells in `bytes`.
    pub(crate) fn push(&mut self, line: u64, bytes: &[u8], ends: &[usize]) {
        let base = self.bytes.len();
        self.add_row(line, ends.len(), None);
        self.bytes.extend_from_slice(bytes);
        // A block holds far less than 4 GiB: it is full at BLOCK_BYTES_MAX, and a row has its own limit.
        self.ends.extend(ends.iter().map(|end| (base + end) as u32));
    }

    /// Adds a row of cells with one byte of ASCII between each two, which is in none of them.
    pub(crate) fn push_delimited(&mut self, line: u64, bytes: &[u8], delimiter: u8) {
        let (base, first_cell) = (self.bytes.len(), self.ends.len());
        self.bytes.extend_from_slice(bytes);
        push_places(bytes, delimiter, base, &mut self.ends);
        self.ends.push(self.bytes.len() as u32);
        let cell_count = (self.ends.len() - first_cell) as u32;
        self.rows.push(Row { line, first_cell: first_cell as u32, cell_count, gap: 1, fault: None });
    }

    /// Adds a row that cannot be used, without its cells.
    pub(crate) fn push_fault(&mut self, line: u64, rule: Rule) {
        self.add_row(line, 0, Some(rule));
    }

    fn add_row(&mut self, line: u64, cell_count: usize, fault: Option<Rule>) {
        let (first_cell, cell_count) = (self.ends.len() as u32, cell_count as u32);
        self.rows.push(Row { line, first_cell, cell_count, gap: 0, fault });
    }

    pub(crate) fn is_full(&self) -> bool {
        self.rows.len() >= self.rows_max || self.bytes.len() >= BLOCK_BYTES_MAX
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Takes the bytes as text; a row that is none has the fault [`Rule::BadBytes`] and loses its cells.
    pub(crate) fn into_text(mut self) -> TextBlock {
        self.fail_cut_characters();
        let text = self.fail_bad_bytes();
        TextBlock { text, ends: self.ends, rows: self.rows }
    }

    /// Fails rows with a cell that ends, or begins, within a character.
    fn fail_cut_characters(&mut self) {
        let goes_on = |end: &u32| self.bytes.get(*end as usize).is_some_and(|byte| byte & 0xC0 == 0x80);
        let cut: Vec<usize> = (0..self.ends.len()).filter(|at| goes_on(&self.ends[*at])).collect();
        for at in cut {
            let row = self.rows.partition_point(|row| row.first_cell as usize <= at) - 1;
            // What this row lacks may be at the beginning of the next.
            let next = (row + 1..self.rows.len()).find(|next| self.rows[*next].cell_count > 0);
            for row in [Some(row), next].into_iter().flatten() {
                if !self.is_text(row) {
                    self.fail(row);
                }
            }
        }
    }

    /// Fails rows whose bytes are no text, and gives the text of all.
    fn fail_bad_bytes(&mut self) -> String {
        let mut from = 0;
        while let Err(error) = std::str::from_utf8(&self.bytes[from..]) {
            let bad = from + error.valid_up_to();
            let row = self.rows.partition_point(|row| self.span(row).start <= bad) - 1;
            from = self.span(&self.rows[row]).start;
            self.fail(row);
        }
        // Nothing is lost: what was no text has just been blanked.
        String::from_utf8(std::mem::take(&mut self.bytes)).unwrap_or_default()
    }

    /// Takes a row's cells from it, and blanks their bytes.
    fn fail(&mut self, row: usize) {
        let span = self.span(&self.rows[row]);
        self.bytes[span].fill(b' ');
        self.rows[row].cell_count = 0;
        self.rows[row].fault = Some(Rule::BadBytes);
    }

    /// Whether each cell of a row is text.
    fn is_text(&self, row: usize) -> bool {
        let row = &self.rows[row];
        cells_at(&self.ends, row).all(|cell| std::str::from_utf8(&self.bytes[cell]).is_ok())
    }

    /// Where a row's bytes stand.
    fn span(&self, row: &Row) -> Range<usize> {
        let end_before = |cell: usize| cell.checked_sub(1).map_or(0, |before| self.ends[before]) as usize;
        let first = row.first_cell as usize;
        end_before(first)..end_before(first + row.cell_count as usize)
    }
}

/// Adds where a byte stands among others, counted from `base`. Eight are looked at together, as cells are short: a search
/// that starts anew for each would take longer.
fn push_places(bytes: &[u8], wanted: u8, base: usize, places: &mut Vec<u32>) {
    const LOW: u64 = u64::from_ne_bytes([0x7f; 8]);
    let pattern = u64::from_ne_bytes([wanted; 8]);
    let (words, rest) = bytes.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let differs = u64::from_le_bytes(*word) ^ pattern;
        // The topmost bit of each byte that is the wanted one.
        let mut found = !(((differs & LOW) + LOW) | differs | LOW);
        while found != 0 {
            places.push((base + at * 8 + (found.trailing_zeros() / 8) as usize) as u32);
            found &= found - 1;
        }
    }
    let from = base + words.len() * 8;
    let last = rest.iter().enumerate().filter(|(_, byte)| **byte == wanted);
    places.extend(last.map(|(at, _)| (from + at) as u32));
}

/// Where the cells of a row stand in the bytes of its block.
fn cells_at(ends: &[u32], row: &Row) -> impl ExactSizeIterator<Item = Range<usize>> {
    let first = row.first_cell as usize;
    let mut start = first.checked_sub(1).map_or(0, |before| ends[before]) as usize;
    let gap = usize::from(row.gap);
    ends[first..first + row.cell_count as usize].iter().map(move |end| {
        let cell = start..*end as usize;
        start = cell.end + gap;
        cell
    })
}

/// Rows whose cells are text.
pub(crate) struct TextBlock {
    text: String,
    ends: Vec<u32>,
    rows: Vec<Row>,
}

impl TextBlock {
    pub(crate) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The cells of a row, as they stand in the file.
    pub(crate) fn cells(&self, row: &Row) -> impl ExactSizeIterator<Item = &str> {
        cells_at(&self.ends, row).map(|cell| &self.text[cell])
    }

    /// A cell of a row, where it has so many.
    pub(crate) fn cell(&self, row: &Row, at: usize) -> Option<&str> {
        if at >= row.cell_count as usize {
            return None;
        }
        let end = row.first_cell as usize + at;
        let start = match end.checked_sub(1).map(|before| self.ends[before] as usize) {
            None => 0,
            // The first cell of a row begins where the row before it ended.
            Some(before) => before + if at == 0 { 0 } else { usize::from(row.gap) },
        };
        Some(&self.text[start..self.ends[end] as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_with_a_character_cut_by_a_cell_end_is_bad_bytes() {
        let mut block = Block::default();
        block.push(1, b"ab", &[1, 2]);
        block.push(2, "é".as_bytes(), &[1, 2]);
        block.push(3, b"\xff", &[1]);
        block.push(4, "zé".as_bytes(), &[1, 3]);
        let block = block.into_text();
        let seen: Vec<(u64, Option<Rule>, Vec<&str>)> =
            block.rows().iter().map(|row| (row.line, row.fault, block.cells(row).collect())).collect();
        assert_eq!(
            seen,
            [
                (1, None, vec!["a", "b"]),
                (2, Some(Rule::BadBytes), vec![]),
                (3, Some(Rule::BadBytes), vec![]),
                (4, None, vec!["z", "é"]),
            ]
        );
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config { cases: 300, failure_persistence: None, ..Default::default() })]
        #[test]
        fn places_are_where_the_byte_stands(bytes in proptest::collection::vec(proptest::sample::select(vec![b',', b'-', b',' | 0x80, 0, 255]), 0..40)) {
            let mut places = Vec::new();
            push_places(&bytes, b',', 7, &mut places);
            let expected: Vec<u32> = (0..bytes.len()).filter(|at| bytes[*at] == b',').map(|at| at as u32 + 7).collect();
            proptest::prop_assert_eq!(places, expected);
        }

        #[test]
        fn rows_that_are_text_cell_by_cell_are_kept_and_no_others(
            rows in proptest::collection::vec(proptest::collection::vec(0usize..6, 0..6), 0..8),
            delimited in proptest::prelude::any::<bool>(),
        ) {
            const PIECES: [&[u8]; 6] = [b"", b"a", "é".as_bytes(), b"\xc3", b"\xa9", b"\xff"];
            let mut block = Block::default();
            let mut expected = Vec::new();
            for (line, cells) in rows.iter().enumerate() {
                let cells: Vec<&[u8]> = cells.iter().map(|piece| PIECES[*piece]).collect();
                let text: Option<Vec<&str>> =
                    cells.iter().map(|cell| std::str::from_utf8(cell).ok()).collect();
                if cells.is_empty() {
                    block.push_fault(line as u64, Rule::NulByte);
                    expected.push((Some(Rule::NulByte), vec![]));
                    continue;
                }
                if delimited {
                    block.push_delimited(line as u64, &cells.join(&b'|'), b'|');
                } else {
                    let ends: Vec<usize> = (1..=cells.len()).map(|count| cells[..count].concat().len()).collect();
                    block.push(line as u64, &cells.concat(), &ends);
                }
                expected.push(text.map_or((Some(Rule::BadBytes), vec![]), |text| (None, text)));
            }
            let block = block.into_text();
            let seen: Vec<(Option<Rule>, Vec<&str>)> =
                block.rows().iter().map(|row| (row.fault, block.cells(row).collect())).collect();
            proptest::prop_assert_eq!(seen, expected);
        }
    }
}
