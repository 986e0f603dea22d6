//! The addresses of one postcode, packed: their distinct terms once, and each address as the numbers of its terms.
//!
//! Everything that scoring needs of a postcode lies together, so that it comes with one read. It compares nothing.

use rustc_hash::FxHashMap;
use standardise::address::term::{TermKind, Terms};

use crate::bytes::Bytes;
use crate::entry::{Entry, EntryStatus, Part};
use crate::word::{WEIGHT_WHOLE, name_weight};

/// Packs addresses of one postcode.
#[derive(Default)]
pub(crate) struct BlockWriter {
    numbers: FxHashMap<(u8, String), u16>,
    terms: Vec<u8>,
    term_count: u16,
    entries: Vec<u8>,
    entry_count: u16,
    reader: Terms,
    /// The UPRN of the address before, and the terms of all that it has.
    last: (u64, Vec<Vec<(u8, u16)>>),
}

/// An address of a block.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BlockEntry {
    pub(crate) uprn: u64,
    pub(crate) parent_uprn: Option<u64>,
    pub(crate) status: EntryStatus,
    /// Its terms in the block's list.
    first: u32,
    end: u32,
}

/// A term of an address.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EntryTerm {
    pub(crate) part: Part,
    /// Whether it was written together with the one before.
    pub(crate) is_joined: bool,
    /// Its number among the block's distinct terms.
    pub(crate) term: u16,
}

/// A distinct term of a block: what it is, what it counts for in a name, and where its text lies.
struct BlockTerm {
    kind: TermKind,
    weight: f32,
    names_a_kind: bool,
    start: u32,
    end: u32,
}

/// The addresses of a postcode, unpacked.
#[derive(Default)]
pub(crate) struct Block {
    text: String,
    terms: Vec<BlockTerm>,
    entries: Vec<BlockEntry>,
    entry_terms: Vec<EntryTerm>,
}

const KINDS: [TermKind; 6] =
    [TermKind::Number, TermKind::Letter, TermKind::Unit, TermKind::Floor, TermKind::Filler, TermKind::Word];

/// Marks a term that was written together with the one before.
const JOINED: u8 = 0x80;

impl BlockWriter {
    /// Adds an address; false where the block can hold no more. Of a UPRN's addresses, which come one after the other, one
    /// that has the terms of an earlier one adds nothing.
    pub(crate) fn add(&mut self, entry: &Entry) -> bool {
        let mut packed: Vec<(u8, u16)> = Vec::with_capacity(16);
        for (number, part) in Part::ALL.into_iter().enumerate() {
            let mut reader = std::mem::take(&mut self.reader);
            reader.read(entry.part(part));
            for (term, text) in reader.iter() {
                let joined = if term.is_joined { JOINED } else { 0 };
                let text = clip(text);
                if let Some(term) = self.number(term.kind, text) {
                    packed.push((number as u8 | joined, term));
                }
            }
            self.reader = reader;
        }
        if self.last.0 != entry.uprn {
            self.last = (entry.uprn, Vec::new());
        }
        if self.last.1.contains(&packed) {
            return true;
        }
        let (Some(count), Ok(length)) = (self.entry_count.checked_add(1), u8::try_from(packed.len())) else {
            return false;
        };
        self.entry_count = count;
        self.entries.extend(entry.uprn.to_le_bytes());
        self.entries.extend(entry.parent_uprn.unwrap_or(0).to_le_bytes());
        self.entries.push(entry.status as u8);
        self.entries.push(length);
        for (part, term) in &packed {
            self.entries.push(*part);
            self.entries.extend(term.to_le_bytes());
        }
        self.last.1.push(packed);
        true
    }

    /// The number of a term, which is added where it is new; none where there are too many.
    fn number(&mut self, kind: TermKind, text: &str) -> Option<u16> {
        let kind = KINDS.iter().position(|other| *other == kind)? as u8;
        if let Some(number) = self.numbers.get(&(kind, text.to_owned())) {
            return Some(*number);
        }
        let number = self.term_count;
        self.term_count = number.checked_add(1)?;
        self.terms.push(kind);
        self.terms.push(text.len() as u8);
        self.terms.extend(text.as_bytes());
        self.numbers.insert((kind, text.to_owned()), number);
        Some(number)
    }

    /// The bytes of the block.
    pub(crate) fn finish(self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(4 + self.terms.len() + self.entries.len());
        bytes.extend(self.term_count.to_le_bytes());
        bytes.extend(self.entry_count.to_le_bytes());
        bytes.extend(self.terms);
        bytes.extend(self.entries);
        bytes
    }
}

