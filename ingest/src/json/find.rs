//! Where a JSON text that no contract describes has its records: a line each, or in an array somewhere.
//!
//! Reads the document through once, a value at a time; it keeps paths and counts, and no values.

use std::fmt;
use std::io::{self, Read};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::LoadError;
use crate::contract::Format;
use crate::delivery::Delivery;
use crate::text::{Decoded, Encoded};

/// How deep an array of records is looked for.
const DEPTH_MAX: usize = 16;

/// Whether the beginning of a text is that of JSON: an object, or an array of objects. `[Name],[Town]` is a header.
pub(crate) fn is_begun(sample: &[u8]) -> bool {
    let mut bytes = sample.iter().copied().filter(|byte| !byte.is_ascii_whitespace());
    match (bytes.next(), bytes.next()) {
        (Some(b'{'), Some(b'"' | b'}')) => true,
        (Some(b'['), Some(b'{')) => true,
        (Some(b'['), Some(b']')) => bytes.next().is_none(),
        _ => false,
    }
}

/// Whether a text is an object a line, by its first lines.
fn is_lines(sample: &[u8]) -> bool {
    let mut lines = sample.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let is_whole = |line: Option<&[u8]>| {
        line.is_some_and(|line| {
            line.trim_ascii().starts_with(b"{") && serde_json::from_slice::<IgnoredAny>(line).is_ok()
        })
    };
    // The second may be cut by the sample's end.
    is_whole(lines.next()) && lines.next().is_some_and(|line| line.trim_ascii().starts_with(b"{"))
}

/// Finds the format and the record path of a text that is JSON.
///
/// Shape: the path is that of the array with the most objects; of several the one that comes first.
pub(crate) fn find(
    delivery: &Delivery,
    encoded: &Encoded,
    sample: &[u8],
) -> Result<(Format, Vec<String>), LoadError> {
    if is_lines(sample) {
        return Ok((Format::JsonLines, Vec::new()));
    }
    let input = Text { decoded: Decoded::open_marking(delivery, encoded)?, window: Vec::new(), at: 0 };
    let mut reader = serde_json::Deserializer::from_reader(io::BufReader::new(input));
    let mut arrays = Arrays::default();
    let walked = Walk { arrays: Some(&mut arrays) }.deserialize(&mut reader).and_then(|_| reader.end());
    let malformed = |line: u64, reason: &str| LoadError::Malformed {
        path: delivery.path.clone(),
        format: "JSON",
        line,
        reason: reason.to_owned(),
    };
    walked.map_err(|error| {
        if error.is_io() {
            return LoadError::read(&delivery.path, error.into());
        }
        malformed(error.line() as u64, "it is not well formed")
    })?;
    let best = arrays.found.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best });
    match best {
        Some((path, count)) if count > 0 || path.is_empty() => Ok((Format::Json, path)),
        // An object by itself is a line, where it is on one.
        _ if !sample.trim_ascii().contains(&b'\n') => Ok((Format::JsonLines, Vec::new())),
        _ => Err(malformed(1, "it is no array of objects, and has none in it")),
    }
}

/// The arrays of a document, by the members' names down to each, and how many objects each has.
#[derive(Default)]
struct Arrays {
    path: Vec<String>,
    found: Vec<(Vec<String>, u64)>,
}

impl Arrays {
    /// Adds the array at the path. The reader goes to the first of a path, so that a second one doesn't count.
    fn add(&mut self, objects: u64) {
        if self.found.iter().all(|(path, _)| *path != self.path) {
            self.found.push((self.path.clone(), objects));
        }
    }
}

/// A value, passed over; outside of arrays what arrays are in it is found. Gives whether it is an object.
struct Walk<'w> {
    arrays: Option<&'w mut Arrays>,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<bool, A::Error> {
        let Some(arrays) = self.arrays.filter(|arrays| arrays.path.len() < DEPTH_MAX) else {
            while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(true);
        };
        while let Some(member) = members.next_key::<String>()? {
            arrays.path.push(member);
            members.next_value_seed(Walk { arrays: Some(&mut *arrays) })?;
            arrays.path.pop();
        }
        Ok(true)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<bool, A::Error> {
        let mut objects = 0;
        while let Some(is_object) = items.next_element_seed(Walk { arrays: None })? {
            objects += u64::from(is_object);
        }
        if let Some(arrays) = self.arrays {
            arrays.add(objects);
        }
        Ok(false)
    }

    fn visit_bool<E>(self, _: bool) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_i64<E>(self, _: i64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_u64<E>(self, _: u64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_f64<E>(self, _: f64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_str<E>(self, _: &str) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_unit<E>(self) -> Result<bool, E> {
        Ok(false)
    }
}

/// Text for the parser.
struct Text {
    decoded: Decoded,
    window: Vec<u8>,
    at: usize,
}

impl Read for Text {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at == self.window.len() {
            self.window.clear();
            self.at = 0;
            self.decoded.append_to(&mut self.window)?;
        }
        let count = (&self.window[self.at..]).read(into)?;
        self.at += count;
        Ok(count)
    }
}
