//! Which systems overlap: the most frequent combinations, and the share of each system's entities that each other has.

use askama::Template;
use askama::filters::HtmlSafe;

use super::chart::{UpSet, UpSetSet};
use super::number::{count, share};
use super::table::{HeatCell, HeatRow, HeatTable};
use super::word::{Noun, listed, title};
use crate::summary::LinkageSummary;

/// As many combinations as fit beside the names on a laptop's screen.
const COMBINATIONS_DRAWN: usize = 20;

/// The part of the section about one entity.
#[derive(Template)]
#[template(path = "report/overlap.html")]
pub(super) struct Overlap {
    noun: Noun,
    id: String,
    shared: Option<Shared>,
}

impl HtmlSafe for Overlap {}

/// What there is to show where at least two systems hold the entity.
struct Shared {
    plot: UpSet,
    left_out: String,
    combinations: Vec<CombinationRow>,
    example: String,
    shares: HeatTable,
    counts: HeatTable,
}

struct CombinationRow {
    systems: String,
    count: String,
    share: String,
}

impl Overlap {
    pub(super) fn of(linkage: &LinkageSummary) -> Self {
        let noun = Noun::of(&linkage.entity);
        let id = format!("overlap-{}", linkage.entity);
        let shared =
            (linkage.sources.len() > 1 && linkage.entities > 0).then(|| Shared::of(linkage, &noun, &id));
        Self { noun, id, shared }
    }
}

impl Shared {
    fn of(linkage: &LinkageSummary, noun: &Noun, id: &str) -> Self {
        let names: Vec<String> = linkage.sources.iter().map(|source| title(source)).collect();
        let (plot, drawn) = plot(linkage, &names, noun, id);
        Self {
            plot,
            left_out: left_out((names.len() - drawn) as u64),
            combinations: combination_rows(linkage, &names),
            example: example(linkage, &names, noun).unwrap_or_default(),
            shares: shares(linkage, &names, noun),
            counts: counts(linkage, &names, noun),
        }
    }
}

/// Entities in both sources; zero where the summary doesn't say.
fn both(linkage: &LinkageSummary, one: usize, other: usize) -> u64 {
    linkage.overlap.get(one).and_then(|row| row.get(other)).copied().unwrap_or(0)
}

/// The drawing, and how many of the systems are in it: those of the combinations drawn, largest first.
fn plot(linkage: &LinkageSummary, names: &[String], noun: &Noun, id: &str) -> (UpSet, usize) {
    let drawn: Vec<_> = linkage.combinations.iter().take(COMBINATIONS_DRAWN).collect();
    let is_used = |set: &usize| drawn.iter().any(|combination| combination.sources.contains(set));
    let mut order: Vec<usize> = (0..names.len()).filter(is_used).collect();
    order.sort_by_key(|&set| (std::cmp::Reverse(both(linkage, set, set)), set));
    let sets: Vec<UpSetSet> = order
        .iter()
        .map(|&set| UpSetSet { name: names[set].clone(), count: both(linkage, set, set) })
        .collect();
    let place_of = |set: &usize| order.iter().position(|placed| placed == set);
    let combinations: Vec<(Vec<usize>, u64)> = drawn
        .iter()
        .map(|combination| {
            let mut members: Vec<usize> = combination.sources.iter().filter_map(place_of).collect();
            members.sort_unstable();
            members.dedup();
            (members, combination.count)
        })
        .collect();
    let heading = format!("The most frequent combinations of systems that know the same {}", noun.one);
    let description = plot_description(linkage, names, noun);
    (UpSet::new(&format!("{id}-plot"), &heading, &description, &sets, &combinations), sets.len())
}

fn left_out(systems: u64) -> String {
    match systems {
        0 => String::new(),
        1 => "One system is in none of these combinations and left out.".to_owned(),
        some => format!("{some} systems are in none of these combinations and left out."),
    }
}

fn plot_description(linkage: &LinkageSummary, names: &[String], noun: &Noun) -> String {
    let first = combination_rows(linkage, names).into_iter().take(3);
    let parts: Vec<String> =
        first.map(|row| format!("{} {} in {} only", row.count, noun.many, row.systems)).collect();
    format!("Most frequent: {}. All are in the table below.", parts.join("; "))
}

fn combination_rows(linkage: &LinkageSummary, names: &[String]) -> Vec<CombinationRow> {
    let row = |combination: &crate::summary::SourceCombination| {
        let members: Vec<String> =
            combination.sources.iter().filter_map(|&source| names.get(source)).cloned().collect();
        CombinationRow {
            systems: listed(&members),
            count: count(combination.count),
            share: share(combination.count, linkage.entities),
        }
    };
    linkage.combinations.iter().map(row).collect()
}

