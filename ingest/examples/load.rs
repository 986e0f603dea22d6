//! Loads files by a contract and says how fast: `cargo run --release -p ingest --example load -- CONTRACT OUT FILE…`.
//!
//! A measuring tool: it keeps no state, so every load is a first one unless `PREVIOUS` names a standard table.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use ingest::contract::Contract;
use ingest::{LoadRequest, load};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(contract), Some(out)) = (arguments.next(), arguments.next()) else {
        return Err("give a contract, an empty folder and files".into());
    };
    let files: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    let text = std::fs::read_to_string(&contract)?;
    let contract = Contract::parse(&text, Path::new(&contract)).map_err(|faults| format!("{faults:?}"))?;
    std::fs::create_dir_all(&out)?;
    let previous = std::env::var_os("PREVIOUS").map(PathBuf::from);
    let bytes: u64 =
        files.iter().filter_map(|file| std::fs::metadata(file).ok()).map(|file| file.len()).sum();
    let start = Instant::now();
    let outcome = load(&LoadRequest {
        contract: &contract,
        files: &files,
        source_number: 1,
        previous_standard: previous.as_deref(),
        next_sequence: 1,
        out: Path::new(&out),
        today: jiff::civil::date(2026, 11, 22),
        gazetteer: None,
        postcodes: None,
        progress: &|_| {},
    })?;
    let seconds = start.elapsed().as_secs_f64();
    let megabytes = bytes as f64 / 1e6;
    let processor = processor_seconds().unwrap_or(seconds);
    let peak = peak_bytes().unwrap_or(0) / 1_000_000;
    writeln!(
        std::io::stdout(),
        "{megabytes:.0} MB in {seconds:.2} s, {processor:.2} s of processor: {:.0} MB/s of processor; \
         {} rows, {} accepted, {} rejected; {} new, {} changed, {} gone, {} unchanged; {peak} MB at most",
        megabytes / processor,
        outcome.rows,
        outcome.accepted,
        outcome.rejected,
        outcome.new,
        outcome.changed,
        outcome.gone,
        outcome.unchanged,
    )?;
    Ok(())
}

/// The most memory that the process has had, as Linux counts it.
fn peak_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// Seconds that the process has kept processors busy, as Linux counts them: on a busy machine they tell more than the
/// clock.
fn processor_seconds() -> Option<f64> {
    const TICKS: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    let mut ticks = fields.split_whitespace().skip(11).map(str::parse::<f64>);
    Some((ticks.next()?.ok()? + ticks.next()?.ok()?) / TICKS)
}
