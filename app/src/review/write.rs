//! Writes pairs to be read, as CSV that survives a spreadsheet or as a workbook.

use std::path::Path;

use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook};

use super::guard::guarded;
use super::{FilledPair, ReviewError, Sheet, SheetPair, column};
use crate::operations::OperationError;
use catalogue::Word;

/// What begins a CSV file that a spreadsheet is to read as UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// A wider column of a workbook is no easier to read, in pixels.
const WIDTH_MAX: u32 = 320;

/// The kind of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetKind {
    /// Delimited text.
    Csv,
    /// A workbook.
    Workbook,
}

impl SheetKind {
    /// The kind that a file's ending says.
    ///
    /// # Errors
    /// [`ReviewError::Ending`] where it says none.
    pub fn of(path: &Path) -> Result<Self, ReviewError> {
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        match ending.as_str() {
            "csv" => Ok(Self::Csv),
            "xlsx" => Ok(Self::Workbook),
            _ => Err(ReviewError::Ending { path: path.to_owned() }),
        }
    }
}

/// A cell.
pub(super) enum Cell<'s> {
    Text(&'s str),
    Number(f64),
    Empty,
}

/// A table as it is written.
pub(super) struct Grid<'s> {
    pub(super) headers: Vec<String>,
    /// Shape: a cell for each header.
    pub(super) rows: Vec<Vec<Cell<'s>>>,
    /// What a verdict may be: a workbook offers it.
    pub(super) words: Vec<String>,
}

impl Grid<'_> {
    /// The bytes of the file.
    pub(super) fn write(self, kind: SheetKind) -> Result<Vec<u8>, OperationError> {
        match kind {
            SheetKind::Csv => csv_of(self),
            SheetKind::Workbook => Ok(workbook_of(&self)?),
        }
    }
}

/// The bytes of a file of pairs.
///
/// # Errors
/// Where they can't be put together, which no content causes.
pub fn write(sheet: &Sheet, kind: SheetKind) -> Result<Vec<u8>, OperationError> {
    let rows = (1..).zip(&sheet.pairs).map(|(number, pair)| cells(number, pair)).collect();
    let words = Word::ALL.map(|word| word.name().to_owned()).to_vec();
    Grid { headers: headers(sheet), rows, words }.write(kind)
}

/// The headers, in order.
fn headers(sheet: &Sheet) -> Vec<String> {
    let own = [
        column::PAIR,
        column::SOURCES[0],
        column::IDS[0],
        column::SOURCES[1],
        column::IDS[1],
        column::WEIGHT,
        column::PROBABILITY,
        column::WHY,
    ];
    let values = sheet.columns.iter().flat_map(|name| [format!("{name} (left)"), format!("{name} (right)")]);
    let rest = [column::VERDICT, column::NOTE, column::STANDS_FOR, column::SEEN];
    own.map(str::to_owned).into_iter().chain(values).chain(rest.map(str::to_owned)).collect()
}

/// A pair's cells, in the order of the headers.
fn cells(number: usize, pair: &SheetPair) -> Vec<Cell<'_>> {
    let [left, right] = &pair.records;
    let number_of = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Number);
    let mut cells = vec![
        Cell::Number(number as f64),
        Cell::Text(&left.source),
        Cell::Text(&left.id),
        Cell::Text(&right.source),
        Cell::Text(&right.id),
        number_of(pair.weight_bits.map(|bits| rounded(bits, 1e3))),
        number_of(pair.probability.map(|probability| rounded(probability, 1e6))),
        Cell::Text(&pair.why),
    ];
    cells.extend(pair.values.iter().flatten().map(|value| Cell::Text(value)));
    cells.extend([
        Cell::Empty,
        Cell::Empty,
        Cell::Number(rounded(pair.stands_for, 1e3)),
        Cell::Text(&pair.seen),
    ]);
    cells
}

fn rounded(number: f64, parts: f64) -> f64 {
    (number * parts).round() / parts
}

fn csv_of(grid: Grid<'_>) -> Result<Vec<u8>, OperationError> {
    let mut writer = csv_writer();
    writer.write_record(grid.headers)?;
    for row in grid.rows {
        let cells = row.into_iter().map(|cell| match cell {
            Cell::Text(text) => guarded(text).into_owned(),
            Cell::Number(number) => number.to_string(),
            Cell::Empty => String::new(),
        });
        writer.write_record(cells)?;
    }
    bytes(writer)
}

fn csv_writer() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec())
}

fn bytes(writer: csv::Writer<Vec<u8>>) -> Result<Vec<u8>, OperationError> {
    writer.into_inner().map_err(|error| OperationError::Csv(error.into_error().into()))
}

fn workbook_of(grid: &Grid<'_>) -> Result<Vec<u8>, ReviewError> {
    let headers = &grid.headers;
    let mut workbook = Workbook::new();
    // The same pairs give the same bytes, whenever they are written.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let bold = Format::new().set_bold().set_align(FormatAlign::Top);
    let page = workbook.add_worksheet();
    for (place, header) in (0..).zip(headers) {
        page.write_string_with_format(0, place, header, &bold)?;
    }
    for (row, cells) in (1..).zip(&grid.rows) {
        for (place, cell) in (0..).zip(cells) {
            match cell {
                Cell::Text("") | Cell::Empty => {}
                Cell::Text(text) => {
                    page.write_string(row, place, *text)?;
                }
                Cell::Number(number) => {
                    page.write_number(row, place, *number)?;
                }
            }
        }
    }
    page.set_autofit_max_width(WIDTH_MAX);
    page.autofit();
    page.set_freeze_panes(1, 0)?;
    if let Some(place) = (0..).zip(headers).find(|(_, header)| *header == column::VERDICT) {
        let words = DataValidation::new().allow_list_strings(&grid.words)?;
        let last = u32::try_from(grid.rows.len()).unwrap_or(u32::MAX).max(1);
        page.add_data_validation(1, place.0, last, place.0, &words)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// The bytes of a file of verdicts: what was read, who read it and when, one row a verdict, the later ones last.
///
/// # Errors
/// Where they can't be put together, which no content causes.
pub fn verdicts_csv(verdicts: &[FilledPair]) -> Result<Vec<u8>, OperationError> {
    let mut writer = csv_writer();
    writer.write_record([
        column::SOURCES[0],
        column::IDS[0],
        column::SOURCES[1],
        column::IDS[1],
        column::VERDICT,
        column::WHO,
        column::AT,
        column::WEIGHT,
        column::PROBABILITY,
        column::STANDS_FOR,
        column::SEEN,
        column::NOTE,
    ])?;
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    for verdict in verdicts {
        let [left, right] = &verdict.records;
        writer.write_record([
            guarded(&left.source).as_ref(),
            guarded(&left.id).as_ref(),
            guarded(&right.source).as_ref(),
            guarded(&right.id).as_ref(),
            verdict.word.name(),
            guarded(&verdict.who).as_ref(),
            &verdict.at,
            &number(verdict.weight_bits),
            &number(verdict.probability),
            &verdict.stands_for.to_string(),
            guarded(&verdict.seen).as_ref(),
            guarded(&verdict.note).as_ref(),
        ])?;
    }
    bytes(writer)
}
