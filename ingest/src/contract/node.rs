//! A YAML document as a tree that knows where everything stands, so that every fault can name its line.
//!
//! Scalars keep the text as written: `01` stays `01` and `NO` stays `NO`. It knows nothing of contracts.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;

/// Where something stands in a document: line and character, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) line: u64,
    pub(super) column: u64,
}

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) place: Place,
    pub(super) value: Value,
}

/// What a node holds.
#[derive(Debug, Clone)]
pub(super) enum Value {
    /// A null, as it is written: empty, `~` or `NULL`.
    Nothing(String),
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) place: Place,
    pub(super) value: Node,
}

/// Why a text is no YAML document.
#[derive(Debug)]
pub(super) struct Unreadable {
    pub(super) place: Place,
    pub(super) reason: String,
}

impl Node {
    /// Reads a document.
    pub(super) fn read(text: &str) -> Result<Node, Unreadable> {
        let options = serde_saphyr::options! {
            strict_booleans: true,
            with_snippet: false,
        };
        let tree: Spanned<Raw> = serde_saphyr::from_str_with_options(text, options).map_err(|error| {
            let place = error
                .location()
                .map_or(Place { line: 1, column: 1 }, |at| Place { line: at.line(), column: at.column() });
            Unreadable { place, reason: first_clause(&error.to_string()) }
        })?;
        Ok(settle(tree, text))
    }

    /// What kind of value it is, for messages.
    pub(super) fn kind(&self) -> &'static str {
        match self.value {
            Value::Nothing(_) => "nothing",
            Value::Scalar(_) => "a single value",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping of keys to values",
        }
    }
}

/// The parser's message without its position, which is told apart.
fn first_clause(message: &str) -> String {
    let message = message.lines().next().unwrap_or("it is no YAML");
    let message = message.split(" at line ").next().unwrap_or(message);
    message.trim_end_matches('.').to_owned()
}

/// The tree as the parser gives it: numbers and truth values without their spelling.
enum Raw {
    Nothing,
    Text(String),
    Typed(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

/// Puts back each scalar's spelling from the document's text.
fn settle(raw: Spanned<Raw>, text: &str) -> Node {
    let place = Place { line: raw.referenced.line(), column: raw.referenced.column() };
    let value = match raw.value {
        Raw::Nothing => Value::Nothing(spelling(&raw.defined, text).unwrap_or_default()),
        Raw::Text(text) => Value::Scalar(text),
        Raw::Typed(parsed) => Value::Scalar(spelling(&raw.defined, text).unwrap_or(parsed)),
        Raw::List(items) => Value::List(items.into_iter().map(|item| settle(item, text)).collect()),
        Raw::Map(entries) => Value::Map(
            entries
                .into_iter()
                .map(|(key, value)| Entry {
                    place: Place { line: key.referenced.line(), column: key.referenced.column() },
                    key: key.value,
                    value: settle(value, text),
                })
                .collect(),
        ),
    };
    Node { place, value }
}

fn spelling(at: &serde_saphyr::Location, text: &str) -> Option<String> {
    let span = at.span();
    let start = usize::try_from(span.byte_offset()?).ok()?;
    let length = usize::try_from(span.byte_len()?).ok()?;
    let written = text.get(start..start + length)?.trim();
    (!written.is_empty()).then(|| written.to_owned())
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Nothing)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Nothing)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Raw::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(node: &Node, path: &str, out: &mut Vec<String>) {
        let at = node.place;
        match &node.value {
            Value::Nothing(written) => {
                out.push(format!("{path} {}:{} nothing {written}", at.line, at.column));
            }
            Value::Scalar(text) => out.push(format!("{path} {}:{} {text}", at.line, at.column)),
            Value::List(items) => {
                items.iter().enumerate().for_each(|(i, item)| flat(item, &format!("{path}[{i}]"), out));
            }
            Value::Map(entries) => {
                entries.iter().for_each(|entry| flat(&entry.value, &format!("{path}.{}", entry.key), out));
            }
        }
    }

    #[test]
    fn scalars_keep_their_spelling_and_place() {
        let text = "a: 01\nb: [NO, 1_0, 1.0, \"7\", NULL, 0x1F, true]\n# é\nc:\n  d: 1e3 # x\n  e: {f: -0.50, g: 'é'}\n";
        let mut out = Vec::new();
        flat(&Node::read(text).unwrap(), "", &mut out);
        assert_eq!(
            out,
            [
                ".a 1:4 01",
                ".b[0] 2:5 NO",
                ".b[1] 2:9 1_0",
                ".b[2] 2:14 1.0",
                ".b[3] 2:19 7",
                ".b[4] 2:24 nothing NULL",
                ".b[5] 2:30 0x1F",
                ".b[6] 2:36 true",
                ".c.d 5:6 1e3",
                ".c.e.f 6:10 -0.50",
                ".c.e.g 6:20 é",
            ]
        );
    }

    #[test]
    fn broken_yaml_is_told_with_its_line() {
        let fault = Node::read("a: 1\nb: [1, 2\nc: 3\n").unwrap_err();
        assert!(fault.place.line >= 2, "{fault:?}");
        let fault = Node::read("a: 1\na: 2\n").unwrap_err();
        assert_eq!(fault.place.line, 2);
        assert!(fault.reason.contains("duplicate"), "{fault:?}");
    }
}
