//! Names of people: which exist, how common each is by birth year and background, and how they are drawn.
//!
//! The tables under `names/` are our own, written from published frequencies (sources beside each); no list is copied.
//! How a person puts names together is in `people::naming`, how systems misspell them in `damage`.

mod asian_given;
mod background;
mod british_given;
mod english_family;
mod islands_given;
mod lexicon;
mod other_family;
mod other_forms;
mod other_given;
mod tables;

pub(crate) use background::Background;
pub(crate) use lexicon::Lexicon;

use crate::town::NONE;

/// Sex as systems record it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sex {
    Female,
    Male,
}

/// A given name: an index into the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Given(pub(crate) u16);

impl Given {
    /// No (further) given name.
    pub(crate) const NONE: Self = Self(u16::MAX);
}

/// A family name: one or two indices into the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Family {
    pub(crate) main: u32,
    /// The second half of a double name, [`NONE`] where there is none.
    pub(crate) second: u32,
    /// Between the halves: a hyphen or a space.
    pub(crate) hyphen: bool,
}

impl Family {
    /// A person with one name only has none.
    pub(crate) const NONE: Self = Self { main: NONE, second: NONE, hyphen: false };

    pub(crate) fn single(main: u32) -> Self {
        Self { main, second: NONE, hyphen: false }
    }

    pub(crate) fn double(main: u32, second: u32, hyphen: bool) -> Self {
        Self { main, second, hyphen }
    }

    pub(crate) fn is_double(self) -> bool {
        self.second != NONE
    }
}
