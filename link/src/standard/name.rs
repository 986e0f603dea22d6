//! Names to the keys they are compared by, from a column for each part or from one for the whole.

use standardise::fold::fold_into;
use standardise::name::{self, NameParts, Names};
use standardise::record::Field;

use super::Built;
use crate::table::{Column, NULL};

/// The standard columns of a name.
const FAMILY: &str = "family_name_key";
const GIVEN: &str = "given_name_key";
const MIDDLE: &str = "middle_names_key";
const SUFFIX: &str = "name_suffix";

/// Adds what the columns of names tell. A whole name counts where the row has neither part.
///
/// Shape: `fulls` are the columns of whole names, of which the first that tells one counts.
pub(super) fn add<'c>(built: &mut Built, first: &impl Fn(Field) -> Option<&'c Column>, fulls: &[&Column]) {
    let (given, middle) = (first(Field::GivenName), first(Field::MiddleNames));
    let (family, suffix) = (first(Field::FamilyName), first(Field::NameSuffix));
    let parts = [given, middle, family, suffix];
    if let Some(row_count) = parts.iter().flatten().chain(fulls).map(|column| column.ids().len()).max() {
        let mut columns = [FAMILY, GIVEN, MIDDLE, SUFFIX].map(Column::new);
        let by_given = keys_by_value(given, &mut columns, |text| NameParts {
            given: Some(text),
            ..NameParts::default()
        });
        let by_middle = keys_by_value(middle, &mut columns, |text| NameParts {
            middle: Some(text),
            ..NameParts::default()
        });
        let by_family = keys_by_value(family, &mut columns, |text| NameParts {
            family: Some(text),
            ..NameParts::default()
        });
        let by_suffix = keys_by_value(suffix, &mut columns, |text| NameParts {
            suffix: Some(text),
            ..NameParts::default()
        });
        let mut by_full = |full| {
            keys_by_value(Some(full), &mut columns, |text| NameParts {
                full: Some(text),
                ..NameParts::default()
            })
        };
        let by_fulls: Vec<(&Column, Vec<Keys>)> = fulls.iter().map(|full| (*full, by_full(full))).collect();
        for row in 0..row_count {
            let keys = |column: Option<&Column>, keys: &[Keys]| {
                column.map_or([NULL; 4], |column| keys[column.ids()[row] as usize])
            };
            let (given, middle, family) =
                (keys(given, &by_given), keys(middle, &by_middle), keys(family, &by_family));
            let suffix = keys(suffix, &by_suffix);
            let full = if given[1] == NULL && family[0] == NULL {
                let mut told = by_fulls.iter().map(|(full, by_full)| keys(Some(full), by_full));
                told.find(|keys| keys[0] != NULL || keys[1] != NULL).unwrap_or([NULL; 4])
            } else {
                [NULL; 4]
            };
            let first_of = |ids: [u32; 4]| ids.into_iter().find(|id| *id != NULL).unwrap_or(NULL);
            columns[0].push_id(first_of([family[0], full[0], NULL, NULL]));
            columns[1].push_id(first_of([given[1], full[1], NULL, NULL]));
            // What stands in the column of middle names goes before what stands behind the first given name.
            columns[2].push_id(first_of([middle[2], middle[1], given[2], full[2]]));
            columns[3].push_id(first_of([suffix[3], family[3], given[3], full[3]]));
        }
        for column in columns.into_iter().filter(Column::has_values) {
            built.append(column);
        }
    }
    if let Some(column) = first(Field::Title) {
        built.extend("title", column, |text, value| {
            let names = name::read(&NameParts { title: Some(text), ..NameParts::default() });
            value.push_str(names.usual.prefix.first().map_or("", String::as_str));
        });
    }
    if let Some(column) = first(Field::KnownAs) {
        built.extend("known_as_key", column, fold_into);
    }
    if let Some(column) = first(Field::FormerFamilyName) {
        built.extend("former_family_name_key", column, name::family_key_into);
    }
}

/// The numbers of a value's family, given and middle names, and of what follows the name.
type Keys = [u32; 4];

/// What each distinct value of a column tells, read once.
fn keys_by_value<'t>(
    column: Option<&'t Column>,
    columns: &mut [Column; 4],
    parts: impl Fn(&'t str) -> NameParts<'t>,
) -> Vec<Keys> {
    let Some(column) = column else { return Vec::new() };
    let dictionary = column.dictionary();
    let mut buffer = String::new();
    let keys = |id: u32| match std::str::from_utf8(dictionary.bytes(id)) {
        Ok(text) if id != NULL => numbers(&name::read(&parts(text)), columns, &mut buffer),
        _ => [NULL; 4],
    };
    (0..dictionary.id_count() as u32).map(keys).collect()
}

fn numbers(names: &Names, [family, given, middle, suffix]: &mut [Column; 4], buffer: &mut String) -> Keys {
    let usual = &names.usual;
    let mut number = |text: &str, into: &mut Column, fold: fn(&str, &mut String)| {
        buffer.clear();
        fold(text, buffer);
        into.intern(buffer)
    };
    let rest = usual.given.get(1..).unwrap_or_default().join(" ");
    [
        number(usual.family.as_deref().unwrap_or_default(), family, name::family_key_into),
        number(usual.given.first().map_or("", String::as_str), given, fold_into),
        number(&rest, middle, fold_into),
        number(&usual.suffix.join(" "), suffix, |text, suffix| suffix.push_str(text)),
    ]
}
