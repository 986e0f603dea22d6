//! A small population lived through: what must hold of every life in it.

use std::collections::{HashMap, HashSet};

use super::*;
use crate::calendar::FIRST_DAY;
use crate::town::NONE;
use crate::town::build::{Plan, build};

fn lived(people: u32, seed: u64, today: Day) -> Population {
    let first = Day::of(FIRST_DAY);
    let town = build(Plan { seed, people, first, last: today });
    let (mut population, empty) = settle(&town, people, seed, first, today);
    live(&mut population, &town, empty, &|_, _| {});
    population
}

#[test]
fn nobody_lives_in_two_places_or_before_birth_or_after_death() {
    let today = Day::ymd(2026, 11, 1);
    let population = lived(3000, 1, today);
    for number in 0..population.people.len() as u32 {
        let person = population.person(number);
        let mut next = Day::NEVER;
        for (_, stay) in population.residences_of(number) {
            assert!(stay.from < stay.to && stay.to <= next, "{number}");
            assert!(stay.from >= person.born && stay.from <= person.died, "{number}");
            next = stay.from;
        }
        if person.died <= today {
            assert!(population.home_on(number, today).is_none(), "{number}");
        }
    }
}

#[test]
fn a_later_day_only_adds_to_what_was() {
    let short = lived(1500, 2, Day::ymd(2023, 6, 30));
    let long = lived(1500, 2, Day::ymd(2025, 6, 30));
    assert!(long.people.len() > short.people.len());
    for number in 0..short.people.len() as u32 {
        assert_eq!(short.person(number).given, long.person(number).given);
        assert_eq!(short.person(number).born, long.person(number).born);
        for day in [Day::ymd(2022, 5, 1), short.today] {
            let there = |population: &Population| population.home_on(number, day).map(|stay| stay.site);
            assert_eq!(there(&short), there(&long), "{number}");
        }
    }
}

#[test]
fn the_place_keeps_its_size_and_its_ages() {
    let today = Day::ymd(2026, 11, 1);
    let population = lived(4000, 3, today);
    let residents: Vec<u32> = (0..population.people.len() as u32)
        .filter(|person| population.home_on(*person, today).is_some())
        .collect();
    assert!((3800..4300).contains(&residents.len()), "{}", residents.len());
    let old = residents.iter().filter(|person| population.person(**person).age_on(today) >= 65).count();
    let young = residents.iter().filter(|person| population.person(**person).age_on(today) < 18).count();
    let share = |count: usize| count as f64 / residents.len() as f64;
    assert!((0.11..0.22).contains(&share(old)), "{}", share(old));
    assert!((0.17..0.28).contains(&share(young)), "{}", share(young));
}

#[test]
fn accounts_and_seats_tell_those_of_a_home_apart() {
    let population = lived(3000, 4, Day::ymd(2026, 11, 1));
    let mut seen: HashMap<(u32, u8), u32> = HashMap::new();
    for stay in population.residences.iter().filter(|stay| stay.standing.is_liable()) {
        let holder = seen.entry((stay.account, stay.seat)).or_insert(stay.person);
        assert_eq!(*holder, stay.person, "account {} seat {}", stay.account, stay.seat);
    }
}

#[test]
fn children_of_a_couple_share_a_family_name_mostly() {
    let population = lived(3000, 5, Day::ymd(2026, 11, 1));
    let mut kept = [0, 0];
    for household in &population.households {
        let children: Vec<&u32> = household
            .members
            .iter()
            .filter(|person| population.person(**person).age_on(population.today) < 16)
            .filter(|person| population.person(**person).background.is_british())
            .collect();
        let names: HashSet<String> = children
            .iter()
            .map(|person| population.lexicon.family(population.person(**person).family))
            .collect();
        if children.len() > 1 {
            kept[usize::from(names.len() == 1)] += 1;
        }
    }
    assert!(kept[1] > kept[0] * 6, "{kept:?}");
}

#[test]
fn a_wife_may_take_her_husbands_name_and_keeps_her_own_on_record() {
    let population = lived(3000, 6, Day::ymd(2026, 11, 1));
    let renamed = population.people.iter().filter(|person| person.rename != NONE).count();
    assert!(renamed > 200, "{renamed}");
    let (number, person) =
        (0_u32..).zip(&population.people).find(|(_, person)| person.rename != NONE).unwrap();
    let day = population.renames[person.rename as usize].day;
    assert_ne!(population.family_on(number, day), person.family);
}
