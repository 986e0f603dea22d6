//! A place as configured: its folder of text files, read in two stages, with every fault told at once.
//!
//! Reads configuration only: no extract is opened and nothing is written here.

mod typed;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use base::ErrorKind;
use catalogue::Organisation;
use ingest::contract::Contract;
use link::model::Model;
use sha2::{Digest, Sha256};
use standardise::record::Entity;
use toml::Spanned;

use crate::hexadecimal;
use crate::postcode_list::PostcodeList;

/// The seed of a place that states none: runs of the same place give the same result.
const DEFAULT_SEED: u64 = 20_261_121;

/// A place as meant.
#[derive(Debug)]
pub struct Place {
    /// The folder.
    pub folder: PathBuf,
    /// What people call the place.
    pub name: String,
    /// Organisations, as configured.
    pub organisations: Vec<Organisation>,
    /// Sources, by name.
    pub sources: Vec<SourceConfig>,
    /// The link model of each entity.
    pub models: BTreeMap<Entity, ModelConfig>,
    /// Seed of everything that samples.
    pub seed: u64,
    /// The gazetteer in which the addresses of records without a UPRN are looked up.
    pub gazetteer: Option<PathBuf>,
    /// The list that tells which postcodes there are.
    pub postcodes: Option<PostcodeList>,
}

/// A source as configured.
#[derive(Debug)]
pub struct SourceConfig {
    /// The contract's file.
    pub path: PathBuf,
    /// The contract.
    pub contract: Contract,
    /// The owning organisation's name.
    pub organisation: String,
    /// SHA-256 of the contract's text.
    pub recipe: String,
}

/// A link model as configured.
#[derive(Debug)]
pub struct ModelConfig {
    /// The model.
    pub model: Model,
    /// SHA-256 of its text, with what contracts add to it.
    pub recipe: String,
}

/// Something wrong in a place's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file, relative to the place folder.
    pub file: PathBuf,
    /// The line, counted from 1, where the fault has one.
    pub line: Option<u64>,
    /// What is wrong, one lower-case clause.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// Why a place can't be read.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// The folder isn't there or isn't a place.
    #[error("{} is not a place: it has no place.toml", folder.display())]
    NotAPlace {
        /// The folder asked for.
        folder: PathBuf,
    },
    /// Its files have faults.
    #[error("{}", count_of(faults))]
    Faults {
        /// All of them, by file and line.
        faults: Vec<Fault>,
    },
    /// A file can't be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
}

fn count_of(faults: &[Fault]) -> String {
    match faults.len() {
        1 => "the place's configuration has 1 fault".to_owned(),
        count => format!("the place's configuration has {count} faults"),
    }
}

impl PlaceError {
    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::NotAPlace { .. } => ErrorKind::NotFound,
            Self::Faults { .. } => ErrorKind::Invalid,
            Self::Read { source, .. } => ErrorKind::of_io(source),
        }
    }

    /// What the user can do.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NotAPlace { .. } => {
                Some("name a place's folder, or make one with `guildhall synth FOLDER`")
            }
            Self::Faults { .. } | Self::Read { .. } => None,
        }
    }
}

impl Place {
    /// Reads the place in `folder`.
    ///
    /// # Errors
    /// [`PlaceError::Faults`] with everything that is wrong in its files, or the first file that can't be read.
    pub fn read(folder: &Path) -> Result<Self, PlaceError> {
        let mut faults = Vec::new();
        let typed = read_place_file(folder, &mut faults)?;
        let organisations = typed.as_ref().map(|typed| organisations(typed, &mut faults)).unwrap_or_default();
        let sources = read_sources(folder, typed.is_some().then_some(organisations.as_slice()), &mut faults)?;
        let models = held_once(read_models(folder, &mut faults)?, &sources);
        let gazetteer = typed.as_ref().and_then(|typed| gazetteer(folder, typed, &mut faults));
        let postcodes = typed.as_ref().and_then(|typed| postcodes(folder, typed, &mut faults));
        match typed {
            Some(typed) if faults.is_empty() => Ok(Self {
                folder: folder.to_owned(),
                name: typed.value.place.name,
                organisations,
                sources,
                models,
                seed: typed.value.settings.seed.unwrap_or(DEFAULT_SEED),
                gazetteer,
                postcodes: postcodes.map(PostcodeList::at),
            }),
            _ => {
                faults.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
                Err(PlaceError::Faults { faults })
            }
        }
    }

