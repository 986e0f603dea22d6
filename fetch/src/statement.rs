//! What is asked of a database: which columns there are, then the rows in an order that stays.
//!
//! Text only; each engine sends it in its own way.

use ingest::contract::{Contract, Database, Engine, Rows};

use crate::FetchError;

/// A column that a database gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) name: String,
    /// Whether its values are bytes that are no text.
    pub(crate) is_binary: bool,
    /// Whether its values are numbers.
    pub(crate) is_number: bool,
}

/// What is read: the columns in the database's order, and what is left out.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) columns: Vec<Column>,
    /// The position of the high-water mark's column.
    pub(crate) mark_at: Option<usize>,
    pub(crate) notes: Vec<String>,
}

impl Plan {
    /// Leaves out columns of bytes that the contract does not name.
    pub(crate) fn of(
        contract: &Contract,
        database: &Database,
        server: &str,
        found: Vec<Column>,
    ) -> Result<Self, FetchError> {
        let (binary, columns): (Vec<_>, Vec<_>) = found.into_iter().partition(|column| column.is_binary);
        let is_named = |column: &&Column| contract.columns.iter().any(|named| named.name == column.name);
        if let Some(column) = binary.iter().find(is_named) {
            return Err(FetchError::Binary { column: column.name.clone() });
        }
        let mut notes = Vec::new();
        if !binary.is_empty() {
            let names: Vec<&str> = binary.iter().map(|column| column.name.as_str()).collect();
            notes.push(format!(
                "columns of bytes, which the contract does not name, not read: {}",
                names.join(", ")
            ));
        }
        let mark_at = match &database.high_water_mark {
            None => None,
            Some(mark) => {
                let at = columns.iter().position(|column| column.name == *mark);
                let (server, column) = (server.to_owned(), mark.clone());
                Some(at.ok_or(FetchError::NoMark { server, column })?)
            }
        };
        Ok(Self { columns, mark_at, notes })
    }

    pub(crate) fn names(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.name.clone()).collect()
    }
}

/// Asks for every column, to learn which there are; its rows are not wanted.
pub(crate) fn describing(database: &Database) -> String {
    format!("SELECT * FROM {} LIMIT 0", relation(database))
}

/// Asks for the rows: ordered by the mark, those without one first, then by the key. `mark` is how the engine writes the
/// mark from which on rows are wanted.
pub(crate) fn reading(contract: &Contract, database: &Database, plan: &Plan, mark: Option<&str>) -> String {
    let quoted = |name: &str| format!("q.{}", quote(database.engine, name));
    let columns: Vec<String> = plan.columns.iter().map(|column| quoted(&column.name)).collect();
    let mut text = format!("SELECT {} FROM {}", columns.join(", "), relation(database));
    let mut order = Vec::new();
    if let Some(at) = plan.mark_at {
        let column = quoted(&plan.columns[at].name);
        if let Some(mark) = mark {
            text.push_str(&format!(" WHERE {column} >= {mark} OR {column} IS NULL"));
        }
        let nulls_first = if database.engine == Engine::Postgres { " NULLS FIRST" } else { "" };
        order.push(format!("{column}{nulls_first}"));
    }
    let mut keyed: Vec<(u32, &str)> = contract
        .columns
        .iter()
        .filter_map(|column| column.key_position.map(|position| (position, column.name.as_str())))
        .filter(|(_, name)| plan.columns.iter().any(|column| column.name == *name))
        .collect();
    keyed.sort_unstable();
    order.extend(keyed.into_iter().map(|(_, name)| quoted(name)));
    if !order.is_empty() {
        text.push_str(&format!(" ORDER BY {}", order.join(", ")));
    }
    text
}

/// What comes after FROM.
fn relation(database: &Database) -> String {
    match &database.rows {
        Rows::Table(table) => {
            let schema =
                database.schema.as_ref().map(|schema| format!("{}.", quote(database.engine, schema)));
            format!("{}{} AS q", schema.unwrap_or_default(), quote(database.engine, table))
        }
        // A comment at the query's end must not swallow the bracket.
        Rows::Query(query) => format!("({}\n) AS q", query.trim().trim_end_matches(';')),
    }
}

/// A name as the engine takes it, whatever letters it has.
fn quote(engine: Engine, name: &str) -> String {
    match engine {
        Engine::Mysql => format!("`{}`", name.replace('`', "``")),
        Engine::Postgres | Engine::Sqlite => format!("\"{}\"", name.replace('"', "\"\"")),
    }
}
