//! A document's text for the parser: lines counted, and no item longer than is held in memory.

use std::io::{self, BufRead, Read};

use memchr::memchr_iter;

use crate::limit::ROW_BYTES_MAX;
use crate::text::Decoded;

/// Bytes of a tag, a text or a comment, which the parser holds whole: what a row may have, and a little for references.
pub(super) const ITEM_BYTES_MAX: usize = 2 * ROW_BYTES_MAX;

/// An item is longer than [`ITEM_BYTES_MAX`].
#[derive(Debug, thiserror::Error)]
#[error("an item is over the limit")]
pub(super) struct OverLimit;

/// Text for the parser.
pub(super) struct Input {
    decoded: Decoded,
    window: Vec<u8>,
    at: usize,
    line: u64,
    line_of_item: u64,
    item_bytes: usize,
}

impl Input {
    pub(super) fn of(decoded: Decoded) -> Self {
        Self { decoded, window: Vec::new(), at: 0, line: 1, line_of_item: 1, item_bytes: 0 }
    }

    /// Says that the parser begins an item.
    pub(super) fn begin_item(&mut self) {
        self.item_bytes = 0;
        self.line_of_item = self.line;
    }

    /// The line that is being read, counted from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// The line on which the item begins.
    pub(super) fn line_of_item(&self) -> u64 {
        self.line_of_item
    }

    pub(super) fn bytes_read(&self) -> u64 {
        self.decoded.bytes_read()
    }
}

impl Read for Input {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Input {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.window.len() {
            if self.item_bytes > ITEM_BYTES_MAX {
                return Err(io::Error::other(OverLimit));
            }
            self.window.clear();
            self.at = 0;
            self.decoded.append_to(&mut self.window)?;
        }
        Ok(&self.window[self.at..])
    }

    fn consume(&mut self, count: usize) {
        let consumed = &self.window[self.at..self.at + count];
        self.line += memchr_iter(b'\n', consumed).count() as u64;
        self.item_bytes += count;
        self.at += count;
    }
}
