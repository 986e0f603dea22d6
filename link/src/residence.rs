//! Who lives where and when, from linked records with their dates: current, past, contested, or open.
//!
//! The rules are those of `docs/residences.md`, and the same whatever the order of records. What no record tells stays open: no
//! date is made up, and of two homes none is chosen because it is likelier.

mod affected;
mod household;
mod statement;
mod when;

use rayon::prelude::*;

pub use affected::{Affected, Change};
pub use household::{Household, households};
pub use statement::{COLUMNS, Records, Statements, read};
pub use when::When;

/// What one record says of where somebody lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// Who.
    pub entity: u64,
    /// The home: see [`crate::home`].
    pub home: u32,
    /// The record.
    pub record: u64,
    /// When they began to live there, where the record says.
    pub from: Option<When>,
    /// When they ceased to, where the record says.
    pub to: Option<When>,
    /// The last day of which it is known that the address was told then, or still held.
    pub told: Option<When>,
    /// Whether its source keeps where people mainly live, so that a record without an end says where somebody lives now.
    pub lists_main: bool,
}

/// What is known of whether somebody lives somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// They live there: a source that keeps main homes lists it, and no other such source another.
    Current,
    /// Sources disagree about now, and this is one of the homes they name.
    Contested,
    /// They lived there and no longer do.
    Past,
    /// Nothing says whether they still do.
    Open,
    /// They are to live there.
    ToCome,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Current, Self::Contested, Self::Past, Self::Open, Self::ToCome];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Contested => "contested",
            Self::Past => "past",
            Self::Open => "open",
            Self::ToCome => "to come",
        }
    }
}

/// Somebody at a home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Residence {
    /// Who.
    pub entity: u64,
    /// Where.
    pub home: u32,
    /// Whether they live there.
    pub state: State,
    /// The earliest beginning that a record gives; nothing where none does.
    pub from: Option<When>,
    /// The first day of which it is known that they lived there.
    pub first_told: Option<When>,
    /// The last day of which it is known that they lived there, but for what is listed now.
    pub last_told: Option<When>,
    /// The end, where a record gives it or they died there.
    pub to: Option<When>,
    /// The records that list it now, ascending.
    pub listed_by: Vec<u64>,
    /// All other records that name it, ascending.
    pub told_by: Vec<u64>,
}

/// Somebody's death.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Death {
    /// Whose.
    pub entity: u64,
    /// When.
    pub day: When,
}

/// The residences of everybody that statements are about, by entity and home.
///
/// Shape: `statements` in any order; of a person's `deaths` the earliest counts; `today` is the day that the newest records
/// are of.
pub fn residences(mut statements: Vec<Statement>, mut deaths: Vec<Death>, today: When) -> Vec<Residence> {
    statements.par_sort_unstable_by_key(|it| (it.entity, it.home, it.record));
    deaths.sort_unstable_by_key(|death| (death.entity, death.day));
    deaths.dedup_by_key(|death| death.entity);
    let death_of = |entity: u64| {
        let at = deaths.binary_search_by_key(&entity, |death| death.entity).ok()?;
        Some(deaths[at].day)
    };
    statements
        .par_chunk_by(|a, b| a.entity == b.entity)
        .flat_map_iter(|of_one| settle(of_one, death_of(of_one[0].entity), today))
        .collect()
}

/// The residences of one person.
///
/// Shape: `statements` by home.
fn settle(statements: &[Statement], death: Option<When>, today: When) -> Vec<Residence> {
    let homes = statements.chunk_by(|a, b| a.home == b.home);
    let (mut residences, is_doubted): (Vec<Residence>, Vec<bool>) =
        homes.map(|of_home| gather(of_home, today)).unzip();
    let living: Vec<usize> =
        (0..residences.len()).filter(|at| residences[*at].state == State::Open).collect();
    let listed: Vec<usize> =
        living.iter().copied().filter(|at| !residences[*at].listed_by.is_empty()).collect();
    match listed.as_slice() {
        [] => settle_told(&mut residences, &living),
        [one] if !is_doubted[*one] => settle_listed(&mut residences, &living, *one),
        several => several.iter().for_each(|at| residences[*at].state = State::Contested),
    }
    if listed.iter().any(|at| residences[*at].state == State::Contested) {
        // A home that nobody lists is behind those that are listed now.
        for at in living.iter().filter(|at| !listed.contains(at)) {
            let residence = &mut residences[*at];
            residence.state = if residence.last_told.is_some() { State::Past } else { State::Open };
        }
    }
    if let Some(day) = death {
        residences.iter_mut().for_each(|residence| end_at(residence, day));
    }
    residences
}

