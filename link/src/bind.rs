//! A model bound to a table: each test knows where its values are, and a pair's level is found from row numbers alone.
//!
//! It says which level a pair reaches; what a level is worth is for the weights to say.

mod slot;
mod test;

use rayon::prelude::*;

use crate::compare::pattern::Pattern;
use crate::error::LinkError;
use crate::model::{ColumnPart, Comparison, Model};
use crate::table::{NULL, Table};
pub(crate) use slot::find_column;
use slot::{Slot, SlotKey, SlotPlan};
use test::{BoundTest, Truth};

/// The code of a comparison that could not be made; level `i` has the code `i + 1`.
pub(crate) const NULL_LEVEL: usize = 0;

/// A model bound to a table.
pub(crate) struct Bound<'t> {
    slots: Vec<Slot<'t>>,
    comparisons: Vec<BoundComparison>,
    /// The slots' ids, all of one row beside each other.
    rows: Vec<u32>,
    row_count: usize,
}

/// A comparison with its tests bound.
pub(crate) struct BoundComparison {
    /// All levels but else.
    levels: Vec<BoundLevel>,
    /// Where this slot is null on either side, no test of the comparison can be decided.
    required: Option<usize>,
}

pub(crate) struct BoundLevel {
    /// All must hold, each by any of its tests.
    clauses: Vec<Vec<BoundTest>>,
    /// Whether equal numbers decide all tests.
    is_cheap: bool,
    /// The slots that are equal in all pairs of this level, where it asks for nothing else.
    exact_slots: Option<Vec<usize>>,
    /// The slot whose values' frequency counts.
    frequency_slot: Option<usize>,
}

/// What a glance at a pair says of a comparison.
pub(crate) enum Glance {
    /// The level's code.
    Settled(usize),
    /// Levels from this one on have to be looked at.
    Open {
        /// The first level not decided.
        from: usize,
        /// Whether a level before could be decided, if only to say no.
        decided: bool,
    },
}

/// Texts prepared for comparing, kept from one pair to the next. One for each thread.
pub(crate) struct Scratch {
    patterns: Vec<(u32, Pattern)>,
}

