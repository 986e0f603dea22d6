//! Rows that are shorter or longer than the header: where do they begin to differ?
//!
//! A cell that is missing in the middle of a row shifts all that follow it, so padding such a row would put values under
//! the wrong header. Compares what kinds of values stand in each column of the rows that fit and of those that do not.

/// Kinds of values that are told apart.
const KINDS: usize = 4;

/// Rows of either sort from which they can be compared.
const ROWS_MIN: u64 = 5;

/// Counts of the kinds of values by column, for rows as wide as the header and for the others.
pub(super) struct Widths {
    header: usize,
    fitting: Vec<[u64; KINDS]>,
    other: Vec<[u64; KINDS]>,
    fitting_rows: u64,
    pub(super) other_rows: u64,
    pub(super) shortest: usize,
}

impl Widths {
    pub(super) fn new(header: usize) -> Self {
        Self {
            header,
            fitting: vec![[0; KINDS]; header],
            other: vec![[0; KINDS]; header],
            fitting_rows: 0,
            other_rows: 0,
            shortest: header,
        }
    }

    pub(super) fn take<'c>(&mut self, cells: impl ExactSizeIterator<Item = &'c str>) {
        let counts = if cells.len() == self.header {
            self.fitting_rows += 1;
            &mut self.fitting
        } else {
            self.other_rows += 1;
            self.shortest = self.shortest.min(cells.len());
            &mut self.other
        };
        for (cell, counts) in cells.zip(counts) {
            counts[kind(cell)] += 1;
        }
    }

    /// The first column in which rows of another width differ from the header.
    pub(super) fn first_difference(&self) -> usize {
        if self.fitting_rows < ROWS_MIN || self.other_rows < ROWS_MIN {
            return self.shortest;
        }
        let differs = |at: &usize| {
            let share = |counts: &[u64; KINDS], kind: usize| {
                counts[kind] as f64 / counts.iter().sum::<u64>().max(1) as f64
            };
            let distance: f64 = (0..KINDS)
                .map(|kind| (share(&self.fitting[*at], kind) - share(&self.other[*at], kind)).abs())
                .sum();
            distance > 0.8
        };
        (0..self.shortest).find(differs).unwrap_or(self.shortest)
    }
}

fn kind(cell: &str) -> usize {
    let cell = cell.trim();
    if cell.is_empty() {
        0
    } else if cell.starts_with(|c: char| c.is_alphabetic()) {
        1
    } else if cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b',')) {
        2
    } else {
        3
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn difference_is_found_where_values_are_of_other_kinds() {
        let mut widths = Widths::new(4);
        for row in 0..20 {
            let number = row.to_string();
            widths.take([number.as_str(), "Name", "53.1", "Y"].into_iter());
            widths.take([number.as_str(), "Name", "Y"].into_iter());
        }
        assert_eq!(widths.first_difference(), 2);
        assert_eq!((widths.other_rows, widths.shortest), (20, 3));
    }
}
