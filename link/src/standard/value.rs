//! Values that stand by themselves: numbers of people, telephone numbers, and what no built-in comparison knows.

use rustc_hash::FxHashSet;
use standardise::email;
use standardise::fold::fold_into;
use standardise::header::Header;
use standardise::nhs_number::NhsNumber;
use standardise::nino::Nino;
use standardise::organisation;
use standardise::phone::Phone;
use standardise::record::Field;
use standardise::sex::Sex;
use standardise::uprn::Uprn;

use super::birth;
use super::{Built, EMAILS, PHONES};
use crate::field::Kind;
use crate::table::Column;

/// A number of a person's own that more records hold is nobody's.
const HOLDERS_MAX: usize = 50;

/// Fewer digits are no telephone number.
const PHONE_DIGITS_MIN: usize = 6;

/// Adds the values of the fields that need no other.
pub(super) fn add<'c>(built: &mut Built, first: &impl Fn(Field) -> Option<&'c Column>) {
    let mut each = |field: Field, name: &str, change: fn(&str, &mut String)| {
        if let Some(column) = first(field) {
            built.extend(name, column, change);
        }
    };
    each(Field::Sex, "sex", |text, value| {
        value.push_str(Sex::read(text).value.map_or("", Sex::name));
    });
    each(Field::NhsNumber, "nhs_number", |text, value| {
        value.push_str(NhsNumber::read(text).value.as_ref().map_or("", NhsNumber::as_str));
    });
    each(Field::Nino, "nino", |text, value| {
        value.push_str(Nino::read(text).value.as_ref().map_or("", Nino::without_suffix));
    });
    each(Field::Uprn, "uprn", |text, value| {
        if let Some(uprn) = Uprn::read(text).value {
            uprn.write(value);
        }
    });
    each(Field::Phone, "phone", push_phone);
    each(Field::Email, "email", push_email);
    each(Field::OrganisationName, "organisation_name_key", organisation::key_into);
    each(Field::TradingName, "trading_name_key", organisation::key_into);
    each(Field::DeathDate, "death_date", push_folded);
}

/// Adds what several columns of telephone numbers, or of e-mails, say together.
pub(super) fn add_several(built: &mut Built, phones: &[&Column], emails: &[&Column]) {
    if phones.len() > 1 {
        built.extend_listed(PHONES, phones, push_phone);
    }
    if emails.len() > 1 {
        built.extend_listed(EMAILS, emails, push_email);
    }
}

fn push_email(text: &str, value: &mut String) {
    value.push_str(email::read(text).value.as_deref().unwrap_or_default());
}

/// A number of this country in its standard form, of another its digits.
fn push_phone(text: &str, value: &mut String) {
    if let Some(phone) = Phone::read(text).value {
        value.push_str(phone.as_str());
        return;
    }
    value.extend(text.chars().filter(char::is_ascii_digit));
    if value.len() < PHONE_DIGITS_MIN {
        value.clear();
    }
}

/// A code without blanks and signs.
fn push_code(text: &str, value: &mut String) {
    fold_into(text, value);
    value.retain(|letter| letter != ' ');
}

/// The values that more records hold than one person has: they stand for a number that is not known.
fn held_by_many(column: &Column) -> FxHashSet<&str> {
    let dictionary = column.dictionary();
    let mut counts = vec![0_usize; dictionary.id_count()];
    column.ids().iter().for_each(|id| counts[*id as usize] += 1);
    let many = (1..counts.len()).filter(|id| counts[*id] > HOLDERS_MAX);
    many.filter_map(|id| std::str::from_utf8(dictionary.bytes(id as u32)).ok()).collect()
}

fn push_folded(text: &str, value: &mut String) {
    fold_into(text, value);
}

/// The name under which a column of no field is compared: its header's letters and digits.
pub(super) fn column_name(header: &str) -> String {
    let joined = Header::of(header).joined().to_owned();
    if joined.is_empty() { "column".to_owned() } else { format!("other_{joined}") }
}

/// Adds a column of no field.
pub(super) fn add_other(built: &mut Built, name: &str, kind: Kind, column: &Column) {
    match kind {
        Kind::Date => birth::extend(built, name, column),
        Kind::Identifier => built.extend(name, column, push_code),
        Kind::OwnNumber | Kind::Document => {
            let many = held_by_many(column);
            built.extend(name, column, |text, value| {
                if !many.contains(text) {
                    push_code(text, value);
                }
            });
        }
        Kind::Number => built.extend(name, column, |text, value| value.push_str(text.trim())),
        Kind::Word | Kind::Text | Kind::AddressPart => built.extend(name, column, push_folded),
    }
}
