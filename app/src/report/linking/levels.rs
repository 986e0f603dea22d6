//! The trained model: for each level of each comparison, how often it is seen among matches and among others, and the
//! weight that follows, as a bar to the right where it speaks for a match and to the left where it speaks against.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::report::chart::{DivergingBar, STRONG, WARM};
use crate::report::number::{probability, signed_bits};
use crate::report::word::{Noun, title};
use crate::summary::LevelParameters;

/// The table.
#[derive(Template)]
#[template(path = "report/levels.html")]
pub(super) struct Levels {
    noun: Noun,
    comparisons: Vec<Comparison>,
    scale: String,
}

impl HtmlSafe for Levels {}

struct Comparison {
    name: String,
    rows: Vec<LevelRow>,
}

struct LevelRow {
    level: String,
    m: String,
    u: String,
    bits: String,
    bar: DivergingBar,
}

impl Levels {
    /// Nothing where the model has no level.
    pub(super) fn of(levels: &[LevelParameters], noun: &Noun) -> Option<Self> {
        if levels.is_empty() {
            return None;
        }
        let finite = levels.iter().map(|level| level.weight_bits.abs()).filter(|bits| bits.is_finite());
        let largest = finite.fold(0.0, f64::max).max(1.0);
        let mut comparisons: Vec<Comparison> = Vec::new();
        for level in levels {
            let row = LevelRow::of(level, largest);
            let name = title(&level.comparison);
            match comparisons.last_mut() {
                Some(last) if last.name == name => last.rows.push(row),
                _ => comparisons.push(Comparison { name, rows: vec![row] }),
            }
        }
        Some(Self { noun: noun.clone(), comparisons, scale: format!("{largest:.0}") })
    }
}

impl LevelRow {
    fn of(level: &LevelParameters, largest: f64) -> Self {
        Self {
            level: level.level.clone(),
            m: probability(level.m, 4),
            u: probability(level.u, 6),
            bits: signed_bits(level.weight_bits),
            bar: DivergingBar::new(level.weight_bits / largest, STRONG, WARM),
        }
    }
}
