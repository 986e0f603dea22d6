//! The people that one cell names: `Mr & Mrs J & P Smith` is Mr J Smith and Mrs P Smith.
//!
//! Cuts the words of a cell at connectors and shares out what was written once for several: titles in turn, the family
//! name to those who have none. Words only: display forms are the caller's.

use super::order::{family_first, split};
use super::token::{COMMA, is_connector, is_initial};
use super::{annotation, known, suffix, title};
use crate::display::is_shouted;
use crate::word::{Word, WordList};

/// Words that stand for people without a name; in order.
const UNNAMED: WordList<20> = WordList::new(&[
    "ANO", "ANOR", "ANOTHER", "ANR", "CHILD", "CHILDREN", "CO", "DAUGHTER", "FAMILY", "HUSBAND", "ORS",
    "OTHER", "OTHERS", "PARTNER", "SON", "SONS", "SPOUSE", "TENANTS", "TWO", "WIFE",
]);

/// One person's words.
#[derive(Default)]
pub(super) struct Person<'t, 'a> {
    /// Titles in their display form.
    pub titles: Vec<&'static str>,
    /// Given names.
    pub given: &'t [&'a str],
    /// The family name.
    pub family: &'t [&'a str],
    /// Suffixes in their display form.
    pub suffixes: Vec<&'static str>,
}

/// The people of a cell.
#[derive(Default)]
pub(super) struct People<'t, 'a> {
    /// Those with a name, in the order in which they are written.
    pub people: Vec<Person<'t, 'a>>,
    /// Whether there are people without a name (`and family`).
    pub others: bool,
    /// Whether words were dropped that say what somebody is.
    pub role: bool,
}

/// A person's words before they are parted.
struct Piece<'t, 'a> {
    titles: Vec<&'static str>,
    suffixes: Vec<&'static str>,
    words: Words<'t, 'a>,
}

/// Words of a person's name, as far as their order is told.
enum Words<'t, 'a> {
    /// A comma or a title between them parts them.
    Told { given: &'t [&'a str], family: &'t [&'a str] },
    /// Nothing parts them yet.
    Open(&'t [&'a str]),
}

/// Reads the people of a cell from its words.
pub(super) fn read<'t, 'a>(tokens: &'t [&'a str]) -> People<'t, 'a> {
    let mut found = People::default();
    if !tokens.iter().any(|token| is_connector(token) || *token == COMMA) {
        let mut piece = one(tokens, &mut found);
        if piece.words.is_empty() && matches!(tokens, [only] if !title::is_common(only)) {
            // Alone it is somebody's name: Lord, Master, Sergeant.
            piece.titles.clear();
            piece.words = Words::Open(tokens);
        }
        if !(piece.titles.is_empty() && piece.words.is_empty()) {
            found.people.push(whole(piece));
        }
        return found;
    }
    let mut pieces = Vec::new();
    for part in tokens.split(|token| is_connector(token)) {
        for part in cut_at_commas(part) {
            let piece = one(part, &mut found);
            match piece.words {
                Words::Open([only]) if is_unnamed(only) && !pieces.is_empty() => found.others = true,
                Words::Open([]) if piece.titles.is_empty() => {}
                _ => pieces.push(piece),
            }
        }
    }
    found.people = share_out(pieces);
    found
}

/// Reads a column of family names: all words are the family name, unless a title or a comma says that it is a whole name.
pub(super) fn of_family<'t, 'a>(tokens: &'t [&'a str]) -> People<'t, 'a> {
    let mut found = People::default();
    for part in tokens.split(|token| is_connector(token)) {
        let Piece { titles, mut suffixes, words } = one(part, &mut found);
        let position = found.people.len();
        let (given, family) = match words {
            Words::Told { given, family } => (given, family),
            Words::Open([]) => continue,
            Words::Open([only]) if position > 0 && is_unnamed(only) => {
                found.others = true;
                continue;
            }
            // A further name in the column is whole where it has words for it.
            Words::Open(words) if !titles.is_empty() || position > 0 => split(words, !titles.is_empty()),
            // A family name of two words, the second of which is Senior, is rarer than a father and son of one name.
            Words::Open([family @ .., last])
                if !family.is_empty() && suffix::generation_word(last).is_some() =>
            {
                suffixes.extend(suffix::generation_word(last));
                (&[][..], family)
            }
            Words::Open(words) => (&[][..], words),
        };
        found.people.push(Person { titles, given, family, suffixes });
    }
    found
}

