//! Why two records are, or are not, the same: each comparison's part in the weight. It shows labels, never values.

use crate::bind::{Bound, NULL_LEVEL, Scratch};
use crate::error::LinkError;
use crate::model::{Comparison, Worth};
use crate::score::level_of;
use crate::table::Table;
use crate::train::Trained;
use crate::weigh::Weights;

/// The label of a comparison that could not be made.
const MISSING: &str = "not known";
/// The name of the part that a household takes away.
const HOUSEHOLD: &str = "household";
/// The name of the part that a stored pattern does not tell.
const RARITY: &str = "rarity and household";

/// The weight of a pair taken apart; the prior and the bars add up to the total.
///
/// Units: bits.
#[derive(Debug, Clone, PartialEq)]
pub struct Waterfall {
    /// What two records drawn at random start from.
    pub prior: f64,
    /// What each comparison adds, in the model's order; then, where the model has households, what being of one takes away.
    pub bars: Vec<Bar>,
    /// The match weight.
    pub total: f64,
}

/// One comparison's part.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What was compared.
    pub comparison: String,
    /// How far it agreed.
    pub level: String,
    /// What that adds, in bits.
    pub weight_bits: f64,
}

/// Takes the weight of a pair of rows apart; for many pairs of one table use an [`Explainer`].
///
/// # Errors
/// [`LinkError`] where a row is not there or the model does not fit the table.
pub fn explain(table: &Table, trained: &Trained, left: u32, right: u32) -> Result<Waterfall, LinkError> {
    Explainer::new(table, trained)?.explain(left, right)
}

/// A table and a trained model made ready to take any pair's weight apart.
pub struct Explainer<'t> {
    bound: Bound<'t>,
    weights: Weights,
    comparisons: &'t [Comparison],
    /// The rows that can be explained, ascending; nothing where that is all of them.
    rows: Option<&'t [u32]>,
}

impl<'t> Explainer<'t> {
    /// Makes ready, which costs a look at every record.
    ///
    /// # Errors
    /// [`LinkError::UnknownColumn`] where the model names a column that the table lacks.
    pub fn new(table: &'t Table, trained: &'t Trained) -> Result<Self, LinkError> {
        let bound = Bound::new(table, trained.model())?;
        let weights = Weights::new(trained.model(), &bound);
        Ok(Self { bound, weights, comparisons: trained.model().comparisons(), rows: None })
    }

    /// As [`Self::new`], for some of the rows, which are ascending; how frequent values are must be frozen.
    ///
    /// # Errors
    /// As [`Self::new`], and [`LinkError::NotFrozen`].
    pub fn of_rows(table: &'t Table, trained: &'t Trained, rows: &'t [u32]) -> Result<Self, LinkError> {
        table.check_frozen()?;
        let bound = Bound::of_rows(table, trained.model(), rows)?;
        let weights = Weights::new(trained.model(), &bound);
        Ok(Self { bound, weights, comparisons: trained.model().comparisons(), rows: Some(rows) })
    }

    /// Takes the weight of a pair of rows apart.
    ///
    /// # Errors
    /// [`LinkError::UnknownRow`] where a row is not there.
    pub fn explain(&self, left: u32, right: u32) -> Result<Waterfall, LinkError> {
        let rows = (self.values(left)?, self.values(right)?);
        Ok(take_apart((&self.bound, &self.weights), self.comparisons, rows))
    }

    fn values(&self, row: u32) -> Result<&[u32], LinkError> {
        let row_count = self.bound.row_count();
        let place = match self.rows {
            Some(rows) => rows.binary_search(&row).ok().map(|place| place as u32),
            None => Some(row).filter(|row| (*row as usize) < row_count),
        };
        place.map(|place| self.bound.row(place)).ok_or(LinkError::UnknownRow { row, row_count })
    }
}

/// Takes the weight of two rows, or of a row and a guest, apart.
pub(crate) fn take_apart(
    (bound, weights): (&Bound<'_>, &Weights),
    comparisons: &[Comparison],
    (left, right): (&[u32], &[u32]),
) -> Waterfall {
    let mut scratch = Scratch::new();
    let mut sums = weights.start();
    let prior = sums.matched;
    let mut bars = Vec::with_capacity(comparisons.len() + 1);
    for (position, comparison) in comparisons.iter().enumerate() {
        let code = bound.level(position, left, right, &mut scratch);
        let bits = weights.bits(position, code, left);
        sums.add(bits);
        bars.push(bar(comparison, code, bits.matched));
    }
    let taken = sums.household_penalty();
    if weights.knows_households() {
        let level =
            if taken > 1.0 { "may be another of the household" } else { "hardly another of the household" };
        bars.push(Bar { comparison: HOUSEHOLD.into(), level: level.into(), weight_bits: -taken });
    }
    Waterfall { prior, bars, total: sums.weight() }
}

/// Takes a kept pair's weight apart by its pattern alone, without the records.
///
/// What the pattern does not tell, how rare the agreeing values are and what a household takes away, is one bar at the end.
pub fn explain_pattern(trained: &Trained, pattern: u64, weight: f32) -> Waterfall {
    let model = trained.model();
    let same = model.prior().same.unwrap_or(0.5);
    let unrelated = 1.0 - same - model.prior().household.unwrap_or(0.0);
    let prior = (same / unrelated).log2();
    let mut bars = Vec::with_capacity(model.comparisons().len() + 1);
    for (position, comparison) in model.comparisons().iter().enumerate() {
        let code = level_of(pattern, position);
        let bits = match code
            .checked_sub(1)
            .and_then(|level| comparison.levels().get(level))
            .map(|level| level.worth)
        {
            Some(Worth::Fixed { weight_bits }) => weight_bits,
            Some(Worth::Learnt { m: Some(m), u: Some(u), .. }) => (m / u).log2(),
            _ => 0.0,
        };
        bars.push(bar(comparison, code, bits));
    }
    let total = f64::from(weight);
    let told: f64 = prior + bars.iter().map(|bar| bar.weight_bits).sum::<f64>();
    bars.push(Bar { comparison: RARITY.into(), level: "of these values".into(), weight_bits: total - told });
    Waterfall { prior, bars, total }
}

fn bar(comparison: &Comparison, code: usize, weight_bits: f64) -> Bar {
    let level = match code {
        NULL_LEVEL => MISSING,
        code => comparison.levels().get(code - 1).map_or(MISSING, |level| level.label()),
    };
    Bar { comparison: comparison.name().to_owned(), level: level.to_owned(), weight_bits }
}
