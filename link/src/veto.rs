//! What keeps two records apart whatever they weigh, told for people. Clusters obey the same in [`crate::cluster`].

use std::fmt;

use crate::cluster::ClusterOptions;
use crate::model::Model;
use crate::table::{NULL, Table};

/// Why two records are never put together but by a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Veto {
    /// They differ in a column of which an entity has one value.
    Column(String),
    /// They are both of a source that has at most one record of an entity; its name, where it is known.
    Source(String),
}

impl fmt::Display for Veto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Column(column) => write!(f, "their {} differs", column.replace('_', " ")),
            Self::Source(source) => write!(f, "{source} is free of duplicates"),
        }
    }
}

/// All that keeps two rows apart: columns in the model's order, then their source.
///
/// Shape: no row beyond the table's.
pub fn vetoes(table: &Table, model: &Model, left: u32, right: u32) -> Vec<Veto> {
    let (left, right) = (left as usize, right as usize);
    let differs = |name: &&String| {
        table.column(name).is_some_and(|column| {
            let (left, right) = (column.ids()[left], column.ids()[right]);
            left != NULL && right != NULL && left != right
        })
    };
    let columns = model.clustering().one_value.iter().filter(differs).cloned().map(Veto::Column);
    let source = table.sources()[left];
    let shared =
        source == table.sources()[right] && ClusterOptions::new(model, table).is_duplicate_free(source);
    let name =
        || table.source_names().get(usize::from(source)).cloned().unwrap_or_else(|| "the source".into());
    columns.chain(shared.then(name).map(Veto::Source)).collect()
}
