//! Finding UPRNs: how often the right one, how fast, and how fast for one address among a million.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use gazetteer::{Builder, Entry, Gazetteer, Matcher};
use standardise::address::parse::Parser;

use super::{is_in_first_half, processor_seconds, rows};

/// An address to find: its UPRN, its lines and its postcode.
type Wanted = (u64, Vec<String>, String);

/// Texts whose best match is known, each among a few addresses of its own; the first of those is meant.
pub(crate) fn edge_cases(path: &Path, out: &Path) {
    #[derive(serde::Deserialize)]
    struct Case {
        messy_address: (String, String),
        canonical_addresses: Vec<(String, String)>,
    }
    let document: BTreeMap<String, Vec<Case>> =
        serde_saphyr::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let file = out.join("edge.gazetteer");
    let mut parser = Parser::default();
    let (mut right, mut count) = (0, 0);
    for case in document.values().flatten() {
        let entries = case.canonical_addresses.iter().zip(1..).map(|((text, postcode), uprn)| {
            let parts = parser.parse([text.as_str()]);
            Entry { uprn, postcode: postcode.clone(), ..Entry::default() }.with_parts(parts)
        });
        build(&file, entries);
        let (text, postcode) = &case.messy_address;
        let mut matcher = Matcher::new(Gazetteer::open(&file).unwrap());
        let found = matcher.find([text.as_str()], Some(postcode)).unwrap();
        right += u32::from(found.best().is_some_and(|best| best.uprn == 1));
        count += 1;
    }
    println!("hard cases: {right} of {count} right");
}

/// A council's recorded addresses against the reference.
pub(crate) fn leeds(folder: &Path, out: &Path) {
    let entries = rows(&folder.join("reference.csv")).map(|row| Entry {
        uprn: row("uprn").parse().unwrap(),
        parent_uprn: row("parentuprn").parse().ok(),
        sub_building: row("subname"),
        building_name: row("name"),
        building_number: row("number"),
        street: row("streetname"),
        locality: row("locality"),
        town: row("townname"),
        postcode: row("postcode"),
        ..Entry::default()
    });
    let file = out.join("leeds.gazetteer");
    build(&file, entries);
    let wanted = rows(&folder.join("corrupted_leeds.csv")).map(|row| {
        (row("source_uprn").parse().unwrap(), vec![row("recorded_address")], row("recorded_postcode"))
    });
    tell_halves("Leeds as recorded", &file, wanted.collect());
}

/// Schools' addresses against a gazetteer that has no postcodes and no towns.
pub(crate) fn schools(path: &Path, data: &Path, out: &Path) {
    let entries = rows(&data.join("gazetteer_school_uprn_usrn.csv")).map(|row| {
        let name = row("name");
        let number = name
            .split_once('/')
            .filter(|(number, _)| number.starts_with(|first: char| first.is_ascii_digit()));
        let (number, name) = number.unwrap_or(("", &name));
        Entry {
            uprn: row("uprn").parse().unwrap(),
            parent_uprn: row("parent-address").parse().ok(),
            building_name: name.to_owned(),
            building_number: number.to_owned(),
            street: row("street_name"),
            ..Entry::default()
        }
    });
    let file = out.join("schools.gazetteer");
    build(&file, entries);
    let wanted =
        rows(path).map(|row| (row("uprn").parse().unwrap(), vec![row("name"), row("text")], row("postcode")));
    tell_halves("schools", &file, wanted.collect());
}

