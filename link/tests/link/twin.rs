//! Scoring done slowly and plainly, from the model's words and other people's comparators; the fast way must agree.

use std::collections::{BTreeMap, BTreeSet};

use link::model::{BlockingRule, ColumnPart, Key, Level, Model, Part, Test, TestKind, Worth};
use link::progress::silent;
use link::score::{NO_RULE, ScoreOptions, Scored, ScoredPair, level_of, score};
use link::table::{Table, TableBuilder};
use link::train::{TrainOptions, Trained, train};
use standardise::record::{Entity, columns};

use crate::town::{Dice, Town};

/// How far two numbers are apart, and in hundredths of the larger; nothing where one is none.
fn apart(left: &str, right: &str) -> Option<(f64, f64)> {
    let (left, right): (f64, f64) = (left.parse().ok()?, right.parse().ok()?);
    let difference = (left - right).abs();
    let larger = left.abs().max(right.abs());
    Some((difference, if difference == 0.0 { 0.0 } else { 100.0 * difference / larger }))
}

/// A table as plain texts, and the model with its numbers.
pub struct Twin<'t> {
    table: &'t Table,
    /// So many rows tell how frequent values and words are; those after them are guests.
    known: usize,
    model: &'t Model,
    forms: Vec<BTreeSet<&'static str>>,
    /// For each column how many values it has, and how many of them have each word.
    words: BTreeMap<String, (f64, BTreeMap<String, f64>)>,
}

impl<'t> Twin<'t> {
    fn new(table: &'t Table, model: &'t Model) -> Self {
        Self::with_guests(table, model, 0)
    }

    /// With so many guests at the table's end.
    pub fn with_guests(table: &'t Table, model: &'t Model, guest_count: usize) -> Self {
        let known = table.row_count() - guest_count;
        let mut twin = Self { table, known, model, forms: forms(), words: BTreeMap::new() };
        for column in table.columns() {
            let rows = 0..known;
            let values: BTreeSet<String> = rows.filter_map(|row| twin.value(column.name(), row)).collect();
            let mut having = BTreeMap::new();
            for value in &values {
                for word in value.split_whitespace().collect::<BTreeSet<_>>() {
                    *having.entry(word.to_owned()).or_insert(0.0) += 1.0;
                }
            }
            twin.words.insert(column.name().to_owned(), (values.len() as f64, having));
        }
        twin
    }

    fn value(&self, column: &str, row: usize) -> Option<String> {
        let column = self.table.column(column).unwrap();
        let bytes = column.dictionary().bytes(column.ids()[row]);
        (!bytes.is_empty()).then(|| String::from_utf8(bytes.to_vec()).unwrap())
    }

