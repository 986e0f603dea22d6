//! One test of a pair, decided from the numbers of its values and what was worked out for each of them.

use super::Scratch;
use super::slot::{Feature, Slot, SlotKey, SlotPlan};
use crate::compare::date::DateDigits;
use crate::compare::signature::{JaroWinklerFilter, Signature};
use crate::compare::tokens::TokenSets;
use crate::compare::{distance, edit};
use crate::model::{Test, TestKind};
use crate::table::NULL;

/// What a test, or several, say of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Truth {
    Yes,
    No,
    /// A value is missing.
    Unknown,
    /// It takes more than a glance to say.
    Open,
}

impl Truth {
    fn of(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }

    fn no_or_open(is_refused: bool) -> Self {
        if is_refused { Self::No } else { Self::Open }
    }

    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::Open, _) | (_, Self::Open) => Self::Open,
            (Self::No, Self::No) => Self::No,
            _ => Self::Unknown,
        }
    }

    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Open, _) | (_, Self::Open) => Self::Open,
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
    After { slot: usize, other: usize },
    Metres { latitude: usize, longitude: usize, limit: f64 },
    Apart { slot: usize, most: f64, in_percent: bool },
    Values { slot: usize, kind: ValueTest },
}

/// A test of two values of one slot by more than their being equal.
pub(super) enum ValueTest {
    JaroWinkler { least: f64, filter: JaroWinklerFilter },
    Levenshtein(u8),
    Damerau(u8),
    DamerauFree(u8),
    Initial,
    Prefix(u8),
    Diminutive,
    SharedToken,
    SharedValue,
    TokenOverlap(f64),
    TokenContainment(f64),
    DateSlip,
    DateCompatible,
    NewYear,
    Years(u8),
    Days(u32),
}

impl BoundTest {
    pub(super) fn new(test: &Test, plan: &mut SlotPlan, used_by: &str) -> Self {
        let own = SlotKey::own(test.on.clone());
        let other = |other| SlotKey::told_as(other, test.on.clone());
        match &test.kind {
            TestKind::Exact => Self::Exact { slot: plan.want(own, None, used_by) },
            TestKind::SwappedWith(part) => Self::Swapped {
                slot: plan.want(own, None, used_by),
                other: plan.want(other(part.clone()), None, used_by),
            },
            TestKind::Matches(part) => Self::Matches {
                slot: plan.want(own, None, used_by),
                other: plan.want(other(part.clone()), None, used_by),
            },
            TestKind::After(part) => Self::After {
                slot: plan.want(own, Some(Feature::Signature), used_by),
                other: plan.want(SlotKey::own(part.clone()), Some(Feature::Signature), used_by),
            },
            TestKind::Metres { longitude, limit } => Self::Metres {
                latitude: plan.want(own, Some(Feature::Number), used_by),
                longitude: plan.want(SlotKey::own(longitude.clone()), Some(Feature::Number), used_by),
                limit: *limit,
            },
            TestKind::Differs(most) | TestKind::Percent(most) => Self::Apart {
                slot: plan.want(own, Some(Feature::Number), used_by),
                most: *most,
                in_percent: matches!(test.kind, TestKind::Percent(_)),
            },
            kind => Self::of_values(kind, &own, plan, used_by),
        }
    }

