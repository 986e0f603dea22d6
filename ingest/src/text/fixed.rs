//! Text of fixed width: each line a row, each cell at the place that the contract states. Units: characters.

use std::path::PathBuf;

use memchr::memchr2;

use super::body::Body;
use super::{Decoded, Look, closing};
use crate::LoadError;
use crate::contract::{self, Column, Source};
use crate::delivery::Delivery;
use crate::header::Header;
use crate::limit::{CELL_BYTES_MAX, ROW_BYTES_MAX};
use crate::row::{Block, OpenFile, RowReader};
use crate::rule::Rule;

/// Where a cell stands in a line, in characters: from, and how many.
pub(crate) type Span = (usize, usize);

/// Opens a file of fixed width.
pub(crate) fn open(delivery: &Delivery, source: &Source, columns: &[Column]) -> Result<OpenFile, LoadError> {
    let look = Look::at(delivery, source)?;
    let spans: Vec<Span> = columns.iter().filter_map(|column| column.span).collect();
    let width = spans.iter().map(|(start, count)| start + count).max().unwrap_or(0);
    let header_line = match source.header {
        Some(contract::Header::Row(line)) => u64::from(line) + u64::from(source.header_rows) - 1,
        Some(contract::Header::Absent) | None => 0,
    };
    let usual = even_width(&look.sample, header_line.saturating_sub(source.skip_lines));
    let is_even = usual.is_some_and(|usual| usual >= width);
    let lines =
        if is_even { "all of one length: a shorter one is cut" } else { "blanks at their ends left out" };
    let notes = vec![format!("{}, fixed width of {width}, lines with {lines}", look.encoded)];
    let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    let lines = Lines::of(Body::of(Decoded::open(delivery, &look.encoded)?, source));
    let rows = FixedRows { is_even, ..FixedRows::of(delivery, lines, header_line, spans) };
    Ok(OpenFile { header: Header::given(&names), header_line, typed: false, notes, rows: Box::new(rows) })
}

/// The width that all lines of the sample have, where they have one, in characters.
fn even_width(sample: &[u8], lines_before: u64) -> Option<usize> {
    let text = String::from_utf8_lossy(sample);
    let lines = text.split(['\r', '\n']).filter(|line| !line.trim().is_empty());
    let mut widths = lines.skip(usize::try_from(lines_before).ok()?).map(|line| line.chars().count());
    let first = widths.next()?;
    let mut count = 1usize;
    for width in widths {
        if width != first {
            return None;
        }
        count += 1;
    }
    // One line is no evidence.
    (count > 1).then_some(first)
}

/// The rows of a file of fixed width.
pub(super) struct FixedRows {
    path: PathBuf,
    lines: Lines,
    /// The last line of the header; none where it is 0.
    header_line: u64,
    spans: Vec<Span>,
    width: usize,
    is_even: bool,
    row_count: u64,
}

impl FixedRows {
    /// The rows of lines that need not be of one length.
    pub(super) fn of(delivery: &Delivery, lines: Lines, header_line: u64, spans: Vec<Span>) -> Self {
        let width = spans.iter().map(|(start, count)| start + count).max().unwrap_or(0);
        let path = delivery.path.clone();
        Self { path, lines, header_line, spans, width, is_even: false, row_count: 0 }
    }

