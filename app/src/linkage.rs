//! A linkage's files: the standard tables it reads, the version it writes, and the numbers about it.
//!
//! A linkage version holds `members.parquet` (which entity each record belongs to), `pairs.parquet` (the pairs at or
//! above the threshold), `evidence.parquet` (each record's strongest pair inside its entity, taken apart by comparison),
//! `residences.parquet` and `households.parquet` (who lives where) and `model.toml` (the trained model). No rule of linking is
//! decided here.

pub mod again;
pub mod changes;
mod evidence;
mod layer;
mod overlap;
pub mod residences;
pub mod review;
pub mod said;
pub mod seen;
pub mod standing;
mod summarise;
pub mod verdicts;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use link::Linked;
use link::home::Homes;
use link::identity::Carried;
use link::model::Model;
use link::score::{NO_RULE, ScoredPair};
use link::table::{Column, Table};
use link::train::Trained;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use standardise::record::{Entity, columns};

use crate::operations::OperationError;
use crate::version_table::{self, ColumnReader, TableFileError};

use layer::{Counting, Layered};

pub use evidence::{Evidence, EvidenceBar, read_evidence};
pub use summarise::{LinkedTables, summarise};

/// The columns that name people's homes.
const UPRN: &str = "uprn";
const ADDRESS_KEY: &str = "address_key";

/// Records to link, of several loads.
pub struct Inputs {
    /// What the records are about.
    pub entity: Entity,
    /// The id of each row's record.
    pub records: Vec<u64>,
    /// The columns that the model reads.
    pub table: Table,
    homes: OnceLock<Homes>,
}

impl Inputs {
    /// Records with their columns.
    pub fn new(entity: Entity, records: Vec<u64>, table: Table) -> Self {
        Self { entity, records, table, homes: OnceLock::new() }
    }

    /// The home of each row, found when it is first asked for.
    pub fn homes(&self) -> &Homes {
        self.homes.get_or_init(|| link::home::of_table(&self.table))
    }
}

/// The weight from which a pair counts as the same, in bits.
pub fn threshold_bits(trained: &Trained) -> f64 {
    trained.model().clustering().link_bits
}

/// Reads what `model` compares from standard tables; rows in the order of the records' ids, so that a record stands at the same
/// place whatever else its source delivers with it; `Table::sources` the position of the row's file.
///
/// # Errors
/// Where a file can't be read or there are more records than row numbers.
pub fn read_inputs(entity: Entity, model: &Model, files: &[PathBuf]) -> Result<Inputs, OperationError> {
    let mut records = Vec::new();
    let mut sources = Vec::new();
    for (position, file) in files.iter().enumerate() {
        let ids = version_table::read_numbers(file, "record_id")?;
        sources.extend(std::iter::repeat_n(position as u16, ids.len()));
        records.extend(ids);
    }
    // A column that the model names and the standard form lacks is told by the linker, with its place in the model.
    let mut wanted: Vec<&str> =
        model.columns().into_iter().filter(|column| columns(entity).contains(column)).collect();
    if entity == Entity::Person {
        let more = link::residence::COLUMNS.into_iter().filter(|column| !wanted.contains(column));
        wanted.extend(more.collect::<Vec<_>>());
    }
    let columns = wanted.par_iter().map(|name| read_column(name, files)).collect::<Result<Vec<_>, _>>()?;
    let mut table = Table::from_columns(sources, columns)
        .map_err(|error| OperationError::Records { entity: entity.name(), error })?;
    if !records.is_sorted() {
        let mut order: Vec<(u64, u32)> = records.iter().copied().zip(0..).collect();
        order.par_sort_unstable();
        table.arrange(&order.iter().map(|(_, row)| *row).collect::<Vec<_>>());
        records = order.into_iter().map(|(record, _)| record).collect();
    }
    Ok(Inputs::new(entity, records, table))
}

fn read_column(name: &str, files: &[PathBuf]) -> Result<Column, TableFileError> {
    let mut column = Column::new(name);
    for file in files {
        ColumnReader::open(file, &[name])?.for_each(|batch| {
            batch.texts(name)?.iter().for_each(|value| column.push(value));
            Ok::<_, TableFileError>(())
        })?;
    }
    Ok(column)
}