    /// The place that a file lies in, as far as a contract for it needs to know: the file's path from the place's folder, and
    /// the id of the organisation where there is only one. Nothing where no folder above the file is a place.
    pub fn around(file: &Path) -> Option<(PathBuf, Option<String>)> {
        let file = fs::canonicalize(file).ok()?;
        let folder = file.ancestors().skip(1).find(|folder| folder.join("place.toml").is_file())?;
        // A place with faults is told by `check`; here it is no help and no hindrance.
        let typed = read_place_file(folder, &mut Vec::new()).ok().flatten();
        let only = typed.and_then(|typed| match typed.value.organisation.as_slice() {
            [only] => Some(only.id.get_ref().clone()),
            _ => None,
        });
        Some((file.strip_prefix(folder).ok()?.to_owned(), only))
    }

    /// The sources whose records are of `entity`.
    pub fn sources_of(&self, entity: Entity) -> impl Iterator<Item = &SourceConfig> {
        self.sources.iter().filter(move |source| source.contract.entity == entity)
    }
}

/// A file as typed, with its text to find lines in.
struct Typed {
    text: String,
    value: typed::PlaceFile,
}

fn read_text(path: &Path) -> Result<String, PlaceError> {
    fs::read_to_string(path).map_err(|source| PlaceError::Read { path: path.to_owned(), source })
}

fn read_place_file(folder: &Path, faults: &mut Vec<Fault>) -> Result<Option<Typed>, PlaceError> {
    let path = folder.join("place.toml");
    let text = match fs::read_to_string(&path) {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Err(PlaceError::NotAPlace { folder: folder.to_owned() });
        }
        other => other.map_err(|source| PlaceError::Read { path, source })?,
    };
    match toml::from_str(&text) {
        Ok(value) => Ok(Some(Typed { text, value })),
        Err(error) => {
            let line = error.span().map(|span| line_of(&text, span.start));
            let message = error.message().lines().collect::<Vec<_>>().join(" ");
            faults.push(Fault { file: "place.toml".into(), line, message, hint: None });
            Ok(None)
        }
    }
}

/// The line, from 1, of a byte in a text.
fn line_of(text: &str, at: usize) -> u64 {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() as u64 + 1
}

/// The gazetteer that the settings name, under the place's folder; that it is there is part of the configuration.
fn gazetteer(folder: &Path, typed: &Typed, faults: &mut Vec<Fault>) -> Option<PathBuf> {
    let named = typed.value.settings.gazetteer.as_ref()?;
    let hint = "make one with `guildhall gazetteer build`, or mend the path";
    Some(named_file(folder, typed, named, ("gazetteer", hint), faults))
}

/// The list of postcodes that the settings name.
fn postcodes(folder: &Path, typed: &Typed, faults: &mut Vec<Fault>) -> Option<PathBuf> {
    let named = typed.value.settings.postcodes.as_ref()?;
    let hint = "take the ONS Postcode Directory's or the NSPL's CSV file, or mend the path";
    Some(named_file(folder, typed, named, ("list of postcodes", hint), faults))
}

/// A file that the settings name; `what` it is and what to do where it is not there.
fn named_file(
    folder: &Path,
    typed: &Typed,
    named: &Spanned<PathBuf>,
    (what, hint): (&str, &str),
    faults: &mut Vec<Fault>,
) -> PathBuf {
    let path = folder.join(named.get_ref());
    if !path.is_file() {
        faults.push(Fault {
            file: "place.toml".into(),
            line: Some(line_of(&typed.text, named.span().start)),
            message: format!("the {what} {} is not there", path.display()),
            hint: Some(hint.into()),
        });
    }
    path
}

fn organisations(typed: &Typed, faults: &mut Vec<Fault>) -> Vec<Organisation> {
    let mut seen = BTreeMap::new();
    let mut organisations = Vec::new();
    for organisation in &typed.value.organisation {
        let line = line_of(&typed.text, organisation.id.span().start);
        let id = organisation.id.get_ref();
        if let Some(first) = seen.insert(id.clone(), line) {
            faults.push(Fault {
                file: "place.toml".into(),
                line: Some(line),
                message: format!("the organisation `{id}` is there twice, first on line {first}"),
                hint: Some("give each organisation an id of its own".into()),
            });
        }
        organisations.push(Organisation {
            id: id.clone(),
            name: organisation.name.clone(),
            kind: organisation.kind.clone(),
            official_code: organisation.official_code.clone(),
        });
    }
    organisations
}

