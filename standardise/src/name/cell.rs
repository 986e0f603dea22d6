//! One cell of a name: a title, given names, a family name or a whole name, read into [`Names`].
//!
//! Says which words go where and tells what was found; how words are cut and parted is told beside this module.

use super::annotation::{self, Annotation};
use super::people::{self, Person};
use super::token::{
    COMMA, close_gaps, is_connector, is_initials, is_name, joins_next, may_be_initials, quoted, tokens_of,
};
use super::{NamePart, Names, PersonName, particle, placeholder, suffix, syllabic, title};
use crate::display::{is_shouted, push_name_word, tidy};
use crate::fold::{fold_into, push_folded};
use crate::problem::{Finding, ProblemKind};

const SEVERAL: Finding = Finding::new(ProblemKind::Partial, "name_of_several");
const ANNOTATION: Finding = Finding::new(ProblemKind::Partial, "name_annotation");

/// Reads a column of titles; of `Mr & Mrs` the second is the other person's.
pub(super) fn read_title(text: Option<&str>, folded: &mut String, names: &mut Names) {
    let Some(text) = text else { return };
    if let Some(display) = title::in_column(text) {
        names.usual.prefix.push(display.to_owned());
        return;
    }
    let tidy = tidy(text);
    fold_into(&tidy, folded);
    match folded.as_str() {
        "" | "N A" | "NONE" | "UNKNOWN" | "NOT KNOWN" | "NK" => return,
        "EXOR" | "EXORS" | "EXECS" | "EXECUTOR" | "EXECUTORS" | "REPS" | "PERS REPS" => {
            names.tell(NamePart::Title, Finding::new(ProblemKind::Doubtful, "name_of_estate"));
            return;
        }
        _ if folded.len() > 35 || folded.bytes().any(|byte| byte.is_ascii_digit()) => {
            names.tell(NamePart::Title, Finding::new(ProblemKind::Malformed, "title_form"));
            return;
        }
        _ => {}
    }
    let mut tokens = Vec::new();
    tokens_of(&tidy, &mut tokens);
    for (position, words) in
        tokens.split(|token| is_connector(token)).filter(|words| !words.is_empty()).enumerate()
    {
        let prefix = titles_of(words);
        if position == 0 {
            names.usual.prefix = prefix;
        } else {
            names.others.push(PersonName { prefix, ..PersonName::default() });
        }
    }
    if !names.others.is_empty() {
        names.tell(NamePart::Title, SEVERAL);
    }
}

/// The titles in words of a column of titles: those that are known by themselves, else all of it as one.
fn titles_of(words: &[&str]) -> Vec<String> {
    let mut titles = Vec::new();
    let mut rest = words;
    while let [_, ..] = rest {
        let known = title::at_start(rest).or_else(|| title::in_column(rest[0]).map(|display| (display, 1)));
        let Some((display, length)) = known else { return vec![display_words(words.iter().copied(), false)] };
        titles.push(display.to_owned());
        rest = &rest[length..];
    }
    titles
}

/// Reads a whole name in one cell.
pub(super) fn read_full(text: &str, folded: &mut String, names: &mut Names) {
    let part = NamePart::Full;
    read_cell(part, text, names, |tokens, names| {
        if tokens.first().is_some_and(|first| first.eq_ignore_ascii_case("c/o")) {
            names.tell(part, Finding::new(ProblemKind::Placeholder, "name_care_of"));
            return;
        }
        if let Some(person) = syllabic::read(tokens) {
            write(part, &person.words(), folded, names);
            return;
        }
        let people = people::read(tokens);
        if people.others || people.people.len() > 1 {
            names.tell(part, SEVERAL);
        }
        if people.role {
            names.tell(part, ANNOTATION);
        }
        let mut people = people.people.into_iter();
        if let Some(first) = people.next() {
            write(part, &first, folded, names);
        }
        add_others(people, folded, names);
    });
}

