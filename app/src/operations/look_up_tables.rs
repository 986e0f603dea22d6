//! Which records of tables that belong to no place the records of another table are of: by a model that was trained on them.

use std::path::{Path, PathBuf};

use link::lookup::{Guest, Index, Seeker};
use link::train::Trained;
use rayon::prelude::*;

use super::OperationError;
use super::open_tables;
use crate::progress::Watcher;
use crate::stopwatch::{Stopwatch, timed};
use crate::tables::{FoundRow, FoundRows, InputTable, ReadOptions, write_found};

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
    /// What was found of the records asked after.
    pub found: FoundRows,
}

/// Finds the record that each of a table's is likeliest of, and writes it beside the id.
///
/// # Errors
/// Where a table or the model can't be read, the model isn't trained or doesn't fit, or the answers can't be written.
pub fn look_up_tables(request: &Request<'_>, watcher: &dyn Watcher) -> Result<Outcome, OperationError> {
    super::must_be_free(request.out)?;
    let mut stopwatch = Stopwatch::begin();
    let options = ReadOptions { id: request.id, ..ReadOptions::default() };
    // What columns hold is told by all tables together, so that what is asked is read as what is there.
    let files: Vec<PathBuf> = request.files.iter().cloned().chain([request.records.to_owned()]).collect();
    let (mut tables, standard, model) = open_tables::open_trained(&files, request.model, &options, watcher)?;
    let not_trained = || OperationError::NotTrained { path: request.model.to_owned() };
    let asked = tables.pop().ok_or_else(not_trained)?;
    let all = standard.table;
    let known: Vec<usize> = (0..all.row_count() - asked.row_count()).collect();
    let trained = Trained::as_given(&model);
    let index = stopwatch
        .time("index", || Index::new(&all.select(&known), &trained, &link::progress::silent))
        .map_err(OperationError::LinkTables)?;
    let ask = |seeker: &mut Seeker<'_>, row: usize| {
        let guest = Guest::of_row(&all, known.len() + row);
        let (answer, nanoseconds) = timed(|| seeker.find(&guest, 2));
        let best = answer
            .candidates
            .first()
            .map(|best| (name_of(&tables, best.row as usize), best.weight, index.probability(best)));
        let next = answer.candidates.get(1).map(|next| next.weight);
        let row = FoundRow::of(row, best, next, &answer);
        (row, nanoseconds)
    };
    let rows = (0..asked.row_count()).into_par_iter();
    let found: Vec<(FoundRow, u64)> =
        stopwatch.time("find", || rows.map_init(|| index.seeker(), ask).collect());
    let found = write_found(request.out, &asked, &found, &stopwatch)?;
    Ok(Outcome { records: known.len() as u64, found })
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
