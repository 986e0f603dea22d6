//! Records out of delimited text, each with its line; every line that is not blank is part of exactly one.
//!
//! The `csv-core` parser splits. A quote that does not close as one should would let it swallow the rest of the file into
//! one cell, so a record over several lines is looked at again: where its quotes are not well made, its first line alone
//! is told as a fault and reading goes on with the next line.

use std::io;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use memchr::memchr2;

use super::body::{Body, FooterOutcome};
use super::dialect::Dialect;
use super::escape::{self, Escapes};
use super::quote::{Quotes, quotes};
use crate::contract::Quote;
use crate::limit::{CELL_BYTES_MAX, ROW_BYTES_MAX};
use crate::row::Block;
use crate::rule::Rule;

/// What a record may be as long as.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) row_bytes: usize,
    pub(super) cell_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { row_bytes: ROW_BYTES_MAX, cell_bytes: CELL_BYTES_MAX }
    }
}

/// The records of a text.
pub(super) struct Records {
    input: Body,
    ended: bool,
    parser: Reader,
    dialect: Dialect,
    escapes: Option<Escapes>,
    limits: Limits,
    last: Made,
    /// The text from the beginning of the record on.
    window: Vec<u8>,
    /// Where the record begins in the window, and how far it has been parsed.
    start: usize,
    at: usize,
    /// The record's cells, end to end.
    cells: Vec<u8>,
    cells_len: usize,
    ends: Vec<usize>,
    ends_len: usize,
    lines: LineCount,
    /// Whether the parser has seen the beginning of the text, where alone a mark of the byte order may stand.
    begun: bool,
}

/// How the last record that was given or told is made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Made {
    /// Whether a delimiter, a quote, an escape or a line end in it is escaped.
    pub(super) is_escaped: bool,
    /// Whether each quote that opens a cell closes it too.
    pub(super) has_sound_quotes: bool,
}

impl Made {
    const PLAIN: Self = Self { is_escaped: false, has_sound_quotes: true };
}

/// How parsing one record went.
enum Parsed {
    /// A record, ended by a line's end or by the text's.
    Record,
    /// It is longer than a row may be.
    OverLimit,
    /// There are no more.
    Nothing,
}

impl Records {
    pub(super) fn new(input: Body, dialect: Dialect, limits: Limits) -> Self {
        let line = input.first_line();
        Self {
            input,
            ended: false,
            parser: parser(dialect),
            dialect,
            escapes: Escapes::of(dialect),
            limits,
            last: Made::PLAIN,
            window: Vec::new(),
            start: 0,
            at: 0,
            cells: vec![0; 1 << 12],
            cells_len: 0,
            ends: vec![0; 64],
            ends_len: 0,
            lines: LineCount { line, after_cr: false, may_be_escaped: dialect.escape.is_some() },
            begun: false,
        }
    }

    pub(super) fn bytes_read(&self) -> u64 {
        self.input.bytes_read()
    }

    pub(super) fn footer(&self) -> FooterOutcome {
        self.input.footer()
    }

    /// How many characters have lost their meaning by an escape so far.
    pub(super) fn escaped_count(&self) -> u64 {
        self.escapes.as_ref().map_or(0, Escapes::count)
    }

    /// How the record that came last is made.
    pub(super) fn last(&self) -> Made {
        self.last
    }

    /// Adds the next record to the block; false where there are no more.
    pub(super) fn next(&mut self, block: &mut Block) -> io::Result<bool> {
        if self.begun && self.take_plain_line(block) {
            return Ok(true);
        }
        self.begun = true;
        loop {
            match self.parse()? {
                Parsed::Nothing => return Ok(false),
                Parsed::OverLimit => {
                    self.skip_blank_lines();
                    self.over_limit(block)?;
                    return Ok(true);
                }
                Parsed::Record => {
                    self.skip_blank_lines();
                    if self.take_record(block) {
                        return Ok(true);
                    }
                }
            }
        }
    }

