//! Rows of houses and blocks of flats along a street.

use super::build::{Builder, Line, Look};
use super::street_names::{BLOCK_TYPES, HOUSE_NAMES, STEMS};
use super::{NONE, Part, Site, Tenure, Use};
use crate::calendar::Day;
use crate::chance::Chance;

impl Builder {
    /// A street of houses: odd numbers on one side, even on the other, or straight through.
    pub(super) fn houses(&mut self, line: &Line, look: Look, built: Day, chance: &mut Chance) {
        let length = match look {
            Look::Terrace => chance.between(14, 110),
            Look::Semi => chance.between(12, 90),
            Look::Estate => chance.between(16, 80),
            Look::Village => chance.between(6, 34),
            Look::New => chance.between(10, 38),
        };
        let through = matches!(look, Look::New | Look::Village) && chance.happens(0.6) || length < 12;
        let thirteen = chance.happens(0.3);
        let association = chance.happens(match look {
            Look::Estate => 0.62,
            Look::Terrace => 0.17,
            Look::New => 0.2,
            Look::Semi | Look::Village => 0.04,
        });
        let sides: &[u16] = if through { &[0] } else { &[1, 2] };
        for side in sides {
            self.new_postcode(line.locality);
            let mut number = if *side == 2 { 2 } else { 1 };
            let mut place = 0;
            while i32::from(number) <= length {
                if (number != 13 || thirteen) && !chance.happens(0.015) {
                    let house = House { line, look, side: *side, place, number, built, association };
                    self.plot(&house, chance);
                    place += 1;
                }
                number += if through { 1 } else { 2 };
            }
        }
    }

    /// One plot: a house, a named house, a pair of numbers in one, or a house made into flats.
    fn plot(&mut self, house: &House<'_>, chance: &mut Chance) {
        let mut site = self.house(house, chance);
        let point = chance.unit();
        let (conversion, range) = if house.look == Look::Terrace { (0.07, 0.012) } else { (0.012, 0.004) };
        if house.built > self.plan.first || point > conversion + range {
            self.name_house(&mut site, house, chance);
            self.push(site);
            if house.look != Look::New && chance.happens(0.012) {
                // A house squeezed in later takes its neighbour's number and a letter.
                site.suffix = b'A';
                site.name = NONE;
                self.push(site);
            }
            return;
        }
        if point < range {
            site.number_to = site.number + 2;
        }
        if point < range && chance.happens(0.5) {
            self.push(site);
            return;
        }
        self.convert(site, chance);
    }

    /// A house made into flats: `Flat 1`, `Flat A` by suffix, or by floor.
    fn convert(&mut self, mut site: Site, chance: &mut Chance) {
        let count = chance.between(2, 5) as u16;
        let way = chance.weighed(&[5.0, 3.0, 2.0]);
        site.usage = Use::Shell;
        site.tenure = Tenure::PrivateRent;
        let parent = self.push(site);
        for number in 1..=count {
            let mut flat = Site { usage: Use::Flat, parent, band: b'A', tenure: rented(chance), ..site };
            match way {
                0 => (flat.part, flat.part_number) = (Part::Flat, number),
                1 if site.number_to == 0 => flat.suffix = b'A' + number as u8 - 1,
                _ => (flat.part, flat.part_number) = (Part::Floor, number),
            }
            self.push(flat);
        }
    }

