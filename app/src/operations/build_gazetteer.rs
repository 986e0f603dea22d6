//! Makes a gazetteer out of tables of addresses or a supply in records, and takes changes into one.
//!
//! A gazetteer is a file of its own and belongs to no place's state: there is nothing to decide about and no record to keep
//! it in, so this does not go through the door. A place that uses one says so in its `place.toml`.

use std::path::{Path, PathBuf};

use gazetteer::{BuildCount, Builder, UpdateCount, Updater};
use ingest::{
    AddressChange, AddressContract, AddressRows, RecordChange, Supply, SupplyCount, read_addresses,
};

use super::OperationError;
use crate::place::Fault;
use crate::progress::{Unit, Watcher};

/// Which files to take in.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The gazetteer's file.
    pub gazetteer: &'a Path,
    /// The files, which together are one supply.
    pub files: &'a [PathBuf],
    /// The contract that says which column is what, where they do not say it themselves.
    pub contract: Option<&'a Path>,
}

/// What was taken in.
#[derive(Debug)]
pub struct Taken<C> {
    /// What came of it.
    pub count: C,
    /// What became of each table's rows.
    pub files: Vec<(PathBuf, AddressRows)>,
    /// What a supply in records held, and what it is.
    pub supply: Option<(&'static str, SupplyCount)>,
}

/// Builds a gazetteer where nothing is.
///
/// # Errors
/// Where something is there, where a file is no table of addresses or one of changes, or the disk fails.
pub fn build_gazetteer(
    request: &Request<'_>,
    watcher: &dyn Watcher,
) -> Result<Taken<BuildCount>, OperationError> {
    let contract = contract(request.contract)?;
    let mut builder = Builder::create(request.gazetteer)?;
    let mut files = Vec::new();
    let supply = supply(request)?;
    let mut supplied = None;
    if let Some(supply) = &supply {
        if supply.is_change_only() {
            let path = request.files.first().cloned().unwrap_or_default();
            return Err(OperationError::ChangesOnly { path, line: 1 });
        }
        supply.time().map_or(Ok(()), |time| builder.supplied(time))?;
        let count = read_supply(supply, request.files, watcher, |change| match change {
            RecordChange::Put(record) => Ok(builder.put(&record)?),
            // A full supply holds what there is.
            RecordChange::Delete { .. } => Ok(()),
        })?;
        supplied = Some((supply.product(), count));
    }
    for path in request.files.iter().filter(|_| supply.is_none()) {
        let rows = read(path, contract.as_ref(), watcher, |line, change| match change {
            AddressChange::Insert(entries) => Ok(entries.iter().try_for_each(|entry| builder.add(entry))?),
            AddressChange::Update(_) | AddressChange::Delete(_) => {
                Err(OperationError::ChangesOnly { path: path.clone(), line })
            }
        })?;
        files.push((path.clone(), rows));
    }
    watcher.begin("packing".into(), Unit::Items, 0);
    let count = builder.finish()?;
    watcher.end();
    Ok(Taken { count, files, supply: supplied })
}

/// Takes changes into a gazetteer: all of them, or none.
///
/// # Errors
/// Where it is no gazetteer, a file is no table of addresses, or the disk fails.
pub fn update_gazetteer(
    request: &Request<'_>,
    watcher: &dyn Watcher,
) -> Result<Taken<UpdateCount>, OperationError> {
    let contract = contract(request.contract)?;
    let mut updater = Updater::open(request.gazetteer)?;
    let mut files = Vec::new();
    let supply = supply(request)?;
    let mut supplied = None;
    if let Some(supply) = &supply {
        if !supply.is_change_only() {
            let path = request.files.first().cloned().unwrap_or_default();
            return Err(OperationError::FullSupply { path });
        }
        supply.time().map_or(Ok(()), |time| updater.supplied(time))?;
        let count = read_supply(supply, request.files, watcher, |change| match change {
            RecordChange::Put(record) => Ok(updater.put(&record)?),
            RecordChange::Delete { owner, kind, key } => Ok(updater.end_record(owner, kind, &key)?),
        })?;
        supplied = Some((supply.product(), count));
    }
    for path in request.files.iter().filter(|_| supply.is_none()) {
        let rows = read(path, contract.as_ref(), watcher, |_, change| {
            match change {
                AddressChange::Insert(entries) | AddressChange::Update(entries) => {
                    let uprn = entries.first().map_or(0, |entry| entry.uprn);
                    updater.replace(uprn, &entries)?;
                }
                AddressChange::Delete(uprn) => updater.end(uprn)?,
            }
            Ok(())
        })?;
        files.push((path.clone(), rows));
    }
    watcher.begin("packing".into(), Unit::Items, 0);
    let count = updater.finish()?;
    watcher.end();
    Ok(Taken { count, files, supply: supplied })
}

/// The files as one supply in records, where they are one.
fn supply(request: &Request<'_>) -> Result<Option<Supply>, OperationError> {
    let mut are_records = Vec::with_capacity(request.files.len());
    for path in request.files {
        are_records.push(request.contract.is_none() && Supply::is_one(path)?);
    }
    if let Some(at) = are_records.iter().position(|is_record| *is_record != are_records[0]) {
        return Err(OperationError::MixedFiles { path: request.files[at].clone() });
    }
    let is_supply = are_records.first().copied().unwrap_or(false);
    Ok(if is_supply { Some(Supply::open(request.files)?) } else { None })
}

fn read_supply(
    supply: &Supply,
    files: &[PathBuf],
    watcher: &dyn Watcher,
    take: impl FnMut(RecordChange) -> Result<(), OperationError>,
) -> Result<SupplyCount, OperationError> {
    let size = files.iter().filter_map(|path| std::fs::metadata(path).ok()).map(|metadata| metadata.len());
    watcher.begin(supply.product().into(), Unit::Bytes, size.sum());
    let count = supply.read(take, &mut |done| watcher.reach(done));
    watcher.end();
    count
}

fn read(
    path: &Path,
    contract: Option<&AddressContract>,
    watcher: &dyn Watcher,
    take: impl FnMut(u64, AddressChange) -> Result<(), OperationError>,
) -> Result<AddressRows, OperationError> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let size = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
    watcher.begin(name.into(), Unit::Bytes, size);
    let rows = read_addresses(path, contract, take, &mut |done| watcher.reach(done));
    watcher.end();
    rows
}

fn contract(path: Option<&Path>) -> Result<Option<AddressContract>, OperationError> {
    let Some(path) = path else { return Ok(None) };
    let text = std::fs::read_to_string(path).map_err(OperationError::file("read", path))?;
    AddressContract::parse(&text, path).map(Some).map_err(|faults| {
        let faults = faults.into_iter().map(|fault| Fault {
            file: path.to_owned(),
            line: Some(fault.line),
            message: fault.message,
            hint: fault.hint,
        });
        OperationError::Contract { faults: faults.collect() }
    })
}
