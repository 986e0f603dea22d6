//! A text prepared for being compared with many others: where each letter stands, as bits.

/// The longest text that fits into one machine word; longer ones are compared letter by letter.
pub(crate) const BIT_LENGTH_MAX: usize = 64;

/// A text, and for each byte value the positions at which it stands.
///
/// Holds personal data and so has no `Debug`.
pub(crate) struct Pattern {
    positions: Box<[u64; 256]>,
    text: Vec<u8>,
}

impl Pattern {
    pub(crate) fn new() -> Self {
        Self { positions: Box::new([0; 256]), text: Vec::new() }
    }

    /// Takes another text; costs its length and the old one's, not the alphabet's.
    pub(crate) fn set(&mut self, text: &[u8]) {
        for byte in self.text.iter().take(BIT_LENGTH_MAX) {
            self.positions[*byte as usize] = 0;
        }
        self.text.clear();
        self.text.extend_from_slice(text);
        for (position, byte) in text.iter().take(BIT_LENGTH_MAX).enumerate() {
            self.positions[*byte as usize] |= 1 << position;
        }
    }

    pub(crate) fn text(&self) -> &[u8] {
        &self.text
    }

    /// The positions at which a byte stands, the first in the lowest bit; of the first 64 bytes only.
    pub(crate) fn positions(&self, byte: u8) -> u64 {
        self.positions[byte as usize]
    }

    /// Whether [`Self::positions`] tells all of the text.
    pub(crate) fn fits_a_word(&self) -> bool {
        self.text.len() <= BIT_LENGTH_MAX
    }
}
