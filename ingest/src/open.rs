//! From a contract's source to rows to come: each format's reader, chosen in one place.
//!
//! What is no file (a database's rows, what lies behind a URL) is brought into one before it comes here.

use std::path::{Path, PathBuf};

use crate::contract::{Column, Contract, Format, Source};
use crate::delivery::Delivery;
use crate::limit::FILES_MAX;
use crate::row::OpenFile;
use crate::{LoadError, columnar, json, text, workbook, xml};

/// Opens every file and reads its header, so that a file that does not fit is told before anything is written.
pub(crate) fn open_all(contract: &Contract, files: &[PathBuf]) -> Result<Vec<OpenFile>, LoadError> {
    if files.is_empty() {
        return Err(LoadError::NoFile { pattern: PathBuf::from(&contract.source.path) });
    }
    if files.len() > FILES_MAX {
        return Err(LoadError::TooManyFiles { count: files.len(), limit: FILES_MAX });
    }
    files.iter().map(|path| open_as(&contract.source, &contract.columns, path)).collect()
}

/// Opens a file as a contract's source says that it is written.
pub(crate) fn open_as(source: &Source, columns: &[Column], path: &Path) -> Result<OpenFile, LoadError> {
    let expected: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    let delivery = Delivery::at(path, source.member.as_deref())?;
    let mut file = match source.format {
        Format::Csv => text::open(&delivery, source, &expected),
        Format::Fixed => text::open_fixed(&delivery, source, columns),
        Format::Workbook => workbook::open(&delivery, source, &expected),
        Format::Rows => text::open_rows(&delivery, source, &expected),
        Format::Parquet => columnar::open(&delivery),
        Format::Json => json::open(&delivery, source, columns),
        Format::JsonLines => json::open_lines(&delivery, source, columns),
        Format::Xml => xml::open(&delivery, source, columns),
    }?;
    file.notes.splice(0..0, delivery.note());
    Ok(file)
}
