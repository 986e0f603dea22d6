//! Fills the town's homes with households on the first day.

use super::{Household, Kind, Habits, Person, Population, Standing, naming};
use crate::calendar::Day;
use crate::chance::{Chance, Purpose, Weighted};
use crate::names::{Background, Family, Given, Lexicon, Sex};
use crate::town::{NONE, Town};

/// The population on the first day.
pub(crate) fn settle(town: &Town, people: u32, seed: u64, first: Day, today: Day) -> Population {
    let mut population = Population {
        people: Vec::new(),
        households: Vec::new(),
        residences: Vec::new(),
        renames: Vec::new(),
        lexicon: Lexicon::new(),
        seed,
        first,
        today,
    };
    let backgrounds = Weighted::new(&Background::ALL.map(|background| background.shares().0));
    for (number, site) in town.homes.iter().enumerate() {
        if population.people.len() >= people as usize {
            break;
        }
        let mut chance = Chance::of(seed, Purpose::Households, number as u64, 0);
        if chance.happens(0.05) {
            continue;
        }
        let background = Background::ALL[backgrounds.draw(&mut chance)];
        let family = Family::single(population.lexicon.draw_family(background, &mut chance));
        let size = 1 + chance.weighed(&[30.0, 34.0, 16.0, 13.0, 7.0]);
        let adults = size.min(if chance.happens(0.2) { 1 } else { 2 });
        let age = chance.between(22, 84);
        let household = population.households.len() as u32;
        let from = first.plus(-(chance.wait(3000.0) as i32).min(20_000));
        let mut members = Vec::new();
        let mut lead = None;
        for member in 0..size {
            let years = if member < adults { age + chance.between(-3, 3) } else { chance.between(0, 17) };
            let mut person = Person {
                born: first.plus(-(f64::from(years) * 365.25) as i32 - chance.between(0, 364)),
                died: Day::NEVER,
                sex: if chance.happens(0.5) { Sex::Female } else { Sex::Male },
                background,
                given: Given::NONE,
                middles: [Given::NONE; 2],
                family,
                habits: Habits::default(),
                residence: NONE,
                rename: NONE,
                household,
                partner: NONE,
            };
            naming::christen(&mut person, &population.lexicon, &mut chance);
            let number = population.people.len() as u32;
            population.people.push(person);
            let standing = match member {
                0 => Standing::Head,
                _ if member < adults => Standing::Partner,
                _ => Standing::Child,
            };
            let stay = population.move_in(number, *site, from.max(person.born), standing, lead.map(|lead| (lead, member as u8)));
            lead = lead.or(Some(stay));
            members.push(number);
        }
        population.households.push(Household { kind: Kind::Family, site: *site, members });
    }
    population
}
