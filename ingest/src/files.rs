//! Which files a contract means: its path under the place folder, where `*` stands for any part of a file's name.
//!
//! Lists a folder and opens nothing.

use std::path::{Path, PathBuf};

use crate::LoadError;
use crate::contract::{Contract, Location};

/// The files of a contract, by name; none where its rows are in no file of the place.
///
/// # Errors
/// [`LoadError::NoFile`] where there is none, [`LoadError::Read`] where the folder cannot be listed.
pub fn files_of(contract: &Contract, place: &Path) -> Result<Vec<PathBuf>, LoadError> {
    if contract.source.location != Location::Files {
        return Ok(Vec::new());
    }
    let pattern = place.join(&contract.source.path);
    let name = pattern.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if !name.contains('*') {
        return if pattern.exists() { Ok(vec![pattern]) } else { Err(LoadError::NoFile { pattern }) };
    }
    let folder = pattern.parent().unwrap_or(place);
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(LoadError::NoFile { pattern });
        }
        Err(error) => return Err(LoadError::read(folder, error)),
    };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| LoadError::read(folder, error))?;
        if matches(&name, &entry.file_name().to_string_lossy()) && entry.path().is_file() {
            files.push(entry.path());
        }
    }
    files.sort();
    if files.is_empty() { Err(LoadError::NoFile { pattern }) } else { Ok(files) }
}

/// Whether a name is of the pattern's form.
pub(crate) fn matches(pattern: &str, name: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = name.strip_prefix(pieces.next().unwrap_or("")) else { return false };
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return rest.ends_with(piece);
        }
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn star_stands_for_any_part_of_a_name() {
        for (pattern, name, expected) in [
            ("a*.csv", "a.csv", true),
            ("a*.csv", "a_2026-11.csv", true),
            ("*", "anything", true),
            ("a*b*c", "axxbyyc", true),
            ("a*b*c", "axxcyyb", false),
            ("a*a", "a", false),
            ("a.csv", "a.csv", true),
            ("*.csv", "a.csv.bak", false),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
    }
}
