//! Which records of tables that belong to no place the records of another table are of: by a model that was trained on them.

use std::path::{Path, PathBuf};

use link::lookup::{Guest, Index, Seeker};
use link::train::Trained;
use rayon::prelude::*;

use super::OperationError;
use super::open_tables::{self, Opened};
use crate::progress::Watcher;
use crate::stopwatch::{Stopwatch, timed};
use crate::tables::{FoundRow, InputTable, LookUpTimes, ReadOptions, write_found};

/// What to look in, what by, and the file to write.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The tables, those that were linked.
    pub files: &'a [PathBuf],
    /// The trained model.
    pub model: &'a Path,
    /// The records asked after: one table more.
    pub records: &'a Path,
    /// The column of the records' ids.
    pub id: Option<&'a str>,
    /// The answers, a row each.
    pub out: &'a Path,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Records looked in.
    pub records: u64,
    /// Records asked after.
    pub rows: u64,
    /// Rows of them that could not be read.
    pub unreadable: u64,
    /// Those for which there is a record that is likelier right than wrong.
    pub found: u64,
    /// How long it took.
    pub times: LookUpTimes,
}

/// Finds the record that each of a table's is likeliest of, and writes it beside the id.
///
/// # Errors
/// Where a table or the model can't be read, the model isn't trained or doesn't fit, or the answers can't be written.
pub fn look_up_tables(request: &Request<'_>, watcher: &dyn Watcher) -> Result<Outcome, OperationError> {
    if request.out.exists() {
        return Err(OperationError::Exists { path: request.out.to_owned() });
    }
    let mut stopwatch = Stopwatch::begin();
    let options = ReadOptions { id: request.id, ..ReadOptions::default() };
    // What columns hold is told by all tables together, so that what is asked is read as what is there.
    let files: Vec<PathBuf> = request.files.iter().cloned().chain([request.records.to_owned()]).collect();
    let opened = open_tables::open(&files, Some(request.model), &options, watcher)?;
    let not_trained = || OperationError::NotTrained { path: request.model.to_owned() };
    let Opened { mut tables, standard, model: Some(model) } = opened else { return Err(not_trained()) };
    let asked = tables.pop().filter(|_| model.is_trained()).ok_or_else(not_trained)?;
    let all = standard.table;
    let known: Vec<usize> = (0..all.row_count() - asked.row_count()).collect();
    let trained = Trained::as_given(&model);
    let index = stopwatch
        .time("index", || Index::new(&all.select(&known), &trained, &link::progress::silent))
        .map_err(OperationError::LinkTables)?;
    let ask = |seeker: &mut Seeker<'_>, row: usize| {
        let guest = Guest::of_row(&all, known.len() + row);
        let (answer, nanoseconds) = timed(|| seeker.find(&guest, 2));
        let (best, second) = (answer.candidates.first(), answer.candidates.get(1));
        let row = FoundRow {
            row,
            found: best.map(|best| name_of(&tables, best.row as usize)),
            weight: best.map(|best| best.weight),
            probability: best.map(|best| index.probability(best)),
            margin: best.zip(second).map(|(best, second)| best.weight - second.weight),
            looked_at: answer.looked_at,
            left_out: answer.left_out.len(),
        };
        (row, nanoseconds)
    };
    let rows = (0..asked.row_count()).into_par_iter();
    let found: (Vec<FoundRow>, Vec<u64>) = stopwatch
        .time("find", || rows.map_init(|| index.seeker(), ask).collect::<Vec<_>>().into_iter().unzip());
    write_found(request.out, &asked, &found.0)?;
    Ok(Outcome {
        records: known.len() as u64,
        rows: asked.row_count() as u64,
        unreadable: asked.unreadable,
        found: found.0.iter().filter(|row| row.weight.is_some_and(|weight| weight > 0.0)).count() as u64,
        times: LookUpTimes::of(found.1, &stopwatch),
    })
}

/// A record's id, with its table's name where there are several.
fn name_of(tables: &[InputTable], row: usize) -> String {
    let mut row = row;
    for table in tables {
        if row < table.row_count() {
            let id = table.id_of(row);
            return if tables.len() > 1 { format!("{}:{id}", table.source) } else { id.into_owned() };
        }
        row -= table.row_count();
    }
    String::new()
}
