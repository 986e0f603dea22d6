//! The lexicon: every name once, and the tables they are drawn from.

use std::collections::HashMap;

use super::{Background, Given, Sex, british_given, english_family};
use crate::chance::{Chance, Weighted};

/// All names of the place and how common each is.
#[derive(Debug)]
pub(crate) struct Lexicon {
    given: Vec<&'static str>,
    families: Vec<String>,
    given_tables: Vec<[Vec<GivenTable>; 2]>,
    family_tables: Vec<FamilyTable>,
}

#[derive(Debug)]
struct GivenTable {
    from: i16,
    names: Vec<Given>,
    weights: Weighted,
}

#[derive(Debug)]
struct FamilyTable {
    names: Vec<u32>,
    weights: Weighted,
}

impl Lexicon {
    pub(crate) fn new() -> Self {
        let mut given = Interner::default();
        let mut families = Interner::default();
        let mut given_tables = Vec::new();
        let mut family_tables = Vec::new();
        for _ in Background::ALL {
            given_tables.push([british_given::FEMALE, british_given::MALE].map(|tables| {
                tables
                    .iter()
                    .map(|(from, names)| {
                        let names: Vec<Given> =
                            names.split_whitespace().map(|name| Given(given.number(name) as u16)).collect();
                        let weights = zipf(names.len(), 8.0);
                        GivenTable { from: *from, names, weights }
                    })
                    .collect()
            }));
            let ranked = english_family::RANKED.split_whitespace().map(str::to_owned);
            let made = english_family::PLACE_STARTS.split_whitespace().flat_map(|start| {
                english_family::PLACE_ENDS.split_whitespace().map(move |end| format!("{start}{end}"))
            });
            let names: Vec<u32> = ranked.chain(made).map(|name| families.number(name)).collect();
            let weights = zipf(names.len(), 30.0);
            family_tables.push(FamilyTable { names, weights });
        }
        Self { given: given.list, families: families.list, given_tables, family_tables }
    }

    pub(crate) fn given(&self, name: Given) -> &'static str {
        self.given.get(usize::from(name.0)).copied().unwrap_or_default()
    }

    pub(crate) fn family(&self, name: u32) -> &str {
        self.families.get(name as usize).map(String::as_str).unwrap_or_default()
    }

    pub(crate) fn draw_given(&self, background: Background, sex: Sex, year: i16, chance: &mut Chance) -> Given {
        let tables = &self.given_tables[background as usize][sex as usize];
        let year = year + chance.between(-4, 4) as i16;
        let at = tables.partition_point(|table| table.from <= year).saturating_sub(1);
        tables[at].names[tables[at].weights.draw(chance)]
    }

    pub(crate) fn draw_family(&self, background: Background, chance: &mut Chance) -> u32 {
        let table = &self.family_tables[background as usize];
        table.names[table.weights.draw(chance)]
    }
}

fn zipf(count: usize, flat: f64) -> Weighted {
    let weights: Vec<f64> = (0..count).map(|rank| 1.0 / (rank as f64 + 1.0 + flat)).collect();
    Weighted::new(&weights)
}

#[derive(Default)]
struct Interner<T> {
    list: Vec<T>,
    numbers: HashMap<T, u32>,
}

impl<T: Clone + Eq + std::hash::Hash> Interner<T> {
    fn number(&mut self, name: T) -> u32 {
        if let Some(number) = self.numbers.get(&name) {
            return *number;
        }
        let number = self.list.len() as u32;
        self.list.push(name.clone());
        self.numbers.insert(name, number);
        number
    }
}
