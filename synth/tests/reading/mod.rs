//! Reads a written place back, plainly: each extract in its dialect, the truth, the contracts. Knows nothing of how it
//! was written beyond what the files' readers would be told.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;

/// What a reader is told of an extract.
pub struct System {
    pub name: &'static str,
    pub file: &'static str,
    pub encoding: &'static str,
    pub delimiter: u8,
    pub quoted: bool,
    /// How many of the first columns are the key.
    pub keys: usize,
}

const fn system_of(
    name: &'static str,
    file: &'static str,
    encoding: &'static str,
    delimiter: u8,
    quoted: bool,
    keys: usize,
) -> System {
    System { name, file, encoding, delimiter, quoted, keys }
}

pub const SYSTEMS: &[System] = &[
    system_of("council_tax", "council_tax.csv", "windows-1252", b'|', false, 2),
    system_of("electoral_register", "electoral_register.tsv", "utf-16le", b'\t', false, 3),
    system_of("housing_tenancies", "housing_tenancies.csv", "utf-8", b',', true, 2),
    system_of("adult_social_care", "adult_social_care.csv", "utf-8", b',', true, 1),
    system_of("children_and_schools", "children_and_schools.csv", "utf-8", b',', true, 1),
    system_of("library", "library.csv", "utf-8", b';', true, 1),
    system_of("blue_badge", "blue_badge.csv", "windows-1252", b',', true, 1),
    system_of("assisted_bins", "assisted_bins.csv", "windows-1252", b',', true, 1),
    system_of("gp_registrations", "gp_registrations.csv", "utf-8", b',', true, 1),
    system_of("business_rates", "business_rates.csv", "windows-1252", b',', true, 1),
    system_of("food_hygiene", "food_hygiene.csv", "utf-8", b',', true, 1),
];

pub fn system(name: &str) -> &'static System {
    SYSTEMS.iter().find(|system| system.name == name).unwrap()
}

/// An extract as a reader sees it.
pub struct Extract {
    pub header: Vec<String>,
    /// Rows with as many cells as the header, without repeated headers and rows whose key is blank.
    pub rows: Vec<Vec<String>>,
    pub ragged: usize,
    keys: usize,
}

impl Extract {
    pub fn read(folder: &Path, system: &System) -> Self {
        let bytes = std::fs::read(folder.join("extracts").join(system.file)).unwrap();
        let encoding = encoding_rs::Encoding::for_label(system.encoding.as_bytes()).unwrap();
        let (text, _, _) = encoding.decode(&bytes);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(system.delimiter)
            .quoting(system.quoted)
            .flexible(true)
            .from_reader(text.as_bytes());
        let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let (mut rows, mut ragged) = (Vec::new(), 0);
        for record in reader.records() {
            let row: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
            // A quotation mark that nobody closed swallows the lines after it.
            let swallowed = row.iter().any(|cell| cell.matches('\n').count() > 4);
            if row.len() != header.len() {
                ragged += usize::from(!swallowed);
            } else if row != header
                && row.iter().take(system.keys).all(|cell| !cell.is_empty() && cell != "NULL")
                && !swallowed
            {
                rows.push(row);
            }
        }
        Self { header, rows, ragged, keys: system.keys }
    }

    pub fn key(&self, row: &[String]) -> String {
        row[..self.keys].join("|")
    }

    pub fn cell<'a>(&self, row: &'a [String], column: &str) -> &'a str {
        let at = self.header.iter().position(|name| name == column).unwrap();
        &row[at]
    }
}

/// A plain CSV file's rows, the header first.
pub fn table(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).unwrap();
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// `truth/people.csv`: id to column to value.
pub fn people(folder: &Path) -> HashMap<String, HashMap<String, String>> {
    let rows = table(&folder.join("truth/people.csv"));
    let header = rows[0].clone();
    rows.into_iter().skip(1).map(|row| (row[0].clone(), header.iter().cloned().zip(row).collect())).collect()
}

