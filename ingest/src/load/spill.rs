//! Entries set aside on disk by their bucket, so that a bucket can be looked at by itself in little memory.
//!
//! Entries of a bucket come back in the order in which they were put. What they mean is not known here.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::LoadError;

/// Into how many buckets entries are told apart, by the topmost byte of their digest.
pub(super) const BUCKETS: usize = 256;
/// Bytes of a bucket that are held before they are written together.
const CHUNK_BYTES: usize = 1 << 14;

/// Entries of `N` bytes on their way to and from disk. The file is removed with it.
pub(super) struct Spill<const N: usize> {
    path: PathBuf,
    file: File,
    written: u64,
    buckets: Vec<Bucket>,
}

#[derive(Default)]
struct Bucket {
    held: Vec<u8>,
    /// Where in the file its chunks stand, and how long they are.
    chunks: VecDeque<(u64, usize)>,
    /// How much of what is held has been taken back.
    taken: usize,
}

impl<const N: usize> Spill<N> {
    /// Creates the file, which must not be there yet.
    pub(super) fn create(path: PathBuf) -> Result<Self, LoadError> {
        let opened = File::options().read(true).write(true).create_new(true).open(&path);
        let file = opened.map_err(|error| LoadError::write(&path, error))?;
        let buckets = (0..BUCKETS).map(|_| Bucket::default()).collect();
        Ok(Self { path, file, written: 0, buckets })
    }

    /// Adds an entry to a bucket.
    pub(super) fn push(&mut self, bucket: usize, entry: [u8; N]) -> Result<(), LoadError> {
        let held = &mut self.buckets[bucket].held;
        held.extend_from_slice(&entry);
        if held.len() + N > CHUNK_BYTES { self.write(bucket) } else { Ok(()) }
    }

    /// Writes out what is held, so that it can be taken back.
    pub(super) fn close(&mut self) -> Result<(), LoadError> {
        (0..BUCKETS).try_for_each(|bucket| self.write(bucket))
    }

    /// The bucket's next entry; none at its end. All entries have been put.
    pub(super) fn next(&mut self, bucket: usize) -> Result<Option<[u8; N]>, LoadError> {
        if self.buckets[bucket].taken == self.buckets[bucket].held.len() && !self.read(bucket)? {
            return Ok(None);
        }
        let Bucket { held, taken, .. } = &mut self.buckets[bucket];
        let mut entry = [0; N];
        entry.copy_from_slice(&held[*taken..*taken + N]);
        *taken += N;
        Ok(Some(entry))
    }

    fn write(&mut self, bucket: usize) -> Result<(), LoadError> {
        let Bucket { held, chunks, .. } = &mut self.buckets[bucket];
        if !held.is_empty() {
            self.file.write_all(held).map_err(|error| LoadError::write(&self.path, error))?;
            chunks.push_back((self.written, held.len()));
            self.written += held.len() as u64;
            held.clear();
        }
        Ok(())
    }

    /// Holds a bucket's next chunk; false where there is none.
    fn read(&mut self, bucket: usize) -> Result<bool, LoadError> {
        let Bucket { held, chunks, taken } = &mut self.buckets[bucket];
        let Some((start, length)) = chunks.pop_front() else {
            (*held, *taken) = (Vec::new(), 0);
            return Ok(false);
        };
        held.resize(length, 0);
        *taken = 0;
        let read = |file: &mut File, into: &mut [u8]| -> io::Result<()> {
            file.seek(SeekFrom::Start(start))?;
            file.read_exact(into)
        };
        read(&mut self.file, held).map_err(|error| LoadError::read(&self.path, error))?;
        Ok(true)
    }

    /// Where the file is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl<const N: usize> Drop for Spill<N> {
    fn drop(&mut self) {
        // What is left behind is in the draft's folder, which is swept when nobody knows it.
        let _ = std::fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_back_in_their_order_and_leave_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("entries");
        let mut spill: Spill<8> = Spill::create(path.clone()).unwrap();
        let count = 100_000u64;
        for number in 0..count {
            spill.push((number % 3) as usize, number.to_le_bytes()).unwrap();
        }
        spill.close().unwrap();
        for bucket in [2, 0, 1] {
            let mut expected = (bucket..count).step_by(3);
            while let Some(entry) = spill.next(bucket as usize).unwrap() {
                assert_eq!(Some(u64::from_le_bytes(entry)), expected.next());
            }
            assert_eq!(expected.next(), None);
        }
        assert_eq!(spill.next(3).unwrap(), None);
        drop(spill);
        assert!(!path.exists());
    }
}
