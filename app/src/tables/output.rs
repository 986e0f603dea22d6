//! What is written about linked tables: the pairs with their levels, and the cluster of every record.

use std::path::Path;
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::types::Int16Type;
use arrow_array::{ArrayRef, DictionaryArray, Float64Array, Int16Array, StringArray};
use link::model::Model;
use link::score::{NO_RULE, ScoredPair, level_of};
use rayon::prelude::*;

use super::input::InputTable;
use crate::review::RecordName;
use crate::version_table::{self, TableFileError};

/// The pairs that may be the same.
pub const PAIRS: &str = "pairs.parquet";
/// The cluster of every record.
pub const CLUSTERS: &str = "clusters.parquet";
/// The trained model.
pub const MODEL: &str = "model.toml";
/// The report.
pub const REPORT: &str = "report.html";

/// Pairs laid out at once.
const BATCH_ROWS: usize = 1 << 17;
/// What stands for the rule of a pair that none made.
const OF_NO_RULE: &str = "both linked to others";
/// What stands for the level of a comparison that could not be made.
const NOT_KNOWN: &str = "not known";

/// Where each table's rows begin among those of all.
pub struct Rows<'t> {
    tables: &'t [InputTable],
    starts: Vec<usize>,
}

impl<'t> Rows<'t> {
    /// The rows of these tables.
    pub fn new(tables: &'t [InputTable]) -> Self {
        let mut start = 0;
        let starts = tables.iter().map(|table| {
            start += table.row_count();
            start - table.row_count()
        });
        Self { tables, starts: starts.collect() }
    }

    /// The number of a row's table, and its number in there.
    fn place(&self, row: usize) -> (usize, usize) {
        let table = self.starts.partition_point(|start| *start <= row) - 1;
        (table, row - self.starts[table])
    }

    /// What a row's record is called.
    pub fn name(&self, row: u32) -> RecordName {
        let (table, row) = self.place(row as usize);
        let table = &self.tables[table];
        RecordName { source: table.source.clone(), id: table.id_of(row).into_owned() }
    }

    /// What tells whether a row's record is as somebody read it; nothing where it was not asked for.
    pub fn digest(&self, row: u32) -> Option<u64> {
        let (table, row) = self.place(row as usize);
        self.tables[table].digest_of(row)
    }

    fn sources(&self, rows: impl Iterator<Item = usize>) -> ArrayRef {
        let names: Vec<&str> = self.tables.iter().map(|table| table.source.as_str()).collect();
        labels(&names, rows.map(|row| Some(self.place(row).0 as i16)))
    }

    fn ids(&self, rows: impl Iterator<Item = usize>) -> ArrayRef {
        let mut ids = StringBuilder::new();
        for row in rows {
            let (table, row) = self.place(row);
            ids.append_value(self.tables[table].id_of(row));
        }
        Arc::new(ids.finish())
    }
}

/// A column of a few texts.
fn labels(texts: &[&str], numbers: impl Iterator<Item = Option<i16>>) -> ArrayRef {
    let keys: Int16Array = numbers.collect();
    let texts = Arc::new(StringArray::from(texts.to_vec()));
    // Every number is the place of a text.
    match DictionaryArray::<Int16Type>::try_new(keys, texts) {
        Ok(labels) => Arc::new(labels),
        Err(error) => unreachable!("numbers beyond their texts: {error}"),
    }
}

