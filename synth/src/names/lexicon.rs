//! The lexicon: every name once, and the tables they are drawn from.

use std::collections::{HashMap, HashSet};

use super::tables::{self, Generations};
use super::{Background, Family, Given, Sex, british_given, english_family, other_forms};
use crate::chance::{Chance, Weighted, mix};
use crate::town::NONE;

/// All names of the place and how common each is.
#[derive(Debug)]
pub(crate) struct Lexicon {
    given: Vec<&'static str>,
    families: Vec<String>,
    british: [Vec<Decade>; 2],
    /// British names outside a decade's list.
    rare: [Draw<Given>; 2],
    own: Vec<Option<Own>>,
    middle: [Vec<(i16, Draw<Given>)>; 2],
    family_draws: Vec<Draw<u32>>,
    womens: Vec<Option<Draw<u32>>>,
    /// The women's form of a family name and the men's, where they differ.
    feminine: HashMap<u32, u32>,
    masculine: HashMap<u32, u32>,
    short_forms: HashMap<&'static str, Vec<&'static str>>,
    spellings: HashMap<&'static str, Vec<&'static str>>,
    given_numbers: HashMap<&'static str, u32>,
    family_numbers: HashMap<String, u32>,
}

#[derive(Debug)]
struct Draw<T> {
    names: Vec<T>,
    weights: Weighted,
}

impl<T: Copy> Draw<T> {
    fn of(names: Vec<T>, flat: f64) -> Self {
        let weights: Vec<f64> = (0..names.len()).map(|rank| 1.0 / (rank as f64 + 1.0 + flat)).collect();
        Self { names, weights: Weighted::new(&weights) }
    }

    fn draw(&self, chance: &mut Chance) -> T {
        self.names[self.weights.draw(chance)]
    }
}

#[derive(Debug)]
struct Decade {
    from: i16,
    rare: f64,
    listed: Draw<Given>,
}

/// A background's own given names: older and younger, by sex.
#[derive(Debug)]
struct Own {
    british: f64,
    older: [Draw<Given>; 2],
    younger: [Draw<Given>; 2],
}

/// How many family names the English have here. Source: the rank at which `1 / (rank + 30)` scaled to Smith's
/// neighbours' frequencies adds up to everybody.
const ENGLISH_FAMILIES: usize = 20_000;

impl Lexicon {
    pub(crate) fn new() -> Self {
        let mut given = Interner::<&'static str>::default();
        let mut families = Interner::<String>::default();
        let british = [Sex::Female, Sex::Male].map(|sex| decades(sex, &mut given));
        let rare = [Sex::Female, Sex::Male].map(|sex| rare_names(sex, &mut given));
        let own = Background::ALL.iter().map(|background| own_names(*background, &mut given)).collect();
        let middle = [
            british_given::MIDDLE_FEMALE
                .iter()
                .map(|(from, names)| (*from, Draw::of(split(names, &mut given), 7.0)))
                .collect(),
            vec![(0, Draw::of(split(british_given::MIDDLE_MALE, &mut given), 6.0))],
        ];
        let family_draws =
            Background::ALL.iter().map(|background| family_draw(*background, &mut families)).collect();
        let womens = Background::ALL
            .iter()
            .map(|background| {
                tables::womens_names(*background).map(|names| {
                    Draw::of(names.split(' ').map(|name| families.number(name.to_owned())).collect(), 2.0)
                })
            })
            .collect();
        let pairs = feminine_forms(&mut families);
        Self {
            given: given.list,
            families: families.list,
            british,
            rare,
            own,
            middle,
            family_draws,
            womens,
            feminine: pairs.iter().copied().collect(),
            masculine: pairs.iter().map(|(male, female)| (*female, *male)).collect(),
            short_forms: short_forms(),
            spellings: spellings(),
            given_numbers: given.numbers,
            family_numbers: families.numbers,
        }
    }

