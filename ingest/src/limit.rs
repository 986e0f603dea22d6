//! The limits of a load, each with its name.
//!
//! What goes over one is rejected or refused and said so; nothing is cut silently.

/// Bytes of text in a cell: eight times what a spreadsheet's cell can hold. Over it the row breaks `cell_over_limit`.
pub const CELL_BYTES_MAX: usize = 1 << 18;

/// Bytes of text in a row. A row over it on one line breaks `row_over_limit`; a quote that stays open longer than that
/// breaks `unclosed_quote`.
pub const ROW_BYTES_MAX: usize = 1 << 20;

/// Files in one load; all are held open.
pub const FILES_MAX: usize = 512;

/// How many times its own size an archive may unpack to, so that one made to fill a disk or a day is refused.
pub const EXPANSION_MAX: u64 = 250;

/// Bytes that any archive may unpack to, however small it is.
pub const EXPANSION_FREE_BYTES: u64 = 1 << 26;

/// Bytes of a file that can only be read whole: a workbook, or Parquet inside an archive.
pub const WHOLE_BYTES_MAX: u64 = 1 << 29;

/// Cells between the first and the last of a workbook's sheet, blank ones with them: all are held.
pub const SHEET_CELLS_MAX: u64 = 1 << 25;

/// Columns in a file.
pub const COLUMNS_MAX: usize = 4096;

/// Lines at the end of a text among which its footer is looked for, and that may be one.
pub const FOOTER_LINES_MAX: usize = 32;

/// Rows that may name the columns together.
pub const HEADER_LINES_MAX: u32 = 8;

/// How deep the parts of a JSON or XML record may be nested. A record over it breaks `nested_over_limit`.
pub const NESTING_MAX: usize = 64;

/// Records that a source can have over its life: the lower bits of a record id.
pub const RECORDS_MAX: u64 = 1 << 40;

/// Rows that are worked on together, and the rows of a row group in the Parquet files.
pub const BLOCK_ROWS_MAX: usize = 1 << 16;

/// Bytes of text after which a block of rows is full, however few they are.
pub const BLOCK_BYTES_MAX: usize = 1 << 23;

/// Records, of the version before and expected of a load, above which the files are gone through once beforehand, so
/// that memory does not follow their number.
pub const RECORDS_REMEMBERED_MAX: u64 = 1_800_000;
