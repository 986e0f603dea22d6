//! Pairs to be read: the telling ones, none twice, and a sample that stands for all.

use link::cluster::{ClusterOptions, cluster};
use link::review::{Reason, ReviewOptions, ReviewPair, band_count, choose};
use link::score::ScoredPair;
use link::suspect::suspects;
use link::verdict::Verdict;
use rustc_hash::FxHashSet;

use super::clusters::{options, pair};

const OPTIONS: ReviewOptions =
    ReviewOptions { count: 100, seed: 1, band_bits: (-2.0, 6.0), margin_bits: 2.0, one_each: false };

fn read(
    row_count: usize,
    pairs: &[ScoredPair],
    records: &ClusterOptions<'_>,
    options: &ReviewOptions,
) -> Vec<ReviewPair> {
    choose(pairs, &cluster(row_count, pairs, records), records, &FxHashSet::default(), options)
}

fn reason_of(chosen: &[ReviewPair], left: u32, right: u32) -> Option<Reason> {
    chosen.iter().find(|read| (read.pair.left, read.pair.right) == (left, right)).map(|read| read.reason)
}

/// Two rows for each pair, of weights from -6 to 30 bits, most of them low.
fn spread_out(count: u32) -> Vec<ScoredPair> {
    (0..count)
        .map(|number| {
            let share = f64::from(number) / f64::from(count);
            pair(2 * number, 2 * number + 1, (-6.0 + 36.0 * share.powi(4)) as f32)
        })
        .collect()
}

#[test]
fn pairs_nearest_to_the_threshold_come_first() {
    let pairs = spread_out(4_000);
    let chosen = read(8_000, &pairs, &options(&[0; 8_000]), &OPTIONS);
    assert_eq!(chosen.len(), 100);
    let near: Vec<f64> = chosen
        .iter()
        .filter(|read| read.reason == Reason::Threshold)
        .map(|read| (f64::from(read.pair.weight) - 4.0).abs())
        .collect();
    assert_eq!(near.len(), 30);
    let farthest = near.iter().copied().fold(0.0, f64::max);
    let nearer = pairs.iter().filter(|pair| (f64::from(pair.weight) - 4.0).abs() < farthest).count();
    assert_eq!(nearer, 29);
}

#[test]
fn the_sample_stands_for_all_pairs_and_is_drawn_by_the_seed() {
    let pairs = spread_out(4_000);
    let sources = [0; 8_000];
    let chosen = read(8_000, &pairs, &options(&sources), &OPTIONS);
    let stands_for: f64 = chosen.iter().map(|read| read.sampling_weight).sum();
    assert!((stands_for - 4_000.0).abs() < 1e-6, "{stands_for}");
    assert!(
        chosen.iter().any(|read| read.pair.weight > 24.0)
            && chosen.iter().any(|read| read.pair.weight < -4.0)
    );
    assert_eq!(read(8_000, &pairs, &options(&sources), &OPTIONS), chosen);
    let other = ReviewOptions { seed: 2, ..OPTIONS };
    assert_ne!(read(8_000, &pairs, &options(&sources), &other), chosen);
}

#[test]
fn few_pairs_are_all_read_and_those_read_before_are_left_out() {
    let pairs = spread_out(40);
    let records = [0; 80];
    let records = options(&records);
    let clusters = cluster(80, &pairs, &records);
    assert_eq!(read(80, &pairs, &records, &OPTIONS).len(), 40);
    let known: FxHashSet<(u32, u32)> = pairs[..39].iter().map(|pair| (pair.left, pair.right)).collect();
    let chosen = choose(&pairs, &clusters, &records, &known, &OPTIONS);
    assert_eq!(chosen.len(), 1);
    assert_eq!(chosen[0].pair, pairs[39]);
    let in_band = pairs.iter().filter(|pair| (-2.0..=6.0).contains(&pair.weight)).count() as u64;
    assert_eq!(band_count(&pairs, &FxHashSet::default(), OPTIONS.band_bits), in_band);
    assert_eq!(band_count(&pairs, &known, OPTIONS.band_bits), 0);
}