    /// A given name's text; empty for none.
    pub(crate) fn given(&self, name: Given) -> &'static str {
        self.given.get(usize::from(name.0)).copied().unwrap_or_default()
    }

    /// A family name's text in full; empty for none.
    pub(crate) fn family(&self, family: Family) -> String {
        let mut text = self.families.get(family.main as usize).cloned().unwrap_or_default();
        if family.is_double() {
            text.push(if family.hyphen { '-' } else { ' ' });
            text.push_str(&self.families[family.second as usize]);
        }
        text
    }

    pub(crate) fn given_named(&self, name: &str) -> Given {
        self.given_numbers.get(name).map_or(Given::NONE, |number| Given(*number as u16))
    }

    pub(crate) fn family_named(&self, name: &str) -> u32 {
        self.family_numbers.get(name).copied().unwrap_or(NONE)
    }

    pub(crate) fn draw_given(
        &self,
        background: Background,
        sex: Sex,
        year: i16,
        chance: &mut Chance,
    ) -> Given {
        match &self.own[background as usize] {
            Some(own) if !chance.happens(own.british) => {
                let younger = (f64::from(year) - 1955.0) / 35.0;
                let list = if chance.happens(younger) { &own.younger } else { &own.older };
                list[sex as usize].draw(chance)
            }
            _ => self.draw_british(sex, year, chance),
        }
    }

    /// A British given name of that year, whatever the background.
    pub(crate) fn draw_british(&self, sex: Sex, year: i16, chance: &mut Chance) -> Given {
        let decades = &self.british[sex as usize];
        // A decade's list fits its middle best; a name is chosen some years before or after it is the fashion.
        let year = year - 2 + chance.between(-4, 4) as i16;
        let at = decades.partition_point(|decade| decade.from <= year).saturating_sub(1);
        let decade = &decades[at];
        if chance.happens(decade.rare) {
            self.rare[sex as usize].draw(chance)
        } else {
            decade.listed.draw(chance)
        }
    }

    /// A middle name as British families give them.
    pub(crate) fn draw_middle(&self, sex: Sex, year: i16, chance: &mut Chance) -> Given {
        if chance.happens(0.25) {
            return self.draw_british(sex, year - 25, chance);
        }
        let tables = &self.middle[sex as usize];
        let at = tables.partition_point(|(from, _)| *from <= year).saturating_sub(1);
        tables[at].1.draw(chance)
    }

    pub(crate) fn draw_family(&self, background: Background, chance: &mut Chance) -> Family {
        Family::single(self.family_draws[background as usize].draw(chance))
    }

    /// A woman's second name used in place of a family name, where the background has that.
    pub(crate) fn draw_womens(&self, background: Background, chance: &mut Chance) -> Option<Family> {
        self.womens[background as usize].as_ref().map(|draw| Family::single(draw.draw(chance)))
    }

    /// The family name as a person of that sex bears it (Kowalski, Kowalska).
    pub(crate) fn gendered(&self, family: Family, sex: Sex) -> Family {
        match (sex, self.feminine.get(&family.main)) {
            (Sex::Female, Some(form)) => Family { main: *form, ..family },
            _ => family,
        }
    }

    /// The family name as men bear it.
    pub(crate) fn masculine(&self, family: Family) -> Family {
        self.masculine.get(&family.main).map_or(family, |form| Family { main: *form, ..family })
    }

    /// Short forms of a given name.
    pub(crate) fn short_forms(&self, name: &str) -> &[&'static str] {
        self.short_forms.get(name).map_or(&[], Vec::as_slice)
    }

    /// The spellings of a name, itself among them; none where it has one only.
    pub(crate) fn spellings(&self, name: &str) -> &[&'static str] {
        self.spellings.get(name).map_or(&[], Vec::as_slice)
    }
}

fn split(names: &'static str, given: &mut Interner<&'static str>) -> Vec<Given> {
    names.split_whitespace().map(|name| Given(given.number(name) as u16)).collect()
}

fn decades(sex: Sex, given: &mut Interner<&'static str>) -> Vec<Decade> {
    tables::decades()
        .iter()
        .map(|decade| {
            let names = if sex == Sex::Female { decade.female } else { decade.male };
            Decade {
                from: decade.from,
                rare: decade.rare,
                listed: Draw::of(split(names, given), decade.flat),
            }
        })
        .collect()
}

/// Names outside the fashion: the rare ones, and those of any other decade.
fn rare_names(sex: Sex, given: &mut Interner<&'static str>) -> Draw<Given> {
    let mut names: Vec<Given> = Vec::new();
    for decade in tables::decades() {
        let listed = split(if sex == Sex::Female { decade.female } else { decade.male }, given);
        names.extend(listed.into_iter().skip(20));
    }
    let rare = if sex == Sex::Female { british_given::RARE_FEMALE } else { british_given::RARE_MALE };
    names.extend(split(rare, given));
    names.sort_unstable_by_key(|name| (mix(u64::from(name.0)), name.0));
    names.dedup();
    Draw::of(names, 150.0)
}

