//! A character that takes the meaning from the one after it: `Smith\, John`, within quotes and outside of them.
//!
//! What splits records knows no such character, so what it must not see is masked before by a byte that no text holds,
//! and unmasked in the cells that come out. Before a character without a meaning the escape stands for itself.

use super::body::Body;
use super::decode::Decoded;
use super::dialect::Dialect;
use super::record::{Limits, Records};
use crate::contract::Quote;
use crate::delivery::Bytes;
use crate::header::{FirstRow, usual_cell_count};
use crate::row::Block;

/// The first byte that stands for an escaped character. UTF-8 has none from here on.
const MASK: u8 = 0xf8;
/// How many there are: the delimiter, the quote, the escape, LF, CR.
const MASK_COUNT: u8 = 5;
const MASKED_LF: u8 = MASK + 3;
const MASKED_CR: u8 = MASK + 4;
/// Stands for a byte of the text that would be taken for a mask: as bad as that one.
const BAD_BYTE: u8 = 0xff;
/// The escape that is looked for where none is stated.
const USUAL: u8 = b'\\';
/// Rows of a sample that are looked at.
const ROWS_MAX: usize = 2000;

/// Masks the escaped characters of a text that comes in pieces.
pub(super) struct Escapes {
    /// What the masks stand for, in their order. The quote is the escape where there are no quotes.
    meant: [u8; MASK_COUNT as usize],
    escape: u8,
    state: State,
    /// Characters masked so far.
    count: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Plain,
    /// The last byte was an escape, and is not in the text yet.
    Escape,
    /// The last byte was an escaped CR: an LF after it belongs to it.
    Cr,
}

impl Escapes {
    /// Those of a dialect, where it has any.
    pub(super) fn of(dialect: Dialect) -> Option<Self> {
        let escape = dialect.escape?;
        let quote = match dialect.quote {
            Quote::Char(quote) => quote,
            Quote::Never => escape,
        };
        let meant = [dialect.delimiter, quote, escape, b'\n', b'\r'];
        Some(Self { meant, escape, state: State::Plain, count: 0 })
    }

    /// How many characters have lost their meaning so far.
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// Masks what stands in the text from a place on; `ended` where nothing follows.
    pub(super) fn mask(&mut self, text: &mut Vec<u8>, from: usize, ended: bool) {
        let mut to = from;
        // An escape that ended the piece before may need its place back.
        let held = usize::from(self.state == State::Escape);
        if held > 0 {
            text.insert(from, self.escape);
            self.state = State::Plain;
        }
        for at in from..text.len() {
            let byte = text[at];
            let state = std::mem::replace(&mut self.state, State::Plain);
            match state {
                State::Escape => {
                    // The place before is free: the escape was not written.
                    if let Some(mask) = self.meant.iter().position(|meant| *meant == byte) {
                        text[to] = MASK + mask as u8;
                        to += 1;
                        self.count += 1;
                        self.state = if byte == b'\r' { State::Cr } else { State::Plain };
                        continue;
                    }
                    text[to] = self.escape;
                    to += 1;
                }
                State::Cr if byte == b'\n' => {
                    text[to] = MASKED_LF;
                    to += 1;
                    continue;
                }
                State::Cr | State::Plain => {}
            }
            if byte == self.escape {
                self.state = State::Escape;
                continue;
            }
            text[to] = if is_mask(byte) { BAD_BYTE } else { byte };
            to += 1;
        }
        text.truncate(to);
        if ended && self.state == State::Escape {
            text.push(self.escape);
            self.state = State::Plain;
        }
    }

    /// Puts back into cells what was masked.
    pub(super) fn unmask(&self, cells: &mut [u8]) {
        for byte in cells {
            if is_mask(*byte) {
                *byte = self.meant[usize::from(*byte - MASK)];
            }
        }
    }
}

/// Whether a text has escaped characters.
pub(super) fn has_masks(text: &[u8]) -> bool {
    text.iter().any(|byte| is_mask(*byte))
}

/// How many line ends of a text are escaped; CR and LF together are one.
pub(super) fn line_ends(text: &[u8]) -> u64 {
    let ends = memchr::memchr2_iter(MASKED_LF, MASKED_CR, text);
    ends.filter(|at| text[*at] == MASKED_CR || *at == 0 || text[at - 1] != MASKED_CR).count() as u64
}

fn is_mask(byte: u8) -> bool {
    (MASK..MASK + MASK_COUNT).contains(&byte)
}

/// The escape that a sample's rows are written with, where there can be no doubt: every row that has it comes out as
/// wide as the rows that do not and with sound quotes, and without it at least half of those rows would not.
pub(super) fn find(sample: &[u8], dialect: Dialect) -> Option<u8> {
    let escapes = Escapes::of(Dialect { escape: Some(USUAL), ..dialect })?;
    let takes_meaning = |at: usize| sample.get(at + 1).is_some_and(|next| escapes.meant.contains(next));
    if !memchr::memchr_iter(USUAL, sample).any(takes_meaning) {
        return None;
    }
    let with = readings(sample, Dialect { escape: Some(USUAL), ..dialect });
    let without = readings(sample, Dialect { escape: None, ..dialect });
    let plain: Vec<FirstRow> =
        with.iter().filter(|row| !row.is_escaped).filter_map(|row| row.cells.clone()).collect();
    let (width, _) = usual_cell_count(&plain)?;
    let is_well_made = |row: &Reading| {
        row.has_sound_quotes && row.cells.as_ref().is_some_and(|cells| cells.cells.len() == width)
    };
    let is_needed = |from: u64, to: u64| {
        let mut rows = without.iter().filter(|row| (from..to).contains(&row.line));
        rows.any(|row| !is_well_made(row))
    };
    let (mut escaped, mut needed) = (0, 0);
    for (at, row) in with.iter().enumerate().filter(|(_, row)| row.is_escaped) {
        if !is_well_made(row) {
            return None;
        }
        let next = with.get(at + 1).map_or(u64::MAX, |next| next.line);
        escaped += 1;
        needed += usize::from(is_needed(row.line, next));
    }
    (needed > 0 && needed * 2 >= escaped).then_some(USUAL)
}

