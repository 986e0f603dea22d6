//! Clusters grow by average linkage, and only where the records allow it.

use link::cluster::{ClusterOptions, Clusters, cluster};
use link::model::{Clustering, Model};
use link::score::{NO_RULE, ScoredPair};
use link::table::{Column, Table};
use link::veto::{Veto, vetoes};
use proptest::prelude::*;
use standardise::record::Entity;

pub(super) fn pair(left: u32, right: u32, weight: f32) -> ScoredPair {
    ScoredPair { left, right, weight, rule: 0, pattern: 0 }
}

pub(super) fn options(sources: &[u16]) -> ClusterOptions<'_> {
    let clustering =
        Clustering { link_bits: 4.0, mean_bits: 1.0, unscored_bits: -3.0, ..Clustering::default() };
    ClusterOptions {
        clustering,
        prior_bits: -10.0,
        one_value: Vec::new(),
        told: vec![0; sources.len()].into(),
        sources: sources.into(),
        duplicate_free: Vec::new(),
        alarm_size: 50,
        verdicts: &[],
    }
}

fn of(row_count: usize, pairs: &[ScoredPair]) -> Vec<u32> {
    cluster(row_count, pairs, &options(&vec![0; row_count])).cluster_of
}

#[test]
fn a_chain_is_cut_at_its_weakest_pair() {
    let pairs = [pair(0, 1, 12.0), pair(1, 2, 5.0), pair(2, 3, 11.0)];
    assert_eq!(of(5, &pairs), [0, 0, 1, 1, 2]);
}

#[test]
fn a_pair_has_to_convince_whatever_the_mean() {
    assert_eq!(of(2, &[pair(0, 1, 3.9)]), [0, 1]);
    assert_eq!(of(3, &[pair(0, 1, 9.0), pair(0, 2, 3.9), pair(1, 2, 3.9)]), [0, 0, 1]);
    assert_eq!(of(3, &[pair(0, 1, 9.0), pair(0, 2, 4.0), pair(1, 2, -1.9)]), [0, 0, 0]);
}

#[test]
fn two_groups_come_together_where_most_pairs_between_them_agree() {
    let pairs = [pair(0, 1, 12.0), pair(2, 3, 11.0), pair(0, 2, 9.0), pair(0, 3, 8.0), pair(1, 2, 8.0)];
    assert_eq!(of(4, &pairs), [0, 0, 0, 0]);
}

#[test]
fn pair_that_no_rule_made_counts_only_as_its_own_values_speak_against_it() {
    let beside = |weight: f32| {
        let beside = ScoredPair { rule: NO_RULE, ..pair(1, 2, weight) };
        cluster(3, &[pair(0, 1, 9.0), pair(0, 2, 4.0), beside], &options(&[0; 3])).cluster_of
    };
    // Nothing known of it: as rare as any pair.
    assert_eq!(beside(-10.0), [0, 0, 0]);
    assert_eq!(beside(-11.9), [0, 0, 0]);
    assert_eq!(beside(-13.0), [0, 0, 1]);
}

#[test]
fn different_values_of_a_column_keep_records_apart() {
    let pairs = [pair(0, 1, 20.0), pair(1, 2, 15.0), pair(0, 2, 15.0)];
    let sources = [0; 3];
    let values = [7, 0, 8];
    let mut options = options(&sources);
    options.one_value = vec![values.as_slice().into()];
    let Clusters { cluster_of, forbidden_count, .. } = cluster(3, &pairs, &options);
    assert_eq!(cluster_of, [0, 0, 1]);
    assert_eq!(forbidden_count, 1);
}

#[test]
fn one_record_a_source_where_asked() {
    let pairs = [pair(0, 1, 20.0), pair(1, 2, 15.0), pair(0, 2, 15.0)];
    let sources = [0, 1, 1];
    let mut options = options(&sources);
    assert_eq!(cluster(3, &pairs, &options).cluster_of, [0, 0, 0]);
    options.clustering.one_per_source = true;
    assert_eq!(cluster(3, &pairs, &options).cluster_of, [0, 0, 1]);
}

