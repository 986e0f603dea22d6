//! JSON as records: the objects of an array, or one object a line.
//!
//! The text is cut into values here, byte by byte, so that a value of any length is told and left behind; `serde_json`
//! reads each. Nested objects become `a.b`, arrays are joined, numbers stay as they are written.

mod find;
mod flatten;
mod scan;

use crate::LoadError;
use crate::contract::{Column, Source};
use crate::delivery::Delivery;
use crate::limit::ROW_BYTES_MAX;
use crate::named::{self, Record, RecordReader};
use crate::row::OpenFile;
use crate::rule::Rule;
use crate::text::{Decoded, Encoded, find_marked};
pub(crate) use find::{find, is_begun};
use flatten::Flattener;
use scan::{Scan, Taken};

/// Opens a document that is an array of objects or has one at the contract's record path.
pub(crate) fn open(delivery: &Delivery, source: &Source, columns: &[Column]) -> Result<OpenFile, LoadError> {
    let encoded = find_marked(delivery, source.encoding)?;
    open_at(delivery, &encoded, &source.record_path, columns)
}

/// Opens the array at a path.
pub(crate) fn open_at(
    delivery: &Delivery,
    encoded: &Encoded,
    record_path: &[String],
    columns: &[Column],
) -> Result<OpenFile, LoadError> {
    let reader = || {
        let scan = Scan::of(&delivery.path, Decoded::open_marking(delivery, encoded)?);
        Ok(Box::new(ArrayRecords::open(scan, record_path)?) as Box<dyn RecordReader>)
    };
    named::open(delivery, reader, columns)
}

/// Opens a file of one object a line.
pub(crate) fn open_lines(
    delivery: &Delivery,
    source: &Source,
    columns: &[Column],
) -> Result<OpenFile, LoadError> {
    let encoded = find_marked(delivery, source.encoding)?;
    open_lines_of(delivery, &encoded, columns)
}

/// Opens a file of one object a line in a known encoding.
pub(crate) fn open_lines_of(
    delivery: &Delivery,
    encoded: &Encoded,
    columns: &[Column],
) -> Result<OpenFile, LoadError> {
    let reader = || {
        let scan = Scan::of(&delivery.path, Decoded::open_marking(delivery, encoded)?);
        Ok(Box::new(LineRecords { scan, flattener: Flattener::default() }) as Box<dyn RecordReader>)
    };
    named::open(delivery, reader, columns)
}

/// The objects of an array.
struct ArrayRecords {
    scan: Scan,
    flattener: Flattener,
    /// Whether the array is the whole document, so that nothing may follow it.
    is_document: bool,
    is_first: bool,
    ended: bool,
}

impl ArrayRecords {
    /// Reads on to the array: the document itself, or what stands at the path.
    fn open(mut scan: Scan, path: &[String]) -> Result<Self, LoadError> {
        for name in path {
            scan.enter(name, path)?;
        }
        match scan.next_byte()? {
            Some(b'[') => {}
            Some(b'{') if path.is_empty() => {
                return Err(scan.malformed("it is an object and not an array: state `guildhall.recordPath`, or `format: jsonl` for an object a line"));
            }
            None => return Err(LoadError::Empty { path: scan.path().to_owned() }),
            Some(_) => return Err(scan.malformed("no array stands where the records should")),
        }
        let is_document = path.is_empty();
        Ok(Self { scan, flattener: Flattener::default(), is_document, is_first: true, ended: false })
    }

    /// Reads on to the next value of the array; false at its end.
    fn reach_value(&mut self) -> Result<bool, LoadError> {
        let mut after_comma = self.is_first;
        loop {
            match self.scan.peek_byte()? {
                Some(b']') if !after_comma || self.is_first => {
                    self.scan.skip_byte();
                    self.ended = true;
                    let rest = if self.is_document { self.scan.peek_byte()? } else { None };
                    return match rest {
                        None => Ok(false),
                        Some(_) => Err(self.scan.malformed("something follows the array")),
                    };
                }
                Some(b',') if !after_comma => {
                    self.scan.skip_byte();
                    after_comma = true;
                }
                Some(b',' | b']') => return Err(self.scan.malformed("a comma stands where a value should")),
                Some(_) if after_comma => {
                    self.is_first = false;
                    return Ok(true);
                }
                Some(_) => return Err(self.scan.malformed("no comma stands between two values")),
                None => return Err(self.scan.malformed("it ends within the array")),
            }
        }
    }
}

impl RecordReader for ArrayRecords {
    fn next(&mut self, record: &mut Record) -> Result<bool, LoadError> {
        if self.ended || !self.reach_value()? {
            return Ok(false);
        }
        record.begin(self.scan.line());
        match self.scan.take_value(ROW_BYTES_MAX)? {
            Taken::Whole => self.flattener.flatten(self.scan.taken(), record),
            Taken::OverLimit => record.fail(Rule::RowOverLimit),
        }
        Ok(true)
    }

    fn bytes_read(&self) -> u64 {
        self.scan.bytes_read()
    }
}

/// The objects of a file of lines.
struct LineRecords {
    scan: Scan,
    flattener: Flattener,
}

impl RecordReader for LineRecords {
    fn next(&mut self, record: &mut Record) -> Result<bool, LoadError> {
        if self.scan.peek_byte()?.is_none() {
            return Ok(false);
        }
        record.begin(self.scan.line());
        match self.scan.take_line(ROW_BYTES_MAX)? {
            Taken::Whole => self.flattener.flatten(self.scan.taken(), record),
            Taken::OverLimit => record.fail(Rule::RowOverLimit),
        }
        Ok(true)
    }

    fn bytes_read(&self) -> u64 {
        self.scan.bytes_read()
    }
}