    fn part(&self, part: &ColumnPart, row: usize) -> Option<String> {
        let value = self.value(&part.column, row)?;
        let digits: String = value.chars().filter(|c| *c != '-').collect();
        let mut tokens: Vec<&str> = value.split_whitespace().collect();
        let is_date = [4, 7, 10].contains(&value.len()) && digits.chars().all(|c| c.is_ascii_digit());
        let date = |from: usize, to: usize| {
            if is_date {
                digits.get(from..to).filter(|_| digits.len() >= to).map(str::to_owned)
            } else {
                None
            }
        };
        match part.part {
            Part::Whole => Some(value),
            Part::Prefix(length) => Some(value.chars().take(usize::from(length)).collect()),
            Part::Year => date(0, 4),
            Part::YearMonth => date(0, 6),
            Part::MonthDay => date(4, 8),
            Part::FirstToken => tokens.first().map(|token| (*token).to_owned()),
            Part::LastToken => tokens.last().map(|token| (*token).to_owned()),
            Part::SortedTokens => {
                tokens.sort_unstable();
                Some(tokens.join(" "))
            }
            Part::Outward => value.split_once(' ').map(|(outward, _)| outward.to_owned()),
            Part::Sector => {
                value.split_once(' ').map(|(outward, inward)| format!("{outward} {}", &inward[..1]))
            }
            Part::Sex => match value.to_lowercase().as_str() {
                "mr" | "master" | "sir" | "lord" => Some("male".to_owned()),
                "mrs" | "miss" | "ms" | "lady" | "dame" => Some("female".to_owned()),
                _ => None,
            },
            Part::Generation => match value.as_str() {
                "Sr" | "Senior" => Some("1".to_owned()),
                "Jr" | "II" => Some("2".to_owned()),
                _ => None,
            },
            Part::Date => day_number(&value).map(|_| value),
            // Codes as the National Archives' own examples have them.
            Part::Soundex => match value.as_str() {
                "SMITH" | "SMYTHE" => Some("S530".to_owned()),
                "SCHMIDT" => Some("S530".to_owned()),
                "TYMCZAK" => Some("T522".to_owned()),
                "PFISTER" => Some("P236".to_owned()),
                "ASHCRAFT" => Some("A261".to_owned()),
                _ => None,
            },
            // Postcodes and e-mails are written in full here, or not at all.
            Part::WrittenDistrict => value.split_once(' ').map(|(outward, _)| outward.to_owned()),
            Part::WrittenSector => {
                value.split_once(' ').map(|(outward, inward)| format!("{outward} {}", &inward[..1]))
            }
            Part::BeforeAt => value.split_once('@').map(|(before, _)| before.to_owned()),
            Part::Area | Part::WrittenArea => {
                Some(value.chars().take_while(char::is_ascii_alphabetic).collect())
            }
        }
    }

    fn key(&self, keys: &[Key], row: usize) -> Option<Vec<String>> {
        let key = |key: &Key| match key {
            Key::Part(part) => self.part(part, row),
            Key::Unordered(a, b) => {
                let mut both = [self.part(a, row)?, self.part(b, row)?];
                both.sort();
                Some(both.join("|"))
            }
        };
        keys.iter().map(key).collect()
    }

    /// The pairs that a rule makes.
    pub fn pairs(&self, rule: &BlockingRule) -> BTreeSet<(usize, usize)> {
        let group = |rows: &[usize], keys: &[Key]| {
            let mut groups: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
            for row in rows {
                if let Some(key) = self.key(keys, *row) {
                    groups.entry(key).or_default().push(*row);
                }
            }
            groups.into_values().collect::<Vec<_>>()
        };
        let all: Vec<usize> = (0..self.table.row_count()).collect();
        let mut blocks = Vec::new();
        for block in group(&all, rule.keys()) {
            if block.len() <= rule.cap() as usize {
                blocks.push(block);
            } else if !rule.refine().is_empty() {
                blocks.extend(group(&block, rule.refine()));
            }
        }
        blocks.retain(|block| block.len() <= rule.cap() as usize);
        let pairs = blocks.iter().flat_map(|block| {
            block.iter().flat_map(|left| {
                block.iter().filter(move |right| left < right).map(move |right| (*left, *right))
            })
        });
        pairs.collect()
    }

    /// Whether a test of two columns holds; nothing where it is none, or a value is missing.
    fn test_of_two(&self, test: &Test, left: usize, right: usize) -> Option<bool> {
        let (a, b) = (self.part(&test.on, left), self.part(&test.on, right));
        if let TestKind::Metres { longitude, limit } = &test.kind {
            let number =
                |part: &ColumnPart, row| self.part(part, row).and_then(|text| text.parse::<f64>().ok());
            let (a_lat, b_lat) = (number(&test.on, left)?, number(&test.on, right)?);
            let (a_lon, b_lon) = (number(longitude, left)?, number(longitude, right)?);
            return Some(haversine((a_lat, a_lon), (b_lat, b_lon)) <= *limit);
        }
        if let TestKind::Matches(other) = &test.kind {
            let (c, d) = (self.part(other, left), self.part(other, right));
            let one = a.zip(d).map(|(a, d)| a == d);
            let another = b.zip(c).map(|(b, c)| b == c);
            return if one == Some(true) { one } else { another.or(one) };
        }
        if let TestKind::After(other) = &test.kind {
            let later = |date: Option<String>, other: Option<String>| {
                let (date, other) = (date?, other?);
                let length = date.len().min(other.len());
                Some(date[..length] > other[..length])
            };
            let one = later(a, self.part(other, right));
            let another = later(b, self.part(other, left));
            return if one == Some(true) { one } else { another.or(one) };
        }
        None
    }