/// Reads given names from a column and adds them.
///
/// Shape: `family` as the column of family names has it.
pub(super) fn read_given(
    part: NamePart,
    text: &str,
    family: Option<&str>,
    folded: &mut String,
    names: &mut Names,
) {
    read_cell(part, text, names, |tokens, names| {
        let mut among_small = false;
        if let Some(family) = family {
            read_cell(NamePart::Family, family, &mut Names::default(), |family, _| {
                among_small = self::among_small(tokens, family.iter().copied());
            });
        }
        let mut groups = tokens.split(|token| is_connector(token)).filter(|group| !group.is_empty());
        if let Some(first) = groups.next() {
            let first = take_generation(take_titles(first, names), names);
            write_given(part, first, among_small, folded, names);
        }
        for (position, group) in groups.enumerate() {
            names.tell(part, SEVERAL);
            let mut other = Names::default();
            let group = take_generation(take_titles(group, &mut other), &mut other);
            write_given(part, group, among_small, folded, &mut other);
            match names.others.get_mut(position) {
                Some(known) => known.given.extend(other.usual.given),
                None => names.others.push(other.usual),
            }
        }
    });
}

/// Takes a generation, such as III, off the end of given names; Junior may be one of them.
fn take_generation<'t, 'a>(tokens: &'t [&'a str], names: &mut Names) -> &'t [&'a str] {
    match tokens {
        [rest @ .., last] if !rest.is_empty() => {
            let told = suffix::certain(last).filter(|display| suffix::generation(display).is_some());
            let Some(display) = told else { return tokens };
            keep_suffix(display, names);
            rest
        }
        _ => tokens,
    }
}

/// Reads the family name from a column; a title or a comma in it makes it a whole name.
pub(super) fn read_family(text: &str, folded: &mut String, names: &mut Names) {
    let part = NamePart::Family;
    read_cell(part, text, names, |tokens, names| {
        push_bare(tokens, folded);
        if let Some(finding) = placeholder::family(folded) {
            names.tell(part, finding);
            return;
        }
        let mut people = people::of_family(tokens);
        if people.others || people.people.len() > 1 {
            names.tell(part, SEVERAL);
        }
        if people.people.is_empty() {
            return;
        }
        let mut first = people.people.remove(0);
        if !names.usual.given.is_empty() {
            first.family = without_given(first.family, &names.usual.given);
            first.given = &[];
        }
        write(part, &first, folded, names);
        let family = names.usual.family.clone();
        for other in &mut names.others {
            other.family.clone_from(&family);
        }
        add_others(people.people.into_iter(), folded, names);
    });
}

/// A family name without the given name that is repeated before it, however often.
pub(super) fn without_given<'t, 'a>(family: &'t [&'a str], given: &[impl AsRef<str>]) -> &'t [&'a str] {
    match family {
        [first, rest @ ..]
            if !rest.is_empty() && given.iter().any(|known| known.as_ref().eq_ignore_ascii_case(first)) =>
        {
            without_given(rest, given)
        }
        _ => family,
    }
}

/// Reads a column of suffixes.
pub(super) fn read_suffixes(text: &str, names: &mut Names) {
    let tidy = tidy(text);
    for token in tidy.split([' ', ',']).filter(|token| token.chars().any(char::is_alphanumeric)) {
        let display = suffix::certain(token).or_else(|| suffix::possible(token)).unwrap_or(token);
        keep_suffix(display, names);
    }
}

/// Reads a name to go by or a former family name; a whole name there is kept whole.
pub(super) fn read_other(
    part: NamePart,
    text: &str,
    folded: &mut String,
    names: &mut Names,
) -> Option<String> {
    let tidy = tidy(text);
    fold_into(&tidy, folded);
    let is_family = part == NamePart::FormerFamily;
    let finding = if is_family {
        placeholder::family(folded)
    } else {
        placeholder::given(folded).or_else(|| placeholder::whole(folded, false))
    };
    if let Some(finding) = finding {
        names.tell(part, finding);
        return None;
    }
    plain_name(&tidy, is_family)
}

