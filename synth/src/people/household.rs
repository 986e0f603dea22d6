//! Households: who lives together in one home, and how they are put together when first seen.

use super::{Habits, Person, Population, Standing, naming};
use crate::calendar::Day;
use crate::chance::Chance;
use crate::names::{Background, Family, Given, Sex};
use crate::town::NONE;

/// What holds a household together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Family,
    /// Unrelated adults.
    Sharers,
    Students,
    CareHome,
}

/// People who live together.
#[derive(Debug, Clone)]
pub(crate) struct Household {
    pub(crate) kind: Kind,
    /// The site they live at, [`NONE`] once all have gone.
    pub(crate) site: u32,
    pub(crate) members: Vec<u32>,
}

/// The shapes households are founded in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    SingleYoung,
    SingleMiddle,
    SingleOld,
    CoupleYoung,
    CoupleMiddle,
    CoupleOld,
    Parents,
    LoneParent,
    GrownChildren,
    ThreeGenerations,
    Sharers,
    WithLodger,
}

/// Shares of shapes: British households at the start, others at the start, and those who arrive. Units: per cent.
///
/// Source: shaped on Census 2021 household composition (TS003) for West Yorkshire.
const SHAPES: [(Shape, [f64; 3]); 12] = [
    (Shape::SingleYoung, [8.0, 6.0, 26.0]),
    (Shape::SingleMiddle, [10.0, 5.0, 8.0]),
    (Shape::SingleOld, [17.0, 4.0, 3.0]),
    (Shape::CoupleYoung, [9.0, 8.0, 22.0]),
    (Shape::CoupleMiddle, [10.0, 6.0, 6.0]),
    (Shape::CoupleOld, [19.0, 5.0, 3.0]),
    (Shape::Parents, [16.0, 32.0, 18.0]),
    (Shape::LoneParent, [8.0, 8.0, 4.0]),
    (Shape::GrownChildren, [6.0, 10.0, 1.0]),
    (Shape::ThreeGenerations, [0.8, 7.0, 0.5]),
    (Shape::Sharers, [2.2, 4.0, 7.0]),
    (Shape::WithLodger, [1.0, 2.0, 1.5]),
];

/// Draws the shape of a household of that background.
pub(super) fn shape(background: Background, arriving: bool, chance: &mut Chance) -> Shape {
    let column = match (arriving, background.is_british()) {
        (true, _) => 2,
        (false, true) => 0,
        (false, false) => 1,
    };
    SHAPES[chance.weighed(&SHAPES.map(|(_, shares)| shares[column]))].0
}

/// A household being put together.
pub(super) struct Founding<'a> {
    pub(super) population: &'a mut Population,
    pub(super) chance: Chance,
    pub(super) site: u32,
    /// The day it is seen on.
    pub(super) day: Day,
    /// The day it moved in.
    pub(super) since: Day,
    pub(super) background: Background,
    pub(super) members: Vec<u32>,
    pub(super) lead: u32,
}

impl<'a> Founding<'a> {
    pub(super) fn new(
        population: &'a mut Population,
        chance: Chance,
        site: u32,
        dates: (Day, Day),
        background: Background,
    ) -> Self {
        let (day, since) = dates;
        Self { population, chance, site, day, since, background, members: Vec::new(), lead: NONE }
    }

    /// Puts the household together and gives back its number.
    pub(super) fn found(mut self, shape: Shape) -> u32 {
        let mut kind = Kind::Family;
        match shape {
            Shape::SingleYoung => {
                self.anyone(20, 44, Standing::Head);
            }
            Shape::SingleMiddle => {
                self.anyone(45, 64, Standing::Head);
            }
            Shape::SingleOld => self.old_single(),
            Shape::CoupleYoung => {
                self.couple(20, 38);
            }
            Shape::CoupleMiddle => {
                self.couple(40, 64);
            }
            Shape::CoupleOld => {
                self.couple(62, 88);
            }
            Shape::Parents => {
                let couple = self.couple(25, 50);
                self.children(couple.0, Some(couple.1), false);
            }
            Shape::LoneParent => {
                let woman = self.chance.happens(0.88);
                let parent = self.person(if woman { Sex::Female } else { Sex::Male }, 20, 48, Standing::Head);
                self.children(parent, None, false);
            }
            Shape::GrownChildren => {
                let couple = self.couple(47, 66);
                self.children(couple.0, Some(couple.1), true);
            }
            Shape::ThreeGenerations => {
                let couple = self.couple(28, 46);
                self.children(couple.0, Some(couple.1), false);
                self.grandparent(couple.0.min(couple.1));
            }
            Shape::Sharers => {
                kind = Kind::Sharers;
                for _ in 0..self.chance.between(2, 4) {
                    self.anyone(20, 38, Standing::Sharer);
                }
            }
            Shape::WithLodger => {
                self.anyone(35, 70, Standing::Head);
                self.stranger(20, 45, Standing::Lodger);
            }
        }
        self.close(kind)
    }