    /// Whether a test holds; nothing where a value is missing.
    fn test(&self, test: &Test, left: usize, right: usize) -> Option<bool> {
        if matches!(test.kind, TestKind::Metres { .. } | TestKind::Matches(_) | TestKind::After(_)) {
            return self.test_of_two(test, left, right);
        }
        let (a, b) = (self.part(&test.on, left), self.part(&test.on, right));
        let (a, b) = (a?, b?);
        let date = |text: &str| -> Option<Vec<u32>> {
            let parts: Option<Vec<u32>> = text.split('-').map(|part| part.parse().ok()).collect();
            parts.filter(|parts| parts[0] > 999)
        };
        let edits = |distance: usize, most: u8| Some(distance <= usize::from(most));
        match &test.kind {
            TestKind::Exact => Some(a == b),
            TestKind::JaroWinkler(least) => Some(strsim::jaro_winkler(&a, &b) >= *least),
            TestKind::Levenshtein(most) => edits(strsim::levenshtein(&a, &b), *most),
            TestKind::Damerau(most) => edits(strsim::osa_distance(&a, &b), *most),
            TestKind::DamerauFree(most) => edits(strsim::damerau_levenshtein(&a, &b), *most),
            TestKind::Days(most) => Some(day_number(&a)?.abs_diff(day_number(&b)?) <= *most),
            TestKind::SwappedWith(other) => match (self.part(other, left), self.part(other, right)) {
                (Some(c), Some(d)) => Some(a == d && b == c),
                (Some(c), None) if c != b => Some(false),
                (None, Some(d)) if d != a => Some(false),
                _ => None,
            },
            TestKind::Initial => {
                let (first, second) = (a.split(' ').next()?, b.split(' ').next()?);
                Some((first.len() == 1 || second.len() == 1) && first[..1] == second[..1])
            }
            TestKind::Prefix(least) => {
                Some(a.len().min(b.len()) >= usize::from(*least) && (a.starts_with(&b) || b.starts_with(&a)))
            }
            TestKind::Diminutive => {
                let first = |text: &str| text.split(' ').next().unwrap().to_owned();
                let (a, b) = (first(&a), first(&b));
                Some(self.forms.iter().any(|forms| forms.contains(a.as_str()) && forms.contains(b.as_str())))
            }
            TestKind::SharedToken => {
                let words = |text: &str| -> BTreeSet<String> {
                    text.split(' ').filter(|word| word.len() >= 3).map(str::to_owned).collect()
                };
                Some(!words(&a).is_disjoint(&words(&b)))
            }
            TestKind::SharedValue => {
                let values = |text: &str| -> BTreeSet<String> {
                    text.split('|')
                        .map(|value| value.trim().to_owned())
                        .filter(|value| !value.is_empty())
                        .collect()
                };
                Some(!values(&a).is_disjoint(&values(&b)))
            }
            TestKind::Differs(most) => Some(apart(&a, &b)?.0 <= most + 1e-9),
            TestKind::Percent(most) => Some(apart(&a, &b)?.1 <= most + 1e-9),
            TestKind::TokenOverlap(least) => Some(self.tokens(&test.on, &a, &b).0 >= *least),
            TestKind::TokenContainment(least) => Some(self.tokens(&test.on, &a, &b).1 >= *least),
            TestKind::DateSlip => Some(is_slip(&a, &b)),
            TestKind::DateCompatible => Some(a.starts_with(&b) || b.starts_with(&a)),
            TestKind::NewYear => Some(a.ends_with("-01-01") || b.ends_with("-01-01")),
            TestKind::Years(most) => Some(date(&a)?[0].abs_diff(date(&b)?[0]) <= u32::from(*most)),
            TestKind::Metres { .. } | TestKind::Matches(_) | TestKind::After(_) => None,
        }
    }

