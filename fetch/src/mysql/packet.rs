//! The parts of a packet: whole numbers of a fixed or told length, texts up to a zero or of a told length.
//!
//! # Source
//! MySQL Internals Manual, Client/Server Protocol: Protocol Basics.

/// Reads a packet's parts; every read is nothing where the packet ends before.
pub(super) struct Reader<'p> {
    bytes: &'p [u8],
}

impl<'p> Reader<'p> {
    pub(super) fn of(bytes: &'p [u8]) -> Self {
        Self { bytes }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.bytes.is_empty()
    }

    /// So many bytes.
    pub(super) fn take(&mut self, count: usize) -> Option<&'p [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|bytes| bytes[0])
    }

    /// A whole number of so many bytes, the lowest first.
    pub(super) fn integer(&mut self, width: usize) -> Option<u64> {
        let bytes = self.take(width)?;
        Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    /// The bytes up to a zero, which is left behind too; all that is left where there is none.
    pub(super) fn up_to_zero(&mut self) -> &'p [u8] {
        let end = self.bytes.iter().position(|byte| *byte == 0);
        let taken = &self.bytes[..end.unwrap_or(self.bytes.len())];
        self.bytes = &self.bytes[end.map_or(self.bytes.len(), |end| end + 1)..];
        taken
    }

    /// A cell: its length, then its bytes; or nothing.
    pub(super) fn cell(&mut self) -> Option<Option<&'p [u8]>> {
        let length = match self.byte()? {
            0xfb => return Some(None),
            0xfc => self.integer(2)?,
            0xfd => self.integer(3)?,
            0xfe => self.integer(8)?,
            0xff => return None,
            short => u64::from(short),
        };
        self.take(usize::try_from(length).ok()?).map(Some)
    }

    /// A text of a told length.
    pub(super) fn text(&mut self) -> Option<String> {
        self.cell()?.map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_up_to_the_packets_end() {
        let mut reader = Reader::of(b"\x02ab\xfb\xfc\x01\x00c\x00\x34\x12x\x00y");
        assert_eq!(reader.text().as_deref(), Some("ab"));
        assert_eq!(reader.cell(), Some(None));
        assert_eq!(reader.cell(), Some(Some(b"c".as_slice())));
        assert_eq!(reader.cell(), Some(Some(b"".as_slice())));
        assert_eq!(reader.integer(2), Some(0x1234));
        assert_eq!(reader.up_to_zero(), b"x");
        assert_eq!(reader.up_to_zero(), b"y");
        assert!(reader.is_at_end());
        assert_eq!((reader.cell(), reader.integer(1)), (None, None));
        assert_eq!(Reader::of(b"\x05ab").cell(), None);
    }
}