/// Cuts words at commas that part people: `J, P` before `& A Smith`, `Mr John Smith, Mrs Mary Smith`.
fn cut_at_commas<'t, 'a>(tokens: &'t [&'a str]) -> impl Iterator<Item = &'t [&'a str]> {
    let mut rest = Some(tokens);
    std::iter::from_fn(move || {
        let tokens = rest?;
        let cut = tokens.iter().position(|token| *token == COMMA).filter(|at| {
            let (before, after) = (&tokens[..*at], &tokens[at + 1..]);
            parts_people(before, after)
        });
        match cut {
            Some(at) => {
                rest = Some(&tokens[at + 1..]);
                Some(&tokens[..at])
            }
            None => {
                rest = None;
                Some(tokens)
            }
        }
    })
}

/// Whether a comma parts two people, and not a family name from given names.
fn parts_people(before: &[&str], after: &[&str]) -> bool {
    let titled = |words: &[&str]| title::at_start(words).is_some_and(|(_, length)| words.len() > length);
    let whole = |words: &[&str]| words.len() >= 2 && words.first().is_some_and(|word| known::is_given(word));
    let initials = !before.is_empty() && before.iter().all(|word| is_initial(word));
    initials || titled(before) && titled(after) || whole(before) && whole(after)
}

/// Reads the words of one person.
fn one<'t, 'a>(tokens: &'t [&'a str], found: &mut People<'_, '_>) -> Piece<'t, 'a> {
    let mut piece = Piece { titles: Vec::new(), suffixes: Vec::new(), words: Words::Open(&[]) };
    let tokens = piece.take_titles(trim_commas(tokens));
    if let Some(at) = tokens.iter().position(|token| *token == COMMA) {
        let (before, after) = (piece.take_suffixes(&tokens[..at]), piece.take_ends(&tokens[at + 1..]));
        let given = piece.take_titles(after);
        if given.first().is_some_and(|word| annotation::is_role(word)) {
            found.role = true;
            piece.words = Words::Open(before);
        } else if given.is_empty() && piece.titles.is_empty() {
            piece.words = Words::Open(before);
        } else if given.is_empty() {
            // `Smith, Mr` or `John Smith, Dr`.
            let (given, family) = split(before, true);
            piece.words = Words::Told { given, family };
        } else {
            piece.words = Words::Told { given, family: before };
        }
        return piece;
    }
    let rest = piece.take_suffixes(tokens);
    if let Some(at) = (1..rest.len()).find(|at| title::is_common(rest[*at])) {
        let family = &rest[..at];
        let given = piece.take_titles(&rest[at..]);
        let (given, family) = if given.is_empty() && family.len() > 1 && !is_given_first(family) {
            family_first(family)
        } else if given.is_empty() {
            split(family, true)
        } else {
            (given, family)
        };
        piece.words = Words::Told { given, family };
    } else {
        piece.words = Words::Open(rest);
    }
    piece
}

/// Whether words are plainly in the order given names, family name.
fn is_given_first(words: &[&str]) -> bool {
    let mixed = words.iter().any(|word| is_shouted(word)) && words.iter().any(|word| !is_shouted(word));
    mixed || words.first().is_some_and(|first| known::is_given(first) || is_initial(first))
}

fn trim_commas<'t, 'a>(mut tokens: &'t [&'a str]) -> &'t [&'a str] {
    while let [rest @ .., COMMA] | [COMMA, rest @ ..] = tokens {
        tokens = rest;
    }
    tokens
}

