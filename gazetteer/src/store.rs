//! A gazetteer's file, opened for reading: blocks by postcode, postcodes by name, entries by UPRN.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use rustc_hash::FxHashMap;

use crate::block::Block;
use crate::build::{APPLICATION_ID, SELECT_ENTRY, entry_of};
use crate::entry::Entry;
use crate::error::GazetteerError;
use crate::word::WEIGHT_WHOLE;

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
        let id: i32 =
            connection.query_row("PRAGMA application_id", [], |row| row.get(0)).map_err(|_| refuse())?;
        if id != APPLICATION_ID {
            return Err(refuse());
        }
        connection.execute_batch("PRAGMA cache_size = -16000;")?;
        let mut select = connection.prepare("SELECT text, weight FROM word")?;
        let weights =
            select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        drop(select);
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
        if block.read(bytes) { Ok(()) } else { Err(GazetteerError::Damaged { block: name.to_owned() }) }
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

    /// An address by its UPRN.
    ///
    /// # Errors
    /// What SQLite said.
    pub fn entry(&self, uprn: u64) -> Result<Option<Entry>, GazetteerError> {
        let mut select = self.connection.prepare_cached(&format!("{SELECT_ENTRY} WHERE uprn = ?1"))?;
        Ok(select.query_row([uprn as i64], entry_of).optional()?)
    }
}
