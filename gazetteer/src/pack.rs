//! One block's addresses made ready for the file: packed for matching, packed as they came, and what leads to them.

use standardise::address::term::Terms;

use crate::block::BlockWriter;
use crate::card;
use crate::entry::Entry;
use crate::query::{name_key, postcode_key};
use crate::schema::WITHOUT_POSTCODE;
use crate::word::{Name, names_of};

/// A block as the file keeps it.
pub(crate) struct Packed {
    /// For [`crate::block::Block`].
    pub(crate) block: Vec<u8>,
    /// For [`card::read`].
    pub(crate) card: Vec<u8>,
    pub(crate) leads: Leads,
}

/// What leads to a block, and what it counts for.
#[derive(Default)]
pub(crate) struct Leads {
    /// The UPRNs in it, each once, in their order.
    pub(crate) uprns: Vec<u64>,
    /// The keys of its streets' and buildings' names, each once, in their order.
    pub(crate) places: Vec<String>,
    /// Its names, each once, by hash.
    pub(crate) names: Vec<Name>,
}

/// Packs the addresses of a block; their order does not matter.
pub(crate) fn pack(entries: &mut Vec<Entry>) -> Packed {
    entries.sort_unstable();
    entries.dedup();
    let mut writer = BlockWriter::default();
    for entry in entries.iter() {
        // A block holds 65,535 addresses; no postcode has as many.
        writer.add(entry);
    }
    Packed { block: writer.finish(), card: card::write(entries), leads: Leads::of(entries) }
}

impl Leads {
    /// What leads to a block of these addresses.
    pub(crate) fn of(entries: &[Entry]) -> Self {
        let mut uprns: Vec<u64> = entries.iter().map(|entry| entry.uprn).collect();
        uprns.sort_unstable();
        uprns.dedup();
        let mut names: Vec<&str> =
            entries.iter().flat_map(|entry| [entry.street.as_str(), entry.building_name.as_str()]).collect();
        names.sort_unstable();
        names.dedup();
        let mut places: Vec<String> =
            names.into_iter().map(name_key).filter(|name| !name.is_empty()).collect();
        places.sort_unstable();
        places.dedup();
        Self { uprns, places, names: names_of(entries, &mut Terms::default()) }
    }
}

/// Brings an entry's postcode into its form, and tells the block that it lies in: its postcode, or the name of its street
/// or building where it has none that can be read.
pub(crate) fn place(entry: &mut Entry) -> String {
    entry.postcode = postcode_key(&entry.postcode);
    if !entry.postcode.is_empty() {
        return entry.postcode.clone();
    }
    let street = name_key(&entry.street);
    format!("{WITHOUT_POSTCODE}{}", if street.is_empty() { name_key(&entry.building_name) } else { street })
}
