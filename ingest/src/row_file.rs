//! A file of any kind as rows of text, checked by nothing: for whoever adds to a file what is known about its rows.
//!
//! It is opened as it looks, without a contract. What cannot be read as a row is a row without cells, told by its fault, so
//! that rows out can be as many as rows in.

use std::path::Path;

use crate::LoadError;
use crate::columnar::TypedColumns;
use crate::infer::Opened;
use crate::row::{Block, OpenFile, Row, TextBlock};

/// A file opened as it looks.
pub struct RowFile {
    file: OpenFile,
    /// What was found out about it, a line each.
    notes: Vec<String>,
}

impl RowFile {
    /// Opens a file.
    ///
    /// # Errors
    /// [`LoadError`] where it cannot be read as delimited text, workbook or Parquet.
    pub fn open(path: &Path) -> Result<Self, LoadError> {
        let opened = Opened::open(path)?;
        Ok(Self { file: opened.file, notes: opened.notes })
    }

    pub(crate) fn of(file: OpenFile) -> Self {
        Self { notes: file.notes.clone(), file }
    }

    /// The columns' names, each once; `column_3` by its place where a column has none.
    pub fn names(&self) -> &[String] {
        &self.file.header.names
    }

    /// Whether a row of the file names the columns.
    pub fn is_named(&self) -> bool {
        !self.file.header.written.is_empty()
    }

    /// What was found out about the file, a line each.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The next rows, about so many; none where there are no more.
    ///
    /// # Errors
    /// Where the file cannot be read on.
    pub fn next_rows(&mut self, count: usize) -> Result<Option<RowBatch>, LoadError> {
        let mut block = Block::of(count);
        self.file.rows.fill(&mut block)?;
        Ok((!block.is_empty()).then(|| RowBatch(block.into_text())))
    }

    /// The next rows, about so many, to be gone through a column at a time; none where there are no more.
    ///
    /// # Errors
    /// Where the file cannot be read on.
    pub fn next_columns(&mut self, count: usize) -> Result<Option<ColumnBatch>, LoadError> {
        let batch = match self.file.rows.next_columns(count)? {
            Some(columns) => ColumnBatch(Columns::Typed(columns)),
            None => {
                let Some(RowBatch(block)) = self.next_rows(count)? else { return Ok(None) };
                ColumnBatch(Columns::Text(block))
            }
        };
        Ok((batch.row_count() > 0).then_some(batch))
    }

    /// How many bytes of the file have been read.
    pub fn bytes_read(&self) -> u64 {
        self.file.rows.bytes_read()
    }
}

/// Rows of a file. They may hold personal data, so there is no `Debug`.
pub struct RowBatch(TextBlock);

impl RowBatch {
    /// The rows, in the file's order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = TextRow<'_>> {
        self.0.rows().iter().map(|row| TextRow { block: &self.0, row })
    }
}

/// Rows of a file, a column at a time. They may hold personal data, so there is no `Debug`.
pub struct ColumnBatch(Columns);

enum Columns {
    Text(TextBlock),
    Typed(TypedColumns),
}

impl ColumnBatch {
    fn row_count(&self) -> usize {
        match &self.0 {
            Columns::Text(block) => block.rows().len(),
            Columns::Typed(columns) => columns.row_count,
        }
    }

    /// How many rows could not be read: these have neither line nor cell here.
    pub fn unreadable(&self) -> u64 {
        self.row_count() as u64 - self.lines().count() as u64
    }

    /// The lines on which rows begin, counted from 1.
    pub fn lines(&self) -> impl Iterator<Item = u64> {
        let (block, typed) = match &self.0 {
            Columns::Text(block) => (Some(block), 0..0),
            Columns::Typed(columns) => {
                (None, columns.first_line..columns.first_line + columns.row_count as u64)
            }
        };
        block.into_iter().flat_map(readable).map(|row| row.line).chain(typed)
    }

    /// Gives each row's cell of a column, as it stands in the file, in the order of the rows; nothing where the row is shorter.
    pub fn for_each_cell(&self, at: usize, mut take: impl FnMut(Option<&str>)) {
        match &self.0 {
            Columns::Text(block) => readable(block).for_each(|row| take(block.cell(row, at))),
            Columns::Typed(columns) => columns.for_each_cell(at, |cell| take(Some(cell))),
        }
    }
}

fn readable(block: &TextBlock) -> impl Iterator<Item = &Row> {
    block.rows().iter().filter(|row| row.fault.is_none())
}

/// A row of a file.
#[derive(Clone, Copy)]
pub struct TextRow<'r> {
    block: &'r TextBlock,
    row: &'r Row,
}

impl<'r> TextRow<'r> {
    /// The line on which it begins, counted from 1.
    pub fn line(&self) -> u64 {
        self.row.line
    }

    /// Why it could not be read, by the name of the rule, where it could not; then it has no cells.
    pub fn fault(&self) -> Option<&'static str> {
        self.row.fault.map(crate::rule::Rule::name)
    }

    /// Its cells, as they stand in the file.
    pub fn cells(&self) -> impl ExactSizeIterator<Item = &'r str> {
        self.block.cells(self.row)
    }
}
