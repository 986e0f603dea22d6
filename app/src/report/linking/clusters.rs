//! What came out: entities by number of records, and what became of identities since the version before.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::report::chart::{Column, ColumnChart, FAINT, STRONG};
use crate::report::number::{count, share};
use crate::report::word::{Noun, plural};
use crate::summary::{ClusterSize, IdentityCounts, LinkageSummary};

/// More columns than this make the labels of a phone's screen overlap; the rest go into the last one.
const COLUMNS_MAX: usize = 12;

/// The chart, its table and the counts of identities.
#[derive(Template)]
#[template(path = "report/clusters.html")]
pub(super) struct Clusters {
    noun: Noun,
    chart: ColumnChart,
    rows: Vec<SizeRow>,
    identity: Vec<IdentityRow>,
}

impl HtmlSafe for Clusters {}

struct SizeRow {
    size: String,
    count: String,
    share: String,
}

struct IdentityRow {
    what: &'static str,
    count: String,
}

impl Clusters {
    /// Nothing where no entity was found.
    pub(super) fn of(linkage: &LinkageSummary, noun: &Noun) -> Option<Self> {
        let entities: u64 = linkage.cluster_sizes.iter().map(|size| size.count).sum();
        let largest =
            linkage.cluster_sizes.iter().filter(|size| size.count > 0).map(|size| size.size).max()?;
        let description = format!(
            "Most {} have few records; the largest has {} {}. All sizes are in the table.",
            noun.many,
            count(largest),
            plural(largest, "record", "records"),
        );
        let chart = ColumnChart::new(
            &format!("clusters-{}", linkage.entity),
            &format!("{} by the number of their records", noun.title),
            &description,
            "records",
            &columns(&linkage.cluster_sizes),
        );
        let row = |size: &ClusterSize| SizeRow {
            size: count(size.size),
            count: count(size.count),
            share: share(size.count, entities),
        };
        let rows = linkage.cluster_sizes.iter().filter(|size| size.count > 0).map(row).collect();
        // Tables that belong to no place have no version before.
        let identity = if linkage.version == 0 { Vec::new() } else { identity(&linkage.identity) };
        Some(Self { noun: noun.clone(), chart, rows, identity })
    }
}

/// A column for each size from 1 on, sizes that nobody has included, the large ones counted together.
fn columns(sizes: &[ClusterSize]) -> Vec<Column> {
    let largest = sizes.iter().filter(|size| size.count > 0).map(|size| size.size).max().unwrap_or(0);
    let last = largest.min(COLUMNS_MAX as u64);
    let is_grouped = largest > last;
    let class = |size| if size == 1 { FAINT } else { STRONG };
    let of = |wanted: u64| -> u64 {
        let belongs =
            |size: &&ClusterSize| size.size == wanted || (is_grouped && wanted == last && size.size > last);
        sizes.iter().filter(belongs).map(|size| size.count).sum()
    };
    let label = |size: u64| if is_grouped && size == last { format!("{size}+") } else { size.to_string() };
    (1..=last).map(|size| Column { label: label(size), count: of(size), class: class(size) }).collect()
}

fn identity(counts: &IdentityCounts) -> Vec<IdentityRow> {
    let row = |(what, value)| IdentityRow { what, count: count(value) };
    [
        ("New ids given", counts.created),
        ("Ids merged into another", counts.merged),
        ("Ids split", counts.split),
        ("Ids ended, all records gone", counts.ended),
    ]
    .into_iter()
    .map(row)
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(pairs: &[(u64, u64)]) -> Vec<ClusterSize> {
        pairs.iter().map(|&(size, count)| ClusterSize { size, count }).collect()
    }

    #[test]
    fn a_size_that_nobody_has_keeps_its_place() {
        let columns = columns(&sizes(&[(1, 5), (3, 2)]));
        let told: Vec<(&str, u64)> =
            columns.iter().map(|column| (column.label.as_str(), column.count)).collect();
        assert_eq!(told, [("1", 5), ("2", 0), ("3", 2)]);
    }

    #[test]
    fn large_sizes_are_counted_together() {
        let columns = columns(&sizes(&[(1, 5), (12, 2), (13, 1), (400, 1)]));
        assert_eq!(columns.len(), 12);
        assert_eq!((columns[11].label.as_str(), columns[11].count), ("12+", 4));
    }
}
