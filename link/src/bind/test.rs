//! One test of a pair, decided from the numbers of its values and what was worked out for them.

use super::Scratch;
use super::slot::{Feature, Slot, SlotKey, SlotPlan};
use crate::compare::signature::JaroWinklerFilter;
use crate::compare::{distance, edit, jaro_winkler};
use crate::model::{Test, TestKind};
use crate::table::NULL;

/// What a test, or several, say of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Truth {
    Yes,
    No,
    /// A value is missing.
    Unknown,
}

impl Truth {
    fn of(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }

    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::No, Self::No) => Self::No,
            _ => Self::Unknown,
        }
    }

    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Unknown,
        }
    }
}

/// A test with the slots it reads.
pub(super) enum BoundTest {
    Exact { slot: usize },
    Swapped { slot: usize, other: usize },
    Matches { slot: usize, other: usize },
    Metres { latitude: usize, longitude: usize, limit: f64 },
    Feature { slot: usize, kind: FeatureTest },
}

/// A test of two different values of one slot.
pub(super) enum FeatureTest {
    JaroWinkler { least: f64, filter: JaroWinklerFilter },
    Levenshtein(u8),
    Damerau(u8),
    Initial,
    Prefix(u8),
    Diminutive,
    SharedToken,
    TokenOverlap(f64),
    TokenContainment(f64),
    DateSlip,
    DateCompatible,
    NewYear,
    Years(u8),
}

impl BoundTest {
    pub(super) fn new(test: &Test, plan: &mut SlotPlan, used_by: &str) -> Self {
        let own = SlotKey::own(test.on.clone());
        let mut feature = |feature: Feature, kind: FeatureTest| Self::Feature {
            slot: plan.want(own.clone(), Some(feature), used_by),
            kind,
        };
        match &test.kind {
            TestKind::Exact => Self::Exact { slot: plan.want(own, None, used_by) },
            TestKind::SwappedWith(other) => Self::Swapped {
                slot: plan.want(own, None, used_by),
                other: plan.want(SlotKey::told_as(other.clone(), test.on.clone()), None, used_by),
            },
            TestKind::Matches(other) => Self::Matches {
                slot: plan.want(own, None, used_by),
                other: plan.want(SlotKey::told_as(other.clone(), test.on.clone()), None, used_by),
            },
            TestKind::Metres { longitude, limit } => Self::Metres {
                latitude: plan.want(own, Some(Feature::Degrees), used_by),
                longitude: plan.want(SlotKey::own(longitude.clone()), Some(Feature::Degrees), used_by),
                limit: *limit,
            },
            TestKind::JaroWinkler(least) => {
                let filter = JaroWinklerFilter::new(*least);
                feature(Feature::Signature, FeatureTest::JaroWinkler { least: *least, filter })
            }
            TestKind::Levenshtein(most) => feature(Feature::Signature, FeatureTest::Levenshtein(*most)),
            TestKind::Damerau(most) => feature(Feature::Signature, FeatureTest::Damerau(*most)),
            TestKind::Initial => feature(Feature::Signature, FeatureTest::Initial),
            TestKind::Prefix(least) => feature(Feature::Signature, FeatureTest::Prefix(*least)),
            TestKind::Diminutive => feature(Feature::NameForms, FeatureTest::Diminutive),
            TestKind::SharedToken => feature(Feature::TellingTokens, FeatureTest::SharedToken),
            TestKind::TokenOverlap(least) => feature(Feature::Tokens, FeatureTest::TokenOverlap(*least)),
            TestKind::TokenContainment(least) => {
                feature(Feature::Tokens, FeatureTest::TokenContainment(*least))
            }
            TestKind::DateSlip => feature(Feature::Date, FeatureTest::DateSlip),
            TestKind::DateCompatible => feature(Feature::Date, FeatureTest::DateCompatible),
            TestKind::NewYear => feature(Feature::Date, FeatureTest::NewYear),
            TestKind::Years(most) => feature(Feature::Date, FeatureTest::Years(*most)),
        }
    }

    /// Whether equal numbers decide the test.
    pub(super) fn is_cheap(&self) -> bool {
        matches!(self, Self::Exact { .. } | Self::Swapped { .. } | Self::Matches { .. })
    }

