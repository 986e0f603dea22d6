//! Why each record is where it is: its strongest pair inside its entity, taken apart by comparison.
//!
//! A linkage that goes on from another writes what has changed alone: see [`super::layer`].

use std::path::Path;
use std::sync::Arc;

use arrow_array::{Array, ArrayRef, DictionaryArray, Float32Array, StringArray, types::Int8Type};
use link::explain::{Explainer, Waterfall};
use link::model::Comparison;
use link::train::Trained;
use rayon::prelude::*;

use super::layer::{Counting, Layered};
use super::{Inputs, Linked, Since, told_rows};
use crate::operations::OperationError;
use crate::version_table::{self, Batch, ColumnReader, TableFileError};

const EVIDENCE: Layered = Layered { name: "evidence", key: "record" };

/// A record's strongest pair inside its entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The record.
    pub record: u64,
    /// The record it agrees with most.
    pub other: u64,
    /// What two records drawn at random start from, in bits.
    pub prior_bits: f64,
    /// What each comparison adds.
    pub bars: Vec<EvidenceBar>,
    /// The match weight, in bits: the prior and the bars added up.
    pub weight_bits: f64,
}

/// What one comparison adds.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceBar {
    /// What was compared.
    pub comparison: String,
    /// How far it agreed.
    pub level: String,
    /// What that adds, in bits.
    pub weight_bits: f64,
}

/// Writes the evidence of every record that is not alone in its entity; since a linkage before, of those touched alone.
///
/// # Errors
/// Where a file can't be written.
pub(super) fn write_evidence(
    folder: &Path,
    inputs: &Inputs,
    linked: &Linked,
    since: Option<&Since<'_>>,
) -> Result<(), OperationError> {
    // Taken apart, a pair is some hundred times its size: so many at a time.
    const BATCH_ROWS: usize = 1 << 16;
    let failed = |error| OperationError::Link { entity: inputs.entity.name(), error };
    let since = since.filter(|since| EVIDENCE.has_room(since.folder));
    let mut strongest = strongest_pairs(&told_rows(inputs, since), linked);
    if let Some(since) = since {
        EVIDENCE.take_over(since.folder, folder)?;
        // A record that is alone now is told as its own other, so that older files are not believed.
        strongest = since
            .touched
            .iter()
            .map(|row| {
                let found = strongest.binary_search_by_key(row, |pair| pair.0);
                (*row, found.map_or(*row, |at| strongest[at].1))
            })
            .collect();
    }
    let explainer = match since {
        Some(since) => Explainer::of_rows(&inputs.table, &linked.trained, since.touched),
        None => Explainer::new(&inputs.table, &linked.trained),
    };
    let explainer = explainer.map_err(failed)?;
    let names = column_names(&linked.trained);
    let empty: &[(u32, u32)] = &[];
    let batches = strongest.chunks(BATCH_ROWS).chain(strongest.is_empty().then_some(empty)).map(|pairs| {
        let taken_apart = pairs.par_iter().map(|(row, other)| explainer.explain(*row, *other));
        let waterfalls: Vec<Waterfall> = taken_apart.collect::<Result<_, _>>().map_err(failed)?;
        Ok::<_, OperationError>(columns_of(inputs, pairs, &waterfalls, &names))
    });
    version_table::write_batches(&EVIDENCE.newest(folder), batches)
}

/// The names of each bar's two columns, household last where the model knows it.
fn column_names(trained: &Trained) -> Vec<(String, String)> {
    let comparisons = trained.model().comparisons().iter().map(Comparison::name);
    let household = trained.model().prior().household.is_some().then_some(HOUSEHOLD);
    comparisons.chain(household).map(|name| (format!("{name}{LEVEL}"), format!("{name}{BITS}"))).collect()
}

fn columns_of<'n>(
    inputs: &Inputs,
    pairs: &[(u32, u32)],
    waterfalls: &[Waterfall],
    names: &'n [(String, String)],
) -> Vec<(&'n str, ArrayRef)> {
    let records = |rows: &mut dyn Iterator<Item = u32>| {
        version_table::number_column(rows.map(|row| inputs.records[row as usize]).collect())
    };
    let mut columns: Vec<(&str, ArrayRef)> = vec![
        ("record", records(&mut pairs.iter().map(|pair| pair.0))),
        ("other", records(&mut pairs.iter().map(|pair| pair.1))),
        ("prior", bits(waterfalls, |waterfall| waterfall.prior)),
        ("weight", bits(waterfalls, |waterfall| waterfall.total)),
    ];
    for (at, (level_name, bits_name)) in names.iter().enumerate() {
        let levels: DictionaryArray<Int8Type> =
            waterfalls.iter().map(|waterfall| waterfall.bars.get(at).map(|bar| bar.level.as_str())).collect();
        let weight = |waterfall: &Waterfall| waterfall.bars.get(at).map_or(0.0, |bar| bar.weight_bits);
        columns.push((level_name, Arc::new(levels)));
        columns.push((bits_name, bits(waterfalls, weight)));
    }
    columns
}