impl Scratch {
    /// The pattern of a slot's value.
    fn pattern(&mut self, slot: usize, id: u32, slots: &[Slot<'_>]) -> &Pattern {
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
}

impl<'t> Bound<'t> {
    /// Binds a model's comparisons to a table's columns.
    pub(crate) fn new(table: &'t Table, model: &Model) -> Result<Self, LinkError> {
        let mut plan = SlotPlan::default();
        let comparisons: Vec<BoundComparison> =
            model.comparisons().iter().map(|comparison| bind_comparison(comparison, &mut plan)).collect();
        let slots = plan.build(table)?;
        let rows = gather_rows(&slots, table.row_count());
        Ok(Self { slots, comparisons, rows, row_count: table.row_count() })
    }

    pub(crate) fn row_count(&self) -> usize {
        self.row_count
    }

    pub(crate) fn comparisons(&self) -> &[BoundComparison] {
        &self.comparisons
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

    /// How many rows have each of a slot's values; that of null is 0.
    pub(crate) fn value_counts(&self, slot: usize) -> Vec<u32> {
        let mut counts = vec![0_u32; self.slots[slot].id_count()];
        for row in self.rows.chunks_exact(self.width()) {
            counts[row[slot] as usize] += 1;
        }
        counts[NULL as usize] = 0;
        counts
    }

    pub(crate) fn scratch(&self) -> Scratch {
        Scratch { patterns: Vec::new() }
    }

    /// What can be said of a comparison by equal numbers alone.
    pub(crate) fn glance(&self, comparison: usize, left: &[u32], right: &[u32]) -> Glance {
        let comparison = &self.comparisons[comparison];
        if let Some(slot) = comparison.required
            && (left[slot] == NULL || right[slot] == NULL)
        {
            return Glance::Settled(NULL_LEVEL);
        }
        let mut decided = false;
        for (position, level) in comparison.levels.iter().enumerate() {
            if !level.is_cheap {
                return Glance::Open { from: position, decided };
            }
            match level.truth(|test| test.decide_cheaply(left, right)) {
                Truth::Yes => return Glance::Settled(position + 1),
                Truth::No => decided = true,
                Truth::Unknown => {}
            }
        }
        Glance::Settled(comparison.rest(decided))
    }

    /// The code of the level that a pair reaches from a given level on.
    pub(crate) fn settle(
        &self,
        comparison: usize,
        open: (usize, bool),
        pair: (&[u32], &[u32]),
        scratch: &mut Scratch,
    ) -> usize {
        let comparison = &self.comparisons[comparison];
        let (from, mut decided) = open;
        for (position, level) in comparison.levels.iter().enumerate().skip(from) {
            match level.truth(|test| test.decide(&self.slots, pair.0, pair.1, scratch)) {
                Truth::Yes => return position + 1,
                Truth::No => decided = true,
                Truth::Unknown => {}
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
            Glance::Open { from, decided } => {
                self.settle(comparison, (from, decided), (left, right), scratch)
            }
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

impl BoundComparison {
    pub(crate) fn levels(&self) -> &[BoundLevel] {
        &self.levels
    }

    pub(crate) fn required(&self) -> Option<usize> {
        self.required
    }

    /// The code where no level holds: else where anything could be decided, null where nothing could.
    fn rest(&self, decided: bool) -> usize {
        if decided { self.levels.len() + 1 } else { NULL_LEVEL }
    }
}

impl BoundLevel {
    pub(crate) fn exact_slots(&self) -> Option<&[usize]> {
        self.exact_slots.as_deref()
    }

    pub(crate) fn frequency_slot(&self) -> Option<usize> {
        self.frequency_slot
    }

    fn truth(&self, mut decide: impl FnMut(&BoundTest) -> Truth) -> Truth {
        let mut all = Truth::Yes;
        for clause in &self.clauses {
            let mut any = Truth::No;
            for test in clause {
                any = any.or(decide(test));
                if any == Truth::Yes {
                    break;
                }
            }
            if any == Truth::No {
                return Truth::No;
            }
            all = all.and(any);
        }
        all
    }
}

fn bind_comparison(comparison: &Comparison, plan: &mut SlotPlan) -> BoundComparison {
    let needed_by = format!("comparison `{}`", comparison.name());
    let (_, tested) = comparison.levels().split_last().unwrap_or((&comparison.levels()[0], &[]));
    let mut levels = Vec::with_capacity(tested.len());
    for level in tested {
        let mut clauses = Vec::with_capacity(level.when.len());
        for clause in &level.when {
            clauses
                .push(clause.iter().map(|test| BoundTest::new(test, plan, &needed_by)).collect::<Vec<_>>());
        }
        let single_exact = |clause: &Vec<BoundTest>| match clause.as_slice() {
            [BoundTest::Exact { slot }] => Some(*slot),
            _ => None,
        };
        let first_exact = clauses.iter().find_map(single_exact);
        levels.push(BoundLevel {
            is_cheap: clauses.iter().flatten().all(BoundTest::is_cheap),
            exact_slots: clauses.iter().map(single_exact).collect(),
            frequency_slot: first_exact.filter(|_| level.term_frequency()),
            clauses,
        });
    }
    let required = required_slot(comparison, plan);
    BoundComparison { levels, required }
}

/// The whole of the column that all tests are on, where they are on one and one of them reads all of it.
fn required_slot(comparison: &Comparison, plan: &SlotPlan) -> Option<usize> {
    let mut columns = comparison.tests().map(|test| test.on.column.as_str());
    let first = columns.next()?;
    if columns.any(|column| column != first) {
        return None;
    }
    plan.find(&SlotKey::own(ColumnPart::whole(first)))
}

/// Lays the slots' ids out row by row, so that a row's ids come from memory together.
fn gather_rows(slots: &[Slot<'_>], row_count: usize) -> Vec<u32> {
    let width = slots.len();
    let mut rows = vec![NULL; width * row_count];
    if width == 0 {
        return rows;
    }
    const ROWS_AT_ONCE: usize = 4096;
    rows.par_chunks_mut(width * ROWS_AT_ONCE).enumerate().for_each(|(chunk, rows)| {
        let first = chunk * ROWS_AT_ONCE;
        for (position, slot) in slots.iter().enumerate() {
            for (offset, row) in rows.chunks_exact_mut(width).enumerate() {
                row[position] = slot.id(first + offset);
            }
        }
    });
    rows
}
