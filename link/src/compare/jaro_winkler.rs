//! Jaro-Winkler similarity, with the letters of one text as bits of a word.

use super::pattern::{BIT_LENGTH_MAX, Pattern};

/// From this Jaro similarity on, a common beginning counts.
const BOOST_FROM: f64 = 0.7;
/// What a common letter at the beginning adds, of what is missing to 1.
const BOOST_SHARE: f64 = 0.1;
/// So many letters at the beginning are looked at.
pub(super) const BOOST_LENGTH_MAX: usize = 4;

/// The Jaro-Winkler similarity of a prepared text and another.
///
/// # Source
/// Winkler (1990), String comparator metrics and enhanced decision rules; the matching on bits follows Bergroth's idea
/// as used by RapidFuzz.
pub(crate) fn jaro_winkler(left: &Pattern, right: &[u8]) -> f64 {
    let text = left.text();
    if text.is_empty() || right.is_empty() {
        return if text.len() == right.len() { 1.0 } else { 0.0 };
    }
    let (matched, half_transposed) = if left.fits_a_word() && right.len() <= BIT_LENGTH_MAX {
        matches_by_bits(left, right)
    } else {
        matches_by_letter(text, right)
    };
    if matched == 0 {
        return 0.0;
    }
    let transposed = f64::from(half_transposed / 2);
    let matched = f64::from(matched);
    let jaro =
        (matched / text.len() as f64 + matched / right.len() as f64 + (matched - transposed) / matched) / 3.0;
    let beginning = text.iter().zip(right).take(BOOST_LENGTH_MAX).take_while(|(a, b)| a == b).count();
    boosted(jaro, beginning)
}

/// The Jaro similarity with what the common beginning adds.
pub(super) fn boosted(jaro: f64, beginning: usize) -> f64 {
    if jaro > BOOST_FROM { jaro + beginning as f64 * BOOST_SHARE * (1.0 - jaro) } else { jaro }
}

/// How far apart letters may stand and still match.
fn reach(left: usize, right: usize) -> usize {
    (left.max(right) / 2).saturating_sub(1)
}

/// How many letters match, and how many of those stand in another order.
fn matches_by_bits(left: &Pattern, right: &[u8]) -> (u32, u32) {
    let reach = reach(left.text().len(), right.len());
    let mut window: u64 = if reach + 1 >= BIT_LENGTH_MAX { u64::MAX } else { (1 << (reach + 1)) - 1 };
    let (mut matched_left, mut matched_right) = (0_u64, 0_u64);
    for (position, byte) in right.iter().enumerate() {
        let free = left.positions(*byte) & window & !matched_left;
        matched_left |= free & free.wrapping_neg();
        matched_right |= u64::from(free != 0) << position;
        window = (window << 1) | u64::from(position < reach);
    }
    let mut half_transposed = 0;
    let (mut rest_left, mut rest_right) = (matched_left, matched_right);
    while rest_right != 0 {
        let first_left = rest_left & rest_left.wrapping_neg();
        let byte = right[rest_right.trailing_zeros() as usize];
        half_transposed += u32::from(left.positions(byte) & first_left == 0);
        rest_left ^= first_left;
        rest_right &= rest_right - 1;
    }
    (matched_left.count_ones(), half_transposed)
}

/// As [`matches_by_bits`], for texts that are too long for a word.
fn matches_by_letter(left: &[u8], right: &[u8]) -> (u32, u32) {
    let reach = reach(left.len(), right.len());
    let mut matched_left = vec![false; left.len()];
    let mut order_right = Vec::with_capacity(right.len());
    for (position, byte) in right.iter().enumerate() {
        let from = position.saturating_sub(reach);
        let to = (position + reach + 1).min(left.len());
        let free = (from..to).find(|&place| !matched_left[place] && left[place] == *byte);
        if let Some(place) = free {
            matched_left[place] = true;
            order_right.push(*byte);
        }
    }
    let order_left = left.iter().zip(&matched_left).filter(|(_, matched)| **matched).map(|(byte, _)| byte);
    let half_transposed = order_left.zip(&order_right).filter(|(a, b)| a != b).count();
    (order_right.len() as u32, half_transposed as u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn similarity(left: &str, right: &str) -> f64 {
        let mut pattern = Pattern::new();
        pattern.set(left.as_bytes());
        jaro_winkler(&pattern, right.as_bytes())
    }

    #[test]
    fn known_similarities_come_out() {
        for (left, right, expected) in [
            ("MARTHA", "MARHTA", 0.961),
            ("DWAYNE", "DUANE", 0.84),
            ("DIXON", "DICKSONX", 0.813),
            ("A", "B", 0.0),
        ] {
            assert!((similarity(left, right) - expected).abs() < 0.001, "{left} {right}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn short_texts_agree_with_the_oracles(left in "[A-E ]{0,12}", right in "[A-E ]{0,12}") {
            let ours = similarity(&left, &right);
            prop_assert!((ours - strsim::jaro_winkler(&left, &right)).abs() < 1e-9);
            let theirs = rapidfuzz::distance::jaro_winkler::similarity(left.chars(), right.chars());
            prop_assert!((ours - theirs).abs() < 1e-9);
        }

        #[test]
        fn long_texts_agree_with_the_oracle(left in "[A-F ]{40,90}", right in "[A-F ]{40,90}") {
            prop_assert!((similarity(&left, &right) - strsim::jaro_winkler(&left, &right)).abs() < 1e-9);
        }
    }
}
