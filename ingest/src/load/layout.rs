//! Which cell of a file is which column: the contract's columns in its order, then those that only the file has.

use std::path::Path;

use crate::LoadError;
use crate::contract::Contract;
use crate::header::{Header, distinct};
use crate::row::OpenFile;

/// Names that the result's own columns have, so that no source column may.
pub(super) const OWN_COLUMNS: [&str; 3] = ["line", "file", "record_id"];

/// The source columns of `accepted.parquet`.
pub(super) struct Layout {
    /// The columns' names as in the files: the contract's, then the others.
    pub(super) names: Vec<String>,
    /// How many of them are the contract's.
    pub(super) contract_count: usize,
}

/// Where a file has the layout's columns.
pub(super) struct FileLayout {
    /// The file's name without its folders.
    pub(super) name: String,
    /// How its columns differ from the contract's.
    pub(super) differences: Vec<String>,
    pub(super) header: Header,
    pub(super) typed: bool,
    /// For each of the file's cells, the layout's column that it is.
    pub(super) column_of_cell: Vec<usize>,
    /// Whether each cell is the column of its own place.
    pub(super) is_in_order: bool,
}

impl Layout {
    /// Lays out the files' columns, all of them known before the first row is read.
    pub(super) fn of(
        contract: &Contract,
        files: &[(&Path, &OpenFile)],
    ) -> Result<(Self, Vec<FileLayout>), LoadError> {
        let mut names: Vec<String> = contract.columns.iter().map(|column| column.name.clone()).collect();
        let contract_count = names.len();
        let mut layouts = Vec::new();
        for (path, file) in files {
            let there = &file.header.names;
            for name in there.iter() {
                if !names.contains(name) {
                    names.push(name.clone());
                }
            }
            let column_of_cell = there.iter().filter_map(|name| names.iter().position(|n| n == name));
            let column_of_cell: Vec<usize> = column_of_cell.collect();
            layouts.push(FileLayout {
                name: path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
                differences: super::drift::of_columns(contract, path, file)?,
                header: file.header.clone(),
                typed: file.typed,
                is_in_order: column_of_cell.iter().enumerate().all(|(cell, column)| cell == *column),
                column_of_cell,
            });
        }
        Ok((Self { names, contract_count }, layouts))
    }

    /// The columns that only the files have.
    pub(super) fn surplus(&self) -> &[String] {
        &self.names[self.contract_count..]
    }

    /// The names for the Parquet file, each once and none of our own.
    pub(super) fn distinct_names(&self) -> Vec<String> {
        let mut taken: Vec<String> = OWN_COLUMNS.map(str::to_owned).to_vec();
        for name in &self.names {
            taken.push(distinct(&taken, name.clone()));
        }
        taken.split_off(OWN_COLUMNS.len())
    }
}
