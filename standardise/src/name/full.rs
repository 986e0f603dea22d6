//! A whole name in one cell, cut into its parts.
//!
//! Either order: a comma or a family name in capitals tells it; without either, given names come first.

use super::annotation::{self, Annotation};
use super::token::{close_hyphens, is_connector, is_name, tokens_of};
use super::{
    NamePart, Names, add_given, first_person, is_one_name, keep_former, keep_known_as, particle,
    peel_suffixes, peel_titles, set_family, suffix, title,
};
use crate::display::{is_shouted, tidy};
use crate::fold::fold;
use crate::name::placeholder;
use crate::problem::{Finding, ProblemKind};

/// Reads a whole name into its parts.
pub(super) fn read(text: &str, names: &mut Names) {
    let tidy = tidy(text);
    let bare = annotation::take(&tidy, |annotation| match annotation {
        Annotation::Former(name) => keep_former(name, names),
        Annotation::Other(name) if is_one_name(name) && tidy.contains('"') => keep_known_as(name, names),
        Annotation::Other(_) => {
            names.tell(NamePart::Full, Finding::new(ProblemKind::Partial, "name_annotation"));
        }
    });
    let bare = close_hyphens(&bare);
    match bare.split_once(',') {
        Some((before, after)) if is_family_before_comma(before, after) => {
            read_family_first(before, after, names);
        }
        _ => read_in_order(&bare, names),
    }
}

/// Whether a comma parts a family name from given names, and not a name from its suffixes.
fn is_family_before_comma(before: &str, after: &str) -> bool {
    let mut tokens = Vec::new();
    tokens_of(after, &mut tokens);
    let suffixes_only =
        tokens.iter().all(|token| suffix::certain(token).or(suffix::possible(token)).is_some());
    before.chars().any(char::is_alphabetic) && !tokens.is_empty() && !suffixes_only
}

/// `SMITH, Mrs Jane Anne OBE`.
fn read_family_first(before: &str, after: &str, names: &mut Names) {
    let mut family = Vec::new();
    tokens_of(before, &mut family);
    let mut given = Vec::new();
    tokens_of(after, &mut given);
    let family = peel_titles(&family, names);
    let given = drop_only_titles(peel_titles(&given, names), names);
    let given = peel_suffixes(given, 1, names);
    let given = first_person(NamePart::Full, given, names);
    let family = first_person(NamePart::Full, family, names);
    give(given, names);
    set_family(NamePart::Full, peel_suffixes(family, 1, names), names);
}

/// Takes away titles that are all there is: `SMITH, Mr`.
fn drop_only_titles<'t, 'a>(tokens: &'t [&'a str], names: &mut Names) -> &'t [&'a str] {
    match tokens {
        [only] if title::before_name(only).is_some() => {
            if names.usual.prefix.is_empty() {
                names.usual.prefix.extend(title::before_name(only).map(str::to_owned));
            }
            &[]
        }
        _ => tokens,
    }
}

/// `Mrs Jane Anne Smith OBE` or `SMITH Jane Anne`.
fn read_in_order(bare: &str, names: &mut Names) {
    let mut tokens = Vec::with_capacity(6);
    tokens_of(bare, &mut tokens);
    let tokens = peel_title_pair(&tokens, names);
    let tokens = peel_suffixes(tokens, 1, names);
    let (tokens, borrowed_family) = first_of_couple(tokens, names);
    let (given, family) = match borrowed_family {
        Some(family) => (tokens, family),
        None => split(tokens),
    };
    give(given, names);
    set_family(NamePart::Full, family, names);
}

/// Adds given names, unless they say that there are none yet.
fn give(given: &[&str], names: &mut Names) {
    let folded = fold(&given.join(" "));
    match placeholder::given(&folded) {
        Some(finding) => names.tell(NamePart::Full, finding),
        None => add_given(NamePart::Full, given, names),
    }
}

/// Takes titles off the front; of `Mr & Mrs` the first counts.
fn peel_title_pair<'t, 'a>(tokens: &'t [&'a str], names: &mut Names) -> &'t [&'a str] {
    match tokens {
        [first, connector, second, rest @ ..]
            if title::before_name(first).is_some()
                && is_connector(connector)
                && title::before_name(second).is_some()
                && !rest.is_empty() =>
        {
            if names.usual.prefix.is_empty() {
                names.usual.prefix.extend(title::before_name(first).map(str::to_owned));
            }
            names.tell(NamePart::Full, Finding::new(ProblemKind::Partial, "name_of_several"));
            rest
        }
        _ => peel_titles(tokens, names),
    }
}

/// The first of two people in one cell, and the family name from the second where the first has none: `J & P Smith`.
fn first_of_couple<'t, 'a>(
    tokens: &'t [&'a str],
    names: &mut Names,
) -> (&'t [&'a str], Option<&'t [&'a str]>) {
    let Some(at) = tokens.iter().position(|token| is_connector(token)) else { return (tokens, None) };
    if at == 0 {
        return first_of_couple(&tokens[1..], names);
    }
    names.tell(NamePart::Full, Finding::new(ProblemKind::Partial, "name_of_several"));
    let (first, second) = (&tokens[..at], &tokens[at + 1..]);
    match split(peel_titles_quietly(second)) {
        (given, family) if at == 1 && !given.is_empty() => (first, Some(family)),
        _ => (first, None),
    }
}

fn peel_titles_quietly<'t, 'a>(mut tokens: &'t [&'a str]) -> &'t [&'a str] {
    while let [first, rest @ ..] = tokens
        && !rest.is_empty()
        && title::before_name(first).is_some()
    {
        tokens = rest;
    }
    tokens
}

/// Parts words into given names and family name.
pub(super) fn split<'t, 'a>(tokens: &'t [&'a str]) -> (&'t [&'a str], &'t [&'a str]) {
    let former = tokens.iter().position(|token| annotation::is_former_mark(token));
    let end = former.filter(|at| *at > 0).unwrap_or(tokens.len());
    let shouts =
        |token: &&str| is_shouted(token) && token.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
    let mixed = tokens[..end].iter().any(|token| is_name(token) && !is_shouted(token));
    if mixed {
        let leading = tokens[..end].iter().take_while(|token| shouts(token)).count();
        if (1..end).contains(&leading) {
            return (&tokens[leading..], &tokens[..leading]);
        }
        let trailing = tokens[..end].iter().rev().take_while(|token| shouts(token)).count();
        if (1..end).contains(&trailing) {
            return tokens.split_at(end - trailing);
        }
    }
    let mut start = end.saturating_sub(1);
    while start > 1 && particle::leads_family(tokens[start - 1], tokens[start]) {
        start -= 1;
    }
    tokens.split_at(start)
}
