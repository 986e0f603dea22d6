//! Measures how many records a second one core standardises:
//! `cargo run --release -p standardise --example speed [COUNT [person|premises|names|addresses|rest]]`.
//!
//! The rows are made up here from a few words, so that every run does the same work. The rate is by processor time, so
//! that it means the same on a busy machine.

use std::hint::black_box;
use std::time::Instant;

use standardise::record::{Entity, Field, Options, Standardiser};

const GIVEN: [&str; 8] =
    ["JANE", "Mohammed Ali", "Siân", "JOHN PAUL", "harpreet", "Oluwaseun", "Mary-Ann", "J"];
const FAMILY: [&str; 8] =
    ["SMITH", "O'NEILL", "Khan", "van der Merwe", "SMITH-JONES", "Kaur", "MCDONALD", "Nowak"];
const STREETS: [&str; 6] =
    ["HIGH ST", "Station Road", "MILL LN", "St John's Avenue", "ROSE COURT", "Kingsway"];

fn main() {
    let count: usize = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(400_000);
    let people: Vec<Vec<(Field, String)>> = (0..1_000).map(person).collect();
    let premises: Vec<Vec<(Field, String)>> = (0..1_000).map(premises).collect();
    let only = std::env::args().nth(2);
    let wanted = |name: &str| only.as_deref().is_none_or(|only| only == name);
    if wanted("person") {
        measure("person", Entity::Person, &people, count);
    }
    if wanted("premises") {
        measure("premises", Entity::Premises, &premises, count);
    }
    let parts = [("names", is_name as fn(Field) -> bool), ("addresses", is_address), ("rest", is_rest)];
    for (name, kept) in parts.into_iter().filter(|(name, _)| wanted(name)) {
        let rows: Vec<Vec<(Field, String)>> = people
            .iter()
            .map(|row| row.iter().filter(|(field, _)| kept(*field)).cloned().collect())
            .collect();
        measure(name, Entity::Person, &rows, count);
    }
}

/// Standardises rows over and over and tells the rate.
#[expect(clippy::print_stdout, reason = "an example's answer is what it prints")]
fn measure(name: &str, entity: Entity, rows: &[Vec<(Field, String)>], count: usize) {
    let rows: Vec<Vec<(Field, &str)>> =
        rows.iter().map(|row| row.iter().map(|(field, text)| (*field, text.as_str())).collect()).collect();
    let (start, start_seconds) = (Instant::now(), processor_seconds());
    let mut standardiser = Standardiser::new(entity, Options::default());
    for row in rows.iter().cycle().take(count) {
        black_box(standardiser.standardise(black_box(row)));
    }
    let seconds = match (start_seconds, processor_seconds()) {
        (Some(before), Some(after)) => after - before,
        _ => start.elapsed().as_secs_f64(),
    };
    println!("{name}: {count} in {seconds:.2} s, {:.0} a second", count as f64 / seconds);
}

/// The time this thread has run on a processor, where the system tells it.
fn processor_seconds() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = text.split(' ').next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

fn person(number: usize) -> Vec<(Field, String)> {
    let pick = |words: &[&str], step: usize| words[(number * 7 + number / step) % words.len()].to_owned();
    vec![
        (Field::RecordKey, number.to_string()),
        (Field::Title, pick(&["MR", "Mrs", "Dr", "Ms"], 3)),
        (Field::GivenName, pick(&GIVEN, 5)),
        (Field::FamilyName, pick(&FAMILY, 11)),
        (Field::BirthDate, format!("{:02}/{:02}/{}", number % 28 + 1, number % 12 + 1, 1930 + number % 90)),
        (Field::Sex, pick(&["F", "M"], 2)),
        (
            Field::NhsNumber,
            if number.is_multiple_of(3) { "999 000 0018".to_owned() } else { "9990000026".to_owned() },
        ),
        (Field::Nino, "AB 31 20 45 C".to_owned()),
        (Field::Phone, format!("07700 900{:03}", number % 1000)),
        (Field::Email, format!("person{number}@example.org")),
        (
            Field::AddressLine,
            if number.is_multiple_of(4) { format!("FLAT {}", number % 20 + 1) } else { String::new() },
        ),
        (Field::AddressLine, format!("{} {}", number % 200 + 1, pick(&STREETS, 13))),
        (Field::AddressLine, "NORTHMERE".to_owned()),
        (Field::Postcode, format!("NM{} {}AB", number % 20 + 1, number % 10)),
        (Field::Uprn, format!("{:012}", 900_000_000_000_usize + number)),
        (Field::ValidFrom, "2021-04-01".to_owned()),
    ]
}

fn premises(number: usize) -> Vec<(Field, String)> {
    let pick = |words: &[&str]| words[(number * 7 + number / 5) % words.len()].to_owned();
    vec![
        (Field::OrganisationName, format!("{} & Sons Limited T/A {} Fish Bar", pick(&FAMILY), pick(&GIVEN))),
        (
            Field::Address,
            format!("Unit {}, {}, {}, Northmere, NM1 4AP", number % 30 + 1, number % 200, pick(&STREETS)),
        ),
        (Field::Latitude, format!("53.{:05}", number * 37 % 100_000)),
        (Field::Longitude, format!("-1.{:05}", number * 91 % 100_000)),
        (Field::Category, "SHOP AND PREMISES".to_owned()),
    ]
}

fn is_name(field: Field) -> bool {
    matches!(field, Field::Title | Field::GivenName | Field::FamilyName)
}

fn is_address(field: Field) -> bool {
    matches!(field, Field::AddressLine)
}

fn is_rest(field: Field) -> bool {
    !is_name(field) && !is_address(field)
}
