//! Builds a gazetteer's file: entries come in any order and lie by postcode in the end.
//!
//! They wait in a file of their own until all are there, so that memory does not follow their number. The gazetteer gets its
//! name only when it is whole.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rusqlite::{Connection, params};

use crate::card;
use crate::derive;
use crate::entry::Entry;
use crate::error::GazetteerError;
use crate::pack::{self, Packed};
use crate::record::Record;
use crate::register::{self, Streets};
use crate::schema::{self, WITHOUT_POSTCODE, figure};
use crate::word::NameCount;

/// Entries that are packed together, shared out over the threads.
const BATCH_ENTRIES: usize = 32_768;

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
    waiting: PathBuf,
    count: BuildCount,
    has_records: bool,
}

/// A block whose entries wait to be packed.
struct Waiting {
    name: String,
    entries: Vec<Entry>,
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
        let (unfinished, waiting) = (beside(path, "unfinished"), beside(path, "waiting"));
        for left in [&unfinished, &waiting] {
            if left.exists() {
                std::fs::remove_file(left)
                    .map_err(|source| GazetteerError::File { path: left.clone(), source })?;
            }
        }
        let connection = Connection::open(&unfinished).map_err(|_| GazetteerError::File {
            path: unfinished.clone(),
            source: std::io::ErrorKind::NotFound.into(),
        })?;
        schema::create(&connection)?;
        connection.execute("ATTACH ?1 AS waiting", [waiting.to_string_lossy()])?;
        // Nothing is lost by a crash: a file that is not whole is thrown away.
        connection.execute_batch(
            "PRAGMA main.journal_mode = OFF; PRAGMA main.synchronous = OFF; PRAGMA cache_size = -64000; \
             PRAGMA waiting.journal_mode = OFF; PRAGMA waiting.synchronous = OFF; \
             CREATE TABLE waiting.entry (block TEXT NOT NULL, uprn INTEGER NOT NULL, bytes BLOB NOT NULL); \
             CREATE TABLE waiting.record (owner INTEGER, kind INTEGER, key TEXT, street INTEGER, body TEXT); BEGIN;",
        )?;
        let count = BuildCount::default();
        Ok(Self { connection, path: path.to_owned(), unfinished, waiting, count, has_records: false })
    }

    /// Takes an address in. A UPRN may have several.
    ///
    /// # Errors
    /// What SQLite said.
    pub fn add(&mut self, entry: &Entry) -> Result<(), GazetteerError> {
        wait(&self.connection, &mut self.count, entry.clone())
    }

    /// Takes a record in; of those of one kind and key the last counts.
    ///
    /// # Errors
    /// What SQLite said.
    pub fn put(&mut self, record: &Record) -> Result<(), GazetteerError> {
        self.has_records = true;
        let mut insert =
            self.connection.prepare_cached("INSERT INTO waiting.record VALUES (?1, ?2, ?3, ?4, ?5)")?;
        let kind = record.body.kind() as i64;
        let (street, body) = (record.body.usrn(), record.body.to_json());
        insert.execute(params![record.owner as i64, kind, record.key, street, body])?;
        Ok(())
    }

    /// Keeps when the supply was made, so that no older one is taken in after it. Shape: year, month, day, hour, minute and
    /// second in one number.
    ///
    /// # Errors
    /// What SQLite said.
    pub fn supplied(&mut self, time: i64) -> Result<(), GazetteerError> {
        Ok(schema::set_figure(&self.connection, figure::SUPPLIED, time)?)
    }

    /// Packs what was taken in and gives the file its name.
    ///
    /// # Errors
    /// What SQLite or the system said.
    pub fn finish(mut self) -> Result<BuildCount, GazetteerError> {
        if self.has_records {
            self.derive()?;
        }
        self.pack()?;
        self.connection.execute_batch(
            "INSERT INTO home SELECT DISTINCT uprn, block FROM waiting.entry ORDER BY uprn, block; \
             CREATE INDEX word_by_names ON word (names); COMMIT; DETACH waiting; ANALYZE;",
        )?;
        let Self { connection, path, unfinished, waiting, count, .. } = self;
        connection.close().map_err(|(_, error)| error)?;
        std::fs::File::open(&unfinished)
            .and_then(|file| file.sync_all())
            .and_then(|()| std::fs::rename(&unfinished, &path))
            .and_then(|()| std::fs::remove_file(&waiting))
            .map_err(|source| GazetteerError::File { path, source })?;
        Ok(count)
    }

    /// Lays the records of each property together and makes its addresses of them.
    fn derive(&mut self) -> Result<(), GazetteerError> {
        self.connection.execute_batch(
            "INSERT OR REPLACE INTO record SELECT owner, kind, key, street, 0, 0, body FROM waiting.record \
             ORDER BY owner, kind, key, rowid;",
        )?;
        self.connection.execute_batch(register::INDEXES)?;
        let mut streets = Streets::default();
        let mut select = self.connection.prepare(
            "SELECT kind, key, ended, body, owner FROM record WHERE kind <> 15 ORDER BY owner, kind, key",
        )?;
        let mut rows = select.query([])?;
        let (mut owner, mut records) = (0, Vec::new());
        loop {
            let row = rows.next()?;
            let next = row.map(|row| row.get::<_, i64>(4)).transpose()?;
            if next != Some(owner) {
                let names = &mut |usrn| streets.names(&self.connection, usrn);
                for entry in derive::entries(owner as u64, &records, names) {
                    wait(&self.connection, &mut self.count, entry)?;
                }
                records.clear();
            }
            let (Some(row), Some(next)) = (row, next) else { break };
            owner = next;
            records.push(register::kept(row, owner as u64)?);
        }
        streets.fault.map_or(Ok(()), Err)
    }

    /// Packs the blocks in their order, a batch at a time.
    fn pack(&mut self) -> Result<(), GazetteerError> {
        let mut names = NameCount::default();
        let mut select =
            self.connection.prepare("SELECT block, bytes FROM waiting.entry ORDER BY block, uprn")?;
        let mut rows = select.query([])?;
        let mut batch: Vec<Waiting> = Vec::new();
        let mut batch_entries = 0;
        let (mut postcodes, mut digest) = (0, 0);
        while let Some(row) = rows.next()? {
            let name = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            let bytes = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
            let entries =
                card::read(bytes).ok_or_else(|| GazetteerError::Damaged { block: name.to_owned() })?;
            match batch.last_mut().filter(|last| last.name == name) {
                Some(last) => last.entries.extend(entries),
                None => {
                    if batch_entries >= BATCH_ENTRIES {
                        digest ^= write(&self.connection, std::mem::take(&mut batch), &mut names)?;
                        batch_entries = 0;
                    }
                    postcodes += u64::from(!name.starts_with(WITHOUT_POSTCODE));
                    batch.push(Waiting { name: name.to_owned(), entries });
                }
            }
            batch_entries += 1;
        }
        digest ^= write(&self.connection, batch, &mut names)?;
        schema::set_figure(&self.connection, figure::DIGEST, digest)?;
        self.count.postcodes = postcodes;
        write_names(&self.connection, &names)?;
        Ok(())
    }
}

