//! Who lives together now: the people whose current home is one and the same.

use super::{Residence, State, When};

/// The people of one home, as far as it is their current one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Household {
    /// The home.
    pub home: u32,
    /// The people, ascending.
    pub people: Vec<u64>,
    /// Since when they have all lived there: the latest beginning, where every one is known.
    pub since: Option<When>,
}

/// The households of today, by home. A home that is only contested, open or past keeps nobody together.
///
/// Shape: `residences` in any order, a person and home once.
pub fn households(residences: &[Residence]) -> Vec<Household> {
    let is_current = |residence: &&Residence| residence.state == State::Current;
    let mut current: Vec<(u32, u64, Option<When>)> = residences
        .iter()
        .filter(is_current)
        .map(|residence| (residence.home, residence.entity, residence.from))
        .collect();
    current.sort_unstable();
    let together = current.chunk_by(|a, b| a.0 == b.0).map(|people| Household {
        home: people[0].0,
        people: people.iter().map(|(_, person, _)| *person).collect(),
        since: people
            .iter()
            .map(|(_, _, from)| *from)
            .collect::<Option<Vec<When>>>()
            .into_iter()
            .flatten()
            .max(),
    });
    together.collect()
}
