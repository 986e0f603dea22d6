//! Names as a system has them: short forms, other spellings, initials, halves, halves swapped, marks lost, slips.

use crate::chance::{Chance, Purpose};
use crate::damage::slip;
use crate::extract::encode::fold;
use crate::names::{Background, Family, Given, Sex};
use crate::people::{Habits, Population};

/// How often a system departs from the registered name. Units: share of the records it can happen to.
///
/// Source: shaped on the disagreement rates that linkage studies report for names (Hagger-Johnson et al., 2017; the Office
/// for National Statistics' Census to administrative data linkage reports), and on what front desks ask for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NameSlips {
    pub(crate) typo: f64,
    /// Another spelling of the same name: Stephen, Steven; Mohammed, Muhammad.
    pub(crate) spelling: f64,
    /// The name people go by rather than the registered one, of those who go by another.
    pub(crate) short_form: f64,
    /// Only the given name's first letter.
    pub(crate) initial: f64,
    pub(crate) no_middle: f64,
    pub(crate) middle_initial: f64,
    /// Given and family name the wrong way round; more often where the family's custom is the other order.
    pub(crate) swapped: f64,
    /// Accents lost, of the names that have them.
    pub(crate) no_marks: f64,
    /// Hyphens and apostrophes lost, of the names that have them.
    pub(crate) no_punctuation: f64,
    /// Only one half of a double family name.
    pub(crate) half: f64,
    pub(crate) no_title: f64,
}

/// A name as one system has it; parts it does not know are empty.
#[derive(Clone, Default)]
pub(crate) struct RecordedName {
    pub(crate) title: &'static str,
    pub(crate) given: String,
    pub(crate) middle: String,
    pub(crate) family: String,
}

/// The title a person is addressed by.
fn title_of(population: &Population, number: u32) -> &'static str {
    let person = population.person(number);
    let mut chance = Chance::of(population.seed, Purpose::Person, u64::from(number), 9);
    let age = person.age_on(population.today);
    let point = chance.unit();
    if age >= 26 && point < 0.014 {
        return if point < 0.0015 { "Rev" } else { "Dr" };
    }
    match person.sex {
        Sex::Male if age < 15 => "Master",
        Sex::Male => "Mr",
        Sex::Female if age < 18 => "Miss",
        Sex::Female if point < 0.16 => "Ms",
        Sex::Female if person.rename != crate::town::NONE || age > 62 => "Mrs",
        Sex::Female if person.habits.has(Habits::MARRIED) => "Mrs",
        Sex::Female => "Miss",
    }
}

/// The name of a person, with that family name, as a system wrote it.
pub(crate) fn recorded_name(
    population: &Population,
    number: u32,
    family: Family,
    rates: &NameSlips,
    chance: &mut Chance,
) -> RecordedName {
    let person = population.person(number);
    let lexicon = &population.lexicon;
    let (mut given, mut middle) = given_names(population, number, rates, chance);
    let mut family_text = lexicon.family(family);
    if family.is_double() && chance.happens(rates.half) {
        let half = if chance.happens(0.5) { family.main } else { family.second };
        family_text = lexicon.family(Family::single(half));
    }
    given = respelt(population, given, rates, chance);
    family_text = respelt(population, family_text, rates, chance);
    for text in [&mut given, &mut middle, &mut family_text] {
        plain(text, rates, chance);
    }
    if chance.happens(rates.typo) {
        let text = if chance.happens(0.5) { &mut given } else { &mut family_text };
        *text = slip(text, chance);
    }
    let custom = match person.background {
        Background::Chinese | Background::WestAfrican => 8.0,
        Background::Pakistani | Background::Bangladeshi | Background::IndianHindu | Background::Somali => 4.0,
        Background::Arabic | Background::Romanian | Background::Polish | Background::Sikh => 3.0,
        _ => 1.0,
    };
    if !family_text.is_empty() && chance.happens(rates.swapped * custom) {
        std::mem::swap(&mut given, &mut family_text);
    } else if given.len() > 1 && chance.happens(rates.initial) {
        given.truncate(given.chars().next().map_or(0, char::len_utf8));
        middle.truncate(middle.chars().next().map_or(0, char::len_utf8));
    }
    let title = if chance.happens(rates.no_title) { "" } else { title_of(population, number) };
    RecordedName { title, given, middle, family: family_text }
}

/// Given and middle names before any slip: registered, or those the person goes by.
fn given_names(
    population: &Population,
    number: u32,
    rates: &NameSlips,
    chance: &mut Chance,
) -> (String, String) {
    let person = population.person(number);
    let lexicon = &population.lexicon;
    let mut given = lexicon.given(person.given).to_owned();
    let mut middle = lexicon.given(person.middles[0]).to_owned();
    if person.middles[1] != Given::NONE {
        middle = format!("{middle} {}", lexicon.given(person.middles[1]));
    }
    let goes_by = person.habits.has(Habits::MIDDLE_FIRST) || person.habits.has(Habits::ENGLISH_NAME);
    if goes_by && chance.happens(rates.short_form) {
        std::mem::swap(&mut given, &mut middle);
    } else if person.habits.has(Habits::KNOWN_AS) && chance.happens(rates.short_form) {
        given = short_form(population, number).map_or(given, str::to_owned);
    }
    let point = chance.unit();
    // Singh and Kaur are kept: they are no middle names to those who bear them.
    let kept = person.background == Background::Sikh;
    if point < rates.no_middle && !(kept && chance.happens(0.7)) {
        middle.clear();
    } else if point < rates.no_middle + rates.middle_initial && !kept {
        middle = middle
            .split(' ')
            .filter_map(|name| name.chars().next())
            .map(String::from)
            .collect::<Vec<_>>()
            .join(" ");
    }
    (given, middle)
}

/// The short form a person goes by: always the same one.
pub(crate) fn short_form(population: &Population, number: u32) -> Option<&'static str> {
    let person = population.person(number);
    let forms = population.lexicon.short_forms(population.lexicon.given(person.given));
    let mut chance = Chance::of(population.seed, Purpose::Person, u64::from(number), 8);
    (!forms.is_empty()).then(|| *chance.pick(forms))
}

fn respelt(population: &Population, name: String, rates: &NameSlips, chance: &mut Chance) -> String {
    let spellings = population.lexicon.spellings(&name);
    if spellings.is_empty() || !chance.happens(rates.spelling) {
        return name;
    }
    (*chance.pick(spellings)).to_owned()
}

/// Marks and punctuation as far as the clerk and the system keep them.
fn plain(text: &mut String, rates: &NameSlips, chance: &mut Chance) {
    if !text.is_ascii() && chance.happens(rates.no_marks) {
        *text = fold(text).into_owned();
    }
    if text.contains(['-', '\'']) && chance.happens(rates.no_punctuation) {
        let gap = if chance.happens(0.55) { " " } else { "" };
        *text = text.replace('-', gap).replace('\'', if chance.happens(0.2) { " " } else { "" });
    }
}