    /// Gives the next line as a record where that needs no parser: it stands in the window whole, without a quote, and
    /// nothing is the matter with it. Most lines of most files are such.
    fn take_plain_line(&mut self, block: &mut Block) -> bool {
        if self.lines.after_cr && self.window.get(self.at) == Some(&b'\n') {
            // The parser leaves the second half of a line's end to the next record.
            self.lines.after_cr = false;
            self.at += 1;
        }
        let rest = &self.window[self.at..];
        let Some(end) = memchr2(b'\r', b'\n', rest) else { return false };
        let length = match (rest[end], rest.get(end + 1)) {
            (b'\r', None) => return false,
            (b'\r', Some(b'\n')) => end + 2,
            _ => end + 1,
        };
        let line = &rest[..end];
        let is_quoted = match self.dialect.quote {
            Quote::Char(quote) => memchr2(quote, 0, line).is_some(),
            Quote::Never => memchr::memchr(0, line).is_some(),
        };
        let is_escaped = self.escapes.is_some() && escape::has_masks(line);
        if is_quoted
            || is_escaped
            || line.len() > self.limits.cell_bytes.min(self.limits.row_bytes)
            || line.iter().all(u8::is_ascii_whitespace)
            || self.holds_bad_bytes(line)
        {
            return false;
        }
        block.push_delimited(self.lines.line, line, self.dialect.delimiter);
        self.last = Made::PLAIN;
        self.lines.line += 1;
        self.lines.after_cr = false;
        self.at += length;
        true
    }

