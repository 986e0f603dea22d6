//! A file opened as it looks: by its first bytes, and for text by its encoding, and then where its records are, or its
//! dialect and header, or its columns.

use std::path::Path;

use encoding_rs::Encoding;

use crate::contract::{Format, Quote};
use crate::delivery::Delivery;
use crate::row::OpenFile;
use crate::text::{Dialect, Look, Span, find_marked};
use crate::{LoadError, columnar, json, text, workbook, xml};

/// A file opened without a contract.
pub(crate) struct Opened {
    pub(crate) format: Format,
    pub(crate) encoding: Option<&'static Encoding>,
    pub(crate) delimiter: Option<u8>,
    pub(crate) quote: Option<u8>,
    pub(crate) escape: Option<u8>,
    pub(crate) header_row: Option<u64>,
    /// The names down to the records of a document.
    pub(crate) record_path: Vec<String>,
    /// Where the cells of a text of fixed width stand.
    pub(crate) spans: Vec<Span>,
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
            record_path: Vec::new(),
            spans: Vec::new(),
            notes: file.notes.clone(),
            file,
        };
        let opened = match beginning.as_slice() {
            b"PK\x03\x04" | b"\xd0\xcf\x11\xe0" => {
                plain(Format::Workbook, workbook::open_unknown(&delivery)?)
            }
            b"PAR1" => plain(Format::Parquet, columnar::open(&delivery)?),
            _ => open_text(&delivery, plain)?,
        };
        let notes = delivery.note().into_iter().chain(opened.notes).collect();
        Ok(Self { notes, ..opened })
    }
}

/// Opens a text: a document, or delimited, or of fixed width.
fn open_text(delivery: &Delivery, plain: impl Fn(Format, OpenFile) -> Opened) -> Result<Opened, LoadError> {
    let encoded = find_marked(delivery, None)?;
    let beginning = text::beginning(delivery, &encoded)?;
    if json::is_begun(&beginning) || is_called(delivery, &["json", "jsonl", "ndjson", "geojson"]) {
        let (format, record_path) = json::find(delivery, &encoded, &beginning)?;
        let file = match format {
            Format::JsonLines => json::open_lines_of(delivery, &encoded, &[])?,
            _ => json::open_at(delivery, &encoded, &record_path, &[])?,
        };
        return Ok(Opened { record_path, header_row: None, ..plain(format, file) });
    }
    if xml::is_begun(&beginning) || is_called(delivery, &["xml"]) {
        let encoded = xml::encoding(delivery)?;
        let record_path = xml::find(delivery, &encoded)?;
        let file = xml::open_at(delivery, &encoded, &record_path, &[])?;
        return Ok(Opened { record_path, header_row: None, ..plain(Format::Xml, file) });
    }
    let look = Look::at_unknown(delivery)?;
    let unknown = text::open_unknown(delivery, &look)?;
    let encoding = Some(look.encoded.encoding);
    if !unknown.is_plain
        && let Some(found) = text::find_fixed(delivery, &look)?
    {
        let header_row = (found.file.header_line > 0).then_some(found.file.header_line);
        return Ok(Opened { encoding, header_row, spans: found.spans, ..plain(Format::Fixed, found.file) });
    }
    let quote = match unknown.dialect.quote {
        Quote::Char(quote) if quote != b'"' => Some(quote),
        _ => None,
    };
    let Dialect { delimiter, escape, .. } = unknown.dialect;
    Ok(Opened { encoding, delimiter: Some(delimiter), quote, escape, ..plain(Format::Csv, unknown.file) })
}

/// Whether a file's name says that it is a document, so that one that is none is told as broken and not taken for text.
fn is_called(delivery: &Delivery, endings: &[&str]) -> bool {
    let ending = delivery.path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    endings.contains(&ending.as_str())
}

/// The row that names the columns, where a contract must say so. A Parquet file's own names need no row.
fn header_row(file: &OpenFile) -> Option<u64> {
    match file.header_line {
        0 if file.typed => None,
        1 => None,
        line => Some(line),
    }
}
