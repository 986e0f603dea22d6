//! Who lives where, compared with the known truth of it: `truth/residences.csv`, as `guildhall synth` writes it.

use std::path::Path;

use link::evaluate::PairQuality;
use link::residence::State;
use rustc_hash::{FxHashMap, FxHashSet};

use super::KeptResidence;
use crate::operations::OperationError;
use crate::summary::ResidenceQuality;

/// A true person at a UPRN.
type Stay = (u32, u64);

/// Quality of residences; nothing where the truth does not tell them or none are kept.
///
/// A person found is the true one that most of their records are of. A home without a UPRN is none that the truth knows.
///
/// Shape: `numbers` are of the true people by id; `members` has an entity and the true person for each record.
///
/// # Errors
/// [`OperationError::Truth`] with the line where the file is wrong.
pub fn evaluate(
    path: &Path,
    residences: &[KeptResidence],
    numbers: &FxHashMap<String, u32>,
    members: impl Iterator<Item = (u64, u32)> + Clone,
) -> Result<Option<ResidenceQuality>, OperationError> {
    if residences.is_empty() || !path.exists() {
        return Ok(None);
    }
    let with_records: FxHashSet<u32> = members.clone().map(|(_, person)| person).collect();
    let (now, ever) = read_truth(path, numbers, &with_records)?;
    let person_of = true_people(members);
    let quality = |states: &[State], truth: &FxHashSet<Stay>| {
        let told = residences.iter().filter(|it| states.iter().any(|state| state.name() == it.state));
        let (mut count, mut right) = (0, FxHashSet::default());
        for residence in told {
            let uprn = residence.home.uprn.as_deref().and_then(|uprn| uprn.parse().ok());
            let stay = person_of.get(&residence.entity).copied().zip(uprn);
            count += 1;
            right.extend(stay.filter(|stay| truth.contains(stay)));
        }
        PairQuality::of(right.len() as u64, count, truth.len() as u64).into()
    };
    Ok(Some(ResidenceQuality {
        now: quality(&[State::Current], &now),
        now_or_contested: quality(&[State::Current, State::Contested], &now),
        ever: quality(&[State::Current, State::Contested, State::Past, State::Open], &ever),
    }))
}

/// The true person of each entity: of most of its records, and of equals the first.
fn true_people(members: impl Iterator<Item = (u64, u32)>) -> FxHashMap<u64, u32> {
    let mut pairs: Vec<(u64, u32)> = members.collect();
    pairs.sort_unstable();
    let mut best: FxHashMap<u64, (usize, u32)> = FxHashMap::default();
    for same in pairs.chunk_by(|a, b| a == b) {
        let (entity, person) = same[0];
        let known = best.entry(entity).or_insert((0, person));
        if same.len() > known.0 {
            *known = (same.len(), person);
        }
    }
    best.into_iter().map(|(entity, (_, person))| (entity, person)).collect()
}

/// Where people with records live now, and where they ever lived.
fn read_truth(
    path: &Path,
    numbers: &FxHashMap<String, u32>,
    with_records: &FxHashSet<u32>,
) -> Result<(FxHashSet<Stay>, FxHashSet<Stay>), OperationError> {
    let wrong = |line: u64, message| OperationError::Truth { path: path.to_owned(), line, message };
    let mut reader = csv::Reader::from_path(path).map_err(|_| wrong(1, "it cannot be read as CSV"))?;
    let (mut now, mut ever) = (FxHashSet::default(), FxHashSet::default());
    let mut row = csv::StringRecord::new();
    loop {
        let line = reader.position().line();
        if !reader.read_record(&mut row).map_err(|_| wrong(line, "it cannot be read as CSV"))? {
            return Ok((now, ever));
        }
        let (Some(person), Some(uprn), Some(to)) = (row.get(0), row.get(1), row.get(3)) else {
            return Err(wrong(line, "a row is person, UPRN, from, to"));
        };
        let uprn = uprn.parse::<u64>().map_err(|_| wrong(line, "a row is person, UPRN, from, to"))?;
        let Some(person) = numbers.get(person).filter(|person| with_records.contains(person)) else {
            continue;
        };
        ever.insert((*person, uprn));
        if to.is_empty() {
            now.insert((*person, uprn));
        }
    }
}
