//! Tables of a linkage version that lie in several files, of which the newest that tells of a key counts.
//!
//! A linkage that goes on from another writes what has changed alone, beside the files of the other. It knows nothing of what the
//! tables hold.

use std::fs;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use crate::operations::OperationError;
use crate::version_table::{self, TableFileError};

/// More files than this are written anew as one.
const FILE_COUNT_MAX: usize = 8;

/// A table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layered {
    /// The files' name: `NAME.parquet` is the newest, `NAME-1.parquet` the one before, and so on.
    pub(super) name: &'static str,
    /// The column of whole numbers that tells what a row is about.
    pub(super) key: &'static str,
}

/// The rows of a file that count, ascending.
pub(super) struct Counting {
    pub(super) path: PathBuf,
    pub(super) rows: Vec<usize>,
}

impl Layered {
    /// The newest file.
    pub(super) fn newest(&self, folder: &Path) -> PathBuf {
        self.file(folder, 0)
    }

    fn file(&self, folder: &Path, age: usize) -> PathBuf {
        match age {
            0 => folder.join(format!("{}.parquet", self.name)),
            age => folder.join(format!("{}-{age}.parquet", self.name)),
        }
    }

    /// The files, the newest first.
    fn files(&self, folder: &Path) -> Vec<PathBuf> {
        (0..).map(|age| self.file(folder, age)).take_while(|path| path.is_file()).collect()
    }

    /// Whether one more file may go before those of a linkage.
    pub(super) fn has_room(&self, folder: &Path) -> bool {
        (1..FILE_COUNT_MAX).contains(&self.files(folder).len())
    }

    /// Takes over the files of a linkage before, each as one older than it was.
    pub(super) fn take_over(&self, from: &Path, to: &Path) -> Result<(), OperationError> {
        for (age, from) in (1..).zip(self.files(from)) {
            let to = self.file(to, age);
            // A version's files never change, so that two versions can have one file; not every disk can.
            if fs::hard_link(&from, &to).is_err() {
                fs::copy(&from, &to).map_err(OperationError::file("copy", &from))?;
            }
        }
        Ok(())
    }

    /// By file, the newest first, the rows that count: those of wanted keys that no newer file tells of.
    pub(super) fn counting(
        &self,
        folder: &Path,
        is_wanted: impl Fn(u64) -> bool,
    ) -> Result<Vec<Counting>, TableFileError> {
        let files = self.files(folder);
        let mut newer: FxHashSet<u64> = FxHashSet::default();
        let mut found = Vec::with_capacity(files.len());
        for (left, path) in (1..=files.len()).rev().zip(files) {
            let rows =
                version_table::rows_where(&path, self.key, |key| is_wanted(key) && !newer.contains(&key))?;
            if left > 1 {
                newer.extend(
                    version_table::read_numbers(&path, self.key)?.into_iter().filter(|key| is_wanted(*key)),
                );
            }
            found.push(Counting { path, rows });
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::version_table::{number_column, read_numbers, write};

    const TABLE: Layered = Layered { name: "things", key: "key" };

    fn keep(path: &Path, keys: &[u64], values: &[u64]) {
        let columns = vec![("key", number_column(keys.to_vec())), ("value", number_column(values.to_vec()))];
        write(path, columns).unwrap();
    }

    fn told(folder: &Path, is_wanted: impl Fn(u64) -> bool) -> Vec<u64> {
        let mut told = Vec::new();
        for Counting { path, rows } in TABLE.counting(folder, is_wanted).unwrap() {
            let values = read_numbers(&path, "value").unwrap();
            told.extend(rows.into_iter().map(|row| values[row]));
        }
        told
    }

    #[test]
    fn of_files_that_tell_of_a_key_the_newest_counts() {
        let folders =
            [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let [first, second, third] = folders.each_ref().map(tempfile::TempDir::path);
        keep(&TABLE.newest(first), &[1, 2, 2, 3], &[10, 20, 21, 30]);
        assert!(TABLE.has_room(first) && !TABLE.has_room(second));
        TABLE.take_over(first, second).unwrap();
        keep(&TABLE.newest(second), &[2, 4], &[22, 40]);
        TABLE.take_over(second, third).unwrap();
        keep(&TABLE.newest(third), &[1, 4, 4], &[11, 41, 42]);
        assert_eq!(told(first, |_| true), [10, 20, 21, 30]);
        assert_eq!(told(second, |_| true), [22, 40, 10, 30]);
        assert_eq!(told(third, |_| true), [11, 41, 42, 22, 30]);
        assert_eq!(told(third, |key| key == 2), [22]);
    }

    #[test]
    fn so_many_files_are_enough() {
        let mut folders = vec![tempfile::tempdir().unwrap()];
        keep(&TABLE.newest(folders[0].path()), &[1], &[1]);
        while TABLE.has_room(folders[folders.len() - 1].path()) {
            let next = tempfile::tempdir().unwrap();
            TABLE.take_over(folders[folders.len() - 1].path(), next.path()).unwrap();
            keep(&TABLE.newest(next.path()), &[1], &[folders.len() as u64]);
            folders.push(next);
        }
        assert_eq!(folders.len(), FILE_COUNT_MAX);
        assert_eq!(told(folders[FILE_COUNT_MAX - 1].path(), |_| true), [FILE_COUNT_MAX as u64 - 1]);
    }
}
