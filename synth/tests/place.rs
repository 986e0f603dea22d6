//! A written place, read back: the same bytes from the same seed, truth that resolves, rates that are as set.
#![expect(clippy::unwrap_used, reason = "a file that cannot be read back fails the test")]

mod reading;

use std::collections::{HashMap, HashSet};
use std::path::Path;

use jiff::civil::date;
use reading::{Extract, SYSTEMS, people, truth};
use standardise::record::{Entity, Field};
use synth::identifiers::nhs_check_digit;
use synth::{PlaceOptions, SynthError, write_place};
use tempfile::TempDir;

fn place(people: u32, seed: u64) -> TempDir {
    let folder = TempDir::new().unwrap();
    write_place(&PlaceOptions::new(people, seed, folder.path()), &|_, _, _| {}).unwrap();
    folder
}

/// Every file of a folder by its path within it.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                found.push((name, std::fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn same_seed_gives_the_same_bytes_on_any_number_of_threads() {
    let on = |threads: usize, seed| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        files(pool.install(|| place(700, seed)).path())
    };
    let one = on(1, 5);
    let names: Vec<&str> = one.iter().map(|file| file.0.as_str()).collect();
    assert_eq!(names.len(), 1 + 11 + 11 + 1 + 8, "{names:?}");
    assert_eq!(one, on(3, 5));
    assert_ne!(one, on(1, 6));
}

#[test]
fn folder_with_something_in_it_is_refused() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    let error = write_place(&PlaceOptions::new(500, 1, folder.path()), &|_, _, _| {}).unwrap_err();
    assert!(matches!(error, SynthError::NotEmpty { .. }));
    assert_eq!(error.kind(), synth::ErrorKind::Conflict);
    assert_eq!(files(folder.path()).len(), 1);
}

#[test]
fn options_out_of_range_are_refused() {
    let folder = TempDir::new().unwrap();
    let few = PlaceOptions::new(99, 1, folder.path());
    assert!(matches!(write_place(&few, &|_, _, _| {}), Err(SynthError::People { people: 99 })));
    let mut early = PlaceOptions::new(500, 1, folder.path());
    early.as_of = date(2020, 1, 1);
    assert!(matches!(write_place(&early, &|_, _, _| {}), Err(SynthError::Day { .. })));
    assert!(files(folder.path()).is_empty());
}

#[test]
fn every_truth_reference_resolves_and_every_key_has_its_truth() {
    let folder = place(2500, 11);
    let known: HashSet<String> = people(folder.path()).into_keys().collect();
    let homes: HashSet<String> = reading::table(&folder.path().join("truth/premises_history.csv"))
        .into_iter()
        .map(|row| row[0].clone())
        .collect();
    let truth = truth(folder.path());
    for ((source, key), id) in &truth {
        let found = known.contains(id) || homes.contains(id) || id.starts_with('N');
        assert!(found, "{source} {key} is said to be {id}");
    }
    for system in SYSTEMS {
        let extract = Extract::read(folder.path(), system);
        for row in &extract.rows {
            let key = extract.key(row);
            assert!(
                truth.contains_key(&(system.name.to_owned(), key)),
                "{} has a key without truth",
                system.name
            );
        }
    }
}

#[test]
fn keys_repeat_only_where_that_was_planted() {
    let folder = place(2500, 12);
    let planted = reading::planted(folder.path());
    for system in SYSTEMS {
        let extract = Extract::read(folder.path(), system);
        let keys: Vec<String> = extract.rows.iter().map(|row| extract.key(row)).collect();
        let distinct: HashSet<&String> = keys.iter().collect();
        let repeats =
            planted.get(&(system.name.to_owned(), "duplicate_key".to_owned())).copied().unwrap_or(0);
        assert_eq!(keys.len() - distinct.len(), repeats, "{}", system.name);
    }
}

#[test]
fn ragged_rows_are_those_planted() {
    let folder = place(4000, 13);
    let planted = reading::planted(folder.path());
    let mut met = 0;
    for system in SYSTEMS.iter().filter(|system| system.name != "assisted_bins") {
        let extract = Extract::read(folder.path(), system);
        let ragged = planted.get(&(system.name.to_owned(), "ragged_row".to_owned())).copied().unwrap_or(0);
        assert_eq!(extract.ragged, ragged, "{}", system.name);
        met += ragged;
    }
    assert!(met > 3, "{met}");
}

#[test]
fn bad_bytes_are_those_planted() {
    let folder = place(4000, 14);
    let planted = reading::planted(folder.path());
    for system in SYSTEMS.iter().filter(|system| system.encoding == "utf-8") {
        let bytes = std::fs::read(folder.path().join("extracts").join(system.file)).unwrap();
        let bad =
            bytes.split(|byte| *byte == b'\n').filter(|line| std::str::from_utf8(line).is_err()).count();
        let wanted = planted.get(&(system.name.to_owned(), "invalid_bytes".to_owned())).copied().unwrap_or(0);
        assert_eq!(bad, wanted, "{}", system.name);
    }
}

#[test]
fn identifiers_are_valid_and_synthetic() {
    let folder = place(1500, 15);
    let gp = Extract::read(folder.path(), reading::system("gp_registrations"));
    let mut seen = 0;
    for row in &gp.rows {
        let digits: String = gp.cell(row, "NHS_NUMBER").chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() {
            continue;
        }
        let nine: u32 = digits[..9].parse().unwrap();
        assert_eq!(nhs_check_digit(nine), digits[9..].parse().ok());
        assert_eq!(&digits[..3], "999");
        seen += 1;
    }
    assert!(seen > 1400, "{seen}");
    for row in reading::table(&folder.path().join("gazetteer/addressbase_core.csv")).iter().skip(1) {
        assert!(row[0].len() == 12 && row[0].starts_with("999"), "{}", row[0]);
        assert!(row[23].starts_with("NX"), "{}", row[23]);
    }
}

