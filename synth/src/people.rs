//! The people of the place, whom they live with, and where they have lived.
//!
//! The truth, all of it: what the systems make of it is in `knowledge` and `systems`.

mod household;
mod kin;
mod live;
mod naming;
mod settle;
#[cfg(test)]
mod tests;
mod ties;

pub(crate) use household::Household;
pub(crate) use live::live;
pub(crate) use settle::settle;

use crate::calendar::Day;
use crate::names::{Background, Family, Given, Lexicon, Sex};

/// Everybody the place's history knows.
#[derive(Debug)]
pub(crate) struct Population {
    pub(crate) people: Vec<Person>,
    pub(crate) households: Vec<Household>,
    pub(crate) residences: Vec<Residence>,
    pub(crate) renames: Vec<Rename>,
    /// What happened, in the order it was lived.
    pub(crate) events: Vec<Event>,
    pub(crate) lexicon: Lexicon,
    pub(crate) seed: u64,
    pub(crate) first: Day,
    /// The day the extracts are taken: what is dated later has not happened.
    pub(crate) today: Day,
}

/// A person. Small, because a large place has a million.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Person {
    pub(crate) born: Day,
    /// [`Day::NEVER`] while alive.
    pub(crate) died: Day,
    pub(crate) sex: Sex,
    pub(crate) background: Background,
    pub(crate) given: Given,
    pub(crate) middles: [Given; 2],
    /// The family name at birth.
    pub(crate) family: Family,
    pub(crate) habits: Habits,
    /// The latest of the person's residences, [`NONE`] where there is none.
    pub(crate) residence: u32,
    /// The latest change of family name, [`NONE`] where there is none.
    pub(crate) rename: u32,
    pub(crate) household: u32,
    pub(crate) partner: u32,
}

/// What is always so about a person's name and date of birth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Habits(u8);

impl Habits {
    /// Goes by the short form of the given name.
    pub(crate) const KNOWN_AS: Self = Self(1);
    /// Goes by the middle name.
    pub(crate) const MIDDLE_FIRST: Self = Self(2);
    /// Has a twin.
    pub(crate) const TWIN: Self = Self(4);
    /// Registered as born on 1 January for want of a better date.
    pub(crate) const FIRST_OF_JANUARY: Self = Self(8);
    /// Has used a second, English given name.
    pub(crate) const ENGLISH_NAME: Self = Self(16);
    /// Married (to the partner).
    pub(crate) const MARRIED: Self = Self(32);

    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn set(&mut self, other: Self) {
        self.0 |= other.0;
    }

    pub(crate) fn clear(&mut self, other: Self) {
        self.0 &= !other.0;
    }
}

/// A stay of one person at one address.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Residence {
    pub(crate) person: u32,
    pub(crate) site: u32,
    pub(crate) from: Day,
    /// The first day no longer there, [`Day::NEVER`] while there.
    pub(crate) to: Day,
    /// The person's residence before, [`NONE`] where this is the first.
    pub(crate) before: u32,
    /// The residence of the household's head at the time: what its accounts hang on.
    pub(crate) lead: u32,
    /// The person's place among those who came with or after that head, who has 0.
    pub(crate) seat: u8,
    /// The residence whose accounts it goes on with: its own lead, or that of the home the household came from.
    pub(crate) account: u32,
    /// How many have come with or after this person, where they are the head.
    pub(crate) company: u8,
    pub(crate) standing: Standing,
    /// Why it ended.
    pub(crate) end: End,
}

/// What a person is in the home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Owns or rents it, alone or with others.
    Head,
    Partner,
    Sharer,
    Child,
    /// A grown child, a parent or another relative.
    Relative,
    Lodger,
    Student,
    /// Lives in a care home.
    Resident,
}

