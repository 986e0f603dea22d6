//! Supplies of property gazetteers in records: AddressBase Premium, and DTF 7.3 of a local gazetteer.
//!
//! Several files (volumes) in any order are one supply. What does not add up is refused whole: a volume that is missing, a
//! trailer's count, a record in a wrong place. It keeps nothing; records are told one by one.

mod fault;
mod layout;
mod record;
mod volume;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gazetteer::record::{Record, RecordKind};

pub use fault::SupplyFault;
use layout::Known;
use record::{Columns, Line};
use volume::{Head, Reader};

use crate::LoadError;

/// What a supply says of a record.
#[derive(Debug, Clone, PartialEq)]
pub enum RecordChange {
    /// It is new, or in the place of the one that was.
    Put(Box<Record>),
    /// It is taken out.
    Delete {
        /// The UPRN that it is about; of a street the USRN.
        owner: u64,
        /// Its kind.
        kind: RecordKind,
        /// What it is called by.
        key: String,
    },
}

/// A supply, looked at: its files' headers read and found to belong together.
#[derive(Debug)]
pub struct Supply {
    heads: Vec<Head>,
}

/// What was read of a supply.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SupplyCount {
    /// Records by type, read or passed over.
    pub records: BTreeMap<u8, u64>,
    /// Those of a type that nobody told us of, by type.
    pub unknown: BTreeMap<u8, u64>,
}

impl Supply {
    /// Whether a file is of a supply in records.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn is_one(path: &Path) -> Result<bool, LoadError> {
        volume::is_one(path)
    }

    /// Looks at the files of a supply.
    ///
    /// # Errors
    /// Where a file cannot be read, or they do not belong together: [`SupplyFault`] says why.
    pub fn open(paths: &[PathBuf]) -> Result<Self, LoadError> {
        let mut heads = paths.iter().map(|path| Head::read(path)).collect::<Result<Vec<_>, _>>()?;
        heads.sort_by_key(|head| head.volume);
        volume::check_heads(&heads)?;
        Ok(Self { heads })
    }

    /// Whether it holds changes alone.
    pub fn is_change_only(&self) -> bool {
        self.heads.iter().any(|head| head.is_change_only)
    }

    /// When it was made, as its supplier says: year, month, day, hour, minute, second in one number; none where no header
    /// says so.
    pub fn time(&self) -> Option<i64> {
        self.heads.iter().filter_map(|head| head.time).max()
    }

    /// What it is.
    pub fn product(&self) -> &'static str {
        self.heads.first().map_or("", |head| head.product.name())
    }

    /// Tells each record; `progress` hears how many bytes of all files have been read.
    ///
    /// # Errors
    /// Where a file does not add up; then nothing of the supply counts. And whatever `take` fails with.
    pub fn read<E: From<LoadError>>(
        &self,
        mut take: impl FnMut(RecordChange) -> Result<(), E>,
        progress: &mut dyn FnMut(u64),
    ) -> Result<SupplyCount, E> {
        let mut count = SupplyCount::default();
        let mut nexts = Vec::new();
        let mut before = 0;
        for head in &self.heads {
            let mut reader = Reader::open(head)?;
            while reader.next()? {
                if let Some(change) = change(&mut reader, &mut count)? {
                    take(change)?;
                }
                if reader.line.is_multiple_of(65_536) {
                    progress(before + reader.bytes_read());
                }
            }
            before += reader.bytes_read();
            nexts.push(reader.next_volume());
        }
        volume::check_chain(&self.heads, &nexts)?;
        Ok(count)
    }
}

/// What a line says.
fn change(reader: &mut Reader<'_>, count: &mut SupplyCount) -> Result<Option<RecordChange>, LoadError> {
    let kind = reader.kind;
    let (read, is_delete) = match reader.known {
        Known::Unknown => {
            *count.unknown.entry(kind).or_default() += 1;
            return Ok(None);
        }
        Known::PassedOver => {
            *count.records.entry(kind).or_default() += 1;
            return Ok(None);
        }
        Known::Read(_) => (record_kind(kind), reader.is_delete()?),
    };
    *count.records.entry(kind).or_default() += 1;
    let Some(read) = read else { return Ok(None) };
    let line = reader.columns()?;
    let found = if is_delete {
        line.name(read).map(|(owner, key)| RecordChange::Delete { owner, kind: read, key })
    } else {
        line.record(read).map(|record| RecordChange::Put(Box::new(record)))
    };
    match found {
        Some(change) => Ok(Some(change)),
        None => Err(reader.fault(SupplyFault::NoKey)),
    }
}

fn record_kind(kind: u8) -> Option<RecordKind> {
    use RecordKind as K;
    [K::Street, K::Property, K::Address, K::Delivery, K::Successor, K::Organisation, K::Class]
        .into_iter()
        .find(|known| *known as u8 == kind)
}

/// The columns of the types of record, made once.
type ColumnsOf = BTreeMap<u8, Columns>;

impl<'l> Line<'l> {
    fn of(columns: &'l ColumnsOf, kind: u8, cells: &'l csv::StringRecord) -> Option<Self> {
        columns.get(&kind).map(|columns| Self { columns, cells })
    }
}
