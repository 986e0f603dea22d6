//! The readers, each with sound files to begin with, words of its format, and a contract.

use std::io::Write;
use std::sync::Arc;

use arrow_array::{ArrayRef, Int32Array, RecordBatch, StringArray};
use flate2::Compression;
use flate2::write::GzEncoder;
use parquet::arrow::ArrowWriter;
use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::Fault;

const KINDS: [(&str, Reader); 9] = [
    ("text", Reader::Text),
    ("fixed", Reader::Fixed),
    ("xlsx", Reader::Xlsx),
    ("xls", Reader::Xls),
    ("json", Reader::Json),
    ("jsonl", Reader::JsonLines),
    ("xml", Reader::Xml),
    ("parquet", Reader::Parquet),
    ("packed", Reader::Packed),
];

const TEXT: &[u8] = b"REF,NAME,DOB,BAND\r\n1,Ann Smith,12/03/1987,A\r\n2,\"O'Neill, Bob\",01/02/1990,B\r\n\
    3,\"a \"\"b\"\" c\",,C\r\n4,\xc3\x89ric,31/12/1999,D\r\n";
const SEMICOLONS: &[u8] = b"Report of all\n\nREF;NAME;DOB;BAND\n1;Ann;12/03/1987;A\n\n2;\"two\nlines\";;B\n";
const FIXED: &[u8] = b"0001Ann Smith 19870312A\n0002Bob Jones 19900201B\n0003Zo\xc3\xab       19990101C\n";
const JSON: &[u8] = br#"[{"REF":1,"NAME":"Ann","DOB":"12/03/1987","a":{"b":[1,2,{"c":null}]}},
{"REF":"2","NAME":"B\u00e9\ud83d\ude00","BAND":"B"},{"REF":3e2,"NAME":true}]"#;
const JSON_LINES: &[u8] = b"{\"REF\":1,\"NAME\":\"Ann\",\"DOB\":\"12/03/1987\"}\n{\"REF\":2,\"NAME\":\"B\\nob\",\"x\":[1,[2]]}\r\n\n{\"REF\":3}\n";
const XML: &[u8] = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<r>\n <p REF=\"1\"><NAME>Ann &amp; Bob</NAME><DOB>12/03/1987</DOB></p>\n \
    <p><REF>2</REF><NAME><![CDATA[<b>]]></NAME><a><b>1</b><b>2</b></a></p><!-- c --><p/>\n</r>\n";

#[rustfmt::skip]
const TEXT_WORDS: &[&[u8]] = &[
    b"\"", b"\"\"", b",", b";", b"\t", b"|", b"\n", b"\r", b"\r\n", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\\",
    b" ", b"REF,NAME,DOB,BAND\n", b"\xc3", b"\xe2\x80\xa8", b"\xc2\x85",
];
#[rustfmt::skip]
const JSON_WORDS: &[&[u8]] = &[
    b"{", b"}", b"[", b"]", b",", b":", b"\"", b"\\", b"\\u", b"\\ud800", b"null", b"1e999", b"-", b"\n", b"\0", b"\xff",
    b"\xef\xbb\xbf", b"{\"REF\":", b"[[[[[[[[", b"\"REF\":9,",
];
#[rustfmt::skip]
const XML_WORDS: &[&[u8]] = &[
    b"<", b">", b"</p>", b"<p>", b"<p/>", b"</r>", b"&", b"&amp;", b"&#0;", b"&#x1F600;", b"&x;", b"<!--", b"-->",
    b"<![CDATA[", b"]]>", b"<!DOCTYPE r [<!ENTITY x \"y\">]>", b"<?", b"?>", b"\"", b"'", b"=", b"xmlns:a=\"b\" ", b"a:",
    b"\0", b"\xff", b"encoding=\"utf-16\"", b"\n",
];
#[rustfmt::skip]
const BINARY_WORDS: &[&[u8]] = &[
    b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80", b"PAR1", b"PK\x03\x04", b"PK\x05\x06", b"\x01",
    b"\x00", b"\xff",
];

/// A reader.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    Text,
    Fixed,
    Xlsx,
    Xls,
    Json,
    JsonLines,
    Xml,
    Parquet,
    Packed,
}

/// The readers' names, for a message.
pub fn names() -> String {
    KINDS.map(|(name, _)| name).join(", ")
}

impl Reader {
    /// The reader of a name.
    pub fn by_name(name: &str) -> Option<Self> {
        KINDS.iter().find(|(known, _)| *known == name).map(|(_, reader)| *reader)
    }