/// What the statements about one home say together: past where it has ended, to come where it has not begun, else open; and
/// whether a source says that it has ended and none that lists it was told of it since.
fn gather(statements: &[Statement], today: When) -> (Residence, bool) {
    let ends = |statement: &Statement| statement.to.filter(|to| to.is_by(today));
    let end = statements.iter().filter_map(ends).max();
    // One that was told before somebody else knew of the end has nothing to say against it.
    let stands = |statement: &&Statement| {
        ends(statement).is_none()
            && (statement.lists_main
                || end.is_none_or(|end| statement.told.is_some_and(|told| end.is_before(told))))
    };
    let standing: Vec<&Statement> = statements.iter().filter(stands).collect();
    let is_to_come = |statement: &&Statement| statement.from.is_some_and(|from| today.is_before(from));
    let state = if standing.is_empty() {
        State::Past
    } else if standing.iter().all(is_to_come) {
        State::ToCome
    } else {
        State::Open
    };
    let lists =
        |statement: &Statement| statement.lists_main && ends(statement).is_none() && !is_to_come(&statement);
    let (listing, telling): (Vec<&Statement>, Vec<&Statement>) =
        statements.iter().partition(|statement| lists(statement));
    let is_since =
        |statement: &&Statement| end.is_none_or(|end| statement.told.is_some_and(|told| end.is_before(told)));
    let is_doubted = !listing.iter().any(is_since);
    let records = |of: Vec<&Statement>| of.into_iter().map(|statement| statement.record).collect();
    let has_begun = || statements.iter().filter(|statement| !is_to_come(statement));
    let from = match state {
        State::ToCome => statements.iter().filter_map(|statement| statement.from).min(),
        _ => has_begun().filter_map(|statement| statement.from).min(),
    };
    let residence = Residence {
        entity: statements[0].entity,
        home: statements[0].home,
        state,
        from,
        first_told: has_begun().flat_map(|statement| [statement.from, statement.told]).flatten().min(),
        last_told: has_begun().filter_map(|statement| statement.told).max(),
        to: end.filter(|_| state == State::Past),
        listed_by: records(listing),
        told_by: records(telling),
    };
    (residence, is_doubted)
}

/// One home is listed now: it is the current one. Another was told of after that began, or is past.
fn settle_listed(residences: &mut [Residence], living: &[usize], listed: usize) {
    let from = residences[listed].from;
    residences[listed].state = State::Current;
    for at in living.iter().filter(|at| **at != listed) {
        let residence = &mut residences[*at];
        residence.state = match (residence.last_told, from) {
            (None, _) => State::Open,
            (Some(told), Some(from)) if from.is_before(told) => State::Contested,
            (Some(_), _) => State::Past,
        };
    }
}

/// No home is listed now, so nothing says where they live: one that was told before another is past, the others stay open.
fn settle_told(residences: &mut [Residence], living: &[usize]) {
    let told: Vec<When> = living.iter().filter_map(|at| residences[*at].last_told).collect();
    for at in living {
        let residence = &mut residences[*at];
        if residence.last_told.is_some_and(|own| told.iter().any(|other| own.is_before(*other))) {
            residence.state = State::Past;
        }
    }
}

/// Nobody lives anywhere after their death.
fn end_at(residence: &mut Residence, day: When) {
    if residence.state == State::Current {
        residence.to = Some(day);
    }
    residence.state = State::Past;
}
