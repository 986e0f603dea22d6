//! Delimited text of any encoding and dialect, as rows.
//!
//! What the contract does not state is found out by looking. Well-kept crates decode and split; what becomes of rows that
//! are not well made is decided here, so that each is either given or told.

mod body;
mod decode;
mod dialect;
mod edges;
mod encoding;
mod escape;
mod fixed;
mod quote;
mod record;

use std::path::Path;

use crate::LoadError;
use crate::contract::{self, Source};
use crate::delivery::Delivery;
use crate::header::{self, FirstRow, Header};
use crate::limit::COLUMNS_MAX;
use crate::row::{Block, OpenFile, RowReader};
use body::{Body, FooterOutcome};
pub(crate) use decode::Decoded;
pub(crate) use dialect::Dialect;
use dialect::Stated;
pub(crate) use edges::find as find_fixed;
pub(crate) use encoding::{Encoded, find_marked};
pub(crate) use fixed::{Span, open as open_fixed};
use record::{Limits, Records};

/// Bytes of text that are looked at to find the dialect and the header.
const SAMPLE_BYTES: usize = 1 << 18;
/// Rows of them that are looked at to find the header of a file without a contract.
const SAMPLE_ROWS_MAX: usize = 200;

/// A text file, looked at: how it is encoded and what its beginning says.
pub(crate) struct Look {
    pub(crate) encoded: Encoded,
    /// The beginning of the file, decoded; whole lines only, unless it is one long line.
    pub(crate) sample: Vec<u8>,
}

impl Look {
    /// Looks at a file of a contract's source, past its preamble.
    fn at(delivery: &Delivery, source: &Source) -> Result<Self, LoadError> {
        let encoded = encoding::find(delivery, source.encoding)?;
        let decoded = Decoded::open(delivery, &encoded)?;
        Self::into(delivery, encoded, Body::of(decoded, source))
    }

    /// Looks at a file that no contract describes yet, and is no document.
    pub(crate) fn at_unknown(delivery: &Delivery) -> Result<Self, LoadError> {
        let encoded = encoding::find(delivery, None)?;
        let decoded = Decoded::open(delivery, &encoded)?;
        Self::into(delivery, encoded, Body::whole(decoded))
    }

    fn into(delivery: &Delivery, encoded: Encoded, mut decoded: Body) -> Result<Self, LoadError> {
        let path = delivery.path.as_path();
        let read = |error| LoadError::read(path, error);
        let mut sample = Vec::new();
        let mut whole = false;
        while sample.len() < SAMPLE_BYTES && !whole {
            whole = decoded.append_to(&mut sample).map_err(read)? == 0;
        }
        if sample.iter().all(u8::is_ascii_whitespace) {
            return Err(LoadError::Empty { path: path.to_owned() });
        }
        if !whole && let Some(end) = sample.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')) {
            sample.truncate(end + 1);
        }
        Ok(Self { encoded, sample })
    }
}

/// The beginning of a text whose encoding is known, whatever it is.
pub(crate) fn beginning(delivery: &Delivery, encoded: &Encoded) -> Result<Vec<u8>, LoadError> {
    let (mut decoded, mut text) = (Decoded::open_marking(delivery, encoded)?, Vec::new());
    let read = |error| LoadError::read(&delivery.path, error);
    while text.len() < SAMPLE_BYTES && decoded.append_to(&mut text).map_err(read)? > 0 {}
    Ok(text)
}

/// Opens a file for a contract's columns.
pub(crate) fn open(delivery: &Delivery, source: &Source, expected: &[String]) -> Result<OpenFile, LoadError> {
    let look = Look::at(delivery, source)?;
    let is_headed = source.header != Some(contract::Header::Absent);
    let is_one_row = source.header_rows == 1;
    let named = if is_headed && is_one_row { expected } else { &[] };
    let stated = Stated { delimiter: source.delimiter, quote: source.quote, escape: source.escape };
    let dialect = dialect::find(&look.sample, stated, named);
    let mut notes = vec![format!("{}, {dialect}", look.encoded)];
    let body = Body::of(Decoded::open(delivery, &look.encoded)?, source);
    let mut reader = TextReader::of(delivery, body, dialect);
    if !is_headed {
        let header = Header::given(expected);
        return Ok(OpenFile { header, header_line: 0, typed: false, notes, rows: Box::new(reader) });
    }
    let header_line = match source.header {
        Some(contract::Header::Row(line)) => u64::from(line),
        _ => dialect::header_line(&look.sample, dialect, source.header_rows as usize, expected)
            .map_or(0, |line| line + source.skip_lines),
    };
    let (line, header) = reader.read_header(header_line, source.header_rows as usize)?;
    if line > 1 {
        notes.push(format!("the columns are named on line {line}; what is above it is skipped"));
    }
    Ok(OpenFile { header, header_line: line, typed: false, notes, rows: Box::new(reader) })
}

