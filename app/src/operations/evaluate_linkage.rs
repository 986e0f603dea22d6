//! Compares the newest linkage of an entity with known truth, where the place has it.

use std::path::Path;

use govern::Action;
use link::evaluate::{PairQuality, clusters};
use rustc_hash::FxHashMap;
use standardise::record::Entity;

use super::load_source::source_of;
use super::{OperationError, Session};
use crate::linkage;
use crate::linkage::residences::{all_residences, quality};
use crate::summary::Evaluation;
use crate::version_table::ColumnReader;

/// Evaluates the newest linkage of `entity` against `truth/<entity>.csv`. Records that the truth doesn't name are left out.
///
/// # Errors
/// [`OperationError::NoTruth`] where there is none, [`OperationError::NotLinked`] before the first linkage,
/// [`OperationError::Truth`] with the line where the file is wrong.
pub fn evaluate_linkage(session: &Session<'_>, entity: Entity) -> Result<Evaluation, OperationError> {
    let path = session.place.folder.join("truth").join(format!("{entity}.csv"));
    let evaluation = session.door().perform(
        session.actor,
        (Action::EvaluateLinkage, entity.name()),
        |_| evaluate(session, entity, &path),
        |_, _, evaluation| Ok(evaluation),
    )?;
    Ok(evaluation)
}

fn evaluate(session: &Session<'_>, entity: Entity, truth_path: &Path) -> Result<Evaluation, OperationError> {
    if !truth_path.exists() {
        return Err(OperationError::NoTruth { path: truth_path.to_owned() });
    }
    let (latest, inputs) = session.latest_linkage(entity)?;
    let folder = session.state.files.folder(&latest.dataset, latest.number);
    let truth = read_truth(truth_path)?;
    let truth_of = truth_of_records(session, &inputs, &truth)?;
    let (found, known): (Vec<u64>, Vec<u64>) = linkage::read_members(&folder)?
        .into_iter()
        .filter_map(|(record, entity)| truth_of.get(&record).map(|truth| (entity, u64::from(*truth))))
        .unzip();
    let clusters = clusters(&found, &known);
    let pairwise = pairwise(&linkage::read_pairs(&folder)?, &truth_of, &known);
    let residences = quality::evaluate(
        &truth_path.with_file_name("residences.csv"),
        &all_residences(&folder)?,
        &truth.numbers,
        found.iter().copied().zip(known.iter().map(|known| *known as u32)),
    )?;
    Ok(Evaluation { pairwise: pairwise.into(), clusters: clusters.into(), residences })
}

/// What is known of which record is whose.
#[derive(Default)]
struct Truth {
    /// For each source, the true entity of each record key, as a number.
    sources: FxHashMap<String, FxHashMap<String, u32>>,
    /// The number of each true entity.
    numbers: FxHashMap<String, u32>,
}

fn read_truth(path: &Path) -> Result<Truth, OperationError> {
    let wrong = |line: u64, message| OperationError::Truth { path: path.to_owned(), line, message };
    let mut reader = csv::Reader::from_path(path).map_err(|_| wrong(1, "it cannot be read as CSV"))?;
    let mut truth = Truth::default();
    let mut row = csv::StringRecord::new();
    loop {
        let line = reader.position().line();
        if !reader.read_record(&mut row).map_err(|_| wrong(line, "it cannot be read as CSV"))? {
            return Ok(truth);
        }
        let (Some(source), Some(key), Some(entity)) = (row.get(0), row.get(1), row.get(2)) else {
            return Err(wrong(line, "a row is source, record key, true id"));
        };
        let next = truth.numbers.len() as u32;
        let number = match truth.numbers.get(entity) {
            Some(number) => *number,
            None => *truth.numbers.entry(entity.to_owned()).or_insert(next),
        };
        match truth.sources.get_mut(source) {
            Some(of_source) => of_source.insert(key.to_owned(), number),
            None => truth.sources.entry(source.to_owned()).or_default().insert(key.to_owned(), number),
        };
    }
}

fn truth_of_records(
    session: &Session<'_>,
    inputs: &[(String, u32)],
    truth: &Truth,
) -> Result<FxHashMap<u64, u32>, OperationError> {
    let mut truth_of = FxHashMap::default();
    for (dataset, number) in inputs {
        let Some(source) = source_of(dataset) else { continue };
        let Some(of_source) = truth.sources.get(source) else { continue };
        ColumnReader::open(&session.standard_table(source, *number), &["record_id", "record_key"])?
            .for_each(|batch| {
                let keys = batch.texts("record_key")?;
                for (record, key) in batch.numbers("record_id")?.values().iter().zip(keys.iter()) {
                    if let Some(entity) = key.and_then(|key| of_source.get(key)) {
                        truth_of.insert(*record, *entity);
                    }
                }
                Ok::<_, OperationError>(())
            })?;
    }
    Ok(truth_of)
}

/// Quality of the pairs themselves; recall over all true pairs of records, those that no block proposed among them.
fn pairwise(pairs: &[(u64, u64)], truth_of: &FxHashMap<u64, u32>, known: &[u64]) -> PairQuality {
    let judged = pairs.iter().filter_map(|(left, right)| Some((truth_of.get(left)?, truth_of.get(right)?)));
    let (mut told, mut right) = (0_u64, 0_u64);
    for (left_truth, right_truth) in judged {
        told += 1;
        right += u64::from(left_truth == right_truth);
    }
    let mut sizes: FxHashMap<u64, u64> = FxHashMap::default();
    for entity in known {
        *sizes.entry(*entity).or_default() += 1;
    }
    let true_pairs: u64 = sizes.values().map(|size| size * (size - 1) / 2).sum();
    PairQuality::of(right, told, true_pairs)
}
