//! Metres between two positions, good to a per cent over the few kilometres that matter here.

/// The mean radius of the earth.
///
/// # Source
/// International Union of Geodesy and Geophysics, mean radius R1.
const EARTH_RADIUS_METRES: f64 = 6_371_008.8;

/// A latitude or longitude in degrees; nothing where the text is no number on earth.
pub(crate) fn degrees(text: &[u8]) -> Option<f64> {
    let degrees: f64 = std::str::from_utf8(text).ok()?.trim().parse().ok()?;
    (degrees.abs() <= 180.0).then_some(degrees)
}

/// The distance between two positions, each latitude and longitude in degrees.
pub(crate) fn metres(left: (f64, f64), right: (f64, f64)) -> f64 {
    let north = (right.0 - left.0).to_radians();
    let mean_latitude = f64::midpoint(left.0, right.0).to_radians();
    let east = (right.1 - left.1).to_radians() * mean_latitude.cos();
    EARTH_RADIUS_METRES * north.hypot(east)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_distances_come_out() {
        // Town halls of Leeds and Bradford, 13.2 km apart on the great circle.
        let apart = metres((53.800_4, -1.549_5), (53.792_3, -1.753_5));
        assert!((apart - 13_430.0).abs() < 100.0, "{apart}");
        assert_eq!(metres((53.8, -1.5), (53.8, -1.5)), 0.0);
    }

    #[test]
    fn only_numbers_on_earth_are_degrees() {
        assert_eq!(degrees(b"-1.5495"), Some(-1.5495));
        for text in ["", "north", "530.1", "NaN"] {
            assert_eq!(degrees(text.as_bytes()), None, "{text}");
        }
    }
}
