//! The addresses of a property, made of its records.
//!
//! An address in use, another one, one of old, each in every language that its street has a name in; what the post writes;
//! and each with the organisations that are or were there.

use crate::entry::{Entry, EntryStatus};
use crate::record::{Address, Body, Delivery, Property, Street};

/// Organisations of a property that are looked at.
const ORGANISATIONS_MAX: usize = 8;
/// The classification that is taken where a property has several. Source: Ordnance Survey, AddressBase Premium.
const SCHEME: &str = "AddressBase Premium Classification Scheme";

/// A record as the file keeps it.
pub(crate) struct Kept {
    pub(crate) key: String,
    pub(crate) body: Body,
    /// Its supplier has taken it out.
    pub(crate) is_ended: bool,
}

/// A street's names: the language of each, and whether its supplier has taken it out.
pub(crate) type Names = Vec<(String, Street, bool)>;

/// The addresses of a property, of its records in the order of their kinds and keys.
pub(crate) fn entries(uprn: u64, records: &[Kept], names_of: &mut dyn FnMut(u32) -> Names) -> Vec<Entry> {
    let property = records.iter().find_map(|record| match &record.body {
        Body::Property(property) => Some((property, record.is_ended)),
        _ => None,
    });
    let (property, standing) = match property {
        Some((property, is_ended)) => match standing(&property.status, is_ended) {
            Some(standing) => (property.clone(), standing),
            None => return Vec::new(),
        },
        None => (Property::default(), EntryStatus::Current),
    };
    let base = Entry {
        uprn,
        parent_uprn: property.parent.filter(|parent| *parent != uprn),
        classification: class(records, &property),
        grid: property.grid,
        degrees: property.degrees,
        ..Entry::default()
    };
    let mut bare: Vec<Entry> = Vec::new();
    let languages: Vec<&str> = records.iter().filter_map(|record| language(&record.body)).collect();
    for record in records {
        match &record.body {
            Body::Address(address) => {
                let Some(own) = self::standing(&address.status, record.is_ended) else { continue };
                let base = Entry { status: own.max(standing), ..base.clone() };
                let names = names_of(address.usrn);
                address_entries(&base, address, &property, &names, &languages, &mut bare);
            }
            Body::Delivery(delivery) => {
                let own = if record.is_ended { EntryStatus::Ended } else { EntryStatus::Current };
                let base = Entry { status: own.max(standing), ..base.clone() };
                delivery_entries(&base, delivery, &mut bare);
            }
            _ => {}
        }
    }
    let mut entries = with_organisations(bare, records, &property);
    entries.retain(|entry| !entry.is_blank());
    once(entries)
}

/// What standing a record has; none where it is of no address in use, past or to come.
fn standing(status: &str, is_ended: bool) -> Option<EntryStatus> {
    if is_ended { Some(EntryStatus::Ended) } else { EntryStatus::read(status) }
}

fn language(body: &Body) -> Option<&str> {
    match body {
        Body::Address(address) => Some(&address.language),
        _ => None,
    }
}

/// The class of the scheme that is known, else any, else the property's own.
fn class(records: &[Kept], property: &Property) -> String {
    let classes = records.iter().filter(|record| !record.is_ended).filter_map(|record| match &record.body {
        Body::Class(class) => Some(class),
        _ => None,
    });
    let best = classes.min_by_key(|class| class.scheme != SCHEME);
    best.map_or_else(|| property.class.clone(), |class| class.class_code.clone())
}

/// An address in each language of its street's name that no other address of the property is in.
fn address_entries(
    base: &Entry,
    address: &Address,
    property: &Property,
    names: &Names,
    languages: &[&str],
    entries: &mut Vec<Entry>,
) {
    let entry = Entry {
        sub_building: address.secondary.line(),
        building_name: address.primary.text.clone(),
        building_number: address.primary.number.clone(),
        town: address.town.clone(),
        postcode: if address.postcode.is_empty() {
            property.postcode.clone()
        } else {
            address.postcode.clone()
        },
        usrn: Some(address.usrn).filter(|usrn| *usrn != 0),
        ..base.clone()
    };
    let has_own = names.iter().any(|(language, ..)| *language == address.language);
    let before = entries.len();
    for (language, street, is_ended) in names {
        if *language != address.language && has_own && languages.contains(&language.as_str()) {
            continue;
        }
        entries.push(Entry {
            status: if *is_ended { base.status.max(EntryStatus::Historical) } else { base.status },
            street: street.name.clone(),
            locality: street.locality.clone(),
            town: if street.town.is_empty() { entry.town.clone() } else { street.town.clone() },
            ..entry.clone()
        });
    }
    if entries.len() == before {
        entries.push(entry);
    }
}

fn delivery_entries(base: &Entry, delivery: &Delivery, entries: &mut Vec<Entry>) {
    for street in [Some(&delivery.street), delivery.welsh.as_ref()].into_iter().flatten() {
        entries.push(Entry {
            organisation: delivery.organisation.clone(),
            sub_building: delivery.sub_building.clone(),
            building_name: delivery.building_name.clone(),
            building_number: delivery.building_number.clone(),
            street: street.name.clone(),
            locality: street.locality.clone(),
            town: street.town.clone(),
            postcode: delivery.postcode.clone(),
            ..base.clone()
        });
    }
}

/// Each address with each organisation; one with an organisation that has gone is one of old.
fn with_organisations(bare: Vec<Entry>, records: &[Kept], property: &Property) -> Vec<Entry> {
    let mut organisations: Vec<(&str, bool)> = records
        .iter()
        .filter_map(|record| match &record.body {
            Body::Organisation(one) => Some((one.organisation.as_str(), one.is_past || record.is_ended)),
            _ => None,
        })
        .take(ORGANISATIONS_MAX)
        .collect();
    if !property.organisation.is_empty() {
        organisations.push((&property.organisation, false));
    }
    let mut entries = Vec::with_capacity(bare.len());
    for entry in bare {
        let has_own = !entry.organisation.is_empty() || organisations.iter().all(|(_, is_past)| *is_past);
        for (organisation, is_past) in &organisations {
            // The post names its organisation itself.
            if !entry.organisation.is_empty() {
                continue;
            }
            let status = if *is_past { entry.status.max(EntryStatus::Historical) } else { entry.status };
            entries.push(Entry { organisation: (*organisation).to_owned(), status, ..entry.clone() });
        }
        if has_own {
            entries.push(entry);
        }
    }
    entries
}

/// Each address once, with the best standing that it has.
fn once(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_unstable();
    let mut known: Vec<Entry> = Vec::with_capacity(entries.len());
    for entry in entries {
        let is_known = known.iter().any(|other| Entry { status: entry.status, ..other.clone() } == entry);
        if !is_known {
            known.push(entry);
        }
    }
    known
}
