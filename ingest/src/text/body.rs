//! The text between a file's preamble and its footer, as far as the contract says that it has them.
//!
//! Lines at the end are held back until the file has ended, as only then it is known which are the last ones.

use std::io;

use memchr::memchr2;
use regex::Regex;

use super::decode::Decoded;
use crate::contract::{Footer, Source};
use crate::limit::{FOOTER_LINES_MAX, ROW_BYTES_MAX};

/// Bytes that are held back at the most; lines of a footer are short.
const HELD_BYTES_MAX: usize = 4 * ROW_BYTES_MAX;

/// A file's text without its preamble and its footer.
pub(super) struct Body {
    decoded: Decoded,
    preamble: u64,
    footer: Option<Footer>,
    started: bool,
    held: Vec<u8>,
    ended: bool,
    outcome: FooterOutcome,
}

/// What became of the footer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct FooterOutcome {
    /// Lines that were left out.
    pub(super) lines: u64,
    /// Whether a pattern was looked for and not found.
    pub(super) is_missing: bool,
    /// The number that the pattern's first group found.
    pub(super) count: Option<u64>,
}

impl Body {
    /// The whole of a text.
    pub(super) fn whole(decoded: Decoded) -> Self {
        Self {
            decoded,
            preamble: 0,
            footer: None,
            started: false,
            held: Vec::new(),
            ended: false,
            outcome: FooterOutcome::default(),
        }
    }

    /// The text of a contract's source.
    pub(super) fn of(decoded: Decoded, source: &Source) -> Self {
        Self { preamble: source.skip_lines, footer: source.footer.clone(), ..Self::whole(decoded) }
    }

    /// The line on which the text begins, counted from 1.
    pub(super) fn first_line(&self) -> u64 {
        self.preamble + 1
    }

    pub(super) fn marks_bad_bytes(&self) -> bool {
        self.decoded.marks_bad_bytes()
    }

    pub(super) fn bytes_read(&self) -> u64 {
        self.decoded.bytes_read()
    }

    /// What became of the footer, once the text has ended.
    pub(super) fn footer(&self) -> FooterOutcome {
        self.outcome
    }

    /// Appends the next piece and gives its length; none means that the text has ended.
    pub(super) fn append_to(&mut self, out: &mut Vec<u8>) -> io::Result<usize> {
        if !self.started {
            self.started = true;
            self.skip_preamble()?;
        }
        if self.footer.is_none() && self.held.is_empty() {
            return self.decoded.append_to(out);
        }
        let before = out.len();
        while out.len() == before && !self.ended {
            let count = self.decoded.append_to(&mut self.held)?;
            self.ended = count == 0;
            let release = if self.ended { self.before_footer() } else { self.releasable() };
            out.extend_from_slice(&self.held[..release]);
            self.held.drain(..release);
        }
        Ok(out.len() - before)
    }

    /// Reads past so many line ends; what follows them in the same piece is held.
    fn skip_preamble(&mut self) -> io::Result<()> {
        let (mut left, mut after_cr) = (self.preamble, false);
        let mut piece = Vec::new();
        while left > 0 || after_cr {
            piece.clear();
            if self.decoded.append_to(&mut piece)? == 0 {
                return Ok(());
            }
            let mut rest = piece.as_slice();
            while left > 0 || after_cr {
                if after_cr {
                    rest = rest.strip_prefix(b"\n").unwrap_or(rest);
                    after_cr = false;
                    continue;
                }
                let Some(end) = memchr2(b'\r', b'\n', rest) else { break };
                after_cr = rest[end] == b'\r';
                left -= 1;
                rest = &rest[end + 1..];
                if rest.is_empty() {
                    break;
                }
            }
            if left == 0 && !after_cr {
                self.held.extend_from_slice(rest);
            }
        }
        Ok(())
    }

    /// How much of what is held cannot be footer.
    fn releasable(&self) -> usize {
        let lines_max = match &self.footer {
            None => return self.held.len(),
            Some(Footer::Lines(count)) => *count as usize,
            Some(Footer::Pattern(_)) => FOOTER_LINES_MAX,
        };
        if self.held.len() > HELD_BYTES_MAX {
            return self.held.len();
        }
        // The last line may go on: it counts as one more.
        LastLines::of(&self.held).nth(lines_max).map_or(0, |(start, _)| start)
    }

    /// How much of what is held stands before the footer, now that the text has ended.
    fn before_footer(&mut self) -> usize {
        match &self.footer {
            None => self.held.len(),
            Some(Footer::Lines(0)) => self.held.len(),
            Some(Footer::Lines(count)) => {
                let lines: Vec<(usize, &[u8])> = LastLines::of(&self.held).take(*count as usize).collect();
                self.outcome.lines = lines.len() as u64;
                lines.last().map_or(self.held.len(), |(start, _)| *start)
            }
            Some(Footer::Pattern(pattern)) => {
                let (outcome, start) = find_footer(&self.held, pattern);
                self.outcome = outcome;
                start
            }
        }
    }
}

/// The footer that begins with the first of the last lines that the pattern fits, and where it begins.
fn find_footer(held: &[u8], pattern: &Regex) -> (FooterOutcome, usize) {
    let lines: Vec<(usize, &[u8])> = LastLines::of(held).take(FOOTER_LINES_MAX).collect();
    for (at, (start, line)) in lines.iter().enumerate().rev() {
        let Ok(line) = std::str::from_utf8(line) else { continue };
        if let Some(found) = pattern.captures(line) {
            let digits = found.get(1).map(|group| group.as_str().replace([',', ' '], ""));
            let count = digits.and_then(|digits| digits.parse().ok());
            return (FooterOutcome { lines: at as u64 + 1, is_missing: false, count }, *start);
        }
    }
    (FooterOutcome { is_missing: true, ..FooterOutcome::default() }, held.len())
}

/// The lines of a text that are not blank, from the last one on: where each begins, and its text.
struct LastLines<'t> {
    text: &'t [u8],
}

impl<'t> LastLines<'t> {
    fn of(text: &'t [u8]) -> Self {
        Self { text }
    }
}

impl<'t> Iterator for LastLines<'t> {
    type Item = (usize, &'t [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let end = self.text.iter().rposition(|byte| !byte.is_ascii_whitespace())? + 1;
        let start = memchr::memrchr2(b'\r', b'\n', &self.text[..end]).map_or(0, |before| before + 1);
        let line = &self.text[start..end];
        self.text = &self.text[..start];
        Some((start, line))
    }
}
