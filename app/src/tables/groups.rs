//! How right a linkage is for one group of records and another: by the values of a column that the user names.
//!
//! It counts what clusters imply against the truth. A pair counts for the group of either of its records; where only records of
//! different tables were to be found, pairs inside of a table don't count.

use std::hash::Hash;

use link::table::NULL;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::input::InputTable;
use super::truth::truth;

/// Values of fewer records than this are put together: so few tell of people and not of a group.
const RECORDS_MIN: u64 = 10;
/// At most so many values stand alone; the rest are put together.
const GROUPS_MAX: usize = 50;
/// The recall of a group with fewer records, or fewer true pairs, than this is chance as much as anything.
const JUDGED_MIN: u64 = 100;

/// What stands for records without a value.
const NONE: &str = "(none)";
/// What stands for values that are put together.
const OTHERS: &str = "(others)";

/// Quality by group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupQuality {
    /// The column.
    pub column: String,
    /// The groups, the largest first; records without a value and values of few records last.
    pub groups: Vec<Group>,
    /// The widest gap in recall, where two groups have enough true pairs.
    pub gap: Option<Gap>,
}

/// A group of records.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// Its value.
    pub value: String,
    /// Its records with a known truth.
    pub records: u64,
    /// The true pairs that a record of it is in.
    pub true_pairs: u64,
    /// True pairs among those inside clusters; nothing where there are none of those.
    pub precision: Option<f64>,
    /// Pairs inside clusters among the true; nothing where there are none of those.
    pub recall: Option<f64>,
}

/// How far two groups are apart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gap {
    /// The group of the highest recall.
    pub highest: String,
    /// The group of the lowest.
    pub lowest: String,
    /// The difference.
    pub recall: f64,
}

/// Measures clusters against the truth group by group; nothing where no truth or no group is known.
///
/// Shape: `cluster_of` has a cluster a record, the tables' records one after the other; `between` says that only pairs of records of
/// different tables count.
pub fn measure_groups(tables: &[InputTable], cluster_of: &[u32], between: bool) -> Option<GroupQuality> {
    let truth = truth(tables)?;
    let column = tables.iter().find_map(|table| table.group.as_ref())?.name().to_owned();
    let values = values(tables);
    let tables = tables.iter().enumerate();
    let sources = tables.flat_map(|(number, table)| std::iter::repeat_n(number, table.row_count()));
    let known: Vec<Known<'_>> = truth
        .iter()
        .zip(cluster_of)
        .zip(values.iter().zip(sources))
        .filter_map(|((truth, cluster), (value, source))| {
            truth.map(|truth| Known { truth, cluster: *cluster, source, value })
        })
        .collect();
    let (names, number_of) = numbered(known.iter().map(|record| record.value));
    let of = |value: &str| number_of[value];
    let counted = Counted { known: &known, number_of: &number_of, group_count: names.len(), between };
    let true_pairs = counted.touching(|record| record.truth);
    let found = counted.touching(|record| record.cluster);
    let both = counted.touching(|record| (record.truth, record.cluster));
    let mut groups: Vec<Group> = names
        .into_iter()
        .map(|value| Group { value, records: 0, true_pairs: 0, precision: None, recall: None })
        .collect();
    for record in &known {
        groups[of(record.value)].records += 1;
    }
    let share = |part: u64, whole: u64| (whole > 0).then(|| part as f64 / whole as f64);
    for (at, group) in groups.iter_mut().enumerate() {
        group.true_pairs = true_pairs[at];
        group.precision = share(both[at], found[at]);
        group.recall = share(both[at], true_pairs[at]);
    }
    groups.retain(|group| group.records > 0);
    let gap = gap(&groups);
    Some(GroupQuality { column, groups, gap })
}

/// A record whose truth is known.
struct Known<'v> {
    truth: u32,
    cluster: u32,
    source: usize,
    value: &'v str,
}

/// Whose pairs are counted, and which.
struct Counted<'k> {
    known: &'k [Known<'k>],
    /// The group of each value.
    number_of: &'k FxHashMap<&'k str, usize>,
    group_count: usize,
    between: bool,
}

impl Counted<'_> {
    /// How many pairs of records of one set touch each group, by each record's set.
    fn touching<S: Hash + Eq + Copy>(&self, set_of: impl Fn(&Known<'_>) -> S + Copy) -> Vec<u64> {
        let group_of = |record: &Known<'_>| self.number_of[record.value];
        let all = self.known.iter().map(|record| (set_of(record), group_of(record)));
        let all = touching(self.group_count, all);
        if !self.between {
            return all;
        }
        let inside = self.known.iter().map(|record| ((set_of(record), record.source), group_of(record)));
        let inside = touching(self.group_count, inside);
        all.into_iter().zip(inside).map(|(all, inside)| all - inside).collect()
    }
}

/// The value of each record.
fn values(tables: &[InputTable]) -> Vec<&str> {
    let rows = tables.iter().flat_map(|table| (0..table.row_count()).map(move |row| (table, row)));
    rows.map(|(table, row)| match &table.group {
        Some(column) if column.ids()[row] != NULL => column.text(row).unwrap_or(NONE),
        _ => NONE,
    })
    .collect()
}

