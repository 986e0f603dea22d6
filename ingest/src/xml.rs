//! XML as records: the elements at a path, each with its attributes, its children and theirs.
//!
//! `quick-xml` splits; the path, the names and the limits are seen to here. Names are taken without their prefix.
//! Entities that a document declares are refused, not expanded.

mod find;
mod input;

use std::io::Read;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::LoadError;
use crate::contract::{Column, Source};
use crate::delivery::{Delivery, UnpackFault};
use crate::limit::{NESTING_MAX, ROW_BYTES_MAX};
use crate::named::{self, Record, RecordReader};
use crate::row::OpenFile;
use crate::rule::Rule;
use crate::text::{Decoded, Encoded, find_marked};
pub(crate) use find::find;
use input::{Input, OverLimit};

/// The name of a record's own text.
const OWN_TEXT: &str = "#text";
/// Bytes in which a document says how it is encoded.
const DECLARATION_BYTES: u64 = 256;
/// Paths that are told where the contract's is not there.
const PATHS_TOLD: usize = 12;

/// Opens a document whose records stand at the contract's record path.
pub(crate) fn open(delivery: &Delivery, source: &Source, columns: &[Column]) -> Result<OpenFile, LoadError> {
    let encoded = match source.encoding {
        Some(encoding) => find_marked(delivery, Some(encoding))?,
        None => encoding(delivery)?,
    };
    open_at(delivery, &encoded, &source.record_path, columns)
}

/// Opens the elements at a path.
pub(crate) fn open_at(
    delivery: &Delivery,
    encoded: &Encoded,
    record_path: &[String],
    columns: &[Column],
) -> Result<OpenFile, LoadError> {
    let reader = || {
        let input = Input::of(Decoded::open_marking(delivery, encoded)?);
        Ok(Box::new(Elements::of(delivery, input, record_path)) as Box<dyn RecordReader>)
    };
    named::open(delivery, reader, columns)
}

/// Whether the beginning of a text is that of a document.
pub(crate) fn is_begun(sample: &[u8]) -> bool {
    let mut bytes = sample.trim_ascii_start().iter();
    let next = (bytes.next(), bytes.next());
    matches!(next, (Some(b'<'), Some(next)) if next.is_ascii_alphabetic() || matches!(next, b'?' | b'!' | b'_'))
}

/// How a document is encoded, by its mark or by what it declares.
pub(crate) fn encoding(delivery: &Delivery) -> Result<Encoded, LoadError> {
    find_marked(delivery, declared(delivery)?)
}

/// The encoding that the document's first line declares. A declaration that can be read as ASCII is not in UTF-16.
fn declared(delivery: &Delivery) -> Result<Option<&'static encoding_rs::Encoding>, LoadError> {
    let mut beginning = Vec::new();
    let read = delivery.open()?.take(DECLARATION_BYTES).read_to_end(&mut beginning);
    read.map_err(|error| LoadError::read(&delivery.path, error))?;
    let text = String::from_utf8_lossy(&beginning);
    let declaration = text.trim_start_matches('\u{fffd}').trim_start();
    let declaration = declaration.split("?>").next().filter(|text| text.starts_with("<?xml"));
    let label = declaration.and_then(|text| text.split("encoding").nth(1)).and_then(|rest| {
        let rest = rest.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        rest[1..].split(quote).next()
    });
    let encoding = label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    Ok(encoding.filter(|encoding| encoding.is_ascii_compatible()))
}

/// The elements at a path.
struct Elements {
    path: std::path::PathBuf,
    reader: Reader<Input>,
    buffer: Vec<u8>,
    record_path: Vec<String>,
    /// The elements that are open, down to the one being read.
    open: Vec<String>,
    /// How many of the record path's elements they match.
    matched: usize,
    /// Whether the record path's parent was ever there: if so, no record means that there is none.
    parent_seen: bool,
    /// Paths that were seen, for whom the record path is not there.
    seen: Vec<String>,
    ended: bool,
}

