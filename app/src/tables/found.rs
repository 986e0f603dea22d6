//! What is written about records that were asked after: a row each with the likeliest, and how long it took.

use std::fs::File;
use std::path::Path;

use link::lookup::Answer;
use serde::Serialize;

use super::input::InputTable;
use crate::operations::OperationError;
use crate::stopwatch::Stopwatch;

/// What was found for one row.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundRow {
    /// The row asked by.
    pub row: usize,
    /// The id of the likeliest, where there is any.
    pub found: Option<String>,
    /// Its match weight. Units: bits.
    pub weight: Option<f32>,
    /// The probability that it is.
    pub probability: Option<f64>,
    /// By how much it is ahead of the next, where there is one. Units: bits.
    pub margin: Option<f32>,
    /// How many records were compared.
    pub looked_at: usize,
    /// How many blocks were too large to be looked at.
    pub left_out: usize,
}

/// How long look-ups took.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LookUpTimes {
    /// Making the index, reading its records among it. Units: seconds.
    pub index_seconds: f64,
    /// All look-ups, by the clock. Units: seconds.
    pub find_seconds: f64,
    /// Half of the look-ups took no longer. Units: milliseconds.
    pub median_ms: f64,
    /// 99 of 100 took no longer. Units: milliseconds.
    pub p99_ms: f64,
    /// The longest. Units: milliseconds.
    pub most_ms: f64,
}

impl LookUpTimes {
    /// Sums up the times of single look-ups beside those of the stages `index` and `find`.
    ///
    /// Units: `nanoseconds` as it says.
    pub fn of(mut nanoseconds: Vec<u64>, stopwatch: &Stopwatch) -> Self {
        nanoseconds.sort_unstable();
        let at = |hundredths: usize| {
            let place = (nanoseconds.len() * hundredths / 100).min(nanoseconds.len().saturating_sub(1));
            nanoseconds.get(place).map_or(0.0, |nanoseconds| *nanoseconds as f64 / 1e6)
        };
        Self {
            index_seconds: stopwatch.seconds("index"),
            find_seconds: stopwatch.seconds("find"),
            median_ms: at(50),
            p99_ms: at(99),
            most_ms: at(100),
        }
    }
}

/// What came of asking by a whole table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FoundRows {
    /// Rows asked by.
    pub rows: u64,
    /// Rows of the table that could not be read.
    pub unreadable: u64,
    /// Rows for which there is one that is likelier right than wrong.
    pub found: u64,
    /// How long it took.
    pub times: LookUpTimes,
}

impl FoundRow {
    /// What an answer says of a row: of the best, its id, weight and probability; of the next, its weight.
    pub fn of(row: usize, best: Option<(String, f32, f64)>, next: Option<f32>, answer: &Answer) -> Self {
        let weight = best.as_ref().map(|(_, weight, _)| *weight);
        let probability = best.as_ref().map(|(.., probability)| *probability);
        Self {
            row,
            weight,
            probability,
            margin: weight.zip(next).map(|(weight, next)| weight - next),
            found: best.map(|(found, ..)| found),
            looked_at: answer.looked_at,
            left_out: answer.left_out.len(),
        }
    }
}

/// Writes what was found as CSV, in the order of the rows asked by, and counts it.
///
/// Shape: beside each row how long it took, in nanoseconds.
///
/// # Errors
/// Where it can't be written.
pub fn write_found(
    path: &Path,
    asked: &InputTable,
    rows: &[(FoundRow, u64)],
    stopwatch: &Stopwatch,
) -> Result<FoundRows, OperationError> {
    write_rows(path, asked, rows.iter().map(|(row, _)| row))?;
    let is_found = |(row, _): &&(FoundRow, u64)| row.weight.is_some_and(|weight| weight > 0.0);
    Ok(FoundRows {
        rows: rows.len() as u64,
        unreadable: asked.unreadable,
        found: rows.iter().filter(is_found).count() as u64,
        times: LookUpTimes::of(rows.iter().map(|(_, nanoseconds)| *nanoseconds).collect(), stopwatch),
    })
}

fn write_rows<'r>(
    path: &Path,
    asked: &InputTable,
    rows: impl Iterator<Item = &'r FoundRow>,
) -> Result<(), OperationError> {
    let file = File::create_new(path).map_err(OperationError::file("make", path))?;
    let mut writer = csv::Writer::from_writer(file);
    writer.write_record([
        "id",
        "found",
        "match_weight",
        "match_probability",
        "margin_bits",
        "looked_at",
        "left_out",
    ])?;
    let bits = |bits: Option<f32>| bits.map(|bits| format!("{bits:.3}")).unwrap_or_default();
    for row in rows {
        let chance = row.probability.map(|probability| format!("{probability:.6}"));
        writer.write_record([
            asked.id_of(row.row).as_ref(),
            row.found.as_deref().unwrap_or_default(),
            &bits(row.weight),
            &chance.unwrap_or_default(),
            &bits(row.margin),
            &row.looked_at.to_string(),
            &row.left_out.to_string(),
        ])?;
    }
    writer.flush().map_err(OperationError::file("write", path))
}
