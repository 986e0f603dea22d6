//! Which elements of a document that no contract describes are its records.
//!
//! Reads it through once and counts elements by their path; keeps no text.

use quick_xml::Reader;
use quick_xml::events::Event;
use rustc_hash::FxHashMap;

use super::Failure;
use super::input::Input;
use crate::LoadError;
use crate::delivery::Delivery;
use crate::text::{Decoded, Encoded};

/// Paths that are told apart; elements at others count nowhere.
const PATHS_MAX: usize = 4096;

/// Finds the path of a document's records.
///
/// Shape: elements with parts of their own go before those without, then those of which most stand in one parent, then
/// those that come first. In a document where nothing repeats, they are the first elements with parts below its root.
pub(crate) fn find(delivery: &Delivery, encoded: &Encoded) -> Result<Vec<String>, LoadError> {
    let mut reader = Reader::from_reader(Input::of(Decoded::open_marking(delivery, encoded)?));
    let (mut elements, mut buffer) = (Elements::default(), Vec::new());
    loop {
        buffer.clear();
        reader.get_mut().begin_item();
        let event = reader.read_event_into(&mut buffer);
        match event.map_err(|error| Failure::Read(error).at(&delivery.path, reader.get_ref().line()))? {
            Event::Start(start) => {
                elements.begin(start.local_name().as_ref(), start.attributes().next().is_some());
            }
            Event::Empty(start) => {
                elements.begin(start.local_name().as_ref(), start.attributes().next().is_some());
                elements.end();
            }
            Event::End(_) => elements.end(),
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(elements.best())
}

/// Elements by their path.
#[derive(Default)]
struct Elements {
    kinds: Vec<Kind>,
    /// The kind of each element that is open; none beyond the limit.
    open: Vec<Option<usize>>,
    /// The kinds by their parent's and their name.
    known: FxHashMap<(Option<usize>, String), usize>,
}

/// The elements with one path.
struct Kind {
    name: String,
    parent: Option<usize>,
    children: Vec<usize>,
    has_parts: bool,
    /// How many there are in the parent that is open, and the most that there were in any.
    here: u64,
    most: u64,
}

impl Elements {
    fn begin(&mut self, name: &str, has_attributes: bool) {
        let parent = self.open.last().copied();
        let kind = match parent {
            // Below what is not told apart nothing is.
            Some(None) => None,
            Some(parent) => self.kind(parent, name),
            None => self.kind(None, name),
        };
        if let Some(Some(parent)) = parent {
            self.kinds[parent].has_parts = true;
        }
        if let Some(kind) = kind {
            for at in 0..self.kinds[kind].children.len() {
                let child = self.kinds[kind].children[at];
                self.kinds[child].here = 0;
            }
            let kind = &mut self.kinds[kind];
            kind.has_parts |= has_attributes;
            kind.here += 1;
            kind.most = kind.most.max(kind.here);
        }
        self.open.push(kind);
    }

    fn end(&mut self) {
        self.open.pop();
    }

    fn kind(&mut self, parent: Option<usize>, name: &str) -> Option<usize> {
        if let Some(kind) = self.known.get(&(parent, name.to_owned())) {
            return Some(*kind);
        }
        if self.kinds.len() >= PATHS_MAX {
            return None;
        }
        let kind = self.kinds.len();
        let name_of = name.to_owned();
        self.kinds.push(Kind {
            name: name_of,
            parent,
            children: Vec::new(),
            has_parts: false,
            here: 0,
            most: 0,
        });
        if let Some(parent) = parent {
            self.kinds[parent].children.push(kind);
        }
        self.known.insert((parent, name.to_owned()), kind);
        Some(kind)
    }

    /// The path of the elements that are most likely records.
    fn best(&self) -> Vec<String> {
        let merit = |at: &usize| {
            let kind = &self.kinds[*at];
            (kind.most > 1, kind.has_parts, kind.parent.is_some(), kind.most, usize::MAX - at)
        };
        let mut path = Vec::new();
        let mut at = (0..self.kinds.len()).max_by_key(merit);
        while let Some(kind) = at.map(|at| &self.kinds[at]) {
            path.insert(0, kind.name.clone());
            at = kind.parent;
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::find_marked;

    fn path(text: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.xml");
        std::fs::write(&file, text).unwrap();
        let delivery = Delivery::at(&file, None).unwrap();
        let encoded = find_marked(&delivery, None).unwrap();
        format!("/{}", find(&delivery, &encoded).unwrap().join("/"))
    }

    #[test]
    fn records_are_what_repeats_within_one_parent() {
        let one = "<p><n>a</n><t>1</t><t>2</t><t>3</t></p>";
        let two = "<p><n>b</n></p>";
        for (text, expected) in [
            (format!("<r><h><d>x</d></h>{one}{two}</r>"), "/r/p"),
            (format!("<r><g><p/></g><g>{two}{two}{one}</g></r>"), "/r/g/p"),
            ("<r><n>a</n><n>b</n></r>".to_owned(), "/r/n"),
            (format!("<r><h/>{two}</r>"), "/r/p"),
            ("<x:r xmlns:x='u'><x:p a='1'/><x:p a='2'/></x:r>".to_owned(), "/r/p"),
            ("<r>text</r>".to_owned(), "/r"),
        ] {
            assert_eq!(path(&text), expected, "{text}");
        }
    }
}
