//! How people get their names: given and middle names at birth, family names from parents, new ones at marriage.

use super::{Habits, Person};
use crate::chance::Chance;
use crate::names::{Background, Family, Given, Lexicon, Sex};

/// Gives a person with sex, background and day of birth the given and middle names such families give.
pub(super) fn christen(person: &mut Person, father: Option<&Person>, lexicon: &Lexicon, chance: &mut Chance) {
    let (background, sex, year) = (person.background, person.sex, person.born.year());
    person.given = lexicon.draw_given(background, sex, year, chance);
    person.middles = [Given::NONE; 2];
    match background {
        Background::Pakistani | Background::Bangladeshi => muslim_names(person, lexicon, chance),
        Background::Sikh => sikh_names(person, lexicon),
        Background::Somali | Background::Arabic => {
            // The father's own name comes second: Amina Hassan …
            if background == Background::Somali || chance.happens(0.6) {
                let own = |chance: &mut Chance| lexicon.draw_given(background, Sex::Male, year - 30, chance);
                person.middles[0] = father.map_or_else(|| own(chance), |father| father.given);
            }
        }
        Background::IndianHindu => {
            if chance.happens(0.45) {
                let own = |chance: &mut Chance| lexicon.draw_given(background, Sex::Male, year - 30, chance);
                person.middles[0] = father.map_or_else(|| own(chance), |father| father.given);
            }
        }
        Background::Chinese => {
            if chance.happens(0.55) {
                person.habits.set(Habits::ENGLISH_NAME);
                person.middles[0] = lexicon.draw_british(sex, year, chance);
            }
        }
        Background::WestAfrican => {
            if chance.happens(0.75) {
                person.middles[0] = lexicon.draw_given(background, sex, year, chance);
            }
        }
        Background::Polish | Background::Romanian => {
            if chance.happens(0.35) {
                person.middles[0] = lexicon.draw_given(background, sex, year, chance);
            }
        }
        _ => british_middles(person, father, lexicon, chance),
    }
    if person.middles[0] == person.given {
        person.middles = [Given::NONE; 2];
    }
    if chance.happens(known_as_share(person)) {
        person.habits.set(Habits::KNOWN_AS);
    }
}

/// Share of people who go by a short form where their name has one.
fn known_as_share(person: &Person) -> f64 {
    if person.background.is_british() { 0.45 } else { 0.2 }
}

fn british_middles(person: &mut Person, father: Option<&Person>, lexicon: &Lexicon, chance: &mut Chance) {
    let (sex, year) = (person.sex, person.born.year());
    if let Some(father) = father.filter(|father| father.sex == sex && chance.happens(0.012)) {
        // Named after the father: told apart by the middle name, or not at all.
        person.given = father.given;
    }
    let point = chance.unit();
    if point < 0.86 {
        person.middles[0] = lexicon.draw_middle(sex, year, chance);
    }
    if point < 0.13 {
        person.middles[1] = lexicon.draw_middle(sex, year, chance);
        if person.middles[1] == person.middles[0] {
            person.middles[1] = Given::NONE;
        }
    }
    if chance.happens(0.035) && person.middles[0] != Given::NONE {
        person.habits.set(Habits::MIDDLE_FIRST);
    }
}

/// Mohammed before the name a man goes by; its spelling differs from family to family.
fn muslim_names(person: &mut Person, lexicon: &Lexicon, chance: &mut Chance) {
    let mohammed = lexicon.given_named("Mohammed");
    if person.sex == Sex::Male && person.given != mohammed && chance.happens(0.38) {
        const SPELLINGS: [(&str, f64); 6] = [
            ("Mohammed", 46.0),
            ("Muhammad", 20.0),
            ("Mohammad", 22.0),
            ("Mohamed", 6.0),
            ("Md", 3.0),
            ("Abdul", 9.0),
        ];
        let spelling = SPELLINGS[chance.weighed(&SPELLINGS.map(|spelling| spelling.1))].0;
        let first = lexicon.given_named(spelling);
        person.middles[0] = person.given;
        person.given = if first == Given::NONE { mohammed } else { first };
        // Most men with two such names are called by the second.
        if chance.happens(0.7) {
            person.habits.set(Habits::MIDDLE_FIRST);
        }
    } else if chance.happens(0.25) {
        let year = person.born.year();
        person.middles[0] = lexicon.draw_given(person.background, person.sex, year, chance);
    }
}

fn sikh_names(person: &mut Person, lexicon: &Lexicon) {
    let name = if person.sex == Sex::Male { "Singh" } else { "Kaur" };
    let alone = lexicon.family_named(name);
    if person.family.main != alone {
        person.middles[0] = lexicon.given_named(name);
    }
}