    /// How its files' names end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Text => "csv",
            Self::Fixed => "txt",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Json => "json",
            Self::JsonLines => "jsonl",
            Self::Xml => "xml",
            Self::Parquet => "parquet",
            Self::Packed => "zip",
        }
    }

    /// A contract for its files.
    pub fn contract(self) -> String {
        let (format, server) = match self {
            Self::Text | Self::Packed => ("csv", ""),
            Self::Fixed => ("fixed", ""),
            Self::Xml => ("xml", "    customProperties: [{property: guildhall.recordPath, value: /r/p}]\n"),
            other => (other.ending(), ""),
        };
        let width = |width: u32| match self {
            Self::Fixed => format!(", customProperties: [{{property: guildhall.width, value: {width}}}]"),
            _ => String::new(),
        };
        let date = if self == Self::Fixed { "yyyyMMdd" } else { "dd/MM/yyyy" };
        format!(
            "apiVersion: v3.1.0\nkind: DataContract\nid: fuzz\nversion: 1.0.0\nstatus: active\ntenant: council\n\
             servers:\n  - server: extract\n    type: local\n    path: extract\n    format: {format}\n{server}\
             schema:\n  - name: fuzz\n    customProperties: [{{property: guildhall.entity, value: person}}]\n    \
             properties:\n      - {{name: REF, primaryKey: true{}}}\n      - {{name: NAME{}}}\n      \
             - {{name: DOB, logicalType: date, logicalTypeOptions: {{format: {date}}}{}}}\n      - {{name: BAND{}}}\n",
            width(4),
            width(10),
            width(8),
            width(1),
        )
    }

    /// Words that mean something in its files.
    pub fn words(self) -> &'static [&'static [u8]] {
        match self {
            Self::Text | Self::Fixed | Self::Packed => TEXT_WORDS,
            Self::Json | Self::JsonLines => JSON_WORDS,
            Self::Xml => XML_WORDS,
            Self::Xlsx | Self::Xls | Self::Parquet => BINARY_WORDS,
        }
    }

    /// Files to begin with.
    pub fn sound_files(self) -> Result<Vec<Vec<u8>>, Fault> {
        Ok(match self {
            Self::Text => vec![TEXT.to_vec(), SEMICOLONS.to_vec(), utf16(TEXT), TEXT.repeat(3)],
            Self::Fixed => vec![FIXED.to_vec(), FIXED.repeat(4)],
            Self::Json => vec![JSON.to_vec()],
            Self::JsonLines => vec![JSON_LINES.to_vec(), JSON_LINES.repeat(5)],
            Self::Xml => vec![XML.to_vec()],
            Self::Xlsx => vec![workbook()?],
            Self::Xls => vec![include_bytes!("../../tests/loading/data/extract.xls").to_vec()],
            Self::Parquet => vec![table()?],
            Self::Packed => vec![gzip(TEXT)?, zip(TEXT)?, gzip(&TEXT.repeat(900))?, zip(&TEXT.repeat(900))?],
        })
    }

    /// How many rows a file has by another reader, where that can tell.
    pub fn rows_of_twin(self, bytes: &[u8]) -> Option<u64> {
        match self {
            Self::Json => match serde_json::from_slice(bytes).ok()? {
                serde_json::Value::Array(items) => Some(items.len() as u64),
                _ => None,
            },
            Self::JsonLines if !bytes.contains(&b'\r') => {
                let text = std::str::from_utf8(bytes).ok()?;
                let text = text.strip_prefix('\u{feff}').unwrap_or(text);
                Some(text.split('\n').filter(|line| !line.trim_matches([' ', '\t']).is_empty()).count() as u64)
            }
            _ => None,
        }
    }
}

fn utf16(text: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(text);
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

fn workbook() -> Result<Vec<u8>, Fault> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in (0..).zip(["REF", "NAME", "DOB", "BAND"]) {
        sheet.write(0, column, name)?;
        sheet.write(1, column, name.len() as f64)?;
        sheet.write(3, column, "01/02/1990")?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn table() -> Result<Vec<u8>, Fault> {
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("REF", Arc::new(Int32Array::from_iter_values(0..50))),
        ("NAME", Arc::new(StringArray::from_iter_values((0..50).map(|row| format!("name {}", row % 7))))),
    ];
    let batch = RecordBatch::try_from_iter(columns)?;
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None)?;
    writer.write(&batch)?;
    writer.close()?;
    Ok(bytes)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn zip(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("extract.csv", SimpleFileOptions::default())?;
    writer.write_all(bytes)?;
    Ok(writer.finish()?.into_inner())
}
