//! A JSON text cut into values: where each begins and ends, and on which line.
//!
//! Looks at brackets and quotes alone; whether a value is well made within is for its reader to find.

use std::path::{Path, PathBuf};

use memchr::memchr;

use crate::LoadError;
use crate::limit::ROW_BYTES_MAX;
use crate::text::Decoded;

/// How taking a value went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    Whole,
    /// It is longer than it may be; it was left behind.
    OverLimit,
}

/// A text while it is cut.
pub(super) struct Scan {
    path: PathBuf,
    input: Decoded,
    window: Vec<u8>,
    at: usize,
    line: u64,
    taken: Vec<u8>,
}

impl Scan {
    pub(super) fn of(path: &Path, input: Decoded) -> Self {
        Self { path: path.to_owned(), input, window: Vec::new(), at: 0, line: 1, taken: Vec::new() }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// The value that was taken last.
    pub(super) fn taken(&self) -> &[u8] {
        &self.taken
    }

    pub(super) fn bytes_read(&self) -> u64 {
        self.input.bytes_read()
    }

    pub(super) fn malformed(&self, reason: &str) -> LoadError {
        LoadError::Malformed {
            path: self.path.clone(),
            format: "JSON",
            line: self.line,
            reason: reason.to_owned(),
        }
    }

    /// The next byte as it stands, without taking it.
    fn peek_raw(&mut self) -> Result<Option<u8>, LoadError> {
        if self.at == self.window.len() {
            self.window.clear();
            self.at = 0;
            let read = self.input.append_to(&mut self.window);
            read.map_err(|error| LoadError::read(&self.path, error))?;
        }
        Ok(self.window.get(self.at).copied())
    }

    /// Takes the byte that was peeked at.
    pub(super) fn skip_byte(&mut self) {
        self.line += u64::from(self.window.get(self.at) == Some(&b'\n'));
        self.at += 1;
    }

    /// The next byte that is no white space, without taking it.
    pub(super) fn peek_byte(&mut self) -> Result<Option<u8>, LoadError> {
        loop {
            match self.peek_raw()? {
                Some(b' ' | b'\t' | b'\r' | b'\n') => self.skip_byte(),
                other => return Ok(other),
            }
        }
    }

    /// Takes the next byte that is no white space.
    pub(super) fn next_byte(&mut self) -> Result<Option<u8>, LoadError> {
        let byte = self.peek_byte()?;
        if byte.is_some() {
            self.skip_byte();
        }
        Ok(byte)
    }

    /// Reads on to the value of a member of the object that begins here.
    pub(super) fn enter(&mut self, name: &str, whole_path: &[String]) -> Result<(), LoadError> {
        match self.next_byte()? {
            Some(b'{') => {}
            None => return Err(LoadError::Empty { path: self.path.clone() }),
            Some(_) => return Err(self.no_path(whole_path, Vec::new())),
        }
        let mut found = Vec::new();
        loop {
            match self.peek_byte()? {
                Some(b'"') => {}
                Some(b'}') => return Err(self.no_path(whole_path, found)),
                _ => return Err(self.malformed("a member's name should stand here")),
            }
            let is_short = self.take_value(ROW_BYTES_MAX)? == Taken::Whole;
            let member: Option<String> =
                if is_short { serde_json::from_slice(&self.taken).ok() } else { None };
            if self.next_byte()? != Some(b':') {
                return Err(self.malformed("a colon should stand after a member's name"));
            }
            if member.as_deref() == Some(name) {
                return Ok(());
            }
            found.extend(member);
            if self.peek_byte()?.is_none() {
                return Err(self.malformed("it ends within an object"));
            }
            self.take_value(0)?;
            match self.peek_byte()? {
                Some(b',') => self.skip_byte(),
                Some(b'}') => {}
                _ => return Err(self.malformed("a comma or a closing brace should stand here")),
            }
        }
    }

    fn no_path(&self, whole_path: &[String], found: Vec<String>) -> LoadError {
        let record_path = format!("/{}", whole_path.join("/"));
        LoadError::NoRecordPath { path: self.path.clone(), record_path, found }
    }

    /// Takes the value that begins at the next byte, as far as it is within the limit.
    pub(super) fn take_value(&mut self, bytes_max: usize) -> Result<Taken, LoadError> {
        self.taken.clear();
        let mut taken = Taken::Whole;
        let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
        loop {
            let Some(byte) = self.peek_raw()? else {
                // A number ends where the text does; what has brackets or quotes does not.
                return if depth == 0 && !in_string {
                    Ok(taken)
                } else {
                    Err(self.malformed("it ends within a value"))
                };
            };
            if !in_string
                && depth == 0
                && matches!(byte, b',' | b']' | b'}' | b':' | b' ' | b'\t' | b'\r' | b'\n')
            {
                return Ok(taken);
            }
            if self.taken.len() < bytes_max {
                self.taken.push(byte);
            } else {
                taken = Taken::OverLimit;
            }
            self.skip_byte();
            if in_string {
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' => escaped = true,
                    b'"' => in_string = false,
                    _ => {}
                }
            } else {
                match byte {
                    b'"' => in_string = true,
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => depth -= 1,
                    _ => {}
                }
            }
            if depth == 0 && !in_string && matches!(byte, b'"' | b'}' | b']') {
                return Ok(taken);
            }
        }
    }

    /// Takes the rest of the line.
    pub(super) fn take_line(&mut self, bytes_max: usize) -> Result<Taken, LoadError> {
        self.taken.clear();
        let mut taken = Taken::Whole;
        while self.peek_raw()?.is_some() {
            let rest = &self.window[self.at..];
            let end = memchr(b'\n', rest);
            let piece = &rest[..end.unwrap_or(rest.len())];
            if self.taken.len() + piece.len() <= bytes_max {
                self.taken.extend_from_slice(piece);
            } else {
                taken = Taken::OverLimit;
            }
            self.at += piece.len();
            if end.is_some() {
                self.skip_byte();
                break;
            }
        }
        Ok(taken)
    }
}
