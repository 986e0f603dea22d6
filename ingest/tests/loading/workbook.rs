//! Workbooks and Parquet files come through the same door.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Date32Array, Float64Array, Int32Array, RecordBatch, StringArray};
use ingest::ErrorKind;
use ingest::contract::Contract;
use parquet::arrow::ArrowWriter;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::harness::{Bench, contract_text, parse};

const COLUMNS: &str = "\
- {name: REF, primaryKey: true}
- {name: DOB, logicalType: date, logicalTypeOptions: {format: dd/MM/yyyy}}
- {name: BAND, logicalType: integer}
- {name: PAID, logicalType: boolean}";

fn contract(format: &str, server: &str) -> Contract {
    parse(&contract_text("person", server, COLUMNS).replace("format: csv", &format!("format: {format}")))
}

/// A workbook with a title above its header, dates as serials, and a second sheet.
fn workbook(folder: &Path) -> PathBuf {
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("dd mmm yy");
    let sheet = workbook.add_worksheet().set_name("Extract").unwrap();
    sheet.write(0, 0, "Council tax").unwrap();
    for (column, name) in ["REF", "DOB", "BAND", "PAID", "UPRN"].iter().enumerate() {
        sheet.write(2, column as u16, *name).unwrap();
    }
    sheet.write(3, 0, 1001).unwrap();
    let day = ExcelDateTime::from_ymd(1987, 3, 12).unwrap();
    sheet.write_datetime_with_format(3, 1, &day, &date).unwrap();
    sheet.write(3, 2, 4.0).unwrap();
    sheet.write(3, 3, true).unwrap();
    sheet.write(3, 4, 100_042_000_123_f64).unwrap();
    sheet.write(5, 0, "1002").unwrap();
    sheet.write(5, 1, "01/02/1990").unwrap();
    sheet.write(5, 2, 4.5).unwrap();
    workbook.add_worksheet().set_name("Notes").unwrap().write(0, 0, "none").unwrap();
    let path = folder.join("extract.xlsx");
    workbook.save(&path).unwrap();
    path
}

#[test]
fn workbook_rows_keep_their_row_numbers_and_typed_cells() {
    let folder = tempfile::tempdir().unwrap();
    let file = workbook(folder.path());
    let loaded = Bench::new().load_kept(&contract("xlsx", ""), &[file]);
    assert_eq!(
        loaded.table("accepted", &["line", "REF", "DOB", "BAND", "PAID", "UPRN"]),
        ["4 | 1001 | 1987-03-12 | 4 | true | 100042000123"]
    );
    assert_eq!(loaded.rejects(), ["6 | BAND | not_an_integer | 9.9"]);
    assert_eq!(
        loaded.outcome.notes[1],
        "extract.xlsx: the columns are named on row 3; what is above it is skipped"
    );
}

/// A workbook as [`workbook`] makes one, in the form of Excel 97: written by xlwt 1.3, synthetic.
#[test]
fn workbook_of_the_old_form_is_read_as_one_of_the_new() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("extract.xls");
    std::fs::write(&file, include_bytes!("data/extract.xls")).unwrap();
    let loaded = Bench::new().load_kept(&contract("xls", ""), &[file]);
    assert_eq!(
        loaded.table("accepted", &["line", "REF", "DOB", "BAND", "PAID", "UPRN"]),
        ["4 | 1001 | 1987-03-12 | 4 | true | 100042000123"]
    );
    assert_eq!(loaded.rejects(), ["6 | BAND | not_an_integer | 9.9"]);
}

#[test]
fn sheet_that_is_not_there_is_told_with_those_that_are() {
    let folder = tempfile::tempdir().unwrap();
    let file = workbook(folder.path());
    let stated = contract("xlsx", "{property: guildhall.sheet, value: Sheet1}");
    let fault = Bench::new().try_load(&stated, std::slice::from_ref(&file)).err().unwrap();
    assert!(fault.to_string().ends_with("has no sheet `Sheet1`; it has `Extract`, `Notes`"), "{fault}");
    let other = contract("xlsx", "{property: guildhall.sheet, value: Notes}");
    let fault = Bench::new().try_load(&other, &[file]).err().unwrap();
    assert!(
        fault
            .to_string()
            .contains("lacks `REF`, `DOB`, `BAND`, `PAID`; it has none of the contract's columns"),
        "{fault}"
    );
}

#[test]
fn damaged_workbooks_and_parquet_files_are_told() {
    for format in ["xlsx", "parquet"] {
        let mut bench = Bench::new();
        let file = bench.file("extract.bin", b"PK\x03\x04 but no more than that");
        let fault = bench.try_load(&contract(format, ""), &[file]).err().unwrap();
        assert_eq!(fault.kind(), ErrorKind::Invalid);
        assert!(fault.to_string().contains("extract.bin cannot be read as"), "{fault}");
        let empty = bench.file("empty.bin", b"");
        assert!(
            bench.try_load(&contract(format, ""), &[empty]).err().unwrap().to_string().ends_with("is empty")
        );
    }
}

