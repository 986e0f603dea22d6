//! Looks at a file and proposes a contract for it, so that nobody starts from an empty page.
//!
//! A proposal: types only where all values looked at have them, fields where header and values agree, and a comment
//! wherever it was guessed. It reads the file once and writes nothing.

mod key;
mod mapping;
mod moments;
mod profile;
mod words;
mod yaml;

use std::io::Read;
use std::path::Path;

use encoding_rs::Encoding;
use standardise::record::{Entity, Field};
use twox_hash::XxHash3_64;

use crate::contract::{Format, LogicalType, Quote, Ragged};
use crate::row::{Block, OpenFile, TextBlock};
use crate::{LoadError, columnar, text, workbook};
use key::{Digests, Key};
use mapping::{Candidate, Mapped, Why};
use profile::{NULL_WORDS, Profile};
use words::Header;

/// Rows whose every value is looked at; of the later ones each of [`STRIDE`].
const CLOSE_ROWS: u64 = 20_000;
const STRIDE: u64 = 16;
/// Rows after which the file is known well enough.
const ROWS_MAX: u64 = 2_000_000;

/// A contract as a file suggests it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct InferredContract {
    /// An id from the file's name.
    pub id: String,
    /// The file's name.
    pub file_name: String,
    /// The file's path as given.
    pub path: String,
    /// What kind of file it is.
    pub format: Format,
    /// The encoding, for text.
    pub encoding: Option<&'static Encoding>,
    /// The delimiter, for text.
    pub delimiter: Option<u8>,
    /// The quote, where it is not `"`.
    pub quote: Option<u8>,
    /// The row that names the columns, where it is not the first; 0 where none does.
    pub header_row: Option<u64>,
    /// What to do with ragged rows.
    pub ragged: Ragged,
    /// Words that stand for a missing value.
    pub null_values: Vec<String>,
    /// What a row is about.
    pub entity: Entity,
    /// The columns, in the file's order.
    pub columns: Vec<InferredColumn>,
    /// What was found out about the file as a whole, a line each.
    pub notes: Vec<String>,
}

/// A column as its header and values suggest it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct InferredColumn {
    /// The header.
    pub name: String,
    /// What its cells are.
    pub logical_type: LogicalType,
    /// How its dates are written, where it holds dates.
    pub date_format: Option<&'static str>,
    /// Whether a row without it should be rejected.
    pub required: bool,
    /// Its place in the record key, counted from 1.
    pub key_position: Option<usize>,
    /// The standard field that it maps to.
    pub field: Option<Field>,
    /// The codes that it may hold.
    pub valid_values: Vec<String>,
    /// What was guessed and why, a line each. No value of the file is in them.
    pub comments: Vec<String>,
}

impl InferredContract {
    /// The contract as commented YAML, which [`crate::contract::Contract::parse`] reads.
    pub fn to_yaml(&self) -> String {
        yaml::write(self)
    }
}

/// Looks at a file and proposes a contract for it.
///
/// # Errors
/// [`LoadError`] where the file cannot be read as text, workbook or Parquet.
pub fn infer(path: &Path) -> Result<InferredContract, LoadError> {
    let opened = Opened::open(path)?;
    let mut survey = Survey::of(&opened.file);
    survey.read(opened.file)?;
    let headers: Vec<Header> = survey.names.iter().map(|name| Header::of(name)).collect();
    let candidates: Vec<Candidate<'_>> = headers
        .iter()
        .zip(&survey.profiles)
        .map(|(header, profile)| Candidate { header: header.clone(), profile })
        .collect();
    let entity = mapping::entity(&candidates);
    let mapped = mapping::map(&candidates, entity);
    let key = key::find(&headers, &survey.profiles, &survey.digests);
    let columns = columns(&survey, &headers, &mapped, key.as_ref());
    let null_words = survey.profiles.iter().fold(0, |words, profile| words | profile.null_words);
    let null_values = NULL_WORDS.iter().enumerate().filter(|(at, _)| null_words & (1 << at) != 0);
    let file_name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok(InferredContract {
        id: id_of(path),
        file_name,
        path: path.to_string_lossy().into_owned(),
        format: opened.format,
        encoding: opened.encoding,
        delimiter: opened.delimiter,
        quote: opened.quote,
        header_row: opened.header_row,
        ragged: survey.ragged(&mapped),
        null_values: null_values.map(|(_, word)| (*word).to_owned()).collect(),
        entity,
        columns,
        notes: notes(&survey, &mapped, key.as_ref(), opened.notes),
    })
}

