//! How many systems know the same person, home or organisation.

use askama::Template;
use askama::filters::HtmlSafe;

use super::chart::{Column, ColumnChart, FAINT, STRONG};
use super::headline::known_to_several;
use super::number::{count, share};
use super::word::{Noun, plural};
use crate::summary::LinkageSummary;

/// More columns than this make the labels of a phone's screen overlap; the rest go into the last one.
const COLUMNS_MAX: usize = 12;

/// The section's heading, which names the entities that the place has.
pub(super) fn heading(linkages: &[LinkageSummary]) -> String {
    let nouns: Vec<String> = linkages.iter().map(|linkage| Noun::of(&linkage.entity).one).collect();
    match nouns.as_slice() {
        [] => "How many systems know the same person".to_owned(),
        some => format!("How many systems know the same {}", some.join(" or ")),
    }
}

/// The part of the section about one entity.
#[derive(Template)]
#[template(path = "report/known.html")]
pub(super) struct Known {
    noun: Noun,
    id: String,
    finding: String,
    chart: ColumnChart,
    rows: Vec<KnownRow>,
}

impl HtmlSafe for Known {}

struct KnownRow {
    systems: String,
    count: String,
    share: String,
}

impl Known {
    /// Nothing where no entity was found.
    pub(super) fn of(linkage: &LinkageSummary) -> Option<Self> {
        if linkage.known_to.iter().all(|&entities| entities == 0) {
            return None;
        }
        let noun = Noun::of(&linkage.entity);
        let id = format!("known-{}", linkage.entity);
        let several = known_to_several(linkage);
        let finding =
            format!("{} of {} are known to two systems or more", share(several, linkage.entities), noun.many);
        let description = description(&linkage.known_to, &noun);
        let chart = ColumnChart::new(
            &id,
            &format!("{} by the number of systems that know them", noun.title),
            &description,
            "systems that know them",
            &columns(&linkage.known_to),
        );
        let row = |(position, &entities): (usize, &u64)| KnownRow {
            systems: (position + 1).to_string(),
            count: count(entities),
            share: share(entities, linkage.entities),
        };
        let rows = linkage.known_to.iter().enumerate().take(last_used(&linkage.known_to)).map(row).collect();
        Some(Self { noun, id, finding, chart, rows })
    }
}

/// How many of the leading places are worth showing: all up to the last that is not zero.
fn last_used(known_to: &[u64]) -> usize {
    known_to.iter().rposition(|&entities| entities > 0).map_or(0, |position| position + 1)
}

fn columns(known_to: &[u64]) -> Vec<Column> {
    let used = &known_to[..last_used(known_to)];
    let class = |position| if position == 0 { FAINT } else { STRONG };
    let column = |(position, &count): (usize, &u64)| Column {
        label: (position + 1).to_string(),
        count,
        class: class(position),
    };
    if used.len() <= COLUMNS_MAX {
        return used.iter().enumerate().map(column).collect();
    }
    let (single, grouped) = used.split_at(COLUMNS_MAX - 1);
    let mut columns: Vec<Column> = single.iter().enumerate().map(column).collect();
    columns.push(Column { label: format!("{COLUMNS_MAX}+"), count: grouped.iter().sum(), class: STRONG });
    columns
}

fn description(known_to: &[u64], noun: &Noun) -> String {
    let part = |(position, &entities): (usize, &u64)| {
        let systems = position as u64 + 1;
        format!(
            "{} {} known to {systems} {}",
            count(entities),
            noun.after(entities),
            plural(systems, "system", "systems")
        )
    };
    let parts: Vec<String> = known_to.iter().enumerate().take(last_used(known_to)).map(part).collect();
    format!("{}.", parts.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_columns_at_the_end_are_left_out_and_empty_ones_between_stay() {
        let labels: Vec<String> = columns(&[5, 0, 2, 0, 0]).into_iter().map(|column| column.label).collect();
        assert_eq!(labels, ["1", "2", "3"]);
    }

    #[test]
    fn columns_beyond_the_twelfth_are_counted_together() {
        let columns = columns(&[1; 40]);
        assert_eq!(columns.len(), 12);
        assert_eq!((columns[11].label.as_str(), columns[11].count), ("12+", 29));
    }

    #[test]
    fn the_description_says_every_column() {
        let text = description(&[4, 1], &Noun::of("person"));
        assert_eq!(text, "4 people known to 1 system; 1 person known to 2 systems.");
    }
}