/// A text of at most 255 bytes.
fn clip(text: &str) -> &str {
    let mut end = text.len().min(usize::from(u8::MAX));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

impl Block {
    /// Reads the bytes of a block over what it held before; false where they are damaged. `weight` says what a word counts
    /// for in a name.
    pub(crate) fn read(&mut self, bytes: &[u8], weight: impl Fn(&str) -> u8) -> bool {
        self.clear();
        let whole = self.read_all(&mut Bytes::of(bytes), weight).is_some();
        if !whole {
            self.clear();
        }
        whole
    }

    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.terms.clear();
        self.entries.clear();
        self.entry_terms.clear();
    }

    fn read_all(&mut self, bytes: &mut Bytes<'_>, weight: impl Fn(&str) -> u8) -> Option<()> {
        let (term_count, entry_count) = (bytes.u16()?, bytes.u16()?);
        for _ in 0..term_count {
            let kind = *KINDS.get(usize::from(bytes.u8()?))?;
            let length = usize::from(bytes.u8()?);
            let start = self.text.len() as u32;
            let text = std::str::from_utf8(bytes.take(length)?).ok()?;
            self.text.push_str(text);
            let telling = if kind == TermKind::Word { weight(text) } else { WEIGHT_WHOLE };
            let (weight, names_a_kind) =
                name_weight(kind, text, f32::from(telling) / f32::from(WEIGHT_WHOLE));
            let end = self.text.len() as u32;
            self.terms.push(BlockTerm { kind, weight, names_a_kind, start, end });
        }
        for _ in 0..entry_count {
            let (uprn, parent) = (bytes.u64()?, bytes.u64()?);
            let status = *EntryStatus::ALL.get(usize::from(bytes.u8()?))?;
            let first = self.entry_terms.len() as u32;
            for _ in 0..bytes.u8()? {
                let (part, term) = (bytes.u8()?, bytes.u16()?);
                let is_joined = part & JOINED != 0;
                let part = *Part::ALL.get(usize::from(part & !JOINED))?;
                if term >= term_count {
                    return None;
                }
                self.entry_terms.push(EntryTerm { part, is_joined, term });
            }
            let end = self.entry_terms.len() as u32;
            let parent_uprn = (parent != 0).then_some(parent);
            self.entries.push(BlockEntry { uprn, parent_uprn, status, first, end });
        }
        Some(())
    }

    pub(crate) fn entries(&self) -> &[BlockEntry] {
        &self.entries
    }

    pub(crate) fn terms_of(&self, entry: &BlockEntry) -> &[EntryTerm] {
        &self.entry_terms[entry.first as usize..entry.end as usize]
    }

    pub(crate) fn term_count(&self) -> usize {
        self.terms.len()
    }

    /// A distinct term.
    pub(crate) fn term(&self, number: usize) -> (TermKind, &str) {
        let term = &self.terms[number];
        (term.kind, &self.text[term.start as usize..term.end as usize])
    }

    /// What a distinct term counts for in a name, 1 at the most.
    pub(crate) fn weight(&self, number: u16) -> f32 {
        self.terms[usize::from(number)].weight
    }

    /// Whether a distinct term says what kind of street or building is there: ROAD.
    pub(crate) fn names_a_kind(&self, number: u16) -> bool {
        self.terms[usize::from(number)].names_a_kind
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            uprn: 100,
            parent_uprn: Some(99),
            sub_building: "Flat 2".to_owned(),
            building_number: "14A".to_owned(),
            street: "High Street".to_owned(),
            town: "Northmere".to_owned(),
            ..Entry::default()
        }
    }

    #[test]
    fn block_reads_back_as_written() {
        let mut writer = BlockWriter::default();
        assert!(writer.add(&entry()));
        assert!(writer.add(&Entry { uprn: 99, parent_uprn: None, sub_building: String::new(), ..entry() }));
        let mut block = Block::default();
        assert!(block.read(&writer.finish(), |_| WEIGHT_WHOLE));
        let shown: Vec<String> = block
            .entries()
            .iter()
            .map(|entry| {
                let terms = block.terms_of(entry).iter().map(|term| block.term(usize::from(term.term)).1);
                format!("{} {:?} {}", entry.uprn, entry.parent_uprn, terms.collect::<Vec<_>>().join(" "))
            })
            .collect();
        assert_eq!(shown, ["100 Some(99) FLAT 2 14 A HIGH ST NORTHMERE", "99 None 14 A HIGH ST NORTHMERE"]);
    }

    #[test]
    fn damaged_bytes_are_no_block() {
        let mut writer = BlockWriter::default();
        writer.add(&entry());
        let bytes = writer.finish();
        let mut block = Block::default();
        for length in 0..bytes.len() {
            assert!(!block.read(&bytes[..length], |_| WEIGHT_WHOLE), "{length} bytes of {}", bytes.len());
            assert!(block.entries().is_empty());
        }
    }
}
