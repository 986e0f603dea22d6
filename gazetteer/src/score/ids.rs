//! Numbers, letters and floors: what tells a house from its neighbours and a flat from the others in the building.

use standardise::address::term::TermKind;

use super::{SAME, Scorer, Used, bits, part_of};
use crate::block::EntryTerm;
use crate::entry::Part;
use crate::query::places;

/// A number of an address, and whose it is.
#[derive(Clone, Copy)]
struct Slot {
    term: u16,
    kind: TermKind,
    is_sub: bool,
    is_joined: bool,
    /// The word for a part of a building before it.
    unit: Option<u16>,
}

const SLOT_COUNT_MAX: usize = 8;

/// What came of comparing numbers, letters and floors.
#[derive(Clone, Copy, Default)]
pub(super) struct Ids {
    pub(super) bits: f32,
    /// A number of the building is the text's.
    pub(super) number_found: bool,
    /// The text names a part of the building that the address is not.
    pub(super) is_beyond: bool,
    pub(super) is_partial: bool,
    /// A floor of the part of the building is the text's.
    floor_agrees: bool,
    /// A number or letter of the part of the building that the text does not have.
    lacked: Option<u16>,
    /// One that the text has and the part of the building has not.
    extra: Option<usize>,
}

impl Scorer<'_> {
    pub(super) fn match_ids(&self, terms: &[EntryTerm], is_named: bool, used: &mut Used) -> Ids {
        let nothing = Slot { term: 0, kind: TermKind::Filler, is_sub: false, is_joined: false, unit: None };
        let mut slots = [nothing; SLOT_COUNT_MAX];
        let mut unit = None;
        let mut count = 0;
        let mut ids = Ids::default();
        for term in part_of(terms, Part::SubBuilding).iter().chain(part_of(terms, Part::BuildingNumber)) {
            let (kind, is_sub) = (self.kind(term), term.part == Part::SubBuilding);
            match kind {
                TermKind::Number | TermKind::Letter | TermKind::Floor if count < SLOT_COUNT_MAX => {
                    slots[count] =
                        Slot { term: term.term, kind, is_sub, is_joined: term.is_joined, unit: unit.take() };
                    count += 1;
                }
                TermKind::Word | TermKind::Unit => {
                    unit = (kind == TermKind::Unit).then_some(term.term);
                    if let Some((at, _)) = self.best(term.term, !*used, false) {
                        *used |= 1 << at;
                        ids.bits += if kind == TermKind::Unit { bits::UNIT } else { 1.5 };
                    }
                }
                _ => {}
            }
        }
        let slots = &slots[..count];
        self.say_unit(terms, slots, *used, &mut ids);
        ids.floor_agrees = slots.iter().any(|slot| {
            slot.is_sub
                && slot.kind == TermKind::Floor
                && matches!(self.best(slot.term, !*used, false), Some((_, SAME)))
        });
        let is_house = part_of(terms, Part::BuildingName).is_empty();
        self.match_numbers(slots, (is_named, is_house), used, &mut ids);
        self.match_letters(slots, used, &mut ids);
        self.ids_left(slots, used, &mut ids);
        self.letter_for_number(&mut ids);
        ids
    }

    /// A part of a building that has no number, letter or floor, and of which the text has no word: `ANNEXE`.
    fn say_unit(&self, terms: &[EntryTerm], slots: &[Slot], used: Used, ids: &mut Ids) {
        let sub = part_of(terms, Part::SubBuilding);
        let unmet = |term: &EntryTerm| self.likeness.met[usize::from(term.term)] & used == 0;
        let is_bare = !sub.is_empty() && !slots.iter().any(|slot| slot.is_sub);
        if is_bare && sub.iter().filter(|term| self.kind(term) != TermKind::Filler).all(unmet) {
            ids.bits += bits::UNIT_MISSING;
            ids.is_partial = true;
        }
    }

    /// `FLAT B` may be what others call flat 2, where there is no flat B.
    fn letter_for_number(&self, ids: &mut Ids) {
        let (Some(lacked), Some(extra)) = (ids.lacked, ids.extra) else { return };
        let place = |text: &str| match text.as_bytes() {
            [letter] if letter.is_ascii_uppercase() => Some(u32::from(letter - b'A') + 1),
            _ => text.parse().ok(),
        };
        let (own_term, own) = self.query.terms.get(extra);
        let (kind, theirs) = self.block.term(usize::from(lacked));
        if own_term.kind != kind && place(own).is_some() && place(own) == place(theirs) {
            let taken_back = match own_term.kind {
                TermKind::Letter => bits::LETTER_LEFT,
                _ => bits::SUB_NUMBER_LEFT,
            };
            ids.bits += bits::LETTER_FOR_NUMBER - taken_back - bits::SUB_MISSING;
            ids.is_beyond = false;
        }
    }

    /// Numbers in order: which of the text's are which of the address's, so that the sum of weights is the greatest.
    fn match_numbers(
        &self,
        slots: &[Slot],
        (is_named, is_house): (bool, bool),
        used: &mut Used,
        ids: &mut Ids,
    ) {
        let mut own = [0_usize; SLOT_COUNT_MAX];
        let mut own_count = 0;
        // Those of parts of buildings first, wherever they stand: `4 FOUNDRY LANE FLAT 5`.
        let marks = &self.query.marks;
        let free = marks.numbers & !*used;
        let in_order = places(free & marks.after_unit).chain(places(free & !marks.after_unit));
        for (place, at) in own.iter_mut().zip(in_order) {
            *place = at;
            own_count += 1;
        }
        let mut numbers = [0_usize; SLOT_COUNT_MAX];
        let mut number_count = 0;
        for (place, _) in slots.iter().enumerate().filter(|(_, slot)| slot.kind == TermKind::Number) {
            numbers[number_count] = place;
            number_count += 1;
        }
        let (own, numbers) = (&own[..own_count], &numbers[..number_count]);
        // best[i][j]: the most that the first i of the text's and the first j of the address's numbers come to.
        let mut best = [[0.0_f32; SLOT_COUNT_MAX + 1]; SLOT_COUNT_MAX + 1];
        let left = |at: usize| self.number_left(own[at]);
        let floor_agrees = ids.floor_agrees;
        let missing = |at: usize| self.number_missing(slots, numbers[at], (is_named, floor_agrees));
        // `FLAT 74, HIGH STREET` has no number but the flat's.
        let is_house = is_house && slots.iter().all(|slot| slot.is_sub);
        let agree = |at: usize, own: usize| self.numbers_agree(slots, numbers[at], own, is_house);
        for i in 0..=own.len() {
            for j in 0..=numbers.len() {
                let mut most = if i == 0 && j == 0 { 0.0 } else { f32::NEG_INFINITY };
                if i > 0 {
                    most = most.max(best[i - 1][j] + left(i - 1));
                }
                if j > 0 {
                    most = most.max(best[i][j - 1] + missing(j - 1));
                }
                if i > 0 && j > 0 {
                    most = most.max(best[i - 1][j - 1] + agree(j - 1, own[i - 1]));
                }
                best[i][j] = most;
            }
        }
        ids.bits += best[own.len()][numbers.len()];
        let (mut i, mut j) = (own.len(), numbers.len());
        while i > 0 || j > 0 {
            if i > 0 && j > 0 {
                let agree = agree(j - 1, own[i - 1]);
                if agree > f32::NEG_INFINITY && (best[i][j] - best[i - 1][j - 1] - agree).abs() < 1e-4 {
                    *used |= 1 << own[i - 1];
                    ids.number_found |= !slots[numbers[j - 1]].is_sub;
                    (i, j) = (i - 1, j - 1);
                    continue;
                }
            }
            ids.is_partial = true;
            if i > 0 && (best[i][j] - best[i - 1][j] - left(i - 1)).abs() < 1e-4 {
                *used |= 1 << own[i - 1];
                let is_of_unit = self.query.follows_unit(own[i - 1]);
                ids.is_beyond |= is_of_unit || j == 0;
                ids.extra = if is_of_unit { Some(own[i - 1]) } else { ids.extra };
                i -= 1;
            } else {
                let slot = slots[numbers[j - 1]];
                ids.lacked = if slot.is_sub { Some(slot.term) } else { ids.lacked };
                j -= 1;
            }
        }
    }

    /// What a number of the text costs that stands for nothing.
    fn number_left(&self, at: usize) -> f32 {
        let follows_number = at > 0 && self.query.terms.get(at - 1).0.kind == TermKind::Number;
        if self.query.follows_unit(at) {
            bits::SUB_NUMBER_LEFT
        } else if self.query.terms.get(at).0.is_joined && follows_number {
            bits::RANGE_END_LEFT
        } else {
            bits::NUMBER_LEFT
        }
    }

    fn number_missing(&self, slots: &[Slot], at: usize, (is_named, floor_agrees): (bool, bool)) -> f32 {
        let slot = slots[at];
        if slot.is_sub && floor_agrees {
            bits::SUB_MISSING_BESIDE_FLOOR
        } else if slot.is_sub {
            bits::SUB_MISSING
        } else if slot.is_joined && at > 0 && slots[at - 1].kind == TermKind::Number {
            bits::RANGE_END_MISSING
        } else if is_named {
            bits::NUMBER_MISSING_BESIDE_NAME
        } else {
            bits::NUMBER_MISSING
        }
    }

    /// What it counts that a number of the text is a number of the address; never where they differ.
    fn numbers_agree(&self, slots: &[Slot], slot_at: usize, own_at: usize, is_house: bool) -> f32 {
        let slot = slots[slot_at];
        if self.likeness.of_terms(slot.term, own_at) == SAME {
            return match (slot.is_sub, self.query.unit_before(own_at)) {
                (true, Some(unit))
                    if slot.unit.is_some_and(|own| self.block.term(usize::from(own)).1 == unit) =>
                {
                    bits::SUB_NUMBER + bits::SAME_UNIT
                }
                (true, Some(_)) => bits::SUB_NUMBER,
                (true, None) if is_house => bits::SUB_AS_HOUSE,
                (true, None) => bits::SUB_NUMBER + bits::NO_HINT,
                (false, Some(_)) => bits::NUMBER + bits::HINT_IGNORED,
                (false, None) => bits::NUMBER,
            };
        }
        let value = |text: &str| text.parse::<u32>().ok();
        let text = |at: usize| self.block.term(usize::from(slots[at].term)).1;
        let range = slots
            .get(slot_at + 1)
            .filter(|next| next.is_joined && next.kind == TermKind::Number && !slot.is_sub);
        let within = range.is_some()
            && value(self.query.terms.get(own_at).1).is_some_and(|own| {
                value(text(slot_at))
                    .zip(value(text(slot_at + 1)))
                    .is_some_and(|(from, to)| from < own && own < to && (own - from).is_multiple_of(2))
            });
        if within { bits::NUMBER_IN_RANGE } else { f32::NEG_INFINITY }
    }

    /// Letters and floors, in any order: `FLAT A, 12` is `12A`.
    fn match_letters(&self, slots: &[Slot], used: &mut Used, ids: &mut Ids) {
        let top = self.top_floor(slots, used, ids);
        for (place, slot) in slots.iter().enumerate() {
            if !matches!(slot.kind, TermKind::Letter | TermKind::Floor) || top == Some(place) {
                continue;
            }
            let is_only = slot.is_sub && slots.iter().filter(|slot| slot.is_sub).count() == 1;
            let (found, missing) = match (slot.kind, slot.is_sub) {
                (TermKind::Floor, true) if top.is_some() => (bits::FLOOR, 0.0),
                (TermKind::Floor, _) if ids.floor_agrees => (bits::FLOOR, bits::FLOOR_MISSING_BESIDE_FLOOR),
                (TermKind::Floor, _) if is_only => (bits::FLOOR, bits::SUB_MISSING),
                (TermKind::Floor, _) => (bits::FLOOR, bits::FLOOR_MISSING),
                (_, true) if ids.floor_agrees => (bits::SUB_LETTER, bits::SUB_MISSING_BESIDE_FLOOR),
                (_, true) => (bits::SUB_LETTER, bits::SUB_MISSING),
                (_, false) => (bits::NUMBER_SUFFIX, bits::SUFFIX_MISSING),
            };
            match self.best(slot.term, !*used, false) {
                Some((at, SAME)) => {
                    *used |= 1 << at;
                    ids.bits += found;
                }
                _ => {
                    ids.bits += missing;
                    ids.is_partial = true;
                    if slot.is_sub && slot.kind == TermKind::Letter {
                        ids.lacked = Some(slot.term);
                    }
                }
            }
        }
    }

    /// The floor of the part of a building that `TOP FLOOR` may mean: its highest. Says what it counts.
    fn top_floor(&self, slots: &[Slot], used: &mut Used, ids: &mut Ids) -> Option<usize> {
        let top = places(self.query.marks.tops & !*used).next()?;
        let level = |slot: &Slot| match self.block.term(usize::from(slot.term)).1 {
            "FIRST" => Some(0),
            "SECOND" => Some(1),
            "THIRD" | "FOURTH" | "FIFTH" => Some(2),
            _ => None,
        };
        let floors = slots.iter().enumerate().filter(|(_, slot)| slot.is_sub && slot.kind == TermKind::Floor);
        let (place, level) =
            floors.filter_map(|(place, slot)| Some((place, level(slot)?))).max_by_key(|(_, level)| *level)?;
        *used |= 1 << top;
        ids.bits += bits::TOP_FLOOR[level];
        ids.is_partial = true;
        ids.floor_agrees = true;
        Some(place)
    }

    /// Letters and floors of the text that stand for nothing.
    fn ids_left(&self, slots: &[Slot], used: &mut Used, ids: &mut Ids) {
        let has_sub = slots.iter().any(|slot| slot.is_sub);
        let marks = &self.query.marks;
        for at in places((marks.letters | marks.floors) & !*used) {
            let is_letter = marks.letters & (1 << at) != 0;
            ids.bits += if is_letter { bits::LETTER_LEFT } else { bits::FLOOR_LEFT };
            ids.is_partial = true;
            if is_letter && self.query.follows_unit(at) {
                ids.extra = Some(at);
            }
            ids.is_beyond |= !has_sub;
        }
    }
}