    /// The share of the weight of common tokens, of all and of the lesser's.
    fn tokens(&self, part: &ColumnPart, a: &str, b: &str) -> (f64, f64) {
        let words = |text: &str| -> BTreeSet<String> { text.split_whitespace().map(str::to_owned).collect() };
        let (value_count, having) = &self.words[&part.column];
        let weigh = |set: &BTreeSet<String>| -> f64 {
            let having = |word| having.get(word).copied().unwrap_or(1.0);
            set.iter().map(|word| ((value_count + 1.0) / having(word)).log2()).sum()
        };
        let (a, b) = (words(a), words(b));
        let common = weigh(&a.intersection(&b).cloned().collect());
        (common / (weigh(&a) + weigh(&b) - common), common / weigh(&a).min(weigh(&b)))
    }

    /// The code of the level that a pair reaches.
    pub fn level(&self, comparison: usize, left: usize, right: usize) -> usize {
        let levels = self.model.comparisons()[comparison].levels();
        let tests = || levels.iter().flat_map(Level::when).flatten();
        let columns: BTreeSet<&str> = tests().map(|test| test.on.column.as_str()).collect();
        let is_of_two = tests().any(|test| matches!(test.kind, TestKind::After(_)));
        if !is_of_two
            && let [column] = columns.iter().copied().collect::<Vec<_>>()[..]
            && tests().any(|test| test.on == ColumnPart::whole(column))
            && (self.value(column, left).is_none() || self.value(column, right).is_none())
        {
            return 0;
        }
        let mut decided = false;
        for (position, level) in levels[..levels.len() - 1].iter().enumerate() {
            let clauses: Vec<Option<bool>> = level
                .when()
                .iter()
                .map(|tests| {
                    let tests: Vec<Option<bool>> =
                        tests.iter().map(|test| self.test(test, left, right)).collect();
                    if tests.contains(&Some(true)) {
                        Some(true)
                    } else if tests.contains(&None) {
                        None
                    } else {
                        Some(false)
                    }
                })
                .collect();
            if clauses.iter().all(|clause| *clause == Some(true)) {
                return position + 1;
            }
            decided |= clauses.contains(&Some(false));
        }
        if decided { levels.len() } else { 0 }
    }

    pub fn weight(&self, codes: &[usize], left: usize) -> f64 {
        let prior = self.model.prior();
        let unrelated = 1.0 - prior.same.unwrap() - prior.household.unwrap_or(0.0);
        let mut matched = prior.same.unwrap() / unrelated;
        let mut household = prior.household.unwrap_or(0.0) / unrelated;
        for (comparison, code) in self.model.comparisons().iter().zip(codes) {
            let Some(level) = code.checked_sub(1).map(|position| &comparison.levels()[position]) else {
                continue;
            };
            match *level.worth() {
                Worth::Fixed { weight_bits } => matched *= weight_bits.exp2(),
                Worth::Learnt { m, u, h } => {
                    let mut by_chance = u.unwrap();
                    if level.term_frequency() {
                        let exact = level
                            .when()
                            .iter()
                            .find(|tests| tests.len() == 1 && tests[0].kind == TestKind::Exact);
                        by_chance = self.frequency(&exact.unwrap()[0].on, left, by_chance);
                    }
                    matched *= m.unwrap() / by_chance;
                    household *= h.map_or(1.0, |h| h / by_chance);
                    if level.one_roof() {
                        household *= self.crowd(&level.when()[0][0].on, left);
                    }
                }
            }
        }
        (matched / (1.0 + household)).log2()
    }

