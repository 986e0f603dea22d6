//! GP registrations: everybody with a practice, by NHS number and birth date, with those who moved away still on the list.
//!
//! Shaped on a practice list extract: coded sex, dates as eight digits, five address lines, a previous surname, and a row
//! for each practice a person has been with of late.

use super::{Desk, Facet, World};
use crate::address_text::Address;
use crate::calendar::{DateForm, Day};
use crate::contact;
use crate::extract::row::Row;
use crate::extract::write::{Record, System};
use crate::extract::{Break, Column, Encoding, Entity, Extract, Quoting};
use crate::identifiers::nhs_text;
use crate::knowledge::{Hearing, SystemNumber};
use crate::names::Sex;
use crate::people::{Residence, person_id};
use crate::recording::{AddressSlips, FactSlips, NameSlips, recorded_address, recorded_facts, recorded_name};

static EXTRACT: Extract = Extract {
    name: "gp_registrations",
    purpose: "Patients registered with the place's practices, for direct care",
    tenant: "northmere-icb",
    entity: Entity::Person,
    least_age: None,
    main_home: true,
    file: "gp_registrations.csv",
    encoding: Encoding::Utf8Bom,
    delimiter: ',',
    quoting: Quoting::Needed,
    line_end: "\r\n",
    nulls: &[],
    capitals: false,
    columns: &[
        Column::key("REGISTRATION_ID"),
        Column::text("NHS_NUMBER").fills("nhs_number"),
        Column::text("TITLE").fills("title").wide(10),
        Column::text("SURNAME").fills("family_name").wide(35),
        Column::text("FORENAMES").fills("given_name").wide(35),
        Column::text("PREVIOUS_SURNAME").fills("former_family_name").wide(35),
        Column::codes("SEX", &["0", "1", "2", "9"]).fills("sex"),
        Column::date("DATE_OF_BIRTH", DateForm::Compact).fills("birth_date").required(),
        Column::date("DATE_OF_DEATH", DateForm::Compact).fills("death_date"),
        Column::text("ADDRESS_1").fills("address_line").wide(35),
        Column::text("ADDRESS_2").fills("address_line").wide(35),
        Column::text("ADDRESS_3").fills("address_line").wide(35),
        Column::text("ADDRESS_4").fills("address_line").wide(35),
        Column::text("ADDRESS_5").fills("address_line").wide(35),
        Column::text("POSTCODE").fills("postcode").wide(8),
        Column::text("TELEPHONE").fills("phone"),
        Column::text("EMAIL").fills("email"),
        Column::text("GP_PRACTICE_CODE"),
        Column::date("REGISTRATION_DATE", DateForm::Compact).fills("valid_from"),
        Column::date("DEDUCTION_DATE", DateForm::Compact).fills("valid_to"),
        Column::codes("DEDUCTION_REASON", &["R/C", "DEA", "EMB", "OTH"]),
    ],
    breaks: &[
        (Break::BadDate, 0.0005),
        (Break::InvalidBytes, 0.0004),
        (Break::RepeatedHeader, 0.00006),
        (Break::Ragged, 0.0003),
        (Break::DuplicateKey, 0.0002),
        (Break::UnknownCode, 0.0004),
    ],
};

const NAME: NameSlips = NameSlips {
    typo: 0.006,
    spelling: 0.025,
    short_form: 0.06,
    initial: 0.0004,
    no_middle: 0.25,
    middle_initial: 0.1,
    swapped: 0.0015,
    no_marks: 0.5,
    no_punctuation: 0.12,
    half: 0.04,
    no_title: 0.05,
};

/// Source: 0.11 % of linked hospital and registration records disagree in sex or birth date (Harron et al., 2017).
const FACTS: FactSlips =
    FactSlips { birth_wrong: 0.0008, birth_missing: 0.0, sex_wrong: 0.0003, sex_missing: 0.0005 };

const ADDRESS: AddressSlips = AddressSlips {
    typo: 0.012,
    short_type: 0.08,
    part_lost: 0.02,
    part_moved: 0.12,
    building_lost: 0.1,
    locality_lost: 0.3,
    postcode_missing: 0.003,
    postcode_wrong: 0.012,
    postcode_untidy: 0.01,
    uprn_missing: 1.0,
    uprn_wrong: 0.0,
};

/// Share of registrations whose NHS number is not traced yet.
const NHS_MISSING: f64 = 0.004;

pub(super) struct GpRegistrations<'a> {
    desk: Desk<'a>,
}

impl<'a> GpRegistrations<'a> {
    pub(super) fn new(world: &'a World) -> Self {
        let hearing = Hearing { days_mean: 60.0, never: 0.03 };
        Self { desk: Desk::new(world, SystemNumber::GpRegistrations, hearing) }
    }

    /// The day a person registered with a first practice here.
    fn registered(&self, number: u32) -> Option<Day> {
        let (desk, population) = (self.desk, &self.desk.world.population);
        let person = population.person(number);
        let (_, first) = population.residences_of(number).last()?;
        let mut chance = desk.enrolling(number);
        let young = (18..30).contains(&person.age_on(first.from));
        let wait = if first.from < population.first {
            0.0
        } else if young {
            120.0
        } else {
            40.0
        };
        let day = first.from.plus(chance.wait(wait) as i32);
        let stays = chance.happens(0.985);
        (stays && day <= desk.today() && day < first.to.max(person.born.plus(60)) && person.died > day)
            .then_some(day)
    }

