//! What a linkage that goes on from another writes of residences: of those alone whose residences may be others, and of the households of
//! their homes.

use std::collections::BTreeSet;
use std::path::Path;

use link::residence::{Affected, Change, When};
use rustc_hash::FxHashSet;

use super::{
    Census, HOUSEHOLDS, RESIDENCES, State, count, key_of_address, key_of_uprn, write_households, write_kept,
};
use crate::linkage::again::ChangedHomes;
use crate::linkage::evidence::labels_of;
use crate::linkage::layer::Counting;
use crate::linkage::{ADDRESS_KEY, UPRN};
use crate::operations::OperationError;
use crate::summary::ResidenceCounts;
use crate::version_table::{self, ColumnReader, TableFileError};

/// The linkage before, as far as homes go.
#[derive(Clone, Copy)]
pub struct CensusBefore<'b> {
    /// The version's folder.
    pub folder: &'b Path,
    /// The rows whose entity may be another now, ascending.
    pub touched: &'b [u32],
    /// What of homes has changed since.
    pub changed: &'b ChangedHomes,
    /// Its day.
    pub today: When,
    /// Its residences, counted.
    pub counts: ResidenceCounts,
}

impl Census<'_> {
    /// Whose residences may be others than before; nothing where that is so many that all are told, or where there are enough files.
    pub(super) fn affected_since(&self, before: &CensusBefore<'_>) -> Option<Affected> {
        if !RESIDENCES.has_room(before.folder) || !HOUSEHOLDS.has_room(before.folder) {
            return None;
        }
        let change = Change {
            uprns: &before.changed.uprns,
            addresses: &before.changed.addresses,
            touched: before.touched,
            people: &before.changed.entities,
            days: (before.today, self.today),
        };
        let affected = Affected::find(&self.records(), &change);
        (affected.row_count() * 2 <= self.entity_of.len()).then_some(affected)
    }

    /// Writes what may be other than before, beside the files of before; all residences, counted.
    pub(super) fn write_changes(
        &self,
        folder: &Path,
        before: &CensusBefore<'_>,
        affected: &Affected,
    ) -> Result<ResidenceCounts, OperationError> {
        let (mut residences, mut households) = self.tell(|row| affected.has_row(row));
        residences.retain(|residence| affected.has_person(residence.entity));
        households.retain(|household| affected.has_home(household.home));
        let names = self.names();
        let told: FxHashSet<u64> = residences.iter().map(|residence| residence.entity).collect();
        let gone: Vec<u64> = affected.people().filter(|person| !told.contains(person)).collect();
        let told: FxHashSet<u64> = households.iter().map(|household| names.key(household.home)).collect();
        let homes = self.homes_in_question(before, affected);
        let ended: Vec<u64> = homes.iter().copied().filter(|home| !told.contains(home)).collect();
        let then = counts_of(before.folder, affected, &homes)?;
        RESIDENCES.take_over(before.folder, folder)?;
        HOUSEHOLDS.take_over(before.folder, folder)?;
        write_kept(&RESIDENCES.newest(folder), (&residences, &gone), &names)?;
        write_households(&HOUSEHOLDS.newest(folder), (&households, &ended), &names)?;
        Ok(moved_on(before.counts, then, count(&residences, &households)))
    }

    /// The numbers of homes whose household may be another, those that nobody names any more among them.
    fn homes_in_question(&self, before: &CensusBefore<'_>, affected: &Affected) -> BTreeSet<u64> {
        let names = self.names();
        let ChangedHomes { uprns, addresses, .. } = before.changed;
        let by_uprn = uprns.iter().filter_map(|id| names.text(UPRN, *id)).map(key_of_uprn);
        let by_address = addresses.iter().filter_map(|id| names.text(ADDRESS_KEY, *id)).map(key_of_address);
        affected.homes().map(|home| names.key(home)).chain(by_uprn).chain(by_address).collect()
    }
}

/// What stood before of the people and homes in question.
fn counts_of(
    folder: &Path,
    affected: &Affected,
    homes: &BTreeSet<u64>,
) -> Result<ResidenceCounts, TableFileError> {
    let mut counts = ResidenceCounts::default();
    for counting in RESIDENCES.counting(folder, |person| affected.has_person(person))? {
        count_states(&counting, &mut counts)?;
    }
    for Counting { path, rows } in HOUSEHOLDS.counting(folder, |home| homes.contains(&home))? {
        let sizes = version_table::read_numbers(&path, "size")?;
        counts.households += rows.iter().filter(|row| sizes[**row] > 0).count() as u64;
    }
    Ok(counts)
}

fn count_states(counting: &Counting, counts: &mut ResidenceCounts) -> Result<(), TableFileError> {
    let mut wanted = counting.rows.iter().peekable();
    let mut first = 0;
    ColumnReader::open(&counting.path, &["state"])?.for_each(|batch| {
        let labels = labels_of(batch, "state")?;
        let end = first + batch.row_count();
        while let Some(row) = wanted.next_if(|row| **row < end) {
            let state = State::ALL.into_iter().find(|state| Some(state.name()) == labels.at(row - first));
            match state {
                Some(State::Current) => counts.current += 1,
                Some(State::Contested) => counts.contested += 1,
                Some(State::Past) => counts.past += 1,
                Some(State::Open) => counts.open += 1,
                Some(State::ToCome) => counts.to_come += 1,
                // Nobody lives there any more.
                None => {}
            }
        }
        first = end;
        Ok::<_, TableFileError>(())
    })
}

/// What stood before, with some of it as it is now.
fn moved_on(all: ResidenceCounts, then: ResidenceCounts, now: ResidenceCounts) -> ResidenceCounts {
    let moved = |of: fn(&ResidenceCounts) -> u64| (of(&all) + of(&now)).saturating_sub(of(&then));
    ResidenceCounts {
        current: moved(|counts| counts.current),
        contested: moved(|counts| counts.contested),
        past: moved(|counts| counts.past),
        open: moved(|counts| counts.open),
        to_come: moved(|counts| counts.to_come),
        households: moved(|counts| counts.households),
    }
}