/// The groups' names, the largest first, and each value's group.
fn numbered<'v>(values: impl Iterator<Item = &'v str>) -> (Vec<String>, FxHashMap<&'v str, usize>) {
    let mut counts: FxHashMap<&str, u64> = FxHashMap::default();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut sorted: Vec<(&str, u64)> = counts.into_iter().collect();
    sorted.sort_unstable_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(right.0)));
    let stands_alone = |value: &str, count: u64| value != NONE && count >= RECORDS_MIN;
    let alone: Vec<&str> = sorted
        .iter()
        .filter(|(value, count)| stands_alone(value, *count))
        .map(|(value, _)| *value)
        .take(GROUPS_MAX)
        .collect();
    let number_of = sorted.iter().map(|(value, _)| {
        let own = alone.iter().position(|known| known == value);
        let number = own.unwrap_or(if *value == NONE { alone.len() } else { alone.len() + 1 });
        (*value, number)
    });
    let number_of = number_of.collect();
    (alone.into_iter().chain([NONE, OTHERS]).map(str::to_owned).collect(), number_of)
}

/// How many pairs inside of sets touch each group, by the set and group of every record.
fn touching<S: Hash + Eq + Copy>(
    group_count: usize,
    records: impl Iterator<Item = (S, usize)> + Clone,
) -> Vec<u64> {
    let mut sizes: FxHashMap<S, u64> = FxHashMap::default();
    let mut own: FxHashMap<(S, usize), u64> = FxHashMap::default();
    for (set, group) in records {
        *sizes.entry(set).or_default() += 1;
        *own.entry((set, group)).or_default() += 1;
    }
    let pairs = |count: u64| count * count.saturating_sub(1) / 2;
    let mut touching = vec![0; group_count];
    for ((set, group), count) in own {
        // All pairs of the set but those without a record of the group.
        touching[group] += pairs(sizes[&set]) - pairs(sizes[&set] - count);
    }
    touching
}

fn gap(groups: &[Group]) -> Option<Gap> {
    let mut judged: Vec<(f64, &str)> = groups
        .iter()
        .filter(|group| group.value != OTHERS && group.records.min(group.true_pairs) >= JUDGED_MIN)
        .filter_map(|group| Some((group.recall?, group.value.as_str())))
        .collect();
    judged.sort_by(|left, right| left.0.total_cmp(&right.0));
    let (lowest, highest) = (judged.first()?, judged.last()?);
    (judged.len() > 1).then(|| Gap {
        highest: highest.1.to_owned(),
        lowest: lowest.1.to_owned(),
        recall: highest.0 - lowest.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_counts_for_the_group_of_either_record() {
        // Sets {a a b} and {b c}: three pairs and one.
        let records = [(1, 0), (1, 0), (1, 1), (2, 1), (2, 2)];
        assert_eq!(touching(3, records.into_iter()), [3, 3, 1]);
    }

    #[test]
    fn pairs_inside_of_a_table_do_not_count_where_only_others_were_to_be_found() {
        // One person: two records of table 0, of groups a and b, and one of table 1, of group a.
        let record = |source, value| Known { truth: 1, cluster: 1, source, value };
        let known = [record(0, "a"), record(0, "b"), record(1, "a")];
        let number_of = FxHashMap::from_iter([("a", 0), ("b", 1)]);
        let counted = |between| {
            let counted = Counted { known: &known, number_of: &number_of, group_count: 2, between };
            counted.touching(|record| record.truth)
        };
        assert_eq!(counted(false), [3, 2]);
        assert_eq!(counted(true), [2, 1]);
    }

    #[test]
    fn values_of_few_records_are_put_together() {
        let mut values = vec!["female"; 30];
        values.extend(["male"; 40]);
        values.extend(["x"; 3]);
        values.extend([NONE; 2]);
        let (names, number_of) = numbered(values.into_iter());
        assert_eq!(names, ["male", "female", NONE, OTHERS]);
        assert_eq!((number_of["female"], number_of["x"], number_of[NONE]), (1, 3, 2));
    }

    #[test]
    fn the_widest_gap_is_told_among_groups_that_can_be_judged() {
        let group = |value: &str, true_pairs, recall| Group {
            value: value.into(),
            records: if value == "e" { 99 } else { 100 },
            true_pairs,
            precision: Some(1.0),
            recall: Some(recall),
        };
        let groups = [
            group("a", 500, 0.9),
            group("b", 100, 0.75),
            group("c", 99, 0.1),
            group("d", 100, 0.8),
            group("e", 500, 0.2),
        ];
        let gap = gap(&groups).unwrap();
        assert_eq!((gap.highest.as_str(), gap.lowest.as_str()), ("a", "b"));
        assert!((gap.recall - 0.15).abs() < 1e-12);
        assert_eq!(super::gap(&groups[..1]), None);
    }
}
