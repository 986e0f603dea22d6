//! Extracts onto disk: rows in chunks on every core, written in order, with what is true of each beside them.
//!
//! Memory stays flat: a few chunks of text are held at a time, whatever the size of the place.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use rayon::prelude::*;

use super::row::{Row, push_cell};
use super::{Break, Entity, Extract, encode};
use crate::chance::{Chance, Purpose};
use crate::{SourceSummary, SynthError};

/// One record to be written: who or what it is about and which of the system's rows on them it is.
///
/// What `detail` means is the system's own business: a residence, a tenancy, a badge.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Record {
    /// Where the record stands in the file.
    pub(crate) order: u64,
    /// The person's or the premises' number.
    pub(crate) subject: u32,
    pub(crate) detail: u32,
    /// 0, or for a second record that should not be there, which one.
    pub(crate) copy: u8,
}

/// A system: what its extract is, which records it holds, and what their rows say.
pub(crate) trait System: Sync {
    fn extract(&self) -> &'static Extract;
    /// The records in any order; the writer sorts them.
    fn records(&self) -> Vec<Record>;
    fn write(&self, record: &Record, row: &mut Row<'_>);
    /// The subject's id in the truth.
    fn truth(&self, record: &Record) -> String;
}

/// Where the rows and the truth about them go.
pub(crate) struct Outputs<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) person_truth: &'a mut dyn Write,
    pub(crate) premises_truth: &'a mut dyn Write,
    pub(crate) planted: &'a mut dyn Write,
}

const CHUNK_ROWS: usize = 2048;

/// Writes a system's extract and the truth about its records; `progress` is told the rows written so far.
pub(crate) fn write_extract(
    system: &dyn System,
    seed: u64,
    outputs: &mut Outputs<'_>,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<SourceSummary, SynthError> {
    let extract = system.extract();
    let mut records = system.records();
    records.par_sort_unstable_by_key(|record| (record.order, record.subject, record.detail, record.copy));
    let path = outputs.folder.join("extracts").join(extract.file);
    let truth_path = outputs.folder.join("truth");
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| SynthError::Write { path, source }
    };
    let mut file = BufWriter::with_capacity(1 << 20, File::create(&path).map_err(failed(&path))?);
    let mut head = encode::mark(extract.encoding).to_vec();
    encode::encode(extract.encoding, &header(extract), &mut head);
    file.write_all(&head).map_err(failed(&path))?;
    let mut tally = Tally::default();
    let together = CHUNK_ROWS * rayon::current_num_threads().max(1) * 4;
    for batch in records.chunks(together) {
        let chunks: Vec<Chunk> =
            batch.par_chunks(CHUNK_ROWS).map(|rows| render(system, seed, rows)).collect();
        for chunk in chunks {
            file.write_all(&chunk.bytes).map_err(failed(&path))?;
            let truth = match extract.entity {
                Entity::Person => &mut *outputs.person_truth,
                Entity::Premises => &mut *outputs.premises_truth,
            };
            truth.write_all(chunk.truth.as_bytes()).map_err(failed(&truth_path))?;
            tally.add(&chunk.tally);
        }
        progress(tally.rows);
    }
    file.flush().map_err(failed(&path))?;
    for (kind, count) in &tally.broken {
        writeln!(outputs.planted, "{},{},{count}", extract.name, kind.name()).map_err(failed(&truth_path))?;
    }
    let broken = tally.broken.iter().map(|(_, count)| count).sum();
    Ok(SourceSummary { name: extract.name, rows: tally.rows, broken })
}

#[derive(Default)]
struct Tally {
    rows: u64,
    /// Sorted by kind.
    broken: Vec<(Break, u64)>,
}

impl Tally {
    fn count(&mut self, kind: Break, more: u64) {
        match self.broken.binary_search_by_key(&kind, |(known, _)| *known) {
            Ok(at) => self.broken[at].1 += more,
            Err(at) => self.broken.insert(at, (kind, more)),
        }
    }

    fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        for (kind, count) in &other.broken {
            self.count(*kind, *count);
        }
    }
}

struct Chunk {
    bytes: Vec<u8>,
    truth: String,
    tally: Tally,
}

fn header(extract: &Extract) -> String {
    let mut line = String::new();
    for (number, column) in extract.columns.iter().enumerate() {
        if number > 0 {
            line.push(extract.delimiter);
        }
        push_cell(extract, column.name, &mut line);
    }
    line.push_str(extract.line_end);
    line
}

fn render(system: &dyn System, seed: u64, records: &[Record]) -> Chunk {
    let extract = system.extract();
    let mut text = String::with_capacity(records.len() * 200);
    let mut truth = String::with_capacity(records.len() * 40);
    let mut tally = Tally::default();
    let mut row = Row::new(extract);
    for record in records {
        row.begin(planned(extract, seed, record));
        system.write(record, &mut row);
        let (line, key, broken) = row.finish();
        if broken == Some(Break::RepeatedHeader) {
            text.push_str(&header(extract));
            tally.rows += 1;
        }
        let copies = if broken == Some(Break::DuplicateKey) { 2 } else { 1 };
        for _ in 0..copies {
            text.push_str(line);
            text.push_str(extract.line_end);
        }
        tally.rows += copies;
        if let Some(kind) = broken {
            tally.count(kind, 1);
        }
        if !key.is_empty() {
            truth.push_str(extract.name);
            truth.push(',');
            truth.push_str(key);
            truth.push(',');
            truth.push_str(&system.truth(record));
            truth.push('\n');
        }
    }
    let mut bytes = Vec::with_capacity(text.len() + 64);
    encode::encode(extract.encoding, &text, &mut bytes);
    Chunk { bytes, truth, tally }
}

/// How this record's row is to be broken; most are not. Follows from the record alone, so a later state breaks the same.
fn planned(extract: &Extract, seed: u64, record: &Record) -> Option<Break> {
    let thing = u64::from(record.subject) << 32 | u64::from(record.detail);
    let name = extract
        .name
        .bytes()
        .fold(u64::from(record.copy), |sum, byte| sum.wrapping_mul(131) + u64::from(byte));
    let mut chance = Chance::of(seed, Purpose::Breaks, thing, name);
    let mut point = chance.unit();
    for (kind, share) in extract.breaks {
        if point < *share {
            return Some(*kind);
        }
        point -= share;
    }
    None
}
