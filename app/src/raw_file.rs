//! Raw files kept as they came: a copy under its content's hash, made once however often the same file is delivered.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;
use std::time::SystemTime;

use catalogue::RawFile;
use sha2::{Digest, Sha256};

use crate::hexadecimal;
use crate::operations::OperationError;

/// What tells whether a file changed between two looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    bytes: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    /// The file's stamp now.
    ///
    /// # Errors
    /// Where the file can't be looked at.
    pub fn of(path: &Path) -> Result<Self, OperationError> {
        let metadata = fs::metadata(path).map_err(OperationError::file("read", path))?;
        Ok(Self { bytes: metadata.len(), modified: metadata.modified().ok() })
    }
}

/// The file's name, size and hash.
///
/// # Errors
/// Where it can't be read.
pub fn describe(path: &Path) -> Result<RawFile, OperationError> {
    let (hash, bytes) = read_through(path, |_| Ok(()))?;
    Ok(RawFile { name: name_of(path), hash, bytes })
}

/// Keeps a copy of the file in `folder` under its hash, unless it is there already.
///
/// # Errors
/// Where the file can't be read or the copy not be written. Half a copy is never found under a hash.
pub fn keep(path: &Path, raw_file: &RawFile, folder: &Path) -> Result<(), OperationError> {
    let kept = folder.join(&raw_file.hash);
    if kept.exists() {
        return Ok(());
    }
    fs::create_dir_all(folder).map_err(OperationError::file("make folder", folder))?;
    let partial = folder.join(format!("{}.part", raw_file.hash));
    let mut copy = File::create(&partial).map_err(OperationError::file("write", &partial))?;
    let (hash, _) =
        read_through(path, |bytes| copy.write_all(bytes).map_err(OperationError::file("write", &partial)))?;
    copy.sync_all().map_err(OperationError::file("write", &partial))?;
    if hash != raw_file.hash {
        // The caller compares stamps and tells; this copy is of neither state.
        return fs::remove_file(&partial).map_err(OperationError::file("remove", &partial));
    }
    fs::rename(&partial, &kept).map_err(OperationError::file("move into place", &kept))
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn read_through(
    path: &Path,
    mut each: impl FnMut(&[u8]) -> Result<(), OperationError>,
) -> Result<(String, u64), OperationError> {
    const BUFFER_BYTES: usize = 1 << 18;
    let mut file = File::open(path).map_err(OperationError::file("read", path))?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; BUFFER_BYTES];
    let mut total = 0;
    loop {
        let count = file.read(&mut buffer).map_err(OperationError::file("read", path))?;
        if count == 0 {
            return Ok((hexadecimal::encode(&hasher.finalize()), total));
        }
        hasher.update(&buffer[..count]);
        each(&buffer[..count])?;
        total += count as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_file_is_kept_once_under_its_hash() {
        let folder = tempfile::tempdir().unwrap();
        let extract = folder.path().join("library.csv");
        fs::write(&extract, "abc").unwrap();
        let raw = describe(&extract).unwrap();
        // The hash of `abc` as FIPS 180-2 gives it.
        assert_eq!(raw.hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let kept = folder.path().join("raw");
        keep(&extract, &raw, &kept).unwrap();
        keep(&extract, &raw, &kept).unwrap();
        assert_eq!(fs::read(kept.join(&raw.hash)).unwrap(), b"abc");
        assert_eq!(fs::read_dir(&kept).unwrap().count(), 1);
    }

    #[test]
    fn file_that_changed_since_it_was_described_is_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let extract = folder.path().join("library.csv");
        fs::write(&extract, "abc").unwrap();
        let raw = describe(&extract).unwrap();
        fs::write(&extract, "abcd").unwrap();
        let kept = folder.path().join("raw");
        keep(&extract, &raw, &kept).unwrap();
        assert_eq!(fs::read_dir(&kept).unwrap().count(), 0);
    }
}
