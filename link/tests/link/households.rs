//! People of one home stay apart; one person's records come together. With the built-in model, trained on a small town.

use link::model::Model;
use link::progress::silent;
use link::{LinkOptions, Linked, evaluate};
use standardise::record::Entity;

use crate::town::{Dice, Home, Person, Record, Town, exact, home, person};

/// A town with some records of interest at its end, and what linking makes of it.
struct Scene {
    town: Town,
    first: usize,
}

impl Scene {
    fn new() -> Self {
        let town = Town::new(700, 4);
        let first = town.records.len();
        Self { town, first }
    }

    fn add(&mut self, record: Record) {
        self.town.add(1_000_000 + self.town.records.len() as u64, record);
    }

    fn link(&self) -> Linked {
        let table = self.town.table();
        link::link(&table, &Model::built_in(Entity::Person), &LinkOptions::default(), &silent).unwrap()
    }

    /// Which of the records of interest are one, told by the first of each.
    fn together(&self) -> Vec<usize> {
        let linked = self.link();
        let own = &linked.clusters.cluster_of[self.first..];
        own.iter().map(|cluster| own.iter().position(|other| other == cluster).unwrap()).collect()
    }
}

fn someone(family: &str, given: &str, born: (usize, usize, usize)) -> Person {
    let mut person = person(&mut Dice(1), family, "");
    person.given = given.to_owned();
    person.middle = String::new();
    person.born = born;
    person.sex = "female";
    person.phone = "+441132345678".to_owned();
    person
}

fn without(mut record: Record, columns: &[&str]) -> Record {
    record.retain(|(column, _)| !columns.contains(column));
    record
}

const NO_IDS: [&str; 3] = ["nhs_number", "sex", "title"];

#[test]
fn twins_of_one_home_stay_apart() {
    let (place, born) = (home(900), (2011, 4, 9));
    let mut scene = Scene::new();
    for given in ["GRACE", "OLIVIA"] {
        for left_out in [&NO_IDS[..], &["nhs_number", "uprn", "phone", "sex", "title"]] {
            scene.add(without(exact(&someone("WALKER", given, born), &place), left_out));
        }
    }
    assert_eq!(scene.together(), [0, 0, 2, 2]);
}

#[test]
fn a_couple_with_one_phone_and_name_stays_apart() {
    let place = home(901);
    let mut scene = Scene::new();
    for (given, born) in [("HELEN", (1961, 2, 3)), ("PETER", (1960, 7, 30))] {
        scene.add(without(exact(&someone("MURPHY", given, born), &place), &NO_IDS));
        scene.add(without(
            exact(&someone("MURPHY", given, born), &place),
            &["nhs_number", "sex", "title", "birth_date"],
        ));
    }
    assert_eq!(scene.together(), [0, 0, 2, 2]);
}

#[test]
fn name_and_home_suffice_without_a_birth_date() {
    let place = home(902);
    let mut scene = Scene::new();
    let person = someone("OKAFOR", "JOSEPH", (1975, 1, 20));
    let few = ["birth_date", "nhs_number", "sex", "title", "phone", "uprn"];
    scene.add(without(exact(&person, &place), &few));
    scene.add(without(exact(&person, &place), &few));
    scene.add(without(exact(&person, &place), &NO_IDS));
    assert_eq!(scene.together(), [0, 0, 0]);
}

#[test]
fn father_and_son_of_one_name_stay_apart_where_their_birth_dates_are_known() {
    let place = home(903);
    let mut scene = Scene::new();
    for born in [(1950, 3, 1), (1981, 11, 16)] {
        for _ in 0..2 {
            scene.add(without(exact(&someone("EVANS", "DAVID", born), &place), &NO_IDS));
        }
    }
    assert_eq!(scene.together(), [0, 0, 2, 2]);
}

#[test]
fn child_is_not_the_parent_of_one_name_in_a_register_of_adults() {
    let place = home(904);
    let mut scene = Scene::new();
    let mut adult = without(exact(&someone("HICKSON", "ASHLEY", (1984, 5, 2)), &place), &NO_IDS);
    scene.add(adult.clone());
    adult = without(adult, &["birth_date"]);
    adult.push(("born_by", "2008".to_owned()));
    scene.add(adult);
    scene.add(without(exact(&someone("HICKSON", "ASHLEY", (2013, 3, 5)), &place), &NO_IDS));
    assert_eq!(scene.together(), [0, 0, 2]);
}

#[test]
fn somebody_who_moved_is_found_by_name_and_birth_date() {
    let person = someone("NOWAK", "ZAINAB", (1990, 12, 5));
    let mut scene = Scene::new();
    for place in [home(904), home(33)] {
        scene.add(without(exact(&person, &place), &["nhs_number", "phone"]));
    }
    assert_eq!(scene.together(), [0, 0]);
}

#[test]
fn different_nhs_numbers_are_never_one_person() {
    let place: Home = home(905);
    let mut scene = Scene::new();
    let mut person = someone("PATEL", "ADAM", (1999, 9, 9));
    scene.add(exact(&person, &place));
    person.nhs = "4999999999".to_owned();
    scene.add(exact(&person, &place));
    assert_eq!(scene.together(), [0, 1]);
}

#[test]
fn a_small_town_is_linked_well() {
    let town = Town::new(900, 8);
    let linked =
        link::link(&town.table(), &Model::built_in(Entity::Person), &LinkOptions::default(), &silent)
            .unwrap();
    let found: Vec<u64> = linked.clusters.cluster_of.iter().map(|cluster| u64::from(*cluster)).collect();
    let quality = evaluate::pairwise(&found, &town.truth);
    // Few names, no dates on a third of the records, and one in eight at another address: this is a hard town.
    assert!(quality.precision > 0.99, "{quality:?}");
    assert!(quality.recall > 0.8, "{quality:?}");
}