    /// Decides a cheap test; any other is not known.
    pub(super) fn decide_cheaply(&self, left: &[u32], right: &[u32]) -> Truth {
        match *self {
            Self::Exact { slot } => equal(left[slot], right[slot]),
            Self::Swapped { slot, other } => {
                equal(left[slot], right[other]).and(equal(right[slot], left[other]))
            }
            Self::Matches { slot, .. } if left[slot] == NULL || right[slot] == NULL => Truth::Unknown,
            Self::Matches { slot, other } => {
                equal(left[slot], right[other]).or(equal(right[slot], left[other]))
            }
            Self::Metres { .. } | Self::Feature { .. } => Truth::Unknown,
        }
    }

    pub(super) fn decide(
        &self,
        slots: &[Slot<'_>],
        left: &[u32],
        right: &[u32],
        scratch: &mut Scratch,
    ) -> Truth {
        match self {
            Self::Metres { latitude, longitude, limit } => {
                let position = |row: &[u32]| {
                    (slots[*latitude].degrees(row[*latitude]), slots[*longitude].degrees(row[*longitude]))
                };
                let metres = distance::metres(position(left), position(right));
                if metres.is_nan() { Truth::Unknown } else { Truth::of(metres <= *limit) }
            }
            Self::Feature { slot, kind } => {
                let (left, right) = (left[*slot], right[*slot]);
                if left == NULL || right == NULL {
                    return Truth::Unknown;
                }
                kind.decide(*slot, slots, (left, right), scratch)
            }
            cheap => cheap.decide_cheaply(left, right),
        }
    }
}

impl FeatureTest {
    fn decide(
        &self,
        at: usize,
        slots: &[Slot<'_>],
        (left, right): (u32, u32),
        scratch: &mut Scratch,
    ) -> Truth {
        let slot = &slots[at];
        let share = |sets: Option<&crate::compare::tokens::TokenSets>| {
            Truth::of(sets.is_some_and(|sets| sets.share(left, right)))
        };
        let dates = |decide: fn(_, _) -> bool| {
            let (left, right) = (slot.date(left), slot.date(right));
            if left.is_known() && right.is_known() { Truth::of(decide(left, right)) } else { Truth::Unknown }
        };
        match self {
            Self::JaroWinkler { least, filter } => Truth::of(
                !filter.refuses(slot.signature(left), slot.signature(right)) && {
                    let pattern = scratch.pattern(at, left, slots);
                    jaro_winkler::jaro_winkler(pattern, slot.text(right)) >= *least
                },
            ),
            Self::Levenshtein(most) => Truth::of(
                !slot.signature(left).beyond_edits(slot.signature(right), *most) && {
                    let pattern = scratch.pattern(at, left, slots);
                    edit::levenshtein(pattern, slot.text(right)) <= usize::from(*most)
                },
            ),
            Self::Damerau(most) => Truth::of(
                !slot.signature(left).beyond_edits(slot.signature(right), *most) && {
                    let pattern = scratch.pattern(at, left, slots);
                    edit::damerau(pattern, slot.text(right)) <= usize::from(*most)
                },
            ),
            Self::Initial => {
                let (left, right) = (slot.signature(left), slot.signature(right));
                let either = left.is_initial() || right.is_initial();
                Truth::of(either && left.first_byte() == right.first_byte())
            }
            Self::Prefix(least) => {
                Truth::of(is_prefix(slot.text(left), slot.text(right), usize::from(*least)))
            }
            Self::Diminutive => share(slot.name_forms()),
            Self::SharedToken => share(slot.telling_tokens()),
            Self::TokenOverlap(least) => {
                Truth::of(slot.tokens().is_some_and(|sets| sets.overlap(left, right) >= *least))
            }
            Self::TokenContainment(least) => {
                Truth::of(slot.tokens().is_some_and(|sets| sets.containment(left, right) >= *least))
            }
            Self::DateSlip => dates(|left, right| left.is_slip(right)),
            Self::DateCompatible => dates(|left, right| left.is_compatible(right)),
            Self::NewYear => dates(|left, right| left.is_new_year() || right.is_new_year()),
            Self::Years(most) => {
                let (left, right) = (slot.date(left), slot.date(right));
                let known = left.is_known() && right.is_known();
                if known { Truth::of(left.within_years(right, *most)) } else { Truth::Unknown }
            }
        }
    }
}

fn equal(left: u32, right: u32) -> Truth {
    if left == NULL || right == NULL { Truth::Unknown } else { Truth::of(left == right) }
}

/// Whether one text is the beginning of the other and long enough to mean something.
fn is_prefix(left: &[u8], right: &[u8], least: usize) -> bool {
    let (shorter, longer) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    shorter.len() >= least && longer.starts_with(shorter)
}
