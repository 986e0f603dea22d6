//! Which way of writing dates fits all values of a column.

use crate::cell::{Moment, MomentPattern};
use std::sync::LazyLock;

/// Ways of writing dates, the strictest first: of those that fit, the first is proposed.
const PATTERNS: [&str; 28] = [
    "yyyy-MM-dd",
    "dd/MM/yyyy",
    "dd-MM-yyyy",
    "dd.MM.yyyy",
    "d/M/yyyy",
    "d-M-yyyy",
    "d.M.yyyy",
    "dd/MM/yy",
    "d/M/yy",
    "dd-MMM-yyyy",
    "dd-MMM-yy",
    "d-MMM-yyyy",
    "d-MMM-yy",
    "dd MMM yyyy",
    "d MMM yyyy",
    "d MMMM yyyy",
    "yyyy/MM/dd",
    "yyyyMMdd",
    "ddMMyyyy",
    "yyyy-MM-dd HH:mm:ss[.S]",
    "yyyy-MM-dd'T'HH:mm:ss[.S][X]",
    "yyyy-MM-dd HH:mm",
    "dd/MM/yyyy HH:mm:ss",
    "dd/MM/yyyy HH:mm",
    "d/M/yyyy H:mm:ss",
    "d/M/yyyy H:mm",
    "d/M/yyyy h:mm:ss a",
    "MM/dd/yyyy",
];

static COMPILED: LazyLock<Vec<MomentPattern>> =
    LazyLock::new(|| PATTERNS.iter().filter_map(|text| MomentPattern::compile(text).ok()).collect());

/// Patterns that have fitted so far.
#[derive(Debug, Clone, Default)]
pub(super) struct MomentFit {
    taken: u64,
    fits: [u64; PATTERNS.len()],
    has_time: bool,
}

/// A way of writing dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) pattern: &'static str,
    /// Whether a time of day other than midnight occurs.
    pub(super) has_time: bool,
    /// How many values it fits.
    pub(super) count: u64,
}

impl MomentFit {
    pub(super) fn take(&mut self, cell: &str) {
        self.taken += 1;
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        if !(4..=20).contains(&digits) || cell.len() > 32 {
            return;
        }
        for (pattern, fits) in COMPILED.iter().zip(&mut self.fits) {
            // A pattern that fits few of the values will not be proposed.
            if *fits * 2 + 8 < self.taken {
                continue;
            }
            let separated = !cell.bytes().all(|byte| byte.is_ascii_digit());
            if let Some(moment) = pattern.read(cell).filter(|moment| is_plausible(moment, separated)) {
                *fits += 1;
                self.has_time |=
                    [moment.hour, moment.minute, moment.second].iter().any(|part| part.unwrap_or(0) > 0);
            }
        }
    }

    /// The pattern that fits most values.
    pub(super) fn best(&self) -> Option<Found> {
        let most = self.fits.iter().copied().max().filter(|most| *most > 0)?;
        let at = self.fits.iter().position(|fits| *fits == most)?;
        let pattern = PATTERNS.get(at)?;
        Some(Found { pattern, has_time: pattern.contains(':') && self.has_time, count: most })
    }
}

/// Whether a record may hold such a date; digits alone are taken for one only where the year is near.
fn is_plausible(moment: &Moment, separated: bool) -> bool {
    let years = if separated { 1000..=9999 } else { 1800..=2100 };
    moment.year.is_some_and(|year| years.contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strictest_pattern_that_fits_is_found() {
        for (values, expected) in [
            (["12/03/1987", "01/12/2001"].as_slice(), "dd/MM/yyyy"),
            (["12/03/1987", "1/12/2001"].as_slice(), "d/M/yyyy"),
            (["2001-02-03", "1999-12-31"].as_slice(), "yyyy-MM-dd"),
            (["20010203", "19991231"].as_slice(), "yyyyMMdd"),
            (["03-FEB-01", "31-DEC-99"].as_slice(), "dd-MMM-yy"),
            (["12/31/1999", "12/03/1987"].as_slice(), "MM/dd/yyyy"),
            (["2001-02-03 00:00:00"].as_slice(), "yyyy-MM-dd HH:mm:ss[.S]"),
        ] {
            let mut fit = MomentFit::default();
            values.iter().for_each(|value| fit.take(value));
            let found = fit.best().unwrap();
            assert_eq!((found.pattern, found.count), (expected, values.len() as u64));
            assert!(!found.has_time);
        }
        assert_eq!(COMPILED.len(), PATTERNS.len());
    }
}
