//! A file's bytes as UTF-8, a piece at a time.
//!
//! Bytes of a UTF-8 file pass as they are, so that a row with bad ones can be told; in other encodings what is no
//! character becomes U+FFFD.

use std::io::{self, Read};

use encoding_rs::Decoder;

use super::encoding::Encoded;
use crate::LoadError;
use crate::delivery::{Bytes, Delivery};

/// Bytes that are read at once.
const PIECE_BYTES: usize = 1 << 17;

/// Text to come.
pub(crate) struct Decoded {
    input: Bytes,
    /// None where the bytes are UTF-8 already.
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    ended: bool,
}

impl Decoded {
    pub(super) fn open(delivery: &Delivery, encoded: &Encoded) -> Result<Self, LoadError> {
        let mut input = delivery.open()?;
        let mark = io::copy(&mut input.by_ref().take(encoded.mark_bytes), &mut io::sink());
        mark.map_err(|error| LoadError::read(&delivery.path, error))?;
        let mut decoded = Self::of(input);
        if encoded.encoding != encoding_rs::UTF_8 {
            decoded.decode_from(encoded);
        }
        Ok(decoded)
    }

    /// Opens a file whose bad bytes all become U+FFFD, those of UTF-8 too.
    pub(crate) fn open_marking(delivery: &Delivery, encoded: &Encoded) -> Result<Self, LoadError> {
        let mut decoded = Self::open(delivery, encoded)?;
        decoded.decode_from(encoded);
        Ok(decoded)
    }

    fn decode_from(&mut self, encoded: &Encoded) {
        self.decoder = Some(encoded.encoding.new_decoder_without_bom_handling());
        self.raw = vec![0; PIECE_BYTES];
    }

    /// Text that is UTF-8 already.
    pub(super) fn of(input: Bytes) -> Self {
        Self { input, decoder: None, raw: Vec::new(), ended: false }
    }

    /// Whether U+FFFD in the text stands for bytes that were no character.
    pub(super) fn marks_bad_bytes(&self) -> bool {
        self.decoder.is_some()
    }

    pub(crate) fn bytes_read(&self) -> u64 {
        self.input.taken()
    }

    /// Appends the next piece and gives its length; none means that the file has ended.
    pub(crate) fn append_to(&mut self, out: &mut Vec<u8>) -> io::Result<usize> {
        let before = out.len();
        while out.len() == before && !self.ended {
            match &mut self.decoder {
                None => {
                    out.resize(before + PIECE_BYTES, 0);
                    let count = self.input.read(&mut out[before..]);
                    out.truncate(before + *count.as_ref().unwrap_or(&0));
                    let count = count?;
                    self.ended = count == 0;
                }
                Some(decoder) => {
                    let count = self.input.read(&mut self.raw)?;
                    self.ended = count == 0;
                    decode(decoder, &self.raw[..count], self.ended, out);
                }
            }
        }
        Ok(out.len() - before)
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