/// A record while it is read: the name down to the element being read, and the text since its last tag.
#[derive(Default)]
struct Part {
    name: String,
    lengths: Vec<usize>,
    text: String,
    /// How many elements are open, the record's own among them; none outside of a record.
    depth: usize,
}

impl Part {
    fn enter(&mut self, name: &str) {
        self.lengths.push(self.name.len());
        if !self.name.is_empty() {
            self.name.push('.');
        }
        self.name.push_str(name);
    }

    fn leave(&mut self) {
        self.name.truncate(self.lengths.pop().unwrap_or(0));
    }

    /// Adds to the text since the last tag.
    fn push(&mut self, text: &str, record: &mut Record) {
        if self.depth == 0 {
            return;
        }
        if self.text.len() + text.len() > ROW_BYTES_MAX {
            record.fail(Rule::RowOverLimit);
        } else {
            self.text.push_str(text);
        }
    }

    /// Gives the text since the last tag to the element that it stands in.
    fn flush(&mut self, record: &mut Record) {
        let text = self.text.trim();
        if !text.is_empty() {
            record.push(if self.name.is_empty() { OWN_TEXT } else { &self.name }, text);
        }
        self.text.clear();
    }

    fn attributes(&mut self, start: &BytesStart<'_>, record: &mut Record) -> Result<(), Failure> {
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| Failure::Malformed("an attribute is not well made"))?;
            let name = attribute.key;
            if name.as_namespace_binding().is_some() {
                continue;
            }
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|_| Failure::Malformed("an attribute holds a reference that XML does not know"))?;
            self.enter(&format!("@{}", name.local_name().as_ref()));
            record.push(&self.name, value.trim());
            self.leave();
        }
        Ok(())
    }
}

/// Why a document cannot be read on.
enum Failure {
    Malformed(&'static str),
    Read(quick_xml::Error),
}

impl Failure {
    /// As what a load says, of a document and a line.
    fn at(self, path: &Path, line: u64) -> LoadError {
        let malformed = |reason: &str| LoadError::Malformed {
            path: path.to_owned(),
            format: "XML",
            line,
            reason: reason.to_owned(),
        };
        match self {
            Self::Malformed(reason) => malformed(reason),
            Self::Read(quick_xml::Error::Io(error)) => {
                if let Some(inner) = error.get_ref()
                    && inner.is::<OverLimit>()
                {
                    let path = path.to_owned();
                    return LoadError::ItemOverLimit { path, line, limit: input::ITEM_BYTES_MAX };
                }
                // The parser holds the error in common; what an archive found wrong is told apart by its type.
                let fault = error.get_ref().and_then(|inner| inner.downcast_ref::<UnpackFault>()).copied();
                let source = fault.map_or_else(|| error.kind().into(), std::io::Error::other);
                LoadError::read(path, source)
            }
            // What the parser says may quote the document, which may be somebody's record.
            Self::Read(quick_xml::Error::Syntax(_)) => malformed("a tag, comment or section is not closed"),
            Self::Read(quick_xml::Error::IllFormed(_)) => malformed("its tags do not match"),
            Self::Read(_) => malformed("it is not well formed"),
        }
    }
}

impl Elements {
    fn of(delivery: &Delivery, input: Input, record_path: &[String]) -> Self {
        Self {
            path: delivery.path.clone(),
            reader: Reader::from_reader(input),
            buffer: Vec::new(),
            record_path: record_path.to_vec(),
            open: Vec::new(),
            matched: 0,
            parent_seen: false,
            seen: Vec::new(),
            ended: false,
        }
    }

    fn line(&self) -> u64 {
        self.reader.get_ref().line()
    }

    fn error(&self, failure: Failure) -> LoadError {
        failure.at(&self.path, self.line())
    }