#[test]
fn one_record_of_a_source_that_is_free_of_duplicates_and_any_number_of_the_others() {
    // Two records of source 0 and two of source 1, all of them alike; the best pair across sources wins.
    let pairs = [
        pair(0, 1, 20.0),
        pair(2, 3, 20.0),
        pair(0, 2, 12.0),
        pair(0, 3, 11.0),
        pair(1, 2, 15.0),
        pair(1, 3, 14.0),
    ];
    let sources = [0, 0, 1, 1];
    let mut options = options(&sources);
    assert_eq!(cluster(4, &pairs, &options).cluster_of, [0, 0, 0, 0]);
    options.duplicate_free = vec![true, false];
    let clusters = cluster(4, &pairs, &options);
    assert_eq!(clusters.cluster_of, [0, 1, 1, 1], "source 1 may have both its records in one");
    assert!(clusters.forbidden_count > 0);
    options.duplicate_free = vec![true, true];
    assert_eq!(cluster(4, &pairs, &options).cluster_of, [0, 1, 1, 0]);
    assert_eq!([0, 1, 2].map(|source| options.is_duplicate_free(source)), [true, true, false]);
}

#[test]
fn a_model_says_by_name_which_sources_are_free_of_duplicates() {
    let model =
        Model::built_in(Entity::Person).with_duplicate_free(["register".to_owned(), "rolls".to_owned()]);
    assert_eq!(Model::parse(&model.to_toml()).unwrap(), model);
    let mut ids = Column::new("nhs_number");
    for id in ["9434765919", "9434765870", "9434765919"] {
        ids.push(Some(id));
    }
    let table = Table::from_columns(vec![0, 1, 1], vec![ids]).unwrap();
    assert_eq!(vetoes(&table, &model, 1, 2), [Veto::Column("nhs_number".into())], "nobody named the sources");
    let table = table.with_source_names(vec!["library".into(), "register".into()]);
    let options = ClusterOptions::new(&model, &table);
    assert_eq!(options.duplicate_free, [false, true]);
    assert_eq!(vetoes(&table, &model, 0, 2), []);
    assert_eq!(
        vetoes(&table, &model, 2, 1),
        [Veto::Column("nhs_number".into()), Veto::Source("register".into())]
    );
    assert_eq!(table.select(&[0, 2]).source_names(), table.source_names());
}

#[test]
fn clusters_are_counted() {
    let pairs = [pair(0, 3, 9.0), pair(1, 2, 9.0)];
    let sources = [0; 5];
    let mut options = options(&sources);
    options.alarm_size = 1;
    let clusters = cluster(5, &pairs, &options);
    assert_eq!(clusters.cluster_of, [0, 1, 1, 0, 2]);
    assert_eq!((clusters.cluster_count, clusters.largest, clusters.alarm_count), (3, 2, 2));
    assert_eq!(clusters.sizes, [(1, 1), (2, 2)]);
}

#[test]
fn records_that_tell_less_bring_none_together_that_tell_themselves_apart() {
    // Father and son of one name at one home; the record in the middle has no birth date.
    let pairs = [pair(0, 1, 9.0), pair(1, 2, 8.0), pair(0, 2, -3.0)];
    let sources = [0; 3];
    let clusters = |told: &'static [u8]| {
        cluster(3, &pairs, &ClusterOptions { told: told.into(), ..options(&sources) }).cluster_of
    };
    assert_eq!(clusters(&[0, 0, 0]), [0, 0, 0]);
    assert_eq!(clusters(&[1, 0, 1]), [0, 0, 1]);
    // What each has and the other lacks tells nothing of them.
    assert_eq!(clusters(&[1, 0, 2]), [0, 0, 0]);
}

fn slowly(row_count: usize, pairs: &[ScoredPair]) -> Vec<u32> {
    slowly_from((0..row_count as u32).map(|row| vec![row]).collect(), pairs, &[])
}

