//! Fills the town's homes with households on the first day.

use super::household::{self, Founding};
use super::{Population, Standing};
use crate::calendar::Day;
use crate::chance::{Chance, Purpose, mix};
use crate::names::{Background, Lexicon};
use crate::town::{Tenure, Town};

/// People a household of each background has on average, near enough to foresee how many homes stay empty.
const HOUSEHOLD_SIZE: f64 = 2.42;

/// The population on the first day, and the homes that stayed empty.
pub(crate) fn settle(town: &Town, people: u32, seed: u64, first: Day, today: Day) -> (Population, Vec<u32>) {
    let mut population = Population {
        people: Vec::with_capacity(people as usize * 13 / 10),
        households: Vec::new(),
        residences: Vec::with_capacity(people as usize * 2),
        renames: Vec::new(),
        events: Vec::new(),
        lexicon: Lexicon::new(),
        seed,
        first,
        today,
    };
    institutions(&mut population, town);
    let mut empty = Vec::new();
    let standing: Vec<u32> =
        town.homes.iter().copied().filter(|site| town.site(*site).built < first).collect();
    for (number, site) in standing.iter().enumerate() {
        let mut chance = Chance::of(seed, Purpose::Households, u64::from(*site), 0);
        let missing = (people as usize).saturating_sub(population.people.len()) as f64;
        let left = (standing.len() - number) as f64;
        if missing <= 0.0 || !chance.happens(missing / (left * HOUSEHOLD_SIZE)) {
            empty.push(*site);
            continue;
        }
        let background = neighbour(&population, town, *site, &mut chance);
        let shape = household::shape(background, false, &mut chance);
        let tenure_years = if matches!(town.site(*site).tenure, Tenure::PrivateRent) { 3.0 } else { 11.0 };
        let since = first.plus(-1 - ((chance.wait(tenure_years) * 365.25) as i32).min(20_000));
        Founding::new(&mut population, chance, *site, (first, since), background).found(shape);
    }
    (population, empty)
}

/// Care homes and students' houses are full from the start.
fn institutions(population: &mut Population, town: &Town) {
    let (seed, first) = (population.seed, population.first);
    for site in &town.care_homes {
        let mut chance = Chance::of(seed, Purpose::Households, u64::from(*site), 0);
        let since = first.plus(-chance.between(30, 900));
        let residents = chance.between(18, 50);
        Founding::new(population, chance, *site, (first, since), Background::English).care_home(residents);
    }
    for site in &town.student_homes {
        let chance = Chance::of(seed, Purpose::Households, u64::from(*site), 0);
        Founding::new(population, chance, *site, (first, first.plus(-50)), Background::English).students();
    }
}

/// A background for a household here: people of one background live near each other more than chance would have it.
fn neighbour(population: &Population, town: &Town, site: u32, chance: &mut Chance) -> Background {
    let locality = u64::from(town.street(site).locality);
    let weights = Background::ALL.map(|background| {
        let (share, _) = background.shares();
        let drawn = mix(population.seed ^ locality << 8 ^ background as u64) % 4;
        let near = if background.is_british() { 1.0 } else { [0.25, 0.5, 1.0, 2.3][drawn as usize] };
        share * near
    });
    Background::ALL[chance.weighed(&weights)]
}

impl Standing {
    /// Part of a family that moves together.
    pub(super) fn moves_along(self) -> bool {
        !matches!(self, Self::Lodger)
    }
}
