//! The rules that a row can break, by the names that `rejected.parquet` and the report use.

/// A rule that a cell or a row breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Rule {
    /// A required cell is blank or one of the null values.
    Required,
    NotADate,
    NotATimestamp,
    NotATime,
    NotAnInteger,
    NotANumber,
    NotABoolean,
    TooShort,
    TooLong,
    /// The pattern of the contract does not match.
    Pattern,
    /// Below the minimum or above the maximum.
    OutOfRange,
    /// Not among the valid values.
    NotInList,
    /// A value of a unique column that an earlier row has.
    DuplicateValue,
    /// A primary key that an earlier row has.
    DuplicateKey,
    /// Deletes a record that is not there.
    UnknownRecord,
    /// Nothing in any cell.
    EmptyRow,
    /// The header over again.
    RepeatedHeader,
    TooFewCells,
    TooManyCells,
    /// A quote that opens and does not close as one should.
    UnclosedQuote,
    /// Bytes that are no characters in the file's encoding.
    BadBytes,
    NulByte,
    /// A cell longer than [`crate::limit::CELL_BYTES_MAX`].
    CellOverLimit,
    /// A row longer than [`crate::limit::ROW_BYTES_MAX`].
    RowOverLimit,
    /// A JSON record that is not well made.
    MalformedRecord,
    /// A JSON value that is no object.
    NotARecord,
    /// A record nested deeper than [`crate::limit::NESTING_MAX`].
    NestedOverLimit,
}

impl Rule {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::NotADate => "not_a_date",
            Self::NotATimestamp => "not_a_timestamp",
            Self::NotATime => "not_a_time",
            Self::NotAnInteger => "not_an_integer",
            Self::NotANumber => "not_a_number",
            Self::NotABoolean => "not_a_boolean",
            Self::TooShort => "too_short",
            Self::TooLong => "too_long",
            Self::Pattern => "pattern",
            Self::OutOfRange => "out_of_range",
            Self::NotInList => "not_in_list",
            Self::DuplicateValue => "duplicate_value",
            Self::DuplicateKey => "duplicate_key",
            Self::UnknownRecord => "unknown_record",
            Self::EmptyRow => "empty_row",
            Self::RepeatedHeader => "repeated_header",
            Self::TooFewCells => "too_few_cells",
            Self::TooManyCells => "too_many_cells",
            Self::UnclosedQuote => "unclosed_quote",
            Self::BadBytes => "bad_bytes",
            Self::NulByte => "nul_byte",
            Self::CellOverLimit => "cell_over_limit",
            Self::RowOverLimit => "row_over_limit",
            Self::MalformedRecord => "malformed_record",
            Self::NotARecord => "not_a_record",
            Self::NestedOverLimit => "nested_over_limit",
        }
    }
}
