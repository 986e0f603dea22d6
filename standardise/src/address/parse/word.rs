//! The words of an address with what each looks like by itself.
//!
//! Looks at forms and lists; what a word is in its address is told by [`super::path`].

use super::list::{self, PLACE_ENDINGS};
use crate::address::part::{self, floor_word};
use crate::address::thoroughfare::{self, Rank, is_direction, ordinal};
use crate::address::town::{WORDS_MAX, town_or_county};
use crate::fold::push_folded;
use crate::word::Word as Packed;

/// What a word may be, as bits.
pub(super) mod sign {
    /// A house number: `14`, `14A`, `14-16`.
    pub(in super::super) const NUMBER: u32 = 1;
    /// What tells one part of a building from another and is no number: `A`, `B2`, `2F2`, `1/3`.
    pub(in super::super) const PART_ID: u32 = 1 << 1;
    /// A word for a part of a building: `FLAT`.
    pub(in super::super) const UNIT: u32 = 1 << 2;
    /// A word for a part of a building that is let to a business: `UNIT`, `SHOP`.
    pub(in super::super) const BUSINESS_UNIT: u32 = 1 << 3;
    /// A level of a building: `GROUND`.
    pub(in super::super) const LEVEL: u32 = 1 << 4;
    /// `FLOOR`.
    pub(in super::super) const FLOOR: u32 = 1 << 5;
    /// Ends the name of a street.
    pub(in super::super) const STREET: u32 = 1 << 6;
    /// Ends the name of a street, a locality or a house.
    pub(in super::super) const NATURAL: u32 = 1 << 7;
    /// Ends the name of a building.
    pub(in super::super) const BUILDING: u32 = 1 << 8;
    /// `NORTH` and the like.
    pub(in super::super) const DIRECTION: u32 = 1 << 9;
    /// A word of organisations' names: `LTD`, `CAFE`.
    pub(in super::super) const ORGANISATION: u32 = 1 << 10;
    /// Begins the name of a street, as in Welsh: `HEOL`, `FFORDD`.
    pub(in super::super) const LEADS_STREET: u32 = 1 << 11;
    /// Joins words or numbers: `AND`, `TO`, `-`.
    pub(in super::super) const JOINS: u32 = 1 << 12;
    /// Joins the words of a settlement's name: `UPON`, `LE`.
    pub(in super::super) const JOINS_PLACE: u32 = 1 << 13;
    /// `THE`.
    pub(in super::super) const THE: u32 = 1 << 14;
    /// Says that a number follows: `NO`.
    pub(in super::super) const ANNOUNCES_NUMBER: u32 = 1 << 15;
    /// Written with an apostrophe and an S.
    pub(in super::super) const POSSESSIVE: u32 = 1 << 16;
    /// A word of departments' names.
    pub(in super::super) const DEPARTMENT: u32 = 1 << 17;
    /// `PO` before `BOX`, or both in one.
    pub(in super::super) const BOX: u32 = 1 << 18;
    /// Qualifies a settlement's name: `GREAT`, `BISHOPS`.
    pub(in super::super) const LEADS_PLACE: u32 = 1 << 19;
    /// Ends as the names of settlements do: `-TON`, `-HAM`.
    pub(in super::super) const LIKE_PLACE: u32 = 1 << 20;
    /// A whole street's name in one word: `KINGSWAY`.
    pub(in super::super) const WHOLE_STREET: u32 = 1 << 21;
    /// Says where by another thing: `REAR`, `ADJACENT`, `LAND`.
    pub(in super::super) const BESIDE: u32 = 1 << 22;
    /// A letter by itself, without digits.
    pub(in super::super) const LETTER: u32 = 1 << 23;
    /// `ST`, a saint's or a street's.
    pub(in super::super) const SAINT: u32 = 1 << 24;
    /// `C/O` before an addressee.
    pub(in super::super) const CARE_OF: u32 = 1 << 26;
    /// Goes before the kind of a site: `TRADING` of `TRADING ESTATE`.
    pub(in super::super) const LEADS_KIND: u32 = 1 << 25;
}

/// A word of an address.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Word {
    /// Where it stands in the text.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    folded_start: u32,
    folded_end: u32,
    /// Bits of [`sign`].
    pub signs: u32,
    /// Whether a line or a piece between commas begins with it.
    pub begins_segment: bool,
    /// How many words from this one on are the name of a town; none where it is 0.
    pub town_words: u8,
    /// As many, of a county.
    pub county_words: u8,
}

impl Word {
    pub(super) fn is(&self, signs: u32) -> bool {
        self.signs & signs != 0
    }
}

