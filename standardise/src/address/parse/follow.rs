//! Which part of an address may follow which, and what it counts for.

use super::part::Part;
use super::weigh::{ENDS, NEVER};
use super::word::{Words, sign};

/// How well one part follows another; `at` is the word that the other begins with.
#[expect(clippy::too_many_lines, reason = "a flat table")]
pub(super) fn follow(words: &Words, from: Part, to: Part, at: usize) -> i32 {
    use Part::{
        BuildingName, County, Department, DependentStreet, Locality, Number, Organisation, OtherTown, PoBox,
        Street, SubBuilding, Town,
    };
    let (before, after) = (&words.list[at - 1], &words.list[at]);
    let commas = words.segments > 1;
    let at_comma = after.begins_segment;
    // Where an address has commas they part its places; numbers and parts of buildings need none.
    let uncut = |cost: i32| if commas && !at_comma { -cost } else { 0 };
    match (from, to) {
        (Organisation, SubBuilding) => {
            if after.is(sign::BUSINESS_UNIT) {
                20
            } else {
                0
            }
        }
        (Organisation, Number | PoBox) => 5,
        (Organisation, BuildingName | Street) => -10 - uncut(-20),
        (Organisation, Department) => 0,
        (Organisation, Locality) => -35 + uncut(30),
        (Organisation, Town | OtherTown) => -30,
        (Department, PoBox | SubBuilding | BuildingName | Number | Street) => 0,
        (Department, Locality | Town) => -10,
        (PoBox, SubBuilding | BuildingName | Number | Street | Locality | Town | OtherTown) => 0,
        (SubBuilding, SubBuilding) => -5,
        (SubBuilding, BuildingName) => 5 + uncut(5),
        (SubBuilding, Number) => 10,
        (SubBuilding, Street) => -25 + uncut(5),
        (SubBuilding, DependentStreet) => -30,
        (SubBuilding, Locality) => -45,
        (SubBuilding, Town | OtherTown) => -60,
        (BuildingName, SubBuilding) => {
            if after.is(sign::BUSINESS_UNIT) {
                -70
            } else {
                -25
            }
        }
        (BuildingName, BuildingName) => {
            if at_comma {
                -15
            } else {
                -45
            }
        }
        (BuildingName, Number) => 5,
        (BuildingName, Street | DependentStreet) => -15 + uncut(10),
        (BuildingName, Locality) => -25 + uncut(15),
        (BuildingName, Town) => -30,
        (BuildingName, OtherTown) => -35,
        (Number, Street) => 20,
        (Number, DependentStreet) => 5,
        (Number, BuildingName) => -15,
        (Number, SubBuilding) => -15,
        (Number, Locality) => -10,
        (Number, Town | OtherTown) => -60,
        (DependentStreet, Street) => {
            if before.is(sign::STREET | sign::BUILDING | sign::NATURAL) {
                if at_comma { -10 } else { -45 }
            } else {
                -60
            }
        }
        // `HIGH STREET WEST` ends a street before a town; before a locality the direction is the locality's.
        (Street, Locality) => {
            if before.is(sign::DIRECTION) && !at_comma {
                -30
            } else {
                uncut(20)
            }
        }
        (Street, Town) => 5,
        (Street, OtherTown) => {
            if before.is(sign::DIRECTION) && !at_comma {
                -30
            } else {
                uncut(20)
            }
        }
        (Street, County) => -10,
        (Locality, Locality) => {
            if at_comma {
                -5
            } else {
                NEVER
            }
        }
        // `GREAT PRESTON` is not Preston.
        (Locality, Town)
            if before.is(sign::LEADS_PLACE | sign::SAINT) && !at_comma && begins_place(words, at - 1) =>
        {
            -70
        }
        (Locality, Town) => 5 + uncut(15),
        (Locality, OtherTown) => {
            if at_comma {
                0
            } else {
                -20
            }
        }
        (Locality, County) => -5,
        (Town | OtherTown, County) => 5,
        // `ST ALBANS ST ALBANS` is written; `MATLOCK BATH` is one place.
        (Town, Town) => {
            if at_comma || words.folded(at - 1) == words.folded(at + usize::from(after.town_words).max(1) - 1)
            {
                -10
            } else {
                -70
            }
        }
        (Town | OtherTown, Locality) => -120,
        (County, County) => -10,
        _ => NEVER,
    }
}

/// How well an address begins with a part.
pub(super) fn begin(part: Part) -> i32 {
    match part {
        Part::Organisation | Part::PoBox | Part::SubBuilding | Part::BuildingName | Part::Number => 0,
        Part::Street => -30,
        Part::DependentStreet => -40,
        Part::Locality => -40,
        Part::Town | Part::OtherTown => -60,
        Part::County | Part::Department => -80,
    }
}

/// How well an address ends with a part.
pub(super) fn finish(part: Part) -> i32 {
    match part {
        Part::Town | Part::County | Part::OtherTown => 0,
        Part::Street => -10,
        Part::Locality => -15,
        Part::PoBox => -20,
        Part::BuildingName => -35,
        Part::Number | Part::SubBuilding | Part::Organisation | Part::Department => -45,
        Part::DependentStreet => NEVER,
    }
}

/// What a town's or county's name of so many words counts for.
pub(super) fn known(part: Part, count: usize, words: &Words, at: usize) -> i32 {
    let extra = 8 * (count as i32 - 1);
    // A name that is also the kind of a street or building says less.
    let doubtful = if words.list[at].is(ENDS) && count == 1 { -40 } else { 0 };
    match part {
        Part::Town => 60 + extra + doubtful,
        _ => 45 + extra + doubtful,
    }
}

/// Whether a word that may qualify a place's name is the first of it: `GREAT` of `HIGH STREET GREAT PRESTON`, not `WEST`
/// of `GILLING WEST`.
fn begins_place(words: &Words, at: usize) -> bool {
    at == 0 || words.list[at].begins_segment || words.list[at - 1].is(ENDS | sign::NUMBER)
}
