//! A file's bytes as UTF-8, a piece at a time.
//!
//! Bytes of a UTF-8 file pass as they are, so that a row with bad ones can be told; in other encodings what is no
//! character becomes U+FFFD.

use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use encoding_rs::Decoder;

use super::encoding::Encoded;

/// Bytes that are read at once.
const PIECE_BYTES: usize = 1 << 17;

/// Text to come.
pub(super) struct Decoded {
    input: Box<dyn Read + Send>,
    /// None where the bytes are UTF-8 already.
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    bytes_read: u64,
    ended: bool,
}

impl Decoded {
    pub(super) fn open(path: &Path, encoded: &Encoded) -> io::Result<Self> {
        let mut file = std::fs::File::open(path)?;
        file.seek(SeekFrom::Start(encoded.mark_bytes))?;
        let mut decoded = Self::of(Box::new(file));
        decoded.bytes_read = encoded.mark_bytes;
        if encoded.encoding != encoding_rs::UTF_8 {
            decoded.decoder = Some(encoded.encoding.new_decoder_without_bom_handling());
            decoded.raw = vec![0; PIECE_BYTES];
        }
        Ok(decoded)
    }

    /// Text that is UTF-8 already.
    pub(super) fn of(input: Box<dyn Read + Send>) -> Self {
        Self { input, decoder: None, raw: Vec::new(), bytes_read: 0, ended: false }
    }

    /// Whether U+FFFD in the text stands for bytes that were no character.
    pub(super) fn marks_bad_bytes(&self) -> bool {
        self.decoder.is_some()
    }

    pub(super) fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    /// Appends the next piece and gives its length; none means that the file has ended.
    pub(super) fn append_to(&mut self, out: &mut Vec<u8>) -> io::Result<usize> {
        let before = out.len();
        while out.len() == before && !self.ended {
            match &mut self.decoder {
                None => {
                    out.resize(before + PIECE_BYTES, 0);
                    let count = read_some(&mut self.input, &mut out[before..]);
                    out.truncate(before + *count.as_ref().unwrap_or(&0));
                    let count = count?;
                    self.bytes_read += count as u64;
                    self.ended = count == 0;
                }
                Some(decoder) => {
                    let count = read_some(&mut self.input, &mut self.raw)?;
                    self.bytes_read += count as u64;
                    self.ended = count == 0;
                    decode(decoder, &self.raw[..count], self.ended, out);
                }
            }
        }
        Ok(out.len() - before)
    }
}

fn read_some(input: &mut impl Read, into: &mut [u8]) -> io::Result<usize> {
    loop {
        match input.read(into) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

fn decode(decoder: &mut Decoder, raw: &[u8], last: bool, out: &mut Vec<u8>) {
    let before = out.len();
    // Three bytes a byte is the most that any encoding needs, and a little for what the decoder held back.
    out.resize(before + raw.len() * 3 + 16, 0);
    let (mut read, mut written) = (0, before);
    loop {
        let (result, r, w, _) = decoder.decode_to_utf8(&raw[read..], &mut out[written..], last);
        read += r;
        written += w;
        match result {
            encoding_rs::CoderResult::InputEmpty => break,
            encoding_rs::CoderResult::OutputFull => out.resize(out.len() * 2, 0),
        }
    }
    out.truncate(written);
}