    fn push(&self, line: u64, bytes: &[u8], block: &mut Block) {
        let Ok(text) = std::str::from_utf8(bytes) else { return block.push_fault(line, Rule::BadBytes) };
        if text.contains('\0') {
            return block.push_fault(line, Rule::NulByte);
        }
        if self.lines.body.marks_bad_bytes() && text.contains(char::REPLACEMENT_CHARACTER) {
            return block.push_fault(line, Rule::BadBytes);
        }
        let ends: Option<Vec<usize>> =
            (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).chain([text.len()]).collect());
        let count = ends.as_ref().map_or(text.len(), |ends| ends.len() - 1);
        let at = |place: usize| match &ends {
            None => place.min(text.len()),
            Some(ends) => ends[place.min(count)],
        };
        let mut row = (Vec::with_capacity(text.len()), Vec::with_capacity(self.spans.len()));
        for (start, length) in &self.spans {
            // In a file of even lines a cell that is not whole was cut: the row is short.
            if self.is_even && start + length > count {
                break;
            }
            let cell = &text[at(*start)..at(start + length)];
            if cell.len() > CELL_BYTES_MAX {
                return block.push_fault(line, Rule::CellOverLimit);
            }
            row.0.extend_from_slice(cell.as_bytes());
            row.1.push(row.0.len());
        }
        let rest = text[at(self.width)..].trim_end();
        if !rest.is_empty() {
            // What stands beyond the last column belongs to none: one cell too many.
            row.0.extend_from_slice(rest.as_bytes());
            row.1.push(row.0.len());
        }
        block.push(line, &row.0, &row.1);
    }
}

impl RowReader for FixedRows {
    fn fill(&mut self, block: &mut Block) -> Result<(), LoadError> {
        while !block.is_full() {
            let found = self.lines.next().map_err(|error| LoadError::read(&self.path, error))?;
            let Some((line, piece)) = found else {
                return closing(&self.path, self.lines.body.footer());
            };
            if line <= self.header_line {
                continue;
            }
            self.row_count += 1;
            match piece {
                Piece::Line(start, end) => {
                    let bytes = std::mem::take(&mut self.lines.window);
                    self.push(line, &bytes[start..end], block);
                    self.lines.window = bytes;
                }
                Piece::OverLimit => block.push_fault(line, Rule::RowOverLimit),
            }
        }
        Ok(())
    }

    fn bytes_read(&self) -> u64 {
        self.lines.body.bytes_read()
    }

    fn notes(&self) -> Vec<String> {
        super::footer_notes(self.lines.body.footer(), self.row_count)
    }
}

/// A line: where it stands in the window, or that it is longer than is held.
pub(super) enum Piece {
    Line(usize, usize),
    OverLimit,
}

/// The lines of a text that are not blank. LF, CRLF and CR end one.
pub(super) struct Lines {
    body: Body,
    window: Vec<u8>,
    at: usize,
    line: u64,
    after_cr: bool,
    ended: bool,
}

impl Lines {
    pub(super) fn of(body: Body) -> Self {
        let line = body.first_line();
        Self { body, window: Vec::new(), at: 0, line, after_cr: false, ended: false }
    }

    /// The bytes of the line that came last.
    pub(super) fn bytes(&self, start: usize, end: usize) -> &[u8] {
        &self.window[start..end]
    }

    /// The next line and its number; none where there are no more.
    pub(super) fn next(&mut self) -> std::io::Result<Option<(u64, Piece)>> {
        let mut over_limit = false;
        loop {
            if self.after_cr && self.at < self.window.len() {
                self.after_cr = false;
                self.at += usize::from(self.window[self.at] == b'\n');
            }
            let rest = &self.window[self.at..];
            let end = memchr2(b'\r', b'\n', rest);
            if end.is_none() && !self.ended {
                if rest.len() > ROW_BYTES_MAX {
                    over_limit = true;
                    self.window.clear();
                } else {
                    self.window.drain(..self.at);
                }
                self.at = 0;
                self.ended = self.body.append_to(&mut self.window)? == 0;
                continue;
            }
            if end.is_none() && rest.is_empty() && !over_limit {
                return Ok(None);
            }
            let (start, length) = (self.at, end.unwrap_or(rest.len()));
            self.after_cr = end.is_some_and(|end| rest[end] == b'\r');
            let is_blank = rest[..length].iter().all(u8::is_ascii_whitespace);
            let line = self.line;
            self.line += 1;
            self.at += length + usize::from(end.is_some());
            if over_limit || length > ROW_BYTES_MAX {
                return Ok(Some((line, Piece::OverLimit)));
            }
            if !is_blank {
                return Ok(Some((line, Piece::Line(start, start + length))));
            }
        }
    }
}
