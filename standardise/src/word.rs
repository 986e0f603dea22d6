//! A short word in capitals on the stack, for looking it up without touching the heap.
//!
//! Only for ASCII words of up to 24 letters and digits; longer or other words are no keyword of ours.

/// The longest word that can be looked up.
const CAPACITY: usize = 24;

/// A word in ASCII capitals, without full stops and apostrophes.
#[derive(Clone, Copy)]
pub(crate) struct Word {
    letters: [u8; CAPACITY],
    length: usize,
}

impl Word {
    /// The word that a token is; nothing where it is too long or holds anything but ASCII letters, digits, full stops,
    /// apostrophes and commas.
    pub(crate) fn of(token: &str) -> Option<Self> {
        let mut letters = [0; CAPACITY];
        let mut length = 0;
        for byte in token.bytes() {
            match byte {
                b'A'..=b'Z' | b'0'..=b'9' => *letters.get_mut(length)? = byte,
                b'a'..=b'z' => *letters.get_mut(length)? = byte - 32,
                b'.' | b'\'' | b',' => continue,
                _ => return None,
            }
            length += 1;
        }
        Some(Self { letters, length })
    }

    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.letters[..self.length]).unwrap_or_default()
    }
}
