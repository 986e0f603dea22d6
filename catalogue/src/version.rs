//! Dataset versions: immutable, numbered within their dataset, each with what it was made from.

use std::collections::BTreeSet;

use base::{DatabaseError, Row, Transaction, VersionId};
use jiff::Timestamp;

/// What a dataset holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatasetKind {
    /// A source's accepted, standardised and rejected rows.
    Load,
    /// Which records are the same person or premises.
    Linkage,
}

impl DatasetKind {
    /// The word the catalogue stores.
    pub fn name(self) -> &'static str {
        match self {
            Self::Load => "load",
            Self::Linkage => "linkage",
        }
    }
}

/// A version about to be recorded.
#[derive(Debug, Clone)]
pub struct NewVersion<'a> {
    /// The dataset's name, such as `load-library`.
    pub dataset: &'a str,
    /// What it holds.
    pub kind: DatasetKind,
    /// The number [`next_number`] gave.
    pub number: u32,
    /// Identifies what it was made from: inputs, recipe and form together. Equal fingerprints mean equal content.
    pub fingerprint: &'a str,
    /// The hash of its contract or model.
    pub recipe: &'a str,
    /// Counts, as JSON.
    pub summary: &'a str,
    /// The versions it was made from.
    pub inputs: &'a [VersionId],
    /// The raw files it was made from.
    pub raw_files: &'a [RawFile],
}

/// A file as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawFile {
    /// Its name, without folders.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub hash: String,
    /// Its size.
    pub bytes: u64,
}

/// A recorded version.
#[derive(Debug, Clone)]
pub struct Version {
    /// Its row number.
    pub id: VersionId,
    /// The dataset's name.
    pub dataset: String,
    /// Its number within the dataset, from 1.
    pub number: u32,
    /// `load` or `linkage`.
    pub kind: String,
    /// When it was recorded.
    pub made_at: String,
    /// See [`NewVersion::fingerprint`].
    pub fingerprint: String,
    /// See [`NewVersion::recipe`].
    pub recipe: String,
    /// Counts, as JSON.
    pub summary: String,
}

/// The number that the dataset's next version gets.
///
/// # Errors
/// Where the database refuses.
pub fn next_number(transaction: &Transaction<'_>, dataset: &str) -> Result<u32, DatabaseError> {
    Ok(latest(transaction, dataset)?.map_or(1, |version| version.number + 1))
}

/// Records a version: from the commit on, it exists.
///
/// # Errors
/// Where the database refuses, a number used before among the reasons.
pub fn record(
    transaction: &Transaction<'_>,
    new: &NewVersion<'_>,
    now: Timestamp,
) -> Result<VersionId, DatabaseError> {
    let id = transaction.insert(
        "INSERT INTO dataset_version (dataset, number, kind, made_at, fingerprint, recipe, summary)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        &[
            new.dataset.into(),
            new.number.into(),
            new.kind.name().into(),
            now.to_string().into(),
            new.fingerprint.into(),
            new.recipe.into(),
            new.summary.into(),
        ],
    )?;
    for input in new.inputs {
        transaction.execute(
            "INSERT INTO version_input (version, input) VALUES ($1, $2)",
            &[id.into(), input.0.into()],
        )?;
    }
    for (position, file) in new.raw_files.iter().enumerate() {
        transaction.execute(
            "INSERT INTO raw_file (version, position, name, hash, bytes) VALUES ($1, $2, $3, $4, $5)",
            &[
                id.into(),
                (position as i64).into(),
                file.name.as_str().into(),
                file.hash.as_str().into(),
                (file.bytes as i64).into(),
            ],
        )?;
    }
    Ok(VersionId(id))
}

/// The dataset's newest version.
///
/// # Errors
/// Where the database refuses.
pub fn latest(transaction: &Transaction<'_>, dataset: &str) -> Result<Option<Version>, DatabaseError> {
    let found = transaction.query(
        &format!("{SELECT} WHERE dataset = $1 ORDER BY number DESC LIMIT 1"),
        &[dataset.into()],
        read,
    )?;
    Ok(found.into_iter().next())
}

/// Every version, newest first.
///
/// # Errors
/// Where the database refuses.
pub fn all(transaction: &Transaction<'_>) -> Result<Vec<Version>, DatabaseError> {
    transaction.query(&format!("{SELECT} ORDER BY id DESC"), &[], read)
}

/// Dataset and number of every version: what [`base::VersionFiles::sweep`] keeps.
///
/// # Errors
/// Where the database refuses.
pub fn known(transaction: &Transaction<'_>) -> Result<BTreeSet<(String, u32)>, DatabaseError> {
    let pairs = transaction.query("SELECT dataset, number FROM dataset_version", &[], |row| {
        Ok((row.text(0)?, row.integer(1)? as u32))
    })?;
    Ok(pairs.into_iter().collect())
}

/// The versions that a version was made from, as dataset and number.
///
/// # Errors
/// Where the database refuses.
pub fn inputs(
    transaction: &Transaction<'_>,
    version: VersionId,
) -> Result<Vec<(String, u32)>, DatabaseError> {
    transaction.query(
        "SELECT dataset, number FROM version_input JOIN dataset_version ON id = input WHERE version = $1 ORDER BY dataset",
        &[version.0.into()],
        |row| Ok((row.text(0)?, row.integer(1)? as u32)),
    )
}

/// The raw files that a version was made from.
///
/// # Errors
/// Where the database refuses.
pub fn raw_files(transaction: &Transaction<'_>, version: VersionId) -> Result<Vec<RawFile>, DatabaseError> {
    transaction.query(
        "SELECT name, hash, bytes FROM raw_file WHERE version = $1 ORDER BY position",
        &[version.0.into()],
        |row| Ok(RawFile { name: row.text(0)?, hash: row.text(1)?, bytes: row.integer(2)? as u64 }),
    )
}

/// The raw files of every version of a dataset, in the order of the versions.
///
/// # Errors
/// Where the database refuses.
pub fn delivered(transaction: &Transaction<'_>, dataset: &str) -> Result<Vec<RawFile>, DatabaseError> {
    transaction.query(
        "SELECT name, hash, bytes FROM raw_file JOIN dataset_version ON id = version WHERE dataset = $1
         ORDER BY number, position",
        &[dataset.into()],
        |row| Ok(RawFile { name: row.text(0)?, hash: row.text(1)?, bytes: row.integer(2)? as u64 }),
    )
}

const SELECT: &str =
    "SELECT id, dataset, number, kind, made_at, fingerprint, recipe, summary FROM dataset_version";

fn read(row: &Row<'_>) -> Result<Version, DatabaseError> {
    Ok(Version {
        id: VersionId(row.integer(0)?),
        dataset: row.text(1)?,
        number: row.integer(2)? as u32,
        kind: row.text(3)?,
        made_at: row.text(4)?,
        fingerprint: row.text(5)?,
        recipe: row.text(6)?,
        summary: row.text(7)?,
    })
}