#[test]
fn totals_are_near_those_of_a_real_place() {
    let folder = TempDir::new().unwrap();
    let summary = write_place(&PlaceOptions::new(6000, 16, folder.path()), &|_, _, _| {}).unwrap();
    let residents = summary.residents as f64;
    assert!((5700.0..6300.0).contains(&residents), "{residents}");
    let a_person = summary.records() as f64 / 6000.0;
    assert!((3.5..4.0).contains(&a_person), "{a_person}");
    let broken: u64 = summary.sources.iter().map(|source| source.broken).sum();
    let share = broken as f64 / summary.records() as f64;
    assert!((0.001..0.005).contains(&share), "{share}");
}

#[test]
fn error_rates_are_those_set() {
    let folder = place(8000, 17);
    let (people, truth) = (people(folder.path()), truth(folder.path()));
    let rates = |name: &str, column: &str, wrong: &dyn Fn(&str, &HashMap<String, String>) -> bool| {
        let extract = Extract::read(folder.path(), reading::system(name));
        let bad = extract.rows.iter().filter(|row| {
            let person = &people[&truth[&(name.to_owned(), extract.key(row))]];
            wrong(extract.cell(row, column), person)
        });
        (bad.count() as f64 / extract.rows.len() as f64, extract.rows.len())
    };
    let born = |text: &str, person: &HashMap<String, String>| text != person["birth_date"].replace('-', "");
    let (gp_birth, rows) = rates("gp_registrations", "DATE_OF_BIRTH", &born);
    assert!(rows > 8000, "{rows}");
    // Set to 0.08 %, and 0.05 % of dates are broken on purpose.
    assert!((0.0004..0.0024).contains(&gp_birth), "{gp_birth}");
    let (missing, _) = rates("adult_social_care", "NHS_ID", &|text, _| text == "NULL");
    assert!((0.12..0.25).contains(&missing), "{missing}");
    let (blank, _) = rates("library", "DateOfBirth", &|text, _| text.is_empty());
    assert!((0.075..0.105).contains(&blank), "{blank}");
    let (other, _) = rates("gp_registrations", "SEX", &|text, person| {
        text != if person["sex"] == "male" { "1" } else { "2" }
    });
    assert!((0.0002..0.003).contains(&other), "{other}");
}

#[test]
fn a_later_day_keeps_the_keys_and_applies_what_happened() {
    let folder = TempDir::new().unwrap();
    let mut later = PlaceOptions::new(2500, 18, folder.path());
    later.as_of = date(2027, 11, 1);
    write_place(&later, &|_, _, _| {}).unwrap();
    let before = place(2500, 18);
    let (old, new) = (truth(before.path()), truth(folder.path()));
    let common: Vec<_> = old.iter().filter(|(key, _)| new.contains_key(*key)).collect();
    assert!(common.len() * 10 > old.len() * 8, "{} of {}", common.len(), old.len());
    assert!(common.iter().all(|(key, id)| new[*key] == **id));
    assert!(new.len() > common.len() && old.len() > common.len());
    let born_since =
        |(_, person): &(String, HashMap<String, String>)| person["birth_date"].as_str() > "2026-11-01";
    assert!(people(folder.path()).into_iter().any(|person| born_since(&person)));
    assert!(!people(before.path()).into_iter().any(|person| born_since(&person)));
}

#[test]
fn contracts_are_yaml_of_the_agreed_form_and_name_the_columns_of_their_files() {
    let folder = place(300, 19);
    for system in SYSTEMS {
        let text = std::fs::read_to_string(folder.path().join(format!("sources/{}.odcs.yaml", system.name)))
            .unwrap();
        let contract: reading::Contract = serde_saphyr::from_str(&text).unwrap();
        assert_eq!((contract.api_version.as_str(), contract.kind.as_str()), ("v3.1.0", "DataContract"));
        assert_eq!(contract.servers[0].path, format!("extracts/{}", system.file));
        let entity: Entity = contract.entity().parse().unwrap();
        let columns: Vec<&str> =
            contract.schema[0].properties.iter().map(|property| property.name.as_str()).collect();
        let header = Extract::read(folder.path(), system).header;
        assert_eq!(columns, header.iter().map(|name| name.trim()).collect::<Vec<_>>());
        let mut keys = 0;
        for property in &contract.schema[0].properties {
            keys += usize::from(property.primary_key);
            if let Some(field) = property.field() {
                let field: Field = field.parse().unwrap();
                assert!(field.applies_to(entity), "{} {}", system.name, property.name);
            }
        }
        assert_eq!(keys, system.keys);
    }
}

#[test]
fn place_file_names_six_organisations_that_own_every_source() {
    let folder = place(300, 20);
    let text = std::fs::read_to_string(folder.path().join("place.toml")).unwrap();
    let place: reading::Place = toml::from_str(&text).unwrap();
    assert_eq!(place.place.name, "Northmere");
    let ids: HashSet<&str> = place.organisation.iter().map(|organisation| organisation.id.as_str()).collect();
    assert_eq!(ids.len(), 6);
    let mut owners = HashSet::new();
    for system in SYSTEMS {
        let text = std::fs::read_to_string(folder.path().join(format!("sources/{}.odcs.yaml", system.name)))
            .unwrap();
        let contract: reading::Contract = serde_saphyr::from_str(&text).unwrap();
        assert!(ids.contains(contract.tenant.as_str()));
        owners.insert(contract.tenant);
    }
    assert_eq!(owners.len(), 6);
}
