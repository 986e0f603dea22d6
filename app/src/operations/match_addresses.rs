//! Adds to each row of a file what its address means: its parts, and its UPRN where there is a gazetteer.
//!
//! Rows out are as many as rows in and in their order. It touches no place: files go in and a file comes out.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use gazetteer::{Gazetteer, MatchLevel, Matcher};
use ingest::{RowBatch, RowFile, TextRow};
use rayon::prelude::*;
use standardise::postcode::Postcode;

use super::OperationError;
use crate::address_parts::{self, Reader};
use crate::progress::{Unit, Watcher};

/// Rows that are read at once and shared out over the threads.
const BATCH_ROWS: usize = 16_384;
/// Rows that a thread takes at once.
const CHUNK_ROWS: usize = 512;
/// What is added where there is a gazetteer.
const MATCH_COLUMNS: [&str; 5] = ["uprn", "match_level", "match_weight", "match_margin", "match_status"];
/// The levels, as [`MatchCount::levels`] counts them.
pub const LEVELS: [MatchLevel; 4] =
    [MatchLevel::None, MatchLevel::Parent, MatchLevel::Partial, MatchLevel::Exact];
/// What is told as the level of a row that cannot be read.
const UNREADABLE: &str = "unreadable";
/// Lines of rows that cannot be read, of which so many are told.
const LINES_TOLD_MAX: usize = 10;

/// Which file to add to.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The file: delimited text, a workbook or Parquet.
    pub file: &'a Path,
    /// The columns that the address is in, in the order in which it is written.
    pub columns: &'a [String],
    /// The file to write, as CSV: nothing may be there.
    pub out: &'a Path,
    /// The gazetteer, where UPRNs are wanted.
    pub gazetteer: Option<&'a Path>,
}

/// What came of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MatchCount {
    /// Rows read, and written.
    pub rows: u64,
    /// Rows that cannot be read as such: written with empty cells.
    pub unreadable: u64,
    /// The lines of the first of them.
    pub unreadable_lines: Vec<u64>,
    /// Rows by level of the match, in the order of [`LEVELS`].
    pub levels: [u64; 4],
    /// What was found out about the file, a line each.
    pub notes: Vec<String>,
}

/// Adds parts and UPRNs to a file.
///
/// Shape: the file's columns, then `uprn`, `match_level`, `match_weight`, `match_margin` and `match_status` where there is a
/// gazetteer, then the parts. A column that the file has already is added as `matched_…` or `parsed_…`. Cells beyond the
/// named columns stand after all others.
///
/// # Errors
/// Where a column is not there, something is in the way of the result, or a file cannot be read or written.
pub fn match_addresses(request: &Request<'_>, watcher: &dyn Watcher) -> Result<MatchCount, OperationError> {
    super::must_be_free(request.out)?;
    let mut file = RowFile::open(request.file).map_err(|error| OperationError::Table(Box::new(error)))?;
    let width = file.names().len();
    let columns = columns(request.file, file.names(), request.columns)?;
    let work = Work { width, columns, gazetteer: request.gazetteer, pool: Mutex::default() };
    work.give_back(work.worker()?);
    let mut count = MatchCount { notes: file.notes().to_vec(), ..MatchCount::default() };
    let unfinished = unfinished(request.out);
    let write = |error| OperationError::file("write", request.out)(error);
    let mut out = BufWriter::new(File::create(&unfinished).map_err(write)?);
    let header = header(file.names(), request.gazetteer.is_some());
    out.write_all(&line(|writer| Ok(writer.write_record(&header)?))?).map_err(write)?;
    let size = std::fs::metadata(request.file).map_or(0, |metadata| metadata.len());
    watcher.begin("addresses".into(), Unit::Bytes, size);
    while let Some(batch) =
        file.next_rows(BATCH_ROWS).map_err(|error| OperationError::Table(Box::new(error)))?
    {
        for (bytes, part) in work.batch(&batch)? {
            out.write_all(&bytes).map_err(write)?;
            count.add(&part);
        }
        watcher.reach(file.bytes_read());
    }
    watcher.end();
    out.into_inner().map_err(|error| write(error.into_error()))?.sync_all().map_err(write)?;
    std::fs::rename(&unfinished, request.out).map_err(write)?;
    Ok(count)
}

impl MatchCount {
    fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.unreadable += other.unreadable;
        let free = LINES_TOLD_MAX.saturating_sub(self.unreadable_lines.len());
        self.unreadable_lines.extend(other.unreadable_lines.iter().take(free));
        for (own, other) in self.levels.iter_mut().zip(other.levels) {
            *own += other;
        }
    }
}

/// What the threads share.
struct Work<'w> {
    width: usize,
    columns: Vec<usize>,
    gazetteer: Option<&'w Path>,
    /// Those that wait for work: a matcher is dear to make.
    pool: Mutex<Vec<Worker>>,
}

/// What a thread needs.
struct Worker {
    reader: Reader,
    matcher: Option<Matcher>,
}

