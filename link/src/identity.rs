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

/// Gives each cluster an id, the old one where most of an entity's records are still together.
///
/// Shape: `previous` is (record, entity), sorted by record; `records` has the record id of each row of `clusters`.
pub fn carry_over(_previous: &[(u64, u64)], _records: &[u64], _clusters: &Clusters, next_id: u64) -> Carried {
    Carried { next_id, ..Carried::default() }
}