    /// How many records share a row's value, by how many share that of a record on the average.
    fn crowd(&self, part: &ColumnPart, row: usize) -> f64 {
        let values: Vec<String> = (0..self.known).filter_map(|row| self.part(part, row)).collect();
        let sharing = |value: &String| values.iter().filter(|other| *other == value).count() as f64;
        let mean = values.iter().map(sharing).sum::<f64>() / values.len() as f64;
        sharing(&self.part(part, row).unwrap()) / mean
    }

    /// How often a row's value is met among those that are there, and among 200 more records at the rate of u.
    fn frequency(&self, part: &ColumnPart, row: usize, u: f64) -> f64 {
        let values: Vec<String> = (0..self.known).filter_map(|row| self.part(part, row)).collect();
        let own = self.part(part, row);
        let met = values.iter().filter(|value| Some(*value) == own.as_ref()).count() as f64;
        (met + 200.0 * u) / (values.len() as f64 + 200.0)
    }
}

/// Distance on the sphere by the haversine formula.
fn haversine(a: (f64, f64), b: (f64, f64)) -> f64 {
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let h = half(b.0 - a.0) + a.0.to_radians().cos() * b.0.to_radians().cos() * half(b.1 - a.1);
    2.0 * 6_371_008.8 * h.sqrt().asin()
}

fn is_slip(a: &str, b: &str) -> bool {
    if a.len() != 10 || b.len() != 10 {
        return false;
    }
    let differing: Vec<usize> =
        (0..10).filter(|place| a.as_bytes()[*place] != b.as_bytes()[*place]).collect();
    let swapped = |text: &str, place: usize| {
        let mut bytes = text.as_bytes().to_vec();
        bytes.swap(place, place + 1);
        String::from_utf8(bytes).unwrap()
    };
    let neighbours = [0, 1, 2, 5, 8].iter().any(|place| swapped(a, *place) == b);
    let day_month = format!("{}-{}-{}", &a[..4], &a[8..], &a[5..7]) == b;
    differing.len() == 1 || neighbours || day_month
}

fn forms() -> Vec<BTreeSet<&'static str>> {
    let table = include_str!("../../../standardise/src/name/given.txt");
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split(' ').collect()).collect()
}

pub fn trained(table: &Table, entity: Entity) -> Trained {
    let options = TrainOptions { random_pair_count: 20_000, ..TrainOptions::default() };
    train(table, &Model::built_in(entity), &options, &silent).unwrap()
}

/// Scores a table both ways and compares every pair.
fn check(table: &Table, trained: &Trained, keep_weight: f64) -> Scored {
    let scored = score(table, trained, &ScoreOptions { keep_weight }, &silent).unwrap();
    let twin = Twin::new(table, trained.model());
    let mut seen = BTreeSet::new();
    // Pairs that no rule made are weighed no less rightly.
    let (made, beside): (Vec<ScoredPair>, Vec<ScoredPair>) =
        scored.pairs.iter().copied().partition(|pair| pair.rule != NO_RULE);
    let weigh = |left: usize, right: usize| {
        let codes: Vec<usize> =
            (0..trained.model().comparisons().len()).map(|at| twin.level(at, left, right)).collect();
        (twin.weight(&codes, left), codes)
    };
    for pair in beside {
        let (weight, _) = weigh(pair.left as usize, pair.right as usize);
        assert!((f64::from(pair.weight) - weight).abs() < 1e-3);
    }
    let mut fast = made.iter().peekable();
    let mut expected_pairs = BTreeMap::new();
    for (rule, blocking) in trained.model().rules().iter().enumerate() {
        let sources = table.sources();
        for pair in twin.pairs(blocking) {
            if trained.model().between_sources() && sources[pair.0] == sources[pair.1] {
                continue;
            }
            if seen.insert(pair) {
                expected_pairs.insert(pair, rule);
            }
        }
    }
    assert_eq!(scored.pair_count, expected_pairs.len() as u64);
    let comparison_count = trained.model().comparisons().len();
    for ((left, right), rule) in expected_pairs {
        let (weight, codes) = weigh(left, right);
        if weight < keep_weight {
            // Within a float's rounding of the threshold either is right.
            let kept = fast.next_if(|pair| (pair.left, pair.right) == (left as u32, right as u32));
            assert!(kept.is_none_or(|pair| (f64::from(pair.weight) - weight).abs() < 1e-4), "{left} {right}");
            continue;
        }
        let pair = fast.next().unwrap();
        assert_eq!((pair.left, pair.right, usize::from(pair.rule)), (left as u32, right as u32, rule));
        let found: Vec<usize> =
            (0..comparison_count).map(|comparison| level_of(pair.pattern, comparison)).collect();
        assert_eq!(found, codes, "{left} {right}");
        assert!((f64::from(pair.weight) - weight).abs() < 1e-3, "{left} {right}: {} {weight}", pair.weight);
    }
    assert_eq!(fast.next(), None);
    scored
}

