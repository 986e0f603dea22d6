//! Lays the town out: street by street until there are homes enough.
//!
//! Each street is made from a stream of its own, so a later day only adds streets at the end.

use super::street_names::{LOCALITIES, STEMS, TYPES, WHOLE_NAMES};
use super::{Locality, NONE, Part, Site, Street, TOWN_EAST, TOWN_NORTH, Tenure, Town, Use, Zone};
use crate::calendar::Day;
use crate::chance::{Chance, Purpose, Weighted};
use crate::identifiers::USRN_FIRST;
use std::collections::HashSet;

/// How much is to be built.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    pub(crate) seed: u64,
    pub(crate) people: u32,
    pub(crate) first: Day,
    pub(crate) last: Day,
}

/// Homes a postcode covers on average. Source: about 30 million delivery points over 1.8 million postcodes.
const HOMES_A_POSTCODE: u32 = 15;

/// People a home holds on average, empty homes counted. Source: Census 2021, 2.36 a household, 5 % of homes empty.
const PEOPLE_A_HOME: f64 = 2.26;

/// Builds the town as it stands on the plan's last day.
pub(crate) fn build(plan: Plan) -> Town {
    let homes_wanted = (f64::from(plan.people) / PEOPLE_A_HOME) as usize + 20;
    let mut builder = Builder::new(plan);
    while builder.town.homes.len() < homes_wanted {
        builder.street(None);
    }
    builder.institutions();
    builder.premises();
    // New homes come at 0.7 % of the stock a year, an estate at a time.
    let days_between = 365.0 / (homes_wanted as f64 * 0.007 / NEW_STREET_HOMES);
    let mut built = plan.first.plus(days_between as i32);
    let mut estate = 1;
    while built <= plan.last {
        builder.street(Some(built));
        estate += 1;
        built = plan.first.plus((days_between * f64::from(estate)) as i32);
    }
    builder.town
}

/// Homes in a new street on average.
const NEW_STREET_HOMES: f64 = 24.0;

/// The town so far and what is needed to go on.
pub(super) struct Builder {
    pub(super) plan: Plan,
    pub(super) town: Town,
    /// Street names by locality and house names by street, so that an address means one place.
    pub(super) taken: HashSet<String>,
    types: [Weighted; 2],
    localities: Weighted,
    /// Postcodes given out so far in each locality.
    postcodes: Vec<u32>,
    /// Letters used up in the current postcode.
    filled: u32,
    /// Shopping streets by locality.
    pub(super) shopping: Vec<(u16, u32)>,
}

impl Builder {
    fn new(plan: Plan) -> Self {
        let localities = localities(plan.people);
        let weights: Vec<f64> = localities
            .iter()
            .map(|locality| match locality.zone {
                Zone::Centre => 0.7,
                Zone::Inner => 1.2,
                Zone::Suburb => 1.3,
                Zone::Estate => 1.0,
                Zone::Village => 0.35,
            })
            .collect();
        let terraced: Vec<f64> = TYPES.iter().map(|kind| kind.1).collect();
        let other: Vec<f64> = TYPES.iter().map(|kind| kind.2).collect();
        Self {
            plan,
            postcodes: vec![0; localities.len()],
            town: Town {
                localities,
                streets: Vec::new(),
                sites: Vec::new(),
                names: Vec::new(),
                homes: Vec::new(),
                care_homes: Vec::new(),
                student_homes: Vec::new(),
                premises: Vec::new(),
            },
            taken: HashSet::new(),
            types: [Weighted::new(&terraced), Weighted::new(&other)],
            localities: Weighted::new(&weights),
            filled: 0,
            shopping: Vec::new(),
        }
    }

    /// One street with its homes; a street of new homes where a day is given.
    fn street(&mut self, built: Option<Day>) {
        let number = self.town.streets.len() as u32;
        let mut chance = Chance::of(self.plan.seed, Purpose::Streets, u64::from(number), 0);
        let locality = self.localities.draw(&mut chance) as u16;
        let zone = self.town.localities[usize::from(locality)].zone;
        let name = self.street_name(locality, zone, &mut chance);
        self.add_street(name, locality, &mut chance);
        let (east, north) = {
            let place = &self.town.localities[usize::from(locality)];
            (place.east + chance.between(-700, 700), place.north + chance.between(-700, 700))
        };
        let angle = chance.unit() * std::f64::consts::TAU;
        let line =
            Line { street: number, locality, east, north, step: (angle.cos() * 7.0, angle.sin() * 7.0) };
        self.new_postcode(locality);
        let days = built.unwrap_or(self.plan.first.plus(-20_000));
        match zone {
            _ if built.is_some() => self.houses(&line, Look::New, days, &mut chance),
            Zone::Centre => self.blocks(&line, days, &mut chance),
            Zone::Inner if chance.happens(0.18) => self.blocks(&line, days, &mut chance),
            Zone::Inner => self.houses(&line, Look::Terrace, days, &mut chance),
            Zone::Estate if chance.happens(0.25) => self.blocks(&line, days, &mut chance),
            Zone::Estate => self.houses(&line, Look::Estate, days, &mut chance),
            Zone::Suburb => self.houses(&line, Look::Semi, days, &mut chance),
            Zone::Village => self.houses(&line, Look::Village, days, &mut chance),
        }
    }

    pub(super) fn add_street(&mut self, name: String, locality: u16, chance: &mut Chance) {
        let usrn = USRN_FIRST + self.town.streets.len() as u32;
        let polling_district = locality * 4 + chance.below(4) as u16;
        self.town.streets.push(Street { name, locality, usrn, polling_district });
    }

