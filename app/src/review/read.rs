//! Reads what a reader wrote into a table of pairs: CSV as any spreadsheet saves it, or a workbook.
//!
//! Rows without a verdict are skipped and counted. What can't be read is told by row and column.

use std::collections::BTreeMap;
use std::path::Path;

use catalogue::Word;
use ingest::{LoadError, RowFile};

use super::guard::unguarded;
use super::{RecordName, ReviewError, SheetFault, column};
use crate::operations::OperationError;

/// Rows read at once.
const BATCH_ROWS: usize = 1 << 14;

/// What was written into a table of pairs.
#[derive(Default)]
pub struct Filled {
    /// The pairs with a verdict, in the file's order.
    pub pairs: Vec<FilledPair>,
    /// Rows without a verdict.
    pub unread: u64,
    /// Rows that can't be taken.
    pub faults: Vec<SheetFault>,
}

/// A pair with a verdict. It names records, so there is no `Debug`.
#[derive(Clone)]
pub struct FilledPair {
    /// The row, as the file counts.
    pub line: u64,
    /// Both records.
    pub records: [RecordName; 2],
    /// The verdict.
    pub word: Word,
    /// What the reader had to add.
    pub note: String,
    /// The match weight that was told, in bits.
    pub weight_bits: Option<f64>,
    /// The probability that was told.
    pub probability: Option<f64>,
    /// How many pairs it stands for; 1 where nothing says so.
    pub stands_for: f64,
    /// What tells whether its records are still as they were read.
    pub seen: String,
    /// Who said it, where the file tells.
    pub who: String,
    /// When, where the file tells.
    pub at: String,
}

impl FilledPair {
    /// Both records, in an order that does not depend on how they were written.
    pub fn key(&self) -> (&RecordName, &RecordName) {
        let [left, right] = &self.records;
        (left.min(right), left.max(right))
    }
}

impl Filled {
    /// The last verdict on each pair: of several, the later holds.
    pub fn standing(&self) -> Vec<&FilledPair> {
        let last: BTreeMap<_, _> = self.pairs.iter().map(|pair| (pair.key(), pair)).collect();
        last.into_values().collect()
    }

    /// Tells pairs that have two verdicts which are not the same.
    pub fn contradictions(&self) -> Vec<SheetFault> {
        let mut first: BTreeMap<_, &FilledPair> = BTreeMap::new();
        let mut faults = Vec::new();
        for pair in &self.pairs {
            let known = first.entry(pair.key()).or_insert(pair);
            if known.word != pair.word {
                let message = format!("row {} has another verdict on the same pair", known.line);
                faults.push(SheetFault { line: pair.line, column: column::VERDICT, message });
            }
        }
        faults
    }
}

/// Reads a table of pairs, or of verdicts.
///
/// # Errors
/// Where the file can't be read or lacks a column without which no verdict can be told.
pub fn read(path: &Path) -> Result<Filled, OperationError> {
    let unreadable = |error: LoadError| ReviewError::Unreadable(Box::new(error));
    let mut file = RowFile::open(path).map_err(unreadable)?;
    let columns = Columns::find(path, file.names())?;
    let mut filled = Filled::default();
    while let Some(batch) = file.next_rows(BATCH_ROWS).map_err(unreadable)? {
        for row in batch.rows() {
            if row.fault().is_some() {
                filled.fault(row.line(), column::VERDICT, "the row can't be read");
                continue;
            }
            let cells: Vec<&str> = row.cells().collect();
            columns.take(row.line(), &cells, &mut filled);
        }
    }
    Ok(filled)
}

impl Filled {
    fn fault(&mut self, line: u64, column: &'static str, message: &str) {
        self.faults.push(SheetFault { line, column, message: message.to_owned() });
    }
}

/// Where the columns stand that are read.
struct Columns {
    sources: [usize; 2],
    ids: [usize; 2],
    verdict: usize,
    others: [Option<usize>; 7],
}

impl Columns {
    fn find(path: &Path, names: &[String]) -> Result<Self, ReviewError> {
        let place = |wanted: &str| names.iter().position(|name| name.trim().eq_ignore_ascii_case(wanted));
        let needed = |column: &'static str| {
            place(column).ok_or_else(|| ReviewError::NoColumn { path: path.to_owned(), column })
        };
        let others = [
            column::NOTE,
            column::WEIGHT,
            column::PROBABILITY,
            column::STANDS_FOR,
            column::SEEN,
            column::WHO,
            column::AT,
        ];
        Ok(Self {
            verdict: needed(column::VERDICT)?,
            sources: [needed(column::SOURCES[0])?, needed(column::SOURCES[1])?],
            ids: [needed(column::IDS[0])?, needed(column::IDS[1])?],
            others: others.map(place),
        })
    }

    fn take(&self, line: u64, cells: &[&str], filled: &mut Filled) {
        let text = |place: usize| unguarded(cells.get(place).copied().unwrap_or_default());
        let word = text(self.verdict);
        if word.trim().is_empty() {
            filled.unread += u64::from(cells.iter().any(|cell| !cell.trim().is_empty()));
            return;
        }
        let Some(word) = Word::parse(word.trim()) else {
            return filled.fault(line, column::VERDICT, "a verdict is same, different or unsure");
        };
        let record = |side: usize| RecordName {
            source: text(self.sources[side]).into_owned(),
            id: text(self.ids[side]).into_owned(),
        };
        let records = [record(0), record(1)];
        for (side, record) in records.iter().enumerate() {
            if record.id.is_empty() {
                return filled.fault(line, column::IDS[side], "the record's id is missing");
            }
        }
        if records[0] == records[1] {
            return filled.fault(line, column::IDS[1], "both ids are of one record");
        }
        let other = |at: usize| self.others[at].map(text).unwrap_or_default();
        let stands_for = number(&other(3)).filter(|number| *number > 0.0 && number.is_finite());
        filled.pairs.push(FilledPair {
            line,
            records,
            word,
            note: other(0).trim().to_owned(),
            weight_bits: number(&other(1)),
            probability: number(&other(2)).filter(|number| (0.0..=1.0).contains(number)),
            stands_for: stands_for.unwrap_or(1.0),
            seen: other(4).trim().to_owned(),
            who: other(5).into_owned(),
            at: other(6).into_owned(),
        });
    }
}

/// A number with a point or, as spreadsheets of many countries save it, a comma.
fn number(text: &str) -> Option<f64> {
    text.trim().replace(',', ".").parse().ok()
}
