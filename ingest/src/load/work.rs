//! The threads of a load and what they share.
//!
//! A thread that reads feeds the others through a channel of one block; each of those does a block's whole work. Where
//! the order matters they take turns by the block's number. The first fault stops all.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use standardise::record::columns;

use super::check::Checker;
use super::identity::{Identified, Identity};
use super::layout::FileLayout;
use super::matching::Matching;
use super::records::Records;
use super::table::{self, Encoder, RejectTable, Table};
use super::tally::Tally;
use super::turn::InTurn;
use crate::LoadError;
use crate::row::{Block, OpenFile};

/// How a load is shared out. The results are the same for any number of threads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    /// Threads that work on blocks, beside the one that reads.
    pub(super) threads: usize,
    /// Rows of a block.
    pub(super) block_rows: usize,
}

/// What the threads of a load share.
pub(super) struct Work<'a> {
    checker: &'a Checker<'a>,
    files: &'a [FileLayout],
    matching: Option<&'a Matching>,
    accepted: Encoder,
    standard: Encoder,
    identity: InTurn<Identity>,
    sink: InTurn<Sink>,
    stopped: AtomicBool,
    fault: Mutex<Option<LoadError>>,
    /// What the readers found out by reading to the end.
    notes: Mutex<Vec<String>>,
}

/// Where finished blocks go.
struct Sink {
    accepted: Table,
    standard: Table,
    rejected: RejectTable,
    tally: Tally,
}

/// What is known when all rows are written.
pub(super) struct Worked {
    pub(super) identity: Identity,
    pub(super) tally: Tally,
    pub(super) notes: Vec<String>,
}

/// A block to work on.
struct Job {
    number: u64,
    file: usize,
    block: Block,
}

impl<'a> Work<'a> {
    pub(super) fn new(
        checker: &'a Checker<'a>,
        files: &'a [FileLayout],
        identity: Identity,
        (out, matching): (&Path, Option<&'a Matching>),
    ) -> Result<Self, LoadError> {
        let schema = table::accepted_schema(checker.layout);
        let (accepted_table, accepted) = Table::create(out, table::ACCEPTED, schema)?;
        let schema = table::standard_schema(columns(checker.contract.entity), matching.is_some());
        let (standard_table, standard) = Table::create(out, table::STANDARD, schema)?;
        let sink = Sink {
            accepted: accepted_table,
            standard: standard_table,
            rejected: RejectTable::create(out)?,
            tally: Tally::default(),
        };
        Ok(Self {
            checker,
            files,
            matching,
            accepted,
            standard,
            identity: InTurn::new(identity),
            sink: InTurn::new(sink),
            stopped: AtomicBool::new(false),
            fault: Mutex::new(None),
            notes: Mutex::default(),
        })
    }

    /// Reads the files and works through their rows.
    pub(super) fn run(
        self,
        files: Vec<OpenFile>,
        pace: Pace,
        progress: &(dyn Fn(u64) + Sync),
    ) -> Result<Worked, LoadError> {
        std::thread::scope(|scope| {
            let (sender, receiver) = sync_channel(1);
            // Held by the working threads alone: when the last of them is gone, the reader's next block is refused.
            let receiver = Arc::new(Mutex::new(receiver));
            let work = &self;
            for _ in 0..pace.threads.max(1) {
                let receiver = Arc::clone(&receiver);
                scope.spawn(move || work.work_through(&receiver));
            }
            drop(receiver);
            let send = |job| sender.send(job).is_ok();
            self.read(files, pace.block_rows, &send, progress);
        });
        if let Some(fault) = self.fault.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(fault);
        }
        let sink = self.sink.into_inner();
        sink.accepted.finish()?;
        sink.standard.finish()?;
        sink.rejected.finish()?;
        let notes = self.notes.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok(Worked { identity: self.identity.into_inner(), tally: sink.tally, notes })
    }

    /// Reads blocks until the files end or something stops the load.
    fn read(
        &self,
        files: Vec<OpenFile>,
        block_rows: usize,
        send: &dyn Fn(Job) -> bool,
        progress: &(dyn Fn(u64) + Sync),
    ) {
        let (mut number, mut bytes_before) = (0, 0);
        for (file, mut open) in files.into_iter().enumerate() {
            loop {
                let mut block = Block::of(block_rows);
                if let Err(fault) = open.rows.fill(&mut block) {
                    return self.fail(fault);
                }
                progress(bytes_before + open.rows.bytes_read());
                if block.is_empty() {
                    break;
                }
                let stopped = self.stopped.load(Ordering::Relaxed);
                if stopped || !send(Job { number, file, block }) {
                    return;
                }
                number += 1;
            }
            bytes_before += open.rows.bytes_read();
            let name = &self.files[file].name;
            let found = open.rows.notes().into_iter().map(|note| format!("{name}: {note}"));
            self.notes.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
        }
    }

    /// Works on blocks until there are no more.
    fn work_through(&self, receiver: &Mutex<Receiver<Job>>) {
        let _guard = StopOnPanic(self);
        loop {
            let next = receiver.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(job) = next else { return };
            if self.stopped.load(Ordering::Relaxed) {
                continue;
            }
            if let Err(fault) = self.process(job) {
                self.fail(fault);
            }
        }
    }

    fn process(&self, job: Job) -> Result<(), LoadError> {
        let file = &self.files[job.file];
        let mut checked = self.checker.check(&job.block.into_text(), file);
        let identified =
            self.identity.take(job.number, |identity| identity.identify(self.checker, &mut checked));
        let Some(identified) = identified.transpose()? else { return Ok(()) };
        let mut tally = Tally::default();
        tally.rows(&checked);
        let mut groups = None;
        if !identified.is_empty() {
            let (checker, file) = (self.checker, file.name.as_str());
            let records = Records {
                checker,
                checked: &checked,
                identified: &identified,
                file,
                matching: self.matching,
            };
            let accepted = self.accepted.encode(&records.accepted())?;
            let there: Vec<Identified> =
                identified.iter().filter(|record| !record.is_deleted).copied().collect();
            let standard = match there.as_slice() {
                [] => None,
                there => {
                    let records = Records { identified: there, ..records };
                    Some(self.standard.encode(&records.standard(&mut tally)?)?)
                }
            };
            groups = Some((accepted, standard));
        }
        let written = self.sink.take(job.number, |sink| {
            if let Some((accepted, standard)) = groups {
                sink.accepted.append(accepted)?;
                standard.map_or(Ok(()), |standard| sink.standard.append(standard))?;
            }
            sink.tally.add(tally);
            sink.rejected.append(&checked.rejects, &file.name, self.checker.layout)
        });
        written.unwrap_or(Ok(()))
    }

    /// Keeps the first fault and stops all threads.
    fn fail(&self, fault: LoadError) {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(fault);
        self.stop();
    }

    fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
        self.identity.stop();
        self.sink.stop();
    }
}

/// Lets the other threads go where this one panics, so that the panic is seen and nothing hangs.
struct StopOnPanic<'a>(&'a Work<'a>);

impl Drop for StopOnPanic<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.stop();
        }
    }
}