#[test]
fn parquet_columns_come_as_canonical_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("extract.parquet");
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("REF", Arc::new(StringArray::from(vec![Some("a"), Some("b"), None]))),
        ("DOB", Arc::new(Date32Array::from(vec![Some(6279), None, Some(0)]))),
        ("BAND", Arc::new(Int32Array::from(vec![1, 2, 3]))),
        ("PAID", Arc::new(BooleanArray::from(vec![true, false, true]))),
        ("RATE", Arc::new(Float64Array::from(vec![0.25, 12.0, 1e21]))),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut writer =
        ArrowWriter::try_new(std::fs::File::create(&path).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let loaded = Bench::new().load_kept(&contract("parquet", ""), &[path]);
    assert_eq!(
        loaded.table("accepted", &["line", "REF", "DOB", "BAND", "PAID", "RATE"]),
        ["1 | a | 1987-03-12 | 1 | true | 0.25", "2 | b | - | 2 | false | 12"]
    );
    assert_eq!(loaded.rejects(), ["3 | REF | required | -"]);
}

#[test]
fn rounded_identifiers_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in ["REF", "DOB", "BAND", "PAID", "UPRN"].iter().enumerate() {
        sheet.write(0, column as u16, *name).unwrap();
    }
    for (row, uprn) in [100_042_000_000_f64, 100_042_000_123_f64, 10_042_000_000_f64].iter().enumerate() {
        sheet.write(row as u32 + 1, 0, row as u32 + 1).unwrap();
        sheet.write(row as u32 + 1, 4, *uprn).unwrap();
    }
    let path = folder.path().join("extract.xlsx");
    workbook.save(&path).unwrap();
    let loaded = Bench::new().load_kept(&contract("xlsx", ""), &[path]);
    assert_eq!(loaded.outcome.accepted, 3);
    assert!(
        loaded.outcome.notes.last().unwrap().starts_with("extract.xlsx: 2 numbers of `UPRN` end in 000000"),
        "{:?}",
        loaded.outcome.notes
    );
}

#[test]
fn open_document_sheet_is_read_like_any_workbook() {
    use std::io::Write;
    let cell = |kind: &str, value: &str, text: &str| {
        format!(
            "<table:table-cell office:value-type=\"{kind}\" {value}><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let names: String = ["REF", "DOB", "BAND", "PAID"].map(|name| cell("string", "", name)).concat();
    let row = [
        cell("string", "", "1001"),
        cell("date", "office:date-value=\"1987-03-12\"", "12/03/87"),
        cell("float", "office:value=\"4\"", "4.00"),
        cell("boolean", "office:boolean-value=\"true\"", "TRUE"),
    ]
    .concat();
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"Extract\"><table:table-row>{names}</table:table-row><table:table-row>{row}\
         </table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<?xml version=\"1.0\"?><manifest:manifest \
        xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", content.as_str()),
    ] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    let mut bench = Bench::new();
    let file = bench.file("extract.ods", &archive.finish().unwrap().into_inner());
    let loaded = bench.try_load(&contract("ods", ""), &[file]).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(
        loaded.table("accepted", &["line", "REF", "DOB", "BAND", "PAID"]),
        ["2 | 1001 | 1987-03-12 | 4 | true"]
    );
}

#[test]
fn cell_in_the_last_corner_is_refused_by_the_limits_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "REF").unwrap();
    sheet.write(1_048_575, 16_383, "x").unwrap();
    let file = folder.path().join("corner.xlsx");
    book.save(&file).unwrap();
    let told = Bench::new().try_load(&contract("xlsx", ""), &[file]).err().unwrap();
    assert_eq!(told.kind(), ErrorKind::Limit);
    assert!(told.to_string().ends_with("the limit SHEET_CELLS_MAX of a sheet"), "{told}");
}

#[test]
fn old_workbook_whose_parts_do_not_end_or_reach_too_far_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("extract.xls");
    let sound = include_bytes!("data/extract.xls").to_vec();
    let refused = |bytes: Vec<u8>| {
        std::fs::write(&file, bytes).unwrap();
        Bench::new().try_load(&contract("xls", ""), std::slice::from_ref(&file)).err().unwrap()
    };
    // Each sector, one after the other, is followed by itself.
    let table = u32::from_le_bytes(sound[76..80].try_into().unwrap()) as usize;
    for sector in 0..8usize {
        let mut circle = sound.clone();
        let at = 512 + table * 512 + sector * 4;
        circle[at..at + 4].copy_from_slice(&(sector as u32).to_le_bytes());
        assert_eq!(refused(circle).kind(), ErrorKind::Invalid, "sector {sector}");
    }
    // The record of the sheet's dimensions, made to say that its last row is the last there can be.
    let dimensions = sound.windows(4).position(|four| four == [0x00, 0x02, 0x0e, 0x00]).unwrap();
    let mut far = sound;
    far[dimensions + 8..dimensions + 12].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(refused(far).kind(), ErrorKind::Limit);
}