impl Work<'_> {
    fn worker(&self) -> Result<Worker, OperationError> {
        if let Some(worker) = self.pool.lock().unwrap_or_else(PoisonError::into_inner).pop() {
            return Ok(worker);
        }
        let matcher = self.gazetteer.map(Gazetteer::open).transpose()?.map(Matcher::new);
        Ok(Worker { reader: Reader::default(), matcher })
    }

    fn give_back(&self, worker: Worker) {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
    }

    /// The lines of a batch's rows and their counts, a pair for each chunk in their order.
    fn batch(&self, batch: &RowBatch) -> Result<Vec<(Vec<u8>, MatchCount)>, OperationError> {
        let rows: Vec<TextRow<'_>> = batch.rows().collect();
        rows.par_chunks(CHUNK_ROWS)
            .map(|rows| {
                let mut worker = self.worker()?;
                let mut count = MatchCount::default();
                let bytes = line(|writer| {
                    rows.iter().try_for_each(|row| {
                        let cells = self.row(row, &mut worker, &mut count)?;
                        Ok(writer.write_record(&cells)?)
                    })
                })?;
                self.give_back(worker);
                Ok((bytes, count))
            })
            .collect()
    }

    /// A row with what is added to it.
    fn row(
        &self,
        row: &TextRow<'_>,
        worker: &mut Worker,
        count: &mut MatchCount,
    ) -> Result<Vec<String>, OperationError> {
        count.rows += 1;
        if row.fault().is_some() {
            count.unreadable += 1;
            count.unreadable_lines.push(row.line());
        }
        let cells: Vec<&str> = row.cells().collect();
        let mut result: Vec<String> = cells.iter().take(self.width).map(|cell| (*cell).to_owned()).collect();
        result.resize(self.width, String::new());
        let mut postcode = None;
        let mut lines = Vec::with_capacity(self.columns.len());
        for cell in self.columns.iter().filter_map(|at| cells.get(*at)).map(|cell| cell.trim()) {
            if postcode.is_none() && is_postcode(cell) {
                postcode = Some(cell);
            } else if !cell.is_empty() && !ingest::is_null_word(cell) {
                lines.push(cell);
            }
        }
        if let Some(matcher) = &mut worker.matcher {
            let found = matcher.find(lines.iter().copied(), postcode)?;
            count.levels[found.level as usize] += u64::from(row.fault().is_none());
            let best = found.best();
            let level = if row.fault().is_some() { UNREADABLE } else { found.level.name() };
            let first = found.candidates.first();
            result.push(best.map_or(String::new(), |best| best.uprn.to_string()));
            result.push(level.to_owned());
            result.push(first.map_or(String::new(), |first| format!("{:.2}", first.weight)));
            result.push(first.map_or(String::new(), |_| format!("{:.2}", found.margin)));
            result.push(best.map_or(String::new(), |best| best.status.name().to_owned()));
        }
        result.extend(worker.reader.read(&lines, postcode).values);
        result.extend(cells.iter().skip(self.width).map(|cell| (*cell).to_owned()));
        Ok(result)
    }
}

/// Whether a cell holds a postcode and nothing else.
fn is_postcode(cell: &str) -> bool {
    let reading = Postcode::read(cell);
    reading.value.is_some() && reading.finding.is_none()
}

/// Lines of CSV.
fn line(
    write: impl FnOnce(&mut csv::Writer<Vec<u8>>) -> Result<(), OperationError>,
) -> Result<Vec<u8>, OperationError> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    write(&mut writer)?;
    writer.into_inner().map_err(|error| OperationError::Csv(error.into_error().into()))
}

/// The places of columns, by their names.
fn columns(path: &Path, names: &[String], wanted: &[String]) -> Result<Vec<usize>, OperationError> {
    let place = |wanted: &String| {
        let wanted = wanted.trim();
        let exact = names.iter().position(|name| name == wanted);
        exact.or_else(|| names.iter().position(|name| name.eq_ignore_ascii_case(wanted))).ok_or_else(|| {
            OperationError::NoColumn {
                path: path.to_owned(),
                column: wanted.to_owned(),
                columns: names.to_vec(),
            }
        })
    };
    wanted.iter().map(place).collect()
}

/// The names of the result's columns.
fn header(names: &[String], is_matched: bool) -> Vec<String> {
    let mut header = names.to_vec();
    let matched = MATCH_COLUMNS.iter().filter(|_| is_matched).map(|name| (*name, "matched"));
    for (name, prefix) in matched.chain(address_parts::COLUMNS.map(|name| (name, "parsed"))) {
        let mut own = name.to_owned();
        while header.iter().any(|other| other.eq_ignore_ascii_case(&own)) {
            own = format!("{prefix}_{own}");
        }
        header.push(own);
    }
    header
}

fn unfinished(out: &Path) -> PathBuf {
    let mut name = out.as_os_str().to_owned();
    name.push(".unfinished");
    PathBuf::from(name)
}
