//! Workbooks (.xlsx, .xlsm, .xlsb, .xls, .ods) as rows: a sheet, its header row, and each cell as text.
//!
//! Dates come out in ISO form and numbers plainly, whatever the cell's format shows. Formulas give their last result.

use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use calamine::{Data, Range, Reader};

use crate::LoadError;
use crate::contract::{self, Source, header_name};
use crate::limit::{CELL_BYTES_MAX, COLUMNS_MAX};
use crate::row::{Block, Header, OpenFile, RowReader};
use crate::rule::Rule;

/// Rows among which the header is looked for.
const HEADER_ROWS_MAX: usize = 20;

/// Opens a workbook for a contract's columns.
pub(crate) fn open(path: &Path, source: &Source, expected: &[String]) -> Result<OpenFile, LoadError> {
    let (sheet, range) = read_sheet(path, source.sheet.as_deref())?;
    let first_row = range.start().map_or(0, |(row, _)| row as usize);
    let row_number = |at: usize| (first_row + at + 1) as u64;
    let is_blank = |row: &[Data]| row.iter().all(|cell| matches!(cell, Data::Empty));
    let rows_of = |from: usize| -> Result<Box<dyn RowReader>, LoadError> {
        let bytes = std::fs::metadata(path).map_err(|error| LoadError::read(path, error))?.len();
        Ok(Box::new(SheetRows { range: range.clone(), next: from, first_row, bytes }))
    };
    let mut notes = vec![format!("sheet `{sheet}`")];
    let header_at = match source.header {
        Some(contract::Header::Absent) => {
            let (header, rows) = (Header::given(expected), rows_of(0)?);
            return Ok(OpenFile { header, header_line: 0, typed: true, notes, rows });
        }
        Some(contract::Header::Row(row)) => Some((row as usize).saturating_sub(first_row + 1)),
        None => {
            let names_all = |row: &[Data]| {
                let names: Vec<String> = row.iter().map(|cell| header_name(&text(cell))).collect();
                expected.iter().all(|name| names.contains(name))
            };
            let first_filled = range.rows().position(|row| !is_blank(row));
            range.rows().take(HEADER_ROWS_MAX).position(names_all).or(first_filled)
        }
    };
    let header_row = header_at.and_then(|at| range.rows().nth(at).map(|row| (at, row)));
    let Some((at, row)) = header_row else {
        return Err(LoadError::Empty { path: path.to_owned() });
    };
    let cells: Vec<String> = row.iter().map(text).collect();
    let count = cells.len();
    let line = row_number(at);
    if count > COLUMNS_MAX {
        return Err(LoadError::TooManyColumns { path: path.to_owned(), line, count, limit: COLUMNS_MAX });
    }
    if line > 1 {
        notes.push(format!("the columns are named on row {line}; what is above it is skipped"));
    }
    let header = Header::of(cells.iter().map(String::as_str));
    Ok(OpenFile { header, header_line: line, typed: true, notes, rows: rows_of(at + 1)? })
}

/// Reads a sheet, the first where none is named.
fn read_sheet(path: &Path, name: Option<&str>) -> Result<(String, Range<Data>), LoadError> {
    let mut bytes = Vec::new();
    let read = crate::text::open_file(path)?.read_to_end(&mut bytes);
    read.map_err(|error| LoadError::read(path, error))?;
    if bytes.is_empty() {
        return Err(LoadError::Empty { path: path.to_owned() });
    }
    let unreadable = |reason: &str| LoadError::Unreadable {
        path: path.to_owned(),
        format: "a workbook",
        reason: reason.to_owned(),
    };
    // Shared, as the readers of several formats try it one after the other.
    let bytes: Arc<[u8]> = bytes.into();
    let mut workbook = calamine::open_workbook_auto_from_rs(Cursor::new(bytes))
        .map_err(|_| unreadable("it is damaged, protected by a password or of another kind"))?;
    let sheets = workbook.sheet_names();
    let sheet = match name {
        None => sheets.first().cloned().ok_or_else(|| unreadable("it has no sheet"))?,
        Some(name) if sheets.iter().any(|sheet| sheet == name) => name.to_owned(),
        Some(name) => {
            return Err(LoadError::NoSheet { path: path.to_owned(), sheet: name.to_owned(), sheets });
        }
    };
    let range = workbook.worksheet_range(&sheet).map_err(|_| unreadable("its sheet is damaged"))?;
    Ok((sheet, range))
}

/// The rows of a sheet below its header.
struct SheetRows {
    range: Range<Data>,
    next: usize,
    first_row: usize,
    bytes: u64,
}

impl RowReader for SheetRows {
    fn fill(&mut self, block: &mut Block) -> Result<(), LoadError> {
        let mut bytes = Vec::new();
        let mut ends = Vec::new();
        for row in self.range.rows().skip(self.next) {
            if block.is_full() {
                break;
            }
            self.next += 1;
            bytes.clear();
            ends.clear();
            for cell in row {
                bytes.extend_from_slice(text(cell).as_bytes());
                ends.push(bytes.len());
            }
            let line = (self.first_row + self.next) as u64;
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            if bytes.len() > CELL_BYTES_MAX && row.iter().any(|cell| text(cell).len() > CELL_BYTES_MAX) {
                block.push_fault(line, Rule::CellOverLimit);
            } else {
                block.push(line, &bytes, &ends);
            }
        }
        Ok(())
    }

    fn bytes_read(&self) -> u64 {
        self.bytes
    }
}

/// A cell as text.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(value) => value.to_string(),
        Data::DateTime(moment) => moment_text(moment),
        Data::Error(error) => error.to_string(),
    }
}

fn moment_text(moment: &calamine::ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, millisecond) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    let mut time = format!("{hour:02}:{minute:02}:{second:02}");
    if millisecond > 0 {
        time.push_str(&format!(".{millisecond:03}"));
    }
    let serial = moment.as_f64();
    if moment.is_duration() || serial < 1.0 {
        time
    } else if serial.fract() == 0.0 {
        date
    } else {
        format!("{date}T{time}")
    }
}
