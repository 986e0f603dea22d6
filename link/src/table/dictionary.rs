//! Distinct texts, numbered: each text is held once, in one arena, and found again by its bytes.

use std::fmt;
use std::hash::Hasher;

use rustc_hash::FxHasher;

/// The id of a missing value.
pub const NULL: u32 = 0;

/// The distinct values of a column, numbered from 1 in the order they were first seen; 0 is null.
///
/// Holds personal data, so its `Debug` shows a count only.
#[derive(Clone)]
pub struct Dictionary {
    bytes: Vec<u8>,
    /// Where the value of each id ends in `bytes`; the entry of id 0 is 0.
    ends: Vec<u64>,
    /// Open addressing; an empty place has the id of null. The length is a power of two.
    places: Vec<Place>,
}

/// An id beside the upper half of its value's hash, so that most probes are decided without touching the bytes.
#[derive(Clone, Copy)]
struct Place {
    hash: u32,
    id: u32,
}

const EMPTY: Place = Place { hash: 0, id: NULL };

impl Dictionary {
    /// A dictionary with no value but null.
    pub fn new() -> Self {
        Self { bytes: Vec::new(), ends: vec![0], places: vec![EMPTY; 16] }
    }

    /// A dictionary put together again from what [`Self::as_parts`] gave; nothing where that is none's.
    pub fn from_parts(bytes: Vec<u8>, ends: Vec<u64>) -> Option<Self> {
        let is_whole = ends.first() == Some(&0)
            && ends.windows(2).skip(1).all(|pair| pair[0] < pair[1])
            && ends.last().copied() == Some(bytes.len() as u64);
        if !is_whole {
            return None;
        }
        let place_count = (ends.len() * 2 + 1).next_power_of_two().max(16);
        let mut dictionary = Self { bytes, ends, places: vec![EMPTY; place_count] };
        for id in 1..dictionary.ends.len() as u32 {
            let hash = upper_half(hash(dictionary.bytes(id)));
            put(&mut dictionary.places, Place { hash, id });
        }
        Some(dictionary)
    }

    /// All values one after the other, and where the value of each id ends.
    pub fn as_parts(&self) -> (&[u8], &[u64]) {
        (&self.bytes, &self.ends)
    }

    /// How many ids there are, null among them: every id is below this.
    pub fn id_count(&self) -> usize {
        self.ends.len()
    }

    /// The bytes of an id's value; empty for null.
    pub fn bytes(&self, id: u32) -> &[u8] {
        let id = id as usize;
        let start = if id == 0 { 0 } else { self.ends[id - 1] };
        &self.bytes[start as usize..self.ends[id] as usize]
    }

    /// The id of a value, where it is in the dictionary.
    pub fn find(&self, value: &[u8]) -> Option<u32> {
        match self.place_of(value, hash(value)) {
            (_, NULL) => None,
            (_, id) => Some(id),
        }
    }

    /// The id of a value, which is added where it is new. An empty value is null.
    pub fn intern(&mut self, value: &[u8]) -> u32 {
        if value.is_empty() {
            return NULL;
        }
        let hash = hash(value);
        let (place, found) = self.place_of(value, hash);
        if found != NULL {
            return found;
        }
        let id = self.ends.len() as u32;
        self.bytes.extend_from_slice(value);
        self.ends.push(self.bytes.len() as u64);
        self.places[place] = Place { hash: upper_half(hash), id };
        if self.ends.len() * 2 > self.places.len() {
            self.grow();
        }
        id
    }

    /// The place where a value is or would be, and the id that is there.
    fn place_of(&self, value: &[u8], hash: u64) -> (usize, u32) {
        let hash = upper_half(hash);
        let mask = self.places.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let place = self.places[at];
            if place.id == NULL || (place.hash == hash && self.bytes(place.id) == value) {
                return (at, place.id);
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let mut places = vec![EMPTY; self.places.len() * 2];
        self.places.iter().filter(|place| place.id != NULL).for_each(|place| put(&mut places, *place));
        self.places = places;
    }
}

/// Puts an id in that is not there yet.
fn put(places: &mut [Place], new: Place) {
    let mask = places.len() - 1;
    let mut at = new.hash as usize & mask;
    while places[at].id != NULL {
        at = (at + 1) & mask;
    }
    places[at] = new;
}

impl Default for Dictionary {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dictionary").field("values", &(self.id_count() - 1)).finish_non_exhaustive()
    }
}

fn hash(value: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(value);
    // The hasher leaves its best bits high and few of them low; spread them before the upper half is taken.
    hasher.finish().wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

fn upper_half(hash: u64) -> u32 {
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_keeps_its_id_while_the_dictionary_grows() {
        let mut dictionary = Dictionary::new();
        let texts: Vec<String> = (0..5_000).map(|n| format!("VALUE {n}")).collect();
        let ids: Vec<u32> = texts.iter().map(|text| dictionary.intern(text.as_bytes())).collect();
        assert_eq!(ids, (1..=5_000).collect::<Vec<u32>>());
        for (text, id) in texts.iter().zip(ids) {
            assert_eq!(dictionary.intern(text.as_bytes()), id);
            assert_eq!(dictionary.find(text.as_bytes()), Some(id));
            assert_eq!(dictionary.bytes(id), text.as_bytes());
        }
        assert_eq!(dictionary.id_count(), 5_001);
        assert_eq!(dictionary.find(b"VALUE 5000"), None);
    }

    #[test]
    fn an_empty_value_is_null() {
        let mut dictionary = Dictionary::new();
        assert_eq!(dictionary.intern(b""), NULL);
        assert_eq!(dictionary.bytes(NULL), b"");
    }

    #[test]
    fn debug_shows_no_value() {
        let mut dictionary = Dictionary::new();
        dictionary.intern(b"MARKED");
        assert_eq!(format!("{dictionary:?}"), "Dictionary { values: 1, .. }");
    }
}
