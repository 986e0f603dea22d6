//! A row about a person, field by field.
//!
//! Only carries values from the reading modules to their columns; it has no rule of its own beyond which value of several
//! wins.

use super::column::PersonColumn as Column;
use super::place::{Place, PlaceColumns};
use super::{Field, Filling, Options};
use crate::chi_number::ChiNumber;
use crate::date::{DateForm, PartialDate};
use crate::email;
use crate::fold::fold;
use crate::name::{self, NamePart, NameParts, Names};
use crate::nhs_number::NhsNumber;
use crate::nino::Nino;
use crate::phone::Phone;
use crate::problem::{Finding, ProblemKind};
use crate::sex::Sex;
use crate::upn::Upn;
use crate::utr::Utr;

/// Fills a person's record from a row.
pub(super) fn fill(fields: &[(Field, &str)], options: &Options, record: &mut Filling) {
    let mut parts = NameParts::default();
    let mut place = Place::default();
    let mut phone = None;
    for (field, text) in fields {
        let text = text.trim();
        if text.is_empty() || place.take(*field, text) {
            continue;
        }
        match field {
            Field::Title => keep_first(&mut parts.title, text),
            Field::GivenName => keep_first(&mut parts.given, text),
            Field::MiddleNames => keep_first(&mut parts.middle, text),
            Field::FamilyName => keep_first(&mut parts.family, text),
            Field::FullName => keep_first(&mut parts.full, text),
            Field::NameSuffix => keep_first(&mut parts.suffix, text),
            Field::KnownAs => keep_first(&mut parts.known_as, text),
            Field::FormerFamilyName => keep_first(&mut parts.former_family, text),
            Field::Phone => read_phone(text, &mut phone, record),
            _ => fill_value(*field, text, options, record),
        }
    }
    fill_names(&parts, record);
    record.set(Column::Phone, phone.map(|phone| phone.as_str().to_owned()));
    place.fill(PLACE_COLUMNS, record);
}

/// The columns of a person's place.
const PLACE_COLUMNS: PlaceColumns<Column> = PlaceColumns {
    address: Column::Address,
    building_key: Column::BuildingKey,
    street_key: Column::StreetKey,
    address_key: Column::AddressKey,
    postcode: Column::Postcode,
    uprn: Column::Uprn,
};

/// Keeps the first of several columns of one field that are not blank.
fn keep_first<'a>(slot: &mut Option<&'a str>, text: &'a str) {
    slot.get_or_insert(text);
}

/// Fills the column of a field that stands by itself.
fn fill_value(field: Field, text: &str, options: &Options, record: &mut Filling) {
    match field {
        Field::BirthDate => fill_date(field, Column::BirthDate, text, options, record),
        Field::BornBy => fill_date(field, Column::BornBy, text, options, record),
        Field::DeathDate => fill_date(field, Column::DeathDate, text, options, record),
        Field::ValidFrom => fill_date(field, Column::ValidFrom, text, options, record),
        Field::ValidTo => fill_date(field, Column::ValidTo, text, options, record),
        Field::Sex => record.read(field, Column::Sex, Sex::read(text), |sex| sex.name().to_owned()),
        Field::NhsNumber => {
            record.read(field, Column::NhsNumber, NhsNumber::read(text), |number| number.as_str().to_owned());
        }
        // Without its last letter, which tells nobody apart and which many systems leave out.
        Field::Nino => {
            record.read(field, Column::Nino, Nino::read(text), |nino| nino.without_suffix().to_owned());
        }
        Field::ChiNumber => {
            record.read(field, Column::ChiNumber, ChiNumber::read(text), |number| number.as_str().to_owned());
        }
        Field::Upn => record.read(field, Column::Upn, Upn::read(text), |upn| upn.as_str().to_owned()),
        Field::Utr => record.read(field, Column::Utr, Utr::read(text), |utr| utr.as_str().to_owned()),
        Field::Email => record.read(field, Column::Email, email::read(text), |address| address),
        _ => {}
    }
}

fn fill_date(field: Field, column: Column, text: &str, options: &Options, record: &mut Filling) {
    let form = DateForm { two_digit_year_max: options.two_digit_year_max, ..DateForm::default() };
    let reading = PartialDate::read(text, &form);
    record.read(field, column, reading, |date| date.iso());
}

/// Reads a column of telephone numbers; a mobile wins over any other, being likelier one person's.
fn read_phone(text: &str, best: &mut Option<Phone>, record: &mut Filling) {
    let reading = Phone::read(text);
    if let Some(finding) = reading.finding {
        record.tell(Field::Phone, finding);
    }
    match (*best, reading.value) {
        (None, found) => *best = found,
        (Some(kept), Some(found)) if kept != found => {
            record.tell(Field::Phone, Finding::new(ProblemKind::Partial, "phone_several"));
            if found.is_mobile() && !kept.is_mobile() {
                *best = Some(found);
            }
        }
        _ => {}
    }
}

/// Fills the columns of names and their comparing forms.
fn fill_names(parts: &NameParts<'_>, record: &mut Filling) {
    let names = name::read(parts);
    for (part, finding) in &names.findings {
        record.tell(field_of(*part), *finding);
    }
    let Names { usual, known_as, former_family, .. } = names;
    let mut given = usual.given.into_iter();
    // A given name of several words (`Mary Ann` in one cell) is cut like any other: systems cut it differently.
    let first = given.next();
    let middle = joined(given);
    record.set_keyed(Column::GivenName, Column::GivenNameKey, first, fold);
    record.set_keyed(Column::MiddleNames, Column::MiddleNamesKey, middle, fold);
    record.set_keyed(Column::FamilyName, Column::FamilyNameKey, usual.family, name::family_key);
    record.set_keyed(Column::KnownAs, Column::KnownAsKey, known_as, fold);
    record.set_keyed(Column::FormerFamilyName, Column::FormerFamilyNameKey, former_family, name::family_key);
    record.set(Column::Title, joined(usual.prefix.into_iter()));
    record.set(Column::NameSuffix, joined(usual.suffix.into_iter()));
}

fn joined(mut words: impl Iterator<Item = String>) -> Option<String> {
    let mut joined = words.next()?;
    for word in words {
        joined.push(' ');
        joined.push_str(&word);
    }
    Some(joined)
}

fn field_of(part: NamePart) -> Field {
    match part {
        NamePart::Title => Field::Title,
        NamePart::Given => Field::GivenName,
        NamePart::Middle => Field::MiddleNames,
        NamePart::Family => Field::FamilyName,
        NamePart::Full => Field::FullName,
        NamePart::Suffix => Field::NameSuffix,
        NamePart::KnownAs => Field::KnownAs,
        NamePart::FormerFamily => Field::FormerFamilyName,
    }
}
