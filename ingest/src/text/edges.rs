//! Where the columns of a text of fixed width begin, told by the places that are blank in every line.
//!
//! Columns that stand close together cannot be told apart; no guess is made of them.

use super::body::Body;
use super::fixed::{FixedRows, Lines, Piece, Span};
use super::{Decoded, Look};
use crate::LoadError;
use crate::delivery::Delivery;
use crate::header::{self, FirstRow, Header};
use crate::limit::COLUMNS_MAX;
use crate::row::OpenFile;

/// Lines from which on blank places are no accident.
const LINES_MIN: u64 = 4;
/// Lines after which the file is known well enough.
const LINES_MAX: u64 = 2_000_000;
/// Places in a line that are looked at.
const PLACES_MAX: usize = 1 << 14;

/// A text of fixed width, opened as its blank places show it.
pub(crate) struct Found {
    pub(crate) spans: Vec<Span>,
    pub(crate) file: OpenFile,
}

/// What stands at the places of a text's lines.
#[derive(Default)]
struct Places {
    /// How many lines have something at each place.
    filled: Vec<u64>,
    lines: u64,
    /// The first line, which may name the columns.
    first: Vec<char>,
    has_tabs: bool,
}

impl Places {
    fn take(&mut self, line: &str) {
        if self.lines == 0 {
            self.first = line.chars().take(PLACES_MAX).collect();
        }
        self.lines += 1;
        self.has_tabs |= line.contains('\t');
        for (at, letter) in line.chars().take(PLACES_MAX).enumerate() {
            if at == self.filled.len() {
                self.filled.push(0);
            }
            self.filled[at] += u64::from(!letter.is_whitespace());
        }
    }

    /// Where the columns are. Blanks between two belong to the left one, whose texts end anywhere; where the right one's
    /// begin anywhere, as numbers do, to that.
    fn spans(&self) -> Vec<Span> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for at in (0..self.filled.len()).filter(|at| self.filled[*at] > 0) {
            match runs.last_mut() {
                Some((_, end)) if *end == at => *end += 1,
                _ => runs.push((at, at + 1)),
            }
        }
        let runs = self.merged(runs);
        // A header that is a line of its own stands at the left of numbers too.
        let is_right = |(start, end): (usize, usize)| self.filled[start] + 1 < self.filled[end - 1];
        let mut starts: Vec<usize> = Vec::with_capacity(runs.len());
        for (at, run) in runs.iter().enumerate() {
            let before = if at == 0 { 0 } else { runs[at - 1].1 };
            starts.push(if at == 0 || is_right(*run) { before } else { run.0 });
        }
        let ends = starts.iter().skip(1).copied().chain([self.filled.len()]);
        starts.iter().zip(ends).map(|(start, end)| (*start, end - start)).collect()
    }

    /// Runs that are columns: those that no name stands above, or that few lines have, are parts of the one before, as the
    /// second words of few values are.
    fn merged(&self, runs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
        let is_blank = |(start, end): (usize, usize)| {
            (start..end).all(|at| self.first.get(at).is_none_or(|letter| letter.is_whitespace()))
        };
        let is_rare = |(start, end): (usize, usize)| {
            self.filled[start..end].iter().max().is_none_or(|most| most * 2 < self.lines)
        };
        let mut merged: Vec<(usize, usize)> = Vec::with_capacity(runs.len());
        for run in runs {
            match merged.last_mut() {
                Some(last) if run.0 == last.1 + 1 && is_blank(run) && is_rare(run) => last.1 = run.1,
                _ => merged.push(run),
            }
        }
        merged
    }

    /// The names that the first line gives the columns, where it looks as if it did.
    fn names(&self, spans: &[Span]) -> Option<Vec<String>> {
        let cell = |(start, width): &Span| -> String {
            self.first.iter().skip(*start).take(*width).collect::<String>().trim().to_owned()
        };
        let cells: Vec<String> = spans.iter().map(cell).collect();
        let is_filled = cells.iter().all(|cell| !cell.is_empty());
        let has_digits = cells.iter().any(|cell| cell.starts_with(|c: char| c.is_ascii_digit()));
        let rows = [FirstRow { line: 1, cells }];
        let is_header = is_filled && !has_digits && header::guess(&rows).is_some();
        is_header.then(|| Header::of(rows[0].cells.iter().map(String::as_str)).names.to_vec())
    }
}

/// Opens a text as one of fixed width, where places are blank in all of its lines.
pub(crate) fn find(delivery: &Delivery, look: &Look) -> Result<Option<Found>, LoadError> {
    let text = || Ok::<_, LoadError>(Lines::of(Body::whole(Decoded::open(delivery, &look.encoded)?)));
    let (mut lines, mut places) = (text()?, Places::default());
    while places.lines < LINES_MAX {
        let next = lines.next().map_err(|error| LoadError::read(&delivery.path, error))?;
        let Some((_, piece)) = next else { break };
        let Piece::Line(start, end) = piece else { return Ok(None) };
        places.take(&String::from_utf8_lossy(lines.bytes(start, end)));
    }
    let spans = places.spans();
    if places.lines < LINES_MIN || places.has_tabs || !(2..=COLUMNS_MAX).contains(&spans.len()) {
        return Ok(None);
    }
    let named = places.names(&spans);
    let header_line = u64::from(named.is_some());
    let names = named.unwrap_or_else(|| header::numbered(spans.len()));
    let rows = FixedRows::of(delivery, text()?, header_line, spans.clone());
    let notes = vec![format!(
        "{}, fixed width: its columns are told by the places that are blank in all lines",
        look.encoded
    )];
    let file =
        OpenFile { header: Header::given(&names), header_line, typed: false, notes, rows: Box::new(rows) };
    Ok(Some(Found { spans, file }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(lines: &[&str]) -> Vec<Span> {
        let mut places = Places::default();
        lines.iter().for_each(|line| places.take(line));
        places.spans()
    }

    #[test]
    fn blanks_belong_to_the_text_before_them_and_the_number_after_them() {
        assert_eq!(
            spans(&["1   Ann Ash   LS1", "2   Benjamin  LS2", "345 Eve Oakes LS3"]),
            [(0, 4), (4, 10), (14, 3)]
        );
        assert_eq!(spans(&["a    10 x", "bc    7 y", "d  1000 z", "e    11 z"]), [(0, 2), (2, 6), (8, 1)]);
        assert_eq!(spans(&["é b", "ç d"]), [(0, 2), (2, 1)]);
        assert_eq!(spans(&["abc", "def"]), [(0, 3)]);
    }
}
