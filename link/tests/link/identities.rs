//! Ids stay with most of an entity's records, are never given twice, and every change is told.

use std::collections::{BTreeMap, BTreeSet};

use link::cluster::Clusters;
use link::identity::{Carried, IdentityEvent, carry_over};
use proptest::prelude::*;

fn clusters(cluster_of: &[u32]) -> Clusters {
    Clusters {
        cluster_of: cluster_of.to_vec(),
        cluster_count: cluster_of.iter().max().map_or(0, |last| last + 1),
        ..Clusters::default()
    }
}

#[test]
fn the_first_time_all_are_new() {
    let carried = carry_over(&[], &[10, 11, 12], &clusters(&[0, 1, 0]), 1);
    assert_eq!(carried.entity_of, [1, 2, 1]);
    assert_eq!(carried.next_id, 3);
    assert_eq!(carried.events, [IdentityEvent::Created { entity: 1 }, IdentityEvent::Created { entity: 2 }]);
}

#[test]
fn merges_splits_moves_and_ends_are_told() {
    // Entity 1 has records 1 to 4, entity 2 has 5 and 6, entity 3 has 7, entity 4 has 8 and 9.
    let previous = [(1, 1), (2, 1), (3, 1), (4, 1), (5, 2), (6, 2), (7, 3), (8, 4), (9, 4)];
    // 1, 2 and 3 stay; 4 goes its own way; 5 and 6 join 9; 7 is gone; 8 stays; 20 is new.
    let records = [1, 2, 3, 4, 5, 6, 8, 9, 20];
    let carried = carry_over(&previous, &records, &clusters(&[0, 0, 0, 1, 2, 2, 3, 2, 4]), 5);
    assert_eq!(carried.entity_of, [1, 1, 1, 5, 2, 2, 4, 2, 6]);
    assert_eq!(
        carried.events,
        [
            IdentityEvent::Created { entity: 6 },
            IdentityEvent::Split { from: 1, into: 5 },
            IdentityEvent::Moved { from: 4, into: 2, record_count: 1 },
            IdentityEvent::Ended { entity: 3 },
        ]
    );
    assert_eq!(carried.next_id, 7);
}

#[test]
fn the_larger_entity_gives_its_id_to_a_merger() {
    let carried = carry_over(&[(1, 8), (2, 9), (3, 9)], &[1, 2, 3], &clusters(&[0, 0, 0]), 10);
    assert_eq!(carried.entity_of, [9, 9, 9]);
    assert_eq!(carried.events, [IdentityEvent::Merged { from: 8, into: 9 }]);
}

/// The entities of records by id.
fn members(records: &[u64], entity_of: &[u64]) -> BTreeMap<u64, BTreeSet<u64>> {
    let mut members: BTreeMap<u64, BTreeSet<u64>> = BTreeMap::new();
    for (record, entity) in records.iter().zip(entity_of) {
        members.entry(*entity).or_default().insert(*record);
    }
    members
}

fn check(previous: &[(u64, u64)], records: &[u64], clusters: &Clusters, next_id: u64, carried: &Carried) {
    let (old_records, old_entities): (Vec<u64>, Vec<u64>) = previous.iter().copied().unzip();
    let (old, new) = (members(&old_records, &old_entities), members(records, &carried.entity_of));
    assert_eq!(new.len(), clusters.cluster_count as usize, "one id a cluster");
    for (entity, rows) in &new {
        assert!(old.contains_key(entity) || *entity >= next_id, "an id is an old one or a fresh one");
        assert!(*entity < carried.next_id);
        if let Some(before) = old.get(entity) {
            assert!(!before.is_disjoint(rows), "an id stays with records it had");
        }
    }
    for (entity, before) in &old {
        for (other, after) in &new {
            let kept = before.intersection(after).count();
            let rivals = old.iter().filter(|(rival, _)| *rival != entity);
            let most_claimed = rivals.map(|(_, rival)| rival.intersection(after).count()).max().unwrap_or(0);
            if 2 * kept > before.len() && kept > most_claimed {
                assert_eq!(entity, other, "an entity keeps its id while most of its records stay together");
            }
        }
    }
    let told: BTreeSet<u64> = carried
        .events
        .iter()
        .filter_map(|event| match event {
            IdentityEvent::Merged { from, .. } => Some(*from),
            IdentityEvent::Ended { entity } => Some(*entity),
            _ => None,
        })
        .collect();
    let gone: BTreeSet<u64> = old.keys().filter(|entity| !new.contains_key(entity)).copied().collect();
    assert_eq!(told, gone, "every id that is no more is told");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn ids_hold_over_sequences_of_loads(
        loads in proptest::collection::vec(proptest::collection::vec((0_u64..24, 0_u32..9), 0..24), 1..6),
    ) {
        let mut previous: Vec<(u64, u64)> = Vec::new();
        let mut next_id = 1;
        let mut ended: BTreeSet<u64> = BTreeSet::new();
        for load in loads {
            let of_record: BTreeMap<u64, u32> = load.into_iter().collect();
            let records: Vec<u64> = of_record.keys().copied().collect();
            let mut numbers: BTreeMap<u32, u32> = BTreeMap::new();
            let dense = of_record.values().map(|cluster| {
                let next = numbers.len() as u32;
                *numbers.entry(*cluster).or_insert(next)
            });
            let clusters = clusters(&dense.collect::<Vec<u32>>());
            let carried = carry_over(&previous, &records, &clusters, next_id);
            check(&previous, &records, &clusters, next_id, &carried);
            prop_assert!(carried.entity_of.iter().all(|entity| !ended.contains(entity)), "no id comes back");
            for (_, entity) in &previous {
                if !carried.entity_of.contains(entity) {
                    ended.insert(*entity);
                }
            }
            next_id = carried.next_id;
            previous = records.into_iter().zip(carried.entity_of).collect();
        }
    }
}
