//! A database's rows written as they come: CSV in the database's encoding, with a header, a line end of `\n`, quotes where
//! they are needed. Nothing is an empty cell, an empty text a pair of quotes.
//!
//! Keeps account of the high-water mark while it writes, so that no row is held.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::FetchError;
use crate::limit::Limits;

/// A file of rows in the making.
pub(crate) struct RowFile<'f> {
    out: BufWriter<File>,
    path: PathBuf,
    server: String,
    limits: Limits,
    progress: &'f (dyn Fn(u64) + Sync),
    line: Vec<u8>,
    cells: usize,
    width: usize,
    rows: u64,
    bytes: u64,
    marks: Option<Marks>,
}

/// Which rows of a database a later fetch gives again if nothing has changed by then.
struct Marks {
    /// The mark's column.
    at: usize,
    /// The mark of the row in the making.
    cell: Option<Vec<u8>>,
    /// The greatest mark so far.
    mark: Option<Vec<u8>>,
    /// All rows.
    all: Sha256,
    /// The rows without a mark, which come first.
    unmarked: Sha256,
    /// Those, and the rows with the greatest mark.
    last: Sha256,
}

/// What was written.
#[derive(Debug)]
pub(crate) struct Written {
    /// The greatest mark, and the hash of the rows that have it or none.
    pub(crate) mark: Option<(Vec<u8>, String)>,
    /// The hash of all rows, where there is a mark's column.
    pub(crate) all: Option<String>,
}

impl<'f> RowFile<'f> {
    /// Begins a file with the columns' names.
    pub(crate) fn create(
        (path, server): (&Path, &str),
        names: &[String],
        mark_at: Option<usize>,
        limits: Limits,
        progress: &'f (dyn Fn(u64) + Sync),
    ) -> Result<Self, FetchError> {
        let failed = |source| FetchError::Write { path: path.to_owned(), source };
        let out = BufWriter::with_capacity(1 << 16, File::create(path).map_err(failed)?);
        let marks = mark_at.map(|at| Marks {
            at,
            cell: None,
            mark: None,
            all: Sha256::new(),
            unmarked: Sha256::new(),
            last: Sha256::new(),
        });
        let (path, server) = (path.to_owned(), server.to_owned());
        let (line, cells, width) = (Vec::new(), 0, names.len());
        let mut file =
            Self { out, path, server, limits, progress, line, cells, width, rows: 0, bytes: 0, marks: None };
        for name in names {
            file.cell(Some(name.as_bytes()));
        }
        file.write_line().map_err(failed)?;
        file.marks = marks;
        Ok(file)
    }

    /// Rows so far.
    pub(crate) fn rows(&self) -> u64 {
        self.rows
    }

    /// Adds the next cell of the row in the making.
    pub(crate) fn cell(&mut self, cell: Option<&[u8]>) {
        if self.cells > 0 {
            self.line.push(b',');
        }
        if let Some(marks) = self.marks.as_mut().filter(|marks| marks.at == self.cells) {
            marks.cell = cell.map(<[u8]>::to_owned);
        }
        self.cells += 1;
        match cell {
            None if self.width > 1 => {}
            // A line with nothing on it would be no row.
            None | Some([]) => self.line.extend_from_slice(b"\"\""),
            Some(bytes) if needs_quotes(bytes) => {
                self.line.push(b'"');
                for byte in bytes {
                    if *byte == b'"' {
                        self.line.push(b'"');
                    }
                    self.line.push(*byte);
                }
                self.line.push(b'"');
            }
            Some(bytes) => self.line.extend_from_slice(bytes),
        }
    }

    /// Ends the row in the making.
    pub(crate) fn end_row(&mut self) -> Result<(), FetchError> {
        if self.cells != self.width {
            let server = self.server.clone();
            return Err(FetchError::Protocol {
                server,
                what: "a row has not the columns that were announced",
            });
        }
        self.rows += 1;
        let over = |limit, unit, name| {
            let server = self.server.clone();
            Err(FetchError::OverLimit { server, limit, unit, name })
        };
        if self.rows > self.limits.rows_max {
            return over(self.limits.rows_max, "rows", "ROWS_MAX");
        }
        if self.bytes + self.line.len() as u64 > self.limits.bytes_max {
            return over(self.limits.bytes_max, "bytes", "BYTES_MAX");
        }
        if let Some(marks) = &mut self.marks {
            marks.take(&self.line);
        }
        self.write_line().map_err(|source| FetchError::Write { path: self.path.clone(), source })
    }