/// Source and key to the id of whom or what the record is about.
pub fn truth(folder: &Path) -> HashMap<(String, String), String> {
    let both = ["truth/person.csv", "truth/premises.csv"].map(|file| table(&folder.join(file)));
    let rows = both.into_iter().flat_map(|rows| rows.into_iter().skip(1));
    rows.map(|row| ((row[0].clone(), row[1].clone()), row[2].clone())).collect()
}

/// Source and kind to the number of rows broken that way.
pub fn planted(folder: &Path) -> HashMap<(String, String), usize> {
    let rows = table(&folder.join("truth/rejects_planted.csv"));
    rows.into_iter().skip(1).map(|row| ((row[0].clone(), row[1].clone()), row[2].parse().unwrap())).collect()
}

/// A contract, every key known.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contract {
    #[serde(rename = "apiVersion")]
    pub api_version: String,
    pub kind: String,
    #[serde(rename = "id")]
    _id: String,
    #[serde(rename = "name")]
    _name: String,
    #[serde(rename = "version")]
    _version: String,
    #[serde(rename = "status")]
    _status: String,
    pub tenant: String,
    #[serde(rename = "description")]
    _description: Description,
    pub servers: Vec<Server>,
    pub schema: Vec<Schema>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Description {
    #[serde(rename = "purpose")]
    _purpose: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    #[serde(rename = "server")]
    _server: String,
    #[serde(rename = "type")]
    _kind: String,
    pub path: String,
    #[serde(rename = "format")]
    _format: String,
    #[serde(rename = "customProperties")]
    _custom: Vec<Loose>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schema {
    #[serde(rename = "name")]
    _name: String,
    #[serde(rename = "logicalType")]
    _kind: String,
    #[serde(rename = "customProperties")]
    custom: Vec<Custom>,
    pub properties: Vec<Property>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Property {
    pub name: String,
    #[serde(rename = "logicalType")]
    _kind: String,
    #[serde(rename = "logicalTypeOptions", default)]
    _options: Option<Options>,
    #[serde(default, rename = "required")]
    _required: bool,
    #[serde(default, rename = "unique")]
    _unique: bool,
    #[serde(default, rename = "primaryKey")]
    pub primary_key: bool,
    #[serde(default, rename = "primaryKeyPosition")]
    _position: u32,
    #[serde(default, rename = "customProperties")]
    custom: Vec<Custom>,
    #[serde(default, rename = "quality")]
    _quality: Vec<Quality>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    #[serde(rename = "format")]
    _format: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Quality {
    #[serde(rename = "metric")]
    _metric: String,
    #[serde(rename = "arguments")]
    _arguments: Arguments,
    #[serde(rename = "mustBe")]
    _must_be: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Arguments {
    #[serde(rename = "validValues")]
    _valid_values: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Custom {
    property: String,
    value: String,
}

/// A custom property whose value may be a text or a list of texts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Loose {
    #[serde(rename = "property")]
    _property: String,
    #[serde(rename = "value")]
    _value: Text,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    One(#[expect(dead_code, reason = "only its form is checked")] String),
    Many(#[expect(dead_code, reason = "only its form is checked")] Vec<String>),
}

impl Contract {
    pub fn entity(&self) -> &str {
        &self.schema[0].custom[0].value
    }
}

impl Property {
    pub fn field(&self) -> Option<&str> {
        self.custom
            .iter()
            .find(|custom| custom.property == "guildhall.field")
            .map(|custom| custom.value.as_str())
    }
}

/// `place.toml`.
#[derive(Deserialize)]
pub struct Place {
    pub place: Named,
    pub organisation: Vec<Organisation>,
}

#[derive(Deserialize)]
pub struct Named {
    pub name: String,
}

#[derive(Deserialize)]
pub struct Organisation {
    pub id: String,
}
