//! Names of people: prefixes, given names, family name and suffixes, as the NHS Personal Demographics Service has them.
//!
//! Reads separate columns or a whole name in either order. Which names are forms of one (`Bill`, `William`)
//! is told by [`given`]. It makes no guess at sex or origin, and does not know who a name belongs to.

mod annotation;
mod cell;
pub mod given;
mod known;
mod order;
mod particle;
mod people;
mod placeholder;
mod plain;
mod suffix;
mod syllabic;
mod title;
mod token;

use std::fmt;

use crate::fold::{fold_into, push_folded};
use crate::problem::{Finding, ProblemKind};
use plain::Plain;

/// A person's name in its parts. Masks its `Debug`.
///
/// Shape: every part in its display form; `given` in order, the first one first; a person known by one name has it as
/// family name.
///
/// # Source
/// NHS England, Personal Demographics Service FHIR API, HumanName (prefix, given, family, suffix).
#[derive(Clone, PartialEq, Eq, Default)]
pub struct PersonName {
    /// Titles: `Mrs`, `Dr`.
    pub prefix: Vec<String>,
    /// Given names and initials.
    pub given: Vec<String>,
    /// The family name with its particles.
    pub family: Option<String>,
    /// Honours, degrees, generations: `OBE`, `Jr`.
    pub suffix: Vec<String>,
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonName(..)")
    }
}

/// The columns that a name may be spread over, as written.
#[derive(Clone, Copy, Default)]
pub struct NameParts<'a> {
    /// A title before the name.
    pub title: Option<&'a str>,
    /// The first given name, or all of them.
    pub given: Option<&'a str>,
    /// Further given names.
    pub middle: Option<&'a str>,
    /// The family name.
    pub family: Option<&'a str>,
    /// A whole name in one cell; used only where given and family name are absent.
    pub full: Option<&'a str>,
    /// What follows the name.
    pub suffix: Option<&'a str>,
    /// The name the person goes by.
    pub known_as: Option<&'a str>,
    /// A family name used before.
    pub former_family: Option<&'a str>,
}

impl NameParts<'_> {
    /// Whether no column has anything.
    pub(crate) fn is_blank(&self) -> bool {
        let Self { title, given, middle, family, full, suffix, known_as, former_family } = self;
        [title, given, middle, family, full, suffix, known_as, former_family]
            .iter()
            .all(|part| part.is_none())
    }
}

/// Which column a finding belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NamePart {
    /// [`NameParts::title`].
    Title,
    /// [`NameParts::given`].
    Given,
    /// [`NameParts::middle`].
    Middle,
    /// [`NameParts::family`].
    Family,
    /// [`NameParts::full`].
    Full,
    /// [`NameParts::suffix`].
    Suffix,
    /// [`NameParts::known_as`].
    KnownAs,
    /// [`NameParts::former_family`].
    FormerFamily,
}

/// The names of one person and what was found wrong with them. Masks its `Debug`.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// The name in use.
    pub usual: PersonName,
    /// The name the person goes by.
    pub known_as: Option<String>,
    /// A family name used before.
    pub former_family: Option<String>,
    /// Further people that the same cells name, in the order in which they are written; a record is taken for the first.
    pub others: Vec<PersonName>,
    /// What was found wrong, and in which column.
    pub findings: Vec<(NamePart, Finding)>,
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Names").field("findings", &self.findings).finish_non_exhaustive()
    }
}

/// Who a name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bearer {
    /// A person.
    Person,
    /// A company, charity, council or other body.
    Organisation,
    /// Nobody that the name tells: a role, an estate, a trial of the system, a name not known.
    Nobody,
}

/// What a name is used for.
///
/// # Source
/// HL7 FHIR R4, value set name-use, as the NHS Personal Demographics Service takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameUse {
    /// The name in use.
    Usual,
    /// A name to go by.
    Nickname,
    /// A name used before.
    Old,
}

impl NameUse {
    /// The code of the value set.
    pub const fn name(self) -> &'static str {
        match self {
            NameUse::Usual => "usual",
            NameUse::Nickname => "nickname",
            NameUse::Old => "old",
        }
    }
}

impl Names {
    /// Who the name belongs to and, where it is no person's, the rule that says why.
    ///
    /// Blank cells are nobody's, without a rule.
    pub fn bearer(&self) -> (Bearer, Option<&'static str>) {
        if self.usual.family.is_some() || !self.usual.given.is_empty() {
            return (Bearer::Person, None);
        }
        let placeholder = |(_, finding): &&(NamePart, Finding)| finding.kind == ProblemKind::Placeholder;
        match self.findings.iter().find(placeholder).map(|(_, finding)| finding.rule) {
            Some("name_of_organisation") => (Bearer::Organisation, Some("name_of_organisation")),
            // A child without a name yet is somebody.
            Some("name_of_baby") => (Bearer::Person, Some("name_of_baby")),
            rule => (Bearer::Nobody, rule),
        }
    }

    /// The person's names by what they are used for, the usual one first; each whole, as PDS has them.
    pub fn by_use(&self) -> Vec<(NameUse, PersonName)> {
        let mut names = vec![(NameUse::Usual, self.usual.clone())];
        if let Some(known_as) = &self.known_as {
            let nickname = PersonName { given: vec![known_as.clone()], ..self.usual.clone() };
            names.push((NameUse::Nickname, nickname));
        }
        if let Some(former) = &self.former_family {
            let old = PersonName { family: Some(former.clone()), ..self.usual.clone() };
            names.push((NameUse::Old, old));
        }
        names
    }