/// A file opened without a contract.
struct Opened {
    format: Format,
    encoding: Option<&'static Encoding>,
    delimiter: Option<u8>,
    quote: Option<u8>,
    header_row: Option<u64>,
    notes: Vec<String>,
    file: OpenFile,
}

impl Opened {
    fn open(path: &Path) -> Result<Self, LoadError> {
        let mut beginning = [0; 4];
        let count = text::open_file(path)?.read(&mut beginning);
        count.map_err(|error| LoadError::read(path, error))?;
        let plain = |format, file: OpenFile| Self {
            format,
            encoding: None,
            delimiter: None,
            quote: None,
            header_row: header_row(&file),
            notes: file.notes.clone(),
            file,
        };
        Ok(match &beginning {
            b"PK\x03\x04" | b"\xd0\xcf\x11\xe0" => plain(Format::Workbook, workbook::open_unknown(path)?),
            b"PAR1" => plain(Format::Parquet, columnar::open(path)?),
            _ => {
                let unknown = text::open_unknown(path)?;
                let quote = match unknown.dialect.quote {
                    Quote::Char(quote) if quote != b'"' => Some(quote),
                    _ => None,
                };
                Self {
                    encoding: Some(unknown.encoded.encoding),
                    delimiter: Some(unknown.dialect.delimiter),
                    quote,
                    ..plain(Format::Csv, unknown.file)
                }
            }
        })
    }
}

/// The row that names the columns, where a contract must say so. A Parquet file's own names need no row.
fn header_row(file: &OpenFile) -> Option<u64> {
    match file.header_line {
        0 if file.typed => None,
        1 => None,
        line => Some(line),
    }
}

/// What was seen of a file's rows.
struct Survey {
    names: Vec<String>,
    profiles: Vec<Profile>,
    digests: Digests,
    rows: u64,
    /// Rows that are shorter or longer than the header, and the cell from which they differ at the earliest.
    ragged: u64,
    shortest: usize,
    faulty: u64,
    all_read: bool,
}

impl Survey {
    fn of(file: &OpenFile) -> Self {
        let names = file.header.names.to_vec();
        let width = names.len();
        Self {
            profiles: names.iter().map(|_| Profile::default()).collect(),
            digests: Digests { width, cells: Vec::new() },
            rows: 0,
            ragged: 0,
            shortest: width,
            faulty: 0,
            all_read: false,
            names,
        }
    }

    fn read(&mut self, mut file: OpenFile) -> Result<(), LoadError> {
        while self.rows < ROWS_MAX {
            let mut block = Block::default();
            file.rows.fill(&mut block)?;
            if block.is_empty() {
                self.all_read = true;
                break;
            }
            self.take(&block.into_text());
        }
        Ok(())
    }

    fn take(&mut self, block: &TextBlock) {
        for row in block.rows() {
            self.rows += 1;
            if row.fault.is_some() {
                self.faulty += 1;
                continue;
            }
            let cells = block.cells(row);
            if cells.len() != self.names.len() {
                self.ragged += 1;
                self.shortest = self.shortest.min(cells.len());
            }
            let closely = self.rows <= CLOSE_ROWS || self.rows.is_multiple_of(STRIDE);
            let keeps_digests = self.digests.cells.len() + self.names.len() <= key::CELLS_MAX;
            let blanks = std::iter::repeat("");
            for (cell, profile) in cells.chain(blanks).zip(&mut self.profiles) {
                profile.take(cell, closely);
                if keeps_digests {
                    self.digests.cells.push(XxHash3_64::oneshot(cell.trim().as_bytes()));
                }
            }
        }
    }

    /// Ragged rows are padded where the columns that matter stand left of where rows begin to differ.
    fn ragged(&self, mapped: &[Mapped]) -> Ragged {
        let last_mapped = mapped.iter().rposition(Option::is_some).unwrap_or(0);
        if self.ragged > 0 && last_mapped < self.shortest { Ragged::Pad } else { Ragged::Reject }
    }
}

fn id_of(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let plain: String =
        stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).take(64).collect();
    let id = plain.trim_matches('_').to_owned();
    if id.is_empty() { "source".to_owned() } else { id }
}

