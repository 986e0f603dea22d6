//! The rules worth a try: parts of what is compared, alone and together, as few of them as make small blocks.

use crate::compare::part;
use crate::model::{BlockingRule, ColumnPart, Comparison, Key, Model, Part, TestKind};
use crate::table::{NULL, Table};

/// At most so many rules are tried.
pub(super) const RULE_COUNT_MAX: usize = 160;
/// Rules of at most so many parts.
const PART_COUNT_MAX: usize = 3;
/// A value that so many records have is rare.
const RARE_CAP: u32 = 50;
/// A rule that makes fewer pairs a record than this is not narrowed further.
const PAIRS_ENOUGH: f64 = 0.5;
/// A part that fewer records have is no use.
const FILLED_MIN: f64 = 0.02;

/// A part that records may be blocked on.
struct Piece {
    key: Key,
    /// The comparison that it is of: a rule takes one piece of each.
    comparison: usize,
    /// The share of all pairs that agree on it.
    agreeing: f64,
    filled: f64,
}

/// The rules to try for a table.
pub(super) fn rules(table: &Table, model: &Model, pair_budget: u64) -> Vec<BlockingRule> {
    let pieces = pieces(table, model);
    let rows = table.row_count() as f64;
    let budget_a_row = 2.0 * pair_budget as f64 / rows.max(1.0);
    let mut rules: Vec<(f64, Vec<usize>)> = Vec::new();
    let mut open: Vec<(f64, Vec<usize>)> = vec![(1.0, Vec::new())];
    for _ in 0..PART_COUNT_MAX {
        let mut wider = Vec::new();
        for (agreeing, chosen) in &open {
            let next = chosen.last().map_or(0, |last| last + 1);
            for at in next..pieces.len() {
                if chosen.iter().any(|known| pieces[*known].comparison == pieces[at].comparison) {
                    continue;
                }
                let mut all = chosen.clone();
                all.push(at);
                let agreeing = agreeing * pieces[at].agreeing;
                let pairs_a_row = agreeing * rows / 2.0;
                if pairs_a_row <= 10.0 * budget_a_row {
                    rules.push((pairs_a_row, all.clone()));
                }
                if pairs_a_row > PAIRS_ENOUGH {
                    wider.push((agreeing, all));
                }
            }
        }
        open = wider;
    }
    // Rules of fewer parts ask for less to agree; of equally many those first that most records can be blocked by.
    let filled = |parts: &[usize]| parts.iter().map(|at| pieces[*at].filled).product::<f64>();
    rules.sort_by(|a, b| a.1.len().cmp(&b.1.len()).then(filled(&b.1).total_cmp(&filled(&a.1))));
    let cap = cap(pair_budget);
    let rule = |parts: Vec<usize>| {
        let refine = refining(&pieces, &parts);
        let keys = parts.iter().map(|at| pieces[*at].key.clone()).collect();
        BlockingRule { keys, refine, cap }
    };
    let mut all: Vec<BlockingRule> = pieces.iter().map(rare).collect();
    all.extend(rules.into_iter().map(|(_, parts)| rule(parts)));
    all.truncate(RULE_COUNT_MAX);
    all
}

/// Records that have a rare value in common, whatever else they have.
fn rare(piece: &Piece) -> BlockingRule {
    BlockingRule { keys: vec![piece.key.clone()], refine: Vec::new(), cap: RARE_CAP }
}

/// The most records of a block: one full block is a small share of the budget.
fn cap(pair_budget: u64) -> u32 {
    let cap = (2.0 * pair_budget as f64 / 20.0).sqrt();
    cap.clamp(100.0, 2_000.0) as u32
}

/// What narrows the blocks that are too large: the fullest other piece that is not too telling.
fn refining(pieces: &[Piece], parts: &[usize]) -> Vec<Key> {
    let is_other = |piece: &&Piece| {
        parts.iter().all(|at| pieces[*at].comparison != piece.comparison)
            && piece.agreeing < 0.1
            && piece.agreeing > 1e-4
    };
    let fullest = pieces.iter().filter(is_other).max_by(|a, b| a.filled.total_cmp(&b.filled));
    fullest.map(|piece| vec![piece.key.clone()]).unwrap_or_default()
}

fn pieces(table: &Table, model: &Model) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (number, comparison) in model.comparisons.iter().enumerate() {
        for part in parts(comparison) {
            let key = Key::Part(part.clone());
            if !pieces.iter().any(|known| known.key == key)
                && let Some(piece) = piece(table, &part, key, number)
            {
                pieces.push(piece);
            }
        }
    }
    pieces
}

/// What may be blocked on of a comparison's columns, by how they are compared.
fn parts(comparison: &Comparison) -> Vec<ColumnPart> {
    let mut parts: Vec<ColumnPart> = Vec::new();
    for test in comparison.tests() {
        let of = |part: Part| ColumnPart { column: test.on.column.clone(), part };
        match &test.kind {
            TestKind::Exact => parts.push(test.on.clone()),
            TestKind::JaroWinkler(_) => parts.extend([of(Part::Prefix(4)), of(Part::Prefix(2))]),
            TestKind::SharedToken | TestKind::TokenOverlap(_) => {
                parts.extend([of(Part::FirstToken), of(Part::LastToken)]);
            }
            TestKind::DateSlip => parts.extend([of(Part::Year), of(Part::MonthDay)]),
            TestKind::Damerau(_) => parts.push(of(Part::Prefix(4))),
            _ => {}
        }
    }
    parts
}

/// A part with how often it is there and agrees; nothing where it is no use.
fn piece(table: &Table, part: &ColumnPart, key: Key, comparison: usize) -> Option<Piece> {
    let column = table.column(&part.column)?;
    let values = column.dictionary();
    let mut numbers = crate::table::Dictionary::new();
    let mut buffer = Vec::new();
    let number_of: Vec<u32> = (0..values.id_count() as u32)
        .map(|id| {
            let cut = if id == NULL { None } else { part::cut(values.bytes(id), part.part, &mut buffer) };
            cut.map_or(NULL, |text| numbers.intern(text))
        })
        .collect();
    let mut counts = vec![0_u64; numbers.id_count()];
    column.ids().iter().for_each(|id| counts[number_of[*id as usize] as usize] += 1);
    let rows = table.row_count().max(1) as f64;
    let filled = 1.0 - counts[NULL as usize] as f64 / rows;
    let agreeing: f64 = counts[1..].iter().map(|count| (*count as f64 / rows).powi(2)).sum();
    let is_use = filled >= FILLED_MIN && agreeing > 0.0 && agreeing < 0.5;
    is_use.then_some(Piece { key, comparison, agreeing, filled })
}
