//! Archives: which packing a file has by its first bytes, and its content as it is unpacked.
//!
//! `flate2` inflates and `zip` reads the directory; a content that grows beyond its limit or does not add up to its
//! checksum stops the load, so that half a file is never taken for a whole one.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use flate2::Crc;
use flate2::read::{DeflateDecoder, MultiGzDecoder};
use zip::{CompressionMethod, ZipArchive};

use super::Counted;
use crate::LoadError;
use crate::files::matches;
use crate::limit::{EXPANSION_FREE_BYTES, EXPANSION_MAX};

/// Members whose presence says that a zip archive is a document, which is read as it is.
const DOCUMENT_MEMBERS: [&str; 3] = ["[Content_Types].xml", "mimetype", "content.xml"];

/// How a file is packed.
#[derive(Debug, Clone)]
pub(super) enum Packing {
    /// Not at all, or as a workbook is.
    Plain,
    Gzip,
    Zip(Member),
}

/// A member of a zip archive.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) name: String,
    start: u64,
    packed_bytes: u64,
    unpacked_bytes: u64,
    checksum: u32,
    deflated: bool,
}

/// Why an archive's content cannot be read on; travels within an [`io::Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum UnpackFault {
    #[error("it ends before its content does")]
    CutShort,
    #[error("its content is not what its checksum says")]
    Damaged,
    #[error("it unpacks to more than the limit")]
    Expansion,
}

impl Packing {
    /// Tells the packing of a file.
    pub(super) fn of(path: &Path, mut file: File, member: Option<&str>) -> Result<Self, LoadError> {
        let mut beginning = Vec::new();
        let read = file.by_ref().take(4).read_to_end(&mut beginning);
        read.map_err(|error| LoadError::read(path, error))?;
        if beginning.starts_with(b"\x1f\x8b") {
            return Ok(Self::Gzip);
        }
        if beginning == b"PK\x03\x04" || beginning == b"PK\x05\x06" {
            return of_zip(path, file, member);
        }
        Ok(Self::Plain)
    }
}

fn of_zip(path: &Path, file: File, wanted: Option<&str>) -> Result<Packing, LoadError> {
    // What has a zip's first bytes and no directory may be a damaged workbook: its reader tells better.
    let Ok(mut archive) = ZipArchive::new(file) else { return Ok(Packing::Plain) };
    let names: Vec<String> =
        archive.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
    if names.iter().any(|name| DOCUMENT_MEMBERS.contains(&name.as_str())) {
        return Ok(Packing::Plain);
    }
    let is_file = |name: &str| {
        let last = name.rsplit(['/', '\\']).next().unwrap_or("");
        !last.is_empty() && !last.starts_with('.') && !name.starts_with("__MACOSX/")
    };
    let files: Vec<usize> = (0..names.len()).filter(|at| is_file(&names[*at])).collect();
    let fits = |at: &usize| wanted.is_none_or(|wanted| matches(wanted, &names[*at]));
    let fitting: Vec<usize> = files.iter().copied().filter(fits).collect();
    let [only] = fitting.as_slice() else {
        let members = files.iter().map(|at| names[*at].clone()).collect();
        let (path, wanted) = (path.to_owned(), wanted.map(str::to_owned));
        return Err(LoadError::ArchiveMember { path, wanted, members });
    };
    member(path, &mut archive, *only, &names[*only]).map(Packing::Zip)
}

fn member(path: &Path, archive: &mut ZipArchive<File>, at: usize, name: &str) -> Result<Member, LoadError> {
    let unreadable = |reason: &str| LoadError::Unreadable {
        path: path.to_owned(),
        format: "a zip archive",
        reason: reason.to_owned(),
    };
    let entry = archive.by_index_raw(at).map_err(|_| unreadable("its directory is damaged"))?;
    if entry.encrypted() {
        return Err(unreadable(&format!("`{name}` is protected by a password")));
    }
    let deflated = match entry.compression() {
        CompressionMethod::Stored => false,
        CompressionMethod::Deflated => true,
        _ => return Err(unreadable(&format!("`{name}` is packed by a method other than Deflate"))),
    };
    Ok(Member {
        name: name.to_owned(),
        start: entry.data_start().ok_or_else(|| unreadable("its directory is damaged"))?,
        packed_bytes: entry.compressed_size(),
        unpacked_bytes: entry.size(),
        checksum: entry.crc32(),
        deflated,
    })
}

/// The content of an archive, unpacked as it is read.
pub(super) struct Unpacked {
    content: Box<dyn Read + Send>,
    /// What the directory of a zip says of the whole; gzip sees to that itself.
    promised: Option<(u64, u32)>,
    sum: Crc,
    bytes: u64,
    bytes_max: u64,
}

impl Unpacked {
    /// Opens the content of a packed file of so many bytes.
    pub(super) fn open(packing: &Packing, mut file: Counted, file_bytes: u64) -> io::Result<Self> {
        let (content, promised, packed): (Box<dyn Read + Send>, _, u64) = match packing {
            Packing::Plain => (Box::new(file), None, file_bytes),
            Packing::Gzip => (Box::new(MultiGzDecoder::new(file)), None, file_bytes),
            Packing::Zip(member) => {
                file.file.seek(SeekFrom::Start(member.start))?;
                let packed = file.take(member.packed_bytes);
                let content: Box<dyn Read + Send> =
                    if member.deflated { Box::new(DeflateDecoder::new(packed)) } else { Box::new(packed) };
                (content, Some((member.unpacked_bytes, member.checksum)), member.packed_bytes)
            }
        };
        let bytes_max = packed.saturating_mul(EXPANSION_MAX).max(EXPANSION_FREE_BYTES);
        Ok(Self { content, promised, sum: Crc::new(), bytes: 0, bytes_max })
    }

    /// At the end: whether the content is what the directory promised.
    fn check_promise(&self) -> io::Result<()> {
        match self.promised {
            Some((bytes, _)) if self.bytes < bytes => Err(io::Error::other(UnpackFault::CutShort)),
            Some((bytes, sum)) if self.bytes > bytes || self.sum.sum() != sum => {
                Err(io::Error::other(UnpackFault::Damaged))
            }
            _ => Ok(()),
        }
    }
}

impl Read for Unpacked {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.content.read(into).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => io::Error::other(UnpackFault::CutShort),
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
                io::Error::other(UnpackFault::Damaged)
            }
            _ => error,
        })?;
        if count == 0 && !into.is_empty() {
            self.check_promise()?;
        }
        self.bytes += count as u64;
        if self.promised.is_some() {
            self.sum.update(&into[..count]);
        }
        if self.bytes > self.bytes_max {
            return Err(io::Error::other(UnpackFault::Expansion));
        }
        Ok(count)
    }
}
