//! A delivered file and its bytes: as they are, or out of a gzip or zip archive that it turns out to be.
//!
//! Unpacks as it reads, so that nothing unpacked is ever whole on disk or in memory. What the bytes mean is the readers'
//! affair; an archive inside an archive is not opened.

mod unpack;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub(crate) use unpack::UnpackFault;
use unpack::{Packing, Unpacked};

use crate::LoadError;
use crate::limit::WHOLE_BYTES_MAX;

/// A file to read, once or several times over.
#[derive(Debug, Clone)]
pub(crate) struct Delivery {
    pub(crate) path: PathBuf,
    packing: Packing,
    /// Bytes of the file as it lies there.
    pub(crate) bytes: u64,
}

impl Delivery {
    /// Looks at a file: is it there, and is it packed? `member` is the archive's member that the contract names.
    pub(crate) fn at(path: &Path, member: Option<&str>) -> Result<Self, LoadError> {
        let file = File::open(path).map_err(|error| LoadError::read(path, error))?;
        let metadata = file.metadata().map_err(|error| LoadError::read(path, error))?;
        if metadata.is_dir() {
            return Err(LoadError::read(path, io::ErrorKind::IsADirectory.into()));
        }
        let packing = Packing::of(path, file, member)?;
        Ok(Self { path: path.to_owned(), packing, bytes: metadata.len() })
    }

    /// The bytes from their beginning.
    pub(crate) fn open(&self) -> Result<Bytes, LoadError> {
        self.try_open().map_err(|error| LoadError::read(&self.path, error))
    }

    fn try_open(&self) -> io::Result<Bytes> {
        let taken = Arc::new(AtomicU64::new(0));
        let file = Counted { file: File::open(&self.path)?, taken: Arc::clone(&taken) };
        let input: Box<dyn Read + Send> = match &self.packing {
            Packing::Plain => Box::new(file),
            packing => Box::new(Unpacked::open(packing, file, self.bytes)?),
        };
        Ok(Bytes { input, taken })
    }

    /// The first bytes, for telling what kind of file it is.
    pub(crate) fn beginning(&self, count: usize) -> Result<Vec<u8>, LoadError> {
        let mut beginning = Vec::new();
        let read = self.open()?.take(count as u64).read_to_end(&mut beginning);
        read.map_err(|error| LoadError::read(&self.path, error))?;
        Ok(beginning)
    }

    /// All bytes, for formats that can only be read whole.
    pub(crate) fn whole(&self) -> Result<Vec<u8>, LoadError> {
        let mut bytes = Vec::new();
        let read = self.open()?.take(WHOLE_BYTES_MAX + 1).read_to_end(&mut bytes);
        read.map_err(|error| LoadError::read(&self.path, error))?;
        if bytes.len() as u64 > WHOLE_BYTES_MAX {
            return Err(LoadError::TooLarge { path: self.path.clone(), limit: WHOLE_BYTES_MAX });
        }
        Ok(bytes)
    }

    /// Whether the bytes come out of an archive.
    pub(crate) fn is_packed(&self) -> bool {
        !matches!(self.packing, Packing::Plain)
    }

    /// A note about the archive, where it is one.
    pub(crate) fn note(&self) -> Option<String> {
        match &self.packing {
            Packing::Plain => None,
            Packing::Gzip => Some("unpacked from gzip".to_owned()),
            Packing::Zip(member) => Some(format!("unpacked `{}` from zip", member.name)),
        }
    }
}

/// The bytes of a delivery.
pub(crate) struct Bytes {
    input: Box<dyn Read + Send>,
    taken: Arc<AtomicU64>,
}

impl Bytes {
    /// Bytes that do not come from a file.
    pub(crate) fn of(input: Box<dyn Read + Send>) -> Self {
        Self { input, taken: Arc::default() }
    }

    /// How much of the file has been read, in bytes as it lies there.
    pub(crate) fn taken(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }
}

impl Read for Bytes {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.input.read(into) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => return result,
            }
        }
    }
}

/// A file that counts what is read of it.
struct Counted {
    file: File,
    taken: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(into)?;
        self.taken.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
