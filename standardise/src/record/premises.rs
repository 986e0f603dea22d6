//! A row about premises and the organisation in them, field by field.
//!
//! Only carries values from the reading modules to their columns; it has no rule of its own beyond which value of several
//! wins.

use super::column::PremisesColumn as Column;
use super::place::{Place, PlaceColumns};
use super::{Field, Filling};
use crate::charity_number::CharityNumber;
use crate::company_number::CompanyNumber;
use crate::coordinate::Coordinate;
use crate::display::tidy;
use crate::kind::Kind;
use crate::ods_code::OdsCode;
use crate::organisation;
use crate::usrn::Usrn;

/// The columns of a premises' place.
const PLACE_COLUMNS: PlaceColumns<Column> = PlaceColumns {
    address: Column::Address,
    building_key: Column::BuildingKey,
    street_key: Column::StreetKey,
    address_key: Column::AddressKey,
    postcode: Column::Postcode,
    uprn: Column::Uprn,
};

/// Fills a record of premises from a row.
pub(super) fn fill(fields: &[(Field, &str)], record: &mut Filling) {
    let mut place = Place::default();
    let [mut name, mut trading_name, mut latitude, mut longitude] = [None; 4];
    for (field, text) in fields {
        let text = text.trim();
        if text.is_empty() || place.take(*field, text) {
            continue;
        }
        match field {
            Field::OrganisationName => name = name.or(Some(text)),
            Field::TradingName => trading_name = trading_name.or(Some(text)),
            Field::Latitude => latitude = latitude.or(Some(text)),
            Field::Longitude => longitude = longitude.or(Some(text)),
            Field::Category if !record.is_filled(Column::Category) => {
                record.set(Column::Category, Some(&tidy(text)));
            }
            _ => fill_identifier(*field, text, record),
        }
    }
    let place_name = place.fill(PLACE_COLUMNS, record).name_key;
    fill_names(name, trading_name, place_name.as_deref(), record);
    // What the register calls it tells more than what is over the door.
    let told = [Column::Category, Column::TradingName, Column::OrganisationName, Column::PlaceNameKey];
    let kind = told.iter().find_map(|column| record.text(*column).and_then(Kind::of));
    record.set(Column::Kind, kind.map(Kind::name));
    if latitude.is_some() || longitude.is_some() {
        let reading = Coordinate::read(latitude.unwrap_or_default(), longitude.unwrap_or_default());
        record.tell_any(Field::Latitude, reading.finding);
        record.set(Column::Latitude, reading.value.map(|at| at.latitude_text()).as_deref());
        record.set(Column::Longitude, reading.value.map(|at| at.longitude_text()).as_deref());
        record.set(Column::GridCell, reading.value.map(|at| at.grid_cell()).as_deref());
        record.set(Column::GridCellShifted, reading.value.map(|at| at.grid_cell_shifted()).as_deref());
    }
}

/// Fills the column of an identifier.
fn fill_identifier(field: Field, text: &str, record: &mut Filling) {
    match field {
        Field::CompanyNumber => {
            record.read(field, Column::CompanyNumber, CompanyNumber::read(text), |number, text| {
                text.push_str(number.as_str());
            });
        }
        Field::CharityNumber => {
            record.read(field, Column::CharityNumber, CharityNumber::read(text), |number, text| {
                text.push_str(number.as_str());
            });
        }
        Field::OdsCode => {
            record
                .read(field, Column::OdsCode, OdsCode::read(text), |code, text| text.push_str(code.as_str()));
        }
        Field::Usrn => {
            record.read(field, Column::Usrn, Usrn::read(text), |usrn, text| text.push_str(usrn.as_str()));
        }
        _ => {}
    }
}

/// Fills the columns of names. A trading name of its own column wins over one found after `t/a`.
///
/// Registers that know a business by its trading name alone are compared by it: the comparing form of the organisation's
/// name is then the trading name's.
fn fill_names(
    name: Option<&str>,
    trading_name: Option<&str>,
    place_name: Option<&str>,
    record: &mut Filling,
) {
    let legal = name.map(organisation::read).unwrap_or_default();
    let trading = trading_name.map(organisation::read).unwrap_or_default();
    record.tell_any(Field::OrganisationName, legal.finding);
    record.tell_any(Field::TradingName, trading.finding);
    // `A t/a B` in the trading column: B is what it trades under.
    let trading_name = trading.trading_name.or(trading.name).or(legal.trading_name);
    record.set(Column::OrganisationName, legal.name.as_deref());
    record.set(Column::TradingName, trading_name.as_deref());
    let known_by = if legal.name.is_some() { Column::OrganisationName } else { Column::TradingName };
    record.set_key(Column::OrganisationNameKey, known_by, organisation::key_into);
    record.set_key(Column::TradingNameKey, Column::TradingName, organisation::key_into);
    record.set(Column::PlaceNameKey, place_name.map(organisation::key).as_deref());
    let names = [Column::OrganisationNameKey, Column::TradingNameKey, Column::PlaceNameKey];
    let names = words_of(names.map(|column| record.text(column)));
    record.set(Column::NamesKey, names.as_deref());
}

/// The words of several names, each once, in their order.
fn words_of(names: [Option<&str>; 3]) -> Option<String> {
    let mut words: Vec<&str> = Vec::new();
    for word in names.into_iter().flatten().flat_map(str::split_whitespace) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    (!words.is_empty()).then(|| words.join(" "))
}
