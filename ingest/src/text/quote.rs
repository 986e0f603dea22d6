//! Whether the quotes of a record are well made.
//!
//! A parser makes something of every record; this tells whether what it made of one over several lines is to be trusted.

/// How a record's quotes are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    /// Each quote that opens a cell closes before a delimiter, a line's end or the record's.
    Sound,
    /// A quote closes in the middle of a cell, so that it may not have been meant to open.
    Loose,
    /// As that, and a delimiter stands within it: what was meant as two cells may have become one.
    Swallowing,
    /// The record ends within quotes.
    Open,
}

/// Looks at the quotes of a record's text.
pub(super) fn quotes(record: &[u8], delimiter: u8, quote: u8) -> Quotes {
    let mut verdict = Quotes::Sound;
    let mut rest = record;
    loop {
        // At a cell's beginning.
        if rest.first() == Some(&quote) {
            let quoted = &rest[1..];
            let Some(after) = after_closing(quoted, quote) else { return Quotes::Open };
            if !matches!(after.first(), None | Some(b'\r' | b'\n')) && after.first() != Some(&delimiter) {
                let quoted = &quoted[..quoted.len() - after.len()];
                if memchr::memchr(delimiter, quoted).is_some() {
                    verdict = Quotes::Swallowing;
                } else if verdict == Quotes::Sound {
                    verdict = Quotes::Loose;
                }
            }
            rest = after;
        }
        match memchr::memchr(delimiter, rest) {
            Some(at) => rest = &rest[at + 1..],
            None => return verdict,
        }
    }
}

/// What follows the quote that closes, past doubled ones.
fn after_closing(mut rest: &[u8], quote: u8) -> Option<&[u8]> {
    loop {
        rest = &rest[memchr::memchr(quote, rest)? + 1..];
        if rest.first() != Some(&quote) {
            return Some(rest);
        }
        rest = &rest[1..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_told_apart() {
        for (record, expected) in [
            ("a,b", Quotes::Sound),
            ("\"a\",\"b\nc\"", Quotes::Sound),
            ("\"a \"\"b\"\" c\",\"\"", Quotes::Sound),
            ("12\" pipe,b", Quotes::Sound),
            ("\"a\nb\"c", Quotes::Loose),
            ("\"The \"Old\" Mill\",x", Quotes::Loose),
            ("\"a,\"b c\",d", Quotes::Swallowing),
            ("\"a,b\"c,\"d\"e", Quotes::Swallowing),
            ("a,\"b", Quotes::Open),
            ("a,\"b\"\"", Quotes::Open),
        ] {
            assert_eq!(quotes(record.as_bytes(), b',', b'"'), expected, "{record}");
        }
    }
}
