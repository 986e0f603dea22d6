//! An inferred contract as YAML, with a comment wherever it was guessed.

use std::fmt::Write;

use super::{InferredColumn, InferredContract};
use crate::contract::{LogicalType, Ragged};

/// Writes the contract.
pub(super) fn write(contract: &InferredContract) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = head(contract, &mut out);
    let _ = server(contract, &mut out);
    let _ = schema(contract, &mut out);
    out
}

fn head(contract: &InferredContract, out: &mut String) -> std::fmt::Result {
    writeln!(
        out,
        "# Proposed by looking at {}. Read it, mend it, keep it with the place.",
        contract.file_name
    )?;
    for note in &contract.notes {
        writeln!(out, "# {note}")?;
    }
    writeln!(out, "apiVersion: v3.1.0\nkind: DataContract")?;
    writeln!(out, "id: {}\nname: {}", text(&contract.id), text(&contract.id))?;
    writeln!(out, "version: 1.0.0\nstatus: draft")?;
    match &contract.tenant {
        Some(tenant) => writeln!(out, "tenant: {}", text(tenant)),
        None => writeln!(out, "tenant: change-me  # the organisation's id in place.toml"),
    }
}

fn server(contract: &InferredContract, out: &mut String) -> std::fmt::Result {
    let format = contract.format.name();
    writeln!(out, "servers:\n  - server: extract\n    type: local")?;
    writeln!(
        out,
        "    path: {}  # relative to the place folder; * for any part of the name",
        text(&contract.path)
    )?;
    writeln!(out, "    format: {format}")?;
    let mut properties = Vec::new();
    if let Some(encoding) = contract.encoding {
        properties.push(("encoding", text(&encoding.name().to_lowercase())));
    }
    if let Some(delimiter) = contract.delimiter {
        let delimiter =
            if delimiter == b'\t' { "tab".to_owned() } else { quoted(&char::from(delimiter).to_string()) };
        properties.push(("delimiter", delimiter));
    }
    if let Some(quote) = contract.quote {
        properties.push(("quote", quoted(&char::from(quote).to_string())));
    }
    if let Some(escape) = contract.escape {
        properties.push(("escape", quoted(&char::from(escape).to_string())));
    }
    if let Some(row) = contract.header_row {
        properties.push(("headerRow", row.to_string()));
    }
    if !contract.record_path.is_empty() {
        properties.push(("recordPath", quoted(&format!("/{}", contract.record_path.join("/")))));
    }
    if contract.ragged == Ragged::Pad {
        properties.push(("ragged", "pad".to_owned()));
    }
    if !contract.null_values.is_empty() {
        let words: Vec<String> = contract.null_values.iter().map(|word| quoted(word)).collect();
        properties.push(("nullValues", format!("[{}]", words.join(", "))));
    }
    if !properties.is_empty() {
        writeln!(out, "    customProperties:")?;
    }
    for (name, value) in properties {
        writeln!(out, "      - {{property: guildhall.{name}, value: {value}}}")?;
    }
    Ok(())
}

fn schema(contract: &InferredContract, out: &mut String) -> std::fmt::Result {
    writeln!(out, "schema:\n  - name: {}\n    logicalType: object", text(&contract.id))?;
    writeln!(out, "    customProperties:")?;
    writeln!(out, "      - {{property: guildhall.entity, value: {}}}", contract.entity)?;
    writeln!(out, "    properties:")?;
    for column in &contract.columns {
        write_column(column, out)?;
    }
    Ok(())
}

fn write_column(column: &InferredColumn, out: &mut String) -> std::fmt::Result {
    writeln!(out, "      - name: {}", text(&column.name))?;
    for comment in &column.comments {
        writeln!(out, "        # {comment}")?;
    }
    writeln!(out, "        logicalType: {}", column.logical_type.name())?;
    if let Some(format) = column.date_format.filter(|_| column.logical_type != LogicalType::String) {
        writeln!(out, "        logicalTypeOptions: {{format: {}}}", quoted(format))?;
    }
    if let Some(position) = column.key_position {
        writeln!(out, "        primaryKey: true\n        primaryKeyPosition: {position}")?;
    }
    if column.required {
        writeln!(out, "        required: true")?;
    }
    if column.field.is_some() || column.place.is_some() {
        writeln!(out, "        customProperties:")?;
    }
    if let Some((start, width)) = column.place {
        writeln!(out, "          - {{property: guildhall.start, value: {start}}}")?;
        writeln!(out, "          - {{property: guildhall.width, value: {width}}}")?;
    }
    if let Some(field) = column.field {
        writeln!(out, "          - {{property: guildhall.field, value: {field}}}")?;
    }
    if !column.valid_values.is_empty() {
        let values: Vec<String> = column.valid_values.iter().map(|value| quoted(value)).collect();
        writeln!(out, "        quality:")?;
        writeln!(
            out,
            "          - {{metric: invalidValues, arguments: {{validValues: [{}]}}, mustBe: 0}}",
            values.join(", ")
        )?;
    }
    Ok(())
}

/// A text, quoted where YAML would read it as something else.
fn text(value: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ' ');
    let reserved = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_plain = value.starts_with(|c: char| c.is_ascii_alphabetic())
        && value.chars().all(plain)
        && !value.ends_with(' ')
        && !reserved.contains(&value.to_ascii_lowercase().as_str());
    if is_plain { value.to_owned() } else { quoted(value) }
}

fn quoted(value: &str) -> String {
    let mut out = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
