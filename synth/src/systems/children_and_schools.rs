//! Children and schools: pupils and children known to children's services, by pupil number, with a parent to ring.
//!
//! Shaped on a school census: the address already in BS 7666 parts (secondary and primary object, street, locality, town),
//! names in legal and preferred form, no NHS number, contacts beside the child.

use super::{Desk, Facet, World};
use crate::address_text::Address;
use crate::calendar::{DateForm, Day};
use crate::contact;
use crate::extract::row::Row;
use crate::extract::write::{Record, System};
use crate::extract::{Break, Column, Encoding, Entity, Extract, Quoting};
use crate::identifiers::upn;
use crate::knowledge::{Hearing, SystemNumber};
use crate::names::Sex;
use crate::people::person_id;
use crate::recording::{
    AddressSlips, FactSlips, NameSlips, recorded_address, recorded_facts, recorded_name, short_form,
};

static EXTRACT: Extract = Extract {
    name: "children_and_schools",
    purpose: "Pupils of the place's schools and children known to children's services",
    tenant: "northmere-learning",
    entity: Entity::Person,
    least_age: None,
    main_home: true,
    file: "children_and_schools.csv",
    encoding: Encoding::Utf8,
    delimiter: ',',
    quoting: Quoting::Needed,
    line_end: "\r\n",
    nulls: &[],
    capitals: false,
    columns: &[
        Column::key("StudentID"),
        Column::text("UPN").wide(13),
        Column::text("LegalSurname").fills("family_name").wide(35),
        Column::text("LegalForename").fills("given_name").wide(35),
        Column::text("MiddleNames").fills("middle_names").wide(60),
        Column::text("PreferredForename").fills("known_as").wide(35),
        Column::text("FormerSurname").fills("former_family_name").wide(35),
        Column::date("DOB", DateForm::Slashes).fills("birth_date"),
        Column::codes("Sex", &["M", "F"]).fills("sex"),
        Column::text("SAON").fills("address_line").wide(100),
        Column::text("PAON").fills("address_line").wide(100),
        Column::text("Street").fills("address_line").wide(100),
        Column::text("Locality").fills("address_line").wide(35),
        Column::text("Town").fills("town").wide(30),
        Column::text("PostCode").fills("postcode").wide(8),
        Column::text("UniquePropertyReferenceNumber").fills("uprn"),
        Column::text("SchoolURN"),
        Column::codes(
            "NCyearActual",
            &["N1", "N2", "R", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"],
        ),
        Column::date("EntryDate", DateForm::Slashes).fills("valid_from"),
        Column::codes("FSMeligible", &["0", "1"]),
        Column::codes("SENprovision", &["N", "K", "E"]),
        Column::text("Contact1Surname").wide(35),
        Column::text("Contact1Forename").wide(35),
        Column::codes("Contact1Relationship", &["MOTH", "FATH", "GPAR", "CARE"]),
        Column::text("Contact1Telephone").wide(20),
    ],
    breaks: &[
        (Break::BadDate, 0.001),
        (Break::InvalidBytes, 0.0008),
        (Break::DuplicateKey, 0.0006),
        (Break::Ragged, 0.0004),
    ],
};

const NAME: NameSlips = NameSlips {
    typo: 0.009,
    spelling: 0.04,
    short_form: 0.07,
    initial: 0.0,
    no_middle: 0.25,
    middle_initial: 0.06,
    swapped: 0.002,
    no_marks: 0.3,
    no_punctuation: 0.12,
    half: 0.05,
    no_title: 1.0,
};

const FACTS: FactSlips =
    FactSlips { birth_wrong: 0.004, birth_missing: 0.0, sex_wrong: 0.0011, sex_missing: 0.0 };

const ADDRESS: AddressSlips = AddressSlips {
    typo: 0.008,
    short_type: 0.02,
    part_lost: 0.02,
    part_moved: 0.04,
    building_lost: 0.05,
    locality_lost: 0.25,
    postcode_missing: 0.006,
    postcode_wrong: 0.008,
    postcode_untidy: 0.004,
    uprn_missing: 0.25,
    uprn_wrong: 0.004,
};

/// Share of children who are on the system a second time.
const TWICE: f64 = 0.004;

pub(super) struct ChildrenAndSchools<'a> {
    desk: Desk<'a>,
}

impl<'a> ChildrenAndSchools<'a> {
    pub(super) fn new(world: &'a World) -> Self {
        let hearing = Hearing { days_mean: 60.0, never: 0.05 };
        Self { desk: Desk::new(world, SystemNumber::ChildrenAndSchools, hearing) }
    }

    /// The day a child came onto the system, where it is on it today.
    fn entered(&self, number: u32) -> Option<Day> {
        let (desk, population) = (self.desk, &self.desk.world.population);
        let person = population.person(number);
        let age = person.age_on(desk.today());
        let mut chance = desk.enrolling(number);
        let point = chance.unit();
        // Nearly all of school age, most of nursery age, some babies known to children's services; leavers for a while.
        let on = match age {
            ..0 => 0.0,
            0..3 => 0.1,
            3..5 => 0.7,
            5..17 => 0.95,
            17..19 => 0.75,
            _ => 0.0,
        };
        let arrived = population.residences_of(number).last()?.1.from;
        let begins = match point {
            ..0.1 => 0.2,
            0.1..0.7 => 3.2,
            _ => 4.6,
        };
        let starts = person.born.plus_years(begins);
        let gone = desk.knowledge().departure(number).is_some_and(|day| day.plus(120) < desk.today());
        let entered = starts.max(arrived.plus(20));
        (point < on && entered <= desk.today() && person.died > desk.today() && !gone).then_some(entered)
    }

