//! Given names that are met in Britain, and which of them are forms of one: `BILL` and `WILLIAM`, `MOHAMMED` in its
//! spellings.
//!
//! A table of our own (`given.txt`). It covers the thousand names most given in Britain since 1996 and the commoner ones of
//! those born before; a name that is not in it is no less a name. Which form a person goes by it does not know.

use std::sync::OnceLock;

const TABLE: &str = include_str!("given.txt");

/// The table by name.
struct Names {
    /// Every name, in order, as often as it stands in a group.
    names: Vec<&'static str>,
    /// The group of each.
    groups: Vec<u32>,
}

fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        let mut entries: Vec<(&str, u32)> =
            lines.zip(0..).flat_map(|(line, group)| line.split(' ').map(move |name| (name, group))).collect();
        entries.sort_unstable();
        let (names, groups) = entries.into_iter().unzip();
        Names { names, groups }
    })
}

/// The groups that a given name belongs to, numbered in order; two names are forms of one where they share a group.
///
/// Shape: `name` in its comparing form. None where the table does not know the name; a name without other forms has a group
/// to itself.
///
/// # Example
/// ```
/// use standardise::name::given::groups_of;
///
/// assert!(groups_of("BILL").iter().any(|group| groups_of("WILLIAM").contains(group)));
/// ```
pub fn groups_of(name: &str) -> &'static [u32] {
    let Names { names, groups } = names();
    let start = names.partition_point(|entry| *entry < name);
    let count = names[start..].iter().take_while(|entry| **entry == name).count();
    &groups[start..start + count]
}

/// Whether the table knows a name.
///
/// Shape: `name` in its comparing form.
pub fn is_known(name: &str) -> bool {
    !groups_of(name).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(left: &str, right: &str) -> bool {
        groups_of(left).iter().any(|group| groups_of(right).contains(group))
    }

    #[test]
    fn forms_of_one_name_share_a_group() {
        for (left, right) in [
            ("BILL", "WILLIAM"),
            ("MUHAMMAD", "MOHAMED"),
            ("KATE", "KATHRYN"),
            ("PEGGY", "MARGARET"),
            ("UMAR", "OMAR"),
            ("KAIDEN", "CADEN"),
            ("WOJTEK", "WOJCIECH"),
        ] {
            assert!(share(left, right), "{left} {right}");
        }
    }

    #[test]
    fn names_that_are_only_alike_share_none() {
        for (left, right) in [
            ("JOHN", "WILLIAM"),
            ("KATE", "JANE"),
            ("JAYDEN", "JORDAN"),
            ("EVAN", "YAHYA"),
            ("HARRISON", "HENRY"),
            ("NOBODY", "NOBODY"),
        ] {
            assert!(!share(left, right), "{left} {right}");
        }
    }

    #[test]
    fn table_is_capitals_with_one_space_between_and_no_name_twice_in_a_line() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let is_clean =
                |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_uppercase());
            assert!(line.split(' ').all(is_clean), "{line}");
            let mut names: Vec<&str> = line.split(' ').collect();
            names.sort_unstable();
            assert!(names.is_sorted_by(|one, next| one < next), "{line}");
        }
    }

    #[test]
    fn every_name_is_found_as_the_table_writes_it() {
        for (line, group) in TABLE.lines().filter(|line| !line.starts_with('#')).zip(0..) {
            assert!(line.split(' ').all(|name| groups_of(name).contains(&group)), "{line}");
        }
        assert!(is_known("SOPHIE") && !is_known("SOPHIELESS") && !is_known(""));
    }
}
