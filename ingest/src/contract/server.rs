//! Where the files are and how they are written, as meant: the second stage of a contract's server.

use std::ops::RangeInclusive;

use regex::Regex;

use super::document::{Schema, Server, Text};
use super::fault::Faults;
use super::location::{Engine, Location, WEB, location};
use super::meaning::{Choice, find, text_of, texts};
use super::node::Node;
use super::{Change, Drift, Escape, Footer, Format, Header, Mode, Quote, Ragged, Source, header_name};
use crate::limit::{FOOTER_LINES_MAX, HEADER_LINES_MAX};

/// Makes the source, or adds to the faults why not.
pub(super) fn source(server: &Server, table: Option<&Schema>, faults: &mut Faults) -> Option<Source> {
    let location = location(server, table, faults);
    let kind = server.kind.as_ref().map_or("", |kind| &kind.text);
    let (path, format) = match Engine::of(kind) {
        Some(_) => (Some(String::new()), Some(Format::Rows)),
        None if kind == WEB => (Some(String::new()), file_format(server, faults)),
        None => file(server, faults),
    };
    let custom = |name| find(&server.custom, name);
    let encoding = custom("guildhall.encoding").and_then(|node| encoding(node, faults));
    let delimiter = custom("guildhall.delimiter").and_then(|node| delimiter(node, faults));
    let quote = custom("guildhall.quote").and_then(|node| quote(node, faults));
    let ragged = custom("guildhall.ragged").and_then(|node| ragged(node, faults));
    let null_values = custom("guildhall.nullValues").map(|node| texts(node, "guildhall.nullValues", faults));
    let sheet = custom("guildhall.sheet").and_then(|node| text_of(node, "guildhall.sheet", faults));
    let member = custom("guildhall.member").and_then(|node| text_of(node, "guildhall.member", faults));
    let record_path = record_path(server, format, faults);
    let header_rows = count_of(server, "guildhall.headerRows", 1..=HEADER_LINES_MAX, faults).unwrap_or(1);
    let skip_lines = count_of(server, "guildhall.skipLines", 0..=u32::MAX, faults).map_or(0, u64::from);
    let footer = custom("guildhall.footerLines").and_then(|node| footer(node, faults));
    let escape = custom("guildhall.escape").and_then(|node| escape(node, faults));
    let drift = custom("guildhall.drift").and_then(|node| drift(node, faults));
    let mode = mode(server, location.as_ref(), faults);
    let header = custom("guildhall.headerRow").and_then(|node| header(node, faults));
    Some(Source {
        location: location?,
        path: path?,
        format: format?,
        encoding,
        delimiter,
        quote,
        ragged: ragged.unwrap_or(Ragged::Reject),
        null_values: null_values.unwrap_or_default(),
        sheet: sheet.map(|sheet| sheet.text),
        member: member.map(|member| member.text),
        record_path,
        header,
        header_rows,
        drift: drift.unwrap_or(Drift::StopWhereNeeded),
        mode,
        skip_lines,
        footer,
        escape,
    })
}

/// The path and format of files.
fn file(server: &Server, faults: &mut Faults) -> (Option<String>, Option<Format>) {
    if server.path.is_none() {
        faults.add(server.place, "a local server has no `path`");
    }
    (server.path.as_ref().map(|path| path.text.clone()), file_format(server, faults))
}

fn file_format(server: &Server, faults: &mut Faults) -> Option<Format> {
    if server.format.is_none() {
        let kind = server.kind.as_ref().map_or("local", |kind| &kind.text);
        faults.add(server.place, format!("a server of type `{kind}` has no `format`"));
    }
    server.format.as_ref().and_then(|text| format(text, faults))
}