    fn house(&mut self, house: &House<'_>, chance: &mut Chance) -> Site {
        let along = f64::from(house.place);
        let across = if house.side == 2 { 12.0 } else { 0.0 };
        let (dx, dy) = house.line.step;
        let usage = match house.look {
            Look::Terrace => Use::Terrace,
            Look::Semi | Look::Estate => {
                [Use::Semi, Use::Semi, Use::Semi, Use::Terrace][chance.below(4) as usize]
            }
            Look::Village => [Use::Detached, Use::Detached, Use::Terrace][chance.below(3) as usize],
            Look::New => [Use::Detached, Use::Semi, Use::Semi][chance.below(3) as usize],
        };
        let tenure = if house.association && chance.happens(0.75) {
            if chance.happens(0.8) { Tenure::Association } else { Tenure::OtherSocial }
        } else if chance.happens(if house.look == Look::Terrace { 0.34 } else { 0.13 }) {
            Tenure::PrivateRent
        } else {
            Tenure::Owned
        };
        let bands: [f64; 8] = match house.look {
            Look::Terrace | Look::Estate => [70.0, 20.0, 8.0, 2.0, 0.0, 0.0, 0.0, 0.0],
            Look::Semi => [8.0, 28.0, 38.0, 18.0, 6.0, 2.0, 0.0, 0.0],
            Look::Village | Look::New => [4.0, 10.0, 24.0, 28.0, 20.0, 9.0, 4.5, 0.5],
        };
        Site {
            street: house.line.street,
            postcode: self.postcode(house.line.locality),
            number: house.number,
            number_to: 0,
            suffix: 0,
            part: Part::Whole,
            part_number: 0,
            name: NONE,
            parent: NONE,
            usage,
            tenure,
            band: b'A' + chance.weighed(&bands) as u8,
            built: house.built,
            east: house.line.east + (dx * along - dy / 7.0 * across) as i32,
            north: house.line.north + (dy * along + dx / 7.0 * across) as i32,
        }
    }

    /// Some houses have a name, and some of those no number.
    fn name_house(&mut self, site: &mut Site, house: &House<'_>, chance: &mut Chance) {
        let (named, nameless_number) = match house.look {
            Look::Village => (0.55, 0.7),
            Look::Semi => (0.02, 0.2),
            Look::Terrace | Look::Estate | Look::New => (0.004, 0.2),
        };
        if !chance.happens(named) {
            return;
        }
        let name = *chance.pick(HOUSE_NAMES);
        site.name = self.name(name.to_owned());
        // Two houses of one name in a street can only be told apart by their numbers.
        if self.taken.insert(format!("{} {name}", site.street)) && chance.happens(nameless_number) {
            site.number = 0;
        }
    }

    /// Blocks of flats along a street, named or numbered.
    pub(super) fn blocks(&mut self, line: &Line, built: Day, chance: &mut Chance) {
        let social = chance.happens(0.35);
        let mut number = 1;
        for place in 0..chance.between(1, 5) {
            self.new_postcode(line.locality);
            let house = House {
                line,
                look: Look::Terrace,
                side: 1,
                place: place * 6,
                number,
                built,
                association: false,
            };
            let mut shell = Site { usage: Use::Shell, ..self.house(&house, chance) };
            let named = chance.happens(0.75);
            if named {
                let name = format!("{} {}", chance.pick(STEMS), chance.pick(BLOCK_TYPES));
                shell.name = self.name(name);
            }
            if named && chance.happens(0.55) {
                shell.number = 0;
            } else if chance.happens(0.35) {
                shell.number_to = number + 2 * chance.between(1, 4) as u16;
            }
            number = shell.number_to.max(number) + 2;
            let parent = self.push(shell);
            let part = if chance.happens(0.75) { Part::Flat } else { Part::Apartment };
            // A block larger than a postcode goes over into the next.
            for flat in 1..=chance.between(6, 42) as u16 {
                let tenure = match (social, chance.happens(0.8)) {
                    (true, true) => Tenure::Association,
                    (true, false) => Tenure::OtherSocial,
                    _ => rented(chance),
                };
                let postcode = self.postcode(line.locality);
                let band = b'A' + chance.below(3) as u8;
                self.push(Site {
                    usage: Use::Flat,
                    parent,
                    part,
                    part_number: flat,
                    tenure,
                    postcode,
                    band,
                    ..shell
                });
            }
        }
    }
}

/// A house to be built on its plot.
struct House<'a> {
    line: &'a Line,
    look: Look,
    side: u16,
    /// How far along the street.
    place: i32,
    number: u16,
    built: Day,
    association: bool,
}

fn rented(chance: &mut Chance) -> Tenure {
    match chance.weighed(&[60.0, 25.0, 10.0, 5.0]) {
        0 => Tenure::PrivateRent,
        1 => Tenure::Owned,
        2 => Tenure::Association,
        _ => Tenure::OtherSocial,
    }
}
