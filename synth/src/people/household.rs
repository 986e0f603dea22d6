//! Households: who lives together in one home.

/// What holds a household together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Family,
    /// Unrelated adults.
    Sharers,
    Students,
    CareHome,
}

/// People who live together.
#[derive(Debug, Clone)]
pub(crate) struct Household {
    pub(crate) kind: Kind,
    /// The site they live at, [`crate::town::NONE`] once all have gone.
    pub(crate) site: u32,
    pub(crate) members: Vec<u32>,
}
