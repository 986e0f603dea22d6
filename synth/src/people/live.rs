//! The years: month by month people die, are born, pair up, part, move, come and go.
//!
//! Months are lived in order and households by number, each from a stream of its own, so a later last day only adds to
//! what an earlier one gave. A home left in one month can be taken from the next.

use super::household::{self, Founding, Household, Kind};
use super::{End, Event, EventKind, Population, Residence};
use crate::calendar::Day;
use crate::chance::{Chance, Purpose};
use crate::town::{NONE, Tenure, Town};

/// Lives from the first day to the end of the month of the last.
pub(crate) fn live(
    population: &mut Population,
    town: &Town,
    empty: Vec<u32>,
    progress: &(dyn Fn(u64, u64) + Sync),
) {
    let months = months(population.first, population.today);
    let mut life = Life {
        town,
        empty,
        freed: Vec::new(),
        seekers: Vec::new(),
        care_homes: care_homes(population),
        mortality: std::array::from_fn(|age| monthly_mortality(age as i32)),
        left: 0,
        opened: town.homes.partition_point(|site| town.site(*site).built < population.first),
        month: 0,
        start: population.first,
        days: 30,
        population,
    };
    for (number, (start, days)) in months.iter().enumerate() {
        (life.month, life.start, life.days) = (number as u32, *start, *days);
        life.month();
        progress(number as u64 + 1, months.len() as u64);
    }
}

fn care_homes(population: &Population) -> Vec<u32> {
    (0..)
        .zip(&population.households)
        .filter(|(_, home)| home.kind == Kind::CareHome)
        .map(|(number, _)| number)
        .collect()
}

fn months(first: Day, today: Day) -> Vec<(Day, i32)> {
    let mut months = Vec::new();
    let mut start = first;
    while start <= today {
        let date = start.date();
        let next = Day::of(date.first_of_month().saturating_add(jiff::Span::new().months(1)));
        months.push((start, next.0 - start.0));
        start = next;
    }
    months
}

/// What one month needs.
pub(super) struct Life<'a> {
    pub(super) population: &'a mut Population,
    pub(super) town: &'a Town,
    /// Homes to be had this month.
    pub(super) empty: Vec<u32>,
    /// Homes to be had from next month.
    pub(super) freed: Vec<u32>,
    /// Single people looking for a partner.
    pub(super) seekers: Vec<u32>,
    /// The probability of dying within a month, by age.
    mortality: [f64; 120],
    /// The households that are care homes.
    pub(super) care_homes: Vec<u32>,
    /// How many people died or left this month, less those born.
    left: i64,
    /// Homes of the town's list already built.
    opened: usize,
    pub(super) month: u32,
    pub(super) start: Day,
    pub(super) days: i32,
}