    fn tell(&mut self, part: NamePart, finding: Finding) {
        if !self.findings.contains(&(part, finding)) {
            self.findings.push((part, finding));
        }
    }
}

/// Reads the names of one person, and of others that the same cells name.
///
/// # Example
/// ```
/// use standardise::name::{Bearer, NameParts, read};
///
/// let names = read(&NameParts { full: Some("Mr & Mrs J & P Smith"), ..NameParts::default() });
/// assert_eq!(names.usual.prefix, ["Mr"]);
/// assert_eq!(names.others[0].given, ["P"]);
/// assert_eq!(names.bearer(), (Bearer::Person, None));
/// ```
pub fn read(parts: &NameParts<'_>) -> Names {
    match Plain::of(parts) {
        Some(plain) => {
            let mut names = Names { usual: plain.into_name(), ..Names::default() };
            read_others(parts, &mut String::new(), &mut names);
            names
        }
        None => read_at_length(parts),
    }
}

/// The name in use where nothing is to be told of it: all cells are plain, and there is no other name beside it.
pub(crate) fn plain<'a>(parts: &NameParts<'a>) -> Option<Plain<'a>> {
    let alone = parts.suffix.is_none() && parts.known_as.is_none() && parts.former_family.is_none();
    if alone { Plain::of(parts) } else { None }
}

/// Reads names the long way, which any name can go.
fn read_at_length(parts: &NameParts<'_>) -> Names {
    let mut names = Names::default();
    let mut folded = String::with_capacity(48);
    if let Some((part, finding)) = nobody(parts, &mut folded) {
        names.tell(part, finding);
        return names;
    }
    cell::read_title(parts.title, &mut folded, &mut names);
    if parts.given.is_none() && parts.family.is_none() {
        if let Some(text) = parts.full {
            cell::read_full(text, &mut folded, &mut names);
        }
    } else {
        for (part, text) in [(NamePart::Given, parts.given), (NamePart::Middle, parts.middle)] {
            if let Some(text) = text {
                cell::read_given(part, text, parts.family, &mut folded, &mut names);
            }
        }
        if let Some(text) = parts.family {
            cell::read_family(text, &mut folded, &mut names);
        }
    }
    read_others(parts, &mut folded, &mut names);
    names
}

/// Reads what stands beside the name in use: suffixes, the name to go by, a former name.
fn read_others(parts: &NameParts<'_>, folded: &mut String, names: &mut Names) {
    if let Some(text) = parts.suffix {
        cell::read_suffixes(text, names);
    }
    if let Some(text) = parts.known_as
        && let Some(known_as) = cell::read_other(NamePart::KnownAs, text, folded, names)
    {
        names.known_as = Some(known_as);
    }
    if let Some(text) = parts.former_family
        && let Some(former) = cell::read_other(NamePart::FormerFamily, text, folded, names)
    {
        names.former_family = Some(former);
    }
}

/// The generation that suffixes tell: 1 for the elder of two of one name, 2 for the younger, 3 and 4 for a grandson and his.
///
/// Shape: suffixes in their display form, parted by spaces.
pub fn generation(suffixes: &str) -> Option<u8> {
    suffixes.split(' ').find_map(suffix::generation)
}

/// Writes the comparing form of a family name over a buffer: folded, with `O`, `Mc`, `Mac` and `D` joined to what
/// follows.
pub fn family_key_into(family: &str, key: &mut String) {
    fold_into(family, key);
    particle::join_beginnings(key);
}

/// The comparing form of a family name.
///
/// # Example
/// ```
/// assert_eq!(standardise::name::family_key("O'Neill-Jones"), "ONEILL JONES");
/// assert_eq!(standardise::name::family_key("O Neill Jones"), "ONEILL JONES");
/// ```
pub fn family_key(family: &str) -> String {
    let mut key = String::new();
    family_key_into(family, &mut key);
    key
}

/// Why the columns name nobody, where they don't.
fn nobody(parts: &NameParts<'_>, folded: &mut String) -> Option<(NamePart, Finding)> {
    let part = match (parts.given, parts.family, parts.full) {
        (None, None, None) => return None,
        (None, None, Some(full)) => {
            let bare = annotation::before(full);
            if bare.contains('&') {
                push_folded(&bare.replace('&', " and "), folded);
            } else {
                push_folded(bare, folded);
            }
            NamePart::Full
        }
        (given, family, _) => {
            for text in [given, parts.middle, family].into_iter().flatten() {
                push_folded(annotation::before(text), folded);
            }
            if family.is_some() { NamePart::Family } else { NamePart::Given }
        }
    };
    let untitled = folded.strip_prefix("THE ").unwrap_or(folded);
    let (name, titled) = match untitled.split_once(' ') {
        Some((first, rest)) if title::before_name(first).is_some() => (rest, true),
        // Where given and family name have columns of their own, `Charity` in one of them is somebody's name.
        _ => (folded.as_str(), parts.title.is_some() || parts.given.is_some() && parts.family.is_some()),
    };
    placeholder::whole(name, titled).map(|finding| (part, finding))
}

#[cfg(test)]
mod tests;
