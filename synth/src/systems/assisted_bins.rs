//! Assisted bin collections: people who cannot bring out their bins, on a contractor's spreadsheet saved as CSV.
//!
//! One name cell written any way, no birth date, crew notes with commas and quotation marks, UPRNs that the spreadsheet
//! turned into `9.99E+11`, and now and then a quotation mark that nobody closed.

use super::adult_social_care::care_from;
use super::{Desk, Facet, World};
use crate::address_text::Address;
use crate::calendar::{DateForm, Day};
use crate::chance::Chance;
use crate::contact;
use crate::extract::row::Row;
use crate::extract::write::{Record, System};
use crate::extract::{Break, Column, Encoding, Entity, Extract, Quoting};
use crate::knowledge::{Hearing, SystemNumber};
use crate::people::person_id;
use crate::recording::{AddressSlips, NameSlips, RecordedName, recorded_address, recorded_name};

static EXTRACT: Extract = Extract {
    name: "assisted_bins",
    purpose: "Residents whose bins the crew brings out and returns",
    tenant: "cleanway",
    entity: Entity::Person,
    least_age: None,
    main_home: false,
    file: "assisted_bins.csv",
    encoding: Encoding::Windows1252,
    delimiter: ',',
    quoting: Quoting::Needed,
    line_end: "\r\n",
    nulls: &[],
    capitals: false,
    columns: &[
        Column::key("Ref"),
        Column::text("Customer").fills("full_name"),
        Column::text("Property Address").fills("address"),
        Column::text("P/code").fills("postcode"),
        Column::text("UPRN").fills("uprn"),
        Column::text("Tel").fills("phone"),
        Column::text("Crew Notes"),
        Column::codes("Round", &["R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8"]),
        Column::codes("Day", &["Mon", "Tue", "Wed", "Thu", "Fri"]),
        Column::date("Start", DateForm::Slashes).fills("valid_from"),
        Column::date("Review", DateForm::Slashes),
    ],
    breaks: &[
        // A small file kept by hand: a row in eighty is broken.
        (Break::UnclosedQuote, 0.004),
        (Break::Ragged, 0.003),
        (Break::BadDate, 0.002),
        (Break::UnknownCode, 0.002),
        (Break::DuplicateKey, 0.0015),
    ],
};

const NAME: NameSlips = NameSlips {
    typo: 0.02,
    spelling: 0.08,
    short_form: 0.35,
    initial: 0.12,
    no_middle: 0.95,
    middle_initial: 0.03,
    swapped: 0.0,
    no_marks: 0.8,
    no_punctuation: 0.3,
    half: 0.15,
    no_title: 0.25,
};

const ADDRESS: AddressSlips = AddressSlips {
    typo: 0.02,
    short_type: 0.3,
    part_lost: 0.03,
    part_moved: 0.2,
    building_lost: 0.1,
    locality_lost: 0.5,
    postcode_missing: 0.02,
    postcode_wrong: 0.01,
    postcode_untidy: 0.05,
    uprn_missing: 0.2,
    uprn_wrong: 0.004,
};

pub(super) struct AssistedBins<'a> {
    desk: Desk<'a>,
}

impl<'a> AssistedBins<'a> {
    pub(super) fn new(world: &'a World) -> Self {
        let hearing = Hearing { days_mean: 150.0, never: 0.15 };
        Self { desk: Desk::new(world, SystemNumber::AssistedBins, hearing) }
    }

    fn began(&self, person: u32) -> Option<Day> {
        let (desk, population) = (self.desk, &self.desk.world.population);
        let from = care_from(desk.world, person, desk.today())?;
        let arrived = population.residences_of(person).last()?.1;
        let mut chance = desk.enrolling(person);
        let asks = chance.happens(0.5);
        let began = from.max(arrived.from).plus(chance.wait(200.0) as i32);
        // The round is cleared of the dead and gone when a crew says so.
        let dead = desk.knowledge().death(person).is_some();
        let gone = desk.knowledge().departure(person).is_some();
        let oldest = population.first.plus(-300 - chance.between(0, 1200));
        let alive = population.person(person).died > began;
        (asks && alive && began <= desk.today() && !dead && !gone).then_some(began.max(oldest))
    }
}

impl System for AssistedBins<'_> {
    fn extract(&self) -> &'static Extract {
        &EXTRACT
    }

    fn records(&self) -> Vec<Record> {
        self.desk.records_of_people(|person| self.began(person).map(|day| (0, day)).into_iter().collect())
    }

    fn write(&self, record: &Record, row: &mut Row<'_>) {
        let (desk, World { town, population, .. }) = (self.desk, self.desk.world);
        let (person, began) = (record.subject, Day(record.detail as i32));
        row.cell(&format!("AC{:08}", record.order));
        let (family, _) = desk.knowledge().family(person, began);
        let mut chance = desk.slips(person, 0, Facet::Name, 0);
        let name = recorded_name(population, person, family, &NAME, &mut chance);
        row.cell(&one_cell(&name, &mut chance));
        let stay = desk.knowledge().stay(person, began);
        let site = stay.map_or(0, |stay| population.residence(stay).site);
        let mut chance = desk.slips(person, 0, Facet::Address, stay.unwrap_or(0));
        let mut address = recorded_address(Address::of(town, site), &ADDRESS, &mut chance);
        if chance.happens(0.5) {
            address.town.clear();
        }
        row.cell(&address.single_line(if chance.happens(0.7) { ", " } else { " " }, false));
        row.cell(&address.postcode);
        row.cell(&match address.uprn {
            0 => String::new(),
            // What a spreadsheet shows of a long number, and saves.
            uprn if chance.happens(0.03) => format!("{}E+11", (uprn / 1_000_000_000) as f64 / 100.0),
            uprn => uprn.to_string(),
        });
        let mut chance = desk.slips(person, 0, Facet::Contact, 0);
        row.cell(&contact::told_phone(0.75, &mut chance, || {
            contact::landline_of(population, site).or_else(|| contact::mobile_of(population, person))
        }));
        row.cell(note(&mut chance));
        row.cell(&format!("R{}", 1 + town.street(site).locality % 8));
        row.cell(["Mon", "Tue", "Wed", "Thu", "Fri"][usize::from(town.street(site).locality % 5)]);
        row.date(Some(began));
        row.date(Some(began.plus(730)));
    }

    fn truth(&self, record: &Record) -> String {
        person_id(record.subject)
    }
}

fn one_cell(name: &RecordedName, chance: &mut Chance) -> String {
    let RecordedName { title, given, middle, family } = name;
    let text = match chance.below(10) {
        0 | 1 => format!("{}, {given} {middle}", family.to_uppercase()),
        2 => format!("{title} {family}, {given}"),
        3 => format!("{title} {given} {middle} {family}").to_uppercase(),
        _ => format!("{title} {given} {middle} {family}"),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn note(chance: &mut Chance) -> &'static str {
    const NOTES: [&str; 10] = [
        "Bins kept at side of house, behind gate",
        "Ring bell \"twice\" please",
        "Gate code with supervisor",
        "Return bins to back door, not to drive",
        "Dog, make sure gate is shut",
        "Collect from bin store, ground floor",
        "Recycling only, son does the rest",
        "Customer uses a frame; leave path clear",
        "Back lane access only",
        "Moved from R2, 2024",
    ];
    if chance.happens(0.6) { chance.word(&NOTES) } else { "" }
}
