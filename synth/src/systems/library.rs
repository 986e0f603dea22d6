//! Library members: anybody who ever joined, at the address they gave then.
//!
//! Shaped on a library management system from the Continent: semicolons, ISO dates, the address on one line without
//! commas. Nobody tells the library when they move; many members lapsed years ago.

use super::{Desk, Facet, World};
use crate::address_text::Address;
use crate::calendar::{DateForm, Day};
use crate::contact;
use crate::extract::row::Row;
use crate::extract::write::{Record, System};
use crate::extract::{Break, Column, Encoding, Entity, Extract, Quoting};
use crate::knowledge::{Hearing, SystemNumber};
use crate::names::Sex;
use crate::people::person_id;
use crate::recording::{AddressSlips, FactSlips, NameSlips, recorded_address, recorded_facts, recorded_name};

static EXTRACT: Extract = Extract {
    name: "library",
    purpose: "Library members, for lending",
    tenant: "northmere-council",
    entity: Entity::Person,
    least_age: None,
    main_home: false,
    file: "library.csv",
    encoding: Encoding::Utf8,
    delimiter: ';',
    quoting: Quoting::Needed,
    line_end: "\n",
    nulls: &["", "Not given"],
    capitals: false,
    columns: &[
        Column::key("BorrowerNumber"),
        Column::text("Title").fills("title"),
        Column::text("FirstName").fills("given_name").wide(30),
        Column::text("OtherNames").fills("middle_names").wide(30),
        Column::text("Surname").fills("family_name").wide(30),
        Column::date("DateOfBirth", DateForm::Iso).fills("birth_date"),
        Column::codes("Gender", &["Male", "Female", "Not given"]).fills("sex"),
        Column::text("Address").fills("address").wide(120),
        Column::text("PostCode").fills("postcode"),
        Column::text("Email").fills("email"),
        Column::text("Mobile").fills("phone"),
        Column::codes("HomeBranch", &["CEN", "BEC", "MIL", "FEL", "DUN", "THO", "ONL"]),
        Column::codes("Category", &["ADULT", "JUNIOR", "TEEN", "OVER60", "HOUSEBOUND"]),
        Column::date("Registered", DateForm::Iso).fills("valid_from"),
        Column::date("LastUsed", DateForm::Iso),
        Column::text("FinesOwed"),
    ],
    breaks: &[
        (Break::BadDate, 0.0015),
        (Break::InvalidBytes, 0.001),
        (Break::Ragged, 0.0008),
        (Break::RepeatedHeader, 0.0001),
    ],
};

const NAME: NameSlips = NameSlips {
    typo: 0.018,
    spelling: 0.05,
    short_form: 0.42,
    initial: 0.004,
    no_middle: 0.82,
    middle_initial: 0.12,
    swapped: 0.006,
    no_marks: 0.35,
    no_punctuation: 0.25,
    half: 0.15,
    no_title: 0.3,
};

const FACTS: FactSlips =
    FactSlips { birth_wrong: 0.012, birth_missing: 0.09, sex_wrong: 0.003, sex_missing: 0.35 };

const ADDRESS: AddressSlips = AddressSlips {
    typo: 0.02,
    short_type: 0.25,
    part_lost: 0.03,
    part_moved: 0.25,
    building_lost: 0.15,
    locality_lost: 0.45,
    postcode_missing: 0.012,
    postcode_wrong: 0.014,
    postcode_untidy: 0.06,
    uprn_missing: 1.0,
    uprn_wrong: 0.0,
};

/// Share of members who joined twice, the first card forgotten.
const TWICE: f64 = 0.012;

pub(super) struct Library<'a> {
    desk: Desk<'a>,
}

impl<'a> Library<'a> {
    pub(super) fn new(world: &'a World) -> Self {
        let hearing = Hearing { days_mean: 420.0, never: 0.4 };
        Self { desk: Desk::new(world, SystemNumber::Library, hearing) }
    }

