//! Names of people: prefixes, given names, family name and suffixes, as the NHS Personal Demographics Service has them.
//!
//! Reads separate columns or a whole name in either order. It makes no guess at sex or origin, does not know diminutives
//! (`Bill`, `William`), and takes one person from a cell that names several.

mod annotation;
mod full;
mod particle;
mod placeholder;
mod suffix;
mod title;
mod token;

use std::fmt;

use crate::display::{is_shouted, push_name_word, tidy};
use crate::fold::{fold_into, push_folded};
use crate::problem::{Finding, ProblemKind};
use annotation::Annotation;
use token::tokens_of;

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
    /// What was found wrong, and in which column.
    pub findings: Vec<(NamePart, Finding)>,
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Names").field("findings", &self.findings).finish_non_exhaustive()
    }
}

impl Names {
    fn tell(&mut self, part: NamePart, finding: Finding) {
        if !self.findings.contains(&(part, finding)) {
            self.findings.push((part, finding));
        }
    }
}

/// Reads the names of one person.
pub fn read(parts: &NameParts<'_>) -> Names {
    let mut names = Names::default();
    let mut folded = String::with_capacity(48);
    if let Some((part, finding)) = nobody(parts, &mut folded) {
        names.tell(part, finding);
        return names;
    }
    read_title(parts.title, &mut folded, &mut names);
    if parts.given.is_none() && parts.family.is_none() {
        if let Some(text) = parts.full {
            full::read(text, &mut names);
        }
    } else {
        read_columns(parts, &mut folded, &mut names);
    }
    if let Some(text) = parts.suffix {
        read_suffixes(text, &mut names);
    }
    if let Some(known_as) = parts.known_as.and_then(|text| read_known_as(text, &mut folded, &mut names)) {
        names.known_as = Some(known_as);
    }
    if let Some(former) = parts.former_family.and_then(|text| read_former(text, &mut folded, &mut names)) {
        names.former_family = Some(former);
    }
    names
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
            push_folded(annotation::before(full), folded);
            NamePart::Full
        }
        (given, family, _) => {
            for text in [given, parts.middle, family].into_iter().flatten() {
                push_folded(annotation::before(text), folded);
            }
            if family.is_some() { NamePart::Family } else { NamePart::Given }
        }
    };
    placeholder::whole(folded).map(|finding| (part, finding))
}

/// Reads a column of titles.
fn read_title(text: Option<&str>, folded: &mut String, names: &mut Names) {
    let Some(text) = text else { return };
    if let Some(display) = title::in_column(text) {
        names.usual.prefix.push(display.to_owned());
        return;
    }
    let tidy = tidy(text);
    // `Mr & Mrs` in a column of titles: the record is taken for the first.
    let first = tidy.split(['&', '/', '+']).next().unwrap_or_default().trim();
    fold_into(first, folded);
    match folded.as_str() {
        "" | "N A" | "NONE" | "UNKNOWN" | "NOT KNOWN" | "NK" => {}
        "EXOR" | "EXORS" | "EXECS" | "EXECUTOR" | "EXECUTORS" | "REPS" | "PERS REPS" => {
            names.tell(NamePart::Title, Finding::new(ProblemKind::Doubtful, "name_of_estate"));
        }
        _ if folded.len() > 35 || folded.bytes().any(|byte| byte.is_ascii_digit()) => {
            names.tell(NamePart::Title, Finding::new(ProblemKind::Malformed, "title_form"));
        }
        _ => match title::in_column(first) {
            Some(display) => names.usual.prefix.push(display.to_owned()),
            None => names.usual.prefix.push(display_words(first.split(' '), false)),
        },
    }
}

/// Reads given, middle and family names from columns of their own.
fn read_columns(parts: &NameParts<'_>, folded: &mut String, names: &mut Names) {
    for (part, text) in [(NamePart::Given, parts.given), (NamePart::Middle, parts.middle)] {
        if let Some(text) = text {
            read_given(part, text, folded, names);
        }
    }
    if let Some(text) = parts.family {
        read_family(text, folded, names);
    }
}