impl Life<'_> {
    fn month(&mut self) {
        let freed = std::mem::take(&mut self.freed);
        self.empty.extend(freed);
        while let Some(site) =
            self.town.homes.get(self.opened).filter(|site| self.town.site(**site).built <= self.start)
        {
            self.empty.push(*site);
            self.opened += 1;
        }
        for household in 0..self.population.households.len() as u32 {
            if self.population.households[household as usize].site != NONE {
                self.household(household);
            }
        }
        self.unions();
        self.arrivals();
    }

    /// One household's month: deaths first, then at most one thing that changes who lives where.
    fn household(&mut self, household: u32) {
        let thing = u64::from(household) << 16 | u64::from(self.month);
        let mut chance = Chance::of(self.population.seed, Purpose::Living, thing, 0);
        self.deaths(household, &mut chance);
        let Household { kind, site, members } = &self.population.households[household as usize];
        let (kind, site, count) = (*kind, *site, members.len());
        if count == 0 {
            return self.close(household);
        }
        match kind {
            Kind::CareHome => return,
            Kind::Students => return self.students(household, &mut chance),
            Kind::Family | Kind::Sharers => {}
        }
        let head = self.population.households[household as usize].members[0];
        if self.population.person(head).age_on(self.start) < 17 {
            // Children left alone go to relatives elsewhere.
            let day = self.day(&mut chance);
            return self.leave_place(household, day);
        }
        // Per month. Source: about a tenth of people move in a year, half as many again of them from outside.
        let rented = self.town.site(site).tenure == Tenure::PrivateRent;
        let young = match self.population.person(head).age_on(self.start) {
            ..35 => 1.8,
            35..=60 => 1.0,
            _ => 0.35,
        };
        let restless = young * if rented { 2.2 } else { 0.6 };
        if chance.happens(0.0036 * restless) {
            return self.move_within(household, &mut chance);
        }
        if chance.happens(0.0026 * restless) {
            let day = self.day(&mut chance);
            return self.leave_place(household, day);
        }
        self.couple(household, &mut chance);
        self.leavers(household, &mut chance);
        self.frail(household, &mut chance);
    }

    fn deaths(&mut self, household: u32, chance: &mut Chance) {
        let mut at = 0;
        while let Some(person) = self.population.households[household as usize].members.get(at).copied() {
            let age = self.population.person(person).age_on(self.start);
            if !chance.happens(self.mortality[age.clamp(0, 119) as usize]) {
                at += 1;
                continue;
            }
            let day = self.day(chance);
            self.population.people[person as usize].died = day;
            self.end_stay(person, day, End::Died);
            self.widow(person);
            self.population.households[household as usize].members.remove(at);
            self.tell(day, EventKind::Died, person, NONE);
            self.left += 1;
        }
    }

    fn widow(&mut self, person: u32) {
        let partner = self.population.person(person).partner;
        if partner != NONE {
            self.population.people[partner as usize].partner = NONE;
        }
    }

    /// A day of this month.
    pub(super) fn day(&self, chance: &mut Chance) -> Day {
        self.start.plus(chance.below(self.days as u32) as i32)
    }

    pub(super) fn tell(&mut self, day: Day, kind: EventKind, person: u32, other: u32) {
        self.population.events.push(Event { day, kind, person, other });
    }

    pub(super) fn end_stay(&mut self, person: u32, day: Day, end: End) {
        let stay = self.population.person(person).residence;
        if let Some(stay) =
            self.population.residences.get_mut(stay as usize).filter(|stay| stay.to == Day::NEVER)
        {
            stay.to = day.max(stay.from.plus(1));
            stay.end = end;
        }
    }

    /// A home to move to, if there is one.
    pub(super) fn vacancy(&mut self, chance: &mut Chance) -> Option<u32> {
        if self.empty.is_empty() {
            return None;
        }
        let at = chance.below(self.empty.len() as u32) as usize;
        Some(self.empty.swap_remove(at))
    }

    /// A home to move to, if it is to be and there is one.
    pub(super) fn vacancy_if(&mut self, probability: f64, chance: &mut Chance) -> Option<u32> {
        if chance.happens(probability) { self.vacancy(chance) } else { None }
    }

    /// Nobody is left in the household: its home is free.
    pub(super) fn close(&mut self, household: u32) {
        let household = &mut self.population.households[household as usize];
        if household.kind == Kind::Family || household.kind == Kind::Sharers {
            self.freed.push(household.site);
            household.site = NONE;
        }
    }

    pub(super) fn leave_place(&mut self, household: u32, day: Day) {
        let members = std::mem::take(&mut self.population.households[household as usize].members);
        for person in members {
            self.end_stay(person, day, End::LeftPlace);
            self.tell(day, EventKind::Left, person, NONE);
            self.left += 1;
        }
        self.close(household);
    }

    pub(super) fn one_leaves_place(&mut self, household: u32, person: u32, day: Day) {
        self.population.households[household as usize].members.retain(|member| *member != person);
        self.end_stay(person, day, End::LeftPlace);
        self.tell(day, EventKind::Left, person, NONE);
        self.left += 1;
    }

    /// The whole household goes to another home; lodgers stay behind and find their own way.
    fn move_within(&mut self, household: u32, chance: &mut Chance) {
        let Some(site) = self.vacancy(chance) else {
            return;
        };
        let day = self.day(chance);
        let old = std::mem::replace(&mut self.population.households[household as usize].site, site);
        self.freed.push(old);
        let members = self.population.households[household as usize].members.clone();
        // Mostly the household's accounts go with it.
        let keeps_account = chance.happens(0.85);
        let mut lead: Option<(u32, Residence)> = None;
        for person in members {
            let old = *self.population.residence(self.population.person(person).residence);
            if !old.standing.moves_along() {
                self.one_leaves_place(household, person, day);
                continue;
            }
            self.end_stay(person, day, End::Moved);
            let stay = self.population.move_in(person, site, day, old.standing, lead.map(|lead| lead.0));
            let new = &mut self.population.residences[stay as usize];
            match lead {
                None if keeps_account => {
                    (new.account, new.company, new.seat) = (old.account, old.company, old.seat);
                }
                Some((_, head)) if keeps_account && head.account == old.account => {
                    (new.account, new.seat) = (old.account, old.seat);
                }
                _ => {}
            }
            lead = lead.or(Some((stay, old)));
            self.tell(day, EventKind::Moved, person, NONE);
        }
    }

    /// New households take empty homes: as many people as were lost.
    fn arrivals(&mut self) {
        let mut chance = Chance::of(self.population.seed, Purpose::Living, u64::from(self.month), 1);
        while self.left > 0 {
            let Some(site) = self.vacancy(&mut chance) else {
                return;
            };
            let background = self.population.draw_background(&mut chance, true);
            let shape = household::shape(background, true, &mut chance);
            let day = self.day(&mut chance);
            let stream = Chance::of(
                self.population.seed,
                Purpose::Households,
                u64::from(site),
                u64::from(self.month) + 1,
            );
            let known = self.population.people.len();
            Founding::new(self.population, stream, site, (day, day), background).found(shape);
            for person in known..self.population.people.len() {
                self.tell(day, EventKind::Arrived, person as u32, NONE);
                self.left -= 1;
            }
        }
    }

    pub(super) fn arrived(&mut self) {
        self.left -= 1;
    }

    pub(super) fn born_here(&mut self, person: u32, mother: u32, day: Day) {
        self.tell(day, EventKind::Born, person, mother);
        self.left -= 1;
    }
}

/// The probability of dying within a month at an age.
///
/// Source: Gompertz's law fitted to the Office for National Statistics' national life tables 2020 to 2022 at 65 and 85.
fn monthly_mortality(age: i32) -> f64 {
    let yearly = if age < 1 { 0.004 } else { 0.000_028 * (0.097 * f64::from(age)).exp() };
    yearly.min(0.6) / 12.0
}