    pub(super) fn students(mut self) -> u32 {
        for _ in 0..self.chance.between(3, 7) {
            self.stranger(18, 22, Standing::Student);
        }
        self.close(Kind::Students)
    }

    pub(super) fn care_home(mut self, residents: i32) -> u32 {
        for _ in 0..residents {
            let woman = self.chance.happens(0.7);
            self.background = self.population.draw_background(&mut self.chance, false);
            let sex = if woman { Sex::Female } else { Sex::Male };
            let resident = self.person(sex, 72, 98, Standing::Resident);
            self.widow(resident);
        }
        self.close(Kind::CareHome)
    }

    fn close(self, kind: Kind) -> u32 {
        let number = self.population.households.len() as u32;
        for member in &self.members {
            self.population.people[*member as usize].household = number;
        }
        self.population.households.push(Household { kind, site: self.site, members: self.members });
        number
    }

    fn anyone(&mut self, low: i32, high: i32, standing: Standing) -> u32 {
        let sex = if self.chance.happens(0.5) { Sex::Female } else { Sex::Male };
        self.person(sex, low, high, standing)
    }

    /// Somebody of a background of their own.
    fn stranger(&mut self, low: i32, high: i32, standing: Standing) -> u32 {
        let households = self.background;
        self.background = self.population.draw_background(&mut self.chance, true);
        let person = self.anyone(low, high, standing);
        self.background = households;
        person
    }

    fn old_single(&mut self) {
        let woman = self.chance.happens(0.66);
        let person = self.person(if woman { Sex::Female } else { Sex::Male }, 65, 95, Standing::Head);
        self.widow(person);
    }

    /// Most old women have married once and bear their husband's name.
    fn widow(&mut self, person: u32) {
        let widow = *self.population.person(person);
        if widow.sex == Sex::Female && self.chance.happens(0.85) {
            let husbands =
                naming::birth_family(widow.background, Sex::Male, &self.population.lexicon, &mut self.chance);
            let wedding = widow.born.plus_years(19.0 + self.chance.wait(5.0));
            self.population.take_family(person, husbands, wedding.min(self.day.plus(-400)), &mut self.chance);
        }
    }

    /// An adult whose parents are not in the place.
    pub(super) fn person(&mut self, sex: Sex, low: i32, high: i32, standing: Standing) -> u32 {
        let age = self.chance.between(low, high);
        let born = self.day.plus(-(f64::from(age) * 365.25) as i32 - self.chance.between(0, 364));
        let mut person = Person::new(sex, self.background, born);
        let population = &mut *self.population;
        person.family = naming::birth_family(person.background, sex, &population.lexicon, &mut self.chance);
        naming::christen(&mut person, None, &population.lexicon, &mut self.chance);
        register_birth(&mut person, &mut self.chance);
        self.add(person, standing)
    }

    fn add(&mut self, person: Person, standing: Standing) -> u32 {
        let number = self.population.people.len() as u32;
        let from = self.since.max(person.born);
        self.population.people.push(person);
        let lead = (self.lead != NONE).then_some(self.lead);
        let stay = self.population.move_in(number, self.site, from, standing, lead);
        if self.lead == NONE {
            self.lead = stay;
        }
        self.members.push(number);
        number
    }

