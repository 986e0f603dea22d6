//! The house's own rules, checked: who may depend on whom, what each crate never does, sizes, names, headers.
//!
//! A rule that can be a lint is one; here is what no lint knows.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each crate and the crates of the house it may depend on, as ARCHITECTURE.md's map has them.
const MAY_DEPEND_ON: [(&str, &[&str]); 10] = [
    ("standardise", &[]),
    ("link", &["standardise"]),
    ("gazetteer", &["standardise"]),
    ("synth", &["standardise"]),
    ("ingest", &["standardise", "gazetteer"]),
    ("fetch", &["ingest"]),
    ("base", &[]),
    ("catalogue", &["base", "standardise"]),
    ("govern", &["base", "standardise"]),
    ("app", &["standardise", "link", "gazetteer", "synth", "ingest", "fetch", "base", "catalogue", "govern"]),
];

/// Names that say nothing.
const FORBIDDEN_NAMES: [&str; 6] = ["util", "common", "misc", "helpers", "shared", "manager"];

/// Lines of code a file may have without its inline tests.
const CODE_LINES_MAX: usize = 500;

/// Flat lists and tables of words may be longer.
const LONGER: [&str; 2] = ["standardise/src/name/known.rs", "synth/src/town/street_names.rs"];

/// Crates that are in the tree at two versions because two dependencies do not agree yet: docs/decisions/0002.
const KNOWN_DUPLICATES: [&str; 6] =
    ["base64", "fallible-iterator", "getrandom", "r-efi", "syn", "windows-sys"];

struct Source {
    path: PathBuf,
    name: String,
    text: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// Every Rust file of a crate's `src`.
fn sources(member: &str) -> Vec<Source> {
    let mut paths = Vec::new();
    walk(&root().join(member).join("src"), &mut paths);
    let is_rust = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    let source = |path: PathBuf| Source {
        name: path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/"),
        text: fs::read_to_string(&path).unwrap(),
        path,
    };
    paths.into_iter().filter(is_rust).map(source).collect()
}

fn all_sources() -> Vec<Source> {
    MAY_DEPEND_ON.iter().flat_map(|(member, _)| sources(member)).collect()
}

/// The code before the file's inline tests.
fn without_tests(text: &str) -> &str {
    text.find("#[cfg(test)]").map_or(text, |at| &text[..at])
}

/// Without comments, so that a rule about code is not broken by prose.
fn code_lines(text: &str) -> impl Iterator<Item = &str> {
    without_tests(text).lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"))
}

#[test]
fn crates_depend_only_on_whom_they_may() {
    let members: Vec<&str> = MAY_DEPEND_ON.iter().map(|(member, _)| *member).collect();
    for (member, allowed) in MAY_DEPEND_ON {
        let manifest: toml::Table =
            fs::read_to_string(root().join(member).join("Cargo.toml")).unwrap().parse().unwrap();
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(toml::Value::Table(dependencies)) = manifest.get(section) else { continue };
            for name in dependencies.keys().filter(|name| members.contains(&name.as_str())) {
                assert!(
                    allowed.contains(&name.as_str()),
                    "{member} depends on {name}, which its rule forbids"
                );
            }
        }
    }
}

#[test]
fn workspace_members_are_the_crates_of_the_map() {
    let manifest: toml::Table = fs::read_to_string(root().join("Cargo.toml")).unwrap().parse().unwrap();
    let members: BTreeSet<&str> = manifest["workspace"]["members"]
        .as_array()
        .unwrap()
        .iter()
        .map(|member| member.as_str().unwrap())
        .collect();
    assert_eq!(members, MAY_DEPEND_ON.iter().map(|(member, _)| *member).collect());
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for member in members {
        assert!(map.contains(&format!("| `{member}` |")), "ARCHITECTURE.md's code map lacks {member}");
    }
}

#[test]
fn pure_crates_do_no_input_or_output_and_ask_no_clock() {
    let forbidden = [
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::time",
        "std::io",
        "Instant::now",
        "Timestamp::now",
        "Zoned::now",
    ];
    for source in ["standardise", "link"].into_iter().flat_map(sources) {
        for line in code_lines(&source.text) {
            for word in forbidden {
                assert!(!line.contains(word), "{}: a pure crate uses {word}", source.name);
            }
        }
    }
}

