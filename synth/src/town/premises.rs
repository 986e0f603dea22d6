//! Shopping streets, industrial estates, offices, and the buildings that stand alone among homes.

use super::build::Builder;
use super::street_names::{BLOCK_TYPES, PARK_TYPES, STEMS};
use super::{Part, Setting, Site, Tenure, Use};
use crate::chance::{Chance, Purpose};

/// Premises a person, roughly. Source: about 37 rated premises for each thousand people in the northern cities.
const PREMISES_A_PERSON: f64 = 0.036;

impl Builder {
    /// Lays out all premises.
    pub(super) fn premises(&mut self) {
        let wanted = (f64::from(self.plan.people) * PREMISES_A_PERSON) as usize + 12;
        let localities = self.town.localities.len() as u32;
        let mut round = 0;
        while self.town.premises.len() < wanted {
            let mut chance = Chance::of(self.plan.seed, Purpose::Premises, round, 0);
            // The centre has a third of the shops and most of the offices.
            let locality = if chance.happens(0.3) { 0 } else { chance.below(localities) } as u16;
            match chance.weighed(&[34.0, 16.0, if locality == 0 { 20.0 } else { 4.0 }, 40.0]) {
                0 => self.parade(locality, &mut chance),
                1 => self.estate(locality, &mut chance),
                2 => self.offices(locality, &mut chance),
                _ => self.alone(&mut chance),
            }
            round += 1;
        }
    }

    /// A parade of shops with flats above.
    fn parade(&mut self, locality: u16, chance: &mut Chance) {
        let street = self.shopping_street(locality, chance);
        let base = self.beside(street, Use::Business, chance);
        let template = self.town.sites[base as usize];
        let mut number = 1 + 2 * chance.below(40) as u16;
        for shop in 0..chance.between(4, 18) {
            let postcode = self.postcode(locality);
            let mut site = Site { number, postcode, east: template.east + 6 * shop, ..template };
            if chance.happens(0.09) {
                // Two shops knocked into one.
                site.number_to = number + 2;
                number += 2;
            } else if chance.happens(0.06) {
                site.suffix = b'A';
            }
            let premises = if shop == 0 { base } else { self.push(site) };
            self.town.sites[premises as usize] = site;
            self.town.premises.push((premises, Setting::Parade));
            if chance.happens(0.3) {
                let tenure = Tenure::PrivateRent;
                self.push(Site {
                    usage: Use::Flat,
                    part: Part::FlatAbove,
                    parent: premises,
                    tenure,
                    band: b'A',
                    ..site
                });
            }
            number += 2;
        }
    }

    /// Shops cluster: a locality's parades are mostly along a few streets.
    fn shopping_street(&mut self, locality: u16, chance: &mut Chance) -> u32 {
        let known: Vec<u32> =
            self.shopping.iter().filter(|(of, _)| *of == locality).map(|(_, street)| *street).collect();
        if !known.is_empty() && chance.happens(0.45) {
            return *chance.pick(&known);
        }
        let street = self.bare_street(locality, chance);
        self.shopping.push((locality, street));
        street
    }

    /// Units on an estate or in an old mill.
    fn estate(&mut self, locality: u16, chance: &mut Chance) {
        let street = self.bare_street(locality, chance);
        let base = self.beside(street, Use::Business, chance);
        let name = format!("{} {}", chance.pick(STEMS), chance.pick(PARK_TYPES));
        let name = self.name(name);
        let template = Site { name, ..self.town.sites[base as usize] };
        for unit in 1..=chance.between(4, 26) as u16 {
            let east = template.east + 15 * i32::from(unit);
            let site = Site { part: Part::Unit, part_number: unit, east, ..template };
            let premises = if unit == 1 { base } else { self.push(site) };
            self.town.sites[premises as usize] = site;
            self.town.premises.push((premises, Setting::Estate));
        }
    }

    /// A building of offices, by floor or suite.
    fn offices(&mut self, locality: u16, chance: &mut Chance) {
        let street = self.bare_street(locality, chance);
        let base = self.beside(street, Use::Business, chance);
        let name = format!("{} {}", chance.pick(STEMS), chance.pick(BLOCK_TYPES));
        let name = self.name(name);
        let number = if chance.happens(0.5) { 1 + chance.below(90) as u16 } else { 0 };
        let template = Site { name, number, ..self.town.sites[base as usize] };
        let part = if chance.happens(0.5) { Part::Suite } else { Part::OfficeFloor };
        let most = if part == Part::Suite { 14 } else { 5 };
        for office in 1..=chance.between(2, most) as u16 {
            let site = Site { part, part_number: office, ..template };
            let premises = if office == 1 { base } else { self.push(site) };
            self.town.sites[premises as usize] = site;
            self.town.premises.push((premises, Setting::Office));
        }
    }

    /// A building among homes: a school, a surgery, a pub, a garage, a corner shop.
    fn alone(&mut self, chance: &mut Chance) {
        let street = chance.below(self.town.streets.len() as u32);
        let site = self.beside(street, Use::Business, chance);
        if chance.happens(0.55) {
            self.town.sites[site as usize].number = 1 + chance.below(160) as u16;
        }
        self.town.premises.push((site, Setting::Alone));
    }

    fn bare_street(&mut self, locality: u16, chance: &mut Chance) -> u32 {
        let zone = self.town.localities[usize::from(locality)].zone;
        let number = self.town.streets.len() as u32;
        let name = self.street_name(locality, zone, chance);
        self.add_street(name, locality, chance);
        number
    }
}
