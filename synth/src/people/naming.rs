//! How people get their names.

use super::Person;
use crate::chance::Chance;
use crate::names::{Background, Given, Lexicon, Sex};

/// Draws given and middle names.
pub(super) fn christen(person: &mut Person, lexicon: &Lexicon, chance: &mut Chance) {
    let year = person.born.year();
    let (background, sex): (Background, Sex) = (person.background, person.sex);
    person.given = lexicon.draw_given(background, sex, year, chance);
    person.middles = [Given::NONE; 2];
    if chance.happens(0.8) {
        person.middles[0] = lexicon.draw_given(background, sex, year, chance);
    }
}
