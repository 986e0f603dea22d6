//! A row about a person, field by field.
//!
//! Only carries values from the reading modules to their columns; it has no rule of its own beyond which value of several
//! wins.

use super::column::PersonColumn as Column;
use super::place::{Place, PlaceColumns};
use super::{Field, Filling, Options};
use crate::chi_number::{ChiNumber, HealthAndCareNumber};
use crate::date::PartialDate;
use crate::display::is_bare;
use crate::email;
use crate::fold::fold_into;
use crate::name::{self, NamePart, NameParts};
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
        let text = trimmed(text);
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
    tell_dates_turned(record);
    fill_names(&parts, record);
    if !options.test_numbers && phone.is_some_and(|phone| phone.is_fictitious()) {
        record.tell(Field::Phone, Finding::new(ProblemKind::Doubtful, "phone_drama_range"));
    }
    record.set(Column::Phone, phone.as_ref().map(Phone::as_str));
    place.fill(PLACE_COLUMNS, record);
}

/// A text without blanks around it; most have none.
fn trimmed(text: &str) -> &str {
    if is_bare(text) { text } else { text.trim() }
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
        Field::AddressFrom => fill_date(field, Column::AddressFrom, text, options, record),
        Field::AddressTo => fill_date(field, Column::AddressTo, text, options, record),
        Field::ValidFrom => fill_date(field, Column::ValidFrom, text, options, record),
        Field::ValidTo => fill_date(field, Column::ValidTo, text, options, record),
        Field::Sex => {
            let reading = Sex::read_with(text, &mut record.folded);
            record.read(field, Column::Sex, reading, |sex, text| text.push_str(sex.name()));
        }
        Field::NhsNumber => {
            let reading = NhsNumber::read(text);
            if !options.test_numbers && reading.value.is_some_and(|number| number.is_synthetic()) {
                record.tell(field, Finding::new(ProblemKind::Doubtful, "nhs_number_test_range"));
            }
            record.read(field, Column::NhsNumber, reading, |number, text| {
                text.push_str(number.as_str());
            });
        }
        // Without its last letter, which tells nobody apart and which many systems leave out.
        Field::Nino => {
            record.read(field, Column::Nino, Nino::read(text), |nino, text| {
                text.push_str(nino.without_suffix());
            });
        }
        Field::ChiNumber => {
            record.read(field, Column::ChiNumber, ChiNumber::read(text), |number, text| {
                text.push_str(number.as_str());
            });
        }
        Field::HealthAndCareNumber => {
            let reading = HealthAndCareNumber::read(text);
            record.read(field, Column::HealthAndCareNumber, reading, |number, text| {
                text.push_str(number.as_str());
            });
        }
        Field::Upn => {
            record.read(field, Column::Upn, Upn::read(text), |upn, text| text.push_str(upn.as_str()));
        }
        Field::Utr => {
            record.read(field, Column::Utr, Utr::read(text), |utr, text| text.push_str(utr.as_str()));
        }
        Field::Email => {
            record.read(field, Column::Email, email::read(text), |address, text| text.push_str(address));
        }
        _ => {}
    }
}

fn fill_date(field: Field, column: Column, text: &str, options: &Options, record: &mut Filling) {
    let Some(form) = options.date_form(field) else { return };
    record.read(field, column, PartialDate::read(text, form), PartialDate::write_iso);
}

/// Tells dates of which the later one comes first, as far as both are known.
fn tell_dates_turned(record: &mut Filling) {
    let turned = |from: Column, to: Column, record: &Filling| match (record.text(from), record.text(to)) {
        (Some(from), Some(to)) => {
            let known = from.len().min(to.len());
            from.get(..known) > to.get(..known)
        }
        _ => false,
    };
    if turned(Column::BirthDate, Column::DeathDate, record) {
        record.tell(Field::DeathDate, Finding::new(ProblemKind::Doubtful, "death_before_birth"));
    }
    if turned(Column::AddressFrom, Column::AddressTo, record) {
        record.tell(Field::AddressTo, Finding::new(ProblemKind::Doubtful, "address_to_before_address_from"));
    }
    if turned(Column::ValidFrom, Column::ValidTo, record) {
        record.tell(Field::ValidTo, Finding::new(ProblemKind::Doubtful, "valid_to_before_valid_from"));
    }
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
///
/// A given name of several words (`Mary Ann` in one cell) is cut like any other: systems cut it differently.
fn fill_names(parts: &NameParts<'_>, record: &mut Filling) {
    if parts.is_blank() {
        return;
    }
    if let Some(plain) = name::plain(parts) {
        record.set(Column::Title, plain.title());
        record.write(Column::GivenName, |text| plain.push_given(..1, text));
        record.write(Column::MiddleNames, |text| plain.push_given(1.., text));
        record.write(Column::FamilyName, |text| plain.push_family(text));
    } else {
        let names = name::read(parts);
        for (part, finding) in &names.findings {
            record.tell(field_of(*part), *finding);
        }
        let usual = &names.usual;
        record.write(Column::Title, |text| push_joined(&usual.prefix, text));
        record.set(Column::GivenName, usual.given.first().map(String::as_str));
        record.write(Column::MiddleNames, |text| push_joined(usual.given.get(1..).unwrap_or_default(), text));
        record.set(Column::FamilyName, usual.family.as_deref());
        record.write(Column::NameSuffix, |text| push_joined(&usual.suffix, text));
        record.set(Column::KnownAs, names.known_as.as_deref());
        record.set(Column::FormerFamilyName, names.former_family.as_deref());
        record.set_key(Column::KnownAsKey, Column::KnownAs, fold_into);
        record.set_key(Column::FormerFamilyNameKey, Column::FormerFamilyName, name::family_key_into);
    }
    record.set_key(Column::GivenNameKey, Column::GivenName, fold_into);
    record.set_key(Column::MiddleNamesKey, Column::MiddleNames, fold_into);
    record.set_key(Column::FamilyNameKey, Column::FamilyName, name::family_key_into);
}

fn push_joined(words: &[String], text: &mut String) {
    for (position, word) in words.iter().enumerate() {
        if position > 0 {
            text.push(' ');
        }
        text.push_str(word);
    }
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