/// Average linkage over all groups, again and again, where no two rows apart may come together: plainly right, and slow.
pub(super) fn slowly_from(groups: Vec<Vec<u32>>, pairs: &[ScoredPair], apart: &[(u32, u32)]) -> Vec<u32> {
    let told = vec![0; groups.iter().map(Vec::len).sum()];
    slowly_told(groups, pairs, apart, &told)
}

/// As [`slowly_from`], where the pairs of which both rows have a telling part must do by themselves.
fn slowly_told(
    mut groups: Vec<Vec<u32>>,
    pairs: &[ScoredPair],
    apart: &[(u32, u32)],
    told: &[u8],
) -> Vec<u32> {
    let row_count = groups.iter().map(Vec::len).sum();
    let weight = |a: u32, b: u32| {
        let found = pairs.iter().find(|pair| (pair.left, pair.right) == (a.min(b), a.max(b)));
        found.map_or(-3.0, |pair| f64::from(pair.weight))
    };
    loop {
        let mut best: Option<(f64, usize, usize)> = None;
        for a in 0..groups.len() {
            for b in a + 1..groups.len() {
                let mut all = groups[a].clone();
                all.extend(&groups[b]);
                if apart.iter().any(|(x, y)| all.contains(x) && all.contains(y)) {
                    continue;
                }
                let across = groups[a].iter().flat_map(|x| groups[b].iter().map(move |y| (*x, *y)));
                let across: Vec<(u32, u32)> = across.collect();
                let weights: Vec<f64> = across.iter().map(|(x, y)| weight(*x, *y)).collect();
                let mean = weights.iter().sum::<f64>() / weights.len() as f64;
                let speaks_against = |bit: u8| {
                    let tells = |row: u32| told[row as usize] >> bit & 1 == 1;
                    let both = across.iter().zip(&weights).filter(|((x, y), _)| tells(*x) && tells(*y));
                    both.map(|(_, weight)| weight - 1.0).sum::<f64>() < 0.0
                };
                if (0..6).any(speaks_against) {
                    continue;
                }
                let convinces = weights.iter().any(|weight| *weight >= 4.0);
                if convinces && mean >= 1.0 && best.is_none_or(|(most, ..)| mean > most) {
                    best = Some((mean, a, b));
                }
            }
        }
        let Some((_, a, b)) = best else { break };
        let gone = groups.remove(b);
        groups[a].extend(gone);
    }
    let mut cluster_of = vec![0; row_count];
    groups.sort_by_key(|group| group.iter().min().copied());
    for (number, group) in groups.iter().enumerate() {
        group.iter().for_each(|row| cluster_of[*row as usize] = number as u32);
    }
    cluster_of
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn clusters_are_those_of_the_slow_twin_in_any_order_of_pairs(
        weights in proptest::collection::vec(proptest::option::weighted(0.5, -60_i32..160), 45),
        start in 0_usize..45,
        told in proptest::collection::vec(0_u8..4, 10),
    ) {
        let rows = (0..10_u32).flat_map(|left| (left + 1..10).map(move |right| (left, right)));
        // No two weights alike, so that no two means are but by a freak.
        let made = rows.zip(&weights).enumerate().filter_map(|(place, ((left, right), weight))| {
            weight.map(|weight| pair(left, right, weight as f32 / 10.0 + place as f32 * 0.001_7))
        });
        let mut pairs: Vec<ScoredPair> = made.collect();
        let expected = slowly(10, &pairs);
        prop_assert_eq!(&of(10, &pairs), &expected);
        let alone = (0..10).map(|row| vec![row]).collect();
        let sources = [0; 10];
        let of_told = |pairs: &[ScoredPair]| {
            let options = ClusterOptions { told: told.as_slice().into(), ..options(&sources) };
            cluster(10, pairs, &options).cluster_of
        };
        let expected_told = slowly_told(alone, &pairs, &[], &told);
        prop_assert_eq!(&of_told(&pairs), &expected_told);
        let turn = start.min(pairs.len());
        pairs.rotate_left(turn);
        prop_assert_eq!(&of(10, &pairs), &expected);
        prop_assert_eq!(&of_told(&pairs), &expected_told);
    }
}
