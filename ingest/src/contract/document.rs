//! The first stage: a contract as typed, with every unknown key and every value of the wrong kind told.
//!
//! What the values mean is the second stage's affair.

use super::fault::Faults;
use super::keys;
use super::node::{Entry, Node, Place, Value};

/// A text and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub(super) place: Place,
    pub(super) text: String,
}

/// A contract as typed.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) place: Place,
    pub(super) id: Option<Text>,
    pub(super) name: Option<Text>,
    pub(super) version: Option<Text>,
    pub(super) status: Option<Text>,
    pub(super) tenant: Option<Text>,
    pub(super) purpose: Option<Text>,
    pub(super) servers: Vec<Server>,
    pub(super) schemas: Vec<Schema>,
    pub(super) service_levels: Vec<ServiceLevel>,
}

/// A service level as typed.
#[derive(Debug)]
pub(super) struct ServiceLevel {
    pub(super) place: Place,
    pub(super) property: Option<Text>,
    pub(super) value: Option<Text>,
    pub(super) unit: Option<Text>,
    pub(super) element: Option<Text>,
}

/// A server as typed.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) place: Place,
    pub(super) kind: Option<Text>,
    pub(super) path: Option<Text>,
    pub(super) format: Option<Text>,
    pub(super) host: Option<Text>,
    pub(super) port: Option<Text>,
    pub(super) database: Option<Text>,
    pub(super) schema: Option<Text>,
    pub(super) location: Option<Text>,
    pub(super) custom: Vec<Custom>,
}

/// A table as typed.
#[derive(Debug)]
pub(super) struct Schema {
    pub(super) place: Place,
    pub(super) name: Option<Text>,
    pub(super) physical_name: Option<Text>,
    pub(super) properties: Vec<Property>,
    pub(super) quality: Vec<Quality>,
    pub(super) custom: Vec<Custom>,
}

/// A column as typed.
#[derive(Debug)]
pub(super) struct Property {
    pub(super) place: Place,
    pub(super) name: Option<Text>,
    pub(super) physical_name: Option<Text>,
    pub(super) logical_type: Option<Text>,
    pub(super) options: Vec<Entry>,
    pub(super) required: bool,
    pub(super) unique: bool,
    pub(super) primary_key: bool,
    pub(super) primary_key_position: Option<u32>,
    pub(super) quality: Vec<Quality>,
    pub(super) custom: Vec<Custom>,
}

/// A quality rule as typed.
#[derive(Debug)]
pub(super) struct Quality {
    pub(super) place: Place,
    pub(super) metric: Option<Text>,
    pub(super) arguments: Vec<Entry>,
    pub(super) unit: Option<Text>,
    pub(super) severity: Option<Text>,
    pub(super) operator: Option<Operator>,
}

/// What a rule's value must be, as typed.
#[derive(Debug)]
pub(super) struct Operator {
    pub(super) place: Place,
    pub(super) key: String,
    /// One value, or the two of a range.
    pub(super) values: Vec<String>,
}

/// A custom property as typed.
#[derive(Debug)]
pub(super) struct Custom {
    pub(super) name: Text,
    pub(super) value: Node,
}

impl Schema {
    /// What the table is called where it is.
    pub(super) fn table_name(&self) -> Option<&Text> {
        self.physical_name.as_ref().or(self.name.as_ref())
    }
}

/// An object of the document while it is read.
struct Object<'n> {
    place: Place,
    what: &'static str,
    entries: &'n [Entry],
}

