//! Parsing against labels, formatting against lines, and the speed of parsing.

use std::path::Path;
use std::time::Instant;

use quick_xml::events::Event;
use standardise::address::paf::DeliveryPoint;
use standardise::address::parse::{Parser, Part, Parts};

/// Words with their labels.
type Labelled = Vec<(String, String)>;

/// The share of words and of whole addresses whose labels are right.
pub(crate) fn labels(path: &Path) {
    let addresses = labelled(&std::fs::read_to_string(path).unwrap());
    for (name, half) in [("looked at", 0), ("not looked at", 1)] {
        let (mut words, mut words_right, mut whole, mut count) = (0, 0, 0, 0);
        for address in addresses.iter().skip(half).step_by(2) {
            let text: Vec<&str> = address.iter().map(|(word, _)| word.as_str()).collect();
            let read = read_labels(&text.join(" "));
            let expected = address.iter().filter(|(_, label)| label != "Postcode");
            let right = expected.zip(&read).filter(|((_, label), own)| label == *own).count()
                + address.iter().filter(|(_, label)| label == "Postcode").count();
            words += address.len();
            words_right += right;
            whole += usize::from(right == address.len());
            count += 1;
        }
        let share = |right: usize, all: usize| right as f64 / all as f64;
        println!(
            "parse, half {name}: words {words_right} of {words} ({:.4}), addresses {whole} of {count} ({:.4})",
            share(words_right, words),
            share(whole, count)
        );
    }
}

/// The labelled words of every address.
fn labelled(text: &str) -> Vec<Labelled> {
    let mut reader = quick_xml::Reader::from_str(text);
    let (mut all, mut address, mut label) = (Vec::new(), Labelled::new(), String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                label = tag.name().as_ref().to_owned();
                if label == "AddressString" {
                    address = Labelled::new();
                }
            }
            Event::Text(word) if !label.is_empty() && label != "Input" => {
                let word = word.trim().to_owned();
                if !word.is_empty() {
                    address.push((word, label.clone()));
                }
            }
            Event::GeneralRef(_) => label.clear(),
            Event::End(tag) => {
                if tag.name().as_ref() == "AddressString" {
                    all.push(std::mem::take(&mut address));
                }
                label.clear();
            }
            Event::Eof => return all,
            _ => {}
        }
    }
}

/// The labels of an address's words, as Royal Mail's file would have them: a number with a letter is a building's name, and
/// so is a part of a building that has no other name or number.
fn read_labels(text: &str) -> Vec<&'static str> {
    let mut parser = Parser::default();
    let words = parser.words([text]);
    let parts = parser.parse([text]);
    let mut labels = Vec::new();
    let mut after_number = false;
    for (at, (part, word)) in words.iter().enumerate() {
        labels.push(label(&parts, *part, word, words.get(at + 1).map(|(part, _)| *part), &mut after_number));
    }
    labels
}

fn label(parts: &Parts, part: Part, word: &str, next: Option<Part>, after_number: &mut bool) -> &'static str {
    match part {
        Part::Organisation => "OrganisationName",
        Part::Department => "DepartmentName",
        Part::PoBox => "PoBox",
        Part::SubBuilding if parts.building_name.is_none() && parts.building_number.is_none() => {
            "BuildingName"
        }
        Part::SubBuilding => "SubBuildingName",
        Part::BuildingName => "BuildingName",
        Part::Number => {
            let is_of_building = next == Some(Part::BuildingName) && !std::mem::replace(after_number, true);
            match &parts.building_number {
                Some(_) if is_of_building => "SubBuildingName",
                None => "BuildingName",
                Some(_) if word.bytes().all(|byte| byte.is_ascii_digit()) => "BuildingNumber",
                Some(_) => "BuildingName",
            }
        }
        Part::DependentStreet | Part::Street => "StreetName",
        Part::Locality => "Locality",
        Part::Town | Part::OtherTown => "TownName",
        Part::County => "County",
    }
}

/// How many addresses come out in the lines that the Postcode Address File's rules give.
pub(crate) fn formats(path: &Path) {
    let document: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let cases = document["fixtures"].as_array().unwrap();
    let right = cases.iter().filter(|case| {
        let field = |name: &str| case["fixture"][name].as_str().unwrap_or_default().to_owned();
        let point = DeliveryPoint {
            organisation: field("organisation_name"),
            department: field("department_name"),
            po_box: field("po_box"),
            sub_building: field("sub_building_name"),
            building_name: field("building_name"),
            building_number: field("building_number"),
            dependent_thoroughfare: field("dependant_thoroughfare"),
            thoroughfare: field("thoroughfare"),
            double_dependent_locality: field("double_dependant_locality"),
            dependent_locality: field("dependant_locality"),
            post_town: field("post_town"),
            postcode: field("postcode"),
        };
        let expected =
            ["line_1", "line_2", "line_3"].map(|line| case["expected"][line].as_str().unwrap_or_default());
        let lines = point.lines_within(3);
        lines.iter().map(String::as_str).eq(expected.into_iter().filter(|line| !line.is_empty()))
            && point.premise() == case["expected"]["premise"].as_str().unwrap_or_default()
    });
    println!("formatting: {} of {} right", right.count(), cases.len());
}

/// How many addresses one core parses in a second.
pub(crate) fn speed(folder: &Path) {
    let texts: Vec<String> = super::rows(&folder.join("corrupted_leeds.csv"))
        .map(|row| format!("{} {}", row("recorded_address"), row("recorded_postcode")))
        .collect();
    let mut parser = Parser::default();
    let best = (0..5).map(|_| {
        let start = Instant::now();
        let streets = texts.iter().filter(|text| parser.parse([text.as_str()]).street.is_some()).count();
        (start.elapsed(), streets)
    });
    let (time, streets) = best.min().unwrap();
    let rate = texts.len() as f64 / time.as_secs_f64();
    println!("parse, one core: {rate:.0} addresses a second, best of five ({streets} with a street)");
}
