//! Births, couples and weddings, and the names they bring.

use super::{Habits, Person, Population, Rename, naming};
use crate::calendar::Day;
use crate::chance::{Chance, Purpose};
use crate::names::{Background, Family, Sex};
use crate::town::NONE;

impl Population {
    /// A background by its share of those here, or of those who arrive.
    pub(super) fn draw_background(&self, chance: &mut Chance, arriving: bool) -> Background {
        let shares = Background::ALL.map(Background::shares);
        Background::ALL[chance.weighed(&shares.map(|share| if arriving { share.1 } else { share.0 }))]
    }

    /// A newborn (or younger) child of these parents, not yet in the list.
    pub(super) fn child(&self, born: Day, mother: u32, father: Option<u32>, chance: &mut Chance) -> Person {
        let sex = if chance.happens(0.488) { Sex::Female } else { Sex::Male };
        let parent = self.person(mother);
        let father_person = father.map(|father| self.person(father));
        let background =
            father_person.filter(|_| chance.happens(0.5)).map_or(parent.background, |f| f.background);
        let mut child = Person::new(sex, background, born);
        let mut couple =
            Chance::of(self.seed, Purpose::Couples, u64::from(mother), u64::from(father.unwrap_or(NONE)));
        let named = |person: u32| (self.person(person), self.family_on(person, born));
        child.family =
            naming::child_family(father.map(named), Some(named(mother)), sex, &self.lexicon, &mut couple);
        naming::christen(&mut child, father_person, &self.lexicon, chance);
        child
    }

    pub(super) fn pair(&mut self, first: u32, second: u32) {
        self.people[first as usize].partner = second;
        self.people[second as usize].partner = first;
    }

    /// Two become wife and husband; the wife (or the second) may take the other's name.
    pub(super) fn wed(&mut self, first: u32, second: u32, day: Day, chance: &mut Chance) {
        let sexes = (self.person(first).sex, self.person(second).sex);
        let (taker, giver) =
            if sexes == (Sex::Female, Sex::Male) { (first, second) } else { (second, first) };
        for person in [first, second] {
            self.people[person as usize].habits.set(Habits::MARRIED);
        }
        let givers = self.family_on(giver, day);
        if sexes.0 != sexes.1 || chance.happens(0.35) {
            self.take_family(taker, givers, day, chance);
        }
    }

    /// A person takes a partner's family name, if they do.
    pub(super) fn take_family(&mut self, person: u32, partners: Family, day: Day, chance: &mut Chance) {
        let own = self.family_on(person, day);
        if let Some(family) =
            naming::married_family(self.person(person), own, partners, &self.lexicon, chance)
        {
            self.rename(person, family, day);
        }
    }

    pub(super) fn rename(&mut self, person: u32, family: Family, day: Day) {
        let before = self.people[person as usize].rename;
        self.people[person as usize].rename = self.renames.len() as u32;
        self.renames.push(Rename { day, family, before });
    }
}
