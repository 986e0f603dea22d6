//! One look that tells values which are unlike in every way a comparison asks about, as most values are.

use super::level::BoundLevel;
use super::test::{BoundTest, ValueTest};
use crate::compare::signature::{JaroWinklerFilter, Signature};

/// A filter for all tests of a comparison at once: values that it refuses pass none but those of numbers alone.
#[derive(Default)]
pub(super) struct Unlike {
    /// The filter for the least similarity asked for, and which that is.
    similarity: Option<(f64, JaroWinklerFilter)>,
    /// The most edits allowed.
    edits: Option<u8>,
    /// The shortest common beginning asked for.
    beginning: Option<u8>,
    asks_for_initial: bool,
    asks_for_word: bool,
    asks_for_form: bool,
    /// The levels that a test of numbers alone may still let a pair reach.
    number_levels: Vec<usize>,
}

impl Unlike {
    /// The filter for a comparison's levels, where all tests that look at values look at one slot and can be filtered.
    pub(super) fn new(slot: usize, levels: &[BoundLevel]) -> Option<Self> {
        let mut unlike = Self::default();
        let mut looks_at_values = false;
        for (position, level) in levels.iter().enumerate() {
            for test in level.tests() {
                match test {
                    BoundTest::Values { slot: of, kind } if *of == slot => {
                        unlike.take_in(kind)?;
                        looks_at_values = true;
                    }
                    BoundTest::Values { .. }
                    | BoundTest::After { .. }
                    | BoundTest::Metres { .. }
                    | BoundTest::Apart { .. } => return None,
                    BoundTest::Exact { .. } | BoundTest::Swapped { .. } | BoundTest::Matches { .. } => {
                        unlike.number_levels.push(position);
                    }
                }
            }
        }
        unlike.number_levels.dedup();
        looks_at_values.then_some(unlike)
    }

    /// Takes a test into account; nothing where it is of a kind that cannot be filtered.
    fn take_in(&mut self, kind: &ValueTest) -> Option<()> {
        match kind {
            ValueTest::JaroWinkler { least, .. } => {
                if self.similarity.as_ref().is_none_or(|(known, _)| least < known) {
                    self.similarity = Some((*least, JaroWinklerFilter::new(*least)));
                }
            }
            ValueTest::Levenshtein(most) | ValueTest::Damerau(most) | ValueTest::DamerauFree(most) => {
                self.edits = Some(self.edits.map_or(*most, |known| known.max(*most)));
            }
            ValueTest::Prefix(least) => {
                self.beginning = Some(self.beginning.map_or(*least, |known| known.min(*least)));
            }
            ValueTest::Initial => self.asks_for_initial = true,
            ValueTest::Diminutive => self.asks_for_form = true,
            ValueTest::SharedToken | ValueTest::TokenOverlap(_) | ValueTest::TokenContainment(_) => {
                self.asks_for_word = true;
            }
            ValueTest::SharedValue
            | ValueTest::DateSlip
            | ValueTest::DateCompatible
            | ValueTest::NewYear
            | ValueTest::Years(_)
            | ValueTest::Days(_) => return None,
        }
        Some(())
    }

    /// Whether two values certainly pass no test that looks at them.
    pub(super) fn refuses(&self, left: &Signature, right: &Signature) -> bool {
        self.similarity.as_ref().is_none_or(|(_, filter)| filter.refuses(left, right))
            && self.edits.is_none_or(|most| left.beyond_edits(right, most))
            && !(self.asks_for_word && left.may_share_word(right))
            && !(self.asks_for_form && left.may_share_form(right))
            && !(self.asks_for_initial && left.has_initial_of(right))
            && !self.beginning.is_some_and(|least| left.may_share_beginning(right, least))
    }

    /// The levels that a test of numbers alone may still let a refused pair reach.
    pub(super) fn number_levels(&self) -> &[usize] {
        &self.number_levels
    }
}
