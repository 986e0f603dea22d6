//! A model bound to a table: each test knows where its values are, and a pair's level is found from row numbers alone.
//!
//! It says which level a pair reaches; what a level is worth is for the weights to say.

mod level;
mod scratch;
mod slot;
mod test;
mod unlike;

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;

use crate::block::pairs_of;
use crate::compare::part;
use crate::error::LinkError;
use crate::model::Model;
use crate::table::{NULL, Table};
use level::BoundComparison;
pub(crate) use level::BoundLevel;
pub(crate) use scratch::Scratch;
pub(crate) use slot::find_column;
use slot::{STRANGE, Slot, SlotIds, SlotPlan};
use test::Truth;

/// The code of a comparison that could not be made; level `i` has the code `i + 1`.
pub(crate) const NULL_LEVEL: usize = 0;

/// Rows are laid out in chunks of so many.
const ROWS_AT_ONCE: usize = 4096;

/// A model bound to a table.
///
/// Cheap to clone: copies have all in common but the guest, a record that is in no row.
#[derive(Clone)]
pub(crate) struct Bound<'t> {
    slots: Vec<Slot<'t>>,
    /// Where rows find their numbers in the slots; empty where the table is no longer needed.
    ids: Vec<SlotIds<'t>>,
    comparisons: Arc<[BoundComparison]>,
    /// The slots' ids, all of one row beside each other.
    rows: Arc<Vec<u32>>,
    row_count: usize,
    /// Each row's source, where only records of different sources are compared.
    sources: Option<Cow<'t, [u16]>>,
}

/// What a glance at a pair says of a comparison.
pub(crate) enum Glance {
    /// The level's code.
    Settled(usize),
    /// Levels from this one on have to be looked at.
    Open(Open),
}

/// Where a glance came to its end.
#[derive(Clone, Copy)]
pub(crate) struct Open {
    /// The first level not decided.
    from: usize,
    /// Whether a level before could be decided, if only to say no.
    decided: bool,
    /// The levels from there on that the pair can still reach, as far as its numbers tell; a bit each, else not among them.
    pub(crate) possible: u16,
}

impl<'t> Bound<'t> {
    /// Binds a model's comparisons to a table's columns.
    pub(crate) fn new(table: &'t Table, model: &Model) -> Result<Self, LinkError> {
        let mut bound = Self::without_rows(table, model, None)?;
        bound.rows = Arc::new(lay_out(&bound.ids, table.row_count(), |row| row));
        bound.row_count = table.row_count();
        bound.sources = model.between_sources().then(|| Cow::Borrowed(table.sources()));
        Ok(bound)
    }

    /// As [`Self::new`], for some of the rows: row 0 is then the first of them.
    pub(crate) fn of_rows(table: &'t Table, model: &Model, rows: &[u32]) -> Result<Self, LinkError> {
        let mut bound = Self::without_rows(table, model, Some(rows))?;
        bound.rows = Arc::new(lay_out(&bound.ids, rows.len(), |row| rows[row] as usize));
        bound.row_count = rows.len();
        let sources = || rows.iter().map(|row| table.sources()[*row as usize]).collect();
        bound.sources = model.between_sources().then(sources);
        Ok(bound)
    }

    fn without_rows(table: &'t Table, model: &Model, rows: Option<&[u32]>) -> Result<Self, LinkError> {
        let mut plan = SlotPlan::default();
        let comparisons: Arc<[BoundComparison]> = model
            .comparisons()
            .iter()
            .map(|comparison| BoundComparison::new(comparison, &mut plan))
            .collect();
        let (slots, ids) = plan.build(table, rows)?;
        Ok(Self { slots, ids, comparisons, rows: Arc::default(), row_count: 0, sources: None })
    }

