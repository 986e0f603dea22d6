//! One file of a supply: its header, its records in their places, its trailer; and whether files belong together.

use std::io::BufReader;
use std::path::{Path, PathBuf};

use super::layout::{self, Known, Product};
use super::record::{Columns, Line};
use super::{ColumnsOf, SupplyFault};
use crate::LoadError;
use crate::delivery::{Bytes, Delivery};

/// Bytes that are looked at to tell what a file is.
const HEAD_BYTES: usize = 4096;
const HEADER: u8 = 10;
const METADATA: u8 = 29;
const TRAILER: u8 = 99;

/// What a file says of itself.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub(super) path: PathBuf,
    pub(super) product: Product,
    /// The columns' names, where a line names them: a file of one type of record, without header and trailer.
    names: Option<Vec<String>>,
    pub(super) volume: u32,
    pub(super) is_change_only: bool,
    /// See [`super::Supply::time`].
    pub(super) time: Option<i64>,
    date: Option<i64>,
}

/// Whether a file begins as one of a supply does: with a header record, or with the names of a record's columns.
pub(super) fn is_one(path: &Path) -> Result<bool, LoadError> {
    let delivery = Delivery::at(path, None)?;
    let cells = first_line(&delivery)?;
    let first = cells.get(0).unwrap_or_default();
    Ok((first == "10" && (8..=10).contains(&cells.len())) || first == "RECORD_IDENTIFIER")
}

fn first_line(delivery: &Delivery) -> Result<csv::StringRecord, LoadError> {
    let beginning = delivery.beginning(HEAD_BYTES)?;
    let mut record = csv::ByteRecord::new();
    // A beginning that is no text is of no supply.
    let _ = builder().from_reader(beginning.as_slice()).read_byte_record(&mut record);
    Ok(text_of(record))
}

fn builder() -> csv::ReaderBuilder {
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).flexible(true).trim(csv::Trim::All);
    builder
}

/// The cells as text: UTF-8, or windows-1252 where a line is not.
fn text_of(record: csv::ByteRecord) -> csv::StringRecord {
    csv::StringRecord::from_byte_record(record).unwrap_or_else(|error| {
        let record = error.into_byte_record();
        record.iter().map(|cell| encoding_rs::WINDOWS_1252.decode_without_bom_handling(cell).0).collect()
    })
}

impl Head {
    pub(super) fn read(path: &Path) -> Result<Self, LoadError> {
        let delivery = Delivery::at(path, None)?;
        let cells = first_line(&delivery)?;
        let cell = |at: usize| cells.get(at).map_or("", |cell| cell.trim_start_matches('\u{feff}'));
        if cell(0) == "RECORD_IDENTIFIER" {
            return Ok(Self {
                path: path.to_owned(),
                product: Product::Premium,
                names: Some(cells.iter().map(str::to_owned).collect()),
                volume: 0,
                is_change_only: false,
                time: None,
                date: None,
            });
        }
        if cell(0) != "10" {
            return Err(fault(path, 1, None, SupplyFault::NoHeader));
        }
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let date = digits(cell(3)).parse::<i64>().ok();
        let made = digits(cell(5)).parse::<i64>().ok().or(date);
        let clock = digits(cell(6)).parse::<i64>().unwrap_or(0);
        let version = cell(7);
        Ok(Self {
            path: path.to_owned(),
            product: if version.starts_with('7') { Product::Transfer } else { Product::Premium },
            names: None,
            volume: cell(4).parse().unwrap_or(1),
            is_change_only: cell(8).eq_ignore_ascii_case("C"),
            time: made.map(|date| date * 1_000_000 + clock % 1_000_000),
            date,
        })
    }
}

/// Refuses files that do not belong together. `heads` are by volume.
pub(super) fn check_heads(heads: &[Head]) -> Result<(), LoadError> {
    let Some(first) = heads.first() else { return Ok(()) };
    let has_tiles = has_tiles(heads);
    for (at, head) in heads.iter().enumerate() {
        let refuse = |reason| Err(fault(&head.path, 1, Some(HEADER), reason));
        if head.product != first.product {
            return refuse(SupplyFault::OtherProduct { first: first.product.name() });
        }
        if head.is_change_only != first.is_change_only {
            return refuse(SupplyFault::FullAndChange);
        }
        if head.date != first.date {
            return refuse(SupplyFault::OtherDate);
        }
        if heads[..at].iter().any(|other| other.path == head.path)
            || (!has_tiles && head.names.is_none() && at > 0 && heads[at - 1].volume == head.volume)
        {
            return refuse(SupplyFault::SameVolume { volume: head.volume });
        }
    }
    Ok(())
}

/// Whether each file is whole by itself, as those of map squares are: all have one number, or none.
fn has_tiles(heads: &[Head]) -> bool {
    heads.iter().all(|head| head.volume == heads[0].volume)
}

/// Refuses volumes of which one is missing. `nexts` are what the trailers name as the next volume; 0 is none.
pub(super) fn check_chain(heads: &[Head], nexts: &[Option<u32>]) -> Result<(), LoadError> {
    if heads.len() > 1 && has_tiles(heads) {
        return Ok(());
    }
    for (at, (head, next)) in heads.iter().zip(nexts).enumerate() {
        let refuse = |volume| Err(fault(&head.path, 0, None, SupplyFault::MissingVolume { volume }));
        let expected = at as u32 + 1;
        if head.names.is_none() && head.volume > expected {
            return refuse(expected);
        }
        if let Some(next) = next.filter(|next| *next != 0)
            && heads.get(at + 1).is_none_or(|after| after.volume != next)
        {
            return refuse(next);
        }
    }
    Ok(())
}

