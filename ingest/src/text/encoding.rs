//! Which encoding a file is in: by its mark, by its pattern of zeros, by being valid UTF-8, else by the detector that
//! browsers use. A file that is no text is told as what it looks like.

use std::fmt;
use std::io::Read;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::LoadError;
use crate::delivery::Delivery;

/// Bytes at the beginning that are looked at for marks, zeros and signs of a file that is no text.
const HEAD_BYTES: usize = 1 << 13;
const PIECE_BYTES: usize = 1 << 18;

/// How a file is encoded, and how that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Encoded {
    pub(crate) encoding: &'static Encoding,
    /// Bytes of the byte order mark, which are skipped.
    pub(crate) mark_bytes: u64,
    pub(crate) known_by: KnownBy,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KnownBy {
    Contract,
    Mark,
    Zeros,
    Validity,
    Guess,
}

impl fmt::Display for Encoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = match self.known_by {
            KnownBy::Contract => "as the contract states",
            KnownBy::Mark => "by its byte order mark",
            KnownBy::Zeros => "by its zero bytes",
            KnownBy::Validity => "as all of it fits",
            KnownBy::Guess => "by its look, as it is not UTF-8",
        };
        write!(f, "encoding {} ({how})", self.encoding.name())
    }
}

/// Finds a file's encoding, or takes the stated one.
pub(super) fn find(delivery: &Delivery, stated: Option<&'static Encoding>) -> Result<Encoded, LoadError> {
    let path = delivery.path.as_path();
    let read = |error| LoadError::read(path, error);
    let mut file = delivery.open()?;
    let mut head = Vec::new();
    file.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head).map_err(read)?;
    if head.is_empty() {
        return Err(LoadError::Empty { path: path.to_owned() });
    }
    if let Some(encoded) = by_beginning(&head, stated) {
        return Ok(encoded);
    }
    let zeros_are_text = stated.is_some_and(|stated| [UTF_16LE, UTF_16BE].contains(&stated));
    if !zeros_are_text && let Some((looks_like, remedy)) = other_kind(&head) {
        return Err(LoadError::NotText { path: path.to_owned(), looks_like, remedy });
    }
    if let Some(encoding) = stated {
        return Ok(Encoded { encoding, mark_bytes: 0, known_by: KnownBy::Contract });
    }
    let mut survey = Survey::default();
    let mut piece = head;
    while !piece.is_empty() {
        survey.feed(&piece);
        piece.resize(PIECE_BYTES, 0);
        let count = read_full(&mut file, &mut piece).map_err(read)?;
        piece.truncate(count);
    }
    let (encoding, known_by) = survey.finish();
    Ok(Encoded { encoding, mark_bytes: 0, known_by })
}

/// The encoding of a file whose format says what it is: by its mark, as stated, by its zeros, else UTF-8.
pub(crate) fn find_marked(
    delivery: &Delivery,
    stated: Option<&'static Encoding>,
) -> Result<Encoded, LoadError> {
    let head = delivery.beginning(HEAD_BYTES)?;
    if head.is_empty() {
        return Err(LoadError::Empty { path: delivery.path.clone() });
    }
    let of_format = match stated {
        Some(encoding) => Encoded { encoding, mark_bytes: 0, known_by: KnownBy::Contract },
        None => Encoded { encoding: UTF_8, mark_bytes: 0, known_by: KnownBy::Validity },
    };
    Ok(by_beginning(&head, stated).unwrap_or(of_format))
}