    /// Those who left are taken off the list when their next practice asks for their notes; some never.
    fn deducted(&self, number: u32) -> Option<Day> {
        let death = self.desk.knowledge().death(number);
        death.or_else(|| self.desk.knowledge().departure(number))
    }

    /// A second registration after changing practice on a move; the first stays in the extract, deducted.
    fn changed(&self, number: u32, registered: Day) -> Option<Day> {
        let (desk, population) = (self.desk, &self.desk.world.population);
        let first = population.first;
        let change = |(at, stay): (u32, &Residence)| {
            let moved = stay.from > registered.plus(90) && stay.from > first;
            let mut chance = desk.slips(number, 0, Facet::Case, at);
            let day = stay.from.plus(chance.wait(60.0) as i32);
            (moved && chance.happens(0.16) && day <= desk.today() && day < stay.to).then_some(day)
        };
        population.residences_of(number).filter_map(change).last()
    }
}

impl System for GpRegistrations<'_> {
    fn extract(&self) -> &'static Extract {
        &EXTRACT
    }

    fn records(&self) -> Vec<Record> {
        self.desk.records_of_people(|person| {
            let Some(registered) = self.registered(person) else {
                return Vec::new();
            };
            // Deducted registrations are kept for a year.
            if self.deducted(person).is_some_and(|day| day.plus(365) < self.desk.today()) {
                return Vec::new();
            }
            let changed = self.changed(person, registered);
            std::iter::once((0, registered)).chain(changed.map(|day| (1, day))).collect()
        })
    }

    fn write(&self, record: &Record, row: &mut Row<'_>) {
        let (desk, World { town, population, nhs, .. }) = (self.desk, self.desk.world);
        let (number, copy, registered) = (record.subject, record.copy, Day(record.detail as i32));
        let person = population.person(number);
        let left = if copy == 0 { self.changed(number, registered) } else { None };
        row.cell(&format!("R{:09}", record.order));
        let mut numbers = desk.slips(number, copy, Facet::Numbers, 0);
        let spaced = numbers.happens(0.1);
        row.cell(&if numbers.happens(NHS_MISSING) {
            String::new()
        } else {
            nhs_cell(nhs[number as usize], spaced)
        });
        let (family, former) = desk.knowledge().family(number, registered);
        let mut chance = desk.slips(number, copy, Facet::Name, person.rename);
        let name = recorded_name(population, number, family, &NAME, &mut chance);
        row.cells([name.title, &name.family]);
        row.cell(format!("{} {}", name.given, name.middle).trim_end());
        row.cell(
            &former
                .filter(|_| chance.happens(0.9))
                .map(|name| population.lexicon.family(name))
                .unwrap_or_default(),
        );
        let mut chance = desk.slips(number, copy, Facet::Facts, 0);
        let (born, sex) = recorded_facts(population, number, FACTS, &mut chance);
        row.cell(match sex {
            Some(Sex::Male) => "1",
            Some(Sex::Female) => "2",
            None => ["0", "9"][chance.below(2) as usize],
        });
        row.date(born);
        row.date(desk.knowledge().death(number));
        // The first practice never heard of the move that made the patient leave it.
        let stay = match left {
            Some(day) => population.residences_of(number).find(|(_, stay)| stay.to <= day).map(|(at, _)| at),
            None => desk.knowledge().stay(number, registered),
        };
        let site = stay.map_or(0, |stay| population.residence(stay).site);
        let mut chance = desk.slips(number, copy, Facet::Address, stay.unwrap_or(0));
        let address = recorded_address(Address::of(town, site), &ADDRESS, &mut chance);
        row.cells(address.packed_lines(5, 35).iter().map(String::as_str));
        row.cell(&address.postcode);
        let mut chance = desk.slips(number, copy, Facet::Contact, 0);
        let holder = contact::holder_of(population, number);
        row.cell(&contact::told_phone(0.8, &mut chance, || {
            contact::mobile_of(population, holder).or_else(|| contact::landline_of(population, site))
        }));
        row.cell(&contact::told_email(population, holder, 0.6, &mut chance));
        let practice = u32::from(town.street(site).locality) * 3 + numbers.below(3);
        row.cell(&format!("X99{practice:03}"));
        row.date(Some(registered));
        let deducted = left.or_else(|| self.deducted(number));
        row.date(deducted);
        row.cell(match (left, deducted) {
            (Some(_), _) => "R/C",
            (None, Some(_)) if person.died <= desk.today() => "DEA",
            (None, Some(_)) => "R/C",
            _ => "",
        });
    }

    fn truth(&self, record: &Record) -> String {
        person_id(record.subject)
    }
}

/// The NHS number's ten digits, or three, three and four.
fn nhs_cell(nine: u32, spaced: bool) -> String {
    let text = nhs_text(nine);
    if spaced { format!("{} {} {}", &text[..3], &text[3..6], &text[6..]) } else { text }
}
