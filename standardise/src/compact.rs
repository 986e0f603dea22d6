//! Identifiers as capitals and digits in a row, however they were spaced.
//!
//! Holds the letters without touching the heap; which letters an identifier may have is told by its own module.

/// Up to `N` ASCII capitals and digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Compact<const N: usize> {
    letters: [u8; N],
    length: u8,
}

impl<const N: usize> Compact<N> {
    /// The letters and digits of a text; nothing where there are more than `N` or anything but spaces, hyphens and full
    /// stops is among them.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let mut compact = Self { letters: [0; N], length: 0 };
        for letter in text.chars() {
            match u8::try_from(letter) {
                Ok(byte) if byte.is_ascii_alphanumeric() => compact.push(byte.to_ascii_uppercase())?,
                _ if letter.is_whitespace() || matches!(letter, '-' | '.' | '\u{2010}'..='\u{2013}') => {}
                _ => return None,
            }
        }
        Some(compact)
    }

    fn push(&mut self, byte: u8) -> Option<()> {
        *self.letters.get_mut(usize::from(self.length))? = byte;
        self.length += 1;
        Some(())
    }

    /// The letters as bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.letters[..usize::from(self.length)]
    }

    /// The letters as text.
    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(self.bytes()).unwrap_or_default()
    }

    /// The same with zeros after the first `prefix` letters, so that there are `length`; nothing where there is no room.
    pub(crate) fn padded(&self, prefix: usize, length: usize) -> Option<Self> {
        let bytes = self.bytes();
        let zeros = length.checked_sub(bytes.len())?;
        let mut padded = Self { letters: [0; N], length: 0 };
        for byte in
            bytes.get(..prefix)?.iter().chain(std::iter::repeat_n(&b'0', zeros)).chain(&bytes[prefix..])
        {
            padded.push(*byte)?;
        }
        Some(padded)
    }
}

/// Gives an identifier whose only field has its canonical letters that form as text, and a `Debug` that masks it.
macro_rules! canonical_text {
    ($identifier:ident) => {
        impl $identifier {
            /// The canonical form.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl std::fmt::Debug for $identifier {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($identifier), "(..)"))
            }
        }
    };
}
pub(crate) use canonical_text;

/// Tests of an identifier: a table of `text => value ! rule`, either part where there is one; and that its canonical form,
/// of whatever texts a pattern makes, reads as itself.
#[cfg(test)]
macro_rules! identifier_tests {
    ($identifier:ident, $pattern:literal, [$(($text:literal, $expected:literal)),+ $(,)?]) => {
        #[test]
        fn values_are_read_by_the_rule() {
            for (text, expected) in [$(($text, $expected)),+] {
                let shown = $identifier::read(text).shown(|value| value.as_str().to_owned());
                assert_eq!(shown, expected, "of {text:?}");
            }
        }

        proptest::proptest! {
            #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

            #[test]
            fn canonical_form_reads_as_itself(text in $pattern) {
                if let Some(once) = $identifier::read(&text).value {
                    let again = $identifier::read(once.as_str());
                    proptest::prop_assert_eq!(again.value, Some(once));
                }
            }
        }
    };
}
#[cfg(test)]
pub(crate) use identifier_tests;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_made_compact() {
        assert_eq!(
            Compact::<8>::of(" sc 12-34 ").map(|compact| compact.as_str().to_owned()),
            Some("SC1234".into())
        );
        assert!(Compact::<3>::of("1234").is_none() && Compact::<8>::of("12/3").is_none());
        let padded = Compact::<8>::of("SC1234").and_then(|compact| compact.padded(2, 8));
        assert_eq!(padded.map(|compact| compact.as_str().to_owned()), Some("SC001234".into()));
    }
}
