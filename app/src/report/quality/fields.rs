//! How full the standard fields are: a grid of sources by fields, one an entity.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::report::number::count;
use crate::report::table::{HeatCell, HeatRow, HeatTable};
use crate::report::word::{Noun, column_phrase, column_title, title};
use crate::summary::SourceSummary;

/// The grid of one entity's sources.
#[derive(Template)]
#[template(path = "report/fields.html")]
pub(super) struct FieldGrid {
    id: String,
    noun: Noun,
    grid: HeatTable,
    unused: String,
}

impl HtmlSafe for FieldGrid {}

impl FieldGrid {
    /// A grid for each entity that has a source with records, in the order in which they first appear.
    pub(super) fn by_entity(sources: &[SourceSummary]) -> Vec<Self> {
        let mut entities: Vec<&str> = Vec::new();
        for source in sources.iter().filter(|source| source.accepted > 0) {
            if !entities.contains(&source.entity.as_str()) {
                entities.push(&source.entity);
            }
        }
        // The summary lists sources by name; people come first in the report, as they do in its other sections.
        entities.sort_by_key(|&entity| entity != "person");
        entities.into_iter().map(|entity| Self::of(entity, sources)).collect()
    }

    fn of(entity: &str, sources: &[SourceSummary]) -> Self {
        let sources: Vec<&SourceSummary> = sources.iter().filter(|source| source.entity == entity).collect();
        let (used, unused): (Vec<&str>, Vec<&str>) = columns(&sources)
            .into_iter()
            .partition(|column| sources.iter().any(|source| filled(source, column) > 0));
        let row = |source: &&SourceSummary| HeatRow {
            name: title(&source.name),
            total: count(source.accepted),
            cells: used
                .iter()
                .map(|column| HeatCell::share(filled(source, column), source.accepted))
                .collect(),
        };
        let noun = Noun::of(entity);
        let grid = HeatTable {
            caption: format!("Records of {} that have each field filled, in per cent", noun.many),
            corner: "System".to_owned(),
            total_head: "Records".to_owned(),
            columns: used.iter().map(|column| column_title(column)).collect(),
            rows: sources.iter().map(row).collect(),
        };
        let unused: Vec<String> = unused.into_iter().map(column_phrase).collect();
        Self { id: format!("fields-{entity}"), noun, grid, unused: unused.join(", ") }
    }
}

/// The standard columns of these sources in standard order, without comparing forms of a column that is there itself.
fn columns<'a>(sources: &[&'a SourceSummary]) -> Vec<&'a str> {
    let mut columns: Vec<&str> = Vec::new();
    for source in sources {
        for filled in &source.filled {
            if !columns.contains(&filled.column.as_str()) {
                columns.push(&filled.column);
            }
        }
    }
    let all = columns.clone();
    columns.retain(|column| column.strip_suffix("_key").is_none_or(|shown| !all.contains(&shown)));
    columns
}

fn filled(source: &SourceSummary, column: &str) -> u64 {
    source.filled.iter().find(|filled| filled.column == column).map_or(0, |filled| filled.count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn a_comparing_form_is_left_out_where_its_column_is_shown() {
        let source = fixture::source(
            "library",
            "person",
            &[("family_name", 9), ("family_name_key", 9), ("street_key", 8)],
        );
        assert_eq!(columns(&[&source]), ["family_name", "street_key"]);
    }

    #[test]
    fn fields_that_no_source_fills_are_named_below_the_grid() {
        let source = fixture::source("library", "person", &[("family_name", 9), ("nhs_number", 0)]);
        let grids = FieldGrid::by_entity(&[source]);
        assert_eq!(grids.len(), 1);
        assert_eq!(grids[0].grid.columns, ["Family name"]);
        assert_eq!(grids[0].unused, "NHS number");
    }
}