/// Opens the rows of a database, whose form is known: see [`contract::Format::Rows`].
pub(crate) fn open_rows(
    delivery: &Delivery,
    source: &Source,
    expected: &[String],
) -> Result<OpenFile, LoadError> {
    let source = Source {
        encoding: source.encoding.or(Some(encoding_rs::UTF_8)),
        delimiter: Some(b','),
        quote: Some(contract::Quote::Char(b'"')),
        escape: Some(contract::Escape::Never),
        header: Some(contract::Header::Row(1)),
        ..source.clone()
    };
    let file = open(delivery, &source, expected)?;
    Ok(OpenFile { typed: true, notes: Vec::new(), ..file })
}

/// A delimited file that no contract describes yet, opened as it looks.
pub(crate) struct Unknown {
    pub(crate) dialect: Dialect,
    pub(crate) file: OpenFile,
    /// Whether rows come out as several cells by a usual delimiter, the first among them.
    pub(crate) is_plain: bool,
}

/// Opens a file that no contract describes yet, with the row that looks like a header.
pub(crate) fn open_unknown(delivery: &Delivery, look: &Look) -> Result<Unknown, LoadError> {
    let dialect = dialect::find(&look.sample, Stated::default(), &[]);
    let rows = dialect::rows(&look.sample, dialect, SAMPLE_ROWS_MAX);
    let body = Body::whole(Decoded::open(delivery, &look.encoded)?);
    let mut reader = TextReader::of(delivery, body, dialect);
    let (header_line, header) = match header::guess(&rows) {
        Some(at) => reader.read_header(rows[at].line, 1)?,
        None => {
            let count = header::usual_cell_count(&rows).map_or(1, |(count, _)| count);
            (0, Header::given(&header::numbered(count)))
        }
    };
    let notes = vec![format!("{}, {dialect}", look.encoded)];
    let file = OpenFile { header, header_line, typed: false, notes, rows: Box::new(reader) };
    let is_even = header::usual_cell_count(&rows)
        .is_some_and(|(count, frequency)| count > 1 && frequency * 10 >= rows.len() * 3);
    let is_plain = is_even && rows[0].cells.len() > 1 && dialect::DELIMITERS.contains(&dialect.delimiter);
    Ok(Unknown { dialect, file, is_plain })
}

/// The rows of a text file.
pub(crate) struct TextReader {
    path: std::path::PathBuf,
    records: Records,
    row_count: u64,
}

impl TextReader {
    fn of(delivery: &Delivery, body: Body, dialect: Dialect) -> Self {
        let records = Records::new(body, dialect, Limits::default());
        Self { path: delivery.path.clone(), records, row_count: 0 }
    }

    /// Reads on to the first record on `from_line` or after it, and takes it and those after it, so many in all, as the
    /// header.
    fn read_header(&mut self, from_line: u64, row_count: usize) -> Result<(u64, Header), LoadError> {
        let mut rows: Vec<FirstRow> = Vec::new();
        while rows.len() < row_count {
            let mut block = Block::default();
            if !self.next(&mut block)? {
                return Err(LoadError::Empty { path: self.path.clone() });
            }
            let block = block.into_text();
            let Some(row) = block.rows().first().filter(|row| row.line >= from_line) else { continue };
            rows.push(FirstRow { line: row.line, cells: block.cells(row).map(str::to_owned).collect() });
        }
        let row = FirstRow::joined(&rows);
        let header = Header::of(row.cells.iter().map(String::as_str));
        let (line, count) = (row.line, header.names.len());
        if count > COLUMNS_MAX {
            let path = self.path.clone();
            return Err(LoadError::TooManyColumns { path, line, count, limit: COLUMNS_MAX });
        }
        Ok((line, header))
    }

    fn next(&mut self, block: &mut Block) -> Result<bool, LoadError> {
        self.records.next(block).map_err(|error| LoadError::read(&self.path, error))
    }
}

impl RowReader for TextReader {
    fn fill(&mut self, block: &mut Block) -> Result<(), LoadError> {
        let before = block.len();
        while !block.is_full() {
            if !self.next(block)? {
                closing(&self.path, self.records.footer())?;
                break;
            }
        }
        self.row_count += (block.len() - before) as u64;
        Ok(())
    }

    fn bytes_read(&self) -> u64 {
        self.records.bytes_read()
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = footer_notes(self.records.footer(), self.row_count);
        let escaped = self.records.escaped_count();
        if escaped > 0 {
            notes.push(format!("{escaped} delimiters, quotes, escapes and line ends are escaped"));
        }
        notes
    }
}

/// Tells a file whose footer is not there: it was cut short, or is another one.
fn closing(path: &Path, footer: FooterOutcome) -> Result<(), LoadError> {
    if footer.is_missing { Err(LoadError::NoFooter { path: path.to_owned() }) } else { Ok(()) }
}

/// What a footer said.
fn footer_notes(footer: FooterOutcome, row_count: u64) -> Vec<String> {
    let mut notes = Vec::new();
    if footer.lines > 0 {
        notes.push(format!("{} lines at the end are a footer and no rows", footer.lines));
    }
    if let Some(count) = footer.count
        && count != row_count
    {
        notes.push(format!("the footer counts {count} rows, and there are {row_count}"));
    }
    notes
}