fn read_full(file: &mut impl Read, into: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while filled < into.len() {
        match file.read(&mut into[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// What the first bytes alone decide. A mark counts even where the contract states another encoding.
fn by_beginning(head: &[u8], stated: Option<&'static Encoding>) -> Option<Encoded> {
    if let Some((encoding, mark)) = Encoding::for_bom(head) {
        return Some(Encoded { encoding, mark_bytes: mark as u64, known_by: KnownBy::Mark });
    }
    if stated.is_some() {
        return None;
    }
    let zeros_at = |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, units) = (zeros_at(0), zeros_at(1), head.len() / 2);
    let zeros = |encoding| Some(Encoded { encoding, mark_bytes: 0, known_by: KnownBy::Zeros });
    if odd * 10 > units * 3 && even * 4 < odd {
        zeros(UTF_16LE)
    } else if even * 10 > units * 3 && odd * 4 < even {
        zeros(UTF_16BE)
    } else {
        None
    }
}

/// What a file is that begins so, where it is no delimited text, and what to do with it.
fn other_kind(head: &[u8]) -> Option<(&'static str, &'static str)> {
    const STATE: &str = "state its `format` in the contract: csv, xlsx or parquet";
    const UNPACK: &str = "unpack it and name what is in it";
    const XML: &str = "state `format: xml` and `guildhall.recordPath` in the contract";
    const AGAIN: &str = "ask for the extract again, as CSV";
    const WORKBOOK: &str = "state `format: xlsx` in the contract if it is a workbook, else unpack it";
    const PAGE: &str = "a web page, perhaps an error message in place of the file";
    const SIGNS: &[(&[u8], &str, &str)] = &[
        (b"PK\x03\x04", "a ZIP archive or an Excel workbook (.xlsx)", WORKBOOK),
        (b"\xd0\xcf\x11\xe0", "an older Excel workbook (.xls)", STATE),
        (b"PAR1", "a Parquet file", STATE),
        (b"\x1f\x8b", "a gzip archive", UNPACK),
        (b"7z\xbc\xaf", "a 7-Zip archive", UNPACK),
        (b"%PDF", "a PDF document", AGAIN),
        (b"\x89PNG", "an image", AGAIN),
        (b"\xff\xd8\xff", "an image", AGAIN),
        (b"SQLite format 3", "an SQLite database", AGAIN),
        (b"<?xml", "an XML document", XML),
        (b"<!DOCTYPE", PAGE, AGAIN),
        (b"<!doctype", PAGE, AGAIN),
        (b"<html", PAGE, AGAIN),
        (b"<HTML", PAGE, AGAIN),
    ];
    let begins = head.trim_ascii_start();
    if let Some((_, looks_like, remedy)) = SIGNS.iter().find(|(sign, _, _)| begins.starts_with(sign)) {
        return Some((looks_like, remedy));
    }
    if is_json(begins) {
        return Some((
            "JSON",
            "state `format: json` in the contract, or `format: jsonl` for an object a line",
        ));
    }
    let strange = |byte: &&u8| matches!(**byte, 0..=8 | 0x0e..=0x1a | 0x7f);
    let strange = head.iter().filter(strange).count();
    // A few of them are damage to rows, which are told one by one.
    (strange >= 16 && strange * 20 > head.len()).then_some(("binary data", STATE))
}

/// Whether a text begins as JSON does; a header may well begin with a bracket.
fn is_json(begins: &[u8]) -> bool {
    let Some((first, rest)) = begins.split_first() else { return false };
    let next = rest.trim_ascii_start().first();
    match first {
        b'{' => matches!(next, Some(b'"' | b'}')),
        b'[' => matches!(next, Some(b'{' | b'[' | b'"')),
        _ => false,
    }
}

/// A look at all bytes: whether they are UTF-8, and if not, what else.
struct Survey {
    /// Bytes at the end of a piece that may be the beginning of a character.
    held: Vec<u8>,
    characters: u64,
    faults: u64,
    detector: EncodingDetector,
}

impl Default for Survey {
    fn default() -> Self {
        let detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        Self { held: Vec::new(), characters: 0, faults: 0, detector }
    }
}

impl Survey {
    fn feed(&mut self, piece: &[u8]) {
        if piece.is_ascii() && self.held.is_empty() {
            return;
        }
        self.detector.feed(piece, false);
        let mut bytes = std::mem::take(&mut self.held);
        bytes.extend_from_slice(piece);
        let mut rest = bytes.as_slice();
        loop {
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    self.count(text.as_bytes());
                    return;
                }
                Err(error) => {
                    self.count(&rest[..error.valid_up_to()]);
                    let Some(length) = error.error_len() else {
                        self.held = rest[error.valid_up_to()..].to_vec();
                        return;
                    };
                    self.faults += 1;
                    rest = &rest[error.valid_up_to() + length..];
                }
            }
        }
    }

    /// Counts the characters beyond ASCII by their first bytes.
    fn count(&mut self, valid: &[u8]) {
        self.characters += valid.iter().filter(|byte| **byte >= 0xc0).count() as u64;
    }

    /// UTF-8 where all or most of what is beyond ASCII fits it; a row with what does not fit is rejected later.
    fn finish(mut self) -> (&'static Encoding, KnownBy) {
        self.faults += u64::from(!self.held.is_empty());
        if self.faults == 0 {
            return (UTF_8, KnownBy::Validity);
        }
        if self.characters > self.faults {
            return (UTF_8, KnownBy::Guess);
        }
        self.detector.feed(&[], true);
        let guess = self.detector.guess(Some(b"uk"), Utf8Detection::Deny);
        // A handful of letters is too little to tell a rare encoding from the usual one of British systems.
        let encoding = if self.faults < 20 { WINDOWS_1252 } else { guess };
        (encoding, KnownBy::Guess)
    }
}
