//! Why a supply is refused: its files do not belong together, or one is not whole.

use std::fmt;

/// What does not add up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SupplyFault {
    /// A file begins with something else than a header record.
    NoHeader,
    /// A header record in the middle.
    SecondHeader,
    /// A record after the trailer.
    AfterTrailer,
    /// The file ends without a trailer.
    NoTrailer,
    /// The trailer counts another number of records.
    Count {
        /// What it counts.
        told: u64,
        /// What there is.
        found: u64,
    },
    /// A line has fewer cells than its type of record.
    Cells {
        /// What it has.
        found: usize,
        /// What it needs.
        needed: usize,
    },
    /// A record without the UPRN, USRN or key that it is called by.
    NoKey,
    /// What the record does is neither insert, update nor delete.
    NoChangeType,
    /// The record's type is no number.
    NoType,
    /// Files of different products.
    OtherProduct {
        /// That of the first.
        first: &'static str,
    },
    /// Files of a full supply and of changes.
    FullAndChange,
    /// Files of supplies made at different times.
    OtherDate,
    /// Two files with one volume number.
    SameVolume {
        /// The number.
        volume: u32,
    },
    /// A volume is not there.
    MissingVolume {
        /// The number.
        volume: u32,
    },
}

impl fmt::Display for SupplyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoHeader => f.write_str("the file does not begin with a header (type 10)"),
            Self::SecondHeader => f.write_str("a second header"),
            Self::AfterTrailer => f.write_str("a record after the trailer (type 99)"),
            Self::NoTrailer => f.write_str("the file ends without a trailer (type 99): it is cut short"),
            Self::Count { told, found } => {
                write!(f, "the trailer counts {told} records, and there are {found}")
            }
            Self::Cells { found, needed } => write!(f, "{found} cells where there should be {needed}"),
            Self::NoKey => f.write_str("no UPRN, USRN or key that says what it is about"),
            Self::NoChangeType => f.write_str("the change type is none of I, U and D"),
            Self::NoType => f.write_str("the type of the record is no number"),
            Self::OtherProduct { first } => {
                write!(f, "another product than the first file, which is {first}")
            }
            Self::FullAndChange => f.write_str("files of a full supply and of a supply of changes"),
            Self::OtherDate => f.write_str("made on another day than the first file: two supplies"),
            Self::SameVolume { volume } => write!(f, "a second file of volume {volume}"),
            Self::MissingVolume { volume } => write!(f, "volume {volume} is missing"),
        }
    }
}
