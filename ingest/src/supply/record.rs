//! A line of a supply as a record of a gazetteer.

use gazetteer::AddressableObject;
use gazetteer::record::{
    Address, Body, Class, Delivery, Object, Organisation, Property, Record, RecordKind, Street, Successor,
};
use rustc_hash::FxHashMap;

/// Where the columns of a type of record are.
pub(super) struct Columns {
    places: FxHashMap<String, usize>,
    /// How many cells a line has at the least.
    pub(super) count: usize,
}

impl Columns {
    /// Of names that are joined by commas.
    pub(super) fn of<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let places: FxHashMap<String, usize> =
            names.enumerate().map(|(at, name)| (name.trim().to_owned(), at)).collect();
        Self { count: places.len(), places }
    }
}

/// A line's cells by their columns' names.
pub(super) struct Line<'l> {
    pub(super) columns: &'l Columns,
    pub(super) cells: &'l csv::StringRecord,
}

impl<'l> Line<'l> {
    fn get(&self, name: &str) -> &'l str {
        self.columns.places.get(name).and_then(|at| self.cells.get(*at)).map_or("", str::trim)
    }

    fn text(&self, name: &str) -> String {
        self.get(name).to_owned()
    }

    /// The name that two editions of the format spell differently.
    fn either(&self, one: &str, other: &str) -> &'l str {
        let text = self.get(one);
        if text.is_empty() { self.get(other) } else { text }
    }

    fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.get(name).parse().ok()
    }

    fn pair(&self, first: &str, second: &str, parts: f64) -> Option<(i32, i32)> {
        let whole = |name: &str| {
            let number = self.number::<f64>(name)? * parts;
            (number.abs() < f64::from(i32::MAX)).then(|| number.round() as i32)
        };
        whole(first).zip(whole(second)).filter(|pair| *pair != (0, 0))
    }

    fn object(&self, [start_number, start_suffix, end_number, end_suffix, text]: [&str; 5]) -> Object {
        Object::from(AddressableObject {
            start_number: self.get(start_number),
            start_suffix: self.get(start_suffix),
            end_number: self.get(end_number),
            end_suffix: self.get(end_suffix),
            text: self.get(text),
        })
    }

    fn joined(&self, names: [&str; 2]) -> String {
        let texts = names.map(|name| self.get(name));
        texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// The record of this kind; none where what it is called by is not there.
    pub(super) fn record(&self, kind: RecordKind) -> Option<Record> {
        let (owner, key) = self.name(kind)?;
        let body = match kind {
            RecordKind::Street => Body::Street(Street {
                name: self.either("STREET_DESCRIPTION", "STREET_DESCRIPTOR").to_owned(),
                locality: self.text("LOCALITY"),
                town: self.text("TOWN_NAME"),
            }),
            RecordKind::Property => Body::Property(self.property()),
            RecordKind::Address => Body::Address(self.address()),
            RecordKind::Delivery => Body::Delivery(self.delivery()),
            RecordKind::Successor => Body::Successor(Successor { successor: self.number("SUCCESSOR")? }),
            RecordKind::Organisation => Body::Organisation(Organisation {
                organisation: self.text("ORGANISATION"),
                is_past: !self.get("END_DATE").is_empty(),
            }),
            RecordKind::Class => Body::Class(Class {
                class_code: self.text("CLASSIFICATION_CODE"),
                scheme: self.text("CLASS_SCHEME"),
            }),
        };
        Some(Record { owner, key, body })
    }

    /// Whose it is and what it is called by.
    pub(super) fn name(&self, kind: RecordKind) -> Option<(u64, String)> {
        let (owner, key) = match kind {
            RecordKind::Street => ("USRN", "LANGUAGE"),
            RecordKind::Property => ("UPRN", "UPRN"),
            RecordKind::Address => ("UPRN", "LPI_KEY"),
            RecordKind::Delivery => ("UPRN", "UDPRN"),
            RecordKind::Successor => ("UPRN", "SUCC_KEY"),
            RecordKind::Organisation => ("UPRN", "ORG_KEY"),
            RecordKind::Class => ("UPRN", "CLASS_KEY"),
        };
        let owner = self.number(owner).filter(|owner| *owner > 0)?;
        let key = if kind == RecordKind::Property { String::new() } else { self.text(key) };
        (kind == RecordKind::Property || !key.is_empty()).then_some((owner, key))
    }

    fn property(&self) -> Property {
        Property {
            status: self.text("LOGICAL_STATUS"),
            parent: self.number("PARENT_UPRN").filter(|parent| *parent > 0),
            grid: self.pair("X_COORDINATE", "Y_COORDINATE", 100.0),
            degrees: self.pair("LATITUDE", "LONGITUDE", 1e7),
            postcode: self.text("POSTCODE_LOCATOR"),
            class: self.text("BLPU_CLASS"),
            organisation: self.text("ORGANISATION"),
        }
    }

    fn address(&self) -> Address {
        Address {
            language: self.text("LANGUAGE"),
            status: self.text("LOGICAL_STATUS"),
            secondary: self.object([
                "SAO_START_NUMBER",
                "SAO_START_SUFFIX",
                "SAO_END_NUMBER",
                "SAO_END_SUFFIX",
                "SAO_TEXT",
            ]),
            primary: self.object([
                "PAO_START_NUMBER",
                "PAO_START_SUFFIX",
                "PAO_END_NUMBER",
                "PAO_END_SUFFIX",
                "PAO_TEXT",
            ]),
            usrn: self.number("USRN").unwrap_or(0),
            postcode: self.text("POSTCODE"),
            town: self.text("POST_TOWN"),
        }
    }

    fn delivery(&self) -> Delivery {
        let street = Street {
            name: self.joined(["DEPENDENT_THOROUGHFARE", "THOROUGHFARE"]),
            locality: self.joined(["DOUBLE_DEPENDENT_LOCALITY", "DEPENDENT_LOCALITY"]),
            town: self.text("POST_TOWN"),
        };
        let own = |welsh: String, english: &String| if welsh.is_empty() { english.clone() } else { welsh };
        let welsh = Street {
            name: own(self.joined(["WELSH_DEPENDENT_THOROUGHFARE", "WELSH_THOROUGHFARE"]), &street.name),
            locality: own(
                self.joined(["WELSH_DOUBLE_DEPENDENT_LOCALITY", "WELSH_DEPENDENT_LOCALITY"]),
                &street.locality,
            ),
            town: own(self.text("WELSH_POST_TOWN"), &street.town),
        };
        let po_box = match self.get("PO_BOX_NUMBER") {
            "" => String::new(),
            number => format!("PO BOX {number}"),
        };
        let name = self.get("BUILDING_NAME");
        Delivery {
            organisation: self.joined(["ORGANISATION_NAME", "DEPARTMENT_NAME"]),
            sub_building: self.text("SUB_BUILDING_NAME"),
            building_name: [po_box.as_str(), name]
                .iter()
                .filter(|text| !text.is_empty())
                .copied()
                .collect::<Vec<_>>()
                .join(", "),
            building_number: self.text("BUILDING_NUMBER"),
            welsh: (welsh != street).then_some(welsh),
            street,
            postcode: self.text("POSTCODE"),
        }
    }
}