    /// Parses one record from the window, reading on as needed.
    fn parse(&mut self) -> io::Result<Parsed> {
        self.start = self.at;
        self.cells_len = 0;
        self.ends_len = 0;
        loop {
            if self.at == self.window.len() && !self.ended {
                if self.at - self.start > self.limits.row_bytes {
                    return Ok(Parsed::OverLimit);
                }
                self.read_on()?;
                continue;
            }
            let (result, read, written, ended) = self.parser.read_record(
                &self.window[self.at..],
                &mut self.cells[self.cells_len..],
                &mut self.ends[self.ends_len..],
            );
            self.at += read;
            self.cells_len += written;
            self.ends_len += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record if self.at - self.start > self.limits.row_bytes => {
                    return Ok(Parsed::OverLimit);
                }
                ReadRecordResult::Record => return Ok(Parsed::Record),
                ReadRecordResult::End => return Ok(Parsed::Nothing),
            }
        }
    }

    /// Reads the next piece behind what the record holds so far.
    fn read_on(&mut self) -> io::Result<()> {
        self.window.drain(..self.start);
        self.at -= self.start;
        self.start = 0;
        let before = self.window.len();
        self.ended = self.input.append_to(&mut self.window)? == 0;
        if let Some(escapes) = &mut self.escapes {
            escapes.mask(&mut self.window, before, self.ended);
        }
        Ok(())
    }

    /// Blank lines before a record are parsed with it: counts them and leaves them behind.
    fn skip_blank_lines(&mut self) {
        let record = &self.window[self.start..self.at];
        let blank = record.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.lines.count(&record[..blank]);
        self.start += blank;
    }

    /// Gives the parsed record or tells what is wrong with it; false where it is a blank line.
    fn take_record(&mut self, block: &mut Block) -> bool {
        let record = &self.window[self.start..self.at];
        let line = self.lines.line;
        if self.ends_len <= 1 && record.iter().all(u8::is_ascii_whitespace) {
            self.lines.count(record);
            return false;
        }
        let quotes = self.quotes(record);
        let is_escaped = self.escapes.is_some() && escape::has_masks(record);
        self.last = Made { is_escaped, has_sound_quotes: quotes == Quotes::Sound };
        if is_broken(record, quotes) {
            self.break_off(Rule::UnclosedQuote, block);
            return true;
        }
        self.lines.count(record);
        if let Some(escapes) = &self.escapes {
            escapes.unmask(&mut self.cells[..self.cells_len]);
        }
        let cells = &self.cells[..self.cells_len];
        let ends = &self.ends[..self.ends_len];
        if self.cells_len > self.limits.cell_bytes && longest(ends) > self.limits.cell_bytes {
            block.push_fault(line, Rule::CellOverLimit);
        } else if memchr::memchr(0, cells).is_some() {
            block.push_fault(line, Rule::NulByte);
        } else if self.holds_bad_bytes(cells) {
            block.push_fault(line, Rule::BadBytes);
        } else {
            block.push(line, cells, ends);
        }
        true
    }

    /// Whether the decoder marked bytes of a text that are no characters.
    fn holds_bad_bytes(&self, text: &[u8]) -> bool {
        self.input.marks_bad_bytes()
            && !text.is_ascii()
            && memchr::memmem::find(text, "\u{fffd}".as_bytes()).is_some()
    }

    fn quotes(&self, record: &[u8]) -> Quotes {
        match self.dialect.quote {
            Quote::Char(quote) if memchr::memchr(quote, record).is_some() => {
                quotes(record, self.dialect.delimiter, quote)
            }
            _ => Quotes::Sound,
        }
    }

    /// Tells the record's first line as a fault and goes on with the line after it.
    fn break_off(&mut self, rule: Rule, block: &mut Block) {
        block.push_fault(self.lines.line, rule);
        let record = &self.window[self.start..];
        let length = match memchr2(b'\r', b'\n', record) {
            None => record.len(),
            Some(end) if record[end] == b'\r' && record.get(end + 1) == Some(&b'\n') => end + 2,
            Some(end) => end + 1,
        };
        self.lines.count(&record[..length]);
        self.at = self.start + length;
        self.parser.reset();
    }

    /// Deals with a record that is longer than a row may be.
    fn over_limit(&mut self, block: &mut Block) -> io::Result<()> {
        let first_end = memchr2(b'\r', b'\n', &self.window[self.start..self.at]);
        if let Some(end) = first_end
            && end <= self.limits.row_bytes
        {
            self.break_off(Rule::UnclosedQuote, block);
            return Ok(());
        }
        block.push_fault(self.lines.line, Rule::RowOverLimit);
        loop {
            if let Some(end) = memchr2(b'\r', b'\n', &self.window[self.start..]) {
                let line = &self.window[self.start..=self.start + end];
                self.lines.count(line);
                self.at = self.start + end + 1;
                break;
            }
            self.start = self.window.len();
            self.at = self.start;
            if self.ended {
                break;
            }
            self.read_on()?;
        }
        self.parser.reset();
        Ok(())
    }
}

/// Whether the record's quotes are not to be trusted: one does not close as it should, and what it opened goes over
/// delimiters, over several lines, or to the end of the text.
fn is_broken(record: &[u8], quotes: Quotes) -> bool {
    match quotes {
        Quotes::Sound => false,
        Quotes::Loose => {
            let first_end = memchr2(b'\r', b'\n', record);
            first_end.is_some_and(|end| {
                end + 1 != record.len() && !(record[end] == b'\r' && record[end + 1..] == *b"\n")
            })
        }
        Quotes::Swallowing | Quotes::Open => true,
    }
}

fn parser(dialect: Dialect) -> Reader {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(dialect.delimiter);
    match dialect.quote {
        Quote::Char(quote) => builder.quote(quote),
        Quote::Never => builder.quoting(false),
    };
    builder.build()
}

fn longest(ends: &[usize]) -> usize {
    let mut from = 0;
    let lengths = ends.iter().map(|end| {
        let length = end - from;
        from = *end;
        length
    });
    lengths.max().unwrap_or(0)
}

