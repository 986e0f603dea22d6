//! Takes the weight of two records of tables apart, by a trained model. It shows labels and bits, never a value.

use std::fs;
use std::path::{Path, PathBuf};

use link::explain::{Waterfall, explain};
use link::train::Trained;
use link::veto::{Veto, vetoes};

use super::OperationError;
use super::open_tables;
use crate::progress::Watcher;
use crate::tables::{InputTable, ReadOptions};
use crate::waterfall;

/// Which pair to explain.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The tables, those that were linked.
    pub files: &'a [PathBuf],
    /// The trained model.
    pub model: &'a Path,
    /// The column of the records' ids.
    pub id_column: Option<&'a str>,
    /// The two records' ids; `source:id` where several tables have the id.
    pub ids: [&'a str; 2],
    /// The drawing to write.
    pub svg: Option<&'a Path>,
}

/// The pair taken apart.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Each record's source and id.
    pub records: [(String, String); 2],
    /// Its weight, comparison by comparison.
    pub waterfall: Waterfall,
    /// The probability that both are the same.
    pub probability: f64,
    /// What keeps them apart whatever they weigh.
    pub vetoes: Vec<Veto>,
}

/// Explains a pair.
///
/// # Errors
/// Where a table or the model can't be read, the model isn't trained or doesn't fit, a record isn't there, or the drawing can't be
/// written.
pub fn explain_pair(request: &Request<'_>, watcher: &dyn Watcher) -> Result<Outcome, OperationError> {
    let options = ReadOptions { id: request.id_column, ..ReadOptions::default() };
    let (tables, standard, model) =
        open_tables::open_trained(request.files, request.model, &options, watcher)?;
    let (left, left_row) = find(&tables, request.ids[0])?;
    let (right, right_row) = find(&tables, request.ids[1])?;
    if left_row == right_row {
        return Err(OperationError::SameRecord);
    }
    let trained = Trained::as_given(&model);
    let waterfall = explain(&standard.table, &trained, left_row.min(right_row), left_row.max(right_row))
        .map_err(OperationError::LinkTables)?;
    let probability = model.probability(waterfall.total);
    if let Some(path) = request.svg {
        let drawing = waterfall::draw(
            &waterfall,
            probability,
            [&left, &right].map(|(source, id)| format!("{source} {id}")),
        );
        fs::write(path, drawing).map_err(OperationError::file("write", path))?;
    }
    let vetoes = vetoes(&standard.table, &model, left_row, right_row);
    Ok(Outcome { records: [left, right], waterfall, probability, vetoes })
}

/// The source, id and row of a record, the row counted over all tables.
fn find(tables: &[InputTable], asked: &str) -> Result<((String, String), u32), OperationError> {
    let mut found = Vec::new();
    let mut start = 0;
    for table in tables {
        let own = asked.strip_prefix(table.source.as_str()).and_then(|rest| rest.strip_prefix(':'));
        for id in [Some(asked), own].into_iter().flatten() {
            let row = (0..table.row_count()).find(|row| table.id_of(*row) == id);
            found.extend(row.map(|row| ((table.source.clone(), id.to_owned()), (start + row) as u32)));
        }
        start += table.row_count();
    }
    match found.len() {
        0 => Err(OperationError::NoRecord { id: asked.to_owned() }),
        1 => Ok(found.remove(0)),
        _ => {
            let sources = found.into_iter().map(|((source, _), _)| source).collect();
            Err(OperationError::SeveralRecords { id: asked.to_owned(), sources })
        }
    }
}
