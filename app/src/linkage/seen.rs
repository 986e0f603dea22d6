//! What a place's records hold, as a person sees it: to lay them side by side, and to know later whether they are still so.

use std::collections::BTreeMap;
use std::path::PathBuf;

use sha2::{Digest, Sha256};
use standardise::record::{Entity, columns};

use crate::hexadecimal;
use crate::version_table::{self, Batch, ColumnReader, TableFileError};

/// Bytes of a digest that are kept: enough that no correction goes unseen.
const DIGEST_BYTES: usize = 8;

/// A source's standard table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceTable {
    /// The source's name.
    pub source: String,
    /// Its file.
    pub path: PathBuf,
}

/// A record as a person sees it. It holds personal data, so there is no `Debug`.
pub struct SeenRecord {
    /// Its source.
    pub source: String,
    /// Its key there.
    pub key: String,
    /// The values of the columns that people see, in order; empty where there is none.
    pub values: Vec<String>,
}

impl SeenRecord {
    /// What tells whether the record still holds what it held.
    ///
    /// Shape: hexadecimal digits.
    pub fn digest(&self) -> String {
        let mut hasher = Sha256::new();
        for value in &self.values {
            hasher.update((value.len() as u64).to_le_bytes());
            hasher.update(value);
        }
        hexadecimal::encode(&hasher.finalize()[..DIGEST_BYTES])
    }
}

/// The columns that people see: without the forms for comparing.
pub fn seen_columns(entity: Entity) -> Vec<&'static str> {
    let is_seen = |column: &&&str| !column.ends_with("_key") && !column.starts_with("grid_cell");
    columns(entity).iter().filter(is_seen).copied().collect()
}

/// The columns of a person's eye for those that a model compares, each once.
pub fn seen_of_compared(entity: Entity, compared: &[&str]) -> Vec<&'static str> {
    let seen = seen_columns(entity);
    let shown = |column: &&str| {
        match *column {
            "building_key" | "street_key" | "address_key" => "address",
            "names_key" | "place_name_key" => "organisation_name",
            other => other.strip_suffix("_key").unwrap_or(other),
        }
        .to_owned()
    };
    let wanted: Vec<String> = compared.iter().map(shown).collect();
    seen.into_iter().filter(|column| wanted.iter().any(|wanted| wanted == column)).collect()
}

/// The records of these ids, as far as they are there.
///
/// Shape: `records` ascending.
///
/// # Errors
/// Where a table can't be read.
pub fn read_seen(
    entity: Entity,
    tables: &[SourceTable],
    records: &[u64],
) -> Result<BTreeMap<u64, SeenRecord>, TableFileError> {
    let mut found = BTreeMap::new();
    if records.is_empty() {
        return Ok(found);
    }
    let columns = seen_columns(entity);
    for SourceTable { source, path } in tables {
        let is_wanted = |record| records.binary_search(&record).is_ok();
        let rows = version_table::rows_where(path, "record_id", is_wanted)?;
        if rows.is_empty() {
            continue;
        }
        ColumnReader::open_rows(path, None, &rows)?.for_each(|batch| {
            for row in 0..batch.row_count() {
                let record = batch.numbers("record_id")?.value(row);
                let key = batch.texts("record_key")?.value(row).to_owned();
                let values = values_at(batch, &columns, row)?;
                found.insert(record, SeenRecord { source: source.clone(), key, values });
            }
            Ok::<_, TableFileError>(())
        })?;
    }
    Ok(found)
}

fn values_at(batch: &Batch<'_>, columns: &[&str], row: usize) -> Result<Vec<String>, TableFileError> {
    let value = |column: &&str| Ok(batch.text_at(column, row)?.unwrap_or_default().to_owned());
    columns.iter().map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_tells_values_that_moved_from_one_column_to_the_next() {
        let record = |values: [&str; 2]| SeenRecord {
            source: "library".into(),
            key: "L1".into(),
            values: values.map(str::to_owned).to_vec(),
        };
        assert_eq!(record(["a", "bc"]).digest().len(), 16);
        assert_eq!(record(["a", "bc"]).digest(), record(["a", "bc"]).digest());
        assert_ne!(record(["a", "bc"]).digest(), record(["ab", "c"]).digest());
    }

    #[test]
    fn compared_columns_are_shown_as_people_know_them() {
        let shown =
            seen_of_compared(Entity::Person, &["family_name_key", "birth_date", "street_key", "address_key"]);
        assert_eq!(shown, ["family_name", "birth_date", "address"]);
    }
}