pub(super) fn read(root: &Node, faults: &mut Faults) -> Option<Document> {
    let object = Object::open(root, "a contract", keys::DOCUMENT, faults)?;
    for (key, known) in [
        ("apiVersion", ["v3.1.0", "v3.0.2", "v3.0.1", "v3.0.0"].as_slice()),
        ("kind", ["DataContract"].as_slice()),
    ] {
        if let Some(text) = object.required_text(key, faults)
            && !known.contains(&text.text.as_str())
        {
            faults.add_unknown(text.place, format!("`{}` is no {key} that is read", text.text), known);
        }
    }
    let purpose = object.get("description").and_then(|node| {
        let description = Object::open(node, "`description`", keys::DESCRIPTION, faults)?;
        description.text("purpose", faults)
    });
    Some(Document {
        place: object.place,
        id: object.required_text("id", faults),
        name: object.text("name", faults),
        version: object.required_text("version", faults),
        status: object.required_text("status", faults),
        tenant: object.text("tenant", faults),
        purpose,
        servers: object.each("servers", faults, server),
        schemas: object.each("schema", faults, schema),
        service_levels: object.each("slaProperties", faults, service_level),
    })
}

fn service_level(node: &Node, faults: &mut Faults) -> Option<ServiceLevel> {
    let object = Object::open(node, "a service level", keys::SERVICE_LEVEL, faults)?;
    Some(ServiceLevel {
        place: object.place,
        property: object.required_text("property", faults),
        value: object.text("value", faults),
        unit: object.text("unit", faults),
        element: object.text("element", faults),
    })
}

fn server(node: &Node, faults: &mut Faults) -> Option<Server> {
    let object = Object::open(node, "a server", keys::SERVER, faults)?;
    object.required_text("server", faults);
    Some(Server {
        place: object.place,
        kind: object.required_text("type", faults),
        path: object.text("path", faults),
        format: object.text("format", faults),
        host: object.text("host", faults),
        port: object.text("port", faults),
        database: object.text("database", faults),
        schema: object.text("schema", faults),
        location: object.text("location", faults),
        custom: object.custom(keys::SERVER_CUSTOM, faults),
    })
}

fn schema(node: &Node, faults: &mut Faults) -> Option<Schema> {
    let object = Object::open(node, "a schema", keys::SCHEMA, faults)?;
    let name = object.required_text("name", faults);
    if let Some(kind) = object.text("logicalType", faults)
        && kind.text != "object"
    {
        faults.add(kind.place, format!("a schema's logicalType is `object`, not `{}`", kind.text));
    }
    Some(Schema {
        place: object.place,
        name,
        physical_name: object.text("physicalName", faults),
        properties: object.each("properties", faults, property),
        quality: object.each("quality", faults, quality),
        custom: object.custom(keys::SCHEMA_CUSTOM, faults),
    })
}

fn property(node: &Node, faults: &mut Faults) -> Option<Property> {
    let object = Object::open(node, "a property", keys::PROPERTY, faults)?;
    let options = match object.get("logicalTypeOptions").map(|node| (&node.value, node)) {
        None => Vec::new(),
        Some((Value::Map(entries), _)) => entries.clone(),
        Some((_, node)) => {
            faults.add(node.place, format!("`logicalTypeOptions` is {}, not a mapping", node.kind()));
            Vec::new()
        }
    };
    Some(Property {
        place: object.place,
        name: object.required_text("name", faults),
        physical_name: object.text("physicalName", faults),
        logical_type: object.text("logicalType", faults),
        options,
        required: object.flag("required", faults),
        unique: object.flag("unique", faults),
        primary_key: object.flag("primaryKey", faults),
        primary_key_position: object.count("primaryKeyPosition", faults),
        quality: object.each("quality", faults, quality),
        custom: object.custom(keys::PROPERTY_CUSTOM, faults),
    })
}

fn quality(node: &Node, faults: &mut Faults) -> Option<Quality> {
    let object = Object::open(node, "a quality rule", keys::QUALITY, faults)?;
    let operator = object
        .entries
        .iter()
        .find(|entry| entry.key.starts_with("mustBe") || entry.key.starts_with("mustNotBe"));
    let operator = operator.map(|entry| {
        let values = match &entry.value.value {
            Value::Scalar(text) => vec![text.clone()],
            Value::List(items) => items.iter().filter_map(scalar).map(|text| text.text).collect(),
            Value::Map(_) | Value::Nothing(_) => Vec::new(),
        };
        Operator { place: entry.value.place, key: entry.key.clone(), values }
    });
    let arguments = match object.get("arguments").map(|node| &node.value) {
        Some(Value::Map(entries)) => entries.clone(),
        _ => Vec::new(),
    };
    let metric = object.text("metric", faults).or_else(|| object.text("rule", faults));
    let (unit, severity) = (object.text("unit", faults), object.text("severity", faults));
    Some(Quality { place: object.place, metric, arguments, unit, severity, operator })
}

