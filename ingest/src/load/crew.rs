//! The threads that go through a load's files: one reads, the others each take a block of rows and do its whole work.
//!
//! Blocks in flight are few, and the first fault stops all. What is done with a block is not known here.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use crate::LoadError;
use crate::row::{Block, OpenFile};

/// Threads beyond which more don't help, as one reads for all; each holds a block.
const THREADS_MAX: usize = 8;

/// How a load is shared out. The results are the same for any number of threads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    /// Threads that work on blocks, beside the one that reads.
    pub(super) threads: usize,
    /// Rows of a block.
    pub(super) block_rows: usize,
    /// Records above which the files are gone through once beforehand, so that not all of them need be remembered.
    pub(super) remembered_max: u64,
}

/// A block to work on.
pub(super) struct Job {
    /// The block's number, over all files.
    pub(super) number: u64,
    /// The position of its file.
    pub(super) file: usize,
    pub(super) block: Block,
}

/// Files to go through, the first of them perhaps begun already.
pub(super) struct Reading {
    pub(super) files: Vec<OpenFile>,
    /// The first file's first block, where it has been read.
    pub(super) begun: Option<Block>,
}

impl Reading {
    /// How many rows there may be in files of so many bytes, by what has been read of the first.
    pub(super) fn expected_rows(&self, bytes: u64) -> u64 {
        let rows = self.begun.as_ref().map_or(0, Block::len) as u64;
        let read = self.files.first().map_or(0, |first| first.rows.bytes_read());
        rows.saturating_mul(bytes).checked_div(read).unwrap_or(rows)
    }
}

/// What is done with each block.
pub(super) trait BlockWork: Sync {
    /// Works on a block, on any thread.
    fn process(&self, job: Job) -> Result<(), LoadError>;

    /// Lets threads go that wait for each other.
    fn stop(&self);
}

/// Goes through all rows of the files; gives for each file what its reader found out by reading to the end.
pub(super) fn go_through(
    reading: Reading,
    pace: Pace,
    work: &dyn BlockWork,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Vec<Vec<String>>, LoadError> {
    let crew = Crew { work, stopped: AtomicBool::new(false), fault: Mutex::new(None) };
    let notes = std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(1);
        // Held by the working threads alone: when the last of them is gone, the reader's next block is refused.
        let receiver = Arc::new(Mutex::new(receiver));
        for _ in 0..pace.threads.clamp(1, THREADS_MAX) {
            let (receiver, crew) = (Arc::clone(&receiver), &crew);
            scope.spawn(move || crew.work_through(&receiver));
        }
        drop(receiver);
        let send = |job| sender.send(job).is_ok();
        crew.read(reading, pace.block_rows, &send, progress)
    });
    match crew.fault.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(fault) => Err(fault),
        None => Ok(notes),
    }
}

/// What the threads share.
struct Crew<'a> {
    work: &'a dyn BlockWork,
    stopped: AtomicBool,
    fault: Mutex<Option<LoadError>>,
}

impl Crew<'_> {
    /// Reads blocks until the files end or something stops the load.
    fn read(
        &self,
        reading: Reading,
        block_rows: usize,
        send: &dyn Fn(Job) -> bool,
        progress: &(dyn Fn(u64) + Sync),
    ) -> Vec<Vec<String>> {
        let (mut number, mut bytes_before) = (0, 0);
        let (mut notes, mut begun) = (Vec::new(), reading.begun);
        for (file, mut open) in reading.files.into_iter().enumerate() {
            loop {
                let block = match begun.take() {
                    Some(block) => block,
                    None => {
                        let mut block = Block::of(block_rows);
                        if let Err(fault) = open.rows.fill(&mut block) {
                            self.fail(fault);
                            return notes;
                        }
                        block
                    }
                };
                progress(bytes_before + open.rows.bytes_read());
                if block.is_empty() {
                    break;
                }
                let stopped = self.stopped.load(Ordering::Relaxed);
                if stopped || !send(Job { number, file, block }) {
                    return notes;
                }
                number += 1;
            }
            bytes_before += open.rows.bytes_read();
            notes.push(open.rows.notes());
        }
        notes
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
            if let Err(fault) = self.work.process(job) {
                self.fail(fault);
            }
        }
    }

    /// Keeps the first fault and stops all threads.
    fn fail(&self, fault: LoadError) {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(fault);
        self.stop();
    }

    fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
        self.work.stop();
    }
}

/// Lets the other threads go where this one panics, so that the panic is seen and nothing hangs.
struct StopOnPanic<'a>(&'a Crew<'a>);

impl Drop for StopOnPanic<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.stop();
        }
    }
}