    /// A couple, the first of whom is aged between these; married or not.
    fn couple(&mut self, low: i32, high: i32) -> (u32, u32) {
        let sexes = [(Sex::Male, Sex::Female), (Sex::Male, Sex::Male), (Sex::Female, Sex::Female)];
        let sexes = sexes[self.chance.weighed(&[98.2, 0.9, 0.9])];
        let first = self.person(sexes.0, low, high, Standing::Head);
        let background = self.background;
        if self.chance.happens(0.12) && background.is_british() || self.chance.happens(0.03) {
            self.background = self.population.draw_background(&mut self.chance, false);
        }
        let age = self.population.person(first).age_on(self.day) - 2;
        let second = self.person(sexes.1, (age - 5).max(18), (age + 4).max(20), Standing::Partner);
        self.background = background;
        self.population.pair(first, second);
        let years = self.population.person(second).age_on(self.day) - 18;
        let british = self.population.person(second).background.is_british();
        let married = if years < 14 && british { 0.3 } else { 0.86 };
        if years > 0 && self.chance.happens(married) {
            let since = self.day.plus(-(self.chance.unit() * f64::from(years) * 330.0) as i32 - 30);
            self.population.wed(first, second, since, &mut self.chance);
        }
        (first, second)
    }

    /// The children of a couple or of one parent, grown up where `grown`.
    fn children(&mut self, parent: u32, partner: Option<u32>, grown: bool) {
        let mother = partner.unwrap_or(parent);
        let age = self.population.person(mother).age_on(self.day);
        let weights: [f64; 6] = match self.background {
            Background::Pakistani | Background::Bangladeshi | Background::Somali => {
                [12.0, 25.0, 27.0, 20.0, 10.0, 6.0]
            }
            _ => [42.0, 40.0, 13.0, 4.0, 1.0, 0.0],
        };
        let count = 1 + self.chance.weighed(&weights) as i32;
        let oldest = if grown { (age - 19).clamp(18, 34) } else { (age - 18).clamp(0, 17) };
        let mut years =
            f64::from(if grown { self.chance.between(18, oldest) } else { self.chance.between(0, oldest) });
        let standing = if grown { Standing::Relative } else { Standing::Child };
        for _ in 0..count {
            let born = self.day.plus(-(years * 365.25) as i32 - self.chance.between(0, 300)).min(self.day);
            let twins = self.chance.happens(0.016);
            for _ in 0..=i32::from(twins) {
                let standing = if years < 18.0 { Standing::Child } else { standing };
                let father = (parent != mother).then_some(parent);
                let mut child = self.population.child(born, mother, father, &mut self.chance);
                if twins {
                    child.habits.set(Habits::TWIN);
                }
                self.add(child, standing);
            }
            years -= 1.3 + self.chance.wait(2.2);
            if years < 0.0 {
                break;
            }
        }
    }

    fn grandparent(&mut self, of: u32) {
        let parent = *self.population.person(of);
        let age = parent.age_on(self.day);
        let sex = if self.chance.happens(0.72) { Sex::Female } else { Sex::Male };
        let number = self.person(sex, age + 20, age + 36, Standing::Relative);
        let family = parent.family;
        // The father's father bears the family's name; the father's mother hers.
        if sex == Sex::Male && parent.sex == Sex::Male {
            self.population.people[number as usize].family = family;
        }
    }
}

/// For want of papers many who came as adults were registered as born on 1 January.
fn register_birth(person: &mut Person, chance: &mut Chance) {
    let share = match person.background {
        Background::Somali => 0.3,
        Background::Arabic => 0.1,
        Background::Pakistani | Background::Bangladeshi => 0.12,
        Background::WestAfrican => 0.04,
        _ => 0.0,
    };
    if person.born.year() < 1990 && chance.happens(share) {
        person.born = Day::ymd(person.born.year(), 1, 1);
        person.habits.set(Habits::FIRST_OF_JANUARY);
    }
}

impl Person {
    pub(super) fn new(sex: Sex, background: Background, born: Day) -> Self {
        Self {
            born,
            died: Day::NEVER,
            sex,
            background,
            given: Given::NONE,
            middles: [Given::NONE; 2],
            family: Family::NONE,
            habits: Habits::default(),
            residence: NONE,
            rename: NONE,
            household: NONE,
            partner: NONE,
        }
    }
}
