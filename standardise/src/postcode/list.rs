//! Which postcodes there are and were, in a few bits each.
//!
//! Filled by whoever reads a list of them; it reads no file itself and has no list of its own.

use super::Postcode;

/// The letters of an inward code.
const INWARD_LETTERS: &[u8; 20] = b"ABDEFGHJLNPQRSTUWXYZ";

/// Inward codes that there can be: a digit and two letters.
const INWARD_COUNT: usize = 10 * INWARD_LETTERS.len() * INWARD_LETTERS.len();

/// What a list says of a postcode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PostcodeStatus {
    /// In use.
    Live,
    /// In use once.
    Terminated,
    /// Not in the list.
    Unknown,
}

/// A list of postcodes, those in use and those that were. A kilobyte for each outward code, 3 MB for all.
#[derive(Clone, Default)]
pub struct Postcodes {
    /// Outward codes, in order, filled up with zeros.
    outward: Vec<[u8; 4]>,
    /// For each, a bit for each inward code: in use, and in use once.
    inward: Vec<[[u64; INWARD_COUNT.div_ceil(64)]; 2]>,
}

impl Postcodes {
    /// Adds a postcode; of one that is added both as live and as terminated the former counts.
    pub fn add(&mut self, postcode: &Postcode, status: PostcodeStatus) {
        let which = match status {
            PostcodeStatus::Live => 0,
            PostcodeStatus::Terminated => 1,
            PostcodeStatus::Unknown => return,
        };
        let (outward, Some(inward)) = cut(postcode) else { return };
        // Lists come in order, so that the last is nearly always the one.
        let at = match self.outward.last() {
            Some(last) if *last == outward => self.outward.len() - 1,
            _ => match self.outward.binary_search(&outward) {
                Ok(at) => at,
                Err(at) => {
                    self.outward.insert(at, outward);
                    self.inward.insert(at, [[0; INWARD_COUNT.div_ceil(64)]; 2]);
                    at
                }
            },
        };
        self.inward[at][which][inward / 64] |= 1 << (inward % 64);
    }

    /// What the list says of a postcode.
    pub fn status(&self, postcode: &Postcode) -> PostcodeStatus {
        let (outward, inward) = cut(postcode);
        let (Ok(at), Some(inward)) = (self.outward.binary_search(&outward), inward) else {
            return PostcodeStatus::Unknown;
        };
        let [live, terminated] =
            self.inward[at].each_ref().map(|bits| bits[inward / 64] >> (inward % 64) & 1 == 1);
        match (live, terminated) {
            (true, _) => PostcodeStatus::Live,
            (false, true) => PostcodeStatus::Terminated,
            (false, false) => PostcodeStatus::Unknown,
        }
    }

    /// How many postcodes are in use by the list.
    pub fn live_count(&self) -> u64 {
        self.inward.iter().flat_map(|[live, _]| live).map(|bits| u64::from(bits.count_ones())).sum()
    }
}

impl std::fmt::Debug for Postcodes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Postcodes").field("outward_count", &self.outward.len()).finish_non_exhaustive()
    }
}

/// A postcode's outward code, and the number of its inward one.
fn cut(postcode: &Postcode) -> ([u8; 4], Option<usize>) {
    let text = postcode.as_str().as_bytes();
    let mut outward = [0; 4];
    let code = postcode.outward().as_bytes();
    outward[..code.len()].copy_from_slice(code);
    let place = |letter: &u8| INWARD_LETTERS.binary_search(letter).ok();
    let inward = match text {
        [.., digit @ b'0'..=b'9', first, second] => place(first).zip(place(second)).map(|(first, second)| {
            (usize::from(digit - b'0') * INWARD_LETTERS.len() + first) * INWARD_LETTERS.len() + second
        }),
        _ => None,
    };
    (outward, inward)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn postcode(text: &str) -> Postcode {
        Postcode::read(text).value.unwrap()
    }

    #[test]
    fn live_terminated_and_unknown_are_told_apart() {
        let mut list = Postcodes::default();
        list.add(&postcode("LS1 4AP"), PostcodeStatus::Live);
        list.add(&postcode("LS1 4AQ"), PostcodeStatus::Terminated);
        list.add(&postcode("AB1 0AA"), PostcodeStatus::Terminated);
        list.add(&postcode("AB1 0AA"), PostcodeStatus::Live);
        list.add(&postcode("GIR 0AA"), PostcodeStatus::Live);
        let status = |text: &str| list.status(&postcode(text));
        assert_eq!(status("ls14ap"), PostcodeStatus::Live);
        assert_eq!(status("LS1 4AQ"), PostcodeStatus::Terminated);
        assert_eq!(status("LS1 4AR"), PostcodeStatus::Unknown);
        assert_eq!(status("LS14 4AP"), PostcodeStatus::Unknown);
        assert_eq!((status("AB1 0AA"), status("GIR 0AA")), (PostcodeStatus::Live, PostcodeStatus::Live));
        assert_eq!(list.live_count(), 3);
    }

    proptest! {
        #[test]
        fn list_says_what_a_map_says(
            added in proptest::collection::vec(("[LM][1-3]|LS1[0-2]|W1[AB]", "[0-9][ABLZ][DY]", any::<bool>()), 0..60),
            asked in "(L|M)[1-3] [0-9][ABLZ][DY]",
        ) {
            let mut list = Postcodes::default();
            let mut map: BTreeMap<String, bool> = BTreeMap::new();
            for (outward, inward, live) in added {
                let text = format!("{outward} {inward}");
                list.add(&postcode(&text), if live { PostcodeStatus::Live } else { PostcodeStatus::Terminated });
                *map.entry(text).or_default() |= live;
            }
            let expected = |text: &str| match map.get(text) {
                Some(true) => PostcodeStatus::Live,
                Some(false) => PostcodeStatus::Terminated,
                None => PostcodeStatus::Unknown,
            };
            for text in map.keys().map(String::as_str).chain([asked.as_str()]) {
                prop_assert_eq!(list.status(&postcode(text)), expected(text));
            }
        }
    }
}
