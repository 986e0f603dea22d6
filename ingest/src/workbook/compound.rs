//! A look at a workbook of Excel 97 before it is read: whether its parts come to an end, and how far its sheets reach.
//!
//! Such a file is a compound file: chains of sectors make streams, and a stream of records is the workbook. The reader
//! follows both as they say, so that a chain that bites its tail, or a cell in the last corner, would take all memory.
//!
//! # Source
//! Microsoft Open Specifications MS-CFB (chains, directory) and MS-XLS (records).

use super::Unfit;
use crate::limit::SHEET_CELLS_MAX;

const MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
/// From this number on, what stands in a table of sectors is none.
const SECTORS_MAX: u32 = 0xFFFF_FFFA;
const MINI_SECTOR_BYTES: usize = 64;
/// Streams shorter than this stand in the stream of small sectors.
const MINI_STREAM_BYTES: u64 = 4096;
const ENTRY_BYTES: usize = 128;

/// Looks at a file; one of another kind is fit.
pub(super) fn look(bytes: &[u8]) -> Result<(), Unfit> {
    if !bytes.starts_with(MAGIC) {
        return Ok(());
    }
    let file = CompoundFile::of(bytes).ok_or(Unfit::Damaged)?;
    let directory = file.chain(number(bytes, 48).ok_or(Unfit::Damaged)?)?;
    let entries: Vec<&[u8]> = directory.chunks_exact(ENTRY_BYTES).collect();
    let root = number(entries.first().ok_or(Unfit::Damaged)?, 116).unwrap_or(END_OF_CHAIN);
    let small = file.chain(root)?;
    let small_table = table(&file.chain(number(bytes, 60).unwrap_or(END_OF_CHAIN))?);
    for entry in entries {
        let (start, length) = (number(entry, 116).unwrap_or(END_OF_CHAIN), number(entry, 120).unwrap_or(0));
        if !is_workbook(entry) {
            continue;
        }
        let stream = if u64::from(length) < MINI_STREAM_BYTES {
            chain(start, &small_table, |at| sector(&small, 0, MINI_SECTOR_BYTES, at))?
        } else {
            file.chain(start)?
        };
        reach(&stream)?;
    }
    Ok(())
}

/// A file's sectors and which follows which.
struct CompoundFile<'b> {
    bytes: &'b [u8],
    sector_bytes: usize,
    next: Vec<u32>,
}

impl<'b> CompoundFile<'b> {
    fn of(bytes: &'b [u8]) -> Option<Self> {
        let sector_bytes = match bytes.get(30..32)? {
            [9, 0] => 512,
            [12, 0] => 4096,
            _ => return None,
        };
        let mut file = Self { bytes, sector_bytes, next: Vec::new() };
        let mut tables = table(bytes.get(76..512)?);
        let mut more = number(bytes, 68)?;
        let mut count = 0;
        while more < SECTORS_MAX {
            count += 1;
            if count > bytes.len() / sector_bytes + 1 {
                return None;
            }
            tables.extend(table(file.sector(more)));
            more = tables.pop()?;
        }
        let sectors = tables.into_iter().filter(|at| *at < SECTORS_MAX);
        let next: Vec<u32> = sectors.flat_map(|at| table(file.sector(at))).collect();
        file.next = next;
        Some(file)
    }

    fn sector(&self, at: u32) -> &'b [u8] {
        sector(self.bytes, self.sector_bytes, self.sector_bytes, at)
    }

    fn chain(&self, start: u32) -> Result<Vec<u8>, Unfit> {
        chain(start, &self.next, |at| self.sector(at))
    }
}

/// The bytes of a chain of sectors, which ends.
fn chain<'b>(start: u32, next: &[u32], sector: impl Fn(u32) -> &'b [u8]) -> Result<Vec<u8>, Unfit> {
    let (mut bytes, mut at, mut count) = (Vec::new(), start, 0);
    while at < SECTORS_MAX {
        count += 1;
        if count > next.len() {
            return Err(Unfit::Damaged);
        }
        bytes.extend_from_slice(sector(at));
        at = *next.get(at as usize).ok_or(Unfit::Damaged)?;
    }
    Ok(bytes)
}

fn sector(bytes: &[u8], header: usize, size: usize, at: u32) -> &[u8] {
    let start = (header + at as usize * size).min(bytes.len());
    &bytes[start..(start + size).min(bytes.len())]
}

fn table(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|four| number(four, 0)).collect()
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

fn short(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at + 2)?.try_into().ok().map(|two| u64::from(u16::from_le_bytes(two)))
}

/// Whether an entry of the directory is the workbook's stream.
fn is_workbook(entry: &[u8]) -> bool {
    let name: Vec<u8> =
        entry.chunks_exact(2).take(32).map_while(|two| (two != [0, 0]).then_some(two[0])).collect();
    name.eq_ignore_ascii_case(b"Workbook") || name.eq_ignore_ascii_case(b"Book")
}

/// Whether no sheet reaches further than is read.
fn reach(stream: &[u8]) -> Result<(), Unfit> {
    const SHEET_BEGINS: u64 = 0x0809;
    const DIMENSIONS: u64 = 0x0200;
    /// Formula, several numbers, rich text, text by its number, number, text, truth, and a number in four bytes.
    const CELLS: [u64; 8] = [0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E];
    let (mut rows, mut columns, mut rest) = (0, 0, stream);
    while let (Some(kind), Some(length)) = (short(rest, 0), short(rest, 2)) {
        let end = (4 + length as usize).min(rest.len());
        let record = &rest[4..end];
        rest = &rest[end..];
        if kind == SHEET_BEGINS {
            (rows, columns) = (0, 0);
        } else if kind == DIMENSIONS {
            let (last_row, last_column) = match record.len() {
                14.. => (number(record, 4).map(u64::from), short(record, 10)),
                _ => (short(record, 2), short(record, 6)),
            };
            rows = last_row.unwrap_or(0).max(rows);
            columns = last_column.unwrap_or(0).max(columns);
        } else if CELLS.contains(&kind) {
            rows = (short(record, 0).unwrap_or(0) + 1).max(rows);
            // Of several numbers the last says where they end.
            let last =
                if kind == 0x00BD { short(record, record.len().saturating_sub(2)) } else { short(record, 2) };
            columns = (last.unwrap_or(0) + 1).max(columns);
        }
        if rows * columns > SHEET_CELLS_MAX {
            return Err(Unfit::Reach);
        }
    }
    Ok(())
}