    fn of_values(kind: &TestKind, own: &SlotKey, plan: &mut SlotPlan, used_by: &str) -> Self {
        let slot = plan.want(own.clone(), Some(Feature::Signature), used_by);
        let mut want = |feature| plan.want(own.clone(), Some(feature), used_by);
        let kind = match kind {
            TestKind::JaroWinkler(least) => {
                ValueTest::JaroWinkler { least: *least, filter: JaroWinklerFilter::new(*least) }
            }
            TestKind::Levenshtein(most) => ValueTest::Levenshtein(*most),
            TestKind::Damerau(most) => ValueTest::Damerau(*most),
            TestKind::DamerauFree(most) => ValueTest::DamerauFree(*most),
            TestKind::Initial => ValueTest::Initial,
            TestKind::Prefix(least) => ValueTest::Prefix(*least),
            TestKind::Diminutive => {
                want(Feature::NameForms);
                ValueTest::Diminutive
            }
            TestKind::SharedToken => {
                want(Feature::TellingTokens);
                ValueTest::SharedToken
            }
            TestKind::SharedValue => {
                want(Feature::Listed);
                ValueTest::SharedValue
            }
            TestKind::TokenOverlap(least) => {
                want(Feature::Tokens);
                ValueTest::TokenOverlap(*least)
            }
            TestKind::TokenContainment(least) => {
                want(Feature::Tokens);
                ValueTest::TokenContainment(*least)
            }
            TestKind::DateSlip => ValueTest::DateSlip,
            TestKind::DateCompatible => ValueTest::DateCompatible,
            TestKind::NewYear => ValueTest::NewYear,
            TestKind::Years(most) => ValueTest::Years(*most),
            TestKind::Days(most) => ValueTest::Days(*most),
            // Those are of more than one slot's values, or of none, and bound before.
            TestKind::Exact
            | TestKind::SwappedWith(_)
            | TestKind::Matches(_)
            | TestKind::After(_)
            | TestKind::Differs(_)
            | TestKind::Percent(_)
            | TestKind::Metres { .. } => return Self::Exact { slot },
        };
        Self::Values { slot, kind }
    }

    /// What the numbers of values say; a test that looks at more says no.
    pub(super) fn of_numbers(&self, left: &[u32], right: &[u32]) -> Truth {
        match self {
            Self::Exact { slot } => equal(left[*slot], right[*slot]),
            Self::Swapped { slot, other } => {
                equal(left[*slot], right[*other]).and(equal(right[*slot], left[*other]))
            }
            Self::Matches { slot, other } => {
                any_known(equal(left[*slot], right[*other]), equal(right[*slot], left[*other]))
            }
            Self::After { .. } | Self::Metres { .. } | Self::Apart { .. } | Self::Values { .. } => Truth::No,
        }
    }

