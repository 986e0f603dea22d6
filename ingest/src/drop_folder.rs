//! A folder in which a supplier drops one delivery after the other: which are next, in which order, and which wait for what.
//!
//! Looks at names and times, given the time; opens no file, and removes none.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::LoadError;
use crate::cell::MomentPattern;
use crate::contract::{Contract, DropFolder, DropOrder, Mode};
use crate::files::matches;

/// What is in a drop folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deliveries {
    /// Files to load, in the order in which they count.
    pub ready: Vec<PathBuf>,
    /// Files whose names have been loaded; whether they are still the same is for who knows their hashes.
    pub known: Vec<PathBuf>,
    /// Files that are not loaded yet, a line each with the reason.
    pub waiting: Vec<String>,
}

/// A file in the folder.
struct Dropped {
    path: PathBuf,
    name: String,
    /// Seconds since 1970.
    modified: i64,
    /// Where it stands among the others; none where its name has no date and should.
    place: Option<Place>,
}

/// Where a file stands in the order: by its date or time where the contract says so, then by its name.
type Place = (String, i64, String);

/// Looks into the folder. `taken` are the names of files that have been loaded, `now` is in seconds since 1970.
///
/// # Errors
/// [`LoadError::Read`] where the folder cannot be listed; a folder that is not there is empty.
pub fn deliveries(
    contract: &Contract,
    folder: &DropFolder,
    place: &Path,
    taken: &[&str],
    now: i64,
) -> Result<Deliveries, LoadError> {
    let pattern = place.join(&contract.source.path);
    let names = names_in(pattern.parent().unwrap_or(place))?;
    let wanted = pattern.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let is_marker = |name: &str| {
        folder
            .marker
            .as_ref()
            .is_some_and(|marker| matches(marker, name) && !(marker == "*" || *marker == wanted))
    };
    let mut found = Deliveries::default();
    let mut new: Vec<Dropped> = Vec::new();
    for (path, name) in &names {
        if !matches(&wanted, name) || is_marker(name) || !path.is_file() {
            continue;
        }
        if taken.contains(&name.as_str()) {
            found.known.push(path.clone());
            continue;
        }
        let modified = modified_at(path).map_err(|error| LoadError::read(path, error))?;
        let place = folder.order.place(name, modified);
        new.push(Dropped { path: path.clone(), name: name.clone(), modified, place });
    }
    new.sort_by(|a, b| a.place.cmp(&b.place));
    let last_taken = last_taken(contract, folder, taken);
    let mut blocked_by: Option<String> = None;
    for file in new {
        let is_late = last_taken.as_ref().zip(file.place.as_ref()).is_some_and(|(last, place)| place < last);
        let why = match &file.place {
            None => Some("has no date of the form that `guildhall.deliveryOrder` states".to_owned()),
            Some(_) if is_late => Some("comes before one that is loaded already".to_owned()),
            Some(_) => folder.why_incomplete(&file, &names, now),
        };
        match (why, &blocked_by) {
            (Some(why), _) => {
                found.waiting.push(format!("{} waits: it {why}", file.name));
                // What is late or has no date stands in nobody's way.
                if file.place.is_some() && !is_late {
                    blocked_by.get_or_insert(file.name);
                }
            }
            (None, Some(earlier)) => {
                found.waiting.push(format!("{} waits for {earlier}, which comes before it", file.name));
            }
            (None, None) => found.ready.push(file.path),
        }
    }
    Ok(found)
}

impl DropFolder {
    /// What a file lacks to be known as whole.
    fn why_incomplete(&self, file: &Dropped, names: &[(PathBuf, String)], now: i64) -> Option<String> {
        if let Some(marker) = &self.marker {
            let stem = Path::new(&file.name)
                .file_stem()
                .map_or(file.name.as_str().into(), |stem| stem.to_string_lossy());
            let wanted = [marker.replace('*', &file.name), marker.replace('*', &stem)];
            if !names.iter().any(|(_, name)| wanted.contains(name)) {
                return Some(format!("has no {} beside it", wanted[0]));
            }
        }
        let quiet = self.quiet_minutes.map(|minutes| i64::from(minutes) * 60);
        match (quiet, self.quiet_minutes) {
            (Some(seconds), Some(minutes)) if now - file.modified < seconds => {
                Some(format!("has changed within the last {minutes} minutes"))
            }
            _ => None,
        }
    }
}

impl DropOrder {
    /// Where a file stands; nothing where its name has no date and should.
    fn place(&self, name: &str, modified: i64) -> Option<Place> {
        match self {
            Self::Name => Some((String::new(), 0, name.to_owned())),
            Self::Time => Some((String::new(), modified, name.to_owned())),
            Self::Date(form) => Some((date_in(name, form)?, 0, name.to_owned())),
        }
    }
}

/// The last of the files that have been loaded, where it matters that nothing comes before it: additions stand in no order.
fn last_taken(contract: &Contract, folder: &DropFolder, taken: &[&str]) -> Option<Place> {
    if contract.source.mode == Mode::Append || folder.order == DropOrder::Time {
        return None;
    }
    taken.iter().filter_map(|name| folder.order.place(name, 0)).max()
}

/// The first date of the form in a name, in a form that can be compared.
fn date_in(name: &str, form: &str) -> Option<String> {
    let pattern = MomentPattern::compile(form).ok()?;
    let length = form.chars().filter(|letter| *letter != '\'').count();
    let starts: Vec<usize> = name.char_indices().map(|(at, _)| at).chain([name.len()]).collect();
    starts.windows(length + 1).find_map(|window| {
        let moment = pattern.read(&name[window[0]..window[length]]).filter(|moment| moment.year.is_some())?;
        let mut text = String::new();
        moment.push_date(&mut text);
        text.push('T');
        moment.push_time(&mut text);
        Some(text)
    })
}

/// The files of a folder, by name.
fn names_in(folder: &Path) -> Result<Vec<(PathBuf, String)>, LoadError> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(|error| LoadError::read(folder, error))?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| LoadError::read(folder, error))?;
        names.push((entry.path(), entry.file_name().to_string_lossy().into_owned()));
    }
    names.sort();
    Ok(names)
}

fn modified_at(path: &Path) -> std::io::Result<i64> {
    let modified: SystemTime = std::fs::metadata(path)?.modified()?;
    let since = modified.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Ok(i64::try_from(since).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_is_found_anywhere_in_a_name() {
        for (name, form, expected) in [
            ("people_31122026.csv", "ddMMyyyy", Some("2026-12-31T00:00:00")),
            ("99_20261122-0730.txt", "yyyyMMdd-HHmm", Some("2026-11-22T07:30:00")),
            ("extract 2026-11-22.csv", "yyyy-MM-dd", Some("2026-11-22T00:00:00")),
            ("people_31022026.csv", "ddMMyyyy", None),
            ("x", "ddMMyyyy", None),
            ("né_01012026", "ddMMyyyy", Some("2026-01-01T00:00:00")),
        ] {
            assert_eq!(date_in(name, form).as_deref(), expected, "{name} {form}");
        }
    }
}
