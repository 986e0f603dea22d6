//! Positions in degrees, as far as they can lie in the British Isles.
//!
//! Latitude and longitude only (WGS 84); it converts no grid references and knows no coastline.

use std::fmt;

use crate::problem::{Finding, ProblemKind, Reading};

/// Degrees north from the Channel Islands to beyond Shetland.
const LATITUDE_RANGE: std::ops::RangeInclusive<f64> = 49.0..=61.5;

/// Degrees east from beyond Ireland and Rockall to beyond Lowestoft.
const LONGITUDE_RANGE: std::ops::RangeInclusive<f64> = -14.0..=2.5;

/// A position in or near the British Isles. Masks its `Debug`, since it can be one household's.
///
/// Units: degrees (WGS 84).
#[derive(Clone, Copy, PartialEq)]
pub struct Coordinate {
    latitude: f64,
    longitude: f64,
}

impl Coordinate {
    /// Reads a pair of decimal degrees; a pair in the wrong order is turned round and told.
    pub fn read(latitude: &str, longitude: &str) -> Reading<Self> {
        let (latitude, longitude) = (latitude.trim(), longitude.trim());
        if latitude.is_empty() && longitude.is_empty() {
            return Reading::blank();
        }
        let (Some(latitude), Some(longitude)) = (degrees(latitude), degrees(longitude)) else {
            return Reading::refused(ProblemKind::Malformed, "coordinate_form");
        };
        if latitude == 0.0 && longitude == 0.0 {
            return Reading::refused(ProblemKind::Placeholder, "coordinate_zero");
        }
        if plausible(latitude, longitude) {
            Reading::clean(Self { latitude, longitude })
        } else if plausible(longitude, latitude) {
            let turned = Self { latitude: longitude, longitude: latitude };
            Reading {
                value: Some(turned),
                finding: Some(Finding::new(ProblemKind::Repaired, "coordinate_swapped")),
            }
        } else {
            Reading::refused(ProblemKind::Impossible, "coordinate_outside_british_isles")
        }
    }

    /// Degrees north.
    pub fn latitude(&self) -> f64 {
        self.latitude
    }

    /// Degrees east.
    pub fn longitude(&self) -> f64 {
        self.longitude
    }

    /// The latitude as decimal text with six places, about 0.1 m.
    pub fn latitude_text(&self) -> String {
        decimal(self.latitude, 6)
    }

    /// The longitude as decimal text with six places.
    pub fn longitude_text(&self) -> String {
        decimal(self.longitude, 6)
    }

    /// The cell of a grid of thousandths of a degree (about 111 m by 65 m) that it lies in: `53.863,-1.916`.
    pub fn grid_cell(&self) -> String {
        let mut cell = decimal(self.latitude, 3);
        cell.push(',');
        cell.push_str(&decimal(self.longitude, 3));
        cell
    }

    /// The cell of the same grid moved by half a cell both ways: positions near each other share one of the two.
    pub fn grid_cell_shifted(&self) -> String {
        let shifted = Self { latitude: self.latitude + 0.0005, longitude: self.longitude + 0.0005 };
        shifted.grid_cell()
    }
}

impl fmt::Debug for Coordinate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Coordinate(..)")
    }
}

fn degrees(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

fn plausible(latitude: f64, longitude: f64) -> bool {
    LATITUDE_RANGE.contains(&latitude) && LONGITUDE_RANGE.contains(&longitude)
}

/// A number with fixed places, without the sign of a rounded-away minus.
fn decimal(number: f64, places: usize) -> String {
    let text = format!("{number:.places$}");
    match text.strip_prefix('-') {
        Some(positive) if positive.bytes().all(|byte| matches!(byte, b'0' | b'.')) => positive.to_owned(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Latitude and longitude in; latitude, longitude and cell or rule out.
    fn check(table: &[(&str, &str, &str)]) {
        for (latitude, longitude, expected) in table {
            let reading = Coordinate::read(latitude, longitude);
            let rule = reading.finding.map_or("", |finding| finding.rule);
            let shown = match reading.value {
                Some(at) => {
                    format!("{} {} [{}] {rule}", at.latitude_text(), at.longitude_text(), at.grid_cell())
                }
                None => rule.to_owned(),
            };
            assert_eq!(shown.trim_end(), *expected, "of {latitude:?} {longitude:?}");
        }
    }

    #[test]
    fn positions_have_six_places_and_a_cell_of_three() {
        check(&[
            ("53.86312", "-1.91648", "53.863120 -1.916480 [53.863,-1.916]"),
            (" 51.5 ", "0", "51.500000 0.000000 [51.500,0.000]"),
            ("51.5", "-0.0000001", "51.500000 0.000000 [51.500,0.000]"),
            ("-1.5", "53.8", "53.800000 -1.500000 [53.800,-1.500] coordinate_swapped"),
            ("", "", ""),
        ]);
    }

    #[test]
    fn positions_elsewhere_are_told() {
        check(&[
            ("0", "0", "coordinate_zero"),
            ("48.85", "2.35", "coordinate_outside_british_isles"),
            ("429000", "433000", "coordinate_outside_british_isles"),
            ("53.8", "", "coordinate_form"),
            ("NaN", "1", "coordinate_form"),
        ]);
    }

    proptest! {
        #[test]
        fn its_own_text_reads_as_the_same_cell(latitude in 49.0..61.5f64, longitude in -14.0..2.5f64) {
            let at = Coordinate::read(&latitude.to_string(), &longitude.to_string()).value.unwrap();
            let again = Coordinate::read(&at.latitude_text(), &at.longitude_text()).value.unwrap();
            prop_assert_eq!(at.latitude_text(), again.latitude_text());
            prop_assert_eq!(at.longitude_text(), again.longitude_text());
        }
    }
}
