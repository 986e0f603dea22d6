//! Which people or premises the records of a file are of: as [`super::find_entity`], row by row.

use std::path::Path;

use base::EntityId;
use govern::Action;
use link::lookup::Guest;
use rayon::prelude::*;
use standardise::record::Entity;

use super::show_entity::letter_of;
use super::{OperationError, Session};
use crate::finder::{Finder, standard_table};
use crate::progress::{Unit, Watcher};
use crate::stopwatch::{Stopwatch, timed};
use crate::tables::{FoundRow, FoundRows, InputTable, ReadOptions, read_table, write_found};

/// The file to ask by, and the file to write.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// What the records are of.
    pub entity: Entity,
    /// A table of any kind, its columns found as for linking tables.
    pub file: &'a Path,
    /// The column of the rows' ids.
    pub id: Option<&'a str>,
    /// The answers, a row each.
    pub out: &'a Path,
}

/// Finds the entity that each row of a file is likeliest of, and writes it beside the row's id.
///
/// # Errors
/// Where the file can't be read, nothing has been linked, or the answers can't be written.
pub fn find_entities(
    session: &Session<'_>,
    request: &Request<'_>,
    watcher: &dyn Watcher,
) -> Result<FoundRows, OperationError> {
    super::must_be_free(request.out)?;
    let mut stopwatch = Stopwatch::begin();
    let options = ReadOptions { id: request.id, ..ReadOptions::default() };
    let mut input = stopwatch.time("read", || read_table(request.file, &options))?;
    let asked = format!("{} by a file of {} rows", request.entity, input.row_count());
    let found = session.door().search(session.actor, (Action::FindEntity, &asked), |permit| {
        let found = find(session, request.entity, &mut input, (&mut stopwatch, watcher))?;
        let mut subjects: Vec<String> = found.iter().filter_map(|(row, _)| row.found.clone()).collect();
        subjects.sort_unstable();
        subjects.dedup();
        Ok::<_, OperationError>((permit.clear(found), subjects))
    })?;
    write_found(request.out, &input, found.get(), &stopwatch)
}

/// Each row's answer, and how long it took. Units: nanoseconds.
fn find(
    session: &Session<'_>,
    entity: Entity,
    input: &mut InputTable,
    (stopwatch, watcher): (&mut Stopwatch, &dyn Watcher),
) -> Result<Vec<(FoundRow, u64)>, OperationError> {
    watcher.begin("index".into(), Unit::Items, 1);
    let table = stopwatch.time("read", || standard_table(input))?;
    let finder = stopwatch.time("index", || Finder::open(session, entity, &link::progress::silent))?;
    watcher.end();
    let ask = |seeker: &mut link::lookup::Seeker<'_>, row: usize| {
        let guest = Guest::of_row(&table, row);
        // The second tells how sure the first is.
        let ((found, answer), nanoseconds) = timed(|| finder.find(seeker, &guest, 2));
        let best = found.first().map(|best| {
            let id = EntityId::new(letter_of(entity), best.entity).to_string();
            (id, best.best.weight, finder.index().probability(&best.best))
        });
        let next = found.get(1).map(|next| next.best.weight);
        let row = FoundRow::of(row, best, next, &answer);
        (row, nanoseconds)
    };
    let rows = (0..table.row_count()).into_par_iter();
    Ok(stopwatch.time("find", || rows.map_init(|| finder.index().seeker(), ask).collect()))
}
