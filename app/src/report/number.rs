//! How the report writes numbers: grouped digits, shares that never round a fault away, bits, probabilities, times, sizes.
//!
//! Text only. It decides no unit and does no arithmetic beyond rounding.

/// The space before a unit or a percent sign: narrow, and a line never breaks at it.
const NARROW_SPACE: char = '\u{202f}';
const MINUS: char = '\u{2212}';

/// `1234567` as `1,234,567`.
pub(super) fn count(value: u64) -> String {
    let digits = value.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A count in at most five characters, for a label on a chart: `812`, `1.2k`, `46k`, `3.4m`.
pub(super) fn short_count(value: u64) -> String {
    const UNITS: [(u64, char); 3] = [(1_000_000_000, 'b'), (1_000_000, 'm'), (1_000, 'k')];
    // A count half a step below the next unit would round up to `1000k`: it takes that unit instead.
    let Some((size, unit)) = UNITS.into_iter().find(|(size, _)| value.saturating_add(size / 2_000) >= *size)
    else {
        return value.to_string();
    };
    let tenths = (as_real(value) / as_real(size) * 10.0).round();
    if tenths < 100.0 {
        format!("{:.1}{unit}", tenths / 10.0)
    } else {
        format!("{:.0}{unit}", as_real(value) / as_real(size))
    }
}

/// A power of ten for an axis: `1`, `100`, `10k`, `1m`.
pub(super) fn power_of_ten(value: u64) -> String {
    short_count(value).replace(".0", "")
}

/// Part of a whole, 0 to 1; zero where the whole is zero.
pub(super) fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { as_real(part) / as_real(whole) }
}

/// Part of a whole as `12.3 %`. Neither a small remainder nor a small part is rounded away: `>99.9 %`, `<0.1 %`.
pub(super) fn share(part: u64, whole: u64) -> String {
    share_with(part, whole, 1)
}

/// The same without decimals, for tight tables.
pub(super) fn whole_share(part: u64, whole: u64) -> String {
    share_with(part, whole, 0)
}

fn share_with(part: u64, whole: u64, decimals: usize) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let percent = ratio(part, whole) * 100.0;
    let (least, most) = if decimals == 0 { (1.0, 99.0) } else { (0.1, 99.9) };
    let text = format!("{percent:.decimals$}");
    let text = if part > 0 && text == format!("{:.decimals$}", 0.0) {
        format!("<{least:.decimals$}")
    } else if part < whole && text == format!("{:.decimals$}", 100.0) {
        format!(">{most:.decimals$}")
    } else if part == whole {
        "100".to_owned()
    } else if part == 0 {
        "0".to_owned()
    } else {
        text
    };
    format!("{text}{NARROW_SPACE}%")
}

/// A measure between 0 and 1 as `0.9973`; only a perfect one is written `1`.
pub(super) fn score(value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let text = format!("{value:.4}");
    match text.as_str() {
        "1.0000" if value < 1.0 => "0.9999".to_owned(),
        "1.0000" => "1".to_owned(),
        "0.0000" if value > 0.0 => "0.0001".to_owned(),
        "0.0000" => "0".to_owned(),
        _ => text,
    }
}

/// A measure between 0 and 1 as words: `997 of every 1,000`, `all`, `none`.
pub(super) fn per_thousand(value: f64) -> String {
    let rounded = (value * 1_000.0).round();
    if !value.is_finite() {
        "an unknown share".to_owned()
    } else if value >= 1.0 {
        "all".to_owned()
    } else if value <= 0.0 {
        "none".to_owned()
    } else if rounded >= 1_000.0 {
        "more than 999 of every 1,000".to_owned()
    } else if rounded < 1.0 {
        "fewer than 1 of every 1,000".to_owned()
    } else {
        format!("{rounded:.0} of every 1,000")
    }
}

/// A probability with as many decimals as asked for, and `<` where that would make it nothing.
pub(super) fn probability(value: f64, decimals: usize) -> String {
    let least = 10.0_f64.powi(-i32::try_from(decimals).unwrap_or(i32::MAX));
    if !value.is_finite() {
        "–".to_owned()
    } else if value > 0.0 && value < least / 2.0 {
        format!("<{least:.decimals$}")
    } else {
        format!("{value:.decimals$}")
    }
}

/// A weight as `+7.3` or `−2.1`, with a real minus sign.
pub(super) fn signed_bits(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    if !value.is_finite() {
        "–".to_owned()
    } else if tenths > 0.0 {
        format!("+{tenths:.1}")
    } else if tenths < 0.0 {
        format!("{MINUS}{:.1}", tenths.abs())
    } else {
        "0.0".to_owned()
    }
}

/// A weight on an axis: `−20`, `7.5`.
pub(super) fn axis_bits(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    let sign = if rounded < 0.0 { String::from(MINUS) } else { String::new() };
    format!("{sign}{}", rounded.abs())
}

/// Seconds as `0.42 s`, `12.3 s`, `2 min 05 s`, `1 h 02 min`.
pub(super) fn duration(seconds: f64) -> String {
    let space = NARROW_SPACE;
    if !seconds.is_finite() || seconds < 0.0 {
        return "–".to_owned();
    }
    // A sum of nothing is minus zero.
    let seconds = seconds.abs();
    if seconds < 9.995 {
        return format!("{seconds:.2}{space}s");
    }
    if seconds < 59.95 {
        return format!("{seconds:.1}{space}s");
    }
    let minutes = (seconds.round() / 60.0).floor();
    if minutes < 60.0 {
        return format!("{minutes:.0}{space}min {:02.0}{space}s", seconds.round() - minutes * 60.0);
    }
    let hours = ((seconds / 60.0).round() / 60.0).floor();
    format!("{hours:.0}{space}h {:02.0}{space}min", (seconds / 60.0).round() - hours * 60.0)
}