    pub(super) fn street_name(&mut self, locality: u16, zone: Zone, chance: &mut Chance) -> String {
        let types = &self.types[usize::from(!matches!(zone, Zone::Inner | Zone::Centre))];
        for attempt in 0_u32.. {
            let mut name = if attempt < 4 && chance.happens(0.03) {
                (*chance.pick(WHOLE_NAMES)).to_owned()
            } else {
                format!("{} {}", chance.pick(STEMS), TYPES[types.draw(chance)].0)
            };
            if attempt > 20 {
                name = format!(
                    "{} {name}",
                    chance.pick(&["Upper", "Lower", "North", "South", "East", "West", "New"])
                );
            }
            if self.taken.insert(format!("{locality} {name}")) {
                return name;
            }
            if attempt > 60 {
                return format!("{name} {attempt}");
            }
        }
        String::new()
    }

    /// Care homes and students' houses: a share of the homes given over, and buildings of their own.
    fn institutions(&mut self) {
        let people = f64::from(self.plan.people);
        let care_homes = ((people * 0.0052 / 34.0).round() as usize).max(1);
        for number in 0..care_homes {
            let mut chance = Chance::of(self.plan.seed, Purpose::Homes, number as u64, 1);
            let street = chance.below(self.town.streets.len() as u32);
            let stem = *chance.pick(STEMS);
            let kind =
                *chance.pick(&["House", "Lodge", "Grange", "Court", "Manor", "Care Home", "Nursing Home"]);
            let name = self.name(format!("{stem} {kind}"));
            let site = self.beside(street, Use::CareHome, &mut chance);
            self.town.sites[site as usize].name = name;
            self.town.care_homes.push(site);
        }
        // One home in sixty of the older terraces is let by the room to students.
        let town = &mut self.town;
        let seed = self.plan.seed;
        let (students, homes): (Vec<u32>, Vec<u32>) = town.homes.iter().partition(|site| {
            let zone = town.localities
                [usize::from(town.streets[town.sites[**site as usize].street as usize].locality)]
            .zone;
            let likely = matches!(zone, Zone::Inner | Zone::Centre);
            Chance::of(seed, Purpose::Homes, u64::from(**site), 2).happens(if likely { 0.035 } else { 0.002 })
        });
        for site in &students {
            town.sites[*site as usize].usage = Use::Students;
            town.sites[*site as usize].tenure = Tenure::PrivateRent;
        }
        town.homes = homes;
        town.student_homes = students;
    }

    /// A site in a street without a number of its own, beside the street's other buildings.
    pub(super) fn beside(&mut self, street: u32, usage: Use, chance: &mut Chance) -> u32 {
        let locality = self.town.streets[street as usize].locality;
        self.new_postcode(locality);
        let place = &self.town.localities[usize::from(locality)];
        let (east, north) = (place.east + chance.between(-700, 700), place.north + chance.between(-700, 700));
        let site = Site {
            street,
            postcode: self.postcode(locality),
            number: 0,
            number_to: 0,
            suffix: 0,
            part: Part::Whole,
            part_number: 0,
            name: NONE,
            parent: NONE,
            usage,
            tenure: Tenure::Owned,
            band: b'A',
            built: self.plan.first.plus(-20_000),
            east,
            north,
        };
        self.push(site)
    }

    pub(super) fn push(&mut self, site: Site) -> u32 {
        let number = self.town.sites.len() as u32;
        if matches!(site.usage, Use::Detached | Use::Semi | Use::Terrace | Use::Flat) {
            self.town.homes.push(number);
        }
        self.town.sites.push(site);
        number
    }

    pub(super) fn name(&mut self, name: String) -> u32 {
        self.town.names.push(name);
        self.town.names.len() as u32 - 1
    }

    /// The postcode being filled, and a new one when it is full.
    pub(super) fn postcode(&mut self, locality: u16) -> u32 {
        if self.filled >= HOMES_A_POSTCODE {
            self.new_postcode(locality);
        }
        self.filled += 1;
        let district = u32::from(self.town.localities[usize::from(locality)].district);
        // Thirty postcodes go to a sector before the next is begun: neighbours differ in their last letter.
        let count = self.postcodes[usize::from(locality)];
        district * 4000 + (count / 30 % 10) * 400 + (count / 300 * 30 + count % 30) % 400
    }

    pub(super) fn new_postcode(&mut self, locality: u16) {
        self.filled = 0;
        self.postcodes[usize::from(locality)] += 1;
    }
}

/// A street's homes' positions and common facts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) street: u32,
    pub(super) locality: u16,
    pub(super) east: i32,
    pub(super) north: i32,
    /// Metres along and across for each house.
    pub(super) step: (f64, f64),
}

/// The looks of a street of houses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Terrace,
    Semi,
    Estate,
    Village,
    New,
}

fn localities(people: u32) -> Vec<Locality> {
    let count = (people / 9000).clamp(7, LOCALITIES.len() as u32) as usize;
    LOCALITIES[..count]
        .iter()
        .enumerate()
        .map(|(number, name)| {
            let zone = match number {
                0 => Zone::Centre,
                number if number % 7 == 6 => Zone::Village,
                number => [Zone::Suburb, Zone::Inner, Zone::Estate][number % 3],
            };
            let angle = number as f64 * 2.4;
            let radius = 900.0 * (number as f64).sqrt();
            Locality {
                name,
                post_town: match number % 11 {
                    8 => "Keldbrook",
                    10 => "Thornsea",
                    _ => "Northmere",
                },
                district: number as u16 + 1,
                zone,
                east: TOWN_EAST + (radius * angle.cos()) as i32,
                north: TOWN_NORTH + (radius * angle.sin()) as i32,
            }
        })
        .collect()
}
