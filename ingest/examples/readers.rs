//! Reads files as they come, by the contract that each suggests: `cargo run --release -p ingest --example readers -- DATA`.
//!
//! DATA is a folder with sets of files; those of csv-spectrum are compared cell by cell with the JSON beside them. Says of
//! every file how many rows were read and rejected and why, or why it was refused, and which sets are not there. It shows
//! no value of any file.

#![expect(clippy::print_stdout, reason = "a program that measures prints")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use arrow_array::Array;
use arrow_array::cast::AsArray;
use ingest::contract::Contract;
use ingest::{LoadError, LoadOutcome, LoadRequest, infer, load};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

type Fault = Box<dyn std::error::Error>;
/// A row's cells by column; blank ones left out.
type Cells = BTreeMap<String, String>;

/// Folders of DATA whose files are read.
const SETS: [&str; 6] = [
    "csv/uk_ems",
    "premises/business_rates",
    "premises/fhrs",
    "premises/registers",
    "premises/hmo_oxford",
    "premises/gp_practices_2016_2019_labelled.csv",
];

fn main() -> Result<(), Fault> {
    let Some(data) = std::env::args_os().nth(1).map(PathBuf::from) else {
        return Err("give the folder of the data".into());
    };
    spectrum(&data.join("csv/csv-spectrum"))?;
    for set in SETS {
        let path = data.join(set);
        if !path.exists() {
            println!("{set}: not there, not measured");
            continue;
        }
        let files = files_in(&path)?;
        let (mut whole, mut partly, mut refused) = (0, 0, 0);
        for file in &files {
            let name = file.strip_prefix(&data).unwrap_or(file).display();
            match by_own_contract(file) {
                Ok(outcome) => {
                    whole += u32::from(outcome.rejected == 0);
                    partly += u32::from(outcome.rejected > 0);
                    println!("  {name}: {}", told(&outcome));
                }
                Err(error) => {
                    refused += 1;
                    println!("  {name}: refused: {error}");
                }
            }
        }
        println!("{set}: {} files, {whole} whole, {partly} with rejects, {refused} refused", files.len());
    }
    Ok(())
}

/// All files below a path, or the file itself.
fn files_in(path: &Path) -> Result<Vec<PathBuf>, Fault> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path)? {
        files.extend(files_in(&entry?.path())?);
    }
    files.sort();
    Ok(files)
}

fn told(outcome: &LoadOutcome) -> String {
    let mut text = format!("{} rows, {} rejected", outcome.rows, outcome.rejected);
    for reason in &outcome.rejected_by {
        // Writing to a String cannot fail.
        let _ = match &reason.column {
            Some(column) => write!(text, "; {} {} in `{column}`", reason.count, reason.rule),
            None => write!(text, "; {} {}", reason.count, reason.rule),
        };
    }
    text
}

/// Loads a file by the contract that it suggests.
fn by_own_contract(file: &Path) -> Result<LoadOutcome, Fault> {
    let yaml = infer(file)?.to_yaml();
    let out = tempfile::tempdir()?;
    Ok(load_into(&contract(&yaml)?, file, out.path())?)
}

fn contract(yaml: &str) -> Result<Contract, Fault> {
    let parsed = Contract::parse(yaml, Path::new("proposed"));
    Ok(parsed.map_err(|faults| format!("the proposed contract has {} faults", faults.len()))?)
}

fn load_into(contract: &Contract, file: &Path, out: &Path) -> Result<LoadOutcome, LoadError> {
    load(&LoadRequest {
        contract,
        files: &[file.to_owned()],
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

/// Compares each file of csv-spectrum with the JSON that says what is in it.
fn spectrum(folder: &Path) -> Result<(), Fault> {
    if !folder.exists() {
        println!("csv/csv-spectrum: not there, not measured");
        return Ok(());
    }
    let files = files_in(&folder.join("csvs"))?;
    let mut right = 0;
    for file in &files {
        let stem = file.file_stem().unwrap_or_default();
        let expected = std::fs::read(folder.join("json").join(stem).with_extension("json"))?;
        let expected: Vec<BTreeMap<String, serde_json::Value>> = serde_json::from_slice(&expected)?;
        let expected: Vec<Cells> = expected.into_iter().map(filled).collect();
        let found = all_text(file);
        let is_right = found.as_ref().is_ok_and(|found| *found == expected);
        right += u32::from(is_right);
        let verdict = match (is_right, found) {
            (true, _) => "as the JSON says".to_owned(),
            (false, Ok(rows)) => format!("not as the JSON says: {} rows", rows.len()),
            (false, Err(error)) => format!("refused: {error}"),
        };
        println!("  csv/csv-spectrum/{}: {} rows, {verdict}", stem.display(), expected.len());
    }
    println!("csv/csv-spectrum: {right} of {} files right, cell by cell", files.len());
    Ok(())
}

fn filled(row: BTreeMap<String, serde_json::Value>) -> Cells {
    let text = |value: serde_json::Value| match value {
        serde_json::Value::String(text) => text,
        other => other.to_string(),
    };
    row.into_iter().map(|(name, value)| (name, text(value))).filter(|(_, value)| !value.is_empty()).collect()
}

/// A file's cells, all of them text: only how the file is written is taken from the contract that it suggests.
fn all_text(file: &Path) -> Result<Vec<Cells>, Fault> {
    let inferred = infer(file)?;
    let out = tempfile::tempdir()?;
    let names: Vec<String> = inferred.columns.iter().map(|column| column.name.clone()).collect();
    let yaml = inferred.to_yaml();
    let (head, _) = yaml.split_once("    properties:\n").ok_or("the proposal has no columns")?;
    let mut text = format!("{head}    properties:\n");
    for name in &names {
        writeln!(text, "      - {{name: {}}}", serde_json::to_string(name)?)?;
    }
    load_into(&contract(&text)?, file, out.path())?;
    let accepted = std::fs::File::open(out.path().join("accepted.parquet"))?;
    let mut rows = Vec::new();
    for batch in ParquetRecordBatchReaderBuilder::try_new(accepted)?.build()? {
        let batch = batch?;
        for row in 0..batch.num_rows() {
            let cell = |name: &String| {
                let column = batch.column_by_name(name)?.as_string_opt::<i32>()?;
                column.is_valid(row).then(|| (name.clone(), column.value(row).to_owned()))
            };
            rows.push(names.iter().filter_map(cell).collect());
        }
    }
    Ok(rows)
}