/// Writes pairs with their weights, in the order given.
///
/// Shape: `source_l`, `id_l`, `source_r`, `id_r`, `match_weight` in bits, `match_probability`, `rule` (the first blocking rule
/// that made the pair), and for each comparison the label of the level reached.
///
/// # Errors
/// Where the file can't be written.
pub fn write_pairs(
    path: &Path,
    tables: &[InputTable],
    model: &Model,
    pairs: &[(ScoredPair, f64)],
) -> Result<(), TableFileError> {
    let rows = Rows::new(tables);
    let rules: Vec<String> = model.rules().iter().map(link::model::BlockingRule::label).collect();
    let rules: Vec<&str> = rules.iter().map(String::as_str).chain([OF_NO_RULE]).collect();
    let names = column_names(model);
    let levels: Vec<Vec<&str>> = model
        .comparisons()
        .iter()
        .map(|comparison| {
            [NOT_KNOWN].into_iter().chain(comparison.levels().iter().map(link::model::Level::label)).collect()
        })
        .collect();
    let empty: &[(ScoredPair, f64)] = &[];
    let batches = pairs.chunks(BATCH_ROWS).chain(pairs.is_empty().then_some(empty)).map(|pairs| {
        let left = || pairs.iter().map(|(pair, _)| pair.left as usize);
        let right = || pairs.iter().map(|(pair, _)| pair.right as usize);
        let rule = |pair: &ScoredPair| {
            if pair.rule == NO_RULE { rules.len() as i16 - 1 } else { i16::from(pair.rule) }
        };
        let make: Vec<Box<dyn Fn() -> ArrayRef + Sync + '_>> = vec![
            Box::new(|| rows.sources(left())),
            Box::new(|| rows.ids(left())),
            Box::new(|| rows.sources(right())),
            Box::new(|| rows.ids(right())),
            Box::new(|| Arc::new(pairs.iter().map(|(_, weight)| *weight).collect::<Float64Array>())),
            Box::new(|| {
                Arc::new(pairs.iter().map(|(_, weight)| model.probability(*weight)).collect::<Float64Array>())
            }),
            Box::new(|| labels(&rules, pairs.iter().map(|(pair, _)| Some(rule(pair))))),
        ];
        let mut columns: Vec<ArrayRef> = make.par_iter().map(|make| make()).collect();
        columns.extend(levels.iter().enumerate().map(|(comparison, texts)| {
            labels(texts, pairs.iter().map(|(pair, _)| Some(level_of(pair.pattern, comparison) as i16)))
        }));
        Ok::<_, TableFileError>(names.iter().map(String::as_str).zip(columns).collect())
    });
    version_table::write_batches(path, batches)
}

/// The names of the columns of pairs; a comparison that is called as another column is gets an underscore.
fn column_names(model: &Model) -> Vec<String> {
    const FIXED: [&str; 7] =
        ["source_l", "id_l", "source_r", "id_r", "match_weight", "match_probability", "rule"];
    let mut names: Vec<String> = FIXED.map(str::to_owned).to_vec();
    for comparison in model.comparisons() {
        let mut name = comparison.name().to_owned();
        while names.contains(&name) {
            name.push('_');
        }
        names.push(name);
    }
    names
}

/// Writes the cluster of every record, in the order of the tables and their rows.
///
/// Shape: `source`, `id`, `cluster_id`, a number from 0.
///
/// # Errors
/// Where the file can't be written.
pub fn write_clusters(path: &Path, tables: &[InputTable], cluster_of: &[u32]) -> Result<(), TableFileError> {
    let rows = Rows::new(tables);
    let starts: Vec<usize> = (0..cluster_of.len()).step_by(BATCH_ROWS).collect();
    let batches = starts.into_iter().chain(cluster_of.is_empty().then_some(0)).map(|start| {
        let all = start..(start + BATCH_ROWS).min(cluster_of.len());
        let numbers = cluster_of[all.clone()].iter().map(|cluster| u64::from(*cluster)).collect();
        Ok::<_, TableFileError>(vec![
            ("source", rows.sources(all.clone())),
            ("id", rows.ids(all)),
            ("cluster_id", version_table::number_column(numbers)),
        ])
    });
    version_table::write_batches(path, batches)
}

/// The cluster of every record, as [`write_clusters`] wrote them.
///
/// # Errors
/// Where the file can't be read.
pub fn read_cluster_of(path: &Path) -> Result<Vec<u32>, TableFileError> {
    Ok(version_table::read_numbers(path, "cluster_id")?.into_iter().map(|cluster| cluster as u32).collect())
}
