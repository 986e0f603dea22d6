//! `place.toml` as typed: every key that it may have, nothing decided yet.

use std::path::PathBuf;

use serde::Deserialize;
use toml::Spanned;

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlaceFile {
    pub(super) place: PlaceTable,
    #[serde(default)]
    pub(super) organisation: Vec<OrganisationTable>,
    #[serde(default)]
    pub(super) settings: SettingsTable,
}

/// `[place]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlaceTable {
    pub(super) name: String,
}

/// `[[organisation]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganisationTable {
    pub(super) id: Spanned<String>,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) official_code: Option<String>,
}

/// `[settings]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SettingsTable {
    pub(super) seed: Option<u64>,
    pub(super) gazetteer: Option<Spanned<PathBuf>>,
    pub(super) postcodes: Option<Spanned<PathBuf>>,
}
