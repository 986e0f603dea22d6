//! Realistic false people, homes, premises and the systems that know about them, with the truth known.
//!
//! One call, [`write_place`], writes a place folder: `place.toml`, a data contract a source, raw extracts as council and
//! partner systems write them, a gazetteer in the AddressBase Core layout, and `truth/` beside them. The same options
//! always give the same bytes, whatever the number of threads.
//!
//! | path | what |
//! |---|---|
//! | `place.toml` | the place and its six organisations |
//! | `sources/*.odcs.yaml` | a contract for each of the eleven systems |
//! | `extracts/*` | what each system sends, with a few rows in a thousand broken on purpose |
//! | `gazetteer/addressbase_core.csv` | every address, AddressBase Core layout |
//! | `truth/person.csv`, `truth/premises.csv` | which record is whose: source, key, id; `N…` is a record of nobody |
//! | `truth/rejects_planted.csv` | how many rows of each source were broken, by kind |
//! | `truth/people.csv`, `residences.csv`, `events.csv` | people, where they lived from when to when, what happened |
//! | `truth/homes.csv`, `premises_history.csv` | homes; who used which premises, from when to when |
//!
//! It never reads real data, never looks at the clock, and keeps to identifiers that cannot belong to anybody: see
//! [`identifiers`] for the ranges and why each is safe.

mod address_text;
mod calendar;
mod chance;
mod contact;
mod damage;
mod extract;
mod gazetteer;
pub mod identifiers;
mod knowledge;
mod names;
mod people;
mod place;
mod recording;
mod systems;
mod town;
mod trade;
mod truth;

use std::path::{Path, PathBuf};

pub use calendar::{FIRST_DAY, LAST_DAY, default_as_of};
pub use place::write_place;

/// What place to write, and where.
///
/// The same seed and number of people with a later `as_of` is the same place later: the same keys, with what happened
/// since applied.
#[derive(Debug, Clone)]
pub struct PlaceOptions<'a> {
    /// Residents on the first day of the place's history; births and arrivals come on top, deaths and departures
    /// balance them. Units: people, [`PEOPLE_MIN`] to [`PEOPLE_MAX`].
    pub people: u32,
    /// Everything random follows from it.
    pub seed: u64,
    /// The day the extracts are taken, [`FIRST_DAY`] to [`LAST_DAY`].
    pub as_of: jiff::civil::Date,
    /// The folder to write, absent or empty.
    pub out: &'a Path,
}

/// Fewest residents a place can have: below that there is no street, school or shop worth the name.
pub const PEOPLE_MIN: u32 = 100;

/// Most residents a place can have: what the made-up identifier ranges can number without repeats.
pub const PEOPLE_MAX: u32 = 10_000_000;

impl<'a> PlaceOptions<'a> {
    /// A place of `people` residents as of the default day.
    #[must_use]
    pub fn new(people: u32, seed: u64, out: &'a Path) -> Self {
        Self { people, seed, as_of: default_as_of(), out }
    }
}

/// A step of the work, for progress shown to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Streets, homes and premises are laid out. Units: people to be housed.
    Build,
    /// Households form and live through the years. Units: months.
    Live,
    /// Extracts are written. Units: records.
    Write,
    /// The gazetteer and the truth are written. Units: files.
    Record,
}

impl Stage {
    /// The stage's verb, lower case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Build => "build",
            Self::Live => "live",
            Self::Write => "write",
            Self::Record => "record",
        }
    }
}

/// What was written. Counts only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceSummary {
    /// People the history knows of: residents, those who left or died, and those born since.
    pub people: u64,
    /// Those living in the place on the day the extracts were taken.
    pub residents: u64,
    /// Homes standing on that day.
    pub homes: u64,
    /// Business and public premises.
    pub premises: u64,
    /// A row per extract, in the order written.
    pub sources: Vec<SourceSummary>,
}

impl PlaceSummary {
    /// Data rows over all extracts, planted broken ones included.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.sources.iter().map(|source| source.rows).sum()
    }
}

/// What one extract holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceSummary {
    /// Its name, as in its contract.
    pub name: &'static str,
    /// Data rows in the file, planted broken ones and repeated headers included.
    pub rows: u64,
    /// How many of the rows were broken on purpose.
    pub broken: u64,
}

/// Why a place could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SynthError {
    /// The folder holds something already.
    #[error("the folder {} is not empty", path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// A number of people outside what the identifier ranges can bear.
    #[error("{people} people is outside {PEOPLE_MIN} to {PEOPLE_MAX}")]
    People {
        /// What was asked for.
        people: u32,
    },
    /// A day outside the place's history.
    #[error("the day {as_of} is outside {FIRST_DAY} to {LAST_DAY}")]
    Day {
        /// What was asked for.
        as_of: jiff::civil::Date,
    },
    /// A file or folder could not be written.
    #[error("could not write {}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
}

/// What sort of failure an error is, for exit codes and pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// The request itself is wrong.
    Invalid,
    /// What is there already is in the way.
    Conflict,
    /// The machine could not do it now.
    Unavailable,
}

impl SynthError {
    /// What sort of failure it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::People { .. } | Self::Day { .. } => ErrorKind::Invalid,
            Self::NotEmpty { .. } => ErrorKind::Conflict,
            Self::Write { .. } => ErrorKind::Unavailable,
        }
    }

    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotEmpty { .. } => "name a new folder, or empty this one first",
            Self::People { .. } => "choose a number of people in that range",
            Self::Day { .. } => "choose a day in that range",
            Self::Write { .. } => "check that the folder can be written and the disk has room",
        }
    }
}
