//! Verdicts bind: what people said of two records stands above weights and vetoes, however the rest falls.

use link::cluster::cluster;
use link::score::ScoredPair;
use link::suspect::suspects;
use link::verdict::Verdict;
use proptest::prelude::*;

use super::clusters::{options, pair, slowly_from};

fn same(left: u32, right: u32) -> Verdict {
    Verdict { left, right, same: true }
}

fn different(left: u32, right: u32) -> Verdict {
    Verdict { left, right, same: false }
}

fn of(row_count: usize, pairs: &[ScoredPair], verdicts: &[Verdict]) -> Vec<u32> {
    let sources = vec![0; row_count];
    cluster(row_count, pairs, &options(&sources).with_verdicts(verdicts)).cluster_of
}

#[test]
fn same_puts_together_what_no_rule_made_a_pair_of() {
    assert_eq!(of(4, &[], &[same(0, 3)]), [0, 1, 2, 0]);
    assert_eq!(of(3, &[pair(0, 1, -20.0)], &[same(1, 0)]), [0, 0, 1]);
}

#[test]
fn different_keeps_apart_every_two_groups_that_hold_the_pair() {
    let pairs = [pair(0, 1, 12.0), pair(2, 3, 11.0), pair(0, 2, 9.0), pair(0, 3, 8.0), pair(1, 2, 8.0)];
    assert_eq!(of(4, &pairs, &[different(1, 3)]), [0, 0, 1, 1]);
    assert_eq!(of(4, &pairs, &[different(0, 1)]), [0, 1, 0, 0]);
}

#[test]
fn what_a_veto_forbade_and_a_verdict_joined_is_told_and_holds_both_values() {
    let pairs = [pair(0, 1, 20.0), pair(1, 2, 15.0), pair(0, 2, 15.0), pair(0, 3, 9.0), pair(2, 3, 9.0)];
    let sources = [0; 4];
    let values = [7, 0, 8, 9];
    let verdicts = [same(0, 2)];
    let mut options = options(&sources).with_verdicts(&verdicts);
    options.one_value = vec![values.as_slice().into()];
    let clusters = cluster(4, &pairs, &options);
    assert_eq!(clusters.cluster_of, [0, 0, 0, 1], "a third value is still kept out");
    assert_eq!(clusters.verdicts.overridden, [(0, 2)]);
    let values = [7, 0, 8, 8];
    options.one_value = vec![values.as_slice().into()];
    assert_eq!(cluster(4, &pairs, &options).cluster_of, [0, 0, 0, 0]);
}

#[test]
fn one_record_a_source_gives_way_to_a_verdict() {
    let sources = [0, 1, 1];
    let verdicts = [same(1, 2)];
    let pairs = [pair(0, 1, 20.0), pair(0, 2, 15.0)];
    let mut options = options(&sources).with_verdicts(&verdicts);
    options.clustering.one_per_source = true;
    let clusters = cluster(3, &pairs, &options);
    assert_eq!(clusters.cluster_of, [0, 0, 0]);
    assert_eq!(clusters.verdicts.overridden, [(1, 2)]);
}

#[test]
fn a_source_free_of_duplicates_gives_way_to_a_verdict_and_to_no_weight_beside_it() {
    let sources = [0, 1, 1, 1];
    let verdicts = [same(1, 2)];
    let pairs = [pair(0, 1, 20.0), pair(0, 2, 15.0), pair(0, 3, 25.0), pair(1, 3, 25.0), pair(2, 3, 25.0)];
    let mut options = options(&sources).with_verdicts(&verdicts);
    options.duplicate_free = vec![false, true];
    let clusters = cluster(4, &pairs, &options);
    assert_eq!(clusters.verdicts.overridden, [(1, 2)]);
    assert_eq!(clusters.cluster_of, [0, 1, 1, 0], "a third record of the source is kept out of both");
    let found = suspects(&pairs, &clusters, &options);
    assert_eq!((found[0].row, found[0].overridden_count, found[0].repeated_count), (1, 1, 1));
}

