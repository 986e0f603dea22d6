//! Builds a gazetteer's file: entries come in any order and lie by postcode in the end.
//!
//! The file gets its name only when it is whole.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};
use standardise::postcode::Postcode;

use crate::block::BlockWriter;
use crate::entry::Entry;
use crate::error::GazetteerError;
use crate::query::name_key;
use crate::word::WordCount;

/// What a file of ours says of itself.
pub(crate) const APPLICATION_ID: i32 = 0x4755_4741;

/// What the block of addresses without a postcode begins with: no postcode does, and it comes after all of them.
pub(crate) const WITHOUT_POSTCODE: char = '~';

/// The tables.
///
/// `entry` has the addresses as they came, `block` those of each postcode packed for matching, `place` the blocks of each
/// street and named building. Addresses without a postcode are in a block of their street's name.
const SCHEMA: &str = "
CREATE TABLE entry (
    uprn INTEGER NOT NULL, block TEXT NOT NULL, postcode TEXT NOT NULL, parent_uprn INTEGER, organisation TEXT NOT NULL,
    sub_building TEXT NOT NULL, building_name TEXT NOT NULL, building_number TEXT NOT NULL, street TEXT NOT NULL,
    locality TEXT NOT NULL, town TEXT NOT NULL
);
CREATE TABLE block (name TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE word (text TEXT PRIMARY KEY, weight INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE place (name TEXT NOT NULL, block TEXT NOT NULL, PRIMARY KEY (name, block)) WITHOUT ROWID;
";

/// What was built.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BuildCount {
    /// Addresses taken in.
    pub entries: u64,
    /// Postcodes they are in.
    pub postcodes: u64,
    /// Addresses without a postcode that can be read: kept, and found by their street or name.
    pub without_postcode: u64,
}

/// Takes entries in.
pub struct Builder {
    connection: Connection,
    path: PathBuf,
    unfinished: PathBuf,
    count: BuildCount,
    words: WordCount,
}

impl Builder {
    /// Begins a gazetteer at a path where nothing is.
    ///
    /// # Errors
    /// [`GazetteerError::Exists`] where something is; otherwise what the system said.
    pub fn create(path: &Path) -> Result<Self, GazetteerError> {
        if path.exists() {
            return Err(GazetteerError::Exists { path: path.to_owned() });
        }
        let mut unfinished = path.as_os_str().to_owned();
        unfinished.push(".unfinished");
        let unfinished = PathBuf::from(unfinished);
        if unfinished.exists() {
            std::fs::remove_file(&unfinished)
                .map_err(|source| GazetteerError::File { path: unfinished.clone(), source })?;
        }
        let connection = Connection::open(&unfinished)?;
        // Nothing is lost by a crash: a file that is not whole is thrown away.
        connection.execute_batch(&format!(
            "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; \
             PRAGMA application_id = {APPLICATION_ID}; {SCHEMA} BEGIN;"
        ))?;
        Ok(Self {
            connection,
            path: path.to_owned(),
            unfinished,
            count: BuildCount::default(),
            words: WordCount::default(),
        })
    }

    /// Takes an address in.
    ///
    /// # Errors
    /// What SQLite said.
    pub fn add(&mut self, entry: &Entry) -> Result<(), GazetteerError> {
        let postcode = Postcode::read(&entry.postcode).value;
        self.words.add(entry);
        self.count.entries += 1;
        self.count.without_postcode += u64::from(postcode.is_none());
        let postcode = postcode.map_or(String::new(), |postcode| postcode.as_str().to_owned());
        let block = block_of(&postcode, entry);
        let mut insert = self
            .connection
            .prepare_cached("INSERT INTO entry VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")?;
        insert.execute(params![
            entry.uprn as i64,
            block,
            postcode,
            entry.parent_uprn.map(|uprn| uprn as i64),
            entry.organisation,
            entry.sub_building,
            entry.building_name,
            entry.building_number,
            entry.street,
            entry.locality,
            entry.town
        ])?;
        Ok(())
    }

    /// Packs what was taken in and gives the file its name.
    ///
    /// # Errors
    /// What SQLite or the system said.
    pub fn finish(mut self) -> Result<BuildCount, GazetteerError> {
        self.connection.execute_batch("CREATE INDEX entry_by_block ON entry (block, uprn);")?;
        self.pack()?;
        self.connection.execute_batch("CREATE INDEX entry_by_uprn ON entry (uprn); COMMIT; ANALYZE;")?;
        let Self { connection, path, unfinished, count, .. } = self;
        connection.close().map_err(|(_, error)| error)?;
        std::fs::File::open(&unfinished)
            .and_then(|file| file.sync_all())
            .and_then(|()| std::fs::rename(&unfinished, &path))
            .map_err(|source| GazetteerError::File { path, source })?;
        Ok(count)
    }

    fn pack(&mut self) -> Result<(), GazetteerError> {
        let mut select = self.connection.prepare(&format!("{SELECT_ENTRY} ORDER BY block, uprn"))?;
        let mut block = self.connection.prepare("INSERT INTO block VALUES (?1, ?2)")?;
        let mut place = self.connection.prepare("INSERT OR IGNORE INTO place VALUES (?1, ?2)")?;
        let mut word = self.connection.prepare("INSERT INTO word VALUES (?1, ?2)")?;
        for (text, weight) in self.words.common() {
            word.execute(params![text, weight])?;
        }
        let mut rows = select.query([])?;
        let mut current: Option<(String, BlockWriter<'_>)> = None;
        let mut postcodes = 0;
        while let Some(row) = rows.next()? {
            let entry = entry_of(row)?;
            let own: String = row.get(10)?;
            if current.as_ref().is_none_or(|(name, _)| *name != own) {
                if let Some((name, writer)) = current.take() {
                    block.execute(params![name, writer.finish()])?;
                }
                postcodes += u64::from(!entry.postcode.is_empty());
                current = Some((own.clone(), BlockWriter::new(&self.words)));
            }
            for name in [&entry.street, &entry.building_name] {
                let key = name_key(name);
                if !key.is_empty() {
                    place.execute(params![key, own])?;
                }
            }
            if let Some((_, writer)) = &mut current {
                // A block holds 65,535 addresses; no postcode has as many.
                writer.add(&entry);
            }
        }
        if let Some((name, writer)) = current {
            block.execute(params![name, writer.finish()])?;
        }
        self.count.postcodes = postcodes;
        Ok(())
    }
}

/// The block that an address lies in: its postcode, or the name of its street or building where it has none.
pub(crate) fn block_of(postcode: &str, entry: &Entry) -> String {
    if !postcode.is_empty() {
        return postcode.to_owned();
    }
    let street = name_key(&entry.street);
    format!("{WITHOUT_POSTCODE}{}", if street.is_empty() { name_key(&entry.building_name) } else { street })
}

/// What [`entry_of`] reads, and the block after it.
pub(crate) const SELECT_ENTRY: &str = "SELECT uprn, parent_uprn, organisation, sub_building, building_name, \
    building_number, street, locality, town, postcode, block FROM entry";

/// An entry from a row of [`SELECT_ENTRY`].
pub(crate) fn entry_of(row: &rusqlite::Row<'_>) -> Result<Entry, rusqlite::Error> {
    Ok(Entry {
        uprn: row.get::<_, i64>(0)? as u64,
        parent_uprn: row.get::<_, Option<i64>>(1)?.map(|uprn| uprn as u64),
        organisation: row.get(2)?,
        sub_building: row.get(3)?,
        building_name: row.get(4)?,
        building_number: row.get(5)?,
        street: row.get(6)?,
        locality: row.get(7)?,
        town: row.get(8)?,
        postcode: row.get(9)?,
    })
}
