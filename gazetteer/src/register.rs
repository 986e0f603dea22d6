//! The records of a gazetteer in its file: those of a property together, and the streets.
//!
//! What a supplier takes out stays, marked as ended.

use rusqlite::{Connection, params};
use rustc_hash::FxHashMap;

use crate::derive::{Kept, Names};
use crate::error::GazetteerError;
use crate::record::{Body, Record, RecordKind};

/// `street` is the USRN of an address; `supply` the number of the supply that wrote the record last.
pub(crate) const TABLE: &str = "
CREATE TABLE record (
    owner INTEGER NOT NULL, kind INTEGER NOT NULL, key TEXT NOT NULL, street INTEGER, ended INTEGER NOT NULL,
    supply INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (owner, kind, key)
) WITHOUT ROWID;
";

/// Made when the first records are there.
pub(crate) const INDEXES: &str = "
CREATE INDEX IF NOT EXISTS record_by_key ON record (kind, key);
CREATE INDEX IF NOT EXISTS record_by_street ON record (street) WHERE street IS NOT NULL;
";

/// Whether any record is there.
pub(crate) fn is_empty(connection: &Connection) -> Result<bool, rusqlite::Error> {
    connection.query_row("SELECT NOT EXISTS (SELECT 1 FROM record)", [], |row| row.get(0))
}

/// Puts a record in the place of the one of its key; gives the owners whose addresses may change by it.
pub(crate) fn put(
    connection: &Connection,
    record: &Record,
    supply: i64,
) -> Result<Vec<u64>, rusqlite::Error> {
    let kind = record.body.kind();
    let owner = record.owner as i64;
    let mut touched = vec![record.owner];
    if kind == RecordKind::Street {
        touched = owners_on(connection, record.owner)?;
    } else if kind != RecordKind::Property {
        // A key names one record: where it was another property's, it has moved.
        let mut moved = connection.prepare_cached(
            "DELETE FROM record WHERE kind = ?1 AND key = ?2 AND owner <> ?3 RETURNING owner",
        )?;
        let owners = moved.query_map(params![kind as i64, record.key, owner], |row| row.get::<_, i64>(0))?;
        for owner in owners {
            touched.push(owner? as u64);
        }
    }
    let mut insert =
        connection.prepare_cached("INSERT OR REPLACE INTO record VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6)")?;
    let street = record.body.usrn();
    insert.execute(params![owner, kind as i64, record.key, street, supply, record.body.to_json()])?;
    Ok(touched)
}

/// Marks a record as ended, unless the same supply has put it; gives the owners whose addresses may change by it, or none
/// where the record is not there.
pub(crate) fn end(
    connection: &Connection,
    (owner, kind, key): (u64, RecordKind, &str),
    supply: i64,
) -> Result<Option<Vec<u64>>, rusqlite::Error> {
    let mut select =
        connection.prepare_cached("SELECT supply FROM record WHERE owner = ?1 AND kind = ?2 AND key = ?3")?;
    let mut rows = select.query(params![owner as i64, kind as i64, key])?;
    let Some(written) = rows.next()?.map(|row| row.get::<_, i64>(0)).transpose()? else { return Ok(None) };
    if written == supply {
        return Ok(Some(Vec::new()));
    }
    let mut update = connection
        .prepare_cached("UPDATE record SET ended = 1 WHERE owner = ?1 AND kind = ?2 AND key = ?3")?;
    update.execute(params![owner as i64, kind as i64, key])?;
    let touched = if kind == RecordKind::Street { owners_on(connection, owner)? } else { vec![owner] };
    Ok(Some(touched))
}

/// The properties with an address on a street.
fn owners_on(connection: &Connection, usrn: u64) -> Result<Vec<u64>, rusqlite::Error> {
    let mut select = connection.prepare_cached("SELECT DISTINCT owner FROM record WHERE street = ?1")?;
    let owners = select.query_map([usrn as i64], |row| Ok(row.get::<_, i64>(0)? as u64))?;
    owners.collect()
}

/// The records of a property, in the order of their kinds and keys.
pub(crate) fn records_of(connection: &Connection, uprn: u64) -> Result<Vec<Kept>, GazetteerError> {
    let mut select = connection.prepare_cached(
        "SELECT kind, key, ended, body FROM record WHERE owner = ?1 AND kind <> 15 ORDER BY kind, key",
    )?;
    let mut rows = select.query([uprn as i64])?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        records.push(kept(row, uprn)?);
    }
    Ok(records)
}

/// The names of a street, by language.
pub(crate) fn names_of(connection: &Connection, usrn: u32) -> Result<Names, GazetteerError> {
    let mut select = connection.prepare_cached(
        "SELECT kind, key, ended, body FROM record WHERE owner = ?1 AND kind = 15 ORDER BY key",
    )?;
    let mut rows = select.query([i64::from(usrn)])?;
    let mut names = Names::new();
    while let Some(row) = rows.next()? {
        let Kept { key, body, is_ended } = kept(row, u64::from(usrn))?;
        if let Body::Street(street) = body {
            names.push((key, street, is_ended));
        }
    }
    Ok(names)
}

/// A record from kind, key, ended and body.
pub(crate) fn kept(row: &rusqlite::Row<'_>, owner: u64) -> Result<Kept, GazetteerError> {
    let body = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
    let body = Body::read(row.get(0)?, body)
        .ok_or_else(|| GazetteerError::Damaged { block: format!("a record of {owner}") })?;
    Ok(Kept { key: row.get(1)?, body, is_ended: row.get(2)? })
}

/// Looks streets' names up, keeping those that were looked up before.
#[derive(Default)]
pub(crate) struct Streets {
    names: FxHashMap<u32, Names>,
    /// The first failure; names are missing after it.
    pub(crate) fault: Option<GazetteerError>,
}

/// Streets that are kept at once.
const STREETS_KEPT_MAX: usize = 200_000;

impl Streets {
    pub(crate) fn names(&mut self, connection: &Connection, usrn: u32) -> Names {
        if let Some(names) = self.names.get(&usrn) {
            return names.clone();
        }
        match names_of(connection, usrn) {
            Ok(names) => {
                if self.names.len() >= STREETS_KEPT_MAX {
                    self.names.clear();
                }
                self.names.insert(usrn, names.clone());
                names
            }
            Err(fault) => {
                self.fault.get_or_insert(fault);
                Names::new()
            }
        }
    }
}
