//! A gazetteer's file, opened for reading: blocks by postcode, postcodes by name, entries by UPRN.

use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use rustc_hash::FxHashMap;

use crate::block::Block;
use crate::card;
use crate::derive::Kept;
use crate::entry::Entry;
use crate::error::GazetteerError;
use crate::record::Body;
use crate::register;
use crate::schema::{self, figure};
use crate::word::{self, WEIGHT_WHOLE};

/// A gazetteer on disk. Each thread that matches opens it for itself.
pub struct Gazetteer {
    path: PathBuf,
    connection: Connection,
    /// What words count for that are in many names.
    weights: FxHashMap<String, u8>,
}

impl Gazetteer {
    /// Opens a gazetteer.
    ///
    /// # Errors
    /// [`GazetteerError::NotAGazetteer`] where the file is none.
    pub fn open(path: &Path) -> Result<Self, GazetteerError> {
        let refuse = || GazetteerError::NotAGazetteer { path: path.to_owned() };
        let connection = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )
        .map_err(|_| refuse())?;
        if !schema::is_ours(&connection).unwrap_or(false) {
            return Err(refuse());
        }
        connection.execute_batch("PRAGMA cache_size = -16000;")?;
        // Each of our statements has one way to be answered: without this it would be planned anew for every text asked for.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        let weights = weights(&connection)?;
        Ok(Self { path: path.to_owned(), connection, weights })
    }

    /// The same gazetteer for another thread.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_again(&self) -> Result<Self, GazetteerError> {
        Self::open(&self.path)
    }

    /// What a word counts for in a name, 1 at the most.
    pub(crate) fn weight(&self, word: &str) -> f32 {
        f32::from(self.weights.get(word).copied().unwrap_or(WEIGHT_WHOLE)) / f32::from(WEIGHT_WHOLE)
    }

    /// Reads a block's addresses over what it held; none where the gazetteer has none there.
    pub(crate) fn block(&self, name: &str, block: &mut Block) -> Result<(), GazetteerError> {
        block.clear();
        let mut select = self.connection.prepare_cached("SELECT bytes FROM block WHERE name = ?1")?;
        let mut rows = select.query([name])?;
        let Some(row) = rows.next()? else { return Ok(()) };
        let bytes = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        let weight = |word: &str| self.weights.get(word).copied().unwrap_or(WEIGHT_WHOLE);
        if block.read(bytes, weight) {
            Ok(())
        } else {
            Err(GazetteerError::Damaged { block: name.to_owned() })
        }
    }

    /// The blocks in which a street or named building of this name is, of those whose names begin with `within`.
    pub(crate) fn blocks_of(
        &self,
        name: &str,
        within: &str,
        most: usize,
        add: &mut impl FnMut(&str),
    ) -> Result<(), GazetteerError> {
        let mut select = self.connection.prepare_cached(
            "SELECT block FROM place WHERE name = ?1 AND block >= ?2 AND block < ?3 LIMIT ?4",
        )?;
        // Blocks are named in ASCII: whatever begins with a text lies before the text and the last of the letters.
        let mut rows = select.query(params![name, within, format!("{within}\u{7f}"), most as i64])?;
        while let Some(row) = rows.next()? {
            add(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?);
        }
        Ok(())
    }

    /// The blocks in which addresses of a UPRN are.
    pub(crate) fn blocks_with(&self, uprn: u64) -> Result<Vec<String>, GazetteerError> {
        let mut select =
            self.connection.prepare_cached("SELECT block FROM home WHERE uprn = ?1 ORDER BY block")?;
        Ok(select.query_map([uprn as i64], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// The addresses of a UPRN, those in use first; none where it has none here.
    ///
    /// # Errors
    /// What SQLite said.
    pub fn entries(&self, uprn: u64) -> Result<Vec<Entry>, GazetteerError> {
        entries_with(&self.connection, uprn)
    }

    /// The address of a UPRN by which it is known best.
    ///
    /// # Errors
    /// What SQLite said.
    pub fn entry(&self, uprn: u64) -> Result<Option<Entry>, GazetteerError> {
        Ok(self.entries(uprn)?.into_iter().next())
    }

    /// A hash of all addresses: gazetteers with the same have the same hash, however they were made.
    ///
    /// # Errors
    /// What SQLite said.
    pub fn digest(&self) -> Result<u64, GazetteerError> {
        Ok(schema::figure_of(&self.connection, figure::DIGEST)?.cast_unsigned())
    }

    /// The UPRNs that took the place of one.
    ///
    /// # Errors
    /// What SQLite said.
    pub fn successors(&self, uprn: u64) -> Result<Vec<u64>, GazetteerError> {
        let records = register::records_of(&self.connection, uprn)?;
        let successor = |record: Kept| match record.body {
            Body::Successor(successor) if !record.is_ended => Some(successor.successor),
            _ => None,
        };
        Ok(records.into_iter().filter_map(successor).collect())
    }
}

/// What words count for that are in many names.
fn weights(connection: &Connection) -> Result<FxHashMap<String, u8>, GazetteerError> {
    let names = schema::figure_of(connection, figure::NAMES)?.cast_unsigned();
    let mut select = connection.prepare("SELECT text, names FROM word WHERE names > ?1")?;
    let common = select.query_map([word::rare_count(names) as i64], |row| {
        Ok((row.get(0)?, word::weight(row.get(1)?, names)))
    })?;
    Ok(common.collect::<Result<_, _>>()?)
}

/// The addresses of a block as they came.
pub(crate) fn entries_of(connection: &Connection, block: &str) -> Result<Vec<Entry>, GazetteerError> {
    let mut select = connection.prepare_cached("SELECT bytes FROM card WHERE block = ?1")?;
    let bytes: Option<Vec<u8>> = select.query_row([block], |row| row.get(0)).optional()?;
    let Some(bytes) = bytes else { return Ok(Vec::new()) };
    card::read(&bytes).ok_or_else(|| GazetteerError::Damaged { block: block.to_owned() })
}

/// The blocks in which addresses of a UPRN are.
pub(crate) fn blocks_with(connection: &Connection, uprn: u64) -> Result<Vec<String>, GazetteerError> {
    let mut select = connection.prepare_cached("SELECT block FROM home WHERE uprn = ?1 ORDER BY block")?;
    Ok(select.query_map([uprn as i64], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// The addresses of a UPRN, those in use first.
pub(crate) fn entries_with(connection: &Connection, uprn: u64) -> Result<Vec<Entry>, GazetteerError> {
    let mut entries = Vec::new();
    for block in blocks_with(connection, uprn)? {
        entries.extend(entries_of(connection, &block)?.into_iter().filter(|entry| entry.uprn == uprn));
    }
    entries.sort_unstable();
    Ok(entries)
}
