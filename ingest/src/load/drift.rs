//! How a file differs from its contract: columns that are gone, new, renamed or of another type, a line each.
//!
//! Which differences stop the load is the contract's to say; unless it does, a column that is needed may not be gone.

use std::path::Path;

use crate::LoadError;
use crate::contract::{Column, Contract, Drift};
use crate::outcome::LoadOutcome;
use crate::row::OpenFile;
use crate::rule::Rule;

/// The rules that a value of another type breaks.
const TYPE_RULES: [Rule; 6] = [
    Rule::NotADate,
    Rule::NotATimestamp,
    Rule::NotATime,
    Rule::NotAnInteger,
    Rule::NotANumber,
    Rule::NotABoolean,
];

/// Compares a file's columns with the contract's: the differences, or why they stop the load.
pub(super) fn of_columns(
    contract: &Contract,
    path: &Path,
    file: &OpenFile,
) -> Result<Vec<String>, LoadError> {
    let there = &file.header.names;
    let gone: Vec<&Column> = contract.columns.iter().filter(|column| !there.contains(&column.name)).collect();
    let is_known = |name: &&String| contract.columns.iter().any(|column| column.name == **name);
    let new: Vec<String> = there.iter().filter(|name| !is_known(name)).cloned().collect();
    let stopping: Vec<String> = match contract.source.drift {
        Drift::StopWhereNeeded => {
            gone.iter().filter(|column| is_needed(column)).map(|column| column.name.clone()).collect()
        }
        Drift::Stop | Drift::Warn => Vec::new(),
    };
    if !stopping.is_empty() || gone.len() == contract.columns.len() {
        let missing: Vec<String> = gone.iter().map(|column| column.name.clone()).collect();
        // A line that names none of the columns may be somebody's record: it is not shown.
        let is_header = missing.len() < contract.columns.len();
        let found = if is_header { there.to_vec() } else { Vec::new() };
        let near = crate::error::near_names(&missing, there);
        let path = path.to_path_buf();
        return Err(LoadError::MissingColumns { path, line: file.header_line, missing, found, near });
    }
    let mut differences = Vec::new();
    let mut renamed: Vec<String> = Vec::new();
    for column in &gone {
        let name = &column.name;
        let free = new.iter().filter(|new| !renamed.contains(new)).map(String::as_str);
        match crate::nearest::nearest(name, free) {
            Some(now) => {
                differences.push(format!("`{name}` is gone; it may be `{now}` now"));
                renamed.push(now.to_owned());
            }
            None => differences.push(format!("`{name}` is gone")),
        }
    }
    let unexplained = new.iter().filter(|name| !renamed.contains(name));
    let is_stop = contract.source.drift == Drift::Stop;
    if is_stop {
        // Elsewhere the surplus columns have a note of their own.
        differences.extend(unexplained.map(|name| format!("`{name}` is new")));
    }
    if is_stop && !differences.is_empty() {
        return Err(LoadError::Drift { path: path.to_owned(), differences });
    }
    Ok(differences)
}

/// Whether rows are of no use without the column, or other records than before.
fn is_needed(column: &Column) -> bool {
    column.required || column.unique || column.field.is_some()
}

/// The columns whose values are mostly of another type than the contract's, or why they stop the load.
pub(super) fn of_types(
    contract: &Contract,
    path: &Path,
    outcome: &LoadOutcome,
) -> Result<Vec<String>, LoadError> {
    let is_type = |rule: &str| TYPE_RULES.iter().any(|type_rule| type_rule.name() == rule);
    let mut differences = Vec::new();
    for column in &contract.columns {
        let broken = outcome.rejected_by.iter().find(|reject| {
            is_type(reject.rule)
                && reject.column.as_ref() == Some(&column.name)
                && reject.count * 2 > outcome.rows
        });
        if let Some(reject) = broken {
            let (name, kind) = (&column.name, column.logical_type.name());
            differences
                .push(format!("`{name}` is no {kind} any more in {} of {} rows", reject.count, outcome.rows));
        }
    }
    match contract.source.drift {
        Drift::Stop if !differences.is_empty() => {
            Err(LoadError::Drift { path: path.to_owned(), differences })
        }
        _ => Ok(differences),
    }
}
