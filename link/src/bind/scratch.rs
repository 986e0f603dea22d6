//! Texts prepared for comparing, kept from one pair to the next. One for each thread.

use super::slot::Slot;
use crate::compare::jaro_winkler;
use crate::compare::pattern::Pattern;
use crate::compare::tokens::TokenSets;
use crate::table::NULL;

/// What was found of no pair.
const NOTHING: (usize, (u32, u32), f64) = (0, (NULL, NULL), 0.0);

/// What comparing texts needs beside them.
pub(crate) struct Scratch {
    /// The pattern of each slot's last left value, and which that was.
    patterns: Vec<(u32, Pattern)>,
    /// The last similarity, which several levels of a comparison ask for: of which slot and values.
    similarity: (usize, (u32, u32), f64),
    /// The last overlap of words, as `similarity`.
    overlap: (usize, (u32, u32), f64),
}

impl Scratch {
    pub(crate) fn new() -> Self {
        Self { patterns: Vec::new(), similarity: NOTHING, overlap: NOTHING }
    }

    /// Forgets what is known of the guest of a [`super::Bound`], which is another now.
    pub(crate) fn forget_guest(&mut self) {
        (self.similarity, self.overlap) = (NOTHING, NOTHING);
    }

    /// The pattern of a slot's value.
    pub(super) fn pattern(&mut self, slot: usize, id: u32, slots: &[Slot<'_>]) -> &Pattern {
        while self.patterns.len() <= slot {
            self.patterns.push((NULL, Pattern::new()));
        }
        let (prepared, pattern) = &mut self.patterns[slot];
        if *prepared != id {
            pattern.set(slots[slot].text(id));
            *prepared = id;
        }
        pattern
    }

    /// The Jaro-Winkler similarity of two of a slot's values.
    pub(super) fn similarity(&mut self, slot: usize, values: (u32, u32), slots: &[Slot<'_>]) -> f64 {
        let (last_slot, last_values, similarity) = self.similarity;
        if (last_slot, last_values) == (slot, values) {
            return similarity;
        }
        let pattern = self.pattern(slot, values.0, slots);
        let similarity = jaro_winkler::jaro_winkler(pattern, slots[slot].text(values.1));
        self.similarity = (slot, values, similarity);
        similarity
    }

    /// How much of their words two of a slot's values have in common, each word weighed by how rare it is.
    pub(super) fn overlap(&mut self, slot: usize, values: (u32, u32), sets: &TokenSets) -> f64 {
        let (last_slot, last_values, overlap) = self.overlap;
        if (last_slot, last_values) == (slot, values) {
            return overlap;
        }
        let overlap = sets.overlap(values.0, values.1);
        self.overlap = (slot, values, overlap);
        overlap
    }
}
