//! The backgrounds people of the place have: which share of it each is, and how its families name.

/// Where a person's names come from. A stand-in for ethnicity in error rates and in measuring fairness, not more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Background {
    English,
    Welsh,
    Scottish,
    Irish,
    Pakistani,
    Bangladeshi,
    IndianHindu,
    Sikh,
    WestAfrican,
    Somali,
    Caribbean,
    Polish,
    Romanian,
    Chinese,
    Arabic,
}

impl Background {
    pub(crate) const ALL: [Self; 15] = [
        Self::English,
        Self::Welsh,
        Self::Scottish,
        Self::Irish,
        Self::Pakistani,
        Self::Bangladeshi,
        Self::IndianHindu,
        Self::Sikh,
        Self::WestAfrican,
        Self::Somali,
        Self::Caribbean,
        Self::Polish,
        Self::Romanian,
        Self::Chinese,
        Self::Arabic,
    ];

    /// Its name in `truth/people.csv`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::English => "english",
            Self::Welsh => "welsh",
            Self::Scottish => "scottish",
            Self::Irish => "irish",
            Self::Pakistani => "pakistani",
            Self::Bangladeshi => "bangladeshi",
            Self::IndianHindu => "indian_hindu",
            Self::Sikh => "punjabi_sikh",
            Self::WestAfrican => "west_african",
            Self::Somali => "somali",
            Self::Caribbean => "caribbean",
            Self::Polish => "polish",
            Self::Romanian => "romanian",
            Self::Chinese => "chinese",
            Self::Arabic => "arabic",
        }
    }

    /// Share of households that were here at the start, and of those that arrive. Units: per cent.
    ///
    /// Source: shaped on Census 2021 tables TS021 and TS004 for West Yorkshire's cities.
    pub(crate) fn shares(self) -> (f64, f64) {
        match self {
            Self::English => (65.5, 52.0),
            Self::Welsh => (1.8, 1.6),
            Self::Scottish => (3.0, 2.4),
            Self::Irish => (4.2, 3.0),
            Self::Pakistani => (7.0, 6.0),
            Self::Bangladeshi => (1.6, 2.0),
            Self::IndianHindu => (1.9, 6.0),
            Self::Sikh => (2.2, 2.0),
            Self::WestAfrican => (2.3, 5.5),
            Self::Somali => (0.7, 1.5),
            Self::Caribbean => (2.0, 1.5),
            Self::Polish => (2.9, 4.0),
            Self::Romanian => (1.7, 3.5),
            Self::Chinese => (1.5, 5.0),
            Self::Arabic => (1.7, 4.0),
        }
    }

    /// Of the islands: naming by given, middle and family name, a wife often taking her husband's.
    pub(crate) fn is_british(self) -> bool {
        matches!(self, Self::English | Self::Welsh | Self::Scottish | Self::Irish | Self::Caribbean)
    }
}