fn own_names(background: Background, given: &mut Interner<&'static str>) -> Option<Own> {
    let source = tables::given_source(background);
    let Generations { older_female, younger_female, older_male, younger_male } = source.own?;
    Some(Own {
        british: source.british,
        older: [older_female, older_male].map(|names| Draw::of(split(names, given), 5.0)),
        younger: [younger_female, younger_male].map(|names| Draw::of(split(names, given), 5.0)),
    })
}

fn family_draw(background: Background, families: &mut Interner<String>) -> Draw<u32> {
    let names: Vec<String> = match tables::family_list(background) {
        Some(list) => list.split([' ', '\n']).map(|name| name.replace('\u{a0}', " ")).collect(),
        None => english_families(),
    };
    let numbers: Vec<u32> = names.into_iter().map(|name| families.number(name)).collect();
    let mut weights: Vec<f64> =
        (1..=numbers.len()).map(|rank| 1.0 / (rank as f64 + tables::family_flatness(background))).collect();
    if background == Background::English {
        // The head of the list stands out above the curve: Smith 1.2 %, Jones 0.8 %.
        for (weight, more) in weights.iter_mut().zip([2.4, 1.6, 1.2, 1.15, 1.1]) {
            *weight *= more;
        }
    }
    Draw { names: numbers, weights: Weighted::new(&weights) }
}

/// English family names in order of frequency: listed by rank, listed without order, and composed.
fn english_families() -> Vec<String> {
    let scrambled = |name: &str| name.bytes().fold(0_u64, |sum, byte| mix(sum ^ u64::from(byte)));
    let mut names: Vec<String> = english_family::RANKED.split_whitespace().map(str::to_owned).collect();
    let mut common: Vec<&str> = english_family::COMMON.split_whitespace().collect();
    common.extend(english_family::PARTICLES.split('|'));
    common.sort_unstable_by_key(|name| scrambled(name));
    names.extend(common.into_iter().map(str::to_owned));
    let mut seen: HashSet<String> = names.iter().cloned().collect();
    let mut composed: Vec<(u64, String)> = Vec::new();
    for (starts, ends) in [
        (english_family::PLACE_STARTS, english_family::PLACE_ENDS),
        (english_family::FATHERS, english_family::FATHER_ENDS),
    ] {
        for start in starts.split_whitespace() {
            for (rank, end) in ends.split_whitespace().enumerate() {
                let name = format!("{start}{end}");
                if !is_awkward(start, end) && seen.insert(name.clone()) {
                    // The commoner endings make the commoner names.
                    composed.push((scrambled(&name) / 4 + (rank as u64) * (u64::MAX / 200), name));
                }
            }
        }
    }
    composed.sort_unstable();
    names.extend(composed.into_iter().map(|(_, name)| name));
    names.truncate(ENGLISH_FAMILIES);
    names
}

/// Letters that do not go together where the parts meet, or the same part twice.
fn is_awkward(start: &str, end: &str) -> bool {
    let (Some(last), Some(first)) = (start.chars().last(), end.chars().next()) else {
        return true;
    };
    let doubled = start.to_ascii_lowercase() == end || start.to_ascii_lowercase().ends_with(end);
    let three = start.ends_with(&format!("{first}{first}"));
    let clash = last == first && "hwkgyb".contains(first) || last == 'h' && first == 't';
    doubled || three || clash
}

/// Pairs of a man's and a woman's form: Kowalski, Kowalska.
fn feminine_forms(families: &mut Interner<String>) -> Vec<(u32, u32)> {
    let men: Vec<(u32, String)> = (0..)
        .zip(&families.list)
        .filter(|(_, name)| name.ends_with("ski") || name.ends_with("cki") || name.ends_with("dzki"))
        .map(|(number, name)| (number, format!("{}a", &name[..name.len() - 1])))
        .collect();
    men.into_iter().map(|(number, form)| (number, families.number(form))).collect()
}

fn short_forms() -> HashMap<&'static str, Vec<&'static str>> {
    other_forms::SHORT_FORMS
        .split_whitespace()
        .filter_map(|entry| entry.split_once(':'))
        .map(|(name, forms)| (name, forms.split(',').collect()))
        .collect()
}

fn spellings() -> HashMap<&'static str, Vec<&'static str>> {
    let mut groups = HashMap::new();
    for entry in other_forms::SPELLINGS.split_whitespace() {
        let group: Vec<&'static str> = entry.split(',').collect();
        for name in &group {
            groups.entry(*name).or_insert_with(|| group.clone());
        }
    }
    groups
}

