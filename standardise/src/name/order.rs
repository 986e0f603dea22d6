//! Which words of a name are given names and which the family name.
//!
//! Goes by what tells it: capitals, particles, initials, names that are only ever one of the two. Where nothing does,
//! given names come first.

use super::token::{is_initial, is_initials, is_name};
use super::{known, particle};
use crate::display::is_shouted;

/// Parts words into given names and family name.
pub(super) fn split<'t, 'a>(words: &'t [&'a str], has_title: bool) -> (&'t [&'a str], &'t [&'a str]) {
    let [first, second, ..] = words else { return (&[], words) };
    if let Some(parted) = split_by_capitals(words) {
        return parted;
    }
    let lasts = known::is_given(words.last().copied().unwrap_or_default());
    let family_leads = known::never_first(first)
        || lasts && known::is_family(first)
        || begins_with_family(words, has_title)
        || ends_in_initials(words)
        || ["BABY", "INFANT", "TWIN"].iter().any(|child| child.eq_ignore_ascii_case(second));
    if family_leads && !(words.len() == 2 && known::never_first(second) && known::never_first(first)) {
        return family_first(words);
    }
    let mut start = words.len() - 1;
    while start > 1 && particle::leads_family(words[start - 1], words[start]) {
        start -= 1;
    }
    words.split_at(start)
}

/// Parts words of which the family name comes first.
pub(super) fn family_first<'t, 'a>(words: &'t [&'a str]) -> (&'t [&'a str], &'t [&'a str]) {
    let leads = words.windows(2).take_while(|pair| particle::leads_family(pair[0], pair[1])).count();
    let (family, given) = words.split_at((leads + 1).min(words.len()));
    (given, family)
}

/// Parts words of which only the family name is in capitals.
fn split_by_capitals<'t, 'a>(words: &'t [&'a str]) -> Option<(&'t [&'a str], &'t [&'a str])> {
    let mixed = words.iter().any(|word| is_name(word) && !is_shouted(word));
    if !mixed {
        return None;
    }
    let run = |words: &mut dyn Iterator<Item = &&str>| {
        words.take_while(|word| shouts(word) || particle::is_small(word)).count()
    };
    let leading = run(&mut words.iter());
    if (1..words.len()).contains(&leading) && shouts(words[leading - 1]) {
        return Some((&words[leading..], &words[..leading]));
    }
    let trailing = run(&mut words.iter().rev());
    if (1..words.len()).contains(&trailing) && words.last().is_some_and(|word| shouts(word)) {
        return Some(words.split_at(words.len() - trailing));
    }
    None
}

/// Whether a word among words with small letters is in capitals, and is no initials.
fn shouts(word: &str) -> bool {
    let bare = word.strip_prefix("Mc").or_else(|| word.strip_prefix("Mac")).unwrap_or(word);
    is_shouted(bare)
        && bare.chars().filter(|letter| letter.is_alphabetic()).count() > 1
        && !is_initials(word, true)
}

/// Whether words begin with a particle that cannot be a given name there.
fn begins_with_family(words: &[&str], has_title: bool) -> bool {
    let [first, second, ..] = words else { return false };
    if !particle::leads_family(first, second) {
        return false;
    }
    let small =
        !first.contains(char::is_uppercase) && words.iter().any(|word| word.contains(char::is_uppercase));
    small
        || particle::is_never_given(first)
        || has_title && words.len() == 2
        || words.get(2).is_some_and(|third| particle::leads_family(second, third))
}

/// Whether words end in initials and begin with a name.
fn ends_in_initials(words: &[&str]) -> bool {
    let among_small = words.iter().any(|word| !is_shouted(word));
    let initial = |word: &str| is_initial(word) || is_initials(word, among_small);
    matches!(words, [first, .., last] if !initial(first) && initial(last))
}