/// The line that comes next, counted from 1: LF, CRLF and CR end one.
struct LineCount {
    line: u64,
    after_cr: bool,
    /// Whether lines may end within cells by an escape.
    may_be_escaped: bool,
}

impl LineCount {
    fn count(&mut self, bytes: &[u8]) {
        if self.may_be_escaped {
            self.line += escape::line_ends(bytes);
        }
        let mut rest = bytes;
        while let Some(at) = memchr2(b'\r', b'\n', rest) {
            let is_lf = rest[at] == b'\n';
            let ends_crlf = is_lf && at == 0 && self.after_cr;
            self.line += u64::from(!ends_crlf);
            self.after_cr = !is_lf;
            rest = &rest[at + 1..];
        }
        if !rest.is_empty() {
            self.after_cr = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::decode::Decoded;
    use super::*;
    use crate::delivery::Bytes;

    const COMMA: Dialect = Dialect { delimiter: b',', quote: Quote::Char(b'"'), escape: None };

    type Seen = (u64, Result<Vec<String>, Rule>);

    fn read(text: &[u8], limits: Limits, piece_bytes: usize) -> Vec<Seen> {
        let input =
            Body::whole(Decoded::of(Bytes::of(Box::new(Trickle { rest: text.to_vec(), piece_bytes }))));
        let mut records = Records::new(input, COMMA, limits);
        let mut block = Block::default();
        while records.next(&mut block).unwrap() {}
        let block = block.into_text();
        let seen = block.rows().iter().map(|row| {
            let cells = block.cells(row).map(str::to_owned).collect();
            (row.line, row.fault.map_or(Ok(cells), Err))
        });
        seen.collect()
    }

    /// Gives a few bytes at a time, so that records straddle the pieces.
    struct Trickle {
        rest: Vec<u8>,
        piece_bytes: usize,
    }

    impl io::Read for Trickle {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let count = self.piece_bytes.min(self.rest.len()).min(into.len());
            into[..count].copy_from_slice(&self.rest[..count]);
            self.rest.drain(..count);
            Ok(count)
        }
    }

    fn row(line: u64, cells: &[&str]) -> Seen {
        (line, Ok(cells.iter().map(|cell| (*cell).to_owned()).collect()))
    }

    fn check(text: &str, expected: &[Seen]) {
        assert_eq!(read(text.as_bytes(), Limits::default(), 7), expected, "{text:?}");
    }

    #[test]
    fn every_line_end_ends_a_line() {
        let expected = [row(1, &["a", "b"]), row(2, &["c", "d"]), row(4, &["e", "f"])];
        for text in ["a,b\nc,d\n\ne,f", "a,b\r\nc,d\r\n\r\ne,f\r\n", "a,b\rc,d\r\re,f\r", "a,b\nc,d\r\n\re,f"]
        {
            check(text, &expected);
        }
    }

    #[test]
    fn quoted_cells_keep_delimiters_quotes_and_line_ends() {
        check(
            "a,\"b,\"\"c\"\"\"\n\"d\r\ne\",f\n\"\",\"\"\n",
            &[row(1, &["a", "b,\"c\""]), row(2, &["d\r\ne", "f"]), row(4, &["", ""])],
        );
    }

    #[test]
    fn unclosed_quote_costs_its_line_and_no_other() {
        check(
            "1,\"Smith\n2,\"Jones\"\n3,Brown\n",
            &[(1, Err(Rule::UnclosedQuote)), row(2, &["2", "Jones"]), row(3, &["3", "Brown"])],
        );
        check("1,a\n2,\"b\n3,c", &[row(1, &["1", "a"]), (2, Err(Rule::UnclosedQuote)), row(3, &["3", "c"])]);
        check("1,a\n2,\"b", &[row(1, &["1", "a"]), (2, Err(Rule::UnclosedQuote))]);
        check("\"\n", &[(1, Err(Rule::UnclosedQuote))]);
    }

    #[test]
    fn stray_quotes_within_a_line_are_part_of_the_cell() {
        check(
            "1,The \"Old\" Mill\n2,\"The \"Old\" Mill\"\n",
            &[row(1, &["1", "The \"Old\" Mill"]), row(2, &["2", "The Old\" Mill\""])],
        );
    }

    #[test]
    fn what_is_longer_than_a_limit_is_told_and_left_behind() {
        let limits = Limits { row_bytes: 40, cell_bytes: 10 };
        let long_line = "x".repeat(100);
        let text = format!("1,a\n{long_line}\n2,{}\n3,\"b\n{}", "y".repeat(12), "4,c\n".repeat(20));
        let seen = read(text.as_bytes(), limits, 9);
        assert_eq!(seen[0], row(1, &["1", "a"]));
        assert_eq!(seen[1], (2, Err(Rule::RowOverLimit)));
        assert_eq!(seen[2], (3, Err(Rule::CellOverLimit)));
        assert_eq!(seen[3], (4, Err(Rule::UnclosedQuote)));
        assert_eq!(seen[4..].len(), 20);
        assert_eq!(seen[23], row(24, &["4", "c"]));
    }

    /// A row, a line of so many bytes that is never whole anywhere, and another row.
    struct LongLine {
        left: u64,
        rest: &'static [u8],
    }

    impl io::Read for LongLine {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            if self.left > 0 {
                let count = self.left.min(into.len() as u64);
                into[..count as usize].fill(b'x');
                self.left -= count;
                return Ok(count as usize);
            }
            io::Read::read(&mut self.rest, into)
        }
    }

