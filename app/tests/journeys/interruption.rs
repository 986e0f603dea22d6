//! Two runs at once, and runs that are killed.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use base::PlaceLock;

use crate::folder::TestPlace;

#[test]
fn second_run_says_who_holds_the_place() {
    let place = TestPlace::library();
    fs::create_dir_all(place.state()).unwrap();
    let held =
        PlaceLock::take(&place.state().join("lock"), "run", "2026-11-21T10:00:00Z".parse().unwrap()).unwrap();
    let told = place.fails(&["run"], 5);
    assert!(told.contains("another run works on this place: process"), "{told}");
    assert!(told.contains("since 2026-11-21T10:00:00Z"), "{told}");
    drop(held);
    place.succeeds(&["run"]);
}

/// How many files and folders there are below a folder that a process may be changing.
fn entry_count(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    entries.flatten().map(|entry| 1 + entry_count(&entry.path())).sum()
}

/// Kills the run when the state folder first has `count` entries; false where the run ended before.
fn killed_at(place: &TestPlace, count: usize) -> bool {
    let mut run = place.command(&["run"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    loop {
        if entry_count(&place.state()) >= count {
            run.kill().unwrap();
            return !run.wait().unwrap().success();
        }
        if run.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::yield_now();
    }
}

#[test]
fn run_killed_at_any_moment_leaves_a_place_that_completes() {
    let whole = TestPlace::synthetic(200, 11);
    let expected = whole.json(&["run"]);
    let last = entry_count(&whole.state());
    let place = TestPlace::synthetic(200, 11);
    let mut kills = 0;
    for count in (2..last).step_by(6) {
        kills += usize::from(killed_at(&place, count));
        // Whatever stands is whole: its files can be read.
        let status = place.run(&["status", "--json"]);
        assert!(
            status.status.success() || status.status.code() == Some(3),
            "{}",
            String::from_utf8_lossy(&status.stderr)
        );
    }
    assert!(kills > 0, "at least one run was killed before its end");
    let completed = place.json(&["run"]);
    assert_eq!(completed["entities"], expected["entities"]);
    let totals = |answer: &serde_json::Value| {
        let sources = answer["sources"].as_array().unwrap();
        sources.iter().map(|source| (source["name"].clone(), source["accepted"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(totals(&completed), totals(&expected));
}
