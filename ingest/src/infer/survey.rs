//! One reading of a file's rows: what is in each column, which rows are of another width, what could be a key.

use twox_hash::XxHash3_64;

use super::key::{CELLS_MAX, Digests};
use super::mapping::Mapped;
use super::profile::Profile;
use super::width::Widths;
use crate::LoadError;
use crate::contract::Ragged;
use crate::row::{Block, OpenFile, TextBlock};

/// Rows whose every value is looked at; of the later ones each of [`STRIDE`].
const CLOSE_ROWS: u64 = 20_000;
const STRIDE: u64 = 16;
/// Rows after which the file is known well enough.
const ROWS_MAX: u64 = 2_000_000;

/// Hundredths of the rows that must be ragged to be a habit of the system and not an accident, which is rejected.
const RAGGED_MIN: u64 = 5;

/// What was seen of a file's rows.
pub(super) struct Survey {
    pub(super) names: Vec<String>,
    pub(super) profiles: Vec<Profile>,
    pub(super) digests: Digests,
    pub(super) rows: u64,
    /// The number of cells that most rows of the first block have.
    usual_width: usize,
    pub(super) widths: Widths,
    pub(super) faulty: u64,
    /// Whether these were all the rows.
    pub(super) all_read: bool,
}

impl Survey {
    pub(super) fn of(file: &OpenFile) -> Self {
        let names = file.header.names.to_vec();
        let width = names.len();
        Self {
            profiles: names.iter().map(|_| Profile::default()).collect(),
            digests: Digests { width, cells: Vec::new() },
            rows: 0,
            usual_width: 0,
            widths: Widths::new(width),
            faulty: 0,
            all_read: false,
            names,
        }
    }

    /// Reads rows until they end or are enough.
    pub(super) fn read(&mut self, mut file: OpenFile) -> Result<(), LoadError> {
        while self.rows < ROWS_MAX {
            let mut block = Block::default();
            file.rows.fill(&mut block)?;
            if block.is_empty() {
                self.all_read = true;
                break;
            }
            let block = block.into_text();
            if self.rows == 0 {
                self.usual_width = usual_width(&block);
            }
            self.take(&block);
        }
        Ok(())
    }

    fn take(&mut self, block: &TextBlock) {
        for row in block.rows() {
            self.rows += 1;
            if row.fault.is_some() {
                self.faulty += 1;
                continue;
            }
            let cells = block.cells(row);
            self.widths.take(block.cells(row));
            // Rows of another width than usual may have their values in other columns.
            let is_usual = cells.len() == self.usual_width;
            let closely = is_usual && (self.rows <= CLOSE_ROWS || self.rows.is_multiple_of(STRIDE));
            let keeps_digests = self.digests.cells.len() + self.names.len() <= CELLS_MAX;
            let blanks = std::iter::repeat("");
            for (cell, profile) in cells.chain(blanks).zip(&mut self.profiles) {
                profile.take(cell, closely);
                if keeps_digests {
                    self.digests.cells.push(XxHash3_64::oneshot(cell.trim().as_bytes()));
                }
            }
        }
    }

    /// Ragged rows are padded where the columns that matter stand left of where rows begin to differ.
    pub(super) fn ragged(&self, mapped: &[Mapped]) -> Ragged {
        let last_mapped = mapped.iter().rposition(Option::is_some).unwrap_or(0);
        let is_left = last_mapped < self.widths.first_difference();
        let is_habit = self.widths.other_rows * 100 >= self.rows * RAGGED_MIN && self.widths.other_rows > 0;
        if is_habit && is_left { Ragged::Pad } else { Ragged::Reject }
    }
}

/// The number of cells that most rows of a block have.
fn usual_width(block: &TextBlock) -> usize {
    let mut counts = std::collections::BTreeMap::new();
    for row in block.rows().iter().filter(|row| row.fault.is_none()) {
        *counts.entry(block.cells(row).len()).or_insert(0u64) += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(0, |(width, _)| width)
}