    #[test]
    fn line_of_a_gigabyte_costs_itself_and_little_memory() {
        let begin: &[u8] = b"1,a\n2,";
        let line = io::Read::chain(begin, LongLine { left: 1 << 30, rest: b"\n3,c\n" });
        let input = Body::whole(Decoded::of(Bytes::of(Box::new(line))));
        let mut records = Records::new(input, COMMA, Limits::default());
        let mut block = Block::default();
        while records.next(&mut block).unwrap() {}
        assert!(records.window.capacity() < 4 * ROW_BYTES_MAX && records.cells.len() <= 4 * ROW_BYTES_MAX);
        let block = block.into_text();
        let seen: Vec<(u64, Option<Rule>)> = block.rows().iter().map(|row| (row.line, row.fault)).collect();
        assert_eq!(seen, [(1, None), (2, Some(Rule::RowOverLimit)), (3, None)]);
    }

    #[test]
    fn nul_and_bad_bytes_cost_their_rows() {
        let seen = read(b"1,a\n2,\0\n3,\xe9\n4,\xc3\xa9\n", Limits::default(), 100);
        assert_eq!(seen[0], row(1, &["1", "a"]));
        assert_eq!(seen[1], (2, Err(Rule::NulByte)));
        assert_eq!(seen[2], (3, Err(Rule::BadBytes)));
        assert_eq!(seen[3], row(4, &["4", "é"]));
    }

    #[test]
    fn blank_lines_are_no_rows() {
        check("\n  \n1,a\n\t\n\"\"\n\n", &[row(3, &["1", "a"]), row(5, &[""])]);
    }

    /// The plain twin: the whole text at once, a line and a character at a time.
    mod plain {
        use super::*;

        struct Line {
            start: usize,
            /// Without its end.
            end: usize,
            next: usize,
        }

        fn lines(text: &[u8]) -> Vec<Line> {
            let (mut lines, mut start) = (Vec::new(), 0);
            while start < text.len() {
                let end = (start..text.len()).find(|at| b"\r\n".contains(&text[*at])).unwrap_or(text.len());
                let next = if text[end..].starts_with(b"\r\n") { end + 2 } else { (end + 1).min(text.len()) };
                lines.push(Line { start, end, next });
                start = next;
            }
            lines
        }

