//! Text to the bytes of a file's encoding, with letters the encoding lacks folded to their nearest.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::Encoding;
use super::row::BAD_BYTE;

/// The bytes that begin a file in this encoding.
pub(crate) fn mark(encoding: Encoding) -> &'static [u8] {
    match encoding {
        Encoding::Utf8 | Encoding::Windows1252 => b"",
        Encoding::Utf8Bom => b"\xEF\xBB\xBF",
        Encoding::Utf16Le => b"\xFF\xFE",
    }
}

/// Appends the text's bytes.
pub(crate) fn encode(encoding: Encoding, text: &str, out: &mut Vec<u8>) {
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => {
            for (number, piece) in text.split(BAD_BYTE).enumerate() {
                if number > 0 {
                    // A lone windows-1252 letter é, the commonest stray byte in a file said to be UTF-8.
                    out.push(0xE9);
                }
                out.extend_from_slice(piece.as_bytes());
            }
        }
        Encoding::Utf16Le => out.extend(text.encode_utf16().flat_map(u16::to_le_bytes)),
        Encoding::Windows1252 => {
            if text.is_ascii() {
                out.extend_from_slice(text.as_bytes());
                return;
            }
            let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(text);
            if !lossy {
                out.extend_from_slice(&bytes);
                return;
            }
            // Rare letters only: most of the text is ASCII and passes as it is.
            let folded: String = text
                .chars()
                .map(|letter| if letter.is_ascii() { letter } else { storable(letter) })
                .collect();
            out.extend_from_slice(&encoding_rs::WINDOWS_1252.encode(&folded).0);
        }
    }
}

/// A letter as windows-1252 can hold it: itself, or without its marks.
fn storable(letter: char) -> char {
    let mut buffer = [0; 4];
    if encoding_rs::WINDOWS_1252.encode(letter.encode_utf8(&mut buffer)).2 {
        fold_letter(letter)
    } else {
        letter
    }
}

/// A letter without its marks: `ł` becomes `l`, `é` becomes `e`.
pub(crate) fn fold_letter(letter: char) -> char {
    match letter {
        'ł' => 'l',
        'Ł' => 'L',
        'ø' => 'o',
        'Ø' => 'O',
        _ if letter.is_ascii() => letter,
        _ => letter.nfd().find(|part| !is_combining_mark(*part)).filter(char::is_ascii).unwrap_or('?'),
    }
}

/// A text without marks on its letters.
pub(crate) fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.chars().map(fold_letter).collect()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(encoding: Encoding, text: &str) -> Vec<u8> {
        let mut out = Vec::new();
        encode(encoding, text, &mut out);
        out
    }

    #[test]
    fn windows_1252_keeps_what_it_has_and_folds_the_rest() {
        assert_eq!(bytes(Encoding::Windows1252, "Zoë £5"), b"Zo\xEB \xA35");
        assert_eq!(bytes(Encoding::Windows1252, "Łukasz Ştefan"), b"Lukasz Stefan");
    }

    #[test]
    fn utf_16_is_little_endian() {
        assert_eq!(bytes(Encoding::Utf16Le, "Aé"), [0x41, 0, 0xE9, 0]);
    }

    #[test]
    fn planted_bad_byte_is_not_utf_8() {
        assert!(String::from_utf8(bytes(Encoding::Utf8, "An\u{E000}a")).is_err());
    }
}
