//! Looks at a file and proposes a contract for it, so that nobody starts from an empty page.
//!
//! A proposal: types only where all values looked at have them, fields where header and values agree, and a comment
//! wherever it was guessed. It reads the file once and writes nothing.

mod column;
mod key;
mod mapping;
mod moments;
mod opened;
mod profile;
mod survey;
mod width;
mod yaml;

use std::path::Path;

use encoding_rs::Encoding;
use standardise::header::Header;
use standardise::record::{Entity, Field};

use crate::LoadError;
use crate::contract::{Format, LogicalType, Ragged};
use key::{Key, Search};
use mapping::{Candidate, Mapped};
pub(crate) use opened::Opened;
use profile::NULL_WORDS;
use survey::Survey;

/// A contract as a file suggests it. Its lists of codes come from the file, so it has no `Debug`.
#[derive(Clone)]
#[non_exhaustive]
pub struct InferredContract {
    /// An id from the file's name.
    pub id: String,
    /// The file's name.
    pub file_name: String,
    /// The file's path as given; whoever knows the place's folder makes it relative to that.
    pub path: String,
    /// The organisation that the file is from; nobody can see that in it.
    pub tenant: Option<String>,
    /// What kind of file it is.
    pub format: Format,
    /// The encoding, for text.
    pub encoding: Option<&'static Encoding>,
    /// The delimiter, for text.
    pub delimiter: Option<u8>,
    /// The quote, where it is not `"`.
    pub quote: Option<u8>,
    /// The escape, where there is one.
    pub escape: Option<u8>,
    /// The row that names the columns, where it is not the first; 0 where none does.
    pub header_row: Option<u64>,
    /// The names down to the records of a document, for JSON and XML.
    pub record_path: Vec<String>,
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
#[derive(Clone)]
#[non_exhaustive]
pub struct InferredColumn {
    /// The header.
    pub name: String,
    /// Where its cells begin in a line, counted from 1, and how wide they are, in a text of fixed width.
    pub place: Option<(usize, usize)>,
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
/// [`LoadError`] where the file cannot be read as text, document, workbook or Parquet.
pub fn infer(path: &Path) -> Result<InferredContract, LoadError> {
    let opened = Opened::open(path)?;
    let mut survey = Survey::of(&opened.file);
    survey.read(opened.file)?;
    let is_nested = matches!(opened.format, Format::Json | Format::JsonLines | Format::Xml);
    let header = |name: &String| if is_nested { Header::of_nested(name) } else { Header::of(name) };
    let headers: Vec<Header> = survey.names.iter().map(header).collect();
    let candidates: Vec<Candidate<'_>> = headers
        .iter()
        .zip(&survey.profiles)
        .map(|(header, profile)| Candidate { header: header.clone(), profile })
        .collect();
    let entity = mapping::entity(&candidates);
    let mapped = mapping::map(&candidates, entity);
    let search = key::find(&headers, &survey.profiles, &survey.digests);
    let mut columns = column::columns(&survey, &headers, &mapped, &search);
    for (column, (start, width)) in columns.iter_mut().zip(&opened.spans) {
        column.place = Some((start + 1, *width));
    }
    let null_words = survey.profiles.iter().fold(0, |words, profile| words | profile.null_words);
    let null_values = NULL_WORDS.iter().enumerate().filter(|(at, _)| null_words & (1 << at) != 0);
    let file_name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok(InferredContract {
        id: id_of(path),
        file_name,
        path: path.to_string_lossy().into_owned(),
        tenant: None,
        format: opened.format,
        encoding: opened.encoding,
        delimiter: opened.delimiter,
        quote: opened.quote,
        escape: opened.escape,
        header_row: opened.header_row,
        record_path: opened.record_path,
        ragged: survey.ragged(&mapped),
        null_values: null_values.map(|(_, word)| (*word).to_owned()).collect(),
        entity,
        columns,
        notes: notes(&survey, &mapped, &search, opened.notes),
    })
}

/// Whether a cell only says that nothing is known, as systems write it: `N/A`, `NULL`, `-`.
pub fn is_null_word(cell: &str) -> bool {
    // Hardly a cell begins as one of them.
    let begins = |first: &u8| NULL_WORDS.iter().any(|word| word.as_bytes().first() == Some(first));
    cell.as_bytes().first().is_some_and(begins) && NULL_WORDS.contains(&cell)
}

fn id_of(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let plain: String =
        stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).take(64).collect();
    let id = plain.trim_matches('_').to_owned();
    if id.is_empty() { "source".to_owned() } else { id }
}

fn notes(survey: &Survey, mapped: &[Mapped], search: &Search, opened: Vec<String>) -> Vec<String> {
    let mut notes = opened;
    let looked = if survey.all_read { "all" } else { "the first" };
    notes.push(format!("{looked} {} rows looked at", survey.rows));
    let widths = &survey.widths;
    if widths.other_rows > 0 {
        let (width, from) = (survey.names.len(), widths.first_difference() + 1);
        let then = match survey.ragged(mapped) {
            Ragged::Pad => {
                format!("; they differ from column {from} on, beyond the mapped ones, and are padded")
            }
            Ragged::Reject => ": they will be rejected".to_owned(),
        };
        notes.push(format!("{} rows do not have the header's {width} cells{then}", widths.other_rows));
    }
    if survey.faulty > 0 {
        notes.push(format!("{} rows cannot be read (quotes, bytes) and will be rejected", survey.faulty));
    }
    let named =
        |key: &Key| key.columns.iter().map(|at| survey.names[*at].as_str()).collect::<Vec<_>>().join(" and ");
    let blank = |key: &Key| key.columns.iter().map(|at| survey.profiles[*at].blank).max().unwrap_or(0);
    if let Search::Found(key) = search
        && blank(key) > 0
    {
        notes.push(format!("{} rows have no key and will be rejected", blank(key)));
    }
    match search {
        Search::Found(key) if key.repeated > 0 => {
            notes.push(format!("{} rows repeat the key and will be rejected", key.repeated));
        }
        Search::Found(_) => {}
        Search::Near(key) => notes.push(format!(
            "no key: {} is likely, but {} rows repeat it; without a key a corrected row counts as gone and new",
            named(key),
            key.repeated
        )),
        Search::Nothing => {
            notes.push("no key found: without one a corrected row counts as gone and new".to_owned());
        }
    }
    notes
}