impl<'a> Piece<'_, 'a> {
    /// Takes titles, and a `The` before one, off the front.
    fn take_titles<'t>(&mut self, mut tokens: &'t [&'a str]) -> &'t [&'a str] {
        loop {
            let from = match tokens {
                [the, rest @ ..] if the.eq_ignore_ascii_case("the") => rest,
                _ => tokens,
            };
            let Some((display, length)) = title::at_start(from) else { return tokens };
            self.titles.push(display);
            tokens = &from[length..];
        }
    }

    /// Takes suffixes off the end of words, as long as one is left.
    fn take_suffixes<'t>(&mut self, mut tokens: &'t [&'a str]) -> &'t [&'a str] {
        let mixed = !tokens.iter().all(|token| is_shouted(token));
        while let [rest @ .., last] = tokens
            && !rest.is_empty()
        {
            if let Some(display) = suffix::of_age(tokens).filter(|_| rest.len() > 1) {
                self.keep_suffix(display);
                tokens = &rest[..rest.len() - 1];
                continue;
            }
            let possible = || {
                suffix::possible(last).filter(|_| {
                    rest.len() > 1 && (mixed && is_shouted(last) || last.len() > 4 || last.contains('.'))
                })
            };
            let Some(display) = suffix::certain(last).or_else(possible) else { break };
            self.keep_suffix(display);
            tokens = rest;
        }
        tokens
    }

    /// Takes suffixes, titles and commas off the end of what follows a comma.
    fn take_ends<'t>(&mut self, mut tokens: &'t [&'a str]) -> &'t [&'a str] {
        while let [rest @ .., last] = tokens {
            if let Some(display) = suffix::certain(last).or_else(|| suffix::possible(last)) {
                self.keep_suffix(display);
            } else if title::is_common(last) {
                self.titles.extend(title::before_name(last));
            } else if *last != COMMA {
                break;
            }
            tokens = rest;
        }
        tokens
    }

    fn keep_suffix(&mut self, display: &'static str) {
        if !self.suffixes.contains(&display) {
            self.suffixes.insert(0, display);
        }
    }
}

impl Words<'_, '_> {
    fn is_empty(&self) -> bool {
        matches!(self, Words::Open([]))
    }
}

/// A person who shares nothing with another.
fn whole<'t, 'a>(piece: Piece<'t, 'a>) -> Person<'t, 'a> {
    let Piece { titles, suffixes, words } = piece;
    let (given, family) = match words {
        Words::Told { given, family } => (given, family),
        Words::Open(words) => split(words, !titles.is_empty()),
    };
    Person { titles, given, family, suffixes }
}

/// Makes people of pieces: titles that stand alone go to the names that follow, in turn; the family name to those who
/// have none.
fn share_out<'t, 'a>(pieces: Vec<Piece<'t, 'a>>) -> Vec<Person<'t, 'a>> {
    let mut pieces = deal_titles(pieces);
    if pieces.len() == 1 {
        return pieces.pop().map(whole).into_iter().collect();
    }
    let family_leads = pieces.first().is_some_and(|piece| match piece.words {
        Words::Told { .. } => true,
        Words::Open(words) => words.len() > 1 && split(words, false).1.first() == words.first(),
    });
    let mut people = Vec::with_capacity(pieces.len());
    // The family name that the next person to the right has, for those to the left who have none.
    let mut next: Option<&'t [&'a str]> = None;
    for (position, piece) in pieces.into_iter().enumerate().rev() {
        let Piece { titles, suffixes, words } = piece;
        let (given, family) = match words {
            Words::Told { given, family } => (given, family),
            Words::Open(words) => match next {
                _ if position > 0 && family_leads && words.len() == 1 => (words, &[][..]),
                Some(family) if is_given_alone(words, &titles) => (words, family),
                None if matches!(words, [only] if known::is_given(only)) => (words, &[][..]),
                _ => split(words, !titles.is_empty()),
            },
        };
        if !family.is_empty() && !given.is_empty() {
            next = Some(family);
        }
        people.push(Person { titles, given, family, suffixes });
    }
    people.reverse();
    // What is still without a family name has that of the person before.
    for at in 1..people.len() {
        let titled = people[at].given.is_empty();
        if people[at].family.is_empty() && (titled || family_leads) {
            people[at].family = people[at - 1].family;
        }
    }
    people
}

/// Whether words beside a whole name are given names alone: `J & P Smith`, `John & Mary Smith`; `Mr Young & Mrs Jane
/// Bartle` has two family names.
fn is_given_alone(words: &[&str], titles: &[&str]) -> bool {
    match words {
        [only] if is_initial(only) || known::is_given(only) => true,
        [only] => titles.is_empty() && !known::is_family(only),
        _ => !words.is_empty() && words.iter().all(|word| is_initial(word)),
    }
}

/// Gives titles that stand alone to the names that follow, in turn; those left over stand for people of the same name.
fn deal_titles<'t, 'a>(pieces: Vec<Piece<'t, 'a>>) -> Vec<Piece<'t, 'a>> {
    let titled_only = |titles| Piece { titles, suffixes: Vec::new(), words: Words::Open(&[]) };
    let mut dealt: Vec<Piece<'t, 'a>> = Vec::with_capacity(pieces.len());
    let mut pending: std::collections::VecDeque<Vec<&'static str>> = std::collections::VecDeque::new();
    let mut named = false;
    for mut piece in pieces {
        let own = std::mem::take(&mut piece.titles);
        if piece.words.is_empty() {
            pending.push_back(own);
            continue;
        }
        if !own.is_empty() {
            if named {
                dealt.extend(pending.drain(..).map(titled_only));
            }
            pending.push_back(own);
        }
        piece.titles = pending.pop_front().unwrap_or_default();
        dealt.push(piece);
        named = true;
    }
    dealt.extend(pending.into_iter().map(titled_only));
    dealt
}

fn is_unnamed(word: &str) -> bool {
    Word::of(word).is_some_and(|word| UNNAMED.position(word).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_is_in_order() {
        assert!(UNNAMED.is_ordered());
    }
}
