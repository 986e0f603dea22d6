//! Chooses rules for a target of recall whatever they cost: a budget that is too small is raised until they reach it.
//!
//! It goes up in steps, so that the rules are those that reach the target for few pairs, and not those for which pairs count nothing.

use super::{Advice, AdviceOptions, advise};
use crate::block::pairs_of;
use crate::error::LinkError;
use crate::model::Model;
use crate::progress::Progress;
use crate::table::Table;

/// How much larger the next budget is.
const STEP: u64 = 4;

/// Chooses rules that find a share of the matches: with the budget of the options, or as many times that as it takes. The advice, and
/// the budget that it came from.
///
/// Where no budget reaches the target, the advice is the one for all pairs that there are.
///
/// # Errors
/// As [`advise`].
pub fn advise_for_recall(
    table: &Table,
    model: &Model,
    options: &AdviceOptions,
    progress: Progress<'_>,
) -> Result<(Advice, u64), LinkError> {
    let most = pairs_of(table.row_count());
    let mut options = *options;
    loop {
        let advice = advise(table, model, &options, progress)?;
        if advice.recall() >= options.recall_target || options.pair_budget >= most {
            return Ok((advice, options.pair_budget));
        }
        options.pair_budget = options.pair_budget.max(1).saturating_mul(STEP).min(most);
    }
}