impl Standing {
    /// Its name in `truth/residences.csv`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Partner => "partner",
            Self::Sharer => "sharer",
            Self::Child => "child",
            Self::Relative => "relative",
            Self::Lodger => "lodger",
            Self::Student => "student",
            Self::Resident => "resident",
        }
    }

    /// Liable for council tax.
    pub(crate) fn is_liable(self) -> bool {
        matches!(self, Self::Head | Self::Partner | Self::Sharer)
    }
}

/// How a stay ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Not,
    Moved,
    LeftPlace,
    Died,
}

/// A change of family name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rename {
    pub(crate) day: Day,
    pub(crate) family: Family,
    /// The rename before, [`NONE`] where this is the first.
    pub(crate) before: u32,
}

/// Something that happened to a person.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Event {
    pub(crate) day: Day,
    pub(crate) kind: EventKind,
    pub(crate) person: u32,
    /// The other one: the mother of a child, the partner; [`NONE`] where there is none.
    pub(crate) other: u32,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EventKind {
    Born,
    Died,
    Married,
    Separated,
    Moved,
    Arrived,
    Left,
}

impl EventKind {
    /// Its name in `truth/events.csv`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Born => "born",
            Self::Died => "died",
            Self::Married => "married",
            Self::Separated => "separated",
            Self::Moved => "moved",
            Self::Arrived => "arrived",
            Self::Left => "left",
        }
    }
}

impl Population {
    pub(crate) fn person(&self, person: u32) -> &Person {
        &self.people[person as usize]
    }

    pub(crate) fn residence(&self, residence: u32) -> &Residence {
        &self.residences[residence as usize]
    }

    /// The residence after one of the same person's.
    pub(crate) fn next_stay(&self, number: u32) -> Option<(u32, &Residence)> {
        self.residences_of(self.residence(number).person).find(|(_, stay)| stay.before == number)
    }

    /// A person's residences, the latest first, leaving out what has not begun by today.
    pub(crate) fn residences_of(&self, person: u32) -> impl Iterator<Item = (u32, &Residence)> {
        let mut next = self.person(person).residence;
        std::iter::from_fn(move || {
            let at = next;
            let residence = self.residences.get(at as usize)?;
            next = residence.before;
            Some((at, residence))
        })
        .filter(|(_, residence)| residence.from <= self.today)
    }

    /// Where the person lives on a day.
    pub(crate) fn home_on(&self, person: u32, day: Day) -> Option<&Residence> {
        self.residences_of(person)
            .map(|(_, residence)| residence)
            .find(|stay| stay.from <= day && day < stay.to)
    }

    /// The family name the person has on a day.
    pub(crate) fn family_on(&self, person: u32, day: Day) -> Family {
        let mut next = self.person(person).rename;
        while let Some(rename) = self.renames.get(next as usize) {
            if rename.day <= day {
                return rename.family;
            }
            next = rename.before;
        }
        self.person(person).family
    }

    /// Begins a stay; `lead` is the residence of the household's head, none where this is it.
    pub(crate) fn move_in(
        &mut self,
        person: u32,
        site: u32,
        from: Day,
        standing: Standing,
        lead: Option<u32>,
    ) -> u32 {
        let number = self.residences.len() as u32;
        let before = self.people[person as usize].residence;
        let seat = lead.map_or(0, |lead| {
            let company = &mut self.residences[lead as usize].company;
            *company = company.saturating_add(1);
            *company
        });
        let lead = lead.unwrap_or(number);
        self.residences.push(Residence {
            person,
            site,
            from,
            to: Day::NEVER,
            before,
            lead,
            seat,
            account: self.residences.get(lead as usize).map_or(number, |lead| lead.account),
            company: 0,
            standing,
            end: End::Not,
        });
        self.people[person as usize].residence = number;
        number
    }
}

impl Person {
    pub(crate) fn age_on(&self, day: Day) -> i32 {
        self.born.years_to(day)
    }
}

/// A person's id in the truth.
pub(crate) fn person_id(person: u32) -> String {
    format!("P{person:08}")
}
