//! A model for a table that nobody made one for: the built-in comparisons as far as the table has their columns, and one
//! by kind for each other column.
//!
//! Which pairs to look at is not decided here: see [`crate::advise`].

use standardise::record::Entity;

use crate::cluster::TELLING_MAX;
use crate::field::Kind;
use crate::model::{
    BlockingRule, COMPARISON_COUNT_MAX, ColumnPart, Comparison, Key, Level, Model, Test, TestKind, Worth,
};
use crate::standard::{ADDRESS_WORDS, EMAILS, PHONES, Standard};
use crate::table::{Column, NULL, Table};

/// A pair that is likelier right than wrong may bring records together, where the pairs around it agree.
const LINK_BITS: f64 = 0.5;
/// What stands for the column in the comparisons by kind.
const VALUE: &str = "value";
/// A code of which more than this share of the pairs that share it are of different people is a group's.
const OF_GROUPS_SHARE: f64 = 0.2;
/// A column that tells of something else than names, addresses or codes, and that fewer records hold than this share, is left out.
const HELD_SHARE: f64 = 1.0 / 3.0;
/// A match over any of several values is so often as one over the first of them.
const ANY_SHARE: f64 = 0.3;
/// So many rows are looked at to see whether a column says again what others say.
const ROWS_LOOKED_AT: usize = 1_000;
/// A column of whose words others have this share says nothing of its own.
const REPEATED_SHARE: f64 = 0.8;

/// The model of a table in standard columns; its blocking rules are those of the built-in model that the table has columns
/// for, if any.
pub fn compose(standard: &Standard) -> Model {
    let table = &standard.table;
    let mut model = Model::built_in(Entity::Person);
    let kinds = Model::kinds();
    if standard.others.iter().any(|(_, kind)| *kind == Kind::AddressPart) {
        replace(&mut model.comparisons, &kinds, "place");
    } else if table.column(ADDRESS_WORDS).is_some() {
        replace(&mut model.comparisons, &kinds, "home");
    }
    replace(&mut model.comparisons, &kinds, "organisation");
    for (name, list) in [("phone", PHONES), ("email", EMAILS)] {
        if table.column(list).is_some() {
            share_any(&mut model.comparisons, name, list);
        }
    }
    model.comparisons.retain_mut(|comparison| fit(comparison, table));
    let has_rule = |rule: &BlockingRule| {
        rule.keys
            .iter()
            .chain(&rule.refine)
            .flat_map(Key::parts)
            .all(|part| table.column(&part.column).is_some())
    };
    model.rules.retain(has_rule);
    model.clustering.link_bits = LINK_BITS;
    model.clustering.one_value.retain(|name| table.column(name).is_some());
    let mut others: Vec<&(String, Kind)> = standard
        .others
        .iter()
        .filter(|(name, kind)| *kind == Kind::AddressPart || !tells_again(table, name))
        .filter(|(name, kind)| *kind == Kind::AddressPart || is_code(*kind) || is_held(table, name))
        .collect();
    // The more telling first, where there is no room for all.
    others.sort_by_key(|(name, kind)| (!is_code(*kind), std::cmp::Reverse(distinct(table, name))));
    for (name, kind) in others {
        let is_of_groups = is_code(*kind) && is_of_groups(table, name);
        let kind = if is_of_groups { Kind::Identifier } else { *kind };
        let mut comparison = of_kind(&kinds, kind, name);
        if is_of_groups {
            share_in_household(&mut comparison);
        }
        if model.comparisons.len() < COMPARISON_COUNT_MAX && fit(&mut comparison, table) {
            model.comparisons.push(comparison);
            if matches!(kind, Kind::OwnNumber | Kind::Document) {
                model.clustering.telling.push(ColumnPart::whole(name));
            }
        }
    }
    model.clustering.telling.retain(|part| table.column(&part.column).is_some());
    model.clustering.telling.truncate(TELLING_MAX);
    model
}

/// Whether a column's values tell one entity from another, even where few records hold one.
fn is_code(kind: Kind) -> bool {
    matches!(kind, Kind::OwnNumber | Kind::Document | Kind::Identifier)
}

/// Lets a comparison be satisfied, second to its own value, by any of several.
fn share_any(comparisons: &mut [Comparison], name: &str, list: &str) {
    let Some(comparison) = comparisons.iter_mut().find(|comparison| comparison.name == name) else { return };
    let Some(mut level) = comparison.levels.first().cloned() else { return };
    let test = Test { on: ColumnPart::whole(list), kind: TestKind::SharedValue };
    level.label = "one of several in common".to_owned();
    level.when = vec![vec![test]];
    level.term_frequency = false;
    if let Worth::Learnt { m, h, .. } = &mut level.worth {
        // What is one of several is in the same place on both sides more often than not; the rest has little left to it.
        *m = m.map(|m| m * ANY_SHARE);
        *h = h.map(|h| h * ANY_SHARE);
    }
    comparison.levels.insert(1, level);
    for worth in comparison.levels.iter_mut().map(|level| &mut level.worth) {
        if let Worth::Learnt { m, h, .. } = worth {
            *m = m.map(|m| m / (1.0 + ANY_SHARE));
            *h = h.map(|h| h / (1.0 + ANY_SHARE));
        }
    }
}

