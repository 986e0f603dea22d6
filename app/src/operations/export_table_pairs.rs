//! Lays pairs of linked tables that belong to no place before a reader: those from which most is learnt.
//!
//! The tables have to be as they were when they were linked. Nothing is kept but the file written.

use std::fs;
use std::path::Path;

use link::Prepared;
use link::cluster::{ClusterOptions, Clusters};
use link::model::Model;
use link::progress::Progress;
use link::review::{ReviewOptions, choose};
use link::score::ScoreOptions;
use link::table::Table;
use link::train::Trained;

use super::OperationError;
use super::open_tables;
use crate::linkage::verdicts::RowVerdicts;
use crate::progress::Watcher;
use crate::review::{self, Filled, ReviewError, Sheet, SheetKind, SheetPair};
use crate::tables::{self, Origin, Reopened, Rows, SeenRows};

/// Which pairs, and where to.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The folder that `link` wrote.
    pub linked: &'a Path,
    /// The file to write, by its ending CSV or a workbook.
    pub out: &'a Path,
    /// How many pairs.
    pub count: usize,
}

/// Writes the pairs to be read; how many.
///
/// # Errors
/// Where the folder is none of a linkage, a table is gone or has changed, or the file is there already or can't be written.
pub fn export_table_pairs(request: &Request<'_>, watcher: &dyn Watcher) -> Result<u64, OperationError> {
    let kind = SheetKind::of(request.out)?;
    super::must_be_free(request.out)?;
    let origin = Origin::read(request.linked)?;
    let files = origin.tables()?;
    let model_path = request.linked.join(tables::MODEL);
    let (tables, standard, model) =
        open_tables::open_trained(&files, &model_path, &origin.options(), watcher)?;
    let said = read_before(request.linked)?;
    let verdicts = tables::on_rows(&tables, &said);
    let cluster_of = tables::read_cluster_of(&request.linked.join(tables::CLUSTERS))?;
    if cluster_of.len() != standard.table.row_count() {
        return Err(ReviewError::Damaged { path: request.linked.join(tables::CLUSTERS) }.into());
    }
    let progress: Progress<'_> = &|step, done, total| open_tables::tell(watcher, step, done, total);
    let rows = Rows::new(&tables);
    let again = tables::reopened(&tables, &said);
    let laid_out = LaidOut { table: &standard.table, rows: &rows, verdicts: &verdicts, again: &again };
    let sheet = laid_out.sheet(&Trained::as_given(&model), cluster_of, request.count, progress)?;
    watcher.end();
    fs::write(request.out, review::write(&sheet, kind)?)
        .map_err(OperationError::file("write", request.out))?;
    Ok(sheet.pairs.len() as u64)
}

/// What was read before, as the folder has it.
pub(super) fn read_before(linked: &Path) -> Result<Filled, OperationError> {
    let path = linked.join(tables::VERDICTS);
    if !path.exists() {
        return Ok(Filled::default());
    }
    let read = review::read(&path)?;
    match read.faults.is_empty() {
        true => Ok(read),
        false => Err(ReviewError::Faults { path, faults: read.faults }.into()),
    }
}

/// What the sheet is made of.
struct LaidOut<'l> {
    table: &'l Table,
    rows: &'l Rows<'l>,
    verdicts: &'l RowVerdicts,
    /// What is to be read again: it comes first.
    again: &'l [Reopened<'l>],
}

impl LaidOut<'_> {
    fn sheet(
        &self,
        trained: &Trained,
        cluster_of: Vec<u32>,
        count: usize,
        progress: Progress<'_>,
    ) -> Result<Sheet, OperationError> {
        let model = trained.model();
        let prepared = Prepared::new(self.table, model, progress).map_err(OperationError::LinkTables)?;
        let scored = prepared.score(trained, &ScoreOptions::default(), progress);
        drop(prepared);
        let cluster_count = cluster_of.iter().max().map_or(0, |last| last + 1);
        let clusters = Clusters { cluster_of, cluster_count, ..Clusters::default() };
        let records = ClusterOptions::new(model, self.table).with_verdicts(&self.verdicts.bound);
        let options = review_options(model, count.saturating_sub(self.again.len()));
        let mut read = self.verdicts.read.clone();
        read.extend(self.again.iter().map(|again| in_order(again.rows)));
        let chosen = choose(&scored.pairs, &clusters, &records, &read, &options);
        let columns = model.compared_columns();
        let again = self.again.iter().take(count).map(|again| {
            let pair = self.pair(again.rows, &columns);
            SheetPair { why: again.why.clone(), stands_for: again.pair.stands_for, ..pair }
        });
        let first = chosen.into_iter().map(|read| {
            let weight_bits = f64::from(read.pair.weight);
            SheetPair {
                weight_bits: Some(weight_bits),
                probability: Some(model.probability(weight_bits)),
                why: read.reason.word().to_owned(),
                stands_for: read.sampling_weight,
                ..self.pair((read.pair.left, read.pair.right), &columns)
            }
        });
        let names = columns.iter().map(|column| column.replace('_', " ")).collect();
        Ok(Sheet::of(names, again.chain(first).collect()))
    }

    /// A pair of rows as it is shown, not told yet why.
    fn pair(&self, (left, right): (u32, u32), columns: &[&str]) -> SheetPair {
        let text = |column: &str, row: u32| {
            let column = self.table.column(column);
            column.and_then(|column| column.text(row as usize)).unwrap_or_default().to_owned()
        };
        let seen = self.rows.digest(left).zip(self.rows.digest(right));
        SheetPair {
            records: [self.rows.name(left), self.rows.name(right)],
            weight_bits: None,
            probability: None,
            why: String::new(),
            stands_for: 1.0,
            seen: seen.map(|(left, right)| SeenRows([left, right]).to_string()).unwrap_or_default(),
            values: columns.iter().map(|column| [text(column, left), text(column, right)]).collect(),
        }
    }
}

/// The lower row first.
fn in_order((left, right): (u32, u32)) -> (u32, u32) {
    (left.min(right), left.max(right))
}

/// How pairs are chosen for a model.
pub(super) fn review_options(model: &Model, count: usize) -> ReviewOptions {
    ReviewOptions {
        count,
        seed: 0,
        band_bits: model.review_bits(),
        margin_bits: model.review().margin_bits,
        one_each: model.between_sources(),
    }
}
