//! The list of postcodes that a place names: which are in use, and which were.
//!
//! Reads the National Statistics Postcode Lookup, the ONS Postcode Directory, or any delimited text with a postcode in its
//! first column. It judges no record: that is standardising's.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use csv::{ByteRecord, ReaderBuilder};
use standardise::postcode::{Postcode, PostcodeStatus, Postcodes};

use crate::operations::OperationError;
use crate::raw_file;

/// Columns that postcodes stand in, the best written first.
///
/// # Source
/// ONS, NSPL and ONSPD user guides (2025).
const POSTCODE_COLUMNS: [&str; 6] = ["pcds", "pcd8", "pcd7", "pcd2", "pcd", "postcode"];
/// Columns that say since when a postcode is not in use.
const TERMINATED_COLUMNS: [&str; 2] = ["doterm", "terminated"];

/// A list on disk, read when it is first needed.
#[derive(Debug)]
pub struct PostcodeList {
    path: PathBuf,
    read: Mutex<Read>,
}

#[derive(Debug, Default)]
struct Read {
    hash: Option<String>,
    postcodes: Option<Arc<Postcodes>>,
}

/// Where things stand in a row.
struct Layout {
    postcode: usize,
    terminated: Option<usize>,
    has_header: bool,
}

impl PostcodeList {
    /// The list in a file.
    pub fn at(path: PathBuf) -> Self {
        Self { path, read: Mutex::default() }
    }

    /// The file's hash.
    ///
    /// # Errors
    /// Where it can't be read.
    pub(crate) fn hash(&self) -> Result<String, OperationError> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(hash) = &read.hash {
            return Ok(hash.clone());
        }
        let hash = raw_file::describe(&self.path)?.hash;
        read.hash = Some(hash.clone());
        Ok(hash)
    }

    /// The postcodes.
    ///
    /// # Errors
    /// Where the file can't be read, or more of its rows have no postcode than have one.
    pub(crate) fn postcodes(&self) -> Result<Arc<Postcodes>, OperationError> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(postcodes) = &read.postcodes {
            return Ok(Arc::clone(postcodes));
        }
        let postcodes = Arc::new(postcodes(&self.path)?);
        read.postcodes = Some(Arc::clone(&postcodes));
        Ok(postcodes)
    }
}

fn postcodes(path: &Path) -> Result<Postcodes, OperationError> {
    let file = File::open(path).map_err(OperationError::file("read", path))?;
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(file);
    let failed = |error: csv::Error| OperationError::file("read", path)(error.into());
    let (mut postcodes, mut row) = (Postcodes::default(), ByteRecord::new());
    let mut layout: Option<Layout> = None;
    // A line that is no postcode: the first, and how many more of them there are than of others.
    let (mut first_odd, mut surplus) = (None, 0_i64);
    while reader.read_byte_record(&mut row).map_err(failed)? {
        let layout = match &layout {
            Some(layout) => layout,
            None => {
                let found = layout.insert(layout_of(&row));
                if found.has_header {
                    continue;
                }
                found
            }
        };
        let cell =
            |at: usize| row.get(at).and_then(|bytes| std::str::from_utf8(bytes).ok()).map_or("", str::trim);
        match Postcode::read(cell(layout.postcode)).value {
            Some(postcode) => {
                surplus -= 1;
                let is_terminated = layout.terminated.is_some_and(|at| !cell(at).is_empty());
                let status = if is_terminated { PostcodeStatus::Terminated } else { PostcodeStatus::Live };
                postcodes.add(&postcode, status);
            }
            None => {
                surplus += 1;
                first_odd = first_odd.or(row.position().map(csv::Position::line));
            }
        }
    }
    if surplus >= 0 {
        return Err(OperationError::NoPostcodes { path: path.to_owned(), line: first_odd.unwrap_or(1) });
    }
    Ok(postcodes)
}

/// Where the postcode and its end stand, told by the first row where that names its columns.
fn layout_of(row: &ByteRecord) -> Layout {
    let names: Vec<String> = row
        .iter()
        .map(|name| String::from_utf8_lossy(name).trim_start_matches('\u{feff}').trim().to_ascii_lowercase())
        .collect();
    let position =
        |wanted: &[&str]| wanted.iter().find_map(|wanted| names.iter().position(|name| name == wanted));
    let postcode = position(&POSTCODE_COLUMNS);
    Layout {
        postcode: postcode.unwrap_or(0),
        terminated: postcode.and_then(|_| position(&TERMINATED_COLUMNS)),
        has_header: postcode.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Postcodes, OperationError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        std::fs::write(&path, text).unwrap();
        postcodes(&path)
    }

    fn status(postcodes: &Postcodes, text: &str) -> PostcodeStatus {
        postcodes.status(&Postcode::read(text).value.unwrap())
    }

    #[test]
    fn directory_says_what_is_in_use_and_what_was() {
        let text = "\u{feff}pcd,pcds,dointr,doterm\nLS1 4AP,LS1 4AP,198001,\nLS1 4AQ,LS1 4AQ,198001,199912\n";
        let list = read(text).unwrap();
        assert_eq!(status(&list, "LS1 4AP"), PostcodeStatus::Live);
        assert_eq!(status(&list, "LS1 4AQ"), PostcodeStatus::Terminated);
        assert_eq!(status(&list, "LS1 4AR"), PostcodeStatus::Unknown);
    }

    #[test]
    fn plain_list_is_of_postcodes_in_use() {
        let list = read("LS1 4AP\nLS14AQ\n\n").unwrap();
        assert_eq!(list.live_count(), 2);
    }

    #[test]
    fn file_of_something_else_is_refused_with_its_line() {
        for text in ["", "name,town\nA,B\nC,D\n"] {
            assert!(matches!(read(text), Err(OperationError::NoPostcodes { line: 1, .. })), "of {text:?}");
        }
    }
}
