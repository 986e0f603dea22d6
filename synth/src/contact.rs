//! Telephones and e-mail addresses: the truth about them, a person's or a home's own.

use crate::chance::{Chance, Purpose};
use crate::extract::encode::fold;
use crate::identifiers::{EMAIL_DOMAINS, landline, mobile};
use crate::names::Sex;
use crate::people::{Population, Standing};

/// A person's mobile, where they have one.
pub(crate) fn mobile_of(population: &Population, person: u32) -> Option<String> {
    let mut chance = Chance::of(population.seed, Purpose::Contact, u64::from(person), 1);
    let person = population.person(person);
    // By year of birth, so that growing older takes no telephone away.
    let has = match (person.age_on(population.today), person.born.year()) {
        (..11, _) => 0.0,
        (11..16, _) => 0.6,
        (_, ..1946) => 0.45,
        (_, 1946..1961) => 0.8,
        _ => 0.96,
    };
    chance.happens(has).then(|| mobile(&mut chance))
}

/// A home's landline, where it has one; everybody in it shares it.
pub(crate) fn landline_of(population: &Population, site: u32) -> Option<String> {
    let mut chance = Chance::of(population.seed, Purpose::Contact, u64::from(site), 2);
    chance.happens(0.62).then(|| landline(&mut chance))
}

/// A person's e-mail address, where they have one.
fn email_of(population: &Population, number: u32) -> Option<String> {
    let mut chance = Chance::of(population.seed, Purpose::Contact, u64::from(number), 3);
    let person = population.person(number);
    let has = match (person.age_on(population.today), person.born.year()) {
        (..13, _) => 0.0,
        (_, ..1950) => 0.5,
        _ => 0.93,
    };
    if !chance.happens(has) {
        return None;
    }
    let plain = |text: &str| -> String {
        fold(text).chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
    };
    let given = plain(population.lexicon.given(person.given));
    let family = plain(&population.lexicon.family(person.family));
    let first = given.get(..1).unwrap_or_default();
    let year = person.born.year() % 100;
    let way = if family.is_empty() || given.is_empty() { 5 } else { chance.below(6) };
    let local = match way {
        0 => format!("{given}.{family}{year:02}"),
        1 => format!("{given}{family}{}", chance.below(900) + 10),
        2 => format!("{first}.{family}{}", chance.below(9000) + 100),
        3 => format!("{given}_{family}{}", chance.below(90) + 1),
        4 => format!("{family}.{given}{}", chance.below(900) + 1),
        _ => format!("{given}{}", chance.below(90_000) + 1000),
    };
    let domain = EMAIL_DOMAINS[chance.weighed(&EMAIL_DOMAINS.map(|domain| domain.1))].0;
    Some(format!("{local}@{domain}"))
}

/// The grown-up who is rung about a child: the mother if she is at home, else another head of the home.
pub(crate) fn guardian_of(population: &Population, child: u32) -> Option<u32> {
    let household = population.households.get(population.person(child).household as usize)?;
    let heads = || {
        household.members.iter().copied().filter(|person| {
            let stay = population.person(*person).residence;
            matches!(population.residence(stay).standing, Standing::Head | Standing::Partner)
        })
    };
    heads().find(|person| population.person(*person).sex == Sex::Female).or_else(|| heads().next())
}

/// Whose telephone and e-mail are given for a person: a child's are the guardian's.
pub(crate) fn holder_of(population: &Population, person: u32) -> u32 {
    if population.person(person).age_on(population.today) >= 14 {
        return person;
    }
    guardian_of(population, person).unwrap_or(person)
}

/// The telephone number that a system was told, if it was, as somebody typed it; empty else.
///
/// Units: `share` of the people with a number are asked for it.
pub(crate) fn told_phone(share: f64, chance: &mut Chance, number: impl FnOnce() -> Option<String>) -> String {
    if !chance.happens(share) {
        return String::new();
    }
    number().map(|number| typed_phone(&number, chance)).unwrap_or_default()
}

/// The e-mail address that a system was told, if it was; empty else.
pub(crate) fn told_email(population: &Population, person: u32, share: f64, chance: &mut Chance) -> String {
    if chance.happens(share) { email_of(population, person).unwrap_or_default() } else { String::new() }
}

fn typed_phone(number: &str, chance: &mut Chance) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    match chance.below(20) {
        0..9 => digits,
        9..15 => number.to_owned(),
        15 => format!("+44 {}", number.trim_start_matches('0')),
        16 => format!("+44{}", &digits[1..]),
        17 => format!("0044{}", &digits[1..]),
        18 => number.replacen(' ', "-", 1),
        _ => match number.split_once(' ') {
            Some((code, rest)) => format!("({code}) {rest}"),
            None => digits,
        },
    }
}