/// Reads given names from a column and adds them.
fn read_given(part: NamePart, text: &str, folded: &mut String, names: &mut Names) {
    let tidy = tidy(text);
    let bare = annotation::take(&tidy, |annotation| match annotation {
        Annotation::Former(name) => keep_former(name, names),
        Annotation::Other(name) if is_one_name(name) => keep_known_as(name, names),
        Annotation::Other(_) => names.tell(part, Finding::new(ProblemKind::Partial, "name_annotation")),
    });
    let bare = token::close_hyphens(&bare);
    fold_into(&bare, folded);
    if let Some(finding) = placeholder::given(folded) {
        names.tell(part, finding);
        return;
    }
    let mut tokens = Vec::with_capacity(4);
    tokens_of(&bare, &mut tokens);
    let tokens = peel_titles(&tokens, names);
    let tokens = first_person(part, tokens, names);
    add_given(part, tokens, names);
}

/// Adds words as given names.
fn add_given(part: NamePart, tokens: &[&str], names: &mut Names) {
    for token in tokens {
        if let Some(known_as) = token::quoted(token) {
            keep_known_as(known_as, names);
        } else if token::is_name(token) {
            tell_digits(part, token, names);
            names.usual.given.push(display_words([*token], false));
        } else {
            names.tell(part, Finding::new(ProblemKind::Partial, "name_annotation"));
        }
    }
}

/// Reads the family name from a column.
fn read_family(text: &str, folded: &mut String, names: &mut Names) {
    let tidy = tidy(text);
    let bare = annotation::take(&tidy, |annotation| match annotation {
        Annotation::Former(name) => keep_former(name, names),
        Annotation::Other(_) => {
            names.tell(NamePart::Family, Finding::new(ProblemKind::Partial, "name_annotation"));
        }
    });
    let bare = token::close_hyphens(&bare);
    fold_into(&bare, folded);
    if let Some(finding) = placeholder::family(folded) {
        names.tell(NamePart::Family, finding);
        return;
    }
    let mut tokens = Vec::with_capacity(4);
    tokens_of(&bare, &mut tokens);
    let named = peel_titles(&tokens, names);
    let has_title = named.len() < tokens.len();
    let named = first_person(NamePart::Family, named, names);
    let named = peel_suffixes(named, 1, names);
    // A family name with a title before it is a whole name in the wrong column.
    let (given, family) = if has_title { full::split(named) } else { (&[][..], named) };
    if names.usual.given.is_empty() {
        add_given(NamePart::Family, given, names);
    }
    set_family(NamePart::Family, family, names);
}

/// Makes words the family name.
fn set_family(part: NamePart, tokens: &[&str], names: &mut Names) {
    let (tokens, former) = annotation::split_former(tokens);
    if let Some(former) = former {
        keep_former(&former.join(" "), names);
    }
    let mut words = tokens.iter().copied().filter(|token| token::is_name(token)).peekable();
    if words.peek().is_some() {
        tokens.iter().for_each(|token| tell_digits(part, token, names));
        names.usual.family = Some(display_words(words, true));
    }
}

/// Takes titles, and connectors that join nobody, from the front of words, as long as a name is left.
fn peel_titles<'t, 'a>(mut tokens: &'t [&'a str], names: &mut Names) -> &'t [&'a str] {
    while let [first, rest @ ..] = tokens
        && token::is_connector(first)
    {
        tokens = rest;
    }
    let from_column = !names.usual.prefix.is_empty();
    while let [first, rest @ ..] = tokens
        && !rest.is_empty()
        && let Some(display) = title::before_name(first)
    {
        if !from_column {
            names.usual.prefix.push(display.to_owned());
        }
        tokens = rest;
    }
    tokens
}

