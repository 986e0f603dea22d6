//! Takes what a reader wrote about pairs of a place's records: all of it, or nothing.
//!
//! Verdicts are ground state, kept with who said them, when, and what was seen. They bind from the next run on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use catalogue::{NewVerdict, verdict};
use govern::Action;
use standardise::record::Entity;

use super::export_pairs::newest;
use super::import_table_verdicts::Imported;
use super::{OperationError, Session};
use crate::linkage::seen::read_seen;
use crate::review::{self, Filled, FilledPair, ReviewError, Seen, SheetFault, column};

/// What was taken, checked and ready to be kept.
struct Prepared {
    filled: Filled,
    verdicts: Vec<(Entity, NewVerdict)>,
}

/// Takes verdicts from a table of pairs that [`super::export_pairs`] laid out.
///
/// # Errors
/// Where the file can't be read, a row of it can't be taken, or nothing has been linked yet.
pub fn import_verdicts(session: &Session<'_>, file: &Path) -> Result<Imported, OperationError> {
    let imported = session.door().perform(
        session.actor,
        (Action::ImportVerdicts, &session.place.name),
        |_| prepare(session, file),
        |permit, transaction, Prepared { filled, verdicts }| {
            let mut replaced = 0;
            for entity in Entity::all() {
                let own = verdicts.iter().filter(|(of, _)| of == entity).map(|(_, verdict)| verdict.clone());
                let own: Vec<NewVerdict> = own.collect();
                let before = verdict::standing(transaction, entity.name())?;
                let before: BTreeSet<(u64, u64)> =
                    before.iter().map(|verdict| (verdict.said.left, verdict.said.right)).collect();
                replaced += own.iter().filter(|new| before.contains(&(new.left, new.right))).count() as u64;
                let now = session.clock.now();
                verdict::record(transaction, entity.name(), &own, &permit.actor().name, now)?;
            }
            Ok::<_, OperationError>(Imported::of(&filled, replaced))
        },
    )?;
    Ok(imported)
}

fn prepare(session: &Session<'_>, file: &Path) -> Result<Prepared, OperationError> {
    let mut filled = review::read(file)?;
    let mut faults = std::mem::take(&mut filled.faults);
    faults.extend(filled.contradictions());
    let mut seen: Vec<(&FilledPair, Seen)> = Vec::with_capacity(filled.pairs.len());
    for pair in &filled.pairs {
        match pair.seen.parse::<Seen>() {
            Ok(known) => seen.push((pair, known)),
            Err(_) => faults.push(fault(pair, column::SEEN, "this is not what `review export` wrote there")),
        }
    }
    let known = known_records(session, &seen)?;
    let mut verdicts = Vec::with_capacity(seen.len());
    for (pair, seen) in &seen {
        match checked(pair, seen, &known) {
            Ok(verdict) => verdicts.push(verdict),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() {
        return Ok(Prepared { filled, verdicts });
    }
    faults.sort();
    Err(ReviewError::Faults { path: file.to_owned(), faults }.into())
}

fn fault(pair: &FilledPair, column: &'static str, message: &str) -> SheetFault {
    SheetFault { line: pair.line, column, message: message.to_owned() }
}

/// What the records are of, their source and key, as far as they are there.
type Known = BTreeMap<u64, (Entity, String, String)>;

fn known_records(session: &Session<'_>, seen: &[(&FilledPair, Seen)]) -> Result<Known, OperationError> {
    let mut records: Vec<u64> = seen.iter().flat_map(|(_, seen)| seen.records).collect();
    records.sort_unstable();
    records.dedup();
    let mut known = Known::new();
    let mut is_linked = false;
    for entity in Entity::all() {
        let (_, tables) = match newest(session, *entity) {
            Err(OperationError::NotLinked { .. }) => continue,
            other => other?,
        };
        is_linked = true;
        for (record, seen) in read_seen(*entity, &tables, &records)? {
            known.insert(record, (*entity, seen.source, seen.key));
        }
    }
    if is_linked { Ok(known) } else { Err(OperationError::NotLinked { entity: Entity::Person.name() }) }
}

/// The verdict of a row whose records are those that its names say.
fn checked(pair: &FilledPair, seen: &Seen, known: &Known) -> Result<(Entity, NewVerdict), SheetFault> {
    let mut entities = Vec::with_capacity(2);
    for ((record, name), column) in seen.records.iter().zip(&pair.records).zip(column::IDS) {
        // A record that is gone by now can't be asked; the verdict rests, in case it comes back.
        let Some((entity, source, key)) = known.get(record) else { continue };
        if (source, key) != (&name.source, &name.id) {
            let message =
                "the row's records are not those that were read together: was the table sorted in part?";
            return Err(fault(pair, column, message));
        }
        entities.push(*entity);
    }
    let ([left, right], [left_seen, right_seen]) = (seen.records, seen.digests.clone());
    let Some(entity) = entities.first().filter(|entity| entities.iter().all(|other| other == *entity)) else {
        return Err(fault(pair, column::IDS[0], "no such records are in this place"));
    };
    if left == right {
        return Err(fault(pair, column::SEEN, "this is not what `review export` wrote there"));
    }
    let in_order = left < right;
    let verdict = NewVerdict {
        left: left.min(right),
        right: left.max(right),
        word: pair.word,
        seen: if in_order { (left_seen, right_seen) } else { (right_seen, left_seen) },
        stands_for: pair.stands_for,
    };
    Ok((*entity, verdict))
}
