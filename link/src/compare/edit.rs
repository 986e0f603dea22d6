//! Edit distances, with a column of the table of distances as bits of two words.

use super::pattern::Pattern;

/// How many letters have to be added, left out or replaced to get from a prepared text to another.
///
/// # Source
/// Myers (1999), A fast bit-vector algorithm for approximate string matching, in Hyyrö's form (2003).
pub(crate) fn levenshtein(left: &Pattern, right: &[u8]) -> usize {
    if left.fits_a_word() { by_bits::<false>(left, right) } else { by_table::<false>(left.text(), right) }
}

/// As [`levenshtein`], and two neighbouring letters the wrong way round count once; no letter is edited twice.
///
/// # Source
/// Hyyrö (2003), A bit-vector algorithm for computing Levenshtein and Damerau edit distances.
pub(crate) fn damerau(left: &Pattern, right: &[u8]) -> usize {
    if left.fits_a_word() { by_bits::<true>(left, right) } else { by_table::<true>(left.text(), right) }
}

/// As [`damerau`] without its restriction: letters between and beside a swap may be edited too.
///
/// # Source
/// Lowrance and Wagner (1975), An extension of the string-to-string correction problem.
pub(crate) fn damerau_free(left: &[u8], right: &[u8]) -> usize {
    let width = right.len() + 2;
    let far = left.len() + right.len();
    // Row and column 0 stand for "no such letter before".
    let mut table = vec![far; width * (left.len() + 2)];
    for row in 0..=left.len() {
        table[(row + 1) * width + 1] = row;
    }
    for column in 0..=right.len() {
        table[width + column + 1] = column;
    }
    let mut last_row_of = [0_usize; 256];
    for (row, &letter) in left.iter().enumerate() {
        let mut last_column = 0;
        for (column, &other) in right.iter().enumerate() {
            let (row_before, column_before) = (last_row_of[usize::from(other)], last_column);
            let above = (row + 1) * width + column + 1;
            let swapped =
                table[row_before * width + column_before] + (row - row_before) + 1 + (column - column_before);
            let replaced = table[above] + usize::from(letter != other);
            let least = replaced.min(table[above + 1] + 1).min(table[above + width] + 1).min(swapped);
            table[above + width + 1] = least;
            if letter == other {
                last_column = column + 1;
            }
        }
        last_row_of[usize::from(letter)] = row + 1;
    }
    table[width * (left.len() + 2) - 1]
}

fn by_bits<const SWAPS: bool>(left: &Pattern, right: &[u8]) -> usize {
    let length = left.text().len();
    if length == 0 {
        return right.len();
    }
    let last = 1_u64 << (length - 1);
    let mut distance = length;
    // Bit i tells whether the distance grows (or falls) from row i to row i + 1 of the current column.
    let (mut grows, mut falls) = (u64::MAX, 0_u64);
    let (mut diagonal, mut before) = (0_u64, 0_u64);
    for byte in right {
        let same = left.positions(*byte);
        let swapped = if SWAPS { ((!diagonal & same) << 1) & before } else { 0 };
        diagonal = (((same & grows).wrapping_add(grows)) ^ grows) | same | falls | swapped;
        let mut right_grows = falls | !(diagonal | grows);
        let mut right_falls = diagonal & grows;
        distance += usize::from(right_grows & last != 0);
        distance -= usize::from(right_falls & last != 0);
        right_grows = (right_grows << 1) | 1;
        right_falls <<= 1;
        grows = right_falls | !(diagonal | right_grows);
        falls = right_grows & diagonal;
        before = same;
    }
    distance
}

/// The whole table, row by row: for texts that are too long for a word.
fn by_table<const SWAPS: bool>(left: &[u8], right: &[u8]) -> usize {
    let width = right.len() + 1;
    let mut table: Vec<usize> = (0..width).collect();
    table.resize(width * (left.len() + 1), 0);
    for row in 1..=left.len() {
        table[row * width] = row;
        for column in 1..width {
            let here = row * width + column;
            let replaced = table[here - width - 1] + usize::from(left[row - 1] != right[column - 1]);
            let mut least = replaced.min(table[here - 1] + 1).min(table[here - width] + 1);
            let swapped = SWAPS && row > 1 && column > 1 && {
                left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1]
            };
            if swapped {
                least = least.min(table[here - 2 * width - 2] + 1);
            }
            table[here] = least;
        }
    }
    table[width * left.len() + right.len()]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn distances(left: &str, right: &str) -> (usize, usize) {
        let mut pattern = Pattern::new();
        pattern.set(left.as_bytes());
        (levenshtein(&pattern, right.as_bytes()), damerau(&pattern, right.as_bytes()))
    }

    #[test]
    fn known_distances_come_out() {
        assert_eq!(distances("LS1 4AP", "LS1 4AP"), (0, 0));
        assert_eq!(distances("LS1 4AP", "LS14 AP"), (2, 1));
        assert_eq!(distances("", "ABC"), (3, 3));
        assert_eq!(distances("ABC", ""), (3, 3));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn distances_agree_with_the_oracle(left in "[A-D]{0,14}", right in "[A-D]{0,14}") {
            let expected = (strsim::levenshtein(&left, &right), strsim::osa_distance(&left, &right));
            prop_assert_eq!(distances(&left, &right), expected);
        }

        #[test]
        fn free_distances_agree_with_the_oracle(left in "[A-D]{0,9}", right in "[A-D]{0,9}") {
            let expected = strsim::damerau_levenshtein(&left, &right);
            prop_assert_eq!(damerau_free(left.as_bytes(), right.as_bytes()), expected);
        }

        #[test]
        fn long_texts_agree_with_the_oracle(left in "[A-D]{60,80}", right in "[A-D]{50,80}") {
            let expected = (strsim::levenshtein(&left, &right), strsim::osa_distance(&left, &right));
            prop_assert_eq!(distances(&left, &right), expected);
        }
    }
}
