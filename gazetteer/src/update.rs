//! Takes changes into a gazetteer that is there: only the blocks of what changed are packed anew.
//!
//! All of an update counts, or nothing: until it is finished the file is as it was, for whoever reads it and after a crash.
//! The file is then as building it anew from what it holds would make it.

use std::path::Path;

use rayon::prelude::*;
use rusqlite::{Connection, OpenFlags, params};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::card;
use crate::derive;
use crate::entry::{Entry, EntryStatus};
use crate::error::GazetteerError;
use crate::pack::{self, Leads, Packed};
use crate::record::{Record, RecordKind};
use crate::register::{self, Streets};
use crate::schema::{self, figure};
use crate::store::{self, Gazetteer};
use crate::word::Name;

/// Blocks that are packed together, shared out over the threads.
const BATCH_BLOCKS: usize = 1024;

/// What an update did, in UPRNs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UpdateCount {
    /// Those that were not there before.
    pub inserted: u64,
    /// Those whose addresses were replaced.
    pub updated: u64,
    /// Those that were taken out: their addresses stay, as ended.
    pub ended: u64,
    /// UPRNs or records that should be taken out and are not there.
    pub unknown: u64,
    /// Blocks packed anew.
    pub blocks: u64,
}

/// Takes changes in.
pub struct Updater {
    connection: Connection,
    changes: FxHashMap<u64, Change>,
    /// Properties whose records changed.
    touched: FxHashSet<u64>,
    /// The number of this supply.
    supply: i64,
    has_records: bool,
    count: UpdateCount,
}

/// What becomes of a UPRN.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Put,
    End,
}

/// A block before and after.
struct Turned {
    name: String,
    before: Leads,
    /// Of what was in it.
    digest: i64,
    /// None where nothing is left in it.
    after: Option<Packed>,
}

impl Updater {
    /// Begins an update of a gazetteer.
    ///
    /// # Errors
    /// [`GazetteerError::NotAGazetteer`] where the file is none; otherwise what SQLite said.
    pub fn open(path: &Path) -> Result<Self, GazetteerError> {
        drop(Gazetteer::open(path)?);
        let connection = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        connection.execute_batch(
            "PRAGMA cache_size = -64000; BEGIN IMMEDIATE; \
             CREATE TEMP TABLE arrived (block TEXT NOT NULL, uprn INTEGER NOT NULL, bytes BLOB NOT NULL); \
             CREATE INDEX temp.arrived_by_uprn ON arrived (uprn);",
        )?;
        let supply = schema::figure_of(&connection, figure::SUPPLY)? + 1;
        schema::set_figure(&connection, figure::SUPPLY, supply)?;
        let has_records = !register::is_empty(&connection)?;
        Ok(Self {
            connection,
            changes: FxHashMap::default(),
            touched: FxHashSet::default(),
            supply,
            has_records,
            count: UpdateCount::default(),
        })
    }

    /// Says when the supply was made; see [`crate::Builder::supplied`].
    ///
    /// # Errors
    /// [`GazetteerError::NotNewer`] where the gazetteer has one as new or newer.
    pub fn supplied(&mut self, time: i64) -> Result<(), GazetteerError> {
        let has = schema::figure_of(&self.connection, figure::SUPPLIED)?;
        if time <= has {
            return Err(GazetteerError::NotNewer { given: shown(time), has: shown(has) });
        }
        Ok(schema::set_figure(&self.connection, figure::SUPPLIED, time)?)
    }

    /// Puts a record in the place of the one of its kind and key.
    ///
    /// # Errors
    /// [`GazetteerError::OtherKind`] where the gazetteer was made of tables; otherwise what SQLite said.
    pub fn put(&mut self, record: &Record) -> Result<(), GazetteerError> {
        self.check_kind(true)?;
        self.touched.extend(register::put(&self.connection, record, self.supply)?);
        Ok(())
    }