#[derive(Debug)]
struct Interner<T> {
    list: Vec<T>,
    numbers: HashMap<T, u32>,
}

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Self { list: Vec::new(), numbers: HashMap::new() }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Purpose;

    fn shares(count: u32, mut draw: impl FnMut(&mut Chance) -> String) -> HashMap<String, f64> {
        let mut shares = HashMap::new();
        for number in 0..count {
            let mut chance = Chance::of(1, Purpose::Person, u64::from(number), 0);
            *shares.entry(draw(&mut chance)).or_insert(0.0) += 1.0 / f64::from(count);
        }
        shares
    }

    #[test]
    fn no_name_is_malformed() {
        let lexicon = Lexicon::new();
        let letters = |name: &str| {
            let begins = name.chars().next().is_some_and(char::is_alphabetic);
            begins
                && name.chars().all(|c| c.is_alphabetic() || "-' ".contains(c))
                && !name.ends_with([' ', '-', '\''])
        };
        for name in &lexicon.given {
            assert!(letters(name), "{name:?}");
        }
        for name in &lexicon.families {
            assert!(letters(name) && name.chars().count() >= 2, "{name:?}");
        }
    }

    #[test]
    fn there_are_names_enough() {
        let lexicon = Lexicon::new();
        for sex in [Sex::Female, Sex::Male] {
            let listed: HashSet<Given> =
                lexicon.british[sex as usize].iter().flat_map(|decade| decade.listed.names.clone()).collect();
            let rare: HashSet<Given> = lexicon.rare[sex as usize].names.iter().copied().collect();
            assert!(listed.union(&rare).count() >= 400);
        }
        for (background, own) in Background::ALL.iter().zip(&lexicon.own).skip(1) {
            for sex in 0..2 {
                let own = own.as_ref().unwrap();
                let names: HashSet<Given> =
                    own.older[sex].names.iter().chain(&own.younger[sex].names).copied().collect();
                assert!((60..=140).contains(&names.len()), "{} {}", background.name(), names.len());
            }
        }
        assert_eq!(lexicon.family_draws[0].names.len(), ENGLISH_FAMILIES);
        let listed = english_family::RANKED.split_whitespace().count()
            + english_family::COMMON.split_whitespace().count();
        assert!(listed >= 1500, "{listed}");
    }

    #[test]
    fn english_family_names_have_the_head_and_tail_of_real_ones() {
        let lexicon = Lexicon::new();
        let shares =
            shares(60_000, |chance| lexicon.family(lexicon.draw_family(Background::English, chance)));
        let smith = shares["Smith"];
        assert!((0.010..0.0145).contains(&smith), "{smith}");
        assert!((0.005..0.011).contains(&shares["Jones"]));
        // Half of all people bear a name outside the thousand commonest.
        let mut ranked: Vec<f64> = shares.values().copied().collect();
        ranked.sort_by(|a, b| b.total_cmp(a));
        let head: f64 = ranked.iter().take(1000).sum();
        assert!((0.48..0.68).contains(&head), "{head}");
        assert!(ranked.len() > 12_000, "{}", ranked.len());
    }

    #[test]
    fn given_names_follow_the_decade() {
        let lexicon = Lexicon::new();
        let born = |year| {
            shares(20_000, |chance| lexicon.given(lexicon.draw_british(Sex::Female, year, chance)).to_owned())
        };
        let (old, young) = (born(1935), born(2022));
        assert!(old["Margaret"] > 0.025 && young.get("Margaret").copied().unwrap_or(0.0) < 0.003);
        assert!(young["Olivia"] > 0.008 && old.get("Olivia").copied().unwrap_or(0.0) < 0.003);
    }

    #[test]
    fn women_bear_the_womens_form() {
        let lexicon = Lexicon::new();
        let kowalski = Family::single(lexicon.family_named("Kowalski"));
        assert_eq!(lexicon.family(lexicon.gendered(kowalski, Sex::Female)), "Kowalska");
        assert_eq!(lexicon.gendered(kowalski, Sex::Male), kowalski);
        assert_eq!(lexicon.masculine(lexicon.gendered(kowalski, Sex::Female)), kowalski);
    }

    #[test]
    fn short_forms_and_spellings_are_found() {
        let lexicon = Lexicon::new();
        assert!(lexicon.short_forms("Margaret").contains(&"Peggy"));
        assert!(lexicon.spellings("Muhammad").contains(&"Mohammed"));
        assert!(lexicon.spellings("Xyz").is_empty());
    }
}
