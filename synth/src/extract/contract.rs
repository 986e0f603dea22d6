//! An extract's data contract: Open Data Contract Standard 3.1 as YAML text, from the same columns that head the file.

use std::fmt::Write as _;

use super::{Column, Encoding, Extract, Kind, Quoting};

/// The contract's text.
pub(crate) fn contract(extract: &Extract) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write_contract(extract, &mut out);
    out
}

fn write_contract(extract: &Extract, out: &mut String) -> std::fmt::Result {
    let Extract { name, purpose, tenant, file, .. } = extract;
    write!(
        out,
        "apiVersion: v3.1.0\nkind: DataContract\nid: {name}\nname: {name}\nversion: 1.0.0\nstatus: active\n\
         tenant: {tenant}\ndescription:\n  purpose: {}\nservers:\n  - server: extract\n    type: local\n    \
         path: extracts/{file}\n    format: csv\n    customProperties:\n",
        quoted(purpose)
    )?;
    let encoding = match extract.encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => "utf-8",
        Encoding::Windows1252 => "windows-1252",
        Encoding::Utf16Le => "utf-16le",
    };
    property(out, 6, "guildhall.encoding", encoding)?;
    property(out, 6, "guildhall.delimiter", &quoted(&extract.delimiter.to_string()))?;
    if extract.quoting != Quoting::Never {
        property(out, 6, "guildhall.quote", &quoted("\""))?;
    }
    // A blank cell is always "no value": only words that mean it need saying.
    let nulls: Vec<String> =
        extract.nulls.iter().filter(|null| !null.is_empty()).map(|null| quoted(null)).collect();
    if !nulls.is_empty() {
        property(out, 6, "guildhall.nullValues", &format!("[{}]", nulls.join(", ")))?;
    }
    write!(out, "schema:\n  - name: {name}\n    logicalType: object\n    customProperties:\n")?;
    property(out, 6, "guildhall.entity", extract.entity.name())?;
    if let Some(age) = extract.least_age {
        property(out, 6, "guildhall.leastAge", &age.to_string())?;
    }
    if extract.main_home {
        property(out, 6, "guildhall.mainHome", "true")?;
    }
    // Its people have the numbers that are kept for people who do not exist.
    property(out, 6, "guildhall.testNumbers", "true")?;
    writeln!(out, "    properties:")?;
    let keys = extract.columns.iter().filter(|column| column.key).count();
    let mut position = 0;
    for column in extract.columns {
        if column.key {
            position += 1;
        }
        write_column(column, position, keys == 1, out)?;
    }
    Ok(())
}

fn write_column(column: &Column, position: usize, alone: bool, out: &mut String) -> std::fmt::Result {
    writeln!(out, "      - name: {}", quoted(column.name.trim()))?;
    let logical = match column.kind {
        Kind::Text | Kind::Codes(_) => "string",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Date(_) => "date",
    };
    writeln!(out, "        logicalType: {logical}")?;
    if let Kind::Date(form) = column.kind {
        writeln!(out, "        logicalTypeOptions: {{format: {}}}", quoted(form.pattern()))?;
    }
    if column.required {
        writeln!(out, "        required: true")?;
    }
    if column.key {
        if alone {
            writeln!(out, "        unique: true")?;
        }
        writeln!(out, "        primaryKey: true\n        primaryKeyPosition: {position}")?;
    }
    let field = column.field.or(column.key.then_some("record_key"));
    if let Some(field) = field {
        writeln!(out, "        customProperties:")?;
        property(out, 10, "guildhall.field", field)?;
    }
    if let Kind::Codes(codes) = column.kind {
        let codes: Vec<String> = codes.iter().map(|code| quoted(code)).collect();
        writeln!(
            out,
            "        quality:\n          - {{metric: invalidValues, arguments: {{validValues: [{}]}}, mustBe: 0}}",
            codes.join(", ")
        )?;
    }
    Ok(())
}

fn property(out: &mut String, indent: usize, name: &str, value: &str) -> std::fmt::Result {
    writeln!(out, "{:indent$}- {{property: {name}, value: {value}}}", "")
}

/// A text as YAML takes it in any place: plain where nothing in it means something, else in double quotes.
fn quoted(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || " _-./".contains(c))
        && !text.ends_with(' ')
        && !["y", "n", "yes", "no", "true", "false", "on", "off", "null"]
            .contains(&text.to_ascii_lowercase().as_str());
    if plain {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\t', "\\t"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn yaml_words_that_mean_something_are_quoted() {
        assert_eq!(quoted("dd/MM/yyyy"), "dd/MM/yyyy");
        assert_eq!(quoted("Y"), "\"Y\"");
        assert_eq!(quoted("|"), "\"|\"");
        assert_eq!(quoted("\t"), "\"\\t\"");
        assert_eq!(quoted("\""), "\"\\\"\"");
        assert_eq!(quoted("01"), "\"01\"");
        assert_eq!(quoted("yyyy-MM-dd HH:mm:ss"), "\"yyyy-MM-dd HH:mm:ss\"");
    }
}