#[test]
fn time_is_asked_for_in_one_place() {
    for source in all_sources() {
        // The clock itself; and how long a run's stages took, which is no part of any result.
        if ["base/src/clock.rs", "app/src/stopwatch.rs"].contains(&source.name.as_str()) {
            continue;
        }
        for line in code_lines(&source.text) {
            for word in ["SystemTime::now", "Instant::now", "Timestamp::now", "Zoned::now"] {
                assert!(!line.contains(word), "{}: {word} outside the clock", source.name);
            }
        }
    }
}

#[test]
fn each_table_is_written_by_the_crate_that_makes_it() {
    let mut owner_of: BTreeMap<String, &str> = BTreeMap::new();
    for (member, _) in MAY_DEPEND_ON {
        let mut paths = Vec::new();
        walk(&root().join(member).join("src"), &mut paths);
        for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "sql")) {
            for table in words_after(&fs::read_to_string(path).unwrap(), "CREATE TABLE ") {
                assert_eq!(owner_of.insert(table.clone(), member), None, "table {table} is made twice");
            }
        }
    }
    assert!(!owner_of.is_empty());
    owner_of.insert("migration".to_owned(), "base");
    for (member, _) in MAY_DEPEND_ON {
        for source in sources(member) {
            let code = without_tests(&source.text);
            for verb in ["INSERT INTO ", "UPDATE ", "DELETE FROM "] {
                for table in words_after(code, verb).filter(|table| owner_of.contains_key(table)) {
                    assert_eq!(owner_of[&table], member, "{} writes {table}", source.name);
                }
            }
        }
    }
}

/// The word after each occurrence of `marker`.
fn words_after<'t>(text: &'t str, marker: &'t str) -> impl Iterator<Item = String> + 't {
    text.split(marker).skip(1).map(|rest| {
        rest.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect::<String>()
    })
}

#[test]
fn sql_is_in_the_crates_that_own_tables() {
    for member in ["standardise", "link", "synth", "ingest", "app"] {
        for source in sources(member) {
            for line in code_lines(&source.text) {
                for verb in ["INSERT INTO ", "DELETE FROM ", "SELECT "] {
                    assert!(!line.contains(verb), "{}: SQL outside the crates that own tables", source.name);
                }
            }
        }
    }
}

#[test]
fn only_govern_makes_permits() {
    for source in all_sources().iter().filter(|source| !source.name.starts_with("govern/")) {
        for line in code_lines(&source.text) {
            assert!(!line.contains("Permit::new"), "{}: a permit made outside govern", source.name);
        }
    }
}

#[test]
fn every_operation_on_a_place_goes_through_the_door() {
    let without_a_place = [
        "error.rs",
        "advise_blocking.rs",
        "ask.rs",
        "build_gazetteer.rs",
        "check_place.rs",
        "explain_pair.rs",
        "export_table_pairs.rs",
        "find_address.rs",
        "import_table_verdicts.rs",
        "infer_contract.rs",
        "kinds.rs",
        "link_tables.rs",
        "look_up_tables.rs",
        "match_addresses.rs",
        "open_tables.rs",
        "synthesise_place.rs",
    ];
    for source in sources("app").iter().filter(|source| source.name.starts_with("app/src/operations/")) {
        let file = source.path.file_name().unwrap().to_string_lossy().into_owned();
        if !without_a_place.contains(&file.as_str()) {
            assert!(source.text.contains(".door()"), "{} does not go through the door", source.name);
        }
    }
}

#[test]
fn files_say_what_they_are_for_and_stay_small() {
    for source in all_sources() {
        assert!(source.text.starts_with("//!"), "{} does not open with its purpose", source.name);
        let lines = without_tests(&source.text).lines().filter(|line| !line.trim().is_empty()).count();
        let limit = if LONGER.contains(&source.name.as_str()) { usize::MAX } else { CODE_LINES_MAX };
        assert!(lines <= limit, "{} has {lines} lines, more than {CODE_LINES_MAX}", source.name);
    }
}

#[test]
fn modules_have_names_that_say_something() {
    for source in all_sources() {
        let stem = source.path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(!FORBIDDEN_NAMES.contains(&stem.as_str()), "{}: a name that says nothing", source.name);
    }
}

