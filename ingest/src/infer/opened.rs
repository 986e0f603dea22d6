//! A file opened as it looks: by its first bytes, and for text by its encoding, dialect and header.

use std::path::Path;

use encoding_rs::Encoding;

use crate::contract::{Format, Quote};
use crate::delivery::Delivery;
use crate::row::OpenFile;
use crate::{LoadError, columnar, text, workbook};

/// A file opened without a contract.
pub(crate) struct Opened {
    pub(crate) format: Format,
    pub(crate) encoding: Option<&'static Encoding>,
    pub(crate) delimiter: Option<u8>,
    pub(crate) quote: Option<u8>,
    pub(crate) escape: Option<u8>,
    pub(crate) header_row: Option<u64>,
    pub(crate) notes: Vec<String>,
    pub(crate) file: OpenFile,
}

impl Opened {
    pub(crate) fn open(path: &Path) -> Result<Self, LoadError> {
        let delivery = Delivery::at(path, None)?;
        let beginning = delivery.beginning(4)?;
        let plain = |format, file: OpenFile| Self {
            format,
            encoding: None,
            delimiter: None,
            quote: None,
            escape: None,
            header_row: header_row(&file),
            notes: file.notes.clone(),
            file,
        };
        let opened = match beginning.as_slice() {
            b"PK\x03\x04" | b"\xd0\xcf\x11\xe0" => {
                plain(Format::Workbook, workbook::open_unknown(&delivery)?)
            }
            b"PAR1" => plain(Format::Parquet, columnar::open(&delivery)?),
            _ => {
                let unknown = text::open_unknown(&delivery)?;
                let quote = match unknown.dialect.quote {
                    Quote::Char(quote) if quote != b'"' => Some(quote),
                    _ => None,
                };
                Self {
                    encoding: Some(unknown.encoded.encoding),
                    delimiter: Some(unknown.dialect.delimiter),
                    quote,
                    escape: unknown.dialect.escape,
                    ..plain(Format::Csv, unknown.file)
                }
            }
        };
        let notes = delivery.note().into_iter().chain(opened.notes).collect();
        Ok(Self { notes, ..opened })
    }
}

/// The row that names the columns, where a contract must say so. A Parquet file's own names need no row.
fn header_row(file: &OpenFile) -> Option<u64> {
    match file.header_line {
        0 if file.typed => None,
        1 => None,
        line => Some(line),
    }
}