fn format(text: &Text, faults: &mut Faults) -> Option<Format> {
    match text.text.as_str() {
        "csv" => Some(Format::Csv),
        "fixed" => Some(Format::Fixed),
        "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" => Some(Format::Workbook),
        "parquet" => Some(Format::Parquet),
        "json" => Some(Format::Json),
        "jsonl" | "ndjson" => Some(Format::JsonLines),
        "xml" => Some(Format::Xml),
        other => {
            let known = ["csv", "xlsx", "xls", "ods", "parquet", "json", "jsonl", "xml", "fixed"];
            faults.add_unknown(text.place, format!("`{other}` is no format that is read"), &known);
            None
        }
    }
}

fn drift(node: &Node, faults: &mut Faults) -> Option<Drift> {
    let text = text_of(node, "guildhall.drift", faults)?;
    let of = &[("stop", Drift::Stop), ("warn", Drift::Warn)];
    Choice { what: "way to treat a difference", of }.read(&text, faults)
}

fn mode(server: &Server, location: Option<&Location>, faults: &mut Faults) -> Mode {
    let is_marked =
        matches!(location, Some(Location::Database(database)) if database.high_water_mark.is_some());
    let usual = if is_marked { "upsert" } else { "snapshot" };
    let stated =
        find(&server.custom, "guildhall.mode").and_then(|node| text_of(node, "guildhall.mode", faults));
    let codes = |name: &str, usual: [&str; 2], faults: &mut Faults| {
        let stated = find(&server.custom, name).map(|node| texts(node, name, faults));
        stated.unwrap_or_else(|| usual.map(str::to_owned).to_vec())
    };
    match stated.as_ref().map_or(usual, |text| text.text.as_str()) {
        "snapshot" => Mode::Snapshot,
        "append" => Mode::Append,
        "upsert" => Mode::Upsert,
        "delta" => {
            let node = find(&server.custom, "guildhall.changeColumn");
            let column = node.and_then(|node| text_of(node, "guildhall.changeColumn", faults));
            if node.is_none() {
                let hint = "name the column that says whether a row inserts, updates or deletes";
                faults.add_with_hint(server.place, "a delta has no `guildhall.changeColumn`", hint);
            }
            let mut put_codes = codes("guildhall.insertCodes", ["I", "insert"], faults);
            put_codes.extend(codes("guildhall.updateCodes", ["U", "update"], faults));
            let delete_codes = codes("guildhall.deleteCodes", ["D", "delete"], faults);
            let column = column.map(|column| header_name(&column.text)).unwrap_or_default();
            Mode::Delta(Change { column, put_codes, delete_codes })
        }
        other => {
            if let Some(text) = &stated {
                let known = ["snapshot", "delta", "append", "upsert"];
                faults.add_unknown(text.place, format!("`{other}` is no mode"), &known);
            }
            Mode::Snapshot
        }
    }
}

/// The names down to a document's records.
fn record_path(server: &Server, format: Option<Format>, faults: &mut Faults) -> Vec<String> {
    let Some(node) = find(&server.custom, "guildhall.recordPath") else {
        if format == Some(Format::Xml) {
            faults.add_with_hint(
                server.place,
                "an XML source has no `guildhall.recordPath`",
                "name the elements down to a record, such as /people/person",
            );
        }
        return Vec::new();
    };
    let Some(text) = text_of(node, "guildhall.recordPath", faults) else { return Vec::new() };
    let names = text.text.strip_prefix('/').map(|path| path.split('/').map(str::to_owned).collect());
    let names: Vec<String> = names.unwrap_or_default();
    if names.is_empty() || names.iter().any(String::is_empty) {
        faults.add_with_hint(
            text.place,
            format!("`{}` is no path to records", text.text),
            "begin it with `/` and name what holds the records, such as /people/person",
        );
    }
    names
}

fn encoding(node: &Node, faults: &mut Faults) -> Option<&'static encoding_rs::Encoding> {
    let text = text_of(node, "guildhall.encoding", faults)?;
    let found = encoding_rs::Encoding::for_label(text.text.as_bytes());
    if found.is_none() {
        let known = ["utf-8", "windows-1252", "utf-16le", "utf-16be", "iso-8859-15"];
        faults.add_unknown(text.place, format!("`{}` is no encoding", text.text), &known);
    }
    found
}