/// Whether a code is shared by people who are not the same, as a tenancy's number is by a household: of the pairs that share it,
/// many have other given names and other birth dates.
fn is_of_groups(table: &Table, name: &str) -> bool {
    let (Some(column), Some(given), Some(birth)) =
        (table.column(name), table.column("given_name_key"), table.column("birth_date"))
    else {
        return false;
    };
    let mut last = vec![None; column.dictionary().id_count()];
    let (mut alike, mut unlike) = (0_u64, 0_u64);
    for (row, id) in column.ids().iter().enumerate().filter(|(_, id)| **id != NULL) {
        // A record and the one before it that has the same code.
        let Some(before) = last[*id as usize].replace(row) else { continue };
        let initials = |row| given.text(row).and_then(|text: &str| text.chars().next());
        let (Some(initial), Some(other)) = (initials(row), initials(before)) else { continue };
        let is_known = birth.ids()[row] != NULL && birth.ids()[before] != NULL;
        if is_known {
            let differ = initial != other && birth.ids()[row] != birth.ids()[before];
            unlike += u64::from(differ);
            alike += u64::from(!differ);
        }
    }
    unlike as f64 > OF_GROUPS_SHARE * (alike + unlike) as f64
}

/// Two of a household agree on the comparison as readily as two records of one person.
fn share_in_household(comparison: &mut Comparison) {
    for level in &mut comparison.levels {
        if let Worth::Learnt { m, h, .. } = &mut level.worth {
            *h = *m;
        }
    }
    comparison.h_follows_m = true;
}

/// Puts a comparison in the place of the one of its name, or at the end.
fn replace(comparisons: &mut Vec<Comparison>, from: &Model, name: &str) {
    let Some(comparison) = from.comparisons.iter().find(|comparison| comparison.name == name) else { return };
    let stands_for = if name == "place" { "home" } else { name };
    match comparisons.iter().position(|known| known.name == stands_for) {
        Some(position) => comparisons[position] = comparison.clone(),
        None => comparisons.push(comparison.clone()),
    }
}

/// Leaves out of a comparison what the table has no columns for; whether anything is left to compare.
fn fit(comparison: &mut Comparison, table: &Table) -> bool {
    let is_there = |test: &Test| test.parts().all(|part| table.column(&part.column).is_some());
    for level in &mut comparison.levels {
        for clause in &mut level.when {
            clause.retain(is_there);
        }
    }
    let is_else = comparison.levels.len() - 1;
    let mut position = 0;
    comparison.levels.retain(|level| {
        position += 1;
        position - 1 == is_else
            || (!level.when.is_empty() && level.when.iter().all(|clause| !clause.is_empty()))
    });
    comparison.levels.len() > 1
}

fn distinct(table: &Table, name: &str) -> usize {
    table.column(name).map_or(0, |column| column.dictionary().id_count())
}

/// The comparison of a kind for a column.
fn of_kind(kinds: &Model, kind: Kind, column: &str) -> Comparison {
    let name = match kind {
        Kind::OwnNumber => "own number",
        Kind::Document => "document",
        Kind::Identifier => "identifier",
        Kind::Word => "word",
        Kind::Number => "number",
        Kind::Text => "text",
        Kind::Date => "date",
        Kind::AddressPart => "address part",
    };
    let template = kinds.comparisons.iter().find(|comparison| comparison.name == name);
    let Some(mut comparison) = template.cloned() else {
        unreachable!("every kind has its comparison: tested")
    };
    comparison.name = column.strip_prefix("other_").unwrap_or(column).to_owned();
    comparison.column = Some(column.to_owned());
    for test in comparison.levels.iter_mut().flat_map(|level: &mut Level| &mut level.when).flatten() {
        if test.on.column == VALUE {
            test.on.column = column.to_owned();
        }
    }
    comparison
}

/// Whether enough records hold a value. What few hold came with one list, and tells of the list rather than of who is on it: its
/// records agree on such columns among each other, and so do neighbours on it.
fn is_held(table: &Table, name: &str) -> bool {
    let Some(column) = table.column(name) else { return false };
    let filled = column.ids().iter().filter(|id| **id != NULL).count();
    filled as f64 >= HELD_SHARE * table.row_count() as f64
}

/// Whether nearly all words of a column stand in the same row's other columns of names and addresses.
fn tells_again(table: &Table, name: &str) -> bool {
    const NAMES: [&str; 5] =
        ["given_name_key", "middle_names_key", "family_name_key", ADDRESS_WORDS, "postcode"];
    let Some(column) = table.column(name) else { return true };
    let known: Vec<&Column> = NAMES.iter().filter_map(|name| table.column(name)).collect();
    let filled = (0..table.row_count()).filter(|row| column.ids()[*row] != NULL);
    let step = table.row_count().div_ceil(ROWS_LOOKED_AT).max(1);
    let (mut words, mut repeated) = (0_usize, 0_usize);
    for row in filled.step_by(step) {
        for word in column.text(row).unwrap_or_default().split(' ').filter(|word| !word.is_empty()) {
            words += 1;
            let has = |column: &&Column| {
                column
                    .text(row)
                    .is_some_and(|text| text.split(' ').any(|known| known == word) || text == word)
            };
            repeated += usize::from(known.iter().any(has));
        }
    }
    words > 0 && repeated as f64 >= REPEATED_SHARE * words as f64
}
