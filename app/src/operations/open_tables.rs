//! Tables and models as files, made ready to be linked, advised on or explained: read, brought into columns, put together.

use std::fs;
use std::path::{Path, PathBuf};

use link::advise::{AdviceOptions, advise};
use link::compose::compose;
use link::field::infer;
use link::model::Model;
use link::progress::{Progress, Step};
use link::standard::{Source, Standard, standardise};
use link::table::{Column, Table};

use super::OperationError;
use crate::progress::{Unit, Watcher};
use crate::tables::{self, InputTable, ReadOptions};

/// What stands in tables, and the model that goes with them where one was given.
pub(super) struct Opened {
    /// The tables, their columns taken out.
    pub(super) tables: Vec<InputTable>,
    /// Their records in one.
    pub(super) standard: Standard,
    /// The model.
    pub(super) model: Option<Model>,
}

/// Reads a model, where one is named, and tables as it asks for them.
pub(super) fn open(
    files: &[PathBuf],
    model: Option<&Path>,
    options: &ReadOptions<'_>,
    watcher: &dyn Watcher,
) -> Result<Opened, OperationError> {
    let model = model.map(read_model).transpose()?;
    let as_it_stands = model.as_ref().is_some_and(Model::raw_columns);
    let mut tables = read(files, &ReadOptions { as_it_stands, ..*options }, watcher)?;
    let mut standard = into_standard(&mut tables, model.as_ref())?;
    let names = tables.iter().map(|table| table.source.clone()).collect();
    standard.table = standard.table.with_source_names(names);
    Ok(Opened { tables, standard, model })
}

/// Reads a trained model, and tables as it asks for them.
pub(super) fn open_trained(
    files: &[PathBuf],
    model: &Path,
    options: &ReadOptions<'_>,
    watcher: &dyn Watcher,
) -> Result<(Vec<InputTable>, Standard, Model), OperationError> {
    match open(files, Some(model), options, watcher)? {
        Opened { tables, standard, model: Some(model) } if model.is_trained() => {
            Ok((tables, standard, model))
        }
        _ => Err(OperationError::NotTrained { path: model.to_owned() }),
    }
}

/// Reads a model of ours or, where the file is JSON, of Splink's.
fn read_model(path: &Path) -> Result<Model, OperationError> {
    let text = fs::read_to_string(path).map_err(OperationError::file("read", path))?;
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) {
        return Model::from_splink(&text)
            .map_err(|error| OperationError::SplinkModel { path: path.to_owned(), error });
    }
    Model::parse(&text).map_err(|error| OperationError::Model { path: path.to_owned(), error })
}

/// Reads tables; no two of one name.
fn read(
    files: &[PathBuf],
    options: &ReadOptions<'_>,
    watcher: &dyn Watcher,
) -> Result<Vec<InputTable>, OperationError> {
    watcher.begin("tables".into(), Unit::Items, files.len() as u64);
    let mut tables: Vec<InputTable> = Vec::with_capacity(files.len());
    for (number, file) in files.iter().enumerate() {
        let table = tables::read_table(file, options)?;
        if tables.iter().any(|known| known.source == table.source) {
            return Err(OperationError::SameSource { path: file.clone(), source_name: table.source });
        }
        tables.push(table);
        watcher.reach(number as u64 + 1);
    }
    watcher.end();
    Ok(tables)
}

/// The tables in standard columns, with the columns besides that a model names as they stand in the files.
fn into_standard(tables: &mut [InputTable], model: Option<&Model>) -> Result<Standard, OperationError> {
    let put_together = OperationError::PutTogether;
    if model.is_some_and(Model::raw_columns) {
        return as_they_stand(tables).map_err(put_together);
    }
    let sources: Vec<Source> = tables
        .iter_mut()
        .map(|table| {
            let columns = std::mem::take(&mut table.columns);
            let roles = infer(&columns, &[]);
            Source { columns, roles }
        })
        .collect();
    let mut standard = standardise(&sources).map_err(put_together)?;
    let Some(model) = model else { return Ok(standard) };
    let (numbers, mut columns) = standard.table.into_parts();
    for name in model.columns() {
        if columns.iter().any(|column| column.name() == name) {
            continue;
        }
        let mut column = Column::new(name);
        let mut row_count = 0;
        for source in &sources {
            row_count += source.columns.first().map_or(0, |column| column.ids().len());
            if let Some(own) = source.columns.iter().find(|own| own.name() == name) {
                column.extend(own);
            }
            column.fill_to(row_count);
        }
        if column.has_values() {
            columns.push(column);
        }
    }
    standard.table = Table::from_columns(numbers, columns).map_err(put_together)?;
    Ok(standard)
}

/// The tables' own columns; those that several call the same are one.
fn as_they_stand(tables: &mut [InputTable]) -> Result<Standard, link::table::TableError> {
    let mut numbers = Vec::new();
    let mut columns: Vec<Column> = Vec::new();
    for (number, table) in tables.iter_mut().enumerate() {
        let row_count = numbers.len();
        numbers.resize(row_count + table.row_count(), number as u16);
        for own in std::mem::take(&mut table.columns) {
            let at = columns.iter().position(|column| column.name() == own.name()).unwrap_or_else(|| {
                columns.push(Column::new(own.name()));
                columns.len() - 1
            });
            columns[at].fill_to(row_count);
            columns[at].extend(&own);
        }
    }
    for column in &mut columns {
        column.fill_to(numbers.len());
    }
    Ok(Standard { table: Table::from_columns(numbers, columns)?, others: Vec::new() })
}

/// A model for tables that came without one, with the blocking rules that their data advises.
pub(super) fn composed(standard: &Standard, progress: Progress<'_>) -> Result<Model, OperationError> {
    let model = compose(standard);
    let options = AdviceOptions::for_rows(standard.table.row_count());
    let advice = advise(&standard.table, &model, &options, progress).map_err(OperationError::LinkTables)?;
    Ok(model.with_rules(advice.rules.into_iter().map(|advised| advised.rule).collect()))
}

/// Tells a step of linking as it is told to people.
pub(super) fn tell(watcher: &dyn Watcher, step: Step, done: u64, total: u64) {
    if done == 0 {
        watcher.begin(step.name().into(), Unit::Items, total);
    }
    watcher.reach(done);
}
