//! Who lives where: each rule by an example, and all of them against a slow and plain twin.

use link::home::of_table;
use link::residence::{Death, Records, Residence, State, Statement, When, households, read, residences};
use link::table::TableBuilder;
use proptest::prelude::*;

const TODAY: &str = "2026-11-22";

fn when(text: &str) -> Option<When> {
    if text.is_empty() { None } else { Some(When::read(text).unwrap()) }
}

/// A statement of person 1: home, whether the source lists main homes, from, to and told.
type Said<'s> = (u32, bool, &'s str, &'s str, &'s str);

fn statements(said: &[Said<'_>]) -> Vec<Statement> {
    let statement = |(record, (home, lists_main, from, to, told)): (u64, &Said<'_>)| Statement {
        entity: 1,
        home: *home,
        record,
        from: when(from),
        to: when(to),
        told: when(told).max(when(from)),
        lists_main: *lists_main,
    };
    (0..).zip(said).map(statement).collect()
}

/// Each home's state and dates.
fn told(said: &[Said<'_>], death: &str) -> Vec<String> {
    let deaths = when(death).map(|day| Death { entity: 1, day }).into_iter().collect();
    let tell = |residence: &Residence| {
        let date = |when: Option<When>| when.map(|when| when.to_string()).unwrap_or_default();
        let (from, to) = (date(residence.from), date(residence.to));
        format!("{} {} {from}/{to}", residence.home, residence.state.name())
    };
    residences(statements(said), deaths, when(TODAY).unwrap()).iter().map(tell).collect()
}

/// What is said of a person, when they died, and what comes of it.
type Case = (&'static str, &'static [Said<'static>], &'static str, &'static [&'static str]);

const CASES: &[Case] = &[
    ("listed without a date", &[(7, true, "", "", "")], "", &["7 current /"]),
    ("only told", &[(7, false, "", "", "2012")], "", &["7 open /"]),
    ("no date at all", &[(7, false, "", "", "")], "", &["7 open /"]),
    (
        "several without a date",
        &[(7, false, "", "", ""), (8, false, "", "", "")],
        "",
        &["7 open /", "8 open /"],
    ),
    (
        "a move, both ends told",
        &[(7, true, "2015-03-01", "2020-05-31", ""), (8, true, "2020-06-01", "", "")],
        "",
        &["7 past 2015-03-01/2020-05-31", "8 current 2020-06-01/"],
    ),
    (
        "a move that a library never heard of",
        &[(7, false, "", "", "2012-01-09"), (8, true, "2020-06-01", "", "")],
        "",
        &["7 past /", "8 current 2020-06-01/"],
    ),
    (
        "an old address without a day",
        &[(7, false, "", "", ""), (8, true, "2020-06-01", "", "")],
        "",
        &["7 open /", "8 current 2020-06-01/"],
    ),
    (
        "two registers disagree about now",
        &[(7, true, "2015", "", ""), (8, true, "", "", "2024-01-01"), (9, false, "", "", "2019")],
        "",
        &["7 contested 2015/", "8 contested /", "9 past /"],
    ),
    (
        "told of elsewhere since",
        &[(7, true, "2015-03-01", "", ""), (8, false, "", "", "2024-01-01")],
        "",
        &["7 current 2015-03-01/", "8 contested /"],
    ),
    (
        "told later of another home",
        &[(7, false, "", "", "2019-05"), (8, false, "", "", "2024-01-01"), (9, false, "", "", "")],
        "",
        &["7 past /", "8 open /", "9 open /"],
    ),
    (
        "only told, and nobody can say which was last",
        &[(7, false, "", "", "2024"), (8, false, "", "", "2024-01-31")],
        "",
        &["7 open /", "8 open /"],
    ),
    (
        "moved out, and an older note knows nothing of it",
        &[(7, true, "2015-03-01", "2021-01-31", ""), (7, false, "", "", "2016-02-02")],
        "",
        &["7 past 2015-03-01/2021-01-31"],
    ),
    (
        "one register says they left, another lists them as it did before",
        &[(7, true, "2015-03-01", "2021-01-31", ""), (7, true, "", "", "2016-02-02")],
        "",
        &["7 contested 2015-03-01/"],
    ),
    (
        "moved out and back",
        &[(7, true, "2015-03-01", "2021-01-31", ""), (7, true, "2022-05-01", "", "")],
        "",
        &["7 current 2015-03-01/"],
    ),
    (
        "an end that is still to come",
        &[(7, true, "2015-03-01", "2027-01-31", "")],
        "",
        &["7 current 2015-03-01/"],
    ),
    (
        "a tenancy that is still to begin",
        &[(7, true, "2015-03-01", "", ""), (8, true, "2027-01-01", "", "")],
        "",
        &["7 current 2015-03-01/", "8 to come 2027-01-01/"],
    ),
    (
        "a death",
        &[(7, true, "2015-03-01", "2020-05-31", ""), (8, true, "2020-06-01", "", "")],
        "2026-02-03",
        &["7 past 2015-03-01/2020-05-31", "8 past 2020-06-01/2026-02-03"],
    ),
];

#[test]
fn each_rule_holds() {
    for (name, said, death, expected) in CASES {
        assert_eq!(told(said, death), *expected, "{name}");
    }
}

#[test]
fn a_household_is_who_lives_together_now() {
    let live = |entity, home, from: &str, to: &str| Statement {
        entity,
        home,
        record: entity,
        from: when(from),
        to: when(to),
        told: when(from),
        lists_main: true,
    };
    let statements = vec![
        live(1, 7, "2015-03-01", ""),
        live(2, 7, "2019-06-05", ""),
        live(3, 7, "2010-01-01", "2014-12-31"),
        live(4, 8, "", ""),
        live(5, 8, "2001", ""),
    ];
    let residences = residences(statements, Vec::new(), when(TODAY).unwrap());
    let together: Vec<(u32, Vec<u64>, String)> = households(&residences)
        .into_iter()
        .map(|it| (it.home, it.people, it.since.map(|since| since.to_string()).unwrap_or_default()))
        .collect();
    assert_eq!(together, [(7, vec![1, 2], "2019-06-05".to_owned()), (8, vec![4, 5], String::new())]);
}

#[test]
fn the_dates_of_records_say_what_they_are_for() {
    let names = ["uprn", "address_key", "address_from", "valid_from", "valid_to", "death_date"];
    let mut builder = TableBuilder::new(&names);
    builder
        .push_row(0, &[Some("1"), Some("A"), Some("2020-01-01"), Some("2019-05"), Some("2021-02-03"), None]);
    builder.push_row(1, &[None, Some("A"), None, Some("2018"), Some("2021-02-03"), Some("2022-01-01")]);
    builder.push_row(1, &[None, None, None, Some("2018"), None, None]);
    let table = builder.finish().unwrap();
    let homes = of_table(&table);
    let records = Records {
        table: &table,
        records: &[10, 11, 12],
        entity_of: &[1, 1, 2],
        lists_main: &[true, false],
        homes: &homes,
    };
    let read = read(&records, |_| true);
    let dates: Vec<[Option<When>; 3]> = read.statements.iter().map(|it| [it.from, it.to, it.told]).collect();
    let whole = [when("2020-01-01"), when("2021-02-03"), when("2020-01-01")];
    assert_eq!(dates, [whole, [None, None, when("2018")]]);
    assert_eq!(read.statements.iter().map(|it| it.record).collect::<Vec<_>>(), [10, 11]);
    assert_eq!(read.deaths, [Death { entity: 1, day: when("2022-01-01").unwrap() }]);
    assert_eq!((homes.homes.len(), read.statements[1].home), (1, 0));
}

/// The state of a home, from all statements about one person, rule by rule as the documentation has them.
fn slow_state(said: &[Statement], home: u32, is_dead: bool, today: When) -> State {
    let ended = |it: &Statement| it.to.is_some_and(|to| to.is_by(today));
    let begun = |it: &Statement| !it.from.is_some_and(|from| today.is_before(from));
    let lists = |it: &Statement| it.lists_main && !ended(it) && begun(it);
    let of = |home: u32| said.iter().filter(move |it| it.home == home);
    let last_end = |home: u32| of(home).filter(|it| ended(it)).filter_map(|it| it.to).max();
    let stands = |it: &Statement| {
        !ended(it)
            && (it.lists_main
                || last_end(it.home).is_none_or(|end| it.told.is_some_and(|told| end.is_before(told))))
    };
    if is_dead || !of(home).any(stands) {
        return State::Past;
    }
    if of(home).filter(|it| stands(it)).all(|it| !begun(it)) {
        return State::ToCome;
    }
    let lives = |home: u32| of(home).any(|it| stands(it) && begun(it));
    let mut living: Vec<u32> = said.iter().map(|it| it.home).filter(|home| lives(*home)).collect();
    living.sort_unstable();
    living.dedup();
    let listed: Vec<u32> = living.iter().copied().filter(|home| of(*home).any(lists)).collect();
    let last_told = |home: u32| of(home).filter(|it| begun(it)).filter_map(|it| it.told).max();
    let from = |home: u32| of(home).filter(|it| begun(it)).filter_map(|it| it.from).min();
    let doubted = |home: u32| {
        last_end(home).is_some_and(|end| {
            !of(home).filter(|it| lists(it)).any(|it| it.told.is_some_and(|told| end.is_before(told)))
        })
    };
    match (listed.as_slice(), last_told(home)) {
        ([one], _) if *one == home && !doubted(home) => State::Current,
        ([_, ..], _) if listed.contains(&home) => State::Contested,
        (_, None) => State::Open,
        ([one], Some(told)) if !doubted(*one) && from(*one).is_some_and(|it| it.is_before(told)) => {
            State::Contested
        }
        ([_, ..], Some(_)) => State::Past,
        ([], Some(own)) if living.iter().filter_map(|it| last_told(*it)).any(|it| own.is_before(it)) => {
            State::Past
        }
        ([], Some(_)) => State::Open,
    }
}

fn any_when() -> impl Strategy<Value = Option<When>> {
    let date = (2018_u32..2029, 1_u32..13, 1_u32..29, 0..3_u8).prop_map(|(year, month, day, precision)| {
        When::read(&match precision {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}"),
            _ => format!("{year}-{month:02}-{day:02}"),
        })
    });
    prop_oneof![Just(None), date]
}

fn any_statement() -> impl Strategy<Value = Statement> {
    (0_u64..3, 0_u32..3, any_when(), any_when(), any_when(), any::<bool>()).prop_map(
        |(entity, home, from, to, told, lists_main)| Statement {
            entity,
            home,
            record: 0,
            from,
            to,
            told,
            lists_main,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_state_is_what_the_slow_twin_says(
        mut said in proptest::collection::vec(any_statement(), 1..9),
        death in any_when(),
    ) {
        (0..).zip(&mut said).for_each(|(record, it)| it.record = record);
        let today = when(TODAY).unwrap();
        let deaths: Vec<Death> = death.map(|day| Death { entity: 1, day }).into_iter().collect();
        let found = residences(said.clone(), deaths.clone(), today);
        for residence in &found {
            let own: Vec<Statement> =
                said.iter().filter(|it| it.entity == residence.entity).copied().collect();
            let is_dead = residence.entity == 1 && !deaths.is_empty();
            prop_assert_eq!(residence.state, slow_state(&own, residence.home, is_dead, today));
            let named = own.iter().filter(|it| it.home == residence.home).count();
            prop_assert_eq!(residence.listed_by.len() + residence.told_by.len(), named);
        }
        for entity in 0..3 {
            let states: Vec<State> =
                found.iter().filter(|it| it.entity == entity).map(|it| it.state).collect();
            prop_assert!(states.iter().filter(|state| **state == State::Current).count() <= 1);
        }
        said.reverse();
        prop_assert_eq!(residences(said, deaths, today), found);
    }
}
