//! Rows on their way from a reader to the checks: cells as text, end to end, in blocks that are worked on together.
//!
//! Every reader gives its rows in this one form; what the cells must hold is not known here.

use crate::LoadError;
use crate::header::Header;
use crate::limit::{BLOCK_BYTES_MAX, BLOCK_ROWS_MAX};
use crate::rule::Rule;

/// Where rows come from, whatever the kind of file.
pub(crate) trait RowReader: Send {
    /// Adds rows until the block is full or there are no more.
    fn fill(&mut self, block: &mut Block) -> Result<(), LoadError>;

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
        let row = self.row(line, ends.len(), None);
        self.rows.push(row);
        self.bytes.extend_from_slice(bytes);
        // A block holds far less than 4 GiB: it is full at BLOCK_BYTES_MAX, and a row has its own limit.
        self.ends.extend(ends.iter().map(|end| (base + end) as u32));
    }

    /// Adds a row that cannot be used, without its cells.
    pub(crate) fn push_fault(&mut self, line: u64, rule: Rule) {
        let row = self.row(line, 0, Some(rule));
        self.rows.push(row);
    }

    fn row(&self, line: u64, cell_count: usize, fault: Option<Rule>) -> Row {
        Row { line, first_cell: self.ends.len() as u32, cell_count: cell_count as u32, fault }
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
        match String::from_utf8(std::mem::take(&mut self.bytes)) {
            Ok(text) if self.ends.iter().all(|end| text.is_char_boundary(*end as usize)) => {
                TextBlock { text, ends: self.ends, rows: self.rows }
            }
            Ok(text) => self.keep_sound_rows(text.as_bytes()),
            Err(error) => self.keep_sound_rows(error.as_bytes()),
        }
    }

    fn keep_sound_rows(self, bytes: &[u8]) -> TextBlock {
        let mut sound =
            TextBlock { text: String::with_capacity(bytes.len()), ends: Vec::new(), rows: Vec::new() };
        for mut row in self.rows {
            let first = row.first_cell as usize;
            let ends = &self.ends[first..first + row.cell_count as usize];
            let start = first.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
            row.first_cell = sound.ends.len() as u32;
            let mut from = start;
            let cells: Option<Vec<&str>> = ends
                .iter()
                .map(|end| {
                    let cell = std::str::from_utf8(&bytes[from..*end as usize]).ok();
                    from = *end as usize;
                    cell
                })
                .collect();
            match cells {
                Some(cells) => {
                    for cell in cells {
                        sound.text.push_str(cell);
                        sound.ends.push(sound.text.len() as u32);
                    }
                }
                None => {
                    row.cell_count = 0;
                    row.fault = Some(Rule::BadBytes);
                }
            }
            sound.rows.push(row);
        }
        sound
    }
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
        let first = row.first_cell as usize;
        let start = first.checked_sub(1).map_or(0, |before| self.ends[before]);
        let mut from = start as usize;
        self.ends[first..first + row.cell_count as usize].iter().map(move |end| {
            let cell = &self.text[from..*end as usize];
            from = *end as usize;
            cell
        })
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
}
