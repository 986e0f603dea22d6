//! The eleven systems: each its own columns, layout, codes and habits, as systems of that kind have them.
//!
//! | system | who runs it | file | address | dates | news travels |
//! |---|---|---|---|---|---|
//! | council tax | council | `\|`, windows-1252, capitals | 35, 35, 32 and 32 characters | 31/01/1987 | in weeks |
//! | electoral register | council | tab, UTF-16LE | six lines and a postcode | 31/01/1987 | in months |
//! | housing tenancies | housing association | all quoted, UTF-8 with mark | one cell of 200 | 1987-01-31 00:00:00 | in weeks |
//! | adult social care | council | `NULL`, UTF-8 | one line of 464 | 31-JAN-1987 | in months |
//! | children and schools | children's trust | UTF-8 | BS 7666 parts | 31/01/1987 | in months |
//! | library | council | `;`, UTF-8 | one line without commas | 1987-01-31 | in years, or never |
//! | blue badge | council | all quoted, windows-1252, `N/A` | street, line, town | 31 Jan 1987 | at renewal |
//! | assisted bins | contractor | windows-1252, hand-kept | one cell, any way | 31/01/1987 | in months |
//! | GP registrations | health board | UTF-8 with mark | five lines | 19870131 | in months |
//! | business rates | council | windows-1252, `#N/A` | one cell | 1987-01-31 | in months |
//! | food hygiene | regulator | UTF-8 | four lines | 1987-01-31 | at the next visit |
//!
//! How often each gets names, dates and addresses wrong stands at the top of its file, with sources in `recording`.

mod adult_social_care;
mod assisted_bins;
mod blue_badge;
mod business_rates;
mod children_and_schools;
mod council_tax;
mod electoral_register;
mod food_hygiene;
mod gp_registrations;
mod housing_tenancies;
mod library;

use rayon::prelude::*;

use crate::calendar::Day;
use crate::chance::{Chance, Purpose, Shuffle};
use crate::extract::write::{Record, System};
use crate::knowledge::{Hearing, Knowledge, SystemNumber};
use crate::people::{Population, Residence};
use crate::town::Town;
use crate::trade::Trade;

/// What the systems record: the truth, read only.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) town: Town,
    pub(crate) population: Population,
    pub(crate) trade: Trade,
    /// The first nine digits of everybody's NHS number.
    pub(crate) nhs: Vec<u32>,
    /// Adults living at each site today.
    pub(crate) adults: Vec<u8>,
}

impl World {
    pub(crate) fn new(town: Town, population: Population, trade: Trade, nhs: Vec<u32>) -> Self {
        let mut adults = vec![0_u8; town.sites.len()];
        let today = population.today;
        for stay in &population.residences {
            if stay.from <= today && today < stay.to && population.person(stay.person).age_on(today) >= 18 {
                let count = &mut adults[stay.site as usize];
                *count = count.saturating_add(1);
            }
        }
        Self { town, population, trade, nhs, adults }
    }
}

/// All systems in the order their extracts are written.
pub(crate) fn all(world: &World) -> Vec<Box<dyn System + '_>> {
    vec![
        Box::new(council_tax::CouncilTax::new(world)),
        Box::new(electoral_register::ElectoralRegister::new(world)),
        Box::new(housing_tenancies::HousingTenancies::new(world)),
        Box::new(adult_social_care::AdultSocialCare::new(world)),
        Box::new(children_and_schools::ChildrenAndSchools::new(world)),
        Box::new(library::Library::new(world)),
        Box::new(blue_badge::BlueBadge::new(world)),
        Box::new(assisted_bins::AssistedBins::new(world)),
        Box::new(gp_registrations::GpRegistrations::new(world)),
        Box::new(business_rates::BusinessRates::new(world)),
        Box::new(food_hygiene::FoodHygiene::new(world)),
    ]
}

/// What every system that registers people has: the world, its number, how it hears of news, how it numbers records.
#[derive(Debug, Clone, Copy)]
struct Desk<'a> {
    world: &'a World,
    number: SystemNumber,
    hearing: Hearing,
    keys: Shuffle,
}

/// Keys a system can give out.
const KEYS: u64 = 80_000_000;

impl<'a> Desk<'a> {
    fn new(world: &'a World, number: SystemNumber, hearing: Hearing) -> Self {
        let mut chance = Chance::of(world.population.seed, Purpose::Keys, number as u64, 0);
        let seed = u64::from(chance.below(u32::MAX));
        Self { world, number, hearing, keys: Shuffle::new(KEYS, seed) }
    }

    fn today(&self) -> Day {
        self.world.population.today
    }

    fn knowledge(&self) -> Knowledge<'a> {
        Knowledge { population: &self.world.population, system: self.number, hearing: self.hearing }
    }

    /// The stream that decides whether and when a person is in this system.
    fn enrolling(&self, person: u32) -> Chance {
        Chance::of(self.world.population.seed, Purpose::Enrols, u64::from(person), self.number as u64)
    }

    /// The stream for what the system makes of one facet of a person.
    fn slips(&self, person: u32, copy: u8, facet: Facet, version: u32) -> Chance {
        let facet = facet as u64 | u64::from(version) << 8;
        crate::recording::slips(&self.world.population, self.number, person, copy, facet)
    }

    /// The key number of a person's record; each further record has another.
    fn key(&self, person: u32, copy: u8) -> u64 {
        self.keys.of(u64::from(person) * 4 + u64::from(copy % 4))
    }

    /// The records of everybody, found on every core.
    ///
    /// Shape: `days` gives a copy number and a day for each record of a person; the day becomes the record's detail.
    fn records_of_people(&self, days: impl Fn(u32) -> Vec<(u8, Day)> + Sync) -> Vec<Record> {
        let record = |subject, (copy, day): (u8, Day)| Record {
            order: self.key(subject, copy),
            subject,
            detail: day.0 as u32,
            copy,
        };
        (0..self.world.population.people.len() as u32)
            .into_par_iter()
            .flat_map_iter(|person| days(person).into_iter().map(move |day| record(person, day)))
            .collect()
    }

    /// The residences that a system keeps a record of, found on every core, in order.
    fn stays(&self, is_kept: impl Fn(u32, &Residence) -> bool + Sync) -> Vec<u32> {
        let residences = &self.world.population.residences;
        (0..residences.len() as u32)
            .into_par_iter()
            .filter(|number| is_kept(*number, &residences[*number as usize]))
            .collect()
    }
}

/// What of a person is being written down, so that a new address does not change how the name was spelt.
#[derive(Debug, Clone, Copy)]
enum Facet {
    Name = 1,
    Facts,
    Address,
    Contact,
    Numbers,
    Case,
    Forwarding,
}
