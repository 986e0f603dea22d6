//! Files opened as they look, a row at a time and a column at a time.

use std::path::Path;
use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, Date32Array, DictionaryArray, Int32Array, LargeStringArray, RecordBatch, StringArray,
};
use ingest::RowFile;
use parquet::arrow::ArrowWriter;

/// The cells of rows that can be read, with their lines.
type Cells = Vec<(u64, Vec<String>)>;

fn by_row(path: &Path, count: usize) -> (Cells, u64) {
    let mut file = RowFile::open(path).unwrap();
    let (mut cells, mut unreadable) = (Vec::new(), 0);
    while let Some(batch) = file.next_rows(count).unwrap() {
        for row in batch.rows() {
            match row.fault() {
                Some(_) => unreadable += 1,
                None => cells.push((row.line(), row.cells().map(str::to_owned).collect())),
            }
        }
    }
    (cells, unreadable)
}

fn by_column(path: &Path, count: usize) -> (Cells, u64) {
    let mut file = RowFile::open(path).unwrap();
    let width = file.names().len();
    let (mut cells, mut unreadable) = (Vec::new(), 0);
    while let Some(batch) = file.next_columns(count).unwrap() {
        let start = cells.len();
        cells.extend(batch.lines().map(|line| (line, Vec::new())));
        unreadable += batch.unreadable();
        for column in 0..width {
            let mut rows = cells[start..].iter_mut();
            batch.for_each_cell(column, |cell| {
                let (_, row) = rows.next().unwrap();
                row.extend(cell.map(str::to_owned));
            });
            assert!(rows.next().is_none(), "a cell, or none, for each row");
        }
    }
    (cells, unreadable)
}

#[test]
fn columns_of_a_text_hold_what_its_rows_do() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("extract.csv");
    let mut text =
        b"REF,NAME,NOTE\n1,Ada,\n2,\xff\xfe,bad\n3,Grace\n4,\"Lin, An\",\"two\nlines\"\n,,\n".to_vec();
    for number in 5..60 {
        text.extend_from_slice(format!("{number},N {number},é{number}\n").as_bytes());
    }
    std::fs::write(&path, &text).unwrap();
    for count in [1, 3, 7, 1000] {
        let (rows, unreadable) = by_row(&path, count);
        assert_eq!(by_column(&path, count), (rows.clone(), unreadable), "{count} at once");
        assert_eq!(rows.last().unwrap().1, ["59", "N 59", "é59"]);
    }
}

#[test]
fn columns_of_parquet_hold_what_its_rows_do() {
    const ROWS: i32 = 9_000;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("extract.parquet");
    let texts = || (0..ROWS).map(|row| (row % 7 != 0).then(|| format!("value {}", row % 100)));
    let coded: DictionaryArray<Int32Type> =
        (0..ROWS).map(|row| (row % 3 != 0).then_some(if row % 2 == 0 { "even" } else { "odd" })).collect();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("REF", Arc::new(Int32Array::from_iter_values(0..ROWS))),
        ("NAME", Arc::new(texts().collect::<StringArray>())),
        ("LONG", Arc::new(texts().collect::<LargeStringArray>())),
        ("CODE", Arc::new(coded)),
        ("DOB", Arc::new((0..ROWS).map(|row| (row % 5 != 0).then_some(row)).collect::<Date32Array>())),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut writer =
        ArrowWriter::try_new(std::fs::File::create(&path).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    for count in [1, 5_000, 100_000] {
        let (rows, _) = by_row(&path, count);
        assert_eq!(by_column(&path, count), (rows.clone(), 0), "{count} at once");
        assert_eq!(
            rows[1],
            (2, ["1", "value 1", "value 1", "odd", "1970-01-02"].map(str::to_owned).to_vec())
        );
        assert_eq!(rows.len(), ROWS as usize);
    }
}
