//! Delimited text of any encoding and dialect, as rows.
//!
//! What the contract does not state is found out by looking. Well-kept crates decode and split; what becomes of rows that
//! are not well made is decided here, so that each is either given or told.

mod decode;
mod dialect;
mod encoding;
mod quote;
mod record;

use crate::LoadError;
use crate::contract::{self, Source};
use crate::delivery::Delivery;
use crate::header::{self, Header};
use crate::limit::COLUMNS_MAX;
use crate::row::{Block, OpenFile, RowReader};
pub(crate) use decode::Decoded;
pub(crate) use dialect::Dialect;
pub(crate) use encoding::{Encoded, find_marked};
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
    /// Looks at a file.
    pub(crate) fn at(
        delivery: &Delivery,
        stated: Option<&'static encoding_rs::Encoding>,
    ) -> Result<Self, LoadError> {
        let path = delivery.path.as_path();
        let encoded = encoding::find(delivery, stated)?;
        let read = |error| LoadError::read(path, error);
        let mut decoded = Decoded::open(delivery, &encoded)?;
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

/// Opens a file for a contract's columns.
pub(crate) fn open(delivery: &Delivery, source: &Source, expected: &[String]) -> Result<OpenFile, LoadError> {
    let look = Look::at(delivery, source.encoding)?;
    let is_headed = source.header != Some(contract::Header::Absent);
    let named = if is_headed { expected } else { &[] };
    let dialect = dialect::find(&look.sample, source.delimiter, source.quote, named);
    let mut notes = vec![format!("{}, {dialect}", look.encoded)];
    let mut reader = TextReader::open(delivery, &look.encoded, dialect)?;
    if !is_headed {
        let header = Header::given(expected);
        return Ok(OpenFile { header, header_line: 0, typed: false, notes, rows: Box::new(reader) });
    }
    let header_line = match source.header {
        Some(contract::Header::Row(line)) => u64::from(line),
        _ => dialect::header_line(&look.sample, dialect, expected).unwrap_or(0),
    };
    let (line, header) = reader.read_header(header_line)?;
    if line > 1 {
        notes.push(format!("the columns are named on line {line}; what is above it is skipped"));
    }
    Ok(OpenFile { header, header_line: line, typed: false, notes, rows: Box::new(reader) })
}

/// A file that no contract describes yet, opened as it looks.
pub(crate) struct Unknown {
    pub(crate) encoded: Encoded,
    pub(crate) dialect: Dialect,
    pub(crate) file: OpenFile,
}

/// Opens a file that no contract describes yet, with the row that looks like a header.
pub(crate) fn open_unknown(delivery: &Delivery) -> Result<Unknown, LoadError> {
    let look = Look::at(delivery, None)?;
    let dialect = dialect::find(&look.sample, None, None, &[]);
    let rows = dialect::rows(&look.sample, dialect, SAMPLE_ROWS_MAX);
    let mut reader = TextReader::open(delivery, &look.encoded, dialect)?;
    let (header_line, header) = match header::guess(&rows) {
        Some(at) => reader.read_header(rows[at].line)?,
        None => {
            let count = header::usual_cell_count(&rows).map_or(1, |(count, _)| count);
            (0, Header::given(&header::numbered(count)))
        }
    };
    let notes = vec![format!("{}, {dialect}", look.encoded)];
    let file = OpenFile { header, header_line, typed: false, notes, rows: Box::new(reader) };
    Ok(Unknown { encoded: look.encoded, dialect, file })
}

/// The rows of a text file.
pub(crate) struct TextReader {
    path: std::path::PathBuf,
    records: Records,
}

impl TextReader {
    pub(crate) fn open(delivery: &Delivery, encoded: &Encoded, dialect: Dialect) -> Result<Self, LoadError> {
        let decoded = Decoded::open(delivery, encoded)?;
        let records = Records::new(decoded, dialect, Limits::default());
        Ok(Self { path: delivery.path.clone(), records })
    }

    /// Reads on to the first record on `from_line` or after it, and takes it as the header.
    pub(crate) fn read_header(&mut self, from_line: u64) -> Result<(u64, Header), LoadError> {
        loop {
            let mut block = Block::default();
            if !self.next(&mut block)? {
                return Err(LoadError::Empty { path: self.path.clone() });
            }
            let block = block.into_text();
            let Some(row) = block.rows().first().filter(|row| row.line >= from_line) else { continue };
            let header = Header::of(block.cells(row));
            let count = header.names.len();
            if count > COLUMNS_MAX {
                let (path, line) = (self.path.clone(), row.line);
                return Err(LoadError::TooManyColumns { path, line, count, limit: COLUMNS_MAX });
            }
            return Ok((row.line, header));
        }
    }

    fn next(&mut self, block: &mut Block) -> Result<bool, LoadError> {
        self.records.next(block).map_err(|error| LoadError::read(&self.path, error))
    }
}

impl RowReader for TextReader {
    fn fill(&mut self, block: &mut Block) -> Result<(), LoadError> {
        while !block.is_full() && self.next(block)? {}
        Ok(())
    }

    fn bytes_read(&self) -> u64 {
        self.records.bytes_read()
    }
}