    /// Takes a record out: it stays, as ended. One that the same update puts stays as it is put, whichever is told first.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub fn end_record(&mut self, owner: u64, kind: RecordKind, key: &str) -> Result<(), GazetteerError> {
        self.check_kind(true)?;
        match register::end(&self.connection, (owner, kind, key), self.supply)? {
            Some(touched) => self.touched.extend(touched),
            None => self.count.unknown += 1,
        }
        Ok(())
    }

    fn check_kind(&self, is_record: bool) -> Result<(), GazetteerError> {
        const KINDS: [&str; 2] = ["tables of addresses", "records"];
        if self.has_records == is_record {
            return Ok(());
        }
        let (has, given) = (KINDS[usize::from(self.has_records)], KINDS[usize::from(is_record)]);
        Err(GazetteerError::OtherKind { has, given })
    }

    /// Puts these addresses of a UPRN in the place of those that it had; without any, it has none any more.
    ///
    /// # Errors
    /// What SQLite said.
    pub fn replace(&mut self, uprn: u64, entries: &[Entry]) -> Result<(), GazetteerError> {
        self.check_kind(false)?;
        self.change(uprn, Change::Put, entries)
    }

    fn change(&mut self, uprn: u64, change: Change, entries: &[Entry]) -> Result<(), GazetteerError> {
        if self.changes.insert(uprn, change).is_some() {
            let mut delete = self.connection.prepare_cached("DELETE FROM temp.arrived WHERE uprn = ?1")?;
            delete.execute([uprn as i64])?;
        }
        self.arrive(entries)
    }

    /// Takes a UPRN out: its addresses stay, as ended. One that the same update puts in stays as it is put, whichever is
    /// told first, because suppliers mean deletes to come before the rest.
    ///
    /// # Errors
    /// What SQLite said.
    pub fn end(&mut self, uprn: u64) -> Result<(), GazetteerError> {
        self.check_kind(false)?;
        if self.changes.contains_key(&uprn) {
            return Ok(());
        }
        let mut entries = store::entries_with(&self.connection, uprn)?;
        if entries.is_empty() {
            self.count.unknown += 1;
            return Ok(());
        }
        self.changes.insert(uprn, Change::End);
        entries.iter_mut().for_each(|entry| entry.status = EntryStatus::Ended);
        self.arrive(&entries)
    }

    fn arrive(&self, entries: &[Entry]) -> Result<(), GazetteerError> {
        let mut insert = self.connection.prepare_cached("INSERT INTO temp.arrived VALUES (?1, ?2, ?3)")?;
        for entry in entries {
            let mut entry = entry.clone();
            let block = pack::place(&mut entry);
            insert.execute(params![block, entry.uprn as i64, card::write(std::slice::from_ref(&entry))])?;
        }
        Ok(())
    }

    /// Packs the blocks that changed, and makes it count.
    ///
    /// # Errors
    /// What SQLite said; then the file is as it was.
    pub fn finish(mut self) -> Result<UpdateCount, GazetteerError> {
        self.derive()?;
        let mut uprns: Vec<u64> = self.changes.keys().copied().collect();
        uprns.sort_unstable();
        let mut blocks = Vec::new();
        for uprn in &uprns {
            let before = store::blocks_with(&self.connection, *uprn)?;
            match self.changes.get(uprn) {
                Some(Change::End) => self.count.ended += 1,
                _ if before.is_empty() => self.count.inserted += 1,
                _ => self.count.updated += 1,
            }
            blocks.extend(before);
        }
        {
            let mut select = self.connection.prepare("SELECT DISTINCT block FROM temp.arrived")?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                blocks.push(row.get(0)?);
            }
        }
        blocks.sort_unstable();
        blocks.dedup();
        self.count.blocks = blocks.len() as u64;
        self.connection.execute_batch("CREATE INDEX temp.arrived_by_block ON arrived (block);")?;
        let mut digest = schema::figure_of(&self.connection, figure::DIGEST)?;
        for batch in blocks.chunks(BATCH_BLOCKS) {
            for turned in self.turn(batch)? {
                digest ^= turned.digest;
                digest ^= turned.after.as_ref().map_or(0, |packed| card::digest(&turned.name, &packed.card));
                self.write(turned)?;
            }
        }
        schema::set_figure(&self.connection, figure::DIGEST, digest)?;
        self.connection.execute_batch("DROP TABLE temp.arrived; COMMIT;")?;
        self.connection.close().map_err(|(_, error)| error)?;
        Ok(self.count)
    }

    /// Makes the addresses of the properties whose records changed.
    fn derive(&mut self) -> Result<(), GazetteerError> {
        let mut owners: Vec<u64> = self.touched.drain().collect();
        owners.sort_unstable();
        let mut streets = Streets::default();
        for owner in owners {
            let records = register::records_of(&self.connection, owner)?;
            let entries = derive::entries(owner, &records, &mut |usrn| streets.names(&self.connection, usrn));
            let has_ended =
                !entries.is_empty() && entries.iter().all(|entry| entry.status == EntryStatus::Ended);
            self.change(owner, if has_ended { Change::End } else { Change::Put }, &entries)?;
        }
        streets.fault.map_or(Ok(()), Err)
    }

    /// Blocks as they were and as they will be.
    fn turn(&self, batch: &[String]) -> Result<Vec<Turned>, GazetteerError> {
        let mut read = Vec::with_capacity(batch.len());
        for name in batch {
            read.push((name, store::entries_of(&self.connection, name)?, self.arrived_in(name)?));
        }
        let changes = &self.changes;
        let turned = read.into_par_iter().map(|(name, before, mut after)| {
            after.extend(before.iter().filter(|entry| !changes.contains_key(&entry.uprn)).cloned());
            let after = (!after.is_empty()).then(|| pack::pack(&mut after));
            let digest = if before.is_empty() { 0 } else { card::digest(name, &card::write(&before)) };
            Turned { name: name.clone(), before: Leads::of(&before), digest, after }
        });
        Ok(turned.collect())
    }

    fn arrived_in(&self, block: &str) -> Result<Vec<Entry>, GazetteerError> {
        let mut select = self.connection.prepare_cached("SELECT bytes FROM temp.arrived WHERE block = ?1")?;
        let mut rows = select.query([block])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            let bytes = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
            entries.extend(
                card::read(bytes).ok_or_else(|| GazetteerError::Damaged { block: block.to_owned() })?,
            );
        }
        Ok(entries)
    }

    fn write(&self, turned: Turned) -> Result<(), GazetteerError> {
        let Turned { name, before, after, .. } = turned;
        let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| -> Result<(), GazetteerError> {
            self.connection.prepare_cached(sql)?.execute(values)?;
            Ok(())
        };
        let leads = match after {
            Some(Packed { block, card, leads }) => {
                run("INSERT OR REPLACE INTO block VALUES (?1, ?2)", &[&name, &block])?;
                run("INSERT OR REPLACE INTO card VALUES (?1, ?2)", &[&name, &card])?;
                leads
            }
            None => {
                run("DELETE FROM block WHERE name = ?1", &[&name])?;
                run("DELETE FROM card WHERE block = ?1", &[&name])?;
                Leads::default()
            }
        };
        let (gone, new) = differences(&before.uprns, &leads.uprns);
        for uprn in gone {
            run("DELETE FROM home WHERE uprn = ?1 AND block = ?2", &[&(*uprn as i64), &name])?;
        }
        for uprn in new {
            run("INSERT INTO home VALUES (?1, ?2)", &[&(*uprn as i64), &name])?;
        }
        let (gone, new) = differences(&before.places, &leads.places);
        for place in gone {
            run("DELETE FROM place WHERE name = ?1 AND block = ?2", &[place, &name])?;
        }
        for place in new {
            run("INSERT INTO place VALUES (?1, ?2)", &[place, &name])?;
        }
        let (gone, new) = differences(&before.names, &leads.names);
        gone.into_iter().try_for_each(|name| self.count_name(name, -1))?;
        new.into_iter().try_for_each(|name| self.count_name(name, 1))
    }

    /// Counts a name in one block more or less.
    fn count_name(&self, name: &Name, by: i64) -> Result<(), GazetteerError> {
        let hash = name.hash.cast_signed();
        let count = |sql: &str, key: &dyn rusqlite::ToSql| -> Result<i64, GazetteerError> {
            Ok(self.connection.prepare_cached(sql)?.query_row(params![key, by], |row| row.get(0))?)
        };
        let blocks = count(
            "INSERT INTO name VALUES (?1, ?2) ON CONFLICT DO UPDATE SET blocks = blocks + ?2 RETURNING blocks",
            &hash,
        )?;
        if blocks == 0 {
            self.connection.prepare_cached("DELETE FROM name WHERE hash = ?1")?.execute([hash])?;
        }
        // The name is new, or nothing has it any more.
        if blocks == 0 || (by > 0 && blocks == 1) {
            let names = schema::figure_of(&self.connection, figure::NAMES)?;
            schema::set_figure(&self.connection, figure::NAMES, names + by)?;
            for word in &name.words {
                let names = count(
                    "INSERT INTO word VALUES (?1, ?2) ON CONFLICT DO UPDATE SET names = names + ?2 RETURNING names",
                    word,
                )?;
                if names == 0 {
                    self.connection.prepare_cached("DELETE FROM word WHERE text = ?1")?.execute([word])?;
                }
            }
        }
        Ok(())
    }
}

/// A time as people write it.
fn shown(time: i64) -> String {
    let (date, clock) = (time / 1_000_000, time % 1_000_000);
    let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100);
    format!("{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02}", clock / 10_000, clock / 100 % 100, clock % 100)
}

/// What of two sorted lists is in the first alone, and what in the second alone.
fn differences<'l, T: Ord>(before: &'l [T], after: &'l [T]) -> (Vec<&'l T>, Vec<&'l T>) {
    let gone = before.iter().filter(|one| after.binary_search(one).is_err());
    let new = after.iter().filter(|one| before.binary_search(one).is_err());
    (gone.collect(), new.collect())
}