/// Cuts a cell into words, notes what is written beside the name, and hands the words on.
fn read_cell(part: NamePart, text: &str, names: &mut Names, mut each: impl FnMut(&[&str], &mut Names)) {
    let tidy = tidy(text);
    let bare = annotation::take(&tidy, |annotation| note(part, &annotation, names));
    let bare = close_gaps(&bare);
    let mut tokens = Vec::with_capacity(8);
    tokens_of(&bare, &mut tokens);
    if tokens.first().is_some_and(|first| first.eq_ignore_ascii_case("b/o")) {
        tokens.splice(..1, ["Baby", "of"]);
    }
    annotation::take_marked(&mut tokens, |annotation| note(part, &annotation, names));
    while tokens.len() > 1 && tokens.last().is_some_and(|last| !is_name(last) && !is_connector(last)) {
        tokens.pop();
        names.tell(part, ANNOTATION);
    }
    let late = match tokens.as_slice() {
        [the, late, ..] if the.eq_ignore_ascii_case("the") && late.eq_ignore_ascii_case("late") => 2,
        [late, _, ..] if late.eq_ignore_ascii_case("late") => 1,
        _ => 0,
    };
    if late > 0 {
        note(part, &Annotation::Deceased, names);
    }
    each(&tokens[late..], names);
}

/// Notes what is written beside a name.
fn note(part: NamePart, annotation: &Annotation<'_>, names: &mut Names) {
    match annotation {
        Annotation::Former(name) if names.former_family.is_none() => {
            names.former_family = plain_name(name, true);
        }
        Annotation::KnownAs(name) => keep_known_as(name, names),
        Annotation::Other(name) if part == NamePart::Given && annotation::is_one_name(name) => {
            keep_known_as(name, names);
        }
        Annotation::Deceased => names.tell(part, Finding::new(ProblemKind::Doubtful, "name_of_deceased")),
        Annotation::Former(_) => {}
        Annotation::Other(text) => {
            if let Some(display) = title::before_name(text).filter(|_| names.usual.prefix.is_empty()) {
                names.usual.prefix.push(display.to_owned());
            } else if let Some(display) = suffix::certain(text).or_else(|| suffix::generation_word(text)) {
                keep_suffix(display, names);
            } else {
                names.tell(part, ANNOTATION);
            }
        }
    }
}

/// Writes the first person of a cell.
fn write(part: NamePart, person: &Person<'_, '_>, folded: &mut String, names: &mut Names) {
    if names.usual.prefix.is_empty() {
        names.usual.prefix.extend(person.titles.iter().map(|title| (*title).to_owned()));
    }
    for display in person.suffixes.iter().rev() {
        if !names.usual.suffix.iter().any(|known| known == display) {
            names.usual.suffix.insert(0, (*display).to_owned());
        }
    }
    if person.given.is_empty() && person.family.is_empty() {
        names.tell(part, Finding::new(ProblemKind::Placeholder, "name_title_only"));
        return;
    }
    if !person.given.is_empty() {
        let among_small = among_small(person.given, person.family.iter().copied());
        write_given(part, person.given, among_small, folded, names);
    }
    let mut words = person.family.iter().copied().filter(|token| is_name(token)).peekable();
    if words.peek().is_some() {
        person.family.iter().for_each(|token| tell_digits(part, token, names));
        names.usual.family = Some(display_words(words, true));
    } else if !person.family.is_empty() {
        names.tell(part, ANNOTATION);
    }
}

/// Adds the further people of a cell.
fn add_others<'t, 'a: 't>(
    people: impl Iterator<Item = Person<'t, 'a>>,
    folded: &mut String,
    names: &mut Names,
) {
    for person in people {
        let mut other = Names::default();
        write(NamePart::Full, &person, folded, &mut other);
        names.others.push(other.usual);
    }
}

