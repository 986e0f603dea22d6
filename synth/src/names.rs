//! Names of people: which exist, how common each is by birth year and background, and how they are drawn.
//!
//! The tables under `names/` are our own, written from published frequencies (sources beside each); no list is copied.
//! How a person puts names together is in `people::naming`, how systems misspell them in `damage`.

mod background;
mod british_given;
mod english_family;
mod lexicon;

pub(crate) use background::Background;
pub(crate) use lexicon::Lexicon;

/// Sex as systems record it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sex {
    Female,
    Male,
}

/// A given name: an index into the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Given(pub(crate) u16);

impl Given {
    /// No (further) given name.
    pub(crate) const NONE: Self = Self(u16::MAX);
}

/// A family name: one or two indices into the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Family {
    pub(crate) main: u32,
    /// The second half of a double name, `u32::MAX` where there is none.
    pub(crate) second: u32,
    /// Between the halves.
    pub(crate) hyphen: bool,
}

impl Family {
    /// A person with one name only has none.
    pub(crate) const NONE: Self = Self { main: u32::MAX, second: u32::MAX, hyphen: false };

    pub(crate) fn single(main: u32) -> Self {
        Self { main, second: u32::MAX, hyphen: false }
    }
}