const HOUSEHOLD: &str = "household";
const LEVEL: &str = ": level";
const BITS: &str = ": bits";

fn bits(waterfalls: &[Waterfall], of: impl Fn(&Waterfall) -> f64) -> ArrayRef {
    version_table::weight_column(waterfalls.iter().map(|waterfall| of(waterfall) as f32).collect())
}

/// Row and strongest other row of every row that is to be told and has a pair inside its cluster; by row.
///
/// Shape: of a cluster, all rows are to be told or none.
fn strongest_pairs(is_told: &[bool], linked: &Linked) -> Vec<(u32, u32)> {
    let cluster_of = &linked.clusters.cluster_of;
    let mut strongest: Vec<Option<(f32, u32)>> = vec![None; is_told.len()];
    for pair in linked.scored.pairs.iter().filter(|pair| is_told[pair.left as usize]) {
        if cluster_of[pair.left as usize] != cluster_of[pair.right as usize] {
            continue;
        }
        for (row, other) in [(pair.left, pair.right), (pair.right, pair.left)] {
            let best = &mut strongest[row as usize];
            if best.is_none_or(|(weight, _)| pair.weight > weight) {
                *best = Some((pair.weight, other));
            }
        }
    }
    (0..).zip(strongest).filter_map(|(row, best)| best.map(|(_, other)| (row, other))).collect()
}

/// Reads the evidence of these records, which are sorted.
///
/// # Errors
/// Where the file can't be read.
pub fn read_evidence(folder: &Path, records: &[u64]) -> Result<Vec<Evidence>, TableFileError> {
    let mut found: Vec<Evidence> = Vec::with_capacity(records.len());
    for Counting { path, rows } in
        EVIDENCE.counting(folder, |record| records.binary_search(&record).is_ok())?
    {
        if rows.is_empty() {
            continue;
        }
        ColumnReader::open_rows(&path, None, &rows)?.for_each(|batch| {
            for row in 0..batch.row_count() {
                found.push(evidence_at(batch, row)?);
            }
            Ok::<_, TableFileError>(())
        })?;
    }
    found.retain(|evidence| evidence.other != evidence.record);
    Ok(found)
}

fn evidence_at(batch: &Batch<'_>, row: usize) -> Result<Evidence, TableFileError> {
    let mut bars = Vec::new();
    for name in batch.column_names() {
        let Some(comparison) = name.strip_suffix(LEVEL) else { continue };
        bars.push(EvidenceBar {
            comparison: comparison.to_owned(),
            level: label_at(batch, name, row)?,
            weight_bits: f64::from(bits_at(batch, &format!("{comparison}{BITS}"), row)?),
        });
    }
    Ok(Evidence {
        record: batch.numbers("record")?.value(row),
        other: batch.numbers("other")?.value(row),
        prior_bits: f64::from(bits_at(batch, "prior", row)?),
        weight_bits: f64::from(bits_at(batch, "weight", row)?),
        bars,
    })
}

fn bits_at(batch: &Batch<'_>, column: &str, row: usize) -> Result<f32, TableFileError> {
    let weights: &Float32Array = batch.weights(column)?;
    Ok(weights.value(row))
}

/// The text of a column of few distinct ones in a row.
pub(super) fn label_at(batch: &Batch<'_>, column: &str, row: usize) -> Result<String, TableFileError> {
    Ok(labels_of(batch, column)?.at(row).unwrap_or_default().to_owned())
}

/// A column of few distinct texts.
pub(super) struct Labels<'b> {
    labels: &'b DictionaryArray<Int8Type>,
    texts: Option<&'b StringArray>,
}

impl<'b> Labels<'b> {
    /// The text of a row.
    pub(super) fn at(&self, row: usize) -> Option<&'b str> {
        self.texts.zip(self.labels.key(row)).map(|(texts, key)| texts.value(key))
    }
}

/// The texts of a column of few distinct ones.
pub(super) fn labels_of<'b>(batch: &Batch<'b>, column: &str) -> Result<Labels<'b>, TableFileError> {
    let labels = batch.labels(column)?;
    Ok(Labels { labels, texts: labels.values().as_any().downcast_ref() })
}