/// Bytes in decimal units: `812 bytes`, `4.1 MB`.
pub(super) fn bytes(value: u64) -> String {
    const UNITS: [&str; 5] = ["kB", "MB", "GB", "TB", "PB"];
    if value < 1_000 {
        return format!("{value}{NARROW_SPACE}bytes");
    }
    let mut size = as_real(value) / 1_000.0;
    let mut unit = 0;
    while size >= 999.95 && unit + 1 < UNITS.len() {
        size /= 1_000.0;
        unit += 1;
    }
    let unit = UNITS.get(unit).copied().unwrap_or_default();
    format!("{size:.1}{NARROW_SPACE}{unit}")
}

/// A count as a real number, to draw with.
pub(super) fn as_real(value: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a chart cannot show the difference above 2^53")]
    let real = value as f64;
    real
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_by_three() {
        let cases =
            [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567"), (100_000, "100,000")];
        for (value, text) in cases {
            assert_eq!(count(value), text);
        }
        assert_eq!(count(u64::MAX), "18,446,744,073,709,551,615");
    }

    #[test]
    fn short_counts_keep_two_figures_and_never_say_a_thousand_thousand() {
        let cases = [
            (0, "0"),
            (999, "999"),
            (1_000, "1.0k"),
            (1_249, "1.2k"),
            (9_960, "10k"),
            (45_600, "46k"),
            (999_400, "999k"),
            (999_600, "1.0m"),
            (3_400_000, "3.4m"),
            (2_000_000_000, "2.0b"),
        ];
        for (value, text) in cases {
            assert_eq!(short_count(value), text, "{value}");
        }
        assert_eq!(power_of_ten(1_000), "1k");
        assert_eq!(power_of_ten(100), "100");
    }

    #[test]
    fn a_share_never_rounds_a_remainder_away() {
        let cases = [
            (123, 1_000, "12.3\u{202f}%"),
            (1, 1_000_000, "<0.1\u{202f}%"),
            (999_999, 1_000_000, ">99.9\u{202f}%"),
            (5, 5, "100\u{202f}%"),
            (0, 5, "0\u{202f}%"),
            (0, 0, "–"),
        ];
        for (part, whole, text) in cases {
            assert_eq!(share(part, whole), text, "{part} of {whole}");
        }
        assert_eq!(whole_share(1, 1_000), "<1\u{202f}%");
        assert_eq!(whole_share(999, 1_000), ">99\u{202f}%");
        assert_eq!(whole_share(456, 1_000), "46\u{202f}%");
    }

    #[test]
    fn only_a_perfect_score_is_written_as_one() {
        let cases = [
            (1.0, "1"),
            (0.999_99, "0.9999"),
            (0.997_26, "0.9973"),
            (0.0, "0"),
            (0.000_01, "0.0001"),
            (f64::NAN, "–"),
        ];
        for (value, text) in cases {
            assert_eq!(score(value), text);
        }
    }

    #[test]
    fn a_measure_reads_as_so_many_of_every_thousand() {
        let cases = [
            (1.0, "all"),
            (0.9999, "more than 999 of every 1,000"),
            (0.9973, "997 of every 1,000"),
            (0.0001, "fewer than 1 of every 1,000"),
            (0.0, "none"),
        ];
        for (value, text) in cases {
            assert_eq!(per_thousand(value), text);
        }
    }

    #[test]
    fn a_tiny_probability_is_not_written_as_nothing() {
        assert_eq!(probability(0.95, 4), "0.9500");
        assert_eq!(probability(0.000_000_1, 6), "<0.000001");
        assert_eq!(probability(0.0, 6), "0.000000");
    }

    #[test]
    fn bits_carry_a_sign() {
        assert_eq!(signed_bits(7.26), "+7.3");
        assert_eq!(signed_bits(-2.1), "−2.1");
        assert_eq!(signed_bits(-0.01), "0.0");
        assert_eq!(signed_bits(f64::NEG_INFINITY), "–");
        assert_eq!(axis_bits(-20.0), "−20");
        assert_eq!(axis_bits(7.5), "7.5");
    }

    #[test]
    fn durations_read_as_a_person_says_them() {
        let cases = [
            (0.0, "0.00\u{202f}s"),
            (-0.0, "0.00\u{202f}s"),
            (0.424, "0.42\u{202f}s"),
            (12.34, "12.3\u{202f}s"),
            (59.99, "1\u{202f}min 00\u{202f}s"),
            (125.4, "2\u{202f}min 05\u{202f}s"),
            (3_720.0, "1\u{202f}h 02\u{202f}min"),
            (f64::NAN, "–"),
        ];
        for (value, text) in cases {
            assert_eq!(duration(value), text);
        }
    }

    #[test]
    fn bytes_take_the_unit_that_keeps_them_short() {
        let cases = [
            (812, "812\u{202f}bytes"),
            (1_500, "1.5\u{202f}kB"),
            (999_999, "1.0\u{202f}MB"),
            (4_100_000_000, "4.1\u{202f}GB"),
        ];
        for (value, text) in cases {
            assert_eq!(bytes(value), text);
        }
    }
}
