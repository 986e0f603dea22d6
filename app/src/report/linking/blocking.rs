//! Which rules proposed the pairs that were compared, and how many of those turned out to match.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::report::chart::{Bar, FAINT, STRONG};
use crate::report::number::{count, ratio, share};
use crate::report::word::Noun;
use crate::summary::BlockingRule;

/// The table.
#[derive(Template)]
#[template(path = "report/blocking.html")]
pub(super) struct Blocking {
    noun: Noun,
    rows: Vec<RuleRow>,
}

impl HtmlSafe for Blocking {}

struct RuleRow {
    rule: String,
    pairs: String,
    pairs_bar: Bar,
    matched: String,
    matched_bar: Bar,
    hit_share: String,
}

impl Blocking {
    /// Nothing where there is no rule.
    pub(super) fn of(rules: &[BlockingRule], noun: &Noun) -> Option<Self> {
        let most_pairs = rules.iter().map(|rule| rule.pairs).max()?;
        let most_matched = rules.iter().map(|rule| rule.matched).max()?;
        let row = |rule: &BlockingRule| RuleRow {
            rule: rule.rule.clone(),
            pairs: count(rule.pairs),
            pairs_bar: Bar::new(ratio(rule.pairs, most_pairs), FAINT),
            matched: count(rule.matched),
            matched_bar: Bar::new(ratio(rule.matched, most_matched), STRONG),
            hit_share: share(rule.matched, rule.pairs),
        };
        Some(Self { noun: noun.clone(), rows: rules.iter().map(row).collect() })
    }
}