#[test]
fn two_candidates_as_good_as_each_other_are_both_read() {
    let sources = [0, 1, 1, 1];
    let mut records = options(&sources);
    records.clustering.one_per_source = true;
    let pairs = [pair(0, 1, 12.0), pair(0, 2, 11.0), pair(0, 3, 9.0)];
    let options = ReviewOptions { one_each: true, ..OPTIONS };
    let chosen = read(4, &pairs, &records, &options);
    assert_eq!(reason_of(&chosen, 0, 1), Some(Reason::Margin));
    assert_eq!(reason_of(&chosen, 0, 2), Some(Reason::Margin));
    assert_ne!(reason_of(&chosen, 0, 3), Some(Reason::Margin));
    let clear = [pair(0, 1, 12.0), pair(0, 2, 9.0)];
    assert_ne!(reason_of(&read(4, &clear, &records, &options), 0, 1), Some(Reason::Margin));
}

#[test]
fn a_source_free_of_duplicates_has_one_right_candidate_and_the_others_may_have_more() {
    // Row 0 is of source 0; its candidates are two of source 1 and two of source 2.
    let sources = [0, 1, 1, 2, 2];
    let mut records = options(&sources);
    let pairs = [pair(0, 1, 12.0), pair(0, 2, 11.0), pair(0, 3, 12.0), pair(0, 4, 11.0)];
    assert!(read(5, &pairs, &records, &OPTIONS).iter().all(|read| read.reason != Reason::Margin));
    records.duplicate_free = vec![false, true, false];
    let chosen = read(5, &pairs, &records, &OPTIONS);
    let reasons = [1, 2, 3, 4].map(|right| reason_of(&chosen, 0, right) == Some(Reason::Margin));
    assert_eq!(reasons, [true, true, false, false]);
}

#[test]
fn bridges_vetoes_and_large_clusters_are_read_and_suspected() {
    // Two triangles on one pair; two rows that a veto parts; a pair.
    let pairs = [
        pair(0, 1, 12.0),
        pair(0, 2, 12.5),
        pair(1, 2, 13.0),
        pair(2, 3, 25.0),
        pair(3, 4, 11.0),
        pair(3, 5, 11.5),
        pair(4, 5, 11.7),
        pair(6, 7, 30.0),
        pair(8, 9, 9.0),
    ];
    let sources = [0; 10];
    let values = [0, 0, 0, 0, 0, 0, 7, 8, 0, 0];
    let mut records = options(&sources);
    records.clustering.mean_bits = -5.0;
    records.one_value = vec![values.as_slice().into()];
    let chosen = read(10, &pairs, &records, &OPTIONS);
    assert_eq!(reason_of(&chosen, 2, 3), Some(Reason::Bridge));
    assert_eq!(reason_of(&chosen, 6, 7), Some(Reason::Veto));
    let clusters = cluster(10, &pairs, &records);
    let found = suspects(&pairs, &clusters, &records);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].row, found[0].record_count, found[0].bridge_count), (0, 6, 1));

    let verdicts = [Verdict { left: 7, right: 6, same: true }, Verdict { left: 2, right: 3, same: true }];
    let records = ClusterOptions { alarm_size: 1, ..records.with_verdicts(&verdicts) };
    let clusters = cluster(10, &pairs, &records);
    let found = suspects(&pairs, &clusters, &records);
    assert_eq!((found[0].row, found[0].overridden_count, found[0].differing_count), (6, 1, 1));
    assert_eq!((found[1].row, found[1].bridge_count, found[1].is_large), (0, 0, true));
    assert_eq!(reason_of(&read(10, &pairs, &records, &OPTIONS), 8, 9), Some(Reason::Crowd));
}
