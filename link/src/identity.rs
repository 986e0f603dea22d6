//! Keeps an entity's id over time: carries ids over from the last linkage to this one.

use crate::cluster::Clusters;

/// What happened to an entity's identity between two linkages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum IdentityEvent {
    /// A new entity: none of its records was known.
    Created {
        /// Its id.
        entity: u64,
    },
    /// Records of one entity went over to another that goes on, and the first is no more.
    Merged {
        /// The entity that is no more.
        from: u64,
        /// The entity that has its records now.
        into: u64,
    },
    /// Part of an entity's records became an entity of their own.
    Split {
        /// The entity that goes on with the rest.
        from: u64,
        /// The new entity.
        into: u64,
    },
    /// A part of an entity's records went over to another; both go on.
    Moved {
        /// The entity that lost them.
        from: u64,
        /// The entity that has them now.
        into: u64,
        /// How many.
        record_count: u32,
    },
    /// An entity is no more: none of its records is left.
    Ended {
        /// Its id.
        entity: u64,
    },
}

/// Ids carried over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Carried {
    /// The entity of each record, in the order the records were given.
    pub entity_of: Vec<u64>,
    /// What happened, sorted.
    pub events: Vec<IdentityEvent>,
    /// The next id that has never been used.
    pub next_id: u64,
}

/// Gives each cluster an id: the old one where most of an entity's records are still together, else a new one.
///
/// Where several clusters have a claim to an id, or several ids to a cluster, the most records win, then the lower id and
/// the lower cluster. Ids that are not given on are told as merged or ended, and are never given again.
///
/// Shape: `previous` is (record, entity), sorted by record; `records` has the record id of each row of `clusters`.
pub fn carry_over(previous: &[(u64, u64)], records: &[u64], clusters: &Clusters, next_id: u64) -> Carried {
    let shares = Shares::count(previous, records, clusters);
    let cluster_count = clusters.cluster_count as usize;
    let kept_by = shares.give_ids_on(cluster_count);
    let mut next_id = previous.iter().map(|(_, entity)| entity + 1).fold(next_id, u64::max);
    let mut id_of: Vec<u64> = Vec::with_capacity(cluster_count);
    for kept in &kept_by {
        id_of.push(kept.unwrap_or(next_id));
        next_id += u64::from(kept.is_none());
    }
    let mut events = shares.events(&kept_by, &id_of);
    events.sort_unstable();
    let entity_of = clusters.cluster_of.iter().map(|cluster| id_of[*cluster as usize]);
    Carried { entity_of: entity_of.collect(), events, next_id }
}

/// How the records of the entities before are spread over the clusters now.
struct Shares {
    /// (entity, cluster, records), sorted.
    shares: Vec<(u64, u32, u32)>,
    /// All entities before, sorted, each once.
    entities: Vec<u64>,
}

impl Shares {
    fn count(previous: &[(u64, u64)], records: &[u64], clusters: &Clusters) -> Self {
        let entity_of = |record: &u64| {
            let place = previous.binary_search_by_key(record, |(record, _)| *record).ok()?;
            Some(previous[place].1)
        };
        let mut held: Vec<(u64, u32)> = records
            .iter()
            .zip(&clusters.cluster_of)
            .filter_map(|(record, cluster)| Some((entity_of(record)?, *cluster)))
            .collect();
        held.sort_unstable();
        let shares = held.chunk_by(|a, b| a == b).map(|equal| (equal[0].0, equal[0].1, equal.len() as u32));
        let mut entities: Vec<u64> = previous.iter().map(|(_, entity)| *entity).collect();
        entities.sort_unstable();
        entities.dedup();
        Self { shares: shares.collect(), entities }
    }

    /// The old id of each cluster, where it gets one.
    fn give_ids_on(&self, cluster_count: usize) -> Vec<Option<u64>> {
        let mut claims = self.shares.clone();
        claims.sort_unstable_by_key(|&(entity, cluster, count)| (std::cmp::Reverse(count), entity, cluster));
        let mut kept_by = vec![None; cluster_count];
        let mut is_given = vec![false; self.entities.len()];
        for (entity, cluster, _) in claims {
            let place = self.entities.partition_point(|known| *known < entity);
            if kept_by[cluster as usize].is_none() && !is_given[place] {
                kept_by[cluster as usize] = Some(entity);
                is_given[place] = true;
            }
        }
        kept_by
    }

    fn events(&self, kept_by: &[Option<u64>], id_of: &[u64]) -> Vec<IdentityEvent> {
        // The entity that most of a cluster's known records came from: a new cluster is split from it.
        let mut origin: Vec<Option<(u32, u64)>> = vec![None; id_of.len()];
        for &(entity, cluster, count) in &self.shares {
            let origin = &mut origin[cluster as usize];
            if origin.is_none_or(|(most, _)| count > most) {
                *origin = Some((count, entity));
            }
        }
        let mut events = Vec::new();
        for (cluster, id) in id_of.iter().enumerate() {
            match (kept_by[cluster], origin[cluster]) {
                (Some(_), _) => {}
                (None, None) => events.push(IdentityEvent::Created { entity: *id }),
                (None, Some((_, from))) => events.push(IdentityEvent::Split { from, into: *id }),
            }
        }
        let mut shares = self.shares.as_slice();
        for &entity in &self.entities {
            let count = shares.partition_point(|(of, ..)| *of <= entity);
            let (own, rest) = shares.split_at(count);
            shares = rest;
            self.events_of(entity, own, kept_by, id_of, &origin, &mut events);
        }
        events
    }
}

impl Shares {
    /// What happened to the records of one entity.
    fn events_of(
        &self,
        entity: u64,
        shares: &[(u64, u32, u32)],
        kept_by: &[Option<u64>],
        id_of: &[u64],
        origin: &[Option<(u32, u64)>],
        events: &mut Vec<IdentityEvent>,
    ) {
        let goes_on = shares.iter().any(|(_, cluster, _)| kept_by[*cluster as usize] == Some(entity));
        let most = shares.iter().max_by_key(|(_, cluster, count)| (*count, std::cmp::Reverse(*cluster)));
        let Some(&(_, heir, _)) = most else {
            events.push(IdentityEvent::Ended { entity });
            return;
        };
        for &(_, cluster, record_count) in shares {
            let into = id_of[cluster as usize];
            let is_split_off = kept_by[cluster as usize].is_none()
                && origin[cluster as usize].is_some_and(|(_, from)| from == entity);
            if into == entity || is_split_off {
                continue;
            }
            events.push(if !goes_on && cluster == heir {
                IdentityEvent::Merged { from: entity, into }
            } else {
                IdentityEvent::Moved { from: entity, into, record_count }
            });
        }
    }
}
