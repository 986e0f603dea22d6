//! The second stage of a contract of addresses: its server and columns as any contract's, and fields of an address.

use std::path::Path;

use super::column;
use super::document::{self, Document, Property, Schema};
use super::fault::{ContractFault, Faults};
use super::meaning::{find, known_server, only_schema, text_of};
use super::node::Node;
use super::{Column, Location, Source, server};
use crate::addresses::AddressField;

/// The name of the entity.
pub(super) const ENTITY: &str = "address";

/// A table of addresses, as its contract describes it.
pub(crate) struct AddressTable {
    pub(crate) source: Source,
    pub(crate) columns: Vec<Column>,
    /// By column.
    pub(crate) fields: Vec<Option<AddressField>>,
}

/// Reads a contract of addresses.
pub(crate) fn parse_addresses(text: &str, origin: &Path) -> Result<AddressTable, Vec<ContractFault>> {
    let mut faults = Faults::of(origin);
    let table = match Node::read(text) {
        Ok(root) => document::read(&root, &mut faults).and_then(|document| table(document, &mut faults)),
        Err(unreadable) => {
            faults.add(unreadable.place, format!("not read as YAML: {}", unreadable.reason));
            None
        }
    };
    match table {
        Some(table) if faults.is_empty() => Ok(table),
        _ => Err(faults.into_list()),
    }
}

fn table(mut document: Document, faults: &mut Faults) -> Option<AddressTable> {
    let source = known_server(&document, faults)
        .and_then(|server| server::source(server, document.schemas.first(), faults));
    if source.as_ref().is_some_and(|source| source.location != Location::Files) {
        let hint = "add a server of `type: local` before the others";
        faults.add_with_hint(document.place, "a gazetteer is made of files", hint);
    }
    only_schema(&document, faults)?;
    let schema = document.schemas.first_mut()?;
    entity(schema, faults);
    let (mut columns, mut fields) = (Vec::<Column>::new(), Vec::new());
    for property in &mut schema.properties {
        let field = field(property, faults);
        property.custom.retain(|custom| custom.name.text != "guildhall.field");
        let (mut quality, mut unchecked) = (Vec::new(), Vec::new());
        let read = column::column(property, columns.len(), &mut quality, None, &mut unchecked, faults);
        let Some(column) = read else { continue };
        if let Some(field) = field.filter(|field| !field.may_repeat() && fields.contains(&Some(*field))) {
            faults.add(property.place, format!("two columns are mapped to `{field}`"));
        }
        columns.push(column);
        fields.push(field);
    }
    if !fields.contains(&Some(AddressField::Uprn)) {
        let hint = "map the column of the UPRN by `guildhall.field: uprn`";
        faults.add_with_hint(schema.place, "no column is mapped to `uprn`", hint);
    }
    Some(AddressTable { source: source?, columns, fields })
}

fn entity(schema: &Schema, faults: &mut Faults) {
    let text = find(&schema.custom, "guildhall.entity")
        .and_then(|node| text_of(node, "guildhall.entity", faults))
        .filter(|text| text.text != ENTITY);
    if let Some(text) = text {
        let message = format!("a gazetteer's rows are about an `{ENTITY}`, not a `{}`", text.text);
        faults.add(text.place, message);
    }
}

fn field(property: &Property, faults: &mut Faults) -> Option<AddressField> {
    let node = find(&property.custom, "guildhall.field")?;
    let text = text_of(node, "guildhall.field", faults)?;
    let field = text.text.parse().ok();
    if field.is_none() {
        let names: Vec<&str> = AddressField::all().map(AddressField::name).collect();
        faults.add_unknown(text.place, format!("`{}` is no field of an address", text.text), &names);
    }
    field
}