#[test]
fn tests_are_neither_ignored_nor_asleep() {
    let mut paths = Vec::new();
    for (member, _) in MAY_DEPEND_ON {
        walk(&root().join(member), &mut paths);
    }
    let this_file = Path::new(file!()).file_name().unwrap();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs")) {
        if path.file_name().unwrap() == this_file {
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        for word in ["#[ignore", "thread::sleep", "#[allow("] {
            assert!(!text.contains(word), "{} has {word}", path.display());
        }
    }
}

#[test]
fn no_path_of_a_machine_is_in_the_project() {
    let mut paths = Vec::new();
    for folder in fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path()) {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let generated =
            ["target", ".git", "demo", "demo.state"].contains(&name.as_str()) || name.ends_with(".state");
        match folder.is_dir() {
            true if !generated && !folder.ends_with("bench/out") => walk(&folder, &mut paths),
            false => paths.push(folder),
            true => {}
        }
    }
    let homes = [["/ho", "me/"].concat(), ["/ro", "ot/"].concat(), ["/Us", "ers/"].concat()];
    for path in paths {
        // Pictures and other binary files have no words.
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for home in &homes {
            assert!(!text.contains(home.as_str()), "{} holds a machine's path", path.display());
        }
    }
}

#[test]
fn dependencies_are_in_the_tree_once() {
    let lock: toml::Table = fs::read_to_string(root().join("Cargo.lock")).unwrap().parse().unwrap();
    let mut versions: BTreeMap<&str, usize> = BTreeMap::new();
    for package in lock["package"].as_array().unwrap() {
        *versions.entry(package["name"].as_str().unwrap()).or_default() += 1;
    }
    let twice: Vec<&str> = versions.iter().filter(|(_, count)| **count > 1).map(|(name, _)| *name).collect();
    assert_eq!(twice, KNOWN_DUPLICATES, "say why in docs/decisions and list it, or make the versions agree");
}

#[test]
fn decisions_are_numbered_without_a_gap() {
    let mut names: Vec<String> = fs::read_dir(root().join("docs/decisions"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    for (number, name) in (1..).zip(&names) {
        assert!(name.starts_with(&format!("{number:04}-")), "{name} should be number {number}");
    }
}

/// Every fenced block of a language in a document.
fn examples(document: &str, language: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(document)).unwrap();
    let opening = format!("```{language}\n");
    let blocks = text.split(&opening).skip(1);
    blocks.map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

/// The first fenced block of a language in a document.
fn example(document: &str, language: &str) -> String {
    let text = fs::read_to_string(root().join(document)).unwrap();
    let start = text.find(&format!("```{language}\n")).unwrap() + language.len() + 4;
    let end = text[start..].find("```").unwrap();
    text[start..start + end].to_owned()
}

#[test]
fn documented_contract_is_one() {
    let contract = ingest::contract::Contract::parse(
        &example("docs/contracts.md", "yaml"),
        Path::new("docs/contracts.md"),
    );
    assert_eq!(contract.map(|contract| contract.columns.len()), Ok(4));
}

#[test]
fn every_documented_contract_is_one() {
    for example in examples("docs/contracts.md", "yaml") {
        let contract = ingest::contract::Contract::parse(&example, Path::new("docs/contracts.md"));
        assert!(contract.is_ok(), "{contract:?}\n{example}");
    }
}

#[test]
fn documented_model_is_one() {
    let model = link::model::Model::parse(&example("docs/models.md", "toml"));
    assert_eq!(model.map(|model| model.comparisons().len()), Ok(1));
}

#[test]
fn every_standard_field_is_documented() {
    let page = fs::read_to_string(root().join("docs/contracts.md")).unwrap();
    for field in standardise::record::Field::all() {
        assert!(
            page.contains(&format!("`{}`", field.name())),
            "{} is missing in docs/contracts.md",
            field.name()
        );
    }
}

#[test]
fn tests_that_the_architecture_names_are_there() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let mut paths = Vec::new();
    for (member, _) in MAY_DEPEND_ON {
        walk(&root().join(member), &mut paths);
    }
    let code: String = paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
    for named in map.split("‡ `").skip(1).filter_map(|rest| rest.split('`').next()) {
        let there = if named.contains('/') {
            root().join(named).exists()
        } else {
            code.contains(&format!("fn {named}("))
        };
        assert!(there, "ARCHITECTURE.md names {named}, which is not there");
    }
}