        /// The cells of a record that begins at `at`, where it ends, and whether its quotes are sound, closed, and swallow no
        /// comma where they are neither.
        fn cells(text: &[u8], mut at: usize) -> (Vec<Vec<u8>>, usize, bool, bool) {
            let (mut cells, mut sound, mut swallows) = (vec![Vec::new()], true, false);
            let mut cell_begins = true;
            while at < text.len() && !b"\r\n".contains(&text[at]) {
                let cell = cells.last_mut().unwrap();
                if text[at] == b'"' && cell_begins {
                    at += 1;
                    loop {
                        if at >= text.len() {
                            return (cells, at, sound, false);
                        }
                        if text[at] == b'"' && text.get(at + 1) == Some(&b'"') {
                            cell.push(b'"');
                            at += 2;
                        } else if text[at] == b'"' {
                            break;
                        } else {
                            cell.push(text[at]);
                            at += 1;
                        }
                    }
                    at += 1;
                    let closes = at >= text.len() || b",\r\n".contains(&text[at]);
                    sound &= closes;
                    swallows |= !closes && cell.contains(&b',');
                    cell_begins = false;
                } else if text[at] == b',' {
                    cells.push(Vec::new());
                    cell_begins = true;
                    at += 1;
                } else {
                    cell.push(text[at]);
                    cell_begins = false;
                    at += 1;
                }
            }
            (cells, at, sound, !swallows)
        }

        /// Each record with its lines, first and last.
        pub(super) fn records(text: &[u8]) -> Vec<(Seen, u64)> {
            let lines = lines(text);
            let (mut records, mut at) = (Vec::new(), 0);
            while at < lines.len() {
                let (first, line) = (at, &lines[at]);
                at += 1;
                if text[line.start..line.end].iter().all(u8::is_ascii_whitespace) {
                    continue;
                }
                let (cells, end, sound, closed) = cells(text, line.start);
                let number = first as u64 + 1;
                if !closed || (end > line.next && !sound) {
                    records.push(((number, Err(Rule::UnclosedQuote)), number));
                    continue;
                }
                at = lines.iter().position(|line| line.next > end).map_or(lines.len(), |last| last + 1);
                let cells: Result<Vec<String>, Rule> = if cells.iter().any(|cell| cell.contains(&0)) {
                    Err(Rule::NulByte)
                } else {
                    let cells =
                        cells.into_iter().map(|cell| String::from_utf8(cell).map_err(|_| Rule::BadBytes));
                    cells.collect()
                };
                records.push(((number, cells), at as u64));
            }
            let covered =
                |number: u64| records.iter().any(|((first, _), last)| (*first..=*last).contains(&number));
            for (number, line) in lines.iter().enumerate() {
                let blank = text[line.start..line.end].iter().all(u8::is_ascii_whitespace);
                assert!(blank || covered(number as u64 + 1), "line {} is in no record", number + 1);
            }
            records
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config { cases: 400, failure_persistence: None, ..Default::default() })]
        #[test]
        fn records_are_those_of_the_plain_twin_and_cover_every_line(
            pieces in proptest::collection::vec(0usize..14, 0..60),
            piece_bytes in 1usize..60,
        ) {
            const PIECES: [&[u8]; 14] = [
                b"a", b"1", b",", b",", b"\"", b"\"", b"\"\"", b"\n", b"\n", b"\r\n", b"\r", b" ", b"\xc3\xa9", b"\xff\0",
            ];
            let text: Vec<u8> = pieces.into_iter().flat_map(|piece| PIECES[piece].to_vec()).collect();
            let expected: Vec<Seen> = plain::records(&text).into_iter().map(|(seen, _)| seen).collect();
            let seen = read(&text, Limits::default(), piece_bytes);
            proptest::prop_assert!(seen.windows(2).all(|two| two[0].0 < two[1].0));
            proptest::prop_assert_eq!(seen, expected);
        }
    }
}
