//! Identified rows as row groups: accepted rows as they came, and their standard records.

use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, BooleanArray, StringArray, UInt64Array, new_null_array};
use arrow_schema::{ArrowError, DataType};
use arrow_select::filter::filter;
use standardise::record::{Field, Standardiser, columns};

use super::check::{Checked, Checker};
use super::distinct;
use super::identity::{Identified, content_key};
use super::matching::{self, Matched, Matching};
use super::tally::Tally;
use crate::LoadError;

/// Bytes that are set aside for a key; more are found as needed.
const KEY_BYTES_USUAL: usize = 12;

/// Rows of a block that became records.
pub(super) struct Records<'a> {
    pub(super) checker: &'a Checker<'a>,
    pub(super) checked: &'a mut Checked,
    pub(super) identified: &'a [Identified],
    pub(super) file: &'a str,
    pub(super) matching: Option<&'a Matching>,
}

impl Records<'_> {
    /// The columns of `accepted.parquet`. The rows' cells are taken with them: what needs them comes before.
    pub(super) fn accepted(&mut self) -> Result<Vec<ArrayRef>, ArrowError> {
        let files = StringArray::from_iter_values(std::iter::repeat_n(self.file, self.identified.len()));
        let ids = record_ids(self.identified);
        let mut arrays: Vec<ArrayRef> = vec![lines(self.checked, self.identified), Arc::new(files), ids];
        let is_all = self.identified.len() == self.checked.rows.len();
        let kept = (!is_all).then(|| {
            let mut kept = vec![false; self.checked.rows.len()];
            self.identified.iter().for_each(|record| kept[record.row] = true);
            BooleanArray::from(kept)
        });
        for column in 0..self.checker.layout.names.len() {
            let cells = self.checked.take_column(column)?;
            arrays.push(match &kept {
                None => Arc::new(cells),
                Some(kept) => filter(&cells, kept)?,
            });
        }
        Ok(arrays)
    }

    /// The columns of `standard.parquet`, counted on the way; none where every row says that its record is gone.
    pub(super) fn standard(&self, tally: &mut Tally) -> Result<Option<Vec<ArrayRef>>, LoadError> {
        let there: Vec<Identified> =
            self.identified.iter().filter(|record| !record.is_deleted).copied().collect();
        if there.is_empty() {
            return Ok(None);
        }
        let hashes = there.iter().map(|record| self.checked.rows[record.row].content);
        let hashes = UInt64Array::from_iter_values(hashes);
        let lines = lines(self.checked, &there);
        let loads_ago = Arc::new(UInt64Array::from_value(0, there.len()));
        let mut arrays: Vec<ArrayRef> =
            vec![record_ids(&there), self.keys(&there), Arc::new(hashes), lines, loads_ago];
        arrays.extend(self.standard_columns(&there, tally)?);
        for (_, distinct) in distinct::kept(self.checker) {
            arrays.push(distinct::column(distinct, self.checked, &there));
        }
        Ok(Some(arrays))
    }

    fn standard_columns(&self, there: &[Identified], tally: &mut Tally) -> Result<Vec<ArrayRef>, LoadError> {
        let contract = self.checker.contract;
        let matched = matching::COLUMNS.iter().filter(|_| self.matching.is_some());
        let columns: Vec<&str> = columns(contract.entity).iter().chain(matched).copied().collect();
        let stated = [
            contract.category.as_deref().map(|category| (Field::Category, category)),
            self.checker.born_by.as_deref().map(|year| (Field::BornBy, year)),
        ];
        let mapped: Vec<(usize, Field)> = contract
            .columns
            .iter()
            .enumerate()
            .filter_map(|(at, column)| column.field.map(|field| (at, field)))
            .collect();
        if mapped.is_empty() && stated.iter().all(Option::is_none) {
            return Ok(columns.iter().map(|_| new_null_array(&DataType::Utf8, there.len())).collect());
        }
        let mut builders: Vec<StringBuilder> = columns.iter().map(|_| StringBuilder::new()).collect();
        let mut matcher = self.matching.map(Matching::take).transpose()?;
        let mut fields: Vec<(Field, &str)> = Vec::with_capacity(mapped.len());
        let mut standardiser = Standardiser::new(contract.entity, self.checker.options.clone());
        for record in there {
            fields.clear();
            fields.extend(
                mapped
                    .iter()
                    .filter_map(|(at, field)| self.checked.cell(record.row, *at).map(|cell| (*field, cell))),
            );
            fields.extend(stated.into_iter().flatten());
            let (standard, problems) = standardiser.standardise(&fields);
            tally.record(standard.values(), problems);
            let matched = match (self.matching, &mut matcher) {
                (Some(matching), Some(matcher)) if standard.get("uprn").is_none() => {
                    matching.find(matcher, &fields)?
                }
                _ => Matched::default(),
            };
            let values = standard.values().chain(matched.iter().map(Option::as_deref));
            for (builder, value) in builders.iter_mut().zip(values) {
                builder.append_option(value);
            }
        }
        if let (Some(matching), Some(matcher)) = (self.matching, matcher) {
            matching.give_back(matcher);
        }
        Ok(builders.into_iter().map(|mut builder| Arc::new(builder.finish()) as ArrayRef).collect())
    }

    fn keys(&self, there: &[Identified]) -> ArrayRef {
        let mut keys = StringBuilder::with_capacity(there.len(), there.len() * KEY_BYTES_USUAL);
        let mut key = String::new();
        for record in there {
            let good = self.checked.rows[record.row];
            match good.key {
                Some(_) => self.checker.key_text(self.checked, record.row, &mut key),
                None => key = content_key(good.content, record.occurrence),
            }
            keys.append_value(&key);
        }
        Arc::new(keys.finish())
    }
}

fn lines(checked: &Checked, records: &[Identified]) -> ArrayRef {
    Arc::new(UInt64Array::from_iter_values(records.iter().map(|record| checked.rows[record.row].line)))
}

fn record_ids(records: &[Identified]) -> ArrayRef {
    Arc::new(UInt64Array::from_iter_values(records.iter().map(|record| record.record_id)))
}