/// Files of a sub-folder that end with `suffix`, by name; none where the folder isn't there.
fn files_in(folder: &Path, suffix: &str) -> Result<Vec<PathBuf>, PlaceError> {
    let read = |source| PlaceError::Read { path: folder.to_owned(), source };
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(read)?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(read)?.path();
        if path.to_string_lossy().ends_with(suffix) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Reads every contract; `organisations` is none where `place.toml` itself can't be read.
fn read_sources(
    folder: &Path,
    organisations: Option<&[Organisation]>,
    faults: &mut Vec<Fault>,
) -> Result<Vec<SourceConfig>, PlaceError> {
    let mut sources: Vec<SourceConfig> = Vec::new();
    let paths = files_in(&folder.join("sources"), ".odcs.yaml")?;
    if paths.is_empty() {
        faults.push(Fault {
            file: "sources".into(),
            line: None,
            message: "the place has no sources".into(),
            hint: Some("write a first contract with `guildhall contract infer FILE`".into()),
        });
    }
    for path in paths {
        let text = read_text(&path)?;
        let file = path.strip_prefix(folder).unwrap_or(&path).to_owned();
        let contract = match Contract::parse(&text, &file) {
            Ok(contract) => contract,
            Err(found) => {
                faults.extend(found.into_iter().map(|fault| Fault {
                    file: file.clone(),
                    line: Some(fault.line),
                    message: fault.message,
                    hint: fault.hint,
                }));
                continue;
            }
        };
        if let Some(first) = sources.iter().find(|source| source.contract.name == contract.name) {
            faults.push(Fault {
                file: file.clone(),
                line: line_with(&text, "name:"),
                message: format!("the name `{}` is {}'s already", contract.name, first.path.display()),
                hint: Some("give each source a name of its own".into()),
            });
        }
        let owner =
            organisations.map(|all| all.iter().find(|organisation| organisation.id == contract.tenant));
        if owner == Some(None) {
            faults.push(Fault {
                file: file.clone(),
                line: line_with(&text, "tenant:"),
                message: format!("`{}` is no organisation of this place", contract.tenant),
                hint: Some("name the id of an [[organisation]] in place.toml as `tenant`".into()),
            });
        }
        let organisation = owner.flatten().map(|organisation| organisation.name.clone()).unwrap_or_default();
        sources.push(SourceConfig { path: file, contract, organisation, recipe: hash(&text) });
    }
    sources.sort_by(|a, b| a.contract.name.cmp(&b.contract.name));
    Ok(sources)
}

/// The line, from 1, of the first line that starts with `key`.
fn line_with(text: &str, key: &str) -> Option<u64> {
    text.lines().position(|line| line.starts_with(key)).map(|at| at as u64 + 1)
}

fn read_models(folder: &Path, faults: &mut Vec<Fault>) -> Result<BTreeMap<Entity, ModelConfig>, PlaceError> {
    let mut models = BTreeMap::new();
    for entity in Entity::all() {
        let model = Model::built_in(*entity);
        let recipe = hash(&model.to_toml());
        models.insert(*entity, ModelConfig { model, recipe });
    }
    for path in files_in(&folder.join("models"), ".toml")? {
        let file = path.strip_prefix(folder).unwrap_or(&path).to_owned();
        let text = read_text(&path)?;
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let Ok(entity) = stem.parse::<Entity>() else {
            faults.push(Fault {
                file,
                line: None,
                message: format!("`{stem}` is no entity"),
                hint: Some("call the file person.toml or premises.toml".into()),
            });
            continue;
        };
        match Model::parse(&text) {
            Ok(model) => {
                models.insert(entity, ModelConfig { model, recipe: hash(&text) });
            }
            Err(error) => faults.push(Fault {
                file,
                line: Some(error.line as u64),
                message: error.message().to_owned(),
                hint: error.hint().map(str::to_owned),
            }),
        }
    }
    Ok(models)
}

/// The models, with the sources that are free of duplicates by their contracts.
fn held_once(
    mut models: BTreeMap<Entity, ModelConfig>,
    sources: &[SourceConfig],
) -> BTreeMap<Entity, ModelConfig> {
    for (entity, ModelConfig { model, recipe }) in &mut models {
        let contracts = sources.iter().map(|source| &source.contract);
        let own = contracts.filter(|contract| contract.entity == *entity && contract.duplicate_free);
        let names: Vec<String> = own.map(|contract| contract.name.clone()).collect();
        if !names.is_empty() {
            *model = model.clone().with_duplicate_free(names);
            *recipe = hash(&format!("{recipe}\n{}", model.clustering().duplicate_free.join("\n")));
        }
    }
    models
}

fn hash(text: &str) -> String {
    hexadecimal::encode(&Sha256::digest(text.as_bytes()))
}
