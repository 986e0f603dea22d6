//! A table and a model made ready for each other: tests bound to columns, records put into blocks.

use crate::bind::Bound;
use crate::block::Blocks;
use crate::error::LinkError;
use crate::model::Model;
use crate::progress::Progress;
use crate::table::Table;

/// What training and scoring both start from.
pub(crate) struct Prepared<'t> {
    pub(crate) bound: Bound<'t>,
    pub(crate) blocks: Blocks,
}

impl<'t> Prepared<'t> {
    pub(crate) fn new(table: &'t Table, model: &Model, progress: Progress<'_>) -> Result<Self, LinkError> {
        Ok(Self { bound: Bound::new(table, model)?, blocks: Blocks::new(table, model, progress)? })
    }
}