#[test]
fn people_score_as_their_slow_twin_says() {
    let table = Town::new(45, 11).table();
    let trained = trained(&table, Entity::Person);
    let kept = check(&table, &trained, -6.63).pairs.len();
    let all = check(&table, &trained, -200.0).pairs.len();
    assert!(kept > 100 && all > 2 * kept, "{kept} {all}");
}

#[test]
fn free_distances_and_days_score_as_their_slow_twin_says() {
    let model = Model::built_in(Entity::Person).to_toml();
    let model = model.replace("damerau <= ", "damerau_free <= ");
    let model = model.replace("birth_date: date_slip", "birth_date.date: days <= 40");
    assert!(model.contains("damerau_free") && model.contains("days <= 40"));
    let table = Town::new(30, 12).table();
    let trained = train(&table, &Model::parse(&model).unwrap(), &TrainOptions::default(), &silent).unwrap();
    assert!(check(&table, &trained, -200.0).pairs.len() > 100);
}

/// Things with a price, several telephones and a name, each value spoilt now and then.
fn things(count: usize, seed: u64) -> Table {
    let mut dice = Dice(seed);
    let mut builder = TableBuilder::new(&["name", "price", "phones"]);
    for _ in 0..count {
        let name =
            dice.pick(&["SMITH", "SMYTHE", "SCHMIDT", "TYMCZAK", "PFISTER", "ASHCRAFT", "12"]).to_owned();
        let price = match dice.below(8) {
            0 => "dear".to_owned(),
            1 => "0".to_owned(),
            _ => format!("{}.{}", 90 + dice.below(20), dice.below(10)),
        };
        let phones: Vec<String> = (0..dice.below(4)).map(|_| format!("07{}", dice.below(30))).collect();
        let phones = phones.join(" | ");
        let filled = |text: String, dice: &mut Dice| Some(text).filter(|_| dice.percent(85));
        let row = [filled(name, &mut dice), filled(price, &mut dice), filled(phones, &mut dice)];
        builder.push_row(0, &row.iter().map(Option::as_deref).collect::<Vec<_>>());
    }
    builder.finish().unwrap()
}

#[test]
fn numbers_sets_and_sounds_score_as_their_slow_twin_says() {
    let mut text = String::from("entity = \"thing\"\n[[blocking]]\nkeys = [\"name.soundex\"]\n");
    for (column, tests) in [
        ("name", &["exact", "name.soundex: exact"][..]),
        ("price", &["differs <= 0.3", "percent <= 5"]),
        ("phones", &["exact", "shared_value"]),
    ] {
        text += &format!("[[comparison]]\nname = \"{column}\"\ncolumn = \"{column}\"\n");
        for test in tests.iter().chain(&["else"]) {
            text += &format!("[[comparison.level]]\nlabel = \"{test}\"\nwhen = \"{test}\"\n");
        }
    }
    let table = things(220, 9);
    let trained = train(&table, &Model::parse(&text).unwrap(), &TrainOptions::default(), &silent).unwrap();
    assert!(check(&table, &trained, -200.0).pairs.len() > 1_000);
}

#[test]
fn premises_score_as_their_slow_twin_says() {
    let table = premises(260, 5);
    let trained = trained(&table, Entity::Premises);
    let kept = check(&table, &trained, -6.63).pairs.len();
    assert!(kept > 50, "{kept}");
}