    fn write_line(&mut self) -> io::Result<()> {
        self.line.push(b'\n');
        self.out.write_all(&self.line)?;
        self.bytes += self.line.len() as u64;
        self.line.clear();
        self.cells = 0;
        if self.rows > 0 && self.rows.is_multiple_of(1024) {
            (self.progress)(self.bytes);
        }
        Ok(())
    }

    /// Ends the file.
    pub(crate) fn finish(self) -> Result<Written, FetchError> {
        let Self { out, path, marks, .. } = self;
        let ended = out.into_inner().map_err(io::IntoInnerError::into_error).and_then(|file| file.sync_all());
        ended.map_err(|source| FetchError::Write { path, source })?;
        let Some(marks) = marks else { return Ok(Written { mark: None, all: None }) };
        let all = Some(hexadecimal(&marks.all.finalize()));
        let last = hexadecimal(&marks.last.finalize());
        Ok(Written { mark: marks.mark.map(|mark| (mark, last)), all })
    }
}

impl Marks {
    fn take(&mut self, line: &[u8]) {
        // Cells never hold a line end outside quotes, so lines can be hashed end to end.
        let add = |hash: &mut Sha256| {
            hash.update(line);
            hash.update(b"\n");
        };
        add(&mut self.all);
        match self.cell.take() {
            None => add(&mut self.unmarked),
            Some(cell) => {
                if self.mark.as_ref() != Some(&cell) {
                    self.last = self.unmarked.clone();
                    self.mark = Some(cell);
                }
                add(&mut self.last);
            }
        }
    }
}

/// Whether a cell must be quoted to be read as it is; blanks at its ends are kept by quotes for readers that cut them.
fn needs_quotes(bytes: &[u8]) -> bool {
    let is_blank = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_whitespace);
    bytes.iter().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r'))
        || is_blank(bytes.first())
        || is_blank(bytes.last())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(rows: &[[Option<&str>; 2]], mark_at: Option<usize>) -> (String, Written) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.csv");
        let names = ["A".to_owned(), "B,C".to_owned()];
        let mut file = RowFile::create((&path, "db"), &names, mark_at, Limits::default(), &|_| {}).unwrap();
        for row in rows {
            row.iter().for_each(|cell| file.cell(cell.map(str::as_bytes)));
            file.end_row().unwrap();
        }
        let written = file.finish().unwrap();
        (std::fs::read_to_string(path).unwrap(), written)
    }

    #[test]
    fn nothing_and_an_empty_text_are_told_apart() {
        let (text, written) =
            write(&[[None, Some("")], [Some("a\"b"), Some("c\nd")], [Some(" e"), Some("f g")]], None);
        assert_eq!(text, "A,\"B,C\"\n,\"\"\n\"a\"\"b\",\"c\nd\"\n\" e\",f g\n");
        assert!(written.mark.is_none());
    }

    #[test]
    fn tail_is_what_a_later_fetch_gives_again() {
        let whole =
            [[Some("x"), None], [Some("a"), Some("1")], [Some("b"), Some("2")], [Some("c"), Some("2")]];
        let (_, first) = write(&whole, Some(1));
        let (_, again) = write(&[whole[0], whole[2], whole[3]], Some(1));
        let (mark, tail) = first.mark.unwrap();
        assert_eq!(mark, b"2");
        assert_eq!(Some(tail), again.all);
        let (_, late) = write(&[whole[0], whole[2], whole[3], [Some("d"), Some("2")]], Some(1));
        assert_ne!(late.all, again.all);
    }

    #[test]
    fn limit_on_rows_is_told_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let limits = Limits { rows_max: 1, ..Limits::default() };
        let path = folder.path().join("x.csv");
        let mut file = RowFile::create((&path, "db"), &["A".to_owned()], None, limits, &|_| {}).unwrap();
        file.cell(None);
        file.end_row().unwrap();
        file.cell(Some(b"1"));
        assert_eq!(file.end_row().unwrap_err().to_string(), "db gives more than 1 rows, the limit ROWS_MAX");
    }
}