/// The words of an address over one buffer.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub list: Vec<Word>,
    folded: String,
    /// How many segments there are.
    pub segments: usize,
}

impl Words {
    /// Reads segments over what was there; `text` is where they stand one after the other.
    pub(super) fn read(&mut self, text: &str, segments: &[(usize, usize)]) {
        self.list.clear();
        self.folded.clear();
        self.segments = segments.len();
        for &(from, to) in segments {
            let mut begins_segment = true;
            let mut at = from;
            for raw in text[from..to].split(' ') {
                let start = at;
                at += raw.len() + 1;
                let bare = raw.trim_matches(|letter: char| matches!(letter, '.' | ':' | '"' | '*'));
                if !bare.is_empty() {
                    self.add(
                        bare,
                        start + (raw.len() - raw.trim_start_matches(['.', ':', '"', '*']).len()),
                        begins_segment,
                    );
                    begins_segment = false;
                }
            }
        }
        self.note_neighbours();
        self.note_places();
    }

    /// A folded word; empty past the end.
    pub(super) fn folded(&self, at: usize) -> &str {
        self.list
            .get(at)
            .map_or("", |word| &self.folded[word.folded_start as usize..word.folded_end as usize])
    }

    fn add(&mut self, raw: &str, start: usize, begins_segment: bool) {
        let before = self.folded.len();
        push_folded(raw, &mut self.folded);
        let folded_start = if before > 0 && self.folded.len() > before { before + 1 } else { before };
        let folded = &self.folded[folded_start..];
        let signs = signs_of(raw, folded);
        self.list.push(Word {
            start: start as u32,
            end: (start + raw.len()) as u32,
            folded_start: folded_start as u32,
            folded_end: self.folded.len() as u32,
            signs,
            begins_segment,
            town_words: 0,
            county_words: 0,
        });
    }

    /// Signs that depend on the words beside.
    fn note_neighbours(&mut self) {
        for at in 0..self.list.len() {
            if self.folded(at) == "PO" && self.folded(at + 1) == "BOX" && self.is_joined(at + 1) {
                self.list[at].signs = sign::BOX;
                self.list[at + 1].signs = sign::BOX;
            }
            // `ST JAMES` is a saint's: something follows that is no end of a street's name, or nothing comes before.
            if self.list[at].is(sign::SAINT) {
                let goes_on = self.is_joined(at + 1)
                    && self.list[at + 1].signs & !sign::LIKE_PLACE & !sign::POSSESSIVE == 0;
                if self.list[at].begins_segment || (goes_on && self.is_of_saint(at)) {
                    self.list[at].signs = sign::SAINT;
                }
            }
            // `LE STREET` is a town.
            if at > 0 && self.folded(at) == "STREET" && self.folded(at - 1) == "LE" {
                self.list[at].signs = 0;
            }
        }
    }

    /// Whether a word stands in the segment of the word before it.
    fn is_joined(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|word| !word.begins_segment)
    }

    /// Whether what follows `ST` is the rest of a street's name: a further kind of street comes before the next boundary.
    fn is_of_saint(&self, at: usize) -> bool {
        let end = (at + 1..(at + 5).min(self.list.len()))
            .take_while(|next| !self.list[*next].begins_segment)
            .last();
        let first = at == 0 || self.list[at - 1].is(sign::NUMBER | sign::PART_ID);
        first
            || end.is_some_and(|end| {
                (at + 2..=end)
                    .any(|next| self.list[next].is(sign::STREET) && !self.list[next].is(sign::SAINT))
            })
    }

    /// Finds the names of towns and counties.
    fn note_places(&mut self) {
        for from in 0..self.list.len() {
            if self.list[from].is(sign::NUMBER | sign::BOX) {
                continue;
            }
            let start = self.list[from].folded_start as usize;
            for count in (1..=WORDS_MAX).rev() {
                let Some(last) = self.list.get(from + count - 1) else { continue };
                if (from + 1..from + count).any(|at| self.list[at].begins_segment) {
                    continue;
                }
                let name = self.folded.get(start..last.folded_end as usize).unwrap_or_default();
                let (is_town, is_county) = town_or_county(name);
                let word = &mut self.list[from];
                if is_town && word.town_words == 0 {
                    word.town_words = count as u8;
                }
                if is_county && word.county_words == 0 {
                    word.county_words = count as u8;
                }
            }
        }
    }
}

