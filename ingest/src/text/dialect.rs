//! Which delimiter and quote a text uses, and which line names its columns.
//!
//! A contract's column names are the best evidence there is: the dialect under which a line holds them is right. Where
//! there are none, `csv-nose` says, and what it says is checked by how even the rows come out.

use std::fmt;

use csv_nose::{SampleSize, Sniffer};

use super::body::Body;
use super::decode::Decoded;
use super::escape;
use super::record::{Limits, Records};
use crate::contract::{Escape, Quote};
use crate::delivery::Bytes;
use crate::header::{FirstRow, HEADER_ROWS_MAX, usual_cell_count};
use crate::row::Block;

/// Rows of the sample that are looked at.
const ROWS_MAX: usize = 200;
pub(super) const DELIMITERS: [u8; 6] = [b',', b'\t', b'|', b';', b'~', b'^'];

/// How cells are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub(crate) delimiter: u8,
    pub(crate) quote: Quote,
    /// Takes the special meaning from the character after it, within quotes and outside.
    pub(crate) escape: Option<u8>,
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let delimiter = match self.delimiter {
            b'\t' => "tab".to_owned(),
            b',' => "comma".to_owned(),
            b' ' => "space".to_owned(),
            other => format!("`{}`", char::from(other).escape_default()),
        };
        write!(f, "delimiter {delimiter}")?;
        match self.quote {
            Quote::Char(b'"') => {}
            Quote::Char(quote) => write!(f, ", quote `{}`", char::from(quote))?,
            Quote::Never => f.write_str(", no quotes")?,
        }
        match self.escape {
            None => Ok(()),
            Some(escape) => write!(f, ", escape `{}`", char::from(escape)),
        }
    }
}

/// What of a dialect is stated.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Stated {
    pub(crate) delimiter: Option<u8>,
    pub(crate) quote: Option<Quote>,
    pub(crate) escape: Option<Escape>,
}

/// Finds the dialect of a sample, as far as it is not stated. `expected` are the columns that there should be.
pub(crate) fn find(sample: &[u8], stated: Stated, expected: &[String]) -> Dialect {
    let dialect = find_delimiter(sample, stated, expected);
    let escape = match stated.escape {
        Some(_) => dialect.escape,
        None => escape::find(sample, dialect),
    };
    Dialect { escape, ..dialect }
}

/// The dialect with the escape that is stated.
fn find_delimiter(sample: &[u8], stated: Stated, expected: &[String]) -> Dialect {
    let Stated { delimiter, quote, escape } = stated;
    let escape = match escape {
        Some(Escape::Char(escape)) => Some(escape),
        Some(Escape::Never) | None => None,
    };
    let usual_quote = quote.unwrap_or(Quote::Char(b'"'));
    if let Some(delimiter) = delimiter {
        return Dialect { delimiter, quote: usual_quote, escape };
    }
    let merit =
        |delimiter: u8, quote: Quote| Merit::of(sample, Dialect { delimiter, quote, escape }, expected);
    let best = DELIMITERS
        .iter()
        .map(|delimiter| (merit(*delimiter, usual_quote), *delimiter))
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    let by_count = best.map_or(b',', |(_, delimiter)| delimiter);
    let names_all = !expected.is_empty() && best.is_some_and(|(merit, _)| merit.named == expected.len());
    if names_all {
        return Dialect { delimiter: by_count, quote: usual_quote, escape };
    }
    let Some(sniffed) = sniff(sample) else {
        return Dialect { delimiter: by_count, quote: usual_quote, escape };
    };
    let quote = quote.unwrap_or(sniffed.quote);
    // What the sniffer says stands unless another delimiter makes the rows more even.
    let delimiter =
        if merit(sniffed.delimiter, quote) >= merit(by_count, quote) { sniffed.delimiter } else { by_count };
    Dialect { delimiter, quote, escape }
}

/// How well a dialect fits a sample; the first difference decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Merit {
    /// How many of the expected columns one of the first rows names.
    named: usize,
    /// Whether that row is as wide as most are; true where nothing is expected.
    fits: bool,
    evenness: u64,
}

impl Merit {
    fn of(sample: &[u8], dialect: Dialect, expected: &[String]) -> Self {
        let rows = rows(sample, dialect, ROWS_MAX);
        let first = rows.iter().take(HEADER_ROWS_MAX);
        let best = first
            .map(|row| (row.count_named(expected), row.cells.len()))
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        let (named, width) = best.unwrap_or((0, 0));
        let usual = usual_cell_count(&rows).map_or(0, |(count, _)| count);
        Self { named, fits: expected.is_empty() || width == usual, evenness: evenness(&rows) }
    }
}

/// The line of the sample from which on so many rows name all the expected columns, if one of the first does.
pub(crate) fn header_line(
    sample: &[u8],
    dialect: Dialect,
    header_rows: usize,
    expected: &[String],
) -> Option<u64> {
    let rows = rows(sample, dialect, HEADER_ROWS_MAX);
    rows.windows(header_rows).find(|rows| FirstRow::joined(rows).names_all(expected)).map(|rows| rows[0].line)
}

/// The first rows of a sample; what is no row is left out.
pub(crate) fn rows(sample: &[u8], dialect: Dialect, count_max: usize) -> Vec<FirstRow> {
    let input = Body::whole(Decoded::of(Bytes::of(Box::new(std::io::Cursor::new(sample.to_vec())))));
    let mut records = Records::new(input, dialect, Limits::default());
    let mut block = Block::default();
    while block.len() < count_max && records.next(&mut block).unwrap_or(false) {}
    let block = block.into_text();
    let sound = block.rows().iter().filter(|row| row.fault.is_none());
    sound
        .map(|row| FirstRow { line: row.line, cells: block.cells(row).map(str::to_owned).collect() })
        .collect()
}

/// How evenly rows come out: the share of rows that have the most frequent number of cells, in thousandths and then by
/// that number; nothing where it is one.
fn evenness(rows: &[FirstRow]) -> u64 {
    let Some((count, frequency)) = usual_cell_count(rows) else { return 0 };
    if count < 2 {
        return 0;
    }
    (frequency * 1000 / rows.len()) as u64 * 100 + count.min(99) as u64
}

fn sniff(sample: &[u8]) -> Option<Dialect> {
    let mut sniffer = Sniffer::new();
    sniffer.sample_size(SampleSize::Records(ROWS_MAX));
    let found = sniffer.sniff_bytes(sample).ok()?.dialect;
    // An apostrophe is a letter of names far more often than a quote: it must enclose cells to count as one.
    let quote = match found.quote {
        csv_nose::Quote::Some(b'\'') if encloses(sample, found.delimiter, b'\'') => Quote::Char(b'\''),
        _ => Quote::Char(b'"'),
    };
    let is_plain = found.delimiter.is_ascii_punctuation() || matches!(found.delimiter, b'\t' | b' ' | 0x1f);
    is_plain.then_some(Dialect { delimiter: found.delimiter, quote, escape: None })
}

/// Whether at least one cell in ten that touches the quote is enclosed by it.
fn encloses(sample: &[u8], delimiter: u8, quote: u8) -> bool {
    let cells = sample.split(|byte| *byte == delimiter || matches!(byte, b'\r' | b'\n'));
    let (mut touched, mut enclosed) = (0usize, 0usize);
    for cell in cells.filter(|cell| cell.contains(&quote)) {
        touched += 1;
        enclosed += usize::from(cell.len() > 1 && cell.starts_with(&[quote]) && cell.ends_with(&[quote]));
    }
    enclosed * 10 > touched * 9
}