#[test]
fn oversize_blocks_are_refined_or_counted() {
    let model = Model::built_in(Entity::Person).to_toml();
    let rule = "keys = [\"postcode\", \"family_name_key[:4]\"]\nrefine = [\"given_name_key[:1]\"]\n";
    assert!(model.contains(rule));
    let model = model.replace(rule, &format!("{rule}cap = 4\n")).replace("cap = 50", "cap = 2");
    let table = Town::new(60, 3).table();
    let trained = train(&table, &Model::parse(&model).unwrap(), &TrainOptions::default(), &silent).unwrap();
    let scored = check(&table, &trained, -6.63);
    let oversize: u64 = scored.rules.iter().map(|rule| rule.oversize_block_count).sum();
    let left_out: u64 = scored.rules.iter().map(|rule| rule.oversize_record_count).sum();
    assert!(oversize > 0 && left_out >= 3 * oversize, "{oversize} {left_out}");
}

#[test]
fn threads_do_not_change_what_comes_out() {
    let table = Town::new(150, 21).table();
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            link::link(&table, &Model::built_in(Entity::Person), &link::LinkOptions::default(), &silent)
                .unwrap()
        })
    };
    assert_eq!(run(1), run(3));
}

/// Made-up premises: some in several registers, some sharing a building, some chains.
pub fn premises(count: usize, seed: u64) -> Table {
    const WORDS: [&str; 12] = [
        "OAK", "MILL", "STAR", "CORNER", "ROYAL", "PIZZA", "CAFE", "STORES", "DENTAL", "SURGERY", "SCHOOL",
        "GARAGE",
    ];
    let mut dice = Dice(seed);
    let names = columns(Entity::Premises);
    let mut builder = TableBuilder::new(names);
    for number in 0..count {
        let (first, second) = (dice.pick(&WORDS), dice.pick(&WORDS));
        let home = crate::town::home(dice.below(60));
        let (north, east) = (dice.below(400) as f64 * 1e-5, dice.below(400) as f64 * 1e-5);
        for source in 0..1 + dice.below(3) {
            let mut name = format!("{first} {second}");
            if dice.percent(30) {
                name.push_str(" LTD");
            }
            if dice.percent(15) {
                name = first.to_owned();
            }
            let trading = dice.percent(20).then(|| format!("{second} {first}"));
            let position =
                dice.percent(60).then(|| (format!("{:.6}", 53.8 + north), format!("{:.6}", -1.5 + east)));
            let has_address = dice.percent(80);
            let value = |column: &&str| match *column {
                "organisation_name_key" => Some(name.as_str()),
                "trading_name_key" => trading.as_deref(),
                "building_key" if has_address => Some(home.building.as_str()),
                "street_key" if has_address => Some(home.street),
                "postcode" if has_address => Some(home.postcode.as_str()),
                "uprn" if number % 4 == 0 => Some(home.uprn.as_str()),
                "latitude" => position.as_ref().map(|(latitude, _)| latitude.as_str()),
                "longitude" => position.as_ref().map(|(_, longitude)| longitude.as_str()),
                _ => None,
            };
            builder.push_row(source as u16, &names.iter().map(value).collect::<Vec<_>>());
        }
    }
    builder.finish().unwrap()
}

/// The days before a full date since the year 1, counted one by one; nothing where there is no such day.
fn day_number(text: &str) -> Option<u32> {
    let parts: Vec<u32> = text.split('-').map(str::parse).collect::<Result<_, _>>().ok()?;
    let [year, month, day] = parts[..] else { return None };
    let is_leap =
        |year: u32| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let length = |month: u32| match month {
        2 => 28 + u32::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let years: u32 = (1..year).map(|year| 365 + u32::from(is_leap(year))).sum();
    ((1..=12).contains(&month) && (1..=length(month)).contains(&day))
        .then(|| years + (1..month).map(length).sum::<u32>() + day)
}
