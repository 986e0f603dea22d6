//! What people said of pairs of records: that they are the same, or different. Theirs is the last word.
//!
//! It finds which verdicts can be obeyed together; how clusters obey them is said in [`crate::cluster`].

use rustc_hash::{FxHashMap, FxHashSet};

use crate::score::ScoredPair;

/// A verdict on two rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Verdict {
    /// A row.
    pub left: u32,
    /// Another.
    pub right: u32,
    /// Whether they are the same.
    pub same: bool,
}

/// What became of verdicts in clustering. Pairs of rows, the lower first, sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VerdictOutcome {
    /// Taken as the same by a verdict, where a veto would have kept them apart.
    pub overridden: Vec<(u32, u32)>,
    /// Said to be the same, while other verdicts have it that they are not: `different` stands.
    pub contradicted: Vec<(u32, u32)>,
    /// Merges of groups that weight asked for and a verdict forbade.
    pub forbidden_count: u64,
}

/// Verdicts that can be obeyed together.
#[derive(Debug, Default)]
pub(crate) struct Binding {
    /// Pairs to be put together, those that weigh most first.
    pub(crate) joined: Vec<(u32, u32)>,
    /// Pairs to be kept apart.
    pub(crate) apart: Vec<(u32, u32)>,
    /// Pairs said to be the same that cannot be.
    pub(crate) contradicted: Vec<(u32, u32)>,
}

impl Binding {
    /// Sorts verdicts into those obeyed and those contradicted.
    ///
    /// Where verdicts contradict each other, every `different` stands, and of the others those on pairs that weigh most.
    /// Verdicts on a row that is not there, or on one row, say nothing.
    pub(crate) fn of(row_count: usize, verdicts: &[Verdict], pairs: &[ScoredPair]) -> Self {
        if verdicts.is_empty() {
            return Self::default();
        }
        let said = |same: bool| {
            let rows = verdicts.iter().filter(move |verdict| verdict.same == same);
            let mut rows: Vec<(u32, u32)> = rows
                .map(|verdict| (verdict.left.min(verdict.right), verdict.left.max(verdict.right)))
                .filter(|(left, right)| left != right && (*right as usize) < row_count)
                .collect();
            rows.sort_unstable();
            rows.dedup();
            rows
        };
        let apart = said(false);
        let mut sets = Sets::default();
        for (left, right) in &apart {
            let (left, right) = (sets.member(*left), sets.member(*right));
            sets.foes[left].push(right);
            sets.foes[right].push(left);
        }
        let mut binding = Self { apart, ..Self::default() };
        for (left, right) in strongest_first(said(true), pairs) {
            if sets.join(left, right) {
                binding.joined.push((left, right));
            } else {
                binding.contradicted.push((left, right));
            }
        }
        binding.contradicted.sort_unstable();
        binding
    }
}

/// Pairs by weight, those that nobody weighed last; equals by row.
fn strongest_first(mut rows: Vec<(u32, u32)>, pairs: &[ScoredPair]) -> Vec<(u32, u32)> {
    let asked: FxHashSet<(u32, u32)> = rows.iter().copied().collect();
    let weights: FxHashMap<(u32, u32), f32> = pairs
        .iter()
        .map(|pair| ((pair.left, pair.right), pair.weight))
        .filter(|(rows, _)| asked.contains(rows))
        .collect();
    let weight = |rows: &(u32, u32)| weights.get(rows).copied().unwrap_or(f32::NEG_INFINITY);
    rows.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.cmp(b)));
    rows
}

/// Rows that verdicts name, put together as far as none says otherwise.
#[derive(Default)]
struct Sets {
    number_of: FxHashMap<u32, usize>,
    parents: Vec<usize>,
    /// By root, members that must not be in its set.
    foes: Vec<Vec<usize>>,
}

impl Sets {
    fn member(&mut self, row: u32) -> usize {
        let next = self.parents.len();
        let number = *self.number_of.entry(row).or_insert(next);
        if number == next {
            self.parents.push(next);
            self.foes.push(Vec::new());
        }
        number
    }

    fn root(&mut self, mut member: usize) -> usize {
        while self.parents[member] != member {
            self.parents[member] = self.parents[self.parents[member]];
            member = self.parents[member];
        }
        member
    }

    /// Whether two rows are together now.
    fn join(&mut self, left: u32, right: u32) -> bool {
        let (left, right) = (self.member(left), self.member(right));
        let (left, right) = (self.root(left), self.root(right));
        if left == right {
            return true;
        }
        let foes = std::mem::take(&mut self.foes[left]);
        if foes.iter().any(|foe| self.root(*foe) == right) {
            self.foes[left] = foes;
            return false;
        }
        self.foes[right].extend(foes);
        self.parents[left] = right;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(left: u32, right: u32, same: bool) -> Verdict {
        Verdict { left, right, same }
    }

    #[test]
    fn of_contradicting_verdicts_the_different_stands_and_the_weaker_pair_is_told() {
        let pair = |left, right, weight| ScoredPair { left, right, weight, rule: 0, pattern: 0 };
        let verdicts = [verdict(1, 0, true), verdict(1, 2, true), verdict(0, 2, false)];
        let binding = Binding::of(3, &verdicts, &[pair(0, 1, 1.0), pair(1, 2, 5.0)]);
        assert_eq!(binding.apart, [(0, 2)]);
        assert_eq!(binding.joined, [(1, 2)]);
        assert_eq!(binding.contradicted, [(0, 1)]);
    }

    #[test]
    fn both_verdicts_on_one_pair_leave_it_apart() {
        let binding = Binding::of(2, &[verdict(0, 1, true), verdict(1, 0, false)], &[]);
        assert_eq!((binding.joined, binding.contradicted), (vec![], vec![(0, 1)]));
    }

    #[test]
    fn verdicts_on_rows_that_are_not_there_say_nothing() {
        let binding = Binding::of(2, &[verdict(0, 2, true), verdict(1, 1, false)], &[]);
        assert!(binding.joined.is_empty() && binding.apart.is_empty() && binding.contradicted.is_empty());
    }
}
