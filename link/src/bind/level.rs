//! Comparisons and levels with their tests bound.

use super::NULL_LEVEL;
use super::slot::{SlotKey, SlotPlan};
use super::test::{BoundTest, Truth};
use super::unlike::Unlike;
use crate::model::{ColumnPart, Comparison, Level, TestKind};
use crate::table::NULL;

/// A comparison with its tests bound.
pub(super) struct BoundComparison {
    /// All levels but else.
    pub(super) levels: Vec<BoundLevel>,
    /// Where this slot is null on either side, no test of the comparison can be decided.
    pub(super) required: Option<usize>,
    /// Where the model says itself when the comparison is null: where all of these are, each on either side.
    null_slots: Option<Vec<usize>>,
    /// Whether the first level asks for nothing but that the required slot is equal.
    pub(super) is_exact_first: bool,
    /// Tells unlike values of the required slot from others by one look at their signatures.
    pub(super) unlike: Option<Unlike>,
}

/// A level with its tests bound.
pub(crate) struct BoundLevel {
    /// The tests of all clauses: every clause must hold, by any of its tests.
    tests: Vec<BoundTest>,
    /// Where each clause's tests end.
    clause_ends: Vec<usize>,
    /// Slots that are equal in all pairs of this level, whatever else it asks for.
    equal_slots: Vec<usize>,
    frequency_slot: Option<usize>,
}

impl BoundComparison {
    pub(super) fn new(comparison: &Comparison, plan: &mut SlotPlan) -> Self {
        let used_by = format!("comparison `{}`", comparison.name());
        // The last level is else and tests nothing.
        let tested = comparison.levels().len().saturating_sub(1);
        let levels = comparison.levels()[..tested].iter().map(|level| BoundLevel::new(level, plan, &used_by));
        let levels: Vec<BoundLevel> = levels.collect();
        let null_slots: Option<Vec<usize>> = comparison.null_when.as_ref().map(|parts| {
            parts.iter().map(|part| plan.want(SlotKey::own(part.clone()), None, &used_by)).collect()
        });
        let required = required_slot(comparison, plan);
        let first_slots = levels.first().and_then(BoundLevel::exact_slots);
        let is_exact_first = required.is_some_and(|slot| first_slots == Some(&[slot]));
        let unlike = required.and_then(|slot| Unlike::new(slot, &levels));
        Self { levels, required, null_slots, is_exact_first, unlike }
    }

    /// Whether the model says that two rows can't be compared.
    pub(super) fn is_null(&self, left: &[u32], right: &[u32]) -> bool {
        let Some(slots) = &self.null_slots else { return false };
        !slots.is_empty() && slots.iter().all(|slot| left[*slot] == NULL || right[*slot] == NULL)
    }

    /// The code of two values that are there and unlike in every way.
    pub(super) fn level_of_unlike(&self, unlike: &Unlike, left: &[u32], right: &[u32]) -> usize {
        let holds =
            |level: &usize| self.levels[*level].truth(|test| test.of_numbers(left, right)) == Truth::Yes;
        unlike.number_levels().iter().copied().find(holds).unwrap_or(self.levels.len()) + 1
    }

    /// The levels from one on that two rows can reach, as far as their numbers tell; a bit each.
    pub(super) fn possible_from(&self, from: usize, left: &[u32], right: &[u32]) -> u16 {
        let levels = self.levels.iter().enumerate().skip(from);
        let possible = levels.filter(|(_, level)| level.may_hold(left, right));
        possible.fold(0, |possible, (position, _)| possible | 1 << position)
    }

    /// The code where no level holds: else where anything could be decided or the model says what null is; or null.
    pub(super) fn rest(&self, decided: bool) -> usize {
        if decided || self.null_slots.is_some() { self.levels.len() + 1 } else { NULL_LEVEL }
    }
}

impl BoundLevel {
    fn new(level: &Level, plan: &mut SlotPlan, used_by: &str) -> Self {
        let mut tests = Vec::new();
        let mut clause_ends = Vec::with_capacity(level.when.len());
        let mut equal_slots = Vec::new();
        for clause in &level.when {
            let start = tests.len();
            tests.extend(clause.iter().map(|test| BoundTest::new(test, plan, used_by)));
            clause_ends.push(tests.len());
            if let [BoundTest::Exact { slot }] = &tests[start..] {
                equal_slots.push(*slot);
            }
        }
        let first_exact = equal_slots.first().copied();
        Self {
            tests,
            clause_ends,
            equal_slots,
            frequency_slot: first_exact.filter(|_| level.term_frequency() || level.one_roof()),
        }
    }

    /// The slots that are equal in all pairs of this level, where it asks for nothing else.
    pub(crate) fn exact_slots(&self) -> Option<&[usize]> {
        (self.equal_slots.len() == self.clause_ends.len()).then_some(&self.equal_slots)
    }

    /// The slot whose values' frequency counts.
    pub(crate) fn frequency_slot(&self) -> Option<usize> {
        self.frequency_slot
    }

    /// Whether rows have equal values where this level asks for such.
    fn may_hold(&self, left: &[u32], right: &[u32]) -> bool {
        self.equal_slots.iter().all(|slot| left[*slot] == right[*slot] && left[*slot] != NULL)
    }

    pub(super) fn tests(&self) -> &[BoundTest] {
        &self.tests
    }

    /// Whether the level holds, given a way to decide a test.
    pub(super) fn truth(&self, mut decide: impl FnMut(&BoundTest) -> Truth) -> Truth {
        if let [test] = self.tests.as_slice() {
            return decide(test);
        }
        let mut all = Truth::Yes;
        let mut start = 0;
        for &end in &self.clause_ends {
            let mut any = Truth::No;
            for test in &self.tests[start..end] {
                any = any.or(decide(test));
                if any == Truth::Yes {
                    break;
                }
            }
            if any == Truth::No {
                return Truth::No;
            }
            all = all.and(any);
            start = end;
        }
        all
    }
}

/// The whole of the column that all tests are on, where they are on one and one of them reads all of it.
///
/// Dates of two columns can be compared where a record has only one of them.
fn required_slot(comparison: &Comparison, plan: &SlotPlan) -> Option<usize> {
    if comparison.tests().any(|test| matches!(test.kind, TestKind::After(_))) {
        return None;
    }
    let mut columns = comparison.tests().map(|test| test.on.column.as_str());
    let first = columns.next()?;
    if columns.any(|column| column != first) {
        return None;
    }
    // What the model itself calls null has to be so wherever the column is empty.
    let is_of_first = |parts: &Vec<ColumnPart>| matches!(parts.as_slice(), [part] if part.column == first);
    if !comparison.null_when.as_ref().is_none_or(is_of_first) {
        return None;
    }
    plan.find(&SlotKey::own(ColumnPart::whole(first)))
}
