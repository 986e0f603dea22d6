//! One way to run a load and to look at what it made.

use std::path::{Path, PathBuf};

use arrow_array::cast::AsArray;
use arrow_array::types::UInt64Type;
use arrow_schema::DataType;
use ingest::contract::{Contract, Mode};
use ingest::{LoadError, LoadOutcome, LoadRequest, load};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

/// A contract with the columns given as YAML properties, and further server properties.
pub fn contract_text(entity: &str, server: &str, columns: &str) -> String {
    let server: String = server.lines().map(|line| format!("      - {line}\n")).collect();
    let custom = if server.is_empty() { String::new() } else { format!("    customProperties:\n{server}") };
    let columns: String = columns.lines().map(|line| format!("      {line}\n")).collect();
    format!(
        "apiVersion: v3.1.0\nkind: DataContract\nid: test\nversion: 1.0.0\nstatus: active\ntenant: council\n\
         servers:\n  - server: extract\n    type: local\n    path: extract.csv\n    format: csv\n{custom}\
         schema:\n  - name: test\n    customProperties:\n      - {{property: guildhall.entity, value: {entity}}}\n    \
         properties:\n{columns}"
    )
}

pub fn contract(server: &str, columns: &str) -> Contract {
    parse(&contract_text("person", server, columns))
}

pub fn parse(text: &str) -> Contract {
    Contract::parse(text, Path::new("test.odcs.yaml")).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// Two columns: a key and a name.
pub const KEY_AND_NAME: &str = "\
- {name: REF, primaryKey: true}
- {name: NAME, customProperties: [{property: guildhall.field, value: full_name}]}";

/// A folder that loads put their results in, one after the other.
pub struct Bench {
    folder: tempfile::TempDir,
    loads: usize,
    pub next_sequence: u64,
    pub previous: Option<PathBuf>,
    pub gazetteer: Option<PathBuf>,
}

/// A load's results.
pub struct Loaded {
    pub outcome: LoadOutcome,
    pub folder: PathBuf,
    /// Keeps the folder while the results are looked at, where no bench does.
    _owner: Option<tempfile::TempDir>,
}

impl Bench {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            loads: 0,
            next_sequence: 1,
            previous: None,
            gazetteer: None,
        }
    }

    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn try_load(&mut self, contract: &Contract, files: &[PathBuf]) -> Result<Loaded, LoadError> {
        self.loads += 1;
        let folder = self.folder.path().join(format!("out-{}", self.loads));
        std::fs::create_dir(&folder).unwrap();
        let outcome = load(&LoadRequest {
            contract,
            files,
            source_number: 3,
            previous_standard: self.previous.as_deref(),
            next_sequence: self.next_sequence,
            out: &folder,
            gazetteer: self.gazetteer.as_deref(),
            postcodes: None,
            today: jiff::civil::date(2026, 11, 22),
            progress: &|_| {},
        })?;
        assert_eq!(outcome.rows, outcome.accepted + outcome.rejected);
        if contract.source.mode == Mode::Snapshot {
            assert_eq!(outcome.accepted, outcome.new + outcome.changed + outcome.unchanged);
        }
        self.next_sequence = outcome.next_sequence;
        self.previous = Some(folder.join("standard.parquet"));
        Ok(Loaded { outcome, folder, _owner: None })
    }

    /// A last load, whose results outlive the bench.
    pub fn load_kept(mut self, contract: &Contract, files: &[PathBuf]) -> Loaded {
        let loaded = self.try_load(contract, files).unwrap_or_else(|error| panic!("{error}"));
        Loaded { _owner: Some(self.folder), ..loaded }
    }

    pub fn load(&mut self, contract: &Contract, bytes: &[u8]) -> Loaded {
        let file = self.file("extract.csv", bytes);
        self.try_load(contract, &[file]).unwrap_or_else(|error| panic!("{error}"))
    }
}

/// Loads one file by itself.
pub fn load_bytes(contract: &Contract, bytes: &[u8]) -> Loaded {
    let bench = Bench::new();
    let file = bench.file("extract.csv", bytes);
    bench.load_kept(contract, &[file])
}

/// What a load of one file says that it cannot do.
pub fn fault(contract: &Contract, bytes: &[u8]) -> LoadError {
    let mut bench = Bench::new();
    let file = bench.file("extract.csv", bytes);
    bench.try_load(contract, &[file]).err().expect("the load should fail")
}

impl Loaded {
    /// The given columns of a table as text, `-` for nothing, a line a row.
    pub fn table(&self, name: &str, columns: &[&str]) -> Vec<String> {
        let file = std::fs::File::open(self.folder.join(format!("{name}.parquet"))).unwrap();
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
        let mut lines = Vec::new();
        for batch in reader {
            let batch = batch.unwrap();
            for row in 0..batch.num_rows() {
                let cells = columns.iter().map(|name| {
                    let column = batch.column_by_name(name).unwrap_or_else(|| panic!("no column {name}"));
                    if column.is_null(row) {
                        "-".to_owned()
                    } else if column.data_type() == &DataType::UInt64 {
                        column.as_primitive::<UInt64Type>().value(row).to_string()
                    } else {
                        column.as_string::<i32>().value(row).to_owned()
                    }
                });
                lines.push(cells.collect::<Vec<_>>().join(" | "));
            }
        }
        lines
    }

    /// Line and rule of each reason for rejecting.
    pub fn rejects(&self) -> Vec<String> {
        self.table("rejected", &["line", "column", "rule", "shape"])
    }

    pub fn column_names(&self, name: &str) -> Vec<String> {
        let file = std::fs::File::open(self.folder.join(format!("{name}.parquet"))).unwrap();
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
        builder.schema().fields().iter().map(|field| field.name().clone()).collect()
    }
}
