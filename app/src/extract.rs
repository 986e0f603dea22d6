//! Finds a source's files: the contract's path under the place folder, its last part with `*` or without.

use std::fs;
use std::path::{Path, PathBuf};

use ingest::LoadError;
use ingest::contract::Source;

/// The files that the source's path names, by name.
///
/// # Errors
/// [`LoadError::NoFile`] where there is none, [`LoadError::Read`] where the folder can't be listed.
pub fn find_files(place: &Path, source: &Source) -> Result<Vec<PathBuf>, LoadError> {
    let path = place.join(&source.path);
    let missing = || LoadError::NoFile { pattern: path.clone() };
    let pattern = path.file_name().and_then(|name| name.to_str()).ok_or_else(missing)?;
    if !pattern.contains('*') {
        return if path.is_file() { Ok(vec![path]) } else { Err(missing()) };
    }
    let folder = path.parent().unwrap_or(place);
    let read = |source| LoadError::Read { path: folder.to_owned(), source };
    if !folder.is_dir() {
        return Err(missing());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(read)? {
        let candidate = entry.map_err(read)?.path();
        let name = candidate.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if fits(name, pattern) && candidate.is_file() {
            found.push(candidate);
        }
    }
    found.sort();
    if found.is_empty() { Err(missing()) } else { Ok(found) }
}

/// Whether a name fits a pattern in which `*` stands for any characters.
fn fits(name: &str, pattern: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return name == pattern };
    let Some(mut left) = name.strip_prefix(first) else { return false };
    let (between, last) = rest.rsplit_once('*').map_or(("", rest), |(between, last)| (between, last));
    for part in between.split('*').filter(|part| !part.is_empty()) {
        let Some(at) = left.find(part) else { return false };
        left = &left[at + part.len()..];
    }
    left.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn star_stands_for_any_characters() {
        for (name, pattern) in [
            ("a.csv", "a.csv"),
            ("register-03.csv", "register-*.csv"),
            ("register-.csv", "register-*.csv"),
            ("2026-11 register north.csv", "*register*.csv"),
        ] {
            assert!(fits(name, pattern), "{name} fits {pattern}");
        }
        for (name, pattern) in [("b.csv", "a.csv"), ("register-03.csv.tmp", "register-*.csv"), ("ab", "ab*b")]
        {
            assert!(!fits(name, pattern), "{name} does not fit {pattern}");
        }
    }
}
