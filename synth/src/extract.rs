//! What an extract is: its columns, its file format and its owner; the header line and the contract both come from it.
//!
//! The values in the rows are the systems' business (`systems`), the bytes on disk the writer's (`extract::write`).

pub(crate) mod contract;
pub(crate) mod encode;
pub(crate) mod row;
pub(crate) mod write;

use crate::calendar::DateForm;

/// The bytes a file's text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    Utf8Bom,
    Windows1252,
    Utf16Le,
}

/// When cells are put in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quoting {
    /// Never: what would need it is replaced by a space, as the systems that write this way do.
    Never,
    /// Where the cell holds the delimiter, a quotation mark or a line end.
    Needed,
    /// Every cell.
    Always,
}

/// What a column's text is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Text,
    Integer,
    Number,
    Date(DateForm),
    /// One of these codes; a blank is allowed unless the column is required.
    Codes(&'static [&'static str]),
}

/// A column of an extract.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// The standard field it is mapped to.
    pub(crate) field: Option<&'static str>,
    pub(crate) required: bool,
    /// Part of the record's key.
    pub(crate) key: bool,
    /// The most characters the system stores; longer values are cut off.
    pub(crate) width: u16,
}

impl Column {
    /// A text column that no standard field is filled from.
    pub(crate) const fn text(name: &'static str) -> Self {
        Self { name, kind: Kind::Text, field: None, required: false, key: false, width: u16::MAX }
    }

    /// The (or a part of the) record's key.
    pub(crate) const fn key(name: &'static str) -> Self {
        Self { key: true, required: true, ..Self::text(name) }
    }

    pub(crate) const fn integer(name: &'static str) -> Self {
        Self { kind: Kind::Integer, ..Self::text(name) }
    }

    pub(crate) const fn number(name: &'static str) -> Self {
        Self { kind: Kind::Number, ..Self::text(name) }
    }

    pub(crate) const fn date(name: &'static str, form: DateForm) -> Self {
        Self { kind: Kind::Date(form), ..Self::text(name) }
    }

    pub(crate) const fn codes(name: &'static str, codes: &'static [&'static str]) -> Self {
        Self { kind: Kind::Codes(codes), ..Self::text(name) }
    }

    /// Mapped to this standard field.
    pub(crate) const fn fills(self, field: &'static str) -> Self {
        Self { field: Some(field), ..self }
    }

    pub(crate) const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// Cut off after so many characters.
    pub(crate) const fn wide(self, width: u16) -> Self {
        Self { width, ..self }
    }
}

/// What the records of an extract are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entity {
    Person,
    Premises,
}

impl Entity {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Premises => "premises",
        }
    }
}

/// One system's extract.
#[derive(Debug)]
pub(crate) struct Extract {
    pub(crate) name: &'static str,
    pub(crate) purpose: &'static str,
    /// The organisation that runs the system: an id of `place.toml`.
    pub(crate) tenant: &'static str,
    pub(crate) entity: Entity,
    /// How old everybody in it is at least, where it is a register of adults. Units: years.
    pub(crate) least_age: Option<u8>,
    /// Whether it keeps where people mainly live.
    pub(crate) main_home: bool,
    /// The file's name under `extracts/`.
    pub(crate) file: &'static str,
    pub(crate) encoding: Encoding,
    pub(crate) delimiter: char,
    pub(crate) quoting: Quoting,
    pub(crate) line_end: &'static str,
    /// Texts that stand for "no value"; the first one is what blank cells are written as.
    pub(crate) nulls: &'static [&'static str],
    /// The system writes capitals only.
    pub(crate) capitals: bool,
    pub(crate) columns: &'static [Column],
    /// Rows broken on purpose: kind and share of rows.
    pub(crate) breaks: &'static [(Break, f64)],
}

/// A way in which a row is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Break {
    /// A date that is none, such as 31/02/1987.
    BadDate,
    /// A cell too many or some too few.
    Ragged,
    /// The header line again, in the middle of the file.
    RepeatedHeader,
    /// A quotation mark that is opened and not closed.
    UnclosedQuote,
    /// A byte that the file's encoding does not have.
    InvalidBytes,
    /// The record's key left blank.
    MissingKey,
    /// The same row a second time.
    DuplicateKey,
    /// A code that is not in the list.
    UnknownCode,
}

impl Break {
    /// Its name in `truth/rejects_planted.csv`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::BadDate => "bad_date",
            Self::Ragged => "ragged_row",
            Self::RepeatedHeader => "repeated_header",
            Self::UnclosedQuote => "unclosed_quote",
            Self::InvalidBytes => "invalid_bytes",
            Self::MissingKey => "missing_key",
            Self::DuplicateKey => "duplicate_key",
            Self::UnknownCode => "unknown_code",
        }
    }
}