fn columns(survey: &Survey, headers: &[Header], mapped: &[Mapped], key: Option<&Key>) -> Vec<InferredColumn> {
    let key_position = |at: usize| key.and_then(|key| key.columns.iter().position(|column| *column == at));
    (0..survey.names.len())
        .map(|at| {
            let mut column = InferredColumn {
                name: survey.names[at].clone(),
                logical_type: LogicalType::String,
                date_format: None,
                required: false,
                key_position: key_position(at).map(|position| position + 1),
                field: mapped[at].map(|(field, _)| field),
                valid_values: Vec::new(),
                comments: Vec::new(),
            };
            if column.key_position.is_some() && column.field.is_none() {
                column.field =
                    Some(Field::RecordKey).filter(|_| key.is_some_and(|key| key.columns.len() == 1));
            }
            column.required = column.key_position.is_some();
            if let Some((_, Why::Values)) = mapped[at] {
                column
                    .comments
                    .push("the field is guessed from the values: the header does not say it".to_owned());
            }
            column_type(&mut column, &headers[at], &survey.profiles[at]);
            column
        })
        .collect()
}

/// The type that all the values looked at have, and what is said where most have one.
fn column_type(column: &mut InferredColumn, header: &Header, profile: &Profile) {
    if profile.looked_at == 0 {
        column.comments.push("always blank".to_owned());
        return;
    }
    let looks = &profile.looks;
    if let Some(found) = profile.moments.best().filter(|found| found.count * 2 > profile.looked_at) {
        if profile.all(found.count) {
            column.date_format = Some(found.pattern);
            column.logical_type = if found.has_time { LogicalType::Timestamp } else { LogicalType::Date };
        } else {
            let others = profile.looked_at - found.count;
            column.comments.push(format!(
                "{} of {} values looked at are dates written {}, {others} are not: a date once those are mended",
                found.count, profile.looked_at, found.pattern
            ));
        }
        return;
    }
    let is_code = column.key_position.is_some()
        || looks.zero_led > 0
        || header.has_any(&["~ref", "reference", "~id", "code", "~no", "number", "urn", "uprn", "phone"])
        || matches!(column.field, Some(Field::NhsNumber | Field::Phone | Field::Uprn | Field::AddressLine));
    if !is_code && profile.all(looks.integer) {
        column.logical_type = LogicalType::Integer;
    } else if !is_code && profile.all(looks.number) {
        column.logical_type = LogicalType::Number;
    } else if column.field.is_none() {
        codes(column, profile);
    }
}

/// Few values that all recur are codes: a list, or true and false.
fn codes(column: &mut InferredColumn, profile: &Profile) {
    const CODES: std::ops::RangeInclusive<usize> = 2..=10;
    const RECUR_MIN: u64 = 5;
    let Some(codes) = &profile.codes else { return };
    if !CODES.contains(&codes.len()) || codes.values().any(|count| *count < RECUR_MIN) {
        return;
    }
    let pair: Vec<String> = codes.keys().map(|code| code.to_lowercase()).collect();
    if [["n", "y"], ["no", "yes"], ["false", "true"]].iter().any(|known| pair == *known) {
        column.logical_type = LogicalType::Boolean;
    } else if codes.keys().all(|code| code.len() <= 20) {
        column.valid_values = codes.keys().cloned().collect();
    }
}

fn notes(survey: &Survey, mapped: &[Mapped], key: Option<&Key>, opened: Vec<String>) -> Vec<String> {
    let mut notes = opened;
    let looked = if survey.all_read { "all" } else { "the first" };
    notes.push(format!("{looked} {} rows looked at", survey.rows));
    if survey.ragged > 0 {
        let then = match survey.ragged(mapped) {
            Ragged::Pad => "the mapped columns stand left of where they differ, so short ones are padded",
            Ragged::Reject => "they are rejected: some mapped columns stand right of where they differ",
        };
        notes.push(format!(
            "{} rows do not have the header's {} cells (the shortest has {}); {then}",
            survey.ragged,
            survey.names.len(),
            survey.shortest
        ));
    }
    if survey.faulty > 0 {
        notes.push(format!("{} rows cannot be read (quotes, bytes) and will be rejected", survey.faulty));
    }
    match key {
        None => notes.push(
            "no key found: a record is known by its content, so a corrected row counts as gone and new"
                .to_owned(),
        ),
        Some(key) if key.repeated > 0 => {
            notes.push(format!("{} rows repeat the key and will be rejected", key.repeated));
        }
        Some(_) => {}
    }
    notes
}