/// Record and entity of a linkage version, sorted by record.
///
/// # Errors
/// Where the file can't be read.
pub fn read_members(folder: &Path) -> Result<Vec<(u64, u64)>, TableFileError> {
    let path = folder.join(MEMBERS);
    let records = version_table::read_numbers(&path, "record")?;
    let entities = version_table::read_numbers(&path, "entity")?;
    let mut members: Vec<(u64, u64)> = records.into_iter().zip(entities).collect();
    members.par_sort_unstable();
    Ok(members)
}

/// What a linkage changes about which record belongs to which entity.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct MembershipChanges {
    /// Record and entity, where it is new or another than before; by record.
    pub assigned: Vec<(u64, u64)>,
    /// Records that are no more; by record.
    pub gone: Vec<u64>,
}

/// Compares memberships.
///
/// Shape: `previous` is (record, entity), sorted by record; `records` and `entity_of` go together, in any order.
pub fn membership_changes(previous: &[(u64, u64)], records: &[u64], entity_of: &[u64]) -> MembershipChanges {
    let mut current: Vec<(u64, u64)> = records.iter().copied().zip(entity_of.iter().copied()).collect();
    current.par_sort_unstable();
    let mut changes = MembershipChanges::default();
    let mut before = previous.iter().peekable();
    for (record, entity) in current {
        while let Some((gone, _)) = before.next_if(|(known, _)| *known < record) {
            changes.gone.push(*gone);
        }
        if before.next_if(|(known, _)| *known == record).is_none_or(|(_, known)| *known != entity) {
            changes.assigned.push((record, entity));
        }
    }
    changes.gone.extend(before.map(|(gone, _)| *gone));
    changes
}

/// Left and right record of the pairs that a linkage version took as the same.
///
/// # Errors
/// Where the file can't be read.
pub fn read_pairs(folder: &Path) -> Result<Vec<(u64, u64)>, TableFileError> {
    let mut pairs = Vec::new();
    for Counting { path, rows } in PAIRS.counting(folder, |_| true)? {
        let left = version_table::read_numbers(&path, "left")?;
        let right = version_table::read_numbers(&path, "right")?;
        pairs.extend(
            rows.into_iter().map(|row| (left[row], right[row])).filter(|(left, right)| left != right),
        );
    }
    Ok(pairs)
}

/// The trained model of a linkage version, as text.
///
/// # Errors
/// Where the file can't be read.
pub fn read_model(folder: &Path) -> Result<String, OperationError> {
    let path = folder.join(MODEL);
    fs::read_to_string(&path).map_err(OperationError::file("read", &path))
}

const MEMBERS: &str = "members.parquet";
/// By the left record; where it has none any more, it is told as its own right one, so that older files are not believed.
const PAIRS: Layered = Layered { name: "pairs", key: "left" };
const MODEL: &str = "model.toml";

/// A linkage before, for one that says only what has changed since.
#[derive(Debug, Clone, Copy)]
pub struct Since<'s> {
    /// The version's folder.
    pub folder: &'s Path,
    /// The rows whose entity, pairs or evidence may be others, ascending.
    pub touched: &'s [u32],
    /// The records that are no more.
    pub gone: &'s [u64],
}

/// Writes a linkage version's files.
///
/// # Errors
/// Where one can't be written.
pub fn write_version(
    folder: &Path,
    inputs: &Inputs,
    linked: &Linked,
    carried: &Carried,
    since: Option<&Since<'_>>,
) -> Result<(), OperationError> {
    let members = vec![
        ("record", version_table::number_column(inputs.records.clone())),
        ("entity", version_table::number_column(carried.entity_of.clone())),
    ];
    let (tables, evidence) = rayon::join(
        || {
            version_table::write(&folder.join(MEMBERS), members)?;
            write_pairs(folder, inputs, linked, since)
        },
        || evidence::write_evidence(folder, inputs, linked, since),
    );
    tables?;
    evidence?;
    let model = folder.join(MODEL);
    fs::write(&model, linked.trained.model().to_toml()).map_err(OperationError::file("write", &model))
}