impl<'n> Object<'n> {
    /// Takes a node as an object and tells the keys of it that are not known.
    fn open(node: &'n Node, what: &'static str, known: &[&str], faults: &mut Faults) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            faults.add(node.place, format!("{what} is a mapping of keys to values, this is {}", node.kind()));
            return None;
        };
        for entry in entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            faults.add_unknown(entry.place, format!("`{}` is no key of {what}", entry.key), known);
        }
        Some(Self { place: node.place, what, entries })
    }

    fn get(&self, key: &str) -> Option<&'n Node> {
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        (!matches!(entry.value.value, Value::Nothing(_))).then_some(&entry.value)
    }

    fn text(&self, key: &str, faults: &mut Faults) -> Option<Text> {
        let node = self.get(key)?;
        let text = scalar(node);
        if text.is_none() {
            faults.add(node.place, format!("`{key}` is {}, not a text", node.kind()));
        }
        text
    }

    fn required_text(&self, key: &str, faults: &mut Faults) -> Option<Text> {
        if self.get(key).is_none() {
            faults.add(self.place, format!("{} has no `{key}`", self.what));
        }
        self.text(key, faults)
    }

    fn flag(&self, key: &str, faults: &mut Faults) -> bool {
        let Some(text) = self.text(key, faults) else { return false };
        match text.text.as_str() {
            "true" | "True" | "TRUE" => true,
            "false" | "False" | "FALSE" => false,
            _ => {
                faults.add(text.place, format!("`{key}` is true or false"));
                false
            }
        }
    }

    fn count(&self, key: &str, faults: &mut Faults) -> Option<u32> {
        let text = self.text(key, faults)?;
        let count = text.text.parse().ok();
        if count.is_none() && text.text != "-1" {
            faults.add(text.place, format!("`{key}` is a whole number"));
        }
        count
    }

    fn each<T>(
        &self,
        key: &str,
        faults: &mut Faults,
        read: impl Fn(&Node, &mut Faults) -> Option<T>,
    ) -> Vec<T> {
        match self.get(key).map(|node| (&node.value, node)) {
            None => Vec::new(),
            Some((Value::List(items), _)) => items.iter().filter_map(|item| read(item, faults)).collect(),
            Some((_, node)) => {
                faults.add(node.place, format!("`{key}` is a list, this is {}", node.kind()));
                Vec::new()
            }
        }
    }

    /// The custom properties; of ours, those that are not known here are told.
    fn custom(&self, ours: &[&str], faults: &mut Faults) -> Vec<Custom> {
        let custom = self.each("customProperties", faults, |node, faults| {
            let object = Object::open(node, "a custom property", keys::CUSTOM_PROPERTY, faults)?;
            let name = object.required_text("property", faults)?;
            let value = object.get("value").cloned();
            if value.is_none() {
                faults.add(object.place, format!("`{}` has no `value`", name.text));
            }
            Some(Custom { name, value: value? })
        });
        for property in &custom {
            let name = &property.name;
            if name.text.starts_with("guildhall.") && !ours.contains(&name.text.as_str()) {
                faults.add_unknown(
                    name.place,
                    format!("`{}` is no property of {}", name.text, self.what),
                    ours,
                );
            }
        }
        custom
    }
}

/// A single value as a text.
pub(super) fn scalar(node: &Node) -> Option<Text> {
    match &node.value {
        Value::Scalar(text) => Some(Text { place: node.place, text: text.clone() }),
        _ => None,
    }
}
