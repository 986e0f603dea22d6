//! Feeds readers broken files until the time is up: `cargo run --release -p ingest --example fuzz -- READER SECONDS SEED`.
//!
//! Each file is a sound one altered by chance. A load of it may be refused, but it may not panic, lose a row, or take more
//! than its time and memory; a proposal of a contract may not panic. The first file that breaks this is kept and named.
//! The same seed gives the same files.

mod alter;
mod sound;

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use alter::Chance;
use arrow_array::cast::AsArray;
use arrow_array::types::UInt64Type;
use ingest::contract::Contract;
use ingest::{LoadError, LoadOutcome, LoadRequest, infer, load};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use sound::Reader;

/// The longest that a load of so small a file may take.
const LOAD_TIME_MAX: Duration = Duration::from_secs(120);
/// The most memory that the whole run may need. Units: bytes.
const MEMORY_MAX: u64 = 800_000_000;

type Fault = Box<dyn std::error::Error>;

fn main() -> Result<(), Fault> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, seconds, seed] = arguments.as_slice() else {
        return Err(format!("give a reader ({}), seconds and a seed", sound::names()).into());
    };
    let reader = Reader::by_name(name).ok_or_else(|| format!("no reader {name}: {}", sound::names()))?;
    let end = Instant::now() + Duration::from_secs(seconds.parse()?);
    let mut chance = Chance::of(seed.parse()?);
    // A panic is caught and told with its file; the usual text of it would only be in the way.
    std::panic::set_hook(Box::new(|_| {}));
    let bench = Bench::new(&reader)?;
    let sound = reader.sound_files()?;
    let mut tally = Tally::default();
    while Instant::now() < end {
        let file = alter::alter(&sound, reader.words(), &mut chance);
        if let Err(told) = bench.try_file(&reader, &file, &mut tally) {
            let kept = std::env::temp_dir().join(format!("fuzz-{name}-{seed}-{}", tally.files));
            std::fs::write(&kept, &file)?;
            return Err(format!(
                "{name}, file {} of seed {seed}: {told}; kept as {}",
                tally.files,
                kept.display()
            )
            .into());
        }
    }
    let memory = peak_bytes().unwrap_or(0);
    if memory > MEMORY_MAX {
        return Err(format!("{name}: {memory} bytes of memory").into());
    }
    let Tally { files, loaded, rows, rejected } = tally;
    let megabytes = memory / 1_000_000;
    writeln!(
        std::io::stdout(),
        "{name}: {files} files, {loaded} loaded, the others refused; {rows} rows, {rejected} of them rejected; {megabytes} MB"
    )?;
    Ok(())
}

/// What was seen.
#[derive(Default)]
struct Tally {
    files: u64,
    loaded: u64,
    rows: u64,
    rejected: u64,
}

/// Where files are put and loaded to.
struct Bench {
    folder: tempfile::TempDir,
    contract: Contract,
}

impl Bench {
    fn new(reader: &Reader) -> Result<Self, Fault> {
        let contract = Contract::parse(&reader.contract(), Path::new("fuzz"));
        let contract = contract.map_err(|faults| format!("{faults:?}"))?;
        Ok(Self { folder: tempfile::tempdir()?, contract })
    }

    fn try_file(&self, reader: &Reader, bytes: &[u8], tally: &mut Tally) -> Result<(), Fault> {
        tally.files += 1;
        let file = self.folder.path().join(format!("extract.{}", reader.ending()));
        std::fs::write(&file, bytes)?;
        let out = self.folder.path().join("out");
        std::fs::create_dir(&out)?;
        let start = Instant::now();
        let loaded = catch_unwind(AssertUnwindSafe(|| self.load(&file, &out)));
        let loaded = loaded.map_err(|_| "the load panics")?;
        if start.elapsed() > LOAD_TIME_MAX {
            return Err(format!("the load takes {:?}", start.elapsed()).into());
        }
        if let Ok(outcome) = loaded {
            tally.loaded += 1;
            tally.rows += outcome.rows;
            tally.rejected += outcome.rejected;
            every_row_is_there(&outcome, &out)?;
            if let Some(rows) = reader.rows_of_twin(bytes)
                && rows != outcome.rows
            {
                return Err(format!("{} rows where there are {rows}", outcome.rows).into());
            }
        }
        std::fs::remove_dir_all(&out)?;
        if tally.files.is_multiple_of(4) {
            catch_unwind(AssertUnwindSafe(|| infer(&file).map(|contract| contract.to_yaml())))
                .map(|_| ())
                .map_err(|_| "the proposal of a contract panics")?;
        }
        Ok(())
    }

    fn load(&self, file: &Path, out: &Path) -> Result<LoadOutcome, LoadError> {
        load(&LoadRequest {
            contract: &self.contract,
            files: &[PathBuf::from(file)],
            source_number: 1,
            previous_standard: None,
            next_sequence: 1,
            out,
            today: jiff::civil::date(2026, 11, 22),
            gazetteer: None,
            postcodes: None,
            progress: &|_| {},
        })
    }
}

/// Whether the tables hold what the counts say: each row accepted, or rejected on its line.
fn every_row_is_there(outcome: &LoadOutcome, out: &Path) -> Result<(), Fault> {
    let accepted = lines(&out.join("accepted.parquet"))?;
    let mut rejected = lines(&out.join("rejected.parquet"))?;
    rejected.dedup();
    let (accepted, rejected) = (accepted.len() as u64, rejected.len() as u64);
    if outcome.rows != outcome.accepted + outcome.rejected || accepted != outcome.accepted {
        return Err(format!("{accepted} accepted rows in the table, {outcome:?}").into());
    }
    // A row can have several reasons, and two rows one line: a record of JSON can end where the next begins.
    if rejected > outcome.rejected || (rejected == 0) != (outcome.rejected == 0) {
        return Err(format!("{rejected} rejected lines in the table, {outcome:?}").into());
    }
    Ok(())
}

/// The lines of a table's rows.
fn lines(path: &Path) -> Result<Vec<u64>, Fault> {
    let mut lines = Vec::new();
    for batch in ParquetRecordBatchReaderBuilder::try_new(std::fs::File::open(path)?)?.build()? {
        let batch = batch?;
        let column = batch.column_by_name("line").ok_or("there is no column of lines")?;
        lines.extend_from_slice(column.as_primitive::<UInt64Type>().values());
    }
    Ok(lines)
}

/// The most memory that the process has had, as Linux counts it.
fn peak_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}
