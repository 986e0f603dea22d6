//! Workbooks (.xlsx, .xlsm, .xlsb, .xls, .ods) as rows: a sheet, its header row, and each cell as text.
//!
//! Dates come out in ISO form and numbers plainly, whatever the cell's format shows. Formulas give their last result.

mod compound;

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use calamine::{Cell, Data, DataRef, Range, Reader, Sheets};

use crate::LoadError;
use crate::contract::{self, Source};
use crate::delivery::Delivery;
use crate::header::{self, FirstRow, HEADER_ROWS_MAX, Header};
use crate::limit::{CELL_BYTES_MAX, COLUMNS_MAX, SHEET_CELLS_MAX};
use crate::row::{Block, OpenFile, RowReader};
use crate::rule::Rule;

/// Opens a workbook for a contract's columns.
pub(crate) fn open(delivery: &Delivery, source: &Source, expected: &[String]) -> Result<OpenFile, LoadError> {
    let sheet = Sheet::read(delivery, source.sheet.as_deref())?;
    let rows = sheet.first_rows();
    let header_at = match source.header {
        Some(contract::Header::Absent) => return Ok(sheet.without_header(expected)),
        Some(contract::Header::Row(row)) => rows.iter().position(|first| first.line >= u64::from(row)),
        None => rows.iter().position(|row| row.names_all(expected)),
    };
    sheet.with_header(&rows, header_at.unwrap_or(0))
}

/// Opens a workbook that no contract describes yet: its first sheet, with the row that looks like a header.
pub(crate) fn open_unknown(delivery: &Delivery) -> Result<OpenFile, LoadError> {
    let sheet = Sheet::read(delivery, None)?;
    let rows = sheet.first_rows();
    match header::guess(&rows) {
        Some(at) => sheet.with_header(&rows, at),
        None => {
            let names = header::numbered(sheet.range.width());
            Ok(sheet.without_header(&names))
        }
    }
}

/// Why a workbook is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unfit {
    Damaged,
    /// The sheet that is asked for is damaged.
    Sheet,
    /// A cell stands so far out that what is between would not fit into memory.
    Reach,
}

/// Runs the library that reads workbooks, which panics on some damaged ones; that is told as damage.
fn contained<T>(damage: Unfit, read: impl FnOnce() -> Result<T, Unfit>) -> Result<T, Unfit> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(damage))
}

/// The cells of a sheet, unless they reach too far: the library makes a place for each blank between them.
fn range_of(workbook: &mut Sheets<Cursor<Arc<[u8]>>>, name: &str) -> Result<Range<Data>, Unfit> {
    let damaged = |_| Unfit::Sheet;
    let mut cells = Cells::default();
    match workbook {
        Sheets::Xlsx(xlsx) => {
            let mut reader = xlsx.worksheet_cells_reader(name).map_err(|_| Unfit::Sheet)?;
            while let Some(cell) = reader.next_cell().map_err(|_| Unfit::Sheet)? {
                cells.take(cell.get_position(), cell.get_value())?;
            }
        }
        Sheets::Xlsb(xlsb) => {
            let mut reader = xlsb.worksheet_cells_reader(name).map_err(|_| Unfit::Sheet)?;
            while let Some(cell) = reader.next_cell().map_err(|_| Unfit::Sheet)? {
                cells.take(cell.get_position(), cell.get_value())?;
            }
        }
        // Looked at already, or without a way to look.
        Sheets::Xls(_) | Sheets::Ods(_) => return workbook.worksheet_range(name).map_err(damaged),
    }
    Ok(Range::from_sparse(cells.list))
}

/// Cells as they are read, and how far they reach.
#[derive(Default)]
struct Cells {
    list: Vec<Cell<Data>>,
    /// The least and the greatest row, and the same of the columns.
    rows: Option<(u32, u32)>,
    columns: Option<(u32, u32)>,
}

impl Cells {
    fn take(&mut self, (row, column): (u32, u32), value: &DataRef<'_>) -> Result<(), Unfit> {
        if matches!(value, DataRef::Empty) {
            return Ok(());
        }
        let widen =
            |span: Option<(u32, u32)>, at: u32| span.map_or((at, at), |(a, b)| (a.min(at), b.max(at)));
        let (rows, columns) = (widen(self.rows, row), widen(self.columns, column));
        let count = |(from, to): (u32, u32)| u64::from(to - from) + 1;
        if count(rows) * count(columns) > SHEET_CELLS_MAX {
            return Err(Unfit::Reach);
        }
        (self.rows, self.columns) = (Some(rows), Some(columns));
        self.list.push(Cell::new((row, column), value.clone().into()));
        Ok(())
    }
}

/// A sheet of a workbook.
struct Sheet<'p> {
    path: &'p Path,
    bytes: u64,
    name: String,
    range: Range<Data>,
    /// Rows above the range, which are blank.
    rows_above: usize,
}