    /// The grown-up the school rings first: the mother if she is at home.
    fn contact(&self, child: u32, row: &mut Row<'_>) {
        let population = &self.desk.world.population;
        let Some(parent) = contact::guardian_of(population, child) else {
            return row.cells(["", "", "", ""]);
        };
        let mut chance = self.desk.slips(child, 0, Facet::Contact, parent);
        let family = population.family_on(parent, self.desk.today());
        row.cell(&population.lexicon.family(family));
        row.cell(population.lexicon.given(population.person(parent).given));
        row.cell(if population.person(parent).sex == Sex::Female { "MOTH" } else { "FATH" });
        row.cell(&contact::told_phone(1.0, &mut chance, || contact::mobile_of(population, parent)));
    }
}

impl System for ChildrenAndSchools<'_> {
    fn extract(&self) -> &'static Extract {
        &EXTRACT
    }

    fn records(&self) -> Vec<Record> {
        self.desk.records_of_people(|person| {
            let Some(entered) = self.entered(person) else {
                return Vec::new();
            };
            let twice = self.desk.slips(person, 0, Facet::Case, 0).happens(TWICE);
            (0..=u8::from(twice)).map(|copy| (copy, entered)).collect()
        })
    }

    fn write(&self, record: &Record, row: &mut Row<'_>) {
        let (desk, World { town, population, .. }) = (self.desk, self.desk.world);
        let (number, copy, entered) = (record.subject, record.copy, Day(record.detail as i32));
        let person = population.person(number);
        let mut numbers = desk.slips(number, 0, Facet::Numbers, 0);
        row.cell(&(200_000_000 + record.order).to_string());
        let school = numbers.below(900) + 2000;
        let entry = (person.born.year() + 5).rem_euclid(100) as u32;
        let pupil_number = upn(school, entry, numbers.below(1000));
        row.cell(if person.age_on(desk.today()) < 4 { "" } else { &pupil_number });
        let (family, former) = desk.knowledge().family(number, entered);
        let mut chance = desk.slips(number, copy, Facet::Name, person.rename);
        let name = recorded_name(population, number, family, &NAME, &mut chance);
        row.cells([&name.family, &name.given, &name.middle].map(String::as_str));
        let short = short_form(population, number);
        row.cell(short.filter(|short| *short != name.given && chance.happens(0.2)).unwrap_or_default());
        row.cell(&former.map(|family| population.lexicon.family(family)).unwrap_or_default());
        let mut chance = desk.slips(number, copy, Facet::Facts, 0);
        let (born, sex) = recorded_facts(population, number, FACTS, &mut chance);
        row.date(born);
        row.cell(if sex == Some(Sex::Male) { "M" } else { "F" });
        let stay = desk.knowledge().stay(number, entered);
        let site = stay.map_or(0, |stay| population.residence(stay).site);
        let mut chance = desk.slips(number, copy, Facet::Address, stay.unwrap_or(0));
        let address = recorded_address(Address::of(town, site), &ADDRESS, &mut chance);
        row.cells([&address.part, &paon(&address), &address.street].map(String::as_str));
        row.cells([&address.locality, &address.town, &address.postcode].map(String::as_str));
        row.cell(&if address.uprn == 0 { String::new() } else { address.uprn.to_string() });
        // Neighbours go to the same school.
        let locality = u32::from(town.street(site).locality);
        row.cell(&(990_000 + locality * 10 + u32::from(person.age_on(desk.today()) > 10)).to_string());
        row.cell(school_year(person.born, desk.today()));
        row.date(Some(entered));
        row.cell(if chance.happens(0.27) { "1" } else { "0" });
        row.cell(match chance.unit() {
            point if point < 0.05 => "E",
            point if point < 0.19 => "K",
            _ => "N",
        });
        self.contact(number, row);
    }

    fn truth(&self, record: &Record) -> String {
        person_id(record.subject)
    }
}

/// The primary addressable object: building name, number, or both.
fn paon(address: &Address) -> String {
    match (address.building.is_empty(), address.number.is_empty()) {
        (false, false) => format!("{} {}", address.building, address.number),
        (false, true) => address.building.clone(),
        (true, _) => address.number.clone(),
    }
}

/// The national curriculum year a child of that birth date is in.
fn school_year(born: Day, today: Day) -> &'static str {
    const YEARS: [&str; 16] =
        ["N1", "N2", "R", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"];
    let (birth, now) = (born.date(), today.date());
    let cohort = birth.year() + i16::from(birth.month() >= 9);
    let year = now.year() - i16::from(now.month() < 9);
    // A child who turns four by the end of August starts reception that September.
    let at = usize::try_from(year - cohort - 2).unwrap_or(0);
    YEARS[at.min(YEARS.len() - 1)]
}
