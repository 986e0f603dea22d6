//! The known name nearest to one that is not known, for hints. It never changes what was written.

/// The candidate that a slip of the hand may have meant, if any is near enough.
///
/// Near is: the same but for case, spaces, `-` and `_`, or at most one edit in three characters.
pub(crate) fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = folded(name);
    let (distance, best) = candidates
        .map(|candidate| (edits(&wanted, &folded(candidate)), candidate))
        .min_by_key(|(distance, _)| *distance)?;
    (distance * 3 <= wanted.len()).then_some(best)
}

fn folded(name: &str) -> Vec<char> {
    name.chars().filter(|c| !matches!(c, ' ' | '-' | '_' | '.')).flat_map(char::to_lowercase).collect()
}

/// The Levenshtein distance, one row at a time.
fn edits(left: &[char], right: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, l) in left.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, r) in right.iter().enumerate() {
            let substituted = diagonal + usize::from(l != r);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_name_is_found_within_a_third_of_its_letters() {
        let known = ["primaryKey", "required", "unique"];
        assert_eq!(nearest("primary_key", known.into_iter()), Some("primaryKey"));
        assert_eq!(nearest("requried", known.into_iter()), Some("required"));
        assert_eq!(nearest("colour", known.into_iter()), None);
        assert_eq!(nearest("anything", std::iter::empty()), None);
    }
}
