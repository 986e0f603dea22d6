//! What a linkage of tables was made from, kept in its folder, so that one can come back to it and knows whether the tables are
//! still as they were.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_128;

use super::ReadOptions;
use crate::operations::OperationError;
use crate::review::ReviewError;

/// The file.
pub const ORIGIN: &str = "linkage.json";
/// Changes when the file's form does.
const FORM: u32 = 1;

/// What a linkage was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    form: u32,
    /// Where the program ran: paths that are not absolute begin there.
    from: PathBuf,
    files: Vec<OriginFile>,
    id: Option<String>,
    truth: Option<String>,
    group: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct OriginFile {
    /// As it was given.
    path: PathBuf,
    bytes: u64,
    /// XXH3 of 128 bits, in hexadecimal.
    hash: String,
}

impl Origin {
    /// Describes tables and how they were read.
    ///
    /// # Errors
    /// Where a file can't be read.
    pub fn of(files: &[PathBuf], options: &ReadOptions<'_>) -> Result<Self, OperationError> {
        let describe = |path: &PathBuf| {
            let (bytes, hash) = hash_of(path).map_err(OperationError::file("read", path))?;
            Ok(OriginFile { path: path.clone(), bytes, hash })
        };
        let owned = |name: Option<&str>| name.map(str::to_owned);
        Ok(Self {
            form: FORM,
            from: std::env::current_dir().unwrap_or_default(),
            files: files.iter().map(describe).collect::<Result<_, OperationError>>()?,
            id: owned(options.id),
            truth: owned(options.truth),
            group: owned(options.group),
        })
    }

    /// Writes the file into a linkage's folder.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn write(&self, folder: &Path) -> Result<(), OperationError> {
        let path = folder.join(ORIGIN);
        let text = serde_json::to_string_pretty(self).map_err(std::io::Error::from);
        text.and_then(|text| fs::write(&path, text + "\n")).map_err(OperationError::file("write", &path))
    }

    /// Reads the file of a linkage's folder.
    ///
    /// # Errors
    /// [`ReviewError::NotLinked`] where there is none, [`ReviewError::Damaged`] where it isn't one.
    pub fn read(folder: &Path) -> Result<Self, OperationError> {
        let path = folder.join(ORIGIN);
        if !path.is_file() {
            return Err(ReviewError::NotLinked { folder: folder.to_owned(), file: ORIGIN }.into());
        }
        let text = fs::read_to_string(&path).map_err(OperationError::file("read", &path))?;
        let origin = serde_json::from_str::<Self>(&text).ok().filter(|origin| origin.form == FORM);
        Ok(origin.ok_or(ReviewError::Damaged { path })?)
    }

    /// Where the tables are, all of them as they were.
    ///
    /// # Errors
    /// [`ReviewError::TableGone`] and [`ReviewError::TableChanged`] for the first that isn't.
    pub fn tables(&self) -> Result<Vec<PathBuf>, OperationError> {
        let mut paths = Vec::with_capacity(self.files.len());
        for file in &self.files {
            let path = self.from.join(&file.path);
            if !path.is_file() {
                return Err(ReviewError::TableGone { path }.into());
            }
            let (bytes, hash) = hash_of(&path).map_err(OperationError::file("read", &path))?;
            if (bytes, &hash) != (file.bytes, &file.hash) {
                return Err(ReviewError::TableChanged { path }.into());
            }
            paths.push(path);
        }
        Ok(paths)
    }

    /// How the tables were read.
    pub fn options(&self) -> ReadOptions<'_> {
        ReadOptions {
            id: self.id.as_deref(),
            truth: self.truth.as_deref(),
            group: self.group.as_deref(),
            with_digests: true,
            ..ReadOptions::default()
        }
    }
}

/// The length and hash of a file.
fn hash_of(path: &Path) -> std::io::Result<(u64, String)> {
    const BUFFER_BYTES: usize = 1 << 18;
    let mut file = File::open(path)?;
    let mut hasher = XxHash3_128::new();
    let mut buffer = vec![0; BUFFER_BYTES];
    let mut total = 0;
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            return Ok((total, format!("{:032x}", hasher.finish_128())));
        }
        hasher.write(&buffer[..count]);
        total += count as u64;
    }
}