/// Writes the pairs that count as the same; since a linkage before, those of its touched rows alone.
///
/// Pairs that count as the same lie inside of what is touched, or outside.
fn write_pairs(
    folder: &Path,
    inputs: &Inputs,
    linked: &Linked,
    since: Option<&Since<'_>>,
) -> Result<(), OperationError> {
    let threshold = threshold_bits(&linked.trained);
    let since = since.filter(|since| PAIRS.has_room(since.folder));
    let is_told = told_rows(inputs, since);
    let is_same = |pair: &&ScoredPair| is_told[pair.left as usize] && f64::from(pair.weight) >= threshold;
    let same: Vec<&ScoredPair> = linked.scored.pairs.iter().filter(is_same).collect();
    let record = |row: u32| inputs.records[row as usize];
    let mut alone: Vec<u64> = Vec::new();
    if let Some(since) = since {
        PAIRS.take_over(since.folder, folder)?;
        let has_pairs: FxHashSet<u32> = same.iter().map(|pair| pair.left).collect();
        let without = since.touched.iter().filter(|row| !has_pairs.contains(row)).map(|row| record(*row));
        alone.extend(without.chain(since.gone.iter().copied()));
    }
    let of = |row_of: fn(&ScoredPair) -> u32| {
        let records = same.iter().map(|pair| record(row_of(pair)));
        version_table::number_column(records.chain(alone.iter().copied()).collect())
    };
    let weights = same.iter().map(|pair| pair.weight).chain(alone.iter().map(|_| 0.0));
    let rules = same.iter().map(|pair| pair.rule).chain(alone.iter().map(|_| NO_RULE));
    let columns = vec![
        ("left", of(|pair| pair.left)),
        ("right", of(|pair| pair.right)),
        ("weight", version_table::weight_column(weights.collect())),
        ("rule", version_table::small_number_column(rules.collect())),
    ];
    Ok(version_table::write(&PAIRS.newest(folder), columns)?)
}

/// By row, whether it is to be told of: all where nothing is gone on from, else the touched.
fn told_rows(inputs: &Inputs, since: Option<&Since<'_>>) -> Vec<bool> {
    let mut is_told = vec![since.is_none(); inputs.records.len()];
    since.iter().flat_map(|since| since.touched).for_each(|row| is_told[*row as usize] = true);
    is_told
}

#[cfg(test)]
mod tests {
    use link::cluster::Clusters;
    use link::score::Scored;

    use super::*;

    /// Linked records of which pairs count as the same from 3 bits on.
    fn linked(pairs: &[(u32, u32, f32)]) -> Linked {
        let text = Model::built_in(Entity::Person).to_toml();
        let model = Model::parse(&text).unwrap().with_link_bits(3.0);
        let pair = |(left, right, weight): &(u32, u32, f32)| ScoredPair {
            left: *left,
            right: *right,
            weight: *weight,
            rule: 0,
            pattern: 0,
        };
        let trained = Trained::as_given(&model);
        let scored = Scored { pairs: pairs.iter().map(pair).collect(), ..Scored::default() };
        Linked { trained, scored, clusters: Clusters::default() }
    }

    fn inputs(records: &[u64]) -> Inputs {
        let table = Table::from_columns(vec![0; records.len()], Vec::new()).unwrap();
        Inputs::new(Entity::Person, records.to_vec(), table)
    }

    #[test]
    fn pairs_of_what_is_touched_stand_in_the_place_of_those_before() {
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let [first, second] = folders.each_ref().map(tempfile::TempDir::path);
        let sorted = |folder: &Path| {
            let mut pairs = read_pairs(folder).unwrap();
            pairs.sort_unstable();
            pairs
        };
        let before = linked(&[(0, 1, 9.0), (1, 2, 5.0), (2, 3, 1.0), (4, 5, 8.0), (6, 7, 9.0)]);
        write_pairs(first, &inputs(&[10, 11, 12, 13, 14, 15, 16, 17]), &before, None).unwrap();
        assert_eq!(sorted(first), [(10, 11), (11, 12), (14, 15), (16, 17)]);
        // Record 12 is gone, 10 and 11 are no longer the same, 13 and 14 to 15 are; 16 and 17 stay.
        let after = linked(&[(0, 1, 2.0), (2, 4, 7.0), (3, 4, 8.0), (5, 6, 9.0)]);
        let since = Since { folder: first, touched: &[0, 1, 2, 3, 4], gone: &[12] };
        write_pairs(second, &inputs(&[10, 11, 13, 14, 15, 16, 17]), &after, Some(&since)).unwrap();
        assert_eq!(sorted(second), [(13, 15), (14, 15), (16, 17)]);
        assert!(second.join("pairs-1.parquet").is_file());
    }

    #[test]
    fn only_changed_memberships_are_told() {
        let previous = [(1, 10), (2, 10), (4, 11), (5, 12)];
        let changes = membership_changes(&previous, &[4, 2, 3], &[11, 13, 10]);
        assert_eq!(changes, MembershipChanges { assigned: vec![(2, 13), (3, 10)], gone: vec![1, 5] });
    }
}