/// What a word looks like.
fn signs_of(raw: &str, folded: &str) -> u32 {
    if raw.bytes().any(|byte| byte.is_ascii_digit()) {
        return signs_of_digits(raw, folded);
    }
    let mut signs = match folded {
        "" => sign::JOINS,
        "C O" => sign::CARE_OF,
        "THE" | "Y" | "YR" => sign::THE,
        "BUSINESS" | "ENTERPRISE" | "INDUSTRIAL" | "RETAIL" | "SHOPPING" | "TRADING" => sign::LEADS_KIND,
        "AND" | "TO" | "OF" => sign::JOINS,
        "ON" | "UPON" | "IN" | "LE" | "BY" | "UNDER" | "NEXT" | "SUB" | "CUM" | "WITH" => sign::JOINS_PLACE,
        "NO" | "NOS" | "NUMBER" => sign::ANNOUNCES_NUMBER,
        "ST" => sign::SAINT | sign::STREET,
        "SAINT" => sign::SAINT,
        "FLOOR" | "FLOORS" | "FLR" | "FLRS" => sign::FLOOR,
        "DEPARTMENT" | "DEPT" | "DIVISION" | "DIRECTORATE" => sign::DEPARTMENT,
        "POBOX" => sign::BOX,
        "GFF" | "FFF" | "SFF" | "TFF" | "TFL" | "LGF" | "UGF" => sign::LEVEL | sign::FLOOR,
        _ => 0,
    };
    if folded.len() == 1 && folded != "Y" && folded.bytes().all(|byte| byte.is_ascii_uppercase()) {
        signs |= sign::PART_ID | sign::LETTER;
    }
    if is_direction(folded) {
        signs |= sign::DIRECTION;
    }
    let Some(word) = Packed::folded(folded) else { return signs | of_ending(folded) };
    if let Some(kind) = thoroughfare::kind_of(word)
        && folded != "ST"
    {
        signs |= match kind.rank {
            Rank::Street => sign::STREET,
            Rank::Natural => sign::NATURAL,
            Rank::Building => sign::BUILDING,
        };
    }
    if let Some(unit) = part::word_for(word) {
        let is_business = matches!(unit, "UNIT" | "SHOP" | "SUITE" | "OFFICE" | "KIOSK" | "STALL");
        signs |= if is_business { sign::UNIT | sign::BUSINESS_UNIT } else { sign::UNIT };
    }
    signs |= list::signs_of(word);
    if floor_word(folded).is_some() || part::is_level(folded) {
        signs |= sign::LEVEL;
    }
    if raw.ends_with("'S") || raw.ends_with("'s") {
        signs |= sign::POSSESSIVE;
    }
    signs | of_ending(folded)
}

/// What a word's ending tells.
fn of_ending(folded: &str) -> u32 {
    let mut signs = 0;
    if folded.len() >= 5 && PLACE_ENDINGS.iter().any(|ending| folded.ends_with(ending)) {
        signs |= sign::LIKE_PLACE;
    }
    if folded.len() >= 6 && ["WAY", "GATE"].iter().any(|ending| folded.ends_with(ending)) {
        signs |= sign::WHOLE_STREET;
    }
    signs
}

/// What a word with digits in it looks like.
fn signs_of_digits(raw: &str, folded: &str) -> u32 {
    if ordinal(folded).is_some() {
        return if floor_word(folded).is_some() { sign::LEVEL } else { 0 };
    }
    if is_ordinal(folded) {
        return 0;
    }
    let bytes = raw.as_bytes();
    if bytes.iter().all(u8::is_ascii_digit) {
        return if bytes.len() <= 5 { sign::NUMBER } else { 0 };
    }
    let mut ends = raw.split(['-', '/', '&']);
    let (first, second, third) = (ends.next(), ends.next(), ends.next());
    match (first, second, third) {
        (Some(number), None, _) if is_house_number(number) => sign::NUMBER,
        // `14-16` is the house's number, `1/3` may be a flat's.
        (Some(from), Some(to), None) if is_house_number(from) && is_house_number(to) => {
            if raw.contains('/') {
                sign::NUMBER | sign::PART_ID
            } else {
                sign::NUMBER
            }
        }
        _ if folded.len() <= 6 => sign::PART_ID,
        _ => 0,
    }
}

/// Digits and at most two letters: `14`, `14A`.
fn is_house_number(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=5).contains(&digits)
        && text.len() - digits <= 2
        && text.bytes().skip(digits).all(|byte| byte.is_ascii_alphabetic())
}

fn is_ordinal(folded: &str) -> bool {
    let digits = folded.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && matches!(&folded[digits..], "ST" | "ND" | "RD" | "TH")
}