    /// Reads on to the next record and through it; false at the document's end.
    fn read_record(&mut self, record: &mut Record) -> Result<bool, Failure> {
        let mut buffer = std::mem::take(&mut self.buffer);
        let mut part = Part::default();
        let found = loop {
            buffer.clear();
            self.reader.get_mut().begin_item();
            match self.reader.read_event_into(&mut buffer).map_err(Failure::Read)? {
                Event::Start(start) => self.start(&start, &mut part, record)?,
                Event::Empty(start) => {
                    self.start(&start, &mut part, record)?;
                    if self.end(&mut part, record) {
                        break true;
                    }
                }
                Event::End(_) => {
                    if self.end(&mut part, record) {
                        break true;
                    }
                }
                Event::Text(text) => part.push(&text.xml10_content(), record),
                Event::CData(text) => part.push(&text.xml10_content(), record),
                Event::GeneralRef(reference) => {
                    part.push(resolve(&reference)?.encode_utf8(&mut [0; 4]), record);
                }
                Event::DocType(text) if text.contains('[') => {
                    return Err(Failure::Malformed(
                        "it declares entities of its own, which are not expanded",
                    ));
                }
                Event::Eof if self.open.is_empty() => break false,
                Event::Eof => return Err(Failure::Malformed("it ends within an element")),
                Event::DocType(_) | Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            }
        };
        self.buffer = buffer;
        Ok(found)
    }

    /// An element begins: one on the way to the records, a record, or a part of one.
    fn start(&mut self, start: &BytesStart<'_>, part: &mut Part, record: &mut Record) -> Result<(), Failure> {
        let name = start.local_name();
        if part.depth > 0 {
            part.flush(record);
            part.enter(name.as_ref());
            part.depth += 1;
            if part.depth > NESTING_MAX {
                record.fail(Rule::NestedOverLimit);
            }
            part.attributes(start, record)
        } else if self.enter(name.as_ref()) {
            record.begin(self.reader.get_ref().line_of_item());
            part.depth = 1;
            part.attributes(start, record)
        } else {
            Ok(())
        }
    }

    /// An element ends; whether it is a record.
    fn end(&mut self, part: &mut Part, record: &mut Record) -> bool {
        match part.depth {
            0 => {
                self.leave();
                false
            }
            1 => {
                part.flush(record);
                self.leave();
                true
            }
            _ => {
                part.flush(record);
                record.push(&part.name, "");
                part.leave();
                part.depth -= 1;
                false
            }
        }
    }

    /// Enters an element outside of records; whether it is one.
    fn enter(&mut self, name: &str) -> bool {
        let depth = self.open.len();
        self.open.push(name.to_owned());
        if self.matched == depth && self.record_path.get(depth).is_some_and(|wanted| wanted == name) {
            self.matched += 1;
        }
        self.parent_seen |= self.matched + 1 >= self.record_path.len();
        if !self.parent_seen && self.seen.len() < PATHS_TOLD {
            let path = format!("/{}", self.open.join("/"));
            if !self.seen.contains(&path) {
                self.seen.push(path);
            }
        }
        self.matched == self.record_path.len() && self.open.len() == self.record_path.len()
    }

    fn leave(&mut self) {
        self.open.pop();
        self.matched = self.matched.min(self.open.len());
    }
}

impl RecordReader for Elements {
    fn next(&mut self, record: &mut Record) -> Result<bool, LoadError> {
        if self.ended {
            return Ok(false);
        }
        let found = self.read_record(record).map_err(|failure| self.error(failure))?;
        self.ended = !found;
        if self.ended && !self.parent_seen {
            let record_path = format!("/{}", self.record_path.join("/"));
            let found = std::mem::take(&mut self.seen);
            return Err(LoadError::NoRecordPath { path: self.path.clone(), record_path, found });
        }
        Ok(found)
    }

    fn bytes_read(&self) -> u64 {
        self.reader.get_ref().bytes_read()
    }
}

/// The character that a reference stands for: by its number, or one of the five that XML itself names.
fn resolve(reference: &BytesRef<'_>) -> Result<char, Failure> {
    let by_number = reference.resolve_char_ref().map_err(Failure::Read)?;
    if let Some(character) = by_number {
        return Ok(character);
    }
    let text: &str = reference;
    match text {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(Failure::Malformed("it holds a reference to an entity that XML does not know")),
    }
}
