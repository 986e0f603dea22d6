//! Records whose cells carry their names (JSON, XML) as rows of one width.
//!
//! A first reading finds the names, as any record may bring one of its own; the second gives the rows. So memory follows
//! the number of names and not the file. Values with the same name in one record are joined.

use rustc_hash::FxHashMap;

use crate::LoadError;
use crate::contract::Column;
use crate::delivery::Delivery;
use crate::header::Header;
use crate::limit::{CELL_BYTES_MAX, COLUMNS_MAX, ROW_BYTES_MAX};
use crate::row::{Block, OpenFile, RowReader};
use crate::rule::Rule;

/// Between the values of one name.
const JOINT: &str = "; ";

/// Where records come from.
pub(crate) trait RecordReader: Send {
    /// Reads the next record; false where there are no more.
    fn next(&mut self, record: &mut Record) -> Result<bool, LoadError>;

    /// How much of the file has been read, in bytes.
    fn bytes_read(&self) -> u64;
}

/// Names in the order in which they were first seen.
#[derive(Default)]
struct Names {
    places: FxHashMap<String, usize>,
    list: Vec<String>,
}

/// A record while it is read; used for one after the other, so that the names are told apart only once.
#[derive(Default)]
pub(crate) struct Record {
    names: Names,
    line: u64,
    fault: Option<Rule>,
    /// The values end to end, and for each the place of its name and its end.
    text: String,
    cells: Vec<(usize, usize, usize)>,
}

impl Record {
    /// Begins a record on this line.
    pub(crate) fn begin(&mut self, line: u64) {
        self.line = line;
        self.fault = None;
        self.text.clear();
        self.cells.clear();
    }

    /// Says that the record cannot be used; the first fault counts.
    pub(crate) fn fail(&mut self, rule: Rule) {
        self.fault.get_or_insert(rule);
    }

    /// Adds a value.
    pub(crate) fn push(&mut self, name: &str, value: &str) {
        let place = match self.names.places.get(name) {
            Some(place) => *place,
            // One more than there may be is enough to tell.
            None if self.names.list.len() > COLUMNS_MAX => return,
            None => {
                let place = self.names.list.len();
                self.names.list.push(name.to_owned());
                self.names.places.insert(name.to_owned(), place);
                place
            }
        };
        if value.is_empty() || self.fault.is_some() {
            return;
        }
        if value.len() > CELL_BYTES_MAX {
            self.fail(Rule::CellOverLimit);
        } else if self.text.len() + value.len() > ROW_BYTES_MAX {
            self.fail(Rule::RowOverLimit);
        } else if value.contains('\0') {
            self.fail(Rule::NulByte);
        } else if value.contains(char::REPLACEMENT_CHARACTER) {
            self.fail(Rule::BadBytes);
        } else {
            let start = self.text.len();
            self.text.push_str(value);
            self.cells.push((place, start, self.text.len()));
        }
    }

    /// Puts the record in the block as a row of so many cells.
    fn give(&mut self, width: usize, bytes: &mut Vec<u8>, ends: &mut Vec<usize>, block: &mut Block) {
        if let Some(rule) = self.fault {
            return block.push_fault(self.line, rule);
        }
        bytes.clear();
        ends.clear();
        // Stable: values of one name stay in their order.
        self.cells.sort_by_key(|(place, _, _)| *place);
        let mut cells = self.cells.iter().peekable();
        for place in 0..width {
            let mut joint = "";
            while let Some((_, start, end)) = cells.next_if(|(of, _, _)| *of == place) {
                bytes.extend_from_slice(joint.as_bytes());
                bytes.extend_from_slice(&self.text.as_bytes()[*start..*end]);
                joint = JOINT;
            }
            ends.push(bytes.len());
        }
        block.push(self.line, bytes, ends);
    }
}

/// Opens a file of records. `reader` begins at its first record each time it is called.
///
/// A column of the contract that no record has is blank, as a record leaves out what it has no value for; one that every
/// row must have is missing.
pub(crate) fn open(
    delivery: &Delivery,
    reader: impl Fn() -> Result<Box<dyn RecordReader>, LoadError>,
    columns: &[Column],
) -> Result<OpenFile, LoadError> {
    let mut record = Record::default();
    let mut records = reader()?;
    let mut count = 0u64;
    while records.next(&mut record)? {
        count += 1;
        let names = record.names.list.len();
        if names > COLUMNS_MAX {
            let (path, line) = (delivery.path.clone(), record.line);
            return Err(LoadError::TooManyColumns { path, line, count: names, limit: COLUMNS_MAX });
        }
    }
    let width = record.names.list.len();
    let mut names = Header::of(record.names.list.iter().map(String::as_str)).names.to_vec();
    let mut notes = Vec::new();
    let is_wanted = |column: &&Column| !names.contains(&column.name);
    let absent: Vec<&Column> = columns.iter().filter(is_wanted).collect();
    if absent.len() < columns.len() || count == 0 {
        let optional = absent.into_iter().filter(|column| count == 0 || !column.required);
        let optional: Vec<String> = optional.map(|column| column.name.clone()).collect();
        if count > 0 && !optional.is_empty() {
            notes.push(format!("columns that no record has: {}", optional.join(", ")));
        }
        names.extend(optional);
    }
    let header = Header::given(&names);
    let rows = NamedRows {
        path: delivery.path.clone(),
        records: reader()?,
        record,
        width,
        blank: names.len() - width,
    };
    Ok(OpenFile { header, header_line: 0, typed: false, notes, rows: Box::new(rows) })
}

/// The rows of a file of records.
struct NamedRows {
    path: std::path::PathBuf,
    records: Box<dyn RecordReader>,
    record: Record,
    /// Names that the records have, and columns that none has.
    width: usize,
    blank: usize,
}

impl RowReader for NamedRows {
    fn fill(&mut self, block: &mut Block) -> Result<(), LoadError> {
        let (mut bytes, mut ends) = (Vec::new(), Vec::new());
        while !block.is_full() && self.records.next(&mut self.record)? {
            if self.record.names.list.len() > self.width {
                let reason = "it changed while it was read".to_owned();
                return Err(LoadError::Unreadable { path: self.path.clone(), format: "records", reason });
            }
            self.record.give(self.width + self.blank, &mut bytes, &mut ends, block);
        }
        Ok(())
    }

    fn bytes_read(&self) -> u64 {
        self.records.bytes_read()
    }
}
