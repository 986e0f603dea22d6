//! Records that have two candidates in another source, one hardly better than the other.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Choosing, Reason};
use crate::score::NO_RULE;

/// The two best candidates of a record in a source: their weights and pairs.
#[derive(Clone, Copy)]
struct Best {
    first: (f32, usize),
    second: Option<(f32, usize)>,
}

/// Both pairs of each record with two good candidates in a source, the closest candidates first; none of sources of which more than
/// one may be right.
///
/// A record of which one candidate was read is left out: the answer is known.
pub(super) fn close_seconds(choosing: &Choosing<'_>, read: &FxHashSet<(u32, u32)>) -> Vec<(usize, Reason)> {
    let (records, sources) = (choosing.records, &choosing.records.sources);
    let has_one = |source: u16| choosing.options.one_each || records.is_duplicate_free(source);
    let mut best: FxHashMap<(u32, u16), Best> = FxHashMap::default();
    for (at, pair) in choosing.pairs.iter().enumerate() {
        let (left, right) = (sources[pair.left as usize], sources[pair.right as usize]);
        let is_candidate = f64::from(pair.weight) >= choosing.options.band_bits.0 && pair.rule != NO_RULE;
        if !is_candidate || left == right {
            continue;
        }
        for key in [(pair.left, right), (pair.right, left)].into_iter().filter(|key| has_one(key.1)) {
            let here = (pair.weight, at);
            best.entry(key)
                .and_modify(|known| {
                    if here.0 > known.first.0 {
                        *known = Best { first: here, second: Some(known.first) };
                    } else if known.second.is_none_or(|second| here.0 > second.0) {
                        known.second = Some(here);
                    }
                })
                .or_insert(Best { first: here, second: None });
        }
    }
    let is_read = |at: usize| read.contains(&(choosing.pairs[at].left, choosing.pairs[at].right));
    let mut close: Vec<(f32, usize, usize)> = best
        .values()
        .filter_map(|best| {
            let (first, second) = (best.first, best.second?);
            let margin = first.0 - second.0;
            let is_open = !is_read(first.1) && !is_read(second.1);
            (is_open && f64::from(margin) <= choosing.options.margin_bits)
                .then_some((margin, first.1, second.1))
        })
        .collect();
    close.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    close
        .into_iter()
        .flat_map(|(_, first, second)| [(first, Reason::Margin), (second, Reason::Margin)])
        .collect()
}
