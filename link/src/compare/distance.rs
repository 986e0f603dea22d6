//! Metres between two positions, good to a per cent over the few kilometres that matter here.

/// The mean radius of the earth.
///
/// # Source
/// International Union of Geodesy and Geophysics, mean radius R1.
const EARTH_RADIUS_METRES: f64 = 6_371_008.8;

/// A text as a number; not a number where it is none.
pub(crate) fn number(text: &[u8]) -> f64 {
    let number = std::str::from_utf8(text).ok().and_then(|text| text.trim().parse::<f64>().ok());
    number.filter(|number| number.is_finite()).unwrap_or(f64::NAN)
}

/// How far two numbers are apart in hundredths of the larger, whatever their signs.
pub(crate) fn percent(left: f64, right: f64) -> f64 {
    if left == right { 0.0 } else { 100.0 * (left - right).abs() / left.abs().max(right.abs()) }
}

/// The distance between two positions, each latitude and longitude in degrees; not a number where one is not on earth.
pub(crate) fn metres(left: (f64, f64), right: (f64, f64)) -> f64 {
    if [left.0, left.1, right.0, right.1].iter().any(|degrees| degrees.abs() > 180.0) {
        return f64::NAN;
    }
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
    fn only_numbers_are_numbers_and_only_places_on_earth_have_distances() {
        assert_eq!(number(b" -1.5495"), -1.5495);
        for text in ["", "north", "NaN", "inf"] {
            assert!(number(text.as_bytes()).is_nan(), "{text}");
        }
        assert!(metres((530.1, 0.0), (53.8, -1.5)).is_nan());
        assert!(metres((f64::NAN, 0.0), (53.8, -1.5)).is_nan());
    }

    #[test]
    fn numbers_are_so_many_hundredths_of_the_larger_apart() {
        assert_eq!(percent(90.0, 100.0), 10.0);
        assert_eq!(percent(-100.0, -90.0), 10.0);
        assert_eq!(percent(0.0, 0.0), 0.0);
        assert_eq!(percent(0.0, 5.0), 100.0);
    }
}