#[test]
fn contradicting_verdicts_are_told_and_the_different_stands() {
    let verdicts = [same(0, 1), same(1, 2), different(0, 2)];
    let pairs = [pair(0, 1, 9.0), pair(0, 2, 9.0), pair(1, 2, 8.0)];
    let clusters = cluster(3, &pairs, &options(&[0; 3]).with_verdicts(&verdicts));
    assert_eq!(clusters.cluster_of, [0, 0, 1]);
    assert_eq!(clusters.verdicts.contradicted, [(1, 2)]);
    assert_eq!(clusters.verdicts.forbidden_count, 1);
}

/// Takes each `same`, those on pairs that weigh most first, where the groups so far hold no pair apart: plainly right, and
/// slow.
fn joined_slowly(
    row_count: u32,
    pairs: &[ScoredPair],
    said: &[(u32, u32)],
    apart: &[(u32, u32)],
) -> (Vec<Vec<u32>>, Vec<(u32, u32)>) {
    let weight = |rows: &(u32, u32)| {
        let found = pairs.iter().find(|pair| (pair.left, pair.right) == *rows);
        found.map_or(f32::NEG_INFINITY, |pair| pair.weight)
    };
    let mut order = said.to_vec();
    order.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.cmp(b)));
    let mut groups: Vec<Vec<u32>> = (0..row_count).map(|row| vec![row]).collect();
    let mut contradicted = Vec::new();
    for (left, right) in order {
        let at = |row| groups.iter().position(|group| group.contains(&row)).unwrap();
        let (a, b) = (at(left), at(right));
        let all: Vec<u32> = groups[a].iter().chain(&groups[b]).copied().collect();
        if apart.iter().any(|(x, y)| all.contains(x) && all.contains(y)) {
            contradicted.push((left, right));
        } else if a != b {
            let gone = groups.remove(a.max(b));
            groups[a.min(b)].extend(gone);
        }
    }
    contradicted.sort_unstable();
    (groups, contradicted)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn verdicts_bind_as_in_the_slow_twin_in_any_order(
        weights in proptest::collection::vec(proptest::option::weighted(0.5, -60_i32..160), 45),
        words in proptest::collection::vec(prop_oneof![8 => Just(None), 2 => any::<bool>().prop_map(Some)], 45),
        start in 0_usize..45,
    ) {
        let rows: Vec<(u32, u32)> =
            (0..10_u32).flat_map(|left| (left + 1..10).map(move |right| (left, right))).collect();
        let made = rows.iter().zip(&weights).enumerate().filter_map(|(place, ((left, right), weight))| {
            weight.map(|weight| pair(*left, *right, weight as f32 / 10.0 + place as f32 * 0.001_7))
        });
        let mut pairs: Vec<ScoredPair> = made.collect();
        let said = |wanted: bool| -> Vec<(u32, u32)> {
            rows.iter().zip(&words).filter(|(_, word)| **word == Some(wanted)).map(|(rows, _)| *rows).collect()
        };
        let (together, apart) = (said(true), said(false));
        let mut verdicts: Vec<Verdict> = together.iter().map(|(left, right)| same(*left, *right)).collect();
        verdicts.extend(apart.iter().map(|(left, right)| different(*right, *left)));
        let (groups, contradicted) = joined_slowly(10, &pairs, &together, &apart);
        let expected = slowly_from(groups, &pairs, &apart);
        let turn = start.min(pairs.len());
        pairs.rotate_left(turn);
        let turn = start.min(verdicts.len());
        verdicts.rotate_left(turn);
        let clusters = cluster(10, &pairs, &options(&[0; 10]).with_verdicts(&verdicts));
        prop_assert_eq!(&clusters.verdicts.contradicted, &contradicted);
        let of = |row: u32| clusters.cluster_of[row as usize];
        for (left, right) in &apart {
            prop_assert_ne!(of(*left), of(*right));
        }
        for (left, right) in together.iter().filter(|rows| !contradicted.contains(rows)) {
            prop_assert_eq!(of(*left), of(*right));
        }
        prop_assert_eq!(&clusters.cluster_of, &expected);
    }
}