/// An adult's family name at birth, where the parents are not in the place.
pub(super) fn birth_family(
    background: Background,
    sex: Sex,
    lexicon: &Lexicon,
    chance: &mut Chance,
) -> Family {
    let womens = sex == Sex::Female && chance.happens(0.4);
    if let Some(name) = womens.then(|| lexicon.draw_womens(background, chance)).flatten() {
        return name;
    }
    match background {
        // Some use Singh or Kaur alone.
        Background::Sikh if chance.happens(0.25) => {
            Family::single(lexicon.family_named(if sex == Sex::Male { "Singh" } else { "Kaur" }))
        }
        // In the south of India a person may have one name only.
        Background::IndianHindu if chance.happens(0.03) => Family::NONE,
        _ => {
            let family = sikh_form(lexicon.draw_family(background, chance), sex, lexicon);
            let family = lexicon.gendered(family, sex);
            if background.is_british() && chance.happens(0.014) {
                let second = lexicon.draw_family(background, chance);
                return Family::double(family.main, second.main, chance.happens(0.8));
            }
            family
        }
    }
}

/// Singh for men, Kaur for women, wherever the table gave one of them.
fn sikh_form(family: Family, sex: Sex, lexicon: &Lexicon) -> Family {
    let (singh, kaur) = (lexicon.family_named("Singh"), lexicon.family_named("Kaur"));
    if family.main != singh && family.main != kaur {
        return family;
    }
    Family::single(if sex == Sex::Male { singh } else { kaur })
}

/// A child's family name from its parents'.
///
/// Shape: `couple` is a stream of the parents', so that sisters and brothers are named alike.
pub(super) fn child_family(
    father: Option<(&Person, Family)>,
    mother: Option<(&Person, Family)>,
    sex: Sex,
    lexicon: &Lexicon,
    couple: &mut Chance,
) -> Family {
    let (Some((parent, from_mother)), from_father) = (mother.or(father), father.map(|father| father.1))
    else {
        return Family::NONE;
    };
    let point = couple.unit();
    let Some(from_father) = from_father else {
        // A mother alone: hers, or a father's who is not in the home.
        let absent = lexicon.draw_family(parent.background, couple);
        // Begum and the like are not handed on.
        let hers = if matches!(parent.background, Background::Pakistani | Background::Bangladeshi) {
            0.15
        } else {
            0.55
        };
        let family = if point < hers { from_mother } else { absent };
        return lexicon.gendered(lexicon.masculine(family), sex);
    };
    let father = father.map_or(parent, |(person, _)| person);
    match father.background {
        Background::Somali => {
            // The father's second name is the grandfather's: the family name of the children.
            let grandfather = lexicon.family_named(lexicon.given(father.middles[0]));
            if grandfather == crate::town::NONE { from_father } else { Family::single(grandfather) }
        }
        Background::Pakistani | Background::Bangladeshi => {
            let womens = if father.background == Background::Bangladeshi { 0.45 } else { 0.1 };
            let own = (sex == Sex::Female && point < womens)
                .then(|| lexicon.draw_womens(father.background, couple))
                .flatten();
            own.unwrap_or(from_father)
        }
        Background::Sikh => sikh_form(from_father, sex, lexicon),
        background => {
            let british = background.is_british() && from_father != from_mother;
            if british && point < 0.05 && !from_father.is_double() && !from_mother.is_double() {
                return Family::double(from_mother.main, from_father.main, couple.happens(0.85));
            }
            if british && point < 0.12 {
                return from_mother;
            }
            lexicon.gendered(lexicon.masculine(from_father), sex)
        }
    }
}

/// The family name a person takes at marriage; none where it stays.
pub(super) fn married_family(
    person: &Person,
    own: Family,
    partners: Family,
    lexicon: &Lexicon,
    chance: &mut Chance,
) -> Option<Family> {
    let older = person.born.year() < 1962;
    let share = match person.background {
        background if background.is_british() => {
            if older {
                0.93
            } else {
                0.66
            }
        }
        Background::Polish | Background::Romanian => 0.88,
        Background::WestAfrican | Background::Sikh => 0.75,
        Background::IndianHindu => 0.7,
        Background::Pakistani => 0.3,
        Background::Bangladeshi => 0.1,
        _ => 0.05,
    };
    if partners == own || partners == Family::NONE || !chance.happens(share) {
        return None;
    }
    let doubled =
        person.background.is_british() && !own.is_double() && !partners.is_double() && chance.happens(0.07);
    if doubled {
        return Some(Family::double(own.main, partners.main, chance.happens(0.85)));
    }
    let family = sikh_form(lexicon.gendered(lexicon.masculine(partners), person.sex), person.sex, lexicon);
    (family != own).then_some(family)
}
