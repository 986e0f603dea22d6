//! Organisations: what is done in each of the premises, who does it, under which name, and who did before.
//!
//! The truth only. What the rating list and the inspectors make of it is in `systems`.

mod kinds;
mod titles;
mod words;

pub(crate) use kinds::Kind;

use crate::calendar::Day;
use crate::chance::{Chance, Purpose};
use crate::names::Lexicon;
use crate::town::Town;

/// All premises and their occupiers.
#[derive(Debug)]
pub(crate) struct Trade {
    /// In order of site.
    pub(crate) premises: Vec<Premises>,
}

/// A place of work.
#[derive(Debug)]
pub(crate) struct Premises {
    pub(crate) site: u32,
    pub(crate) kind: &'static Kind,
    /// Rateable value. Units: pounds.
    pub(crate) rateable_value: u32,
    /// Who has been here, the latest last.
    pub(crate) occupiers: Vec<Occupier>,
}

/// An organisation in premises for a time.
#[derive(Debug, Clone)]
pub(crate) struct Occupier {
    /// The name in law: a company, or a person.
    pub(crate) legal_name: String,
    /// The name over the door.
    pub(crate) trading_name: String,
    pub(crate) from: Day,
    /// The first day gone, [`Day::NEVER`] while there.
    pub(crate) to: Day,
}

impl Premises {
    /// Who is there on a day.
    pub(crate) fn occupier_on(&self, day: Day) -> Option<&Occupier> {
        self.occupiers.iter().rfind(|occupier| occupier.from <= day && day < occupier.to)
    }
}

/// Fills the premises with organisations from before the first day until today.
pub(crate) fn open(town: &Town, lexicon: &Lexicon, seed: u64, first: Day, today: Day) -> Trade {
    // Care homes were built first: the list is in order of site.
    let mut premises: Vec<Premises> =
        town.care_homes.iter().map(|site| care_home(town, *site, seed, first)).collect();
    premises.extend((0_u32..).zip(&town.premises).map(|(number, (site, setting))| {
        let mut chance = Chance::of(seed, Purpose::Occupiers, u64::from(number), 0);
        let kind = kinds::draw(*setting, number, &mut chance);
        let (low, high) = kind.rateable_value;
        let value = f64::from(low) * (f64::from(high) / f64::from(low)).powf(chance.unit());
        let mut premises =
            Premises { site: *site, kind, rateable_value: round_value(value), occupiers: Vec::new() };
        occupy(&mut premises, town, lexicon, (first, today), &mut chance);
        premises
    }));
    Trade { premises }
}

/// Occupiers one after another, with gaps between some of them.
fn occupy(
    premises: &mut Premises,
    town: &Town,
    lexicon: &Lexicon,
    (first, today): (Day, Day),
    chance: &mut Chance,
) {
    let mut from = first.plus(-(chance.wait(2500.0) as i32).min(9000));
    let years = premises.kind.years_mean;
    while from <= today {
        let to = from.plus(200 + chance.wait(years * 365.0) as i32);
        let names = titles::names(premises, town, lexicon, chance);
        let gap = if chance.happens(0.45) { chance.wait(200.0) as i32 } else { 0 };
        if to > first {
            let to = if to > today { Day::NEVER } else { to };
            premises.occupiers.push(Occupier { legal_name: names.0, trading_name: names.1, from, to });
        }
        from = to.plus(gap);
    }
}

fn care_home(town: &Town, site: u32, seed: u64, first: Day) -> Premises {
    let mut chance = Chance::of(seed, Purpose::Occupiers, u64::from(site), 1);
    let name = town.names.get(town.site(site).name as usize).cloned().unwrap_or_default();
    let groups =
        ["Meadowcare Homes Ltd", "Larkfield Care Group Ltd", "Northern Rest Homes Ltd", "Hollybank Care Ltd"];
    let legal_name =
        if chance.happens(0.6) { chance.word(&groups).to_owned() } else { format!("{name} Ltd") };
    let occupier = Occupier { legal_name, trading_name: name, from: first.plus(-3000), to: Day::NEVER };
    Premises {
        site,
        kind: &kinds::CARE_HOME,
        rateable_value: 20_000 + chance.below(60_000),
        occupiers: vec![occupier],
    }
}

/// Valuers round to three figures.
fn round_value(value: f64) -> u32 {
    let step = 10_f64.powf(value.log10().floor() - 2.0).max(25.0);
    ((value / step).round() * step) as u32
}

/// Premises' id in the truth.
pub(crate) fn premises_id(site: u32) -> String {
    format!("B{site:08}")
}