/// Adds words as given names, unless they say that there are none yet.
///
/// Shape: `among_small` where the name has small letters elsewhere, so that `AJ` is initials.
fn write_given(part: NamePart, tokens: &[&str], among_small: bool, folded: &mut String, names: &mut Names) {
    push_bare(tokens, folded);
    if let Some(finding) = placeholder::given(folded) {
        names.tell(part, finding);
        return;
    }
    for token in tokens.iter().copied().filter(|token| *token != COMMA) {
        if let Some(known_as) = quoted(token) {
            keep_known_as(known_as, names);
        } else if is_name(token) {
            tell_digits(part, token, names);
            let initials = is_initials(token, among_small);
            names.usual.given.push(if initials { token.to_owned() } else { display_words([token], false) });
        } else {
            names.tell(part, ANNOTATION);
        }
    }
}

/// The comparing form of words, written over a buffer.
fn push_bare(tokens: &[&str], folded: &mut String) {
    folded.clear();
    tokens.iter().for_each(|token| push_folded(token, folded));
}

/// Takes titles off the front of given names, as long as a name is left; they count where no column told one.
fn take_titles<'t, 'a>(mut tokens: &'t [&'a str], names: &mut Names) -> &'t [&'a str] {
    let from_column = !names.usual.prefix.is_empty();
    while let Some((display, length)) = title::at_start(tokens).filter(|(_, length)| tokens.len() > *length) {
        if !from_column {
            names.usual.prefix.push(display.to_owned());
        }
        tokens = &tokens[length..];
    }
    tokens
}

/// The display form of words that are nothing but a name.
fn plain_name(tidy: &str, family: bool) -> Option<String> {
    let closed = close_gaps(tidy);
    let mut tokens = Vec::with_capacity(4);
    tokens_of(&closed, &mut tokens);
    tokens.retain(|token| is_name(token));
    let titles = title::at_start(&tokens).map_or(0, |(_, length)| length);
    let words = if titles < tokens.len() { &tokens[titles..] } else { &tokens };
    (!words.is_empty()).then(|| display_words(words.iter().copied(), family))
}

fn keep_known_as(name: &str, names: &mut Names) {
    if names.known_as.is_none() {
        names.known_as = plain_name(name, false);
    }
}

fn keep_suffix(display: &str, names: &mut Names) {
    if !names.usual.suffix.iter().any(|known| known == display) {
        names.usual.suffix.push(display.to_owned());
    }
}

fn tell_digits(part: NamePart, token: &str, names: &mut Names) {
    if token.bytes().any(|byte| byte.is_ascii_digit()) {
        names.tell(part, Finding::new(ProblemKind::Doubtful, "name_with_digits"));
    }
}

/// Whether given names stand beside a family name of small letters, so that `AJ` among them is initials.
///
/// The family name must be shown with small letters too: what is shown reads as itself.
pub(super) fn among_small<'a>(given: &[&str], family: impl IntoIterator<Item = &'a str>) -> bool {
    given.iter().any(|word| may_be_initials(word))
        && family
            .into_iter()
            .take_while(|word| *word != COMMA && !is_connector(word))
            .filter(|word| !is_shouted(word))
            .filter(|word| title::before_name(word).is_none() && suffix::certain(word).is_none())
            .any(|word| !is_shouted(&display_words([word], true)))
}

/// Words in their display form, with particles of a family name small where the name has no case of its own.
pub(super) fn display_words<'a>(words: impl IntoIterator<Item = &'a str>, family: bool) -> String {
    let mut display = String::with_capacity(16);
    push_words(words, family, &mut display);
    display
}

/// Adds words in their display form.
pub(super) fn push_words<'a>(words: impl IntoIterator<Item = &'a str>, family: bool, display: &mut String) {
    let start = display.len();
    for word in words {
        let joins = joins_next(&display[start..]);
        if display.len() > start && !joins {
            display.push(' ');
        }
        // Of two apostrophes, one.
        let word = if joins { word.trim_start_matches('\'') } else { word };
        let small =
            family && (is_shouted(word) || !word.chars().any(char::is_uppercase)) && particle::is_small(word);
        if small {
            display.extend(word.chars().map(|letter| letter.to_ascii_lowercase()));
        } else if !family && is_initials(word, false) {
            display.push_str(word);
        } else {
            push_name_word(word, display);
        }
    }
}
