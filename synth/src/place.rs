//! Writes the whole place: builds the world, then extracts, contracts, gazetteer and truth.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::calendar::{Day, FIRST_DAY, LAST_DAY};
use crate::extract::contract::contract;
use crate::extract::write::{Outputs, write_extract};
use crate::gazetteer::write_gazetteer;
use crate::systems::{self, World};
use crate::town::build::{Plan, build};
use crate::{
    PEOPLE_MAX, PEOPLE_MIN, PlaceOptions, PlaceSummary, Stage, SynthError, identifiers, people, trade, truth,
};

/// Writes a place folder.
///
/// `progress` is told the stage, how much of it is done and how much there is; it may be called from several threads.
///
/// # Errors
/// [`SynthError::NotEmpty`] where the folder holds anything; [`SynthError::People`] and [`SynthError::Day`] where the
/// options are out of range; [`SynthError::Write`] where the disk refuses.
///
/// # Example
/// ```no_run
/// let options = synth::PlaceOptions::new(20_000, 1, std::path::Path::new("northmere"));
/// let summary = synth::write_place(&options, &|_, _, _| {})?;
/// assert!(summary.records() > 70_000);
/// # Ok::<(), synth::SynthError>(())
/// ```
pub fn write_place(
    options: &PlaceOptions<'_>,
    progress: &(dyn Fn(Stage, u64, u64) + Sync),
) -> Result<PlaceSummary, SynthError> {
    check(options)?;
    let (first, today) = (Day::of(FIRST_DAY), Day::of(options.as_of));
    progress(Stage::Build, 0, u64::from(options.people));
    let town = build(Plan { seed: options.seed, people: options.people, first, last: today });
    progress(Stage::Build, u64::from(options.people), u64::from(options.people));
    let (mut population, empty) = people::settle(&town, options.people, options.seed, first, today);
    people::live(&mut population, &town, empty, &|done, total| progress(Stage::Live, done, total));
    let nhs = identifiers::nhs_numbers(population.people.len(), options.seed);
    let trade = trade::open(&town, &population.lexicon, options.seed, first, today);
    let world = World::new(town, population, trade, nhs);
    write(&world, options, progress)
}

fn check(options: &PlaceOptions<'_>) -> Result<(), SynthError> {
    if !(PEOPLE_MIN..=PEOPLE_MAX).contains(&options.people) {
        return Err(SynthError::People { people: options.people });
    }
    if !(FIRST_DAY..=LAST_DAY).contains(&options.as_of) {
        return Err(SynthError::Day { as_of: options.as_of });
    }
    match fs::read_dir(options.out) {
        Ok(mut entries) => match entries.next() {
            Some(_) => Err(SynthError::NotEmpty { path: options.out.to_owned() }),
            None => Ok(()),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(source) => Err(SynthError::Write { path: options.out.to_owned(), source }),
    }
}

fn write(
    world: &World,
    options: &PlaceOptions<'_>,
    progress: &(dyn Fn(Stage, u64, u64) + Sync),
) -> Result<PlaceSummary, SynthError> {
    for folder in ["extracts", "sources", "truth", "gazetteer"] {
        let path = options.out.join(folder);
        fs::create_dir_all(&path).map_err(|source| SynthError::Write { path, source })?;
    }
    write_text(&options.out.join("place.toml"), &place_toml(options.seed))?;
    let mut person_truth = create(&options.out.join("truth/person.csv"), "source,record_key,person_id\n")?;
    let mut premises_truth =
        create(&options.out.join("truth/premises.csv"), "source,record_key,premises_id\n")?;
    let mut planted = create(&options.out.join("truth/rejects_planted.csv"), "source,kind,rows\n")?;
    let population = &world.population;
    let people = 0..population.people.len() as u32;
    let mut summary = PlaceSummary {
        people: people.clone().filter(|person| truth::is_known(population, *person)).count() as u64,
        residents: people.filter(|person| population.home_on(*person, population.today).is_some()).count()
            as u64,
        homes: world.town.homes.len() as u64,
        premises: world.trade.premises.len() as u64,
        sources: Vec::new(),
    };
    let expected = u64::from(options.people) * 38 / 10;
    let mut written = 0;
    for system in systems::all(world) {
        let extract = system.extract();
        let path = options.out.join("sources").join(format!("{}.odcs.yaml", extract.name));
        write_text(&path, &contract(extract))?;
        let mut outputs = Outputs {
            folder: options.out,
            person_truth: &mut person_truth,
            premises_truth: &mut premises_truth,
            planted: &mut planted,
        };
        let source = write_extract(system.as_ref(), options.seed, &mut outputs, &|rows| {
            progress(Stage::Write, written + rows, expected.max(written + rows));
        })?;
        written += source.rows;
        summary.sources.push(source);
    }
    for mut file in [person_truth, premises_truth, planted] {
        file.flush().map_err(|source| SynthError::Write { path: options.out.join("truth"), source })?;
    }
    record(world, options.out, progress)?;
    Ok(summary)
}

/// The gazetteer and what stands behind the records.
fn record(world: &World, out: &Path, progress: &(dyn Fn(Stage, u64, u64) + Sync)) -> Result<(), SynthError> {
    let files = truth::PARTS.len() as u64 + 1;
    let path = out.join("gazetteer/addressbase_core.csv");
    write_file(&path, |file| write_gazetteer(world, file))?;
    progress(Stage::Record, 1, files);
    let done = AtomicU64::new(1);
    truth::PARTS.into_par_iter().try_for_each(|(name, write)| {
        write_file(&out.join("truth").join(name), |file| write(world, file))?;
        progress(Stage::Record, done.fetch_add(1, Ordering::Relaxed) + 1, files);
        Ok(())
    })
}

fn write_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), SynthError> {
    let failed = |source| SynthError::Write { path: path.to_owned(), source };
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path).map_err(failed)?);
    write(&mut file).and_then(|()| file.flush()).map_err(failed)
}

fn create(path: &Path, header: &str) -> Result<BufWriter<File>, SynthError> {
    let failed = |source| SynthError::Write { path: path.to_owned(), source };
    let mut file = BufWriter::with_capacity(1 << 18, File::create(path).map_err(failed)?);
    file.write_all(header.as_bytes()).map_err(failed)?;
    Ok(file)
}

fn write_text(path: &Path, text: &str) -> Result<(), SynthError> {
    fs::write(path, text).map_err(|source| SynthError::Write { path: path.to_owned(), source })
}

/// Organisations of the place: id, name, kind, official code.
const ORGANISATIONS: [[&str; 4]; 6] = [
    ["northmere-council", "Northmere City Council", "council", "E08990001"],
    ["fellside-homes", "Fellside Homes", "housing", "LH9901"],
    ["northmere-icb", "NHS Northmere Integrated Care Board", "health", "QX9"],
    ["northmere-learning", "Northmere Children and Learning Trust", "school", "990"],
    ["cleanway", "Cleanway Collections Ltd", "business", "99000017"],
    ["public-protection-north", "Public Protection North", "regulator", "E47990001"],
];

fn place_toml(seed: u64) -> String {
    let mut text = String::from("[place]\nname = \"Northmere\"\n");
    for [id, name, kind, code] in ORGANISATIONS {
        text.push_str(&format!(
            "\n[[organisation]]\nid = \"{id}\"\nname = \"{name}\"\nkind = \"{kind}\"\nofficial_code = \"{code}\"\n"
        ));
    }
    // TOML's whole numbers end at 2^63; a larger seed is not written down.
    if let Ok(seed) = i64::try_from(seed) {
        text.push_str(&format!("\n[settings]\nseed = {seed}\n"));
    }
    text
}