    /// The day a person joined, where they have.
    fn joined(&self, number: u32) -> Option<Day> {
        let (desk, population) = (self.desk, &self.desk.world.population);
        let person = population.person(number);
        let arrived = population.residences_of(number).last()?.1.from.max(person.born);
        let mut chance = desk.enrolling(number);
        // Half join as children, most of the others some time later; nobody is a member for ever.
        let (child, early) = (chance.happens(0.62), 2.0 + chance.wait(4.0));
        let late = 17.0 + chance.wait(38.0);
        let wanted = person.born.plus_years(if child { early } else { late });
        let oldest = population.first.plus(-(chance.wait(1900.0) as i32).min(9000));
        let (settling, rejoins) = (chance.wait(400.0) as i32, chance.happens(0.68));
        let joined = if wanted > arrived { wanted } else { arrived.plus(settling) };
        let joined = if joined < oldest && rejoins { oldest } else { joined };
        let purged = joined.plus_years(4.0 + chance.wait(7.0));
        (joined <= desk.today() && purged > desk.today() && person.died > joined).then_some(joined)
    }
}

impl System for Library<'_> {
    fn extract(&self) -> &'static Extract {
        &EXTRACT
    }

    fn records(&self) -> Vec<Record> {
        self.desk.records_of_people(|person| {
            let Some(joined) = self.joined(person) else {
                return Vec::new();
            };
            let mut chance = self.desk.slips(person, 0, Facet::Case, 0);
            let again = joined.plus(200 + chance.wait(900.0) as i32);
            let twice = chance.happens(TWICE) && again <= self.desk.today();
            [(0, joined), (1, again)].into_iter().take(1 + usize::from(twice)).collect()
        })
    }

    fn write(&self, record: &Record, row: &mut Row<'_>) {
        let (desk, World { town, population, .. }) = (self.desk, self.desk.world);
        let (person, copy, joined) = (record.subject, record.copy, Day(record.detail as i32));
        row.cell(&format!("D{:08}", record.order));
        let (family, _) = desk.knowledge().family(person, joined);
        let mut chance = desk.slips(person, copy, Facet::Name, 0);
        let name = recorded_name(population, person, family, &NAME, &mut chance);
        row.cells([name.title, &name.given, &name.middle, &name.family]);
        let mut chance = desk.slips(person, copy, Facet::Facts, 0);
        let (born, sex) = recorded_facts(population, person, FACTS, &mut chance);
        row.date(born);
        row.cell(match sex {
            Some(Sex::Male) => "Male",
            Some(Sex::Female) => "Female",
            None => "Not given",
        });
        let stay = desk.knowledge().stay(person, joined);
        let site = stay.map_or(0, |stay| population.residence(stay).site);
        let mut chance = desk.slips(person, copy, Facet::Address, stay.unwrap_or(0));
        let address = recorded_address(Address::of(town, site), &ADDRESS, &mut chance);
        row.cell(&address.single_line(" ", false));
        row.cell(&address.postcode);
        let mut chance = desk.slips(person, copy, Facet::Contact, 0);
        let holder = contact::holder_of(population, person);
        row.cell(&contact::told_email(population, holder, 0.62, &mut chance));
        row.cell(&contact::told_phone(0.6, &mut chance, || contact::mobile_of(population, holder)));
        row.cell(chance.word(&["CEN", "CEN", "BEC", "MIL", "FEL", "DUN", "THO", "ONL"]));
        row.cell(match population.person(person).age_on(desk.today()) {
            ..12 => "JUNIOR",
            12..18 => "TEEN",
            18..60 => "ADULT",
            60..88 => "OVER60",
            _ => "HOUSEBOUND",
        });
        row.date(Some(joined));
        // Many stop coming; the others were here not long ago.
        let lapsed = joined.plus(chance.wait(900.0) as i32);
        let lately = desk.today().plus(-(chance.below(90) as i32)).max(joined);
        row.date(Some(if lapsed < desk.today() { lapsed } else { lately }));
        row.cell(&if chance.happens(0.08) {
            format!("{},{:02}", chance.below(20), chance.below(100))
        } else {
            "0,00".into()
        });
    }

    fn truth(&self, record: &Record) -> String {
        person_id(record.subject)
    }
}