impl<'p> Sheet<'p> {
    /// Reads a sheet, the first where none is named.
    fn read(delivery: &'p Delivery, name: Option<&str>) -> Result<Self, LoadError> {
        let (path, size) = (delivery.path.as_path(), delivery.bytes);
        let bytes = delivery.whole()?;
        if bytes.is_empty() {
            return Err(LoadError::Empty { path: path.to_owned() });
        }
        let unreadable = |reason: &str| LoadError::Unreadable {
            path: path.to_owned(),
            format: "a workbook",
            reason: reason.to_owned(),
        };
        let unfit = |unfit: Unfit| match unfit {
            Unfit::Damaged => unreadable("it is damaged, protected by a password or of another kind"),
            Unfit::Sheet => unreadable("its sheet is damaged"),
            Unfit::Reach => LoadError::SheetTooLarge { path: path.to_owned(), limit: SHEET_CELLS_MAX },
        };
        compound::look(&bytes).map_err(unfit)?;
        // Shared, as the readers of several formats try it one after the other.
        let bytes: Arc<[u8]> = bytes.into();
        let open = || calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| Unfit::Damaged);
        let mut workbook = contained(Unfit::Damaged, open).map_err(unfit)?;
        let sheets = workbook.sheet_names();
        let name = match name {
            None => sheets.first().cloned().ok_or_else(|| unreadable("it has no sheet"))?,
            Some(name) if sheets.iter().any(|sheet| sheet == name) => name.to_owned(),
            Some(name) => {
                return Err(LoadError::NoSheet { path: path.to_owned(), sheet: name.to_owned(), sheets });
            }
        };
        let range = contained(Unfit::Sheet, || range_of(&mut workbook, &name)).map_err(unfit)?;
        if range.is_empty() {
            return Err(LoadError::Empty { path: path.to_owned() });
        }
        let rows_above = range.start().map_or(0, |(row, _)| row as usize);
        Ok(Self { path, bytes: size, name, range, rows_above })
    }

    /// The first rows that hold something.
    fn first_rows(&self) -> Vec<FirstRow> {
        let rows = self.range.rows().enumerate().map(|(at, row)| FirstRow {
            line: (self.rows_above + at + 1) as u64,
            cells: row.iter().map(text).collect(),
        });
        rows.filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).take(HEADER_ROWS_MAX).collect()
    }

    fn without_header(self, names: &[String]) -> OpenFile {
        let header = Header::given(names);
        let notes = vec![format!("sheet `{}`", self.name)];
        OpenFile { header, header_line: 0, typed: true, notes, rows: Box::new(self.rows_from(0, names)) }
    }

    fn with_header(self, rows: &[FirstRow], at: usize) -> Result<OpenFile, LoadError> {
        let Some(row) = rows.get(at) else { return Err(LoadError::Empty { path: self.path.to_owned() }) };
        let (line, count) = (row.line, row.cells.len());
        if count > COLUMNS_MAX {
            let path = self.path.to_owned();
            return Err(LoadError::TooManyColumns { path, line, count, limit: COLUMNS_MAX });
        }
        let mut notes = vec![format!("sheet `{}`", self.name)];
        if at > 0 {
            notes.push(format!("the columns are named on row {line}; what is above it is skipped"));
        }
        let header = Header::of(row.cells.iter().map(String::as_str));
        let from = (line as usize).saturating_sub(self.rows_above);
        let rows = self.rows_from(from, &header.names);
        Ok(OpenFile { header, header_line: line, typed: true, notes, rows: Box::new(rows) })
    }

    fn rows_from(self, next: usize, names: &[String]) -> SheetRows {
        let columns = names.iter().map(|name| (name.clone(), 0)).collect();
        SheetRows { range: self.range, next, rows_above: self.rows_above, bytes: self.bytes, columns }
    }
}

/// The rows of a sheet below its header.
struct SheetRows {
    range: Range<Data>,
    next: usize,
    rows_above: usize,
    bytes: u64,
    /// Each column's name and how many of its numbers look rounded.
    columns: Vec<(String, u64)>,
}

/// Whether a number looks like an identifier that was shown as `1.00042E+11` and read back: long, and its end gone.
fn looks_rounded(cell: &Data) -> bool {
    const ROUNDED: std::ops::Range<f64> = 1e10..1e15;
    let number = match cell {
        Data::Float(number) => *number,
        Data::Int(number) => *number as f64,
        _ => return false,
    };
    ROUNDED.contains(&number) && number % 1e6 == 0.0
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
            for (at, cell) in row.iter().enumerate() {
                if looks_rounded(cell)
                    && let Some((_, count)) = self.columns.get_mut(at)
                {
                    *count += 1;
                }
                bytes.extend_from_slice(text(cell).as_bytes());
                ends.push(bytes.len());
            }
            let line = (self.rows_above + self.next) as u64;
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

    fn notes(&self) -> Vec<String> {
        let rounded = self.columns.iter().filter(|(_, count)| *count > 0);
        let note = |(name, count): &(String, u64)| {
            format!(
                "{count} numbers of `{name}` end in 000000: they look rounded by a spreadsheet, so ask for the column as text"
            )
        };
        rounded.map(note).collect()
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
