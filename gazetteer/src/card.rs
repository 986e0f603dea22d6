//! The addresses of one block as they came, packed: their distinct texts once, and each address as the numbers of its
//! texts.
//!
//! For showing an address and for packing its block anew; matching reads [`crate::block`] alone.

use rustc_hash::FxHashMap;
use twox_hash::XxHash3_64;

use crate::bytes::{Bytes, push_number};
use crate::entry::{Entry, EntryStatus};

/// What entries are to be packed.
pub(crate) fn write(entries: &[Entry]) -> Vec<u8> {
    let mut texts = Texts::default();
    let mut bytes = Vec::with_capacity(entries.len() * 48);
    push_number(&mut bytes, entries.len() as u64);
    for entry in entries {
        push_number(&mut bytes, entry.uprn);
        bytes.push(entry.status as u8);
        push_number(&mut bytes, entry.parent_uprn.unwrap_or(0));
        for text in texts_of(entry) {
            let number = texts.number(text);
            push_number(&mut bytes, number);
        }
        push_number(&mut bytes, u64::from(entry.usrn.unwrap_or(0)));
        for pair in [entry.grid, entry.degrees] {
            bytes.push(u8::from(pair.is_some()));
            if let Some((first, second)) = pair {
                bytes.extend(first.to_le_bytes());
                bytes.extend(second.to_le_bytes());
            }
        }
    }
    let mut packed = Vec::with_capacity(texts.bytes.len() + bytes.len() + 4);
    push_number(&mut packed, texts.numbers.len() as u64);
    packed.append(&mut texts.bytes);
    packed.append(&mut bytes);
    packed
}

/// A hash of a block's addresses. Those of all blocks together, each bit by its parity, are the gazetteer's.
pub(crate) fn digest(block: &str, card: &[u8]) -> i64 {
    XxHash3_64::oneshot_with_seed(XxHash3_64::oneshot(block.as_bytes()), card).cast_signed()
}

/// The entries of packed bytes; none where they are damaged.
pub(crate) fn read(bytes: &[u8]) -> Option<Vec<Entry>> {
    let mut bytes = Bytes::of(bytes);
    let count = usize::try_from(bytes.number()?).ok()?;
    let mut texts = Vec::with_capacity(count.min(1024));
    for _ in 0..count {
        let length = usize::try_from(bytes.number()?).ok()?;
        texts.push(std::str::from_utf8(bytes.take(length)?).ok()?);
    }
    let count = usize::try_from(bytes.number()?).ok()?;
    let mut entries = Vec::with_capacity(count.min(1024));
    for _ in 0..count {
        let uprn = bytes.number()?;
        let status = *EntryStatus::ALL.get(usize::from(bytes.u8()?))?;
        let parent = bytes.number()?;
        let mut text = || texts.get(usize::try_from(bytes.number()?).ok()?).map(|text| (*text).to_owned());
        entries.push(Entry {
            uprn,
            status,
            parent_uprn: (parent != 0).then_some(parent),
            organisation: text()?,
            sub_building: text()?,
            building_name: text()?,
            building_number: text()?,
            street: text()?,
            locality: text()?,
            town: text()?,
            postcode: text()?,
            classification: text()?,
            usrn: Some(u32::try_from(bytes.number()?).ok()?).filter(|usrn| *usrn != 0),
            grid: bytes.pair()?,
            degrees: bytes.pair()?,
        });
    }
    Some(entries)
}

fn texts_of(entry: &Entry) -> [&str; 9] {
    [
        &entry.organisation,
        &entry.sub_building,
        &entry.building_name,
        &entry.building_number,
        &entry.street,
        &entry.locality,
        &entry.town,
        &entry.postcode,
        &entry.classification,
    ]
}

/// Distinct texts, numbered as they come.
#[derive(Default)]
struct Texts<'t> {
    numbers: FxHashMap<&'t str, u64>,
    bytes: Vec<u8>,
}

impl<'t> Texts<'t> {
    fn number(&mut self, text: &'t str) -> u64 {
        let next = self.numbers.len() as u64;
        *self.numbers.entry(text).or_insert_with(|| {
            push_number(&mut self.bytes, text.len() as u64);
            self.bytes.extend(text.as_bytes());
            next
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries() -> Vec<Entry> {
        let first = Entry {
            uprn: 100_100_077_917,
            parent_uprn: Some(7),
            building_number: "14".to_owned(),
            street: "Ffordd Llandaf".to_owned(),
            postcode: "CF11 9PX".to_owned(),
            usrn: Some(5_801_201),
            classification: "RD04".to_owned(),
            grid: Some((31_634_800, -17_716_300)),
            degrees: Some((514_859_331, -32_050_007)),
            ..Entry::default()
        };
        let second = Entry { uprn: 1, status: EntryStatus::Ended, grid: None, ..first.clone() };
        vec![first, second, Entry::default()]
    }

    #[test]
    fn card_reads_back_as_written() {
        assert_eq!(read(&write(&entries())), Some(entries()));
    }

    #[test]
    fn damaged_bytes_are_no_card() {
        let bytes = write(&entries());
        for length in 0..bytes.len() {
            assert_eq!(read(&bytes[..length]), None, "{length} bytes of {}", bytes.len());
        }
    }
}