fn delimiter(node: &Node, faults: &mut Faults) -> Option<u8> {
    let text = text_of(node, "guildhall.delimiter", faults)?;
    let found = match text.text.as_str() {
        "tab" | "\\t" => Some(b'\t'),
        "comma" => Some(b','),
        "semicolon" => Some(b';'),
        "pipe" => Some(b'|'),
        written => one_byte(written),
    };
    if found.is_none() {
        faults.add_with_hint(
            text.place,
            "`guildhall.delimiter` is not one character",
            "write it in quotes, such as \"|\", or as tab, comma, semicolon or pipe",
        );
    }
    found
}

fn quote(node: &Node, faults: &mut Faults) -> Option<Quote> {
    let text = text_of(node, "guildhall.quote", faults)?;
    if matches!(text.text.as_str(), "none" | "") {
        return Some(Quote::Never);
    }
    let found = one_byte(&text.text).map(Quote::Char);
    if found.is_none() {
        faults.add_with_hint(
            text.place,
            "`guildhall.quote` is not one character",
            "write it in quotes, such as \"'\", or as none",
        );
    }
    found
}

fn escape(node: &Node, faults: &mut Faults) -> Option<Escape> {
    let text = text_of(node, "guildhall.escape", faults)?;
    if matches!(text.text.as_str(), "none" | "") {
        return Some(Escape::Never);
    }
    let found = one_byte(&text.text).map(Escape::Char);
    if found.is_none() {
        let hint = "write it in quotes, such as '\\', or as none";
        faults.add_with_hint(text.place, "`guildhall.escape` is not one character", hint);
    }
    found
}

/// A whole number within a range.
fn count_of(server: &Server, name: &str, range: RangeInclusive<u32>, faults: &mut Faults) -> Option<u32> {
    let text = text_of(find(&server.custom, name)?, name, faults)?;
    let count = text.text.parse().ok().filter(|count| range.contains(count));
    if count.is_none() {
        let message = format!("`{name}` is no whole number from {} to {}", range.start(), range.end());
        faults.add(text.place, message);
    }
    count
}

fn footer(node: &Node, faults: &mut Faults) -> Option<Footer> {
    let text = text_of(node, "guildhall.footerLines", faults)?;
    if let Ok(count) = text.text.parse::<u32>() {
        if count as usize > FOOTER_LINES_MAX {
            let message = format!("`guildhall.footerLines` is more than {FOOTER_LINES_MAX}");
            faults.add_with_hint(text.place, message, "give a pattern of its first line");
        }
        return Some(Footer::Lines(count));
    }
    match Regex::new(&text.text) {
        Ok(pattern) => Some(Footer::Pattern(pattern)),
        Err(_) => {
            let hint = "give a number, or a regular expression such as ^TRAILER";
            faults.add_with_hint(text.place, "`guildhall.footerLines` is no number and no pattern", hint);
            None
        }
    }
}

fn one_byte(text: &str) -> Option<u8> {
    match text.as_bytes() {
        [byte] if byte.is_ascii() && !matches!(byte, b'\r' | b'\n' | 0) => Some(*byte),
        _ => None,
    }
}

fn ragged(node: &Node, faults: &mut Faults) -> Option<Ragged> {
    let text = text_of(node, "guildhall.ragged", faults)?;
    let of = &[("reject", Ragged::Reject), ("pad", Ragged::Pad)];
    Choice { what: "way to treat ragged rows", of }.read(&text, faults)
}

fn header(node: &Node, faults: &mut Faults) -> Option<Header> {
    let text = text_of(node, "guildhall.headerRow", faults)?;
    match text.text.parse() {
        Ok(0) => Some(Header::Absent),
        Ok(row) => Some(Header::Row(row)),
        Err(_) => {
            faults.add_with_hint(
                text.place,
                "`guildhall.headerRow` is not a row's number",
                "count from 1; 0 says that no row names the columns",
            );
            None
        }
    }
}
