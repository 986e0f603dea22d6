//! Identified rows as row groups: accepted rows as they came, and their standard records.

use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, StringArray, UInt64Array};
use standardise::record::{Field, Standardiser, columns};

use super::check::{Checked, Checker};
use super::identity::{Identified, content_key};
use super::matching::{self, Matched, Matching};
use super::tally::Tally;
use crate::LoadError;

/// Rows of a block that became records.
pub(super) struct Records<'a> {
    pub(super) checker: &'a Checker<'a>,
    pub(super) checked: &'a Checked,
    pub(super) identified: &'a [Identified],
    pub(super) file: &'a str,
    pub(super) matching: Option<&'a Matching>,
}

impl Records<'_> {
    fn lines(&self) -> ArrayRef {
        let lines = self.identified.iter().map(|record| self.checked.rows[record.row].line);
        Arc::new(UInt64Array::from_iter_values(lines))
    }

    fn record_ids(&self) -> ArrayRef {
        Arc::new(UInt64Array::from_iter_values(self.identified.iter().map(|record| record.record_id)))
    }

    /// The columns of `accepted.parquet`.
    pub(super) fn accepted(&self) -> Vec<ArrayRef> {
        let files = StringArray::from_iter_values(self.identified.iter().map(|_| self.file));
        let mut arrays: Vec<ArrayRef> = vec![self.lines(), Arc::new(files), self.record_ids()];
        for column in 0..self.checker.layout.names.len() {
            let cells = self.identified.iter().map(|record| self.checked.cell(record.row, column));
            arrays.push(Arc::new(cells.collect::<StringArray>()));
        }
        arrays
    }

    /// The columns of `standard.parquet`, counted on the way.
    pub(super) fn standard(&self, tally: &mut Tally) -> Result<Vec<ArrayRef>, LoadError> {
        let contract = self.checker.contract;
        let mapped: Vec<(usize, Field)> = contract
            .columns
            .iter()
            .enumerate()
            .filter_map(|(at, column)| column.field.map(|field| (at, field)))
            .collect();
        let matched = matching::COLUMNS.iter().filter(|_| self.matching.is_some());
        let mut builders: Vec<StringBuilder> =
            columns(contract.entity).iter().chain(matched).map(|_| StringBuilder::new()).collect();
        let mut matcher = self.matching.map(Matching::take).transpose()?;
        let mut fields: Vec<(Field, &str)> = Vec::with_capacity(mapped.len());
        let mut standardiser = Standardiser::new(contract.entity, self.checker.options.clone());
        for record in self.identified {
            fields.clear();
            fields.extend(
                mapped
                    .iter()
                    .filter_map(|(at, field)| self.checked.cell(record.row, *at).map(|cell| (*field, cell))),
            );
            fields.extend(contract.category.as_deref().map(|category| (Field::Category, category)));
            fields.extend(self.checker.born_by.as_deref().map(|year| (Field::BornBy, year)));
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
        let hashes = self.identified.iter().map(|record| self.checked.rows[record.row].content);
        let hashes = UInt64Array::from_iter_values(hashes);
        let mut arrays: Vec<ArrayRef> = vec![self.record_ids(), self.keys(), Arc::new(hashes), self.lines()];
        arrays.extend(builders.into_iter().map(|mut builder| Arc::new(builder.finish()) as ArrayRef));
        Ok(arrays)
    }

    fn keys(&self) -> ArrayRef {
        let mut scratch = Vec::new();
        let keys = self.identified.iter().map(|record| {
            let key = self.checker.key_text(self.checked, record.row, &mut scratch);
            key.unwrap_or_else(|| content_key(self.checked.rows[record.row].content, record.occurrence))
        });
        Arc::new(StringArray::from_iter_values(keys))
    }
}
