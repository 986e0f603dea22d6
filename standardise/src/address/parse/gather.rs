//! From words with their parts to an address's parts.

use super::Parts;
use super::part::Part;
use super::path::Step;
use super::word::{Words, sign};

/// Words in a row that belong to one part.
#[derive(Debug, Clone, Copy)]
struct Run {
    part: Part,
    from: usize,
    to: usize,
}

/// The parts that the steps of a reading make.
pub(super) fn parts(text: &str, words: &Words, steps: &[Step]) -> Parts {
    let mut runs = runs(words, steps);
    give_numbers(words, &mut runs);
    let written = |run: &Run| {
        let mut from = run.from;
        if run.part == Part::Number && words.list[from].is(sign::ANNOUNCES_NUMBER) && from + 1 < run.to {
            from += 1;
        }
        text[words.list[from].start as usize..words.list[run.to - 1].end as usize].to_owned()
    };
    let all = |part: Part| {
        let mut all: Option<String> = None;
        for run in runs.iter().filter(|run| run.part == part) {
            match &mut all {
                None => all = Some(written(run)),
                Some(text) => {
                    text.push_str(", ");
                    text.push_str(&written(run));
                }
            }
        }
        all
    };
    let mut parts = Parts {
        organisation: all(Part::Organisation),
        department: all(Part::Department),
        po_box: runs.iter().find(|run| run.part == Part::PoBox).map(|run| box_number(words, run)),
        sub_building: all(Part::SubBuilding),
        building_name: all(Part::BuildingName),
        building_number: all(Part::Number),
        dependent_street: all(Part::DependentStreet),
        street: all(Part::Street),
        county: all(Part::County),
        ..Parts::default()
    };
    let same = |one: &Run, other: &Run| {
        one.to - one.from == other.to - other.from
            && (0..one.to - one.from).all(|at| words.folded(one.from + at) == words.folded(other.from + at))
    };
    let mut places: Vec<&Run> = Vec::with_capacity(4);
    for run in runs.iter().filter(|run| matches!(run.part, Part::Locality | Part::Town | Part::OtherTown)) {
        if !places.iter().any(|place| same(place, run)) {
            places.push(run);
        }
    }
    if let Some(town) = places.iter().rposition(|run| run.part != Part::Locality) {
        parts.town = Some(written(places[town]));
        places.remove(town);
    }
    // The last place is the town, known or not.
    if parts.town.is_none() {
        parts.town = places.pop().map(written);
    }
    parts.locality = places.pop().map(written);
    parts.double_dependent_locality = places.pop().map(written);
    parts
}

/// Words in a row that belong to one part and begin once.
fn runs(words: &Words, steps: &[Step]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::with_capacity(8);
    // `FIRST FLOOR FLAT` is one part of a building, `FLAT 2, FIRST FLOOR` are two.
    let is_more = |at: usize| steps[at].part == Part::SubBuilding && !words.list[at].begins_segment;
    for (at, step) in steps.iter().enumerate() {
        match runs.last_mut() {
            Some(last) if last.part == step.part && (!step.begins || is_more(at)) => last.to = at + 1,
            _ => runs.push(Run { part: step.part, from: at, to: at + 1 }),
        }
    }
    runs
}

/// Gives a number before a building's name to the building: as the part of it where the street has a number too
/// (`2 HUYGENS HOUSE, 3 KINETIC CRESCENT`), otherwise as part of its name (`14 ALDER COURT, WILDRIDINGS ROAD`).
fn give_numbers(words: &Words, runs: &mut Vec<Run>) {
    let Some(at) =
        (1..runs.len()).find(|at| runs[*at].part == Part::BuildingName && runs[*at - 1].part == Part::Number)
    else {
        return;
    };
    if runs[at + 1..].iter().any(|run| run.part == Part::Number) {
        runs[at - 1].part = Part::SubBuilding;
    } else if !words.list[runs[at].from].begins_segment {
        runs[at].from = runs[at - 1].from;
        runs.remove(at - 1);
    }
}

/// What follows the words of a PO box.
fn box_number(words: &Words, run: &Run) -> String {
    let numbers = (run.from..run.to).filter(|at| !words.list[*at].is(sign::BOX)).map(|at| words.folded(at));
    numbers.collect::<Vec<_>>().join(" ")
}
