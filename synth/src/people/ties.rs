//! What binds and unbinds households: births, weddings, partings, children who leave, the frail who go into care.

use super::household::{Founding, Household, Kind};
use super::live::Life;
use super::{End, EventKind, Habits, Standing};
use crate::calendar::Day;
use crate::chance::{Chance, Purpose};
use crate::names::Sex;
use crate::town::NONE;

impl Life<'_> {
    /// A couple's month: a child, a wedding or a parting.
    pub(super) fn couple(&mut self, household: u32, chance: &mut Chance) {
        let members = &self.population.households[household as usize].members;
        let (Some(head), count) = (members.first().copied(), members.len()) else {
            return;
        };
        let partner = self.population.person(head).partner;
        if partner == NONE || !members.contains(&partner) {
            return;
        }
        let youngest = members.iter().map(|person| self.population.person(*person).born).max();
        let (first, second) = (*self.population.person(head), *self.population.person(partner));
        let (mother, father) = if first.sex == Sex::Female { (head, partner) } else { (partner, head) };
        let age = self.population.person(mother).age_on(self.start);
        let spaced = youngest.is_none_or(|born| born.plus(520) < self.start);
        let wants = if count < 4 { 0.0120 } else { 0.0040 };
        if first.sex != second.sex && (19..=43).contains(&age) && spaced && chance.happens(wants) {
            return self.birth(household, mother, father, chance);
        }
        let married = first.habits.has(Habits::MARRIED);
        if !married && age < 60 && chance.happens(0.0085) {
            let day = self.day(chance);
            self.population.wed(head, partner, day, chance);
            self.tell(day, EventKind::Married, head, partner);
        } else if age < 70 && chance.happens(0.0014) {
            self.separate(household, partner, chance);
        }
    }

    fn birth(&mut self, household: u32, mother: u32, father: u32, chance: &mut Chance) {
        let day = self.day(chance);
        let twins = chance.happens(0.0155);
        let lead = self.lead(household);
        for _ in 0..=i32::from(twins) {
            let mut child = self.population.child(day, mother, Some(father), chance);
            if twins {
                child.habits.set(Habits::TWIN);
            }
            child.household = household;
            let number = self.population.people.len() as u32;
            self.population.people.push(child);
            let home = &mut self.population.households[household as usize];
            home.members.push(number);
            let site = home.site;
            self.population.move_in(number, site, day, Standing::Child, Some(lead));
            self.born_here(number, mother, day);
        }
    }

    /// The residence that a household's accounts hang on.
    fn lead(&self, household: u32) -> u32 {
        let head = self.population.households[household as usize].members.first();
        head.map_or(NONE, |head| {
            let stay = self.population.person(*head).residence;
            self.population.residence(stay).lead
        })
    }

    /// The partner goes; the children stay. A wife may take back her name.
    fn separate(&mut self, household: u32, partner: u32, chance: &mut Chance) {
        let day = self.day(chance);
        let head = self.population.households[household as usize].members[0];
        self.tell(day, EventKind::Separated, head, partner);
        for person in [head, partner] {
            self.population.people[person as usize].partner = NONE;
            self.population.people[person as usize].habits.clear(Habits::MARRIED);
            let renamed = self.population.person(person).rename != NONE;
            if renamed && chance.happens(0.35) {
                let own = self.population.person(person).family;
                self.population.rename(person, own, day.plus(chance.between(30, 300)));
            }
        }
        match self.vacancy_if(0.75, chance) {
            Some(site) => self.alone(household, partner, site, day),
            None => self.one_leaves_place(household, partner, day),
        }
    }

    /// One member sets up a household of their own.
    fn alone(&mut self, household: u32, person: u32, site: u32, day: Day) {
        self.population.households[household as usize].members.retain(|member| *member != person);
        self.end_stay(person, day, End::Moved);
        self.population.move_in(person, site, day, Standing::Head, None);
        self.tell(day, EventKind::Moved, person, NONE);
        let number = self.population.households.len() as u32;
        self.population.people[person as usize].household = number;
        self.population.households.push(Household { kind: Kind::Family, site, members: vec![person] });
    }

    /// Grown children and sharers go their own way, or look for somebody.
    pub(super) fn leavers(&mut self, household: u32, chance: &mut Chance) {
        let mut at = 0;
        while let Some(person) = self.population.households[household as usize].members.get(at).copied() {
            at += 1;
            let age = self.population.person(person).age_on(self.start);
            if !(18..=60).contains(&age) {
                continue;
            }
            let stay = self.population.residence(self.population.person(person).residence);
            let settled = at == 1 || matches!(stay.standing, Standing::Partner);
            if self.is_free(person) && chance.happens(if age < 40 { 0.008 } else { 0.003 }) {
                self.seekers.push(person);
                continue;
            }
            if settled || !chance.happens(if age < 32 { 0.011 } else { 0.005 }) {
                continue;
            }
            let day = self.day(chance);
            match self.vacancy_if(0.5, chance) {
                Some(site) => self.alone(household, person, site, day),
                None => self.one_leaves_place(household, person, day),
            }
            return;
        }
    }

    /// Whether a person may look for a partner.
    fn is_free(&self, person: u32) -> bool {
        let person = self.population.person(person);
        person.partner == NONE && person.died == Day::NEVER && (19..=60).contains(&person.age_on(self.start))
    }

    /// Those who look find each other, alike in background and age.
    pub(super) fn unions(&mut self) {
        let mut chance = Chance::of(self.population.seed, Purpose::Living, u64::from(self.month), 2);
        let day = self.start.plus(self.days - 1);
        let mut seekers = std::mem::take(&mut self.seekers);
        seekers.retain(|person| self.is_free(*person) && self.lives_here(*person));
        seekers.sort_by_key(|person| {
            let person = self.population.person(*person);
            let group = if person.background.is_british() { 0 } else { person.background as u32 };
            (group, person.age_on(self.start) / 6)
        });
        // In the sorted list the last of the other sex still waiting is the one most alike.
        let mut waiting: [Vec<u32>; 2] = [Vec::new(), Vec::new()];
        let age = |person: u32| self.population.person(person).age_on(self.start);
        let seekers: Vec<(u32, i32)> = seekers.into_iter().map(|person| (person, age(person))).collect();
        for (person, years) in seekers {
            let seeker = *self.population.person(person);
            let other = if chance.happens(0.015) { seeker.sex as usize } else { 1 - seeker.sex as usize };
            let found = waiting[other].pop();
            let found = found.filter(|found| {
                let found = self.population.person(*found);
                (found.age_on(self.start) - years).abs() <= 10 && found.household != seeker.household
            });
            match found {
                Some(found) => self.unite(found, person, day, &mut chance),
                None => waiting[seeker.sex as usize].push(person),
            }
        }
    }

    fn lives_here(&self, person: u32) -> bool {
        let stay = self.population.person(person).residence;
        self.population.residences.get(stay as usize).is_some_and(|stay| stay.to == Day::NEVER)
    }

    fn household_of(&self, person: u32) -> (u32, &Household) {
        let number = self.population.person(person).household;
        (number, &self.population.households[number as usize])
    }

    /// Two move together: to the home of the one who has one, with the other's children.
    fn unite(&mut self, first: u32, second: u32, day: Day, chance: &mut Chance) {
        let heads = |person: u32| {
            let (_, household) = self.household_of(person);
            (
                household.members.first() == Some(&person) && household.kind == Kind::Family,
                household.members.len(),
            )
        };
        let (one, other) = (heads(first), heads(second));
        let (host, guest) = match (one.0, other.0) {
            (true, true) if one.1 < other.1 => (second, first),
            (false, true) => (second, first),
            _ => (first, second),
        };
        if !one.0 && !other.0 {
            let Some(site) = self.vacancy(chance) else {
                return;
            };
            let (from, _) = self.household_of(host);
            self.alone(from, host, site, day);
        }
        let (from, guests) = self.household_of(guest);
        let guests =
            if guests.members.first() == Some(&guest) { guests.members.clone() } else { vec![guest] };
        let (to, home) = self.household_of(host);
        let site = home.site;
        let lead = self.lead(to);
        for person in guests {
            let old = self.population.residence(self.population.person(person).residence).standing;
            let standing = if person == guest { Standing::Partner } else { old };
            self.end_stay(person, day, End::Moved);
            self.population.move_in(person, site, day, standing, Some(lead));
            self.tell(day, EventKind::Moved, person, NONE);
            self.population.people[person as usize].household = to;
            self.population.households[from as usize].members.retain(|member| *member != person);
            // The partner comes next to the head.
            let members = &mut self.population.households[to as usize].members;
            members.insert(if person == guest { 1 } else { members.len() }, person);
        }
        if self.population.households[from as usize].members.is_empty() {
            self.close(from);
        }
        self.population.pair(first, second);
    }

    /// The very old may go into a care home.
    pub(super) fn frail(&mut self, household: u32, chance: &mut Chance) {
        let members = &self.population.households[household as usize].members;
        let old =
            members.iter().copied().find(|person| self.population.person(*person).age_on(self.start) >= 82);
        let Some(person) = old.filter(|_| !self.care_homes.is_empty() && chance.happens(0.0035)) else {
            return;
        };
        let care_home = *chance.pick(&self.care_homes);
        let day = self.day(chance);
        self.population.households[household as usize].members.retain(|member| *member != person);
        self.end_stay(person, day, End::Moved);
        let home = &mut self.population.households[care_home as usize];
        home.members.push(person);
        let site = home.site;
        self.population.people[person as usize].household = care_home;
        self.population.move_in(person, site, day, Standing::Resident, None);
        self.tell(day, EventKind::Moved, person, NONE);
        if self.population.households[household as usize].members.is_empty() {
            self.close(household);
        }
    }

    /// Students go in summer and others come in September.
    pub(super) fn students(&mut self, household: u32, chance: &mut Chance) {
        let month = self.start.date().month();
        let members = self.population.households[household as usize].members.clone();
        if month == 7 {
            for person in members {
                if chance.happens(0.42) {
                    let day = self.day(chance);
                    match self.vacancy_if(0.2, chance) {
                        Some(site) => self.alone(household, person, site, day),
                        None => self.one_leaves_place(household, person, day),
                    }
                }
            }
        } else if month == 9 && members.len() < 4 {
            self.freshers(household, chance);
        }
    }

    fn freshers(&mut self, household: u32, chance: &mut Chance) {
        let day = self.day(chance);
        let site = self.population.households[household as usize].site;
        let stream = Chance::of(
            self.population.seed,
            Purpose::Households,
            u64::from(household),
            u64::from(self.month) + 1,
        );
        let known = self.population.people.len() as u32;
        let background = self.population.draw_background(chance, true);
        let founded = Founding::new(self.population, stream, site, (day, day), background).students();
        // They join the house that is there.
        let newcomers = std::mem::take(&mut self.population.households[founded as usize].members);
        self.population.households[founded as usize].site = NONE;
        for person in known..self.population.people.len() as u32 {
            self.population.people[person as usize].household = household;
            self.tell(day, EventKind::Arrived, person, NONE);
            self.arrived();
        }
        self.population.households[household as usize].members.extend(newcomers);
    }
}
