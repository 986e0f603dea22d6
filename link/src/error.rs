//! Why a table and a model could not be put together. Data never fails; only what people wrote and limits do.

/// What sort of failure an error is, as far as its receiver has to act differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// What was given is wrong; mending it helps.
    Invalid,
    /// A limit was reached.
    Limit,
}

/// Why records could not be trained on, scored or explained.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// The model names a column that the table does not have.
    #[error("the model's {used_by} needs the column `{column}`, which the records do not have")]
    UnknownColumn {
        /// The column the model names.
        column: String,
        /// The comparison or blocking rule that names it.
        used_by: String,
        /// The table's column with the nearest name, where one is near.
        nearest: Option<String>,
    },
    /// Records can only be linked again by the frequencies of values that their model was trained with.
    #[error("it was not kept how frequent the values of `{column}` were when the model was trained")]
    NotFrozen {
        /// The column.
        column: String,
    },
    /// A row asked about is not in the table.
    #[error("there is no record {row}: the table has {row_count}")]
    UnknownRow {
        /// The row asked about.
        row: u32,
        /// How many rows there are.
        row_count: usize,
    },
}

impl LinkError {
    /// What sort of failure this is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::UnknownColumn { .. } | Self::NotFrozen { .. } | Self::UnknownRow { .. } => {
                ErrorKind::Invalid
            }
        }
    }

    /// What the user can do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::UnknownColumn { nearest: Some(nearest), .. } => Some(format!("did you mean `{nearest}`?")),
            Self::UnknownColumn { .. } => {
                Some("map a source's column to it, or take it out of the model".into())
            }
            Self::NotFrozen { .. } => Some("train and link all records anew".into()),
            Self::UnknownRow { .. } => None,
        }
    }
}
