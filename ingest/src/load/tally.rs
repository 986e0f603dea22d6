//! The counts of a load, block by block, and their order in the outcome.

use std::cmp::Reverse;

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use standardise::record::{Entity, Problem, columns};

use super::check::Checked;
use super::layout::Layout;
use crate::contract::QualityRule;
use crate::outcome::{FilledCount, LoadOutcome, ProblemCount, RejectCount};
use crate::rule::Rule;

/// Counts so far.
#[derive(Default)]
pub(super) struct Tally {
    rows: u64,
    rejected: u64,
    mended: u64,
    quality: Vec<u64>,
    newest: String,
    rejects: FxHashMap<(Option<usize>, Rule), u64>,
    filled: Vec<u64>,
    problems: FxHashMap<Problem, u64>,
}

impl Tally {
    /// Counts a checked block.
    pub(super) fn rows(&mut self, checked: &Checked) {
        self.rows += checked.row_count;
        self.rejected += checked.rejected_count;
        self.mended += checked.mended_count;
        self.quality.resize(checked.quality.len(), 0);
        for (count, more) in self.quality.iter_mut().zip(&checked.quality) {
            *count += more;
        }
        self.newest.clone_from(&checked.newest);
        for reject in &checked.rejects {
            *self.rejects.entry((reject.column, reject.rule)).or_default() += 1;
        }
    }

    /// Counts a standard record.
    pub(super) fn record<'a>(
        &mut self,
        values: impl ExactSizeIterator<Item = Option<&'a str>>,
        problems: &[Problem],
    ) {
        self.filled.resize(values.len(), 0);
        for (count, value) in self.filled.iter_mut().zip(values) {
            *count += u64::from(value.is_some());
        }
        for problem in problems {
            *self.problems.entry(*problem).or_default() += 1;
        }
    }

    /// Takes over the counts of another.
    pub(super) fn add(&mut self, other: Tally) {
        self.rows += other.rows;
        self.rejected += other.rejected;
        self.mended += other.mended;
        self.quality.resize(self.quality.len().max(other.quality.len()), 0);
        for (count, more) in self.quality.iter_mut().zip(other.quality) {
            *count += more;
        }
        if other.newest > self.newest {
            self.newest = other.newest;
        }
        for (reason, count) in other.rejects {
            *self.rejects.entry(reason).or_default() += count;
        }
        self.filled.resize(self.filled.len().max(other.filled.len()), 0);
        for (count, more) in self.filled.iter_mut().zip(other.filled) {
            *count += more;
        }
        for (problem, count) in other.problems {
            *self.problems.entry(problem).or_default() += count;
        }
    }

    /// The rules about all rows together that are broken: whether each stops the load, and how it is.
    pub(super) fn broken(&self, rules: &[QualityRule]) -> Vec<(bool, String)> {
        let counts = self.quality.iter().copied().chain(std::iter::repeat(0));
        let broken = rules
            .iter()
            .zip(counts)
            .filter_map(|(rule, count)| Some((rule.stops, rule.broken(count, self.rows)?)));
        broken.collect()
    }

    /// The newest date of the column that says how old the delivery is.
    pub(super) fn newest(&self) -> Option<Date> {
        self.newest.parse().ok()
    }

    /// The counts as an outcome; what happened to the records is for others to fill in.
    pub(super) fn outcome(self, layout: &Layout, entity: Entity) -> LoadOutcome {
        let mut rejected_by: Vec<RejectCount> = self
            .rejects
            .into_iter()
            .map(|((column, rule), count)| RejectCount {
                column: column.map(|at| layout.names[at].clone()),
                rule: rule.name(),
                count,
            })
            .collect();
        rejected_by.sort_by(|a, b| Reverse(a.count).cmp(&Reverse(b.count)).then_with(|| a.cmp(b)));
        let mut problems: Vec<(Problem, u64)> = self.problems.into_iter().collect();
        problems.sort_by_key(|(problem, count)| (Reverse(*count), *problem));
        let problems = problems.into_iter().map(|(problem, count)| ProblemCount {
            field: problem.field,
            kind: problem.kind,
            rule: problem.rule,
            count,
        });
        let filled = columns(entity).iter().enumerate();
        let filled = filled
            .map(|(at, column)| FilledCount { column, count: self.filled.get(at).copied().unwrap_or(0) });
        let mended = (self.mended > 0)
            .then(|| format!("{} rows were filled up or cut to the header's number of cells", self.mended));
        LoadOutcome {
            notes: mended.into_iter().collect(),
            rows: self.rows,
            accepted: self.rows - self.rejected,
            rejected: self.rejected,
            rejected_by,
            filled: filled.collect(),
            problems: problems.collect(),
            ..LoadOutcome::default()
        }
    }
}