fn fault(path: &Path, line: u64, kind: Option<u8>, fault: SupplyFault) -> LoadError {
    LoadError::Supply { path: path.to_owned(), line, kind, fault }
}

/// The records of a file, one after the other.
pub(super) struct Reader<'h> {
    head: &'h Head,
    lines: csv::Reader<BufReader<Bytes>>,
    bytes: csv::ByteRecord,
    cells: csv::StringRecord,
    columns: ColumnsOf,
    /// The line of the record, counted from 1.
    pub(super) line: u64,
    pub(super) kind: u8,
    pub(super) known: Known,
    data_count: u64,
    metadata_count: u64,
    trailer: Option<(Option<u32>, Option<u64>)>,
}

impl<'h> Reader<'h> {
    pub(super) fn open(head: &'h Head) -> Result<Self, LoadError> {
        let delivery = Delivery::at(&head.path, None)?;
        let lines = builder().from_reader(BufReader::with_capacity(1 << 18, delivery.open()?));
        Ok(Self {
            head,
            lines,
            bytes: csv::ByteRecord::new(),
            cells: csv::StringRecord::new(),
            columns: ColumnsOf::new(),
            line: 0,
            kind: 0,
            known: Known::Unknown,
            data_count: 0,
            metadata_count: 0,
            trailer: None,
        })
    }

    /// Reads the next record that is no header, trailer or line of names; false where there are no more.
    pub(super) fn next(&mut self) -> Result<bool, LoadError> {
        loop {
            let is_first = self.line == 0;
            let more = self
                .lines
                .read_byte_record(&mut self.bytes)
                .map_err(|error| LoadError::read(&self.head.path, error.into()))?;
            if !more {
                self.close()?;
                return Ok(false);
            }
            self.line = self.bytes.position().map_or(self.line + 1, csv::Position::line);
            self.cells = text_of(std::mem::take(&mut self.bytes));
            if is_first && self.head.names.is_some() {
                continue;
            }
            let first = self.cells.get(0).unwrap_or_default().trim_start_matches('\u{feff}');
            self.kind =
                first.parse().map_err(|_| fault(&self.head.path, self.line, None, SupplyFault::NoType))?;
            if self.trailer.is_some() {
                return Err(self.fault(SupplyFault::AfterTrailer));
            }
            match self.kind {
                HEADER if is_first => {}
                HEADER => return Err(self.fault(SupplyFault::SecondHeader)),
                TRAILER => {
                    let cell = |at: usize| self.cells.get(at).unwrap_or_default();
                    self.trailer = Some((cell(1).parse().ok(), cell(2).parse().ok()));
                }
                _ => {
                    self.known = layout::known(self.head.product, self.kind);
                    self.metadata_count += u64::from(self.kind == METADATA);
                    self.data_count += u64::from(self.kind != METADATA);
                    return Ok(true);
                }
            }
        }
    }

    /// Checks what the trailer says.
    fn close(&self) -> Result<(), LoadError> {
        if self.head.names.is_some() {
            return Ok(());
        }
        let Some((_, told)) = self.trailer else { return Err(self.fault(SupplyFault::NoTrailer)) };
        // Suppliers count with or without the metadata, the header and the trailer.
        let (data, metadata) = (self.data_count, self.metadata_count);
        let counts = [data, data + metadata, data + metadata + 2];
        match told {
            Some(told) if !counts.contains(&told) => {
                Err(self.fault(SupplyFault::Count { told, found: data }))
            }
            _ => Ok(()),
        }
    }

    /// The volume that the trailer names as the next.
    pub(super) fn next_volume(&self) -> Option<u32> {
        self.trailer.and_then(|(next, _)| next)
    }

    /// Whether the record is taken out.
    pub(super) fn is_delete(&self) -> Result<bool, LoadError> {
        match self.cells.get(1).unwrap_or_default() {
            "D" | "d" => Ok(true),
            "I" | "U" | "i" | "u" => Ok(false),
            _ => Err(self.fault(SupplyFault::NoChangeType)),
        }
    }

    /// The record with its columns' names.
    pub(super) fn columns(&mut self) -> Result<Line<'_>, LoadError> {
        if let (Known::Read(names), false) = (self.known, self.columns.contains_key(&self.kind)) {
            let columns = match &self.head.names {
                Some(names) => Columns::of(names.iter().map(String::as_str)),
                None => Columns::of(names.split(',')),
            };
            self.columns.insert(self.kind, columns);
        }
        let needed = self.columns.get(&self.kind).map_or(0, |columns| columns.count);
        if self.cells.len() < needed {
            return Err(self.fault(SupplyFault::Cells { found: self.cells.len(), needed }));
        }
        Line::of(&self.columns, self.kind, &self.cells).ok_or_else(|| self.fault(SupplyFault::NoType))
    }

    pub(super) fn bytes_read(&self) -> u64 {
        self.lines.get_ref().get_ref().taken()
    }

    /// A fault of the record at hand.
    pub(super) fn fault(&self, reason: SupplyFault) -> LoadError {
        fault(&self.head.path, self.line, (self.kind != 0).then_some(self.kind), reason)
    }
}
