//! Reads a table of any kind into interned columns, with the ids of its records and the known truth.

use std::path::{Path, PathBuf};

use ingest::{ColumnBatch, LoadError, RowFile, is_null_word};
use link::field;
use link::table::Column;
use rayon::prelude::*;

use super::digest::digests;

/// Rows read at once and shared out over the threads, a column each.
const BATCH_ROWS: usize = 1 << 16;

/// A table as read.
pub struct InputTable {
    /// The file's name without its ending.
    pub source: String,
    /// The columns that may be compared, values as they stand in the file but for blanks around them.
    pub columns: Vec<Column>,
    /// The records' ids, where a column has them; else a record's id is the number of its row.
    id: Option<Column>,
    /// What is known of which records are the same.
    pub truth: Option<Column>,
    /// What group each record is of, to measure by; it may be compared all the same.
    pub group: Option<Column>,
    /// The line of each record, counted from 1.
    lines: Vec<u32>,
    /// What tells whether a record is as it was read, a digest a row; none unless asked for.
    digests: Vec<u64>,
    /// Rows that could not be read.
    pub unreadable: u64,
}

/// Why a table can't be linked.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file can't be read.
    #[error(transparent)]
    Read(Box<LoadError>),
    /// A column that was asked for isn't there.
    #[error("{} has no column `{column}`; it has {}", path.display(), columns.join(", "))]
    NoColumn {
        /// The file.
        path: PathBuf,
        /// The column asked for.
        column: String,
        /// Those that it has.
        columns: Vec<String>,
    },
    /// A record has no id.
    #[error("{}:{line}: the column `{column}` has no id", path.display())]
    NoId {
        /// The file.
        path: PathBuf,
        /// The line.
        line: u32,
        /// The column of ids.
        column: String,
    },
    /// Two records have one id.
    #[error("{}:{line}: the column `{column}` has the id of line {first_line} again", path.display())]
    RepeatedId {
        /// The file.
        path: PathBuf,
        /// The line of the second.
        line: u32,
        /// The line of the first.
        first_line: u32,
        /// The column of ids.
        column: String,
    },
}

impl TableError {
    /// What the user can do.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Read(error) => error.hint(),
            Self::NoColumn { .. } => None,
            Self::NoId { .. } | Self::RepeatedId { .. } => Some(
                "name another column, or leave out --id: rows are numbered where no column tells them apart"
                    .to_owned(),
            ),
        }
    }
}

impl InputTable {
    /// How many records there are.
    pub fn row_count(&self) -> usize {
        self.lines.len()
    }

    /// What tells whether a record is as somebody read it; nothing where it was not asked for.
    pub fn digest_of(&self, row: usize) -> Option<u64> {
        self.digests.get(row).copied()
    }

    /// The id of a record.
    pub fn id_of(&self, row: usize) -> std::borrow::Cow<'_, str> {
        match self.id.as_ref().and_then(|id| id.text(row)) {
            Some(text) => text.into(),
            None => (row + 1).to_string().into(),
        }
    }
}

/// How a table is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadOptions<'a> {
    /// The column of the records' ids.
    pub id: Option<&'a str>,
    /// The column of the known truth.
    pub truth: Option<&'a str>,
    /// The column of the records' groups.
    pub group: Option<&'a str>,
    /// Whether cells are taken as they stand: with blanks around them, and words that elsewhere stand for none.
    pub as_it_stands: bool,
    /// Whether a digest of each row is kept.
    pub with_digests: bool,
}

/// The source that a table is of: its file's name without the ending.
pub fn source_of(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Reads a table.
///
/// # Errors
/// [`TableError`] where it can't be read, lacks a column that was asked for, or its ids tell no record from another.
pub fn read_table(path: &Path, options: &ReadOptions<'_>) -> Result<InputTable, TableError> {
    let failed = |error: LoadError| TableError::Read(Box::new(error));
    let mut file = RowFile::open(path).map_err(failed)?;
    let names = file.names().to_vec();
    let position = |name: Option<&str>| {
        let Some(name) = name else { return Ok(None) };
        let found = names
            .iter()
            .position(|known| known == name)
            .or_else(|| names.iter().position(|known| known.eq_ignore_ascii_case(name)));
        let missing = || TableError::NoColumn {
            path: path.to_owned(),
            column: name.to_owned(),
            columns: names.clone(),
        };
        found.ok_or_else(missing).map(Some)
    };
    let (id, truth) = (position(options.id)?, position(options.truth)?);
    let group = position(options.group)?;
    let mut table = InputTable {
        source: source_of(path),
        columns: names.iter().map(|name| Column::new(name)).collect(),
        id: None,
        truth: None,
        group: None,
        lines: Vec::new(),
        digests: Vec::new(),
        unreadable: 0,
    };
    let mut next = file.next_columns(BATCH_ROWS).map_err(failed)?;
    while let Some(batch) = next {
        // Reading is for one thread, so that it goes on while the others number what was read.
        let (read, ()) =
            rayon::join(|| file.next_columns(BATCH_ROWS), || table.take(&batch, options.as_it_stands));
        next = read.map_err(failed)?;
    }
    if let Some(id) = id {
        table.check_ids(path, &table.columns[id])?;
    }
    table.group = group.map(|group| table.columns[group].clone());
    table.set_aside(id, truth);
    if options.with_digests {
        table.digests = digests(&table.columns, table.lines.len());
    }
    Ok(table)
}

impl InputTable {
    fn take(&mut self, batch: &ColumnBatch, as_it_stands: bool) {
        self.unreadable += batch.unreadable();
        self.lines.extend(batch.lines().map(|line| u32::try_from(line).unwrap_or(u32::MAX)));
        self.columns.par_iter_mut().enumerate().for_each(|(at, column)| {
            batch.for_each_cell(at, |cell| {
                column.push(if as_it_stands {
                    cell
                } else {
                    cell.map(str::trim).filter(|cell| !is_null_word(cell))
                });
            });
        });
    }

    /// Takes out of the columns what is not to be compared: the truth and the ids, which are found where none were named.
    fn set_aside(&mut self, id: Option<usize>, truth: Option<usize>) {
        let id = id.or_else(|| field::key_column(&self.columns).filter(|at| Some(*at) != truth));
        let columns = std::mem::take(&mut self.columns);
        for (at, column) in columns.into_iter().enumerate() {
            // One column may be named for both.
            if Some(at) == truth {
                self.truth = Some(column.clone());
            }
            if Some(at) == id {
                self.id = Some(column);
            } else if Some(at) != truth {
                self.columns.push(column);
            }
        }
    }

    /// Ids have to be there and to tell each record from every other.
    fn check_ids(&self, path: &Path, column: &Column) -> Result<(), TableError> {
        let mut row_of = vec![None; column.dictionary().id_count()];
        for (row, id) in column.ids().iter().enumerate() {
            let (path, line, column) = (path.to_owned(), self.lines[row], column.name().to_owned());
            if *id == link::table::NULL {
                return Err(TableError::NoId { path, line, column });
            }
            if let Some(first) = row_of[*id as usize].replace(row) {
                return Err(TableError::RepeatedId { path, line, first_line: self.lines[first], column });
            }
        }
        Ok(())
    }
}