/// The time for one address in a gazetteer of a million, warm.
pub(crate) fn one_of_a_million(out: &Path) {
    let file = out.join("million.gazetteer");
    let street =
        |block: u64| format!("{} {}", NAMES[(block % 20) as usize], KINDS[(block / 20 % 5) as usize]);
    let postcode = |block: u64| {
        let letter = |at: u64| char::from(b"ABDEFGHJLN"[(at % 10) as usize]);
        format!("N{} {}{}{}", 10 + block / 1000 % 90, block / 100 % 10, letter(block / 10), letter(block))
    };
    let entries = (0..1_000_000_u64).map(|number| Entry {
        uprn: number + 1,
        building_number: (number % 25 + 1).to_string(),
        street: street(number / 25),
        town: "NORTHMERE".to_owned(),
        postcode: postcode(number / 25),
        ..Entry::default()
    });
    let start = Instant::now();
    build(&file, entries);
    let built = start.elapsed();
    let start = Instant::now();
    let mut matcher = Matcher::new(Gazetteer::open(&file).unwrap());
    let opened = start.elapsed();
    let start_seconds = processor_seconds();
    // The same addresses three times over: the least of each leaves out what other programs took.
    let mut times = vec![Duration::MAX; 20_000];
    for _ in 0..3 {
        for (at, least) in (0_u64..).zip(&mut times) {
            let number = at * 7919 % 1_000_000;
            let text = format!(
                "Flat 1, {} {}, Northmere {}",
                number % 25 + 1,
                street(number / 25),
                postcode(number / 25)
            );
            let start = Instant::now();
            matcher.find([text.as_str()], None).unwrap();
            *least = start.elapsed().min(*least);
        }
    }
    let processor = processor_seconds().zip(start_seconds).map_or(f64::NAN, |(end, start)| end - start);
    let mean_ms = processor * 1e3 / 3.0 / times.len() as f64;
    times.drain(..1000);
    times.sort_unstable();
    println!(
        "one of a million: built in {:.1} s, {} MB, opened in {:.1} ms; \
         an address takes {:.3} ms (median), {:.3} ms (99 %), {mean_ms:.3} ms of a processor",
        built.as_secs_f64(),
        std::fs::metadata(&file).unwrap().len() / 1_000_000,
        opened.as_secs_f64() * 1e3,
        times[times.len() / 2].as_secs_f64() * 1e3,
        times[times.len() * 99 / 100].as_secs_f64() * 1e3
    );
}

const NAMES: [&str; 20] = [
    "ALDER", "BEECH", "CEDAR", "DAMSON", "ELDER", "FERN", "GORSE", "HAZEL", "IVY", "JUNIPER", "LAUREL",
    "MAPLE", "NETTLE", "OAK", "PINE", "QUINCE", "ROWAN", "SORREL", "THORN", "WILLOW",
];
const KINDS: [&str; 5] = ["ROAD", "STREET", "LANE", "AVENUE", "CLOSE"];

fn build(file: &Path, entries: impl Iterator<Item = Entry>) {
    let _ = std::fs::remove_file(file);
    let mut builder = Builder::create(file).unwrap();
    for entry in entries {
        builder.add(&entry).unwrap();
    }
    builder.finish().unwrap();
}

fn tell_halves(name: &str, file: &Path, all: Vec<Wanted>) {
    let (first, second): (Vec<Wanted>, Vec<Wanted>) =
        all.iter().cloned().partition(|(uprn, _, _)| is_in_first_half(&uprn.to_string()));
    for (half, wanted) in [("all", all), ("half looked at", first), ("half not looked at", second)] {
        let (start, start_seconds) = (Instant::now(), processor_seconds());
        let (right, wrong) = find_all(file, &wanted);
        let (seconds, end_seconds) = (start.elapsed().as_secs_f64(), processor_seconds());
        let processor = end_seconds.zip(start_seconds).map_or(f64::NAN, |(end, start)| end - start);
        println!(
            "{name}, {half}: {} addresses, {right} right, {wrong} wrong; precision {:.4}, recall {:.4}; {seconds:.2} s, \
             {:.0} a second, {processor:.2} s of processors",
            wanted.len(),
            f64::from(right) / f64::from(right + wrong),
            f64::from(right) / wanted.len() as f64,
            wanted.len() as f64 / seconds,
        );
    }
}

/// How many are found right and wrong, on as many threads as there are processors.
fn find_all(file: &Path, wanted: &[Wanted]) -> (u32, u32) {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let counts = std::thread::scope(|scope| {
        let parts: Vec<_> = wanted
            .chunks(wanted.len().div_ceil(threads).max(1))
            .map(|chunk| {
                scope.spawn(move || {
                    let mut matcher = Matcher::new(Gazetteer::open(file).unwrap());
                    let mut counts = (0, 0);
                    for (uprn, lines, postcode) in chunk {
                        let found = matcher.find(lines.iter().map(String::as_str), Some(postcode)).unwrap();
                        match found.best() {
                            Some(best) if best.uprn == *uprn => counts.0 += 1,
                            Some(_) => counts.1 += 1,
                            None => {}
                        }
                    }
                    counts
                })
            })
            .collect();
        parts.into_iter().map(|part| part.join().unwrap()).collect::<Vec<(u32, u32)>>()
    });
    counts.into_iter().fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1))
}