/// How a row of a sample comes out.
struct Reading {
    line: u64,
    /// None where it is no row.
    cells: Option<FirstRow>,
    /// Whether a delimiter, a quote or a line end in it is escaped.
    is_escaped: bool,
    has_sound_quotes: bool,
}

fn readings(sample: &[u8], dialect: Dialect) -> Vec<Reading> {
    let input = Body::whole(Decoded::of(Bytes::of(Box::new(std::io::Cursor::new(sample.to_vec())))));
    let mut records = Records::new(input, dialect, Limits::default());
    let (mut block, mut made) = (Block::default(), Vec::new());
    while block.len() < ROWS_MAX && records.next(&mut block).unwrap_or(false) {
        made.push(records.last());
    }
    let block = block.into_text();
    let rows = block.rows().iter().zip(made);
    let readings = rows.map(|(row, made)| Reading {
        line: row.line,
        cells: row
            .fault
            .is_none()
            .then(|| FirstRow { line: row.line, cells: block.cells(row).map(str::to_owned).collect() }),
        is_escaped: made.is_escaped,
        has_sound_quotes: made.has_sound_quotes,
    });
    readings.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ESCAPED: Dialect = Dialect { delimiter: b',', quote: Quote::Char(b'"'), escape: Some(b'\\') };

    /// The plain twin: the whole text at once.
    fn meant(text: &str) -> Vec<(char, bool)> {
        let letters: Vec<char> = text.chars().collect();
        let (mut out, mut at) = (Vec::new(), 0);
        while at < letters.len() {
            let next = letters.get(at + 1);
            let is_escape = letters[at] == '\\' && next.is_some_and(|next| ",\"\\\r\n".contains(*next));
            at += usize::from(is_escape);
            out.push((letters[at], is_escape));
            if is_escape && letters[at] == '\r' && letters.get(at + 1) == Some(&'\n') {
                at += 1;
                out.push(('\n', true));
            }
            at += 1;
        }
        out
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config { cases: 300, failure_persistence: None, ..Default::default() })]
        #[test]
        fn what_is_masked_in_pieces_is_what_the_twin_masks(
            text in "[a,\"\\\\\r\né]{0,40}",
            piece_bytes in 1usize..9,
        ) {
            let mut escapes = Escapes::of(ESCAPED).unwrap();
            let mut masked = Vec::new();
            for piece in text.as_bytes().chunks(piece_bytes) {
                let from = masked.len();
                masked.extend_from_slice(piece);
                escapes.mask(&mut masked, from, false);
            }
            let from = masked.len();
            escapes.mask(&mut masked, from, true);
            let expected = meant(&text);
            let is_escaped: Vec<bool> = masked.iter().map(|byte| is_mask(*byte)).collect();
            escapes.unmask(&mut masked);
            let plain: String = expected.iter().map(|(letter, _)| *letter).collect();
            proptest::prop_assert_eq!(String::from_utf8(masked).unwrap(), plain);
            let flags = expected.iter().flat_map(|(letter, flag)| vec![*flag; letter.len_utf8()]);
            proptest::prop_assert_eq!(is_escaped, flags.collect::<Vec<_>>());
        }
    }

    #[test]
    fn bytes_that_are_no_text_stay_so() {
        let mut text = b"a\xf8b\xfc\xfd".to_vec();
        let mut escapes = Escapes::of(ESCAPED).unwrap();
        escapes.mask(&mut text, 0, true);
        assert_eq!(text, b"a\xffb\xff\xfd");
    }

    #[test]
    fn escape_is_found_where_nothing_else_makes_rows_even() {
        let plain = Dialect { escape: None, ..ESCAPED };
        for (text, expected) in [
            ("a,b\n1,Smith\\, Ann\n2,Ben\n", Some(b'\\')),
            ("a,b\n1,\"The \\\"Old\\\" Mill\"\n2,Ben\n", Some(b'\\')),
            ("a,b\n1,one\\\ntwo\n2,Ben\n", Some(b'\\')),
            // Folders, with a cell after the last backslash.
            ("a,b,c\n1,C:\\data\\,x\n2,C:\\more\\,y\n", None),
            ("a,b\n1,\"C:\\data\\\"\n2,\"C:\\more\\\"\n", None),
            ("a,b\n1,\\\\server\\share\n2,\\\\server\\other\n", None),
            ("a,b\n1,Ann\n2,Ben\n", None),
            // One row for it, one against it.
            ("a,b,c\n1,Smith\\, Ann,x\n2,C:\\data\\,y\n3,d,e\n", None),
        ] {
            assert_eq!(find(text.as_bytes(), plain), expected, "{text}");
        }
    }
}
