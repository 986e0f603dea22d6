//! The truth beside the place: people, where they lived, what happened, homes, and who used the premises.
//!
//! Which record is whom is written with the extracts (`extract::write`); this is what stands behind it.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::calendar::Day;
use crate::identifiers::nhs_text;
use crate::names::{Given, Sex};
use crate::people::{Habits, Population, person_id};
use crate::systems::World;
use crate::town::{NONE, Tenure, Use, postcode_text, uprn};
use crate::trade::premises_id;

/// A file of the truth: its name and what writes it.
type Part = (&'static str, fn(&World, &mut dyn Write) -> io::Result<()>);

/// All files, in the order written.
pub(crate) const PARTS: [Part; 5] = [
    ("people.csv", write_people),
    ("residences.csv", write_residences),
    ("events.csv", write_events),
    ("homes.csv", write_homes),
    ("premises_history.csv", write_premises),
];

/// A day, blank where it has not come.
fn day(day: Day, today: Day) -> String {
    if day > today { String::new() } else { day.date().to_string() }
}

fn write_people(world: &World, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(
        b"person_id,given_name,middle_names,family_name_at_birth,family_name,sex,birth_date,death_date,nhs_number,\
          background,mover,twin,first_of_january,resident\n",
    )?;
    let population = &world.population;
    let today = population.today;
    let mut line = String::new();
    for number in 0..population.people.len() as u32 {
        if !is_known(population, number) {
            continue;
        }
        let person = population.person(number);
        let lexicon = &population.lexicon;
        let middles: Vec<&str> = person
            .middles
            .iter()
            .filter(|name| **name != Given::NONE)
            .map(|name| lexicon.given(*name))
            .collect();
        let moved = population
            .residences_of(number)
            .any(|(_, stay)| stay.before != NONE && stay.from >= population.first);
        line.clear();
        // Writing to a String cannot fail.
        let _ = writeln!(
            line,
            "{},{},{},{},{},{},{},{},{},{},{},{},{},{}",
            person_id(number),
            lexicon.given(person.given),
            middles.join(" "),
            lexicon.family(person.family),
            lexicon.family(population.family_on(number, today)),
            if person.sex == Sex::Female { "female" } else { "male" },
            person.born.date(),
            day(person.died, today),
            nhs_text(world.nhs[number as usize]),
            person.background.name(),
            u8::from(moved),
            u8::from(person.habits.has(Habits::TWIN)),
            u8::from(person.habits.has(Habits::FIRST_OF_JANUARY)),
            u8::from(population.home_on(number, today).is_some()),
        );
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

/// Whether a person has been in the place by today.
pub(crate) fn is_known(population: &Population, person: u32) -> bool {
    population.residences_of(person).next().is_some()
}

fn write_residences(world: &World, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"person_id,uprn,from,to,standing\n")?;
    let today = world.population.today;
    for stay in world.population.residences.iter().filter(|stay| stay.from <= today) {
        let (person, to) = (person_id(stay.person), day(stay.to, today));
        writeln!(out, "{person},{},{},{to},{}", uprn(stay.site), stay.from.date(), stay.standing.name())?;
    }
    Ok(())
}

fn write_events(world: &World, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"date,event,person_id,other_person_id\n")?;
    for event in world.population.events.iter().filter(|event| event.day <= world.population.today) {
        let other = if event.other == NONE { String::new() } else { person_id(event.other) };
        writeln!(out, "{},{},{},{other}", event.day.date(), event.kind.name(), person_id(event.person))?;
    }
    Ok(())
}

fn write_homes(world: &World, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"uprn,parent_uprn,postcode,kind,tenure,adults\n")?;
    for (number, site) in (0_u32..).zip(&world.town.sites) {
        let kind = match site.usage {
            Use::Detached => "detached",
            Use::Semi => "semi",
            Use::Terrace => "terrace",
            Use::Flat => "flat",
            Use::CareHome => "care_home",
            Use::Students => "students",
            Use::Shell | Use::Business => continue,
        };
        let tenure = match site.tenure {
            Tenure::Owned => "owned",
            Tenure::PrivateRent => "private_rent",
            Tenure::Association => "association",
            Tenure::OtherSocial => "other_social",
        };
        let parent = if site.parent == NONE { String::new() } else { uprn(site.parent).to_string() };
        let (postcode, adults) = (postcode_text(site.postcode), world.adults[number as usize]);
        writeln!(out, "{},{parent},{postcode},{kind},{tenure},{adults}", uprn(number))?;
    }
    Ok(())
}

fn write_premises(world: &World, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"premises_id,uprn,kind,legal_name,trading_name,from,to\n")?;
    let today = world.population.today;
    for premises in &world.trade.premises {
        for occupier in premises.occupiers.iter().filter(|occupier| occupier.from <= today) {
            writeln!(
                out,
                "{},{},{},{},{},{},{}",
                premises_id(premises.site),
                uprn(premises.site),
                premises.kind.name,
                quoted(&occupier.legal_name),
                quoted(&occupier.trading_name),
                occupier.from.date(),
                day(occupier.to, today),
            )?;
        }
    }
    Ok(())
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
