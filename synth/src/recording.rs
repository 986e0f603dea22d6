//! A person's name, birth date and address as one system has written them down.
//!
//! Each system has its own rates (`Slips`); which record is hit follows from the person and the system alone.

mod address;
mod name;

pub(crate) use address::{AddressSlips, recorded_address};
pub(crate) use name::{NameSlips, RecordedName, recorded_name, short_form};

use crate::calendar::Day;
use crate::chance::{Chance, Purpose};
use crate::damage::misdate;
use crate::knowledge::SystemNumber;
use crate::names::Sex;
use crate::people::Population;

/// How often a system has birth date and sex wrong or not at all. Units: share of records.
///
/// Source: sex and birth date disagree in 0.11 % of linked hospital records (Harron et al., 2017, BMC Medical Research
/// Methodology 17:23); systems without a national number do several times worse.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FactSlips {
    pub(crate) birth_wrong: f64,
    pub(crate) birth_missing: f64,
    pub(crate) sex_wrong: f64,
    pub(crate) sex_missing: f64,
}

/// The stream for what one system makes of one thing about a person.
pub(crate) fn slips(
    population: &Population,
    system: SystemNumber,
    person: u32,
    copy: u8,
    facet: u64,
) -> Chance {
    let part = facet << 16 | u64::from(copy) << 8 | system as u64;
    Chance::of(population.seed, Purpose::Spells, u64::from(person), part)
}

/// Birth date and sex as recorded; none where the system has none.
pub(crate) fn recorded_facts(
    population: &Population,
    person: u32,
    rates: FactSlips,
    chance: &mut Chance,
) -> (Option<Day>, Option<Sex>) {
    let facts = population.person(person);
    let (birth, sex) = (chance.unit(), chance.unit());
    let born = if birth < rates.birth_missing {
        None
    } else if birth < rates.birth_missing + rates.birth_wrong {
        Some(misdate(facts.born, chance).min(population.today))
    } else {
        Some(facts.born)
    };
    let sex = if sex < rates.sex_missing {
        None
    } else if sex < rates.sex_missing + rates.sex_wrong {
        Some(if facts.sex == Sex::Male { Sex::Female } else { Sex::Male })
    } else {
        Some(facts.sex)
    };
    (born, sex)
}
