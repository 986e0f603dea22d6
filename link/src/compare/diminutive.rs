//! Which given names are forms of one: BILL, WILLIAM, LIAM; MOHAMMED in its spellings.
//!
//! A table of our own. A name may belong to several groups; two names are forms of one where they share a group.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

const TABLE: &str = include_str!("diminutive.txt");

/// The groups that a given name, in capitals, belongs to, numbered; none where it has no other forms.
pub(crate) fn groups_of(name: &str) -> &'static [u32] {
    static GROUPS: OnceLock<FxHashMap<&'static str, Vec<u32>>> = OnceLock::new();
    GROUPS.get_or_init(read).get(name).map_or(&[], Vec::as_slice)
}

fn read() -> FxHashMap<&'static str, Vec<u32>> {
    let mut groups: FxHashMap<&'static str, Vec<u32>> = FxHashMap::default();
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    for (number, line) in lines.enumerate() {
        for name in line.split(' ') {
            let of_name = groups.entry(name).or_default();
            if of_name.last() != Some(&(number as u32)) {
                of_name.push(number as u32);
            }
        }
    }
    groups
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
        ] {
            assert!(share(left, right), "{left} {right}");
        }
        for (left, right) in
            [("JOHN", "WILLIAM"), ("KATE", "JANE"), ("JAYDEN", "JORDAN"), ("NOBODY", "NOBODY")]
        {
            assert!(!share(left, right), "{left} {right}");
        }
    }

    #[test]
    fn the_table_is_capitals_with_one_space_between() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let is_clean =
                |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_uppercase());
            assert!(line.split(' ').all(is_clean), "{line}");
            assert!(line.contains(' '), "{line}");
        }
    }
}