/// A sentence that reads one cell of the grid aloud: the pair of sources that share most.
fn example(linkage: &LinkageSummary, names: &[String], noun: &Noun) -> Option<String> {
    let pairs = (0..names.len()).flat_map(|one| (0..one).map(move |other| (other, one)));
    let (one, other) =
        pairs.max_by_key(|&(one, other)| (both(linkage, one, other), std::cmp::Reverse((one, other))))?;
    let shared = both(linkage, one, other);
    if shared == 0 {
        return Some(format!("No two systems share any {}.", noun.many));
    }
    let whole = both(linkage, one, one);
    Some(format!(
        "For example, of the {} {} that {} holds, {} ({}) are also in {}.",
        count(whole),
        noun.many,
        names[one],
        count(shared),
        share(shared, whole),
        names[other],
    ))
}

fn shares(linkage: &LinkageSummary, names: &[String], noun: &Noun) -> HeatTable {
    let caption =
        format!("Of the {} in a row's system, how many per cent are in the column's system too", noun.many);
    grid(linkage, names, noun, caption, |one, other| {
        if one == other {
            HeatCell::itself()
        } else {
            HeatCell::share(both(linkage, one, other), both(linkage, one, one))
        }
    })
}

fn counts(linkage: &LinkageSummary, names: &[String], noun: &Noun) -> HeatTable {
    let caption = format!("How many {} are both in the row's and in the column's system", noun.many);
    grid(linkage, names, noun, caption, |one, other| {
        if one == other { HeatCell::itself() } else { HeatCell::count(both(linkage, one, other)) }
    })
}

fn grid(
    linkage: &LinkageSummary,
    names: &[String],
    noun: &Noun,
    caption: String,
    cell: impl Fn(usize, usize) -> HeatCell,
) -> HeatTable {
    let row = |one: usize| HeatRow {
        name: names[one].clone(),
        total: count(both(linkage, one, one)),
        cells: (0..names.len()).map(|other| cell(one, other)).collect(),
    };
    HeatTable {
        caption,
        corner: "System".to_owned(),
        total_head: noun.title.clone(),
        columns: names.to_vec(),
        rows: (0..names.len()).map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;
    use crate::summary::SourceCombination;

    /// Ten people in three systems: six in the first two, three in the second only, one in the third only.
    fn ten_people() -> LinkageSummary {
        let mut linkage = fixture::place().linkages.swap_remove(0);
        linkage.entities = 10;
        linkage.sources = ["library", "council_tax", "blue_badge"].map(str::to_owned).into();
        linkage.overlap = vec![vec![6, 6, 0], vec![6, 9, 0], vec![0, 0, 1]];
        linkage.combinations = [(vec![0, 1], 6), (vec![1], 3), (vec![2], 1)]
            .map(|(sources, count)| SourceCombination { sources, count })
            .into();
        linkage
    }

    fn drawn(linkage: &LinkageSummary) -> String {
        Overlap::of(linkage).render().unwrap()
    }

    #[test]
    fn a_cell_is_the_share_of_its_row() {
        let html = drawn(&ten_people());
        let library = "<tr><th scope=\"row\">Library</th><td class=\"number\">6</td><td class=\"itself\">·</td>\
                       <td class=\"tint-6\">100</td><td class=\"tint-0\">–</td></tr>";
        let council_tax = "<tr><th scope=\"row\">Council tax</th><td class=\"number\">9</td><td class=\"tint-5\">67</td>\
                           <td class=\"itself\">·</td><td class=\"tint-0\">–</td></tr>";
        assert!(html.contains(library));
        assert!(html.contains(council_tax));
    }

    #[test]
    fn the_example_reads_the_pair_that_shares_most() {
        let expected = "of the 6 people that Library holds, 6 (100\u{202f}%) are also in Council tax.";
        assert!(drawn(&ten_people()).contains(expected));
    }

    #[test]
    fn combinations_are_told_in_words_with_their_share() {
        let expected = "<th scope=\"row\">Library and Council tax</th><td class=\"number\">6</td>\
                        <td class=\"number\">60.0\u{202f}%</td>";
        assert!(drawn(&ten_people()).contains(expected));
    }

    #[test]
    fn systems_in_no_drawn_combination_are_counted() {
        let mut linkage = ten_people();
        linkage.combinations.truncate(1);
        assert!(drawn(&linkage).contains("One system is in none of these combinations and left out."));
    }

    #[test]
    fn one_system_alone_has_no_overlap() {
        let mut linkage = ten_people();
        linkage.sources.truncate(1);
        assert!(drawn(&linkage).contains("Overlap needs at least two systems"));
    }

    #[test]
    fn an_overlap_that_is_too_small_counts_as_nothing() {
        let mut linkage = ten_people();
        linkage.overlap.clear();
        assert!(drawn(&linkage).contains("No two systems share any people."));
    }
}
