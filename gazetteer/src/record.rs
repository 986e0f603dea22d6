//! The records of a property gazetteer as BS 7666 has them: properties, their addresses, streets, and what goes with them.
//!
//! Whoever reads a supplier's files makes these of them. A property's records are kept together in the file, so that its
//! addresses can be made of them anew whenever one changes.

use serde::{Deserialize, Serialize};

use crate::object::AddressableObject;

/// A record, and what it is called by.
///
/// Source: BS 7666-2:2006 for the model; the Postcode Address File for the delivery point.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The UPRN that it is about; of a street the USRN.
    pub owner: u64,
    /// What it is called by among those of its kind; of a street the language.
    pub key: String,
    /// What it says.
    pub body: Body,
}

/// What a record says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Body {
    /// What a street is called in a language.
    Street(Street),
    /// A property (basic land and property unit).
    Property(Property),
    /// An address of a property (land and property identifier).
    Address(Address),
    /// An address as the post has it.
    Delivery(Delivery),
    /// An organisation at a property.
    Organisation(Organisation),
    /// What a property is used as.
    Class(Class),
    /// The property that took the place of another.
    Successor(Successor),
}

/// What kinds of records there are, by the numbers that the suppliers' formats give them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// 15
    Street = 15,
    /// 21
    Property = 21,
    /// 24
    Address = 24,
    /// 28
    Delivery = 28,
    /// 30
    Successor = 30,
    /// 31
    Organisation = 31,
    /// 32
    Class = 32,
}

/// What a street is called in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Street {
    /// `HIGH STREET`
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The locality.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub locality: String,
    /// The town.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub town: String,
}

/// A property.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Property {
    /// Its logical status, as its supplier writes it.
    pub status: String,
    /// The UPRN of what it is a part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<u64>,
    /// Units: centimetres on the British National Grid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grid: Option<(i32, i32)>,
    /// Units: ten-millionths of a degree.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub degrees: Option<(i32, i32)>,
    /// The postcode that it lies in.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub postcode: String,
    /// Its class, where the format has it here.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub class: String,
    /// The organisation there, where the format has it here.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub organisation: String,
}

/// Numbers and text of an addressable object.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Object {
    /// The numbers, as they are written: `14A`, `14-16`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// The text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
}

impl Object {
    fn is_empty(&self) -> bool {
        self.number.is_empty() && self.text.is_empty()
    }

    /// Text and numbers as one.
    pub(crate) fn line(&self) -> String {
        AddressableObject { start_number: &self.number, text: &self.text, ..AddressableObject::default() }
            .line()
    }
}

impl From<AddressableObject<'_>> for Object {
    fn from(object: AddressableObject<'_>) -> Self {
        Self { number: object.number(), text: object.text.to_owned() }
    }
}

/// An address of a property.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// `ENG`, `CYM`, `GAE`
    pub language: String,
    /// Its logical status, as its supplier writes it.
    pub status: String,
    /// The part of the building.
    #[serde(skip_serializing_if = "Object::is_empty")]
    pub secondary: Object,
    /// The building.
    #[serde(skip_serializing_if = "Object::is_empty")]
    pub primary: Object,
    /// The street.
    pub usrn: u32,
    /// The postcode, where the format has it here.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub postcode: String,
    /// The post town, where the format has it here.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub town: String,
}

/// An address as the post has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Delivery {
    /// Organisation and department.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub organisation: String,
    /// `FLAT 2`
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sub_building: String,
    /// The building's name, or the box's number after `PO BOX`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub building_name: String,
    /// The number.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub building_number: String,
    /// The thoroughfares.
    pub street: Street,
    /// The same in Welsh, as far as it differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub welsh: Option<Street>,
    /// The postcode.
    pub postcode: String,
}

/// An organisation at a property.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Its name.
    pub organisation: String,
    /// Whether it was there once.
    #[serde(default)]
    pub is_past: bool,
}

/// What a property is used as.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// The code.
    pub class_code: String,
    /// The scheme it is of.
    pub scheme: String,
}

/// The property that took the place of another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Successor {
    /// Its UPRN.
    pub successor: u64,
}

impl Body {
    /// Its kind.
    pub fn kind(&self) -> RecordKind {
        match self {
            Self::Street(_) => RecordKind::Street,
            Self::Property(_) => RecordKind::Property,
            Self::Address(_) => RecordKind::Address,
            Self::Delivery(_) => RecordKind::Delivery,
            Self::Organisation(_) => RecordKind::Organisation,
            Self::Class(_) => RecordKind::Class,
            Self::Successor(_) => RecordKind::Successor,
        }
    }

    /// As the file keeps it.
    pub(crate) fn to_json(&self) -> String {
        // Texts and numbers always go into JSON.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From what the file keeps.
    pub(crate) fn read(kind: i64, json: &str) -> Option<Self> {
        match kind {
            15 => serde_json::from_str(json).ok().map(Self::Street),
            21 => serde_json::from_str(json).ok().map(Self::Property),
            24 => serde_json::from_str(json).ok().map(Self::Address),
            28 => serde_json::from_str(json).ok().map(Self::Delivery),
            30 => serde_json::from_str(json).ok().map(Self::Successor),
            31 => serde_json::from_str(json).ok().map(Self::Organisation),
            32 => serde_json::from_str(json).ok().map(Self::Class),
            _ => None,
        }
    }

    /// The street that an address is in.
    pub(crate) fn usrn(&self) -> Option<u32> {
        match self {
            Self::Address(address) => Some(address.usrn),
            _ => None,
        }
    }
}