/// Takes suffixes from the end of words, as long as `least` words are left.
fn peel_suffixes<'t, 'a>(mut tokens: &'t [&'a str], least: usize, names: &mut Names) -> &'t [&'a str] {
    let at = names.usual.suffix.len();
    let mixed = !tokens.iter().all(|token| is_shouted(token));
    while let [rest @ .., last] = tokens
        && rest.len() >= least
    {
        let possible = || {
            suffix::possible(last)
                .filter(|_| rest.len() > least && (mixed && is_shouted(last) || last.len() > 4))
        };
        let Some(display) = suffix::certain(last).or_else(possible) else { break };
        if !names.usual.suffix.iter().any(|known| known == display) {
            names.usual.suffix.insert(at, display.to_owned());
        }
        tokens = rest;
    }
    tokens
}

/// The words before an `&`, where a cell names two people.
fn first_person<'t, 'a>(part: NamePart, tokens: &'t [&'a str], names: &mut Names) -> &'t [&'a str] {
    match tokens.iter().position(|token| token::is_connector(token)) {
        Some(0) => first_person(part, &tokens[1..], names),
        Some(at) => {
            names.tell(part, Finding::new(ProblemKind::Partial, "name_of_several"));
            &tokens[..at]
        }
        None => tokens,
    }
}

/// Reads a column of suffixes.
fn read_suffixes(text: &str, names: &mut Names) {
    let tidy = tidy(text);
    for token in tidy.split([' ', ',']).filter(|token| token.chars().any(char::is_alphanumeric)) {
        let display = suffix::certain(token).or_else(|| suffix::possible(token)).unwrap_or(token);
        if !names.usual.suffix.iter().any(|known| known == display) {
            names.usual.suffix.push(display.to_owned());
        }
    }
}

/// Reads the name a person goes by; a whole name there is kept whole.
fn read_known_as(text: &str, folded: &mut String, names: &mut Names) -> Option<String> {
    let tidy = tidy(text);
    fold_into(&tidy, folded);
    if let Some(finding) = placeholder::given(folded).or_else(|| placeholder::whole(folded)) {
        names.tell(NamePart::KnownAs, finding);
        return None;
    }
    plain_name(&tidy, false)
}

/// Reads a family name used before.
fn read_former(text: &str, folded: &mut String, names: &mut Names) -> Option<String> {
    let tidy = tidy(text);
    fold_into(&tidy, folded);
    if let Some(finding) = placeholder::family(folded) {
        names.tell(NamePart::FormerFamily, finding);
        return None;
    }
    plain_name(&tidy, true)
}

/// The display form of words that are nothing but a name.
fn plain_name(tidy: &str, family: bool) -> Option<String> {
    let mut tokens = Vec::with_capacity(4);
    let closed = token::close_hyphens(tidy);
    tokens_of(&closed, &mut tokens);
    let mut words = tokens.into_iter().filter(|token| token::is_name(token)).peekable();
    words.peek().is_some().then(|| display_words(words, family))
}

fn keep_known_as(name: &str, names: &mut Names) {
    if names.known_as.is_none() {
        names.known_as = plain_name(name, false);
    }
}

fn keep_former(name: &str, names: &mut Names) {
    if names.former_family.is_none() {
        names.former_family = plain_name(name, true);
    }
}

/// Whether an annotation is one word that may be a name to go by.
fn is_one_name(text: &str) -> bool {
    !text.contains(' ')
        && text.chars().count() > 1
        && text.chars().all(|letter| letter.is_alphabetic() || letter == '-')
}

fn tell_digits(part: NamePart, token: &str, names: &mut Names) {
    if token.bytes().any(|byte| byte.is_ascii_digit()) {
        names.tell(part, Finding::new(ProblemKind::Doubtful, "name_with_digits"));
    }
}

/// Words in their display form, with particles of a family name small where the name has no case of its own.
fn display_words<'a>(words: impl IntoIterator<Item = &'a str>, family: bool) -> String {
    let mut display = String::with_capacity(16);
    for word in words {
        if !display.is_empty() {
            display.push(' ');
        }
        let small =
            family && (is_shouted(word) || !word.chars().any(char::is_uppercase)) && particle::is_small(word);
        if small {
            display.extend(word.chars().map(|letter| letter.to_ascii_lowercase()));
        } else if !family && token::is_initials(word) {
            display.push_str(word);
        } else {
            push_name_word(word, &mut display);
        }
    }
    display
}

#[cfg(test)]
mod tests;
