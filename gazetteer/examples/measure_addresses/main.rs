//! Measures parsing, formatting and finding of addresses on labelled data: `measure_addresses DATA OUT`.
//!
//! DATA is a folder with the labelled sets, OUT one for the gazetteers that are made. What is not there is said and left
//! out. Each set is told by halves: one was looked at while rules and weights were made, the other was not.

#![expect(clippy::print_stdout, reason = "a program that measures prints")]
#![expect(clippy::unwrap_used, reason = "a broken measurement stops")]

mod finding;
mod parsing;

use std::path::{Path, PathBuf};

fn main() {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(data), Some(out)) = (arguments.next(), arguments.next()) else {
        println!("usage: measure_addresses DATA OUT");
        return;
    };
    let set = |name: &str, measure: &dyn Fn(&Path)| {
        let path = data.join(name);
        if path.exists() { measure(&path) } else { println!("{name}: not there, not measured") }
    };
    set("ons_crf_parse_testset.xml", &parsing::labels);
    set("paf_clear_addressing_formatting.json", &parsing::formats);
    set("ukam_edge_case_addresses.yaml", &|path| finding::edge_cases(path, &out));
    set("leeds", &parsing::speed);
    set("leeds", &|path| finding::leeds(path, &out));
    if let Some(bytes) = most_memory() {
        println!("memory until here: {} MB at most", bytes / 1_000_000);
    }
    set("school_text_to_uprn.csv", &|path| finding::schools(path, &data, &out));
    finding::one_of_a_million(&out);
}

/// The time that this process has run on processors, all its threads together, where the system tells it. Units: seconds.
fn processor_seconds() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in brackets, may hold spaces; behind it the 12th and 13th are hundredths of seconds.
    let (_, numbers) = text.rsplit_once(')')?;
    let ticks: Option<Vec<f64>> =
        numbers.split_whitespace().skip(11).take(2).map(|number| number.parse().ok()).collect();
    Some(ticks?.iter().sum::<f64>() / 100.0)
}

/// The most memory that this process has had, where the system tells it. Units: bytes.
fn most_memory() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
}

/// The rows of a file of comma-separated values, by column name.
fn rows(path: &Path) -> impl Iterator<Item = impl Fn(&str) -> String + use<>> + use<> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let names = reader.headers().unwrap().clone();
    reader.into_records().map(move |record| {
        let (record, names) = (record.unwrap(), names.clone());
        move |name: &str| {
            let at = names.iter().position(|own| own == name).unwrap();
            record[at].to_owned()
        }
    })
}

/// Which half a key belongs to, told by its bytes alone.
fn is_in_first_half(key: &str) -> bool {
    let hash = key.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash ^ (hash >> 29)).is_multiple_of(2)
}
