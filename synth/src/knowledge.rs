//! What a system knows of the truth: it hears of a change late, or never.
//!
//! Whether and when it hears follows from the system and the change alone, so a later day only adds to what is known.

use crate::calendar::Day;
use crate::chance::{Chance, Purpose};
use crate::names::Family;
use crate::people::{End, Population};

/// How news reaches a system.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hearing {
    /// How long news takes on average. Units: days.
    pub(crate) days_mean: f64,
    /// Share of changes it never hears of.
    pub(crate) never: f64,
}

/// A system's number: its random streams hang on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum SystemNumber {
    CouncilTax = 1,
    ElectoralRegister,
    HousingTenancies,
    AdultSocialCare,
    ChildrenAndSchools,
    Library,
    BlueBadge,
    AssistedBins,
    GpRegistrations,
    BusinessRates,
    FoodHygiene,
}

/// A kind of news, so that hearing of one says nothing of another.
#[derive(Debug, Clone, Copy)]
enum News {
    Stay = 1,
    EndOfStay,
    Rename,
    Death,
}

/// One system's knowledge.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Knowledge<'a> {
    pub(crate) population: &'a Population,
    pub(crate) system: SystemNumber,
    pub(crate) hearing: Hearing,
}

impl<'a> Knowledge<'a> {
    /// When news of something reached the system; none where it has not by today.
    fn heard(&self, news: News, thing: u64, happened: Day) -> Option<Day> {
        let part = (self.system as u64) << 8 | news as u64;
        let mut chance = Chance::of(self.population.seed, Purpose::Hears, thing, part);
        if chance.happens(self.hearing.never) {
            return None;
        }
        let day = happened.plus(chance.wait(self.hearing.days_mean) as i32);
        (day <= self.population.today).then_some(day)
    }

    /// The residence the system has for a person: where they lived when they enrolled, or the latest it heard of.
    pub(crate) fn stay(&self, person: u32, enrolled: Day) -> Option<u32> {
        let mut oldest = None;
        for (number, stay) in self.population.residences_of(person) {
            if stay.from <= enrolled || self.heard(News::Stay, u64::from(number), stay.from).is_some() {
                return Some(number);
            }
            oldest = Some(number);
        }
        oldest
    }

    /// Whether the system has heard that a residence began.
    pub(crate) fn knows_of(&self, stay: u32) -> bool {
        let from = self.population.residence(stay).from;
        from < self.population.first || self.heard(News::Stay, u64::from(stay), from).is_some()
    }

    /// The day a residence ended, where the system has heard of it.
    pub(crate) fn end_of(&self, stay: u32) -> Option<Day> {
        let to = self.population.residence(stay).to;
        (to <= self.population.today).then_some(())?;
        self.heard(News::EndOfStay, u64::from(stay), to).map(|_| to)
    }

    /// The day the system learned that a person has left the place.
    pub(crate) fn departure(&self, person: u32) -> Option<Day> {
        let (number, stay) = self.population.residences_of(person).next()?;
        if stay.end != End::LeftPlace || stay.to > self.population.today {
            return None;
        }
        self.heard(News::EndOfStay, u64::from(number), stay.to)
    }

    /// The family name the system has, and the one before it where it had another.
    pub(crate) fn family(&self, person: u32, enrolled: Day) -> (Family, Option<Family>) {
        let facts = self.population.person(person);
        let mut known = None;
        let mut next = facts.rename;
        while let Some(rename) = self.population.renames.get(next as usize) {
            let heard = rename.day <= self.population.today
                && (rename.day <= enrolled
                    || self.heard(News::Rename, u64::from(next), rename.day).is_some());
            if heard && known.is_none() {
                known = Some((rename.family, self.population.renames.get(rename.before as usize)));
            }
            next = rename.before;
        }
        match known {
            Some((family, before)) => (family, Some(before.map_or(facts.family, |before| before.family))),
            None => (facts.family, None),
        }
    }

    /// The day of death, where the system has heard of it.
    pub(crate) fn death(&self, person: u32) -> Option<Day> {
        let died = self.population.person(person).died;
        if died > self.population.today {
            return None;
        }
        self.heard(News::Death, u64::from(person), died).map(|_| died)
    }
}