/// Lays an entry by until all are there.
fn wait(connection: &Connection, count: &mut BuildCount, mut entry: Entry) -> Result<(), GazetteerError> {
    let block = pack::place(&mut entry);
    count.entries += 1;
    count.without_postcode += u64::from(entry.postcode.is_empty());
    let mut insert = connection.prepare_cached("INSERT INTO waiting.entry VALUES (?1, ?2, ?3)")?;
    insert.execute(params![block, entry.uprn as i64, card::write(std::slice::from_ref(&entry))])?;
    Ok(())
}

/// A path with more at its end.
fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(what);
    PathBuf::from(name)
}

/// Writes blocks; gives their digest.
fn write(connection: &Connection, batch: Vec<Waiting>, names: &mut NameCount) -> Result<i64, GazetteerError> {
    let mut digest = 0;
    let packed: Vec<(String, Packed)> =
        batch.into_par_iter().map(|mut one| (one.name, pack::pack(&mut one.entries))).collect();
    let mut block = connection.prepare_cached("INSERT INTO block VALUES (?1, ?2)")?;
    let mut card = connection.prepare_cached("INSERT INTO card VALUES (?1, ?2)")?;
    let mut place = connection.prepare_cached("INSERT INTO place VALUES (?1, ?2)")?;
    for (name, packed) in packed {
        block.execute(params![name, packed.block])?;
        digest ^= card::digest(&name, &packed.card);
        card.execute(params![name, packed.card])?;
        for key in packed.leads.places {
            place.execute(params![key, name])?;
        }
        names.add(&packed.leads.names);
    }
    Ok(digest)
}

fn write_names(connection: &Connection, names: &NameCount) -> Result<(), GazetteerError> {
    let mut hashes: Vec<(i64, u32)> =
        names.blocks.iter().map(|(hash, blocks)| (hash.cast_signed(), *blocks)).collect();
    hashes.sort_unstable();
    let mut insert = connection.prepare("INSERT INTO name VALUES (?1, ?2)")?;
    for (hash, blocks) in &hashes {
        insert.execute(params![hash, blocks])?;
    }
    let mut words: Vec<(&str, u32)> =
        names.words.iter().map(|(word, names)| (word.as_str(), *names)).collect();
    words.sort_unstable();
    let mut insert = connection.prepare("INSERT INTO word VALUES (?1, ?2)")?;
    for (word, names) in words {
        insert.execute(params![word, names])?;
    }
    schema::set_figure(connection, figure::NAMES, hashes.len() as i64)?;
    Ok(())
}