    /// What can be said without a look at any text.
    pub(super) fn glance(&self, slots: &[Slot<'_>], left: &[u32], right: &[u32]) -> Truth {
        match self {
            Self::Metres { latitude, longitude, limit } => {
                let position = |row: &[u32]| {
                    (slots[*latitude].number(row[*latitude]), slots[*longitude].number(row[*longitude]))
                };
                let metres = distance::metres(position(left), position(right));
                if metres.is_nan() { Truth::Unknown } else { Truth::of(metres <= *limit) }
            }
            Self::Apart { slot, most, in_percent } => {
                let (left, right) = (slots[*slot].number(left[*slot]), slots[*slot].number(right[*slot]));
                let apart = if *in_percent { distance::percent(left, right) } else { (left - right).abs() };
                // Decimal fractions are not exact: 0.3 - 0.2 is a little less than 0.1, 0.8 - 0.7 a little more.
                if apart.is_nan() { Truth::Unknown } else { Truth::of(apart <= most * (1.0 + 1e-9)) }
            }
            Self::After { slot, other } => {
                let after = |one: &[u32], another: &[u32]| {
                    is_after(&slots[*slot], one[*slot], &slots[*other], another[*other])
                };
                any_known(after(left, right), after(right, left))
            }
            Self::Values { slot, kind } => {
                let (left, right) = (left[*slot], right[*slot]);
                if left == NULL || right == NULL {
                    return Truth::Unknown;
                }
                kind.glance(slots[*slot].signature(left), slots[*slot].signature(right))
            }
            of_numbers => of_numbers.of_numbers(left, right),
        }
    }

    /// Whether the test holds.
    pub(super) fn decide(
        &self,
        slots: &[Slot<'_>],
        left: &[u32],
        right: &[u32],
        scratch: &mut Scratch,
    ) -> Truth {
        match (self.glance(slots, left, right), self) {
            (Truth::Open, Self::Values { slot, kind }) => {
                Truth::of(kind.holds(*slot, slots, (left[*slot], right[*slot]), scratch))
            }
            (truth, _) => truth,
        }
    }
}

impl ValueTest {
    fn glance(&self, left: &Signature, right: &Signature) -> Truth {
        let dates = |holds: &dyn Fn(DateDigits, DateDigits) -> bool| match (left.date(), right.date()) {
            (Some(left), Some(right)) => Truth::of(holds(left, right)),
            _ => Truth::Unknown,
        };
        match self {
            Self::JaroWinkler { filter, .. } => Truth::no_or_open(filter.refuses(left, right)),
            Self::Levenshtein(most) | Self::Damerau(most) | Self::DamerauFree(most) => {
                Truth::no_or_open(left.beyond_edits(right, *most))
            }
            Self::Initial => Truth::of(left.has_initial_of(right)),
            Self::Prefix(least) => Truth::no_or_open(!left.may_share_beginning(right, *least)),
            Self::Diminutive => Truth::no_or_open(!left.may_share_form(right)),
            Self::SharedToken | Self::TokenOverlap(_) | Self::TokenContainment(_) => {
                Truth::no_or_open(!left.may_share_word(right))
            }
            Self::SharedValue => Truth::Open,
            Self::DateSlip => dates(&DateDigits::is_slip),
            Self::DateCompatible => dates(&DateDigits::is_compatible),
            Self::NewYear => dates(&|left, right| left.is_new_year() || right.is_new_year()),
            Self::Years(most) => dates(&|left, right| left.within_years(right, *most)),
            Self::Days(most) => match (left.date(), right.date()) {
                (Some(left), Some(right)) => left.within_days(right, *most).map_or(Truth::Unknown, Truth::of),
                _ => Truth::Unknown,
            },
        }
    }

    /// Whether the test holds for two values that a glance left open.
    fn holds(&self, at: usize, slots: &[Slot<'_>], (left, right): (u32, u32), scratch: &mut Scratch) -> bool {
        let slot = &slots[at];
        let any = |sets: Option<&TokenSets>| sets.is_some_and(|sets| sets.share(left, right));
        match self {
            Self::JaroWinkler { least, .. } => scratch.similarity(at, (left, right), slots) >= *least,
            Self::Levenshtein(most) => {
                edit::levenshtein(scratch.pattern(at, left, slots), slot.text(right)) <= usize::from(*most)
            }
            Self::Damerau(most) => {
                edit::damerau(scratch.pattern(at, left, slots), slot.text(right)) <= usize::from(*most)
            }
            Self::DamerauFree(most) => {
                edit::damerau_free(slot.text(left), slot.text(right)) <= usize::from(*most)
            }
            Self::Prefix(least) => is_prefix(slot.text(left), slot.text(right), usize::from(*least)),
            Self::Diminutive => any(slot.name_forms()),
            Self::SharedToken => any(slot.telling_tokens()),
            Self::SharedValue => any(slot.listed()),
            Self::TokenOverlap(least) => {
                slot.tokens().is_some_and(|sets| scratch.overlap(at, (left, right), sets) >= *least)
            }
            Self::TokenContainment(least) => {
                slot.tokens().is_some_and(|sets| sets.containment(left, right) >= *least)
            }
            // A glance never leaves these open.
            Self::Initial
            | Self::DateSlip
            | Self::DateCompatible
            | Self::NewYear
            | Self::Years(_)
            | Self::Days(_) => false,
        }
    }
}

/// What either comparison says, where only one of them can be made.
fn any_known(one: Truth, other: Truth) -> Truth {
    match (one, other) {
        (Truth::Unknown, known) | (known, Truth::Unknown) => known,
        both => both.0.or(both.1),
    }
}

/// Whether a slot's date is later than another slot's.
fn is_after(slot: &Slot<'_>, id: u32, other: &Slot<'_>, other_id: u32) -> Truth {
    if id == NULL || other_id == NULL {
        return Truth::Unknown;
    }
    match (slot.signature(id).date(), other.signature(other_id).date()) {
        (Some(date), Some(other)) => Truth::of(date.is_after(other)),
        _ => Truth::Unknown,
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