    /// The same without the table; what it says of sources, and of frequencies at another time, is lost.
    pub(crate) fn into_owned(self) -> Bound<'static> {
        Bound {
            slots: self.slots.into_iter().map(Slot::into_owned).collect(),
            ids: Vec::new(),
            comparisons: self.comparisons,
            rows: self.rows,
            row_count: self.row_count,
            sources: None,
        }
    }

    /// Takes a guest in: its numbers, to be compared with any row's as the right side.
    ///
    /// Shape: `value_of` tells the guest's value of a column; `ids` is filled with a number for each slot.
    pub(crate) fn receive<'g>(&mut self, value_of: impl Fn(&str) -> Option<&'g str>, ids: &mut Vec<u32>) {
        let mut buffer = Vec::new();
        ids.clear();
        for place in 0..self.slots.len() {
            let part = self.slots[place].part();
            let value =
                value_of(&part.column).and_then(|text| part::cut(text.as_bytes(), part.part, &mut buffer));
            ids.push(match (value, self.slots[place].is_told_as()) {
                (None, _) => NULL,
                (Some(value), None) => self.slots[place].receive(value),
                (Some(value), Some(other)) => self.slots[other].number_of(value).unwrap_or(STRANGE),
            });
        }
    }

    pub(crate) fn row_count(&self) -> usize {
        self.row_count
    }

    /// Whether two rows are to be compared at all.
    pub(crate) fn are_compared(&self, left: u32, right: u32) -> bool {
        self.sources.as_ref().is_none_or(|sources| sources[left as usize] != sources[right as usize])
    }

    /// Of some rows, how many pairs are to be compared.
    pub(crate) fn compared_pairs(&self, rows: impl Iterator<Item = u32> + Clone) -> u64 {
        let all = pairs_of(rows.clone().count());
        let Some(sources) = &self.sources else { return all };
        let mut sources: Vec<u16> = rows.map(|row| sources[row as usize]).collect();
        sources.sort_unstable();
        all - sources.chunk_by(|left, right| left == right).map(|same| pairs_of(same.len())).sum::<u64>()
    }

    pub(crate) fn comparison_count(&self) -> usize {
        self.comparisons.len()
    }

    /// The levels of a comparison, all but else.
    pub(crate) fn levels(&self, comparison: usize) -> &[BoundLevel] {
        &self.comparisons[comparison].levels
    }

    /// The slot without which a comparison cannot be made, where there is one.
    pub(crate) fn required_slot(&self, comparison: usize) -> Option<usize> {
        self.comparisons[comparison].required
    }

    /// How many slots a row has.
    pub(crate) fn width(&self) -> usize {
        self.slots.len()
    }

    /// The slots' ids of a row.
    pub(crate) fn row(&self, row: u32) -> &[u32] {
        let start = row as usize * self.width();
        &self.rows[start..start + self.width()]
    }

    /// How many numbers a slot's values have, that of null among them.
    pub(crate) fn id_count(&self, slot: usize) -> usize {
        self.slots[slot].id_count()
    }

    /// How many records have each of a slot's values, or had when the model was trained; that of null is 0.
    pub(crate) fn value_counts(&self, slot: usize) -> Vec<u32> {
        let ids = self.ids.get(slot);
        if let Some(counts) = ids.and_then(|ids| ids.reference_counts(self.slots[slot].id_count())) {
            return counts;
        }
        let mut counts = vec![0_u32; self.slots[slot].id_count()];
        for row in self.rows.chunks_exact(self.width()) {
            counts[row[slot] as usize] += 1;
        }
        counts[NULL as usize] = 0;
        counts
    }

    /// What can be said of a comparison without a look at any text.
    pub(crate) fn glance(&self, comparison: usize, left: &[u32], right: &[u32]) -> Glance {
        let comparison = &self.comparisons[comparison];
        let mut open = Open { from: 0, decided: false, possible: 0 };
        if comparison.is_null(left, right) {
            return Glance::Settled(NULL_LEVEL);
        }
        if let Some(slot) = comparison.required {
            let (left_id, right_id) = (left[slot], right[slot]);
            if left_id == NULL || right_id == NULL {
                return Glance::Settled(NULL_LEVEL);
            }
            if comparison.is_exact_first {
                if left_id == right_id {
                    return Glance::Settled(1);
                }
                open = Open { from: 1, decided: true, possible: 0 };
            }
            if let Some(unlike) = &comparison.unlike
                && unlike.refuses(self.slots[slot].signature(left_id), self.slots[slot].signature(right_id))
            {
                return Glance::Settled(comparison.level_of_unlike(unlike, left, right));
            }
        }
        for (position, level) in comparison.levels.iter().enumerate().skip(open.from) {
            match level.truth(|test| test.glance(&self.slots, left, right)) {
                Truth::Yes => return Glance::Settled(position + 1),
                Truth::No => open.decided = true,
                Truth::Unknown => {}
                Truth::Open => {
                    let possible = comparison.possible_from(position, left, right);
                    return Glance::Open(Open { from: position, possible, ..open });
                }
            }
        }
        Glance::Settled(comparison.rest(open.decided))
    }

    /// The code of the level that a pair reaches, where a glance left it open.
    pub(crate) fn settle(
        &self,
        comparison: usize,
        open: Open,
        (left, right): (&[u32], &[u32]),
        scratch: &mut Scratch,
    ) -> usize {
        let comparison = &self.comparisons[comparison];
        let mut decided = open.decided;
        for (position, level) in comparison.levels.iter().enumerate().skip(open.from) {
            match level.truth(|test| test.decide(&self.slots, left, right, scratch)) {
                Truth::Yes => return position + 1,
                Truth::No => decided = true,
                Truth::Unknown | Truth::Open => {}
            }
        }
        comparison.rest(decided)
    }

    /// The code of the level that a pair reaches.
    pub(crate) fn level(
        &self,
        comparison: usize,
        left: &[u32],
        right: &[u32],
        scratch: &mut Scratch,
    ) -> usize {
        match self.glance(comparison, left, right) {
            Glance::Settled(code) => code,
            Glance::Open(open) => self.settle(comparison, open, (left, right), scratch),
        }
    }

    /// The codes of all comparisons' levels, four bits each, the first lowest.
    pub(crate) fn pattern(&self, left: &[u32], right: &[u32], scratch: &mut Scratch) -> u64 {
        let codes = (0..self.comparisons.len()).map(|comparison| {
            let code = self.level(comparison, left, right, scratch) as u64;
            code << (4 * comparison)
        });
        codes.sum()
    }
}

/// Lays the slots' ids out row by row, so that a row's ids come from memory together.
fn lay_out(slots: &[SlotIds<'_>], row_count: usize, row_at: impl Fn(usize) -> usize + Sync) -> Vec<u32> {
    let width = slots.len();
    let mut rows = vec![NULL; width * row_count];
    if width == 0 {
        return rows;
    }
    rows.par_chunks_mut(width * ROWS_AT_ONCE).enumerate().for_each(|(chunk, rows)| {
        let first = chunk * ROWS_AT_ONCE;
        for (position, slot) in slots.iter().enumerate() {
            for (offset, row) in rows.chunks_exact_mut(width).enumerate() {
                row[position] = slot.of(row_at(first + offset));
            }
        }
    });
    rows
}
